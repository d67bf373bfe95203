"""What staff read where their words fit no form and are understood all the same, or nearly."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.common import cut

REVOKED = "管家收回"
ENDED_BY_MISTAKE = "结错了，接着办"
NOTE_VOID = "上一条备注记错了，作废"
_GUESS = {
    "assign": "是要派单吗？回“派单 {no} 姓名”；找人回“找专家 关键词”。",
    "assign_asked": "要派单回“派单 {no} 姓名”；找人回“找专家 关键词”。",
    "chase": "是要催专家吗？回“督办 {no}”；看超时的回“督办”。",
    "close": "是要办结吗？回“办结 {no} 结果”。",
    "back": "是要退回吗？回“退回 {no} 原因”。",
    "look": "是问哪一件？回“查 {no}”看经过，回“待办”看全部。",
    "note": "要记下来吗？回“备注 {no} …”，双方看不到。",
    "relay": "是要带话吗？回“留言 {no} …”给对方，“留言 {no} 专家，…”给专家。",
    "change": "是要改什么？回“改 {no} 领域=…”，地点、摘要、类型、紧急、范围也这样改。",
    "widen": "要再推给专家吗？回“发布 {no}”重新推送，“查 {no}”看还能找谁。",
    "undo": "要撤回哪一步？回“查 {no}”看经过，再说要怎么改。",
    "list": "回“待办”看要办的，“待办 没人接”“待办 急件”看一类。",
    "figures": "看数字回“统计 本月”，也可以“统计 上月 奉节”。",
    "task_done": "哪一条办完了？回“待办”看事项号，再回“办了 事项号”。",
    "task_open": "是哪一条？回“待办”看事项号；记到需求上回“备注 {no} 电话没打通”。",
    "suggest": "找谁合适？回“找专家 关键词 地方”，或“查 {no}”看推荐的。",
    "pool": "是专家库的事吗？先说专家的姓名，比如“王建国请假到12月5日”；加人回“添加专家 姓名；单位；职称；擅长”。",
    "event_new": "要发宣讲或培训？一句话说主题、时间、地点、给谁听，我念给您确认。",
    "event_change": "是哪一场？回“宣讲”看编号，再说“第1场改到下午三点”这样。",
    "event_ask": "是问哪一场？回“宣讲”看编号，回“名单 编号”看报名。",
    "chat": "好的。要办的回“待办”看。",
}


def guess(act: str, no: int | None) -> str:
    """What the words are most like, and the form that does it; with the demand talked about, where there is one."""
    return _GUESS[act].format(no=no if no is not None else "编号")


def which(found: Sequence[tuple[int, str, str]]) -> str:
    """脆李那单派李明华, where several are about that."""
    return "\n".join(
        ["是哪一单？回编号就行：", *(f"#{no} {cut(summary, 16)}，{place}" for no, summary, place in found)]
    )


def is_answer(question: str, task_id: int) -> str:
    """不算，只限三年内, while one question waits."""
    return f"是答复“{cut(question, 30)}”吗？回“是”就转给对方，回“不”不转。以后也可以直接回“回复 {task_id} …”。"


def shall_he(no: int, name: str, unit: str) -> str:
    """要不派谭树林？"""
    return f"#{no} 派给{name}（{unit}）吗？回“是”就派，回“不”先不动；看推荐的回“查 {no}”。"


def chat() -> str:
    """我来联系, 好险, 辛苦了, from a colleague."""
    return "好的。有结果说一声，我记上；要办的回“待办”看。"


def nothing_done(no: int | None) -> str:
    """先莫派, before anything was done."""
    about = f"#{no} 照旧" if no is not None else "一切照旧"
    return f"好，没有动，{about}。定了再说。"


def not_undone(name: str, no: int | None) -> str:
    """What cannot be taken back by a word."""
    about = f"（#{no}）" if no is not None and name != "办了" else ""
    how = {
        "留言": "话已经带到了，要更正再带一句",
        "发布": "已经推给专家了；先不公开回“改 编号 范围=只给管家”",
        "改": "直接说该是什么，比如“地点应该是奉节”",
        "添加宣讲": "不办了回“取消宣讲 编号”",
        "代录": "回“撤回 编号”",
        "停用专家": "回“恢复专家 姓名”",
        "通过": "回“停用专家 姓名”",
    }.get(name, "说清楚要改成什么，或回“命令”看能用的")
    return f"刚才做的是“{name}”{about}，我撤不回来。{how}。"


def taken_up(no: int, summary: str, *, has_expert: bool = False) -> str:
    """For the asker: what was sent back or closed by mistake goes on."""
    then = "还是原来的专家" if has_expert else "有专家接了告诉您"
    return f"您的 #{no}（{cut(summary, 20)}）刚才弄错了，还接着办，{then}。"


def goes_on(no: int, who: str) -> str:
    """结错了, of what an expert had: with whom it is again."""
    return f"#{no} 接着办，还是{who or '原来的专家'}，两边都告诉了。换人回“派单 {no} 姓名”。"


def assignment_taken_back(no: int, name: str) -> str:
    """派错了."""
    return f"#{no} 已从{name or '专家'}那里收回，专家和对方都告诉了，又在请别的专家。要指定人回“派单 {no} 姓名”。"


def note_taken_back(no: int) -> str:
    """备注写错了."""
    return f"#{no} 上一条备注标成作废了。要记到别的单上，回“备注 编号 …”。"


def line_stays(task_id: int) -> str:
    """打过了，没人接."""
    return f"记到事项 {task_id} 上了，还留着；办完回“办了 {task_id}”。"


def line_reopened(task_id: int) -> str:
    """勾错了."""
    return f"事项 {task_id} 又放回待办了。"


def of_pool(name: str, command: str | None, rest: str) -> str:
    """她手机137…: of the expert named last, read back before it is done."""
    if command is None:
        return (
            f"是说{name}吗？改资料回“改专家 {name} 擅长=…”（手机、单位、职称、请假也这样），停用回“停用专家 {name}”。"
        )
    return f"是“{command} {rest}”吗？是就回“是”。"


def call_begun(heard: str) -> str:
    """接了个电话, 垫江的: the pieces that make a need are waited for."""
    return f"我记着：{cut(heard, 30)}。接着说：哪个区县、什么问题、怎么称呼。不录了回“不”。"
