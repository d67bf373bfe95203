"""From what was understood to a draft: starting one, and merging what comes later into it."""

from __future__ import annotations

from domain.drafts import Draft
from domain.people import Person
from nlu.needs import is_thin
from nlu.understanding import Understanding

URGENCY = ("normal", "urgent", "emergency")


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
    _merge_place(draft, understood)
    for name in ("role", "organization", "mode", "households", "on_behalf", "hazard"):
        if (value := getattr(understood, name)) is not None:
            setattr(draft, name, value)
    if URGENCY.index(understood.urgency) > URGENCY.index(draft.urgency):
        draft.urgency = understood.urgency
    draft.tags = list(dict.fromkeys([*draft.tags, *understood.tags]))


def _merge_need(draft: Draft, understood: Understanding, is_first: bool) -> None:
    tells_need = is_first or (understood.intent in {"demand", "policy"} and bool(understood.tags))
    if not tells_need and not draft.is_thin:
        return
    thin = is_thin(understood)
    if is_first or draft.is_thin:
        if understood.summary and not (thin and not is_first):
            draft.summary = understood.summary
        draft.is_thin = thin if is_first else draft.is_thin and thin
    draft.kind = draft.kind or understood.kind
    guess = understood.field
    if guess and (is_first or draft.field_code is None or guess.confidence > draft.confidence):
        draft.field_code, draft.second, draft.confidence = guess.code, guess.second, guess.confidence
        draft.field_choices = [
            (choice.code, choice.second, "·".join(part for part in (choice.name, choice.second) if part))
            for choice in understood.field_choices[:3]
        ]


def _merge_place(draft: Draft, understood: Understanding) -> None:
    place = understood.place
    if place is None:
        return
    draft.is_place_assumed = False
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
