"""Answers to what the bot itself asked last: a confirmation, which demand is meant, whether a guess is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers import intents
from handlers.commands import running
from handlers.commands.reading import read_command
from handlers.commands.table import by_name
from handlers.needs import intake
from handlers.orders import expert_words
from handlers.talk import CONFIRM_FRESH
from handlers.turn import Arguments, Turn
from handlers.wording import asker, staff
from nlu.dialogue.answers import read_answer
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_BARE_NUMBER = lazy_regex(
    r"(?:第|是)?\s*[#＃]?\s*(?P<number>\d{1,9})\s*(?:号|单|号单|那件|这件|那个)?[吧嘛了的。，!！\s]*"
)


async def answer_which(turn: Turn, question: dict[str, Any]) -> bool:
    """12, where it was asked which demand is meant: what was said before is done for that one."""
    found = _BARE_NUMBER.fullmatch(turn.text.strip())
    if found is None:
        return False
    turn.talk.settle()
    number, text = int(found["number"]), str(question["text"])
    turn.incoming = replace(turn.incoming, text=text)
    if command := read_command(text):
        await running.run(turn, command[0], replace(command[1], number=number))
        return True
    understood = replace(turn.services.understand(text, turn.now), demand_no=number)
    if not await expert_words.hear(turn, understood):
        await intents.follow(turn, understood)
    return True


async def confirm(turn: Turn) -> bool:
    """是 or 不, where a command waits for it; anything else lets the command go."""
    question = turn.talk.asked(CONFIRM_FRESH)
    if not question or question["name"] != "confirm":
        return False
    kind = read_answer(turn.text).kind
    if kind == "yes":
        turn.talk.settle()
        args = Arguments(question.get("number"), question.get("rest", ""), True, question["command"])
        await running.run(turn, by_name(question["command"]), args)
        return True
    if kind in {"no", "cancel"}:
        turn.talk.settle()
        turn.say(staff.confirm_cancelled())
        return True
    turn.talk.settle()
    return False


def cancel_draft(turn: Turn, understood: Understanding) -> bool:
    """算了 ends what is being taken down."""
    if turn.talk.draft is None or understood.demand_no is not None:
        return False
    if understood.intent != "cancel" and read_answer(turn.text).kind != "cancel":
        return False
    intake.drop(turn)
    turn.say(asker.draft_dropped())
    return True


async def confirm_guess(turn: Turn, question: dict[str, Any]) -> bool:
    """是: what was guessed is done with the words as they were; a newer question from elsewhere comes first."""
    turn.talk.settle()
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if any(prompt.asked_at > datetime.fromisoformat(question["at"]) for prompt in prompts):
        return False
    turn.incoming = replace(turn.incoming, text=str(question["text"]))
    await intents.INTENTS[question["intent"]](turn, turn.services.understand(turn.text, turn.now))
    return True
