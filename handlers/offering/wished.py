"""Whom the asker would like to come: 想请陈立春来. Staff ask that expert; nobody is passed over for it."""

from __future__ import annotations

from domain.demands import Demand
from domain.experts import Expert
from domain.work import Task, TaskKind
from handlers.turn import Turn
from handlers.wording import owed
from handlers.wording import remarks as wording
from nlu.entities.people import SURNAMES
from nlu.text.patterns import lazy_regex

_WISH = lazy_regex(
    r"(?:请|喊|叫|要|找|让|派|点名|指定|约)(?:一?下)?(?P<name>[\u4e00-\u9fff]{2,3}?)"
    r"(?=(?:老师|专家|教授|医生|主任|工程师|师傅|院长|站长|研究员)|过?来|去|看|帮|讲|指导|[，,。！!\s嘛哈]|$)"
)
_NOT_HIM = ("不", "别", "莫", "不要", "莫要", "不想", "别再", "不再")


async def hear(turn: Turn, demand: Demand, text: str) -> bool:
    """A line for staff where an expert of the base is named who has not taken it; the asker is told so."""
    one, is_wanted = await _named(turn, demand, text) if demand.expert_id is None else (None, False)
    if one is None:
        return False
    note = owed.wishes_expert(one.name, is_wanted=is_wanted)
    key = f"wished:{demand.no}:{one.name}"
    task = Task(demand.base, TaskKind.FOLLOW_UP, turn.now, demand.no, detail={"note": note}, key=key)
    await turn.owe(task, owed.look_and_write_back(demand.no), note=note)
    turn.say(wording.wishes_expert(one.courtesy_name(), demand.no, is_wanted=is_wanted))
    return True


async def _named(turn: Turn, demand: Demand, text: str) -> tuple[Expert | None, bool]:
    """Who is named, and whether to come or to stay away."""
    for found in _WISH.finditer(text):
        if not found["name"].startswith(SURNAMES):
            continue  # 想请专家看看: nobody's name
        known = await turn.uow.experts.by_name(found["name"], (demand.base,))
        if len(known) == 1:
            return known[0], not text[: found.start()].endswith(_NOT_HIM)
    return None, False
