"""Reads a request's body within a size and a time, so that nobody holds the door with half a message."""

from __future__ import annotations

import asyncio

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.channels.refusal import Reason, Refused
from bot.channels.wechat_crypto import MAXIMUM_BODY_BYTES

BODY_SECONDS = 10.0  # the platform itself gives up after five


async def read_body(request: web.Request) -> bytes:
    """The whole body; `Refused` where it is too large, too slow or never comes to its end."""
    if (request.content_length or 0) > MAXIMUM_BODY_BYTES:
        raise Refused(Reason.TOO_LARGE)
    try:
        if request.content.is_eof():
            return await request.read()
        async with asyncio.timeout(BODY_SECONDS):
            return await request.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise Refused(Reason.TOO_LARGE) from error
    except TimeoutError as error:
        raise Refused(Reason.TOO_SLOW) from error
    except (ConnectionError, HttpProcessingError, web.RequestPayloadError) as error:
        raise Refused(Reason.BROKEN_OFF) from error
