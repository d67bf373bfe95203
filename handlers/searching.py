"""找专家: whom the pool offers, a page at a time; askers see neither names nor anything to reach somebody by."""

from __future__ import annotations

import re

from domain.errors import DomainError
from domain.experts import Expert
from domain.matching import Match
from handlers import drafting, matching
from handlers.turn import Arguments, Turn
from handlers.wording import asker, choosing, common, staff

EXAMPLE = "找专家 柑橘 黄龙病 万州"
PAGE = 6
PAGE_BYTES = 1500  # of a reply's 2048, so that the last line always fits
_MORE = re.compile(r"^(?:还|再)?(?:有|看|要)?(?:更多|多点|下一页|后面的?|还有吗|还有呢)[呢吗嘛。？?]*$")


async def find_experts(turn: Turn, args: Arguments) -> None:
    """找专家 柑橘 黄龙病 万州: the first page."""
    if not args.rest:
        raise DomainError("text_needed", example=EXAMPLE)
    await _show_page(turn, args.rest, 0)


async def go_on(turn: Turn) -> bool:
    """更多 after a page; False where the words are something else."""
    question = turn.talk.asked()
    if not question or question["name"] != "experts" or not _MORE.match(turn.text.strip()):
        return False
    turn.talk.settle()
    await _show_page(turn, question["rest"], int(question["shown"]))
    return True


async def _show_page(turn: Turn, words: str, shown: int) -> None:
    understood = turn.services.understand(words, turn.now)
    base = turn.person.staff_bases[0] if turn.person.is_staff else turn.base.name
    demand = drafting.start(understood, turn.person).to_demand(base, turn.person.id, turn.now)
    matches = (await matching.for_demand(turn, demand, frozenset()))[shown:]
    lines = _page([_line(turn, match) for match in matches])
    turn.say(staff.found_experts(lines) if turn.person.is_staff else asker.experts_found(lines))
    if rest := len(matches) - len(lines):
        turn.talk.ask("experts", rest=words, shown=shown + len(lines))
        turn.say(choosing.more_experts(rest))


def _page(lines: list[str]) -> list[str]:
    """As many as fit into one reply, at least one."""
    page: list[str] = []
    for line in lines[:PAGE]:
        if page and len("\n".join([*page, line]).encode()) > PAGE_BYTES:
            break
        page.append(line)
    return page


def _line(turn: Turn, match: Match) -> str:
    one = match.expert
    if turn.person.is_staff:
        return common.cut(f"{one.id} {one.name}，{one.unit}，{one.title}：{'；'.join(match.reasons)}", 160)
    return _masked(one)


def _masked(one: Expert) -> str:
    """What an asker may know of somebody who has not agreed to come yet."""
    known_for = common.joined([common.cut(skill, 20) for skill in one.skills[:3]])
    return f"{one.courtesy_name()}（{common.cut(one.unit, 20)}）：{known_for}"
