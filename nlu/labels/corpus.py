"""The labelled messages that the classifier learns from, and which of them it never sees."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlu.labels.fields import DATA, fields
from nlu.labels.terms import Row as KnowledgeRow
from nlu.understanding import INTENTS, KINDS, ROLES, URGENCIES

HELD_OUT_PERCENT = 15
EXPERT_MOVES = frozenset({"claim", "decline", "look", "ask", "answer", "complete", "leave"})  # who does so is an expert


@dataclass(frozen=True, slots=True)
class Example:
    """A message and its labels; a head whose label is unknown (`?`) is not taught by it."""

    text: str
    intent: str
    role: str
    kind: str
    field: str
    second: str
    urgency: str
    situation: str
    weight: float = 1.0
    danger: str = ""  # "?" where the row does not teach the head of danger, whose share is compared with fixed limits

    def label(self, head: str) -> str:
        """The label for one head: `second` is `field/second`, `topic` whether a move in a dialogue names a field.

        `danger` is whether a person is in danger now.
        """
        if head == "danger":
            return "?" if self.danger or self.intent == "?" else "yes" if self.intent == "emergency" else "no"
        if head == "topic":
            return "?" if self.intent in {"?", "demand", "policy"} else "yes" if self.field else "no"
        if head == "role" and self.intent != "demand":  # elsewhere the rules of `roles.toml` alone decide
            return "?"
        if head in {"field", "second"} and not self.field:
            return "?"
        if head == "kind" and self.intent == "demand" and not self.kind:
            return "?"
        if head != "second":
            return str(getattr(self, head))
        return f"{self.field}/{self.second}" if self.second or not fields()[self.field].second else "?"


class CorpusError(ValueError):
    """A line of the corpus carries a label that does not exist."""


def is_held_out(situation: str) -> bool:
    """Whether a situation belongs to the split that is never trained on."""
    return zlib.crc32(situation.encode("utf-8")) % 100 < HELD_OUT_PERCENT


def _checked(row: dict[str, str | None], where: str) -> Example:
    example = Example(
        str(row["text"]),
        str(row["intent"]),
        row["role"] or "",
        row["kind"] or "",
        row["field"] or "",
        row["second"] or "",
        row["urgency"] or "normal",
        str(row["situation"]),
        danger=row.get("danger") or "",
    )
    legal = (
        example.danger in {"", "?"}
        and example.intent in {"?", *INTENTS}
        and example.role in {"", "?", *ROLES}
        and example.kind in {"", *KINDS}
        and example.urgency in URGENCIES
        and (not example.field or example.field in fields())
        and (not example.second or example.second in fields()[example.field].second)
    )
    if not legal:
        raise CorpusError(f"{where}: {row}")
    return example


def read_examples(folder: Path = DATA / "corpus") -> Iterator[Example]:
    """All labelled messages, file by file."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                yield _checked(json.loads(line), f"{path.name}:{number}")


def knowledge_examples(row: KnowledgeRow) -> Iterator[Example]:
    """A row of a knowledge table as messages that teach the field only."""

    def example(text: str, weight: float) -> Example:
        return Example(text, "?", "?", "?", row.field, row.second, "?", "", weight)

    subjects = row.subjects or ("",)
    for start in range(0, len(row.signs), 3):
        subject = subjects[(start // 3) % len(subjects)]
        yield example(subject + "，".join(row.signs[start : start + 3]), 0.4)
    for start in range(0, len(row.terms), 5):
        yield example("、".join(row.terms[start : start + 5]), 0.2)
    yield example("、".join(subjects), 0.3)
    if row.test:
        yield example(row.test, 0.8)


def vocabulary_examples(field: str, second: str, words: tuple[str, ...]) -> Iterator[Example]:
    """The words of a second level in several mixtures, so that each is learned beside different others."""
    for stride in (1, 7, 13):
        order = [place for _, place in sorted((place * stride % 31, place) for place in range(len(words)))]
        for start in range(0, len(words), 6):
            text = "、".join(words[position] for position in order[start : start + 6])
            yield Example(text, "?", "?", "?", field, second, "?", "", 0.2)
