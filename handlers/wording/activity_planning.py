"""What staff read while they announce, change and cancel an activity."""

from __future__ import annotations

from collections.abc import Sequence

from domain.activities import Activity
from handlers.wording.activities import head
from handlers.wording.common import joined, moment

PART = {"title": "主题", "when": "时间", "place": "地点", "audience": "对象"}
EXAMPLE = "添加宣讲 脆李冬季管护；12月1日上午9点；白帝镇文化中心；奉节果农；50人"


def ask_time() -> str:
    """No time was said."""
    return "什么时候开始？写明哪天几点，比如“12月1日上午9点”。"


def ask_one_time(texts: Sequence[str]) -> str:
    """Two times in one part."""
    return f"看到不止一个时间（{joined(texts)}），以哪个为准？只写一个，比如“12月1日上午9点”。"


def ask_exact(text: str) -> str:
    """下周, 12月."""
    return f"“{text}”具体是哪天几点开始？比如“12月1日上午9点”。"


def ask_clock(day: str) -> str:
    """A day without an hour."""
    return f"{day}几点开始？比如“上午9点”。"


def ask_later(moment_or_day: str) -> str:
    """The past."""
    return f"{moment_or_day}已经过了。请说个以后的时间，比如“12月1日上午9点”。"


def ask_sooner(moment_text: str) -> str:
    """More than a year ahead."""
    return f"{moment_text}太远了。请说个一年以内的时间，比如“12月1日上午9点”。"


def assumed_lunar(text: str) -> str:
    """Remark: lunar."""
    return f"“{text}”按农历换算的。"


def assumed_half(*, is_morning: bool) -> str:
    """Remark: 9点 without 上午."""
    return f"没说上午下午，按{'上午' if is_morning else '下午'}算的。"


def assumed_day(text: str) -> str:
    """Remark: 周三 on a Wednesday."""
    return f"“{text}”按上面的日期算的，请核对。"


def assumed_night() -> str:
    """Remark: at night."""
    return "这个时间是夜里，请核对。"


def ask_part(missing: str, others: Sequence[str]) -> str:
    """One question for what is missing."""
    question = {
        "title": "讲什么？写个主题，比如“脆李冬季管护”。",
        "when": ask_time(),
        "place": "在哪里办？比如“白帝镇文化中心”。",
        "audience": "请哪些人来？比如“奉节果农”“中小企业”“果树专家”或“全体”。",
    }[missing]
    rest = f"（后面还差{joined([PART[name] for name in others])}，可以一起说，用；隔开。）" if others else ""
    return question + rest


def confirm(activity: Activity, remark: str, people: int) -> str:
    """Read back before anybody is told; names the number of people."""
    places = f"名额 {activity.places} 人" if activity.places is not None else "名额不限"
    told = f"会通知 {people} 人" if people else "现在没有符合的人可通知，会列进“宣讲”"
    return (
        f"“{activity.title}”，{moment(activity.starts_at)}，{activity.place}；对象：{activity.audience}；{places}。"
        f"{remark}{told}。确定回“是”，不发回“不”，要改直接说，比如“改到下午两点”。"
    )


def audience_unknown(words: str) -> str:
    """Nobody can be picked out by these words."""
    return f"“{words}”看不出请哪些人。写上身份、地方或行业就行，比如“奉节果农”“中小企业”“果树专家”或“全体”。"


def announced(activity: Activity, people: int) -> str:
    """After the yes."""
    told = f"正在通知 {people} 人" if people else "已列进“宣讲”"
    return f"{head(activity)}，{told}。看报名回“名单 {activity.id}”，要改回“改宣讲 {activity.id} 时间=…”。"


def already_announced(activity: Activity) -> str:
    """The same line twice."""
    return f"这一场已经发过了：{head(activity)}。要改回“改宣讲 {activity.id} 时间=…”，看报名回“名单 {activity.id}”。"


def dropped() -> str:
    """算了."""
    return "好，这场活动不发了，没有通知任何人。"


def changed(activity: Activity, what: str, people: int, moved_up: int, *, is_told: bool) -> str:
    """改宣讲."""
    told = f"已告诉报了名的 {people} 位。" if people else "还没有人报名，不用通知。" if is_told else ""
    more = f"{moved_up} 位候补补上了。" if moved_up else ""
    places = f"（名额 {activity.places or '不限'}）" if "名额" in what else ""
    return f"改好了（{what}）：{head(activity)}{places}。{told}{more}"


def told_all(activity: Activity, words: str) -> str:
    """宣讲通知, to whoever signed up."""
    return f"第 {activity.id} 场“{activity.title}”通知：{words}"


def told_to(activity: Activity, people: int) -> str:
    """After it."""
    if not people:
        return f"第 {activity.id} 场还没有人报名，没有发给谁。"
    return f"正在发给第 {activity.id} 场报了名的 {people} 位。"


def unchanged(activity: Activity) -> str:
    """改宣讲 to what it is already."""
    return f"本来就是这样，没有改动：{head(activity)}。"


def confirm_cancel(activity: Activity, people: int) -> str:
    """取消宣讲, asked once."""
    return f"取消{head(activity)}，会通知 {people} 位报名和候补的人。确定回“是”，不取消回“不”。"


def cancelled(activity: Activity, people: int) -> str:
    """After the yes."""
    return f"已取消{head(activity)}" + (f"，正在通知 {people} 位。" if people else "，没有人报名，不用通知。")
