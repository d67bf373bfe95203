"""The platform's rules for each kind of outgoing message: an error code where it may not go, a record where it may."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.channels.notices import FIELD_LIMIT, cut, plain
from bot.stand_in.media import MediaShelf
from bot.stand_in.people import Person
from bot.stand_in.sent import SentMessage, SentRecord

TEMPLATES_A_DAY = 100_000
MAXIMUM_TEXT_BYTES = 2048
CHINA = timedelta(hours=8)
_DROPPED_FIELDS = frozenset({"first", "remark"})
_IDENTIFIER = re.compile(r"[A-Za-z0-9_\-]{1,64}")


class Sending:
    """Takes the three kinds of send call; each returns the error code, 0 for a message that has gone out.

    `templates` names the template ids of the account; None lets every id pass.
    """

    def __init__(
        self, people: dict[str, Person], media: MediaShelf, sent: SentRecord, now: Callable[[], datetime]
    ) -> None:
        self._people = people
        self._media = media
        self._sent = sent
        self._now = now
        self._templates_today: dict[str, int] = {}
        self.templates_a_day = TEMPLATES_A_DAY
        self.templates: set[str] | None = None
        self.long_term: set[str] = set()

    def custom(self, payload: Mapping[str, Any]) -> int:
        """A customer-service message: text, image, voice or video."""
        person = self._receiver(payload)
        if isinstance(person, int):
            return person
        kind = str(payload.get("msgtype", ""))
        text, media_id = _inner(payload, "text", "content"), _inner(payload, kind, "media_id")
        refusal = self._content_refusal(kind, text, media_id) or person.spend_message(self._now())
        if refusal == 0:
            self._record(person, "custom", kind, text=text, media_id=media_id)
        return refusal

    def template(self, payload: Mapping[str, Any]) -> int:
        """A template message: what is too long is cut without a word."""
        person = self._receiver(payload)
        if isinstance(person, int):
            return person
        template_id = str(payload.get("template_id", ""))
        if self._is_foreign(template_id):
            return 40037
        day = (self._now() + CHINA).date().isoformat()
        if self._templates_today.get(day, 0) >= self.templates_a_day:
            return 45009
        self._templates_today[day] = self._templates_today.get(day, 0) + 1
        fields = [(name, cut(value)) for name, value in _fields(payload) if name not in _DROPPED_FIELDS]
        self._record(person, "template", "notice", fields, template_id=template_id, address=payload.get("url"))
        return 0

    def subscribe(self, payload: Mapping[str, Any]) -> int:
        """A subscription notice: a field that does not fit refuses the whole and spends nothing."""
        person = self._receiver(payload)
        if isinstance(person, int):
            return person
        template_id = str(payload.get("template_id", ""))
        if self._is_foreign(template_id):
            return 40037
        fields = _fields(payload)
        if not fields or any(not _is_allowed(value) for _, value in fields):
            return 47003
        refusal = person.spend_consent(template_id, template_id in self.long_term)
        if refusal == 0:
            self._record(person, "subscribe", "notice", fields, template_id=template_id, address=payload.get("page"))
        return refusal

    def _receiver(self, payload: Mapping[str, Any]) -> Person | int:
        openid = payload.get("touser")
        if not isinstance(openid, str) or not _IDENTIFIER.fullmatch(openid) or openid not in self._people:
            return 40003
        person = self._people[openid]
        if person.has_blocked:
            return 43019
        return person if person.follows else 43004

    def _content_refusal(self, kind: str, text: str, media_id: str) -> int:
        if kind == "text":
            return 44004 if not text else 45002 if len(text.encode()) > MAXIMUM_TEXT_BYTES else 0
        if kind in {"image", "voice", "video"}:
            return 0 if self._media.find(media_id) else 40007
        return 40008

    def _is_foreign(self, template_id: str) -> bool:
        return not template_id or (self.templates is not None and template_id not in self.templates)

    def _record(
        self,
        person: Person,
        channel: str,
        kind: str,
        fields: list[tuple[str, str]] | None = None,
        *,
        text: str = "",
        media_id: str = "",
        template_id: str = "",
        address: object = None,
    ) -> None:
        number = len(self._sent.messages) + 1
        place = str(address) if address else ""
        shown = tuple(fields or ())
        message = SentMessage(
            number, person.openid, channel, kind, self._now(), text, shown, media_id, template_id, place
        )
        self._sent.add(message)


def _inner(payload: Mapping[str, Any], part: str, name: str) -> str:
    inner = payload.get(part)
    value = inner.get(name) if isinstance(inner, Mapping) else None
    return value if isinstance(value, str) else ""


def _fields(payload: Mapping[str, Any]) -> list[tuple[str, str]]:
    data = payload.get("data")
    if not isinstance(data, Mapping):
        return []
    values = ((name, field.get("value")) for name, field in data.items() if isinstance(field, Mapping))
    return [(name, str(value)) for name, value in values if value is not None]


def _is_allowed(value: str) -> bool:
    return bool(value) and len(value) <= FIELD_LIMIT and value == plain(value)
