"""What experts are told who talk around an offer."""

from __future__ import annotations

from collections.abc import Sequence

from domain.bases import Base


def about_costs(base: Base) -> str:
    """Who pays for the way there."""
    rule = base.fee_note or "差旅和劳务怎么算，由基地按规定办，这里没有写明"
    return f"{rule.rstrip('。')}。要问清楚回“转人工”，管家跟您说。"


def no_hurry(no: int) -> str:
    """晚点回您."""
    return f"好，不急。#{no} 还没人接，想好了回“揭榜 {no}”，不方便回“婉拒 {no}”。"


def take_later(no: int) -> str:
    """Not today, but later: taken with a time to be agreed?"""
    return f"#{no} 时间可以往后约。您接下来吗？接回1（时间再商量），先看看回2，不方便回3。"


def cancel_sure(no: int, when: str) -> str:
    """取消, 周三不来了, while a visit stands: off, moved, or somebody else's?"""
    return f"#{no} {when} 的约取消吗？回“是”取消并告诉对方；换时间直接说；请别人去回“交回 {no}”。"


def hand_back_sure(no: int) -> str:
    """不去了, with an order in hand and no visit."""
    return f"#{no} 要请别人去吗？回“是”或“交回 {no} 原因”；只是换个时间，直接说哪天几点。"


def stands(no: int) -> str:
    """Neither cancelled nor handed back after all."""
    return f"好，#{no} 照旧。"


def done_sure(no: int) -> str:
    """解决了, without a word of what was done."""
    return f"#{no} 报完成吗？回“是”就报；顺便写两句做了什么更好：“完成 {no} 小结”。"


def rated_blind(no: int) -> str:
    """他满意不: neither side sees the other's answer."""
    return f"#{no} 对方怎么评，双方互相看不到。您的平均分满 5 份后回“我的记录”看。"


def visit_told(no: int, when: str, place: str, is_agreed: bool) -> str:
    """约的啥时候."""
    where = f"，{place}" if place else ""
    return f"#{no} {'约好' if is_agreed else '在约'} {when}{where}。要改直接说时间。"


def place_told(no: int, place: str) -> str:
    """地址在哪: as far as known; the rest is asked of the other side."""
    return f"#{no} 在{place}。要更细的位置，回“是”我去问对方。"


def one_each() -> str:
    """能不能一起去: nobody joins a claim in chat."""
    return "一单先由一位专家接。想一起去，回“转人工”，管家来安排；还能接的单回“榜单”看。"


def ask_them(no: int) -> str:
    """A question that may be meant for the asker."""
    return f"这句要去问对方（#{no}）吗？回“是”我马上问。"


def silent(no: int) -> str:
    """对方一直不回话."""
    return f"已请管家去联系 #{no} 的对方，有结果告诉您。来不及等的话回“交回 {no}”。"


def silent_note(words: str) -> str:
    """On the list of the staff."""
    return f"专家联系不上对方：{words}"


def when(no: int) -> str:
    """好, after an order was given: the next step."""
    return f"好，#{no} 就拜托您了。哪天方便直接说，比如“周六上午9点去”，我去问对方；去不了回“交回 {no}”。"


def report_needs_claim(no: int) -> str:
    """已经去看过了, without having it."""
    return f"#{no} 您还没接，记不到您名下。去过了先回“揭榜 {no}”，再回“完成 {no} 小结”；只给建议回“答 {no} …”。"


def without_time(lines: Sequence[str]) -> str:
    """哪家还没定时间."""
    if not lines:
        return "您手上的单都定了时间。要看回“我的任务”。"
    return "还没定时间的：\n" + "\n".join(lines) + "\n哪天方便直接说，带上编号，比如“1号单周六上午9点”。"


def size_told(no: int, told: str) -> str:
    """一共好多亩, told before."""
    return f"#{no} 对方说过：{told}。要问细些，直接说，我转过去。"


def asker_told(no: int, called: str | None) -> str:
    """他姓啥: what was given; nothing is guessed."""
    if called is None:
        return f"#{no} 对方没留称呼。要我问一声，回“是”。"
    return f"#{no} 是{called}。要联系直接说，我转给对方。"


def noted(no: int, *, is_agreed: bool) -> str:
    """收到，马上联系."""
    if is_agreed:
        return f"好的，#{no} 到时候提醒您。有话带给对方，直接说。"
    return f"好的，#{no} 哪天去说一声，比如“周六上午9点去”，我问好对方。"
