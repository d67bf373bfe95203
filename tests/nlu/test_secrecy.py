"""Who may see a need: wishes in many words, and words about secrets that wish for nothing."""

from __future__ import annotations

import pytest

from nlu.dialogue.secrecy import read_secrecy, without_secrecy


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("豆瓣发酸，这是商业秘密", "matched"),
        ("配方不能外传哦", "matched"),
        ("莫往外说", "matched"),
        ("麻烦给我们保密一下", "matched"),
        ("请不要挂到网上", "matched"),
        ("这个就不要公开了", "matched"),
        ("签过保密协议的老师才给看图纸", "matched"),
        ("只发给对口的专家", "matched"),
        ("对外千万莫说是我们厂", "matched"),
        ("仅限你们内部知道", "butler"),
        ("就你们管家看到就够", "butler"),
        ("这个只让管家晓得就够了", "butler"),
        ("不要给专家看，你们私下帮忙找", "butler"),
    ],
)
def test_a_wish_for_secrecy_sets_the_range(text: str, limit: str) -> None:
    found = read_secrecy(text)
    assert found is not None
    assert found.range == limit


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("别让永川的同行知道", ("永川的同行",)),
        ("也莫推给川渝电池公司的人", ("川渝电池公司",)),
        ("不想给外人看，尤其是重庆理工大学", ("外人", "重庆理工大学")),
        ("莫告诉我老伴", ("我老伴",)),
    ],
)
def test_who_shall_not_see_it_is_named(text: str, who: tuple[str, ...]) -> None:
    found = read_secrecy(text)
    assert found is not None
    assert found.excluded == who


@pytest.mark.parametrize(
    "text",
    [
        "保密资质怎么申报",
        "就你们帮我办嘛",
        "客户信息泄露了咋办",
        "阀门泄漏",
        "村里账目不公开",
        "莫给我发消息了",
        "别给牛喂这个",
        "不要让雨水流进圈里",
        "娃儿不想上网课",
        "只派一个专家就行",
        "图纸被人偷了",
        "会不会把我电话告诉别人",
        "不能给医院打电话",
    ],
)
def test_words_about_secrets_that_wish_for_nothing(text: str) -> None:
    assert read_secrecy(text) is None


def test_the_wish_is_no_part_of_the_trouble() -> None:
    assert "保密" not in without_secrecy("电镀液发浑，技术要保密，想请专家")
    assert "电镀液发浑" in without_secrecy("电镀液发浑，技术要保密，想请专家")
