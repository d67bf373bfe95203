"""The fixed chat forms are read exactly; prose that begins alike is not mistaken for them."""

from __future__ import annotations

import pytest

from nlu.dialogue.forms import read_form


@pytest.mark.parametrize(
    ("text", "name", "intent", "number", "rest"),
    [
        ("揭榜 12 做过类似的", "揭榜", "claim", 12, "做过类似的"),
        ("揭榜#12", "揭榜", "claim", 12, ""),
        ("揭榜 abc", "揭榜", "claim", None, "abc"),
        ("婉拒12 出差", "婉拒", "decline", 12, "出差"),
        ("看 12", "看", "look", 12, ""),
        ("榜单 果树", "榜单", "look", None, "果树"),
        ("问 12 打过药没有", "问", "ask", 12, "打过药没有"),
        ("答 12 先清园", "答", "answer", 12, "先清园"),
        ("完成 12 开了方子", "完成", "complete", 12, "开了方子"),
        ("请假 到12月5日", "请假", "leave", None, "到12月5日"),
        ("约 12 周六上午9点 现场", "约", "propose_time", 12, "周六上午9点 现场"),
        ("同意 12", "同意", "confirm", 12, ""),
        ("评价 12 5 讲得好", "评价", "rate", 12, "5 讲得好"),
        ("改 12 领域=果树", "改", "command", 12, "领域=果树"),
        ("修改 12 地点是白帝镇", "修改", "edit", 12, "地点是白帝镇"),
        ("派单 12 李建国", "派单", "command", 12, "李建国"),
        ("统计 本月", "统计", "command", None, "本月"),
        ("绑定 K7F2-93QX", "绑定", "bind", None, "K7F2-93QX"),
        ("报名 3", "报名", "signup", 3, ""),
        ("取消报名 3", "取消报名", "signup", 3, ""),
        ("导出我的信息", "导出我的信息", "privacy", None, ""),
        ("进度", "进度", "progress", None, ""),
    ],
)
def test_reads_a_form(text: str, name: str, intent: str, number: int | None, rest: str) -> None:
    form = read_form(text)
    assert form is not None
    assert (form.name, form.intent, form.number, form.rest) == (name, intent, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "约12点见面",
        "改12亩地种柑橘",
        "看了没得",
        "问一下李子裂口啷个办",
        "完成不了这个任务",
        "查12头猪的病",
        "不行了猪要死了",
        "报名表在哪里填的",
        "",
    ],
)
def test_prose_is_no_form(text: str) -> None:
    assert read_form(text) is None


def test_an_activity_is_no_demand() -> None:
    form = read_form("签到 3")
    assert form is not None
    assert form.is_activity


@pytest.mark.parametrize("text", ["看 2 位老人", "约 4 点半", "评价 4 星", "答 5 天打一次药", "问 2 次了都没人回"])
def test_a_count_behind_a_space_is_no_order(text: str) -> None:
    assert read_form(text) is None


@pytest.mark.parametrize(
    ("text", "rest"), [("修改 7 个数是12个", "个数是12个"), ("答 7 点位要选向阳的", "点位要选向阳的")]
)
def test_words_that_begin_like_a_measure_are_what_is_said(text: str, rest: str) -> None:
    form = read_form(text)
    assert form is not None
    assert (form.number, form.rest) == (7, rest)
