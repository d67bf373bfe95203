"""One way to hold a state machine: a table of legal moves and a function that refuses all others."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from domain.errors import DomainError

State = TypeVar("State", bound=StrEnum)


def check_move(transitions: Mapping[State, frozenset[State]], before: State, after: State, subject: str) -> None:
    """Raise `illegal_move` unless `after` may follow `before`."""
    if after not in transitions[before]:
        raise DomainError("illegal_move", subject=subject, before=before.value, after=after.value)
