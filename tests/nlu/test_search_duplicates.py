import pytest

from nlu.search import Profile
from nlu.search.duplicates import SAME_NEED, SAME_PERSON, is_same_need, same_person
from nlu.search.knowledge import Knowledge


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge.load()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("李子裂口子咋办", "李子裂口子咋办，急"),
        ("李子裂口子咋办", "我屋李子遇到雨就裂口"),
        ("奉节李子裂果", "李子裂果，地点奉节"),
        ("脆李裂果了，奉节白帝镇，想请专家", "李子裂口子，奉节草堂镇，请专家"),
        ("俯卧位通气不会做，想请专家教", "ICU想学俯卧位通气"),
        ("变压器嗡嗡响，油温高", "我们厂变压器油温高，嗡嗡响，请派人来看"),
    ],
)
def test_one_need_said_twice(knowledge, text, other):
    assert is_same_need(text, other, knowledge) >= SAME_NEED


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("李子裂口子咋办", "李子树叶子发黄"),
        ("稻子倒了一片咋办", "鱼塘里的鱼翻肚皮咋办"),
        ("想请专家来讲课，讲柑橘修剪", "想请专家来讲课，讲养猪"),
        ("申报高新企业", "病人趴着睡氧上不去"),
        ("脆李流胶，奉节白帝镇，想请专家", "我家脆李裂果了，奉节白帝镇，想请专家"),
        ("母猪不吃食", "母猪流产"),
        ("机床主轴异响", "机床漏油"),
    ],
)
def test_different_needs(knowledge, text, other):
    assert is_same_need(text, other, knowledge) < SAME_NEED


def test_the_same_trouble_elsewhere_is_another_need(knowledge):
    text = "李子裂口子咋办"
    assert is_same_need(text, text, knowledge, "500236", "500236") >= SAME_NEED
    assert is_same_need(text, text, knowledge, "500236", "500101") < SAME_NEED


ONE = Profile(1, "重庆", "陈立春", "渝东果树研究所", "研究员", "500101", ("果树",), ("李属裂果防控", "果园生草"))


def test_the_same_person_in_two_bases():
    other = Profile(
        2, "四川", "陈立春", "渝东果树研究所", "二级研究员", "500101", ("果树",), ("李裂果防控", "生草栽培")
    )
    assert same_person(ONE, other) >= SAME_PERSON


def test_two_people_of_one_name():
    other = Profile(2, "四川", "陈立春", "成都中医药大学附属医院", "主任医师", "510104", ("中医",), ("针灸",))
    assert same_person(ONE, other) < SAME_PERSON
    assert same_person(ONE, Profile(3, "重庆", "李四", "渝东果树研究所")) == 0
