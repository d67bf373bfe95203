"""Every refusal that a rule can raise has its sentence."""

from __future__ import annotations

import ast
from pathlib import Path

from handlers.wording.errors import known_codes

ROOT = Path(__file__).resolve().parents[2]


def raised_codes() -> set[str]:
    """The literal codes of all `DomainError(...)` in the code."""
    codes = set()
    for floor in ("domain", "handlers", "storage", "bot"):
        for path in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                is_error = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DomainError" and node.args
                if is_error and isinstance(node.args[0], ast.Constant):
                    codes.add(node.args[0].value)
    return codes


def test_every_code_has_its_sentence() -> None:
    assert len(raised_codes()) > 30
    assert raised_codes() - known_codes() == set()
