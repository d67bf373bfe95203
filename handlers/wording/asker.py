"""What askers read: no officialese, no 揭榜, no 榜单."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.bases import Base
from domain.calendar import SHANGHAI
from domain.demands import Demand
from domain.experts import Expert
from handlers.wording import secrecy
from handlers.wording.common import (
    MODE,
    STATUS,
    WEEKDAYS,
    contact,
    cut,
    field_name,
    first_worries,
    moment,
    place_of,
    short_place,
)

READ_BACK, READ_BACK_TIGHT = 26, 14  # characters of a need that are read back
ONE_SCREEN = 110  # characters of a whole first reply; more than that, and the next step is not read
WITHIN_THE_WEEK = timedelta(days=6)  # so far ahead a weekday names one day only


def registered(
    demand: Demand,
    names: dict[str, str],
    pushed: int,
    promised_at: datetime | None,
    *,
    assumed_place: bool,
    guessed_place: bool = False,
    pictures: int,
    base: Base,
    is_first: bool,
) -> str:
    """Read back, number, next step; what an asker can do without gives way where it would not fit on one screen."""
    remark = ""
    if guessed_place:
        remark = "（同名的地方先按这个算，不对就说一声）"
    elif assumed_place:
        remark = "（地点按您上次说的）"
    elif not place_of(demand) and demand.kind not in {"service", "policy"}:
        remark = "地点还没说，回个区县、乡镇更好找人。"
    found = ""
    for is_tight, has_hours in ((False, True), (False, False), (True, False)):
        found = _read_back(demand, names, pictures, is_tight=is_tight) + remark
        found += _next_step(demand, pushed, promised_at, is_tight=is_tight)
        found += "不对直接说。" if is_tight else f"写错了直接说，不要了回“撤回 {demand.no}”。"
        found += first_worries(base, has_hours=has_hours) if is_first else ""
        if len(found) <= ONE_SCREEN:
            break
    return found


def _read_back(demand: Demand, names: dict[str, str], pictures: int, *, is_tight: bool) -> str:
    field = demand.second if is_tight and demand.second else field_name(demand, names)
    about = f"（{field}）" if demand.field_code else ""
    where, extras = place_of(demand), _extras(demand, pictures)
    line = "已登记" if is_tight else "收到，已登记"
    line += f" #{demand.no}：{cut(demand.summary, READ_BACK_TIGHT if is_tight else READ_BACK)}{about}"
    return line + (f"，{where}" if where else "") + (f"，{extras}" if extras else "") + "。"


def _soon(at: datetime, now: datetime) -> str:
    """周二17:30, or the date where a weekday could be two days."""
    there, here = at.astimezone(SHANGHAI), now.astimezone(SHANGHAI)
    if there.date() == here.date():
        return f"今天{there.hour}:{there.minute:02d}"
    if there.date() - here.date() <= WITHIN_THE_WEEK:
        return f"周{WEEKDAYS[there.weekday()]}{there.hour}:{there.minute:02d}"
    return moment(at)


def _extras(demand: Demand, pictures: int) -> str:
    parts = []
    beneficiary = demand.beneficiary()
    if demand.households:
        parts.append(f"涉及 {demand.households} 户")
    elif beneficiary and beneficiary.label:
        parts.append(f"替{beneficiary.label}报")
    if pictures:
        parts.append(f"附件 {pictures} 个")
    parts += [limits] if (limits := secrecy.told(demand.restriction)) else []
    return "，".join(parts)


def _next_step(demand: Demand, pushed: int, promised_at: datetime | None, *, is_tight: bool = False) -> str:
    by = f"最迟{_soon(promised_at, demand.created_at)}前" if promised_at else "尽快"
    if demand.hazard in {"animal_epidemic", "plant_epidemic"}:
        return f"这像是疫情，已转值班人员，{by}联系您；请先别搬动、别外卖，等人来看。"
    if demand.hazard == "critical_patient":
        return (
            f"已作急件，管家马上打电话联系专家，同时在请 {pushed} 位对口专家。"
            if pushed
            else "已作急件，管家马上打电话帮您找专家。"
        )
    if pushed:
        return f"正在请 {pushed} 位专家，{by}回话。" if is_tight else f"正在请 {pushed} 位对口专家，{by}告诉您谁来。"
    if demand.kind in {"matter", "service", "policy"}:
        return f"已交管家去协调，{by}给您回话。"
    return f"管家在找专家，{by}回话。" if is_tight else f"管家正在帮您找合适的专家，{by}给您回话。"


def ask_missing(draft_summary: str, missing: Sequence[str], role: str | None, *, again: bool = False) -> str:
    """One question for all that is missing; `again` after an interruption, without the opening."""
    wanted = []
    if "need" in missing:
        wanted.append(_NEED.get(role or "", "具体是什么问题"))
    if "place" in missing:
        wanted.append(_PLACE.get(role or "", "在哪个区县、乡镇"))
    question = "，".join(wanted)
    if again:
        return f"{question}？"
    opening = f"好的，{draft_summary}。" if draft_summary and "need" not in missing else "好的。"
    return f"{opening}请问{question}？一句话告诉我就行。"


_NEED = {
    "hospital": "想解决什么问题（比如哪类病人、哪项技术），希望现场还是线上",
    "farmer": "种的养的是什么、出了什么毛病",
    "enterprise": "是什么产品或设备、卡在哪里",
    "school": "是哪个专业、想解决什么",
}
_PLACE = {"hospital": "是哪家医院", "enterprise": "企业在哪个区县", "school": "是哪所学校、在哪个区县"}


def ask_field(choices: Sequence[str]) -> str:
    """The likely answers, numbered."""
    return (
        "再问一句，更接近哪方面？"
        + "，".join(f"{index} {name}" for index, name in enumerate(choices, 1))
        + "。回数字，或者用自己的话说。"
    )


def ask_place(choices: Sequence[str]) -> str:
    """An ambiguous place."""
    return (
        "同名的地方有几个，是哪一个？"
        + "，".join(f"{index} {name}" for index, name in enumerate(choices, 1))
        + "。回数字就行。"
    )


def back_to_draft(summary: str, question: str) -> str:
    """After an interruption."""
    return f"刚才“{cut(summary, 14)}”那件还差一点：{question}"


def draft_waits(summary: str, question: str) -> str:
    """等哈再说."""
    return f"好，不急，“{cut(summary, 14)}”先给您留着，想好了告诉我：{question}不办了回“算了”。"


def draft_not_needed() -> str:
    """没啥子问题, of what was being taken down."""
    return "那就好，这件先不登记。以后有难处随时说。"


def draft_dropped() -> str:
    """算了."""
    return "好，这件先不登记。想起来随时再说。"


def nothing_to_drop() -> str:
    """算了, with nothing open."""
    return "好的。有事随时说。"


def nothing_on_file() -> str:
    """改一下, 打5分, from somebody of whom nothing was ever registered."""
    return "您名下还没有登记过的事。有难处直接说：在哪个区县、什么问题；找人回“转人工”。"


def is_it_a_need(told: str) -> str:
    """讲得巴适, from the same: what was said, and whether it is to be registered."""
    return f"您名下还没有登记过的事。“{told}”要我请人来帮忙吗？要就回“是”，或者说在哪个区县、什么问题；找人回“转人工”。"


def changed(demand: Demand, names: dict[str, str]) -> str:
    """After an edit."""
    about = "（" + field_name(demand, names) + "）" if demand.field_code else ""
    extras = "，".join(one for one in (MODE.get(demand.mode or ""), _extras(demand, 0)) if one)
    where = (place_of(demand) or "地点待补") + (f"，{extras}" if extras else "")
    return f"改好了，#{demand.no}：{demand.summary}{about}，{where}。还要改就接着说。"


def added(no: int, *, has_phone: bool = False, is_need: bool = True) -> str:
    """An addition was kept with the demand."""
    kept = f"电话记在 #{no} 里了，只有管家看得到" if has_phone else f"记下了，补充到 #{no}"
    return f"{kept}。" + ("要是另一件事，回“另一件”。" if is_need else "")


def withdraw_sure(demand: Demand) -> str:
    """A bare 算了, long after the registration."""
    return f"#{demand.no}（{cut(demand.summary, 16)}）不办了吗？回“是”撤回，回“不”接着办。"


def say_the_other() -> str:
    """另一件, and nothing said of it yet."""
    return "好，另一件您直接说：在哪个区县、是什么问题？"


def place_filled(demand: Demand) -> str:
    """A place that was missing."""
    return f"好，#{demand.no} 的地点记成{place_of(demand)}了，按这里接着请人。不对就说“不是这里，是……”。"


def place_holds_for(numbers: Sequence[int]) -> str:
    """A town told after several needs that were told together."""
    return f"{'、'.join(f'#{no}' for no in numbers)} 也按这里记了；不在一处就说“第一个在……”。"


def what_to_change(demand: Demand, names: dict[str, str]) -> str:
    """改, without what."""
    about = "（" + field_name(demand, names) + "）" if demand.field_code else ""
    return (
        f"#{demand.no} 现在记的是：{demand.summary}{about}，{place_of(demand) or '地点没说'}。"
        "哪里不对，直接说对的就行，比如“地点是巫山”。"
    )


def joined(demand: Demand) -> str:
    """The same need came twice."""
    return f"这件已经登记过了，就是 #{demand.no}：{demand.summary}，{STATUS[demand.status]}。要是另一件事，回“另一件”。"


def withdrawn(no: int) -> str:
    """撤回."""
    return f"#{no} 已撤回，不再打扰专家了。以后有需要再说。"


def withdraw_confirm(demand: Demand, expert: str) -> str:
    """An expert has it already."""
    return f"{expert}已经接了 #{demand.no}，真的撤回吗？回“是”撤回，回“不”保留。"


def human(base: Base, task_open: bool, *, has_phone: bool = False) -> str:
    """转人工."""
    line = "已请管家联系您。" if not task_open else "已经帮您请过管家了，会尽快联系您。"
    line += "电话记给管家了。" if has_phone else ""
    return line + (f"急的话直接打{contact(base)}。" if base.hotline else "")


def complaint(base: Base) -> str:
    """A complaint."""
    return "对不住，让您添堵了。已转给负责的管家，会给您一个回话。" + (
        f"也可以打{contact(base)}。" if base.hotline else ""
    )


def answer_passed(no: int, who: str) -> str:
    """The asker's answer went to the expert."""
    return f"已转给{who}（#{no}）。"


def message_passed(no: int, who: str) -> str:
    """留言."""
    return f"已转给{who}（#{no}），有回音马上告诉您。"


def advice_accepted(no: int) -> str:
    """The advice was enough."""
    return f"太好了，#{no} 就按解决了记下，谢谢您告诉我。要是反复了，回“没解决 {no}”。"


def ask_enough(no: int) -> str:
    """好的, after an advice: politeness closes nothing."""
    return f"好的。照这个建议够不够用（#{no}）？够了回1，还想请人来看回2；先试试也行，试了再告诉我。"


def advice_refused(no: int) -> str:
    """The advice was not enough."""
    return f"好，#{no} 接着请专家来看。"


def expert_line(expert: Expert) -> str:
    """Who comes: name, title and unit, never a number."""
    return f"{expert.unit}的{expert.courtesy_name()}" if expert.unit else expert.courtesy_name()


def registered_several(told: Sequence[tuple[Demand, int]], names: dict[str, str], base: Base, *, is_first: bool) -> str:
    """Several needs in one message: a line each, and what holds for all."""
    lines = [f"收到，您说了 {len(told)} 件事，分开登记了："]
    for demand, pushed in told:
        about = "（" + field_name(demand, names) + "）" if demand.field_code else ""
        where = place_of(demand)
        line = f"#{demand.no} {demand.summary}{about}" + (f"，{where}" if where else "，地点还没说")
        lines.append(f"{line}。{_next_step(demand, pushed, demand.promised_at)}")
    last = told[-1][0].no
    lines.append(f"写错了直接说，不要了回“撤回 {last}”。" + (first_worries(base) if is_first else ""))
    return "\n".join(lines)


def move_place(demand: Demand, place: str) -> str:
    """Another place, said long after the registration."""
    return (
        f"要把 #{demand.no}（{cut(demand.summary, 12)}）的地点改成{short_place(place)}吗？回“是”就改；"
        "要是新的难处，说说是什么问题。"
    )


def identity_masked() -> str:
    """A patient's identity was in the message."""
    return "证件号和病人的姓名我不存，已隐去，说事情就够了。"


def experts_found(lines: Sequence[str]) -> str:
    """找专家, as askers see it: masked."""
    if not lines:
        return "暂时没找到对口的。把困难直接告诉我，管家帮您找。"
    return "\n".join(lines) + "\n想请专家，直接说您的困难和地方，我去请。"


def not_resumed(no: int) -> str:
    """A demand that was sent back is not gone on with."""
    return f"好的，#{no} 就不办了。以后有难处直接说。"


def message_to_staff(no: int) -> str:
    """留言 before anybody has the demand."""
    return f"#{no} 还没有专家接，话先转给管家了，有回音马上告诉您。"
