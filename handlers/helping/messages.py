"""Words from one side to the other: passed on as said, kept with the demand, offered where they fit nothing else."""

from __future__ import annotations

from datetime import timedelta

from domain.demands import Demand
from domain.errors import DomainError
from domain.experts import Expert
from domain.ports import DemandFilter
from domain.records import Exchange, ExchangeKind
from handlers import access
from handlers.offering import publishing
from handlers.reading import questions, signs
from handlers.turn import Arguments, Turn
from handlers.wording import asker, common, owed, welcoming
from nlu.text.patterns import lazy_regex

FEWEST_GUESSED = 4
LOOKED_AT = 5
ANSWERED_WITHIN = timedelta(hours=12)


async def pass_on(turn: Turn, args: Arguments) -> None:
    """留言 12 …: to the other side; staff may write to the asker."""
    if not args.rest:
        raise DomainError("text_needed", example=f"留言 {args.number or 12} 我这边路不好走，请提前说一声")
    number = (turn.talk.focus or await _only_one(turn)) if args.number is None else args.number
    if number is None:
        raise DomainError("number_needed", example="留言 12 …")
    demand = await turn.uow.demands.lock(number)
    if demand is None:
        raise DomainError("demand_unknown", no=number)
    if demand.is_ended and demand.expert_id is None:
        raise DomainError("demand_ended", no=number)
    if demand.reporter_id == turn.person.id and demand.expert_id is None:
        await _tell_staff(turn, demand, args.rest)
        return
    receiver, who, name = await _other_side(turn, demand, args.rest)
    await relay(turn, demand, ExchangeKind.MESSAGE, receiver, args.rest)
    by_expert = demand.expert_id is not None and demand.expert_id in turn.person.expert_ids
    caution = common.dose_caution(demand, args.rest) if by_expert else ""
    said = f"{args.rest}\n{caution.strip()}" if caution else args.rest
    await turn.notify("message", receiver, demand_no=demand.no, no=demand.no, who=who, text=said)
    turn.talk.set_focus(demand.no)
    turn.say(asker.message_passed(demand.no, name))


async def _only_one(turn: Turn) -> int | None:
    """The one matter with somebody on the other side, days after it was talked about."""
    shared = [one.no for one in await access.open_demands(turn) if one.expert_id is not None]
    shared = shared or [one.no for one in await access.demands_in_hand(turn)]
    return shared[0] if len(shared) == 1 else None


async def _tell_staff(turn: Turn, demand: Demand, text: str) -> None:
    """Nobody has it yet: the words reach the butlers, who may have written first."""
    await relay(turn, demand, ExchangeKind.MESSAGE, None, text)
    told = await turn.notify_staff(
        "task", demand.base, what=owed.MESSAGE, no=demand.no, note=text, next=owed.write_back(demand.no)
    )
    if not told:
        raise DomainError("demand_has_no_expert", no=demand.no)
    turn.say(asker.message_to_staff(demand.no))


_TO_EXPERT = lazy_regex(
    r"^(?:给|跟|转)?(?P<who>专家|.{1,3}(?:老师|主任|教授|医生|站长|院长|所长|工))(?:[，,：:\s]|您?好)"
)
_NAMES_EXPERT = lazy_regex(r"老师|专家|教授|医生|主任|师傅")
_BY_NAME = lazy_regex(r"^(?P<who>[\u4e00-\u9fff·]{2,4})[，,：:\s]")


async def _other_side(turn: Turn, demand: Demand, text: str) -> tuple[int, str, str]:
    """Receiver, how the sender is called there, how the receiver is called here."""
    one = await turn.uow.experts.get(demand.expert_id) if demand.expert_id else None
    if demand.reporter_id == turn.person.id:
        if one is None or one.person_id is None:
            raise DomainError("demand_has_no_expert", no=demand.no)
        return one.person_id, "对方", asker.expert_line(one)
    if one is not None and one.id in turn.person.expert_ids:
        return demand.reporter_id, asker.expert_line(one), "对方"
    if access.may_steer(turn, demand.base):
        if one is not None and one.person_id is not None and _is_to(one, text):
            return one.person_id, "管家", asker.expert_line(one)
        return demand.reporter_id, "管家", "对方"
    raise DomainError("order_not_held_yet" if turn.person.expert_ids else "demand_unknown", no=demand.no)


def _is_to(one: Expert, text: str) -> bool:
    """李老师，…, 老李，… and 李明华，…: words that begin with whom they are for."""
    if called := _TO_EXPERT.match(text):
        return _is_called(one, called["who"])
    begun = _BY_NAME.match(text)
    return begun is not None and begun["who"] in {one.name, f"老{one.name[0]}", f"小{one.name[0]}"}


def _is_called(one: Expert, who: str) -> bool:
    """专家, 李老师 or the name itself."""
    return who == "专家" or who[0] == one.name[0]


async def relay(
    turn: Turn, demand: Demand, kind: ExchangeKind, receiver: int | None, text: str, expert_id: int | None = None
) -> Exchange:
    """Keep what one side said to the other."""
    exchange = Exchange(demand.no, kind, turn.person.id, receiver, turn.now, text, expert_id=expert_id)
    exchange.id = await turn.uow.records.add_exchange(exchange)
    await publishing.note(turn, demand, kind.value, note=common.cut(text, 60))
    return exchange


async def offer_to_pass_on(turn: Turn) -> bool:
    """让他早点来: words that fit nothing, while somebody is on the other side."""
    if not 2 <= len(turn.text.strip()) <= 200 or not signs.says_something(turn.text):
        return False
    demand = await _talked_about(turn)
    if demand is None or demand.expert_id is None:
        return False
    if demand.is_ended and not await was_written_to(turn, demand):
        return False
    is_asker = demand.reporter_id == turn.person.id
    if not is_asker and demand.expert_id not in turn.person.expert_ids:
        return False
    one = await turn.uow.experts.get(demand.expert_id) if is_asker else None
    if await was_written_to(turn, demand):
        await pass_on(turn, Arguments(demand.no, turn.text))
        return True
    if len(turn.text.strip()) < FEWEST_GUESSED:
        return False
    turn.talk.ask("guess", intent="message", text=turn.text)
    turn.say(welcoming.pass_on_guess(one.courtesy_name() if one else "对方", demand.no))
    return True


async def was_asked(turn: Turn, no: int) -> bool:
    """The other side wrote last, not long ago, and asked something: 照来 is the answer."""
    written = await turn.uow.records.exchanges(no, (ExchangeKind.MESSAGE,))
    last = max(written, key=lambda one: (one.at, one.id), default=None)
    if last is None or last.to_person != turn.person.id or turn.now - last.at > ANSWERED_WITHIN:
        return False
    return questions.asks(last.text or "")


async def _talked_about(turn: Turn) -> Demand | None:
    """The one in focus; where that is long ago, the one about which the other side wrote just now."""
    if turn.talk.focus is not None:
        return await turn.uow.demands.get(turn.talk.focus)
    own = DemandFilter(reporter_id=turn.person.id, newest_first=True, limit=LOOKED_AT)
    held = DemandFilter(expert_ids=turn.person.expert_ids, newest_first=True, limit=LOOKED_AT)
    for wanted in (own, held) if turn.person.expert_ids else (own,):
        for demand in await turn.uow.demands.find(wanted):
            if await was_written_to(turn, demand):
                return demand
    return await _of_the_one_named(turn)


async def _of_the_one_named(turn: Turn) -> Demand | None:
    """段教授是上午到还是下午到哦, days later: of the one matter that an expert has."""
    if turn.person.expert_ids or not _NAMES_EXPERT.search(turn.text):
        return None
    held = [one for one in await access.open_demands(turn) if one.expert_id is not None]
    return held[0] if len(held) == 1 else None


async def was_written_to(turn: Turn, demand: Demand) -> bool:
    """The other side wrote last, not long ago: these words answer that."""
    written = await turn.uow.records.exchanges(demand.no, (ExchangeKind.MESSAGE,))
    last = max(written, key=lambda one: (one.at, one.id), default=None)
    return last is not None and last.to_person == turn.person.id and turn.now - last.at <= ANSWERED_WITHIN
