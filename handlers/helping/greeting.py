"""A hello, a thank-you, and how it all works, by role."""

from __future__ import annotations

from domain.demands import DemandStatus
from domain.ports import DemandFilter
from handlers import access
from handlers.turn import Arguments, Turn
from handlers.wording import expert, welcoming
from handlers.wording import staff as staff_wording

STILL_OPEN = tuple(one for one in DemandStatus if one not in {DemandStatus.CLOSED, DemandStatus.WITHDRAWN})


async def help_me(turn: Turn, args: Arguments) -> None:
    """帮助: by role."""
    if turn.person.expert_ids:
        turn.say(expert.help_text())
    if turn.person.is_staff:
        turn.say(staff_wording.help_text())
    if not turn.replies:
        turn.say(welcoming.help_text(turn.base, turn.person.base is not None))


async def greet(turn: Turn, args: Arguments) -> None:
    """A hello."""
    if turn.talk.draft is not None:
        turn.say(welcoming.short_greeting())
        return
    if turn.person.is_staff:
        open_ones = DemandFilter(bases=turn.person.staff_bases, statuses=STILL_OPEN)
        tasks = await turn.uow.work.tasks(turn.person.staff_bases)
        turn.say(staff_wording.greeting(turn.person.name or "", len(tasks), await turn.uow.demands.count(open_ones)))
        return
    if turn.person.expert_ids and not await access.open_demands(turn):
        offered = await access.offered(turn)
        one = await access.me_as_expert(turn)
        turn.say(expert.greeting(one, len(await access.demands_in_hand(turn)), len(offered)))
        return
    if turn.person.base:
        turn.say(welcoming.greeting())
        return
    turn.talk.put("is_welcomed", True)  # who runs this and what it costs need not be said again
    turn.say(welcoming.welcome(turn.base))


async def thank(turn: Turn, args: Arguments) -> None:
    """A thank-you."""
    turn.say(welcoming.thanks())
