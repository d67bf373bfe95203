"""What staff say of an expert in plain words: retired, away, another number; only of somebody who is in the pool."""

from __future__ import annotations

import re

from handlers.pool import naming
from handlers.turn import Arguments, Turn
from nlu.entities.people import SURNAME_PATTERN
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

LONGEST = 60
_WHO = (
    rf"^(?:专家|我们的|那个)?(?P<who>(?:{SURNAME_PATTERN})[\u4e00-\u9fff·]{{1,3}}?)(?:老师|教授|主任|专家|医生|研究员)?"
)
_SINCE = r"(?:已经?|刚刚?|上个?月|上周|昨天|前天|今年|去年|这个月|现在|要|就|最近)*"
_ENDS = lazy_regex(
    rf"{_WHO}{_SINCE}(?P<why>退休|离退|内退|去世|过世|病逝|逝世|不在人世|调走|调离|辞职|离职|不干|不当专家|退出专家库)了?(?:[，,。！!].{{0,30}})?$"
)
_STOPS = lazy_regex(
    r"^(?:请|麻烦|帮我)?(?:把|将)?(?P<who>[\u4e00-\u9fff·]{2,4}?)(?:老师|教授|专家)?(?:从专家库(?:里|中)?|的专家(?:身份)?)?"
    r"(?:停用|停了|停掉|移除|移出去|删了|删掉|注销)(?:吧|了|掉)?[，,。！!]*(?P<why>.{0,20})$"
)
_LEAVE = lazy_regex(
    rf"{_WHO}(?:从|要|想)?(?P<when>(?:下个?|这个?|本)(?:周|星期|月)|明天|后天|\d{{1,2}}月.{{0,8}}?|\d{{1,2}}[号日].{{0,6}}?)?"
    r"(?:起|开始|要|都|想)*(?:请(?:了)?(?P<span>.{0,12}?)假|休(?:年|产|病|探亲)?假)(?P<rest>.{0,14})$"
)
_PHONE = lazy_regex(
    rf"{_WHO}的?(?:换|改|变)?了?(?:新)?(?:电话|手机|号码)(?:号码?)?(?:换|改|变)?(?:了|成|为|是)*[，,：:\s]*(?:新号|现在是|是)?(?P<phone>1[3-9]\d{{9}})(?:了|哈|。|！)*$"
)
_UNIT = lazy_regex(
    rf"{_WHO}{_SINCE}(?:换单位了?[，,\s]*(?:现在)?(?:在|去了|到了|是)|(?:单位)?(?:换|改)(?:成|到)了?|调到了?|调去了?|转到了?)(?P<unit>[\u4e00-\u9fff]{{3,20}}?)(?:了|上班了?|工作了?)?[。！]*$"
)
_IS_UNIT = lazy_regex(r"(?:大学|学院|研究院|院|所|站|局|委|中心|公司|医院|学校|集团|协会|合作社)$")
_SKILL = lazy_regex(
    rf"{_WHO}的?(?:擅长|专长)(?:里)?(?P<sign>加上?|增加|添加?|去掉|删掉?|改成|改为|换成)[，,：:\s]*(?P<what>[^，,。]{{2,30}})[。！]*$"
)


async def read(turn: Turn) -> tuple[str, Arguments] | None:
    """李明华退休了 as 停用专家 李明华 退休, which is confirmed before it is done."""
    words = normalise(turn.text).strip()
    if len(words) > LONGEST:
        return None
    for name, who, rest in _meant(words):
        if await naming.of_bases(turn, who, turn.person.staff_bases):
            return name, Arguments(rest=f"{who} {rest}".strip(), name=name)
    return None


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
    if said := _PHONE.match(re.sub(r"(?<=\d)[ -](?=\d)", "", words)):
        found.append(("改专家", said["who"], f"手机={said['phone']}"))
    if (said := _UNIT.match(words)) and _IS_UNIT.search(said["unit"]):
        found.append(("改专家", said["who"], f"单位={said['unit']}"))
    if said := _SKILL.match(words):
        sign = "=" if said["sign"] in {"改成", "改为", "换成"} else "-" if said["sign"][0] in "去删" else "+"
        found.append(("改专家", said["who"], f"擅长{sign}{said['what']}"))
    return found
