"""What is said about a person's own data."""

from __future__ import annotations

from collections.abc import Sequence


def summary(about: Sequence[str], demands: Sequence[str]) -> str:
    """我的信息."""
    if not about and not demands:
        return "我们还没有存您的信息，您也没有发过需求。有难处直接说就行。"
    who = "、".join(about) or "没有存您的身份"
    lines = [f"我们存了：{who}；您发过的需求 {len(demands)} 件。只用来请专家和回访，不给别人看电话。"]
    return "\n".join([*lines, *demands[:10], "要全部内容回“导出我的信息”，要删除回“删除我的信息”。"])


def copy(lines: Sequence[str]) -> str:
    """导出我的信息."""
    return "您发过的需求原话：\n" + "\n".join(lines) if lines else "没有存您发过的需求。"


def open_first(numbers: Sequence[int]) -> str:
    """Open demands stand in the way."""
    shown = "、".join(f"#{no}" for no in numbers)
    return f"您还有没办完的：{shown}。先回“撤回 {numbers[0]}”，再回“删除我的信息”。"


def confirm() -> str:
    """删除我的信息, asked once."""
    return "删除后您的身份、地点、原话和图片都会清掉，找不回来。确定回“是”，不删回“不”。"


def deleted() -> str:
    """After the deletion."""
    return "已经删除。以后有需要，直接再说就行。"
