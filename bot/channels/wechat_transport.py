"""One HTTP call to the platform that can tell "never left" from "perhaps arrived", which aiohttp alone does not say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import BytesPayload, Payload

REQUEST_TIMEOUT = aiohttp.ClientTimeout(total=10, connect=4)


class NotAccepted(Exception):  # noqa: N818 - an outcome
    """The platform surely did not take the call."""


class OutcomeUnknown(Exception):  # noqa: N818 - an outcome
    """The call went out and no answer that can be read came back."""


@dataclass(slots=True)
class Departure:
    """Whether any of the request's body has been handed to a connection."""

    has_left: bool = False


class WatchedBytes(BytesPayload):
    """A request body that notes the moment it starts to leave."""

    def __init__(self, value: bytes, departure: Departure, content_type: str) -> None:
        super().__init__(value, content_type=content_type)
        self._departure = departure

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        """From the first byte on nobody can tell any more whether the platform has it."""
        self._departure.has_left = True
        await super().write_with_length(writer, content_length)


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """UTF-8 without escapes: the platform has shown `\\uXXXX` to people literally."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class Transport:
    """Posts to one base address; every failure is either `NotAccepted` or `OutcomeUnknown`.

    A kept connection that the platform closes at the very moment we write counts as unknown: the session's
    keep-alive (15 s in aiohttp) must stay below the platform's.
    """

    def __init__(
        self, session: aiohttp.ClientSession, base_url: str, timeout: aiohttp.ClientTimeout = REQUEST_TIMEOUT
    ) -> None:
        self._session = session
        self._base_url = base_url.rstrip("/")
        self._timeout = timeout

    async def post_json(self, path: str, value: Mapping[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
        """The platform's JSON answer to a JSON body."""
        departure = Departure()
        return await self.post(path, WatchedBytes(json_bytes(value), departure, "application/json"), query, departure)

    async def post(self, path: str, body: Payload, query: Mapping[str, str], departure: Departure) -> dict[str, Any]:
        """The platform's JSON answer to any body that marks its departure."""
        try:
            async with self._session.post(
                self._base_url + path, data=body, params=query, timeout=self._timeout, allow_redirects=False
            ) as response:
                return _read_object(response.status, await response.read())
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _classify(error, departure) from error

    async def get(self, url_or_path: str, query: Mapping[str, str], maximum_bytes: int) -> tuple[str, bytes]:
        """Content type and body of a download, given up as soon as it grows beyond `maximum_bytes`."""
        url = url_or_path if "://" in url_or_path else self._base_url + url_or_path
        try:
            async with self._session.get(url, params=query, timeout=self._timeout, allow_redirects=False) as response:
                if response.status != 200:
                    raise NotAccepted(f"http_{response.status}")
                return response.content_type, await _read_capped(response, maximum_bytes)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise NotAccepted(type(error).__name__) from error


class TooLarge(Exception):  # noqa: N818 - an outcome
    """The download is larger than we keep."""


async def _read_capped(response: aiohttp.ClientResponse, maximum_bytes: int) -> bytes:
    received = bytearray()
    async for chunk in response.content.iter_chunked(64 * 1024):
        received += chunk
        if len(received) > maximum_bytes:
            raise TooLarge
    return bytes(received)


def _read_object(status: int, body: bytes) -> dict[str, Any]:
    """A 5xx and a refusal by something in between are surely not accepted; a garbled 200 leaves us in the dark."""
    if status != 200:
        raise NotAccepted(f"http_{status}")
    return read_object(body)


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`, whatever content type it claims."""
    try:
        value = json.loads(body.decode("utf-8", "replace"))
    except ValueError as error:
        raise OutcomeUnknown("not_json") from error
    if not isinstance(value, dict):
        raise OutcomeUnknown("not_an_object")
    return value


def _classify(error: BaseException, departure: Departure) -> Exception:
    name = type(error).__name__
    return OutcomeUnknown(name) if departure.has_left else NotAccepted(name)
