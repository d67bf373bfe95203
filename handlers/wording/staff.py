"""What butlers and administrators read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from domain.demands import Demand
from domain.work import TaskKind
from handlers.wording.common import cut, field_name, moment, place_of

TASK = {
    TaskKind.CALL_EXPERT: "打电话请专家",
    TaskKind.CALL_PERSON: "打电话通知",
    TaskKind.LISTEN: "听语音",
    TaskKind.UNMATCHED: "没有合适专家",
    TaskKind.APPROVE_EXPERT: "审专家登记",
    TaskKind.APPROVE_ORDER: "审发布",
    TaskKind.EMERGENCY: "急事",
    TaskKind.HUMAN: "请回电",
    TaskKind.COMPLAINT: "投诉",
    TaskKind.NOT_SOLVED: "没解决",
    TaskKind.UNDELIVERED: "不知送到没有",
    TaskKind.OVERDUE: "超时",
    TaskKind.PRIVACY: "个人信息",
    TaskKind.FOLLOW_UP: "跟进",
}


def help_text() -> str:
    """帮助 for butlers and administrators."""
    return (
        "“待办”看要办的事，“查 12”看一件的经过\n“派单 12 姓名”指派，“改 12 领域=果树”改错，“督办 12”催专家\n"
        "“退回 12 原因”“办结 12 结果”，“留言 12 …”带话\n“代录 …”替人登记，“找专家 …”找人，“统计 本月”看数字\n"
        "全部的回“命令”，某一条怎么用回“命令 派单”；平常话也行。"
    )


def greeting(name: str, tasks: int, demands: int) -> str:
    """A hello from one of the staff."""
    return f"{name}您好！待办 {tasks} 条，在办 {demands} 件。回“待办”看，怎么用回“帮助”。"


def look_at(no: int) -> str:
    """What to do about a line on the list: look first."""
    return f"回“查 {no}”看详情。"


def assigned(no: int, expert: str, pushed: bool) -> str:
    """派单."""
    return f"#{no} 已派给{expert}" + ("，已通知专家和对方。" if pushed else "。专家没绑定微信，已放到电话单上。")


def assigned_away(name: str, until: date | None) -> str:
    """派单 to somebody on leave."""
    back = f"到{until.month}月{until.day}日" if until else ""
    return f"注意：{name}正在请假{back}，最好打电话说一声，或改派别人。"


def assigned_full(name: str, open_orders: int, most: int) -> str:
    """派单 beyond the expert's limit."""
    return f"注意：{name}手上已有 {open_orders} 单，超过本人定的 {most} 单。"


def published(no: int, pushed: int, listed: bool, waiting: int) -> str:
    """发布."""
    line = f"#{no} 已发布" + ("并上榜单" if listed else "（不上榜单）")
    if pushed:
        return f"{line}，通知了 {pushed} 位专家。"
    if waiting:
        return f"{line}。对口的 {waiting} 位先前都通知过了，在等回话；要指定人回“派单 {no} 姓名”。"
    return f"{line}，没有新的专家可通知。要指定人回“派单 {no} 姓名”。"


def edited(no: int, key: str, value: str) -> str:
    """改."""
    return f"#{no} 的{key}已改成{value}。"


def edited_for_expert(where: str) -> str:
    """改 of an order in hand, for the expert who has it."""
    return f"管家更正为：{where}"


def pushed_anew(pushed: int) -> str:
    """改 of what matters to the choice of experts."""
    return f"按新的又通知了 {pushed} 位专家。" if pushed else ""


def recorded(demand: Demand, names: dict[str, str], who: str, pushed: int) -> str:
    """代录: read back, and what is still to be done."""
    about = "（" + field_name(demand, names) + "）" if demand.field_code else ""
    line = f"已代录 #{demand.no}（{who}）：{demand.summary}{about}，{place_of(demand) or '地点没说'}。"
    line += f"正在请 {pushed} 位对口专家。" if pushed else "还没通知到专家，已记进待办。"
    fix = "领域=果树" if place_of(demand) else "地点=奉节白帝镇"
    return line + f"要改回“改 {demand.no} {fix}”。"


def record_what() -> str:
    """代录 alone."""
    return "请把打电话的人说的发来：地方、称呼、问题，比如“奉节白帝镇王大爷，脆李裂果，想请专家看看”。不录了回“不”。"


def record_goes_on(heard: str) -> str:
    """A call that is told piece by piece."""
    return f"记着：{heard}。接着说，是什么问题、在哪个区县？不录了回“不”。"


def for_whom(summary: str) -> str:
    """A need told by staff."""
    return f"“{summary}”要登记吗？替别人登记回“是”，您自己的事回“我自己的”，不登记回“不”。"


def not_recorded() -> str:
    """不, after it was asked for whom a need is."""
    return "好，没有登记。替人登记回“代录 …”，要办的回“待办”看。"


def noted(no: int, *, has_expert: bool) -> str:
    """备注."""
    who = f"，告诉专家回“留言 {no} 专家，…”" if has_expert else ""
    return f"#{no} 的备注记下了，“查 {no}”看得到，双方看不到。告诉对方回“留言 {no} …”{who}。"


def complaint_kept(task_id: int) -> str:
    """A complaint that staff heard of."""
    return f"记成投诉 {task_id} 了，也告诉了同事。是哪一件的，回“备注 编号 …”补上；办完回“办了 {task_id}”。"


def task_done(task_id: int) -> str:
    """办了."""
    return f"事项 {task_id} 已勾掉。"


def expert_added(name: str, unit: str, changed: bool, code: str) -> str:
    """添加专家."""
    done = "的资料已更新" if changed else "已加入专家库"
    return f"{name}（{unit}）{done}。邀请码：{code}，请专家关注后回“绑定 {code}”，7 天内有效。"


def expert_line_needed() -> str:
    """添加专家 without its parts."""
    return "请写成“添加专家 姓名；单位；职称；擅长；所在地”，比如“添加专家 王建国；奉节县农业农村委；高级农艺师；脆李栽培、裂果防控；奉节”。"


def approved(name: str, is_approved: bool) -> str:
    """通过 / 驳回."""
    return f"{name}的登记已{'通过' if is_approved else '驳回'}，已告诉本人。"


def commands(groups: Sequence[tuple[str, Sequence[str]]]) -> str:
    """命令: the forms by whom they are for, one message's length."""
    lines = [f"【{name}】{' / '.join(usages)}" for name, usages in groups]
    return "\n".join([*lines, "某一条怎么用，回“命令 派单”这样问。"])


def command_help(usage: str, about: str, example: str) -> str:
    """命令 派单."""
    return f"{usage}：{about}。" + (f"比如“{example}”。" if example else "")


def confirm_cancelled() -> str:
    """不."""
    return "好，没有做，一切照旧。"


def undo_sure(what: str, *, is_newer_waiting: bool) -> str:
    """行 to 真的撤回吗, or 是 where something newer waits as well."""
    if is_newer_waiting:
        return f"免得弄错，说清楚一点：要撤就回“{what}”；是答应刚问您的那件，回“行”。"
    return f"免得弄错：真要“{what}”请回“是”，留着请回“不”。"


def not_understood(no: int | None = None) -> str:
    """Words that fit nothing; `no` is the demand talked about last."""
    note = f"；记到 #{no} 上回“备注 {no} …”" if no is not None else ""
    return f"我没太听懂。回“待办”看事项，回“命令”看能用的；替人登记回“代录 …”{note}。"


def nothing_waits() -> str:
    """是, 不 and 收到, where nothing waits for it."""
    return "好的，现在没有等您回话的。要办的回“待办”看。"


def what_about(no: int, summary: str) -> str:
    """1号……, in words that fit no form."""
    return (
        f"#{no} {cut(summary, 16)}，要怎么办？“查 {no}”看经过，“派单 {no} 姓名”指派，“改 {no} 领域=…”改错，"
        f"“留言 {no} …”带话，“退回 {no} 原因”，“办结 {no} 结果”。"
    )


def which_to_assign(name: str) -> str:
    """派给李明华, without a number."""
    return f"派哪一件给{name}？带上编号，比如“派单 12 {name}”。要办的回“待办”看。"


def bound(role: str, base: str) -> str:
    """After 绑定 as staff."""
    return f"已绑定：{base}{role}。回“待办”看事项，回“命令”看能用什么。"


def unbind_confirm(numbers: Sequence[int], alone: Sequence[str]) -> str:
    """解绑 with orders in hand, or of the only administrator of these bases."""
    held = " ".join(f"#{no}" for no in numbers)
    reasons = [f"您手上还有 {len(numbers)} 单（{held}），解绑就都交回、另请别人。"] if numbers else []
    reasons += [f"{'、'.join(alone)}只有您一位管理员，解绑后没人管了；可先“邀请 管理员 姓名”。"] if alone else []
    return f"{''.join(reasons)}确定回“是”，先不解绑回“不”。"


def unbound(roles: Sequence[str]) -> str:
    """解绑."""
    named = "、".join(dict.fromkeys(roles))
    return f"已解绑（{named}），不再收到这个身份的消息。要恢复请找管家要邀请码。"


def not_bound() -> str:
    """解绑 without a role."""
    return "您没有绑定过身份，不用解绑。"


def closed(no: int) -> str:
    """办结."""
    return f"#{no} 已办结，正在请对方确认是否真的解决。"


def sent_back(no: int) -> str:
    """退回."""
    return f"#{no} 已退回，已告诉对方原因。"


def heard(no: int | None) -> str:
    """听 N words."""
    return f"已按语音登记成 #{no}，已告诉本人。" if no else "已把语音内容转给会话，还差一点信息，已去问本人。"


def found_experts(lines: Sequence[str], example: str) -> str:
    """找专家."""
    return (
        "\n".join(lines) + f"\n要派就回“派单 需求编号 专家号”，比如“{example}”。"
        if lines
        else "没有找到合适的，换个说法试试，比如“找专家 柑橘 黄龙病 万州”。"
    )


def task_answered(task_id: int) -> str:
    """回复."""
    return f"已转给对方，事项 {task_id} 已勾掉。"


def task_answered_still_open(task_id: int) -> str:
    """回复 to a line that is not done by an answer."""
    return f"已转给对方。事项 {task_id} 还没勾，办完回“办了 {task_id}”。"


def call_note(words: str) -> str:
    """What a butler has to say on the phone because no message can get there."""
    return f"微信发不到，请打电话告知：{cut(words, 80)}"


def unsent_note(words: str, code: int | None) -> str:
    """A notice that the platform refused for good."""
    why = f"（微信代码 {code}）" if code is not None else ""
    return f"没发出去{why}，请打电话告知：{cut(words, 60)}"


def platform_note(code: int | None, until: datetime) -> str:
    """The platform closed a way of sending; for administrators."""
    return f"微信报错 {code}，停发到{moment(until)}，请管理员运行 jiebang doctor"
