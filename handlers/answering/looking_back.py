"""Weeks after the closing, or after a handler's closing: does it still hold? Only the asker can say."""

from __future__ import annotations

from domain.demands import Demand, DemandStatus
from domain.ratings import RatingSide
from domain.work import Prompt, PromptKind
from handlers.answering import how_it_stands
from handlers.desk import Desk
from handlers.needs import intake
from handlers.outcomes import closing, rating
from handlers.reading import belonging, questions
from handlers.turn import Turn
from handlers.wording import service as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import Answer, read_answer, read_rating, read_solved
from nlu.dialogue.ratings import has_points
from nlu.dialogue.states import read_state
from nlu.dialogue.wants import announces_another, tells_trouble
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_CLAUSES = lazy_regex(
    r"^(?P<first>[^，,。；;！!]{2,14})[，,。；;！!]+(?:但是?|可是|就是|不过|只是|然后|结果)?(?:现在|这哈儿)?(?P<rest>.{4,80})$"
)
STILL_FINE = lazy_regex(r"(?:还|都|一直|挺|蛮|很|都还)好|没(?:再)?(?:犯|复发|反复)|正常")
GOOD, BAD = 4, 2
_BETTER = lazy_regex(
    r"(?<![不没])(?:转|变|返|回|长|发|恢复|见)(?:绿|青|好|白|红|正|新|得好|起来|效)"
    r"|精神|嫩|饱满|下[蛋崽]|产仔|结果|挂果|开花|吃食|旺|顺|稳|合格|过关|通过|达标"
)
AGAIN = lazy_regex(
    r"又(?!好)|复发|反复|老样子|没(?:有)?(?:人)?(?:来|去)?(?:修|弄|搞|办|处理|动工|落实|兑现|装|换|通)|还(?:是|在)(?!好|正常)|没好|不行|不好"
)


async def answer_prompt(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """Yes confirms; no reopens the demand with the same expert and butler."""
    demand = await turn.uow.demands.lock(prompt.demand_no or 0)
    if demand is None or demand.status is not DemandStatus.CLOSED:
        return False
    if await _new_trouble(turn, demand, understood, short):
        return True
    solved = _read(turn.text, short)
    if solved is None and _tells_how_it_stands(demand, understood):
        turn.say(wording.sounds_well(demand.no))
        return True
    if solved is None:
        return False
    if not solved:
        await rating.bring_back(turn, demand, turn.text)
        return True
    await _confirm(turn, demand)
    words = read_rating(turn.text) if has_points(turn.text) and demand.expert_id is not None else None
    if words is not None and words.score is not None:
        await rating.keep(turn, demand, RatingSide.ASKER, words)
    return True


async def _confirm(turn: Turn, demand: Demand) -> None:
    """Still solved: the asker's word now stands behind the closing."""
    if demand.closed_by not in {closing.ASKER, closing.PHONE}:
        demand.closed_by = await closing.whose_word(Desk.of(turn), demand)
        await turn.uow.demands.save(demand)
    await Desk.of(turn).record(demand, "look_back", note="对方确认已解决")
    await turn.uow.work.close_prompts(person_id=turn.person.id, kind=PromptKind.LOOK_BACK, demand_no=demand.no)
    turn.talk.set_focus(demand.no)
    turn.say(wording.look_back_kept(demand.no))


async def _new_trouble(turn: Turn, demand: Demand, understood: Understanding, short: Answer) -> bool:
    """厂房好了，气又没通: the old matter stays as it is said to be, the new one is registered and linked to it."""
    parts = _CLAUSES.match(turn.text.strip())
    if parts and _read(parts["first"], read_answer(parts["first"])) is True:
        rest = turn.services.understand(parts["rest"], turn.now)
        if _is_need(rest) and not _goes_on_about(demand, parts["rest"], rest):
            await _confirm(turn, demand)
            await _take(turn, demand, rest)
            return True
    if (
        short.kind != "other"
        or not _is_need(understood)
        or _is_said_of(demand, understood)
        or read_solved(turn.text) is not None
        or how_it_stands.state_of(turn, demand, understood) == "bad"
        or (STILL_FINE.search(turn.text) and not tells_trouble(turn.text))
        or _tells_how_it_stands(demand, understood)
    ):
        return False
    await _take(turn, demand, understood)
    return True


def _tells_how_it_stands(demand: Demand, understood: Understanding) -> bool:
    """今年柚子水分足了: of the same thing, and nothing is wrong or wanted."""
    text = understood.text
    is_need = questions.asks_or_needs(text) or announces_another(text) is not None
    return understood.intent == "demand" and not is_need and belonging.shares_thing(demand, understood)


async def _take(turn: Turn, demand: Demand, understood: Understanding) -> None:
    turn.talk.put("force_new", True)
    await intake.take(turn, understood, parent_no=demand.no)


def _goes_on_about(demand: Demand, words: str, understood: Understanding) -> bool:
    """又裂了 after a comma is the old trouble; words that begin with another thing are a new one."""
    told = demand.text + demand.summary
    named = [*understood.extra.get("subjects", ()), *understood.tags]
    return words[0] in "又还再也老" or words[0] in told or any(word in told for word in named)


def _is_need(understood: Understanding) -> bool:
    return understood.intent == "demand" and bool(understood.tags or understood.field)


def _is_said_of(demand: Demand, understood: Understanding) -> bool:
    """The words name what the demand was about, or nothing of their own."""
    named = understood.extra.get("subjects", ()) or understood.tags
    told = demand.text + demand.summary
    guess = understood.field
    is_same_field = guess is None or guess.code == demand.field_code
    if not understood.extra.get("subjects") and AGAIN.search(understood.text):
        return True  # 又裂了
    return any(word in told for word in named) or (not named and is_same_field)


def _read(text: str, short: Answer) -> bool | None:
    if short.kind in {"yes", "no"}:
        return short.kind == "yes"
    solved = read_solved(text)
    if solved is not None or len(text) > 40:
        return solved
    if (state := read_state(text)) in {"good", "bad"}:
        return state == "good"
    if STILL_FINE.search(text):
        return True
    if AGAIN.search(text):
        return False
    is_bad = read_act(text, "asker").is_likely("unsolved", "complaint", "need")
    if not is_bad and _BETTER.search(text) and not (questions.asks(text) or tells_trouble(text)):
        return True  # 叶子转绿了，谢谢你们
    words = read_rating(text)
    if words is None or words.score is None:
        return None
    return True if words.score >= GOOD else False if words.score <= BAD else None
