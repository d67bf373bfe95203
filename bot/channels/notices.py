"""Notices as the platform really shows them: a few fields of at most 20 characters each, no line breaks, no emoji."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.texts import clean, is_boundary

FIELD_LIMIT = 20
_ELLIPSIS = "…"
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f]"
)


def plain(text: str) -> str:
    """On one line and without emoji, as a notice's field is shown."""
    return re.sub(r"\s+", " ", _EMOJI.sub("", clean(text))).strip()


def cut(text: str, limit: int = FIELD_LIMIT) -> str:
    """What the platform leaves of a template's field: plain, the rest dropped without a word."""
    return plain(text)[:limit]


def shorten(text: str, limit: int = FIELD_LIMIT) -> str:
    """A field that says by its last character that something was left out."""
    text = plain(text)
    if len(text) <= limit:
        return text
    end = limit - 1
    while end > 0 and not is_boundary(text, end):
        end -= 1
    return text[:end].rstrip(" ，,、；;。") + _ELLIPSIS


class UnfitFieldError(ValueError):
    """A notice's field is empty, too long, or holds what the platform drops."""

    def __init__(self, name: str) -> None:
        super().__init__(f"field {name} does not fit a notice")
        self.name = name


@dataclass(frozen=True, slots=True)
class NoticeFields:
    """Keyword and value of each field in the template's order; values are checked, never cut in silence."""

    values: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        for name, value in self.values:
            if not fits(value):
                raise UnfitFieldError(name)

    @classmethod
    def of(cls, values: Mapping[str, str] | Iterable[tuple[str, str]]) -> NoticeFields:
        """Fields that must fit as they are."""
        return cls(tuple(values.items() if isinstance(values, Mapping) else values))

    @classmethod
    def shortened(cls, values: Mapping[str, str]) -> NoticeFields:
        """Fields whose values people wrote: shortened to fit, an empty one shown as a dash."""
        return cls(tuple((name, shorten(value) or "—") for name, value in values.items()))

    def renamed(self, keywords: Mapping[str, str]) -> NoticeFields:
        """With the keywords of the template as configured; names without one keep their own."""
        return NoticeFields(tuple((keywords.get(name, name), value) for name, value in self.values))

    def as_data(self) -> dict[str, dict[str, str]]:
        """The `data` object of both kinds of notice."""
        return {name: {"value": value} for name, value in self.values}


def fits(value: str) -> bool:
    """Whether the platform would show the value unchanged."""
    return bool(value) and value == cut(value)


def template_payload(openid: str, template_id: str, fields: NoticeFields, url: str | None) -> dict[str, Any]:
    """Body of `message/template/send`."""
    payload: dict[str, Any] = {"touser": openid, "template_id": template_id, "data": fields.as_data()}
    return payload | ({"url": url} if url else {})


def subscribe_payload(openid: str, template_id: str, fields: NoticeFields, page: str | None) -> dict[str, Any]:
    """Body of `message/subscribe/bizsend`."""
    payload: dict[str, Any] = {"touser": openid, "template_id": template_id, "data": fields.as_data()}
    return payload | ({"page": page} if page else {})
