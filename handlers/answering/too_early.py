"""药才打了，还要看几天: whoever is asked whether it helped cannot know yet, and nothing is closed or opened again."""

from __future__ import annotations

from dataclasses import replace

from domain.demands import DemandStatus
from domain.ratings import RatingSide
from domain.work import PromptKind
from handlers.outcomes import rating
from handlers.turn import Turn
from handlers.wording import remarks as wording
from nlu.dialogue.answers import read_rating
from nlu.dialogue.ratings import has_points
from nlu.text.patterns import lazy_regex

ASKS_RESULT = frozenset({PromptKind.RATING, PromptKind.LOOK_BACK, PromptKind.ADVICE})
LONGEST = 30
TOO_EARLY = lazy_regex(
    r"(?:药|针|肥|水|苗|片|膏|方子|办法).{0,4}(?:才|刚)|(?:才|刚刚?|刚才)(?:打|用|喷|下|吃|换|改|弄|试|开始|撒|施|搞|装|调)"
    r"|(?:还|再|先)(?:要|得|在|需要)?(?:观察|看(?:几|两|一|哈|看|效果)|等(?:几|两|一|看)|试(?:几|两|一|试))"
    r"|(?:要|得|再|先|还)?(?:等|看|过|观察)(?:上|个)*(?:好)?(?:几|[一二两三四五六七八九十半]+|\d+)个?(?:天|周|星期|礼拜|月|季|年)(?!了)|慢慢(?:来|好|恢复|看|缓)|(?:要|需要|得)(?:点|些|一?段)?时间(?!表)|还没完全"
    r"|(?:要是|如果|万一|实在|还)不?(?:还)?不(?:行|好|得行|管用|见效).{0,3}(?:再|又)(?:找|来|喊|联系|问|说|麻烦)|不行(?:我|我们)?再(?:找|喊|问|联系|说)"
    r"|过(?:几|两|一段|段|阵|些)(?:天|日|时间|子)?.{0,4}(?:看|说|晓得|知道|回)|还?(?:不晓得|不知道|看不出|说不好|说不准|没看出)"
    r"|^(?:好[的嘛]?|要得|行|嗯)?[，, ]*(?:我|我们|那)?(?:先|去|就)?试(?:一?下|哈|试|一哈)"
    r"|(?:解|好|成|管|见)没(?:得|有)?(?:解决|好|成|用|效)|(?:要|得|还要|就)看(?:明年|开春|来年|下季|后头|以后|下一?季)|才(?:晓得|知道|看得[出到])|等(?:到)?(?:明年|开春|来年|下季|收|过(?:了|几|年))"
    r"|没(?:得)?(?:这么|恁个|那么)快|看看再说|再看(?:看|几|哈|一|$)|现在(?:还)?(?:看不|说不|不好说)|效果出来|等.{0,6}(?:社员|老乡|家里|他们|大家)|(?:问|商量)(?:一?下|哈|问)?.{0,6}(?:再|才|了)(?:给|跟|和|来|回|告诉|说)"
)
_SAYS_WORSE = lazy_regex(r"更(?:严重|凶|恼火|多)|没(?:得)?用|不管用|死")


async def hear(turn: Turn) -> bool:
    """Say that there is time; the question stays open."""
    if len(turn.text) > LONGEST or not TOO_EARLY.search(turn.text) or _SAYS_WORSE.search(turn.text):
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    prompt = next((one for one in prompts if one.kind in ASKS_RESULT), None)
    if prompt is None or prompt.demand_no is None:
        return False
    demand = await turn.uow.demands.get(prompt.demand_no)
    if demand is None or demand.reporter_id != turn.person.id:
        return False
    words = read_rating(turn.text) if prompt.kind is PromptKind.RATING and has_points(turn.text) else None
    if words is not None and demand.status is DemandStatus.SERVED:
        await rating.keep(turn, demand, RatingSide.ASKER, replace(words, solved=None), asks=False)
    else:
        turn.say(wording.not_yet_known(demand.no))
    return True
