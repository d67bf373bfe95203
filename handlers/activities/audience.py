"""Who is meant by the words for whom an activity is: roles, fields and regions that storage can pick people by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.turn import Services
from nlu.audience import EVERYBODY, read_audience
from nlu.fields import fields
from nlu.understanding import FieldGuess

SURE_OF_FIELD = 0.5


@dataclass(frozen=True, slots=True)
class Audience:
    """Empty tuples put no condition; `is_known` is false where the words name nobody that can be picked out."""

    roles: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    is_known: bool = False


def read(words: str, services: Services, now: datetime) -> Audience:
    """奉节、云阳的脆李种植户 is farmers of two counties who have to do with fruit."""
    roles: list[str] = []
    named: list[str] = []
    places: list[str] = []
    everybody = False
    for part in read_audience(words):
        everybody = everybody or part.role == EVERYBODY
        if part.role and part.role != EVERYBODY:
            roles.append(part.role)
        place, field = _read_rest(part.rest, services, now)
        places += [place] if place else []
        named += _names(field) if field else []
    known = everybody or bool(roles or named or places)
    return Audience(_once(roles), _once(named), _once(places), known)


def _read_rest(rest: str, services: Services, now: datetime) -> tuple[str | None, FieldGuess | None]:
    if not rest:
        return None, None
    if named := services.read_field(rest):
        return None, named
    understood = services.understand(rest, now)
    place = prefix(understood.place.code) if understood.place and understood.place.code else None
    guess = understood.field
    is_sure = guess is not None and bool(understood.tags) and guess.confidence >= SURE_OF_FIELD
    return place, guess if is_sure else None


def prefix(code: str) -> str:
    """500000 is all of 50, 510300 all of 5103, a county itself."""
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def _names(guess: FieldGuess) -> list[str]:
    """A second level by its name; a whole field by its code, name and every second level."""
    if guess.second:
        return [guess.second]
    return [guess.code, guess.name, *fields()[guess.code].second] if guess.code in fields() else [guess.code]


def _once(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
