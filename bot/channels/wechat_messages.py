"""Turns the platform's XML into an `Incoming`, so that nothing behind the channel knows what XML is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.channels.refusal import Reason, Refused
from bot.channels.texts import without_unseen
from bot.channels.wechat_fields import flatten
from bot.channels.xml_tree import read_tree
from domain.message import GeoPoint, Incoming, MediaReference, Sender

CHANNEL = "wechat"

_MESSAGE_KINDS = {
    "text": "text",
    "image": "image",
    "voice": "voice",
    "video": "video",
    "shortvideo": "video",
    "location": "location",
    "link": "link",
}
_EVENT_KINDS = {
    "subscribe": "subscribe",
    "unsubscribe": "unsubscribe",
    "scan": "scan",
    "location": "location_report",
    "click": "click",
    "view": "view",
    "templatesendjobfinish": "template_result",
    "subscribe_msg_popup_event": "subscribe_popup",
    "subscribe_msg_sent_event": "subscribe_sent",
    "subscribe_msg_change_event": "subscribe_change",
}
_IDENTIFIER = re.compile(r"[\w@.\-]{1,64}", re.ASCII)
_SCENE_PREFIX = "qrscene_"
_LATEST_SECOND = 32_503_680_000
_LONGEST_EVENT_KEY = 100
_LONGEST_TEXT = 4_000  # twice what a phone lets anybody write
_LONGEST_LABEL = 200
_GAP = re.compile(r"(\s)\s{50,}|([^\w\s])\2{50,}")  # blanks, or one sign again and again


def read_message(xml: bytes, account: str) -> Incoming:
    """The message or event in `xml`, addressed to our `account` (the app id); `Refused` where it cannot be one."""
    fields = flatten(read_tree(xml))
    sender = Sender(CHANNEL, account, _identifier(fields, "FromUserName"))
    _identifier(fields, "ToUserName")
    at = _moment(fields.get("CreateTime", ""))
    if fields.get("MsgType") == "event":
        return _event(sender, at, fields)
    return _message(sender, at, fields)


def _message(sender: Sender, at: datetime, fields: dict[str, str]) -> Incoming:
    kind = _MESSAGE_KINDS.get(_identifier(fields, "MsgType"), "unknown")
    return Incoming(
        sender=sender,
        key=_message_key(sender, fields),
        kind=kind,
        at=at,
        text=_fit(_text(kind, fields)),
        media=_media(kind, fields),
        point=_point(fields, "Location_X", "Location_Y", _label(fields)),
        fields=fields,
    )


def _event(sender: Sender, at: datetime, fields: dict[str, str]) -> Incoming:
    event = fields.get("Event", "").strip()
    event_key = fields.get("EventKey", "").strip()
    return Incoming(
        sender=sender,
        key=_event_key(sender, event, event_key or fields.get("MsgID", ""), fields),
        kind=_EVENT_KINDS.get(event.lower(), "unknown"),
        at=at,
        point=_point(fields, "Latitude", "Longitude", ""),
        scene=event_key.removeprefix(_SCENE_PREFIX),
        fields=fields,
    )


def _message_key(sender: Sender, fields: Mapping[str, str]) -> str:
    """`MsgId` and sender, so that nobody ever gets another's answer; without one: sender, moment and content."""
    number = fields.get("MsgId", "").strip()
    if not number.strip("0"):
        return ":".join(("n", sender.openid, fields["CreateTime"].strip(), _digest(repr(sorted(fields.items())))))
    if not _IDENTIFIER.fullmatch(number):
        raise Refused(Reason.BAD_FIELD)
    return f"m:{number}:{sender.openid}"


def _event_key(sender: Sender, event: str, detail: str, fields: Mapping[str, str]) -> str:
    """Sender, moment, event and its key: two reports within one second of one person stay two.

    A delivery report has no key but the number of the message it reports on.
    """
    parts = (event, detail) if len(event) + len(detail) <= _LONGEST_EVENT_KEY else (_digest(event), _digest(detail))
    return ":".join(("e", sender.openid, fields["CreateTime"].strip(), *parts))


def _text(kind: str, fields: Mapping[str, str]) -> str:
    if kind == "text":
        return fields.get("Content", "")
    if kind == "voice":
        return fields.get("Recognition", "").strip()
    if kind == "link":
        parts = (fields.get(name, "").strip() for name in ("Title", "Description", "Url"))
        return "\n".join(part for part in parts if part)
    return ""


def _fit(text: str) -> str:
    """What reading takes grows faster than the text: no length, gap or mark that nobody writes gets further."""
    return _GAP.sub(r"\1\2", without_unseen(text))[:_LONGEST_TEXT]


def _label(fields: Mapping[str, str]) -> str:
    """What the phone calls a place that was sent."""
    return _fit(fields.get("Label", "").strip())[:_LONGEST_LABEL]


def _media(kind: str, fields: Mapping[str, str]) -> tuple[MediaReference, ...]:
    media_id = fields.get("MediaId", "").strip()
    url = fields.get("PicUrl", "").strip()
    if not media_id and not url:
        return ()
    media_kind = kind if kind in {"image", "voice", "video"} else "file"
    return (MediaReference(media_kind, media_id, url, fields.get("Format", "").strip()),)


def _point(fields: Mapping[str, str], latitude: str, longitude: str, label: str) -> GeoPoint | None:
    """The place sent or reported; nonsense coordinates are no reason to lose the message."""
    try:
        north, east = float(fields[latitude]), float(fields[longitude])
    except (KeyError, ValueError):
        return None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        return None
    return GeoPoint(north, east, label)


def _identifier(fields: Mapping[str, str], name: str) -> str:
    value = fields.get(name, "").strip()
    if not _IDENTIFIER.fullmatch(value):
        raise Refused(Reason.BAD_FIELD)
    return value


def _moment(seconds: str) -> datetime:
    seconds = seconds.strip()
    if not (seconds.isascii() and seconds.isdigit()) or len(seconds) > 11 or int(seconds) > _LATEST_SECOND:
        raise Refused(Reason.BAD_FIELD)
    return datetime.fromtimestamp(int(seconds), UTC)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
