"""Turns the classifier's numbers, the fixed forms and remembered corrections into labels that agree with each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlu.classifier import Classifier, Vector
from nlu.corpus import EXPERT_MOVES
from nlu.corrections import Correction, Remembered, nearest, unit
from nlu.fields import field_name
from nlu.kinds import shown_kind
from nlu.reading import Reading
from nlu.roles import NOBODY, shown_roles
from nlu.understanding import FieldGuess

THRESHOLD = 0.58  # chosen on the odd rows of data/paraphrases/pairs.tsv
LEAST_CHOICE = 0.08
LEAST_ROLE = 0.4  # below it the words do not show who speaks
LEAST_GOVERNMENT = 0.65  # who speaks of a village or a street need be no office
PLACE_ALONE = 0.5
_PLACE_ALONE = re.compile(
    "(?:我们?|我家|这里|这边|地址|地点|就|是|在|[:：])*\ue000+(?:的|这边|那边|这里|人)?[\\s，。,.!！、~～]*$"
)  # where, but not what
STATES_NEED = {"demand", "policy"}
_OWN = re.compile("[我本](?:们(?:是|公司|厂|医院|院|学校|校|园|镇|局|村|街道|科|店|家)|是|[司厂校院镇局乡县店家屋])")
_FORM_ROLE = {"揭榜", "婉拒", "完成", "请假", "销假", "我的任务", "榜单", "看", "问", "答"}
_ONSITE = re.compile(r"现场|上门|到(?:我们?|厂|村|院|地|园|场|家)|实地|来(?:看|趟|一趟|我们|厂|村)|过来|面对面|走一趟")
_ONLINE = re.compile(r"线上|视频|远程|网上|连线|腾讯会议|微信上|电话(?:里|指导|说|聊)|云会诊")

Features = tuple[set[str], set[str]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The labels of one message."""

    intent: str
    intent_confidence: float
    role: str | None
    kind: str | None
    field: FieldGuess | None
    choices: tuple[FieldGuess, ...]
    urgency: str
    mode: str | None
    emergency_share: float


class Judge:
    """Decides the labels; holds the corrections learned in this process."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier
        self._memories: list[Remembered] = []
        fields, seconds = classifier.heads["field"].labels, classifier.heads["second"].labels
        self._field_of_second = np.array([fields.index(label.split("/")[0]) for label in seconds])

    def learn(self, correction: Correction, surface: set[str], evidence: set[str]) -> None:
        """Remember a correction; a later one of the same text takes the place of the earlier."""
        logits = self._classifier.logits(surface, evidence)
        self._memories = [memory for memory in self._memories if memory.correction.text != correction.text]
        self._memories.append(self._remembered(correction, logits, surface, evidence))

    def forget(self) -> None:
        """Drop all corrections."""
        self._memories = []

    def judge(
        self,
        reading: Reading,
        surface: set[str],
        evidence: set[str],
        corrections: Sequence[tuple[Correction, set[str], set[str]]] = (),
    ) -> Judgement:
        """All labels of one message."""
        logits = self._classifier.logits(surface, evidence)
        intent, confidence, emergency = self._intent(reading, logits)
        has_field = intent in {"demand", "policy"} or self._classifier.likeliest(logits, "topic") == "yes"
        choices = self._fields(logits) if has_field and not _PLACE_ALONE.match(reading.masked) else ()
        corrected = self._corrected(logits, surface, evidence, corrections) if choices else None
        if corrected is not None:
            choices = (corrected, *(choice for choice in choices if choice.code != corrected.code))
        return Judgement(
            intent=intent,
            intent_confidence=confidence,
            role=self._role(reading, logits, intent, choices[0].code if choices else None),
            kind=self._kind(reading, logits, intent, choices[0].code if choices else None),
            field=choices[0] if choices else None,
            choices=choices[1:],
            urgency="urgent"
            if intent == "demand" and self._classifier.likeliest(logits, "urgency") == "urgent"
            else "normal",
            mode=_mode(reading.clean),
            emergency_share=emergency,
        )

    def _best(self, logits: Vector, head: str) -> tuple[str, float]:
        shares = self._classifier.probabilities(logits, head)
        position = int(shares.argmax())
        return self._classifier.heads[head].labels[position], float(shares[position])

    def _intent(self, reading: Reading, logits: Vector) -> tuple[str, float, float]:
        shares = self._classifier.probabilities(logits, "intent").copy()
        labels = self._classifier.heads["intent"].labels
        emergency = float(shares[labels.index("emergency")])
        if reading.form is not None:
            return reading.form.intent, 1.0, emergency
        if _PLACE_ALONE.match(reading.masked):
            return "other", PLACE_ALONE, emergency
        shares[labels.index("emergency")] = 0.0  # the rules alone call an emergency
        position = int(shares.argmax())
        return labels[position], float(shares[position]), emergency

    def _role(self, reading: Reading, logits: Vector, intent: str, field: str | None) -> str | None:
        if reading.form is not None:
            return "expert" if reading.form.name in _FORM_ROLE else None
        if intent in EXPERT_MOVES:
            return "expert"
        shown = shown_roles(reading.masked)
        if shown and (intent in STATES_NEED or _OWN.search(reading.masked)):
            if shown[0] in NOBODY:
                return "expert" if intent == "demand" and field == "life" else None
            return shown[0]
        if intent != "demand":
            return None
        role, share = self._best(logits, "role")
        if role == "expert" or not role:
            return "expert" if field == "life" else None
        return role if share >= (LEAST_GOVERNMENT if role == "government" else LEAST_ROLE) else None

    def _kind(self, reading: Reading, logits: Vector, intent: str, field: str | None) -> str | None:
        if intent == "policy":
            return "policy"
        shown = shown_kind(reading.masked) if field != "life" else None
        if shown is not None:
            return shown
        shares = self._classifier.probabilities(logits, "kind").copy()
        labels = self._classifier.heads["kind"].labels
        if "" in labels:
            shares[labels.index("")] = 0.0
        return labels[int(shares.argmax())]

    def _fields(self, logits: Vector) -> tuple[FieldGuess, ...]:
        """The likely fields, best first; first and second level vote together."""
        fields, seconds = self._classifier.heads["field"], self._classifier.heads["second"]
        first = self._classifier.probabilities(logits, "field")
        second = self._classifier.probabilities(logits, "second")
        by_field = np.bincount(self._field_of_second, weights=second, minlength=len(fields.labels))
        joint = np.sqrt(first * by_field + 1e-9)
        joint /= joint.sum()
        order = [position for position in np.argsort(-joint)[:3] if joint[position] >= LEAST_CHOICE]
        return tuple(self._guess(fields.labels[at], float(joint[at]), second, seconds.labels, at) for at in order)

    def _guess(self, code: str, share: float, second: Vector, labels: tuple[str, ...], position: int) -> FieldGuess:
        inside = np.where(self._field_of_second == position, second, -1.0)
        best = labels[int(inside.argmax())]
        name = best.partition("/")[2] if best.startswith(f"{code}/") else ""
        return FieldGuess(code, field_name(code), name or None, share)

    def _views(self, logits: Vector, surface: set[str], evidence: set[str]) -> tuple[Vector, Vector]:
        """The characters, rare ones foremost, as a full vector; and the models' opinion of the second level.

        Paraphrases share characters rather than words; measured on `data/paraphrases/pairs.tsv`.
        """
        vectorizer = self._classifier.vectorizer
        positions, values = vectorizer.block({feature for feature in surface if len(feature) == 1}, 1.0)
        wording = np.zeros(len(vectorizer.vocabulary), dtype=np.float32)
        wording[positions] = values * vectorizer.weights[positions]
        head = self._classifier.heads["second"]
        opinion = logits[head.start : head.stop]
        return unit(wording), unit(opinion - opinion.mean())

    def _remembered(self, correction: Correction, logits: Vector, surface: set[str], evidence: set[str]) -> Remembered:
        return Remembered(correction, *self._views(logits, surface, evidence))

    def _corrected(
        self,
        logits: Vector,
        surface: set[str],
        evidence: set[str],
        corrections: Sequence[tuple[Correction, set[str], set[str]]],
    ) -> FieldGuess | None:
        memories = list(self._memories)
        for correction, other_surface, other_evidence in corrections:
            other = self._classifier.logits(other_surface, other_evidence)
            memories.append(self._remembered(correction, other, other_surface, other_evidence))
        if not memories:
            return None
        found = nearest(*self._views(logits, surface, evidence), memories, THRESHOLD)
        return FieldGuess(found.field, field_name(found.field), found.second, 0.9) if found else None


def _mode(text: str) -> str | None:
    if _ONLINE.search(text):
        return "online"
    return "onsite" if _ONSITE.search(text) else None
