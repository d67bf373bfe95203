"""What somebody does on a phone of the page: read from the page's JSON with care, done on the stand-in's phone."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.texts import clean
from bot.simulator.album import picture_type
from bot.stand_in.passive import PassiveReply
from bot.stand_in.phones import Phone

MENU = {"progress": "我的进度", "help": "怎么用", "human": "转人工"}
LONGEST_TEXT = 10_000
LARGEST_PICTURE = 2 * 1024 * 1024


class UnfitDeedError(Exception):
    """Its text is the sentence that the page shows."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done; `kind`: text, image, location, voice, follow, unfollow, tap."""

    kind: str
    text: str = ""
    content: bytes = b""
    latitude: float = 0.0
    longitude: float = 0.0

    async def perform(self, phone: Phone) -> PassiveReply:
        """Deliver it to the callback; what comes back is what the phone shows at once."""
        if self.kind == "text":
            return await phone.text(self.text)
        if self.kind == "image":
            return await phone.image(self.content, picture_type(self.content) or "")
        if self.kind == "location":
            return await phone.location(self.latitude, self.longitude, self.text)
        if self.kind == "voice":
            return await phone.voice()
        if self.kind == "tap":
            return await phone.click(self.text)
        return await (phone.follow() if self.kind == "follow" else phone.unfollow())


def read_deed(body: Mapping[str, Any]) -> Deed:
    """The deed, or `UnfitDeedError` where the page's JSON makes none."""
    reader = _READERS.get(str(body.get("kind")))
    if reader is None:
        raise UnfitDeedError("没有这种操作")
    return reader(body)


def _text(body: Mapping[str, Any]) -> Deed:
    text = clean(_words(body, "text")).strip()
    if not text:
        raise UnfitDeedError("还没写字呢")
    if len(text) > LONGEST_TEXT:
        raise UnfitDeedError(f"太长了，最多 {LONGEST_TEXT} 个字")
    return Deed("text", text)


def _image(body: Mapping[str, Any]) -> Deed:
    try:
        content = base64.b64decode(_words(body, "content"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnfitDeedError("这张图片读不出来") from error
    if picture_type(content) is None:
        raise UnfitDeedError("只能发 JPG、PNG 或 GIF 图片")
    if len(content) > LARGEST_PICTURE:
        raise UnfitDeedError("图片太大了，最多 2 MB")
    return Deed("image", content=content)


def _location(body: Mapping[str, Any]) -> Deed:
    label = clean(_words(body, "label"))[:100]
    return Deed(
        "location", label, latitude=_degrees(body.get("latitude"), 90), longitude=_degrees(body.get("longitude"), 180)
    )


def _tap(body: Mapping[str, Any]) -> Deed:
    key = _words(body, "key")
    if key not in MENU:
        raise UnfitDeedError("菜单里没有这一项")
    return Deed("tap", key)


def _degrees(value: object, limit: int) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -limit <= value <= limit:
        raise UnfitDeedError("这个位置不对")
    return float(value)


def _words(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise UnfitDeedError("这条消息读不出来")
    return value.encode("utf-8", "ignore").decode()


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Deed]] = {
    "text": _text,
    "image": _image,
    "location": _location,
    "voice": lambda _: Deed("voice"),
    "follow": lambda _: Deed("follow"),
    "unfollow": lambda _: Deed("unfollow"),
    "tap": _tap,
}
