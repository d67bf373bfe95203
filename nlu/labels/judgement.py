"""Turns the classifier's numbers, the fixed forms and remembered corrections into labels that agree with each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlu.labels.classifier import Classifier, Shares, Vector
from nlu.labels.corpus import EXPERT_MOVES
from nlu.labels.corrections import Correction, Remembered, nearest, unit
from nlu.labels.features import PLACE, Features
from nlu.labels.fields import field_name
from nlu.labels.kinds import shown_kind
from nlu.labels.roles import NOBODY, OUTSIDER, shown_roles, speaks_of_own
from nlu.labels.urgency import is_urgent
from nlu.reading import Reading
from nlu.text.guarded import Gated
from nlu.text.patterns import lazy_regex
from nlu.understanding import FieldGuess

THRESHOLD = 0.58  # chosen on the odd rows of data/paraphrases/pairs.tsv
LEAST_CHOICE = 0.08
LEAST_OTHER = 0.5  # a field that only says "none of these" leads from this share on: as a choice it helps nobody
MOST_UNSHOWN = 0.5  # from this share of "nobody" on, the words do not show who speaks
LEAST_SHARE = 0.45
SURE_ROLE = 0.8
LEAST_ROLE = {"government": 0.6, "farmer": 0.45}  # a village need be no office, a crop in trouble no farmer
PLACE_ALONE = 0.5
LIKELY, MAYBE = 0.65, 0.3  # shares of two intents between which what the words name may choose
_OURS = lazy_regex(r"你们|平台|公众号|小程序|机器人|客服")
_PLACE_ALONE = lazy_regex(
    "(?:我们?|我家|这里|这边|地址|地点|就|是|在|[:：])*\ue000+(?:的|这边|那边|这里|人)?[\\s，。,.!！、~～]*$"
)  # where, but not what
OWN_LIFE = "service"  # an expert's own life is a field and a kind at once
STATES_NEED = {"demand", "policy"}
STATES_LOSS = {"demand", "other"}  # 蚕从昨天开始大批死: a loss, whatever it asks for
_OWN = lazy_regex(
    "[我本](?:们(?:是|公司|厂|医院|院|学校|校|园|镇|局|村|街道|科|店|家)|是|公司|企业|街道|社区"
    "|[司厂校院镇局乡县店家屋])"
)
_HIRES = lazy_regex(  # 我们医院引进的博士，爱人想调来: his employer speaks for him
    r"(?:我们|咱们|我|本)[^，。,]{0,6}?(?:公司|医院|院|学校|校|单位|企业|学院|大学|厂|所|中心|镇|局|园区)"
    r"[^，。]{0,14}(?:引进|请来|招来|聘|新来|调来|挖来)"
)
_FORM_ROLE = {"揭榜", "婉拒", "完成", "请假", "销假", "我的任务", "榜单", "看", "问", "答"}
_ONSITE = Gated(r"现场|上门|到(?:我们?|厂|村|院|地|园|场|家)|实地|来(?:看|趟|一趟|我们|厂|村)|过来|面对面|走一趟")
_ONLINE = Gated(r"线上|视频|远程|网上|连线|腾讯会议|微信上|电话(?:里|指导|说|聊)|云会诊")


class Judgement(NamedTuple):
    """The labels of one message."""

    intent: str
    intent_confidence: float
    role: str | None
    kind: str | None
    field: FieldGuess | None
    choices: tuple[FieldGuess, ...]
    urgency: str
    mode: str | None
    danger: float  # the share of danger to a person


class Judge:
    """Decides the labels; holds the corrections learned in this process."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier
        self._memories: list[Remembered] = []
        fields, seconds = classifier.heads["field"].labels, classifier.heads["second"].labels
        self._urgency = [classifier.heads["urgency"].labels.index(label) for label in ("normal", "urgent")]
        self._danger = classifier.heads["danger"].labels.index("yes")
        self._seconds = [label.partition("/")[2] or None for label in seconds]
        self._fields = [(code, field_name(code)) for code in fields]
        runs = [list(run) for _, run in groupby(range(len(seconds)), lambda at: seconds[at].split("/")[0])]
        self._other = fields.index("other")
        self._spans = [slice(run[0], run[-1] + 1) for run in runs]
        self._starts = np.array([run[0] for run in runs])
        if [seconds[run[0]].split("/")[0] for run in runs] != list(fields):
            raise ValueError("the second levels do not stand in the order of the fields")

    def learn(self, correction: Correction, surface: set[str], evidence: set[str]) -> None:
        """Remember a correction; a later one of the same text takes the place of the earlier."""
        logits = self._classifier.logits(surface, evidence)
        self._memories = [memory for memory in self._memories if memory.correction.text != correction.text]
        self._memories.append(self._remembered(correction, logits, surface))

    def forget(self) -> None:
        """Drop all corrections."""
        self._memories = []

    def judge(
        self,
        reading: Reading,
        features: Features,
        corrections: Sequence[tuple[Correction, set[str], set[str]]] = (),
    ) -> Judgement:
        """All labels of one message."""
        logits = self._classifier.logits_of(features)
        shares = self._classifier.shares(logits)
        is_place_alone = PLACE in reading.masked and _PLACE_ALONE.match(reading.masked) is not None
        intent, confidence = self._intent(reading, shares, is_place_alone)
        has_field = not is_place_alone and (intent in STATES_NEED or shares.likeliest("topic") == "yes")
        choices = self._likely_fields(shares) if has_field else ()
        corrected = self._corrected(logits, features, corrections) if choices else None
        if corrected is not None:
            choices = (corrected, *(choice for choice in choices if choice.code != corrected.code))
        code = choices[0].code if choices else None
        by_urgency = shares.of("urgency")
        normal, urgent = (by_urgency[at] for at in self._urgency) if intent == "demand" else (1.0, 0.0)
        needs_haste = intent in STATES_LOSS and is_urgent(reading.clean, normal_share=normal, urgent_share=urgent)
        return Judgement(
            intent=intent,
            intent_confidence=confidence,
            role=self._role(reading, shares, intent, code),
            kind=_kind(reading, shares, intent, code) if intent in STATES_NEED else None,
            field=choices[0] if choices else None,
            choices=choices[1:],
            urgency="urgent" if needs_haste else "normal",
            mode=_mode(reading.clean),
            danger=shares.of("danger")[self._danger],
        )

    def _intent(self, reading: Reading, shares: Shares, is_place_alone: bool) -> tuple[str, float]:
        if reading.form is not None:
            return reading.form.intent, 1.0
        if is_place_alone:
            return "other", PLACE_ALONE
        intent, share = shares.best("intent", without="emergency")  # the rules alone call an emergency
        if share < LIKELY and intent in {"other", "demand"}:
            by_intent = shares.by_label("intent")
            if intent == "other" and by_intent["demand"] >= MAYBE:
                return "demand", by_intent["demand"]  # rather asked about than passed over
            if intent == "demand" and by_intent["complaint"] >= MAYBE and _OURS.search(reading.masked):
                return "complaint", by_intent["complaint"]
        return intent, share

    def _role(self, reading: Reading, shares: Shares, intent: str, field: str | None) -> str | None:
        if reading.form is not None:
            return "expert" if reading.form.name in _FORM_ROLE else None
        if intent in EXPERT_MOVES:
            return "expert"
        shown = shown_roles(reading.masked)
        may_be_own = field == "life" and intent == "demand" and not (shown and _HIRES.search(reading.masked))
        if may_be_own and self._is_experts_own(shares):
            return "expert"
        if shown and (intent in STATES_NEED or _OWN.search(reading.masked)):
            if shown[0] in NOBODY:
                if intent == "demand" and field == "life":
                    return "expert"
                if shown[0] != OUTSIDER or intent != "demand":
                    return None
                return "farmer" if self._guessed_role(reading, shares, field) == "farmer" else None
            return self._likelier(shown, shares)
        if intent == "policy" and field == "life" and speaks_of_own(reading.masked):
            return "expert" if shares.likeliest("role", without=("",)) == "expert" else None
        if intent == "bind" and "专家" in reading.masked:
            return "expert"
        return self._guessed_role(reading, shares, field) if intent == "demand" else None

    def _is_experts_own(self, shares: Shares) -> bool:
        """我在驻村，女儿要入学: an expert's own life, whatever house or office is named beside it."""
        role, share = shares.best("role", without="")
        return role == "expert" and share >= MOST_UNSHOWN

    def _likelier(self, shown: tuple[str, ...], shares: Shares) -> str:
        """The first role shown, unless the classifier is sure of another one of them."""
        role, share = shares.best("role", without="")
        return role if role in shown and share >= SURE_ROLE else shown[0]

    def _guessed_role(self, reading: Reading, shares: Shares, field: str | None) -> str | None:
        """Where no rule knows who states a need: what the situation shows, else whose crop or animal it is."""
        by_role = shares.by_label("role")
        if field == "life" and max(by_role, key=by_role.__getitem__) in {"", "expert"}:
            return "expert"
        unshown = by_role.pop("")
        if field != "life":
            by_role.pop("expert")
        role = max(by_role, key=by_role.__getitem__)
        if unshown < MOST_UNSHOWN and by_role[role] >= LEAST_ROLE.get(role, LEAST_SHARE):
            return role
        return "farmer" if field == "agriculture" and speaks_of_own(reading.masked) else None

    def _likely_fields(self, shares: Shares) -> tuple[FieldGuess, ...]:
        """The likely fields, best first; first and second level vote together."""
        first, second = shares.powers("field"), shares.powers_of_long("second")
        by_field: list[float] = np.add.reduceat(second, self._starts).tolist()
        whole = sum(first) * sum(by_field)
        joint = [sqrt(one * other / whole + 1e-9) for one, other in zip(first, by_field, strict=True)]
        total = sum(joint)
        least = LEAST_CHOICE * total
        likely = sorted([(-one, at) for at, one in enumerate(joint) if one >= least])[:3]
        if len(likely) > 1 and likely[0][1] == self._other and -likely[0][0] < LEAST_OTHER * total:
            likely.append(likely.pop(0))
        return tuple([self._guess(-one / total, second, at) for one, at in likely])

    def _guess(self, share: float, second: NDArray[np.float64], position: int) -> FieldGuess:
        code, name = self._fields[position]
        span = self._spans[position]
        return FieldGuess(code, name, self._seconds[span.start + int(second[span].argmax())], share)

    def _views(self, logits: Vector, surface: Iterable[str]) -> tuple[Vector, Vector]:
        """The characters, rare ones foremost, as a full vector; and the models' opinion of the second level.

        Paraphrases share characters rather than words; measured on `data/paraphrases/pairs.tsv`.
        """
        vectorizer = self._classifier.vectorizer
        positions, values = vectorizer.block({feature for feature in surface if len(feature) == 1}, 1.0)
        wording = np.zeros(len(vectorizer.weights), dtype=np.float32)
        wording[positions] = values * vectorizer.weights[positions]
        head = self._classifier.heads["second"]
        opinion = logits[head.start : head.stop]
        return unit(wording), unit(opinion - opinion.mean())

    def _remembered(self, correction: Correction, logits: Vector, surface: Iterable[str]) -> Remembered:
        return Remembered(correction, *self._views(logits, surface))

    def _corrected(
        self,
        logits: Vector,
        features: Features,
        corrections: Sequence[tuple[Correction, set[str], set[str]]],
    ) -> FieldGuess | None:
        memories = list(self._memories)
        for correction, other_surface, other_evidence in corrections:
            other = self._classifier.logits(other_surface, other_evidence)
            memories.append(self._remembered(correction, other, other_surface))
        if not memories:
            return None
        found = nearest(*self._views(logits, features.masked), memories, THRESHOLD)
        return FieldGuess(found.field, field_name(found.field), found.second, 0.9) if found else None


def _kind(reading: Reading, shares: Shares, intent: str, field: str | None) -> str | None:
    if intent == "policy":
        return "policy"
    shown = shown_kind(reading.masked) if field != "life" else None
    if shown is not None:
        return shown
    return shares.likeliest("kind", without=("",) if field == "life" else ("", OWN_LIFE))


def _mode(text: str) -> str | None:
    if _ONLINE.search(text):
        return "online"
    return "onsite" if _ONSITE.search(text) else None
