"""Personal numbers and secrets are unreadable in the database file: sealed with the key of `[privacy] data_key`."""

from __future__ import annotations

import base64
import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


class SealBrokenError(Exception):
    """What is stored was sealed with another data_key, or was tampered with."""


class Sealer:
    """AES-256-GCM; the configured key may be any text, the longer and the more random the better."""

    def __init__(self, data_key: str) -> None:
        if not data_key:
            raise ValueError("[privacy] data_key is empty")
        self._cipher = AESGCM(hashlib.sha256(data_key.encode()).digest())

    def seal(self, text: str) -> str:
        """Different each time, even for the same text."""
        nonce = os.urandom(_NONCE_BYTES)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, text.encode(), None)).decode()

    def open(self, sealed: str) -> str:
        """The text again, or `SealBrokenError`."""
        raw = base64.b64decode(sealed)
        try:
            return self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).decode()
        except InvalidTag as error:
            raise SealBrokenError("the stored value does not fit the data_key") from error
