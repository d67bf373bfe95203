"""Keeps the held-out messages legal: a wrong label there would send the whole measurement astray."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[2] / "nlu" / "data"
KEYS = set(
    "text now intent role kind field second place times phones names demand_no rating urgency".split(),
)
INTENTS = set(
    "demand progress cancel edit claim decline propose_time confirm deny rate policy events signup greet thanks human "
    "help emergency privacy bind complaint command look ask answer message complete leave checkin other".split()
)
ROLES = {"farmer", "enterprise", "hospital", "school", "government", "shop", "expert", None}
KINDS = {"technical", "training", "talent", "policy", "matter", "cooperation", "service", None}
URGENCIES = {"normal", "urgent", "emergency"}
GRAINS = {"minute", "hour", "day", "week", "month"}

Message = dict[str, Any]


def read_messages(name: str) -> list[Message]:
    lines = (DATA / "heldout" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


MESSAGES = read_messages("messages.jsonl")
FRESH = read_messages("fresh.jsonl")
THIRD = read_messages("third.jsonl")
FIELDS = tomllib.loads((DATA / "fields.toml").read_text(encoding="utf-8"))


def offenders(is_legal: Callable[[Message], bool]) -> list[str]:
    return [message["text"] for message in MESSAGES + FRESH + THIRD if not is_legal(message)]


def has_legal_labels(message: Message) -> bool:
    return (
        message["intent"] in INTENTS
        and message["role"] in ROLES
        and message["kind"] in KINDS
        and message["urgency"] in URGENCIES
    )


def has_legal_field(message: Message) -> bool:
    field, second = message["field"], message["second"]
    if field is None:
        return second is None
    return field in FIELDS and (second is None or second in FIELDS[field]["second"])


def has_legal_place(message: Message) -> bool:
    return message["place"] is None or re.fullmatch(r"[1-8]\d{5}", message["place"]) is not None


def is_beijing_moment(text: str) -> bool:
    return datetime.fromisoformat(text).utcoffset() == timedelta(hours=8)


def is_legal_time(time: dict[str, Any]) -> bool:
    moments = [time[edge] for edge in ("start", "end") if time[edge] is not None]
    parsed = [datetime.fromisoformat(moment) for moment in moments]
    return (
        set(time) == {"start", "end", "grain"}
        and time["grain"] in GRAINS
        and bool(moments)
        and all(is_beijing_moment(moment) for moment in moments)
        and parsed == sorted(parsed)
    )


def follows_the_definitions(message: Message) -> bool:
    if message["intent"] == "policy" and message["kind"] != "policy":
        return False
    if message["intent"] == "demand" and message["kind"] is None:
        return False
    return bool((message["intent"] == "emergency") == (message["urgency"] == "emergency"))


def test_every_message_has_exactly_the_keys() -> None:
    assert offenders(lambda message: set(message) == KEYS) == []


@pytest.mark.parametrize("is_legal", [has_legal_labels, has_legal_field, has_legal_place, follows_the_definitions])
def test_every_label_is_legal(is_legal: Callable[[Message], bool]) -> None:
    assert offenders(is_legal) == []


def test_every_moment_is_beijing_time_and_in_order() -> None:
    assert offenders(lambda message: is_beijing_moment(message["now"])) == []
    assert offenders(lambda message: all(is_legal_time(time) for time in message["times"])) == []


def test_numbers_are_numbers() -> None:
    assert offenders(lambda message: message["demand_no"] is None or type(message["demand_no"]) is int) == []
    assert offenders(lambda message: message["rating"] in {None, 1, 2, 3, 4, 5}) == []


def test_phones_hold_digits_and_names_stand_in_the_text() -> None:
    assert offenders(lambda message: all(re.fullmatch(r"[\d-]{11,13}", phone) for phone in message["phones"])) == []
    assert offenders(lambda message: all(name in message["text"] for name in message["names"])) == []


@pytest.mark.parametrize("messages", [MESSAGES, FRESH], ids=["messages", "fresh"])
def test_no_message_occurs_twice(messages: list[Message]) -> None:
    counts = Counter(message["text"] for message in messages)
    assert [text for text, count in counts.items() if count > 1] == []


def test_the_set_covers_what_it_measures() -> None:
    intents = Counter(message["intent"] for message in MESSAGES)
    seconds = {(message["field"], message["second"]) for message in MESSAGES}
    assert len(MESSAGES) >= 420
    assert {intent for intent in INTENTS if intents[intent] < 5} == set()
    assert intents["emergency"] >= 15
    assert [(code, name) for code in FIELDS for name in FIELDS[code]["second"] if (code, name) not in seconds] == []


def test_the_fresh_set_covers_what_it_measures() -> None:
    intents = Counter(message["intent"] for message in FRESH)
    fields = {message["field"] for message in FRESH}
    assert len(FRESH) >= 300
    assert {intent for intent in INTENTS if intents[intent] < 3} == set()
    assert intents["emergency"] >= 20
    assert set(FIELDS) - fields == set()


def test_the_second_set_is_legal_where_it_is_labelled() -> None:
    second = read_messages("second.jsonl")
    unlabelled = {"kind": None, "field": None, "second": None}
    assert len({message["text"] for message in second}) == len(second) == 400
    for message in second:
        assert KEYS - set(message) <= {"names", *unlabelled}, message["text"]
        whole = {**unlabelled, **message}
        assert has_legal_labels(whole), message["text"]
        assert has_legal_field(whole), message["text"]
        assert has_legal_place(whole), message["text"]
        assert all(is_legal_time(time) for time in message["times"]), message["text"]
        assert whole["intent"] == "emergency" or follows_the_definitions(whole), message["text"]
