"""Taking down a demand: one message where it tells everything, one question for all that is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.demands import Demand
from domain.drafts import CRITICAL, SURE, Draft
from domain.work import PromptKind
from handlers.needs import additions, drafting, facts, naming
from handlers.offering import publishing
from handlers.reading import feelings, impatience, questions, signs, stalling, worries
from handlers.turn import Arguments, Turn
from handlers.wording import asker, common, emergency
from handlers.wording import remarks as pieces
from nlu.dialogue.answers import read_answer, read_choice
from nlu.text.patterns import lazy_regex
from nlu.understanding import FieldGuess, Understanding

_SAME = lazy_regex(r"也(?:是|一样|这样|有|恁个|遭)|同样|一样的(?:问题|毛病|病)")
SHORT_ANSWER = 10
PLACES_HIDE_IN = frozenset("greet progress help rate complete look leave checkin message claim decline".split())
SURE_OF_HOSPITAL = 0.8
LONGEST_SUMMARY = 30
OPENING_KEPT = timedelta(hours=1)
SURE_INTERRUPTION = 0.4  # a less certain intent is read as the answer that is waited for
INTERRUPTING = frozenset(
    "greet thanks policy events progress human help rate privacy complaint bind claim decline look complete leave "
    "checkin signup message command emergency".split()
)


async def take(turn: Turn, understood: Understanding, *, parent_no: int | None = None) -> None:
    """A message that states a need: register it, or ask once for what is missing; `parent_no` came before it."""
    if not turn.talk.get("force_new") and await additions.join_recent(turn, understood):
        return
    turn.talk.put("force_new", None)
    understood = await _same_elsewhere(turn, _after_opening(turn, understood))
    _shelve_running_draft(turn)
    parts = understood.parts or (understood,)
    drafts = [drafting.start(part, turn.person) for part in parts]
    _share_place(drafts)
    await _assume_town(turn, drafts)
    _use_pin(turn, drafts)
    drafts[0].media_ids, drafts[0].parent_no = turn.talk.take_media(), parent_no
    if drafts[0].media_ids and not drafts[0].summary:
        drafts[0].is_thin = True  # 这是啥子病, of a picture
    await _advance(turn, drafts)


def keep_opening(turn: Turn, understood: Understanding) -> None:
    """我在铜梁开农家乐的: what one does, said before what is wrong with it."""
    if understood.organization is None:
        turn.talk.put("opening", {"text": turn.text, "at": turn.now.isoformat()})


def _after_opening(turn: Turn, understood: Understanding) -> Understanding:
    """没得客人来, after the above: read together, unless the words name a thing of their own."""
    before = turn.talk.get("opening")
    turn.talk.put("opening", None)
    if not before or understood.parts or drafting.subjects_of(understood):
        return understood
    if turn.now - datetime.fromisoformat(before["at"]) > OPENING_KEPT:
        return understood
    together = turn.services.understand(f"{before['text']}，{understood.text}", turn.now)
    is_one = together.intent == "demand" and together.field is not None and not together.parts
    return replace(together, place=understood.place or together.place) if is_one else understood


async def _same_elsewhere(turn: Turn, understood: Understanding) -> Understanding:
    """我哥家也是，他在彭水: the trouble told last, at another place."""
    focus = turn.talk.focus
    if focus is None or understood.tags or not _SAME.search(understood.text) or understood.parts:
        return understood
    before = await turn.uow.demands.get(focus)
    if before is None or before.reporter_id != turn.person.id or before.field_code is None:
        return understood
    field = FieldGuess(before.field_code, turn.services.field_names.get(before.field_code, ""), before.second, 1.0)
    text = f"{understood.text}（同 #{before.no}：{before.summary}）"
    return replace(understood, text=text, summary=before.summary, field=field, kind=before.kind, tags=before.tags)


async def _assume_town(turn: Turn, drafts: list[Draft]) -> None:
    """The village office of this morning's need is where the next one is, too."""
    said = turn.talk.get("place_said") or {}
    before = await turn.uow.demands.get(turn.talk.focus) if turn.talk.focus is not None else None
    if before is not None and (before.reporter_id != turn.person.id or before.place_code is None):
        before = None
    if before is not None:
        said = {"code": before.place_code, "town": before.town}
    for draft in drafts:
        if before is not None and not (draft.place_code or draft.place_choices or draft.on_behalf):
            draft.place_code, draft.place_name, draft.is_place_assumed = before.place_code, before.place_name, True
        if draft.is_place_assumed and draft.place_code == said.get("code"):
            draft.town = draft.town or said.get("town")


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
    if (understood.intent == "edit" or drafting.is_swap(understood.text)) and await _edit_another(
        turn, drafts[0], understood
    ):
        return True
    question = turn.talk.asked()
    missing = list(question.get("missing", [])) if question and question["name"] == "intake" else []
    if await _answers_expert(turn, understood, question):
        return False
    if missing and stalling.is_puzzled(understood.text):
        turn.talk.ask("intake", missing=missing)
        turn.say(pieces.place_explained() if "place" in missing else _question(drafts[0], missing, again=True))
        return True
    if stalling.is_stall(understood):
        turn.talk.keep_draft(state)
        turn.talk.ask("intake", missing=drafts[0].asked)
        told = drafts[0].summary or drafts[0].texts[0]
        turn.say(asker.draft_waits(told, _question(drafts[0], drafts[0].asked, again=True)))
        return True
    if not _answers(drafts[0], understood, missing, turn.text):
        return False
    _take_answer(turn, drafts, understood, missing)
    drafts[0].media_ids += turn.talk.take_media()
    await _advance(turn, drafts)
    return True


async def _answers_expert(turn: Turn, understood: Understanding, question: dict[str, Any] | None) -> bool:
    """芬顿加生化, after an expert asked about another need: the newer question is answered."""
    if question is None or question["name"] != "intake" or understood.place is not None:
        return False
    asked_at = datetime.fromisoformat(question["at"])
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    newer = {one.kind for one in prompts if one.asked_at >= asked_at}
    is_of_time = bool(understood.times) or read_answer(understood.text).kind in {"yes", "no"}
    return PromptKind.QUESTION in newer or (PromptKind.VISIT in newer and is_of_time)


async def _edit_another(turn: Turn, draft: Draft, understood: Understanding) -> bool:
    """核桃那个改成板栗, in the middle of another need: the registered one is mended, the intake goes on."""
    if any(thing in "".join(draft.texts) for thing in drafting.subjects_of(understood)):
        return False
    no = await naming.demand_named(turn, understood)
    demand = await turn.uow.demands.lock(no) if no is not None else None
    if demand is None:
        return False
    await additions.apply_edit(turn, demand, understood)
    turn.talk.put("asked", {"name": "intake", "at": turn.now.isoformat(), "missing": draft.asked})
    await remind(turn)
    return True


async def resume(turn: Turn) -> None:
    """A broken-off intake goes on: its question is open again."""
    if (state := turn.talk.draft) is not None:
        turn.talk.ask("intake", missing=_load(state)[0].asked)
        await remind(turn)


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
    if (state := turn.talk.draft) is None:
        return False
    turn.talk.put("dropped", {"drafts": state["drafts"], "at": turn.now.isoformat()})
    turn.talk.drop_draft()
    return True


async def register(turn: Turn, draft: Draft, *, recorded_for: str | None = None) -> tuple[Demand, publishing.Published]:
    """Store the demand and send it on its way."""
    drafting.settle_by_best_guess(draft)
    base = turn.rules.base_for(draft.place_code, turn.person.base)
    demand = draft.to_demand(base.name, turn.person.id, turn.now)
    if worries.wants_secrecy(demand.text):
        demand.restriction = "matched"
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
    is_first = turn.person.base is None and not turn.talk.get("is_welcomed")
    guessed = bool(drafts[0].place_choices)
    told = [(*await register(turn, draft), draft) for draft in drafts]
    if len(told) > 1:
        base = turn.rules.base_for(told[-1][0].place_code, told[-1][0].base)
        pairs = [(demand, published.pushed) for demand, published, _ in told]
        turn.say(asker.registered_several(pairs, turn.services.field_names, base, is_first=is_first))
    elif told[0][0].hazard == CRITICAL:
        turn.talk.ask("case", no=told[0][0].no)
        turn.say(emergency.case_registered(told[0][0], told[0][1].pushed))
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
    if "need" in missing and draft.summary in draft.subjects:
        return pieces.ask_trouble(draft.summary, asks_place="place" in missing, again=again)
    if "need" in missing and draft.media_ids and not draft.summary:
        return pieces.ask_shown(asks_place="place" in missing)
    summary = draft.summary if not draft.is_thin else ""
    asks_hospital = draft.is_thin and draft.field_code == "health" and draft.confidence >= SURE_OF_HOSPITAL
    role = draft.role or ("hospital" if asks_hospital else None)
    return asker.ask_missing(summary, missing, role, again=again)


def _answers(draft: Draft, understood: Understanding, missing: list[str], text: str) -> bool:
    if "which_place" in missing and read_choice(text, len(draft.place_choices)):
        return True
    if "field" in missing and read_choice(text, len(draft.field_choices)):
        return True
    if (
        worries.is_worry(text)
        or feelings.is_mood(understood)
        or not signs.has_words(text)
        or impatience.IMPATIENT.search(text)
    ):
        return False
    is_place = understood.place is not None and "place" in missing and not questions.is_question(text)
    if is_place and understood.intent in PLACES_HIDE_IN:
        return True  # 我是长寿的那个邻封镇
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
    elif understood.intent == "edit" or drafting.puts_right(first, understood):
        drafting.correct(first, understood, lambda told: turn.services.understand(told, turn.now))
    else:
        was_thin, thing = first.is_thin, drafting.bare_thing(understood)
        drafting.merge(first, understood)
        if was_thin and first.field_code is None and understood.intent != "demand":
            _read_together(turn, first)
        if thing and thing not in first.summary and not was_thin:
            first.summary = f"{thing}，{first.summary}"[:LONGEST_SUMMARY]  # 这叶子咋个了, then 柠檬
            first.asked = [one for one in first.asked if one != "place" or first.place_code]
        drafting.choose_known_place(first, turn.person)
        if was_thin and not first.is_thin and "place" in first.asked and not first.place_code:
            first.asked.remove("place")  # told in pieces: what is wrong has come, where it is has not
    _share_place(drafts)


def _read_together(turn: Turn, draft: Draft) -> None:
    """猪, 死了, 三头: what is told in pieces means something only when it is read together."""
    again = turn.services.understand("".join(draft.texts), turn.now)
    if again.intent not in {"demand", "emergency"} or again.field is None:
        return
    draft.field_code, draft.second, draft.confidence = again.field.code, again.field.second, again.field.confidence
    draft.kind, draft.hazard = draft.kind or again.kind, draft.hazard or again.hazard
    draft.summary, draft.tags, draft.is_thin = again.summary or draft.summary, list(again.tags), False


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
    """另一件 [猪不吃食]: what was joined, or is said now, becomes a demand of its own."""
    last = {"text": args.rest} if args.rest else turn.talk.get("last_addition")
    turn.talk.put("force_new", True)
    if not last:
        turn.say(asker.say_the_other())
        return
    turn.talk.put("last_addition", None)
    await take(turn, turn.services.understand(last["text"], turn.now))
