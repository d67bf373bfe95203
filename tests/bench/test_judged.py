"""The judged set is only worth what its files keep: these checks fail when a source and its products part ways."""

import csv
import json
import re
from collections import Counter
from typing import Any

import pytest

from bench.judged.make_demands import Telling, build_demands, dealt, halves, read_grades, read_tellings
from bench.judged.make_experts import HEADER, HERE, Pool, Specialty, judged_pool, read_specialties, rows_of
from bench.judged.nobody import SERVED, read_nobody

FIELDS = set(
    "agriculture food health biomedicine manufacturing it chips materials energy environment construction tourism "
    "education testing business life safety science".split()
)


@pytest.fixture(scope="module")
def specialties() -> dict[str, Specialty]:
    return {specialty.identifier: specialty for specialty in read_specialties()}


@pytest.fixture(scope="module")
def pool() -> Pool:
    return judged_pool()


@pytest.fixture(scope="module")
def tellings() -> list[Telling]:
    return read_tellings()


@pytest.fixture(scope="module")
def experts() -> list[dict[str, str]]:
    with (HERE / "experts.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == HEADER
        return list(reader)


@pytest.fixture(scope="module")
def demands() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / "demands.jsonl").read_text(encoding="utf-8").splitlines()]


def test_experts_are_what_their_sources_make(experts: list[dict[str, str]], pool: Pool) -> None:
    assert experts == [row for _, row in pool]


def test_demands_are_what_their_sources_make(
    demands: list[dict[str, Any]], tellings: list[Telling], pool: Pool
) -> None:
    assert demands == list(build_demands(tellings, pool))


def test_the_pool_is_large_enough_and_covers_every_field(pool: Pool, specialties: dict[str, Specialty]) -> None:
    assert len(pool) >= 1000
    assert len(specialties) >= 330
    assert {specialty.field for specialty in specialties.values()} == FIELDS
    sharing = Counter(name for name, _ in pool)
    assert set(sharing) == set(specialties)
    assert set(sharing.values()) <= {2, 3, 4}


@pytest.mark.parametrize("column", ["id", "姓名", "手机"])
def test_no_two_experts_share(column: str, experts: list[dict[str, str]]) -> None:
    assert len({expert[column] for expert in experts}) == len(experts)


def test_every_profile_is_complete(experts: list[dict[str, str]]) -> None:
    for expert in experts:
        assert expert["单位"]
        assert expert["专业领域"]
        assert "{" not in "".join(expert.values())
        assert expert["所在地"].startswith(("重庆市", "四川省"))
        assert 3 <= len(re.split("[、;]", expert["擅长"])) <= 6
        assert expert["层次"] in {"入库专家", "在岗专家", "关键专家"}
        assert re.fullmatch(r"1\d{10}", expert["手机"])


def test_grades_name_known_specialties(tellings: list[Telling], specialties: dict[str, Specialty]) -> None:
    for telling in tellings:
        assert set(telling.grades) <= set(specialties), telling.text
        assert set(telling.grades.values()) <= {1, 2, 3}, telling.text
        assert bool(telling.grades) != telling.situation.startswith("none-"), telling.text


def test_demands_are_distinct_and_enough(demands: list[dict[str, Any]]) -> None:
    assert len(demands) >= 320
    assert len({demand["id"] for demand in demands}) == len(demands)
    assert len({demand["text"] for demand in demands}) == len(demands)


def test_about_one_in_eight_is_served_by_nobody(demands: list[dict[str, Any]]) -> None:
    assert all(demand["none"] == (not demand["relevant"]) for demand in demands)
    assert 0.10 <= sum(demand["none"] for demand in demands) / len(demands) <= 0.15


@pytest.mark.parametrize("unserved", [False, True])
def test_the_halves_balance(demands: list[dict[str, Any]], unserved: bool) -> None:
    sizes = Counter(demand["half"] for demand in demands if demand["none"] == unserved)
    assert set(sizes) == {"open", "sealed"}
    assert abs(sizes["open"] - sizes["sealed"]) <= 5


def test_a_situation_lies_in_one_half(demands: list[dict[str, Any]], tellings: list[Telling]) -> None:
    half = halves(tellings)
    for demand, telling in zip(demands, tellings, strict=True):
        assert demand["half"] == half[telling.situation]


def test_dealing_does_not_depend_on_the_order_of_the_file() -> None:
    sizes = {"plum": 2, "peach": 1, "pear": 4, "kiwi": 1}
    assert dealt(sizes) == dealt(dict(reversed(sizes.items())))
    assert set(dealt(sizes).values()) == {"open", "sealed"}


def test_a_grade_left_out_is_exact() -> None:
    assert read_grades("plum,peach:1,fruit-breed:2") == {"plum": 3, "peach": 1, "fruit-breed": 2}
    assert read_grades("") == {}


def test_askers_do_not_speak_like_profiles(tellings: list[Telling], specialties: dict[str, Specialty]) -> None:
    def copies_a_term(telling: Telling) -> bool:
        wordings = (
            wording
            for name in telling.grades
            for term in specialties[name].terms
            for wording in term
            if len(wording) >= 4
        )
        return any(wording in telling.text for wording in wordings)

    assert sum(map(copies_a_term, tellings)) <= len(tellings) * 0.02


KINDS = {"neighbour", "absent", "sense", "vague", "outside", "served"}


def test_the_set_about_nobody_is_half_served_and_names_known_specialties(specialties: dict[str, Specialty]) -> None:
    rows = list(rows_of("nobody.tsv"))
    kinds = Counter(row["class"] for row in rows)
    assert set(kinds) == KINDS
    assert len(rows) >= 120
    assert 0.4 <= kinds["served"] / len(rows) <= 0.6
    assert all(bool(row["grades"]) == (row["class"] == "served") for row in rows)
    assert {name for row in rows for name in read_grades(row["grades"])} <= set(specialties)


def test_the_set_about_nobody_repeats_no_demand(pool: Pool, tellings: list[Telling]) -> None:
    asked = list(read_nobody(pool))
    texts = [one.text for one in asked]
    assert len(set(texts)) == len(texts)
    assert not set(texts) & {telling.text for telling in tellings}
    assert all(bool(one.grades) == (one.kind == SERVED) for one in asked)
