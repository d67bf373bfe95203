"""Answers to the intake's question: the question itself, what counts as its answer, and what the answer fills in."""

from __future__ import annotations

from domain.drafts import SURE, Draft
from handlers.needs import drafting, facts
from handlers.reading import feelings, impatience, questions, signs, worries
from handlers.turn import Turn
from handlers.wording import asker, common
from handlers.wording import remarks as pieces
from nlu.dialogue.answers import read_answer, read_choice
from nlu.dialogue.wants import tells_trouble
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

SHORT_ANSWER = 10
FEWEST, LONGEST_TROUBLE = 3, 16  # characters of what is wrong
PLACES_HIDE_IN = frozenset("greet progress help rate complete look leave checkin message claim decline".split())
SURE_OF_HOSPITAL = 0.8
LONGEST_SUMMARY = 30
SURE_INTERRUPTION = 0.4  # a less certain intent is read as the answer that is waited for
_TELLS = lazy_regex(r"^(?!不晓得|不知道|不清楚|没得|没有|等)[\u4e00-\u9fff]+")
INTERRUPTING = frozenset(
    "greet thanks policy events progress human help rate privacy complaint bind claim decline look complete leave "
    "checkin signup message command emergency".split()
)


def question(draft: Draft, missing: list[str], *, again: bool = False) -> str:
    if "which_place" in missing and draft.place_choices:
        return asker.ask_place([common.short_place(name) + (town or "") for _, name, town in draft.place_choices])
    if missing == ["field"]:
        return asker.ask_field([name for _, _, name in draft.field_choices])
    if "need" in missing and draft.summary in draft.subjects:
        return pieces.ask_trouble(draft.summary, asks_place="place" in missing, again=again)
    if "need" in missing and draft.media_ids and not draft.summary:
        return pieces.ask_shown(asks_place="place" in missing)
    summary = draft.summary if not draft.is_thin else ""
    asks_hospital = draft.is_thin and draft.field_code == "health" and draft.confidence >= SURE_OF_HOSPITAL
    role = draft.role or ("hospital" if asks_hospital else None)
    return asker.ask_missing(summary, missing, role, again=again)


_DO_YOU_KNOW_IT = lazy_regex(r"[，,\s]*(?:晓得|知道|听(?:说)?过|找得到|认得到)(?:不|没得?|吧|吗|嘛|哈)[？?。]*$")


def answers(draft: Draft, understood: Understanding, missing: list[str], text: str) -> bool:
    if "which_place" in missing and read_choice(text, len(draft.place_choices)):
        return True
    if "field" in missing and read_choice(text, len(draft.field_choices)):
        return True
    if (
        worries.is_worry(text)
        or feelings.is_mood(understood)
        or not signs.has_words(text)
        or impatience.IMPATIENT.search(text)
    ):
        return False
    plain = _DO_YOU_KNOW_IT.sub("", text)
    is_place = understood.place is not None and "place" in missing and not questions.is_question(plain)
    if is_place and (understood.intent in PLACES_HIDE_IN or plain != text):
        return True  # 我是长寿的那个邻封镇; 长寿邻封镇嘛，晓得不
    if understood.intent in INTERRUPTING and understood.intent_confidence >= SURE_INTERRUPTION:
        return False
    if _is_another_need(draft, understood):
        return False
    if understood.place is not None:
        return True
    return bool(missing) and (understood.intent != "other" or _is_bare(text, understood))


def _is_bare(text: str, understood: Understanding) -> bool:
    """不晓得, 白帝村的, or a fact: an answer of sorts, no other business."""
    if not any(character.isalpha() for character in text):
        return False
    return len(text.strip()) <= SHORT_ANSWER or facts.has_facts(understood) or read_answer(text).kind != "other"


def _is_another_need(draft: Draft, understood: Understanding) -> bool:
    guess = understood.field
    if (
        draft.is_thin
        or draft.field_code in {None, "other"}
        or draft.confidence < SURE
        or understood.intent != "demand"
        or guess is None
        or not understood.tags
    ):
        return False
    return guess.code != draft.field_code and guess.confidence >= 0.6


def take(turn: Turn, first: Draft, understood: Understanding, missing: list[str]) -> None:
    """What the answer fills in."""
    text = turn.text
    if "which_place" in missing and (choice := read_choice(text, len(first.place_choices))):
        first.place_code, first.place_name, first.town = first.place_choices[choice - 1]
        first.place_choices = []
    elif "field" in missing and (choice := read_choice(text, len(first.field_choices))):
        first.field_code, first.second, _ = first.field_choices[choice - 1]
        first.confidence = 1.0
    elif understood.intent == "edit" or drafting.puts_right(first, understood):
        drafting.correct(first, understood, lambda told: turn.services.understand(told, turn.now))
    else:
        was_thin, thing = first.is_thin, drafting.bare_thing(understood)
        drafting.merge(first, understood)
        if was_thin or first.field_code is None:
            _read_together(turn, first)
        if thing and thing not in first.summary and not was_thin:
            first.summary = f"{thing}，{first.summary}"[:LONGEST_SUMMARY]  # 这叶子咋个了, then 柠檬
            first.asked = [one for one in first.asked if one != "place" or first.place_code]
        _complete(turn, first)
        drafting.choose_known_place(first, turn.person)
        if was_thin and not first.is_thin and "place" in first.asked and not first.place_code:
            first.asked.remove("place")  # told in pieces: what is wrong has come, where it is has not


def _names_place(draft: Draft, told: str) -> bool:
    return told in f"{draft.place_name}{draft.town}" or (draft.town or "-") in told or not _TELLS.search(told)


def _complete(turn: Turn, draft: Draft) -> None:
    """What is wrong stands in one piece, what it is about in another."""
    draft.summary = drafting.complete_from(
        draft.summary, draft.texts, lambda told: turn.services.understand(told, turn.now)
    )
    told = draft.texts[-1].strip(" ，,。.！!")
    wish = draft.summary.rpartition("，")[2]
    if drafting.is_mere_wish(wish) and tells_trouble(told) and len(told) <= LONGEST_TROUBLE:
        thing = next((one for one in (*draft.subjects, *drafting.ANIMALS) if one in draft.summary), "")
        draft.summary = (
            f"{thing}，{told}" if thing and thing not in told else told
        )  # 想请人看看我家的鱼, then what is wrong
    is_bare = draft.summary in draft.subjects and len(draft.texts) > 1 and not _names_place(draft, told)
    is_told = len(told) >= FEWEST or tells_trouble(told)
    if is_bare and is_told and len(told) <= LONGEST_TROUBLE and draft.summary not in told:
        draft.summary = f"{draft.summary}，{told}"  # 鹅仔, 屙白屎: in words of which nothing is known


def _read_together(turn: Turn, draft: Draft) -> None:
    """猪, 死了, 三头: what is told in pieces means something only when it is read together."""
    again = turn.services.understand("，".join(draft.texts), turn.now)
    if again.intent not in {"demand", "emergency"} or again.field is None:
        return
    draft.field_code, draft.second, draft.confidence = again.field.code, again.field.second, again.field.confidence
    draft.kind, draft.hazard = draft.kind or again.kind, draft.hazard or again.hazard
    draft.tags, draft.is_thin = list(again.tags), draft.is_thin and not drafting.tells_need(again.summary)
    is_whole = all(one in again.summary for one in draft.subjects if one in draft.summary)
    if again.summary and is_whole and not again.parts:
        draft.summary = again.summary
