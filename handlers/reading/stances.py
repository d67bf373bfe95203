"""How somebody stands to an order that is offered, clause by clause: a claim with a but stays a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handlers.reading import questions
from handlers.reading.hindrances import HELD_UP, NO_TIME, unable
from nlu.text.patterns import lazy_regex

Kind = Literal["takes", "later", "not_then", "cannot", "refuses", "none"]

_CLAUSE = lazy_regex(r"[，,。；;！!？?\s]+|(?<!^)(?<!只)(?=但是?|只?不过|只是|然而|就是(?=[这今明后周下最我要]))")
_TAKES = lazy_regex(
    r"(?<![交衔嫁对直迎待连])(?<![没别有些得哪]人)(?<!几个人)(?<!多少人)(?<!好多人)(?<!不[用必要消])(?<!莫[来去])接(?![不到电触种口着待近壤骨头他她我你您人没吗么]|啥|什么|哪|多少|过吗|单人|的[人多]|了[^单，]{1,4}的|下来(?!吧|了|嘛|哈|$))|单.{0,2}我要|我要这?一?单|我(?:拿下|揽)|揭(?:榜|下|了)|我揭|认领"
    r"|(?<![让叫喊请等])我们?(?:可以|能|愿意|想|自己|马上|这就|立马|立刻|现在就?|今天就)*(?:赶?过)?[来去](?:吧|嘛|办|处理|指导|帮|看看|看|跟|哈|一趟|$)|算我|交给我|(?:很|非常|十分)乐意|愿意(?:接|去|来|帮)"
)
_ONLINE = lazy_regex(
    r"(?:只能|只好|只可以|只有|(?<![不没])能|可以|改成|就)(?:给[他她]|帮忙|在|用|走|通过)?(?:线上|视频|远程|网上|云上|(?:电话|微信)(?:里|上)?(?=看|指导|讲|说|教|聊|解答|问))"
    r"|(?:线上|视频|远程|网上)(?:看|指导|讲|会诊|连线|教)?(?:的话|倒是|我|就|还|是|都)*(?:可以|得行|行|要得|没(?:得)?问题|能(?:看|讲|指导))"
)
_AGREES = lazy_regex(
    r"^(?:行|可以|要得)倒?是(?:行|可以|要得)$|^(?:我|那就?|这个?|我)*(?:没(?:得)?问题|可以|行|要得|得行|愿意|好的?)(?:的|吧|嘛|啊|哈|了)*$"
)
_BUT = lazy_regex(r"但|只?不过|只是|就是")
_NO_PROBLEM = lazy_regex(r"没(?:得)?问题|愿意")
_IF = lazy_regex(r"的话|如果|要是|假如|别人|谁|有人|其他|他接|她接|被接")
_OTHERS = lazy_regex(r"[他她]|对方|农户|老乡|人家|他们")
_ASKS = lazy_regex(r"[吗么不没呢]$|能不能|可不可以|能否|可否|行不行|要不要|得不得|是不是|有没有|咋|怎么|为什么")
_CANNOT = lazy_regex(
    rf"{unable('来去到接')}|{HELD_UP}|{NO_TIME}"
    r"|出差|出国|开会|有会|有事|有课|有安排|(?<!行)不得?行$|不方便(?!开|打|停|写|填|拍)|(?:很|太|比较|有点|最近|都)忙|在外(?:地|面|省)|(?<!在)不在(?:家|重庆|本地|单位)?$|排满|满了|排期|排到(?:了)?(?:明年|下|\d+月)"
)
_BOUND = lazy_regex(
    r"今[天日晚早]|明[天早晚]|后天|这[两几三]天|[周星期礼拜][一二三四五六日天]|[这本下]周|这?个?星期|[这本下]个?月|上午|下午|晚上|\d+[号日]|现在|马上|目前|暂时|月底|眼下|近期|最近|明年|\d+月|[一二三四五六七八九十]+月"
)
_LATER = lazy_regex(
    r"(?:下周|下个?星期|下礼拜|月底|月初|月中|下个?月|周末|[周星期礼拜][一二三四五六日天]|明天|后天|过(?:了)?(?:[几两这]天?|一?阵|周.|\d+号)|回来|改天|晚[几两一]天|\d+[号日]|忙完)"
    r".{0,8}?(?:可以|能|去|来|到|再|行|有空|得空|看|要得|方便|有时间)"
)
_NEVER = lazy_regex(
    r"(?:(?<!不)归|该|由|是)(?!我|您|你|谁|哪|不是).{1,8}管(?:的|嘛|哦)*$|(?:应该?|该)(?:去)?(?:找|问)(?!我|他|她|农户).{2,8}$|我们?(?:已经|早就?|从来)?不(?:再)?(?:搞|做|干|研究|接触)(?!不).{0,6}$|(?:跑|走|干)不动|吃不消|没(?:得|有)?兴趣"
    r"|^换(?:一?个)?.{0,5}(?:老师|专家|人)(?:吧|嘛|来|去|$)|不(?:归|属于?|由|该)(?:我|我们|咱)|不是(?:我|我们|咱)们?(?:这边|这里|所|站|科|单位)?(?:的)?(?:来)?(?:事|活|管|负责|专业|领域|方向|范围|业务|强项|专长|研究|搞|弄|做)|轮不到(?:我|我们)"
    r"|(?:搞|弄|做|干|办|处理)不(?:来|懂|定|了)|(?:不|没)(?:太|大|怎么|咋)?(?:懂|熟|会|擅长|了解|搞过|做过|接触过|研究过)(?:这|$|行|的)"
    r"|(?<![能可得])(?:不|没)(?:太|大)?(?:想|愿意?|敢|打算|准备|考虑|再|能|法|办法)?(?:接(?!电)|揭|参加|掺和|参与)"
    r"|我?就?(?:不想|不愿意?|不)(?:再)?[来去](?:了|成|$)|(?:我)?(?:退出|婉拒|拒绝|谢绝|推辞)|不对口|爱莫能助|无能为力|一窍不通|另请高明"
    r"|(?:交|让|转|派)给?(?:我们?(?:的)?)?(?:同事|徒弟|学生|学弟|师弟|师兄|(?:所|站|院|科|系)里(?:的)?[\u4e00-\u9fff]{1,4})|(?:交|让|派|留|转|换)给?(?:别人|别个|其他人?|别的|旁人)|(?:找|请|换|叫|喊)(?:个)?(?:别人|别个|别的|其他|另外)"
    r"|(?:有没有|有没得|找个?|换个?)(?:离)?(?:得)?近(?:一?点|些)?的(?:老师|专家|人)?|^(?:还是|你们|就|要不然?|干脆|不如|最好)*(?:让|叫|喊|请)(?!他|她|人家|农户|老乡|对方|我|你|您).{1,6}?[去来接看](?:吧|嘛|看|更|$)"
)
_NOT_NEVER = lazy_regex(r"不是不(?:接|想|愿|去|来|能)|不接不行|不[来去]不行|为什么不|怎么不|不会不")


@dataclass(frozen=True, slots=True)
class Stance:
    """What the words amount to, and what else they say."""

    kind: Kind
    rest: str = ""  # the clauses beside the claim


def read_stance(text: str) -> Stance:
    """可以接，但今天去不了 takes; 我出差，月底回来再去 would come later; 这个不归我管 refuses."""
    clauses = [one for one in _CLAUSE.split(text.strip()) if one]
    if _NOT_NEVER.search(text):
        clauses = [one for one in clauses if not _NOT_NEVER.search(one)]
    kinds = [_of_clause(one) for one in clauses]
    rest = "，".join(one for one, kind in zip(clauses, kinds, strict=True) if kind not in {"takes", "agrees"})
    says_but = "not_then" in kinds or "later" in kinds or any(_BUT.match(one) for one in clauses)
    is_taken = "takes" in kinds or "online" in kinds or (says_but and "agrees" in kinds and _is_firm(clauses, kinds))
    last = next((kind for kind in reversed(kinds) if kind in {"takes", "online", "refuses"}), "")
    if last == "refuses":
        return Stance("refuses", rest)
    if is_taken:
        return Stance("takes", rest)
    if "not_then" in kinds or "later" in kinds:
        return Stance("later" if "later" in kinds else "not_then", rest)
    return Stance("cannot" if "cannot" in kinds else "none")


def _of_clause(clause: str) -> str:
    """Which way one clause points; empty where it says something else."""
    if _NEVER.search(clause):
        return "refuses"
    if takes_online(clause):
        return "online"
    if _OTHERS.search(clause):
        return ""
    is_bound = _BOUND.search(clause) is not None
    if _CANNOT.search(clause):
        if "是可以" in clause or "可以是" in clause:
            return "takes"
        return "not_then" if is_bound else "cannot"
    if _IF.search(clause):
        return ""
    if (taken := _TAKES.search(clause)) and not _ASKS.search(clause) and not _is_asked(clause[: taken.end()]):
        return "takes"
    if _LATER.search(clause):
        return "later"
    return "agrees" if _AGREES.match(clause) else ""


def takes_online(clause: str) -> bool:
    """只能线上看, 视频指导可以: taken, only not on the spot; 线上行不行 asks."""
    found = _ONLINE.search(clause)
    if found is None or _OTHERS.search(clause[: found.start()]):
        return False
    return not _ASKS.search(clause) and not questions.asks(clause)


def _is_asked(claim: str) -> bool:
    """还有哪些人接了: what stands up to the word that claims asks; 哪天都接 does not."""
    return questions.asks(claim) and "都" not in claim


def _is_firm(clauses: list[str], kinds: list[str]) -> bool:
    """可以，但今天去不了 and 没问题，后天来 go on from a yes; 好，今天没空 does not."""
    first = next(one for one, kind in zip(clauses, kinds, strict=True) if kind == "agrees")
    return clauses.index(first) == 0 and (not first.startswith("好") or _NO_PROBLEM.search(first) is not None)
