"""The platform's other side: carries what people do on their phones to our callback, signed and encrypted."""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import replace
from urllib.parse import urlencode

import aiohttp

from bot.channels.wechat_crypto import Credentials, Vault, sign
from bot.stand_in.passive import PassiveReply, read_reply
from bot.stand_in.platform import FakePlatform
from bot.stand_in.wire_xml import Push

PATIENCE = 5.0
ATTEMPTS = 3


class PhoneWire:
    """Delivers pushes to `callback_url` as the platform does: five seconds each, three attempts, then a banner."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        callback_url: str,
        credentials: Credentials,
        platform: FakePlatform,
        account: str = "gh_jiebang",
    ) -> None:
        self._session = session
        self.callback_url = callback_url
        self._credentials = credentials
        self._platform = platform
        self._vault = Vault(credentials.encoding_aes_key, credentials.app_id) if credentials.safe else None
        self.account = account
        self.patience = PATIENCE

    @property
    def is_safe(self) -> bool:
        """Whether messages travel encrypted."""
        return self._vault is not None

    async def deliver(self, push: Push) -> PassiveReply:
        """One push with the platform's own retries: an answer, or a banner when none came in time."""
        reply = await self.attempt(push)
        attempts = 1
        while reply.status == 0 and attempts < ATTEMPTS:
            attempts += 1
            reply = replace(await self.attempt(push), attempts=attempts)
        return reply

    async def deliver_again(self, push: Push, times: int = ATTEMPTS, spacing: float = PATIENCE) -> list[PassiveReply]:
        """The same push `times` times, `spacing` seconds apart, as after connections that broke; 0 is all at once."""

        async def later(index: int) -> PassiveReply:
            if index and spacing:
                await asyncio.sleep(index * spacing)
            return await self.attempt(push)

        return list(await asyncio.gather(*(later(index) for index in range(times))))

    async def attempt(self, push: Push) -> PassiveReply:
        """One delivery; status 0 where no answer came in time or the connection broke."""
        query, body = self.envelope(push.xml)
        status, answer, seconds = await self.post(query, body.encode())
        if status == 0:
            return PassiveReply(0, "banner", seconds=seconds)
        token = self._credentials.token
        reply = read_reply(status, answer, push.openid, self.account, token, self._vault)
        return replace(reply, seconds=seconds)

    async def verify_address(self, echo: str = "5927836287") -> tuple[int, str]:
        """The check that the platform makes when the address is configured: status and body."""
        query = {**self._signed(), "echostr": echo}
        async with self._session.get(f"{self.callback_url}?{urlencode(query)}") as response:
            return response.status, await response.text()

    def envelope(self, xml: str) -> tuple[dict[str, str], str]:
        """Query and body of a delivery in the configured mode."""
        query = self._signed()
        if self._vault is None:
            return query, xml
        ciphertext = self._vault.encrypt(xml.encode())
        signature = sign(self._credentials.token, query["timestamp"], query["nonce"], ciphertext)
        query |= {"encrypt_type": "aes", "msg_signature": signature}
        to_user = f"<ToUserName><![CDATA[{self.account}]]></ToUserName>"
        return query, f"<xml>{to_user}<Encrypt><![CDATA[{ciphertext}]]></Encrypt></xml>"

    async def post(self, query: dict[str, str], body: bytes) -> tuple[int, str, float]:
        """Status, body and seconds of any request to the callback, forged ones too; status 0 for no answer."""
        started = time.monotonic()
        timeout = aiohttp.ClientTimeout(total=self.patience)
        headers = {"Content-Type": "text/xml"}
        try:
            async with self._session.post(
                f"{self.callback_url}?{urlencode(query)}", data=body, headers=headers, timeout=timeout
            ) as response:
                return response.status, await response.text(), time.monotonic() - started
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0, "", time.monotonic() - started

    def _signed(self) -> dict[str, str]:
        timestamp, nonce = str(int(self._platform.now().timestamp())), str(secrets.randbelow(10**10))
        return {
            "signature": sign(self._credentials.token, timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
        }
