"""Which of several open matters is spoken of: 记账那个, 第一个, 1号单, 辣椒; it stands in focus before more is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.demands import Demand
from handlers import access
from handlers.needs import naming
from handlers.reading import belonging
from handlers.turn import Turn
from nlu.dialogue.ordinals import read_ordinals
from nlu.dialogue.wants import announces_another
from nlu.text.clauses import clauses
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST, LONGEST_THING, LONGEST_CLAUSE = 60, 24, 14  # characters
SEVERAL = 2
NUMBERED = frozenset({"progress", "propose_time"})  # what asks for the number of the matter itself
CHOICES = frozenset({"which", "intake", "guess"})  # questions that 第一个 may answer
_NUMBER = lazy_regex(r"(?<![\d月.\-~—到至和、])(?P<number>\d{1,4})号(?:单子?|需求|[那这][个件单]|还(?:在|有|没))")
_WHERE = lazy_regex(r"[^，,。]{1,8}?(?:在|是)(?P<where>[\u4e00-\u9fff]{1,6}(?:区|县|镇|乡|村|街道))$")


async def as_pointed(turn: Turn, understood: Understanding) -> Understanding:
    """The matter that the words point at comes into focus; it is asked for nothing where the words point at none."""
    text = turn.text.strip()
    question = turn.talk.asked()
    is_answer = turn.talk.draft is not None or (question is not None and question["name"] in CHOICES)
    if is_answer or understood.demand_no or not 1 < len(text) <= LONGEST:
        return understood
    if turn.person.expert_ids or turn.person.is_staff or not _points(turn, understood, text):
        return understood
    is_another = announces_another(text) and not read_ordinals(text)
    if is_another or understood.parts or understood.intent == "emergency":
        return understood
    demands = await access.open_demands(turn)
    chosen = at(demands, text, understood) if len(demands) >= SEVERAL else None
    if chosen is None:
        return understood
    turn.talk.set_focus(chosen.no)
    return replace(understood, demand_no=chosen.no) if understood.intent in NUMBERED else understood


async def of_each(turn: Turn, understood: Understanding) -> list[tuple[int, str]]:
    """核桃那个在修齐镇，蜂子在高观镇: what is said of each, where every clause names another of the open matters."""
    text = turn.text.strip()
    each = clauses(text)
    if len(each) < SEVERAL or len(text) > LONGEST or turn.talk.draft is not None or turn.person.expert_ids:
        return []
    if turn.talk.focus is None or turn.person.is_staff or understood.parts or announces_another(text):
        return []
    if sum(_marks(one) for one in each) + len(belonging.things_named(understood)) < SEVERAL:
        return []
    demands = await access.open_demands(turn)
    told: list[tuple[int, str]] = []
    for clause in each:
        chosen = at(demands, clause, turn.services.understand(clause, turn.now))
        if chosen is None and told:
            told[-1] = (told[-1][0], f"{told[-1][1]}，{clause}")
        elif chosen is None or (len(clause) > LONGEST_CLAUSE and not _marks(clause)):
            return []
        else:
            told.append((chosen.no, _where(chosen, clause)))
    return told if len({no for no, _ in told}) == len(told) >= SEVERAL else []


def at(demands: Sequence[Demand], text: str, understood: Understanding) -> Demand | None:
    """By its place in the order of telling, its number, its name, or the thing that only it is about."""
    numbers = sorted(one.no for one in demands)
    places = read_ordinals(text)
    if places:
        no = naming.at(numbers, places[0]) if len(places) == 1 else None
        return next((one for one in demands if one.no == no), None)
    if found := _NUMBER.search(text):
        return next((one for one in demands if one.no == int(found["number"])), None)
    return naming.labelled(demands, text) or naming.about(demands, belonging.things_named(understood))


def _where(demand: Demand, clause: str) -> str:
    """城口县修齐镇 of 核桃那个在修齐镇: the town of one matter alone, and not of all that were told with it."""
    found = _WHERE.match(clause)
    return f"{demand.place_name or ''}{found['where']}" if found else clause


def _points(turn: Turn, understood: Understanding, text: str) -> bool:
    if _marks(text):
        return True
    is_of_thing = turn.talk.focus is not None and len(text) <= LONGEST_THING
    return is_of_thing and bool(belonging.things_named(understood))


def _marks(text: str) -> bool:
    """那个, 第一个, 1号单: a sign that points at one of several."""
    return naming.has_label(text) or bool(read_ordinals(text)) or _NUMBER.search(text) is not None
