"""Taking down a demand: one message where it tells everything, one question for all that is missing."""

from __future__ import annotations

from domain.demands import Demand
from domain.drafts import SURE, Draft
from handlers import additions, drafting, facts, publishing
from handlers.turn import Arguments, Turn
from handlers.wording import asker, common
from nlu.answers import read_answer, read_choice
from nlu.understanding import Understanding

SHORT_ANSWER = 10
SURE_INTERRUPTION = 0.4  # a less certain intent is read as the answer that is waited for
INTERRUPTING = frozenset(
    "greet thanks policy events progress human help rate privacy complaint bind claim decline look complete leave "
    "checkin signup message command emergency".split()
)


async def take(turn: Turn, understood: Understanding) -> None:
    """A message that states a need: register it, or ask once for what is missing."""
    if not turn.talk.get("force_new") and await additions.join_recent(turn, understood):
        return
    turn.talk.put("force_new", None)
    _shelve_running_draft(turn)
    parts = understood.parts or (understood,)
    drafts = [drafting.start(part, turn.person) for part in parts]
    _share_place(drafts)
    _use_pin(turn, drafts)
    drafts[0].media_ids = turn.talk.take_media()
    await _advance(turn, drafts)


def _use_pin(turn: Turn, drafts: list[Draft]) -> None:
    """A pin that came before the words says where it is, unless the words do."""
    pin = turn.talk.get("pin")
    if not pin or not turn.talk.waiting_media():
        return
    turn.talk.put("pin", None)
    for draft in drafts:
        if draft.is_place_assumed or not (draft.place_code or draft.place_choices):
            drafting.merge_place(draft, turn.services.understand(pin["label"], turn.now))


async def go_on(turn: Turn, understood: Understanding) -> bool:
    """Read the message as the answer to the intake's question; False where it is something else."""
    state = turn.talk.draft
    if state is None:
        return False
    drafts = _load(state)
    question = turn.talk.asked()
    missing = list(question.get("missing", [])) if question and question["name"] == "intake" else []
    if not _answers(drafts[0], understood, missing, turn.text):
        return False
    _take_answer(turn, drafts, understood, missing)
    drafts[0].media_ids += turn.talk.take_media()
    await _advance(turn, drafts)
    return True


async def remind(turn: Turn) -> None:
    """After an interruption: the intake goes on where it was."""
    state = turn.talk.draft
    if state is None:
        return
    draft = _load(state)[0]
    if question := turn.talk.asked():
        turn.talk.ask("intake", missing=question.get("missing", []))
    turn.say(asker.back_to_draft(draft.summary or draft.texts[0], _question(draft, draft.asked, again=True)))


def drop(turn: Turn) -> bool:
    """算了: forget the unfinished demand."""
    if turn.talk.draft is None:
        return False
    turn.talk.drop_draft()
    return True


async def register(turn: Turn, draft: Draft, *, recorded_for: str | None = None) -> tuple[Demand, publishing.Published]:
    """Store the demand and send it on its way."""
    drafting.settle_by_best_guess(draft)
    base = turn.rules.base_for(draft.place_code, turn.person.base)
    demand = draft.to_demand(base.name, turn.person.id, turn.now)
    demand.no = await turn.uow.demands.add(demand)
    await publishing.note(turn, demand, "registered", recorded_for=recorded_for)
    await turn.uow.records.attach_media(draft.media_ids, demand.no)
    published = await publishing.open_demand(turn, demand)
    if recorded_for is None:
        await _remember(turn, demand, draft)
    return demand, published


async def _advance(turn: Turn, drafts: list[Draft]) -> None:
    missing = drafts[0].missing() or next((draft.missing() for draft in drafts if draft.missing()), [])
    if missing:
        drafts[0].asked += missing
        turn.talk.keep_draft({"drafts": [draft.to_state() for draft in drafts]})
        turn.talk.ask("intake", missing=missing)
        turn.say(_question(drafts[0], missing))
        return
    turn.talk.drop_draft()
    turn.talk.settle()
    is_first = turn.person.base is None
    guessed = bool(drafts[0].place_choices)
    told = [(*await register(turn, draft), draft) for draft in drafts]
    if len(told) > 1:
        base = turn.rules.base_for(told[-1][0].place_code, told[-1][0].base)
        pairs = [(demand, published.pushed) for demand, published, _ in told]
        turn.say(asker.registered_several(pairs, turn.services.field_names, base, is_first=is_first))
    else:
        demand, published, draft = told[0]
        turn.say(
            asker.registered(
                demand,
                turn.services.field_names,
                published.pushed,
                demand.promised_at,
                assumed_place=draft.is_place_assumed,
                guessed_place=guessed,
                pictures=len(draft.media_ids),
                base=turn.rules.base_for(demand.place_code, demand.base),
                is_first=is_first,
            )
        )
    await _take_from_shelf(turn)


def _question(draft: Draft, missing: list[str], *, again: bool = False) -> str:
    if "which_place" in missing and draft.place_choices:
        return asker.ask_place([common.short_place(name) + (town or "") for _, name, town in draft.place_choices])
    if missing == ["field"]:
        return asker.ask_field([name for _, _, name in draft.field_choices])
    summary = draft.summary if not draft.is_thin else ""
    asks_hospital = draft.is_thin and draft.field_code == "health"
    role = draft.role or ("hospital" if asks_hospital else None)
    return asker.ask_missing(summary, missing, role, again=again)


def _answers(draft: Draft, understood: Understanding, missing: list[str], text: str) -> bool:
    if "which_place" in missing and read_choice(text, len(draft.place_choices)):
        return True
    if "field" in missing and read_choice(text, len(draft.field_choices)):
        return True
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
        or draft.confidence < SURE
        or understood.intent != "demand"
        or guess is None
        or not understood.tags
    ):
        return False
    return guess.code != draft.field_code and guess.confidence >= 0.6


def _take_answer(turn: Turn, drafts: list[Draft], understood: Understanding, missing: list[str]) -> None:
    first, text = drafts[0], turn.text
    if "which_place" in missing and (choice := read_choice(text, len(first.place_choices))):
        first.place_code, first.place_name, first.town = first.place_choices[choice - 1]
        first.place_choices = []
    elif "field" in missing and (choice := read_choice(text, len(first.field_choices))):
        first.field_code, first.second, _ = first.field_choices[choice - 1]
        first.confidence = 1.0
    elif understood.intent == "edit":
        drafting.correct(first, understood, lambda told: turn.services.understand(told, turn.now))
    else:
        drafting.merge(first, understood)
    _share_place(drafts)


def _share_place(drafts: list[Draft]) -> None:
    told = next((draft for draft in drafts if draft.place_code and not draft.is_place_assumed), None)
    for draft in drafts:
        if told and (not draft.place_code or draft.is_place_assumed) and not draft.place_choices:
            draft.place_code, draft.place_name, draft.town = told.place_code, told.place_name, told.town
            draft.is_place_assumed = False


def _load(state: dict[str, object]) -> list[Draft]:
    drafts = state.get("drafts")
    return [Draft.from_state(one) for one in drafts] if isinstance(drafts, list) else []


def _shelve_running_draft(turn: Turn) -> None:
    if (state := turn.talk.draft) is not None:
        turn.talk.put("shelf", state)
        turn.talk.drop_draft()


async def _take_from_shelf(turn: Turn) -> None:
    state = turn.talk.get("shelf")
    if not state:
        return
    turn.talk.put("shelf", None)
    turn.talk.put("draft", state)
    if turn.talk.draft is None:
        turn.talk.drop_draft()
        return
    draft = _load(state)[0]
    if not draft.place_code and turn.person.place_code:
        draft.place_code, draft.place_name = turn.person.place_code, turn.person.place_name
        draft.is_place_assumed = True
        if not draft.missing():
            await _advance(turn, [draft, *_load(state)[1:]])
            return
    turn.talk.ask("intake", missing=draft.asked)
    turn.say(asker.back_to_draft(draft.summary or draft.texts[0], _question(draft, draft.asked, again=True)))


async def _remember(turn: Turn, demand: Demand, draft: Draft) -> None:
    turn.talk.set_focus(demand.no)
    person = turn.person
    person.trade = draft.role or person.trade
    person.organization = draft.organization or person.organization
    if demand.place_code and not draft.on_behalf:
        person.place_code, person.place_name = demand.place_code, demand.place_name
    person.base = person.base or demand.base
    await turn.uow.people.save(person)


async def another(turn: Turn, args: Arguments) -> None:
    """另一件: what was joined becomes a demand of its own."""
    last = turn.talk.get("last_addition")
    turn.talk.put("force_new", True)
    if not last:
        turn.say(asker.say_the_other())
        return
    turn.talk.put("last_addition", None)
    await take(turn, turn.services.understand(last["text"], turn.now))
