"""Second thoughts after a withdrawal: 撤错了，还要办 takes it up again, other words about it begin nothing new."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.demands import Demand, DemandStatus
from handlers import access
from handlers.needs import intake
from handlers.reading import belonging, signs
from handlers.reading.impatience import IMPATIENT
from handlers.turn import Turn
from handlers.wording import remarks as wording
from nlu.text.patterns import lazy_regex
from nlu.understanding import FieldGuess, Place, Understanding

KEPT = timedelta(days=7)
SOON = timedelta(hours=24)
LONGEST = 24
AGAIN = lazy_regex(
    r"[撤点按取弄搞回](?:消)?错|反悔|(?:不|莫|别|不要|先别|先莫)(?:撤|取消|退)|恢复|还是(?:要|想|请|办|来|得|找|帮|喊|弄|登)"
    r"|还[要得想](?:办|请|来|人|搞|弄|登|找|的|$)|又(?:想|要)(?!问|说|来)|重新(?:办|登|弄)|接着办|继续办"
)
OTHERWISE = frozenset("thanks greet human help policy events signup privacy emergency cancel bind".split())
ABOUT_IT = lazy_regex(r"(?:那|这)(?:个|件)?事|办不办|之前|刚才|先前|撤")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Whether the words take up what was withdrawn or broken off within the last day."""
    if len(turn.text) > LONGEST or understood.place or not signs.says_something(turn.text):
        return False
    dropped = _dropped(turn)
    if dropped is None:
        return False
    if "drafts" in dropped:
        return await _go_on_with_draft(turn, dropped)
    demand = await turn.uow.demands.get(int(dropped["no"]))
    if demand is None or demand.status is not DemandStatus.WITHDRAWN:
        return False
    if AGAIN.search(turn.text) and not belonging.names_another(demand, understood):
        await _take_up(turn, demand)
        return True
    return await _say_withdrawn(turn, demand, understood)


def _dropped(turn: Turn) -> dict[str, Any] | None:
    """What was withdrawn (`no`) or broken off (`drafts`) last, while it is fresh."""
    dropped: dict[str, Any] | None = turn.talk.get("dropped")
    return dropped if dropped and turn.now - datetime.fromisoformat(dropped["at"]) <= KEPT else None


async def _go_on_with_draft(turn: Turn, dropped: dict[str, Any]) -> bool:
    if turn.talk.draft is not None or not AGAIN.search(turn.text):
        return False
    turn.talk.put("dropped", None)
    turn.talk.keep_draft({"drafts": dropped["drafts"]})
    await intake.resume(turn)
    return True


async def _take_up(turn: Turn, demand: Demand) -> None:
    """The old words make a new demand; what is withdrawn stays withdrawn."""
    turn.talk.put("dropped", None)
    turn.talk.put("force_new", True)
    for item in await turn.uow.records.media_of(demand.no):
        turn.talk.keep_media(item.id)
    again = turn.services.understand(demand.text, turn.now)
    place = Place(demand.place_code, demand.place_name or "", "county", demand.town) if demand.place_code else None
    name = turn.services.field_names.get(demand.field_code or "", "")
    field = FieldGuess(demand.field_code, name, demand.second, 1.0) if demand.field_code else again.field
    told = replace(again, intent="demand", summary=demand.summary, place=place, field=field, parts=())
    turn.say(wording.taken_up_again(demand.no))
    await intake.take(turn, told, parent_no=demand.no)


async def _say_withdrawn(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """之前那个事还办不办, 校长说改到下学期: about what is withdrawn, as long as nothing else runs."""
    is_soon = turn.now - datetime.fromisoformat(turn.talk.get("dropped")["at"]) <= SOON
    if not is_soon or await access.open_demands(turn):
        return False
    if IMPATIENT.search(turn.text) or ABOUT_IT.search(turn.text):
        turn.say(wording.withdrawn_before(demand.no))
        return True
    if understood.intent not in OTHERWISE and belonging.is_remark(demand, understood):
        turn.say(wording.understood_withdrawn(demand.no))
        return True
    return False
