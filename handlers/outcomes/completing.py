"""A service is done: by the expert's report, the asker's word or staff; then it is asked what it was worth."""

from __future__ import annotations

from domain.demands import TRANSITIONS, Demand, DemandStatus
from domain.errors import DomainError
from domain.ratings import RatingSide
from domain.visits import Visit, VisitStatus
from domain.work import Due, DueKind, Prompt, PromptKind
from handlers import access
from handlers.desk import Desk
from handlers.outcomes import rating, self_solved, withdrawing
from handlers.reading import belonging, questions
from handlers.turn import Arguments, Turn
from handlers.visits import appointments, arranging, meetings
from handlers.visits.heard import times as visit_times
from handlers.visits.meetings import Meeting
from handlers.wording import common
from handlers.wording import service as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import Rating as Words
from nlu.dialogue.answers import read_rating, read_solved
from nlu.dialogue.ratings import has_points
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_NOT_NEEDED = lazy_regex(r"不(?:用|要|必|消|需要)(?:再|专家|老师|你们|他|麻烦)*(?:来|跑|派人|请)|别来|莫来")
_AGAIN = lazy_regex(r"再(?:去|来|跑)|剩下|(?:接着|接到|继续)(?:看|弄|做|讲|搞)")
HALF = 0.5
EXAMPLE = "完成 12 已现场指导修剪，两周后再看"


async def complete(turn: Turn, args: Arguments) -> None:
    """完成 12 小结: the visit is done now, even if it lay ahead or there was none."""
    meeting = await meetings.find(turn, await _number(turn, args.number), EXAMPLE)
    demand, desk = meeting.demand, Desk.of(turn)
    visit = await _finish_visit(desk, demand, args.rest)
    if demand.status is DemandStatus.SERVED:
        await _complete_more(turn, demand, visit, args.rest)
        return
    if DemandStatus.SERVED not in TRANSITIONS[demand.status]:
        raise DomainError("illegal_move", no=demand.no)
    await serve(desk, demand, args.rest)
    await ask_to_rate(desk, demand, turn.person.id)
    if meeting.side == "expert":
        await ask_asker(turn, meeting, args.rest)
        turn.say(wording.completed(demand.no, not args.rest))
    else:
        await _ask_expert(turn, meeting)
        turn.say(wording.done_by_asker(demand.no))
    turn.talk.set_focus(demand.no)


async def complete_in_prose(turn: Turn, understood: Understanding) -> None:
    """Reported in plain words: an expert's words are the summary, an asker's also the rating."""
    if turn.person.expert_ids and _AGAIN.search(turn.text) and visit_times.puts_forward(turn.text, turn.now):
        await arranging.suggest(turn, understood)  # 20号再去一趟，把剩下的搞完
    elif turn.person.expert_ids and await access.demands_in_hand(turn):
        await complete(turn, Arguments(understood.demand_no, turn.text))
    else:
        await rate_in_prose(turn, understood)


async def rate_in_prose(turn: Turn, understood: Understanding) -> None:
    """Praise or blame; where the expert has not reported yet, the asker's word after the agreed time does."""
    if _NOT_NEEDED.search(turn.text) and (needless := await _not_served(turn, understood.demand_no)) is not None:
        await withdrawing.withdraw(turn, Arguments(needless.no))
        return
    words = read_rating(turn.text)
    meeting = await _unreported(turn, understood)
    if meeting is None and await _is_over_untaken(turn, understood, words):
        return
    if meeting is None or (words is None and understood.intent != "complete"):
        await rating.rate_in_prose(turn, understood)
    elif not await _has_begun(turn, meeting.demand):
        await _before_service(turn, meeting.demand, words)
    else:
        await done_by_asker(turn, meeting, words)


async def _is_over_untaken(turn: Turn, understood: Understanding, words: Words | None) -> bool:
    """镇上来人看过了，说没问题了, of the one matter that nobody has taken: over by itself?"""
    if (
        turn.person.expert_ids
        or questions.asks(turn.text)
        or has_points(turn.text)
        or self_solved.says_not_yet(turn.text)
    ):
        return False
    if await rating.waits_for_rating(turn):
        return False
    open_ones = [one for one in await access.open_demands(turn) if one.expert_id is None]
    no = understood.demand_no or access.meant_of(turn, [one.no for one in open_ones])
    demand = next((one for one in open_ones if one.no == no and one.status in self_solved.BEFORE), None)
    is_over = words is not None and words.solved is True
    if demand is None or not (is_over or read_act(turn.text, "asker").is_likely("solved", "self_solved")):
        return False
    self_solved.ask(turn, demand)
    return True


async def done_by_asker(turn: Turn, meeting: Meeting, words: Words | None) -> None:
    """The expert was there, says the asker; a score or a word on the result is kept at once."""
    await _done_by_asker(turn, meeting)
    turn.talk.set_focus(meeting.demand.no)
    if words is None:
        turn.say(wording.done_by_asker(meeting.demand.no))
    else:
        await rating.keep(turn, meeting.demand, RatingSide.ASKER, words)


async def _has_begun(turn: Turn, demand: Demand) -> bool:
    """A visit that was agreed lies behind; where none was ever agreed, the two may have met without telling."""
    found = await meetings.visits(Desk.of(turn), demand, VisitStatus.PROPOSED, VisitStatus.AGREED, VisitStatus.MISSED)
    if any(visit.status is VisitStatus.AGREED and visit.starts_at <= turn.now for visit in found):
        return True
    is_told = self_solved.CAME.search(turn.text) is not None
    return not found and (is_told or (has_points(turn.text) and read_solved(turn.text) is not None))


async def _before_service(turn: Turn, demand: Demand, words: Words | None) -> None:
    """Nothing before the visit is a service: thanks are taken, 已经修好了 is asked about, 还没修好 waits on."""
    visits = await meetings.visits(Desk.of(turn), demand, VisitStatus.AGREED)
    when = common.moment(visits[0].starts_at) if visits else ""
    turn.talk.set_focus(demand.no)
    if await self_solved.hear(turn, demand):
        return
    is_praise = words is not None or read_act(turn.text, "asker").share("thanks", "score", "agree") >= HALF
    is_over = words.solved is True if words is not None else not is_praise
    is_over = is_over and not self_solved.says_not_yet(turn.text)
    if (is_over or self_solved.CAME.search(turn.text)) and not questions.asks(turn.text):
        self_solved.ask(turn, demand)
    else:
        turn.say(wording.not_begun(demand.no, when))


async def _not_served(turn: Turn, number: int | None) -> Demand | None:
    """不用来了，已经好了: the asker's one demand whose visit lies ahead, or which has none yet."""
    waiting = []
    for one in await access.open_demands(turn):
        agreed = await meetings.visits(Desk.of(turn), one, VisitStatus.AGREED)
        is_served = one.status is DemandStatus.SERVED or any(visit.starts_at <= turn.now for visit in agreed)
        if number in {None, one.no} and not is_served:
            waiting.append(one)
    return waiting[0] if len(waiting) == 1 else None


async def _unreported(turn: Turn, understood: Understanding) -> Meeting | None:
    """The asker's one demand that an expert has and nobody has reported done."""
    in_work = [
        one
        for one in await meetings.mine(turn)
        if one.reporter_id == turn.person.id and DemandStatus.SERVED in TRANSITIONS[one.status]
    ]
    fitting = [one for one in in_work if understood.demand_no in {None, one.no}]
    if understood.demand_no is None and (named := await named_by(turn, understood)) is not None:
        fitting = [one for one in fitting if one.no == named.no]
    elif understood.demand_no is None and await rating.waits_for_rating(turn):
        return None  # nobody is named, and a rating is asked for already
    if len(fitting) > 1:
        fitting = [one for one in fitting if one.no == turn.talk.focus]
    return await meetings.find(turn, fitting[0].no, EXAMPLE) if len(fitting) == 1 else None


async def named_by(turn: Turn, understood: Understanding) -> Demand | None:
    """羊好了: the one demand of this asker that speaks of it."""
    if not belonging.things_named(understood):
        return None
    found = [one for one in await access.open_demands(turn) if belonging.shares_thing(one, understood)]
    return found[0] if len(found) == 1 else None


async def _done_by_asker(turn: Turn, meeting: Meeting) -> None:
    desk = Desk.of(turn)
    await _finish_visit(desk, meeting.demand, "")
    await serve(desk, meeting.demand, "")
    await _ask_expert(turn, meeting)
    await ask_to_rate(desk, meeting.demand, turn.person.id)


async def _number(turn: Turn, number: int | None) -> int | None:
    """Without a number: the only demand in hand that is not served yet."""
    if number is not None or not turn.person.expert_ids:
        return number
    open_ones = [one for one in await access.demands_in_hand(turn) if one.status is not DemandStatus.SERVED]
    if len(open_ones) > 1:
        raise access.which(open_ones, EXAMPLE)
    return open_ones[0].no if open_ones else None


async def _finish_visit(desk: Desk, demand: Demand, summary: str) -> Visit | None:
    """The latest agreed visit that has begun, else the next one; times still on the table are off."""
    await appointments.cancel_open(desk, demand, (VisitStatus.PROPOSED,))
    await desk.uow.work.close_prompts(kind=PromptKind.VISIT, demand_no=demand.no)  # also of times that lapsed
    agreed = await meetings.visits(desk, demand, VisitStatus.AGREED)
    if not agreed:
        return None
    begun = [visit for visit in agreed if visit.starts_at <= desk.now]
    for earlier in begun[:-1]:
        await mark_done(desk, earlier, "")
    visit = begun[-1] if begun else agreed[0]
    await mark_done(desk, visit, summary)
    return visit


async def mark_done(desk: Desk, visit: Visit, summary: str) -> None:
    """The visit happened."""
    await appointments.drop_waiting(desk, visit)
    visit.move(VisitStatus.DONE)
    visit.done_at, visit.summary = desk.now, summary or visit.summary
    await desk.uow.visits.save(visit)


async def _complete_more(turn: Turn, demand: Demand, visit: Visit | None, summary: str) -> None:
    """A further visit, or a summary that was missing."""
    desk = Desk.of(turn)
    if visit is not None:
        await desk.record(demand, "visit_done", note=common.cut(summary, 60))
        turn.say(wording.visit_done(demand.no))
        return
    done = [one for one in await meetings.visits(desk, demand, VisitStatus.DONE) if not one.summary]
    if not summary or turn.person.id == demand.reporter_id:
        raise DomainError("already_served", no=demand.no)
    for one in done[-1:]:
        one.summary = summary
        await turn.uow.visits.save(one)
    await desk.record(demand, "summary", note=common.cut(summary, 60))
    turn.say(wording.summary_added(demand.no))


async def add_summary(turn: Turn, demand: Demand, text: str) -> bool:
    """What the expert tells after the report belongs to it; False where no visit was reported."""
    done = await meetings.visits(Desk.of(turn), demand, VisitStatus.DONE)
    if not done:
        return False
    done[-1].summary = "；".join(part for part in (done[-1].summary, text.strip(" 。；;")) if part)
    await turn.uow.visits.save(done[-1])
    await Desk.of(turn).record(demand, "summary", note=common.cut(text, 60))
    turn.talk.set_focus(demand.no)
    turn.say(wording.summary_added(demand.no))
    return True


async def serve(desk: Desk, demand: Demand, summary: str) -> None:
    """Served: now it is the asker's turn, for as long as the rating window is open."""
    subject = f"demand:{demand.no}"
    note = common.cut(summary, 200)
    await desk.uow.demands.record(demand.move(DemandStatus.SERVED, desk.now, desk.person_id, note=note))
    await desk.uow.demands.save(demand)
    await desk.uow.work.unschedule(subject, [DueKind.CLOSE_OVERDUE, DueKind.CLAIM_OVERDUE])
    until = desk.base_of(demand).calendar.add(desk.now, desk.rules.rating_window)
    await desk.uow.work.schedule([Due(DueKind.RATING_WINDOW, subject, until)])


async def ask_to_rate(desk: Desk, demand: Demand, person_id: int | None) -> None:
    """A bare 5 of this person now finds its question, while the window is open."""
    if person_id is None:
        return
    until = desk.base_of(demand).calendar.add(desk.now, desk.rules.rating_window)
    await desk.uow.work.prompt(Prompt(person_id, PromptKind.RATING, desk.now, demand.no, expires_at=until))


async def ask_asker(turn: Turn, meeting: Meeting, summary: str) -> None:
    """The asker reads what was reported and says whether it helped."""
    demand = meeting.demand
    await turn.notify(
        "rate",
        demand.reporter_id,
        demand_no=demand.no,
        subject=f"demand:{demand.no}",
        no=demand.no,
        summary=demand.summary,
        who=meeting.me,
        said=summary,
        of=(beneficiary.label if (beneficiary := demand.beneficiary()) else None),
        caution=common.dose_caution(demand, summary),
    )
    await ask_to_rate(Desk.of(turn), demand, demand.reporter_id)


async def _ask_expert(turn: Turn, meeting: Meeting) -> None:
    demand = meeting.demand
    await turn.notify(
        "rate",
        meeting.expert.person_id,
        demand_no=demand.no,
        subject=f"demand:{demand.no}",
        no=demand.no,
        summary=demand.summary,
        to_expert=True,
    )
    await ask_to_rate(Desk.of(turn), demand, meeting.expert.person_id)
