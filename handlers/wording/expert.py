"""What experts read."""

from __future__ import annotations

from collections.abc import Sequence

from domain.demands import Demand
from domain.experts import Expert
from domain.orders import Order, OrderStatus
from handlers.wording.common import MODE, STATUS, cut, field_name, short_place


def order_line(order: Order) -> str:
    """One order on the list: crop and county, never who or which village."""
    return f"#{order.demand_no} {cut(order.title, 18)}，{order.county or '地点待定'}"


def order_list(orders: Sequence[Order], field: str | None, has_more: bool) -> str:
    """榜单."""
    if not orders:
        return f"{field or ''}现在没有等人接的单，有对口的我会告诉您。"
    head = f"{field or ''}等人接的单："
    tail = "\n看详情回“看 12”，接单回“揭榜 12”。" + ("还有更多，加上领域看，如“榜单 农业”。" if has_more else "")
    return "\n".join([head, *(order_line(order) for order in orders)]) + tail.replace("12", str(orders[0].demand_no))


def order_detail(
    demand: Demand,
    order: Order,
    names: dict[str, str],
    pictures: int,
    questions: Sequence[str],
    *,
    is_mine: bool,
) -> str:
    """看: the public side of an order."""
    lines = [
        f"#{demand.no} {order.title}",
        f"{field_name(demand, names)}，{order.county or '地点待定'}"
        + (f"，希望{MODE[demand.mode]}" if demand.mode in MODE else "")
        + (f"，{demand.households} 户" if demand.households else ""),
    ]
    if demand.urgency != "normal":
        lines.append("急件")
    if pictures:
        lines.append(f"附 {pictures} 个图片或录音，随后发您。")
    lines += [f"补充：{question}" for question in questions]
    return "\n".join([*lines, _follow(demand, order, is_mine)])


def _follow(demand: Demand, order: Order, is_mine: bool) -> str:
    """What the reader may do with an order as it stands."""
    no = demand.no
    if demand.is_ended:
        return "这一单已经结束了。看别的回“榜单”。"
    if is_mine:
        return f"在您手上。约时间回“约 {no} 周六上午9点 现场”，有话回“留言 {no} …”，办完回“完成 {no} 小结”，去不了回“交回 {no}”。"
    if order.status is OrderStatus.TAKEN or demand.expert_id is not None:
        return f"已经有专家接了。有建议可以回“答 {no} …”，看别的回“榜单”。"
    return f"接单回“揭榜 {no}”，想先问回“问 {no} …”，直接给建议回“答 {no} …”，不方便回“婉拒 {no}”。"


def claimed(demand: Demand, place: str, visit_hint: bool = True) -> str:
    """揭榜, and what comes next."""
    hint = f"直接说您哪天方便，比如“约 {demand.no} 周六上午9点 现场”，我去问对方。" if visit_hint else ""
    return f"#{demand.no} 是您的了：{demand.summary}，{place or '地点待问'}。已告诉对方您来。{hint}去不了回“交回 {demand.no}”。"


def taken_by(no: int, name: str) -> str:
    """Too late: who has it."""
    return f"#{no} 已经有专家接了（{name}），谢谢您！有建议回“答 {no} …”，看别的回“榜单”。"


def which_claim(no: int) -> str:
    """Politeness is not consent."""
    return f"#{no}：您是接这单（回1），还是先看看（回2）？不方便回3。"


def which_of(orders: Sequence[Order]) -> str:
    """Several orders wait for a word."""
    lines = [order_line(order) for order in orders]
    first = orders[0].demand_no if orders else 12
    return "\n".join(["您说的是哪一单？", *lines, f"接单回“揭榜 {first}”，先看看回“看 {first}”。"])


def declined(no: int, referred: str | None) -> str:
    """婉拒."""
    return f"好的，#{no} 不打扰您了，谢谢告知。" + (f"您推荐的{referred}我转给管家去请。" if referred else "")


def asked(no: int) -> str:
    """问."""
    return f"已去问对方（#{no}），有回话马上转给您。"


def answered(no: int) -> str:
    """答."""
    return f"已转给对方（#{no}），问对方够不够用，结果告诉您。"


def cannot_go(no: int) -> str:
    """去不了了, with one order in hand."""
    return f"#{no} 您是想换个时间（回“改约 {no} 周日上午9点”），还是请别人去（回“交回 {no} 原因”，可写上推荐谁）？"


def handed_back(no: int, referred: str | None) -> str:
    """交回."""
    return f"#{no} 已交回，我去请别的专家，也跟对方说一声。" + (f"您推荐的{referred}转给管家去请。" if referred else "")


def tasks(lines: Sequence[str], expert: Expert) -> str:
    """我的任务."""
    if not lines:
        return "您手上没有单。回“榜单”看看现在能接的。"
    return f"您手上 {len(lines)}/{expert.max_open} 单：\n" + "\n".join(lines) + "\n服务完回“完成 编号 小结”。"


def task_line(demand: Demand, visit: str | None) -> str:
    """One order in hand."""
    return f"#{demand.no} {cut(demand.summary, 14)}，{short_place(demand.place_name or '')}{demand.town or ''}：{visit or STATUS[demand.status]}"


def greeting(one: Expert, held: int, offered: int) -> str:
    """A hello from an expert."""
    waiting = f"，{offered} 单等您回话" if offered else ""
    return f"{one.courtesy_name()}，您好！手上 {held} 单{waiting}。看能接的回“榜单”，看手上的回“我的任务”。"


def help_text() -> str:
    """What an expert can do."""
    return (
        "“榜单”看等人接的单，“榜单 农业”只看一类\n“看 12”看详情，“揭榜 12”接单，“婉拒 12”不接\n"
        "“问 12 …”先问对方，“答 12 …”直接给建议\n“约 12 周六上午9点 现场”约时间，“完成 12 小结”报完成\n"
        "“我的任务”看手上的单，“请假 到12月5日”“销假”\n“改资料 擅长=…”更新专长，“我的记录”看今年办了多少"
    )


def not_understood() -> str:
    """Words that fit nothing."""
    return "我没太听懂。看能接的单回“榜单”，看手上的回“我的任务”，怎么用回“帮助”；自己有难处，把地方和问题直接说。"


def still_open(no: int) -> str:
    """Politeness again, after it was asked what it means."""
    return f"好的。#{no} 还没人接，想接回“揭榜 {no}”，不方便回“婉拒 {no}”。"


def held_hint(no: int) -> str:
    """A refusal by somebody who has it already."""
    return f"#{no} 在您手上。去不了或不对口，回“交回 {no} 原因”，我另外请人。"


def bound(expert: Expert, base: str) -> str:
    """After 绑定."""
    return (
        f"{expert.courtesy_name()}，您好！已绑定{base}专家库（{expert.unit}）。有对口的需求会推给您，"
        f"同时最多 {expert.max_open} 单。回“榜单”看现在的，回“帮助”看怎么用。"
    )


def profile(expert: Expert) -> str:
    """The expert's own profile."""
    return (
        f"{expert.name}，{expert.title or '职称未填'}，{expert.unit}\n专业领域：{'、'.join(expert.fields) or '未填'}\n"
        f"擅长：{'、'.join(expert.skills) or '未填'}\n所在地：{expert.place_name or '未填'}\n最多同时 {expert.max_open} 单\n要改回“改资料 擅长=脆李栽培、裂果防控”。"
    )


def profile_changed(expert: Expert) -> str:
    """改资料."""
    return "资料改好了，马上按新的给您配单。\n" + profile(expert)


def registration_asked() -> str:
    """专家登记 without content."""
    return (
        "请一句话写：姓名；单位；职称；擅长。比如“专家登记 王建国；奉节县农业农村委；高级农艺师；脆李栽培、裂果防控”。"
    )


def registration_kept(name: str) -> str:
    """Waits for approval."""
    return f"{name}老师，登记收到了，管家核实后告诉您结果。"


def visit_state(starts_at_text: str, is_agreed: bool) -> str:
    """Agreed or proposed, in a list."""
    return f"约好{starts_at_text}" if is_agreed else f"在约{starts_at_text}"


def no_pictures(no: int) -> str:
    """有照片没得, where there are none."""
    return f"#{no} 没有附图。要的话回“问 {no} 先发几张照片”，我去要。"
