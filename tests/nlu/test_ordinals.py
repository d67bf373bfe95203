"""Which of several is meant by its place; numbers of several demands, and telephones said in characters."""

from __future__ import annotations

import pytest

from nlu.dialogue.ordinals import names_all, read_ordinals
from nlu.entities.demand_numbers import read_demand_no, read_demand_numbers
from nlu.entities.phones import read_phones


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("头一件不办了", (1,)),
        ("最早报的那单取消", (1,)),
        ("前头那件撤掉", (1,)),
        ("第三件不要了", (3,)),
        ("最后那个算了", (-1,)),
        ("第一个跟第二个都撤", (1, 2)),
        ("第二个月再来", ()),
        ("第一个疗程", ()),
        ("前面那个人是哪个", ()),
        ("最后一个星期", ()),
    ],
)
def test_places_in_the_order_of_telling(text: str, places: tuple[int, ...]) -> None:
    assert read_ordinals(text) == places


def test_all_of_them() -> None:
    assert names_all("三件都不办了", 3)
    assert not names_all("三件都不办了", 2)
    assert names_all("统统取消", 2)
    assert not names_all("树都死了", 2)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2号和5号都取消", (2, 5)),
        ("编号3、4咋样了", (3, 4)),
        ("单三那个撤了", (3,)),
        ("单子2那件急", (2,)),
        ("12月1、2号都行", ()),
        ("种植单一那个问题", ()),
        ("请了两三次", ()),
    ],
)
def test_every_number_that_is_named(text: str, numbers: tuple[int, ...]) -> None:
    assert read_demand_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("零二三六八八一二三四五", "02368812345"),
        ("固话是七二三四五六七八", "72345678"),
        ("五六七八一二三四，前面加零二三", "023-56781234"),
        ("78901234 区号是0830", "0830-78901234"),
    ],
)
def test_landlines_in_characters(text: str, phone: str) -> None:
    assert read_phones(text) == (phone,)
    assert read_demand_no(text) is None


@pytest.mark.parametrize("text", ["三四五六七八月份都结果", "零零七", "一二三四五六七", "七八九十月来", "二三十头猪"])
def test_other_figures_are_no_telephone(text: str) -> None:
    assert read_phones(text) == ()
