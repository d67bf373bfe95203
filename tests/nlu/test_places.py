"""Places: a labelled set with a threshold, and the rules that must hold without exception."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.places import PlaceReader, PlaceReading
from nlu.places.gazetteer import SERVED, Gazetteer
from nlu.places.homophones import HomophoneReader
from nlu.places.tables import Tables
from nlu.text.normalise import normalise
from nlu.text.pinyin import sounds
from nlu.text.segment import is_word
from nlu.understanding import Place

CASES = [json.loads(line) for line in (Path(__file__).parent / "data" / "places.jsonl").read_text("utf-8").splitlines()]
THRESHOLD = 0.97
READER = PlaceReader.load()


def read(text: str, near: str | None = None) -> PlaceReading:
    return READER.read(normalise(text), near)


def found(text: str) -> Place:
    place = read(text).place
    assert place is not None, text
    return place


def fits(case: dict[str, Any]) -> bool:
    """Whether every label of a case is met."""
    reading = read(case["text"])
    place = reading.place
    rejected = reading.rejected.code if reading.rejected else None
    return (
        (place.code if place else None) == case["code"]
        and ("town" not in case or (place is not None and place.town == case["town"]))
        and rejected == case.get("rejected")
        and bool(place and place.choices) == bool(case.get("choices"))
        and bool(place and place.area) == bool(case.get("area"))
    )


def test_labelled_messages_reach_the_threshold() -> None:
    wrong = [case["text"] for case in CASES if not fits(case)]
    assert len(wrong) <= len(CASES) * (1 - THRESHOLD), wrong


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("奉节", "重庆市奉节县"),
        ("眉山东坡", "四川省眉山市东坡区"),
        ("成都", "四川省成都市"),
        ("渝北区", "重庆市两江新区"),
        ("贵州习水", "贵州省遵义市习水县"),
        ("海淀区", "北京市海淀区"),
    ],
)
def test_full_names(text: str, name: str) -> None:
    assert found(text).name == name


def test_levels() -> None:
    assert [found(text).level for text in ("四川", "绵阳", "三台县")] == ["province", "city", "county"]


def test_town_that_changed_its_county_is_found_under_the_new_one() -> None:
    assert found("渝北统景镇").code == "500109"
    assert found("北碚水土街道").code == "500157"


def test_ambiguous_town_offers_choices_and_a_county_settles_it() -> None:
    place = found("太平镇的鱼死了")
    assert len(place.choices) > 1
    assert len({choice.code for choice in place.choices}) == len(place.choices)
    assert found("垫江太平镇的鱼死了").choices == ()


def test_last_place_settles_an_ambiguous_town() -> None:
    place = read("太平镇的鱼死了", near="500231").place
    assert place is not None
    assert (place.code, place.choices) == ("500231", ())


def test_organisation_counts_only_where_nothing_else_is_said() -> None:
    assert found("奉节县人民医院的ICU").code == "500236"
    assert found("奉节县人民医院转来的，我们在巫溪").code == "500238"


def test_managed_area_stands_beside_its_county() -> None:
    place = found("万盛经开区的笋子")
    assert (place.code, place.area) == ("500110", "wansheng")


def test_spans_lie_in_the_text() -> None:
    text = "不是涪陵，是奉节白帝镇"
    assert [text[start:end] for start, end in read(text).spans] == ["涪陵", "奉节", "白帝镇"]


def test_every_county_of_the_served_provinces_is_found_by_its_official_name() -> None:
    tables = READER._tables
    codes = [code for code in tables.names if code[:2] in ("50", "51") and tables.level(code) == "county"]
    missed = [code for code in codes if found(tables.full_name(code)).code != code]
    assert missed == []
    assert len(codes) == 220


@given(st.text(alphabet="不是在我奉节涪陵县区市镇太平重庆四川，。 的到从李叫医院公司12\n", max_size=40))
def test_any_text_is_read(text: str) -> None:
    for start, end in read(text).spans:
        assert 0 <= start < end


def test_no_name_is_guessed_where_the_gate_of_the_homophones_is_shut() -> None:
    """Every misspelling of a served county that shares a character with it passes, and so does every ending."""
    gazetteer = Gazetteer(Tables.load())
    reader = HomophoneReader(gazetteer, is_word)
    alike: dict[str, str] = {}
    for character, syllable in sounds().items():
        alike.setdefault(syllable, character)
    names = [
        name
        for name, meanings in gazetteer.meanings.items()
        if len(name) in (2, 3)
        and any(one.kind == "county" and not one.complete and one.code[:2] in SERVED for one in meanings)
    ]
    for name in names:
        for place in range(len(name)):
            own = name[place]
            heard = [sounds().get(character) for character in name]
            if all(heard):
                written = "".join(own if at == place else alike[one] for at, one in enumerate(heard) if one)
                assert reader.is_possible(f"我在{written}"), (name, written)
    assert reader.is_possible("奉洁县")
    assert not reader.is_possible("李子裂口子")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("铜梁少云镇的，栽的是梁平柚，落果", "重庆市铜梁区"),
        ("潼南柠檬烂根，荣昌的", "重庆市荣昌区"),
        ("丰都红心柚裂口，涪陵蔺市", "重庆市涪陵区"),
        ("我女儿在渝中上班，我在巫溪喂羊，羊拉稀", "重庆市巫溪县"),
        ("以前在江津住，现在搬到綦江来了，鸡死了好多", "重庆市綦江区"),
        ("我从垫江嫁到梁平来的，种的花椒掉叶子", "重庆市梁平区"),
        ("老家在达州，现在重庆北碚开店", "重庆市北碚区"),
        ("老汉在开县喂猪，猪拉稀", "重庆市开州区"),
        ("奉节脐橙叶子黄", "重庆市奉节县"),
        ("喜德那边的苦荞倒伏了", "四川省凉山彝族自治州喜德县"),
        ("德昌那边的桑葚烂果", "四川省凉山彝族自治州德昌县"),
        ("梁平街上开面馆的，油烟扰民", "重庆市梁平区"),
    ],
)
def test_a_kind_a_relative_and_an_earlier_place_give_way(text: str, name: str) -> None:
    assert found(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "品种是巫山脆李",
        "买的潼南柠檬苗子",
        "我女婿在万州打工",
        "鱼塘在荷花池边上",
        "一是荷花池里的藕烂了",
        "广安门那家医院来过",
        "我叫王德昌，羊子拉稀",
    ],
)
def test_what_only_carries_a_places_name_is_none(text: str) -> None:
    assert read(text).place is None


@pytest.mark.parametrize("text", ["住在金牛区荷花池", "荷花池街道下水道堵了"])
def test_a_town_named_like_a_pond_is_found_where_it_is_meant(text: str) -> None:
    assert found(text).town == "荷花池街道"


def test_where_the_speaker_works_is_here() -> None:
    assert found("我在江津上班，娃儿想转学").name == "重庆市江津区"
