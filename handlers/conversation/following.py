"""Words that follow on what was just said here: more of an answer, of the matter, heads after a list, good news."""

from __future__ import annotations

from datetime import timedelta

from domain.work import Prompt, PromptKind
from handlers import access
from handlers.activities import listing, words
from handlers.conversation import vagueness
from handlers.needs import additions, facts
from handlers.orders import conversing
from handlers.reading import questions, signs
from handlers.talk import JUST_NOW
from handlers.turn import Turn
from handlers.wording import emergency, owed
from nlu.dialogue.answers import read_answer
from nlu.dialogue.heads import read_heads
from nlu.dialogue.wants import announces_plainly, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

WHILE_IT_GOES_ON = timedelta(hours=6)
FEWEST, MOST = 3, 60  # characters of a statement
SURE_OF_RULE = 0.85
LOOSE = frozenset(
    "edit greet help leave other answer deny confirm rate checkin thanks complete message policy ask".split()
)
MEANT_BY_EXPERTS = frozenset("ask other answer checkin decline claim leave look".split())
PLAIN = frozenset("demand emergency thanks greet cancel human confirm deny".split())
VAGUE = 0.35
_JUST_SO = lazy_regex(r"^(?:还有|再)就是|^就是|^而且|^主要是")  # 还有就是今年雨水多
_COMES = lazy_regex(r"来|去|报|参加|听|改成|名额|人")
_ABOUT_EVENT = lazy_regex(r"讲座|培训|宣讲|活动|(?<!功)课")
_SMALL_TALK = lazy_regex(r"天气|笑话|吃饭|晚安|早安|名字|唱|作文|写(?:篇|首|个)|翻译|[你您]|哈哈|呵呵")
_TO_A_PERSON = lazy_regex(r"[\u3400-\u9fff]")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Put the words where they belong; False where nothing just before gives them a meaning."""
    if turn.talk.draft is not None or turn.person.expert_ids or turn.person.is_staff:
        return False
    if await _hear_after_emergency(turn, understood) or await _hear_heads(turn, understood):
        return True
    return await _hear_more_of_answer(turn, understood) or await _hear_statement(turn, understood)


async def _hear_after_emergency(turn: Turn, understood: Understanding) -> bool:
    """已经送医院了: staff who were called hear how it went on."""
    if (
        turn.talk.recent("emergency", WHILE_IT_GOES_ON) is None
        or understood.intent not in LOOSE
        or len(turn.text) > MOST
    ):
        return False
    if understood.intent == "policy" or questions.is_question(turn.text):
        return False
    told = await turn.notify_staff(
        "task", turn.base.name, urgent=True, what=owed.EMERGENCY_GOES_ON, note=turn.text[:60], next=owed.LOOK_AT_LIST
    )
    turn.say(emergency.followed(is_staff_told=bool(told)))
    return True


async def _hear_heads(turn: Turn, understood: Understanding) -> bool:
    """我们学校来3个老师, after the list of events, or 讲座改成5个人 of one that was signed up for."""
    text = turn.text
    heads = read_heads(text) if not text.strip().isdigit() else None
    if heads is None or not _COMES.search(text) or understood.place is not None:
        return False
    is_listed = turn.talk.recent("listed") is not None
    is_mine = _ABOUT_EVENT.search(text) is not None and bool(await listing.mine_of(turn))
    if not is_listed and not is_mine:
        return False
    await words.signup_said(turn, understood)
    return True


async def _hear_more_of_answer(turn: Turn, understood: Understanding) -> bool:
    """今年没打, right after 打过的，去年: the expert who asked reads that, too."""
    answered = turn.talk.recent("answered")
    is_more = understood.intent == "demand" and _JUST_SO.match(turn.text) and not tells_wish(turn.text)
    if answered is None or not (understood.intent in LOOSE or is_more) or questions.is_question(turn.text):
        return False
    if not _TO_A_PERSON.search(turn.text) or understood.intent == "thanks" or len(turn.text) < FEWEST:
        return False
    if understood.intent == "policy" and understood.intent_confidence >= SURE_OF_RULE and questions.asks(turn.text):
        return False  # 另外想了解下绿色食品认证要什么条件 is no more of the answer
    prompt = Prompt(turn.person.id, PromptKind.QUESTION, turn.now, int(answered["no"]), int(answered["ref"]))
    await conversing.answer_question(turn, prompt, turn.text)
    return True


async def _hear_statement(turn: Turn, understood: Understanding) -> bool:
    """专家组最好3个人, 我不在家，我儿子在: soon after the demand was talked about it belongs there."""
    age = turn.talk.focus_age()
    is_loose = understood.intent in MEANT_BY_EXPERTS or (
        understood.intent == "policy" and understood.intent_confidence < SURE_OF_RULE
    )
    is_unclear = understood.intent not in PLAIN and understood.intent_confidence < VAGUE
    is_loose = is_loose or is_unclear or vagueness.is_vague(understood)
    is_told = understood.intent in {"confirm", "deny"} and read_answer(turn.text).kind == "other"
    is_loose = is_loose or is_told
    if announces_plainly(turn.text):
        return False  # 我还想问下养老保险咋个交
    if age is None or age > JUST_NOW or not is_loose or not FEWEST < len(turn.text) <= MOST:
        return False
    if understood.intent == "policy" and questions.RULES.search(turn.text):
        return False
    if understood.place or understood.phones or understood.times or facts.names_town(turn.text):
        return False
    if _SMALL_TALK.search(turn.text) or questions.is_question(turn.text) or not signs.says_something(turn.text):
        return False
    demand = await access.own_in_focus(turn)
    if demand is None or (demand.expert_id is not None and not is_told):
        return False  # with an expert on the other side it is asked whether to pass it on
    await additions.add(turn, demand, understood)
    return True
