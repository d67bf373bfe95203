"""What is said to somebody who asks for another's number."""

from __future__ import annotations


def not_given(no: int) -> str:
    """The other side is known: words pass at once, one's own number too."""
    return (
        f"两边的电话我们都不给出去，免得打扰。有话回“留言 {no} …”，我马上转；"
        f"想直接通话，就把您自己的号码写在留言里，请对方打过来。"
    )


def own_not_given() -> str:
    """我接，联系我138…: the number stays here, the words go over."""
    return "您的电话没有转给对方，两边的号码我们都不给出去；有话直接说，我马上转。"


def not_given_before() -> str:
    """Nobody has been brought together yet."""
    return "电话我们不给出去。接单前想了解，回“问 编号 …”我去问；接单后有话回“留言 编号 …”，我马上转。"


def not_given_yet(hotline: str) -> str:
    """An asker whose demand nobody has yet."""
    rest = f"急事可以找我们：{hotline}。" if hotline else "急事回“转人工”。"
    return f"专家的电话我们不给出去。有专家接了马上告诉您，有话我替您转。{rest}"
