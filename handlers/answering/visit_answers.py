"""Short answers about visits: 行, 那天赶场, 来了; and words that only make sense beside a visit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.demands import Demand
from domain.visits import ONSITE, Visit, VisitStatus
from domain.work import Prompt, PromptKind
from handlers import access
from handlers.desk import Desk
from handlers.helping import messages
from handlers.needs import additions
from handlers.outcomes import completing
from handlers.reading import belonging, questions
from handlers.reading.hindrances import HELD_UP, unable
from handlers.turn import Arguments, Turn
from handlers.visits import appointments, lateness, meeting_points, meetings, no_shows, tabling
from handlers.visits import arranging as visiting
from handlers.visits import notes as visit_notes
from handlers.visits.heard import consent, refusals
from handlers.visits.heard import times as visit_times
from handlers.visits.heard.times import Slot
from handlers.wording import common, expert
from handlers.wording import visits as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import Answer, read_solved
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

CAME = lazy_regex(r"来过?了|已经来|来看过|到了|来的")
_AGREES_ONLY = lazy_regex(
    r"(?:那|嗯|哦|就|也)*(?:行|可以|要得|得行|好|同意|没(?:得)?问题|[oO][kK])+[的嘛啊吧哈呀啦了。.！!~～]*"
)
CHANGES_MODE = lazy_regex(
    r"(?:换|改|还是|能不能|能否|可不可以|可以).{0,5}(?:线上|视频|远程|网上|现场|当面)|(?:线上|视频|现场)(?:行不|可以不|要得不|好不|吧|嘛)"
)
CANNOT_COME = lazy_regex(rf"{unable('来去到')}|{HELD_UP}")
OF_VISIT = lazy_regex(
    CANNOT_COME.pattern + r"|改[到成约期]|[挪换]到|专家|老师"
    r"|医生|教授|主任|你们|没见到人|白等|推[迟后到]|往[前后]|提[前早]|改[天日期到]|堵车|晚点?到|晚来"
)
_STANDS_AT = lazy_regex(
    r"(?:屋|家|厂|店|园子?|基地|圈|塘|田|地址|地点|[他她我]们?|就|人)(?:头|里)?(?:都)?(?:是)?[在住]|地址|地点"
)
LONG = 30
BARE = 4  # characters of a no that gives no reason
SUITS_AT_FIRST = 10  # characters in which 周五上午可以 is said
SURE, AGREES = 0.5, 0.9


async def answer_prompt(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """What a person says to a time on the table, or on the day after to whether it happened."""
    visit = await turn.uow.visits.get(prompt.ref_id or 0)
    if visit is None:
        return False
    if visit.status is VisitStatus.PROPOSED:
        return await _answer_proposal(turn, visit, understood, short)
    if visit.status is VisitStatus.CANCELLED:
        return await _answer_lapsed(turn, visit, short)
    if visit.status is VisitStatus.AGREED and visit.starts_at <= turn.now:
        return await _answer_follow_up(turn, visit, short)
    return False


@dataclass(frozen=True, slots=True)
class _Reply:
    """What is said to a time on the table, read in every way that its answer needs."""

    words: str  # without the numbers of orders and without conditions
    consent: consent.Consent
    short: Answer
    understood: Understanding


async def _answer_proposal(turn: Turn, visit: Visit, understood: Understanding, short: Answer) -> bool:
    """It is asked about, refused, answered by another time or by another way to meet; else a word decides."""
    without_numbers = tabling.without_numbers(turn.text)
    words = consent.without_conditions(without_numbers)
    reply = _Reply(words, consent.read_consent(without_numbers), short, understood)
    refused = visit_times.refuses(words, turn.now, visit.starts_at)
    mode = visit_notes.named_mode(turn.text)
    if consent.is_unsure(turn.text):
        turn.say(wording.take_your_time(visit.demand_no))
    elif reply.consent.kind == "asks" or refused is False:
        turn.say(wording.answer_me(visit.demand_no, common.moment(visit.starts_at)))
    elif (reply.consent.kind == "but" or consent.is_uneasy(words)) and not consent.offers_time(
        words, turn.now, visit.starts_at
    ):
        await _ask_when_instead(turn, visit, understood)
    elif refused and consent.agrees_at_last(words):
        await _agree(turn, visit, understood, reply.consent.rest)
    elif refused:
        await visiting.refuse(turn, Arguments(visit.demand_no, words), visit.id)
    elif visit_times.has_time(words, turn.now, visit.starts_at):
        return await _answer_by_time(turn, visit, reply)
    elif mode not in {None, visit.mode} and short.kind == "other":
        meeting = await meetings.find(turn, visit.demand_no, "同意 12")
        await tabling.put(turn, meeting, visit, Slot(visit.starts_at), mode or visit.mode)
    else:
        return await _answer_by_word(turn, visit, reply)
    return True


async def _answer_by_time(turn: Turn, visit: Visit, reply: _Reply) -> bool:
    """周五上午可以，您要不要投影仪: that time is agreed to or put instead, and what is said beside it goes over."""
    named = _stance_on_theirs(turn, visit, reply.words)
    if named == "asks":
        turn.say(wording.answer_me(visit.demand_no, common.moment(visit.starts_at)))
        return True
    if named == "no":
        await visiting.refuse(turn, Arguments(visit.demand_no, reply.words), visit.id)
        return True
    if _states_need(reply.understood) and not refusals.SUITS.search(turn.text[:SUITS_AT_FIRST]):
        return False
    meeting = await meetings.find(turn, visit.demand_no, "同意 12")
    if named == "open":
        await _pass_on_beside(turn, visit, reply.understood, reply.words)
        turn.say(wording.answer_me(visit.demand_no, common.moment(visit.starts_at)))
        return True
    await tabling.read_or_relay(turn, meeting, visit, reply.words)
    await _put_place_right(turn, meeting.demand, reply.words)
    standing = await turn.uow.visits.get(visit.id)
    is_agreed = standing is not None and standing.status is VisitStatus.AGREED
    if reply.consent.rest and is_agreed and not consent.says_more(reply.words):
        await _pass_on_beside(turn, visit, reply.understood, reply.consent.rest)
    return True


def _stance_on_theirs(turn: Turn, visit: Visit, words: str) -> consent.Named:
    """How words stand to the time on the table that name just that one; any other time is offered instead."""
    beside = visit_times.beside_standing(words, turn.now, visit.starts_at)
    if beside is None:
        return "yes"
    return consent.read_named(words, beside, "expert" if turn.person.expert_ids else "asker")


async def _answer_by_word(turn: Turn, visit: Visit, reply: _Reply) -> bool:
    """行, 可以是可以就是有点早, 不得行, 收到: only a yes agrees."""
    short, understood = reply.short, reply.understood
    if reply.consent.kind == "but":
        await _ask_when_instead(turn, visit, understood)
    elif reply.consent.kind == "yes" or short.kind == "yes" or _surely_agrees(turn, understood):
        await _agree(turn, visit, understood, reply.consent.rest)
    elif short.kind == "other" and understood.intent == "confirm":
        await _pass_on_beside(turn, visit, understood, turn.text)  # 你找他就是 tells something, and agrees to nothing
        turn.say(wording.answer_me(visit.demand_no, common.moment(visit.starts_at)))
    elif short.kind == "no" or (short.kind == "other" and understood.intent == "deny"):
        is_bare = short.kind == "no" and len(turn.text) <= BARE
        await visiting.refuse(turn, Arguments(visit.demand_no, "" if is_bare else reply.words), visit.id)
    elif short.kind == "polite" or _only_praises(turn.text, understood):
        turn.say(wording.answer_me(visit.demand_no, common.moment(visit.starts_at)))
    elif short.kind == "unsure":
        turn.say(wording.take_your_time(visit.demand_no))
    else:
        return False
    return True


async def _agree(turn: Turn, visit: Visit, understood: Understanding, rest: str) -> None:
    """行，我在加油站等你: agreed, with the place or whatever else is said."""
    is_place = await _keep_place(turn, visit, rest)
    await visiting.agree(turn, Arguments(visit.demand_no), visit.id)
    if rest and not is_place:
        await _pass_on_beside(turn, visit, understood, rest)


def _surely_agrees(turn: Turn, understood: Understanding) -> bool:
    """Both readers take it for a yes, and it is hardly more than that."""
    if understood.intent != "confirm" or len(turn.text) > SUITS_AT_FIRST or questions.asks(turn.text):
        return False
    return read_act(turn.text, "expert" if turn.person.expert_ids else "asker").share("agree") >= AGREES


def _only_praises(text: str, understood: Understanding) -> bool:
    """谢谢老师，你们太好了: kind words before anything was done are neither a yes nor a rating."""
    if len(text) > LONG or questions.asks(text) or understood.intent not in {"rate", "thanks", "complete", "greet"}:
        return False
    return read_solved(text) is None


async def _ask_when_instead(turn: Turn, visit: Visit, understood: Understanding) -> None:
    """可以是可以，就是有点早: the time waits, the other side hears why, and it is asked when it would suit."""
    await _pass_on_beside(turn, visit, understood, turn.text)
    turn.say(wording.suits_when(visit.demand_no, common.moment(visit.starts_at)))


async def _keep_place(turn: Turn, visit: Visit, rest: str) -> bool:
    """Where to meet is kept with the visit before both sides read what was agreed."""
    place = meeting_points.read(rest) if rest and visit.mode == ONSITE else None
    if place is None:
        return False
    visit.place = common.cut(place, meeting_points.LONGEST_NAME)
    await turn.uow.visits.save(visit)
    return True


async def _pass_on_beside(turn: Turn, visit: Visit, understood: Understanding, rest: str) -> None:
    """A wish of an asker is kept with the demand, anything else goes straight over: the other side reads either."""
    demand = await turn.uow.demands.lock(visit.demand_no)
    if demand is None:
        return
    await _put_place_right(turn, demand, rest)
    if demand.reporter_id != turn.person.id or understood.phones or questions.asks(rest):
        await messages.pass_on(turn, Arguments(demand.no, rest))
    else:
        await additions.keep(turn, demand, replace(understood, text=rest))
        turn.say(wording.told_too())


async def _put_place_right(turn: Turn, demand: Demand, rest: str) -> None:
    """他屋在名山区中峰镇, behind a yes: another place than the one on file, and where the visit is."""
    told = turn.services.understand(rest, turn.now)
    place = belonging.at_home(told.place, demand.place_code)
    if demand.reporter_id != turn.person.id or place is None or place.choices or not _STANDS_AT.search(rest):
        return
    if place.code != demand.place_code or place.town not in {None, demand.town}:
        where = replace(told, intent="edit", place=place, tags=(), summary="", extra={}, field=None)
        await additions.apply_edit(turn, demand, where)


async def _answer_lapsed(turn: Turn, visit: Visit, short: Answer) -> bool:
    """行, after nobody had answered in time: the same moment is put before the other side anew, if still ahead."""
    consents = consent.read_consent(turn.text).kind == "yes" or short.kind == "yes"
    has_time = visit_times.has_time(turn.text, turn.now, visit.starts_at)
    if not consents and not has_time:
        return False
    await turn.uow.work.close_prompts(kind=PromptKind.VISIT, ref_id=visit.id)
    meeting = await meetings.find(turn, visit.demand_no, "约 12 周六上午9点")
    if has_time:
        await tabling.read_and_put(turn, meeting, None, turn.text)
    elif visit.starts_at <= turn.now:
        turn.say(wording.lapsed_by_now(visit.demand_no, common.moment(visit.starts_at)))
    else:
        await tabling.put(turn, meeting, None, Slot(visit.starts_at), visit.mode)
    return True


async def _answer_follow_up(turn: Turn, visit: Visit, short: Answer) -> bool:
    if no_shows.NOT_COME.search(turn.text) or short.kind == "no":
        await no_shows.report_missed(turn, Arguments(visit.demand_no), visit.id)
    elif CAME.search(turn.text) or (short.kind == "yes" and not _AGREES_ONLY.fullmatch(turn.text.strip())):
        await completing.complete(turn, Arguments(visit.demand_no))
    elif short.kind == "yes":
        turn.say(wording.came_or_not(visit.demand_no, common.moment(visit.starts_at)))
    else:
        return False
    return True


def _states_need(understood: Understanding) -> bool:
    """The words tell of a trouble of their own."""
    is_need = understood.intent in {"demand", "policy"} and understood.intent_confidence > SURE
    return is_need and bool(understood.tags or understood.field)


async def hear_of_visit(turn: Turn, understood: Understanding) -> bool:
    """专家没来 or 换线上 in plain words, where this person has such a visit."""
    if await lateness.hear(turn):
        return True
    if len(turn.text) > LONG or (_states_need(understood) and not OF_VISIT.search(turn.text)):
        return False
    if no_shows.NOT_COME.search(turn.text):
        return await no_shows.hear_of_missed(turn)
    if visit_times.names_refused(turn.text, turn.now):
        return await _refuse_agreed(turn)
    return speaks_of_visit(turn) and await _change(turn, understood)


async def _refuse_agreed(turn: Turn) -> bool:
    """25号我不在家, where the 25th is agreed: another day is asked for."""
    for demand in await meetings.mine(turn):
        for visit in await meetings.visits(Desk.of(turn), demand, VisitStatus.AGREED):
            if visit.starts_at > turn.now and visit_times.refuses(turn.text, turn.now, visit.starts_at):
                await visiting.put_off(turn, demand.no, visit)
                return True
    return False


def speaks_of_visit(turn: Turn) -> bool:
    """Words that only make sense beside a visit, whatever they are taken for by themselves."""
    text = turn.text
    if lateness.speaks_of_it(text):
        return True
    if len(text) > LONG:
        return False
    is_change = CHANGES_MODE.search(text) or visit_times.is_shift(text) or visit_times.puts_off(text, turn.now)
    return bool(is_change or no_shows.NOT_COME.search(text) or CANNOT_COME.search(text))


async def _change(turn: Turn, understood: Understanding) -> bool:
    for demand in await meetings.mine(turn):
        if understood.demand_no not in {None, demand.no}:
            continue
        visits = await meetings.visits(Desk.of(turn), demand, *appointments.OPEN)
        visits = [visit for visit in visits if visit.starts_at > turn.now - lateness.AFTER]
        if visits and (excuse := CANNOT_COME.search(turn.text)):
            await _cannot_come(turn, demand, visits[0], turn.text[excuse.end() :])
            return True
        if visits and visit_times.puts_off(turn.text, turn.now):
            await visiting.put_off(turn, demand.no, visits[0])
            return True
        if visits:
            await visiting.move(turn, Arguments(demand.no, tabling.without_numbers(turn.text)))
            return True
    return await _cannot_come_at_all(turn, understood)


async def _cannot_come_at_all(turn: Turn, understood: Understanding) -> bool:
    """发烧了来不了, from an expert with one order in hand and no visit ahead."""
    excuse = CANNOT_COME.search(turn.text)
    in_hand = await access.demands_in_hand(turn) if excuse else []
    if excuse is None or len(in_hand) != 1 or understood.demand_no not in {None, in_hand[0].no}:
        return False
    no, after = in_hand[0].no, turn.text[excuse.end() :]
    if visit_times.has_time(after, turn.now, None):
        await visiting.propose(turn, Arguments(no, tabling.without_numbers(after)))
    else:
        turn.say(expert.cannot_go(no))
    return True


async def _cannot_come(turn: Turn, demand: Demand, visit: Visit, after: str) -> None:
    """发烧了来不了，改到后天: another day where one is named, else it is asked for; the visit stands until then."""
    if visit_times.has_time(after, turn.now, visit.starts_at):
        await visiting.move(turn, Arguments(demand.no, tabling.without_numbers(after)), visit.id)
        return
    visiting.ask_when(turn, visit)
    if demand.expert_id in turn.person.expert_ids:
        turn.say(wording.or_hand_back(demand.no))
