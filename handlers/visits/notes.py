"""What the other side of a visit is told and asked, and where the place comes from."""

from __future__ import annotations

from typing import Any

from domain.demands import Demand
from domain.notices import Priority
from domain.visits import ONLINE, ONSITE, Visit, VisitStatus
from domain.work import Prompt, PromptKind, TaskKind
from handlers.desk import Desk
from handlers.turn import Turn
from handlers.visits import appointments
from handlers.visits.meetings import Meeting
from handlers.wording import common, owed
from handlers.wording import visits as wording
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_RULED_OUT = lazy_regex(
    r"(?:线上|视频|网上|远程|现场|实地|上门|当面)(?:我们?|这边|老人家?|里头|的话|怕)?(?:[看说讲弄搞用整](?=[不没]))?(?:不|没(?:得|有)?)(?![^，,。]{0,3}[吗么?？])[^，,。；;！!？?\s]*"
    r"|(?<![要用想])(?:不要|不想|不用|莫要?|别)(?:搞|弄|整)?(?:线上|视频|网上|远程|现场|实地|上门|当面)"
)
_WISHED = lazy_regex(  # 线上可以，我们院长想改现场
    r"(?:改|换)(?:成|为|到|在|约|个)?(?P<mode>线上|视频|网上|远程|现场|实地|上门|当面)(?!.{0,2}[不没]?(?:行不|好不|吗))"
)
ONLINE_WORDS, ONSITE_WORDS = ("线上", "视频", "网上", "远程"), ("现场", "实地", "上门", "当面")


def read_mode(turn: Turn, text: str) -> str | None:
    """现场 or 线上 as said, or as understood of the whole message; None where it is neither."""
    understood: Understanding | None = turn.understood
    is_of_message = understood is not None and bool(text) and text in turn.text
    return named_mode(text) or (understood.mode if understood is not None and is_of_message else None)


def named_mode(text: str) -> str | None:
    """现场 or 线上 in so many words; 能不能现场？线上看不清 wants the one that is not ruled out."""
    wished = _WISHED.search(text)
    text = wished["mode"] if wished else _RULED_OUT.sub("", text) or text
    if any(word in text for word in ONLINE_WORDS):
        return ONLINE
    return ONSITE if any(word in text for word in ONSITE_WORDS) else None


def line(visit: Visit) -> str:
    """One visit in a list of choices."""
    state = "约好了" if visit.status is VisitStatus.AGREED else "在约"
    return f"{common.moment(visit.starts_at)} {common.MODE[visit.mode]}（{state}）"


def place_of(visit: Visit, demand: Demand) -> str:
    """Where an on-site visit takes place, as far as known."""
    area = common.place_of(demand)
    if visit.mode == ONLINE or not visit.place:
        return "" if visit.mode == ONLINE else area
    is_pin = visit.latitude is not None and visit.longitude is not None
    names_area = any(
        part and part in visit.place for part in (demand.town, common.short_place(demand.place_name or ""))
    )
    return visit.place if is_pin or names_area else area + visit.place


def map_link(visit: Visit) -> str:
    """A link that opens the pin on a map."""
    if visit.mode == ONLINE or visit.latitude is None or visit.longitude is None:
        return ""
    return f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{visit.latitude:.5f},{visit.longitude:.5f}"


async def place_from_pin(turn: Turn, visit: Visit) -> None:
    """A pin that was sent with the demand is where to meet."""
    pins = [item for item in await turn.uow.records.media_of(visit.demand_no) if item.latitude is not None]
    if visit.mode == ONSITE and pins:
        visit.latitude, visit.longitude, visit.place = pins[-1].latitude, pins[-1].longitude, pins[-1].label


async def ask_other_side(
    turn: Turn, meeting: Meeting, visit: Visit, kind: str, remark: str = "", **fields: Any
) -> None:
    """Put the question before the other side, or on a butler's list where no message reaches it."""
    await appointments.watch_proposal(Desk.of(turn), visit)
    clash = await clash_words(Desk.of(turn), visit)
    if meeting.side == "expert":
        turn.say(clash)
    if meeting.other_id is None:
        await _ask_by_phone(turn, meeting, visit)
        return
    prompt = Prompt(meeting.other_id, PromptKind.VISIT, turn.now, visit.demand_no, visit.id, expires_at=visit.starts_at)
    await turn.uow.work.prompt(prompt)
    clash = clash if meeting.side == "asker" else ""
    await tell(turn, meeting, visit, kind, remark=remark, clash=clash, **fields)


async def _ask_by_phone(turn: Turn, meeting: Meeting, visit: Visit) -> None:
    when = f"{common.moment(visit.starts_at)} {common.MODE[visit.mode]}"
    note = owed.ring_about_time(f"{meeting.expert.name}（{meeting.expert.unit}）", when, visit.demand_no)
    key = f"visit:{visit.id}:{visit.revision}"
    await Desk.of(turn).owe(meeting.demand, TaskKind.CALL_EXPERT, note, key=key, expert_id=meeting.expert.id)
    turn.say(wording.by_phone(visit.demand_no))


async def tell(turn: Turn, meeting: Meeting, visit: Visit, kind: str, **fields: Any) -> None:
    """A notice about the visit as it stands now."""
    await turn.notify(
        kind,
        meeting.other_id,
        demand_no=visit.demand_no,
        subject=appointments.subject_of(visit),
        revision=visit.revision,
        priority=Priority.ANSWER,
        urgent=True,
        before=visit.starts_at,
        **facts(visit, meeting.demand, meeting.me),
        **fields,
    )


def facts(visit: Visit, demand: Demand, who: str) -> dict[str, Any]:
    """What every notice about a visit says."""
    return {
        "no": demand.no,
        "summary": demand.summary,
        "who": who,
        "when": common.moment(visit.starts_at),
        "at": common.short_moment(visit.starts_at),
        "mode": common.MODE[visit.mode],
        "place": place_of(visit, demand),
    }


async def tell_agreed(turn: Turn, meeting: Meeting, visit: Visit) -> None:
    """Both sides read back what was agreed; the asker is asked for a pin, the expert warned of a clash."""
    demand = meeting.demand
    needs_pin = visit.mode == ONSITE and visit.latitude is None and not visit.place
    clash = await clash_words(Desk.of(turn), visit)
    is_asker = meeting.side == "asker"
    shown = facts(visit, demand, meeting.other)
    turn.say(
        wording.agreed(demand.no, meeting.other, shown["when"], shown["mode"], shown["place"], needs_pin and is_asker)
    )
    turn.say("" if is_asker else clash)
    if needs_pin and is_asker:
        turn.talk.ask("visit_place", no=demand.no)
    await tell(
        turn,
        meeting,
        visit,
        "visit_agreed",
        asks_pin=needs_pin and not is_asker,
        clash=clash if is_asker else "",
        link=map_link(visit) if is_asker else "",
    )


async def clash_words(desk: Desk, visit: Visit) -> str:
    """A warning to the expert where another visit is close."""
    near = await appointments.clashes(desk, visit)
    return wording.clash(common.moment(near[0].starts_at), near[0].demand_no) if near else ""
