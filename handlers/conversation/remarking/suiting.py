"""When and how it suits the asker, said of a matter that runs: any time, this week, not by phone at night."""

from __future__ import annotations

from dataclasses import replace

from domain.demands import Demand
from handlers.helping import messages
from handlers.needs import additions
from handlers.offering import wished
from handlers.reading import belonging, questions, troubles
from handlers.turn import Arguments, Turn
from handlers.visits import arranging as visiting
from handlers.wording import asker
from handlers.wording import remarks as wording
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_ANY_TIME = lazy_regex(
    r"(?:随便|好久|哪天|几时|啥子?时候|什么时候|随时).{0,6}(?:都)(?:可以|行|要得|得行|方便|在|成|得空)|随时(?:可以|来|方便|恭候|欢迎)|时间(?:随便|随你们?|你们?定|听你们?)"
)
_OF_MEETING = lazy_regex(r"(?:会议|房间|直播间)(?:号|链接|密码|码)|https?://|meeting\.|入会")
LONGEST = 30
_HOW_TO_SERVE = lazy_regex(r"(?:最好|顺便|希望|要是|如果)(?:能|可以|是)?.{0,6}(?:来|到|讲|看|教|走|指导|带)")
_WISHES = lazy_regex(r"(?:能不能|可不可以|能否|最好|尽量|希望|争取|麻烦).{0,12}(?:来|到|去|安排|上门|过来)")
_HOW_TO_CALL = lazy_regex(
    r"(?:不要|别|莫|不).{0,6}(?:打|联系|吵)|(?:晚上|中午|早上|白天|下午|上午|点(?:以)?[前后]).{0,6}(?:打|联系)"
)


async def hear(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """老板催得急，能不能这周来; 随便好久来都可以; 打电话不要晚上打: when and how it suits, no need of its own."""
    text = turn.text
    things = set(belonging.things_named(understood)) - {"老板"}
    if troubles.TROUBLE.search(text) or (things and not belonging.shares_thing(demand, understood)):
        return False
    if await wished.hear(turn, demand, text):
        await additions.keep(turn, demand, understood)
        return True
    if understood.times and understood.intent == "demand" and _WISHES.search(text):
        await visiting.suggest(turn, replace(understood, demand_no=demand.no))
        return True
    if understood.intent == "demand" and _HOW_TO_SERVE.match(text) and len(text) <= LONGEST and not understood.place:
        await additions.add(turn, demand, understood)
        return True
    if _OF_MEETING.search(text) and demand.expert_id is not None and turn.incoming.kind != "link":
        await messages.pass_on(turn, Arguments(demand.no, text))
        return True
    if understood.intent == "human" and _HOW_TO_CALL.search(text):
        await additions.add(turn, demand, understood)
        return True
    if understood.times or questions.is_question(text) or not _ANY_TIME.search(text):
        return False
    one = await turn.uow.experts.get(demand.expert_id) if demand.expert_id else None
    await additions.keep(turn, demand, understood)
    turn.say(wording.any_time(demand.no, asker.expert_line(one) if one else None))
    return True
