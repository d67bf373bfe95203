"""From plain words about activities (我报两个, 那个课我去不成了, 我到了) to what is meant by them."""

from __future__ import annotations

import re
from datetime import timedelta

from domain.errors import DomainError
from domain.visits import Visit, VisitStatus
from domain.work import Prompt, PromptKind
from handlers import (
    activity_attending,
    activity_choice,
    activity_listing,
    activity_planning,
    activity_signing,
    askers,
    meetings,
)
from handlers.desk import Desk
from handlers.turn import Arguments, Turn
from handlers.wording import activities as wording
from nlu.answers import Answer
from nlu.heads import Heads, read_heads
from nlu.people import SURNAME_PATTERN
from nlu.understanding import Understanding

LONG = 40
FEW_WORDS = 8
NEAR = timedelta(hours=3)
GOES_NOT = re.compile(
    r"不(?:想|能|得|再)?(?:来|去|参加|报)(?!得)(?:名)?了?|[来去到]不(?:成|了|到|起|赢)"
    r"|没(?:有)?(?:空|时间|法)|名额(?:给|让)|少(?:来|去|报)"
)
CALLS_OFF = re.compile(r"取消|退(?:出|掉|了|报)|不报")
GOES_AFTER_ALL = re.compile(
    r"要不要|来不来|去不去|报不报|不来不行|不去不行|取消了?[没吗不]|[能可].{0,3}取消.{0,2}[不吗没]"
    r"|[吗么?？]\s*$|(?:专家|老师|师傅|[他她])们?[不没还又]"
)
ABOUT_ACTIVITY = re.compile(r"宣讲|培训|讲座|活动|课|会(?:议|场)?|班|报名|名额|候补|那一?场|第.{1,3}场")
HOW_TO = re.compile(r"(?:怎么|咋个?|如何|哪里|在哪|哪儿|啷个).{0,4}报|报名(?:链接|入口|方式|表|电话)")
COME = re.compile(
    r"(?:那|我|我们|咱们?)?(?:就|也|一定|肯定|要|想|都)*(?:来|去|报|报名|参加|报一?个|去听|来听)[的嘛噻哈啊吧了！!。~～]*"
)
NAME = re.compile(
    rf"(?:我?叫|姓名[:：是]?|名字[:：是叫]?|我是|写)?\s*(?P<name>{SURNAME_PATTERN}[\u4e00-\u9fff]{{1,2}})[。.!！]?"
)


async def sign_up(turn: Turn, args: Arguments) -> None:
    """报名 3 两个人; 报名 3个人 names people, not a number."""
    if args.number is not None and re.match(r"\s*(?:个|人|位|名|口)", args.rest):
        args = Arguments(rest=f"{args.number}{args.rest}")
    heads = read_heads(activity_choice.without_number(args.rest)) if args.rest else None
    number = args.number
    if number is None:
        ahead = await activity_listing.ahead(turn)
        if heads is not None and heads.is_change and (mine := await activity_listing.mine_of(turn)):
            ahead = [one for one in ahead if one.id in mine] or ahead
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
    if HOW_TO.search(turn.text) and (ahead := await activity_listing.ahead(turn)):
        lines = [wording.line(one) for one in ahead[: activity_choice.SHOWN]]
        turn.say(wording.how_to(lines, ahead[0].id))
        return
    await sign_up(turn, Arguments(None, turn.text))


async def events_said(turn: Turn, understood: Understanding) -> None:
    """The intent events."""
    await activity_listing.show(turn, Arguments(activity_choice.said_number(turn.text)))


async def checkin_said(turn: Turn, understood: Understanding) -> None:
    """The intent checkin: at an activity, else at the door of whoever is visited."""
    own = await turn.uow.activities.of_person(turn.person.id, turn.now - activity_attending.CLOSES)
    if not any(abs(one.starts_at - turn.now) <= NEAR for one, _ in own) and (visit := await _visit_now(turn)):
        await askers.pass_on(turn, Arguments(visit.demand_no, turn.text))
        return
    await activity_attending.check_in(turn, Arguments(None, turn.text))


async def _visit_now(turn: Turn) -> Visit | None:
    for demand in await meetings.mine(turn):
        for visit in await meetings.visits(Desk.of(turn), demand, VisitStatus.AGREED):
            if abs(visit.starts_at - turn.now) <= NEAR:
                return visit
    return None


async def withdrawal_said(turn: Turn, understood: Understanding) -> bool:
    """我去不成了, where this person is to come to something and nothing else can be meant."""
    about = ABOUT_ACTIVITY.search(turn.text) is not None
    says = GOES_NOT.search(turn.text) or (about and CALLS_OFF.search(turn.text))
    if not says or len(turn.text) > LONG:
        return False
    mine = await turn.uow.activities.of_person(turn.person.id, turn.now)
    if not mine:
        return False
    if GOES_AFTER_ALL.search(turn.text):
        return about and await _reassure(turn)
    if not about and await meetings.mine(turn):
        return False
    await withdraw(turn, Arguments(None, turn.text))
    return True


async def _reassure(turn: Turn) -> bool:
    """培训取消了吗, asked by somebody who is to come: what stands is shown."""
    await activity_listing.show_mine(turn)
    return True


async def answer_question(turn: Turn, understood: Understanding) -> bool:
    """What was asked about activities last: which one, a part of an announcement, a name for the list."""
    question = turn.talk.asked()
    if not question:
        return False
    if question["name"] == activity_planning.QUESTION:
        return await activity_planning.go_on(turn, understood)
    if question["name"] == activity_signing.NAME_QUESTION:
        return await _take_name(turn, int(question["id"]))
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


async def _take_name(turn: Turn, activity_id: int) -> bool:
    """A name, or the number of people said a little later."""
    plain = turn.text.strip()
    found = NAME.fullmatch(plain)
    if found is None:
        heads = read_heads(plain) if len(plain) <= FEW_WORDS and not plain.isdigit() else None
        if heads is not None:
            await activity_signing.sign_up(turn, activity_id, heads)
        return heads is not None
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
