"""What a notice says on each rung: full text where a message is legal, fields of at most 20 characters elsewhere."""

from __future__ import annotations

from domain.notices import Notice
from handlers.wording.activity_notices import ACTIVITIES
from handlers.wording.common import cut
from handlers.wording.service_notices import SERVICE, VISITS
from handlers.wording.shape import Fields, Wording

FIELD_LENGTH = 20


def _push(f: Fields) -> str:
    reasons = f"{'；'.join(f['reasons'])}。" if f.get("reasons") else ""
    urgent = "急件 " if f.get("urgent") else "新需求 "
    return (
        f"{urgent}#{f['no']}：{f['title']}，{f['county']}。{reasons}"
        f"接单回“揭榜 {f['no']}”，先看看回“看 {f['no']}”，不方便回“婉拒 {f['no']}”。"
    )


def _after_answer(f: Fields) -> str:
    """Whoever has the order already is not asked to claim it."""
    ask_on = f"接着问回“问 {f['no']} …”"
    return f"{ask_on}。" if f.get("is_held") else f"{ask_on}，接单回“揭榜 {f['no']}”。"


def _claimed(f: Fields) -> str:
    """Where a time was proposed with the claim, that follows at once and says what to answer."""
    if f.get("is_change"):
        return f"您的 #{f['no']}（{f['summary']}）改由{f['expert']}来办，会跟您约时间。有话要带，回“留言 {f['no']} …”。"
    taken = f"{f['expert']}接了您的 #{f['no']}（{f['summary']}）"
    if f.get("with_time"):
        return f"{taken}。"
    return f"{taken}，会跟您约时间。有话要带，回“留言 {f['no']} …”。"


WORDINGS: dict[str, Wording] = {
    "push": Wording(
        _push, lambda f: (f"{f['title']}", f"{f['county']}，等您来接", f"回“看{f['no']}”看详情"), "new_order"
    ),
    "assigned_expert": Wording(
        lambda f: (
            f"温馨提醒：管家把 #{f['no']} 托付给您：{f['summary']}，{f['place']}。"
            f"方便的话回“约 {f['no']} 周六上午9点 现场”，去不了回“交回 {f['no']}”。"
        ),
        lambda f: (f["summary"], "请您帮忙看看", f"回“看{f['no']}”看详情"),
        "new_order",
    ),
    "claimed": Wording(
        _claimed,
        lambda f: (
            f["summary"],
            f"{f['expert']}{'来办' if f.get('is_change') else '接了'}",
            f"回“进度{f['no']}”看详情",
        ),
    ),
    "taken": Wording(
        lambda f: f"#{f['no']} 已由别的专家接了，谢谢您关注。",
        lambda f: (f"#{f['no']}", "已有专家接了", "回“榜单”看别的"),
        "new_order",
    ),
    "withdrawn_expert": Wording(
        lambda f: (
            f"#{f['no']}（{f['summary']}）{'对方说自己解决了' if f.get('is_over') else '对方撤回了'}，不用再办，谢谢您。"
        ),
        lambda f: (f["summary"], "对方已撤回", "不用再办"),
    ),
    "sent_back_expert": Wording(
        lambda f: f"#{f['no']}（{f['summary']}）管家已退回对方补充，您先不用办，谢谢。",
        lambda f: (f["summary"], "已退回对方补充", "您先不用办"),
    ),
    "returned_asker": Wording(
        lambda f: (
            f"#{f['no']} 原来的专家临时来不了，"
            + (f"正在另请 {f['count']} 位" if f["count"] else "管家正在另找人")
            + f"，{f['by']}前告诉您。"
        ),
        lambda f: (f["summary"], "正在另请专家", f"回“进度{f['no']}”看详情"),
    ),
    "revoked_expert": Wording(
        lambda f: f"#{f['no']}（{f['summary']}）已改由别人办，您不用再跑，谢谢。",
        lambda f: (f["summary"], "已改由别人办", "不用再办"),
    ),
    "question": Wording(
        lambda f: f"{f['expert']}想先问您（#{f['no']}）：{f['text']}\n直接回文字或图片就行，我转过去。",
        lambda f: (f["summary"], "专家想先问您", "回任意话看问题"),
    ),
    "advice": Wording(
        lambda f: (
            f"{f['expert']}给您的建议（#{f['no']}）：{f['text']}\n{f['caution']}"
            "够用了回“够了”，还想请人来看回“还要来人”。"
        ),
        lambda f: (f["summary"], "专家给了建议", "回任意话看建议"),
    ),
    "answer": Wording(
        lambda f: f"#{f['no']} 对方回话：{f['text']}\n" + _after_answer(f),
        lambda f: (f"#{f['no']}", "对方回话了", f"回“看{f['no']}”看详情"),
    ),
    "message": Wording(
        lambda f: f"{f['who']}带话（#{f['no']}）：{f['text']}\n回话用“留言 {f['no']} …”。",
        lambda f: (f"#{f['no']}", f"{f['who']}带话给您", "回任意话看内容"),
    ),
    "advice_result": Wording(
        lambda f: (
            f"#{f['no']} 对方说您的建议够用了，谢谢！"
            if f["accepted"]
            else f"#{f['no']} 对方还想请人来看，愿意接回“揭榜 {f['no']}”。"
        ),
        lambda f: (f"#{f['no']}", "建议有回音了", f"回“看{f['no']}”看详情"),
    ),
    "addition": Wording(
        lambda f: f"#{f['no']} 对方补充：{f['text']}",
        lambda f: (f"#{f['no']}", "对方补充了内容", f"回“看{f['no']}”看详情"),
    ),
    "picture": Wording(
        lambda f: f"#{f['no']} 的图片：", lambda f: (f"#{f['no']}", "对方发来图片", f"回“看{f['no']}”看详情")
    ),
    "changed_expert": Wording(
        lambda f: f"#{f['no']} 内容改了：{f['summary']}，{f['place']}。",
        lambda f: (f["summary"], "内容有改动", f"回“看{f['no']}”看详情"),
    ),
    "edited_asker": Wording(
        lambda f: (
            f"管家把您的 #{f['no']} 改成了：{f['summary']}（{f['about']}），{f['place']}。不对就回“修改 {f['no']} …”。"
        ),
        lambda f: (f["summary"], "管家改了内容", f"回“进度{f['no']}”看详情"),
    ),
    "recorded_asker": Wording(
        lambda f: f"您说的已登记 #{f['no']}：{f['summary']}，{f['place']}。不对就回“修改 {f['no']} …”。",
        lambda f: (f["summary"], "已登记", f"回“进度{f['no']}”看详情"),
    ),
    "question_asker": Wording(lambda f: f["text"], lambda f: ("您的语音听过了", "还差一点信息", "回任意话接着说")),
    "task": Wording(
        lambda f: (
            f"提示：{f['what']}"
            + (f" #{f['no']}" if f.get("no") else "")
            + (f"，{f['note']}" if f.get("note") else "")
            + f"。{f['next']}"
        ),
        lambda f: (f["what"], cut(str(f.get("note", "")), 20) or "请处理", "回“待办”看详情"),
    ),
    "emergency": Wording(
        lambda f: f"急事！{f['note']}。已请对方先打{f['number']}。请马上联系，接手回“收到”，办完回“办了 {f['task']}”。",
        lambda f: ("急事，请马上联系", cut(f["note"], 20), "回“待办”看详情"),
    ),
    "registration_result": Wording(
        lambda f: (
            f"{f['name']}老师，您的专家登记通过了。有对口的需求会推给您，回“榜单”看现在的。"
            if f["approved"]
            else f"您的专家登记这次没通过：{f['reason'] or '资料不全'}。补充后可再回“专家登记 …”。"
        ),
        lambda f: ("专家登记", "已通过" if f["approved"] else "没通过", "回任意话看详情"),
    ),
    "sent_back": Wording(
        lambda f: f"您的 #{f['no']} 管家退回了：{f['reason']}。直接回这里补上就行，我接着登记。",
        lambda f: (f["summary"], f"退回：{f['reason']}", "回任意话补上就行"),
    ),
    "text": Wording(lambda f: f["text"], lambda f: ("您有一条新消息", cut(f["text"], 20), "回任意话看全文")),
    **VISITS,
    **SERVICE,
    **ACTIVITIES,
}


def text_of(notice: Notice) -> str:
    """The full text, for a chat message or a passive reply."""
    return WORDINGS[notice.kind].text(notice.fields)


def brief_of(notice: Notice) -> dict[str, str]:
    """Canonical fields for a template or subscription notice, each at most 20 characters without line breaks."""
    subject, state, follow = WORDINGS[notice.kind].brief(notice.fields)
    return {"subject": cut(subject, FIELD_LENGTH), "state": cut(state, FIELD_LENGTH), "next": cut(follow, FIELD_LENGTH)}


def template_of(notice: Notice) -> str:
    """The NAME of `[wechat.notices.NAME]` that carries this kind."""
    return WORDINGS[notice.kind].template


def can_be_worded(notice: Notice) -> bool:
    """Whether it has all that its wording needs; what has not would fail for ever."""
    try:
        return bool(text_of(notice)) and bool(brief_of(notice))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return False
