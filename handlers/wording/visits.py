"""What is said about the time and place of a visit: always with date, weekday and clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from handlers.wording.common import numbered

PIN = "请点“+”再点“位置”，把碰头的地方发我，或者说一声在哪里等，专家好找路。"


def assumed_clock(clock: time) -> str:
    """A day without a clock time."""
    return f"没说几点，先按 {clock.hour}:{clock.minute:02d}，要改直接说几点。"


def kept_clock(clock: time) -> str:
    """Only the day was spoken of."""
    return f"钟点照旧 {clock.hour}:{clock.minute:02d}。"


def assumed_half(*, is_morning: bool) -> str:
    """9点 without 上午."""
    return f"按{'上午' if is_morning else '下午'}算，不对就直接说。"


def assumed_noon() -> str:
    """12点."""
    return "12点按中午算，不对就直接说。"


def lunar(text: str, day: str) -> str:
    """A lunar date."""
    return f"“{text}”是农历，公历是{day}。"


def proposed(no: int, who: str, when: str, mode: str, remark: str) -> str:
    """约: read back."""
    return f"#{no} 已向{who}提议 {when} {mode}。{remark}有回话马上告诉您。"


def proposed_more(when: str) -> str:
    """约 while another visit is agreed."""
    return f"（原来约好的 {when} 不变，这是另一次。）"


def moved(no: int, who: str, old: str, when: str, mode: str, remark: str) -> str:
    """改约."""
    if old == when:
        return f"#{no} {when} 已去问{who}改成{mode}行不行。定下来前先别跑。"
    return f"#{no} 原定 {old}，已去问{who}改到 {when} {mode}行不行。{remark}定下来前先别跑。"


def by_phone(no: int) -> str:
    """The expert gets no messages."""
    return f"（#{no} 的专家没绑定微信，管家打电话去问，有回话告诉您。）"


def agreed(no: int, who: str, when: str, mode: str, place: str, asks_pin: bool) -> str:
    """同意: read back."""
    where = f"，{place}" if place else ""
    whom = f"，{who}" if who != "对方" else ""
    return f"约好了，#{no}：{when} {mode}{where}{whom}。到时提醒您，有变动回“改约 {no} …”或“取消约 {no}”。" + (
        PIN if asks_pin else ""
    )


def already_agreed(no: int, when: str) -> str:
    """同意 twice."""
    return f"#{no} 已经约好 {when} 了，不用再回。要改回“改约 {no} …”。"


def refused(no: int, who: str, when: str) -> str:
    """不行."""
    return f"好，已告诉{who} {when} 不行（#{no}）。您哪天几点方便？直接说，我去问。"


def cancelled(no: int, who: str, when: str) -> str:
    """取消约."""
    return f"#{no} {when} 的约已取消，也告诉{who}了。再约就说个时间，比如“约 {no} 周六上午9点”。"


def cancel_which(no: int, when: str) -> str:
    """取消, while a visit is agreed."""
    return f"是只取消 {when} 的约（回1），还是 #{no} 整件不办了（回2）？"


def missed(no: int, who: str, when: str) -> str:
    """没来."""
    return f"对不住，让您白等了。#{no} {when} 没见到人已记下，告诉了{who}和管家。您再说个时间，我重新约。"


def missed_by_expert(no: int, when: str) -> str:
    """The expert reports that nobody was there."""
    return f"辛苦您跑一趟。#{no} {when} 没见到人已记下，告诉了对方和管家。还去的话，说个时间我重新约。"


def not_yet(no: int, when: str) -> str:
    """没来 before the time."""
    return f"#{no} 约的是 {when}，还没到。等不及回“留言 {no} …”问问对方。"


def ask_time(question: str, choices: Sequence[str]) -> str:
    """Which time is meant."""
    if question == "night":
        return f"{choices[0]}是夜里，真要约这个时候吗？回“是”就去问，或者另说个白天的时间。"
    if question == "day":
        return "您说的是哪一天？回数字就行：\n" + numbered(choices)
    if question == "half":
        return "是早上还是傍晚？回数字就行：\n" + numbered(choices)
    return "听到不止一个时间，您要哪一个？回数字就行：\n" + numbered(choices)


def which_time(lines: Sequence[str]) -> str:
    """Times of several demands wait."""
    return "您说的是哪一件的时间？回编号就行，都行回“都行”：\n" + "\n".join(lines)


def ask_visit(no: int, choices: Sequence[str]) -> str:
    """Several visits stand for one demand."""
    return f"#{no} 有几次约，您说的是哪一次？回数字就行：\n" + numbered(choices)


def still_asked(no: int, who: str, when: str) -> str:
    """几点?, while the other side has not answered yet."""
    return f"#{no} 您提的是 {when}，在等{who}回话。要改直接说个时间。"


def ask_when(no: int, when: str) -> str:
    """改天吧."""
    return f"#{no} 原定 {when}，改到哪天几点？直接说，我去问；不约了回“取消约 {no}”。"


def put_off(no: int, who: str, when: str, *, is_expert: bool) -> str:
    """不来了，天晴再说."""
    end = f"请别人去回“交回 {no}”" if is_expert else f"整件不办了回“撤回 {no}”"
    return f"好，#{no} {when} 先不见，已告诉{who}。改到哪天几点？直接说，我去问；{end}。"


def dropped() -> str:
    """算了, to a question about a time."""
    return "好，时间先不动。要约再说。"


def wish_kept(no: int) -> str:
    """A time from the asker before anybody has claimed."""
    return f"您方便的时间记在 #{no} 里了。还在请专家，有人接了先按这个时间约。"


def wish_passed(no: int, who: str) -> str:
    """A time of several days, told to the expert."""
    return f"已转给{who}（#{no}），请对方从里面定个具体的日子和钟点，定了马上告诉您。"


def wish(words: str) -> str:
    """To the expert who has just claimed."""
    return f"对方说过方便的时间：{words}"


def answer_me(no: int, when: str) -> str:
    """收到 is no yes."""
    return f"#{no} {when} 这个时间您看行不行？行就回“行”，不行就说个您方便的时间。"


def suits_when(no: int, when: str) -> str:
    """可以是可以，就是有点早."""
    return f"{when} 先不定（#{no}）。您看哪天几点合适？直接说，我去问。"


def told_too() -> str:
    """An asker's yes with something more in it."""
    return "您后面说的也告诉专家了。"


def lapsed_by_now(no: int, when: str) -> str:
    """行, after the moment itself has gone by."""
    return f"#{no} {when} 已经过了，当时没等到回话就作罢了。您再说个时间，我去问。"


def or_say_nobody_came() -> str:
    """老师咋个还没拢, half an hour after the time."""
    return "要是一直没等到人，回“没来”，我重新约。"


def none_fixed(no: int) -> str:
    """行, days after the time it was meant for is off."""
    return f"#{no} 还没定下时间。您哪天几点方便？直接说，我去问。"


def came_or_not(no: int, when: str) -> str:
    """行, to whether the expert came."""
    return f"#{no} {when} 专家来了没有？来了回“来了”，没来回“没来”；要另约就说个时间。"


def take_your_time(no: int) -> str:
    """看情况."""
    return f"不急，定了回“同意 {no}”，或者直接说个时间。"


def clash(when: str, other_no: int) -> str:
    """Two visits of one expert within two hours."""
    return f"注意：您 {when} 还有 #{other_no}，离得很近，赶得过来吗？"


def place_kept(no: int, when: str) -> str:
    """A pin for an agreed visit."""
    return f"位置收到，#{no} {when} 就按这里碰头，已转给专家。"


def point_kept(no: int, when: str, place: str, who: str) -> str:
    """A meeting point in words."""
    return f"记下了，#{no} {when} 在{place}碰头，已告诉{who}。"


def late_told(no: int, who: str, when: str) -> str:
    """Held up on the way."""
    about = f"您大约 {when} 到" if when else "您路上耽搁，会晚一点到"
    return f"已告诉{who}{about}（#{no}），路上小心。"


def or_hand_back(no: int) -> str:
    """An expert who cannot come at all."""
    return f"要请别人去就回“交回 {no} 原因”。"
