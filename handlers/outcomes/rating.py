"""Ratings by both sides, blind; the asker's word alone says whether a demand is solved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import floor
from typing import Final

from domain.demands import Demand, DemandStatus
from domain.errors import DomainError
from domain.ports import DemandFilter
from domain.ratings import Rating, RatingSide, are_revealed, check_score
from domain.work import PromptKind
from handlers import access
from handlers.desk import Desk
from handlers.outcomes import closing
from handlers.turn import Arguments, Turn
from handlers.visits import meetings
from handlers.wording import common, remarks
from handlers.wording import service as wording
from nlu.dialogue.answers import read_rating
from nlu.dialogue.ratings import Rating as Words
from nlu.dialogue.ratings import has_points, is_figure
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

BEST = 5
HALF_TOLD: Final = "half_told"  # 好多了，还有一窝没断根, told before it was said whether that is solved
HALF_KEPT = timedelta(days=1)
SCALES = (10, 100)
EXAMPLE = "评价 12 5 解决了"
SLIP = lazy_regex(r"(?:打|点|按|写|说|搞|弄|选|输|评|给)错|手[滑误抖]|应该是|本来[要想]|改成|改为|更正")
_OF_RESULT = lazy_regex(r"解决|差不多|效果|好转|管用|有用|掌握|学会|弄懂")
NOT_SOLVED = "对方说没解决"
RATEABLE = frozenset({DemandStatus.SERVED, DemandStatus.CLOSED})


async def rate(turn: Turn, args: Arguments) -> None:
    """评价 12 5 …: stars, points or plain words; solved or not from the asker."""
    args = await _as_score(turn, args)
    demand, side = await rateable(turn, args.number)
    words = read_rating(args.rest)
    if words is None:
        if not args.rest:
            turn.talk.ask("rating", no=demand.no)
            turn.say(wording.ask_rating(demand.no))
            return
        if side is RatingSide.EXPERT:
            turn.talk.ask("rating", no=demand.no)
            turn.say(wording.ask_score_of_asker(demand.no))
            return
        is_result = _OF_RESULT.search(args.rest)
        if not is_result or demand.status is DemandStatus.CLOSED:
            raise DomainError("rating_needed", no=demand.no)
        turn.talk.ask("rating_solved", no=demand.no)
        turn.say(remarks.solved_or_not(demand.no))
        return
    await keep(turn, demand, side, words)


async def rate_in_prose(turn: Turn, understood: Understanding) -> None:
    """Praise or blame without a form: of the demand that waits for it."""
    await rate(turn, Arguments(understood.demand_no, turn.text))


async def not_solved(turn: Turn, args: Arguments) -> None:
    """没解决 12: whenever the asker finds so, before or after the closing."""
    demand, side = await rateable(turn, args.number)
    if side is not RatingSide.ASKER:
        raise DomainError("demand_not_yours", no=demand.no)
    await keep(turn, demand, side, Words(solved=False, comment=args.rest))


async def _as_score(turn: Turn, args: Arguments) -> Arguments:
    """评价 5 while one demand waits for a rating is the score, where 5 is no demand of this person."""
    if args.number is None or args.rest or not 1 <= args.number <= 5:
        return args
    demand = await turn.uow.demands.get(args.number)
    if demand is not None and demand.reporter_id == turn.person.id:
        return args
    waiting = await _waiting(turn)
    return Arguments(waiting[0], str(args.number)) if len(waiting) == 1 else args


async def _waiting(turn: Turn) -> list[int]:
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    return [prompt.demand_no for prompt in prompts if prompt.kind is PromptKind.RATING and prompt.demand_no]


async def waits_for_rating(turn: Turn) -> bool:
    """Whether this person is asked for a rating."""
    return bool(await _waiting(turn))


async def is_rateable(turn: Turn, number: int | None) -> bool:
    """Whether a service stands that can be scored: not where the matter has gone on since."""
    demand = await turn.uow.demands.get(number) if number is not None else None
    return demand is not None and demand.status in RATEABLE


async def rateable(turn: Turn, number: int | None) -> tuple[Demand, RatingSide]:
    """The demand that this person may rate now, and as which side; a refusal where there is none."""
    if number is None:
        number = await _number(turn)
    demand = await turn.uow.demands.lock(number)
    if demand is None:
        raise DomainError("demand_unknown", no=number)
    expert = await turn.uow.experts.get(demand.expert_id) if demand.expert_id else None
    is_confirming = await _confirms_for_caller(turn, demand)
    side = RatingSide.ASKER if is_confirming else RatingSide(meetings.side_of(turn, demand, expert))
    if demand.status not in RATEABLE or expert is None:
        raise DomainError("not_served", no=demand.no)
    return demand, side


async def _confirms_for_caller(turn: Turn, demand: Demand) -> bool:
    """Any of the base's staff may write down what a caller says on the phone."""
    holds = demand.expert_id in turn.person.expert_ids
    return (
        not holds
        and demand.reporter_id != turn.person.id
        and access.may_steer(turn, demand.base)
        and await closing.is_recorded(Desk.of(turn), demand)
    )


async def _number(turn: Turn) -> int:
    waiting = await _waiting(turn)
    if len(waiting) > 1 and turn.talk.focus not in waiting:
        found = [await turn.uow.demands.get(no) for no in waiting]
        raise access.which([demand for demand in found if demand is not None], EXAMPLE)
    if waiting:
        return waiting[0] if len(waiting) == 1 else int(turn.talk.focus or 0)
    if turn.talk.focus is not None:
        return turn.talk.focus
    open_now = await access.open_demands(turn)
    if open_now:
        return open_now[0].no
    told = await turn.uow.demands.find(DemandFilter(reporter_id=turn.person.id, newest_first=True, limit=5))
    served = [one.no for one in told if one.status is DemandStatus.CLOSED and one.expert_id is not None]
    if len(served) == 1:
        return served[0]  # 好完了, weeks after the closing
    raise DomainError("number_needed", example=EXAMPLE)


async def keep(turn: Turn, demand: Demand, side: RatingSide, words: Words, *, asks: bool = True) -> None:
    """Store what was said; then the demand closes, comes back, or one thing more is asked (unless not `asks`)."""
    words = _in_fives(turn, words)
    if words.out_of_range:
        raise DomainError("rating_out_of_range", no=demand.no)
    if words.score is not None:
        check_score(words.score)
    desk = Desk.of(turn)
    if side is RatingSide.ASKER and words.solved is False and demand.status is DemandStatus.CLOSED:
        await bring_back(turn, demand, _note(words.score, words.comment))
        return
    mine = await _store(desk, turn.person.id, demand, side, words, turn.text)
    await desk.record(demand, "rated", by=side.value)
    turn.talk.set_focus(demand.no)
    turn.talk.settle()
    if side is RatingSide.ASKER:
        await _act_on(turn, demand, mine, asks=asks)
    else:
        await _close_prompt(turn, demand)
        turn.say(wording.rated(demand.no))


def _in_fives(turn: Turn, words: Words) -> Words:
    """打个8分, 给90分: people score out of ten or a hundred; said how it counts."""
    if not words.out_of_range or words.given is None or "分" not in turn.text:
        return words
    full = next((scale for scale in SCALES if BEST < words.given <= scale), None)
    if full is None:
        return words
    score = max(1, floor(words.given * BEST / full + 0.5))
    turn.say(wording.score_counts(f"{words.given:g}", full, score))
    return replace(words, score=score, out_of_range=False, given=None)


async def _store(desk: Desk, person_id: int, demand: Demand, side: RatingSide, words: Words, text: str) -> Rating:
    """A new rating, or what was missing in the one that stands; a slip is mended while nobody has read it."""
    this_round = await closing.round_of(desk, demand)
    solved = words.solved if side is RatingSide.ASKER else None
    standing = next((one for one in await desk.uow.ratings.of_demand(demand.no, this_round) if one.side is side), None)
    if standing is None:
        rating = Rating(demand.no, side, person_id, desk.now, words.score, solved, words.comment, this_round)
        rating.id = await desk.uow.ratings.add(rating)
        return rating
    adds_score = standing.score is None and words.score is not None
    adds_solved = standing.solved is None and solved is not None
    if words.score is not None and SLIP.search(text) and not await _are_revealed(desk, demand):
        adds_score = True
    if words.score is not None and _is_guessed(standing) and is_figure(text):
        adds_score = True
    if not adds_score and not adds_solved:
        raise DomainError("already_rated", no=demand.no)
    standing.score = words.score if adds_score else standing.score
    standing.solved = solved if adds_solved else standing.solved
    standing.comment = "；".join(part for part in (standing.comment, words.comment) if part)
    await desk.uow.ratings.save(standing)
    return standing


async def keep_late(turn: Turn, demand: Demand, words: Words) -> bool:
    """The asker's score of the service that did not help, told after 没解决 has begun another round."""
    words = _in_fives(turn, words)
    before = await closing.round_of(Desk.of(turn), demand) - 1
    if before < 1 or words.out_of_range or words.score is None:
        return False
    check_score(words.score)
    found = await turn.uow.ratings.of_demand(demand.no, before)
    standing = next((one for one in found if one.side is RatingSide.ASKER), None)
    if standing is None:
        late = Rating(demand.no, RatingSide.ASKER, turn.person.id, turn.now, words.score, False, words.comment, before)
        await turn.uow.ratings.add(late)
    elif standing.score is None:
        standing.score = words.score
        standing.comment = "；".join(part for part in (standing.comment, words.comment) if part)
        await turn.uow.ratings.save(standing)
    await Desk.of(turn).record(demand, "rated", by=RatingSide.ASKER.value)
    turn.say(wording.rated(demand.no))
    return True


def _is_guessed(rating: Rating) -> bool:
    """The score was read from 还可以 and the like: a figure that follows is what is meant."""
    return bool(rating.comment) and not has_points(rating.comment) and rating.solved is None


async def _act_on(turn: Turn, demand: Demand, mine: Rating, *, asks: bool) -> None:
    if demand.status is DemandStatus.CLOSED:
        await _after_closing(turn, demand, mine)
    elif mine.solved is None and not asks:
        turn.say(remarks.not_yet_known(demand.no))
    elif mine.solved is None:
        turn.talk.ask("rating_solved", no=demand.no)
        turn.say(wording.ask_solved(demand.no))
    elif mine.solved:
        by = await closing.whose_word(Desk.of(turn), demand)
        await closing.close(Desk.of(turn), demand, by, "对方确认解决" if by == closing.ASKER else "电话核实已解决")
        if mine.score is None:
            turn.talk.ask("rating", no=demand.no)
        turn.say(wording.rated_and_closed(demand.no) if mine.score else wording.ask_score(demand.no))
    else:
        await bring_back(turn, demand, _note(mine.score, mine.comment))


def _note(score: int | None, comment: str) -> str:
    """What is still wrong may be told on; what was said beside a score stays blind."""
    return comment if comment and score is None else NOT_SOLVED


async def _after_closing(turn: Turn, demand: Demand, mine: Rating) -> None:
    """Closed without the asker's word, or a score that comes after the word."""
    if mine.solved and demand.closed_by not in {closing.ASKER, closing.PHONE}:
        demand.closed_by = await closing.whose_word(Desk.of(turn), demand)
        await turn.uow.demands.save(demand)
    await _close_prompt(turn, demand)
    turn.say(wording.rated(demand.no))


async def bring_back(turn: Turn, demand: Demand, note: str) -> None:
    """Not solved: back to the same expert and butler, and the asker hears by when."""
    half = turn.talk.recent(HALF_TOLD, HALF_KEPT)
    if half is not None and half["no"] == demand.no:
        note = f"{half['text']}；{note}"
        turn.talk.put(HALF_TOLD, None)
    held = await closing.reopen(Desk.of(turn), demand, common.cut(note, 60))
    by = common.moment(demand.promised_at) if demand.promised_at else "三天内"
    turn.talk.set_focus(demand.no)
    turn.say(wording.reopened(demand.no, closing.expert_name(held), by))


async def _close_prompt(turn: Turn, demand: Demand) -> None:
    await turn.uow.work.close_prompts(person_id=turn.person.id, kind=PromptKind.RATING, demand_no=demand.no)


async def revealed_line(desk: Desk, demand: Demand) -> str:
    """What staff may see: nothing until both are in or the window has closed."""
    ratings = await desk.uow.ratings.of_demand(demand.no, await closing.round_of(desk, demand))
    if not ratings or not await _are_revealed(desk, demand):
        return ""
    by_side = {rating.side: wording.score(rating.score, rating.solved, rating.comment) for rating in ratings}
    return wording.revealed(by_side.get(RatingSide.ASKER, "未评"), by_side.get(RatingSide.EXPERT, "未评"))


async def _are_revealed(desk: Desk, demand: Demand) -> bool:
    """Whether both sides have rated this round's service, or the window has closed."""
    history = await desk.uow.demands.history(demand.no)
    served = [entry.at for entry in history if entry.action == DemandStatus.SERVED.value]
    if not served:
        return False
    ratings = await desk.uow.ratings.of_demand(demand.no, await closing.round_of(desk, demand))
    window = desk.base_of(demand).calendar.add(served[-1], desk.rules.rating_window) - served[-1]
    return are_revealed(ratings, served[-1], window, desk.now)
