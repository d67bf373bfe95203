"""What is said when experts tell of changes in their own lives."""

from __future__ import annotations

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


def confirm_change(line: str) -> str:
    """A change told in prose, before it is made: the line of 改资料."""
    if "+" in line:
        return f"给您的擅长加上“{line.partition('+')[2]}”，对吗？回“是”就加，不是回“不”。"
    key, _, value = line.partition("=")
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


def unit_asked(key: str, value: str) -> str:
    """改资料 单位=…: staff look into it."""
    return f"{key}改成“{value}”要管家核实，已转给管家，改好告诉您。"


def certificate() -> str:
    """A certificate is made by a person."""
    return "已告诉管家给您开服务证明，开好联系您。"


def note(name: str, unit: str, words: str) -> str:
    """On the list."""
    return f"{name}（{unit}）说：{words}"
