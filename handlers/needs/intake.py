"""Taking down a demand: one message where it tells everything, one question for all that is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from domain.demands import Demand
from domain.drafts import CRITICAL, Draft
from domain.work import PromptKind
from handlers import access
from handlers.needs import additions, drafting, joining, naming, replies, secrecy
from handlers.offering import publishing, wished
from handlers.reading import belonging, signs, stalling
from handlers.reading.moods import wellbeing
from handlers.turn import Arguments, Turn
from handlers.wording import asker, emergency
from handlers.wording import remarks as pieces
from handlers.wording import secrecy as limits
from nlu.dialogue.answers import read_answer
from nlu.dialogue.secrecy import excluded_of, read_secrecy
from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import FieldGuess, Understanding

_SAME = lazy_regex(r"也(?:是|一样|这样|有|恁个|遭)|同样|一样的(?:问题|毛病|病)")
LONGEST_PART = 14  # characters; whoever says more leaves nothing to what came before
FEWEST_OF_THING = 3  # scraps after which a thing that was named is a need
_THING = lazy_regex(
    r"(?:我们?|屋头?|家里?|的|就是|那个|这个|嗯|[，,\s])*(?:那个|这个|的|喝的|吃的|种的|养的)(?P<thing>(?!.*(?:[那这]个|[啥我们村]))[\u4e00-\u9fff]{1,3})"
)
OPENING_KEPT, PIECES_KEPT = timedelta(hours=1), timedelta(minutes=15)
MOST_PIECES, SURE_OF_PIECES = 8, 0.5


async def take(turn: Turn, understood: Understanding, *, parent_no: int | None = None) -> None:
    """A message that states a need: register it, or ask once for what is missing; `parent_no` came before it."""
    if not turn.talk.get("force_new") and await joining.join_recent(turn, understood):
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
        turn.talk.note("opening", text=turn.text)


def keep_piece(turn: Turn) -> int:
    """那个水, 有点浑: a piece that means nothing by itself; how many there are by now."""
    pieces = [*_pieces(turn), turn.text.strip(" ，,。.")][-MOST_PIECES:]
    turn.talk.note("pieces", texts=pieces)
    return len(pieces)


async def put_together(turn: Turn) -> bool:
    """那个水, 吃的水, 落了雨就浑: what means nothing piece by piece may be a need when it is read as one."""
    before = _pieces(turn)
    if not before or turn.talk.draft is not None:
        return False
    together = turn.services.understand(_joined([*before, turn.text.strip(" ，,。.")]), turn.now)
    is_told = tells_trouble(together.text) or tells_wish(together.text) or belonging.things_named(together)
    is_need = together.intent == "demand" and together.intent_confidence >= SURE_OF_PIECES and is_told
    if not is_need and len(before) >= FEWEST_OF_THING and any(_THING.fullmatch(text) for text in before):
        field = together.field or turn.services.read_field(together.text)  # 那个猪, 这几天, 不咋吃
        together = replace(together, intent="demand", kind="technical", field=field, summary=together.text)
        is_need = field is not None
    if not is_need:
        return False
    turn.talk.put("pieces", None)
    await take(turn, _with_thing(before, together))
    return True


def _with_thing(pieces: list[str], together: Understanding) -> Understanding:
    """The 水 of 那个水 stands before what is told of it."""
    found = next((one for text in pieces if (one := _THING.fullmatch(text))), None)
    if found is None or found["thing"] in together.summary:
        return together
    return replace(together, summary=f"{found['thing']}，{together.summary}")


def _joined(pieces: list[str]) -> str:
    """猪死了，云阳江口镇 of 猪, 死, 了, 云阳江口镇: single characters make up words."""
    text = pieces[0]
    for before, piece in pairwise(pieces):
        text += piece if signs.is_letter(before) and signs.is_letter(piece) else f"，{piece}"
    return text


def _pieces(turn: Turn) -> list[str]:
    kept = turn.talk.recent("pieces", PIECES_KEPT)
    return list(kept["texts"]) if kept else []


def _after_opening(turn: Turn, understood: Understanding) -> Understanding:
    """没得客人来, after the above: read together, unless the words name a thing of their own."""
    is_whole = len(understood.text) > LONGEST_PART or tells_wish(understood.text)
    if (pieces := _pieces(turn)) and not (drafting.subjects_of(understood) or understood.parts or is_whole):
        turn.talk.put("pieces", None)
        together = turn.services.understand(_joined([*pieces, understood.text]), turn.now)
        return _with_thing(pieces, together) if together.intent == "demand" and not together.parts else understood
    before = turn.talk.recent("opening", OPENING_KEPT)
    turn.talk.put("opening", None)
    if not before or understood.parts or drafting.subjects_of(understood):
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
    before = await access.talked_about(turn)
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
    if question is None and tells_trouble(turn.text):
        missing = list(drafts[0].asked)  # 又死了几只, days later
    if await _answers_expert(turn, understood, question):
        return False
    if missing and stalling.is_puzzled(understood.text):
        turn.talk.ask("intake", missing=missing)
        turn.say(pieces.place_explained() if "place" in missing else replies.question(drafts[0], missing, again=True))
        return True
    if stalling.speaks_of_picture(turn.text):
        turn.talk.ask("intake", missing=drafts[0].asked)
        turn.say(pieces.picture_waits(None))
        turn.say(replies.question(drafts[0], drafts[0].asked, again=True))
        return True
    if stalling.is_stall(understood):
        turn.talk.keep_draft(state)
        turn.talk.ask("intake", missing=drafts[0].asked)
        told = drafts[0].summary or drafts[0].texts[0]
        turn.say(asker.draft_waits(told, replies.question(drafts[0], drafts[0].asked, again=True)))
        return True
    if secrecy.is_only_wish(turn.text):
        _keep_secret(turn, drafts)
        return True
    if missing and understood.place is None and belonging.is_contact(understood):
        _keep_contact(turn, drafts, missing)
        return True
    if wellbeing.is_well(turn.text) and understood.place is None:
        drop(turn)
        turn.say(asker.draft_not_needed())
        return True
    if not replies.answers(turn, drafts[0], understood, missing):
        return False
    replies.take(turn, drafts[0], understood, missing)
    _share_place(drafts)
    drafts[0].media_ids += turn.talk.take_media()
    await _advance(turn, drafts)
    return True


def _keep_secret(turn: Turn, drafts: list[Draft]) -> None:
    """这个先莫公开, in the middle of it: kept with the words, and the question is still open."""
    first = drafts[0]
    first.texts.append(turn.text)
    turn.talk.keep_draft({"drafts": [draft.to_state() for draft in drafts]})
    turn.talk.ask("intake", missing=first.asked)
    if (found := read_secrecy("\n".join(first.texts))) is not None:
        turn.say(limits.kept_before(found.range, found.excluded))
    turn.say(replies.question(first, first.asked, again=True))


def _keep_contact(turn: Turn, drafts: list[Draft], missing: list[str]) -> None:
    """她儿子电话139…, instead of the place: kept with the words, and the question is still open."""
    drafts[0].texts.append(turn.text)
    turn.talk.keep_draft({"drafts": [draft.to_state() for draft in drafts]})
    turn.talk.ask("intake", missing=missing)
    turn.say(pieces.contact_kept(replies.question(drafts[0], missing, again=True)))


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
    turn.talk.ask("intake", missing=draft.asked)
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
    turn.say(asker.back_to_draft(draft.summary or draft.texts[0], replies.question(draft, draft.asked, again=True)))


def drop(turn: Turn) -> bool:
    """算了: forget the unfinished demand."""
    if (state := turn.talk.draft) is None:
        return False
    turn.talk.note("dropped", drafts=state["drafts"])
    turn.talk.drop_draft()
    return True


async def register(turn: Turn, draft: Draft, *, recorded_for: str | None = None) -> tuple[Demand, publishing.Published]:
    """Store the demand and send it on its way."""
    drafting.settle_by_best_guess(draft)
    base = turn.rules.base_for(draft.place_code, turn.person.base)
    demand = draft.to_demand(base.name, turn.person.id, turn.now)
    secrecy.limit(demand)
    demand.no = await turn.uow.demands.add(demand)
    await publishing.note(turn, demand, "registered", recorded_for=recorded_for)
    await secrecy.note_excluded(turn, demand, excluded_of(demand.text))
    await turn.uow.records.attach_media(draft.media_ids, demand.no)
    published = await publishing.open_demand(turn, demand)
    if recorded_for is None:
        await _remember(turn, demand, draft)
    return demand, published


async def _advance(turn: Turn, drafts: list[Draft]) -> None:
    missing = drafts[0].missing() or next((draft.missing() for draft in drafts if draft.missing()), [])
    if len(drafts) > 1:
        missing = [one for one in missing if "place" in one]  # of a list the likeliest is taken, and each as it is told
    if missing:
        drafts[0].asked += missing
        turn.talk.keep_draft({"drafts": [draft.to_state() for draft in drafts]})
        turn.talk.ask("intake", missing=missing)
        turn.say(replies.question(drafts[0], missing))
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
        await wished.hear(turn, demand, demand.text)
    await _take_from_shelf(turn)


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
    turn.say(asker.back_to_draft(draft.summary or draft.texts[0], replies.question(draft, draft.asked, again=True)))


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
