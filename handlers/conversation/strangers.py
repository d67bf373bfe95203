"""Who has nothing on file has nothing to score, complete or ask after: the words are a need, or asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from domain.ports import DemandFilter
from handlers.needs import intake
from handlers.reading import questions
from handlers.reading.naming_matters import names_matter, went_wrong
from handlers.turn import Turn
from handlers.wording import asker, common
from nlu.dialogue.answers import read_answer, read_rating
from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import FieldGuess, Understanding

OF_MATTER = frozenset("rate complete edit cancel progress message propose_time confirm deny claim look decline".split())
REFUSED = frozenset("rate complete message".split())  # what needs a matter, and has no answer of its own without
GUESSED = frozenset("help other complaint human checkin signup leave".split())
HARDLY = 0.75  # confidence below which those are no more than a guess
_OF_AN_ORDER = lazy_regex(  # 昨天登记的脆李那个有人接没: after a matter that was to stand here
    r"(?:登记|报|提|说|填|下)(?:过|了)?的[^，,。]{0,12}(?:个|件|单|事|需求)|(?:哪个|谁|有人|没人)接|接单|派(?:的?人|专家)|专家.{0,4}(?:来|到|联系)"
)
_BREAK, _OF_US = lazy_regex(r"[，,。！!？?；;\s]+"), lazy_regex(r"(?:请问|那|不晓得|不知道)?(?:你|您)们?")
FEWEST, LONGEST_SUMMARY, QUOTED = 4, 30, 24  # characters


async def is_stranger(turn: Turn) -> bool:
    """An asker of whom nothing was ever registered, and who is asked nothing."""
    person, talk = turn.person, turn.talk
    if person.expert_ids or person.is_staff or talk.focus is not None or talk.draft is not None:
        return False
    if await turn.uow.demands.find(DemandFilter(reporter_id=person.id, limit=1)):
        return False
    return not await turn.uow.work.prompts(person.id, turn.now)


async def as_need(
    turn: Turn, understood: Understanding, read_field: Callable[[str], FieldGuess | None]
) -> Understanding:
    """卡冻结了，取不到钱, which sounds like a report, 五保申请了没下文 like a question after a matter: a need."""
    is_guess = understood.intent in GUESSED and understood.intent_confidence < HARDLY
    if not (is_guess or understood.intent in OF_MATTER) or understood.demand_no is not None:
        return understood
    if not _tells_need(understood, is_guess=is_guess) or not await is_stranger(turn):
        return understood
    told = understood.summary or _told(understood.text)
    field = understood.field or read_field(understood.text)
    field = field or turn.services.understand(f"{told}，怎么办", turn.now).field  # 猪不对头, which names no field
    return replace(
        understood, intent="demand", kind=understood.kind or "matter", field=field, summary=told[:LONGEST_SUMMARY]
    )


def _told(text: str) -> str:
    """我婆婆眼睛看不清楚了 of the same and 你们有医生没得: what is wrong, without what is asked of us."""
    clauses = [one for one in _BREAK.split(text) if one]
    told = [one for one in clauses if not (_OF_US.match(one) and questions.asks(one))]
    return "，".join(told or clauses)


def _tells_need(understood: Understanding, *, is_guess: bool) -> bool:
    text = understood.text
    if len(text) < FEWEST or not names_matter(text) or read_answer(text).kind != "other":
        return False
    if is_guess:
        return tells_trouble(text) and bool(understood.tags) and not questions.asks_about_bot(text)
    is_done = (words := read_rating(text)) is not None and words.solved is True
    is_after = understood.intent == "progress" and not _OF_AN_ORDER.search(text)
    is_told = tells_trouble(text) or tells_wish(text) or went_wrong(text)
    return not is_done and (is_after if understood.intent == "progress" else is_told)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """效果很好，5分, of which nothing is on file: said so with the words, and what helps now."""
    if understood.intent not in REFUSED or understood.demand_no is not None or not await is_stranger(turn):
        return False
    if names_matter(turn.text):
        intake.keep_piece(turn)
        turn.talk.ask("guess", intent="demand", text=turn.text)
        turn.say(asker.is_it_a_need(common.cut(turn.text.strip(" ，,。.！!"), QUOTED)))
    else:
        turn.say(asker.nothing_on_file())
    return True
