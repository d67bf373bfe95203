"""What people are told about activities without having asked at this moment."""

from __future__ import annotations

from handlers.wording.shape import Fields, Wording


def _what(f: Fields) -> str:
    return f"第 {f['activity']} 场“{f['title']}”"


def _announcement(f: Fields) -> str:
    places = f"名额 {f['places']} 人。" if f.get("places") else ""
    return (
        f"{f['title']}：{f['when']}，{f['place']}。{places}"
        f"要参加回“报名 {f['activity']}”，几个人一起回“报名 {f['activity']} 两个人”。"
    )


def _moved(f: Fields) -> str:
    changes = [
        f"{name}由{f[old]}改为{f[new]}"
        for name, old, new in (
            ("名称", "old_title", "title"),
            ("时间", "old_when", "when"),
            ("地点", "old_place", "place"),
        )
        if f[old] != f[new]
    ]
    return (
        f"{_what(f)}有变动：{'；'.join(changes)}。现在是 {f['when']}，{f['place']}。"
        f"来不了回“取消报名 {f['activity']}”。"
    )


def _cancelled(f: Fields) -> str:
    reason = f"（{f['reason']}）" if f.get("reason") else ""
    return f"{_what(f)}（{f['when']}）取消了{reason}，请不用来了。别的活动回“宣讲”看。"


def _moved_up(f: Fields) -> str:
    return (
        f"有空位了，您已补上{_what(f)}，{f['heads']} 人：{f['when']}，{f['place']}。"
        f"来不了请回“取消报名 {f['activity']}”，好让给别人。"
    )


def _reminder(f: Fields) -> str:
    return (
        f"提醒您：{f['title']}，{f['when']}，{f['place']}。"
        f"到了回“签到 {f['activity']}”，去不了回“取消报名 {f['activity']}”。"
    )


def _held(f: Fields) -> str:
    return f"{_what(f)}办完了：报名 {f['signed_up']} 人，签到 {f['checked_in']} 人。名单回“名单 {f['activity']}”。"


def _when(f: Fields) -> str:
    return str(f["at"])


ACTIVITIES: dict[str, Wording] = {
    "announcement": Wording(_announcement, lambda f: (f["title"], _when(f), f"参加回“报名{f['activity']}”"), ""),
    "activity_moved": Wording(
        _moved, lambda f: (f["title"], f"改到{_when(f)}", f"来不了回“取消报名{f['activity']}”"), "activity_reminder"
    ),
    "activity_cancelled": Wording(
        _cancelled, lambda f: (f["title"], "取消了，不用来", "别的回“宣讲”看"), "activity_reminder"
    ),
    "moved_up": Wording(
        _moved_up,
        lambda f: (f["title"], f"已补上，{_when(f)}", f"来不了回“取消报名{f['activity']}”"),
        "activity_reminder",
    ),
    "activity_reminder": Wording(
        _reminder, lambda f: (f["title"], _when(f), f"到了回“签到{f['activity']}”"), "activity_reminder"
    ),
    "activity_held": Wording(
        _held, lambda f: (f["title"], f"报名{f['signed_up']}，签到{f['checked_in']}", f"回“名单{f['activity']}”")
    ),
}
