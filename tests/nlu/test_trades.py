"""What somebody lives by, told without a trouble, and what must not be taken for it."""

from __future__ import annotations

import pytest

from nlu.dialogue.trades import thing_of_trade


@pytest.mark.parametrize(
    ("text", "place", "thing"),
    [
        ("我妈在巫溪喂山羊，她不会用手机，我在广州打工，帮她问一下", "巫溪", "山羊"),
        ("大足区的，生产五金刀具的", "大足区", "五金刀具"),
        ("屋头养了三十几只土鸡", None, "土鸡"),
        ("我们合作社种了八百亩榨菜", None, "榨菜"),
        ("您好 我在黑山谷开了个民宿", "黑山谷", "民宿"),
    ],
)
def test_a_trade_is_told(text: str, place: str | None, thing: str) -> None:
    assert thing_of_trade(text, place) == thing


@pytest.mark.parametrize(
    "text",
    [
        "喂的山羊老是拉稀",
        "我们生产的刀具淬火后变形",
        "想种八百亩榨菜",
        "开民宿要办啥子手续",
        "做过手术",
        "开家长会",
        "养土鸡划不划算",
    ],
)
def test_a_trouble_a_wish_and_a_question_are_more_than_a_trade(text: str) -> None:
    assert thing_of_trade(text) is None
