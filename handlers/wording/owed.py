"""Lines on the staff's list: what is owed and why, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from domain.demands import Demand
from handlers.wording.common import cut, place_of

LOOK_AT_LIST = "回“待办”看详情。"
LOOK_AT_NAMES = "回“待办”看名单。"
ANSWER = "回“回复 {id} …”答复。"
VOICE = "一条语音要听"
VOICE_CAME = "有一条语音"
EMERGENCY_GOES_ON = "急事后续"
CASE_GOES_ON = "危重病人补充"
NO_EMERGENCY = "急事取消，对方说不是急事"
NOBODY_NEED_RING = "不用打电话了。"
COMPLAINT_GOES_ON = "投诉补充"
ASKED_AT = "asked_at"  # in the line of a question: when the same person asked on
POLICY_QUESTION = "政策咨询"
MESSAGE = "对方留言"
QUESTION = "对方有话要问"
WANTS_PERSON = "有人想找您"

RING_EXPERTS = "打电话请专家"
REFERRED = "有推荐人选"
CAME_BACK = "退回的补回来了"
HANDED_BACK = "专家交回"


def call_back(note: str, phone: str) -> str:
    """Where somebody wants to be called; for staff alone."""
    return f"{note}，回电 {phone}"


def critical_patient(demand: Demand) -> str:
    """A hospital's own case: what it is, and that it wants the telephone."""
    return f"危重病人，请马上打电话找专家：{cut(demand.summary, 24)}"


def heard_by(task_id: int) -> str:
    """Whoever listens types what was said."""
    return f"听了回“听 {task_id} 语音里说的话”，我就登记。"


def is_question(note: str) -> bool:
    """Whether a line's note is a question of a rule or of a briefing, for which somebody waits."""
    return note.startswith(POLICY_QUESTION) or "有人问：" in note


def policy_question(text: str) -> str:
    """No paper answers it."""
    return f"{POLICY_QUESTION}：{cut(text, 60)}"


def wishes_expert(name: str, *, is_wanted: bool) -> str:
    """The asker would like a certain expert to come, or anybody else."""
    return f"对方想请{name}，请问问得不得空" if is_wanted else f"对方不想请{name}"


def wants_other_expert(words: str) -> str:
    """The asker does not want the one who has it."""
    return f"对方想换专家：{cut(words, 40)}"


def asked(question: str) -> str:
    """A question that only staff can answer."""
    return f"对方问：{question}"


def asked_of_activity(activity: int, title: str, question: str) -> str:
    """A question about an activity that the announcement does not answer."""
    return f"第 {activity} 场“{cut(title, 16)}”有人问：{question}"


def said_by(who: str, place: str, note: str) -> str:
    """Who wants a person, and where that is."""
    return f"{who}（{place}）：{note}" if place else f"{who}：{note}"


def write_back(no: int) -> str:
    """The asker reads what is written by this form."""
    return f"回话用“留言 {no} …”。"


def look_and_write_back(no: int) -> str:
    """First what it is about, then a word."""
    return f"回“查 {no}”看详情，{write_back(no)}"


def ring_to_remind(expert: str, when: str) -> str:
    """The visit is near, and the expert is not on WeChat."""
    return f"电话提醒{expert}：{when}"


def ring_about_time(expert: str, when: str, no: int) -> str:
    """A time was proposed to an expert who is not on WeChat."""
    return f"请电话问{expert}：{when}行不行；答应了回“同意 {no}”"


def ring_to_offer(expert: str, reasons: Sequence[str]) -> str:
    """An order fits an expert who is not on WeChat."""
    return f"{expert}没绑定微信；{'；'.join(reasons)}"


def ring_of_assignment(expert: str, no: int) -> str:
    """An order was given to an expert who is not on WeChat."""
    return f"通知{expert}接了 #{no}"


def ring_back(who: str, demand: Demand) -> str:
    """Weeks later, of somebody who once phoned."""
    no = demand.no
    return f"打电话回访{who}：{demand.summary}现在好没有；好了回“评价 {no} 5 解决了”，没好回“没解决 {no}”"


def experts_to_ring(count: int) -> str:
    """Better ones than those who could be written to."""
    return f"有 {count} 位更对口的专家要打电话"


def nobody_claims(summary: str) -> str:
    """The promised day has come."""
    return f"{summary}，到期没人接，请打电话找人或派单"


def not_done_in_time(summary: str) -> str:
    """Claimed, and no word since."""
    return f"{summary}，接了到期没办完"


def nobody_found(summary: str, *, was_told: bool) -> str:
    """Nobody fits, or all who were asked have declined."""
    return f"{summary}，{'请过的专家都来不了' if was_told else '专家库里没有合适的'}"


def awaits_approval(title: str) -> str:
    """Nothing is listed before somebody has agreed."""
    return f"等您同意上榜单：{title}"


def suspected_epidemic(demand: Demand) -> str:
    """No matter for a list: the authority is told."""
    return "，".join(one for one in (f"疑似疫情：{demand.summary}", place_of(demand), "请马上报主管部门") if one)


def missed(when: str, *, is_expert: bool) -> str:
    """One side was not there."""
    return f"{when} {'专家没到' if is_expert else '对方不在'}，请两边问一声"


def recommended(by: str, who: str, words: str) -> str:
    """An expert who declines knows somebody else."""
    return f"{by}推荐{who}：{cut(words, 60)}"


def assign_by(no: int) -> str:
    """Whoever was recommended is given the order by this form."""
    return f"回“派单 {no} 姓名”。"


def handed_back(expert: str, reason: str) -> str:
    """Why an expert cannot go after all."""
    return f"{expert}：{cut(reason, 40) or '没说原因'}"


def kept_from(names: Sequence[str]) -> str:
    """Who shall not see a demand."""
    return f"不给看：{'、'.join(names)}"


def came_back(before: int, summary: str) -> str:
    """What was sent back is complete now."""
    return f"原 #{before}，您定的范围、急缓和备注都带过来了：{summary}"


def goes_on_as(no: int) -> str:
    """Of the one that was sent back, in its history."""
    return f"补充后接着办，新编号 #{no}"


def came_from(no: int) -> str:
    """Of the one that goes on, in its history."""
    return f"#{no} 退回后补来的"


def told_by_colleague(words: str) -> str:
    """What staff heard of somebody."""
    return f"管家转来：{words}"
