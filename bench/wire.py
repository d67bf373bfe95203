"""Requests as the platform would send them in safe mode; made beforehand, so that the load costs little."""

from __future__ import annotations

import time
from itertools import count
from urllib.parse import urlencode

from bot.channels.wechat_crypto import Credentials, Vault, sign

CREDENTIALS = Credentials(
    app_id="wxbench0000000001", token="benchtoken", encoding_aes_key="abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
)
ACCOUNT = "gh_bench"
_vault = Vault(CREDENTIALS.encoding_aes_key, CREDENTIALS.app_id)
_nonces = count(100_000)


def text_message(openid: str, text: str, number: int, at: int) -> str:
    """The XML of a text; `number` is its MsgId."""
    return (
        f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>"
        f"<MsgId>{number}</MsgId></xml>"
    )


def request(xml: str) -> bytes:
    """The whole HTTP request that delivers this XML, signed now and encrypted."""
    ciphertext = _vault.encrypt(xml.encode())
    timestamp, nonce = str(int(time.time())), str(next(_nonces))
    query = {
        "signature": sign(CREDENTIALS.token, timestamp, nonce),
        "timestamp": timestamp,
        "nonce": nonce,
        "encrypt_type": "aes",
        "msg_signature": sign(CREDENTIALS.token, timestamp, nonce, ciphertext),
    }
    body = f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><Encrypt><![CDATA[{ciphertext}]]></Encrypt></xml>"
    head = (
        f"POST /wechat?{urlencode(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()
