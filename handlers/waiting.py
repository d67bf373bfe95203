"""Short answers to what was asked by a notice: a bare 行 or 1 finds its question, or is asked which it means."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence

from domain.orders import Order
from domain.work import Prompt, PromptKind
from handlers import claiming, conversing
from handlers.activities import answers as activity_answers
from handlers.outcomes import looking_back, rating_answers
from handlers.turn import Arguments, Turn
from handlers.visits import answers as visit_answers
from handlers.visits import questions as visit_questions
from handlers.wording import asker, expert
from nlu.answers import Answer, read_answer, read_choice
from nlu.understanding import Understanding

ENOUGH = re.compile(r"够了|够用|解决了|好了|管用|有用|可以了|行了|不用来|不用(再)?(请|派)人")
NOT_ENOUGH = re.compile(r"还要来人|还是(想|要)|不够|没用|不管用|没得用|来(个)?人|来看|没解决|不行")
LOOKS = 2
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
    if await _picks_order(turn, asked):
        return True
    if short.kind in {"yes", "no", "polite"} and len(asked) > 1 and not _is_newest_alone(asked):
        turn.say(await _which(turn, asked))
        return True
    for prompt in prompts:
        if await ANSWERS[prompt.kind](turn, prompt, understood, short):
            return True
    return await visit_answers.hear_of_visit(turn, understood)


def _may_answer(understood: Understanding, short: Answer) -> bool:
    if len(understood.text) <= TINY:
        return True
    return short.kind in SHORT or understood.intent in RELAYED | ALSO_ANSWERS or bool(understood.phones)


def _is_newest_alone(asked: Sequence[Prompt]) -> bool:
    """Only the newest is a visit and the others are pushes: a yes means the visit."""
    return asked[0].kind is PromptKind.VISIT and all(prompt.kind is PromptKind.CLAIM for prompt in asked[1:])


async def _picks_order(turn: Turn, asked: Sequence[Prompt]) -> bool:
    """A bare number, while nothing but orders wait: the order of that number, else it is asked which."""
    number = read_choice(turn.text, 99)
    numbers = [prompt.demand_no for prompt in asked]
    if number is None or not asked or turn.talk.asked() or any(one.kind is not PromptKind.CLAIM for one in asked):
        return False
    if number not in numbers and len(numbers) > 1:
        turn.say(await _which(turn, asked))
        return True
    no = number if number in numbers else numbers[0]
    turn.talk.ask("claim_choice", no=no)
    turn.say(expert.which_claim(no or 0))
    return True


async def _which(turn: Turn, prompts: Sequence[Prompt]) -> str:
    visits = [prompt for prompt in prompts if prompt.kind is PromptKind.VISIT]
    if visits and len(visits) == len(prompts):
        return asker.which_visit([prompt.demand_no or 0 for prompt in visits])
    return expert.which_of(await open_orders(turn, prompts))


async def open_orders(turn: Turn, prompts: Sequence[Prompt]) -> list[Order]:
    """The orders that wait for this expert's word, newest first."""
    numbers = dict.fromkeys(prompt.demand_no for prompt in prompts if prompt.kind is PromptKind.CLAIM)
    found = [await turn.uow.orders.of_demand(no) for no in list(numbers)[:6] if no]
    return [order for order in found if order is not None]


async def _answer_claim_choice(turn: Turn) -> bool:
    question = turn.talk.asked()
    if not question or question["name"] != "claim_choice":
        return False
    choice = read_choice(turn.text, 3)
    if choice is None:
        return False
    if choice != LOOKS:
        turn.talk.settle()  # after the look 1 still claims
    run = (claiming.claim, claiming.look, claiming.decline)[choice - 1]
    await run(turn, Arguments(number=int(question["no"])))
    return True


async def _claim(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """Politeness is not consent: whoever says 收到 is asked whether that is a claim."""
    if short.kind == "no" or understood.intent == "decline":
        await claiming.decline(
            turn, Arguments(number=prompt.demand_no, rest=turn.text if len(turn.text) > TINY else "")
        )
        return True
    if short.kind == "unsure" and "看" in turn.text:
        turn.talk.ask("claim_choice", no=prompt.demand_no)
        await claiming.look(turn, Arguments(number=prompt.demand_no))
        return True
    if short.kind in {"yes", "polite", "unsure"}:
        if short.kind == "polite" and turn.talk.get("claim_asked") == prompt.demand_no:
            turn.say(expert.still_open(prompt.demand_no or 0))
            return True
        turn.talk.put("claim_asked", prompt.demand_no)
        turn.talk.ask("claim_choice", no=prompt.demand_no)
        turn.say(expert.which_claim(prompt.demand_no or 0))
        return True
    return False


async def _question(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """The asker's words are the answer, unless they state another need."""
    is_called = understood.intent == "human" and bool(understood.phones)  # 打我电话 138… answers too
    if understood.intent not in RELAYED and short.kind not in {"yes", "no"} and not is_called:
        return False
    if understood.intent == "demand":
        demand = await turn.uow.demands.get(prompt.demand_no or 0)
        guess = understood.field
        if demand and guess and guess.code != demand.field_code and guess.confidence > 0.6 and understood.tags:
            return False
    await conversing.answer_question(turn, prompt, turn.text)
    return True


async def _advice(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    question = turn.talk.asked()
    if question and question["name"] == "advice_choice" and (choice := read_choice(turn.text, 2)):
        turn.talk.settle()
        await conversing.judge_advice(turn, prompt, choice == 1)
    elif NOT_ENOUGH.search(turn.text) or short.kind == "no":
        await conversing.judge_advice(turn, prompt, False)
    elif ENOUGH.search(turn.text):
        await conversing.judge_advice(turn, prompt, True)
    elif short.kind == "yes":
        turn.talk.ask("advice_choice", no=prompt.demand_no)
        turn.say(asker.ask_enough(prompt.demand_no or 0))
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
