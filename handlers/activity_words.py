"""Activities in chat: the list, and from plain words (我报两个, 那个课我去不成了, 我到了) to what is meant by them."""

from __future__ import annotations

import re

from domain.activities import Activity, SignUp, SignUpStatus
from domain.calendar import SHANGHAI
from domain.errors import DomainError
from domain.work import Prompt, PromptKind
from handlers import access, activities, activity_attending, activity_choice, activity_planning, activity_signing
from handlers.turn import Arguments, Turn
from handlers.wording import activities as wording
from handlers.wording import common
from nlu.answers import Answer
from nlu.heads import Heads, read_heads
from nlu.people import SURNAME_PATTERN
from nlu.understanding import Understanding

SURE = 0.5
WITHDRAW = re.compile(
    r"不(?:想|能|得|再)?(?:来|去|参加|报|到)(?!得)(?:名)?了?|[来去到]不(?:成|了|到|起)|取消|退(?:出|掉|了|报)"
    r"|没(?:有)?(?:空|时间|法)|名额(?:给|让)|来不赢|少(?:来|去|报)"
)
NOT_WITHDRAW = re.compile(
    r"要不要|来不来|去不去|报不报|不来不行|不去不行|取消了?[没吗不]|[能可].{0,3}取消.{0,2}[不吗没]"
)
ABOUT_ACTIVITY = re.compile(r"宣讲|培训|讲座|活动|课|会(?:议|场)?|班|报名|名额|候补|那一?场|第.{1,3}场")
HOW_TO = re.compile(r"(?:怎么|咋个?|如何|哪里|在哪|哪儿|啷个).{0,4}报|报名(?:链接|入口|方式|表|电话)")
COME = re.compile(
    r"(?:那|我|我们|咱们?)?(?:就|也|一定|肯定|要|想|都)*(?:来|去|报|报名|参加|报一?个|去听|来听)[的嘛噻哈啊吧了！!。~～]*"
)
NAME = re.compile(
    rf"(?:我?叫|姓名[:：是]?|名字[:：是叫]?|我是|写)?\s*(?P<name>{SURNAME_PATTERN}[\u4e00-\u9fff]{{1,2}})[。.!！]?"
)


async def show(turn: Turn, args: Arguments) -> None:
    """宣讲: what is on; 宣讲 3: that one."""
    mine = await _mine(turn)
    if args.number is not None:
        activity = await activities.locked(turn, args.number)
        activity.check_open(turn.now)
        turn.say(wording.detail(activity, _mark(mine.get(activity.id))))
        return
    ahead = await _ahead(turn)
    understood = turn.understood if not args.rest else turn.services.understand(args.rest, turn.now)
    about = _about(turn, understood)
    if not ahead:
        turn.say(wording.none_listed(about))
        return
    fitting = [one for one in ahead if _fits(turn, one, understood)] if about and understood else ahead
    shown = (fitting or ahead)[: activity_choice.SHOWN]
    lines = [wording.line(one, _mark(mine.get(one.id))) for one in shown]
    turn.say(wording.listed(lines, wording.lead(about, is_fitting=bool(fitting)), shown[0].id))


async def _ahead(turn: Turn) -> list[Activity]:
    return await turn.uow.activities.upcoming(activities.visible_bases(turn), turn.now)


async def _mine(turn: Turn) -> dict[int, SignUp]:
    return {one.id: entry for one, entry in await turn.uow.activities.of_person(turn.person.id, turn.now)}


def _mark(entry: SignUp | None) -> str:
    if entry is None:
        return ""
    is_waiting = entry.status is SignUpStatus.WAITING
    return wording.mark_waiting(entry.heads) if is_waiting else wording.mark_signed(entry.heads)


def _about(turn: Turn, understood: Understanding | None) -> str:
    """What the list is asked about: days, a place, a field."""
    if understood is None:
        return ""
    times = "".join(one.text for one in understood.times[:1] if one.start)
    place = common.short_place(understood.place.name) if understood.place else ""
    guess = understood.field
    field = (guess.second or guess.name) if guess and understood.tags and guess.confidence >= SURE else ""
    return times + place + field


def _fits(turn: Turn, activity: Activity, understood: Understanding) -> bool:
    day = activity.starts_at.astimezone(SHANGHAI)
    for one in understood.times[:1]:
        end = one.end or one.start
        if one.start and end and not one.start.date() <= day.date() <= end.date():
            return False
    if (place := understood.place) is not None:
        names = {common.short_place(place.name).rstrip("县区市"), place.town or place.name}
        is_there = any(name in activity.place for name in names)
        if not is_there and not any(place.code.startswith(code) for code in activity.audience_places):
            return False
    guess = understood.field
    if guess is None or not understood.tags or guess.confidence < SURE:
        return True
    return activity_choice.fits_field(turn, activity, guess.second, guess.code)


async def sign_up(turn: Turn, args: Arguments) -> None:
    """报名 3 两个人; 报名 3个人 names people, not a number."""
    if args.number is not None and re.match(r"\s*(?:个|人|位|名|口)", args.rest):
        args = Arguments(rest=f"{args.number}{args.rest}")
    heads = read_heads(activity_choice.without_number(args.rest)) if args.rest else None
    number = args.number
    if number is None:
        ahead = await _ahead(turn)
        if not ahead:
            turn.say(wording.none_listed(""))
            return
        detail = {"heads": heads.count if heads else None, "is_change": bool(heads and heads.is_change)}
        number = await activity_choice.choose(turn, "sign_up", args.rest, ahead, **detail)
    if number is not None:
        await activity_signing.sign_up(turn, number, heads)


async def withdraw(turn: Turn, args: Arguments) -> None:
    """取消报名 3."""
    heads = read_heads(activity_choice.without_number(args.rest)) if args.rest else None
    number = args.number
    if number is None:
        mine = [one for one, _ in await turn.uow.activities.of_person(turn.person.id, turn.now)]
        if not mine:
            raise DomainError("no_sign_up")
        number = await activity_choice.choose(turn, "withdraw", args.rest, mine)
    if number is not None:
        await activity_signing.withdraw(turn, number, heads)


async def signup_said(turn: Turn, understood: Understanding) -> None:
    """The intent signup: wants to come, or no longer, or asks how."""
    if await withdrawal_said(turn, understood):
        return
    if HOW_TO.search(turn.text) and (ahead := await _ahead(turn)):
        lines = [wording.line(one) for one in ahead[: activity_choice.SHOWN]]
        turn.say(wording.how_to(lines, ahead[0].id))
        return
    await sign_up(turn, Arguments(None, turn.text))


async def events_said(turn: Turn, understood: Understanding) -> None:
    """The intent events."""
    await show(turn, Arguments(activity_choice.said_number(turn.text)))


async def checkin_said(turn: Turn, understood: Understanding) -> None:
    """The intent checkin."""
    await activity_attending.check_in(turn, Arguments(None, turn.text))


async def withdrawal_said(turn: Turn, understood: Understanding) -> bool:
    """我去不成了, where this person is to come to something and nothing else can be meant."""
    if not WITHDRAW.search(turn.text) or NOT_WITHDRAW.search(turn.text):
        return False
    mine = await turn.uow.activities.of_person(turn.person.id, turn.now)
    if not mine:
        return False
    is_plain = ABOUT_ACTIVITY.search(turn.text) is not None
    if not is_plain and (await access.open_demands(turn) or await access.demands_in_hand(turn)):
        return False
    await withdraw(turn, Arguments(None, turn.text))
    return True


async def answer_question(turn: Turn, understood: Understanding) -> bool:
    """What was asked about activities last: which one, a part of an announcement, a name for the list."""
    question = turn.talk.asked()
    if not question:
        return False
    if question["name"] == activity_planning.QUESTION:
        return await activity_planning.go_on(turn, understood)
    if question["name"] == activity_signing.NAME_QUESTION:
        return await _take_name(turn)
    if question["name"] != activity_choice.QUESTION:
        return False
    number = activity_choice.read_answer(turn, question["ids"])
    if number is None:
        return False
    turn.talk.settle()
    heads = Heads(question["heads"], bool(question.get("is_change"))) if question.get("heads") else None
    if question["action"] == "sign_up":
        await activity_signing.sign_up(turn, number, heads)
    elif question["action"] == "withdraw":
        await activity_signing.withdraw(turn, number)
    else:
        await activity_attending.check_in_to(turn, number, heads)
    return True


async def _take_name(turn: Turn) -> bool:
    found = NAME.fullmatch(turn.text.strip())
    if found is None:
        return False
    turn.talk.settle()
    turn.person.name = found["name"]
    await turn.uow.people.save(turn.person)
    turn.say(wording.name_kept(found["name"]))
    return True


async def answer_announcement(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """要得，我来 to an announcement; politeness is not consent."""
    heads = read_heads(turn.text) if not turn.text.strip().isdigit() else None
    comes = short.kind == "yes" or COME.fullmatch(turn.text.strip()) is not None
    if short.kind == "no":
        activity = await turn.uow.activities.get(prompt.ref_id or 0)
        if activity is None or await _others_wait(turn):
            return False
        await turn.uow.work.close_prompts(person_id=turn.person.id, kind=PromptKind.SIGN_UP, ref_id=prompt.ref_id)
        turn.say(wording.declined(activity))
        return True
    if not comes or understood.demand_no is not None:
        return False
    if short.kind == "yes" and understood.intent not in {"signup", "claim"} and await _others_wait(turn):
        turn.say(wording.several_wait(prompt.ref_id or 0))
        return True
    await activity_signing.sign_up(turn, prompt.ref_id or 0, heads)
    return True


async def _others_wait(turn: Turn) -> bool:
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    return any(prompt.kind is not PromptKind.SIGN_UP for prompt in prompts)
