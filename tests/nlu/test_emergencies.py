"""Danger to a person is caught, what only sounds like it is not, and cases for others get their own hazard."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from nlu.labels.corpus import is_held_out, read_examples
from nlu.labels.emergencies import read_hazard
from nlu.labels.fields import DATA
from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "emergencies.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander.load()


def is_emergency(text: str) -> bool:
    hazard = read_hazard(text)
    return hazard is not None and hazard.is_emergency


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_tells_real_from_alike(case: dict[str, object]) -> None:
    assert is_emergency(str(case["text"])) is case["emergency"]


def test_the_engine_misses_almost_none_of_the_corpus(understander: Understander) -> None:
    real = [row.text for row in read_examples() if row.intent == "emergency"]
    missed = [text for text in real if understander.understand(text, NOW).intent != "emergency"]
    assert len(missed) <= len(real) / 50, missed


def test_at_most_one_calm_message_in_two_hundred_is_flagged(understander: Understander) -> None:
    calm = [row.text for row in read_examples() if row.intent != "emergency" and is_held_out(row.situation)]
    flagged = [text for text in calm if understander.understand(text, NOW).intent == "emergency"]
    assert len(flagged) <= len(calm) / 200, flagged


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("本院ICU患者氧合一直往下掉，急求会诊", "critical_patient"),
        ("圈里的猪接二连三地死，怀疑非洲猪瘟", "animal_epidemic"),
        ("马尾松成片枯红，怕是松材线虫", "plant_epidemic"),
    ],
)
def test_other_hazards_are_no_emergency(text: str, name: str) -> None:
    hazard = read_hazard(text)
    assert hazard is not None
    assert (hazard.name, hazard.is_emergency) == (name, False)


@pytest.mark.parametrize("text", ["想请老师讲黄龙病防控", "急诊科想请专家培训", "今年价格跌得要命", ""])
def test_calm_words_have_no_hazard(text: str) -> None:
    assert read_hazard(text) is None


@pytest.mark.parametrize(
    ("name", "most_missed", "most_false"),
    [("dangers.jsonl", 2, 2), ("dangers_second.jsonl", 1, 1), ("dangers_third.jsonl", 1, 1)],
)
def test_the_development_sets_keep_their_level(
    understander: Understander, name: str, most_missed: int, most_false: int
) -> None:
    lines = (DATA / "development" / name).read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    taken = [(case, understander.understand(case["text"], NOW).intent == "emergency") for case in cases]
    missed = [case["text"] for case, is_taken in taken if case["emergency"] and not is_taken]
    false = [case["text"] for case, is_taken in taken if is_taken and not case["emergency"]]
    assert len(missed) <= most_missed, missed
    assert len(false) <= most_false, false


def test_what_cannot_wait_is_told_from_what_can(understander: Understander) -> None:
    lines = (DATA / "development" / "dangers_third.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [case for case in map(json.loads, lines) if not case["emergency"]]
    read = {case["text"]: understander.understand(case["text"], NOW).urgency for case in cases}
    for urgency, most_wrong in (("urgent", 3), ("normal", 2)):
        wrong = [case["text"] for case in cases if case["urgency"] == urgency and read[case["text"]] != urgency]
        assert len(wrong) <= most_wrong, wrong


def test_a_clinics_own_case_is_a_need_at_once_and_no_ambulance(understander: Understander) -> None:
    lines = (DATA / "development" / "dangers_third.jsonl").read_text(encoding="utf-8").splitlines()
    for case in map(json.loads, lines):
        found = understander.understand(case["text"], NOW)
        assert (found.hazard == "critical_patient") is (case.get("hazard") == "critical_patient"), case["text"]
        if found.hazard == "critical_patient":
            assert (found.intent, found.urgency) == ("demand", "urgent"), case["text"]
            assert found.field is not None, case["text"]
            assert found.field.code == "health", case["text"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("姐夫踩到掉下来的电线，倒在田头", "shock"),
        ("两个师傅下到腌菜池清渣，喊起没人应", "fumes"),
        ("屋里煤气味大得很", "gas"),
        ("幺儿被果冻噎住了，脸发紫", "choking"),
        ("侄儿洗澡沉下去了没起来", "drowning"),
        ("有人提起刀追到砍人", "violence"),
        ("娃娃关在电梯里头出不来", "lift"),
        ("老年痴呆的外婆走丢了", "missing"),
        ("后山滑坡把两间屋埋了，人在里头", "landslide"),
        ("她割腕了，血流了一地", "attempt"),
        ("舅娘遭土蜂蜇了，全身肿", "bite"),
        ("伯伯误喝了敌敌畏", "poisoning"),
    ],
)
def test_dangers_that_are_helped_differently_have_names_of_their_own(text: str, name: str) -> None:
    hazard = read_hazard(text)
    assert hazard is not None
    assert (hazard.name, hazard.is_emergency) == (name, True)


@pytest.mark.parametrize(
    "text",
    [
        "老院子后头的便道垮了一截",
        "水牛遭马蜂蜇了",
        "药打了四遍，虫还在",
        "桃子树倒了一排",
        "我们公司柑橘基地请专家来会诊",
        "太阳大得把人都晒昏，啥时候来嘛",
        "鸭棚垮了，压死十几只鸭",
        "车间的风机冒青烟，一股焦味，停机检修",
        "蜂子蜇了我一下，有点痒",
    ],
)
def test_harm_to_things_and_manners_of_speaking_call_nobody_out(understander: Understander, text: str) -> None:
    assert understander.understand(text, NOW).intent != "emergency"


@pytest.mark.parametrize(
    "text",
    ["再不给我批我就从政府楼顶跳下去", "不解决我就喝农药死给你们看", "工钱要不到，我去你们大厅上吊", "活起没啥盼头了"],
)
def test_a_threat_in_an_argument_is_taken_seriously(understander: Understander, text: str) -> None:
    found = understander.understand(text, NOW)
    assert (found.intent, found.hazard) in {("emergency", "suicide"), ("emergency", "attempt")}


@pytest.mark.parametrize(
    "text", ["车间的烘干机冒烟，燃起来了", "对面失火", "河头淹人了", "有人触电", "老汉吐血了", "后山垮了，埋起人了"]
)
def test_a_cry_of_a_few_words_is_enough(understander: Understander, text: str) -> None:
    assert understander.understand(text, NOW).intent == "emergency"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我老汉在屋头大出血，血止不住，乡卫生院说没得办法", "emergency"),
        ("我妈在县医院ICU昏迷三天了，想请市里专家会诊", "demand"),
    ],
)
def test_a_relative_gets_the_number_unless_doctors_are_there(
    understander: Understander, text: str, intent: str
) -> None:
    assert understander.understand(text, NOW).intent == intent
