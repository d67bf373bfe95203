"""Rows laid on top answer like rows that were compiled with the rest, and disturb nothing else."""

from __future__ import annotations

import pytest

from nlu.labels.fields import second_levels
from nlu.labels.terms import Row
from nlu.search.knowledge import Knowledge

ADDED = Row("agriculture", "果树", ("脆李", "李子"), ("打坼坼", "开天窗"), ("裂果防控", "避雨栽培"), "")
ELSEWHERE = Row("manufacturing", "机械加工", (), ("主轴打摆子",), ("主轴动平衡",), "")
SAID = ("脆李打坼坼", "果子开天窗了", "机床主轴打摆子", "李子一下雨就裂口子", "猪拉稀", "想学开潜水艇")


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="module")
def joined(shipped: Knowledge) -> Knowledge:
    return shipped.joined([ADDED, ELSEWHERE])


def best(knowledge: Knowledge, text: str) -> Row:
    return knowledge.rows_for(text, None, None)[0][0]


def test_new_words_lead_to_the_new_row(shipped: Knowledge, joined: Knowledge) -> None:
    assert best(shipped, "果子开天窗了") != ADDED
    assert best(joined, "果子开天窗了") == ADDED
    assert best(joined, "机床主轴打摆子") == ELSEWHERE
    assert joined.expand("果子开天窗了").terms["避雨栽培"] > 0.5
    assert shipped.rows[-1] != ELSEWHERE, "the shipped one stays as it is"


@pytest.mark.parametrize("text", SAID)
def test_they_answer_like_compiled_ones(shipped: Knowledge, joined: Knowledge, text: str) -> None:
    anew = Knowledge(joined.rows, shipped.background)
    assert best(joined, text) == best(anew, text)
    assert joined.expand(text).certainty == pytest.approx(anew.expand(text).certainty, abs=0.03)
    assert joined.expand(text).explained == pytest.approx(anew.expand(text).explained, abs=0.08)


def test_what_they_do_not_speak_of_stays_as_it_was(shipped: Knowledge, joined: Knowledge) -> None:
    for text in ("猪拉稀", "想学开潜水艇", "网站打不开"):
        assert joined.expand(text) == shipped.expand(text)


def test_rows_without_anything_to_hear_do_no_harm(shipped: Knowledge) -> None:
    mute = Row("agriculture", "果树", (), ("！！",), ("……",), "")
    for rows in ([mute], [mute, ADDED], [ADDED, mute]):
        joined = shipped.joined(rows)
        assert mute not in [row for row, _ in joined.rows_for("果子开天窗了", None, None)]
        assert joined.expand("猪拉稀") == shipped.expand("猪拉稀")


def test_no_rows_are_no_change(shipped: Knowledge) -> None:
    assert shipped.joined([]) is shipped


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("果树", [("agriculture", "果树")]),
        ("农业·果树", [("agriculture", "果树")]),
        ("食品安全", [("food", "食品安全与检测")]),
        ("飞船", []),
        ("", []),
    ],
)
def test_a_second_level_is_found_by_its_name_or_a_part_of_it(words: str, found: list[tuple[str, str]]) -> None:
    assert second_levels(words) == found


def test_words_for_several_second_levels_name_them_all() -> None:
    assert {second for _, second in second_levels("果")} == {"果树", "果蔬加工"}
    assert ("agriculture", "畜牧") in second_levels("农业")
