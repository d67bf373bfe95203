"""Signing up and withdrawing: places as long as there are some, then the waiting list in its order."""

from __future__ import annotations

from dataclasses import replace

from domain.activities import Activity, SignUp, SignUpStatus
from domain.errors import DomainError
from domain.work import PromptKind
from handlers.activities import matters as activities
from handlers.desk import Desk
from handlers.turn import Turn
from handlers.wording import activities as wording
from nlu.dialogue.heads import Heads
from nlu.entities.people import SURNAME_PATTERN
from nlu.text.patterns import lazy_regex

MOST_HEADS = 100
NAME_QUESTION = "sign_up_name"
S = SignUpStatus
_GIVES_NAME = lazy_regex(
    rf"(?:名字|姓名|名单|我叫|她叫|他叫|写)(?:是|叫|写|[:：])*\s*(?P<name>{SURNAME_PATTERN}[\u4e00-\u9fff]{{1,2}})(?=$|[，,。！\s])"
)


async def sign_up(turn: Turn, activity_id: int, heads: Heads | None) -> None:
    """A place for so many people, or a turn on the waiting list; whoever has one already may change the number."""
    activity = await activities.locked(turn, activity_id)
    activity.check_open(turn.now)
    await turn.uow.work.close_prompts(person_id=turn.person.id, kind=PromptKind.SIGN_UP, ref_id=activity.id)
    mine = await turn.uow.activities.sign_up_of(activity.id, turn.person.id)
    wanted = _wanted(mine, heads)
    if mine is None or mine.status is S.WITHDRAWN:
        await _enter(turn, activity, mine, wanted)
    elif mine.status is S.WAITING:
        await _change_waiting(turn, activity, mine, wanted)
    else:
        await _change_heads(turn, activity, mine, wanted)


def _wanted(mine: SignUp | None, heads: Heads | None) -> int | None:
    """The number of people that is meant now; None where the words tell no number."""
    if heads is None:
        return None
    stands = mine.heads if mine is not None and mine.status in activities.COMING else 0
    count = stands + heads.count if heads.is_change and stands else abs(heads.count)
    if not 1 <= count <= MOST_HEADS:
        raise DomainError("heads_out_of_range", most=MOST_HEADS)
    return count


async def _enter(turn: Turn, activity: Activity, mine: SignUp | None, wanted: int | None) -> None:
    heads, free = wanted or 1, activity.free_places()
    is_in = free is None or heads <= free
    position = 0 if is_in else await turn.uow.activities.last_position(activity.id) + 1
    entry = SignUp(activity.id, turn.person.id, heads, S.SIGNED_UP if is_in else S.WAITING, turn.now, position)
    if mine is None:
        await turn.uow.activities.add_sign_up(entry)
    else:
        await turn.uow.activities.save_sign_up(replace(entry, id=mine.id))
    if is_in:
        turn.say(wording.signed_up(activity, heads))
    else:
        turn.say(wording.queued(activity, heads, activity.waiting, free or 0))
    await _ask_name(turn, activity.id)


async def _change_waiting(turn: Turn, activity: Activity, mine: SignUp, wanted: int | None) -> None:
    """Fewer people may find a place at once; more people go on waiting at their turn."""
    free = activity.free_places()
    mine.heads = wanted or mine.heads
    if free is None or mine.heads <= free:
        mine.status, mine.at = S.SIGNED_UP, turn.now
        turn.say(wording.signed_up(activity, mine.heads))
    else:
        turn.say(wording.already_waiting(activity, mine.heads, await _ahead(turn, mine)))
    await turn.uow.activities.save_sign_up(mine)


async def _ahead(turn: Turn, mine: SignUp) -> int:
    entries = await turn.uow.activities.sign_ups(mine.activity_id)
    return sum(one.heads for one in entries if one.status is S.WAITING and one.position < mine.position)


async def _change_heads(turn: Turn, activity: Activity, mine: SignUp, wanted: int | None) -> None:
    if wanted is None or wanted == mine.heads:
        turn.say(wording.already_in(activity, mine.heads))
        return
    free = activity.free_places()
    if free is not None and wanted - mine.heads > free:
        turn.say(wording.too_many_more(activity, mine.heads, free))
        return
    is_fewer = wanted < mine.heads
    mine.heads = wanted
    await turn.uow.activities.save_sign_up(mine)
    turn.say(wording.heads_changed(activity, wanted))
    if is_fewer:
        await move_up(Desk.of(turn), activity)


async def _ask_name(turn: Turn, activity_id: int) -> None:
    """A list at the door needs names; whoever gives none still comes."""
    understood = turn.understood
    given = _GIVES_NAME.search(turn.text)
    name = given["name"] if given else understood.names[0] if understood is not None and understood.names else None
    if turn.person.name is None and name is not None:
        turn.person.name = name
        await turn.uow.people.save(turn.person)
    question = turn.talk.asked()
    is_asked = question is not None and question["name"] == NAME_QUESTION and question["at"] == turn.now.isoformat()
    if turn.person.name is None and not turn.person.expert_ids and turn.talk.draft is None and not is_asked:
        turn.talk.ask(NAME_QUESTION, id=activity_id)
        turn.say(wording.ask_name())


async def withdraw(turn: Turn, activity_id: int, heads: Heads | None = None) -> None:
    """取消报名 3: the place goes to the first who waits; 少来一个 gives back so many."""
    activity = await activities.locked(turn, activity_id)
    mine = await turn.uow.activities.sign_up_of(activity.id, turn.person.id)
    if mine is None or mine.status is S.WITHDRAWN:
        raise DomainError("not_signed_up", activity=activity.id)
    if heads is not None and heads.is_change and 0 < mine.heads + heads.count < mine.heads:
        await sign_up(turn, activity_id, heads)
        return
    activity.check_open(turn.now)
    had_place = mine.status is not S.WAITING
    mine.status = S.WITHDRAWN
    await turn.uow.activities.save_sign_up(mine)
    moved_up = await move_up(Desk.of(turn), activity) if had_place else 0
    turn.say(wording.withdrawn(activity, moved_up) if had_place else wording.no_longer_waiting(activity))


async def move_up(desk: Desk, activity: Activity) -> int:
    """Whoever waits and fits gets a place, in order, and is told; the answer is how many."""
    now_standing = await desk.uow.activities.get(activity.id)
    free = now_standing.free_places() if now_standing else 0
    moved = 0
    entries = await desk.uow.activities.sign_ups(activity.id)
    waiting = sorted((one for one in entries if one.status is S.WAITING), key=lambda one: one.position)
    for one in waiting:
        if free is not None and one.heads > free:
            continue
        free = None if free is None else free - one.heads
        one.status = S.SIGNED_UP
        await desk.uow.activities.save_sign_up(one)
        await _tell_moved_up(desk, activity, one)
        moved += 1
    return moved


async def _tell_moved_up(desk: Desk, activity: Activity, one: SignUp) -> None:
    await desk.notify(
        "moved_up",
        one.person_id,
        subject=activities.subject_of(activity),
        revision=activity.revision,
        urgent=True,
        expires_at=activity.starts_at,
        **activities.facts(activity),
        heads=one.heads,
    )
