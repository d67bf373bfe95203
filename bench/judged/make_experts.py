"""Builds the judged pool out of hand-written specialties, so that grades rest on them and never on a search.

Run `python -m bench.judged.make_experts`, then `make_demands`, after changing specialties.tsv or directory.toml.
"""

import csv
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HEADER = ["id", "姓名", "职称", "单位", "所在地", "专业领域", "擅长", "简介", "层次", "手机", "最大在办"]
TIERS = ["入库专家"] * 7 + ["在岗专家"] * 2 + ["关键专家"]


@dataclass(frozen=True)
class Specialty:
    identifier: str
    field: str
    second: str
    areas: list[str]
    terms: list[list[str]]
    introduction: str


Directory = dict[str, Any]
Pool = list[tuple[str, dict[str, str]]]


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_specialties() -> list[Specialty]:
    return [
        Specialty(
            row["id"],
            row["field"],
            row["second"],
            row["areas"].split("/"),
            [term.split("/") for term in row["terms"].split("、")],
            row["introduction"],
        )
        for row in rows_of("specialties.tsv")
    ]


def read_directory() -> Directory:
    return tomllib.loads((HERE / "directory.toml").read_text(encoding="utf-8"))


def fresh_name(chance: random.Random, people: dict[str, Any], taken: set[str]) -> str:
    while True:
        name: str = chance.choice(people["surnames"])
        if chance.random() < 0.8:
            name += chance.choice(people["given_first"])
        name += chance.choice(people["given_second"])
        if name not in taken:
            taken.add(name)
            return name


def kind_of(directory: Directory, specialty: Specialty) -> dict[str, list[str]]:
    kinds = directory["kind_of"]
    name = kinds.get(f"{specialty.field}/{specialty.second}", kinds[specialty.field])
    kind: dict[str, list[str]] = directory["kinds"][name]
    return kind


def unit_and_place(chance: random.Random, directory: Directory, kind: dict[str, list[str]]) -> tuple[str, str]:
    province_or_city = chance.choice([*directory["places"], *["重庆市"] * 16])
    county = chance.choice(directory["places"][province_or_city])
    city = province_or_city.removeprefix("四川省")
    trade = chance.choice(directory["people"]["trades"])
    unit = chance.choice(kind["units"]).format(place=county, city=city, trade=trade)
    return unit, province_or_city + county


def chosen_terms(chance: random.Random, specialty: Specialty) -> list[str]:
    """What the specialty lists first is its heart and always kept, in one of its wordings."""
    rest = chance.sample(specialty.terms[1:], min(len(specialty.terms) - 1, chance.randint(2, 5)))
    kept = [specialty.terms[0], *rest]
    return [chance.choice(wordings) for wordings in kept]


def introduction(chance: random.Random, specialty: Specialty, number: int, terms: list[str]) -> str:
    if number == 0 and specialty.introduction:
        return specialty.introduction
    patterns = [
        "从事{area}工作{years}年，主要方向为{term}。",
        "主持{area}方面市级项目{count}项，发表论文{papers}篇。",
        "{area}骨干，多次到区县现场指导{term}。",
        "曾获科技进步奖，成渝地区双城经济圈专家服务团成员。",
    ]
    if chance.random() < 0.55:
        return ""
    return chance.choice(patterns).format(
        area=specialty.areas[-1],
        term=terms[-1],
        years=chance.randint(8, 35),
        count=chance.randint(1, 6),
        papers=chance.randint(5, 60),
    )


def profile(chance: random.Random, directory: Directory, specialty: Specialty, number: int) -> dict[str, str]:
    kind = kind_of(directory, specialty)
    unit, place = unit_and_place(chance, directory, kind)
    terms = chosen_terms(chance, specialty)
    return {
        "职称": chance.choice(kind["titles"]),
        "单位": unit,
        "所在地": place,
        "专业领域": specialty.areas[number % len(specialty.areas)],
        "擅长": chance.choice("、、、;").join(terms),
        "简介": introduction(chance, specialty, number, terms),
        "层次": chance.choice(TIERS),
        "最大在办": str(chance.choice([2, 3, 3, 3, 5])),
    }


def build_pool(specialties: list[Specialty], directory: Directory) -> Pool:
    """Each specialty draws from its own seed, so that adding one leaves the other profiles as they were."""
    pool = []
    for specialty in specialties:
        chance = random.Random(specialty.identifier)
        for number in range(chance.choice([2, 3, 3, 4])):
            pool.append((specialty.identifier, profile(chance, directory, specialty, number)))
    random.Random("order").shuffle(pool)
    return pool


def numbered(pool: Pool, directory: Directory) -> Pool:
    chance, taken = random.Random("names"), set[str]()
    result = []
    for number, (specialty, row) in enumerate(pool, start=1):
        name = fresh_name(chance, directory["people"], taken)
        result.append((specialty, {"id": f"E{number:04d}", "姓名": name, "手机": f"1380000{number:04d}", **row}))
    return result


def judged_pool() -> Pool:
    directory = read_directory()
    return numbered(build_pool(read_specialties(), directory), directory)


def main() -> None:
    pool = judged_pool()
    with (HERE / "experts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for _, row in pool)
    print(f"{len({specialty for specialty, _ in pool})} specialties, {len(pool)} experts")


if __name__ == "__main__":
    main()
