"""One unit under a short and a long name; units that only share their signs stay two."""

from __future__ import annotations

import pytest

from domain.experts import Expert
from nlu.search.duplicates import SAME_PERSON, same_person
from nlu.search.units import is_same_unit

SAME = [
    ("奉节县农业农村委", "奉节县农业农村委员会"),
    ("重庆市发改委", "重庆市发展和改革委员会"),
    ("奉节县农委", "奉节县农业农村委员会"),
    ("市卫健委", "重庆市卫生健康委员会"),
    ("市科协", "重庆市科学技术协会"),
    ("市农科院", "重庆市农业科学院"),
    ("奉节县农技站", "奉节县农业技术推广站"),
    ("市农技总站", "重庆市农业技术推广总站"),
    ("重医附一院", "重庆医科大学附属第一医院"),
    ("市住建委", "重庆市住房和城乡建设委员会"),
    ("西南大学", "西南大学园艺学院"),
]
OTHER = [
    ("西南大学", "西南交通大学"),
    ("重庆大学", "重庆理工大学"),
    ("奉节县医院", "奉节县人民医院"),
    ("奉节县农业农村委", "云阳县农业农村委员会"),
    ("奉节县农业农村委", "奉节县农业农村局"),
    ("重医附一院", "重庆医科大学附属第二医院"),
    ("市农科院", "重庆市农机院"),
    ("", "重庆市农业科学院"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_short_and_long_are_one(one: str, other: str) -> None:
    assert is_same_unit(one, other)
    assert is_same_unit(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_others_stay_two(one: str, other: str) -> None:
    assert not is_same_unit(one, other)
    assert not is_same_unit(other, one)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_namesake_in_the_same_unit_is_offered_for_merging(one: str, other: str) -> None:
    first = Expert("重庆", "陈刚", one, skills=("脆李栽培",))
    second = Expert("重庆", "陈刚", other, skills=("柑橘修剪",))
    assert same_person(first, second) >= SAME_PERSON


def test_namesakes_of_different_trades_in_one_unit_are_not() -> None:
    first = Expert("重庆", "陈刚", "重医附一院", fields=("重症医学",), skills=("俯卧位通气",))
    second = Expert("重庆", "陈刚", "重庆医科大学附属第一医院", fields=("骨科",), skills=("关节置换",))
    assert same_person(first, second) < SAME_PERSON
