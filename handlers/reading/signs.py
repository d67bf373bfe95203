"""Whether a message has words at all, beside stickers, markup and signs."""

from __future__ import annotations

from nlu.text.patterns import lazy_regex

_CHINESE = lazy_regex(r"[\u4e00-\u9fff]")
_STICKER = lazy_regex(r"\[[^\[\]]{1,6}\]")


def has_words(text: str) -> bool:
    """A character that can be read, beside stickers like [微笑]."""
    return any(character.isalnum() for character in _STICKER.sub("", text))


def says_something(text: str) -> bool:
    """Two Chinese characters at least: markup and signs are no need, however they are classified."""
    return len(_CHINESE.findall(text)) > 1
