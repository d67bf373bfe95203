"""Announcing an activity: one line or a short conversation, a confirmation that names the number of people."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from domain.activities import Activity, ActivityStatus
from domain.errors import DomainError
from domain.notices import Priority
from domain.work import Prompt, PromptKind
from handlers.activities import matters as activities
from handlers.activities.holding import audience as activity_audience
from handlers.activities.holding import drafts as activity_drafts
from handlers.activities.holding.audience import Audience
from handlers.activities.holding.drafts import Plan
from handlers.desk import Desk
from handlers.reading import questions
from handlers.turn import Arguments, Turn
from handlers.wording import activity_planning as wording
from nlu.dialogue.acts import SURE, read_act
from nlu.dialogue.answers import read_answer
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

QUESTION = "activity"
SHORTEST_PART = 4  # characters
LONGEST_AUDIENCE = 16  # characters
_PEOPLE = lazy_regex(r"(?:[农户]|企业|公司|厂|医院|卫生院|老师|学校|专家|合作社|大户|村民|社员|人员|全体|所有人)$")
ANSWER_WITHIN = timedelta(days=3)
_TO_THOSE_WHO_COME = lazy_regex(r"(?:报了?名|要来|来|参加)的(?:人|都|说|带|早|[，,])")
_OF_ANOTHER = ("assign", "chase", "relay", "list", "figures", "suggest", "look", "event_ask", "task_done")
TRAINING = ("培训", "学习班", "田间学校", "课", "实训", "研修")
INTERRUPTING = frozenset("help human progress emergency greet thanks privacy bind rate complaint".split())


async def add(turn: Turn, args: Arguments) -> None:
    """添加宣讲 主题；时间；地点；对象[；名额]."""
    plan = activity_drafts.read_plan(args.rest, turn.now)
    if args.is_confirmed and not plan.missing():
        await _announce(turn, plan)
    else:
        await _advance(turn, plan)


async def revise(turn: Turn, question: dict[str, Any]) -> bool:
    """限40个人, 改到下午两点, while the announcement waits for its yes: put right and read back again."""
    plan = activity_drafts.read_plan(question["rest"], turn.now)
    standing = datetime.fromisoformat(plan.starts_at) if plan.starts_at else None
    changes = activity_drafts.read_changes(turn.text, turn.now, standing, is_bare=True)
    if not changes and _names_people(turn):
        changes = [("audience", turn.text.strip(" 。"))]
    if not changes:
        return False
    for name, words in changes:
        activity_drafts.fill(plan, name, words, turn.now, standing if name == "when" else None)
    await _advance(turn, plan)
    return True


def _names_people(turn: Turn) -> bool:
    """梁平的柚农: others than those who were to be told."""
    words = turn.text.strip(" 。")
    if len(words) > LONGEST_AUDIENCE or _PEOPLE.search(words) is None:
        return False
    return activity_audience.read(words, turn.services, turn.now).is_known


async def go_on(turn: Turn, understood: Understanding) -> bool:
    """The next answer in the conversation; False where the words are something else."""
    question = turn.talk.asked()
    if not question or question["name"] != QUESTION:
        return False
    if read_answer(turn.text).kind in {"cancel", "no"}:
        turn.talk.settle()
        turn.say(wording.dropped())
        return True
    if understood.intent in INTERRUPTING and understood.intent_confidence > 0.8:
        return False
    plan = Plan(**question["plan"])
    if read_answer(turn.text).kind != "other" and len(turn.text.strip()) <= SHORTEST_PART:
        await _advance(turn, plan)  # 可以了, which names no part
        return True
    before = plan.to_state()
    act = read_act(turn.text, "staff")
    is_part = activity_drafts.shows_part(turn.text, plan.missing(), turn.now)
    if not is_part and (
        _TO_THOSE_WHO_COME.search(turn.text) or questions.asks(turn.text) or act.share(*_OF_ANOTHER) >= SURE
    ):
        return False  # 现在报了几家, 通知来的人带把剪子
    standing = datetime.fromisoformat(plan.starts_at) if plan.starts_at else None
    is_single = activity_drafts.COMMAS.search(turn.text) is None and ";" not in turn.text and "；" not in turn.text
    changes = activity_drafts.read_changes(turn.text, turn.now, standing, is_bare=False) if is_single else []
    if changes:
        for name, words in changes:
            activity_drafts.fill(plan, name, words, turn.now, standing if name == "when" else None)
    else:
        _take(plan, turn.text, turn.now)
    if plan.to_state() == before and not act.is_likely("event_new", "event_change"):
        return False  # 报名的有哪些人, of another one
    await _advance(turn, plan)
    return True


def _take(plan: Plan, text: str, now: datetime) -> None:
    """The first missing part, or several of them at once."""
    for name, words in activity_drafts.read_parts(text, plan.missing(), now):
        standing = datetime.fromisoformat(plan.starts_at) if plan.starts_at and name == "when" else None
        activity_drafts.fill(plan, name, words, now, standing)


async def _advance(turn: Turn, plan: Plan) -> None:
    missing = plan.missing()
    audience = activity_audience.read(plan.audience, turn.services, turn.now) if plan.audience else Audience()
    if missing:
        turn.talk.ask(QUESTION, plan=plan.to_state())
        is_time_wrong = missing[0] == "when" and plan.problem
        turn.say(plan.problem if is_time_wrong else wording.ask_part(missing[0], missing[1:]))
    elif not audience.is_known:
        words, plan.audience = plan.audience, ""
        turn.talk.ask(QUESTION, plan=plan.to_state())
        turn.say(wording.audience_unknown(words))
    else:
        await _ask_confirmation(turn, plan, audience)


async def _ask_confirmation(turn: Turn, plan: Plan, audience: Audience) -> None:
    activity = _activity(turn, plan, audience)
    if same := await _announced_already(turn, activity):
        turn.talk.settle()
        turn.say(wording.already_announced(same))
        return
    people = await _people(turn, activity)
    turn.talk.ask("confirm", command="添加宣讲", rest=plan.line())
    turn.say(wording.confirm(activity, plan.remark, len(people)))


def _activity(turn: Turn, plan: Plan, audience: Audience) -> Activity:
    return Activity(
        base=turn.person.staff_bases[0],
        title=plan.title,
        starts_at=datetime.fromisoformat(plan.starts_at),
        place=plan.place,
        audience=plan.audience,
        created_by=turn.person.id,
        created_at=turn.now,
        kind="training" if any(word in plan.title for word in TRAINING) else "briefing",
        places=plan.places,
        audience_roles=audience.roles,
        audience_fields=audience.fields,
        audience_places=audience.places,
    )


async def _announced_already(turn: Turn, activity: Activity) -> Activity | None:
    ahead = await turn.uow.activities.upcoming((activity.base,), turn.now, limit=100)
    key = (activity.title, activity.starts_at, activity.place)
    return next((one for one in ahead if (one.title, one.starts_at, one.place) == key), None)


async def _people(turn: Turn, activity: Activity) -> list[int]:
    audience = activity_audience.read(activity.audience, turn.services, turn.now)
    found: dict[int, None] = {}
    for group in audience.groups:
        picked = await turn.uow.people.audience(activity.base, group.roles, group.fields, group.places)
        found |= dict.fromkeys(picked)
    return [person_id for person_id in found if person_id != turn.person.id]


async def _announce(turn: Turn, plan: Plan) -> None:
    audience = activity_audience.read(plan.audience, turn.services, turn.now)
    activity = _activity(turn, plan, audience)
    if activity.starts_at <= turn.now:
        raise DomainError("activity_line", missing="以后的时间", example=wording.EXAMPLE)
    if same := await _announced_already(turn, activity):
        turn.say(wording.already_announced(same))
        return
    desk = Desk.of(turn)
    activity.id = await turn.uow.activities.add(activity)
    activity.move(ActivityStatus.ANNOUNCED)
    await turn.uow.activities.save(activity)
    await activities.watch(desk, activity)
    people = await _people(turn, activity)
    until = min(activity.starts_at, turn.now + ANSWER_WITHIN)
    prompts = [Prompt(one, PromptKind.SIGN_UP, turn.now, None, activity.id, until) for one in people]
    await turn.uow.work.prompt_many(prompts)
    await activities.tell(desk, activity, "announcement", people, Priority.ANNOUNCEMENT, places=activity.places)
    activities.talk_about(turn, activity)
    turn.say(wording.announced(activity, len(people)))
