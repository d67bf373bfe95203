"""One message in plain Chinese becomes one `Understanding`: the only door of this package for the floors above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from nlu.context import Context
from nlu.dialogue.answers import read_rating, read_solved
from nlu.dialogue.secrecy import without_secrecy
from nlu.dialogue.summary import summarize
from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.entities import read_households, read_on_behalf, read_quantities
from nlu.entities.identities import without_hidden
from nlu.labels.classifier import MODEL, Classifier
from nlu.labels.corrections import Correction
from nlu.labels.emergencies import CRITICAL, FIELD_OF_HAZARD, Hazard, read_hazard
from nlu.labels.features import FeatureExtractor
from nlu.labels.fields import field_name
from nlu.labels.judgement import Judge, Judgement
from nlu.labels.objects import by_object
from nlu.labels.roles import shown_roles
from nlu.labels.terms import Hit, TermMatcher
from nlu.reading import LiteralReader, Reading
from nlu.recent import Recent
from nlu.text.parts import candidates, counted, is_wished_besides
from nlu.text.patterns import lazy_regex
from nlu.text.segment import segment
from nlu.understanding import ROLES, FieldGuess, Understanding

SUMMARIZED = {"demand", "policy", "emergency", "complaint", "edit", "command"}
SAID_BY_BOTH = {"propose_time", "confirm", "deny", "message", "progress", "rate"}
NEEDS_FIELD = {"demand", "policy", "emergency"}  # a move in a dialogue has none in the answer of `parse`
MAY_BE_LISTED = {"demand", "policy", "events", "signup", "other", "help", "ask"}
BEASTS = "猪牛羊鸡鸭鹅鱼兔蜂虾蚕"
OF_SIGNS = "agriculture"  # the field in which what is counted may be signs of one trouble
MOVES = frozenset("complete leave decline claim propose_time rate signup cancel ask".split())
SURE_OF_MOVE = 0.9
SURE_OF_NEED = 0.8
SURE_OF_TRADE = 0.75
OF_DEPARTMENTS = "health"  # the field whose second level tells two needs apart
LONGEST = 2000
NO_MATTER = frozenset({"greet", "thanks", "other", "confirm"})
_WHO_IS_HAILED = "(?:老师|领导|专家|主任|师傅|同志|朋友|管家|大家)(?:们)?"
_HAILED = lazy_regex(
    rf"(?:喂|嗨|哈喽)?[，, ]*(?:{_WHO_IS_HAILED})?(?:您|你)?好[啊呀哇哈]?(?:{_WHO_IS_HAILED})?[，,。！!~ ]+(?=.{{5}})"
)


class Understander:
    """Reads a message literally, judges it statistically, and puts both together."""

    def __init__(self, reader: LiteralReader, extractor: FeatureExtractor, classifier: Classifier | None) -> None:
        self._reader = reader
        self._extractor = extractor
        self._judge = Judge(classifier) if classifier is not None else None
        self._recent = Recent()

    @classmethod
    def load(cls, classifier: Classifier | str | None = "shipped") -> Understander:
        """The engine with the shipped data; training passes `None` and needs only `features`."""
        chosen = Classifier.load(MODEL) if isinstance(classifier, str) else classifier
        return cls(LiteralReader.load(), FeatureExtractor.load(TermMatcher.load(), segment), chosen)

    def features(self, text: str, now: datetime) -> tuple[set[str], set[str]]:
        """What the classifier sees of a text: (n-grams and words, evidence)."""
        masked = self._reader.read(text[:LONGEST], now).masked
        found = self._extractor.extract(masked, self._extractor.hits(masked))
        return found.surface, set(found.evidence)

    def learn(self, correction: Correction, now: datetime) -> None:
        """Remember a corrected field for this and similar texts."""
        self._recent.clear()
        if self._judge is not None:
            self._judge.learn(correction, *self.features(correction.text, now))

    def forget_corrections(self) -> None:
        """Back to what was shipped."""
        self._recent.clear()
        if self._judge is not None:
            self._judge.forget()

    def understand(
        self,
        text: str,
        now: datetime,
        *,
        context: Context | None = None,
        corrections: Sequence[Correction] = (),
    ) -> Understanding:
        """What one message says; `corrections` count beside those learned before."""
        if context is not None or corrections:
            return self._read(text, now, context or Context(), corrections)
        found = self._recent.get(text)
        if found is None:
            found = self._read(text, now, Context(), ())
            self._recent.keep(text, found)
        return found

    def _read(self, text: str, now: datetime, context: Context, corrections: Sequence[Correction]) -> Understanding:
        whole = self._one(text[:LONGEST], now, context, corrections)
        if whole.intent == "greet" and (hailed := _HAILED.match(text)):
            left = self._one(text[hailed.end() : LONGEST], now, context, corrections)
            whole = whole if left.intent in NO_MATTER else replace(left, text=whole.text)
        if items := counted(whole.text[:LONGEST]):
            told = [self._one(item, now, context, corrections) for item in items]
            if _are_signs(told) or self._are_signs_of(whole, items, told, now, context):
                return whole
            if all(one.intent in MAY_BE_LISTED for one in told):
                return _with_list(whole, told)
        if whole.intent not in {"demand", "policy"}:
            return whole
        pieces = candidates(whole.text[:LONGEST], _tells_need)
        if len(pieces) < 2:
            return whole
        parts = tuple(self._one(piece, now, context, corrections) for piece in pieces)
        if self._are_signs_of(whole, pieces, parts, now, context):
            return whole
        if whole.intent == "policy":
            both = _with_parts(replace(whole, intent="demand"), parts)
            return both if both.parts and _adds_need(parts) else whole
        return _with_parts(whole, parts)

    def _are_signs_of(
        self, whole: Understanding, items: Sequence[str], told: Sequence[Understanding], now: datetime, context: Context
    ) -> bool:
        """鸡有两个情况：1、屙绿屎 2、冠子发乌: each is told of the one beast or crop that is named before."""
        lead = whole.text.partition(items[0])[0]
        named = [one for one in whole.extra.get("subjects", ()) if one in lead] or [
            one for one in lead if one in BEASTS
        ]
        if whole.field is None or whole.field.code != OF_SIGNS or len(set(named)) != 1:
            return False
        if any(_names_own(one) or tells_wish(one.text) for one in told):
            return False
        of_it = [self._one(f"{named[0]}{one}", now, context, ()) for one in items]
        return all(one.field is not None and one.field.code == OF_SIGNS for one in of_it)

    def _one(self, text: str, now: datetime, context: Context, corrections: Sequence[Correction]) -> Understanding:
        if self._judge is None:
            raise RuntimeError("this Understander was loaded for training only")
        reading = self._reader.read(text, now, context.previous_time)
        hits = self._extractor.hits(reading.masked)
        features = self._extractor.extract(reading.masked, hits)
        remembered = [(correction, *self.features(correction.text, now)) for correction in corrections]
        judgement = self._judge.judge(reading, features, remembered)
        if reading.form is None and not remembered:
            judgement = by_object(judgement, reading.masked, hits)
        of_crops = any(hit.is_of_crops for hit in hits)
        hazard = None
        if reading.form is None:
            is_move = judgement.intent in MOVES and judgement.intent_confidence > SURE_OF_MOVE
            hazard = read_hazard(
                without_hidden(reading.clean), model_share=judgement.danger, of_crops=of_crops, is_move=is_move
            )
        return _compose(text, reading, hits, judgement, hazard, context)


def _compose(
    text: str, reading: Reading, hits: list[Hit], judgement: Judgement, hazard: Hazard | None, context: Context
) -> Understanding:
    intent, urgency = judgement.intent, judgement.urgency
    field, choices = judgement.field, judgement.choices
    if hazard is not None and hazard.is_emergency:
        intent, urgency = "emergency", "emergency"
        code, second = FIELD_OF_HAZARD[hazard.name]
        field, choices = FieldGuess(code, field_name(code), second, 1.0), ()
    elif hazard is not None and (intent == "demand" or (hazard.name == CRITICAL and not context.is_expert)):
        intent, urgency = "demand", "urgent"
        if hazard.name == CRITICAL and (field is None or field.code != "health"):
            field, choices = FieldGuess("health", field_name("health"), "急诊医学", 1.0), ()
    place = reading.places.place
    private = [*reading.phones, *reading.names, *([reading.organization] if reading.organization else [])]
    loose = [time.text for time in reading.times]
    loose += [reading.clean[mention.start : mention.end] for mention in reading.places.mentions]
    shown = without_hidden(without_secrecy(reading.clean))
    rating = read_rating(reading.form.rest if reading.form else reading.clean) if intent == "rate" else None
    return Understanding(
        text=reading.clean if reading.identity_masked else text,
        intent=intent,
        intent_confidence=judgement.intent_confidence,
        role=_role(judgement, reading, intent) or ("expert" if context.is_expert and intent in SAID_BY_BOTH else None),
        kind=_kind(judgement, intent),
        field=field,
        field_choices=choices,
        place=place,
        place_rejected=reading.places.rejected,
        organization=reading.organization,
        times=reading.times,
        phones=reading.phones,
        names=reading.names,
        demand_no=reading.demand_no,
        rating=rating.score if rating else None,
        solved=rating.solved if rating else read_solved(reading.clean) if intent != "rate" else None,
        urgency=urgency,
        summary=summarize(shown, hits, private, loose) if intent in SUMMARIZED else "",
        tags=tuple(dict.fromkeys([hit.phrase for hit in hits if hit.sort != "word" and len(hit.keys) <= 2])),
        quantities=read_quantities(reading.clean),
        households=read_households(reading.clean),
        on_behalf=read_on_behalf(reading.clean),
        mode=judgement.mode,
        hazard=hazard.name if hazard is not None else None,
        identity_masked=reading.identity_masked,
        extra=_extra(reading, hits),
    )


def _kind(judgement: Judgement, intent: str) -> str | None:
    """A critical case is a need whatever it sounded like, and wants know-how."""
    if intent not in {"demand", "policy"}:
        return None
    return judgement.kind or ("technical" if judgement.intent != intent else None)


def _role(judgement: Judgement, reading: Reading, intent: str) -> str | None:
    """In an emergency only an institution shows who speaks: what befell the family tells nothing of the trade."""
    if intent != "emergency":
        return judgement.role
    shown = [role for role in shown_roles(reading.masked) if role in ROLES and role != "farmer"]
    return shown[0] if shown else None


def _extra(reading: Reading, hits: list[Hit]) -> dict[str, Any]:
    """`subjects`: the crops, animals, diseases, devices spoken of; and the fixed form, where the text is one."""
    subjects = tuple(dict.fromkeys([hit.phrase for hit in hits if hit.sort == "subject"]))
    if reading.form is None:
        return {"subjects": subjects}
    return {"subjects": subjects, "form": reading.form.name, "number": reading.form.number, "rest": reading.form.rest}


def _tells_need(text: str) -> bool:
    """锅炉熄火 of 锅炉熄火，一是…，二是…: whether what stands before a list is a need by itself."""
    return tells_trouble(text) or tells_wish(text)


def _adds_need(parts: Sequence[Understanding]) -> bool:
    """废机油咋个处置合规，另外想请清洁生产的专家: a question of rules, and a need that is surely told besides."""
    others = [one for one in parts[1:] if one.intent == "demand" and one.intent_confidence >= SURE_OF_NEED]
    return parts[0].intent == "policy" and any(tells_trouble(one.text) or tells_wish(one.text) for one in others)


def _are_signs(told: Sequence[Understanding]) -> bool:
    """花椒有两个问题，一是叶子发黄，二是落果: of one trade, and none of them names a crop or a beast of its own."""
    trades = {(one.field.code, one.field.second) if one.field else None for one in told}
    is_grown = any(one.field and one.field.code == OF_SIGNS for one in told)
    return len(trades) == 1 and is_grown and not any(map(_names_own, told))


def _names_own(told: Understanding) -> bool:
    """Whether a crop or a beast is named in what is told."""
    return bool(told.extra.get("subjects")) or any(beast in told.text for beast in BEASTS)


def _with_list(whole: Understanding, told: list[Understanding]) -> Understanding:
    """三件事 A B C: as many demands as were announced."""
    place = whole.place
    parts = tuple(
        replace(
            one,
            intent="demand",
            kind=one.kind or "technical",
            summary=one.summary or one.text,
            place=one.place or place,
            role=one.role or whole.role,
        )
        for one in told
    )
    return replace(whole, intent="demand", kind=whole.kind or "technical", parts=parts)


def _with_parts(whole: Understanding, parts: tuple[Understanding, ...]) -> Understanding:
    """`whole` with its parts where each is a demand and they differ in what they are about."""
    is_list = len(parts) > 2  # in a list each has its own line, also of one trade
    subjects = {
        (part.field.code, part.field.second, part.extra.get("subjects") if is_list else None) if part.field else None
        for part in parts
    }
    kinds = {part.kind for part in parts}
    demands = all(part.intent in {"demand", "policy"} and part.field is not None for part in parts)
    sure = all(part.field is not None and part.field.confidence >= 0.4 for part in parts)
    if not demands or (len(subjects) < len(parts) and (len(kinds) < len(parts))) or not sure:
        return whole
    if any(is_wished_besides(part.text) and not _are_apart(parts[0], part) for part in parts[1:]):
        return whole
    settled = tuple(
        replace(
            part,
            place=part.place or whole.place,
            role=part.role or whole.role,
            summary=part.summary[1:] if is_wished_besides(part.summary) else part.summary,
        )
        for part in parts
    )
    return replace(whole, parts=settled)


def _are_apart(first: Understanding, other: Understanding) -> bool:
    """院感 beside 俯卧位通气, 电商 beside 脆李流胶: surely of two trades, in a hospital of two departments."""
    one, two = first.field, other.field
    if one is None or two is None or not (first.tags and other.tags):
        return False
    if min(one.confidence, two.confidence) < SURE_OF_TRADE:
        return False
    return one.code != two.code or (one.code == OF_DEPARTMENTS and one.second != two.second)


def to_parse_json(understanding: Understanding) -> dict[str, Any]:
    """The contract's `parse` answer."""
    place = understanding.place
    field = understanding.field if understanding.intent in NEEDS_FIELD else None
    return {
        "text": understanding.text,
        "intent": understanding.intent,
        "role": understanding.role,
        "kind": understanding.kind,
        "field": None
        if field is None
        else {
            "code": field.code,
            "name": field.name,
            "second": field.second,
            "confidence": round(field.confidence, 2),
        },
        "place": None if place is None else {"code": place.code, "name": place.name},
        "organization": understanding.organization,
        "times": [
            {
                "text": time.text,
                "start": time.start.isoformat() if time.start else None,
                "end": time.end.isoformat() if time.end else None,
                "grain": time.grain,
            }
            for time in understanding.times
        ],
        "phones": list(understanding.phones),
        "names": list(understanding.names),
        "demand_no": understanding.demand_no,
        "rating": understanding.rating,
        "urgency": understanding.urgency,
        "summary": understanding.summary,
    }
