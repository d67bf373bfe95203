"""Everything we ask of the platform: messages, notices and media, each with an honest account of how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.channels.errcodes import TOKEN_CODES, Verdict, verdict_for
from bot.channels.notices import NoticeFields, subscribe_payload, template_payload
from bot.channels.outcomes import SendOutcome, SendStatus
from bot.channels.wechat_media import MAXIMUM_MEDIA_BYTES, Tokens, WeChatMedia
from bot.channels.wechat_token import TokenUnavailable
from bot.channels.wechat_transport import REQUEST_TIMEOUT, NotAccepted, OutcomeUnknown, Transport

CUSTOM_PATH = "/cgi-bin/message/custom/send"
TEMPLATE_PATH = "/cgi-bin/message/template/send"
SUBSCRIBE_PATH = "/cgi-bin/message/subscribe/bizsend"


class WeChatApi:
    """The platform's API at `base_url`; one object per account, on the process's one HTTP session."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        base_url: str,
        token_provider: Tokens,
        timeout: aiohttp.ClientTimeout = REQUEST_TIMEOUT,
    ) -> None:
        self._transport = Transport(session, base_url, timeout)
        self._tokens = token_provider
        self._media = WeChatMedia(self._transport, token_provider)

    async def send_text(self, openid: str, text: str) -> SendOutcome:
        """A customer-service text (客服消息); the caller has made it fit (`wechat_replies.fit_text`)."""
        return await self._send(CUSTOM_PATH, {"touser": openid, "msgtype": "text", "text": {"content": text}})

    async def send_media(self, openid: str, kind: str, media_id: str) -> SendOutcome:
        """A customer-service picture, voice or video that was uploaded before; `kind` is image, voice or video."""
        return await self._send(CUSTOM_PATH, {"touser": openid, "msgtype": kind, kind: {"media_id": media_id}})

    async def send_template(
        self, openid: str, template_id: str, fields: NoticeFields, url: str | None = None
    ) -> SendOutcome:
        """A template message (模板消息)."""
        return await self._send(TEMPLATE_PATH, template_payload(openid, template_id, fields, url))

    async def send_subscribe(
        self, openid: str, template_id: str, fields: NoticeFields, page: str | None = None
    ) -> SendOutcome:
        """A subscription notice (订阅通知), which spends one consent."""
        return await self._send(SUBSCRIBE_PATH, subscribe_payload(openid, template_id, fields, page))

    async def upload_media(self, kind: str, content: bytes, filename: str) -> str:
        """The media id, good for three days; raises `MediaFailed`."""
        return await self._media.upload(kind, content, filename)

    async def download_media(self, media_id: str, maximum_bytes: int = MAXIMUM_MEDIA_BYTES) -> tuple[str, bytes]:
        """Content type and bytes of what a person sent; raises `MediaFailed`."""
        return await self._media.download(media_id, maximum_bytes)

    async def _send(self, path: str, payload: Mapping[str, Any]) -> SendOutcome:
        """Once, and once more with a new token if the platform called the first one bad."""
        try:
            token = await self._tokens.token()
            outcome = await self._send_once(path, payload, token)
            if outcome.errcode in TOKEN_CODES:
                outcome = await self._send_once(path, payload, await self._tokens.replace(token))
        except TokenUnavailable as error:
            return _without_token(error)
        return outcome

    async def _send_once(self, path: str, payload: Mapping[str, Any], token: str) -> SendOutcome:
        try:
            answer = await self._transport.post_json(path, payload, {"access_token": token})
        except NotAccepted as error:
            return SendOutcome.not_accepted(str(error))
        except OutcomeUnknown as error:
            return SendOutcome.unknown(str(error))
        return _read_outcome(answer)


def _read_outcome(answer: Mapping[str, Any]) -> SendOutcome:
    errcode = answer.get("errcode")
    if isinstance(errcode, bool) or not isinstance(errcode, int):
        return SendOutcome.unknown("no_errcode")
    if errcode == 0:
        return SendOutcome.sent(str(answer.get("msgid", "")))
    return SendOutcome.rejected(errcode)


def _without_token(error: TokenUnavailable) -> SendOutcome:
    """Nothing left the house. What would be a spoiled token elsewhere is, where tokens are made, a wrong secret."""
    if error.errcode is None:
        return SendOutcome.not_accepted(error.detail)
    verdict = Verdict.ALERT if error.errcode in TOKEN_CODES else verdict_for(error.errcode)
    return SendOutcome(SendStatus.NOT_ACCEPTED, error.errcode, verdict, detail=error.detail)
