"""One person twice in the pool: pairs are offered to staff, and merged after a confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from domain.errors import DomainError
from domain.experts import Expert, ExpertStatus, Reach
from domain.people import Grant, Role
from domain.ports import UnitOfWork
from handlers import access
from handlers.turn import Arguments, Turn
from handlers.wording import choosing
from nlu.search.duplicates import SAME_PERSON, same_person
from nlu.text.patterns import lazy_regex

SHOWN = 8
_PAIR = lazy_regex(r"^\D*(\d{1,9})\D+(\d{1,9})\D*$")
EXAMPLE = "合并专家 12 37"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that look like one person; `kept` is the one that can be reached or came first."""

    kept: Expert
    other: Expert
    likeness: float


async def pairs(uow: UnitOfWork, bases: Sequence[str]) -> list[Pair]:
    """All pairs in these bases, the surest first."""
    found = []
    for _, group in groupby(await uow.experts.namesakes(bases), key=lambda one: one.name):
        for pair in combinations(group, 2):
            likeness = same_person(*pair)
            if likeness >= SAME_PERSON:
                kept, other = sorted(pair, key=lambda one: (not one.is_reachable, one.id))
                found.append(Pair(kept, other, likeness))
    return sorted(found, key=lambda pair: (-pair.likeness, pair.kept.id))


async def show(turn: Turn, args: Arguments) -> None:
    """重复专家: what may be merged."""
    found = await pairs(turn.uow, _bases(turn))
    turn.say(choosing.doubles([(pair.kept, pair.other) for pair in found[:SHOWN]], len(found)))


def _bases(turn: Turn) -> list[str]:
    """The bases this person steers and their partners."""
    return list(dict.fromkeys(name for base in turn.person.staff_bases for name in turn.rules.pool_of(base)))


async def merge(turn: Turn, args: Arguments) -> None:
    """合并专家 A B: A stays and takes over what B knows and how B is reached; B goes out of service."""
    numbers = _PAIR.match(f"{args.number or ''} {args.rest}")
    if numbers is None:
        raise DomainError("text_needed", example=EXAMPLE)
    kept, other = await _both(turn, int(numbers[1]), int(numbers[2]))
    if other.open_orders:
        raise DomainError("expert_busy", name=other.name, id=other.id, open=other.open_orders)
    if not args.is_confirmed:
        turn.talk.ask("confirm", command="合并专家", number=None, rest=f"{kept.id} {other.id}")
        turn.say(choosing.merge_confirm(kept, other))
        return
    if access.may_steer(turn, kept.base):
        kept.skills = tuple(dict.fromkeys([*kept.skills, *other.skills]))
        kept.fields = tuple(dict.fromkeys([*kept.fields, *other.fields]))
        kept.profile = kept.profile or other.profile
        kept.phone = kept.phone or other.phone
    await _hand_over(turn, kept, other)
    kept.updated_at = other.updated_at = turn.now
    other.status = ExpertStatus.STOPPED
    await turn.uow.experts.save(kept)
    await turn.uow.experts.save(other)
    turn.say(choosing.merged(kept, other))


async def _both(turn: Turn, kept_id: int, other_id: int) -> tuple[Expert, Expert]:
    """Both in reach, and the one that goes in this person's own base."""
    found = await turn.uow.experts.get_many([kept_id, other_id])
    for number in (kept_id, other_id):
        one = found.get(number)
        if one is None or one.status is not ExpertStatus.ACTIVE or one.base not in _bases(turn):
            raise DomainError("expert_no_unknown", id=number)
    if kept_id == other_id or not access.may_steer(turn, found[other_id].base):
        raise DomainError("expert_no_unknown", id=other_id)
    if found[kept_id].name != found[other_id].name:
        raise DomainError("not_one_person", one=found[kept_id].name, other=found[other_id].name)
    return found[kept_id], found[other_id]


async def _hand_over(turn: Turn, kept: Expert, other: Expert) -> None:
    """Whoever is bound to the one that goes is bound to the one that stays, unless somebody is already."""
    if other.person_id is None:
        return
    await turn.uow.people.revoke(other.person_id, Grant(other.base, Role.EXPERT, other.id))
    if kept.person_id is None:
        kept.person_id, kept.reach = other.person_id, other.reach
        await turn.uow.people.grant(kept.person_id, Grant(kept.base, Role.EXPERT, kept.id))
    other.person_id, other.reach = None, Reach.UNBOUND
