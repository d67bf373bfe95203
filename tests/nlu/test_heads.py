"""How many people somebody speaks of, and what is no number of people."""

from __future__ import annotations

import pytest

from nlu.dialogue.heads import Heads, read_heads


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("两个人", 2),
        ("3人", 3),
        ("4", 4),
        ("我报俩，不，报三个", 3),
        ("我们厂派五名技术员", 5),
        ("一家四口都来", 4),
        ("我和幺爸来听", 2),
        ("我跟老王、老张去", 3),
        ("我们两口子", 2),
        ("我们仨", 3),
        ("合作社来十二个", 12),
        ("二十个人", 20),
        ("加一", 1),
        ("+2", 2),
        ("留两个座位", 2),
    ],
)
def test_people_are_counted(text: str, count: int) -> None:
    assert read_heads(text) == Heads(count)


@pytest.mark.parametrize(
    "text",
    [
        "我要报名",
        "第三场我来",
        "下周三个人来",
        "讲三个小时",
        "两个月以后",
        "给我妈报个名",
        "就这一场",
        "三点半到",
        "两个问题",
    ],
)
def test_other_numbers_are_no_people(text: str) -> None:
    assert read_heads(text) is None


@pytest.mark.parametrize(("text", "change"), [("少来一个", -1), ("再加两个人", 2), ("多带1个", 1), ("减两个", -2)])
def test_more_and_fewer(text: str, change: int) -> None:
    assert read_heads(text) == Heads(change, is_change=True)
