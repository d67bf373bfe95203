"""Tells whether two needs are one and whether two profiles are one person, so that nothing is registered twice."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz

from nlu.search.grams import pairs
from nlu.search.knowledge import Knowledge
from nlu.search.query import ProfileLike
from nlu.search.units import is_same_unit

SAME_NEED = 0.6  # from here on a need of the same person is joined to the earlier one
SAME_PERSON = 0.6  # from here on two profiles are offered for merging
SAME_UNIT = 0.65  # of that name in that very unit, short or long, unless the trades are different
OTHER_PLACE = 0.4
UNRELATED = 0.25
ABOUT = 0.7  # what the knowledge counts beside the wording
SHARPNESS = 6
OF_SUBJECT = 0.3  # what a word of the crop, animal or machine counts beside one of the trouble


def is_same_need(
    text: str, other: str, knowledge: Knowledge, place_code: str | None = None, other_place: str | None = None
) -> float:
    """How surely (0 to 1) two texts of one person are one need; judge it against SAME_NEED.

    The wording counts, and what it is about: two texts that lead to different knowledge are different needs, however
    alike they sound; the same trouble in another county is another need.
    """
    first, second = knowledge.without_places(text), knowledge.without_places(other)
    alike = _alike(first, second, knowledge)
    about = _cosine(_rows_of(first, knowledge), _rows_of(second, knowledge))
    share = alike if about is None else _blend(alike, about)
    if about is not None and not _share_a_subject(first, second, knowledge):
        share = min(share, UNRELATED)
    if place_code and other_place and place_code != other_place:
        share *= OTHER_PLACE
    return round(min(1.0, share), 3)


def _blend(alike: float, about: float) -> float:
    """Different wording of one trouble still counts; the same wording of different troubles does not."""
    return (1 - ABOUT) * alike + ABOUT * about if about >= 0.3 else alike * (0.4 + about)


def _rows_of(text: str, knowledge: Knowledge) -> dict[int, float]:
    """Rows with weights that the best ones dominate: rows about one crop differ in its troubles."""
    found = knowledge.rows_for(text, None, None)
    return {id(row): (score / found[0][1]) ** SHARPNESS for row, score in found}


def _share_a_subject(first: str, second: str, knowledge: Knowledge) -> bool:
    """False where both name subjects and these seldom stand in one row: other names of one thing mostly do."""
    mine, theirs = knowledge.named_rows(first), knowledge.named_rows(second)
    fewer, more = sorted((len(mine), len(theirs)))
    return not fewer or (2 * len(mine & theirs) >= fewer and 3 * len(mine & theirs) >= more)


def _cosine(first: Mapping[int, float], second: Mapping[int, float]) -> float | None:
    """Likeness of two weighted sets; None where one is empty."""
    if not first or not second:
        return None
    product = sum(weight * second.get(key, 0.0) for key, weight in first.items())
    lengths = sum(weight**2 for weight in first.values()) * sum(weight**2 for weight in second.values())
    return float(product / lengths**0.5)


def _alike(first: str, second: str, knowledge: Knowledge) -> float:
    """The share of telling pairs that the two have in common; the subject itself says little about the trouble."""
    if first.strip() == second.strip():
        return 1.0
    mine, theirs = _telling_pairs(first, knowledge), _telling_pairs(second, knowledge)
    common = sum(weight for pair, weight in mine.items() if pair in theirs)
    sizes = sorted((sum(mine.values()), sum(theirs.values())))
    typed = fuzz.ratio(first, second) / 100
    return max(typed**2, common / (0.5 * sizes[0] + 0.5 * sizes[1])) if sizes[0] else typed**2


def _telling_pairs(text: str, knowledge: Knowledge) -> dict[str, float]:
    weights = {pair: knowledge.telling(pair) for pair in pairs(text)}
    named = {pair for subject in knowledge.subjects_in(text) for pair in pairs(subject)}
    return {pair: weight * (OF_SUBJECT if pair in named else 1.0) for pair, weight in weights.items()}


def _dice(first: set[str], second: set[str]) -> float:
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def same_person(one: ProfileLike, other: ProfileLike) -> float:
    """How surely (0 to 1) two profiles are one person: in two bases, or imported again with another title or unit."""
    if one.name != other.name:
        return 0.0
    unit = fuzz.partial_ratio(one.unit, other.unit) / 100
    skills = _dice(set(pairs("、".join(one.skills))), set(pairs("、".join(other.skills))))
    fields = 1.0 if set(one.fields) & set(other.fields) else 0.0
    place = 1.0 if one.place_code and one.place_code == other.place_code else 0.0
    likeness = 0.4 * unit**2 + 0.35 * min(1.0, 1.5 * skills) + 0.15 * fields + 0.1 * place
    if is_same_unit(one.unit, other.unit) and (fields or skills or not (one.fields and other.fields)):
        likeness = max(likeness, SAME_UNIT)
    return round(likeness, 3)
