"""Coming to something in one's own words: 报第二个, 那个讲贷款的我来, 两场都报, 改成三个, 还有谁要来."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.activities import Activity, SignUpStatus
from domain.work import PromptKind
from handlers import access
from handlers.activities import choice, listing, signing, words
from handlers.activities import questions as questions_of
from handlers.activities.words import ASKS_PLACES, CALLS_OFF, GOES_NOT, SAYS_COMING, WAS_NOT_THERE
from handlers.reading import questions
from handlers.turn import Arguments, Turn
from handlers.wording import activities as wording
from handlers.wording import common
from nlu.dialogue.acts import read_act
from nlu.dialogue.heads import KIN, Heads, read_heads
from nlu.text.clauses import clauses
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 40
LIKELY, BARELY = 0.5, 0.15
_WORTH_A_LOOK = lazy_regex(r"报|场|宣讲|讲座|培训|活动|参加|听|名额|[号日周]|那个")
_ORDINAL = lazy_regex(r"第\s*(?P<number>[一二三四五六七八1-8])\s*(?:个|项|条|堂|节)")
_LAST = lazy_regex(r"(?:最后|后面|后头|下面|底下)的?(?:那|这)?一?(?:个|场|堂)")
_FIRST = lazy_regex(r"(?:最前|前面|前头|上面|头)的?(?:那|这)?一?(?:个|场|堂)")
_NAMES_ONE = lazy_regex(
    r"宣讲|培训(?!证|机构|学校)|讲座|讲课|听课|课(?![题本文时])|学习班|义诊|[那这]一?场|来讲|的会(?=我|还|在|要|几|上|是|有|[，,？?]|$)"
)
_COMES_TO = lazy_regex(
    r"[来去想要]听|听一?下|参加|报(?!销|告|价|账|警|案)|算我|加我|[来去](?=.{0,8}(?:课|培训|讲座|宣讲|班)$)"
    r"|(?:我们?|咱们?)(?:[和跟带同与][^，,。？?没不未]{1,10}|[一二两三四五六七八九十几\d]{1,2}(?:个|口子)人?|一?家人?|都|也|就|要|自己|一起|一定|肯定)*[来去][的嘛哈啊吧哦咯！!。~]*$"
)
_HEARD_OF = lazy_regex(r"听(?:说|到|人说|他们说|别个说).{0,16}(?:课|培训|讲座|宣讲|活动|讲课)")
_STILL_ON = lazy_regex(
    r"还[办开搞讲]不?[办开搞讲不]?|[办开搞讲](?:还是)?不(?:[办开搞讲])|取消.{0,2}[没吗不]|[办开搞]不[办开搞]"
)
WANTS_ONE_HELD = lazy_regex(
    r"想请|想找|来(?:给|帮)?.{0,4}(?:讲|教|培训)|派|办(?:一?场|个)(?!.{0,8}(?:好久|啥时候|什么时候|哪天|几号|在哪))|组织|能不能(?:来|请|给)|上门|证|补贴"
)
SURE = 0.8
_WHICH_MINE = lazy_regex(r"我(?:们)?(?:都|一共)?报(?:名|上)?了?(?:哪些|哪几|哪[个场]|几[个场]|啥子?|什么|没|上没)")
_WHO_COMES = lazy_regex(
    r"(?:还|都|其他)?有?(?:谁|哪些人|哪些(?:单位|企业|公司|人家)|哪几个|哪几家|其他(?:单位|企业|人|公司))(?:也|都|要|会)*(?:报|来|去|参加)"
    r"|(?:报|来|去|参加)(?:了|名|的)*(?:好多|多少|几个)人?|(?:好多|多少)人(?:报|来|去|参加)"
)
_INSTEAD = lazy_regex(
    r"(?:换|喊|叫|让|请)(?:我|我们)?[^，,。]{0,4}(?:同事|别个|别人|老婆|老公|儿子|女儿|爸|妈|徒弟|副手|一个人|[\u4e00-\u9fff]{2,3})"
    r"(?:替我|代我|顶我|帮我)?[来去]|(?:替|代|顶)我[来去]"
)
_REMINDED = lazy_regex(
    r"(?:喊|叫|通知|告诉)(?:一声)?我|提醒(?:我|下|一下|一哈)|记得(?:喊|叫|提醒)|(?:到时|提前).{0,6}(?:喊|叫|提醒|通知)|有(?:变动|变化|改动|变).{0,6}(?:打|说|告诉|通知|喊|联系)"
)
_BRINGS = lazy_regex(
    rf"^(?:我|我们)?(?:家|屋头)?(?:的)?{KIN}[\u4e00-\u9fff]?(?:也|还|都|一起|说)+(?:也)?(?:要|想)?(?:去|来|参加|报|听)(?:听|一个)?[的了嘛哈。]*$"
)
_COMPANY = lazy_regex(
    rf"(?:就|那|有)?我(?:和|跟|带|同)(?:上|起)?(?:我|我们)?(?:家|屋头)?的?{KIN}[的了嘛哈两个人]*[。！]*"
)
_STAYS_AWAY = lazy_regex(
    rf"^(?:哎|哦|那)?(?:我|我们)?(?:家|屋头)?的?{KIN}[\u4e00-\u9fff]?(?:又|也|说|突然|有事|生病)*[，,]?(?:不(?:来|去|想来|想去|得来)|[来去]不(?:了|成|到|起))了?"
)
_MY_TURN = lazy_regex(
    r"排(?:到|在|第)?.{0,3}(?:好多|几|多少|哪)|排(?:到|上)(?:我|我们)?了?(?:没|不|吗)|轮到|有(?:空|位)(?:子|置|位)?了?(?:没|吗|不)|候补.{0,6}(?:到|几|好多|没|上)"
)
_FEEDBACK = lazy_regex(
    r"(?:讲|教|办|组织|老师|培训|课)[^，,。]{0,6}(?:好|巴适|不错|可以|安逸|听不懂|太快|没意思|没讲|清楚|明白)|没白来|有收获|下次(?:还|再)来|人.{0,4}(?:太|这么|好)(?:少|多)"
)
_LATE = lazy_regex(
    r"堵(?:车|起|到|在路)|晚(?:个)?(?:半(?:个)?小时|[\d一二两三四五十]+(?:个)?(?:分钟|小时|刻钟))|(?:要|会|可能|怕)(?:晚|迟)(?:点|一点|一哈|一会|到)|晚(?:点|一点|一哈|一会儿?)(?:到|来)|赶不(?:到|上|赢)(?:点|开头)|还在路上"
)
_OF_LESSON = lazy_regex(r"讲|课|培训|上课|会场|教室")
_NEXT_ONE = lazy_regex(
    r"下[次回](?:课|培训)?.{0,6}(?:好久|啥时候|什么时候|哪天|几时|还(?:有|办|搞|讲))|还(?:有没有|有|办不办|搞不搞|要不要)下[次回一]"
)
_ATTENDED = timedelta(days=2)
_THAT = lazy_regex(r"[这那](?:个|场|堂|次|一)")
_IS_TITLE = lazy_regex(r"[\u4e00-\u9fff]{2,8}(?:培训|宣讲|讲座|课)[。！]*")
_OF_TIME = lazy_regex(r".{1,6}(?:呢|的呢|有没得|有没有)[?？]?")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """False where the words may be about something else."""
    text = turn.text.strip()
    if turn.person.is_staff or turn.talk.draft is not None or len(text) > LONGEST:
        return False
    shown = listing.shown_lately(turn)
    is_near = any((shown, turn.talk.recent("at_event"), turn.talk.recent("left_event")))
    if understood.intent == "emergency" and not (is_near and _REMINDED.search(text)):
        return False
    if await _of_named(turn, understood) or await _asks_for_next(turn, text):
        return True
    if GOES_NOT.search(text) and not _STAYS_AWAY.match(text):
        return await words.withdrawal_said(turn, understood)
    if await _gives_feedback(turn, text) or await _comes_late(turn, text):
        return True
    if not (is_near or _WORTH_A_LOOK.search(text) or _MY_TURN.search(text)):
        return False
    if shown and _OF_TIME.fullmatch(text) and any(one.start for one in understood.times):
        await listing.show(turn, Arguments(rest=text))
        return True
    coming_up = await _coming_up(turn, understood, is_near=is_near)
    if not coming_up:
        return False
    mine = [one for one in coming_up if one.id in await listing.mine_of(turn)]
    return await _of_mine(turn, mine, coming_up, is_near=is_near) or await _picks(turn, understood, shown, coming_up)


async def _of_named(turn: Turn, understood: Understanding) -> bool:
    """下周有讲课的没得, 我们三个人来听羊子那个课, 羊病培训: what names a briefing is of it, whatever else is open."""
    text = turn.text.strip()
    if not _NAMES_ONE.search(text) or WANTS_ONE_HELD.search(text) or understood.demand_no is not None:
        return False
    is_heard_of = _HEARD_OF.search(text) is not None and questions.asks(text)
    if is_heard_of or (understood.intent == "events" and understood.intent_confidence >= SURE):
        await words.events_said(turn, understood)
        return True
    ahead = await listing.ahead(turn)
    named = choice.told_by_words(turn, text, ahead)
    if len(named) != 1 and not (len(ahead) == 1 and _THAT.search(text)):
        return False
    one = (named or ahead)[0]
    mine = one.id in await listing.mine_of(turn)
    if _STILL_ON.search(text) or (ASKS_PLACES.search(text) and not mine) or _IS_TITLE.fullmatch(text):
        await listing.show(turn, Arguments(one.id))
        turn.talk.note("at_event", id=one.id)
    elif (
        _COMES_TO.search(text) and not questions.asks(text) and not GOES_NOT.search(text) and not CALLS_OFF.search(text)
    ):
        await _sign_up(turn, one.id, read_heads(choice.without_number(text)))
    else:
        return False
    return True


async def _asks_for_next(turn: Turn, text: str) -> bool:
    """下回好久再搞, from somebody who has been to one."""
    if not _NEXT_ONE.search(text):
        return False
    been = await turn.uow.activities.of_person(turn.person.id, turn.now - _ATTENDED)
    if been:
        await listing.show(turn, Arguments())
    return bool(been)


async def _comes_late(turn: Turn, text: str) -> bool:
    """路上堵车要晚一点, to what begins now, from somebody whom no expert waits for."""
    if not _LATE.search(text) or await access.open_demands(turn):
        return False
    if begins := await listing.begins_now(turn):
        turn.say(wording.come_later(begins[0]))
    return bool(begins)


async def _gives_feedback(turn: Turn, text: str) -> bool:
    """讲得好, 讲快了听不懂, of one that was attended: whoever holds it hears it."""
    if not _FEEDBACK.search(text) or questions.is_question(text):
        return False
    been = await turn.uow.activities.of_person(turn.person.id, turn.now - _ATTENDED)
    been = [pair for pair in been if pair[0].starts_at < turn.now or pair[1].status is SignUpStatus.CHECKED_IN]
    checked_in = [one for one, entry in been if entry.status is SignUpStatus.CHECKED_IN]
    if not checked_in and _OF_LESSON.search(text):
        checked_in = [one for one, entry in been if entry.status is SignUpStatus.SIGNED_UP]
    if not checked_in:
        return False
    activity = checked_in[-1]
    await turn.notify("text", activity.created_by, text=wording.feedback(activity, common.cut(text, 60)))
    turn.say(wording.feedback_passed(activity))
    return True


async def _coming_up(turn: Turn, understood: Understanding, *, is_near: bool) -> list[Activity]:
    """What may be meant; where nothing was shown or said of activities, only where the words sound like coming."""
    if not is_near:
        comes = understood.intent in {"signup", "events"} or (
            understood.intent == "claim" and not turn.person.expert_ids
        )
        is_open = understood.intent == "other" and understood.demand_no is None
        if not comes and read_act(turn.text, "asker").share("event") < (BARELY if is_open else LIKELY):
            return []
    return await listing.ahead(turn)


async def _of_mine(turn: Turn, mine: Sequence[Activity], coming_up: Sequence[Activity], *, is_near: bool) -> bool:
    """What somebody says of what he goes to: which ones, how many people, who else, another in his place."""
    text = turn.text.strip()
    if _WHICH_MINE.search(text) and mine:
        await listing.show_mine(turn)
        return True
    if not is_near and not mine:
        return False
    if mine and _MY_TURN.search(text):
        await signing.sign_up(turn, choice.narrow(turn, text, mine)[0].id, None)
        return True
    if not mine and ASKS_PLACES.search(text) and await words.show_places(turn):
        return True
    if len(mine) == 1 and _BRINGS.match(text):
        await _sign_up(turn, mine[0].id, Heads(1, is_change=True))
        return True
    if _WHO_COMES.search(text) and (found := await _talked_about(turn, mine)):
        turn.say(wording.so_many_come(found))
        return True
    if mine and is_near and _INSTEAD.search(text):
        turn.say(wording.another_comes(choice.narrow(turn, text, mine)[0]))
        return True
    if mine and is_near and _REMINDED.search(text):
        turn.say(wording.reminds(choice.narrow(turn, text, mine)[0]))
        return True
    if len(mine) > 1 and await _drops_one(turn, mine):
        return True
    if mine and await _fewer_come(turn, mine):
        return True
    other = len(mine) == 1 and _names_other(turn, mine, coming_up)
    heads = read_heads(text.removeprefix("改").removeprefix("成").removeprefix("为"))
    if len(mine) == 1 and is_near and heads is not None and not GOES_NOT.search(text) and not other:
        await _sign_up(turn, mine[0].id, heads)
        return True
    return False


def _names_other(turn: Turn, mine: Sequence[Activity], coming_up: Sequence[Activity]) -> bool:
    """第二个, 2号场 and 贷款的去三个, where another than the one gone to has such a number or subject."""
    if _ORDINAL.search(turn.text) is not None or choice.said_number(turn.text) not in {None, mine[0].id}:
        return True
    named = choice.told_by_words(turn, turn.text, coming_up)
    return bool(named) and mine[0] not in named


async def _talked_about(turn: Turn, mine: Sequence[Activity]) -> Activity | None:
    """The one that is gone to, else the only one that was shown."""
    found = mine or [one for one in await listing.ahead(turn) if one.id in listing.shown_lately(turn)]
    narrowed = choice.narrow(turn, turn.text, found)
    return narrowed[0] if narrowed and (mine or len(narrowed) == 1) else None


async def _fewer_come(turn: Turn, mine: Sequence[Activity]) -> bool:
    """婆娘不来了，就我和老表: somebody of the company stays away, whoever speaks still comes."""
    text = turn.text.strip()
    stays = _STAYS_AWAY.match(text)
    if stays is None:
        return False
    one = choice.narrow(turn, text, mine)[0]
    entry = (await listing.mine_of(turn))[one.id]
    heads = read_heads(text[stays.end() :]) or (Heads(entry.heads - 1) if entry.heads > 1 else None)
    if heads is None:
        return False
    await _sign_up(turn, one.id, heads)
    return True


async def _drops_one(turn: Turn, mine: Sequence[Activity]) -> bool:
    """专利的取消，安全的留到: one of several, named in the clause that calls it off."""
    for clause in clauses(turn.text):
        if not CALLS_OFF.search(clause) and not GOES_NOT.search(clause):
            continue
        meant = choice.told_by_words(turn, clause, mine)
        if len(meant) == 1:
            turn.talk.note("left_event", id=meant[0].id)
            await signing.withdraw(turn, meant[0].id)
            return True
    return False


async def _picks(turn: Turn, understood: Understanding, shown: Sequence[int], coming_up: Sequence[Activity]) -> bool:
    """By its place in the list, all of them, or by what it is about or when it is."""
    text = turn.text.strip()
    comes_not = any(one.search(text) for one in (GOES_NOT, CALLS_OFF, WAS_NOT_THERE))
    if comes_not or await _is_asked_since(turn):
        return False
    listed = [one for one in coming_up if one.id in shown]
    chosen = _chosen(turn, listed) if listed else []
    if not chosen and questions_of.COMES.search(text):
        about = choice.told_by_words(turn, text, listed or coming_up)
        chosen = about if len(about) == 1 else _spoken_of(turn, understood, coming_up)
    if not chosen and _COMPANY.fullmatch(text):
        chosen = _talked_of(turn, coming_up)
    if not chosen:
        return False
    rest = _LAST.sub(" ", _FIRST.sub(" ", _ORDINAL.sub(" ", choice.without_number(text))))
    heads = None if choice.read_answer(turn, [one.id for one in listed]) else read_heads(rest)
    for one in chosen:
        await _sign_up(turn, one.id, heads if heads is None or not heads.is_change else None)
    return True


def _spoken_of(turn: Turn, understood: Understanding, coming_up: Sequence[Activity]) -> list[Activity]:
    """那我自己来嘛, 还带两个娃儿: the one that was asked about a moment ago."""
    comes = understood.intent == "signup" or (SAYS_COMING.search(turn.text) and not questions.asks(turn.text))
    return _talked_of(turn, coming_up) if comes else []


def _talked_of(turn: Turn, coming_up: Sequence[Activity]) -> list[Activity]:
    talked_of = turn.talk.recent("at_event") or {}
    return [one for one in coming_up if one.id == talked_of.get("id")]


def _chosen(turn: Turn, listed: Sequence[Activity]) -> list[Activity]:
    text = turn.text.strip()
    if len(listed) > 1 and choice.ALL.search(text):
        return list(listed)
    if (number := choice.read_answer(turn, [one.id for one in listed])) is not None:
        return [one for one in listed if one.id == number]
    if found := _ORDINAL.search(text):
        place = "一二三四五六七八".find(found["number"]) + 1 or int(found["number"])
        return [listed[place - 1]] if place <= len(listed) else []
    if _LAST.search(text):
        return [listed[-1]]
    return [listed[0]] if _FIRST.search(text) else []


async def _is_asked_since(turn: Turn) -> bool:
    """Whether something else was asked of this person after the list: a bare number may be for that."""
    kept = turn.talk.get("listed")
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    asked = [one.asked_at for one in prompts if one.kind is not PromptKind.SIGN_UP]
    return bool(kept) and any(at >= datetime.fromisoformat(kept["at"]) for at in asked)


async def _sign_up(turn: Turn, number: int, heads: Heads | None) -> None:
    turn.talk.note("at_event", id=number)
    await signing.sign_up(turn, number, heads)
