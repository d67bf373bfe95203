"""Tells danger to a person now from words that only sound so: rules, because not one real case may be missed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from nlu.fields import DATA

Pattern = re.Pattern[str]
EMERGENCIES = ("suicide", "poisoning", "suffocation", "collapse", "injury", "bite", "fire", "flood")
WHOEVER = {"suicide", "bite", "fire", "flood"}  # dangers where an animal in the sentence changes nothing
FIELD_OF_HAZARD = {
    "suicide": ("health", "心理与精神"),
    "poisoning": ("health", "急诊医学"),
    "suffocation": ("health", "急诊医学"),
    "collapse": ("health", "急诊医学"),
    "injury": ("health", "急诊医学"),
    "bite": ("health", "急诊医学"),
    "fire": ("safety", "消防"),
    "flood": ("safety", "防汛抗旱"),
}


SURE = 0.6  # the classifier's probability of an emergency from which no rule need agree
HALF_SURE = 0.3  # … from which a person struck and a word of harm suffice
GUESSES = (  # what a danger that no rule names is most like
    ("suicide", "死|跳|遗书|烧炭|撑不下|受够|窗台|活"),
    ("fire", "火|烧|燃|烟|爆|炸|泄漏|漏气"),
    ("flood", "水|垮|塌|困|电梯|石头|山|失踪|不见"),
    ("poisoning", "喝|吃|毒|药|瓦斯|煤气"),
    ("suffocation", "噎|卡|呛|沉|喘|淹"),
    ("collapse", "昏|晕|醒|反应|心|抽|糊涂"),
)


@dataclass(frozen=True, slots=True)
class Hazard:
    """What threatens whom: `name` as in `Understanding.hazard`; whether a person is in danger now."""

    name: str
    is_emergency: bool


def _any(patterns: list[str]) -> Pattern:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")


@dataclass(frozen=True, slots=True)
class _Rules:
    person: Pattern
    animal: Pattern
    calm: Pattern
    acute: Pattern
    harm: Pattern
    clinic: Pattern
    critical: Pattern
    certain: dict[str, Pattern]
    likely: dict[str, Pattern]
    animal_signs: Pattern
    animal_death: Pattern
    plant_signs: Pattern
    epidemic_calm: Pattern
    suspicion: Pattern
    human: Pattern


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    table: dict[str, Any] = tomllib.loads((DATA / "emergencies.toml").read_text(encoding="utf-8"))
    animal, plant = table["epidemic"]["animal"], table["epidemic"]["plant"]
    species, died, dying = animal["species"], animal["died"], animal["dying"]
    death = (
        f"{species}.{{0,12}}{dying}.{{0,8}}{died}|{dying}.{{0,8}}{species}.{{0,8}}{died}"
        f"|{died}了?{dying}.{{0,4}}{species}|{species}.{{0,8}}{died}了?.{{0,3}}{dying}"
    )
    return _Rules(
        re.compile(table["person"]),
        re.compile(table["animal"]),
        _any(table["calm"]),
        _any(table["acute"]),
        _any(table["harm"]),
        _any(table["clinic"]),
        _any(table["clinic_critical"]),
        {name: _any(table["hazard"][name]["certain"]) for name in EMERGENCIES},
        {name: _any(table["hazard"][name]["likely"]) for name in EMERGENCIES},
        _any(animal["signs"]),
        re.compile(death),
        _any([*plant["signs"], plant["dying"]]),
        _any(plant["calm"]),
        re.compile(table["epidemic"]["suspicion"]),
        re.compile(table["epidemic"]["human"]),
    )


def read_hazard(text: str, *, model_share: float = 0.0) -> Hazard | None:
    """The danger that the text reports; `model_share` is the classifier's probability of an emergency."""
    rules = _rules()
    if rules.clinic.search(text) and _is_hospital_case(text, rules):
        return Hazard("critical_patient", False)
    name = _emergency(text, rules, model_share)
    if name is not None:
        return Hazard(name, True)
    return _epidemic(text, rules)


def _is_hospital_case(text: str, rules: _Rules) -> bool:
    machine = "系统" in text or "宕机" in text or "数据库" in text
    return not machine and rules.critical.search(text) is not None


def _emergency(text: str, rules: _Rules, model_share: float) -> str | None:
    is_acute = rules.acute.search(text) is not None
    if rules.calm.search(text) and not is_acute:
        return None
    for name in EMERGENCIES:
        found = rules.certain[name].search(text)
        if found and (name in WHOEVER or _strikes_person(text, found.start(), rules)):
            return name
    return _probable(text, rules, model_share, is_acute)


def _probable(text: str, rules: _Rules, model_share: float, is_acute: bool) -> str | None:
    """A danger that no certain rule names: two weaker signs must agree, and it must be a person who is struck."""
    if not _strikes_person(text, len(text), rules):
        return None
    has_person = rules.person.search(text) is not None
    for name in EMERGENCIES:
        if has_person and rules.likely[name].search(text) and (is_acute or model_share > HALF_SURE):
            return name
    has_harm = rules.harm.search(text) is not None
    if (has_person or has_harm) and model_share > (HALF_SURE if has_person and has_harm else SURE):
        return next((name for name, signs in GUESSES if re.search(signs, text)), "injury")
    return None


def _strikes_person(text: str, start: int, rules: _Rules) -> bool:
    """Whether it happened to a person: no animal named, or a person named nearer to what happened."""
    before = text[: start + 2]
    animals = [found.start() for found in rules.animal.finditer(before)]
    if not animals:
        return rules.animal.search(text) is None or rules.person.search(text) is not None
    people = [found.start() for found in rules.person.finditer(before)]
    return bool(people) and people[-1] > animals[-1]


def _epidemic(text: str, rules: _Rules) -> Hazard | None:
    if rules.epidemic_calm.search(text) or rules.human.search(text) or not rules.suspicion.search(text):
        return None
    if rules.animal_signs.search(text) or rules.animal_death.search(text):
        return Hazard("animal_epidemic", False)
    return Hazard("plant_epidemic", False) if rules.plant_signs.search(text) else None
