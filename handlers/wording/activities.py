"""What is said about briefings and other activities: always with number, date, weekday, clock and place."""

from __future__ import annotations

from collections.abc import Sequence

from domain.activities import Activity
from handlers.wording.common import joined, moment

WHICH_LIST = "看哪一场回“名单 编号”："


def head(activity: Activity) -> str:
    """第 3 场“脆李冬季管护”，12月1日（周二）9:00，白帝镇文化中心."""
    return f"第 {activity.id} 场“{activity.title}”，{moment(activity.starts_at)}，{activity.place}"


def free(activity: Activity) -> str:
    """Free places as people see them."""
    left = activity.free_places()
    if left is None:
        return "名额不限"
    if left:
        return f"还有 {left} 个名额"
    return f"已满，候补 {activity.waiting} 人" if activity.waiting else "已满，可候补"


def line(activity: Activity, mark: str = "") -> str:
    """One activity in a list, by its number."""
    return (
        f"{activity.id}. {activity.title}，{moment(activity.starts_at)}，{activity.place}（{mark or free(activity)}）"
    )


def listed(lines: Sequence[str], lead: str, example: int) -> str:
    """宣讲."""
    return "\n".join([lead, *lines, f"要参加回“报名 {example}”，几个人一起回“报名 {example} 两个人”。"])


def lead(about: str, *, is_fitting: bool) -> str:
    """The first line of the list."""
    if not about:
        return "近期的活动："
    return f"{about}的活动：" if is_fitting else f"近期没有{about}的活动，有这些："


def yours() -> str:
    """What this person goes to."""
    return "您报了这些："


def none_listed(about: str) -> str:
    """Nothing is on."""
    return f"近期没有安排{about}活动，有新的我来通知您。想听哪方面的课，直接说，我帮您转给管家。"


def will_tell(*, is_known: bool) -> str:
    """有了通知我哈, where nothing is on: only who is known to somebody can be told of what fits."""
    if is_known:
        return "好，有合您路子的活动就通知您。"
    return "好。您种啥、做啥，在哪个区县？回一句，有合适的活动才找得到您。"


def ask_who(*, has_place: bool) -> str:
    """The half that is still unknown of somebody who wants to be told."""
    return "好。您种啥、做啥？" if has_place else "好。您在哪个区县？"


def come_later(activity: Activity) -> str:
    """路上堵车要晚一点."""
    return f"好，不着急，路上小心。到{activity.place}了回“签到 {activity.id}”。"


def feedback(activity: Activity, words: str) -> str:
    """To whoever held it."""
    return f"第 {activity.id} 场“{activity.title}”有人说：{words}"


def feedback_passed(activity: Activity) -> str:
    """讲得好, 讲快了听不懂: of one that was attended."""
    return f"谢谢，您对“{activity.title}”说的我转给主办的人了。"


def detail(activity: Activity, mark: str) -> str:
    """宣讲 3."""
    follow = f"去不了回“取消报名 {activity.id}”。" if mark else f"参加回“报名 {activity.id}”，几个人一起就写上人数。"
    return f"{head(activity)}。对象：{activity.audience}。{mark or free(activity)}。{follow}"


def mark_signed(heads: int) -> str:
    """This person has a place."""
    return "您已报" if heads == 1 else f"您已报 {heads} 人"


def mark_waiting(heads: int) -> str:
    """This person waits."""
    return "您在候补" if heads == 1 else f"您在候补，{heads} 人"


# -- signing up -----------------------------------------------------------------------------------


def signed_up(activity: Activity, heads: int) -> str:
    """报名."""
    return f"报上了，{heads} 人：{head(activity)}。到时提醒您，去不了回“取消报名 {activity.id}”。"


def queued(activity: Activity, heads: int, ahead: int, left: int) -> str:
    """On the waiting list."""
    many = f"，只剩 {left} 个名额，不够 {heads} 人" if left else "名额满了"
    fewer = f"少来几个也行，回“报名 {activity.id} {left}人”。" if left else ""
    before = f"，前面还有 {ahead} 人" if ahead else "，排在第一"
    place = f"您排在候补第 {ahead + 1} 位" if heads == 1 else f"您这 {heads} 人在候补{before}"
    return f"{head(activity)}{'' if left else '，'}{many}。{place}，有空位马上告诉您。{fewer}不等了回“取消报名 {activity.id}”。"


def already_in(activity: Activity, heads: int) -> str:
    """报名 twice."""
    return f"您已经报了，{heads} 人：{head(activity)}。改人数回“报名 {activity.id} 3人”，去不了回“取消报名 {activity.id}”。"


def already_waiting(activity: Activity, heads: int, ahead: int) -> str:
    """报名 twice on the waiting list."""
    return f"您已经在候补了（{heads} 人，前面还有 {ahead} 人）：{head(activity)}。有空位马上告诉您。"


def heads_changed(activity: Activity, heads: int) -> str:
    """Another number of people."""
    return f"改成 {heads} 人了：{head(activity)}。去不了回“取消报名 {activity.id}”。"


def too_many_more(activity: Activity, before: int, left: int) -> str:
    """No room for more; what was there stays."""
    return f"第 {activity.id} 场只剩 {left} 个名额，还按您原来的 {before} 人。要再加，等有人退出时回“报名 {activity.id} 人数”。"


def declined(activity: Activity) -> str:
    """不去, to an announcement."""
    return f"好，第 {activity.id} 场不给您报。改主意了回“报名 {activity.id}”。"


def not_signed_up() -> str:
    """我不想去听: nothing had been signed up for."""
    return "好，不给您报。想来了说一声，“宣讲”看近期活动。"


def asked_holder(activity: Activity, *, tells_title: bool) -> str:
    """管饭不, 讲啥子内容: what the announcement does not tell."""
    about = f"第 {activity.id} 场讲的是“{activity.title}”。更细的" if tells_title else f"第 {activity.id} 场的这个"
    return f"{about}我问主办的人，有答复马上告诉您。时间、地点回“宣讲 {activity.id}”看。"


def how_to(lines: Sequence[str], example: int) -> str:
    """怎么报名."""
    return listed(lines, "回一句就能报，不用填表：", example)


def so_many_come(activity: Activity) -> str:
    """还有谁报了: a number, never who."""
    many = f"已有 {activity.signed_up} 人报名" if activity.signed_up else "还没有人报名"
    return f"第 {activity.id} 场“{activity.title}”{many}，{free(activity)}。名单只有主办的人看得到。"


def another_comes(activity: Activity) -> str:
    """换我同事去可以不."""
    return f"可以，位子给您留着。第 {activity.id} 场来的人说您的名字，或用您的手机回“签到 {activity.id}”就行。"


def reminds(activity: Activity) -> str:
    """提前提醒我."""
    return f"会的，第 {activity.id} 场开始前提醒您：{moment(activity.starts_at)}，{activity.place}。"


def ask_name() -> str:
    """For the list at the door."""
    return "名单上怎么写您？回姓名就行，不想留可以不回。"


def of_surname(surname: str) -> str:
    """Of whom only the surname is known."""
    return f"{surname}先生/女士"


def name_kept(name: str) -> str:
    """The name is on the list."""
    return f"好的，名单上写{name}。"


def withdrawn(activity: Activity, moved_up: int) -> str:
    """取消报名."""
    given = "，名额给了候补的人" if moved_up else ""
    return f"已取消您第 {activity.id} 场“{activity.title}”的报名{given}。又想来了回“报名 {activity.id}”。"


def no_longer_waiting(activity: Activity) -> str:
    """取消报名 on the waiting list."""
    return f"已退出第 {activity.id} 场“{activity.title}”的候补。又想来了回“报名 {activity.id}”。"


def which(action: str, lines: Sequence[str]) -> str:
    """Several are possible."""
    question = {
        "sign_up": "您要报哪一场？",
        "withdraw": "您要取消哪一场的报名？",
        "check_in": "您到的是哪一场？",
        "show": "您问的是哪一场？",
    }[action]
    return "\n".join([f"{question}回前面的编号就行：", *lines])


def several_wait(activity_id: int) -> str:
    """A bare 行 while other things wait."""
    return f"有几件事在等您回话。要报名第 {activity_id} 场回“报名 {activity_id}”，别的请带上 # 后面的编号。"


# -- checking in ----------------------------------------------------------------------------------


def checked_in(activity: Activity, heads: int) -> str:
    """签到."""
    return f"签到好了，{heads} 人：第 {activity.id} 场“{activity.title}”，{activity.place}。欢迎您！"


def already_checked_in(activity: Activity) -> str:
    """签到 twice."""
    return f"第 {activity.id} 场您已经签到了，不用再签。"


def nothing_to_check_in() -> str:
    """签到 while nothing is on."""
    return "现在没有能签到的活动，开始前两小时起可以签。回“宣讲”看时间和地点。"


def attendance(activity: Activity, groups: Sequence[tuple[str, int, Sequence[str]]]) -> str:
    """名单: who came, who comes, who waits; names only."""
    limit = f"名额 {activity.places}" if activity.places is not None else "名额不限"
    lines = [f"{head(activity)}（{limit}）"]
    lines += [f"{name} {count} 人：{joined(shown)}" for name, count, shown in groups if count]
    if len(lines) == 1:
        lines.append("还没有人报名。")
    return "\n".join(lines)


def staff_line(activity: Activity) -> str:
    """名单 without a number: what can be looked at."""
    return f"{activity.id}. {activity.title}，{moment(activity.starts_at)}（报名 {activity.signed_up}，候补 {activity.waiting}）"
