"""What comes in from a channel, whatever the channel: one message or event of one person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sender:
    """An identity on a channel: `channel` (wechat, wecom, terminal), `account` (our account there), `openid`."""

    channel: str
    account: str
    openid: str


@dataclass(frozen=True, slots=True)
class MediaReference:
    """A file that the channel holds for us for a while: `kind` is image, voice, video or file."""

    kind: str
    media_id: str
    url: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class GeoPoint:
    """WGS-84-like coordinates in degrees as the channel gives them, and the label shown with them."""

    latitude: float
    longitude: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message or event.

    `key` is unique within the channel and account: a redelivery carries the same one.
    `kind`: text, image, voice, video, location, link, or an event: subscribe, unsubscribe, scan, location_report,
    click, view, template_result, subscribe_popup, subscribe_sent, subscribe_change, unknown.
    `text` is what was typed (for voice: the recognised words, mostly empty; for link: title and address).
    """

    sender: Sender
    key: str
    kind: str
    at: datetime
    text: str = ""
    media: tuple[MediaReference, ...] = ()
    point: GeoPoint | None = None
    scene: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def is_event(self) -> bool:
        """Whether nobody typed, spoke or sent anything: the platform reports something."""
        return self.kind not in {"text", "image", "voice", "video", "location", "link"}
