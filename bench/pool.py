"""Reads the judged experts and needs, and grows a pool of any size out of the experts."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nlu.search.query import Profile

JUDGED = Path(__file__).parent / "judged"
SEED = 20261121
SERVES, ASKED = 2.0, 6  # the grade of one who serves; demands of each sort for a small pool
_LIST = re.compile(r"[、;；]")


@dataclass(frozen=True, slots=True)
class Need:
    """A judged need: how well experts fit it (by id, more is better); nobody where `grades` is empty."""

    text: str
    half: str
    grades: Mapping[int, float]


def read_experts(path: Path = JUDGED / "experts.csv") -> tuple[list[Profile], dict[str, int]]:
    """The experts and their numbers by the id that the judgements use."""
    profiles, numbers = [], {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            numbers[row.get("id") or str(number)] = number
            profiles.append(_profile(number, row))
    return profiles, numbers


def _profile(number: int, row: Mapping[str, str]) -> Profile:
    def cells(name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in _LIST.split(row.get(name) or "") if part.strip())

    return Profile(
        id=number,
        base=row.get("基地") or "重庆",
        name=row["姓名"],
        unit=row["单位"],
        title=row.get("职称") or "",
        fields=cells("专业领域"),
        skills=cells("擅长"),
        profile=row.get("简介") or "",
    )


def read_needs(numbers: Mapping[str, int], path: Path = JUDGED / "demands.jsonl") -> Iterator[Need]:
    """The judged needs."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            grades = {numbers[str(one)]: float(grade) for one, grade in dict(row["relevant"]).items() if grade}
            yield Need(row["text"], row["half"], grades)


def draw(
    profiles: list[Profile], needs: list[Need], size: int, count: int
) -> Iterator[tuple[list[Profile], list[Need]]]:
    """Small pools of the experts, each with needs that somebody of it would serve well, and others that nobody does."""
    chance = random.Random(SEED)
    for _ in range(count):
        few = chance.sample(profiles, size)
        ids = {one.id for one in few}
        served = [one for one in needs if any(one.grades.get(number, 0.0) >= SERVES for number in ids)]
        unserved = [one for one in needs if ids.isdisjoint(one.grades)]
        asked = chance.sample(served, min(ASKED, len(served))) + chance.sample(unserved, ASKED)
        inside = [{number: grade for number, grade in one.grades.items() if number in ids} for one in asked]
        yield few, [Need(one.text, one.half, grades) for one, grades in zip(asked, inside, strict=True)]


def grow(profiles: list[Profile], size: int) -> Iterator[Profile]:
    """A pool of `size` experts: the skills of two experts who share a field, a sentence of a third, another name."""
    chance = random.Random(SEED)
    by_field: dict[str, list[Profile]] = {}
    for profile in profiles:
        by_field.setdefault(profile.fields[0] if profile.fields else "", []).append(profile)
    for number in range(1, size + 1):
        first = chance.choice(profiles)
        like = by_field[first.fields[0] if first.fields else ""]
        second, third = chance.choice(like), chance.choice(like)
        skills = list(dict.fromkeys([*first.skills, *second.skills]))
        chance.shuffle(skills)
        yield Profile(
            id=number,
            base=chance.choice(("重庆", "四川")),
            name=f"{chance.choice(profiles).name[:1]}{chance.choice(profiles).name[1:]}",
            unit=second.unit,
            title=first.title,
            fields=first.fields,
            skills=tuple(skills[: max(3, len(first.skills))]),
            profile=third.profile,
        )
