"""The trouble is over, or not wanted any more, before the expert was there: nothing was served, both sides are told."""

from __future__ import annotations

from typing import Any, Literal

from domain.demands import Demand, DemandStatus
from handlers.desk import Desk
from handlers.outcomes import closing, withdrawing
from handlers.reading import questions
from handlers.reading.moods import wellbeing
from handlers.turn import Turn
from handlers.wording import service as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import read_answer
from nlu.dialogue.states import is_restored, told_clauses
from nlu.dialogue.wants import tells_trouble
from nlu.text.patterns import lazy_regex

Ending = Literal["self", "drop"]
QUESTION = "self_solved"
FEWEST, LONGEST = 3, 40
DOUBTED, LIKELY, SURE = 0.3, 0.6, 0.8
BEFORE = frozenset(
    {
        DemandStatus.REGISTERED,
        DemandStatus.PUBLISHED,
        DemandStatus.CLAIMED,
        DemandStatus.SCHEDULED,
        DemandStatus.ESCALATED,
    }
)
_SELF = lazy_regex(
    r"自己(?:弄|搞|修|整|解决|处理|想办法|治|医|找|请|喊|叫)(?:好|到|了|归一)|(?:招|请|找|谈|卖|修|弄|整|医|治|租|借|贷|办)(?:到|满|好|完|掉|归一|脱)了|(?:已经|都)?(?:没事|正常|解决|恢复)了|缓过来"
)
_DROPS = lazy_regex(
    r"(?:不用|没必要|没得必要|不必|不消|不需要|用不着|不要)(?:再)?(?:老师|专家|你们|人|他|她)?(?:再)?(?:来|看|弄|搞|管|跑|麻烦|请|找|办)?(?:了|哈|啦|嘛|$)|(?:不|莫)(?:想)?(?:弄|搞|办|整|请|种|养|开|做)了"
)
_NOT_SO = lazy_regex(
    r"还没|没(?:有)?(?:修|弄|搞|整|治|医|招|找|解决|好)|[改换推]|先别|先莫|先不|那天|停水|停电|下雨|天晴|电话|线上|网上|远程|视频|微信|另外|还有|带|准备|药"
)
_PLAINLY_OFF = lazy_regex(  # 第一个不用了: nobody is on the way, and it is withdrawn at once
    r"^.{0,8}(?:不用|不要|不需要|不办|不请|取消|撤|算)(?:了|掉|回)?[嘛吧哈。！!]*$|第.个"
)
_TRIED = lazy_regex(
    r"(?:打|喷|用|吃|灌|喂|撒|加|换|试|浇|施|淋|擦|敷|输|补|剪|洗|调|查|拆|清理|消毒|检查)(?:过|了)?[^，,。得好]{0,8}(?:了|过)(?:[，,。\s]|$)"
)
_EMPTY = frozenset("了的我你他她它们屋家都也就还不没有是在好来到去个这那又能起上下人老师专")
_CANNOT_WAIT = lazy_regex(r"[等拖受熬撑扛耗](?:都|也)?不(?:起|了|住|得)")
_ENDS = lazy_regex(r"了|好|完|脱|归一|过|没得?事|不[用要需]")  # 酒是自己酿的 tells of no end
_OVER = lazy_regex(r"好(?:了|多|转)|没事|正常|解决|恢复|可以了|行了|不[痛痒漏响烂落掉拉咳]了|归一|搞定|[下生]了")
_PRAISES = lazy_regex(
    r"(?:那|真|真的|太|可|实在|简直)*(?:好|棒|巴适|安逸|感谢|谢谢|高兴|可以|行)(?:得很|极了|惨了|哦|啊|嘛|了|您|你|老师|专家|你们)*[，,。！!~～\s]*(?:太?(?:谢谢|感谢|辛苦)(?:了|您|你们?|老师)*)?[。！!~～]*"
)
_COMES = lazy_regex(  # 来了 is of the expert, not of the trouble
    r"(?:专家|老师|人|他|她)?(?:已经|刚|都)?[来到](?:了|咯|啦)"
)
CAME = lazy_regex(
    r"(?<![没不别莫])来(?:看|讲|弄|修|教)?过|(?<![没不别莫])(?:来|看|讲|修|弄)完|已经来|(?:老师|专家|人)走了|走了"
    r"|(?:今天|昨天|前天|刚才|刚刚|[上下]午|早上|老师|专家|[他她])[^，。]{0,3}(?<!要)来了(?:的|，|。|$)"
    r"|(?:老师|专家|教授|医生|师傅)[^，。]{0,4}(?<![没不别莫要会能])看过?了(?!没|吗|不)"
)


def read_ending(text: str) -> Ending | None:
    """树都砍了，不用看了 drops it, 已经修好了 tells that it is over; None where the words are something else."""
    if not FEWEST <= len(text) <= LONGEST or questions.asks(text) or _NOT_SO.search(text) or _COMES.match(text):
        return None
    if _CANNOT_WAIT.search(text):
        return None  # 拖不起了，果子要掉完了
    if wellbeing.is_ready(text):
        return None  # 大棚都搭好了: what is ready for the expert
    if _TRIED.search(text) and not (_SELF.search(text) or _DROPS.search(text) or _OVER.search(text)):
        return None  # 打了催产针了: what was tried, and not what came of it
    if _PRAISES.fullmatch(text):
        return None  # 太好了, to what was just agreed
    acts = read_act(text, "asker")
    gives_up = acts.share("withdraw", "cancel_visit")
    if acts.share("withdraw") >= SURE or (_DROPS.search(text) and gives_up + acts.share("self_solved") >= DOUBTED):
        return "drop"
    is_told = _SELF.search(text) is not None and acts.share("self_solved", "solved", "thanks") >= LIKELY
    if (acts.share("self_solved") >= LIKELY and _ENDS.search(text)) or is_told:
        return "self"
    return None


def _read_restored(text: str, demand: Demand) -> Ending | None:
    """来电了，谢谢, of a power failure: what was missing is there again, though nobody was sent."""
    is_no_news = questions.asks(text) or _CANNOT_WAIT.search(text) or wellbeing.is_ready(text)
    if len(text) > LONGEST or is_no_news or not is_restored(text):
        return None
    if tells_trouble(text):
        return None  # 等不起了，再等都烂完了
    told = set(demand.text + demand.summary) - _EMPTY
    return "self" if told & set("".join(told_clauses(text))) else None


def says_not_yet(text: str) -> bool:
    """还没修好 快点."""
    return _NOT_SO.search(text) is not None


async def hear(turn: Turn, demand: Demand) -> bool:
    """Words of the asker about a demand that nobody has served yet."""
    if demand.status not in BEFORE or demand.reporter_id != turn.person.id:
        return False
    ending = read_ending(turn.text.strip()) or _read_restored(turn.text.strip(), demand)
    if ending is None or (demand.expert_id is None and _PLAINLY_OFF.search(turn.text)):
        return False
    turn.talk.set_focus(demand.no)
    if ending == "drop":
        await withdrawing.ask_first(turn, demand)
    else:
        ask(turn, demand)
    return True


def ask(turn: Turn, demand: Demand) -> None:
    """Nothing is closed on a guess: is it over without the expert?"""
    turn.talk.ask(QUESTION, no=demand.no, text=turn.text)
    turn.say(wording.self_solved_sure(demand.no, has_expert=demand.expert_id is not None))


async def end(turn: Turn, question: dict[str, Any]) -> bool:
    """是 closes it as over by itself, 不 goes on; anything else lets the question go."""
    kind = read_answer(turn.text).kind
    demand = await turn.uow.demands.lock(int(question["no"]))
    if demand is None or demand.is_ended or kind not in {"yes", "no"}:
        return False
    turn.talk.settle()
    turn.talk.set_focus(demand.no)
    if kind == "no":
        turn.say(wording.goes_on(demand.no))
        return True
    desk = Desk.of(turn)
    held = await closing.close(desk, demand, closing.ASKER, wording.BY_THEMSELVES)
    if held.expert is not None and held.expert.person_id is not None:
        await turn.notify(
            "withdrawn_expert",
            held.expert.person_id,
            demand_no=demand.no,
            no=demand.no,
            summary=demand.summary,
            is_over=True,
        )
    demand.expert_id = None  # what nobody served is no service of anybody
    await turn.uow.demands.save(demand)
    turn.talk.note("dropped", no=demand.no)
    turn.say(wording.closed_by_themselves(demand.no, was_told=held.expert is not None))
    return True
