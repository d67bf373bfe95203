"""Who is meant by the words for whom an activity is: roles, fields and regions that storage can pick people by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.turn import Services
from nlu.dialogue.audience import EVERYBODY, SEPARATORS, read_audience
from nlu.labels.fields import fields
from nlu.text.patterns import lazy_regex
from nlu.understanding import FieldGuess

SURE_OF_FIELD = 0.5
_CALL = lazy_regex(r"^(?:请|邀请|欢迎|通知)+|(?:来|都来)?(?:参加|到场|出席)$")
_EVERYWHERE = lazy_regex(r"全市|全省|各区县|各县|不限地区|所有地方")


@dataclass(frozen=True, slots=True)
class Group:
    """Some of those who are meant: all conditions hold together, empty tuples put none."""

    roles: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody in any of the groups; `is_known` is false where the words name nobody that can be picked out."""

    groups: tuple[Group, ...] = ()
    is_known: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        """Of all groups; empty where one of them is open to every role."""
        return _of_all([group.roles for group in self.groups])

    @property
    def fields(self) -> tuple[str, ...]:
        """Of all groups; empty where one of them is open to every field."""
        return _of_all([group.fields for group in self.groups])

    @property
    def places(self) -> tuple[str, ...]:
        """Of all groups; empty where one of them is from anywhere."""
        return _of_all([group.places for group in self.groups])


def _of_all(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    return _once([one for part in parts for one in part]) if all(parts) else ()


def read(words: str, services: Services, now: datetime) -> Audience:
    """奉节果农和云阳医院 are two groups; 奉节、云阳的脆李种植户 is one of two counties.

    What stands before without a role belongs to what follows; a place holds on until another is named.
    """
    words = _CALL.sub("", words.strip())
    pieces = [piece for piece in SEPARATORS.split(words) if piece]
    groups: list[Group] = []
    fields: list[str] = []
    places: list[str] = []
    is_place_fresh = everybody = False
    for piece, part in zip(pieces, read_audience(words), strict=True):
        place, field = _read_rest(part.rest, services, now)
        if place or _EVERYWHERE.search(piece):
            places = [*(places if is_place_fresh else ()), *([place] if place else ())]
            is_place_fresh = True
        fields += _names(field) if field else []
        everybody = everybody or part.role == EVERYBODY
        if part.role is None:
            continue
        roles = () if part.role == EVERYBODY else (part.role,)
        groups.append(Group(roles, _once(fields), _once(places)))
        fields, is_place_fresh = [], False
    if fields or (places and not groups):
        groups.append(Group((), _once(fields), _once(places)))
    known = everybody or any(group != Group() for group in groups)
    return Audience(_joined(groups), known)


def _joined(groups: list[Group]) -> tuple[Group, ...]:
    """Groups that differ by their role alone are one."""
    joined: dict[tuple[tuple[str, ...], tuple[str, ...]], Group] = {}
    for group in groups:
        key = (group.fields, group.places)
        before = joined.get(key)
        is_open = before is not None and not (before.roles and group.roles)
        roles = () if is_open else _once([*(before.roles if before else ()), *group.roles])
        joined[key] = Group(roles, group.fields, group.places)
    return tuple(joined.values())


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
