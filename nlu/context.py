"""What a running conversation lends to the understanding of its next message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nlu.understanding import Place


@dataclass(frozen=True, slots=True)
class Context:
    """All optional: the time spoken of before, the person's last place, and whether the person is an expert."""

    previous_time: datetime | None = None
    place: Place | None = None
    is_expert: bool = False
