"""Questions about rules over a small library: the right passage, quoted literally, or nothing at all."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nlu.search.passages import PassageIndex, holds_at
from nlu.search.policy_questions import read_question
from nlu.search.quoting import QUOTE, Entry, Source

DATA = Path(__file__).parent / "data"
QUESTIONS = [json.loads(line) for line in (DATA / "policy_questions.jsonl").read_text(encoding="utf-8").splitlines()]
ANSWERED = [row for row in QUESTIONS if row["paper"]]
UNANSWERED = [row["text"] for row in QUESTIONS if not row["paper"]]


@cache
def library() -> tuple[PassageIndex, tuple[str, ...]]:
    """The papers cut at headings and blank lines; reading real files is another room's matter."""
    paths = sorted((DATA / "policies").iterdir())
    entries = [entry for number, path in enumerate(paths) for entry in cut(number, path.read_text(encoding="utf-8"))]
    return PassageIndex.build(entries), tuple(path.name for path in paths)


def cut(number: int, text: str) -> list[Entry]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title = next(line for line in lines if any(mark in line for mark in ("通知", "办法", "方案", "细则", "政策")))
    source = Source(number, title.lstrip("# ").removeprefix("标题："), "某局")
    entries, heading = [], ""
    for line in lines[1:]:
        if line.startswith(("## ", "一、", "二、", "三、", "四、", "五、")) and len(line) < 20:
            heading = line.lstrip("# ")
        elif line.endswith(("。", "；")):
            entries.append(Entry(source, heading, line))
    return entries


def found(row: dict[str, Any]) -> bool:
    index, names = library()
    hits = index.search(row["text"])
    return bool(hits) and names[hits[0].source.policy_id] == row["paper"] and row["holds"] in hits[0].quotes[0]


def test_questions_find_their_answers() -> None:
    right = [found(row) for row in ANSWERED]
    assert sum(right) >= 0.85 * len(right), [row["text"] for row, one in zip(ANSWERED, right, strict=True) if not one]


@pytest.mark.parametrize("text", UNANSWERED)
def test_what_no_paper_says_is_not_answered(text: str) -> None:
    assert library()[0].search(text) == []


def test_quotations_are_literal_and_short() -> None:
    index, _ = library()
    quoted = 0
    for row in ANSWERED:
        for hit in index.search(row["text"]):
            whole = next(entry.text for entry in index.entries if hit.quotes[0] in entry.text)
            assert "".join(hit.quotes) in whole
            assert len(hit.quotes[0]) <= QUOTE
            quoted += 1
    assert quoted > len(ANSWERED)


def test_an_empty_library_answers_nothing() -> None:
    assert PassageIndex().search("高企怎么申报") == []
    assert PassageIndex.build([]).search("高企怎么申报") == []


def test_the_asking_is_told_from_the_subject() -> None:
    question = read_question("请问我在巫山，药店怎么纳入门诊统筹，要交什么材料")
    assert {"零售药店", "门诊统筹"} <= {one.words[0] for one in question.topics}
    assert {aspect.name for aspect in question.aspects} == {"process", "material"}
    assert not any("巫山" in word for one in question.concepts for word in one.words)


@pytest.mark.parametrize("text", ["有什么补贴", "政策", "", "怎么申请", "你好"])
def test_without_a_subject_nothing_is_looked_for(text: str) -> None:
    assert read_question(text).topics == ()


@pytest.mark.parametrize(
    ("policy", "asked", "holds"),
    [
        (None, "500236", True),
        ("500237", None, True),
        ("500000", "500236", True),
        ("500236", "500236", True),
        ("500237", "500236", False),
        ("510000", "500236", False),
        ("511400", "511402", True),
        ("511402", "511400", True),
        ("500237", "500000", True),
    ],
)
def test_where_a_rule_holds(policy: str | None, asked: str | None, holds: bool) -> None:
    assert holds_at(policy, asked) is holds


@pytest.mark.parametrize(
    ("paper", "text", "quoted"),
    [
        ("pharmacy.md", "还要交点啥子", "申请表"),
        ("machinery.md", "旧的报废了补不补", "报废"),
        ("talent_housing.md", "副高呢", "副高级"),
    ],
)
def test_a_paper_that_is_talked_about_goes_on_to_answer(paper: str, text: str, quoted: str) -> None:
    index, names = library()
    hit = index.within(names.index(paper), text)
    assert hit is not None
    assert any(quoted in quote for quote in hit.quotes)


def test_a_paper_is_silent_on_what_it_does_not_tell() -> None:
    index, names = library()
    paper = names.index("pharmacy.md")
    for text in ("那养鸡场呢", "", "谢谢", "消防验收要啥子手续嘛"):
        assert index.within(paper, text) is None, text
