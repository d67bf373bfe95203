"""Whether words agree to the time on the table: a question never does, a but counters, a yes may say more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from handlers.reading import questions, stalling
from handlers.visits.heard import refusals
from handlers.visits.heard import times as visit_times
from nlu.dialogue.acts import Side, read_act
from nlu.dialogue.answers import read_answer
from nlu.text.patterns import lazy_regex
from nlu.times import read_times

Kind = Literal["yes", "but", "asks", "none"]

FEWEST = 4  # characters that are worth passing on
_CLAUSE = lazy_regex(
    r"[，,。；;！!~～?？\s]+|(?<!^)(?=但是?|只?不过(?!来|去)|可是(?!不)|只是|就是(?=[有太怕要得早晚]|能不能))"
)
_ASKS_TIME = lazy_regex(
    r"哪(?:一)?个?(?:周|星期|礼拜)|几号|(?:星期|礼拜|周)几|(?:多少|好多)号|几点(?!的?(?:车|飞机|高铁|动车|火车)|钟?(?:出发|动身|到站|下车|结束|完|散))|哪(?:一)?[天日]|啥子?时候|什么时候|好久(?=来|到|去|$)"
    r"|几月|多久|(?:周|星期|礼拜)[一二三四五六日天]还是.{0,3}(?:周|星期|礼拜)[一二三四五六日天]|上午还是下午|早上还是下午|(?:是|在)[^，,。]{1,6}还是|(?:农|阴|阳|公)历(?:的)?(?:好多|多少|几|哪)|(?:农|阴|阳|公)历.{0,3}(?:十|初)?几|[冬腊正]月(?:好多|多少|几|初几)"
)
_OFFERS = lazy_regex(
    r"行不行?|可不可以|可以(?:不|吗|么)|要得(?:不|吗)|得行(?:不|吗)|好不好|行[吗么]|成不成?|如何|怎么样|咋样|方便(?:不|吗)|有空(?:不|吗|没)|得空(?:不|吗|没)|能不能|能否|来不来得"
)
_UNSURE = lazy_regex(
    r"(?:也|还|都)?(?:不(?:太|大)?确定|拿不准|不一定(?=$|[，,。嘛哦哈啊])|(?:还)?定不(?:了|下来)|(?:还)?没(?:有)?(?:定(?:下来)?|想好)|再想想|(?:要|得|再|先|还)(?:研究|商量|讨论|合计|请示)(?:一?下|哈|研究|商量|讨论)?|考虑(?:一?下|哈|哈儿)|(?:给|跟)(?:您|你|老师)们?(?:回复|答复|回话|回信|准信)|(?:晚点|稍后|回头|之前)[^，。]{0,3}(?:回复|答复|回话))(?!.{0,3}[吗?？])|"
    r"(?:不晓得|不知道|不确定|说不准|说不好|不一定|看).{0,8}(?:有没(?:得|有)?空|有空没(?:得|有)|得不得空|在不在|来不来得|走不走得|空不空|行不行|得不得行)"
)
_CONDITION = lazy_regex(r"^(?:要是|如果|万一|假如|假使|除非|倘若|若|只要|碰到|遇到)|的话")
_BUT = lazy_regex(r"^(?:但是?|只?不过|可是|只是|就是)")
_UNEASY = lazy_regex(
    r"(?:太|有?(?:一)?点|稍微?|怕|好像|未免)(?:太|有点|是)?(?:早|晚|赶|急|紧|仓促|久|远)|早了|晚了|来不及|赶不[上到赢]|(?:早|晚|迟)(?:一)?点(?:儿)?(?:嘛|吗|行|可以|不|来|到|$)"
)
_TOO = lazy_regex(  # 早晨我还要喂牛，莫来恁早
    r"(?:太|有(?:一)?点|恁|那么|这么)(?:早|晚|赶|急|紧|仓促)(?!.{0,3}[也都没]|饭)|(?:莫|别|不要|不能)(?:来|去|太|得|恁个?|那么|这么)+(?:早|晚)"
)
_WAITS = lazy_regex(
    r"(?<![不没别莫白])等(?:着|起|到|候)?(?:你|您|老师|专家|李|王|张|大家)(?!们?(?:通知|消息|回|电话|信|安排|说|定|好久|半天|来电))|(?:^|我们?)(?:就|都)?(?:在|到)[^，,。]{1,8}?(?<![不没别莫白])等(?:着|起|到|候|您|你|老师)*(?:哈|嘛|哦|了)*$|恭候|欢迎(?:老师|专家|您|你|光临|来|$)|到时候?(?:见|碰头)|不见不散|(?:周|星期|礼拜)[一二三四五六日天]见|[那明后]天见"
)
_IN_VAIN = lazy_regex(  # 等你们来黄花菜都凉了
    r"(?:都|早就?|已经|怕是?)(?:要)?(?:凉|冷|死|烂|晚|迟|黄|过|没|完|臭|干|枯)"
)
_ABSENT = lazy_regex(
    r"没(?:得|有)?(?:人|得人)|不在(?!话下|乎|意)|放假|赶场|办酒|吃酒|坐席|走人户|停[水电课产工]|检修|考试|搬家|检查|安不下|落(?:大)?雨|下(?:大)?雨|(?:要|得|在)(?:去)?[^，,。]{0,5}(?:办事|住院|看病|开庭|体检|上课|值班|出差|开会)"
)
_HOSTS = lazy_regex(
    r"泡(?:好|起)?茶|杀.{0,2}鸡|煮(?:好|起)?饭|办招待|来接|接(?:你|您|老师)|在(?:屋头?|家|厂里|单位|学校|医院|园子)|喊(?:几个|起|上)|叫上|准备好"
)
_NEGATES = lazy_regex(r"[没不莫别未]")
_AROUND_TIME = lazy_regex(
    r"行不行?|[来去到]|见面|见|约|时间|定[在起了]?|就|那|要不|老师|专家|您们?|你们?|我们?|咱们?|请|麻烦|看看|看|呢|嘛|哈|哦|嗯|好的?|的|在|是|想|吧|了|这天|那天|过|上门|一趟|整"
)
_FREE = lazy_regex(
    r"^(?:(?:那|这)(?:天|个时间|个时候)?|下?个?(?:周|星期|礼拜)[一二三四五六日天]|[明后]天|\d+[号日]|[上下]午|时间|我|我们|我这边|我刚?好|正好|刚好|都|也|倒是?|肯定|应该)*(?:刚好|正好|都|也|倒是?)*"
    r"(?:有空|得空|空[的起]|有时间|方便|在家|在屋头?|在的|没(?:得)?(?:啥|什么)?(?:事|问题|意见)|合适|可以|要得|得行|行)(?:的|了|嘛|哈|吧|撒|噻)*$"
)
_TO_PERSON = lazy_regex(
    r"(?:老师|专家|教授|医生|主任|师傅|您|你|您们|你们|大家)+(?:了|哈|嘛|啊)?$|(?<=[的得行好以题啊嘛])[\u4e00-\u9fff](?:老师|教授|医生|主任|师傅|工|院长|所长|站长)(?:了|哈|嘛|啊)?$|^(?:老师|专家|教授|医生|主任)+"
)
_LEAVES_IT = lazy_regex(
    r"^(?:都)?(?:随(?:你|您|便)|(?:听|看|依|由|凭)(?:你|您|老师)(?:的|安排|方便)?|(?:你|您|老师)(?:定|安排|说了算|看着?(?:办|来)))(?:嘛|吧|哈|就行|就是|了)*$"
)
_YES_THOUGH = lazy_regex(r"^(?P<word>可以|行|要得|好|得行)(?:倒)?是(?P=word)(?:的)?$")
_YESES = lazy_regex(
    r"(?:那|嗯|好)?(?:就|还是)?(?:这么|这样|恁个|照这个|按这个|按您?说的)(?:子)?(?:定|办|约|说定|时间)(?:了|下来)?(?:嘛|吧|哈|噻)*|"
    r"(?:那就?|嗯|哦|好的?|嘛|行|可以|要得|得行|没(?:得)?问题|同意|的|哈|吧|啊|了|就这样)*(?:行|可以|要得|得行|没(?:得)?问题|同意)(?:的|哈|吧|啊|了|嘛|撒)*"
    r"|(?:那)?(?:就)?(?:好得很|太好了|再好不过|求之不得|巴不得|正好|刚好|刚合适|巴适(?:得很|惨了)?|安逸(?:得很|惨了)?)(?:的|了|哈|嘛|啊)*"
)
_GIVES_PLACE = lazy_regex(r"等|碰头|见面|集合|会合")
_NAMES_OTHER = lazy_regex(
    r"[找问](?:他|她|我)|不(?:行|得行|可以|要|来|方便|在)|没(?:空|得空|时间)|取消|算了|撤|改天|换|(?:莫|别|不用|先不|不要)(?:慌|忙)?来"
)


_IS_OR_NOT = lazy_regex(r"([\u4e00-\u9fff])不\1")
_OF_CHANGE = lazy_regex(
    r"[改换挪推延](?:到|成|个|一[个天下]|期|天|约|时间|后|迟|$)|同[一样]|时间|钟点|照旧|不变|那天|这天|^(?:对不[住起]|不好意思|抱歉|实在)"
)
_ECHO = lazy_regex(  # 后天啊; 周三？我看哈
    r"[，,\s]*(?:是|真的)?[啊哦呀嗦么吗喔?？]+|[，,\s啊哦?？]*(?:(?:等|让|容)?我(?:先|再)?(?:看|想|问|查|算)(?:一?[下哈看想]|起|看看)*|再看|看看|再说)[，,。嘛哦哈吧]*"
)
Named = Literal["yes", "no", "open", "asks"]
_OF_CLOCK = frozenset({"minute", "hour"})
MOST_AROUND = 3  # characters beside the time and what goes with it


@dataclass(frozen=True, slots=True)
class Consent:
    """What the words are to a time on the table; `rest` is what they say besides."""

    kind: Kind
    rest: str = ""


def read_consent(text: str) -> Consent:
    """可以撒，你带点药来 is a yes and more; 可以是可以，就是有点早 wants another time; 周四是几号 asks."""
    if asks_time(text):
        return Consent("asks")
    clauses = [one for one in _CLAUSE.split(text.strip()) if one]
    agreeing = [at for at, one in enumerate(clauses) if _agrees(one)]
    if not agreeing:
        return Consent("none")
    others = [one for at, one in enumerate(clauses) if at not in agreeing]
    if any(_UNEASY.search(one) for one in others) or (
        any(_BUT.match(one) for one in others) and refusals.WILL_NOT_DO.search(text)
    ):
        return Consent("but", "，".join(others))
    if any(_names_other(one) for one in others):
        return Consent("none")
    return Consent("yes", _beside(clauses, agreeing[0], agreeing))


def read_named(text: str, rest: str, side: Side) -> Named:
    """The time on the table is named: 周四嘛 agrees, 周四是赶场天 does not, 周四啊 echoes, 周四我还在想 is open."""
    acts = read_act(text, side)
    hinders = refusals.WILL_NOT_DO.search(rest) is not None or _ABSENT.search(rest) is not None
    consents = read_consent(text).kind == "yes"
    agrees = consents or refusals.SUITS.search(rest) is not None
    if hinders or (acts.is_likely("cannot", "refuse") and not consents):
        return "open" if agrees else "no"
    if _ECHO.fullmatch(rest):
        return "asks"
    is_bare = _is_bare(rest) and not _NEGATES.search(rest)
    if is_bare or agrees or _WAITS.search(rest) or _HOSTS.search(rest) or acts.is_likely("agree"):
        return "yes"
    return "open"


def _is_bare(rest: str) -> bool:
    """Hardly anything stands beside the time."""
    return len(_AROUND_TIME.sub("", "".join(filter(str.isalnum, rest)))) <= MOST_AROUND


def offers_time(text: str, now: datetime, standing: datetime) -> bool:
    """十点行不 of 有点早，十点行不 offers; 上午要送娃 and the 周二 of 周二要得，就是要晚点 do not."""
    for clause in (one for one in _CLAUSE.split(text.strip()) if one and not _agrees(one)):
        rest = visit_times.without_times(clause, now, standing)
        if rest is None or refusals.WILL_NOT_DO.search(rest) or (_NEGATES.search(rest) and not _OFFERS.search(rest)):
            continue
        if _is_bare(rest) or refusals.SUITS.search(rest):
            return True
    return False


def agrees_at_last(text: str) -> bool:
    """周一下午我们村开会，在村委会等你，行: whatever else that day holds."""
    clauses = [one for one in _CLAUSE.split(text.strip()) if one]
    return len(clauses) > 1 and read_answer(clauses[-1]).kind == "yes" and not _NAMES_OTHER.search(text)


def is_uneasy(text: str) -> bool:
    """太早了嘛, 莫来恁早: the hour will not do, and no other is named."""
    return _TOO.search(text) is not None


def is_unsure(text: str) -> bool:
    """不晓得周四有没得空, 好的，我再看看: neither a yes nor a no."""
    return _UNSURE.search(text) is not None or stalling.hesitates(text)


def asks_time(text: str) -> bool:
    """哪个星期四哦, 周四是几号: which moment is meant, and no other one is offered."""
    return _ASKS_TIME.search(text) is not None and _OFFERS.search(text) is None


def offers(text: str) -> bool:
    """周六上午九点行不: a time is offered in the form of a question."""
    return _OFFERS.search(text) is not None


def without_conditions(text: str) -> str:
    """The words without 要是下雨就改周二, whose day is none that is offered."""
    parts = [one for one in refusals.CLAUSE.split(text) if one]
    return "，".join(one for one in parts if not _CONDITION.search(one)) if len(parts) > 1 else text


def says_more(text: str) -> str:
    """周五上午可以，您要不要投影仪？: what is said beside the time that suits, where it is more than courtesy."""
    clauses = [one for one in refusals.CLAUSE.split(text.strip()) if one]
    if not clauses or not refusals.SUITS.search(clauses[0]):
        return ""
    rest = "，".join(clauses[1:])
    is_more = len(rest) > FEWEST and read_answer(rest).kind == "other" and not _UNEASY.search(rest)
    return rest if is_more or questions.is_question(text) else ""


def beside_time(text: str, now: datetime, standing: datetime | None) -> str:
    """先把病叶剪了，我周二下午过去: what is told beside the time that is offered."""
    told = [one for one in refusals.CLAUSE.split(text.strip()) if len(one) > 1 and _is_beside(one, now, standing)]
    rest = "，".join(told)
    return rest if read_answer(rest).kind == "other" and len(rest) > FEWEST else ""


def names_bare(text: str, now: datetime) -> bool:
    """那周一上午九点半，请备好报表: one clause is a day with its hour, and nothing else."""
    for clause in refusals.CLAUSE.split(text.strip()):
        rest = visit_times.without_times(clause, now, now)
        if rest is not None and _is_bare(rest) and any(one.grain in _OF_CLOCK for one in read_times(clause, now)):
            return True
    return False


def _is_beside(clause: str, now: datetime, standing: datetime | None) -> bool:
    if visit_times.has_time(clause, now, standing) or visit_times.is_shift(clause) or _agrees(clause):
        return False
    if visit_times.PUT_OFF.search(clause) or offers(clause) or asks_time(clause) or _UNEASY.search(clause):
        return False
    return read_answer(clause).kind == "other" and not _is_bare(clause) and not _OF_CHANGE.search(clause)


def _names_other(clause: str) -> bool:
    """算了，改天 beside a yes; 要不要派车 only asks."""
    plain = _IS_OR_NOT.sub("", clause)
    return _NAMES_OTHER.search(plain) is not None and not _CONDITION.search(clause) and not _BUT.match(clause)


def _agrees(clause: str) -> bool:
    bare = _TO_PERSON.sub("", clause) or clause
    if questions.is_question(clause) or _CONDITION.search(clause) or _BUT.match(clause):
        return False
    if read_answer(bare).kind == "yes" or _LEAVES_IT.match(clause) or _YESES.fullmatch(bare) or _FREE.match(bare):
        return True
    if _WAITS.search(clause) and refusals.WILL_NOT_DO.search(clause) is None and not _IN_VAIN.search(clause):
        return True
    return _YES_THOUGH.match(bare) is not None  # 可以是可以, which announces a but


def _beside(clauses: list[str], first: int, agreeing: list[int]) -> str:
    """What else is said: behind the yes all of it, before it only where to meet; waiting somewhere tells the place."""
    told = []
    for at, one in enumerate(clauses):
        gives_place = _GIVES_PLACE.search(one) is not None and len(one) > FEWEST
        if (at in agreeing and gives_place) or (at not in agreeing and (at > first or gives_place)):
            told.append(one)
    rest = "，".join(told)
    return rest if len(rest) >= FEWEST and read_answer(rest).kind == "other" else ""
