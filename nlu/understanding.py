"""What was understood of one message: the shapes that every other floor reads."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Any

INTENTS = (
    "demand progress cancel edit claim decline propose_time confirm deny rate policy events signup greet thanks human "
    "help emergency privacy bind complaint command look ask answer message complete leave checkin other"
).split()
ROLES = "farmer enterprise hospital school government shop expert".split()
KINDS = "technical training talent policy matter cooperation service".split()
URGENCIES = "normal urgent emergency".split()


@dataclass(frozen=True, slots=True)
class FieldGuess:
    """A field of `fields.toml`; `second` is a name of its second level; `confidence` is a calibrated probability."""

    code: str
    name: str
    second: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its GB/T 2260 code (county, else city, else province); `town` is a town or street below it.

    `choices` holds the candidates where the name is ambiguous (then `code` is the likeliest of them);
    `area` is the id of a managed area without a code of its own (重庆高新区).
    """

    code: str
    name: str
    level: str  # province | city | county
    town: str | None = None
    area: str | None = None
    text: str = ""
    choices: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A point (`end` None), a span (both) or a deadline (`start` None), aware datetimes in Asia/Shanghai.

    `grain` is minute, hour, day, week or month. `notes` names what a person should be asked or told:
    `past`, `night`, `ambiguous_day` (周三 on a Wednesday), `ambiguous_half` (9点 without its half), `noon`, `lunar`.
    A part of the day without an hour is a note on its day: `early`, `morning`, `midday`, `daytime`, `afternoon`,
    `evening`; `after` marks an open beginning (八点以后).
    """

    text: str
    start: datetime | None
    end: datetime | None
    grain: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything read out of one message; `labels.md`'s keys first, what the conversation needs beside them."""

    text: str
    intent: str
    intent_confidence: float = 1.0
    role: str | None = None
    kind: str | None = None
    field: FieldGuess | None = None
    field_choices: tuple[FieldGuess, ...] = ()
    place: Place | None = None
    place_rejected: Place | None = None  # 不是涪陵，是奉节: 涪陵
    organization: str | None = None
    times: tuple[TimeExpression, ...] = ()
    phones: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    demand_no: int | None = None
    rating: int | None = None  # 1 to 5
    solved: bool | None = None
    urgency: str = "normal"
    summary: str = ""
    tags: tuple[str, ...] = ()  # crop, disease, machine, department: terms for matching
    quantities: tuple[str, ...] = ()  # 30亩, 5头
    households: int | None = None  # 23户
    on_behalf: str | None = None  # whom it concerns where that is not the sender: 父亲, 村民, 社员
    mode: str | None = None  # onsite | online
    hazard: str | None = (
        None  # poisoning, injury, suicide, fire, flood, animal_epidemic, plant_epidemic, critical_patient …
    )
    identity_masked: bool = False  # a patient's identity was spotted and masked in `text`
    parts: tuple[Understanding, ...] = ()  # two demands in one message, each understood on its own
    extra: dict[str, Any] = dataclasses.field(default_factory=dict)
