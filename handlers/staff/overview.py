"""待办 and 查: what is owed, what is open, and all that is known of one demand."""

from __future__ import annotations

import re
from collections.abc import Callable

from domain.demands import Demand, DemandStatus
from domain.errors import DomainError
from domain.ports import DemandFilter
from domain.work import TaskKind
from handlers import access
from handlers.activities.holding import audience as activity_audience
from handlers.desk import Desk
from handlers.needs import likeness
from handlers.offering import widening
from handlers.outcomes import closing, rating
from handlers.pool import searching
from handlers.pool.keeping import naming
from handlers.staff.statistics import read_period
from handlers.turn import Arguments, Turn
from handlers.wording import choosing, common
from handlers.wording import overview as shown_as
from nlu.text.patterns import lazy_regex

OPEN = tuple(status for status in DemandStatus if status not in {DemandStatus.CLOSED, DemandStatus.WITHDRAWN})
SHOWN, LOOKED_AT = 12, 300


async def todo(turn: Turn, args: Arguments) -> None:
    """待办: what is owed, then all that is open; 待办 急件 and 待办 奉节 only those."""
    if args.rest:
        await _todo_of(turn, args.rest.strip(" 的，,。"))
        return
    bases = turn.person.staff_bases
    tasks = await turn.uow.work.tasks(bases, limit=SHOWN)
    wanted = DemandFilter(bases=bases, statuses=OPEN, limit=SHOWN)
    demands = await turn.uow.demands.find(wanted)
    turn.talk.show("demands", [demand.no for demand in demands])
    turn.say(shown_as.todo(demands, tasks, await turn.uow.demands.count(wanted)))


async def _todo_of(turn: Turn, words: str) -> None:
    """One kind of task, or the demands of one state, field or county."""
    bases = turn.person.staff_bases
    kinds = next((kinds for pattern, kinds in _TASKS if pattern.search(words)), ())
    if kinds:
        turn.say(shown_as.todo_of(words, (), await turn.uow.work.tasks(bases, kinds, limit=SHOWN)))
        return
    fits = read_wanted(turn, words)
    if fits is None:
        raise DomainError("todo_unknown", name=common.cut(words, 12))
    found = await turn.uow.demands.find(DemandFilter(bases=bases, statuses=OPEN, limit=LOOKED_AT))
    fitting = [demand for demand in found if fits(demand)][:SHOWN]
    turn.talk.show("demands", [demand.no for demand in fitting])
    turn.say(shown_as.todo_of(words, fitting, ()))


def read_wanted(turn: Turn, words: str) -> Callable[[Demand], bool] | None:
    """Which demands the words mean, 奉节 本周 没人接 those for which all of it holds; None where they mean none."""
    parts = words.split()
    place = turn.services.understand(words, turn.now).place if len(parts) == 1 else None
    if place is not None and (left := words.replace(place.text, "").strip("县区市的")) and left != words:
        parts = [place.text, left]  # 云阳果树
    each = [_fitting(turn, part) for part in parts]
    if len(each) < 2 or None in each:
        return _fitting(turn, words)
    return lambda one: all(fits(one) for fits in each if fits is not None)


def _fitting(turn: Turn, words: str) -> Callable[[Demand], bool] | None:
    if (span := read_period(words, turn.now)) is not None:
        return lambda one: span.since <= one.created_at < span.until
    for pattern, fits in _STATES:
        if pattern.search(words):
            return fits
    if guess := turn.services.read_field(words):
        return lambda one: one.second == guess.second if guess.second else one.field_code == guess.code
    place = turn.services.understand(words, turn.now).place
    if place is None or not place.code:
        return None
    head = activity_audience.prefix(place.code)
    return lambda one: (one.place_code or "").startswith(head)


_TASKS: tuple[tuple[re.Pattern[str], tuple[TaskKind, ...]], ...] = (
    (lazy_regex(r"投诉"), (TaskKind.COMPLAINT,)),
    (lazy_regex(r"回电|找人|转人工"), (TaskKind.HUMAN,)),
    (lazy_regex(r"登记|注册|审核"), (TaskKind.APPROVE_EXPERT, TaskKind.APPROVE_ORDER)),
    (lazy_regex(r"语音"), (TaskKind.LISTEN,)),
    (lazy_regex(r"电话"), (TaskKind.CALL_EXPERT, TaskKind.CALL_PERSON)),
    (lazy_regex(r"缺专家|(?:合适|对口)的?专家"), (TaskKind.UNMATCHED,)),
    (lazy_regex(r"急事|危急"), (TaskKind.EMERGENCY,)),
)
_STATES: tuple[tuple[re.Pattern[str], Callable[[Demand], bool]], ...] = (
    (lazy_regex(r"没(?:有|得)?人?接|没接|待接"), lambda one: one.expert_id is None),
    (lazy_regex(r"急"), lambda one: one.urgency != "normal"),
    (lazy_regex(r"没解决|重新?办|重办"), lambda one: one.status is DemandStatus.REOPENED),
    (lazy_regex(r"^(?:在办|没办完?|没办结)$"), lambda one: not one.is_ended),
    (lazy_regex(r"接了|有人接|专家(?:在)?办"), lambda one: one.expert_id is not None),
)


async def show(turn: Turn, args: Arguments) -> None:
    """查 12: everything about one demand, without phone numbers."""
    if args.number is None and args.rest and await _show_of(turn, args.rest):
        return
    demand = await access.staff_demand(turn, args.number, "查 12")
    held = await access.with_claim(turn, demand)
    reporter = await turn.uow.people.get(demand.reporter_id)
    pushes = []
    turn.talk.show("experts", [demand.expert_id] if demand.expert_id is not None else [])
    if held.order:
        told = await turn.uow.orders.pushes(held.order.id)
        experts = await turn.uow.experts.get_many([push.expert_id for push in told])
        if demand.expert_id is None:
            turn.talk.show("experts", [push.expert_id for push in told if push.expert_id in experts])
        pushes = [
            shown_as.push_line(
                experts[push.expert_id].name,
                experts[push.expert_id].unit,
                push.reasons,
                shown_as.push_state(push.status, has_it=push.expert_id == demand.expert_id),
            )
            for push in told[:6]
            if push.expert_id in experts
        ]
    who = (reporter.name if reporter else None) or common.ROLE.get(demand.role or "", "来访者")
    if await closing.is_recorded(Desk.of(turn), demand):
        who = f"管家代录（{who}）" if reporter and reporter.name else "管家代录"
    turn.say(
        shown_as.detail(
            demand,
            turn.services.field_names,
            who,
            f"{held.expert.name}（{held.expert.unit}）" if held.expert else None,
            await turn.uow.demands.history(demand.no),
            pushes,
            len(await turn.uow.records.media_of(demand.no)),
        )
    )
    turn.say(await rating.revealed_line(Desk.of(turn), demand))
    turn.say(choosing.alike(await likeness.similar_numbers(turn, demand)))
    turn.say(choosing.widening(await widening.lines_where_nobody_comes(turn, demand), demand.no))
    turn.talk.set_focus(demand.no)


async def _show_of(turn: Turn, words: str) -> bool:
    """查 李明华 and 查 奉节: an expert of that name, or what is open there; False where it names neither."""
    bases = turn.person.staff_bases
    if any(is_exact for _, is_exact in await naming.named_experts(turn, words, bases[0])):
        await searching.find_experts(turn, Arguments(rest=words, name="找专家"))
        return True
    if read_wanted(turn, words) is None:
        return False
    await _todo_of(turn, words)
    return True
