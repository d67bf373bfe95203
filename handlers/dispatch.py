"""The one place that decides who handles a message: command, running conversation, what waits, intent, help."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from domain.errors import DomainError
from domain.records import AuditEntry
from domain.work import PromptKind
from handlers import (
    access,
    additions,
    askers,
    claiming,
    conversing,
    emergencies,
    events,
    facts,
    intake,
    media,
    openings,
    policies,
    privacy,
    searching,
    waiting,
)
from handlers.activities import answers as activity_answers
from handlers.activities import words as activity_words
from handlers.commands import ROLE_NAMES, Command, by_name, read_command
from handlers.outcomes import completing
from handlers.talk import CONFIRM_FRESH
from handlers.turn import Arguments, Turn
from handlers.visits import arranging as visiting
from handlers.visits import tabling
from handlers.wording import asker, expert, staff, welcoming
from handlers.wording.errors import sentence
from nlu.answers import read_answer
from nlu.understanding import Understanding

MEDIA = frozenset({"image", "voice", "video", "location"})
SURE = 0.5
LOOKS_ASIDE = frozenset({"进度", "帮助", "我的信息", "命令", "宣讲", "转人工"})
WITHDRAWS = ("撤", "取消", "不要了", "不用了", "不需要", "不请了")
_BARE_NUMBER = re.compile(
    r"(?:第|是)?\s*[#＃]?\s*(?P<number>\d{1,9})\s*(?:号|单|号单|那件|这件|那个)?[吧嘛了的。，!！\s]*"
)
MAY_WITHDRAW = frozenset("cancel decline deny events message leave other".split())


async def answer(turn: Turn) -> None:
    """Handle one message or event; what is to be said stands in the turn afterwards."""
    if turn.incoming.is_event:
        await events.receive(turn)
    elif turn.incoming.kind in MEDIA and not (turn.incoming.kind == "voice" and turn.text):
        await media.receive(turn)
    else:
        await _answer_text(turn)
    await _keep_talk(turn)


async def _answer_text(turn: Turn) -> None:
    understood = turn.understood
    if understood is None or not turn.text.strip():
        raise DomainError("nothing_understood")
    if understood.identity_masked:
        turn.say(asker.identity_masked())
    command = read_command(turn.text)
    if command is not None and not _is_mere_word(turn, command[0]):
        await run_command(turn, *command)
        if command[0].name in LOOKS_ASIDE and turn.talk.draft is not None:
            await intake.remind(turn)
    elif understood.intent == "emergency":
        await emergencies.help_now(turn, understood)
    elif not await _go_on(turn, understood):
        await _by_intent(turn, understood)


def _is_mere_word(turn: Turn, command: Command) -> bool:
    """看 alone, from somebody who has no such command, is prose."""
    return turn.text.strip() == command.name and len(command.name) == 1 and not command.allows(turn.person)


async def run_command(turn: Turn, command: Command, args: Arguments) -> None:
    """Permission is checked here, once; what staff do is written down."""
    if not command.allows(turn.person):
        raise DomainError("not_allowed", command=command.name, role=ROLE_NAMES.get(command.roles, "相应身份"))
    await command.run(turn, args)
    if command.is_audited and turn.person.is_staff:
        subject = f"#{args.number}" if args.number is not None else args.rest[:40]
        role = next(grant.role.value for grant in turn.person.grants)
        entry = AuditEntry(turn.now, turn.person.id, role, command.name, subject, turn.outcome)
        await turn.uow.records.audit(entry)


async def _go_on(turn: Turn, understood: Understanding) -> bool:
    """What runs already: a confirmation, a form being filled in, an intake, or something that waits for an answer."""
    if await _confirm(turn):
        return True
    if _cancels(turn, understood):
        return True
    if await activity_answers.answer_question(turn, understood):
        return True
    if await policies.go_on(turn) or await searching.go_on(turn):
        return True
    question = turn.talk.asked()
    if question and question["name"] == "which" and await _answer_which(turn, question):
        return True
    if question and question["name"] == "register_expert" and "；" in turn.text.replace(";", "；"):
        await run_command(turn, by_name("专家登记"), Arguments(rest=turn.text, name="专家登记"))
        return True
    if question and question["name"] == "guess" and read_answer(turn.text).kind == "yes":
        turn.talk.settle()
        await INTENTS[question["intent"]](turn, turn.services.understand(question["text"], turn.now))
        return True
    if await additions.answer_mend(turn, understood):
        return True
    if question and question["name"] == "intake" and await intake.go_on(turn, understood):
        return True
    if await waiting.answer(turn, understood):
        return True
    return question is None and understood.intent not in {"demand", "policy"} and await intake.go_on(turn, understood)


async def refuse(turn: Turn, refusal: DomainError) -> None:
    """A rule says no; where it only asks which demand is meant, the words are kept for the answer."""
    if refusal.code == "which_demand":
        turn.talk.ask("which", text=turn.text)
    turn.say(sentence(refusal))
    await _keep_talk(turn)


async def _answer_which(turn: Turn, question: dict[str, Any]) -> bool:
    """12, where it was asked which demand is meant: what was said before is done for that one."""
    found = _BARE_NUMBER.fullmatch(turn.text.strip())
    if found is None:
        return False
    turn.talk.settle()
    number, text = int(found["number"]), str(question["text"])
    turn.incoming = replace(turn.incoming, text=text)
    if command := read_command(text):
        await run_command(turn, command[0], replace(command[1], number=number))
        return True
    understood = replace(turn.services.understand(text, turn.now), demand_no=number)
    await _by_intent(turn, understood)
    return True


async def _confirm(turn: Turn) -> bool:
    question = turn.talk.asked(CONFIRM_FRESH)
    if not question or question["name"] != "confirm":
        return False
    kind = read_answer(turn.text).kind
    if kind == "yes":
        turn.talk.settle()
        args = Arguments(question.get("number"), question.get("rest", ""), True, question["command"])
        await run_command(turn, by_name(question["command"]), args)
        return True
    if kind in {"no", "cancel"}:
        turn.talk.settle()
        turn.say(staff.confirm_cancelled())
        return True
    turn.talk.settle()
    return False


def _cancels(turn: Turn, understood: Understanding) -> bool:
    """算了 ends what is being taken down."""
    if turn.talk.draft is None or understood.demand_no is not None:
        return False
    if understood.intent != "cancel" and read_answer(turn.text).kind != "cancel":
        return False
    intake.drop(turn)
    turn.say(asker.draft_dropped())
    return True


async def _by_intent(turn: Turn, understood: Understanding) -> None:
    if understood.intent in MAY_WITHDRAW and await activity_words.withdrawal_said(turn, understood):
        return
    handler = INTENTS.get(understood.intent, _not_understood)
    if understood.intent == "demand" and not openings.says_something(turn.text):
        handler = _not_understood
    if understood.place_rejected is not None and understood.intent in {"deny", "confirm", "other"}:
        handler = _edit  # 是巫山不是忠县
    aside = openings.hear_worry(turn, understood) or openings.hear_beginning(turn) or await openings.hear_secrecy(turn)
    if not aside and not await facts.hear(turn, understood):
        await handler(turn, understood)
    is_other = handler is not _not_understood and understood.intent not in {"demand", "cancel", "edit"}
    if is_other and turn.talk.draft is not None:
        await intake.remind(turn)


async def _not_understood(turn: Turn, understood: Understanding) -> None:
    """A last look at what may be meant; then a guess or a way to a person."""
    if turn.talk.focus is not None and understood.tags and await additions.join_recent(turn, understood):
        return
    if understood.tags and understood.field is not None and len(turn.text) >= 6:
        turn.talk.ask("guess", intent="demand", text=understood.text)
        turn.say(welcoming.not_understood(f"请人解决“{understood.summary or understood.field.name}”", turn.base))
        return
    if openings.asks_for_tasks(turn):
        await claiming.my_tasks(turn, Arguments())
        return
    if await openings.hear_opening(turn, understood) or await openings.offer_to_pass_on(turn):
        return
    if turn.talk.draft is not None:
        await intake.remind(turn)
    elif not await openings.not_for_askers(turn):
        turn.say(welcoming.not_understood(None, turn.base))


async def _keep_talk(turn: Turn) -> None:
    if turn.talk.is_changed:
        turn.talk.conversation.updated_at = turn.now
        await turn.uow.conversations.save(turn.talk.conversation)


Intended = Callable[[Turn, Understanding], Awaitable[None]]


def _as_command(run: Callable[[Turn, Arguments], Awaitable[None]], *, with_text: bool = False) -> Intended:
    """An understood intent reaches the same handler as the command."""

    async def handle(turn: Turn, understood: Understanding) -> None:
        await run(turn, Arguments(understood.demand_no, turn.text if with_text else ""))

    return handle


def _only_experts(act: Intended) -> Intended:
    """Only experts mean this; from others the same words are something else."""

    async def handle(turn: Turn, understood: Understanding) -> None:
        if turn.person.expert_ids:
            await act(turn, understood)
        else:
            await _not_understood(turn, understood)

    return handle


def _for_experts(run: Callable[[Turn, Arguments], Awaitable[None]], *, with_text: bool = False) -> Intended:
    """A command of experts, reached by an understood intent."""
    return _only_experts(_as_command(run, with_text=with_text))


async def _edit(turn: Turn, understood: Understanding) -> None:
    if turn.talk.draft is not None and await intake.go_on(turn, understood):
        return
    if not await additions.mend(turn, understood):
        await intake.take(turn, understood) if understood.tags else await _not_understood(turn, understood)


async def _cancel(turn: Turn, understood: Understanding) -> None:
    if not await access.open_demands(turn):
        turn.say(asker.nothing_to_drop())
        return
    if openings.is_question(turn.text):
        await _progress(turn, understood)
        return
    number = understood.demand_no or await openings.demand_named(turn, understood)
    if understood.demand_no is not None or _says_withdraw(turn):
        await additions.withdraw(turn, Arguments(number))
        return
    demand = await access.own_demand(turn, number, "撤回 12")
    turn.talk.ask("confirm", command="撤回", number=demand.no, rest="")
    turn.say(asker.withdraw_sure(demand))


def _says_withdraw(turn: Turn) -> bool:
    """撤回 in so many words, or a plain word soon after the demand was talked about."""
    age = turn.talk.focus_age()
    is_plain = read_answer(turn.text).kind == "cancel" or any(word in turn.text for word in WITHDRAWS)
    return "撤回" in turn.text or (is_plain and age is not None and age <= additions.RECENT)


async def _look(turn: Turn, understood: Understanding) -> None:
    if not turn.person.expert_ids and not turn.person.is_staff:
        await askers.progress(turn, Arguments(understood.demand_no))
    elif understood.demand_no is None and ("单" in turn.text or "榜" in turn.text):
        name = understood.field.name if understood.field and understood.field.confidence >= SURE else ""
        await claiming.show_list(turn, Arguments(rest=name))
    else:
        await claiming.look(turn, Arguments(understood.demand_no))


async def _progress(turn: Turn, understood: Understanding) -> None:
    if understood.demand_no is not None and await _is_steered(turn, understood.demand_no):
        await run_command(turn, by_name("查"), Arguments(understood.demand_no, name="查"))
    elif turn.person.expert_ids and not await access.open_demands(turn):
        await claiming.my_tasks(turn, Arguments())
    else:
        await askers.progress(turn, Arguments(understood.demand_no))


async def _is_steered(turn: Turn, number: int) -> bool:
    """Whether this person is staff asking after somebody else's demand."""
    demand = await turn.uow.demands.get(number) if turn.person.is_staff else None
    return demand is not None and demand.reporter_id != turn.person.id and access.may_steer(turn, demand.base)


async def _message(turn: Turn, understood: Understanding) -> None:
    await askers.pass_on(turn, Arguments(understood.demand_no, turn.text))


async def _propose_time(turn: Turn, understood: Understanding) -> None:
    """A time without anybody to meet belongs to what is being taken down, or is asked about."""
    if turn.talk.draft is not None and await intake.go_on(turn, understood):
        return
    if turn.person.expert_ids and openings.says_away(turn.text) and await openings.held_by_expert(turn) is None:
        await claiming.go_on_leave(turn, Arguments(rest=turn.text))
        return
    if understood.tags and not tabling.is_dated(turn.text, turn.now):
        await intake.take(turn, understood)
    else:
        await visiting.suggest(turn, understood)


async def _claim(turn: Turn, understood: Understanding) -> None:
    """我接，下周三去, by somebody who has it already, is about the time."""
    if not turn.person.expert_ids:
        await _not_understood(turn, understood)
    elif understood.demand_no is None and understood.times and await openings.held_by_expert(turn) is not None:
        await visiting.suggest(turn, understood)
    else:
        await claiming.claim(turn, Arguments(understood.demand_no))


async def _decline(turn: Turn, understood: Understanding) -> None:
    """Without an order that waits for an answer, it may be the one in hand: hand back or another time?"""
    in_hand = await access.demands_in_hand(turn)
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    is_pushed = any(prompt.kind is PromptKind.CLAIM for prompt in prompts)
    if understood.demand_no is None and not is_pushed and len(in_hand) == 1:
        turn.say(expert.cannot_go(in_hand[0].no))
        return
    await claiming.decline(turn, Arguments(understood.demand_no, turn.text))


async def _yes_or_no(turn: Turn, understood: Understanding) -> None:
    if openings.is_question(turn.text) and await access.open_demands(turn):
        await askers.progress(turn, Arguments())
        return
    if understood.intent == "deny" and (no := await openings.held_by_expert(turn)) is not None:
        turn.say(expert.held_hint(no))
        return
    turn.say(welcoming.nothing_waiting())


INTENTS: dict[str, Intended] = {
    "demand": intake.take,
    "policy": policies.answer,
    "events": activity_words.events_said,
    "signup": activity_words.signup_said,
    "checkin": activity_words.checkin_said,
    "progress": _progress,
    "cancel": _cancel,
    "edit": _edit,
    "claim": _claim,
    "decline": _only_experts(_decline),
    "look": _look,
    "ask": _for_experts(conversing.ask, with_text=True),
    "answer": _for_experts(conversing.advise, with_text=True),
    "leave": _for_experts(claiming.go_on_leave, with_text=True),
    "message": _message,
    "human": _as_command(askers.human),
    "complaint": _as_command(askers.complain),
    "help": _as_command(askers.help_me),
    "greet": _as_command(askers.greet),
    "thanks": _as_command(askers.thank),
    "privacy": _as_command(privacy.show),
    "propose_time": _propose_time,
    "complete": completing.complete_in_prose,
    "rate": completing.rate_in_prose,
    "confirm": _yes_or_no,
    "deny": _yes_or_no,
}
