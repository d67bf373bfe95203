"""A message as plain JSON, so that it can be worked on later by any process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from domain.message import GeoPoint, Incoming, MediaReference, Sender


def payload_of(incoming: Incoming) -> dict[str, Any]:
    """The whole message as plain JSON."""
    return {**asdict(incoming), "at": incoming.at.isoformat()}


def incoming_of(payload: Mapping[str, Any]) -> Incoming:
    """The message again."""
    values = dict(payload)
    values["sender"] = Sender(**values["sender"])
    values["at"] = datetime.fromisoformat(values["at"])
    values["media"] = tuple(MediaReference(**one) for one in values["media"])
    values["point"] = GeoPoint(**values["point"]) if values["point"] else None
    return Incoming(**values)
