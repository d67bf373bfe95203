"""The object that is named decides the field, not what its name or its signs sound like."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander.load()


def field(understander: Understander, text: str) -> str:
    found = understander.understand(text, NOW).field
    return f"{found.code}/{found.second}" if found else "-"


@pytest.mark.parametrize(
    "text", ["羊子皮肤上长脓包", "我喂的兔儿打喷嚏流鼻涕", "鹅喉咙里有痰响", "小牛的眼屎多，眼角烂"]
)
def test_an_animals_ill_is_no_patients(understander: Understander, text: str) -> None:
    assert field(understander, text) == "agriculture/兽医"


@pytest.mark.parametrize(
    "text", ["脚上长鸡眼，走路痛", "我得了牛皮癣，痒得很", "病人被狗咬了，伤口化脓", "娃儿喝牛奶过敏起疹子"]
)
def test_a_persons_ill_stays_one(understander: Understander, text: str) -> None:
    assert field(understander, text).startswith("health/")


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("川牛膝种下去苗子黄", "中药材种植"),
        ("虎杖根子烂心", "中药材种植"),
        ("鸡枞菌不出菇", "食用菌"),
        ("羊蹄甲叶子黄了", "花卉苗木"),
        ("牛筋草除不干净", "植物保护"),
        ("鹰嘴桃裂口", "果树"),
        ("塘里的鱼鳃烂了", "水产"),
        ("猪在猪屎豆地里吃了就不站了", "兽医"),
    ],
)
def test_a_plants_name_may_carry_an_animals(understander: Understander, text: str, second: str) -> None:
    assert field(understander, text) == f"agriculture/{second}"


@pytest.mark.parametrize("text", ["枇杷卖不出去", "屋头的蜂蜜没得人收", "肉牛卖不掉，压圈了", "滞销的萝卜哪个来收"])
def test_what_wants_a_buyer_is_of_the_market(understander: Understander, text: str) -> None:
    assert field(understander, text).startswith("business/")


@pytest.mark.parametrize("text", ["李子裂口子卖不出去", "葡萄不甜卖不脱", "枇杷起锈斑，没得人要"])
def test_what_is_spoilt_stays_with_its_crop(understander: Understander, text: str) -> None:
    assert field(understander, text) == "agriculture/果树"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们客栈淡季没得客人住", "tourism/乡村旅游"),
        ("店里没得生意", "business/市场与销售"),
        ("换了釉料烧出来的碗发灰", "materials/复合材料"),
        ("临时工的保险怎么缴", "business/医保与社保"),
        ("我们医院收费系统老是崩", "it/软件"),
        ("院内系统又卡了", "it/软件"),
    ],
)
def test_business_glaze_and_systems(understander: Understander, text: str, expected: str) -> None:
    assert field(understander, text) == expected
    assert understander.understand(text, NOW).intent in {"demand", "policy"}


@pytest.mark.parametrize("text", ["你们这个系统太卡了", "平台老是卡，气人"])
def test_a_complaint_about_the_service_stays_one(understander: Understander, text: str) -> None:
    assert understander.understand(text, NOW).intent == "complaint"


@pytest.mark.parametrize(
    "text", ["实验室的烘箱不升温，想请人看看", "农技站的培养箱坏了", "畜牧站化验室的显微镜看不清了"]
)
def test_a_laboratorys_device_is_of_instruments(understander: Understander, text: str) -> None:
    assert field(understander, text) == "manufacturing/仪器仪表"


@pytest.mark.parametrize("text", ["那段路，去茶地的，昨晚垮了", "田边那条路垮了一截", "机耕路塌了一半，收割机下不去"])
def test_a_way_that_broke_away_is_of_roads(understander: Understander, text: str) -> None:
    assert field(understander, text) == "construction/道路交通"


@pytest.mark.parametrize("text", ["路边的脐橙落果", "化验员想学显微镜操作", "路边的脐橙遭冻了"])
def test_what_stands_beside_a_way_is_none(understander: Understander, text: str) -> None:
    assert field(understander, text) not in {"construction/道路交通", "manufacturing/仪器仪表"}
