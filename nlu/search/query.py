"""What is asked of the search and what it answers: shapes that keep the index free of everything above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class ProfileLike(Protocol):
    """What the index reads of an expert; `domain.experts.Expert` fits, so does `Profile`."""

    @property
    def id(self) -> int: ...
    @property
    def base(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def place_code(self) -> str | None: ...
    @property
    def fields(self) -> Sequence[str]: ...
    @property
    def skills(self) -> Sequence[str]: ...
    @property
    def profile(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Profile:
    """An expert as the index keeps one."""

    id: int
    base: str
    name: str
    unit: str
    title: str = ""
    place_code: str | None = None
    fields: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    profile: str = ""


class QueryLike(Protocol):
    """What the index reads of a query; `handlers.turn.MatchQuery` fits, so does `Query`."""

    @property
    def text(self) -> str: ...
    @property
    def bases(self) -> Sequence[str]: ...
    @property
    def field_code(self) -> str | None: ...
    @property
    def second(self) -> str | None: ...
    @property
    def tags(self) -> Sequence[str]: ...
    @property
    def excluded(self) -> frozenset[int]: ...


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: the words of the need, its labels; no `bases` means every base."""

    text: str
    bases: tuple[str, ...] = ()
    field_code: str | None = None
    second: str | None = None
    tags: tuple[str, ...] = ()
    excluded: frozenset[int] = frozenset()


class Hit(NamedTuple):
    """An expert the index found: `relevance` 0 to 1 (at `FIT` and above it fits), and what of the profile met."""

    expert_id: int
    relevance: float
    matched: tuple[str, ...] = ()
