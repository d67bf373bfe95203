"""Changing and cancelling an activity: whoever signed up is told, reminders move with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.activities import Activity, ActivityStatus
from domain.errors import DomainError
from domain.notices import Priority
from domain.work import PromptKind
from handlers.activities import matters as activities
from handlers.activities import signing as activity_signing
from handlers.activities.holding import audience as activity_audience
from handlers.activities.holding import drafts as activity_drafts
from handlers.activities.holding import times as activity_times
from handlers.desk import Desk
from handlers.turn import Arguments, Turn
from handlers.wording import activity_planning as wording
from handlers.wording import common
from nlu.text.patterns import lazy_regex

NEXT_PART = lazy_regex(r"[；;\n]|[，,\s](?=(?:主题|时间|地点|地方|对象|名额|人数)\s*[=＝:：])")


async def change(turn: Turn, args: Arguments) -> None:
    """改宣讲 3 时间=…；地点=…"""
    activity = await activities.steered(turn, args.number, "改宣讲 3 时间=12月2日上午9点")
    activity.check_open(turn.now)
    before = replace(activity)
    names = [_change(turn, activity, part) for part in _parts(activity, args.rest, turn.now)]
    if activity == before:
        turn.say(wording.unchanged(activity))
        return
    desk, is_told = Desk.of(turn), activities.facts(activity) != activities.facts(before)
    activity.revision += 1
    await turn.uow.activities.save(activity)
    moved_up = await activity_signing.move_up(desk, activity)
    people = await _tell_change(desk, before, activity) if is_told else []
    if not is_told:
        await _watch_again(desk, activity)
    activities.talk_about(turn, activity)
    what = common.joined([wording.PART.get(name, "名额") for name in dict.fromkeys(names)])
    turn.say(wording.changed(activity, what, len(people), moved_up, is_told=is_told))


def _parts(activity: Activity, text: str, now: datetime) -> list[tuple[str, str]]:
    """Key and value of each part; words with a time in them mean the time, 换到拔山镇 the place."""
    if changes := activity_drafts.read_changes(text, now, activity.starts_at, is_bare=True):
        return changes
    found = []
    for piece in (part.strip() for part in NEXT_PART.split(text) if part.strip()):
        label = activity_drafts.LABEL.match(piece)
        if label:
            found.append((activity_drafts.KEYS[label[1]], label[2]))
        elif _names_time(piece, now, activity.starts_at):
            found.append(("when", piece))
    if not found:
        raise DomainError("activity_change", activity=activity.id)
    return found


def _names_time(piece: str, now: datetime, standing: datetime) -> bool:
    return activity_times.has_time(piece, now) or activity_times.read_start(piece, now, standing).at is not None


def _change(turn: Turn, activity: Activity, part: tuple[str, str]) -> str:
    name, value = part
    words = " ".join(value.split()).strip("，,。.；;")
    if name == "when":
        _change_start(activity, words, turn.now)
    elif name == "places":
        _change_places(activity, words)
    elif name == "audience":
        _change_audience(turn, activity, words)
    else:
        setattr(activity, name, words[: activity_drafts.LONGEST[name]])
    return name


def _change_start(activity: Activity, words: str, now: datetime) -> None:
    start = activity_times.moved(words, now, activity.starts_at)
    if start.at is None:
        raise DomainError("activity_time", problem=start.problem)
    activity.starts_at = start.at


def _change_places(activity: Activity, words: str) -> None:
    places = activity_drafts.read_places(words, activity.places)
    if places is None:
        raise DomainError("activity_change", activity=activity.id)
    if places and places < activity.signed_up:
        raise DomainError("activity_places", activity=activity.id, signed_up=activity.signed_up)
    activity.places = places or None


def _change_audience(turn: Turn, activity: Activity, words: str) -> None:
    audience = activity_audience.read(words, turn.services, turn.now)
    if not audience.is_known:
        raise DomainError("activity_time", problem=wording.audience_unknown(words))
    activity.audience = words
    activity.audience_roles, activity.audience_fields = audience.roles, audience.fields
    activity.audience_places = audience.places


async def _watch_again(desk: Desk, activity: Activity) -> None:
    await activities.drop_waiting(desk, activity, "activity_reminder", "activity_moved")
    await activities.watch(desk, activity)


async def _tell_change(desk: Desk, before: Activity, activity: Activity) -> list[int]:
    await _watch_again(desk, activity)
    people = await activities.coming(desk, activity)
    old = activities.facts(before)
    fields = {"old_when": old["when"], "old_place": old["place"], "old_title": old["title"]}
    await activities.tell(desk, activity, "activity_moved", people, Priority.ANSWER, **fields)
    return people


async def tell_all(turn: Turn, args: Arguments) -> None:
    """宣讲通知 3 请带身份证: to everybody who signed up or waits."""
    activity = await activities.steered(turn, args.number, "宣讲通知 3 请带身份证")
    activity.check_open(turn.now)
    words = args.rest.strip()
    if not words:
        raise DomainError("text_needed", example=f"宣讲通知 {activity.id} 请带身份证")
    people = [one for one in await activities.coming(Desk.of(turn), activity) if one != turn.person.id]
    activities.talk_about(turn, activity)
    text = wording.told_all(activity, words)
    await activities.tell(Desk.of(turn), activity, "text", people, Priority.ANSWER, text=text)
    turn.say(wording.told_to(activity, len(people)))


async def cancel(turn: Turn, args: Arguments) -> None:
    """取消宣讲 3 [原因]: asked once, with the number of people."""
    activity = await activities.steered(turn, args.number, "取消宣讲 3")
    activity.check_open(turn.now)
    desk = Desk.of(turn)
    people = await activities.coming(desk, activity)
    if not args.is_confirmed:
        turn.talk.ask("confirm", command="取消宣讲", number=activity.id, rest=args.rest)
        turn.say(wording.confirm_cancel(activity, len(people)))
        return
    activity.move(ActivityStatus.CANCELLED)
    await turn.uow.activities.save(activity)
    await activities.drop_waiting(desk, activity)
    await turn.uow.work.close_prompts(kind=PromptKind.SIGN_UP, ref_id=activity.id)
    reason = common.cut(args.rest, 40)
    await activities.tell(desk, activity, "activity_cancelled", people, Priority.ANSWER, reason=reason)
    turn.say(wording.cancelled(activity, len(people)))
