"""Answers to the intake's question: the question itself, what counts as its answer, and what the answer fills in."""

from __future__ import annotations

from dataclasses import replace

from domain.drafts import SURE, Draft
from handlers.needs import drafting, facts
from handlers.reading import belonging, questions, signs
from handlers.reading.moods import feelings, impatience, worries
from handlers.turn import Turn
from handlers.wording import asker, common
from handlers.wording import remarks as pieces
from nlu.dialogue.answers import read_answer, read_choice
from nlu.dialogue.wants import announces_another, tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

SHORT_ANSWER = 10
FEWEST, LONGEST_TROUBLE = 3, 16  # characters of what is wrong
PLACES_HIDE_IN = frozenset("greet progress help rate complete look leave checkin message claim decline".split())
SURE_OF_HOSPITAL = 0.8
LONGEST_SUMMARY = 30
SURE_OF_WHOLE = 0.8
SURE_INTERRUPTION = 0.4  # a less certain intent is read as the answer that is waited for
MOST_ASKED = 6  # messages after which it is registered without a place
_WILL_NOT_SAY = lazy_regex(
    r"(?:我|这个?|就|先|都|也|嗯|[，,\s])*(?:(?:不|没)(?:晓得|知道|清楚|方便|好|想|愿意?|能|用|要|得|有)|莫|随便|无所谓|保密|别|重庆市?|四川省?)"
    r"(?:说|问|讲|告诉|登记|哪里|哪点|哪儿|地方|地址|位置|都|行|可以|咋个?|怎么|得|那么|恁个|多|细|这个|的|嘛|哦|啊|吧|了|先|是|你们?|您)*[。.！!？?]*"
    r"|(?:哪里)?都(?:可以|行|是)[嘛的]*|先登记[嘛吧]?"
)
_TELLS = lazy_regex(r"^(?!不晓得|不知道|不清楚|没得|没有|等)[\u4e00-\u9fff]+")
OF_EXPERTS = frozenset("claim decline look complete leave".split())  # 出苗不到三成 only looks like one
INTERRUPTING = frozenset(
    "greet thanks policy events progress human help rate privacy complaint bind claim decline look complete leave "
    "checkin signup message command emergency".split()
)


def question(draft: Draft, missing: list[str], *, again: bool = False) -> str:
    """What is asked for all that is missing; `again` after something else was answered in between."""
    if again:
        missing = [name for name in missing if name in draft.lacking()] or missing
    if "which_place" in missing and draft.place_choices:
        return asker.ask_place([common.short_place(name) + (town or "") for _, name, town in draft.place_choices])
    if missing == ["field"]:
        return asker.ask_field([name for _, _, name in draft.field_choices])
    if "need" in missing and len(draft.texts) > 1 and not again:
        return pieces.go_on_with_it(draft.summary, asks_place="place" in missing)
    if "need" in missing and draft.summary in draft.subjects:
        return pieces.ask_trouble(draft.summary, asks_place="place" in missing, again=again)
    if "need" in missing and draft.media_ids and not draft.summary:
        return pieces.ask_shown(asks_place="place" in missing)
    if missing == ["place"] and len(draft.texts) > 1 and not again:
        role = draft.role if draft.organization is None else None  # 石柱中医院 tells which, and not where
        question = asker.ask_missing("", missing, role, again=True)
        return pieces.ask_place_still(draft.summary or draft.texts[0], question)
    summary = draft.summary if not draft.is_thin else ""
    asks_hospital = draft.is_thin and draft.field_code == "health" and draft.confidence >= SURE_OF_HOSPITAL
    role = draft.role or ("hospital" if asks_hospital else None)
    return asker.ask_missing(summary, missing, role, again=again)


_DO_YOU_KNOW_IT = lazy_regex(r"[，,\s]*(?:晓得|知道|听(?:说)?过|找得到|认得到)(?:不|没得?|吧|吗|嘛|哈)[？?。]*$")


def answers(turn: Turn, draft: Draft, understood: Understanding, missing: list[str]) -> bool:
    """Whether the words are an answer to what was asked, and not something else that was begun."""
    text = turn.text
    if "which_place" in missing and read_choice(text, len(draft.place_choices)):
        return True
    if "field" in missing and read_choice(text, len(draft.field_choices)):
        return True
    if (
        worries.is_worry(text)
        or feelings.is_mood(understood)
        or not signs.has_words(text)
        or impatience.IMPATIENT.search(text)
        or questions.asks_where_to_register(text)
    ):
        return False
    plain = _DO_YOU_KNOW_IT.sub("", text)
    is_place = understood.place is not None and "place" in missing and not questions.is_question(plain)
    if is_place and (understood.intent in PLACES_HIDE_IN or plain != text):
        return True  # 我是长寿的那个邻封镇; 长寿邻封镇嘛，晓得不
    if missing and _will_not_say(text):
        return True  # 不晓得咋个说 asks for no help
    is_of_it = understood.intent == "help" and not questions.asks_about_bot(text)  # 是不是缺啥子; 他不会用微信
    is_move = understood.intent in INTERRUPTING and not is_of_it and understood.intent_confidence >= SURE_INTERRUPTION
    if is_move and (turn.person.expert_ids or understood.intent not in OF_EXPERTS):
        return False
    if _is_another_need(draft, understood) and not _is_of_it(turn, draft, understood):
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
        or drafting.trade_told(understood) is not None
        or draft.field_code in {None, "other"}
        or draft.confidence < SURE
        or understood.intent != "demand"
        or guess is None
        or not understood.tags
    ):
        return False
    return guess.code != draft.field_code and guess.confidence >= 0.6


def _is_of_it(turn: Turn, draft: Draft, understood: Understanding) -> bool:
    """水发红, of the pond that was named: by itself of another field, and of the same one when it is read as one."""
    text = understood.text
    if len(text) > LONGEST_TROUBLE or announces_another(text):
        return False
    if not (tells_trouble(text) or tells_wish(text)):
        return True  # 像眼睛一样的, 村上调解了三次
    told, known = "".join(draft.texts), belonging.PARTS | belonging.PERSONS | belonging.GENERIC
    if any(one not in told and one not in known for one in drafting.subjects_of(understood)):
        return False
    together = _together(turn, draft, text)
    return together.field is not None and together.field.code == draft.field_code


def _together(turn: Turn, draft: Draft, *more: str) -> Understanding:
    return turn.services.understand("，".join([*draft.texts, *more]), turn.now)


def take(turn: Turn, first: Draft, understood: Understanding, missing: list[str]) -> None:
    """What the answer fills in."""
    text, was_thin = turn.text, first.is_thin
    if "which_place" in missing and (choice := read_choice(text, len(first.place_choices))):
        first.place_code, first.place_name, first.town = first.place_choices[choice - 1]
        first.place_choices = []
    elif "field" in missing and (choice := read_choice(text, len(first.field_choices))):
        first.field_code, first.second, _ = first.field_choices[choice - 1]
        first.confidence = 1.0
    elif understood.intent == "edit" or drafting.puts_right(first, understood):
        drafting.correct(first, understood, lambda told: turn.services.understand(told, turn.now))
    else:
        _take_words(turn, first, understood)
    if _goes_on(first, was_thin):
        first.asked = [one for one in first.asked if one != "place" and not (one == "need" and first.is_thin)]


def _take_words(turn: Turn, first: Draft, understood: Understanding) -> None:
    """More of the need, where it is, or who speaks; what is of another field leaves the need as it was."""
    was_thin, thing = first.is_thin, drafting.bare_thing(understood) or drafting.trade_told(understood)
    is_beside = not was_thin and first.confidence >= SURE and not _may_be_about(first, understood)
    if is_beside:
        role = understood.role if thing else None  # 做电线电缆的 tells who speaks, 想找大学老师来做 does not
        thing, understood = None, replace(drafting.of_speaker(understood), role=role)
    drafting.merge(first, understood)
    is_open = is_beside or first.confidence < SURE  # 想请人看看我屋的鱼, of a field that could only be guessed
    if is_open and (whole := _together(turn, first).field) is not None and whole.confidence >= SURE_OF_WHOLE:
        first.field_code, first.second, first.confidence = whole.code, whole.second, whole.confidence
    if was_thin or first.field_code is None:
        _read_together(turn, first)
    if thing and thing not in first.summary and not was_thin:
        first.summary = f"{thing}，{first.summary}"[:LONGEST_SUMMARY]  # 这叶子咋个了, then 柠檬
    _complete(turn, first)
    first.summary = drafting.with_sign(first.summary, understood)
    drafting.choose_known_place(first, turn.person)


def _may_be_about(draft: Draft, understood: Understanding) -> bool:
    """柠檬, after 这叶子咋个了: of the same field, or of none that is known."""
    return draft.field_code in {None, "other"} or understood.field is None or understood.field.code == draft.field_code


def _goes_on(draft: Draft, was_thin: bool) -> bool:
    """Told in pieces: what is wrong has come, where it is has not, and is asked again as long as somebody goes on."""
    if "place" not in draft.asked or draft.place_code or draft.place_choices:
        return False
    is_told = was_thin and not draft.is_thin
    return is_told or (len(draft.texts) <= MOST_ASKED and not _will_not_say(draft.texts[-1]))


def _will_not_say(text: str) -> bool:
    said = text.strip()
    return len(said) <= SHORT_ANSWER and _WILL_NOT_SAY.fullmatch(said) is not None


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
    again = _together(turn, draft)
    if again.intent not in {"demand", "emergency"} or again.field is None:
        return
    draft.field_code, draft.second, draft.confidence = again.field.code, again.field.second, again.field.confidence
    draft.kind, draft.hazard = draft.kind or again.kind, draft.hazard or again.hazard
    draft.tags, draft.is_thin = list(again.tags), draft.is_thin and not drafting.tells_need(again.summary)
    is_whole = all(one in again.summary for one in draft.subjects if one in draft.summary)
    if again.summary and is_whole and not again.parts:
        draft.summary = again.summary
