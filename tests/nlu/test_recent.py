"""What is kept of short texts never outlives what it depends on."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from nlu.labels.corrections import Correction
from nlu.recent import LONGEST, MOST, Recent
from nlu.understand import Understander
from nlu.understanding import Understanding

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander.load()


def test_a_short_text_is_understood_once(understander: Understander) -> None:
    assert understander.understand("你好，谢谢", NOW) is understander.understand("你好，谢谢", NOW + timedelta(days=1))


def test_a_moment_is_read_anew(understander: Understander) -> None:
    today = understander.understand("明天上午九点", NOW).times[0].start
    assert today is not None
    assert understander.understand("明天上午九点", NOW + timedelta(days=1)).times[0].start == today + timedelta(days=1)


def test_a_correction_counts_at_once(understander: Understander) -> None:
    text = "水稻叶子发黄请专家"
    assert understander.understand(text, NOW).field is not None
    understander.learn(Correction(text, "food", None), NOW)
    corrected = understander.understand(text, NOW).field
    understander.forget_corrections()
    assert corrected is not None
    assert corrected.code == "food"
    assert understander.understand(text, NOW).field != corrected


@pytest.mark.parametrize(
    "found",
    [Understanding("短", "other", names=("张三",)), Understanding("短", "other", phones=("13800000000",))],
    ids=["name", "phone"],
)
def test_nothing_of_a_person_is_kept(found: Understanding) -> None:
    recent = Recent()
    recent.keep("短", found)
    assert recent.get("短") is None


def test_what_was_not_asked_for_lately_goes_first() -> None:
    recent = Recent()
    for number in range(MOST):
        recent.keep(str(number), Understanding(str(number), "other"))
    assert recent.get("0") is not None
    recent.keep("one more", Understanding("one more", "other"))
    assert recent.get("0") is not None
    assert recent.get("1") is None
    recent.keep("长" * (LONGEST + 1), Understanding("", "other"))
    assert recent.get("长" * (LONGEST + 1)) is None
