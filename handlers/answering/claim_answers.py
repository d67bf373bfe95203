"""Short answers of experts to the orders that they were asked about: take it, look first, or no."""

from __future__ import annotations

from collections.abc import Sequence

from domain.orders import Order
from domain.work import Prompt, PromptKind
from handlers.answering import visit_questions
from handlers.helping import messages
from handlers.orders import claiming
from handlers.turn import Arguments, Turn
from handlers.wording import expert
from nlu.dialogue.answers import Answer, read_choice
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_WELCOME = lazy_regex(
    r"^(?:不(?:用|必|要)?(?:客气|谢)|莫客气|别客气|应该的|没(?:得)?(?:事|关系)$|.{0,4}再(?:找|问|联系|喊|叫)我)"
)
TINY = 6  # 来了, 没来 and 晚上好 are too short to be told apart by themselves
LOOKS = 2


async def answer_prompt(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """Politeness is not consent: whoever says 收到 is asked whether that is a claim."""
    if _WELCOME.match(turn.text):
        return False
    if short.kind == "no" or understood.intent == "decline":
        await claiming.decline(
            turn, Arguments(number=prompt.demand_no, rest=turn.text if len(turn.text) > TINY else "")
        )
        return True
    if short.kind == "unsure" and "看" in turn.text:
        turn.talk.ask("claim_choice", no=prompt.demand_no)
        await claiming.look(turn, Arguments(number=prompt.demand_no))
        return True
    is_polite = short.kind == "polite" or (short.kind == "other" and understood.intent == "thanks")
    if is_polite or short.kind in {"yes", "unsure"}:
        if is_polite and turn.talk.get("claim_asked") == prompt.demand_no:
            turn.say(expert.still_open(prompt.demand_no or 0))
            return True
        turn.talk.put("claim_asked", prompt.demand_no)
        turn.talk.ask("claim_choice", no=prompt.demand_no)
        turn.say(expert.which_claim(prompt.demand_no or 0))
        return True
    return False


async def answer_choice(turn: Turn) -> bool:
    """1, 2 or 3, to the question whether a polite word takes the order, looks first, or declines."""
    question = turn.talk.asked()
    if not question or question["name"] != "claim_choice":
        return False
    choice = read_choice(turn.text, 3)
    if choice is None:
        return False
    if choice != LOOKS:
        turn.talk.settle()  # after the look 1 still claims
    run = (claiming.claim, claiming.look, claiming.decline)[choice - 1]
    no, rest = int(question["no"]), str(question.get("rest") or "")
    await run(turn, Arguments(number=no))
    if choice == 1 and rest:
        await messages.pass_on(turn, Arguments(no, rest))  # 月底回来再去, said with the claim
    return True


async def picks_order(turn: Turn, asked: Sequence[Prompt]) -> bool:
    """A bare number, while nothing but orders wait: the order of that number, else it is asked which."""
    number = read_choice(turn.text, 99)
    numbers = [prompt.demand_no for prompt in asked]
    if number is None or not asked or turn.talk.asked() or any(one.kind is not PromptKind.CLAIM for one in asked):
        return False
    if number not in numbers and len(numbers) > 1:
        turn.say(await ask_which(turn, asked))
        return True
    no = number if number in numbers else numbers[0]
    turn.talk.ask("claim_choice", no=no)
    turn.say(expert.which_claim(no or 0))
    return True


async def ask_which(turn: Turn, prompts: Sequence[Prompt]) -> str:
    """The question which of the times or orders that wait is meant."""
    visits = [prompt for prompt in prompts if prompt.kind is PromptKind.VISIT]
    if visits and len(visits) == len(prompts):
        return await visit_questions.ask_which(turn, visits)
    return expert.which_of(await _open_orders(turn, prompts))


async def _open_orders(turn: Turn, prompts: Sequence[Prompt]) -> list[Order]:
    """The orders that wait for this expert's word, newest first."""
    numbers = dict.fromkeys(prompt.demand_no for prompt in prompts if prompt.kind is PromptKind.CLAIM)
    found = [await turn.uow.orders.of_demand(no) for no in list(numbers)[:6] if no]
    return [order for order in found if order is not None]
