"""The XML that the platform would send for each thing a person can do; written apart from the code that reads it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

Fields = Mapping[str, "str | int | float | list[Fields] | Fields"]


@dataclass(frozen=True, slots=True)
class Push:
    """One message or event on its way to our callback; delivered again it is the same, byte for byte."""

    openid: str
    xml: str


class PushWriter:
    """Writes pushes to the account whose original id is `account`; numbers never repeat, also after a restart."""

    def __init__(self, account: str) -> None:
        self._account = account
        self._last_number = time.time_ns()

    def message(self, openid: str, kind: str, at: datetime, fields: Fields) -> Push:
        """A message with the next number."""
        self._last_number += 1
        return self._push(openid, kind, at, {**fields, "MsgId": self._last_number})

    def event(self, openid: str, event: str, at: datetime, fields: Fields) -> Push:
        """An event, which carries no number."""
        return self._push(openid, "event", at, {"Event": event, **fields})

    def _push(self, openid: str, kind: str, at: datetime, fields: Fields) -> Push:
        head: Fields = {"ToUserName": self._account, "FromUserName": openid, "CreateTime": int(at.timestamp())}
        return Push(openid, f"<xml>{_render({**head, 'MsgType': kind, **fields})}</xml>")


def popup(accepted: list[str], refused: list[str]) -> Fields:
    """The inner part of a consent dialogue's event."""
    chosen = [(template_id, "accept") for template_id in accepted] + [
        (template_id, "reject") for template_id in refused
    ]
    entries: list[Fields] = [
        {"TemplateId": template_id, "SubscribeStatusString": status, "PopupScene": 2} for template_id, status in chosen
    ]
    return {"SubscribeMsgPopupEvent": {"List": entries}}


def _render(fields: Fields) -> str:
    return "".join(_element(name, value) for name, value in fields.items())


def _element(name: str, value: str | int | float | list[Fields] | Fields) -> str:
    if isinstance(value, list):
        return "".join(_element(name, item) for item in value)
    if isinstance(value, Mapping):
        return f"<{name}>{_render(value)}</{name}>"
    if isinstance(value, str):
        safe = value.replace("]]>", "]]]]><![CDATA[>")
        return f"<{name}><![CDATA[{safe}]]></{name}>"
    return f"<{name}>{value}</{name}>"
