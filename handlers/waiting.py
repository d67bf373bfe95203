"""Short answers to what was asked by a notice: a bare 行 or 1 finds its question, or is asked which it means."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence

from domain.work import Prompt, PromptKind
from handlers import (
    activity_answers,
    claiming,
    conversing,
    looking_back,
    rating_answers,
    visit_answers,
    visit_questions,
)
from handlers.turn import Arguments, Turn
from handlers.wording import asker, expert
from nlu.answers import Answer, read_answer, read_choice
from nlu.understanding import Understanding

ENOUGH = re.compile(r"够了|够用|解决了|好了|管用|有用|可以了|行了|不用来|不用(再)?(请|派)人")
NOT_ENOUGH = re.compile(r"还要来人|还是(想|要)|不够|没用|不管用|没得用|来(个)?人|来看|没解决|不行")
SHORT = frozenset({"yes", "no", "polite", "unsure"})
RELAYED = frozenset("demand answer other edit confirm deny ask message".split())
TINY = 6  # 来了, 没来 and 晚上好 are too short to be told apart by themselves
ALSO_ANSWERS = frozenset("rate propose_time thanks signup complete checkin complaint progress cancel".split())
Answering = Callable[[Turn, Prompt, Understanding, Answer], Awaitable[bool]]


async def answer(turn: Turn, understood: Understanding) -> bool:
    """Read the message as the answer to what waits for this person; False where nothing fits."""
    if (
        await _answer_claim_choice(turn)
        or await visit_questions.answer_question(turn)
        or await rating_answers.answer_question(turn)
    ):
        return True
    short = read_answer(turn.text)
    if not _may_answer(understood, short) and not visit_answers.speaks_of_visit(turn):
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if not prompts:
        return await visit_answers.hear_of_visit(turn, understood)
    asked = [prompt for prompt in prompts if prompt.kind in (PromptKind.CLAIM, PromptKind.VISIT)]
    if short.kind in {"yes", "no"} and len(asked) > 1 and not _is_newest_alone(asked):
        turn.say(_which(asked))
        return True
    for prompt in prompts:
        if await ANSWERS[prompt.kind](turn, prompt, understood, short):
            return True
    return await visit_answers.hear_of_visit(turn, understood)


def _may_answer(understood: Understanding, short: Answer) -> bool:
    if len(understood.text) <= TINY:
        return True
    return short.kind in SHORT or understood.intent in RELAYED | ALSO_ANSWERS


def _is_newest_alone(asked: Sequence[Prompt]) -> bool:
    """Only the newest is a visit and the others are pushes: a yes means the visit."""
    return asked[0].kind is PromptKind.VISIT and all(prompt.kind is PromptKind.CLAIM for prompt in asked[1:])


def _which(prompts: Sequence[Prompt]) -> str:
    visits = [prompt for prompt in prompts if prompt.kind is PromptKind.VISIT]
    if visits and len(visits) == len(prompts):
        return asker.which_visit([prompt.demand_no or 0 for prompt in visits])
    return expert.which_claim(len(prompts), prompts[0].demand_no or 0)


async def _answer_claim_choice(turn: Turn) -> bool:
    question = turn.talk.asked()
    if not question or question["name"] != "claim_choice":
        return False
    choice = read_choice(turn.text, 3)
    if choice is None:
        return False
    turn.talk.settle()
    run = (claiming.claim, claiming.look, claiming.decline)[choice - 1]
    await run(turn, Arguments(number=int(question["no"])))
    return True


async def _claim(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """Politeness is not consent: whoever says 收到 is asked whether that is a claim."""
    if short.kind == "no" or understood.intent == "decline":
        await claiming.decline(turn, Arguments(number=prompt.demand_no))
        return True
    if short.kind in {"yes", "polite", "unsure"}:
        turn.talk.ask("claim_choice", no=prompt.demand_no)
        turn.say(expert.which_claim(1, prompt.demand_no or 0))
        return True
    return False


async def _question(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """The asker's words are the answer, unless they state another need."""
    if understood.intent not in RELAYED and short.kind not in {"yes", "no"}:
        return False
    if understood.intent == "demand":
        demand = await turn.uow.demands.get(prompt.demand_no or 0)
        guess = understood.field
        if demand and guess and guess.code != demand.field_code and guess.confidence > 0.6 and understood.tags:
            return False
    await conversing.answer_question(turn, prompt, turn.text)
    return True


async def _advice(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    if NOT_ENOUGH.search(turn.text) or short.kind == "no":
        await conversing.judge_advice(turn, prompt, False)
    elif ENOUGH.search(turn.text) or short.kind == "yes":
        await conversing.judge_advice(turn, prompt, True)
    else:
        return False
    return True


ANSWERS: dict[PromptKind, Answering] = {
    PromptKind.CLAIM: _claim,
    PromptKind.QUESTION: _question,
    PromptKind.ADVICE: _advice,
    PromptKind.VISIT: visit_answers.answer_prompt,
    PromptKind.RATING: rating_answers.answer_prompt,
    PromptKind.LOOK_BACK: looking_back.answer_prompt,
    PromptKind.SIGN_UP: activity_answers.answer_announcement,
}
