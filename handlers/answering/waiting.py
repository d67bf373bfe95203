"""Short answers to what was asked by a notice: a bare 行 or 1 finds its question, or is asked which it means."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from domain.visits import VisitStatus
from domain.work import Prompt, PromptKind
from handlers import access
from handlers.activities import answers as activity_answers
from handlers.answering import (
    advice_answers,
    after_visit,
    asked_back,
    claim_answers,
    how_it_stands,
    looking_back,
    needs_behind,
    rating_answers,
    sent_back,
    too_early,
    visit_answers,
    visit_questions,
)
from handlers.conversation import aftermath, revival, vagueness
from handlers.needs import naming
from handlers.outcomes import self_solved, withdrawing_several
from handlers.reading import belonging
from handlers.turn import Turn
from handlers.visits import meeting_points
from handlers.visits.heard import consent, refusals
from handlers.visits.heard import times as visit_times
from handlers.wording import welcoming
from nlu.dialogue.answers import Answer, read_answer
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_ASKS_FIRST = lazy_regex(
    r"(?:等|那)?(?:我|我们)?(?:先|去|要|得)?(?:问|商量|请示|打听)(?:一?[下哈]|问|起)?(?:我|我们)?[\u4e00-\u9fff]{0,5}(?:再说|看)?"
)
_YES_AND = lazy_regex(r"(?P<first>[^，,。！!~～\s]{1,5})[，,。！!~～\s]+(?P<rest>.{3,})", re.S)
_RELAYED_WORD = lazy_regex(
    r"(?:我们?(?:老汉|爸|妈|老婆|婆娘|老公|堂客|男人|儿子?|女儿?|幺儿|幺妹|哥|姐|弟|妹|爷爷|婆婆|奶奶|屋头|家里|老板|领导|院长|校长|书记|社长|村长)|(?!我|你|您)[\u4e00-\u9fff]{1,6}?)(?:那边|那头)?(?:说|讲|回话|回复|答应)(?:了|的是|是|他|她|哈|起)*[，,：:\s]*(?P<said>[^，,]{1,8})"
)
_DECIDED = lazy_regex(  # 领导同意了, 书记没同意
    r"(?:我们?的?)?(?:领导|老板|院长|校长|书记|主任|社长|村长|厂长|经理|[\u4e00-\u9fff]总|老公|老婆|爸|妈|老汉|屋头|家里人?|他们?|她)(?:也|都|已经|那边)*(?:(?P<no>没(?:有)?|不)?(?:同意|答应|批准?|点头|准)|没意见)(?:了|的)*"
)
_ORDINAL = lazy_regex(r"第|头一|最?[前后先](?:面|头|边)|[一二三四五六\d]号|单")
OF_VISITS = frozenset({"visit_place", "visit_when", "visit_time", "visit_of"})
SHORT = frozenset({"yes", "no", "polite", "unsure"})
ALSO_ANSWERS = frozenset(
    "rate propose_time thanks signup claim complete checkin complaint progress cancel look leave decline help".split()
)
Answering = Callable[[Turn, Prompt, Understanding, Answer], Awaitable[bool]]


async def answer(turn: Turn, understood: Understanding) -> bool:
    """Read the message as the answer to what waits for this person; False where nothing fits."""
    understood = vagueness.of_asker(turn, understood)
    if await _answer_with_need_behind(turn):
        return True
    about = await _named(turn, understood)
    if about is not None and _asks_of_another(turn, about):
        turn.talk.settle()  # 注塑那个没解决, while a score for the pickles was asked for
    if await _answers_question(turn, understood, about):
        return True
    short = _read_short(turn.text)
    if await _hear_relapse(turn, understood, short) or await _hear_over(turn, about, short):
        return True
    tells_state = await how_it_stands.answers(turn, understood)
    if not tells_state and not _may_answer(understood, short) and not _is_of_visit(turn, understood):
        return await advice_answers.asks_of_advice(turn, understood, short)
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if about is not None:
        prompts = [one for one in prompts if one.demand_no in {None, about} or one.kind is PromptKind.QUESTION]
    if prompts and await _answers_notice(turn, prompts, understood, short):
        return True
    return await visit_answers.hear_of_visit(turn, understood) or await asked_back.hear(turn, understood)


async def _answers_question(turn: Turn, understood: Understanding, about: int | None) -> bool:
    """What we asked ourselves comes before what notices asked."""
    return (
        await claim_answers.answer_choice(turn)
        or await after_visit.answer_self_solved(turn)
        or await too_early.hear(turn)
        or await how_it_stands.hear_half(turn, understood)
        or await visit_questions.answer_question(turn)
        or await rating_answers.hear_slip(turn)
        or await rating_answers.hear_after_reopening(turn)
        or await rating_answers.answer_question(turn)
        or await _agrees_to_newest(turn, understood, about)
        or await meeting_points.hear(turn)
    )


async def _answers_notice(turn: Turn, prompts: Sequence[Prompt], understood: Understanding, short: Answer) -> bool:
    """The newest notice that the words can answer; where several wait for the same word it is asked which."""
    asked = [prompt for prompt in prompts if prompt.kind in (PromptKind.CLAIM, PromptKind.VISIT)]
    if await claim_answers.picks_order(turn, asked) or await visit_questions.answer_several(turn, asked):
        return True
    if short.kind in {"yes", "no", "polite"} and len(asked) > 1 and not _is_newest_alone(asked):
        turn.say(await claim_answers.ask_which(turn, asked))
        return True
    for prompt in prompts:
        if await ANSWERS[prompt.kind](turn, prompt, understood, short):
            return True
    return False


def _is_of_visit(turn: Turn, understood: Understanding) -> bool:
    """The words make sense beside a visit or a time on the table, whatever they were taken for."""
    return (
        visit_answers.speaks_of_visit(turn)
        or visit_times.names_refused(turn.text, turn.now)
        or (bool(understood.times) and refusals.SUITS.search(turn.text) is not None)
        or consent.is_unsure(turn.text)
        or len(refusals.BARE_DAY.findall(turn.text)) > 1
        or consent.read_consent(turn.text).kind != "none"
    )


async def _answer_with_need_behind(turn: Turn) -> bool:
    """好了，谢谢。另外我屋的鸡不下蛋: the answer first, then the need."""
    parted = needs_behind.part(turn)
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now) if parted else []
    if parted is None or not prompts or not await needs_behind.is_another(turn, prompts[0], parted[1]):
        return False
    turn.incoming = replace(turn.incoming, text=parted[0])
    if not await answer(turn, turn.services.understand(parted[0], turn.now)):
        turn.say(welcoming.thanks())
    await needs_behind.take(turn, parted[1])
    return True


async def asked_since(turn: Turn, question: dict[str, Any]) -> bool:
    """Whether a notice asked this person something after our own question: 行 answers the newer one."""
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    return any(prompt.asked_at > datetime.fromisoformat(question["at"]) for prompt in prompts)


async def _hear_over(turn: Turn, about: int | None, short: Answer) -> bool:
    """不需要老师了, 已经修好了: of the one matter that can be meant, unless something else is asked just now."""
    question = turn.talk.asked()
    is_free = question is None or question["name"] in OF_VISITS
    if turn.person.expert_ids or short.kind != "other" or not is_free or turn.talk.draft is not None:
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if any(prompt.kind is not PromptKind.VISIT for prompt in prompts):
        return False
    demands = await access.open_demands(turn)
    if turn.understood is not None and await withdrawing_several.hear_part(turn, demands, turn.understood):
        return True
    if len(demands) > 1:
        labelled = naming.labelled(demands, turn.text)  # 招人那个先不弄了
        meant = about or (labelled.no if labelled else None if _ORDINAL.search(turn.text) else turn.talk.focus)
        demands = [one for one in demands if one.no == meant]
    return len(demands) == 1 and await self_solved.hear(turn, demands[0])


async def _hear_relapse(turn: Turn, understood: Understanding, short: Answer) -> bool:
    """又犯了 after the closing, unless it answers what is asked just now."""
    if short.kind not in {"other", "polite"} or turn.talk.draft is not None:
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if prompts:
        return False
    return await revival.hear_again(turn, understood) or await aftermath.hear_relapse(turn, understood)


async def _agrees_to_newest(turn: Turn, understood: Understanding, about: int | None) -> bool:
    """行，我在加油站等你, to the one time on the table: a yes and a place, not only the place."""
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    visits = [one for one in prompts if one.kind is PromptKind.VISIT and about in {None, one.demand_no}]
    if len(visits) != 1 or visits[0] is not prompts[0] or turn.talk.asked():
        return False
    if not consent.read_consent(turn.text).rest:
        return False
    visit = await turn.uow.visits.get(visits[0].ref_id or 0)
    if visit is None or visit.status is not VisitStatus.PROPOSED:
        return False
    return await visit_answers.answer_prompt(turn, visits[0], understood, _read_short(turn.text))


async def _named(turn: Turn, understood: Understanding) -> int | None:
    """The one open demand of this asker whose crop, animal or machine is named."""
    if turn.person.expert_ids or not belonging.things_named(understood):
        return None
    named = [one.no for one in await access.open_demands(turn) if belonging.shares_thing(one, understood)]
    return named[0] if len(named) == 1 else None


def _asks_of_another(turn: Turn, about: int) -> bool:
    question = turn.talk.asked()
    return bool(question) and (question or {}).get("no") not in {None, about}


def _read_short(text: str) -> Answer:
    """Yes and no, also as somebody else's word: 王大爷说要得."""
    short = read_answer(text)
    if short.kind == "other" and _ASKS_FIRST.fullmatch(text.strip(" 。.！!")):
        return Answer("unsure")
    if short.kind == "other" and (decided := _DECIDED.fullmatch(text.strip(" 。.！!"))):
        return Answer("no" if decided["no"] else "yes")
    relayed = _RELAYED_WORD.fullmatch(text.strip()) if short.kind == "other" else None
    said = read_answer(relayed["said"]) if relayed else short
    return said if said.kind in {"yes", "no"} else short


def _may_answer(understood: Understanding, short: Answer) -> bool:
    if len(understood.text) <= claim_answers.TINY:
        return True
    found = _YES_AND.match(understood.text.strip())
    if found is not None and read_answer(found["first"]).kind == "yes":
        return True
    return short.kind in SHORT or understood.intent in advice_answers.RELAYED | ALSO_ANSWERS or bool(understood.phones)


def _is_newest_alone(asked: Sequence[Prompt]) -> bool:
    """Only the newest is a visit and the others are pushes: a yes means the visit."""
    return asked[0].kind is PromptKind.VISIT and all(prompt.kind is PromptKind.CLAIM for prompt in asked[1:])


ANSWERS: dict[PromptKind, Answering] = {
    PromptKind.CLAIM: claim_answers.answer_prompt,
    PromptKind.QUESTION: advice_answers.answer_question,
    PromptKind.ADVICE: advice_answers.answer_advice,
    PromptKind.VISIT: visit_answers.answer_prompt,
    PromptKind.RATING: rating_answers.answer_prompt,
    PromptKind.LOOK_BACK: looking_back.answer_prompt,
    PromptKind.SENT_BACK: sent_back.answer_prompt,
    PromptKind.SIGN_UP: activity_answers.answer_announcement,
}
