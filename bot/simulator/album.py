"""Pictures that phones have shown; the platform forgets its files after three days, a phone does not."""

from __future__ import annotations

import secrets

_SIGNS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"GIF8": "image/gif"}


def picture_type(content: bytes) -> str | None:
    """The content type by the first bytes, or None for what no phone would show as a picture."""
    return next((kind for sign, kind in _SIGNS.items() if content.startswith(sign)), None)


class Album:
    """Pictures by a name that cannot be guessed."""

    def __init__(self) -> None:
        self._pictures: dict[str, bytes] = {}

    def add(self, content: bytes) -> str:
        """Keep a picture; the answer is its name."""
        name = secrets.token_urlsafe(16)
        self._pictures[name] = content
        return name

    def find(self, name: str) -> tuple[bytes, str] | None:
        """The picture and its type."""
        content = self._pictures.get(name)
        if content is None:
            return None
        return content, picture_type(content) or "application/octet-stream"
