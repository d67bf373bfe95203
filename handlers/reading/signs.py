"""Whether a message has words at all, beside stickers, markup and signs."""

from __future__ import annotations

from nlu.text.patterns import lazy_regex

_CHINESE = lazy_regex(r"[\u4e00-\u9fff]")
_STICKER = lazy_regex(r"\[[^\[\]]{1,6}\]")


LINK = lazy_regex(r"https?://[^\s\u4e00-\u9fff]+|www\.[^\s\u4e00-\u9fff]+|\[(?:链接|小程序|文件|网页)\]")


def is_link(text: str) -> bool:
    """https://…, [链接] 今年柑橘价格大涨: forwarded, and no words of one's own."""
    return LINK.match(text.strip()) is not None


def has_words(text: str) -> bool:
    """A character that can be read, beside stickers like [微笑]."""
    return any(character.isalnum() for character in _STICKER.sub("", text))


def says_something(text: str) -> bool:
    """Two Chinese characters at least: markup and signs are no need, however they are classified."""
    return len(_CHINESE.findall(text)) > 1


def is_letter(text: str) -> bool:
    """猪, and then 死, and then 了: one character, of somebody who sends them one by one."""
    return _CHINESE.fullmatch(text) is not None
