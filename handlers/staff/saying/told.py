"""What staff tell or ask of one demand by its number and what is a form all the same: 1号备注, 给1号农户说一声."""

from __future__ import annotations

import re

from handlers.turn import Arguments
from nlu.text.patterns import lazy_regex

LONGEST_NOTE = 120
_NO = (
    r"(?:第|编号|单号)?#?\s*(?P<no>\d{1,7})(?![\d点时:：个岁天亩头斤元米])\s*"
    r"(?:号单|号|单)?(?:这单|这件|那单|那件|这个|那个|需求)?(?:的)?"
)
_TAKE = r"(?:请|麻烦|帮我|帮忙|你)*(?:把|将)?"
_SIDE = (
    r"(?:农户|老乡|对方|企业|客户|群众|村民|学校|医院|业主|人家|那边|专家|[他她]|[\u4e00-\u9fff]{1,2}(?:大爷|大娘|大哥|大姐|大嫂|"
    r"嬢嬢|婆婆|老师|主任|教授|医生|老板|师傅|总))"
)
_ASKER = _SIDE.replace("专家|", "")
_NOTES = r"(?:备注|标注|注明|记录|补充|说明|小记)"
_ONE = r"(?:一?[下笔句条个点])?"
_WITH = r"(?:[，,：:\s]+|一?下[，,：:\s]*)"
_END = r"[的了呢吗嘛啊哈吧。？?！!]*$"
_SOLVED = r"(?:都|已经|说)*(?:解决|好|弄好|搞好|整好|搞定|没问题|没事)了"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "备注",
        lazy_regex(
            rf"^{_TAKE}{_NO}(?:上|里|这里)?(?:再|要|先)?(?:加|写|做|记|添)?{_ONE}{_NOTES}{_WITH}(?P<rest>.{{2,}})$",
            re.S,
        ),
    ),
    (
        "备注",
        lazy_regex(
            rf"^{_TAKE}(?:给|在|往)?{_NO}(?:上|里|后面)?(?:再|要)?(?:加|写|记|添|补)(?:上)?{_ONE}{_WITH}(?P<rest>.{{2,}})$",
            re.S,
        ),
    ),
    (
        "备注",
        lazy_regex(rf"^(?:请|帮我|麻烦)*(?:{_NOTES}|记){_ONE}[，,：:\s]*{_NO}[，,：:\s]*(?P<rest>.{{2,}})$", re.S),
    ),
    (
        "留言",
        lazy_regex(
            rf"^{_TAKE}(?:给|跟|告诉|通知|转告|提醒|回复){_NO}(?P<who>{_SIDE})?(?:说|讲|带|回)?(?:一声|一下|一句|句话|个话|个信)?(?:说|讲)?"
            rf"(?:[，,：:\s]+|(?<=说)|(?<=讲))(?P<rest>.{{2,}})$",
            re.S,
        ),
    ),
    (
        "留言",
        lazy_regex(
            rf"^{_NO}(?P<rest>.{{4,}}?)[，,。；; ]+(?:请|麻烦|帮我|帮忙|你)*(?:跟|给|告诉|转告|通知|提醒|喊)"
            rf"(?P<who>{_SIDE})(?:说|讲|带)?(?:一声|一下|一哈|个话|句话|说)?[。！]*$",
            re.S,
        ),
    ),
    (
        "查",
        lazy_regex(
            rf"^{_NO}(?:是|在|属于)*(?:哪个|啥|什么|哪)(?:乡镇|区县|镇|乡|村|县|里|儿|地方|区)(?:[的人])*{_END}"
        ),
    ),
    ("查", lazy_regex(rf"^{_NO}(?:是)?(?:谁|哪个|哪家|哪位)(?:报|提|登记|打电话|反映)?(?:来|上来)?{_END}")),
    ("查", lazy_regex(rf"^{_NO}(?:是)?(?:啥|什么|哪样)(?:事情?|问题|内容|需求|单){_END}")),
    ("改", lazy_regex(rf"^(?:请|帮我)?给{_NO}(?:标|弄|搞|改|设)?(?:成|为|个)?(?P<urgent>加急|紧急|急件){_END}")),
    (
        "查",
        lazy_regex(
            rf"^{_NO}(?:是|现在)?(?:约|定)(?:的|在|到|好)*(?:是)?(?:哪天|哪一天|几号|几点|什么时候|啥时候|好久|周几|星期几)(?:去|来)?{_END}"
        ),
    ),
    ("查", lazy_regex(rf"^(?:看看|看一?下|瞧瞧|查查|瞄一?下){_NO}(?:情况|详情)?{_END}")),
    (
        "改",
        lazy_regex(
            rf"^{_TAKE}{_NO}(?:地[点址]|区县|乡镇|地方)(?:写|填|登记|弄|搞)?错了?[，,：:\s]*(?:应该)?(?:是|在|改成)(?P<place>.{{2,14}}?)[吧嘛。]*$"
        ),
    ),
    (
        "办结",
        lazy_regex(rf"^{_NO}(?P<rest>{_ASKER}(?:打电话|来电|回话|回电)?(?:来)?(?:说|讲|反映){_SOLVED}.{{0,30}})$"),
    ),
    (
        "取消约",
        lazy_regex(
            rf"^(?:(?:请|帮我|麻烦)*取消{_NO}(?:约好?|预约|见面|上门|时间|那个时间)"
            rf"|{_NO.replace('no>', 'no2>')}(?:的)?(?:约|预约|上门)(?:的时间)?取消)(?:了|掉|吧|一下)*"
            r"(?:[，,：:\s]+(?P<rest>.*))?$"
        ),
    ),
    (
        "派单",
        lazy_regex(
            r"^(?:派单?|指派|改派)\s*#?(?P<no>\d{1,7})(?:号单|号|单)?\s*(?:给)?(?P<who>[\u4e00-\u9fff]{2,4}?)(?:老师|专家)?[吧嘛。]*$"
        ),
    ),
)
_URGENT = lazy_regex(r"(?:是|很|要|标|按|当)*(?P<value>加急|紧急|急件|特急|不急)(?:件|处理)?[的吧。]*")


def read(words: str) -> tuple[str, Arguments] | None:
    """The command's name and what is given to it; None where the words are something else."""
    for name, pattern in _FORMS:
        if found := pattern.match(words):
            return name, Arguments(
                int(found["no"] or found.groupdict()["no2"]), _rest(name, found.groupdict()), name=name
            )
    return None


def bare_urgency(rest: str) -> str | None:
    """改 3 加急: the value stands for its key."""
    found = _URGENT.fullmatch(rest.strip())
    return found["value"] if found else None


def _rest(name: str, found: dict[str, str | None]) -> str:
    if found.get("urgent"):
        return "紧急=是"
    if place := found.get("place"):
        return f"地点={place.strip(' ，,。')}"
    rest = (found.get("rest") or "").strip(" ，,：:")
    who = found.get("who") or ""
    if name == "派单":
        return who
    return addressed(who, rest) if name == "留言" else rest[:LONGEST_NOTE]


def addressed(who: str, words: str) -> str:
    """Words to the asker go as they are; to an expert they are led by who is meant."""
    return words[:LONGEST_NOTE] if not who or _is_asker(who) else f"{who}，{words}"


def _is_asker(who: str) -> bool:
    """Words to the asker reach the asker as they are; to an expert they are led by who is meant."""
    return (
        re.fullmatch(
            r"农户|老乡|[\u4e00-\u9fff]农|养殖户|种植户|厂里|对方|企业|客户|群众|村民|学校|医院|业主|人家|那边|老板|[他她]",
            who,
        )
        is not None
    )
