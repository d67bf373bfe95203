"""One line or several answers become the parts of an activity, whatever separates them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.activities.holding.drafts import Plan, fill, read_parts, read_places, read_plan

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
START = "2026-12-01T01:00:00+00:00"


@pytest.mark.parametrize(
    "line",
    [
        "茶园管护；12月1日上午9点；镇政府；茶农；30人",
        "茶园管护;12月1日上午9点;镇政府;茶农;30",
        "茶园管护，12月1日，上午9点，镇政府，茶农，30人",
        "茶园管护 12月1日 上午9点 镇政府 茶农 30人",
        "茶园管护；镇政府；12月1日上午9点；茶农；限30人",
        "主题：茶园管护；时间：12月1日上午9点；地点：镇政府；对象：茶农；名额：30",
        "茶园管护\n12月1日上午9点\n镇政府\n茶农\n30个名额",
        "茶园管护；12月1日上午9点；镇政府；茶农，限30人",
    ],
)
def test_one_line_in_many_forms(line: str) -> None:
    plan = read_plan(line, NOW)
    assert plan.missing() == []
    assert (plan.title, plan.starts_at, plan.place, plan.audience) == ("茶园管护", START, "镇政府", "茶农")
    assert plan.places == 30


def test_the_line_of_a_plan_reads_back_as_the_same_plan() -> None:
    plan = read_plan("7点读书会，分享；12月1日晚上7点半；图书馆，二楼；老师、学生", NOW)
    again = read_plan(plan.line(), NOW)
    assert again.missing() == []
    assert (again.title, again.starts_at, again.place, again.audience) == (
        plan.title,
        plan.starts_at,
        plan.place,
        plan.audience,
    )


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("", ["title", "when", "place", "audience"]),
        ("茶园管护", ["when", "place", "audience"]),
        ("茶园管护；12月1日上午9点", ["place", "audience"]),
        ("茶园管护；12月1日上午9点；镇政府", ["audience"]),
        ("茶园管护；12月1日上午9点；茶农", ["place"]),
        ("茶园管护；11月1日上午9点；镇政府；茶农", ["when"]),
    ],
)
def test_what_is_missing(line: str, missing: list[str]) -> None:
    assert read_plan(line, NOW).missing() == missing


def test_a_day_waits_for_its_hour() -> None:
    plan = read_plan("茶园管护；12月1日；镇政府；茶农", NOW)
    assert "几点" in plan.problem
    fill(plan, "when", "上午九点", NOW)
    assert plan.starts_at == START


@pytest.mark.parametrize(
    ("answer", "parts"),
    [
        ("镇政府，茶农", [("place", "镇政府"), ("audience", "茶农")]),
        ("茶农", [("audience", "茶农")]),
        ("12月1日上午9点，镇政府", [("when", "12月1日上午9点"), ("place", "镇政府")]),
        ("12月1日，上午9点", [("when", "12月1日，上午9点")]),
        ("地点：镇政府；名额：30", [("place", "镇政府"), ("places", "30")]),
    ],
)
def test_an_answer_may_give_several_parts(answer: str, parts: list[tuple[str, str]]) -> None:
    assert read_parts(answer, ["when", "place", "audience"], NOW) == parts


@pytest.mark.parametrize(
    ("text", "places"), [("50", 50), ("五十人", 50), ("限80名", 80), ("名额不限", 0), ("不限人数", 0), ("果农", None)]
)
def test_places(text: str, places: int | None) -> None:
    assert read_places(text) == places


def test_state_comes_back() -> None:
    plan = read_plan("茶园管护；12月1日；镇政府", NOW)
    assert Plan(**plan.to_state()) == plan
