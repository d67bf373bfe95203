"""What is read of choosing experts: steps where nobody fits, needs that are alike, pages of a search, doubles."""

from __future__ import annotations

from collections.abc import Sequence

from domain.experts import Expert
from domain.matching import Widening
from handlers.wording.common import cut

COMMON_FROM = 2  # others with the same trouble


def widening_line(step: Widening, experts: Sequence[Expert]) -> str:
    """One step that a butler may take."""
    names = "、".join(f"{one.id} {one.name}（{cut(one.unit, 12)}）" for one in experts)
    if step.kind == "busy":
        return f"对口但请假或手上已满：{names}"
    if step.kind == "neighbouring_field":
        return f"相近领域“{step.label}”：{names}"
    if step.kind == "other_base":
        return f"{step.label}有对口的：{names}"
    return f"外请：向上级专家中心或高校院所发函，要{step.label or '这方面'}的专家"


def widening(lines: Sequence[str], no: int) -> str:
    """The steps in 查."""
    if not lines:
        return ""
    return "\n".join(["库里没有合适的人可等，可以试：", *(f"· {line}" for line in lines), f"定了回“派单 {no} 编号”。"])


def alike(numbers: Sequence[int]) -> str:
    """Demands of others with the same trouble, in 查."""
    if not numbers:
        return ""
    common = "（共性难题，可合起来办一场）" if len(numbers) >= COMMON_FROM else ""
    return "相似的还有 " + " ".join(f"#{no}" for no in numbers) + common


def named_line(one: Expert, is_away: bool, *, with_phone: bool) -> str:
    """Somebody asked for by name: what matters before a phone call or an assignment."""
    parts = [f"在办 {one.open_orders}/{one.max_open}", "请假中" if is_away else ""]
    parts += ["" if one.is_reachable else "没绑定微信", f"电话 {one.phone}" if with_phone and one.phone else ""]
    return f"{one.id} {one.name}，{one.unit}，{one.title or '职称未填'}：{'，'.join(part for part in parts if part)}"


def more_experts(rest: int) -> str:
    """Below a page of 找专家."""
    return f"还有 {rest} 位，回“更多”接着看。"


def no_more_experts() -> str:
    """更多 after the last page."""
    return "就这些了，没有更多。换个说法再找，比如“找专家 柑橘 黄龙病 万州”。"


def doubles(pairs: Sequence[tuple[Expert, Expert]], total: int) -> str:
    """重复专家."""
    if not pairs:
        return "没有看到重复的专家。"
    lines = [f"{_entry(kept)} / {_entry(other)}" for kept, other in pairs]
    kept, other = pairs[0]
    more = f"共 {total} 对，先看这些。" if total > len(pairs) else ""
    return "\n".join(["像是同一个人：", *lines, f"{more}确定是同一人回“合并专家 {kept.id} {other.id}”，前一个留下。"])


def named(experts: Sequence[Expert]) -> str:
    """Namesakes with their numbers."""
    return "\n".join(_entry(one) for one in experts[:6])


def _entry(one: Expert) -> str:
    return f"{one.id} {one.name}（{one.base}，{cut(one.unit, 14)}，{cut(one.title, 8) or '职称未填'}）"


def merge_confirm(kept: Expert, other: Expert) -> str:
    """合并专家, before it is done."""
    return f"留下 {_entry(kept)}，停用 {_entry(other)}，擅长合在一起。确定回“是”，不做回“不”。"


def merged(kept: Expert, other: Expert) -> str:
    """合并专家."""
    return f"已合并：{_entry(kept)}留下，{other.id} 已停用，不再推送。"


def which_expert(no: int, words: str, found: Sequence[Expert]) -> str:
    """派单 with a misspelt name, or with namesakes."""
    if len(found) == 1:
        return f"没有正好叫“{words}”的。您是说 {_with_unit(found[0])} 吗？回“是”就派 #{no}。"
    lines = [f"{index}. {_with_unit(one)}" for index, one in enumerate(found, 1)]
    return "\n".join([f"“{words}”是哪一位？回数字就派 #{no}：", *lines])


def _with_unit(one: Expert) -> str:
    return f"{one.name}（{cut(one.unit, 16)}{'，' + cut(one.title, 8) if one.title else ''}）"
