"""The one place that decides who handles a message: command, running conversation, what waits, intent, help."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import DomainError
from handlers import access, asked, events, intents
from handlers.activities import answers as activity_answers
from handlers.activities import questions as activity_questions
from handlers.activities import spoken as activity_words
from handlers.answering import after_visit, waiting
from handlers.commands import running
from handlers.commands.acts import by_act
from handlers.conversation import asides, contacts, media, policies, vagueness
from handlers.helping import acknowledging, after_alarm, emergencies, progress
from handlers.needs import additions, cases, facts, intake, phone_pieces
from handlers.orders import expert_words, naming
from handlers.outcomes import reporting
from handlers.pool import changes, registering, searching
from handlers.staff import alarms, assigning, elsewhere, recording, unclear
from handlers.turn import Turn
from handlers.visits import day_of, lateness, wishes
from handlers.wording import asker
from handlers.wording.errors import sentence
from nlu.dialogue.answers import read_answer
from nlu.understanding import Understanding

MEDIA = frozenset({"image", "voice", "video", "location"})
LOOKS_ASIDE = frozenset({"进度", "帮助", "我的信息", "命令", "宣讲", "转人工"})


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
    understood = phone_pieces.hear(turn, understood)
    if understood is None:
        return
    understood = await alarms.as_report(turn, emergencies.calmed(turn, await cases.as_told(turn, understood)))
    understood = vagueness.needs_nothing(turn, progress.as_asked(turn, await after_alarm.set_apart(turn, understood)))
    understood = await emergencies.joined(turn, understood)
    if understood.intent == "emergency" and await day_of.is_calling_out(turn):
        understood = replace(understood, intent="other", hazard=None)
    several = running.read_several(turn)
    command = None if several else running.read(turn) or await running.read_named(turn)
    if command is None and not several:
        several = await running.read_meant(turn)
    is_command = bool(several) or command is not None
    if not is_command and understood.intent in activity_questions.OF_ACTIVITIES:
        is_near = await activity_questions.is_near(turn, understood)
        understood = activity_questions.told_apart(turn, understood, is_near=is_near)
    if not is_command and understood.intent != "emergency" and (said := await naming.of_each(turn)):
        for no, words in said:
            await _answer_of_order(turn, no, words)
        return
    named = understood if is_command else await naming.as_named(turn, understood)
    if named is None or (not is_command and await registering.hear(turn, named)):
        return
    understood = named
    if several:
        await running.run_several(turn, several)
    elif command is not None:
        await running.run(turn, *command)
        if command[0].name in LOOKS_ASIDE and turn.talk.draft is not None:
            await intake.remind(turn)
    elif understood.intent == "emergency":
        await emergencies.help_now(turn, understood)
    elif (calm := await emergencies.take_back(turn)) is not None:
        await _add_or_take(turn, calm)
    elif (
        await emergencies.was_no_earnest(turn)
        or await after_alarm.hear(turn, understood)
        or await cases.hear(turn, understood)
        or await cases.take(turn, understood)
    ):
        return
    elif not await _go_on(turn, understood):
        await intents.follow(turn, understood)


async def _answer_of_order(turn: Turn, no: int, words: str) -> None:
    """What an expert says of one order in a message about several; a refusal of one leaves the others as they are."""
    turn.talk.set_focus(no)
    turn.incoming = replace(turn.incoming, text=words)
    understood = replace(turn.services.understand(words, turn.now), demand_no=no)
    try:
        if not await _go_on(turn, understood):
            await intents.follow(turn, understood)
    except DomainError as refusal:
        turn.say(sentence(refusal))


async def _go_on(turn: Turn, understood: Understanding) -> bool:
    """What runs already: a confirmation, a form being filled in, an intake, or something that waits for an answer."""
    if await asked.outranked(turn) or await asked.confirm(turn):
        return True
    if await acknowledging.hear(turn) or await alarms.hear_report(turn):
        return True
    if turn.talk.draft is not None and understood.intent == "cancel" and await asides.hear_turn_to(turn):
        return True
    if asked.cancel_draft(turn, understood):
        return True
    if await activity_answers.answer_question(turn, understood) or await assigning.answer_which(turn):
        return True
    if await recording.answer(turn) or await by_act.hear(turn):
        return True
    if await activity_questions.hear(turn, understood):
        return True
    if await activity_words.hear(turn, understood):
        return True
    if await policies.go_on(turn) or await searching.go_on(turn):
        return True
    question = turn.talk.asked()
    if question and question["name"] == "which" and await asked.answer_which(turn, question):
        return True
    is_yes = question and question["name"] == "guess" and read_answer(turn.text).kind == "yes"
    if question and is_yes and not await waiting.asked_since(turn, question):
        return await asked.confirm_guess(turn, question)
    if await additions.answer_mend(turn, understood):
        return True
    is_intake = question and question["name"] == "intake" and not await _is_of_another(turn, understood)
    if is_intake and await intake.go_on(turn, understood):
        return True
    if await after_visit.hear(turn, understood) or await reporting.hear(turn, understood):
        return True
    if await lateness.hear(turn) or await wishes.hear(turn, understood):
        return True
    if await day_of.hear(turn, understood):
        return True
    if await contacts.hear_request(turn, understood):
        return True
    if await changes.hear_first(turn, understood):
        return True
    if await expert_words.hear(turn, understood) or await changes.hear(turn, understood):
        return True
    if await elsewhere.hear(turn, understood):
        return True
    if await waiting.answer(turn, understood):
        return True
    if await contacts.hear_own_number(turn, understood) or await unclear.hear(turn, understood):
        return True
    return question is None and understood.intent not in {"demand", "policy"} and await intake.go_on(turn, understood)


async def _add_or_take(turn: Turn, calm: Understanding) -> None:
    """药都打了三道了, which was no emergency: more of the need talked about, else one of its own."""
    if (demand := await access.own_in_focus(turn)) is not None:
        await additions.add(turn, demand, calm)
    else:
        await intake.take(turn, calm)


async def _is_of_another(turn: Turn, understood: Understanding) -> bool:
    """刘老汉电话 150…, while another need is being taken down: it belongs to his; 2号单… to an expert's order."""
    if await naming.is_own(turn, understood.demand_no) or changes.speaks_of_self(turn):
        return True
    return bool(understood.phones) and await facts.demand_of(turn, turn.text) is not None


async def refuse(turn: Turn, refusal: DomainError) -> None:
    """A rule says no; where it only asks which demand is meant, the words are kept for the answer."""
    if refusal.code in {"which_demand", "which_order"}:
        turn.talk.ask("which", text=turn.text)
    await running.note_refused(turn, refusal)
    turn.say(sentence(refusal))
    await _keep_talk(turn)


async def _keep_talk(turn: Turn) -> None:
    if turn.talk.is_changed:
        turn.talk.conversation.updated_at = turn.now
        await turn.uow.conversations.save(turn.talk.conversation)
