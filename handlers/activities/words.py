"""From plain words about activities (我报两个, 那个课我去不成了, 我到了) to what is meant by them."""

from __future__ import annotations

import re
from datetime import timedelta

from domain.errors import DomainError
from domain.visits import Visit, VisitStatus
from handlers.activities import attending as activity_attending
from handlers.activities import choice as activity_choice
from handlers.activities import listing as activity_listing
from handlers.activities import signing as activity_signing
from handlers.desk import Desk
from handlers.helping import messages
from handlers.reading import questions
from handlers.reading.hindrances import NO_TIME, unable
from handlers.turn import Arguments, Turn
from handlers.visits import meetings
from handlers.wording import activities as wording
from handlers.wording import remarks
from nlu.dialogue.heads import read_heads
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONG = 40
NEAR = timedelta(hours=3)
GOES_NOT = lazy_regex(
    r"不(?:想|能|得|再)?(?:来|去|参加|报)(?!得)(?:名)?了?"
    rf"|{unable('来去到')}|{NO_TIME}"
    r"|没(?:有)?法|名额(?:给|让)|少(?:来|去|报)"
)
WAS_NOT_THERE = lazy_regex(r"没(?:有|得空|空)?[去来](?:成|到|听)?[了的嘛哦]*[。！!]*$")
CALLS_OFF = lazy_regex(r"取消|退(?:出|掉|了|报)|不报")
GOES_AFTER_ALL = lazy_regex(
    r"要不要|来不来|去不去|报不报|不来不行|不去不行|取消了?[没吗不]|[能可].{0,3}取消.{0,2}[不吗没]"
    r"|[吗么?？]\s*$|(?:专家|老师|师傅|[他她])们?[不没还又]"
)
ABOUT_ACTIVITY = lazy_regex(r"宣讲|培训|讲座|活动|课|会(?:议|场)?|班|报名|名额|候补|那一?场|第.{1,3}场")
_OWN_COMING = lazy_regex(
    r"我(?:们)?(?:也|都|要|想|来|去|报|参加|自己)|算我|加我|给我报|本人|^(?:我)?(?:也)?报(?:个|一个)?名[吧了嘛。]*$"
)
SAYS_COMING = lazy_regex(
    r"报|参加|算我|加我|[来去]听|[想要]来|[想要]去|(?:我|我们|也)(?:就|也|要|还是|自己|一个人)*[来去]|留.{0,2}[位名]"
)
ASKS_PLACES = lazy_regex(
    r"(?:名额|位子|位置|座位|空位|空缺|名)[^，,。]{0,4}(?:没(?:得|有)?|不|好多|多少|几个)[了呢嘛哦啊?？]*$|(?:名额|位子|位置|座位|空位)(?:吗|么|呢)"
    r"|(?:报|坐|招)?满(?:员)?了?(?:没|吗|不)|(?:还|能不能|可不可以|可以|得行).{0,3}(?:报|参加|来听)(?:得(?:上|了|成))?(?:名)?(?:不|吗|么|没|得行)"
    r"|(?:可以|能|得行|可不可以|能不能|准不准).{0,4}(?:[去来]听|参加)|来得及|还(?:差|缺|剩)(?:好多|多少|几个)"
)
_OF_OTHERS = lazy_regex(
    r"^(?!我(?:和|跟|们|家|屋)).*?(?:[你您他她]|人家|别个|专家|老师|技术员|师傅|派|来人|人来|谁|哪个|叫.{1,6}[来去]|替|换|代|顶)"
)
HOW_TO = lazy_regex(r"(?:怎么|咋个?|如何|哪里|在哪|哪儿|啷个).{0,4}报|报名(?:链接|入口|方式|表|电话)")


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
        turn.talk.note("at_event", id=number)
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
        turn.talk.note("left_event", id=number)
        await activity_signing.withdraw(turn, number, heads)


async def signup_said(turn: Turn, understood: Understanding) -> None:
    """The intent signup: wants to come, or no longer, or asks how."""
    if turn.person.is_staff and not _OWN_COMING.search(turn.text):
        await activity_attending.attendance(turn, Arguments(activity_choice.said_number(turn.text)))
        return
    if await withdrawal_said(turn, understood):
        return
    goes_not = GOES_NOT.search(turn.text) or WAS_NOT_THERE.search(turn.text)
    if goes_not and not GOES_AFTER_ALL.search(turn.text):
        turn.say(wording.not_signed_up())
        return
    if ASKS_PLACES.search(turn.text) and await show_places(turn):
        return
    is_mere_question = questions.asks(turn.text) and not SAYS_COMING.search(turn.text)
    if is_mere_question and read_heads(turn.text) is None and await show_places(turn):
        return
    if HOW_TO.search(turn.text) and (ahead := await activity_listing.ahead(turn)):
        lines = [wording.line(one) for one in ahead[: activity_choice.SHOWN]]
        turn.say(wording.how_to(lines, ahead[0].id))
        return
    await sign_up(turn, Arguments(None, turn.text))


async def show_places(turn: Turn) -> bool:
    """那个培训还有名额没: asked, and nobody is put on the list by asking; False where nothing is on."""
    ahead = await activity_listing.ahead(turn)
    if ahead:
        meant = activity_choice.narrow(turn, turn.text, ahead)
        await activity_listing.show(turn, Arguments(meant[0].id) if len(meant) == 1 else Arguments())
        if len(meant) == 1:
            turn.talk.note("at_event", id=meant[0].id)
    return bool(ahead)


async def events_said(turn: Turn, understood: Understanding) -> None:
    """The intent events."""
    await activity_listing.show(turn, Arguments(activity_choice.said_number(turn.text)))


async def checkin_said(turn: Turn, understood: Understanding) -> None:
    """The intent checkin: at an activity, else at the door of whoever is visited; 今天来不到了 is neither."""
    if await withdrawal_said(turn, understood):
        return
    own = await turn.uow.activities.of_person(turn.person.id, turn.now - activity_attending.CLOSES)
    if not any(abs(one.starts_at - turn.now) <= NEAR for one, _ in own) and (visit := await _visit_now(turn)):
        await messages.pass_on(turn, Arguments(visit.demand_no, turn.text))
        return
    shared = [one.no for one in await meetings.mine(turn) if one.reporter_id == turn.person.id]
    if not own and len(shared) == 1:
        turn.say(remarks.arrived(shared[0]))  # 专家已到
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
    mine = [one for one, _ in await turn.uow.activities.of_person(turn.person.id, turn.now)]
    about = ABOUT_ACTIVITY.search(turn.text) is not None
    about = about or (bool(activity_choice.told_by_words(turn, turn.text, mine)) and not await meetings.mine(turn))
    says = GOES_NOT.search(turn.text) or (about and CALLS_OFF.search(turn.text))
    if not says or len(turn.text) > LONG:
        return False
    if not mine:
        return False
    if GOES_AFTER_ALL.search(turn.text):
        return about and await _reassure(turn)
    if not about and (_OF_OTHERS.search(turn.text) or await meetings.mine(turn)):
        return False
    await withdraw(turn, Arguments(None, turn.text))
    return True


async def _reassure(turn: Turn) -> bool:
    """培训取消了吗, asked by somebody who is to come: what stands is shown."""
    await activity_listing.show_mine(turn)
    return True
