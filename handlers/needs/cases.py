"""A hospital's own patient in danger: on the telephone first, and what is missing asked afterwards."""

from __future__ import annotations

from dataclasses import replace

from domain.demands import Demand
from domain.drafts import CRITICAL, Draft
from domain.work import PromptKind
from handlers import access
from handlers.needs import additions, drafting, intake
from handlers.reading import questions
from handlers.turn import Turn
from nlu.labels.emergencies import read_hazard
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

OF_BEASTS, OF_WISH_TO_DIE = "agriculture", "suicide"
_DEAD = lazy_regex(r"死(?:的|了|完|掉|起|得)|埋(?:的|了|完|掉|起)")
LONGEST_ANSWER, MERE_WISH = 40, 10  # characters
_TELLS_WHERE = lazy_regex(r"[院科室区床]|主任|医生|电话|手机|\d{7,}")
_PATIENT = lazy_regex(r"病人|患者|产妇|孕妇|伤员|老人|[男女]|孩|娃|婴|新生儿|岁|\d+床|昏|休克|心跳|抢救|快不行|出血")
_VITAL = lazy_regex(r"血压|心率|心跳|脉搏|氧合|血氧|室颤|尿量|呼吸|瞳孔|休克|出血|抽搐|昏迷|意识|体温")
_PERSON = lazy_regex(r"人|娃|孩|爸|妈|爷|奶|婆|公|叔|姨|哥|姐|弟|妹|我(?!们?[家屋])|他|她|员|客|[学医]生|老师|师傅")
_NO_ANSWER = frozenset("thanks cancel human help privacy complaint policy events signup emergency".split())


async def as_told(turn: Turn, understood: Understanding) -> Understanding:
    """产妇大出血 in the mouth of a hospital, 不吃草 肚子胀 of a goat: its own case, not one for the ambulance."""
    if understood.intent != "emergency":
        return understood
    if not _PERSON.search(understood.text):
        if beast := _beast(turn):
            again = turn.services.understand(f"{beast}，{understood.text}", turn.now)
            return again if again.intent != "emergency" else understood
        if await _is_of_beasts(turn, understood):
            calm = replace(understood, intent="other", intent_confidence=0.0, hazard=None, urgency="normal", field=None)
            turn.understood = calm
            return calm
    if not _is_hospital(turn):
        return understood
    again = turn.services.understand(f"我院，{understood.text}", turn.now)
    return replace(again, text=understood.text) if again.hazard == CRITICAL else understood


def _beast(turn: Turn) -> str | None:
    """The animal of which a trouble is being told just now."""
    question = turn.talk.asked()
    if turn.talk.draft is None or question is None or question["name"] != "intake":
        return None
    draft = Draft.from_state(turn.talk.draft["drafts"][0])
    return draft.summary if any(one in draft.summary for one in drafting.ANIMALS) and draft.is_thin else None


async def _is_of_beasts(turn: Turn, understood: Understanding) -> bool:
    """四天了，死的埋了, while the ducks of an open demand are talked about: the dead are no wish to die."""
    is_by_rule = read_hazard(understood.text) is not None  # 死了算了 stays a danger whatever is talked about
    if understood.hazard != OF_WISH_TO_DIE or is_by_rule or not _DEAD.search(understood.text):
        return False
    demand = await access.talked_about(turn)
    if demand is None or demand.is_ended or demand.field_code != OF_BEASTS or demand.reporter_id != turn.person.id:
        return False
    beast = next((one for one in drafting.ANIMALS if one in demand.text), None)
    return beast is not None and turn.services.understand(f"{beast}，{understood.text}", turn.now).intent != "emergency"


def _is_hospital(turn: Turn) -> bool:
    state = turn.talk.draft
    return turn.person.trade == "hospital" or (state is not None and state["drafts"][0].get("role") == "hospital")


async def take(turn: Turn, understood: Understanding) -> bool:
    """The case waits for no other question; False where it is none, or where a draft takes it up."""
    parts = understood.parts or (understood,)
    case = next((part for part in parts if part.hazard == CRITICAL), None)
    if case is None or turn.person.is_staff or turn.person.expert_ids:
        return False
    if await _is_asked(turn) and not _PATIENT.search(turn.text):
        return False  # 呼吸机4台，没有血气分析, to the expert who asked what there is
    if (state := turn.talk.draft) is not None:
        draft = Draft.from_state(state["drafts"][0])
        if draft.is_thin:
            return False  # 忠县人民医院想请专家, then the case
        if len(draft.summary) <= MERE_WISH and draft.field_code in {None, "health"}:
            turn.talk.drop_draft()  # 想请专家会诊 was the same case
    before = await access.talked_about(turn)
    if before is None or before.hazard != CRITICAL:
        turn.talk.put("force_new", True)  # no part of the course that was asked for last week
    await intake.take(turn, case)
    for other in parts:
        if other is not case:
            turn.talk.put("force_new", True)
            await intake.take(turn, other)
    return True


async def _is_asked(turn: Turn) -> bool:
    """An expert waits for an answer about a matter that is open."""
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    return any(one.kind is PromptKind.QUESTION for one in prompts)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """产科，电话 138…, after it was asked for: it belongs to the case, and the butler on the telephone hears it."""
    question = turn.talk.asked()
    if question is None or question["name"] != "case":
        return await _hear_turn_for_worse(turn, understood)
    if understood.hazard == CRITICAL or understood.intent in _NO_ANSWER or questions.is_question(turn.text):
        return False
    if len(turn.text) > LONGEST_ANSWER or not (understood.place or _TELLS_WHERE.search(turn.text)):
        return False
    demand = await turn.uow.demands.lock(int(question["no"]))
    if demand is None or demand.is_ended:
        return False
    if understood.phones:
        turn.talk.settle()
    _fill(demand, understood)
    await additions.keep(turn, demand, understood)
    await additions.tell_of_case(turn, demand, understood)
    return True


async def _hear_turn_for_worse(turn: Turn, understood: Understanding) -> bool:
    """血压又掉到60了, of the patient talked about: the case goes on, and no second one is taken down."""
    is_told = len(turn.text) <= LONGEST_ANSWER and _VITAL.search(turn.text) is not None and not understood.place
    if not is_told or understood.intent in _NO_ANSWER or questions.asks(turn.text):
        return False
    demand = await access.own_in_focus(turn)
    if demand is None or demand.hazard != CRITICAL:
        return False
    await additions.add(turn, demand, understood)
    return True


def _fill(demand: Demand, understood: Understanding) -> None:
    place = understood.place
    if place is not None and not place.choices:
        demand.place_code, demand.place_name = place.code, place.name
        demand.town = place.town or demand.town
    demand.organization = understood.organization or demand.organization
