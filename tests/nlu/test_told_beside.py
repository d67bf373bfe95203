"""What is told beside a need: where home is, a list after who speaks, smoke that is complained of, the dead."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander.load()


@pytest.mark.parametrize(
    ("words", "county", "town"),
    [
        ("我在沙坪坝上班，老家在垫江高安镇，屋头的柑子落果", "500231", "高安镇"),
        ("人在渝北带孙，老家巫溪那边，妈种的红苕烂了", "500238", None),
        ("丰都三元镇的", "500230", "三元镇"),
        ("我们石柱黄水镇的莼菜烂叶", "500240", "黄水镇"),
    ],
)
def test_home_is_where_the_field_lies(understander: Understander, words: str, county: str, town: str | None) -> None:
    place = understander.understand(words, NOW).place
    assert place is not None
    assert not place.choices
    assert (place.code, place.town) == (county, town)


def test_a_list_after_who_and_where_is_as_many_needs(understander: Understander) -> None:
    told = "我们是璧山青杠街道的电子厂，一是波峰焊虚焊想请人看，二是想招个自动化工程师，三是问下稳岗补贴咋个申请"
    assert len(understander.understand(told, NOW).parts) == 3
    reasons = understander.understand("冷库不制冷，一是压缩机不转，二是蒸发器结霜", NOW)
    assert not reasons.parts


@pytest.mark.parametrize(
    "words", ["烧烤摊的油烟熏到楼上，遭举报了", "加工房噪音大，隔壁天天来投诉", "就在河包街上", "我们在龙角场上住"]
)
def test_smoke_that_is_complained_of_and_where_one_lives_are_no_danger(understander: Understander, words: str) -> None:
    assert understander.understand(words, NOW).intent != "emergency"


@pytest.mark.parametrize("words", ["油烟管燃起来了，火好大", "厨房烟子好大，人熏昏倒了"])
def test_a_fire_stays_one(understander: Understander, words: str) -> None:
    assert understander.understand(words, NOW).intent == "emergency"


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("我爸去年过世了，我妈一个人喂的鸡死了", "母亲"),
        ("老汉走得早，屋头的核桃生虫", None),
        ("我爸种的核桃生虫", "父亲"),
        ("核桃生虫，来了联系我爸", None),
    ],
)
def test_the_dead_are_spoken_for_no_more(understander: Understander, words: str, whom: str | None) -> None:
    assert understander.understand(words, NOW).on_behalf == whom


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("我儿子在广东打工，屋头的核桃生虫", None),
        ("女儿女婿都在外头上班，我一个人管鱼塘，鱼死了", None),
        ("帮我女儿问一下，她的猫发烧", "子女"),
    ],
)
def test_who_is_away_is_not_spoken_for(understander: Understander, words: str, whom: str | None) -> None:
    assert understander.understand(words, NOW).on_behalf == whom


@pytest.mark.parametrize("words", ["孤寡老人黄大爷家的水龙头漏水", "五保户屋顶漏得凶，屋里头接盆盆"])
def test_a_leaking_pipe_is_no_flood(understander: Understander, words: str) -> None:
    assert understander.understand(words, NOW).intent != "emergency"


@pytest.mark.parametrize("words", ["屋顶漏水漏到电表里，奶奶遭电到了", "水管爆了水淹到腰杆，娃儿困在屋头"])
def test_whom_the_water_struck_is_one(understander: Understander, words: str) -> None:
    assert understander.understand(words, NOW).intent == "emergency"


@pytest.mark.parametrize("words", ["我这里有个病人血压高到200 吃药降不下来", "患者血糖三十几 打了胰岛素还是降不下来"])
def test_somebody_ill_is_no_flood(understander: Understander, words: str) -> None:
    assert understander.understand(words, NOW).hazard not in {"flood", "fire", "landslide", "drowning"}


@pytest.mark.parametrize(
    "words", ["橙子吃着有点涩口 皮也厚", "死了一塘了", "昨晚死了半圈", "现在没有流血", "蚕子死了两匾了"]
)
def test_how_fruit_tastes_and_beasts_by_the_basket_are_no_danger(understander: Understander, words: str) -> None:
    assert understander.understand(words, NOW).intent != "emergency"


@pytest.mark.parametrize("words", ["野菌子吃起来麻口，老婆昏倒了", "出血止不住了", "吃了河豚嘴巴麻，喘不上气"])
def test_people_who_ate_it_are_in_danger(understander: Understander, words: str) -> None:
    assert understander.understand(words, NOW).intent == "emergency"


@pytest.mark.parametrize(
    ("words", "county"), [("我们在云阳，哦不对，是在开州", "500154"), ("忠县 说错了 是丰都的", "500230")]
)
def test_the_county_that_is_taken_back_in_one_breath(understander: Understander, words: str, county: str) -> None:
    place = understander.understand(words, NOW).place
    assert place is not None
    assert place.code == county


def test_a_need_beside_a_question_of_rules_is_told_apart(understander: Understander) -> None:
    both = understander.understand("办养鸡场要哪些证，另外我家鸭子拉稀，想请兽医来看", NOW)
    assert [part.intent for part in both.parts] == ["policy", "demand"]
    assert not understander.understand("高企咋个申报，另外研发费加计扣除咋个算", NOW).parts


@pytest.mark.parametrize("words", ["四十几个学生", "大概二十多位老人", "一共十五个人"])
def test_how_many_they_are_is_no_danger(understander: Understander, words: str) -> None:
    assert understander.understand(words, NOW).intent != "emergency"


def test_many_who_are_struck_are_in_danger(understander: Understander) -> None:
    assert understander.understand("食堂吃了饭 三十几个学生上吐下泻", NOW).intent == "emergency"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("想请专家看看枇杷流胶 还想学做直播", 2),
        ("骨科想请专家带手术，还想请人讲讲院感", 2),
        ("柚子裂果，还想请老师讲剪枝", 0),
        ("我屋的猪不吃食 也想请兽医看看", 0),
    ],
)
def test_a_wish_besides_is_a_need_of_its_own_where_the_trade_is_another(
    understander: Understander, text: str, count: int
) -> None:
    parts = understander.understand(text, NOW).parts
    assert len(parts) == count
    assert all(not part.summary.startswith("还想") for part in parts)
