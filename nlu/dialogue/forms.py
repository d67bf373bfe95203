"""The fixed chat forms that always work (`揭榜 12 理由`), read before any guessing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu.text.patterns import lazy_regex

# 约12点 names an hour and 看 3 个病人 a count, not an order
_COUNTED = r"(?!\s+(?:个(?!数)|次(?!数)|场(?!地)|条(?!件)|位(?!置)|天(?!气)|点(?!位)|分(?!类)|星|小时|块钱))"
_AFTER = _COUNTED + r"(?=$|[\s,，。.;；:：、!！?？]|[^\d\s点时月日年亩个块元斤头只户人吨分米岁天%])"
_NUMBER = r"(?:(?:第|编号|单号)?\s*#?\s*(?P<number>\d{1,7})(?:\s*号单?|\s*单)?" + _AFTER + ")"
_REST = r"[\s,，:：。;；]*(?P<rest>.*)"

# name → (intent, whether a number must follow, whether anything may follow)
_FORMS: dict[str, tuple[str, str]] = {
    "进度": ("progress", "optional"),
    "查进度": ("progress", "optional"),
    "我的任务": ("progress", "alone"),
    "我的需求": ("progress", "alone"),
    "修改": ("edit", "number"),
    "撤回": ("cancel", "optional"),
    "取消约": ("cancel", "number"),
    "转人工": ("human", "alone"),
    "人工": ("human", "alone"),
    "帮助": ("help", "alone"),
    "导出我的信息": ("privacy", "alone"),
    "删除我的信息": ("privacy", "alone"),
    "我的信息": ("privacy", "alone"),
    "榜单": ("look", "words"),
    "看": ("look", "number"),
    "揭榜": ("claim", "words"),
    "问": ("ask", "number"),
    "答": ("answer", "number"),
    "婉拒": ("decline", "words"),
    "完成": ("complete", "number"),
    "请假": ("leave", "words"),
    "销假": ("leave", "alone"),
    "改约": ("propose_time", "number"),
    "约": ("propose_time", "number"),
    "同意": ("confirm", "number"),
    "不行": ("deny", "number"),
    "评价": ("rate", "number"),
    "留言": ("message", "number"),
    "待办": ("command", "alone"),
    "查": ("command", "number"),
    "发布": ("command", "number"),
    "派单": ("command", "words"),
    "改": ("command", "number"),
    "督办": ("command", "optional"),
    "办结": ("command", "number"),
    "退回": ("command", "number"),
    "添加宣讲": ("command", "words"),
    "添加专家": ("command", "words"),
    "统计": ("command", "period"),
    "代录": ("command", "words"),
    "命令": ("command", "alone"),
    "绑定": ("bind", "code"),
    "解绑": ("bind", "alone"),
    "宣讲": ("events", "alone"),
    "取消报名": ("signup", "optional"),
    "报名": ("signup", "optional"),
    "签到": ("checkin", "optional"),
}
_NUMBERED_ACTIVITY = {"报名", "取消报名", "签到"}
_HEAD = lazy_regex("(?P<name>" + "|".join(sorted(_FORMS, key=len, reverse=True)) + ")")
_WITH_NUMBER = lazy_regex(r"\s*" + _NUMBER + _REST, re.S)
_PERIOD = lazy_regex(r"\s*(本月|本周|今年|今天|上月|上周|本季度)?\s*$")
_CODE = lazy_regex(r"\s*[:：]?\s*(?P<rest>[0-9A-Za-z][0-9A-Za-z\-]{3,63})\s*$")
_DAY_TO_MEET = lazy_regex(r"(?:改)?约(?:[12]?\d|3[01])号(?!单|$)")  # 约15号上午: a day, no order
_END = lazy_regex(r"[\s。.!！?？~～]*$")


@dataclass(frozen=True, slots=True)
class Form:
    """A recognised form: its name, the intent, the number said (of a demand or an activity) and what follows."""

    name: str
    intent: str
    number: int | None
    rest: str

    @property
    def is_activity(self) -> bool:
        """Whether the number counts activities, not demands."""
        return self.name in _NUMBERED_ACTIVITY


def read_form(text: str) -> Form | None:
    """The fixed form that `text` is, or None where it is prose."""
    text = text.strip().lstrip("/／")
    head = _HEAD.match(text)
    if head is None or _DAY_TO_MEET.match(text):
        return None
    name = head["name"]
    intent, shape = _FORMS[name]
    tail = text[head.end() :]
    if shape != "alone" and shape != "period" and shape != "code" and (found := _WITH_NUMBER.match(tail)):
        return Form(name, intent, int(found["number"]), found["rest"].strip())
    return _without_number(name, intent, shape, tail)


def _without_number(name: str, intent: str, shape: str, tail: str) -> Form | None:
    if shape == "period":
        found = _PERIOD.match(tail)
        return Form(name, intent, None, (found[1] or "")) if found else None
    if shape == "code" and (code := _CODE.match(tail)):
        return Form(name, intent, None, code["rest"])
    if shape == "words" and tail[:1].isspace():
        return Form(name, intent, None, tail.strip())
    if shape != "number" and _END.match(tail):
        return Form(name, intent, None, "")
    if shape == "number" and re.match(r"\s+[A-Za-z#]+\s*$", tail):
        return Form(name, intent, None, tail.strip())
    return None
