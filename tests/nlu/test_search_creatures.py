"""Who names a crop or an animal tells by it that another is not meant; who names none may mean any."""

import csv

import numpy as np
import pytest

from nlu.labels.fields import DATA
from nlu.search import FIT, ExpertIndex, Profile, Query
from nlu.search.creatures import Creatures
from nlu.search.deciding import FEWEST, MOST, Decision, read_clues
from nlu.search.grams import pairs
from nlu.search.knowledge import Knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def one(number: int, second: str, *skills: str, unit: str = "县农技站", told: str = "") -> Profile:
    return Profile(number, "重庆", f"甲{number}", unit, "农艺师", None, (second,), skills, told)


def fitting(knowledge: Knowledge, pool: list[Profile], text: str, field: str, second: str) -> list[int]:
    query = Query(text, field_code=field, second=second)
    return [hit.expert_id for hit in ExpertIndex.build(pool, knowledge).search(query, 5, FIT)]


@pytest.mark.parametrize(
    ("text", "second", "neighbour", "own"),
    [
        ("种的芝麻一落雨就一片片蔫了", "粮油作物", ("花生", "花生青枯"), ("芝麻", "芝麻栽培")),
        ("葡萄粒粒大小不一样，有的还裂口", "果树", ("猕猴桃", "溃疡防治"), ("葡萄", "葡萄栽培")),
        ("对虾壳发软，天天塘边捞死虾", "水产", ("黄鳝", "黄鳝繁育"), ("对虾", "南美白对虾养殖")),
        ("重楼苗子栽下去烂根", "中药材种植", ("黄连", "黄连栽培"), ("重楼", "重楼育苗")),
        ("竹荪棚里不出菇", "食用菌", ("木耳", "黑木耳栽培"), ("竹荪", "竹荪栽培")),
    ],
)
def test_who_names_another_crop_or_animal_is_a_neighbour(
    knowledge: Knowledge, text: str, second: str, neighbour: tuple[str, str], own: tuple[str, str]
) -> None:
    other, right = one(1, *neighbour), one(2, *own)
    assert fitting(knowledge, [other], text, "agriculture", second) == []
    assert fitting(knowledge, [other, right], text, "agriculture", second) == [2]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("葡萄粒粒大小不一样，有的还裂口", "果树"),
        ("对虾壳发软，天天塘边捞死虾", "水产"),
        ("竹荪棚里不出菇", "食用菌"),
    ],
)
def test_who_names_the_trade_alone_may_mean_any(knowledge: Knowledge, text: str, second: str) -> None:
    assert fitting(knowledge, [one(1, second)], text, "agriculture", second) == [1]


def test_an_introduction_beside_a_list_of_skills_takes_nothing_away(knowledge: Knowledge) -> None:
    text = "葡萄粒粒大小不一样，有的还裂口"
    skills = ("果树栽培", "整形修剪", "花果管理")
    plain, praised = one(1, "果树", *skills), one(1, "果树", *skills, told="二十年前从核桃做起")
    found = [fitting(knowledge, [expert], text, "agriculture", "果树") for expert in (plain, praised)]
    assert found == [[1], [1]]


def test_a_lone_character_tells_the_animal_within_any_word(knowledge: Knowledge) -> None:
    swine, sheep = one(1, "兽医", "蓝耳", "种猪净化"), one(2, "兽医", "羊痘", "肉羊育肥")
    text = "圈里的羊子嘴巴起泡，不肯吃草"
    assert fitting(knowledge, [swine, sheep], text, "agriculture", "兽医")[0] == 2
    assert 1 not in fitting(knowledge, [swine], text, "agriculture", "兽医")


def test_what_only_sounds_like_an_animal_is_none(knowledge: Knowledge) -> None:
    creatures: Creatures = knowledge.creatures
    fish, pig = creatures.named(pairs("鱼病")), creatures.named(pairs("养猪"))
    assert len(fish) == len(pig) == 1
    assert fish != pig
    assert not set(creatures.named(pairs("鱼腥草"))) & set(fish)
    assert not set(creatures.named(pairs("猪苓种植"))) & set(pig)
    assert creatures.named(pairs("想请老师来讲一课")) == ()


def test_a_family_means_its_members_and_members_are_near_each_other(knowledge: Knowledge) -> None:
    kinship = knowledge.creatures.kinship
    hens, ducks, swine = (knowledge.creatures.named(pairs(word))[0] for word in ("土鸡", "麻鸭", "母猪"))
    poultry = knowledge.creatures.named(pairs("家禽"))[0]
    assert kinship[ducks, poultry] == kinship[poultry, ducks] == 1
    assert kinship[ducks, swine] < kinship[ducks, hens] < 0


def test_every_name_is_found_in_a_text() -> None:
    lines = (DATA / "creatures.tsv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    names = [name for row in table for cell in row.values() if cell for name in cell.split("、")]
    assert names
    assert [name for name in names if len(pairs(name)) != 1] == []


def test_who_tells_little_has_leeway_where_few_can_be_asked(knowledge: Knowledge) -> None:
    expansion = knowledge.expand("葡萄粒粒大小不一样", "agriculture", "果树")
    few, many = read_clues(expansion, 1.0, 0.1, FEWEST), read_clues(expansion, 1.0, 0.1, MOST)
    decision = Decision()
    standing = decision.standing(np.array([0.0]), np.array([0.6], dtype=np.float32))
    assert decision.relevance(standing, few)[0] > decision.relevance(standing, many)[0]
    assert read_clues(expansion, 1.0, 1.0, FEWEST).leeway == 0


def test_where_somebody_works_is_no_reason(knowledge: Knowledge) -> None:
    index = ExpertIndex.build([one(1, "水产", unit="县水产站"), one(2, "水产", "池塘养鱼")], knowledge)
    hits = index.search(Query("塘里的鱼天天死", field_code="agriculture", second="水产"), 5)
    assert {hit.expert_id: hit.matched for hit in hits} == {1: (), 2: ("池塘养鱼",)}


@pytest.mark.parametrize(
    ("text", "expert"),
    [
        ("想搞个义诊，重点查一查耳朵背的老人", 1),
        ("请医生下乡义诊，看看老人们的血压和心脏", 2),
        ("义诊的时候想请人看看娃儿些的牙齿", 3),
    ],
)
def test_the_form_of_help_says_less_than_what_it_is_about(knowledge: Knowledge, text: str, expert: int) -> None:
    pool = [one(at, second, unit="县医院") for at, second in enumerate(("耳鼻喉", "心血管内科", "口腔"), 1)]
    hits = ExpertIndex.build(pool, knowledge).search(Query(text, field_code="health", second="全科"), 3)
    assert hits[0].expert_id == expert
    assert hits[0].relevance >= FIT


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("羊羔子屙稀屎，眼屎多，一天倒几只", ("鸭病毒性肝炎", "种鹅免疫")),
        ("笼子里的兔儿肚皮鼓起，晚上就硬了", ("奶牛乳房炎", "犊牛腹泻")),
        ("一圈土鸡甩脑壳拉绿屎，天天捡死的", ("猪圆环病毒", "母猪流产")),
    ],
)
def test_who_tells_little_but_of_other_animals_is_no_vet_of_all(
    knowledge: Knowledge, text: str, foreign: tuple[str, str]
) -> None:
    assert fitting(knowledge, [one(1, "动物医学", *foreign)], text, "agriculture", "兽医") == []
    assert fitting(knowledge, [one(1, "动物医学")], text, "agriculture", "兽医") == [1]


def test_a_crop_of_one_character_in_a_list_is_that_crop(knowledge: Knowledge) -> None:
    creatures: Creatures = knowledge.creatures
    assert creatures.named(pairs("枇杷、桃、李")) == creatures.named(pairs("枇杷，桃子，李子"))
    assert creatures.named(pairs("核桃")) != creatures.named(pairs("桃树"))
    assert creatures.named(pairs("樱桃木家具")) != creatures.named(pairs("桃树"))
    assert creatures.named(pairs("子、树")) == ()


def test_cattle_and_sheep_in_one_word_are_both_meant(knowledge: Knowledge) -> None:
    pool = [one(1, "动物疫病", "牛羊口蹄疫", "牛羊布病"), one(2, "动物疫病", "肉羊布病", "山羊痘")]
    assert fitting(knowledge, pool, "黄牛蹄子烂了嘴巴也起泡，流口水", "agriculture", "兽医")[0] == 1


def test_who_names_the_crop_and_little_else_holds_it_in_whatever_discipline(knowledge: Knowledge) -> None:
    text = "花椒树从巅巅往下枯，杆子上淌胶"
    named, other, processor = (
        one(1, "林学", "花椒"),
        one(2, "林学", "杉木"),
        one(3, "食品科学", "花椒油", "辣椒红素", "香辛料"),
    )
    assert fitting(knowledge, [named, other, processor], text, "agriculture", "果树")[:1] == [1]
    assert fitting(knowledge, [other, processor], text, "agriculture", "果树") == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("忍冬藤", "金银花"),
        ("丑柑", "柑橘"),
        ("玉麦杆杆", "苞谷"),
        ("菜椒苗", "海椒"),
        ("团鱼塘", "甲鱼"),
        ("毛梨儿", "猕猴桃"),
        ("西兰花", "花菜"),
        ("薏米", "荞麦"),
    ],
)
def test_other_names_of_a_crop_or_animal_mean_the_same(knowledge: Knowledge, said: str, meant: str) -> None:
    creatures: Creatures = knowledge.creatures
    assert set(creatures.named(pairs(meant))) & set(creatures.named(pairs(said)))


@pytest.mark.parametrize(
    ("text", "second", "subject"),
    [
        ("砂糖橘树叶子打卷，背面有小虫", "果树", "柑橘"),
        ("玉麦叶子上一条一条的枯斑", "粮油作物", "玉米"),
    ],
)
def test_another_name_leads_to_the_rows_of_the_crop(knowledge: Knowledge, text: str, second: str, subject: str) -> None:
    rows = knowledge.rows_for(text, "agriculture", second)
    assert any(subject in one for one in rows[0][0].subjects)


def test_a_sign_on_leaves_is_no_tobacco(knowledge: Knowledge) -> None:
    rows = knowledge.rows_for("绣球花叶子上起黑圈圈", "agriculture", "花卉苗木")
    assert "烟叶" not in {row.second for row, _ in rows[:2]}
