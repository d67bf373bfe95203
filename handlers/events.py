"""What the platform reports beside messages: follows, unfollows, scans, taps, consents, delivery results."""

from __future__ import annotations

from domain.allowance import Trigger
from domain.experts import Reach
from handlers.helping import greeting, progress, staff_calls
from handlers.pool import binding
from handlers.turn import Arguments, Turn
from handlers.wording import remarks, welcoming

MENU = {"progress": progress.show, "help": greeting.help_me, "human": staff_calls.human}
INVITATION = "bind:"


async def receive(turn: Turn) -> None:
    """One event; an unknown one is kept in the inbox and otherwise passed over."""
    kind = turn.incoming.kind
    if kind in {"subscribe", "scan"}:
        await _follow(turn)
    elif kind == "unsubscribe":
        await _unfollow(turn)
    elif kind == "click":
        await turn.uow.notices.note_trigger(turn.person, Trigger.TAP, turn.now)
        if (handler := MENU.get(turn.incoming.scene)) is not None:
            await handler(turn, Arguments())
        else:
            turn.say(welcoming.greeting())
    elif kind in {"subscribe_popup", "subscribe_change"}:
        await _credits(turn)
    elif kind == "unknown" and turn.incoming.fields.get("MsgType") not in {None, "event"}:
        turn.say(remarks.unreadable())  # a file, a card, a sticker of a kind to come


async def _follow(turn: Turn) -> None:
    await turn.uow.notices.note_trigger(turn.person, Trigger.TAP, turn.now)
    if turn.incoming.kind == "subscribe":
        await turn.uow.notices.note_following(turn.person, True)
        turn.person.is_following = True
        await _set_reach(turn, Reach.BOUND)
    scene = turn.incoming.scene.removeprefix("qrscene_")
    if scene.startswith(INVITATION):
        await binding.bind(turn, Arguments(rest=scene.removeprefix(INVITATION)))
    elif turn.incoming.kind == "subscribe":
        turn.say(welcoming.welcome(turn.base))


async def _unfollow(turn: Turn) -> None:
    await turn.uow.notices.note_following(turn.person, False)
    await _set_reach(turn, Reach.UNFOLLOWED)


async def _set_reach(turn: Turn, reach: Reach) -> None:
    for one in (await turn.uow.experts.get_many(turn.person.expert_ids)).values():
        if one.person_id == turn.person.id and one.reach is not reach:
            one.reach, one.updated_at = reach, turn.now
            await turn.uow.experts.save(one)


async def _credits(turn: Turn) -> None:
    """A consent to one-time notices: each accepted template gives one credit, a refused one none."""
    for template_id in turn.incoming.fields.get("accepted", "").split(","):
        if template_id:
            await turn.uow.notices.add_credit(turn.person, template_id, 1)
