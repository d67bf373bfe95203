"""What every handler of activities shares: which one is meant, who is told what, and when people are reminded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from domain.activities import Activity, ActivityStatus, SignUpStatus
from domain.errors import DomainError
from domain.notices import Notice, Priority
from domain.reminders import reminder_times
from domain.work import Due, DueKind, DueStatus, PromptKind
from handlers.desk import Desk
from handlers.turn import Turn
from handlers.wording import common

COUNTED_AFTER = timedelta(hours=4)
COMING = frozenset({SignUpStatus.SIGNED_UP, SignUpStatus.WAITING})


def subject_of(activity: Activity) -> str:
    """How reminders and notices name an activity."""
    return f"activity:{activity.id}"


def visible_bases(turn: Turn) -> tuple[str, ...]:
    """The bases whose activities this person may come to."""
    pool = turn.rules.pool_of(turn.base.name)
    return tuple(dict.fromkeys([*turn.person.staff_bases, *(grant.base for grant in turn.person.grants), *pool]))


async def locked(turn: Turn, activity_id: int) -> Activity:
    """The activity of that number; nobody else changes it until this unit ends."""
    activity = await turn.uow.activities.lock(activity_id)
    if activity is None or activity.status is ActivityStatus.PLANNED or activity.base not in visible_bases(turn):
        raise DomainError("activity_unknown", activity=activity_id)
    return activity


async def steered(turn: Turn, number: int | None, example: str) -> Activity:
    """An activity of the bases this person steers, for staff."""
    if number is None:
        raise DomainError("number_needed", example=example)
    activity = await turn.uow.activities.lock(number)
    if activity is None or activity.base not in turn.person.staff_bases:
        raise DomainError("activity_unknown", activity=number)
    return activity


def talk_about(turn: Turn, activity: Activity) -> None:
    """The one that staff announced, changed or looked at last: 改到下午两点 means it."""
    turn.talk.note("event", id=activity.id)


def facts(activity: Activity) -> dict[str, Any]:
    """What every notice about an activity says."""
    return {
        "activity": activity.id,
        "title": activity.title,
        "when": common.moment(activity.starts_at),
        "at": common.short_moment(activity.starts_at),
        "place": activity.place,
    }


async def tell(
    desk: Desk, activity: Activity, kind: str, people: Sequence[int], priority: Priority, **fields: Any
) -> None:
    """One notice to many; what nobody asked for at this moment waits until quiet hours are over."""
    released = desk.rules.quiet_hours.release(desk.now)
    waits = priority is not Priority.ANSWER and desk.now < released < activity.starts_at
    template = Notice(
        kind=kind,
        person_id=0,
        fields={**facts(activity), **fields},
        subject=subject_of(activity),
        revision=activity.revision,
        priority=priority,
        due_at=released if waits else None,
        expires_at=activity.starts_at if activity.starts_at > desk.now else None,
    )
    if people:
        await desk.uow.notices.fan_out(template, people, desk.now)


async def coming(desk: Desk, activity: Activity, statuses: frozenset[SignUpStatus] = COMING) -> list[int]:
    """The people who hold a place or wait for one."""
    return [one.person_id for one in await desk.uow.activities.sign_ups(activity.id) if one.status in statuses]


async def drop_waiting(desk: Desk, activity: Activity, *kinds: str) -> None:
    """What was on its way for the activity as it stood makes no sense any more."""
    await desk.uow.work.unschedule(subject_of(activity))
    await desk.uow.notices.drop(subject=subject_of(activity), kinds=kinds)


async def watch(desk: Desk, activity: Activity) -> None:
    """Reminders for whoever has a place by then, and the count for whoever announced it."""
    rules = desk.rules
    calendar = rules.base_for(None, activity.base).calendar
    times = reminder_times(activity.starts_at, desk.now, rules.activity_reminders, calendar, rules.quiet_hours)
    subject, kind = subject_of(activity), DueKind.ACTIVITY_REMINDER
    dues = [Due(kind, subject, at, None, activity.revision, activity.starts_at) for at in times]
    counted = rules.quiet_hours.release(activity.starts_at + COUNTED_AFTER)
    await desk.uow.work.schedule([*dues, Due(kind, subject, counted, None, activity.revision)])


async def remind(desk: Desk, due: Due) -> DueStatus:
    """A due moment of an activity: dead where the activity has moved on, skipped once it has begun."""
    activity = await desk.uow.activities.lock(int(due.subject.partition(":")[2]))
    if activity is None or activity.status is not ActivityStatus.ANNOUNCED or activity.revision != due.revision:
        return DueStatus.DEAD
    if due.due_at > activity.starts_at:
        await _count(desk, activity)
        return DueStatus.FIRED
    if desk.now >= activity.starts_at:
        return DueStatus.SKIPPED
    people = await coming(desk, activity, frozenset({SignUpStatus.SIGNED_UP}))
    await tell(desk, activity, "activity_reminder", people, Priority.REMINDER)
    return DueStatus.FIRED


async def _count(desk: Desk, activity: Activity) -> None:
    """It is over: whoever announced it hears how many came."""
    activity.move(ActivityStatus.HELD)
    await desk.uow.activities.save(activity)
    await desk.uow.work.close_prompts(kind=PromptKind.SIGN_UP, ref_id=activity.id)
    await desk.notify(
        "activity_held",
        activity.created_by,
        subject=subject_of(activity),
        **facts(activity),
        signed_up=activity.signed_up,
        checked_in=activity.checked_in,
    )
