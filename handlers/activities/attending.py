"""At the door: checking in, and the list of who comes and who came."""

from __future__ import annotations

from datetime import timedelta

from domain.activities import Activity, ActivityStatus, SignUp, SignUpStatus
from domain.errors import DomainError
from handlers.activities import choice as activity_choice
from handlers.activities import matters as activities
from handlers.turn import Arguments, Turn
from handlers.wording import activities as wording
from handlers.wording import common
from nlu.dialogue.heads import Heads, read_heads

OPENS, CLOSES = timedelta(hours=2), timedelta(hours=12)
NAMES_SHOWN = 80
S = SignUpStatus


async def check_in(turn: Turn, args: Arguments) -> None:
    """签到 3; without a number the one that is on now, own sign-ups first."""
    heads = read_heads(activity_choice.without_number(args.rest))
    number = args.number if args.number is not None else activity_choice.said_number(args.rest)
    if number is None:
        number = await _on_now(turn, args.rest, heads)
    if number is not None:
        await check_in_to(turn, number, heads)


async def _on_now(turn: Turn, text: str, heads: Heads | None) -> int | None:
    mine = [one for one, _ in await turn.uow.activities.of_person(turn.person.id, turn.now - CLOSES)]
    begun = [one for one in mine if one.starts_at - OPENS <= turn.now]
    if not begun and mine:
        raise _too_early(mine[0])
    if not begun:
        ahead = await turn.uow.activities.upcoming(activities.visible_bases(turn), turn.now - CLOSES)
        begun = [one for one in ahead if one.starts_at - OPENS <= turn.now]
    if not begun:
        turn.say(wording.nothing_to_check_in())
        return None
    count = heads.count if heads else None
    return await activity_choice.choose(turn, "check_in", text, begun, heads=count)


def _too_early(activity: Activity) -> DomainError:
    return DomainError("check_in_early", activity=activity.id, moment=common.moment(activity.starts_at))


async def check_in_to(turn: Turn, activity_id: int, heads: Heads | None) -> None:
    """Whoever comes is counted, also who waited or had not signed up."""
    activity = await activities.locked(turn, activity_id)
    _check_window(turn, activity)
    mine = await turn.uow.activities.sign_up_of(activity.id, turn.person.id)
    if mine is not None and mine.status is S.CHECKED_IN:
        turn.say(wording.already_checked_in(activity))
        return
    count = heads.count if heads and heads.count > 0 else None
    if mine is None:
        mine = SignUp(activity.id, turn.person.id, count or 1, S.CHECKED_IN, turn.now)
        await turn.uow.activities.add_sign_up(mine)
    else:
        mine.heads = count or (1 if mine.status is S.WITHDRAWN else mine.heads)
        mine.status = S.CHECKED_IN
        await turn.uow.activities.save_sign_up(mine)
    turn.say(wording.checked_in(activity, mine.heads))


def _check_window(turn: Turn, activity: Activity) -> None:
    if activity.status is ActivityStatus.CANCELLED:
        raise DomainError("activity_cancelled", activity=activity.id)
    if turn.now < activity.starts_at - OPENS:
        raise _too_early(activity)
    if turn.now > activity.starts_at + CLOSES:
        raise DomainError("check_in_late", activity=activity.id)


async def attendance(turn: Turn, args: Arguments) -> None:
    """名单 3: names only."""
    if args.number is None:
        await _choose_list(turn)
        return
    activity = await activities.steered(turn, args.number, "名单 3")
    activities.talk_about(turn, activity)
    entries = await turn.uow.activities.sign_ups(activity.id)
    groups = [
        (name, sum(one.heads for one in entries if one.status is status), await _names(turn, entries, status))
        for name, status in (("已签到", S.CHECKED_IN), ("已报名", S.SIGNED_UP), ("候补", S.WAITING))
    ]
    turn.say(wording.attendance(activity, groups))


async def _choose_list(turn: Turn) -> None:
    ahead = await turn.uow.activities.upcoming(turn.person.staff_bases, turn.now - CLOSES)
    if not ahead:
        raise DomainError("number_needed", example="名单 3")
    if len(ahead) == 1:
        await attendance(turn, Arguments(ahead[0].id))
        return
    turn.say("\n".join([wording.WHICH_LIST, *(wording.staff_line(one) for one in ahead)]))


async def _names(turn: Turn, entries: list[SignUp], status: S) -> list[str]:
    chosen = [one for one in entries if one.status is status]
    chosen.sort(key=lambda one: (one.position, one.at, one.id) if status is S.WAITING else (0, one.at, one.id))
    names = [await _name(turn, one) for one in chosen[:NAMES_SHOWN]]
    return [*names, f"等 {len(chosen)} 位"] if len(chosen) > NAMES_SHOWN else names


async def _name(turn: Turn, entry: SignUp) -> str:
    person = await turn.uow.people.get(entry.person_id)
    name = person.name if person else None
    if person is not None and name is None and person.expert_ids:
        expert = await turn.uow.experts.get(person.expert_ids[0])
        name = expert.name if expert else None
    if name is None:
        trade = common.ROLE.get((person.trade if person else None) or "", "未留姓名")
        place = common.short_place((person.place_name if person else None) or "")
        name = f"{trade}（{place}）" if place else trade
    return name if entry.heads == 1 else f"{name} {entry.heads} 人"
