"""What people say while a danger runs: how it stands, and what stands beside it."""

from __future__ import annotations

import pytest

from handlers.helping import alarm_words


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("捞起来了，但是没得心跳", "lifeless"),
        ("喊了半天都喊不应", "lifeless"),
        ("娃儿脸都乌了", "lifeless"),
        ("刚刚还没气，按了几下缓过来了", "relieved"),
        ("现在有呼吸了", "relieved"),
        ("医院说没抢救过来", "gone"),
        ("手机没电了，借隔壁的在发", "unreached"),
        ("120一直占线", "unreached"),
        ("山上没得信号", "unreached"),
        ("没敢打，怕花钱", "uncalled"),
        ("还没喊救护车", "uncalled"),
        ("不晓得咋个打120", "uncalled"),
        ("我马上去打120", "called"),
        ("120拢了", "under_care"),
        ("母女平安", "relieved"),
        ("他说好多了", "relieved"),
    ],
)
def test_how_it_stands(words: str, how: str) -> None:
    assert alarm_words.state(words) == how


@pytest.mark.parametrize(
    "words",
    ["吐了好多", "流了好多血", "还没醒", "老婆要生了", "打不燃火", "没打农药", "血止不住", "李子树死了", "人在二楼"],
)
def test_what_tells_nothing_of_it(words: str) -> None:
    assert alarm_words.state(words) == ""


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("病人好点了，尿有了", "尿有了"),
        ("人没事了", ""),
        ("我爸喝了农药，刚才缓过来了", "我爸喝了农药，"),
        ("烧退了，人还没醒", None),
        ("刚才还好好的，现在没气了", None),
    ],
)
def test_what_good_news_leaves(words: str, left: str | None) -> None:
    assert alarm_words.without_good_news(words) == left


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("119来了，火灭了，我的李子树烧了五十棵", ("119来了，火灭了，", "我的李子树烧了五十棵")),
        ("谢谢你们，另外我家猪不吃食", ("谢谢你们，", "我家猪不吃食")),
        ("我家猪不吃食，火灭了", ("", "我家猪不吃食，火灭了")),
        ("送医院了", ("送医院了", "")),
    ],
)
def test_what_stands_behind_the_news(words: str, parts: tuple[str, str]) -> None:
    assert alarm_words.divided(words) == parts
