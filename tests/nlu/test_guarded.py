"""A guarded table finds what the plain alternation finds; only faster."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.labels.corpus import read_examples
from nlu.labels.fields import DATA
from nlu.text.guarded import AnyGated, Gated, Guarded, split
from nlu.text.requirements import last_characters, needs

PATTERNS = (
    "[我本]院(?!子)|我们科室?",
    "^(?!.*猪)[^。]{0,4}(?:医院|住院)",
    "(?:漏|喷)(?:了|出)*水+",
    "(?<![没不])人(?:倒|晕)了?$",
    r"\d{1,3}号(?:单|病人)|[(（]x[|)]",
    "水(?:(?:一直)?[漏喷]|泡到.{0,3}人)了{1,2}",
    "",
)


@pytest.mark.parametrize("hazard", ["poisoning", "injury", "collapse", "fire"])
def test_on_the_corpus_it_agrees_with_the_plain_alternation(hazard: str) -> None:
    table = tomllib.loads((DATA / "emergencies.toml").read_text(encoding="utf-8"))["hazard"][hazard]["certain"]
    guarded, plain = Guarded([(hazard, table)]), re.compile("|".join(f"(?:{pattern})" for pattern in table))
    for example in read_examples():
        found = plain.search(example.text)
        assert guarded.begins(example.text) == ({hazard: found.start()} if found else {}), example.text


@given(
    st.text(alphabet="我本院子们科室猪医住漏喷了出水没不人倒晕1号单病(（x|)。", max_size=14), st.sampled_from(PATTERNS)
)
def test_on_any_text_it_agrees_with_the_plain_pattern(text: str, pattern: str) -> None:
    assert Guarded([("one", [pattern])]).search(text) is (re.search(pattern, text) is not None)


@given(
    st.text(alphabet="我本院子们科室猪医住漏喷了出水没不人倒晕1号单病(（x|)。", max_size=14),
    st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=3),
)
def test_many_as_one_replace_what_the_plain_alternation_replaces(text: str, patterns: list[str]) -> None:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    assert AnyGated(patterns).sub("、", text) == re.sub(joined, "、", text)


def test_groups_are_found_in_their_order_and_once() -> None:
    guarded = Guarded([("water", ["水|漏", "湿"]), ("fire", ["火"]), ("ice", ["冰"])])
    assert list(guarded.found("火边漏水湿")) == ["water", "fire"]
    assert guarded.begins("火边漏水") == {"water": 2, "fire": 0}


def test_what_an_alternative_cannot_do_without() -> None:
    assert needs("(?:病人|患者)没?") == (frozenset(("病人", "患者")),)
    assert needs("我们厂.(?:里|楼上)") == tuple(map(frozenset, (("们厂",), ("里", "楼上"))))
    assert needs("[^厂]{0,3}(?!里)") == needs("(?i)ecmo") == needs("厂?|车间") == ()


def test_neighbours_are_pairs_across_what_may_be_left_out() -> None:
    assert needs("我的?(?:爸|妈)") == (frozenset(("我爸", "我妈", "的爸", "的妈")),)
    assert needs("我的?") == (frozenset(("我", "我的")),)
    assert needs("(?<=水)漏(?=着)") == (frozenset("水"), frozenset("漏"), frozenset("着"))
    assert needs("漏(?!雨)(?:了|出){0,2}水") == (frozenset(("漏水", "漏了", "漏出")),)


@given(st.sampled_from(PATTERNS), st.data())
def test_whatever_a_pattern_matches_holds_a_piece_of_each_need(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern))
    for choice in needs(pattern):
        assert any(piece in text for piece in choice)


def test_the_characters_that_a_pattern_can_end_with() -> None:
    assert last_characters("(?:请问)?(?:怎么(?:办|弄)|好不好)[吗。]*$") == frozenset("办弄好吗。")
    assert last_characters("漏(?:水|着)?(?!雨)") == frozenset("漏水着")
    with pytest.raises(ValueError, match="too many"):
        last_characters("漏.")


@given(st.sampled_from(("(?:请问)?(?:怎么办|吗)*[。！]*$", "漏(?:水|着){1,2}", "(?:a|b?c)d*")), st.data())
def test_whatever_a_pattern_matches_ends_as_it_can(pattern: str, data: st.DataObject) -> None:
    found = re.search(pattern, data.draw(st.from_regex(pattern)))
    assert found is not None
    assert not found.group() or found.group()[-1] in last_characters(pattern)


def test_alternatives_are_split_at_the_outermost_level_only() -> None:
    assert split(r"a|(?:b|c)|[d|]|\|e") == ["a", "(?:b|c)", "[d|]", r"\|e"]


@given(
    st.text(alphabet="我本院子们科室猪医住漏喷了出水没不人倒晕1号单病(（x|)。", max_size=14), st.sampled_from(PATTERNS)
)
def test_a_gated_pattern_is_the_plain_one(text: str, pattern: str) -> None:
    gated, plain = Gated(pattern), re.compile(pattern)
    assert [found.span() for found in gated.finditer(text)] == [found.span() for found in plain.finditer(text)]
    assert (gated.search(text) is None) is (plain.search(text) is None)
    assert gated.sub("、", text) == plain.sub("、", text)
