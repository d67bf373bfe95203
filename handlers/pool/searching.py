"""找专家: whom the pool offers, a page at a time; askers see neither names nor anything to reach somebody by."""

from __future__ import annotations

from dataclasses import replace

from domain.calendar import SHANGHAI
from domain.demands import Demand
from domain.errors import DomainError
from domain.experts import Expert, ExpertStatus
from domain.matching import Match
from handlers import access
from handlers.needs import drafting
from handlers.offering import matching
from handlers.turn import Arguments, Turn
from handlers.wording import asker, choosing, common, staff
from nlu.text.patterns import lazy_regex

EXAMPLE = "找专家 柑橘 黄龙病 万州"
PAGE = 6
PAGE_BYTES = 1500  # of a reply's 2048, so that the last line always fits
_NAME = lazy_regex(r"[\u4e00-\u9fff·]{2,8}")
_EMPTY = frozenset("技术 管理 方面 研究 专家 老师 问题 指导 服务 中心".split())
_APART = lazy_regex(r"[\s、,，；;]+")
_MORE = lazy_regex(r"^(?:还|再)?(?:有|看|要)?(?:更多|多点|下一页|后面的?|还有吗|还有呢)[呢吗嘛。？?]*$")


async def find_experts(turn: Turn, args: Arguments) -> None:
    """找专家 柑橘 黄龙病 万州: the first page."""
    if not args.rest:
        raise DomainError("text_needed", example=EXAMPLE)
    await _show_page(turn, args.rest, 0)


def asks_more(turn: Turn) -> bool:
    """更多, after a page of experts."""
    question = turn.talk.asked()
    return question is not None and question["name"] == "experts" and _MORE.match(turn.text.strip()) is not None


async def go_on(turn: Turn) -> bool:
    """更多 after a page; False where the words are something else."""
    question = turn.talk.asked()
    if question is None or not asks_more(turn):
        return False
    turn.talk.settle()
    await _show_page(turn, question["rest"], int(question["shown"]))
    return True


async def _show_page(turn: Turn, words: str, shown: int) -> None:
    understood = turn.services.understand(words, turn.now)
    base = turn.person.staff_bases[0] if turn.person.is_staff else turn.base.name
    if turn.person.is_staff and await _show_named(turn, words, base):
        return
    demand = drafting.start(understood, turn.person).to_demand(base, turn.person.id, turn.now)
    matches = (await matching.for_demand(turn, demand, frozenset()) or await _worded(turn, demand))[shown:]
    if shown and not matches:
        turn.say(choosing.no_more_experts())
        return
    lines = _page([_line(turn, match) for match in matches])
    if turn.person.is_staff:
        turn.talk.show("experts", [match.expert.id for match in matches[: len(lines)]])
    example = _example(turn, matches[0].expert) if matches else ""
    turn.say(staff.found_experts(lines, example) if turn.person.is_staff else asker.experts_found(lines))
    turn.talk.ask("experts", rest=words, shown=shown + len(lines))
    if rest := len(matches) - len(lines):
        turn.say(choosing.more_experts(rest))


def _example(turn: Turn, one: Expert) -> str:
    return f"派单 {turn.talk.focus or 12} {one.id}"


async def _show_named(turn: Turn, words: str, base: str) -> bool:
    """找专家 李明华, from staff: whoever has that very name, away and full ones too; the base's own with the number."""
    if not _NAME.fullmatch(words.strip()):
        return False
    named = await turn.uow.experts.by_name(words.strip(), turn.rules.pool_of(base))
    found = [one for one in named if one.status is ExpertStatus.ACTIVE]
    today = turn.now.astimezone(SHANGHAI).date()
    lines = [
        choosing.named_line(one, one.is_away(today), with_phone=access.may_steer(turn, one.base))
        for one in found[:PAGE]
    ]
    if found:
        turn.talk.show("experts", [one.id for one in found[:PAGE]])
        turn.say(staff.found_experts(lines, _example(turn, found[0])))
    return bool(found)


async def _worded(turn: Turn, demand: Demand) -> list[Match]:
    """Where a lone word (柑橘) is too little to judge by: those in whose profile it stands."""
    services = replace(turn.services, weights=replace(turn.services.weights, fit_at=0.0))
    near = await matching.find_experts(
        turn.uow, services, matching.query_for(demand, services), matching.wanted_for(turn, demand), matching.CANDIDATES
    )
    wanted = {words[at : at + 2] for words in _APART.split(demand.text) for at in range(len(words) - 1)} - _EMPTY
    shared = {match.expert.id: _shared(wanted, match.expert) for match in near}
    most = max(shared.values(), default=0)
    return [match for match in near if most and shared[match.expert.id] == most]


def _shared(wanted: set[str], one: Expert) -> int:
    """How many of the pairs of characters stand in the profile."""
    told = "\n".join((*one.skills, *one.fields, one.profile or "", one.unit, one.place_name or ""))
    return sum(pair in told for pair in wanted)


def _page(lines: list[str]) -> list[str]:
    """As many as fit into one reply, at least one."""
    page: list[str] = []
    for line in lines[:PAGE]:
        if page and len("\n".join([*page, line]).encode()) > PAGE_BYTES:
            break
        page.append(line)
    return page


def _line(turn: Turn, match: Match) -> str:
    """What a person may know of an expert."""
    one = match.expert
    if turn.person.is_staff:
        return common.cut(f"{one.id} {one.name}，{one.unit}，{one.title}：{'；'.join(match.reasons)}", 160)
    return _masked(one)


def _masked(one: Expert) -> str:
    """What an asker may know of somebody who has not agreed to come yet."""
    known_for = common.joined([common.cut(skill, 20) for skill in one.skills[:3]])
    return f"{one.courtesy_name()}（{common.cut(one.unit, 20)}）：{known_for}"
