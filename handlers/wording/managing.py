"""What staff read who keep the pool: who waits, who was changed, who is out of service."""

from __future__ import annotations

from collections.abc import Sequence

from domain.experts import Expert
from handlers.wording.common import cut

DEAD = ("去世", "过世", "病逝", "逝世", "身故", "走了", "不在了")


def waiting(pairs: Sequence[tuple[int, Expert]]) -> str:
    """Registrations that wait for a decision."""
    return "\n".join(f"{number} {one.name}（{cut(one.unit, 16)}）" for number, one in pairs[:8])


def _who(one: Expert) -> str:
    return f"{one.name}（{cut(one.unit, 16)}）"


def stop_sure(one: Expert, reason: str, in_hand: Sequence[int]) -> str:
    """停用专家, before it is done."""
    held = f"手上的 {'、'.join(f'#{no}' for no in in_hand)} 收回另请别人，" if in_hand else ""
    return f"停用 {one.id} 号 {_who(one)}{'：' + reason if reason else ''}？{held}不再推送。确定回“是”，不做回“不”。"


def stopped(one: Expert, numbers: Sequence[int]) -> str:
    """停用专家."""
    held = f"{'、'.join(f'#{no}' for no in numbers)} 已收回，另请别人，也告诉了对方。" if numbers else ""
    return f"{_who(one)}已停用，从现在起不再推送。{held}弄错了回“恢复专家 {one.id}”。"


def stopped_self(reason: str) -> str:
    """To the expert who is out of service."""
    return f"您的专家身份停用了{'（' + cut(reason, 20) + '）' if reason else ''}，不再推单给您，谢谢您的服务！不对请回“转人工”。"


def is_of_dead(reason: str) -> bool:
    """Nobody is written to any more."""
    return any(word in reason for word in DEAD)


def restored(one: Expert) -> str:
    """恢复专家."""
    return f"{_who(one)}已恢复，有对口的单会算上。微信要重新绑定：回“邀请 专家 {one.id}”拿邀请码。"


def changed(one: Expert, what: str) -> str:
    """改专家."""
    return f"{_who(one)}的资料改好了：{what}。"


def change_told(what: str) -> str:
    """To the expert whose profile staff changed."""
    return f"管家改了您的专家资料：{what}。不对就回“改资料 …”改回来。"


def away(until: str) -> str:
    """改专家 请假=…"""
    return f"请假{until}"


def back() -> str:
    """改专家 请假=没有."""
    return "销假，照常派单"


def still_missing(parts: Sequence[str]) -> str:
    """添加专家, told piece by piece."""
    return f"记下了，还差{'、'.join(parts)}，接着说就行；不加了回“算了”。"
