"""What is heard before a message is taken for its intent: worries, signs without words, second thoughts, remarks."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import access
from handlers.activities import asides as activity_asides
from handlers.conversation import explaining, following, moods, openings, revival, side_questions, strangers
from handlers.conversation.remarking import remarks
from handlers.helping import greeting, progress, staff_calls
from handlers.needs import details, drafting, intake, naming
from handlers.reading import questions, signs
from handlers.turn import Arguments, Turn
from handlers.visits import standing
from handlers.wording import common, welcoming
from handlers.wording import remarks as wording
from nlu.dialogue.answers import read_answer
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

HALF_SURE = 0.6
_PUZZLED = lazy_regex(r"[?？.。…]")
_BARE_NUMBER = lazy_regex(r"\s*[#＃]?\s*(?:\d{1,3}|[一二三四五六七八九十])\s*[.。]?\s*")
_HEARD = lazy_regex(
    r"(?:听|看|收)(?:到|见|得到)(?:了)?(?:没|吗|不)|在不在|^[喂诶哎\s，,]+$|^人呢|^在(?:吗|么|没|不)|^在[?？]+$|发(?:出去|过去)?了(?:没(?:有|得)?|吗|不)[?？。]*$|有人(?:吗|没|不|在)|(?:发|拍|传)(?:给)(?:你|您)们?了|^(?:有人)?[？?]*$"
)
_CALLS = lazy_regex(r"^(?:喂|诶|哎|你好|您好|老师|[\s，,。.！!])+")
_WHERE = lazy_regex(r"^(?:我们?|俺|咱)?(?:这边|这里)?(?:是|在|住|家|屋|来自)*|(?:这边|这里|那边|的?人|在住|老家)$")
ENOUGH = 4
_CLAUSE = lazy_regex(r"[，,。.！!\s]+")
_STAMMERS = lazy_regex(r"^(?:哎呀?|诶|呃|额|嗯|哦|那个|这个|就是|我们?|是|在|的)+")
_INTRODUCES = lazy_regex(
    r"(?:您好|你好|老师好|各位好)?[，,！! ]*(?:我|我们|这里|这边)(?:是|叫|在)[^，,。]{2,24}"
    r"(?:的|护士长?|医生|院长|主任|科长|书记|支书|镇长|村长|老师|校长|经理|老板|负责人|工作人员|秘书|干部)"
)
_WHAT_YOU_ARE = lazy_regex(
    r"你(?:到底)?是(?:不是)?(?:个)?(?:真人|活人|机器|电脑|人工智能).{0,2}(?:还是|吗|嘛|嗦|吧|[？?]|$)"
    r"|你(?:是)?(?:叫|姓)个?(?:啥子?|什么|哪样)(?:名字?)?[哦嘛呀啊呢？?。]*$"
)
_SEES = lazy_regex(
    r"(?:啥|什么|啷个|咋|怎么|哪样).{0,3}(?:病|虫|东西|回事|问题|了|办|草|毛病)|看(?:一?下|哈|看)|帮(?:我|忙)|认|这个|图"
)
_POLITE_START = lazy_regex(
    r"^(?:(?:各位|老师|领导|专家|同志|你们|请问)*(?:谢谢|多谢|感谢|好的?|要得|可以|嗯|哦|收到|您好|你好|老师好|在吗|辛苦了?)(?:您|你|哈|了|啊|呀|老师|大家|你们|您们)*"
    r"[，,。.！!~～、\s]+)+(?:还有|另外|对了|顺便)?[，,\s]*(?P<rest>.{5,})$",
    re.S,
)
_TURNS_TO = lazy_regex(
    r"^(?:算了|好了)?[，,\s]*(?:先)?不(?:说|管|提|讲|(?P<off>弄|搞|办|问|报))(?:这个|那个|它|了|嘛)*[，,。\s]+(?P<rest>.{4,})$",
    re.S,
)
SHOWS = frozenset("help other ask answer look confirm deny rate complete message leave edit".split())
POLITE = frozenset("thanks greet confirm deny other".split())


async def hear(turn: Turn, understood: Understanding) -> bool:
    """True where the words were answered here and mean no more than that."""
    if await side_questions.hear_overview(turn):
        return True
    if openings.hear_foreign(turn) or openings.hear_what_is_not_told(turn, understood):
        return True
    if explaining.hear(turn) or openings.hear_worry(turn, understood) or await moods.hear(turn, understood):
        return True
    if await _hear_sign(turn, understood) or openings.hear_beginning(turn):
        return True
    is_of_bot = understood.intent in {"help", "other", "greet", "ask"} or _WHAT_YOU_ARE.search(turn.text)
    if is_of_bot and openings.hear_curiosity(turn, understood):
        return True
    if await openings.hear_identity(turn, understood):
        return True
    if openings.hear_wish_to_serve(turn) or await openings.hear_secrecy(turn) or await _hear_link(turn, understood):
        return True
    if await staff_calls.hear_number(turn, understood) or await activity_asides.hear(turn, understood):
        return True
    if await revival.hear(turn, understood) or await remarks.hear(turn, understood):
        return True
    if await side_questions.hear(turn, understood):
        return True
    if not await access.open_demands(turn) and openings.hear_grumble(turn, understood):
        return True
    if await hear_turn_to(turn):
        return True
    if await _hear_need_after_thanks(turn, understood) or await moods.hear_chat(turn, understood):
        return True
    if await following.hear(turn, understood):
        return True
    if await details.hear(turn, understood):
        return True
    if await _hear_introduction(turn, understood) or await _hear_first_piece(turn, understood):
        return True
    return await strangers.hear(turn, understood)


def _is_nod(turn: Turn, understood: Understanding) -> bool:
    """好的, with nothing to agree to."""
    return understood.intent in {"confirm", "other", "greet"} and read_answer(turn.text).kind in {"yes", "polite"}


async def _hear_sign(turn: Turn, understood: Understanding) -> bool:
    """?, 👌, [微笑], 1 or 听到没得, while nothing waits for it."""
    text = turn.text
    if turn.talk.draft is not None or turn.person.expert_ids:
        return False
    if signs.has_words(text):
        return await _hear_small_word(turn, understood)
    demands = await access.open_demands(turn)
    if _PUZZLED.search(text) and demands:
        await progress.show(turn, Arguments())
    elif _PUZZLED.search(text):
        turn.say(welcoming.go_on())
    else:
        turn.say(wording.in_hand() if demands else welcoming.thanks())
    return True


async def _hear_small_word(turn: Turn, understood: Understanding) -> bool:
    """1, 听到没得 or 好的; whatever is none of these asks storage nothing."""
    text = turn.text
    if _BARE_NUMBER.fullmatch(text):
        turn.say(wording.nothing_to_choose())
        return True
    if _HEARD.search(text) and turn.person.is_staff and not turn.talk.waiting_media():
        await greeting.greet(turn, Arguments())
        return True
    if _HEARD.search(text) and len(_CALLS.sub("", text)) <= 8 and not naming.has_label(text):
        _say_heard(turn, [demand.no for demand in await access.open_demands(turn)])
        return True
    if _is_nod(turn, understood) and (demands := await access.open_demands(turn)):
        await standing.say_again(turn, demands)
        return True
    return False


def _say_heard(turn: Turn, numbers: list[int]) -> None:
    if turn.talk.waiting_media():
        turn.say(wording.voice_waits())
    else:
        turn.say(wording.heard_waiting(numbers[0]) if numbers else wording.heard())


async def _hear_need_after_thanks(turn: Turn, understood: Understanding) -> bool:
    """谢谢，还有我家的鸡得了鸡痘: the thanks do not hide the need."""
    found = _POLITE_START.match(turn.text.strip()) if understood.intent in POLITE else None
    again = turn.services.understand(found["rest"], turn.now) if found and not _introduces(turn.text) else None
    if again is None or again.intent != "demand" or again.intent_confidence < HALF_SURE:
        return False
    await intake.take(turn, again)
    return True


async def hear_turn_to(turn: Turn) -> bool:
    """算了先不说这个，我家的塘子死鱼了: nothing is withdrawn, another need begins."""
    found = _TURNS_TO.match(turn.text.strip())
    again = turn.services.understand(found["rest"], turn.now) if found else None
    if found is None or again is None or again.intent != "demand":
        return False
    before = await access.own_in_focus(turn) if found["off"] else None
    turn.talk.put("force_new", True)
    await intake.take(turn, again)
    if before is not None:
        turn.say(wording.stays_open(before.no))
    return True


async def _hear_link(turn: Turn, understood: Understanding) -> bool:
    """A forwarded paper is nobody's need, whatever its title says."""
    if turn.incoming.kind != "link" and not signs.is_link(turn.text):
        return False
    title = signs.LINK.sub("", turn.text).strip().partition("\n")[0]
    told = turn.services.understand(title, turn.now)
    if turn.text.startswith("http") and told.place is not None and told.tags:
        return False  # words of one's own behind the link
    if told.intent not in {"demand", "policy"} and not told.tags:
        turn.say(welcoming.link_unread())
        return True
    turn.talk.ask("guess", intent="demand", text=title)
    turn.say(wording.link_guess(told.summary or title[:20]))
    return True


def _introduces(text: str) -> bool:
    """我是酉阳县医院的, and nothing else."""
    return _INTRODUCES.fullmatch(text.strip(" 。.！!~～")) is not None


async def _hear_introduction(turn: Turn, understood: Understanding) -> bool:
    """我是酉阳县医院的: kept, so that it is not asked for afterwards."""
    is_need = understood.intent == "emergency" or (understood.intent == "demand" and not _introduces(turn.text))
    if is_need or understood.place is None or understood.place.choices:
        return False
    person = turn.person
    if person.place_code is None and not understood.on_behalf:
        person.place_code, person.place_name = understood.place.code, understood.place.name
        person.organization = person.organization or understood.organization
        person.trade = person.trade or understood.role
        await turn.uow.people.save(person)
    if turn.talk.draft is not None:
        return False
    if understood.intent == "other" and not person.expert_ids and (told := _beside_place(turn, understood)):
        await intake.take(turn, replace(understood, intent="demand", summary=told))
        return True
    if understood.intent != "greet" and not _introduces(turn.text):
        return False
    intake.keep_opening(turn, understood)
    turn.say(welcoming.go_on_there(understood.organization or understood.place.name, understood.place.town))
    return True


def _beside_place(turn: Turn, understood: Understanding) -> str:
    """莼菜烂叶 of 石柱黄水，莼菜烂叶: what is told beside the place, however it is classified."""
    place = understood.place.text if understood.place else ""
    county = common.short_place(understood.place.name)[:2] if understood.place else ""
    rest = understood.text.replace(place, "").strip().removeprefix(county)
    for time in understood.times:
        rest = rest.replace(time.text, "")  # 朱衣镇的星期四下午三点 tells of no trouble
    rest = _WHERE.sub("", rest).strip(" ，,。.的县区市")
    if len(rest) < ENOUGH or not place or questions.is_question(rest):
        return ""
    return "" if all(_only_where(turn, clause) for clause in _CLAUSE.split(rest)) else rest


def _only_where(turn: Turn, clause: str) -> bool:
    """那个那个开县的, 哎呀就是开州: a place said once more among stammering."""
    bare = _STAMMERS.sub("", clause).removesuffix("的")
    place = turn.services.understand(bare, turn.now).place if bare else None
    return not bare or (place is not None and place.text == bare)


async def _hear_first_piece(turn: Turn, understood: Understanding) -> bool:
    """我屋头那个花椒树, 这个是啥子病 after a picture: the need begins, the rest comes."""
    if (
        turn.talk.draft is not None
        or understood.intent == "demand"
        or (understood.tags and understood.intent == "policy")
    ):
        return False
    thing = drafting.bare_thing(understood)
    is_unsure = understood.intent_confidence < HALF_SURE or understood.intent in {"other", "help"}
    if thing and is_unsure:
        await intake.take(turn, replace(understood, intent="demand", summary=thing))
        return True
    shows = bool(turn.talk.waiting_media()) and understood.intent in SHOWS
    if not shows or not _SEES.search(turn.text):
        return False
    told = "" if _SEES.search(turn.text.replace("这个", "")) else turn.text.strip(" 。.，,")[:30]
    await intake.take(turn, replace(understood, intent="demand", summary=told))
    return True
