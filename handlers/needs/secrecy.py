"""Who may see a need, wished for with it or afterwards; whom it is kept from stands in its history."""

from __future__ import annotations

from domain.demands import Demand, DemandStatus
from handlers.offering import publishing
from handlers.turn import Turn
from handlers.wording import owed
from nlu.dialogue.secrecy import read_secrecy, without_secrecy
from nlu.dialogue.wants import tells_trouble, tells_wish

NO_MORE = 8  # characters beside the wish that tell of nothing else
_ORDER = ("public", "matched", "butler")


def is_only_wish(text: str) -> bool:
    """别公开, and no need besides."""
    rest = without_secrecy(text).strip(" ，,。！!、；;")
    is_short = len(rest) <= NO_MORE or not (tells_trouble(rest) or tells_wish(rest))
    return read_secrecy(text) is not None and is_short


def limit(demand: Demand) -> None:
    """Before it is stored: what its own words wish."""
    if (found := read_secrecy(demand.text)) is not None:
        demand.restriction = found.range


async def keep(turn: Turn, demand: Demand, text: str) -> bool:
    """What later words wish: the range grows narrower only; True where there was a wish."""
    found = read_secrecy(text)
    if found is None:
        return False
    if text not in demand.text:
        demand.text, demand.updated_at = f"{demand.text}\n{text}", turn.now
        await turn.uow.demands.save(demand)
    if _ORDER.index(found.range) > _ORDER.index(demand.restriction):
        await publishing.restrict(turn, demand, found.range)
    await note_excluded(turn, demand, found.excluded)
    return True


async def open_again(turn: Turn, demand: Demand) -> None:
    """可以公布了: everybody may see it from now on, and whoever fits is asked."""
    demand.text, demand.updated_at = f"{demand.text}\n{turn.text}", turn.now
    await publishing.restrict(turn, demand, _ORDER[0])
    if demand.status is DemandStatus.PUBLISHED:
        await publishing.publish(turn, demand)


async def note_excluded(turn: Turn, demand: Demand, excluded: tuple[str, ...]) -> None:
    """Butlers read in the history who shall not see it."""
    if excluded:
        await publishing.note(turn, demand, "edited", note=owed.kept_from(excluded))
