"""From what was understood to a draft: starting one, and merging what comes later into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from domain.drafts import Draft
from domain.people import Person
from nlu.needs import is_thin
from nlu.understanding import Understanding

URGENCY = ("normal", "urgent", "emergency")
_SWAP = re.compile(
    r"不是(?P<wrong>[^，,。；;\s]{1,12}?)[，,；;\s]*(?:而?是|应该是|改成|要写)(?P<right>[^，,。；;\s]{1,12})"
)
_SWAP_BACK = re.compile(r"是(?P<right>[^，,。；;\s不]{1,12}?)[，,；;\s]*(?:而)?不是(?P<wrong>[^，,。；;\s]{1,12})")


def start(understood: Understanding, person: Person) -> Draft:
    """A draft of a first message; the person's last place is assumed where none is said."""
    draft = Draft()
    merge(draft, understood)
    if not draft.place_code and not draft.place_choices and person.place_code:
        draft.place_code, draft.place_name, draft.is_place_assumed = person.place_code, person.place_name, True
    draft.role = draft.role or person.trade
    draft.organization = draft.organization or person.organization
    return draft


def merge(draft: Draft, understood: Understanding) -> None:
    """Take over what the new words tell; what they do not tell stays."""
    is_first = not draft.texts
    draft.texts.append(understood.text)
    _merge_need(draft, understood, is_first)
    merge_place(draft, understood)
    for name in ("role", "organization", "mode", "households", "on_behalf", "hazard"):
        if (value := getattr(understood, name)) is not None:
            setattr(draft, name, value)
    if URGENCY.index(understood.urgency) > URGENCY.index(draft.urgency):
        draft.urgency = understood.urgency
    draft.tags = list(dict.fromkeys([*draft.tags, *understood.tags]))
    draft.subjects = list(dict.fromkeys([*draft.subjects, *subjects_of(understood)]))


def subjects_of(understood: Understanding) -> tuple[str, ...]:
    """The crops, animals, machines that the words name."""
    return tuple(understood.extra.get("subjects", ()))


def correct(draft: Draft, understood: Understanding, understand: Callable[[str], Understanding]) -> None:
    """说错了，是腊肉: another subject takes the place of the first; place and facts are merged as usual."""
    swap = find_swap(understood, draft.summary + "".join(draft.texts), draft.subjects)
    if swap is None:
        merge(draft, understood)
        return
    draft.texts = [text.replace(*swap) for text in draft.texts]
    again = understand("，".join(draft.texts))
    draft.summary = draft.summary.replace(*swap)
    draft.tags, draft.subjects = list(again.tags), list(subjects_of(again))
    if again.field:
        draft.field_code, draft.second = again.field.code, again.field.second
        draft.confidence = again.field.confidence
    merge_place(draft, understood)


def find_swap(understood: Understanding, told: str, known: Sequence[str]) -> tuple[str, str] | None:
    """What was said wrongly and what is right: 不是柑橘，是柠檬, or 说错了，是柠檬 where one subject was told."""
    said = _SWAP.search(understood.text) or _SWAP_BACK.search(understood.text)
    if said and said["wrong"] in told:
        return said["wrong"], said["right"]
    named = subjects_of(understood)
    fresh = [subject for subject in named if subject not in told]
    wrong = next((subject for subject in (*named, *known) if subject in told), None)
    return (wrong, fresh[0]) if fresh and wrong else None


def complete_summary(summary: str, tags: Iterable[str], subjects: Sequence[str], understood: Understanding) -> str:
    """A summary that only names the crop gets the trouble that is told later."""
    is_vague = not set(tags) - set(subjects)
    tells = bool(set(understood.tags) - set(subjects_of(understood)))
    if not is_vague or not tells or not understood.summary or not subjects:
        return summary
    named = any(subject in understood.summary for subject in subjects)
    return understood.summary if named else f"{subjects[0]}{understood.summary}"


def _merge_need(draft: Draft, understood: Understanding, is_first: bool) -> None:
    tells_need = is_first or (understood.intent in {"demand", "policy"} and bool(understood.tags))
    if not tells_need and not draft.is_thin:
        return
    thin = is_thin(understood)
    if is_first or draft.is_thin:
        if understood.summary and not (thin and not is_first):
            draft.summary = understood.summary
        draft.is_thin = thin if is_first else draft.is_thin and thin
    else:
        draft.summary = complete_summary(draft.summary, draft.tags, draft.subjects, understood)
    draft.kind = draft.kind or understood.kind
    guess = understood.field
    if guess and (is_first or draft.field_code is None or guess.confidence > draft.confidence):
        draft.field_code, draft.second, draft.confidence = guess.code, guess.second, guess.confidence
        draft.field_choices = [
            (choice.code, choice.second, "·".join(part for part in (choice.name, choice.second) if part))
            for choice in understood.field_choices[:3]
        ]


def merge_place(draft: Draft, understood: Understanding) -> None:
    """Take over where it is; a town chosen among namesakes stays."""
    place = understood.place
    if place is None:
        return
    draft.is_place_assumed = False
    chosen = next((choice for choice in draft.place_choices if choice[0] == place.code), None)
    if chosen and not place.town:
        draft.place_code, draft.place_name, draft.town = chosen
        draft.place_choices = []
        return
    if place.choices:
        draft.place_choices = [(choice.code, choice.name, choice.town) for choice in place.choices[:4]]
        draft.place_code = draft.place_name = draft.town = None
        return
    draft.place_choices = []
    if draft.place_code == place.code and not place.town:
        return
    draft.place_code, draft.place_name, draft.town = place.code, place.name, place.town


def settle_by_best_guess(draft: Draft) -> None:
    """Nothing more is asked: ambiguous answers take the likeliest."""
    if draft.place_choices and not draft.place_code:
        draft.place_code, draft.place_name, draft.town = draft.place_choices[0]
        draft.is_place_assumed = True
        draft.place_choices = []
