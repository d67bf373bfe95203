"""What staff say right after an instruction to put it right: 派错了，应该是谭树林; 不是丰都，是石柱; 他说弄好了."""

from __future__ import annotations

from datetime import timedelta

from handlers.pool import naming
from handlers.reading import questions
from handlers.staff import noting, statistics
from handlers.turn import Arguments, Turn
from nlu.labels.fields import find_field
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

LONGEST = 40
FRESH = timedelta(hours=1)
_MISTAKEN = r"(?:派|搞|弄|写|说|打|记|填|发|选|点|登|录)(?:错|反)(?:了|人)?"
_TAKEN_BACK = r"不对|错了|不是[^，,。]{0,10}?(?=[，,。 ]|$)|算了|哦|噢|还是|我是说|更正|改一下|刚才那个"
_LEAD = lazy_regex(
    rf"^(?:(?:{_MISTAKEN}|{_TAKEN_BACK})[，,。 ]*)+"
    r"(?:(?:应该|其实|该|要|就)*(?:是|为)|(?:应该|该|要)(?=[派给改换]))?"
    r"[，, ]*"
)
_CHANGE = lazy_regex(
    r"^(?:就|再|还是)?(?:(?:改|换)(?:成|给|派|由|为|到)?|派给?|转给?"
    r"|(?:刚才)?[这那]?(?:一)?[个件单]?(?:件|单子?)?(?:就)?[派交转]?给)[，, ]*"
)
_WHO = lazy_regex(
    r"^(?:派给?|给|让|请|由)?(?P<who>[\u4e00-\u9fff·]{2,4}?)(?:老师|教授|主任|专家|医生|站长)?(?:去|来|接|办|看|处理)*[吧嘛哈了。]*$"
)
_PLACE = lazy_regex(
    r"^(?:地[点址]|地方|区县|乡镇)?(?:还是|就是|改成|改为|改到|应该是|是|在|到|成)*(?P<value>[\u4e00-\u9fff]{2,14}?)(?:的|那边|吧|嘛|哈|。)*$"
)
_NAMES_PLACE = lazy_regex(r"地[点址]|地方|区县|乡镇")
_SENDS_BACK = lazy_regex(r"^(?:是|要)?退回(?:去|给[他她])?(?:了|吧)?[，,：: ]+(?P<why>.{2,})$")
_RANG = (
    r"(?:我)?(?:刚才|刚刚?|今天|昨天|已经|又)*[打回](?:了|过)?个?电话(?:问|了|过|去|核实|给[他她对方农户]+)*[，,。 ]*"
)
_SOLVED = lazy_regex(
    rf"^{_RANG}(?:[他她]|对方|那边|人家|农户|家里)*(?:都|已经|也|自己)*(?:说)?(?:是)?(?:问题)?(?:都|已经|全部)*"
    r"(?:解决|弄好|搞好|整好|处理好|没问题|没事|好)了(?P<more>.{0,20})$"
)
_DOUBTFUL = lazy_regex(r"没|不|又|还")
_SPEAKS = (
    r"(?:[他她](?:们)?|人家|那边|对方|农户|老乡"
    r"|[\u4e00-\u9fff]{1,3}(?:大爷|大娘|大哥|大姐|大嫂|大叔|大伯|嬢嬢|婆婆|老板|师傅))"
)
_TELLS_MORE = lazy_regex(
    rf"^(?:还有[，, ]*)?{_SPEAKS}(?:家(?:里|的)?|屋头)?(?:还|又|也|就|只)?"
    r"(?:说|讲|姓|叫|有|是|住|在|想|要|没|得|不|最|的)"
)


_ASKS_OF_CALLER = lazy_regex(
    rf"^(?:那个?)?{_SPEAKS}(?:家|屋头)?(?:的)?(?:是|在|住|姓|叫)*(?:哪个?(?:里|儿|村|镇|乡|县|地方)|啥子?(?:名字|地方)?|什么(?:名字|地方)?|哪样|电话(?:号码)?(?:是)?(?:好多|多少)?)的?[呢嘛哦了?？]*$"
)


async def read(turn: Turn) -> tuple[str, Arguments] | None:
    """The command that mends what was done last; None where nothing was, or the words are of something else."""
    focus, age = turn.talk.focus, turn.talk.focus_age()
    words = normalise(turn.text).strip()
    if (figures := statistics.asked_again(turn, words)) is not None:
        return "统计", Arguments(rest=figures, name="统计")
    if focus is None or age is None or age > FRESH or len(words) > LONGEST:
        return None
    if (solved := _SOLVED.match(words)) and not _DOUBTFUL.search(solved["more"]):
        return "办结", Arguments(focus, words, name="办结")
    led = _LEAD.sub("", words)
    changed = _CHANGE.sub("", led)
    if led != words and (back := _SENDS_BACK.match(led)):
        return "退回", Arguments(focus, back["why"], name="退回")
    if changed != words and (who := _WHO.match(changed)) and await _is_expert(turn, who["who"]):
        return "派单", Arguments(focus, who["who"], name="派单")
    if (led != words or _NAMES_PLACE.search(words)) and (found := _PLACE.match(changed)):
        value = found["value"]
        if _is_place(turn, value):
            return "改", Arguments(focus, f"地点={value}", name="改")
        if led != words and find_field(value) is not None:
            return "改", Arguments(focus, f"领域={value}", name="改")
    if _ASKS_OF_CALLER.match(words):
        return "查", Arguments(focus, name="查")
    if _TELLS_MORE.match(words) and not questions.asks(words) and await _is_recorded(turn, focus):
        name = "撤回" if noting.withdraws(words) else "备注"
        return name, Arguments(focus, "" if name == "撤回" else words, name=name)
    return None


async def _is_expert(turn: Turn, who: str) -> bool:
    named = await naming.named_experts(turn, who, turn.person.staff_bases[0])
    return any(is_exact for _, is_exact in named)


def _is_place(turn: Turn, words: str) -> bool:
    """石柱, 奉节白帝, and nothing else with it."""
    understood = turn.services.understand(words, turn.now)
    return understood.place is not None and not understood.tags and understood.intent != "demand"


async def _is_recorded(turn: Turn, focus: int) -> bool:
    """Written down for a caller by this person: what is told of the caller belongs to it."""
    demand = await turn.uow.demands.get(focus)
    return demand is not None and not demand.is_ended and demand.reporter_id == turn.person.id
