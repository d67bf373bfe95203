"""Signed requests made with wechatpy, so that our own crypto is checked against somebody else's."""

from __future__ import annotations

import re

from wechatpy.crypto import WeChatCrypto

from bot.channels.wechat_crypto import Credentials, Gate, sign
from tests.bot.clock import SettableClock

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
SAFE = Credentials("wx0123456789abcdef", "token-of-the-tests", KEY, safe=True)
PLAIN = Credentials("wx0123456789abcdef", "token-of-the-tests", safe=False)
FOREIGN_CRYPTO = WeChatCrypto(SAFE.token, KEY, SAFE.app_id)


def text_xml(content: str = "脆李落果怎么办", number: str = "23456789") -> str:
    return (
        "<xml><ToUserName><![CDATA[gh_account]]></ToUserName><FromUserName><![CDATA[o_farmer]]></FromUserName>"
        "<CreateTime>1795222800</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{content}]]></Content><MsgId>{number}</MsgId></xml>"
    )


def signed_query(clock: SettableClock, offset: int = 0) -> dict[str, str]:
    timestamp = str(int(clock().timestamp()) + offset)
    return {"timestamp": timestamp, "nonce": "n0nce", "signature": sign(SAFE.token, timestamp, "n0nce")}


def sealed(
    xml: str, clock: SettableClock, offset: int = 0, crypto: WeChatCrypto = FOREIGN_CRYPTO
) -> tuple[bytes, dict[str, str]]:
    query = signed_query(clock, offset)
    body: str = crypto.encrypt_message(xml, query["nonce"], query["timestamp"])
    return body.encode(), query | {"encrypt_type": "aes", "msg_signature": tag(body, "MsgSignature")}


def tag(xml: str, name: str) -> str:
    found = re.search(rf"<{name}>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</{name}>", xml, re.DOTALL)
    assert found is not None
    return found.group(1)


def gate(credentials: Credentials = SAFE) -> tuple[Gate, SettableClock]:
    clock = SettableClock()
    return Gate(credentials, clock), clock
