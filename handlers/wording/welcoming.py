"""The first words, and those where no need was said: hello, thanks, help, who we are, what it costs."""

from __future__ import annotations

from domain.bases import Base
from handlers.wording.common import (
    contact,
    first_worries,
    short_place,
)


def welcome(base: Base) -> str:
    """After a follow."""
    return (
        "您好！种养、加工、看病、办企业、办学遇到难处，直接打字告诉我，比如：\n"
        "“奉节白帝镇，脆李裂果，想请专家看看”\n我去请对口的专家，办到哪一步都告诉您。" + first_worries(base)
    )


def short_greeting() -> str:
    """A hello in the middle of the intake."""
    return "您好！"


def greeting() -> str:
    """A hello."""
    return "您好！有什么难处直接说，在哪个区县、什么问题，一句话就行。回“进度”看办到哪了。"


def thanks() -> str:
    """A thank-you."""
    return "不客气，有事随时说。"


def help_text(base: Base, has_demands: bool) -> str:
    """What an asker can do."""
    lines = ["有难处直接说就行：在哪里、什么问题。", "“进度”看办到哪一步"]
    if has_demands:
        lines += ["“修改 12 …”改内容，“撤回 12”不办了", "“留言 12 …”转给专家，“评价 12 5 …”打分"]
    lines += ["“宣讲”看近期活动，“转人工”找人", "“我的信息”看我们存了什么"]
    return "\n".join(lines) + ("\n" + contact(base) if base.hotline else "")


def to_solve(what: str) -> str:
    """What somebody may want who names a trouble."""
    return f"请人解决“{what}”"


def not_understood(guess: str | None, base: Base) -> str:
    """A guess and a way to a person."""
    if guess:
        return f"我没太听懂。您是不是想{guess}？是就回“是”，不是就换个说法；想找人回“转人工”。"
    return "我没太听懂。您说说在哪个区县、遇到什么问题就行；想找人回“转人工”" + (
        f"，或打{contact(base)}。" if base.hotline else "。"
    )


def about_fees(base: Base) -> str:
    """要钱不?"""
    return _fees(base) + (f"问人打{contact(base)}。" if base.hotline else "")


def _fees(base: Base) -> str:
    fee = base.fee_note or "在这里登记、问进度都不用花钱；请专家上门怎么算，回“转人工”让管家跟您说清楚"
    return f"{fee.rstrip('。')}。"


def about_us(base: Base) -> str:
    """是骗子吧?"""
    who = f"这是{base.operator}办的" if base.operator else "这是帮基层请专家的公益服务"
    check = f"可以打{contact(base)}核实" if base.hotline else "不放心就回“转人工”，让管家联系您"
    return f"{who}，不会让您转账，也不要您的银行卡和验证码。{check}。"


def about_us_and_fees(base: Base) -> str:
    """是不是骗人的，要不要先交钱?"""
    return f"{about_us(base)}{_fees(base)}"


def about_voice(base: Base) -> str:
    """不识字，可以说话不?"""
    ring = f"打{contact(base)}说也行。" if base.hotline else "请家里人帮着打几个字也行。"
    return (
        f"可以，按住说话发语音就行，说方言也要得：在哪个区县、遇到什么问题。管家会听了给您登记，上班时间内回您。{ring}"
    )


def about_me() -> str:
    """你是机器人吗, 你能干啥."""
    return "我是自动应答的小助手，背后有管家和专家。种养、加工、看病、办企业的难处，把地方和问题告诉我，我去请人；想找真人回“转人工”。"


def go_on_with(no: int) -> str:
    """补充一下, and nothing said of it yet."""
    return f"请说，我记到 #{no} 里。"


def go_on() -> str:
    """我想咨询一下."""
    return "您请说：在哪个区县、遇到什么问题？一句话就行。"


def go_on_further() -> str:
    """A second piece that means nothing by itself."""
    return "嗯，您接着说：是什么东西、出了什么毛病？"


def chats_along(before: int) -> str:
    """我在地头坐起耍, from somebody of whom nothing is open, after `before` others of the sort."""
    if before > 1:
        return "嗯，听着呢。"
    if before:
        return "嗯，听着呢。哪天地里、厂里、医院、学校有难处，把地方和问题告诉我就行。"
    return "听到了。我这里专门帮忙请专家：种养、加工、看病、办企业、办学有难处，说说在哪里、什么问题，我去请人。"


def go_on_there(place: str, town: str | None) -> str:
    """Only a place was said."""
    return f"好，{short_place(place)}{town or ''}。遇到什么问题？一句话就行。"


def go_on_known() -> str:
    """Only a name or a firm was said."""
    return "好，记下了。在哪个区县、遇到什么问题？一句话就行。"


def nothing_found(base: Base) -> str:
    """报了三回都没得人来, and nothing of it stands here."""
    ring = f"，也可以打{contact(base)}" if base.hotline else ""
    return f"对不住，让您白等了。您名下没有在办的需求。在哪个区县、是什么问题，再说一遍，我马上登记；想找人回“转人工”{ring}。"


def is_it_your_own(what: str) -> str:
    """Words of the trade: a need of one's own, or meant for somebody else?"""
    return f"“{what}”是您自己要请人帮忙吗？是就回“是”，我来登记；看能接的单回“榜单”，看手上的回“我的任务”。"


def link_unread() -> str:
    """A forwarded link."""
    return "链接我看不了。您把想问的、想办的直接打几个字给我就行。"


def pass_on_guess(who: str, no: int) -> str:
    """Words that may be meant for the other side."""
    return f"这句要转给{who}（#{no}）吗？回“是”我马上转；要是新的难处，把地方和问题一起说。"


def nothing_waiting() -> str:
    """A bare yes or no with nothing to answer."""
    return "好的。有什么难处直接说，或回“进度”看办到哪了。"


def in_chinese() -> str:
    """To other languages: one line each, and the way to a person."""
    return "请用中文写在哪个区县、遇到什么问题，说方言也行；找人回“转人工”。\nPlease write in Chinese: where you are and what is wrong."
