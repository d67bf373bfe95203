"""What staff say right after an instruction to put it right: 派错了，应该是谭树林; 不是丰都，是石柱; 他说弄好了."""

from __future__ import annotations

from datetime import timedelta

from handlers import access
from handlers.commands.acts import pointing
from handlers.pool.keeping import naming
from handlers.reading import questions
from handlers.staff import noting, recording, statistics
from handlers.talk import JUST_NOW
from handlers.turn import Arguments, Turn
from handlers.wording import common
from nlu.labels.fields import find_field
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

LONGEST = 40
FRESH = timedelta(hours=1)
MODES = frozenset({"现场", "线上"})
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
_NUMBERED = lazy_regex(
    r"^(?:把|将|那个?|刚才)?(?:第|#|编号|单号)?\s*(?P<no>\d{1,7})\s*(?:号单子?|号|单)(?!线|楼|桥|机|井|车间|炉|棚|圈|地块|上午|下午|早|晚|\d)(?:这单|这件|那单|那件|这个|那个)?(?:的)?(?:(?:事情?|需求|单子?)的?(?=标题|摘要|地|领域|分类))?[，,\s]*"
)
_KEY = r"(?P<key>领域|分类|类别|行业|专业|地[点址]|地方|区县|乡镇|位置|标题|摘要|内容|形式|方式)"
_WRONG = r"(?:写|分|填|登记?|搞|弄|录|归|选|打|记|说|整|派)?(?:得)?(?:错|反|岔|不对)(?:类|地方|人|位置)?(?:了)?"
_RIGHT = (
    r"(?:应该|应当|该|其实|要|得|实际|就|还是|改|换|重新)*"
    r"(?:改成|改为|改到|改|换成|换到|换|归到|归|放到|划到|转到|算|算成|属于|派给|交给|给|为|是|在|成|到)+"
)
_FORMS = (
    lazy_regex(
        rf"^{_KEY}(?:改一?[下哈]|换一?[下哈]|更正一?下|{_WRONG})?[，,：: ]*(?:{_RIGHT})?[，,：: ]*(?P<value>.{{1,30}})$"
    ),
    lazy_regex(rf"^(?:我|我们|机器人|系统)?{_WRONG}[，,。：: ]*(?:{_RIGHT})?[，,：: ]*(?P<value>.{{1,20}})$"),
    lazy_regex(
        r"^不(?:应?该)?(?:是|在|属于|归)[^，,]{1,8}?[，,]?(?:而|应该|其实|人家)*(?:是|在|属于|归)(?P<value>.{1,20})$"
    ),
    lazy_regex(rf"^{_RIGHT}(?P<value>.{{1,20}})$"),
)
_AROUND = lazy_regex(
    r"^(?:在|到|给|那边的?|属于)+|(?:那边|这边|那类|这类|类|领域|方面|口|那里|[的了吧嘛哈啊呢。！])+$|不是(?:现场|线上|网上)?$|[，,]?不是[^，,]{1,8}$|[，,]?(?:他|她)?(?:已经|也)?(?:答应|同意|说好|愿意接?|肯接?)(?:了|的)?$"
)
_TITLES = frozenset({"标题", "摘要", "内容"})
_SAID_SO = (
    r"^(?:不对|错了|哦|噢|更正|[，, ])*"
    r"(?:(?:刚才|刚刚)?(?:他|她|人家|那边|对方|农户|老乡|那个|[这那]家|也|还)?(?:刚才|其实|后来)?"
    r"(?:打电话)?(?:来)?(?:说|讲)(?:的)?)?[，, ]*(?:他家|屋头|也|还|[这那]家)?(?:应该|其实|明明)?(?:种|养|喂|栽)?的?"
)
_THAT = r"[^，,。是不]{1,10}?"
_NO_MORE = r"[的哦哈嘛。！]*$"
_NOT_BUT = (
    lazy_regex(rf"{_SAID_SO}是(?P<right>{_THAT})[，, ]*(?:并|而)?不(?:应该)?是(?P<wrong>{_THAT}){_NO_MORE}"),
    lazy_regex(rf"{_SAID_SO}不是(?P<wrong>{_THAT})[，, ]*(?:而|应该|其实)*是(?P<right>{_THAT}){_NO_MORE}"),
)
_URGENT = lazy_regex(
    r"^(?:是|有点|很|非常|特别|比较|要|得|标|弄|改|设|定|当|按|成|为|个|一?[下个]|[，,])*(?:加急|紧急|急件|急单|特急|标红|急)(?:得很|得凶|的|件|处理|哦|了|吧|嘛|哈|办|[，,]|标个?急?|先办)*$"
)
_NOT_URGENT = lazy_regex(
    r"^(?:取消|去掉|撤掉|其实|也|不用|不要|不是|没那么|不算|又|现在)*(?:标)?(?:不)?(?:加急|紧急|急件|急)(?:了|的|件|标记|吧|嘛|哈)*$"
)
_SHOWN_AGAIN = lazy_regex(
    r"^(?:又|还是|现在)?(?:可以|能|同意)?(?:再)?(?:挂出?去?|挂(?:上|了|起)?|公开|上榜单?|发出去)(?:了|吧|嘛|的|上去)*$|^(?:取消|不用|不)保密(?:了|吧)?$"
)
_SPEAKS = (
    r"(?:[他她](?:们)?|人家|那边|对方|农户|老乡"
    r"|[\u4e00-\u9fff]{1,3}(?:大爷|大娘|大哥|大姐|大嫂|大叔|大伯|嬢嬢|婆婆|老板|师傅))"
)
_TELLS_MORE = lazy_regex(
    rf"^(?:还有[，, ]*)?{_SPEAKS}(?:家(?:里|的)?|屋头)?(?:还|又|也|就|只)?"
    r"(?:说|讲|姓|叫|耳朵|眼睛|[腿脚]|电话|手机|白天|晚上|上午|下午|平时|一般|这几天|普通话|年纪|一个人|有|是|住|在|想|要|没|得|不|最|的)"
)


_ASKS_OF_CALLER = lazy_regex(
    rf"^(?:那个?)?{_SPEAKS}(?:家|屋头)?(?:的)?(?:是|在|住|姓|叫)*(?:哪个?(?:里|儿|村|镇|乡|县|地方)|啥子?(?:名字|地方)?|什么(?:名字|地方)?|哪样|电话(?:号码)?(?:是)?(?:好多|多少)?)的?[呢嘛哦了?？]*$"
)


_CALLED = lazy_regex(rf"^{_RANG}.{{2,}}$|^电话(?:也|都|已经)?(?:打|问|联系|回)(?:了|过了?)[，,。\s].{{2,}}$")
_ASKS_WHETHER = lazy_regex(
    r"^(?:那)?(?:专家|老师|[他她]们?|人|那边|[\u4e00-\u9fff]{1,2}(?:老师|主任|教授))(?:今天|现在|到底|后来)?(?:去|来|到|接|约|办|看|回)(?:了|过|好|完)*(?:没(?:有|得)?|吗|不)[呢嘛哦了?？。]*$"
)


async def of_numbered(turn: Turn, text: str | None = None) -> tuple[str, Arguments] | None:
    """1号分错类了应该归兽医: what is put right of the demand that the words name."""
    words = normalise(turn.text if text is None else text).strip()
    numbered = _NUMBERED.match(words) if len(words) <= LONGEST else None
    return await _of_number(turn, int(numbered["no"]), words[numbered.end() :]) if numbered is not None else None


async def read(turn: Turn) -> tuple[str, Arguments] | None:
    """The command that mends what was done last; None where nothing was, or the words are of something else."""
    focus, age = turn.talk.focus, turn.talk.focus_age()
    words = normalise(turn.text).strip()
    if (figures := statistics.asked_again(turn, words)) is not None:
        return "统计", Arguments(rest=figures, name="统计")
    if focus is None and len(words) <= LONGEST and len(only := await pointing.demands(turn, words)) == 1:
        return await _not_but(turn, only[0], words)
    if focus is None or age is None or age > FRESH or len(words) > LONGEST:
        return None
    if _is_solved(words):
        return "办结", Arguments(focus, words, name="办结")
    if _NOT_URGENT.match(words) or _URGENT.match(words):
        return "改", Arguments(focus, _urgency(words), name="改")
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
    if _ASKS_OF_CALLER.match(words) or _ASKS_WHETHER.match(words):
        return "查", Arguments(focus, name="查")
    if age <= JUST_NOW and (mended := await _not_but(turn, focus, words)):
        return mended
    question = turn.talk.asked()
    if question is not None and question["name"] == recording.QUESTION:
        return None  # another call is being written down
    phones = turn.understood.phones if turn.understood is not None else ()
    if phones and not questions.asks(words) and await _is_recorded(turn, focus):
        return "备注", Arguments(focus, words, name="备注")
    if _TELLS_MORE.match(words) and not questions.asks(words) and await _is_recorded(turn, focus):
        name = "撤回" if noting.withdraws(words) else "备注"
        return name, Arguments(focus, "" if name == "撤回" else words, name=name)
    return None


async def _of_number(turn: Turn, no: int, words: str) -> tuple[str, Arguments] | None:
    """What is put right of the demand that is named: 1号分错类了应该归兽医, 1号不是奉节是云阳, 1号急得很."""
    if not words or questions.asks(words):
        return None
    if _is_solved(words):
        return "办结", Arguments(no, words, name="办结")
    if _CALLED.match(words):
        return "备注", Arguments(no, words, name="备注")
    if _NOT_URGENT.match(words) or _URGENT.match(words):
        return "改", Arguments(no, _urgency(words), name="改")
    if _SHOWN_AGAIN.match(words):
        return "改", Arguments(no, "范围=公开", name="改")
    for form in _FORMS:
        found = form.match(words)
        if found is not None and (mended := await _mended(turn, no, found.groupdict().get("key"), found["value"])):
            return mended
    return await _not_but(turn, no, words)


async def _not_but(turn: Turn, no: int, words: str) -> tuple[str, Arguments] | None:
    """他说的是桃子不是脆李, of a demand that tells of 脆李: its title tells of 桃子."""
    found = next((found for form in _NOT_BUT if (found := form.match(words))), None)
    demand = await turn.uow.demands.get(no) if found is not None and not questions.asks(words) else None
    if found is None or demand is None or demand.is_ended or not access.may_steer(turn, demand.base):
        return None
    right, wrong = _AROUND.sub("", found["right"]).strip(), _AROUND.sub("", found["wrong"]).strip()
    if not right or wrong not in f"{demand.text}{demand.summary}{common.place_of(demand)}":
        return None
    if _is_place(turn, right):
        return "改", Arguments(no, f"地点={right}", name="改")
    if wrong in demand.summary:
        return "改", Arguments(no, f"摘要={demand.summary.replace(wrong, right)}", name="改")
    return "备注", Arguments(no, words, name="备注")


async def _mended(turn: Turn, no: int, key: str | None, value: str) -> tuple[str, Arguments] | None:
    """The command for what a value can only be: a summary, a form of help, a place, a field, a name."""
    if key in _TITLES:
        return "改", Arguments(no, f"摘要={value.strip(' ，,。吧嘛')}", name="改")
    bare = _AROUND.sub("", value).strip(" ，,。")
    if bare in MODES:
        return "改", Arguments(no, f"形式={bare}", name="改")
    if bare and _is_place(turn, bare):
        return "改", Arguments(no, f"地点={bare}", name="改")
    if bare and (find_field(bare) is not None or (len(bare) > 1 and turn.services.read_field(bare) is not None)):
        return "改", Arguments(no, f"领域={bare}", name="改")
    if (who := _WHO.match(bare)) and await _is_expert(turn, who.group(), no):
        return "派单", Arguments(no, who.group(), name="派单")
    return None


def _is_solved(words: str) -> bool:
    """打电话问了，他说已经好了不用来了; but not 好了又犯."""
    solved = _SOLVED.match(words)
    return solved is not None and noting.DOUBTFUL.search(solved["more"]) is None


def _urgency(words: str) -> str:
    return f"紧急={'否' if _NOT_URGENT.match(words) and not _URGENT.match(words) else '是'}"


async def _is_expert(turn: Turn, who: str, no: int | None = None) -> bool:
    named = await naming.named_experts(turn, who, turn.person.staff_bases[0], no)
    return any(is_exact for _, is_exact in named)


def _is_place(turn: Turn, words: str) -> bool:
    """石柱, 奉节白帝, and nothing else with it."""
    understood = turn.services.understand(words, turn.now)
    return understood.place is not None and not understood.tags and understood.intent != "demand"


async def _is_recorded(turn: Turn, focus: int) -> bool:
    """Written down for a caller by this person: what is told of the caller belongs to it."""
    demand = await turn.uow.demands.get(focus)
    return demand is not None and not demand.is_ended and demand.reporter_id == turn.person.id
