"""What is said with a new code."""

from __future__ import annotations


def invited(role: str, name: str, base: str, code: str, days: int) -> str:
    """邀请."""
    return (
        f"{base}{role}{'（' + name + '）' if name else ''}的邀请码：{code}\n"
        f"请本人关注后回“绑定 {code}”，{days} 天内有效，只能用一次。"
    )
