"""Words about an activity that are taken for something else: what is on, when and where, and coming after all."""

from __future__ import annotations

from datetime import timedelta

from handlers.activities import answers, listing, signing, words
from handlers.activities.spoken import WANTS_ONE_HELD
from handlers.turn import Turn
from handlers.wording import activities as wording
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

SAME_DAY = timedelta(hours=24)
LONGEST = 40
TAKEN_FOR = frozenset("demand progress other ask help policy".split())
_NEW_ONES = lazy_regex(
    r"有(?:新|合适|别|啥子?|什么|哪些)?[^，,。]{0,4}(?:课|培训|宣讲|活动|讲座)[^，,。]{0,6}(?:通知|喊|告诉|叫|提醒)(?:一?声)?我"
)
_TELL_ME = lazy_regex(r"(?:通知|喊|告诉|叫|提醒|跟)(?:一?声)?我|(?:通知|告诉|说)(?:一)?[声下]|留意|记到起")
_WHAT_IS_ON = lazy_regex(
    r"(?:有没(?:有|得)|近期有|最近有|还有|有(?:啥子?|什么|哪些)).{0,8}(?:培训|讲座|宣讲|活动|课(?!题)|班)(?!.{0,4}(?:老师|专家))"
    r"|(?:培训|讲座|宣讲|活动|课(?!题)).{0,3}(?:有没(?:有|得)|有吗|有不)"
)
_COMES_AFTER_ALL = lazy_regex(
    r"(?:又|还是|可以|能)(?:可以|能|要|想)?(?:来|去)(?:得(?:了|成|到))?了?[嘛哈啊的。！!]*$|还是(?:报|参加)|又有(?:空|时间)了"
)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Answer what is about an activity; False where nothing shows that it is."""
    text = turn.text.strip()
    if len(text) > LONGEST or turn.person.is_staff:
        return False
    left = turn.talk.recent("left_event", SAME_DAY)
    if left is not None and len(text) <= LONGEST // 2 and _COMES_AFTER_ALL.search(text):
        turn.talk.put("left_event", None)
        await signing.sign_up(turn, int(left["id"]), None)
        return True
    if understood.intent == "events" and turn.talk.recent("at_event") is not None:
        await words.events_said(turn, understood)
        return True
    if _NEW_ONES.search(text) or (_TELL_ME.search(text) and turn.talk.recent("none_on", SAME_DAY) is not None):
        is_known = bool(turn.person.trade and turn.person.place_code)
        if not is_known:
            turn.talk.ask(answers.WHO_QUESTION)
        turn.say(wording.will_tell(is_known=is_known))
        return True
    if understood.intent not in TAKEN_FOR or not _WHAT_IS_ON.search(text) or WANTS_ONE_HELD.search(text):
        return False
    if understood.intent == "demand" and not await listing.ahead(turn):
        return False  # nothing is on: what is wished for is kept as a need
    await words.events_said(turn, understood)
    return True
