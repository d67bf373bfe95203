"""What people are told about visits, about what was done, and about what is late."""

from __future__ import annotations

from handlers.wording.common import cut
from handlers.wording.shape import Fields, Wording
from handlers.wording.visits import PIN

FIELD = 20  # characters of a template's field


def _answer(f: Fields) -> str:
    return f"行不行？行回“行”（或“同意 {f['no']}”），不行就说个您方便的时间。"


def _where(f: Fields) -> str:
    return f"，{f['place']}" if f.get("place") else ""


def _change(f: Fields) -> str:
    if f.get("old") == f["when"]:
        return f"（{f['when']}）改成{f['mode']}"
    return f"从 {f['old']} 改到 {f['when']} {f['mode']}"


def _whom(f: Fields) -> str:
    return f"，{f['who']}" if f["who"] != "对方" else ""


def _reason(f: Fields) -> str:
    return f"，说：{f['reason']}" if f.get("reason") else ""


def _state(f: Fields) -> str:
    return f"{f['at']} {f['mode']}"


def _proposal(f: Fields) -> str:
    return (
        f"{f['who']}想约 {f['when']} {f['mode']}{_where(f)}（#{f['no']} {f['summary']}）。"
        f"{f.get('clash', '')}{_answer(f)}"
    )


def _agreed(f: Fields) -> str:
    link = f"地图：{f['link']} 。" if f.get("link") else ""
    return (
        f"约好了，#{f['no']}：{f['when']} {f['mode']}{_where(f)}{_whom(f)}。{link}{f.get('clash', '')}"
        f"到时提醒您，有变动回“改约 {f['no']} …”或“取消约 {f['no']}”。" + (PIN if f.get("asks_pin") else "")
    )


def _reminder(f: Fields) -> str:
    head = "温馨提醒" if f.get("to_expert") else "提醒您"
    link = f"地图：{f['link']} 。" if f.get("link") else ""
    return (
        f"{head}：{f['when']} {f['mode']}{_where(f)}{_whom(f)}（#{f['no']} {f['summary']}）。{link}"
        f"去不了回“改约 {f['no']} …”或“取消约 {f['no']}”。"
    )


def _follow_up(f: Fields) -> str:
    if f.get("to_expert"):
        return f"温馨提醒：#{f['no']} {f['when']} 的服务做完了吗？做完回“完成 {f['no']} 小结”，没去成回“改约 {f['no']} …”。"
    return f"{f['who']} {f['when']} 来了吗（#{f['no']}）？来了回“来了”，没来回“没来”。"


def _missed(f: Fields) -> str:
    if f.get("to_expert"):
        return f"#{f['no']} {f['when']} 的约，对方说没等到您。还去的话说个时间我重新约，去不了回“交回 {f['no']}”。"
    return (
        f"#{f['no']} {f['when']} 的约，{f['who']}说没见到人。还要来的话说个时间，我重新约；不需要了回“撤回 {f['no']}”。"
    )


def _rate(f: Fields) -> str:
    if f.get("to_expert"):
        return f"#{f['no']} 对方说服务做完了，辛苦您！请给对方的配合打个分，1 到 5，直接回就行；小结回“完成 {f['no']} 小结”。"
    said = f"，说：{f['said']}\n" if f.get("said") else "。"
    return (
        f"{f['who']}报 #{f['no']}（{f['summary']}）办完了{said}{f.get('caution', '')}"
        f"{_ask_for(f)}问题解决了吗？回“解决了 5分”或“没解决”，几句话说说也行，对方看不到您的评分。"
    )


def _ask_for(f: Fields) -> str:
    """Reported for somebody else: it is that person's word that counts."""
    return f"请帮忙问一声{f['of']}，" if f.get("of") else ""


VISITS: dict[str, Wording] = {
    "visit_wish": Wording(
        lambda f: (
            f"#{f['no']} 对方说方便的时间：{f['text']}\n您从里面定个日子和钟点，回“约 {f['no']} 周六上午9点 现场”。"
        ),
        lambda f: (f"#{f['no']}", "对方说了方便的时间", f"回“看{f['no']}”看详情"),
    ),
    "visit_proposal": Wording(_proposal, lambda f: (f["summary"], _state(f), f"回“同意{f['no']}”或说时间")),
    "visit_moved": Wording(
        lambda f: (
            f"{f['who']}想把 #{f['no']} {_change(f)}{_where(f)}，原来的先不作数。{f.get('clash', '')}{_answer(f)}"
        ),
        lambda f: (f["summary"], f"想改到{f['at']}", f"回“同意{f['no']}”或说时间"),
    ),
    "visit_agreed": Wording(_agreed, lambda f: (f["summary"], _state(f), f"变动回“改约{f['no']}”")),
    "visit_refused": Wording(
        lambda f: (
            f"{f['who']} {f['when']} 不方便（#{f['no']}）{_reason(f)}。"
            f"请另说个时间，比如“约 {f['no']} 周六上午9点 现场”。"
        ),
        lambda f: (f["summary"], f"{f['at']}不行", "请另说个时间"),
    ),
    "visit_cancelled": Wording(
        lambda f: f"{f['who']}取消了 #{f['no']} {f['when']} 的约{_reason(f)}，不用等了。要再约就说个时间，我去问。",
        lambda f: (f["summary"], f"{f['at']}取消", "再约请说个时间"),
    ),
    "visit_unanswered": Wording(
        lambda f: (
            f"{f['who']}一直没回话，#{f['no']} {f['when']} 的时间先作罢，请别白跑。"
            f"可以另约，比如“约 {f['no']} 周六上午9点”，或回“留言 {f['no']} …”问一声。"
        ),
        lambda f: (f["summary"], f"{f['at']}没回话", "先别跑，请另约"),
    ),
    "visit_lapsed": Wording(
        lambda f: (
            f"#{f['no']} {f['when']} 的时间没等到您回话，先作罢了，{f['who']}不会按这个时间来。"
            "还想这个时间就回“行”，我再去问；换时间直接说。"
        ),
        lambda f: (f["summary"], f"{f['at']}作罢", "还要就说个时间"),
    ),
    "visit_missed": Wording(_missed, lambda f: (f["summary"], f"{f['at']}没见到人", "请再说个时间")),
    "visit_place": Wording(
        lambda f: (
            f"#{f['no']} {f['when']} 碰头的地方：{f['place']}。" + (f"地图：{f['link']}" if f.get("link") else "")
        ),
        lambda f: (f["summary"], cut(f"碰头：{f['place']}", FIELD), "回任意话看详情"),
    ),
    "visit_late": Wording(
        lambda f: (
            f"{f['who']}路上耽搁，"
            + (f"大约 {f['arrives']} 到" if f.get("arrives") else "会晚一点到")
            + f"（#{f['no']}），说：{f['said']}。有话回“留言 {f['no']} …”。"
        ),
        lambda f: (f["summary"], f"约{f['at']}到" if f.get("arrives") else "路上耽搁，晚点到", "请稍等一下"),
    ),
    "visit_reminder": Wording(
        _reminder, lambda f: (f["summary"], _state(f), f"变动回“改约{f['no']}”"), "visit_reminder"
    ),
    "visit_follow_up": Wording(
        _follow_up,
        lambda f: (
            f["summary"],
            "服务做完了吗" if f.get("to_expert") else "专家来了吗",
            f"做完回“完成{f['no']}”" if f.get("to_expert") else "回“来了”或“没来”",
        ),
    ),
}
SERVICE: dict[str, Wording] = {
    "rate": Wording(
        _rate,
        lambda f: (f["summary"], "请您打个分", f"回“评价{f['no']} 5”"),
        "rate",
    ),
    "reopened_expert": Wording(
        lambda f: (
            f"温馨提醒：#{f['no']}（{f['summary']}）对方说还没解决，想请您再看看。"
            f"方便的话回“约 {f['no']} 周六上午9点 现场”，去不了回“交回 {f['no']}”。"
        ),
        lambda f: (f["summary"], "对方说还没解决", f"回“看{f['no']}”看详情"),
    ),
    "closed_expert": Wording(
        lambda f: f"#{f['no']}（{f['summary']}）已办结，谢谢您！",
        lambda f: (f["summary"], "已办结，谢谢您", "不用再办"),
    ),
    "closed_asker": Wording(
        lambda f: (
            f"管家登记您的 #{f['no']}（{f['summary']}）已办结{_reason(f)}。"
            f"{_ask_for(f)}真的解决了吗？回“解决了”或“没解决”，没解决接着办。"
        ),
        lambda f: (f["summary"], "已办结，请您确认", "回“解决了”或“没解决”"),
    ),
    "closed_unconfirmed": Wording(
        lambda f: (
            f"#{f['no']}（{f['summary']}）没等到您的回话，先按办结记下（未确认）。"
            "解决了回“解决了”，没解决回“没解决”，随时接着办。"
        ),
        lambda f: (f["summary"], "先按办结记下", "没解决回“没解决”"),
    ),
    "look_back": Wording(
        lambda f: (
            f"回访一下：#{f['no']}（{f['summary']}）办完有一阵了，{_ask_for(f)}现在还好吗？"
            "好了回“解决了”，没好或又犯了回“没解决”，我接着请人办。"
        ),
        lambda f: (f["summary"], f"请帮问{f['of']}好了没" if f.get("of") else "现在还好吗", "回“解决了”或“没解决”"),
        "look_back",
    ),
    "delayed_asker": Wording(
        lambda f: (
            f"对不住，#{f['no']}（{f['summary']}）还没请到合适的专家。管家已接手去找，"
            f"最迟{f['by']}给您回话。不想等了回“撤回 {f['no']}”。"
        ),
        lambda f: (f["summary"], "还在找专家", f"回“进度{f['no']}”看详情"),
    ),
    "slow_expert": Wording(
        lambda f: (
            f"温馨提醒：#{f['no']}（{f['summary']}）还在您手上。办完了回“完成 {f['no']} 小结”，"
            f"约时间回“约 {f['no']} 周六上午9点”，去不了回“交回 {f['no']}”。"
        ),
        lambda f: (f["summary"], "还在您手上", f"办完回“完成{f['no']}”"),
    ),
}
