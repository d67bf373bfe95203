"""Small whole numbers as people write them in dates and clock times: 25, 二十五, 廿五, 两, 初八."""

from __future__ import annotations

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
    "日": 7,
}
LUNAR_TENS = {"初": 0, "廿": 20, "卅": 30}


def read_number(text: str) -> int | None:
    """The value of a number below 1000, None where the text is no number."""
    if text.isdigit() and text.isascii():
        return int(text)
    if text[:1] in LUNAR_TENS:
        rest = read_number(text[1:]) if len(text) > 1 else 0
        return None if rest is None else LUNAR_TENS[text[0]] + rest
    return _read_positional(text) if len(text) > 1 and not set(text) & set("十百") else _read_tens(text)


def read_year(text: str, this_year: int) -> int | None:
    """2026, 26, 二〇二六 or 二六 as a year; two figures mean the century that lies nearest."""
    value = int(text) if text.isdigit() and text.isascii() else _read_positional(text)
    if value is None or len(text) == 4:
        return value
    if len(text) != 2:
        return None
    candidates = [century + value for century in (1900, 2000, 2100)]
    return min(candidates, key=lambda year: abs(year - this_year))


def _read_positional(text: str) -> int | None:
    if not text or any(char not in DIGITS for char in text):
        return None
    return int("".join(str(DIGITS[char]) for char in text))


def _read_tens(text: str) -> int | None:
    total, digit = 0, None
    for char in text:
        if char in "十百":
            total += (1 if digit is None else digit) * (10 if char == "十" else 100)
            digit = None
        elif char in DIGITS and digit in (None, 0):
            digit = DIGITS[char]
        else:
            return None
    return total + (digit or 0) if text else None
