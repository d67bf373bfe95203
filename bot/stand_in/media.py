"""Files that the platform keeps for three days under a number."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT_FOR = timedelta(days=3)
LARGEST = {"image": 10 * 1024 * 1024, "voice": 2 * 1024 * 1024, "video": 10 * 1024 * 1024, "thumb": 64 * 1024}
CONTENT_TYPES = {"image": "image/jpeg", "voice": "audio/amr", "video": "video/mp4", "thumb": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class StoredMedia:
    """One file."""

    kind: str
    content: bytes
    content_type: str
    expires_at: datetime


class MediaShelf:
    """All files, sent by people or uploaded by us."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._files: dict[str, StoredMedia] = {}

    def add(self, kind: str, content: bytes, content_type: str = "") -> str:
        """Keep a file and give its media id."""
        media_id = secrets.token_urlsafe(32)
        content_type = content_type or CONTENT_TYPES.get(kind, "application/octet-stream")
        self._files[media_id] = StoredMedia(kind, content, content_type, self._now() + KEPT_FOR)
        return media_id

    def find(self, media_id: str) -> StoredMedia | None:
        """The file, unless it is gone or was never there."""
        stored = self._files.get(media_id)
        return stored if stored is not None and self._now() < stored.expires_at else None

    def refusal(self, kind: str, content: bytes) -> int:
        """0 where the platform takes such an upload, else its error code."""
        if kind not in LARGEST:
            return 40004
        if not content:
            return 44001
        return 45001 if len(content) > LARGEST[kind] else 0
