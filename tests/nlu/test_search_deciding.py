from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from nlu.search import FIT, ExpertIndex, Profile, Query
from nlu.search.deciding import Clues, Decision
from nlu.search.holding import held
from nlu.search.knowledge import Knowledge
from nlu.search.opened import Asked, Opened
from nlu.search.shelf import Shelf, fill

CLEAR = Clues(certainty=0.8, heard=0.9, agreed=1.0, in_field=1.0, outright=0.5, leeway=0.5)
NEIGHBOURS = [
    Profile(
        1,
        "重庆",
        "冉土生",
        "畜牧站",
        "畜牧师",
        None,
        ("畜牧",),
        ("肉鸭网上平养", "种鸭饲养管理", "四川白鹅繁育", "鹅肥肝生产", "水禽育雏保温", "羽绒采收分级"),
    ),
    Profile(
        2,
        "重庆",
        "向道远",
        "公路局",
        "高级工程师",
        None,
        ("道路交通",),
        ("沥青路面养护", "路基沉陷处治", "水泥路断板修补", "农村公路拓宽设计", "桥面铺装维修"),
    ),
    Profile(
        3,
        "重庆",
        "郎有为",
        "陶瓷厂",
        "高级工程师",
        None,
        ("陶瓷玻璃",),
        ("陶瓷烧成制度", "日用玻璃成型", "釉料配方调试", "耐火材料选用", "窑炉节能改造"),
    ),
    Profile(
        4,
        "重庆",
        "殷和",
        "内分泌科",
        "主任医师",
        None,
        ("内分泌科",),
        ("胰岛素方案调整", "基层糖尿病管理", "糖尿病足防治", "妊娠糖尿病", "低血糖处理"),
    ),
]
HOLDERS = [
    Profile(11, "重庆", "马成", "特种养殖所", "畜牧师", None, ("畜牧",), ("梅花鹿养殖", "鹿茸采收加工")),
    Profile(
        12,
        "重庆",
        "乔铁",
        "铁路工务段",
        "高级工程师",
        None,
        ("铁路工程",),
        ("铁路专用线养护", "轨道与道岔检修", "枕木更换"),
    ),
    Profile(
        13,
        "重庆",
        "谷一",
        "复合材料厂",
        "工程师",
        None,
        ("复合材料",),
        ("玻璃钢手糊与缠绕成型", "树脂固化", "碳纤维制品"),
    ),
    Profile(
        14,
        "重庆",
        "明亮",
        "眼科医院",
        "主任医师",
        None,
        ("眼科",),
        ("糖尿病眼病激光治疗", "眼底病与黄斑变性", "白内障手术"),
    ),
]
TROUBLES = [
    ("梅花鹿的鹿茸割了流血不止，草也不吃", "agriculture", "畜牧", 11),
    ("厂里的铁路专用线枕木烂了，轨道也歪起，要找修铁路的", "construction", "道路交通", 12),
    ("玻璃钢罐子糊上去的树脂几天不干", "materials", "复合材料", 13),
    ("糖尿病好多年了，最近眼睛看东西中间黑一坨，眼底出血", "health", "眼科", 14),
]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def relevances(leanings: list[float], clues: Clues, holding: float = 1.0) -> list[float]:
    decision = Decision()
    standings = decision.standing(np.array(leanings), np.full(len(leanings), holding, dtype=np.float32))
    return decision.relevance(standings, clues).tolist()


@pytest.mark.parametrize(("text", "field_code", "second", "holder"), TROUBLES)
def test_a_neighbour_of_what_is_asked_for_does_not_fit(
    knowledge: Knowledge, text: str, field_code: str, second: str, holder: int
) -> None:
    query = Query(text, field_code=field_code, second=second)
    assert all(hit.relevance < FIT for hit in ExpertIndex.build(NEIGHBOURS, knowledge).search(query, 5))
    both = ExpertIndex.build(NEIGHBOURS + HOLDERS, knowledge).search(query, 9)
    assert [hit.expert_id for hit in both if hit.relevance >= FIT] == [holder]


def test_being_understood_does_not_make_up_for_not_fitting() -> None:
    sure = replace(CLEAR, certainty=1.0)
    assert relevances([-3.0], sure)[0] < FIT <= relevances([3.0], sure)[0]


def test_answering_well_does_not_make_up_for_a_guess() -> None:
    assert relevances([9.0], replace(CLEAR, certainty=0.2))[0] < FIT <= relevances([9.0], CLEAR)[0]


def test_whoever_answers_better_is_more_relevant() -> None:
    found = relevances([-8.0, -1.0, 0.0, 1.0, 8.0], CLEAR)
    assert found == sorted(found)
    assert len(set(found)) == len(found)
    assert all(0 <= one <= 1 for one in found)


def test_whoever_holds_the_subject_is_more_relevant() -> None:
    assert relevances([0.5], CLEAR, 1.0) > relevances([0.5], CLEAR, 0.5) > relevances([0.5], CLEAR, 0.0)


@pytest.mark.parametrize(
    ("better", "worse"), [({"agreed": 1.0}, {"agreed": 0.0}), ({"outright": 0.0}, {"outright": 1.0})]
)
def test_each_clue_turns_the_decision_its_way(better: dict[str, float], worse: dict[str, float]) -> None:
    doubtful = replace(CLEAR, certainty=0.6)
    assert relevances([0.5], replace(doubtful, **better)) > relevances([0.5], replace(doubtful, **worse))


def holding(
    shelf: Shelf, rows: NDArray[np.int64], phrases: dict[str, float], second: float = 0.0
) -> NDArray[np.float32]:
    opened, asked = Opened.of(shelf, rows), Asked.of(shelf.parts_of(phrases))
    seconds = np.full(len(rows), second, dtype=np.float32)
    return held(opened, opened.meet(asked), np.array(list(phrases.values()), dtype=np.float32), seconds)


def test_a_subject_is_held_where_one_part_of_the_profile_names_it() -> None:
    shelf = fill([*NEIGHBOURS, *HOLDERS])
    rows = np.array([row for one in (11, 1) if (row := shelf.row_of(one)) is not None])
    assert holding(shelf, rows, {"梅花鹿": 1.0, "马鹿": 1.0}).tolist() == pytest.approx([1.0, 0.0])
    assert holding(shelf, rows, {"肉鸭": 1.0, "梅花鹿": 1.0}).tolist() == pytest.approx([1.0, 1.0])
    assert holding(shelf, rows, {}).tolist() == [0.0, 0.0]
    assert holding(shelf, rows[:0], {"梅花鹿": 1.0}).tolist() == []


def test_a_subject_of_a_row_that_comes_second_counts_less() -> None:
    shelf = fill(HOLDERS)
    assert holding(shelf, np.array([0]), {"梅花鹿": 0.4}).tolist() == pytest.approx([0.4])
    assert holding(shelf, np.array([0]), {"梅花鹿": 0.4, "鹿茸": 0.9}).tolist() == pytest.approx([0.9])


def test_words_that_lie_about_in_several_parts_hold_nothing_whole() -> None:
    shelf = fill([Profile(1, "重庆", "石磊", "", "", None, ("护理",), ("白内障护理", "手术室管理"))])
    assert 0 < holding(shelf, np.array([0]), {"白内障手术": 1.0})[0] < 1


def test_where_somebody_works_is_not_what_they_hold() -> None:
    shelf = fill([Profile(1, "重庆", "石磊", "白内障医院", "", None, ("护理",), ("压疮预防",)), *HOLDERS])
    assert holding(shelf, np.array([0]), {"白内障": 1.0}).tolist() == [0.0]


SILENT = Profile(21, "重庆", "石磊", "市柑桔研究所栽培室", "研究员")
TERSE = Profile(22, "重庆", "石青", "市柑桔研究所", "研究员", None, (), ("果园管理", "整形修剪"))
OUTSPOKEN = Profile(
    23, "重庆", "石岩", "市柑桔研究所", "研究员", None, (), tuple(f"{one}栽培与病虫害综合防治" for one in "桃梨杏枣柿")
)


def test_of_who_tells_little_the_second_level_stands_for_what_is_not_told() -> None:
    shelf, rows = fill([SILENT, TERSE, OUTSPOKEN]), np.arange(3)
    silent, terse, outspoken = holding(shelf, rows, {"脐橙": 1.0}, second=1.0).tolist()
    assert silent > terse > outspoken == 0.0
    assert holding(shelf, rows, {"脐橙": 1.0}, second=0.0).tolist() == [0.0, 0.0, 0.0]


def test_whoever_names_the_subject_holds_it_more_than_who_tells_nothing() -> None:
    shelf = fill([SILENT, Profile(22, "重庆", "石青", "", "", None, (), ("脐橙栽培",))])
    silent, naming = holding(shelf, np.arange(2), {"脐橙": 1.0}, second=1.0).tolist()
    assert naming == pytest.approx(1.0)
    assert naming > silent


def test_one_who_tells_only_a_unit_is_asked_where_nobody_tells_more(knowledge: Knowledge) -> None:
    index = ExpertIndex.build([SILENT, *NEIGHBOURS], knowledge)
    best = index.search(Query("脐橙挂果稳不住，一地都是小果果", field_code="agriculture", second="果树"), 3)[0]
    assert best.expert_id == SILENT.id
    assert best.relevance >= FIT
