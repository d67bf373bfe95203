"""What is said when experts tell of changes in their own lives."""

from __future__ import annotations

from collections.abc import Sequence

TASK = "专家资料变动"
FOLLOW = "回话用“回复 {id} …”，办完回“办了 {id}”。"
DECIDE = "回“通过 {id}”或“驳回 {id} 理由”。"


def retired() -> str:
    """Stopped the same day; the pool itself is changed by a person."""
    return "也告诉管家了。感谢您这些年，还愿意接单随时说！"


def offers() -> str:
    """A lecture or a result is offered: a butler arranges it."""
    return "太好了，已告诉管家，安排好时间地点联系您。"


def registration_waits() -> str:
    """我的登记通过了没."""
    return "您的专家登记还在核实，管家看过马上告诉您。急的话回“转人工”。"


def leaves() -> str:
    """Out of the pool: taken out by a person."""
    return "也告诉管家了，核实后移出专家库。连消息也不想收，回“解绑”。"


def moved() -> str:
    """The unit is changed by staff."""
    return "记下了，管家核实后改您的单位，改好告诉您。擅长、职称有变，回“改资料 擅长=…”自己就能改。"


def name_asked() -> str:
    """The name is changed by staff."""
    return "记下了，管家核实后改您的姓名，改好告诉您。"


def confirm_change(line: str) -> str:
    """A change told in prose, before it is made: the line of 改资料."""
    if "+" in line:
        return f"给您的擅长加上“{line.partition('+')[2]}”，对吗？回“是”就加，不是回“不”。"
    if "-" in line:
        return f"把“{line.partition('-')[2]}”从您的擅长里去掉，以后不派这类单，对吗？回“是”就去掉，不是回“不”。"
    key, _, value = line.partition("=")
    if key == "最大在办":
        return f"您手上最多同时 {value} 单，对吗？回“是”就改，不是回“不”。"
    return f"把您的{key}改成“{value}”，对吗？回“是”就改，不是回“不”。"


def phone_changed() -> str:
    """One's own number."""
    return "电话改好了，只有管家看得到。"


def which_phone() -> str:
    """我换电话了, without the number."""
    return "新号码是多少？直接发给我就改，只有管家看得到。"


def retires() -> str:
    """明年退休了: not yet, but known."""
    return "记下了，告诉管家了。在那之前照常推单，不想接了回“请假”。"


def still_there() -> str:
    """我还在原单位."""
    return "好的，单位没变，记下了。"


def no_messages() -> str:
    """我不想收消息了: which of the two?"""
    return "只停新单推送回“请假”，回“销假”恢复；一条消息都不收回“解绑”。手上的单照旧提醒。"


def quiet(start: str, end: str, *, has_any: bool) -> str:
    """以后晚上莫给我发消息."""
    if not has_any:
        return "好的，记下了。要停一阵新单回“请假”，一条都不收回“解绑”。"
    return f"晚上{start}到早上{end}本来就不推消息，急事和您自己刚问的除外。要停一阵新单回“请假”，一条都不收回“解绑”。"


def unit_asked(key: str, value: str) -> str:
    """改资料 单位=…: staff look into it."""
    return f"{key}改成“{value}”要管家核实，已转给管家，改好告诉您。"


def certificate() -> str:
    """A certificate is made by a person."""
    return "已告诉管家给您开服务证明，开好联系您。"


def note(name: str, unit: str, words: str) -> str:
    """On the list."""
    return f"{name}（{unit}）说：{words}"


def registration_lacks(name: str, missing: Sequence[str]) -> str:
    """Told in pieces: what is still needed."""
    told = f"{name[:1]}老师，" if name else ""
    return f"{told}还差{'、'.join(missing)}，直接发来就行。不登记了回“算了”。"


def registration_dropped() -> str:
    """算了."""
    return "好的，不登记了。想登记时回“专家登记”。"


def registration_added(skills: str) -> str:
    """More skills while staff look into it."""
    return f"擅长加上了{skills}。登记还在核实，管家看过马上告诉您。"


def registration_mended(line: str) -> str:
    """单位写错了, while staff look into it."""
    return f"改好了：{line}。登记还在核实，管家看过马上告诉您。"


RECOMMENDED = "推荐专家"


def recommends(name: str, words: str) -> str:
    """On the list."""
    return f"{name or '来访者'}推荐：{words}"


def recommended() -> str:
    """Somebody else could be an expert."""
    return "谢谢推荐，已告诉管家去联系。他的姓名、单位、会什么、电话，知道的发来更快；他本人来回“专家登记”也行。"


def recommended_more() -> str:
    """More of the one who was recommended."""
    return "记下了，一并转给管家。"


LOST_CODE = "要绑定码"


def wants_code(who: str) -> str:
    """On the list."""
    return f"{who}要绑定码，核实是本人后回“邀请 专家 姓名”拿码发给他"


def code_asked_for() -> str:
    """Bound by a code, which only staff give out."""
    return "绑定要一个邀请码，由管家核实后发。请回姓名和单位，我转告管家；已有码直接发来就行。"


def code_will_come(name: str) -> str:
    """A butler sends it."""
    return f"{name[:1]}老师，已请管家核实，邀请码发到这里，收到后原样发回来就绑好了。急的话回“转人工”。"


def wants_kept() -> str:
    """只接本地的: the pool has no place for it, so a person sees to it."""
    return "记下了，已请管家按您说的派单。要改擅长，回“改资料 擅长=…”自己就能改。"


def retired_holds(numbers: Sequence[int]) -> str:
    """Retired, with orders in hand: nothing is handed back unasked."""
    shown = "、".join(f"#{no}" for no in numbers)
    return f"手上还有 {shown}：接着办完就不用回；要请别人去，回“交回 {numbers[0]}”。"
