"""The shape of a notice's wording: the full text, and the tiny fields that a template notice allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wording:
    """`text` for a chat message; `brief` for the tiny fields: subject, state and the next step."""

    text: Callable[[Fields], str]
    brief: Callable[[Fields], tuple[str, str, str]]
    template: str = "progress"  # NAME of [wechat.notices.NAME]
