"""A plot of bars as SVG, written by hand: a library would cost more than these lines."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

WIDTH, LEFT, ROW, TOP = 720, 220, 30, 44


def draw(title: str, values: Mapping[str, float]) -> str:
    """One bar for each value, with its name and number."""
    most = max(values.values())
    height = TOP + ROW * len(values) + 12
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="12" y="26" font-size="16" fill="#222222">{escape(title)}</text>',
    ]
    for number, (name, value) in enumerate(values.items()):
        top = TOP + ROW * number
        length = (WIDTH - LEFT - 80) * value / most
        lines += [
            f'<text x="{LEFT - 8}" y="{top + 17}" font-size="13" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{LEFT}" y="{top + 3}" width="{length:.1f}" height="{ROW - 9}" fill="#2f7d6b"/>',
            f'<text x="{LEFT + length + 6:.1f}" y="{top + 17}" font-size="13" fill="#222222">{value:.0f}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])
