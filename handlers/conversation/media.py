"""Pictures, voice, video and pins: kept with the demand they belong to, before or after its words."""

from __future__ import annotations

from domain.demands import Demand
from domain.errors import DomainError
from domain.records import MediaItem
from domain.work import PromptKind, Task, TaskKind
from handlers import access
from handlers.needs import intake
from handlers.orders import conversing
from handlers.turn import Turn
from handlers.visits import places as visit_places
from handlers.wording import media as wording
from handlers.wording import owed, welcoming
from handlers.wording import staff as staff_wording


async def receive(turn: Turn) -> None:
    """One file or pin: keep it, put it where it belongs, say so."""
    item = await _keep(turn)
    if item.kind == "voice" and not turn.text:
        await _owe_an_ear(turn, item)
        return
    if await _answers_question(turn, item):
        return
    demand = await _demand_for(turn)
    if item.kind == "location":
        demand = await visit_places.awaiting_pin(turn) or demand
    if demand is None:
        turn.talk.keep_media(item.id)
        if item.label:
            turn.talk.note("pin", label=item.label)
        await _read_pin(turn, item)
        if turn.talk.draft is None or item.kind != "location" or not await _pin_answers(turn, item):
            turn.say(_first_words(turn, item))
            await _go_on(turn)
        return
    await _attach(turn, demand, item)


async def _keep(turn: Turn) -> MediaItem:
    incoming = turn.incoming
    reference = incoming.media[0] if incoming.media else None
    item = MediaItem(
        person_id=turn.person.id,
        kind=incoming.kind,
        received_at=turn.now,
        media_id=reference.media_id if reference else "",
        url=reference.url if reference else "",
        transcript=turn.text or None,
        latitude=incoming.point.latitude if incoming.point else None,
        longitude=incoming.point.longitude if incoming.point else None,
        label=incoming.point.label if incoming.point else None,
    )
    item.id = await turn.uow.records.add_media(item)
    return item


async def _answers_question(turn: Turn, item: MediaItem) -> bool:
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    question = next((prompt for prompt in prompts if prompt.kind is PromptKind.QUESTION), None)
    if question is None or item.kind == "location":
        return False
    await conversing.answer_question(turn, question, "", item)
    return True


async def _demand_for(turn: Turn) -> Demand | None:
    if turn.talk.draft is not None or turn.talk.focus is None:
        return None
    demand = await turn.uow.demands.lock(turn.talk.focus)
    if demand is None or demand.is_ended:
        return None
    is_mine = demand.reporter_id == turn.person.id or demand.expert_id in turn.person.expert_ids
    return demand if is_mine else None


async def _attach(turn: Turn, demand: Demand, item: MediaItem) -> None:
    await turn.uow.records.attach_media([item.id], demand.no)
    if item.kind == "location":
        if not await visit_places.keep_pin(turn, demand, item):
            turn.say(wording.place_noted(item.label or "", demand.no))
    else:
        turn.say(wording.picture_for(demand.no, 1) if item.kind == "image" else wording.video_kept(demand.no))
    receiver = await _other_side(turn, demand)
    if receiver is not None and item.kind != "location":
        await turn.notify("picture", receiver, demand_no=demand.no, media_id=item.id, no=demand.no)


async def _other_side(turn: Turn, demand: Demand) -> int | None:
    if demand.expert_id is None:
        return None
    if demand.expert_id in turn.person.expert_ids:
        return demand.reporter_id
    one = await turn.uow.experts.get(demand.expert_id)
    return one.person_id if one else None


async def _owe_an_ear(turn: Turn, item: MediaItem) -> None:
    """Nobody can read it out: a butler listens and types what was said."""
    no = turn.talk.focus
    if no is not None:
        try:
            await access.own_demand(turn, no, "进度 12")
            await turn.uow.records.attach_media([item.id], no)
        except DomainError:
            no = None
    if no is None:
        turn.talk.keep_media(item.id)
    task = Task(
        turn.base.name,
        TaskKind.LISTEN,
        turn.now,
        no,
        person_id=turn.person.id,
        detail={"media_id": item.id, "note": owed.VOICE},
    )
    task_id = await turn.uow.work.add_task(task)
    for one in await turn.staff_of(turn.base.name):
        if one.id == turn.person.id:
            continue
        await turn.notify("picture", one.id, demand_no=no, media_id=item.id, no=no or "新")
        await turn.notify(
            "task",
            one.id,
            what=staff_wording.TASK[TaskKind.LISTEN],
            no=no,
            note=owed.VOICE_CAME,
            next=owed.heard_by(task_id),
        )
    turn.say(wording.voice_kept(no))


async def _read_pin(turn: Turn, item: MediaItem) -> None:
    """A pin's label often names the county: it becomes the person's place."""
    if item.kind != "location" or not item.label:
        return
    place = turn.services.understand(item.label, turn.now).place
    if place is not None and not place.choices:
        turn.person.place_code, turn.person.place_name = place.code, place.name
        await turn.uow.people.save(turn.person)


async def _pin_answers(turn: Turn, item: MediaItem) -> bool:
    if not item.label:
        return False
    return await intake.go_on(turn, turn.services.understand(item.label, turn.now))


async def _go_on(turn: Turn) -> None:
    """The intake's own question stands: it is said again instead of a general one."""
    if turn.talk.draft is not None:
        await intake.remind(turn)


def _first_words(turn: Turn, item: MediaItem) -> str:
    if turn.talk.draft is not None:
        return wording.media_kept(item.kind)
    if item.kind == "location" and turn.person.place_code:
        return welcoming.go_on_there(turn.person.place_name or "", None)
    if item.kind == "location":
        return wording.place_noted(item.label or "", None)
    return wording.picture_first() if item.kind == "image" else wording.video_kept(None)
