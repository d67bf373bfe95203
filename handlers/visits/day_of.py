"""On the way to each other: around the hour of a visit what one side calls out reaches the other at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.demands import Demand
from domain.visits import Visit, VisitStatus
from handlers.desk import Desk
from handlers.helping import messages
from handlers.reading import absence, questions
from handlers.turn import Arguments, Turn
from handlers.visits import arranging as visiting
from handlers.visits import meeting_points, meetings, tabling
from nlu.dialogue.ratings import has_points
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

BEFORE, AFTER = timedelta(hours=3), timedelta(hours=2)
SAME_DAY = timedelta(hours=24)
LONGEST, SHORT = 40, 16
_CALLS_OUT = lazy_regex(
    r"出发了|动身了|上车了|下(?:高速|车|船|动车)了?|快到了|就到了?|(?:走|开|跑)?到哪(?:里|儿|点|个)?|马上(?:就)?(?:到|来|下来|过来|出来|回来)|(?:还有|还要|大概|差不多)?.{1,4}(?:分钟|公里|里路)(?:就)?(?:到|路程)?"
    r"|人(?:呢|在哪|在哪里|哪去了)|到了|我在(?!想|考虑|问)|看到(?:你|您|我)|导航|找不到(?:路|地方|门|你|您|人)|走错|迷路|停车|怎么走|咋个?走|往哪"
    r"|门口|路口|桥头|村口|等(?:你|您|我|会|一下|哈)|来接|接(?:你|您)|来了$|我来了|下来了|这就来|稍等|(?:不|莫|别)(?:着)?急|慢点|慢慢(?:来|开)|注意安全|小心开车|开慢"
)
_ASTRAY = lazy_regex(  # 走错了，导航把人带到隔壁村去了
    r"(?:走|开|跑|拐|找|摸)(?:错|岔)|(?:导航|定位).{0,4}(?:错|不准|不对|偏|乱|带)"
    r"|(?:跑|走|开|带|导)(?:到|去|起).{1,8}去了|找不(?:到|着)(?:路|地方|地头|门|屋|我们?家)|迷路|绕(?:错|路)"
)
_ON_WAY = lazy_regex(r"半路|路上|[半\d一二两三四五六七八九十]+(?:分钟|公里|里路)|[快马上就要]拢")
_TELLS_WAY = lazy_regex(
    r"(?:老师|专家|医生|教授|师傅|主任|[\u4e00-\u9fff]工|[他她您])们?"
    r"(?:就|还是|要|得|路上|开车|骑车|最好|记得|麻烦|来的?时候|到时候?|，)*(?:从|走(?![了完后哪嘛吗])|绕|开车|莫走|别走|不要走|穿|小心|当心).{1,20}"
    r"|(?:路|桥)[^，。]{0,4}(?:垮|断|塌|堵|封|淹)[^。]{0,8}(?:上|进|过|开)不(?:来|去|了|成|到)"
)
_DIRECTIONS = lazy_regex(  # 下了高速往左拐三公里, 过了桥右手边第二家
    r"(?:往|向|朝)[左右前后东南西北里上下](?:手|边|面|头)?(?:拐|转|走|开|倒)|[左右]手边|[左右](?:拐|转)(?!弯不|不)|走到(?:头|底)|(?:顺|沿)(?:着|倒|到)[^，,。]{1,8}(?:走|开|上|下|进)"
    r"|(?:看到|过了?|到了?)[^，,。]{1,8}(?:就(?:到|是)|再(?:走|开|往))"
)
_AGAIN = lazy_regex(
    r"(?:再|重新|改|换|另外?)(?:一?次|天|个时间)?(?:来|去|约|过来|跑|到)|改(?:到|在|成)|(?:接(?:到|着|倒)|继续)(?:来|看|弄|做|讲|搞|办)"
)
_OTHERWISE = frozenset({"rate", "complete", "cancel", "propose_time"})
_NOT_SO = lazy_regex(r"没解决|裂|烂|病|死|专家还没|没来|改天|改到|取消|评价|谢谢|多谢|辛苦")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """到了，人呢 and 我在坡上，马上下来: False where no visit is near or the words are something else."""
    text = turn.text.strip()
    if await _again(turn, understood, text):
        return True
    if len(text) > LONGEST or _NOT_SO.search(text):
        return False
    is_astray = _ASTRAY.search(text) is not None or (_ON_WAY.search(text) is not None and not has_points(text))
    if not is_astray and (understood.tags or not _CALLS_OUT.search(text)):
        return await _tells_way(turn, text)
    if understood.intent in {"emergency", "human"}:
        return False
    if not is_astray and (understood.intent in _OTHERWISE or meeting_points.read(text) is not None):
        return False
    within = SAME_DAY if is_astray else AFTER
    near = [demand.no for demand in await meetings.mine(turn) if await is_near(turn, demand, within)]
    if len(near) != 1:
        return False
    await messages.pass_on(turn, Arguments(near[0], text))
    return True


async def _tells_way(turn: Turn, text: str) -> bool:
    """公路断了，老师从后山走哈, of a visit that is agreed: for the expert, and no trouble of its own."""
    if not _TELLS_WAY.search(text) or questions.asks(text):
        return False
    found = [demand for demand in await meetings.mine(turn) if demand.reporter_id == turn.person.id]
    ahead = [one.no for one in found if await meetings.ahead(turn, one)]
    if len(ahead) != 1:
        return False
    await messages.pass_on(turn, Arguments(ahead[0], text))
    return True


async def is_calling_out(turn: Turn) -> bool:
    """在后头，来了, while somebody is at the gate: whatever danger it sounds like, none is named."""
    text = turn.text.strip()
    if len(text) <= LONGEST and _DIRECTIONS.search(text) and not absence.HARM.search(text):
        return any([bool(await meetings.ahead(turn, demand)) for demand in await meetings.mine(turn)])
    if len(text) > SHORT or absence.HARM.search(text) or not _CALLS_OUT.search(text):
        return False
    return any([await is_near(turn, demand) for demand in await meetings.mine(turn)])


async def _again(turn: Turn, understood: Understanding, text: str) -> bool:
    """手机没电了，明天再来行不: the one visit that this can be about is put on the table anew."""
    if len(text) > LONGEST or understood.place is not None or not _AGAIN.search(text):
        return False
    if not tabling.is_dated(text, turn.now):
        return False
    if understood.intent not in {"demand", "other", "message", "human", "complaint", "leave"}:
        return False
    common = await meetings.mine(turn)
    if len(common) != 1:
        return False
    await visiting.suggest(turn, replace(understood, demand_no=common[0].no))
    return True


async def is_near(turn: Turn, demand: Demand, within: timedelta = AFTER) -> bool:
    """Whether an agreed hour of it is about to strike, or has just struck."""
    agreed: list[Visit] = await meetings.visits(Desk.of(turn), demand, VisitStatus.AGREED)
    return any(-within <= visit.starts_at - turn.now <= BEFORE for visit in agreed)
