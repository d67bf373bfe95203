"""The gate of the callback: who is allowed to speak to us, proven before a single byte is parsed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from wechatpy.crypto.pkcs7 import PKCS7Encoder

from bot.channels.refusal import Reason, Refused
from bot.channels.xml_tree import read_tree

MAXIMUM_BODY_BYTES = 64 * 1024
DEFAULT_WINDOW = timedelta(minutes=5)

_CIPHERTEXT = re.compile(rb"<Encrypt>\s*(?:<!\[CDATA\[)?([A-Za-z0-9+/]+={0,2})(?:\]\]>)?\s*</Encrypt>")
_TIMESTAMP = re.compile(r"[0-9]{1,11}")
_BLOCK_BYTES = 32
_PREFIX_BYTES = 16
_CIPHER_BLOCK_BYTES = 16


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the account's settings page shows; `safe` is 安全模式, otherwise 明文模式."""

    app_id: str
    token: str = field(repr=False)
    encoding_aes_key: str = field(default="", repr=False)
    safe: bool = True


def sign(*parts: str) -> str:
    """SHA-1 of the sorted parts, as the platform signs them."""
    return hashlib.sha1("".join(sorted(parts)).encode("utf-8", "replace")).hexdigest()


def verify_signature(expected_parts: tuple[str, ...], given: str) -> None:
    """Compare in constant time; `Refused` where the signature is not ours."""
    if not hmac.compare_digest(sign(*expected_parts).encode(), given.encode("utf-8", "replace")):
        raise Refused(Reason.BAD_SIGNATURE)


class Gate:
    """Opens what the platform sends and seals what goes back, in the one mode that is configured."""

    def __init__(
        self, credentials: Credentials, now: Callable[[], datetime], window: timedelta = DEFAULT_WINDOW
    ) -> None:
        self._credentials = credentials
        self._now = now
        self._window = window.total_seconds()
        self._vault = Vault(credentials.encoding_aes_key, credentials.app_id) if credentials.safe else None

    def echo(self, query: Mapping[str, str]) -> bytes:
        """The answer to the platform's URL verification."""
        echo = _parameter(query, "echostr")
        if self._vault is not None and "msg_signature" in query:
            self._check_sender(query)
            self._check_ciphertext(query, echo)
            return self._vault.decrypt(echo)
        self._check_sender(query)
        return echo.encode()

    def open_envelope(self, body: bytes, query: Mapping[str, str]) -> bytes:
        """The message's XML, proven to come from the platform; `Refused` otherwise."""
        if len(body) > MAXIMUM_BODY_BYTES:
            raise Refused(Reason.TOO_LARGE)
        self._check_sender(query)
        if self._vault is None:
            if query.get("encrypt_type", "raw") != "raw":
                raise Refused(Reason.WRONG_MODE)
            return body
        return self._open_sealed(self._vault, body, query)

    def seal(self, xml: str) -> str:
        """The reply as it goes over the wire: encrypted and signed in safe mode, unchanged in plain mode."""
        if self._vault is None:
            return xml
        ciphertext = self._vault.encrypt(xml.encode())
        timestamp, nonce = str(int(self._now().timestamp())), os.urandom(8).hex()
        signature = sign(self._credentials.token, timestamp, nonce, ciphertext)
        return (
            f"<xml><Encrypt><![CDATA[{ciphertext}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>"
            f"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
        )

    def _check_sender(self, query: Mapping[str, str]) -> None:
        timestamp, nonce = _parameter(query, "timestamp"), _parameter(query, "nonce")
        verify_signature((self._credentials.token, timestamp, nonce), _parameter(query, "signature"))
        if not _TIMESTAMP.fullmatch(timestamp):
            raise Refused(Reason.STALE)
        if abs(self._now().timestamp() - int(timestamp)) > self._window:
            raise Refused(Reason.STALE)

    def _check_ciphertext(self, query: Mapping[str, str], ciphertext: str) -> None:
        parts = (self._credentials.token, query["timestamp"], query["nonce"], ciphertext)
        verify_signature(parts, _parameter(query, "msg_signature"))

    def _open_sealed(self, vault: Vault, body: bytes, query: Mapping[str, str]) -> bytes:
        found = _CIPHERTEXT.search(body)
        if found is None:
            raise Refused(Reason.WRONG_MODE if b"<MsgType>" in body else Reason.BAD_ENVELOPE)
        ciphertext = found.group(1).decode("ascii")
        self._check_ciphertext(query, ciphertext)
        sealed = [value for name, value in read_tree(body) if name == "Encrypt"]
        if len(sealed) != 1 or not isinstance(sealed[0], str) or sealed[0].strip() != ciphertext:
            raise Refused(Reason.BAD_ENVELOPE)
        return vault.decrypt(ciphertext)


class Vault:
    """AES-256-CBC as the platform frames it: 16 random bytes, length, content, app id, padding to 32 bytes.

    One context serves all messages of a thread. Where one ends, the chain goes on into the first block of the
    next, which holds only the random bytes that nobody reads: everything after it comes out the same.
    """

    def __init__(self, encoding_aes_key: str, app_id: str) -> None:
        key = base64.b64decode(encoding_aes_key + "=")
        if len(key) != 32:
            raise ValueError("encoding_aes_key must be 43 characters of base64")
        cipher = Cipher(AES(key), CBC(key[:16]))
        self._encrypt = cipher.encryptor().update
        self._decrypt = cipher.decryptor().update
        self._app_id = app_id.encode()

    def encrypt(self, content: bytes) -> str:
        """Base64 text of the framed and encrypted content."""
        prefix = os.urandom(_PREFIX_BYTES)
        framed = prefix + struct.pack("!I", len(content)) + content + self._app_id
        return binascii.b2a_base64(self._encrypt(PKCS7Encoder.encode(framed)), newline=False).decode("ascii")

    def decrypt(self, ciphertext: str) -> bytes:
        """The content, if the frame is whole and the app id is ours."""
        try:
            sealed = base64.b64decode(ciphertext, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refused(Reason.BAD_CIPHERTEXT) from error
        if len(sealed) % _CIPHER_BLOCK_BYTES:  # half a block would shift all that follow
            raise Refused(Reason.BAD_CIPHERTEXT)
        return self._unframe(self._decrypt(sealed))

    def _unframe(self, plain: bytes) -> bytes:
        padding = plain[-1] if plain else 0
        if not 1 <= padding <= _BLOCK_BYTES or not plain.endswith(bytes([padding]) * padding):
            raise Refused(Reason.BAD_CIPHERTEXT)
        framed = plain[_PREFIX_BYTES:-padding]
        if len(framed) < 4:
            raise Refused(Reason.BAD_CIPHERTEXT)
        (length,) = struct.unpack("!I", framed[:4])
        if length > len(framed) - 4:
            raise Refused(Reason.BAD_CIPHERTEXT)
        if not hmac.compare_digest(framed[4 + length :], self._app_id):
            raise Refused(Reason.WRONG_APP)
        return framed[4 : 4 + length]


def _parameter(query: Mapping[str, str], name: str) -> str:
    value = query.get(name, "")
    if not value:
        raise Refused(Reason.MISSING_PARAMETER)
    return value
