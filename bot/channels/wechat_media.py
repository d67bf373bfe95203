"""Pictures and recordings in both directions; moving a file twice does no harm, so here failures are simply retried."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp

from bot.channels.errcodes import TOKEN_CODES, Verdict, verdict_for
from bot.channels.wechat_token import TokenUnavailable
from bot.channels.wechat_transport import Departure, NotAccepted, OutcomeUnknown, TooLarge, Transport

UPLOAD_PATH = "/cgi-bin/media/upload"
DOWNLOAD_PATH = "/cgi-bin/media/get"
MAXIMUM_MEDIA_BYTES = 20 * 1024 * 1024


class Tokens(Protocol):
    """Who hands out access tokens."""

    async def token(self) -> str: ...

    async def replace(self, spoiled: str) -> str: ...


class MediaFailed(Exception):  # noqa: N818 - an outcome
    """A file could not be moved; `verdict` is RETRY where another attempt may help."""

    def __init__(self, detail: str, errcode: int | None = None, verdict: Verdict = Verdict.RETRY) -> None:
        super().__init__(detail)
        self.errcode = errcode
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class _Answer:
    """A file, or the JSON object that came instead of one."""

    content_type: str = ""
    body: bytes = b""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def errcode(self) -> int:
        errcode = self.values.get("errcode", 0)
        return errcode if isinstance(errcode, int) else 0


class WeChatMedia:
    """Uploads and downloads with the shared token."""

    def __init__(self, transport: Transport, tokens: Tokens) -> None:
        self._transport = transport
        self._tokens = tokens

    async def upload(self, kind: str, content: bytes, filename: str) -> str:
        """The media id, good for three days; `kind` is image, voice, video or thumb."""
        answer = await self._answered(lambda token: self._upload(token, kind, content, filename))
        media_id = answer.values.get("media_id") or answer.values.get("thumb_media_id")
        if not isinstance(media_id, str) or not media_id:
            raise MediaFailed("no_media_id")
        return media_id

    async def download(self, media_id: str, maximum_bytes: int) -> tuple[str, bytes]:
        """Content type and bytes; of a video the platform gives an address, which is followed."""
        answer = await self._answered(lambda token: self._download(token, media_id, maximum_bytes))
        address = answer.values.get("video_url")
        if isinstance(address, str) and address.startswith(("https://", "http://")):
            answer = await _moved(self._fetch(address, {}, maximum_bytes))
        if not answer.body:
            raise MediaFailed("no_file")
        return answer.content_type, answer.body

    async def _answered(self, call: Callable[[str], Awaitable[_Answer]]) -> _Answer:
        """Once, and once more with a new token if the platform called the first one bad."""
        try:
            token = await self._tokens.token()
            answer = await _moved(call(token))
            if answer.errcode in TOKEN_CODES:
                answer = await _moved(call(await self._tokens.replace(token)))
        except TokenUnavailable as error:
            raise MediaFailed(error.detail, error.errcode) from error
        if answer.errcode:
            raise MediaFailed(f"errcode_{answer.errcode}", answer.errcode, verdict_for(answer.errcode))
        return answer

    async def _upload(self, token: str, kind: str, content: bytes, filename: str) -> _Answer:
        form = aiohttp.FormData()
        form.add_field("media", content, filename=_plain(filename), content_type="application/octet-stream")
        query = {"access_token": token, "type": kind}
        return _Answer(values=await self._transport.post(UPLOAD_PATH, form(), query, Departure()))

    async def _download(self, token: str, media_id: str, maximum_bytes: int) -> _Answer:
        return await self._fetch(DOWNLOAD_PATH, {"access_token": token, "media_id": media_id}, maximum_bytes)

    async def _fetch(self, address: str, query: dict[str, str], maximum_bytes: int) -> _Answer:
        content_type, body = await self._transport.get(address, query, maximum_bytes)
        values = _object_instead(content_type, body)
        return _Answer(values=values) if values else _Answer(content_type, body)


async def _moved(call: Awaitable[_Answer]) -> _Answer:
    try:
        return await call
    except TooLarge as error:
        raise MediaFailed("too_large", verdict=Verdict.UNDELIVERABLE) from error
    except (NotAccepted, OutcomeUnknown) as error:
        raise MediaFailed(str(error)) from error


def _object_instead(content_type: str, body: bytes) -> dict[str, Any]:
    """The platform reports errors and video addresses as JSON, sometimes under the name of plain text."""
    if not (content_type == "application/json" or content_type.startswith("text/")) or not body.startswith(b"{"):
        return {}
    try:
        value = json.loads(body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _plain(filename: str) -> str:
    """An ASCII name: the platform does not read encoded ones."""
    name = re.sub(r"[^A-Za-z0-9._-]", "", filename).lstrip(".")
    return name or "file"
