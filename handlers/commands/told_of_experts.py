"""What staff say of an expert in plain words: retired, away, another number; only of somebody who is in the pool."""

from __future__ import annotations

import re

from domain.errors import DomainError
from handlers.pool.keeping import naming
from handlers.turn import Arguments, Turn
from nlu.entities import read_caller
from nlu.entities.people import SURNAME_PATTERN
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

LONGEST, LONGEST_CARD = 60, 160
OF_NOBODY_ELSE = frozenset({("改专家", "单位")})  # 李铁牛调到巫山农委了, whoever that is: nobody's need
_WHO = r"^(?:专家|我们的|那个)?(?P<who>(?![他她你我这那])[\u4e00-\u9fff·]{2,4}?)(?:老师|教授|主任|专家|医生|研究员)?"
_SINCE = r"(?:已经?|刚刚?|上个?月|上周|昨天|前天|今年|去年|这个月|现在|要|就|最近)*"
_ADDS = lazy_regex(
    r"^(?:请|麻烦|帮我|帮忙|给我|我要|要|再|又|还要?|刚才|今天)*(?:加|添加?|新增|增加|录入?|登记|新来|来|进|有)(?:了|进来)?(?:一?[个位名])(?:新的?)?专家(?:入库|进来)?(?:了|叫|是|：|:)*"
    r"(?:[，,：:\s]+|(?<=叫)|(?<=[:：]))(?P<card>(?=[^，,；;\s]{2,4}[，,；;\s]).{8,})$",
    re.S,
)
_ENDS = lazy_regex(
    rf"{_WHO}{_SINCE}(?P<why>退休|离退|内退|去世|过世|病逝|逝世|不在人世|调走|调离|辞职|离职|不干|不当专家|退出专家库)了?(?:[，,。！!].{{0,30}})?$"
)
_STOPS = lazy_regex(
    r"^(?:请|麻烦|帮我)?(?:把|将)?(?P<who>[\u4e00-\u9fff·]{2,4}?)(?:老师|教授|专家)?(?:从专家库(?:里|中)?|的专家(?:身份)?)?"
    r"(?:停用|停了|停掉|移除|移出去|删了|删掉|注销)(?:吧|了|掉)?[，,。！!]*(?P<why>.{0,20})$"
)
_LEAVE = lazy_regex(
    rf"{_WHO}(?:从|要|想)?(?P<when>(?:(?:下个?|这个?|本)?(?:周|星期|礼拜|月)|明天|后天|\d{{1,2}}[月号日]).{{0,10}}?)?"
    r"(?:起|开始|要|都|想)*(?:请(?:了)?(?P<span>.{0,12}?)假|休(?:年|产|病|探亲)?假)(?P<rest>.{0,14})$"
)
_PHONE = lazy_regex(
    rf"{_WHO}的?(?:换|改|变)?了?(?:新)?(?:电话|手机|号码)(?:号码?)?(?:换|改|变)?(?:了|成|为|是)*[，,：:\s]*(?:新号|现在是|是)?(?P<phone>1[3-9]\d{{9}})(?:了|哈|。|！)*$"
)
_UNIT = lazy_regex(
    rf"{_WHO}{_SINCE}(?:换单位了?[，,\s]*(?:现在)?(?:在|去了|到了|是)|(?:单位)?(?:换|改)(?:成|到)了?|调到了?|调去了?|转到了?)(?P<unit>[\u4e00-\u9fff]{{3,20}}?)(?:了|上班了?|工作了?)?[。！]*$"
)
_AWAY = lazy_regex(
    rf"{_WHO}(?P<when>从?(?:今天|明天|后天|(?:下个?|这个?|本)(?:周|星期|月)|这几天|这段时间|最近|\d{{1,2}}月.{{0,6}}?|\d{{1,2}}[号日].{{0,6}}?)?)"
    r"(?:起|开始|都|一直|要|还|人)*(?:在外地?|在外面|出差|出国|住院|生病|病了|培训|学习|封闭|忙得很|没空|不得空|不在(?:家|本地|单位|重庆)?)[^，,。]{0,8}"
    r"(?:[，,。！\s]*(?:先|暂时|就)?(?:莫|不要|别|不用|不)(?:再)?(?:给)?(?:他|她)?(?:派|推|安排|发)(?:单|活)?(?:给?[他她])?)?[了吧嘛哈。]*$"
)
_NO_MORE = lazy_regex(r"(?:先|暂时|就)?(?:莫|不要|别|不用|不)(?:再)?(?:给)?(?:他|她)?(?:派|推|安排|发)")
_BACK = lazy_regex(
    rf"{_WHO}(?:已经?|今天|昨天|现在)*(?:回来(?:上班)?|销假|病好|出院|上班|返岗|有空|(?:可以|能)(?:给[他她])?(?:派|接)单?|恢复(?:派|接)单)了?(?:[，,。\s]*(?:可以|能)(?:给[他她])?(?:派|接|推)单?)?[了吧嘛哈。]*$"
)
_SETS = lazy_regex(
    r"^(?:请|帮我|把|将)*(?P<who>(?![他她你我这那])[\u4e00-\u9fff·]{2,4}?)(?:老师|教授|主任|专家|医生)?的"
    r"(?P<key>擅长|专长|职称|单位|最大在办|手机|电话|所在地|领域)(?:写错了?|错了|搞错了|登记错了)?[，,\s]*(?:应该|要|现在)?(?:改成|改为|换成|是|为|改到|调到|调成)"
    r"(?P<value>(?!多少|好多|啥|什么|哪|几).{1,30})$"
)
_PROMOTED = lazy_regex(
    rf"{_WHO}{_SINCE}(?:升|评上?|晋升|聘)(?:了|为|成|到)*(?P<title>(?:正|副)?高级?(?:[\u4e00-\u9fff]{{2,4}}师)?|(?:副)?(?:研究员|教授|主任医师))(?:职称)?了?[。！]*$"
)
_ADDS_SKILL = lazy_regex(
    rf"{_WHO}(?:的)?(?:再|还|也)*(?:加|添|补|会|懂)(?:上)?(?:一?[个项条])?(?:擅长|专长)[，,：:\s]*(?P<what>[^，,。]{{2,30}})[。！]*$"
)
_PAUSES = lazy_regex(
    rf"{_WHO}(?:先|暂时)?(?:暂停|停)(?:一下|一段时间|几天|接单|派单)+(?:[，,\s]*(?:先|暂时)?(?:不|莫|别|不要)(?:再)?(?:给[他她])?(?:派|接|推)单?)?[了吧嘛。]*$"
)
_INVITES = lazy_regex(
    r"^(?:请|麻烦|帮我|给|发)*邀请(?:一?下)?(?P<who>(?!管家|管理员|专家)[\u4e00-\u9fff·]{2,4}?)(?:老师|教授|入库)?[吧嘛。]*$"
)
_RESTORES = lazy_regex(
    r"^(?:停错了?|搞错了?|弄错了?|不对)?[，,。\s]*(?:把|将)?(?P<who>[\u4e00-\u9fff·]{2,4}?)(?:老师|教授|专家)?(?:恢复|重新启用|启用)"
    r"(?:回来|了|吧|一下)*[。！]*$"
    r"|^(?:停错了?|搞错了?|弄错了?|不对)[，,。\s]*(?:请|快|把|给)?(?:恢复|启用)(?P<who2>[\u4e00-\u9fff·]{2,4}?)(?:老师|教授)?[吧嘛。！]*$"
)
_SAME = lazy_regex(
    r"^(?:专家|库里|把|那个)?(?P<one>[\u4e00-\u9fff·]{2,4})(?:老师)?(?:和|跟|与|同)(?P<two>[\u4e00-\u9fff·]{2,4}?)"
    r"(?:老师)?(?:其实|应该|就)?(?:是)?(?:同一个|一个|同一)人(?:[，,。\s]*(?:把|请)?(?:合并?|并)(?:一?[下起]|成一个|起来|了|吧)*)?[了吧嘛。]*$"
)
_NAME = lazy_regex(rf"(?:{SURNAME_PATTERN})[\u4e00-\u9fff·]{{1,2}}")
_IS_UNIT = lazy_regex(r"(?:大学|学院|研究院|院|所|站|局|委|中心|公司|医院|学校|集团|协会|合作社)$")
_SKILL = lazy_regex(
    rf"{_WHO}的?(?:擅长|专长)(?:里)?(?P<sign>加上?|增加|添加?|去掉|删掉?|改成|改为|换成)[，,：:\s]*(?P<what>[^，,。]{{2,30}})[。！]*$"
)


async def read(turn: Turn, text: str | None = None) -> tuple[str, Arguments] | None:
    """李明华退休了 as 停用专家 李明华 退休, which is confirmed before it is done."""
    words = normalise(turn.text if text is None else text).strip()
    if (added := _ADDS.match(words)) and len(words) <= LONGEST_CARD:
        return "添加专家", Arguments(rest=added["card"].strip(" ，,。"), name="添加专家")
    if len(words) > LONGEST:
        return None
    if both := _SAME.match(words):
        return "合并专家", Arguments(rest=await _numbers(turn, both["one"], both["two"]), name="合并专家")
    meant = _meant(words)
    for name, who, rest in meant:
        known = await naming.of_bases(turn, who, turn.person.staff_bases)
        is_name = _NAME.fullmatch(who) is not None and read_caller(who) is None
        if name == "邀请" and known:
            return name, Arguments(rest=f"专家 {who}", name=name)
        if known or (is_name and (name, rest[:2]) in OF_NOBODY_ELSE):
            return name, Arguments(rest=f"{who} {rest}".strip(), name=name)
    return None


async def _numbers(turn: Turn, *names: str) -> str:
    """王大力和王大利是一个人: the number of each, where there is one of that name; else the names, to be refused."""
    numbers = []
    for name in names:
        found = await naming.of_bases(turn, name, turn.person.staff_bases)
        if not found:
            raise DomainError("expert_unknown", name=name)
        numbers.append(str(found[0].id))
    return " ".join(numbers)


def speaks_of_one(text: str) -> bool:
    """王小虎下周休假: of an expert who is there, or is said to be."""
    return bool(_meant(normalise(text).strip()))


def _meant(words: str) -> list[tuple[str, str, str]]:
    """Command, expert and what is given to it, for each reading that the words allow."""
    found: list[tuple[str, str, str]] = []
    if said := _ENDS.match(words) or _STOPS.match(words):
        found.append(("停用专家", said["who"], said["why"].strip("，,。")))
    if said := _LEAVE.match(words):
        span = f"{said['when'] or ''}{said['span'] or ''}{said['rest']}".strip("，,。了的")
        found.append(("改专家", said["who"], f"请假={span or '长期'}"))
    elif (said := _AWAY.match(words)) and (said["when"] or _NO_MORE.search(words)):
        found.append(("改专家", said["who"], f"请假={said['when'].removeprefix('从') or '长期'}"))
    if said := _INVITES.match(words):
        found.append(("邀请", said["who"], ""))
    if said := _RESTORES.match(words):
        found.append(("恢复专家", said["who"] or said["who2"], ""))
    if said := _BACK.match(words):
        found.append(("改专家", said["who"], "请假=没有"))
    if said := _PHONE.match(re.sub(r"(?<=\d)[ -](?=\d)", "", words)):
        found.append(("改专家", said["who"], f"手机={said['phone']}"))
    if (said := _UNIT.match(words)) and _IS_UNIT.search(said["unit"]):
        found.append(("改专家", said["who"], f"单位={said['unit']}"))
    if said := _SETS.match(words):
        found.append(("改专家", said["who"], f"{said['key']}={said['value'].strip(' ，,。了吧')}"))
    if said := _PROMOTED.match(words):
        found.append(("改专家", said["who"], f"职称={said['title']}"))
    if said := _ADDS_SKILL.match(words):
        found.append(("改专家", said["who"], f"擅长+{said['what']}"))
    if said := _PAUSES.match(words):
        found.append(("改专家", said["who"], "请假=长期"))
    if said := _SKILL.match(words):
        sign = "=" if said["sign"] in {"改成", "改为", "换成"} else "-" if said["sign"][0] in "去删" else "+"
        found.append(("改专家", said["who"], f"擅长{sign}{said['what']}"))
    return found
