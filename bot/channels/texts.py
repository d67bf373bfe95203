"""Cuts and cleans text to what a channel can carry: the platform mangles or refuses what does not fit."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What nobody sees but what turns the letters around it or hides in a name; U+200D, which joins emoji, stays.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LINK_TAG = re.compile(r"<(?=\s*/?\s*a\b)", re.ASCII | re.IGNORECASE)
_JOINER = "\u200d"
_LINE_BREAK_REACH = 160


def clean(text: str) -> str:
    """Without the characters that XML forbids and those nobody sees; line breaks and tabs stay.

    The platform makes a link of `<a href=…>` in what the account says. The bot writes none, so any such tag is
    somebody's own words that are passed on, and must not lead anybody away in the account's name.
    """
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LINK_TAG.sub("＜", without_unseen(text))


def without_unseen(text: str) -> str:
    """Without marks of writing direction and spaces of no width."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def clip(text: str, maximum_bytes: int, hint: str = "") -> str:
    """The text if it fits in UTF-8, else its beginning and the hint on a line of its own."""
    if len(text.encode()) <= maximum_bytes:
        return text
    tail = f"\n{hint}" if hint else ""
    end = _characters_within(text, maximum_bytes - len(tail.encode()))
    while end > 0 and not is_boundary(text, end):
        end -= 1
    line_break = text.rfind("\n", max(0, end - _LINE_BREAK_REACH), end)
    return text[: line_break if line_break > 0 else end].rstrip() + tail


def is_boundary(text: str, index: int) -> bool:
    """Whether cutting before `index` leaves every visible character (emoji, flag, accent) whole."""
    if index <= 0 or index >= len(text):
        return True
    before, after = text[index - 1], text[index]
    if before == _JOINER or after == _JOINER or _extends(after):
        return False
    return not (_is_flag_letter(before) and _is_flag_letter(after) and _flag_letters_before(text, index) % 2 == 1)


def _characters_within(text: str, maximum_bytes: int) -> int:
    encoded = text.encode()[: max(0, maximum_bytes)]
    return len(encoded.decode("utf-8", "ignore"))


def _extends(character: str) -> bool:
    """Combining marks, variation selectors, skin tones and tag characters belong to what stands before them."""
    code = ord(character)
    if 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:
        return True
    return unicodedata.category(character) in {"Mn", "Me", "Mc"}


def _is_flag_letter(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def _flag_letters_before(text: str, index: int) -> int:
    count = 0
    while count < index and _is_flag_letter(text[index - 1 - count]):
        count += 1
    return count
