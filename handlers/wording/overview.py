"""What butlers and administrators read of their lists: what is owed, what is open, and one demand in whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.demands import Demand, DemandStatus, HistoryEntry
from domain.work import Task, TaskKind
from handlers.wording.common import KIND, MODE, ROLE, STATUS, cut, field_name, moment, place_of, short_place
from handlers.wording.staff import TASK

_NEXT = {
    TaskKind.LISTEN: "听 {id} 语音里说的话",
    TaskKind.APPROVE_EXPERT: "通过 {id} 或 驳回 {id} 理由",
    TaskKind.APPROVE_ORDER: "发布 {no}",
    TaskKind.UNMATCHED: "派单 {no} 姓名",
    TaskKind.CALL_EXPERT: "派单 {no} 姓名",
    TaskKind.HUMAN: "回复 {id} … 或 办了 {id}",
    TaskKind.COMPLAINT: "回复 {id} … 或 办了 {id}",
}

ACTION = {
    "registered": "登记",
    "published": "发布",
    "claimed": "专家接单",
    "assigned": "派单",
    "scheduled": "约好时间",
    "served": "服务完成",
    "closed": "办结",
    "reopened": "重新办理",
    "withdrawn": "撤回",
    "escalated": "管家协调",
    "edited": "改内容",
    "added": "补充",
    "resumed": "退回后补充",
    "declined": "专家婉拒",
    "returned": "专家交回",
    "question": "专家提问",
    "advice": "专家建议",
    "answer": "对方回话",
    "message": "留言",
    "rated": "评价",
    "visit_proposed": "提议时间",
    "visit_cancelled": "时间取消",
    "visit_missed": "没见到人",
    "visit_late": "路上耽搁",
    "visit_done": "又服务一次",
    "summary": "小结",
    "look_back": "回访",
    "overdue": "超时",
    "chased": "督促专家",
}


def todo(demands: Sequence[Demand], tasks: Sequence[Task], total: int) -> str:
    """待办: what is owed first, then what is open."""
    lines = [task_line(task) for task in tasks]
    if demands:
        lines.append(f"在办 {total} 件：")
        lines += [demand_line(demand) for demand in demands]
    if not lines:
        return "没有待办。"
    return "\n".join(lines) + "\n看一件回“查 编号”，派单回“派单 编号 姓名”，办了的事项回“办了 事项号”。"


def todo_of(words: str, demands: Sequence[Demand], tasks: Sequence[Task]) -> str:
    """待办 急件: only those."""
    lines = [*(task_line(task) for task in tasks), *(demand_line(demand) for demand in demands)]
    counted = f"，{len(demands)} 件" if len(demands) > 1 else ""
    return f"{words}{counted}：\n" + "\n".join(lines) if lines else f"“{words}”现在没有。看全部回“待办”。"


def task_line(task: Task) -> str:
    """One line of the list, with the command that settles it."""
    what = f"[{task.id}] {TASK[task.kind]}"
    if task.demand_no:
        what += f" #{task.demand_no}"
    note = task.detail.get("note", "")
    is_given = (task.key or "").startswith("assigned:")  # assigned already: what is left is the call
    follow = ("办了 {id}" if is_given else _NEXT.get(task.kind, "办了 {id}")).format(
        id=task.id, no=task.demand_no or ""
    )
    return f"{what} {cut(str(note), 40)}（{follow}）".replace("  ", " ")


def demand_line(demand: Demand) -> str:
    """One demand, one line."""
    urgent = "急 " if demand.urgency != "normal" else ""
    return f"#{demand.no} {urgent}{cut(demand.summary, 14)}，{short_place(demand.place_name or '') or '地点没说'}：{STATUS[demand.status]}"


def detail(
    demand: Demand,
    names: dict[str, str],
    reporter: str,
    expert: str | None,
    history: Sequence[HistoryEntry],
    pushes: Sequence[str],
    media: int,
) -> str:
    """查: everything about one demand."""
    about = "，".join(
        part
        for part in (
            field_name(demand, names) or "未分类",
            KIND.get(demand.kind or "", ""),
            ROLE.get(demand.role or "", ""),
            place_of(demand) or "地点未说",
            f"{demand.households} 户" if demand.households else "",
            MODE.get(demand.mode or "", ""),
            "急件" if demand.urgency != "normal" else "",
        )
        if part
    )
    beneficiary = demand.beneficiary()
    lines = [
        f"#{demand.no} {demand.summary}（{'已退回' if _is_sent_back(demand, history) else STATUS[demand.status]}）",
        about,
        f"原话：{cut(demand.text, 120)}",
        f"报的人：{reporter}",
    ]
    if beneficiary and beneficiary.label:
        lines[-1] += f"，替{beneficiary.label}报"
    if expert:
        lines.append(f"专家：{expert}")
    lines += [f"备注：{entry.detail.get('note')}" for entry in history if entry.action == "noted"][-5:]
    if media:
        lines.append(f"附件 {media} 个")
    if pushes:
        lines.append("推荐：")
        lines += list(pushes)
    told = [entry for entry in history if entry.action != "noted"]
    lines.append("经过：")
    lines += [f"{moment(entry.at)} {_done(entry, demand)}{_note(entry)}" for entry in told[-8:]]
    return "\n".join(lines)


def _is_sent_back(demand: Demand, history: Sequence[HistoryEntry]) -> bool:
    """Staff sent it back: the asker withdrew nothing."""
    ends = [entry for entry in history if entry.action == DemandStatus.WITHDRAWN.value]
    return demand.status is DemandStatus.WITHDRAWN and bool(ends) and _is_by_staff(ends[-1], demand)


def _is_by_staff(entry: HistoryEntry, demand: Demand) -> bool:
    return "reason" in entry.detail and entry.person_id != demand.reporter_id


def _done(entry: HistoryEntry, demand: Demand) -> str:
    """What happened, in a word."""
    if entry.action == DemandStatus.WITHDRAWN.value and _is_by_staff(entry, demand):
        return "退回"
    return ACTION.get(entry.action, entry.action)


def _note(entry: HistoryEntry) -> str:
    said = entry.detail.get("note") or entry.detail.get("reason")
    note = "，".join(str(part) for part in (entry.detail.get("expert"), said) if part)
    return f"：{cut(note, 30)}" if note else ""


def push_line(name: str, unit: str, reasons: Sequence[str], state: str) -> str:
    """One recommended expert with reasons that can be checked."""
    return f"- {name}（{unit}，{state}）：{'；'.join(reasons)}"


_PUSH_STATE = {"pushed": "已通知", "call": "要打电话", "declined": "婉拒", "claimed": "已接", "closed": "已通知"}


def push_state(status: str, *, has_it: bool) -> str:
    """How it stands with one recommended expert."""
    return "接过，没在办" if status == "claimed" and not has_it else _PUSH_STATE[status]


def overdue_line(demand: Demand, what: str, since: datetime) -> str:
    """督办."""
    return f"#{demand.no} {cut(demand.summary, 14)}：{what}，{moment(since)}到期"


def overdue(lines: Sequence[str]) -> str:
    """督办."""
    return "超时的，从最久的起：\n" + "\n".join(lines) if lines else "没有超时的。"
