"""Away and back: no new orders for a while; what is in hand stays, and visits that fall into it are named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from domain.calendar import SHANGHAI
from domain.errors import DomainError
from domain.experts import Expert
from handlers.turn import Arguments, Turn
from handlers.visits import appointments
from handlers.wording import common
from handlers.wording import leave as wording
from nlu.text.patterns import lazy_regex
from nlu.times import read_times
from nlu.times.numerals import read_number
from nlu.understanding import TimeExpression

_DOTTED = lazy_regex(r"(?<!\d)(\d{1,2})[./](\d{1,2})(?!\d)")
_SPAN = lazy_regex(
    r"(?P<half>半)?(?P<count>[一二两三四五六七八九十\d]{1,3})?个?(?P<unit>天|日|周|星期|礼拜|月|年)(?P<more>半)?"
)
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "年": 365}
_ADDS = lazy_regex(r"(?:再|加|多|续|延)(?:请|加|休|多|长)*[一二两三四五六七八九十\d]+(?:天|周|个)")
_ASKED_FOR = lazy_regex(
    r"请.{0,6}假|休.{0,2}假|产假|不在|不(?:想|打算|准备)?(?:再)?接|接不了|[别莫](?:再)?(?:给我)?(?:派|推|发)|不(?:要|用)(?:再)?(?:给我)?(?:派|推|发)|暂停|停(?:一停|止|派|接)|最近|近期|这段|这阵|长期|暂时|忙不过来|退"
)
_UNTIL = ("到", "至")
_ENDS = lazy_regex(
    r"^(?:那|算了|我|我的|把|这次)*[，,\s]*(?:请?假|休假)(?:期)?(?:取消|不请|不休|作废|算了|撤)|不(?:用|想|要)?(?:请|休)假了|^(?:我)?(?:取消|撤(?:回|销)?)(?:请|休)?假"
)
_ASKS = lazy_regex(
    r"(?:请|休)?假(?:期)?(?:还)?(?:请|休|是|有|剩)?(?:的|了)?(?:到|至)?(?:好久|什么时候|啥子?时候|哪天|几号|几天|多久)|(?:好久|什么时候|啥子?时候|哪天|几号|从哪天).{0,4}(?:销假|开始不接|不接(?:单)?的|恢复(?:接单)?|假)"
)
_UNDOES = lazy_regex(
    r"还是(?:留(?:着|到|下|起|在)|继续(?:干|当|接|做|留))|(?:不|莫|别)(?:退|注销|删)(?:了|我)|(?:点|说|打|发|按|搞|弄|写|回)错了?[，,\s]*(?:我)?(?:还|还是)?(?:要|想)?(?:继续)?(?:干|接单?|当|做)(?:的|专家|单)?[。！!]*$|不退(?:了|出)|(?:还是|还|又)(?:要|想|愿意)(?:继续)?(?:干|接单|当专家)"
    r"|(?:点|说|打|发|按|搞|弄|写|回)错了?[，,\s]*(?:我)?(?:不是|没有?|没得)(?:要)?(?:请假|退)"
)
AS_USUAL = lazy_regex(
    r"(?:照常|正常|照旧|继续|恢复)(?:给我)?(?:派|推|接|发)(?:单)?(?:给我)?(?:吧|嘛|了|就行|哈)*[。！!]*$"
)
_BACK = lazy_regex(
    r"^(?:我|我们|现在|已经|今天|昨天|又|提前|都)*(?:回来(?:上班)?了|忙完了?|有空了|得空了|出院了|休完假了|上班了|(?:没事|好|闲下来|空下来)了[，,。\s]*(?=恢复|可以接|能接|继续接)|恢复(?:派单|推送|接活)?|(?:可以|能)(?:正常|继续)?接单了?|恢复接单|重新接单|继续接单)"
    r"(?:[，,。 ]*(?:可以|能|恢复|继续)*接单?了?)?[了哈吧。！!]*$"
)
_MAY_AGAIN = lazy_regex(  # 老人出院了，可以接单了
    r"(?:^|[，,。\s])(?:我|又|现在|已经?|随时|都)*(?:可以|能|恢复)(?:继续|正常|再|给我|开始)*(?:接|派)(?:单|活|新单)?了?[哈嘛吧噻。！!]*$|有单(?:子)?(?:就|可以|尽管|随时)+(?:派|发|喊)"
)
_ONLY_FROM = lazy_regex(
    r"才(?:有空|得空|能|可以|有时间|得行|走得开|回来)|(?:以?后|过后|起|开始)?(?:再|又)(?:给我|来)?(?:找|派|推|发|联系|喊|叫|安排|接|说)"
)
_FIGURE = lazy_regex(r"[\d一二三四五六七八九十]\s*[号日]|\d+[./月]")
LONGEST = 40


async def hear(turn: Turn, *, is_last: bool = False) -> bool:
    """假取消, 提前回来了，可以接, 我请假到好久, 点错了，还要接: what ends a leave or asks after it.

    Of who is not away 我回来了 may be about an order; only where it was nothing else (`is_last`) is that said.
    """
    text = turn.text.strip()
    if len(text) > LONGEST:
        return False
    asks = _ASKS.search(text) is not None
    ends = _ENDS.search(text) or _BACK.match(text)
    may_end = _UNDOES.search(text) or AS_USUAL.search(text) or _MAY_AGAIN.search(text)
    if may_end and any(one.start is not None and one.start > turn.now for one in read_times(text, turn.now)):
        may_end = None  # 下个月可以接单了
    if not (asks or ends or may_end):
        return False
    away = [one for one in await _mine(turn) if one.leave_from is not None]
    if asks and (away or _ENDS.search(text) is None):
        today = turn.now.astimezone(SHANGHAI).date()
        turn.say(wording.state(away[0].leave_from, away[0].leave_until, today) if away else wording.not_away())
    elif away:
        await come_back(turn, Arguments())
    elif is_last and (ends or (may_end and _MAY_AGAIN.search(text))):
        turn.say(wording.not_away())
    else:
        return False
    return True


async def go(turn: Turn, args: Arguments) -> None:
    """请假 到12月5日, 请假三天, 下周都不在; without an end it lasts until 销假."""
    experts = await _mine(turn)
    today = turn.now.astimezone(SHANGHAI).date()
    if await _add_days(turn, experts, args.rest, today):
        return
    start, until = _days(_DOTTED.sub(r"\1月\2日", args.rest), turn.now, today)
    names_day = args.name or re.search(r"[\d到至]", args.rest)
    if until is None and start == today and args.rest and names_day:
        raise DomainError("date_needed")
    if until is None and args.rest and not args.name and not _ASKED_FOR.search(args.rest):
        turn.say(wording.until_when())
        return
    if until and until < today:
        raise DomainError("date_past", day=f"{until.month}月{until.day}日")
    for one in experts:
        one.leave_from, one.leave_until, one.updated_at = start, until, turn.now
        await turn.uow.experts.save(one)
    turn.say(wording.kept(start if start > today else None, until, today))
    turn.say(await _visits_in_between(turn, experts, start, until))


async def _add_days(turn: Turn, experts: list[Expert], text: str, today: date) -> bool:
    """请加三天, 再多请两天: counted from the end of the leave that runs."""
    running = [one for one in experts if one.leave_until is not None and one.leave_until >= today]
    length = _length(text) if _ADDS.search(text) else None
    if not running or length is None:
        return False
    for one in running:
        if one.leave_until is not None:
            one.leave_until, one.updated_at = one.leave_until + timedelta(days=length), turn.now
            await turn.uow.experts.save(one)
            turn.say(wording.longer(one.leave_until, today))
    return True


async def last(turn: Turn, length: str) -> None:
    """改成两个月: as long as that, from the day on which the leave began."""
    today, days = turn.now.astimezone(SHANGHAI).date(), _length(length)
    for one in await _mine(turn):
        if one.leave_from is not None and days is not None:
            one.leave_until, one.updated_at = one.leave_from + timedelta(days=days - 1), turn.now
            await turn.uow.experts.save(one)
            turn.say(wording.kept(one.leave_from if one.leave_from > today else None, one.leave_until, today))


async def come_back(turn: Turn, args: Arguments) -> None:
    """销假."""
    for one in await _mine(turn):
        one.leave_from = one.leave_until = None
        one.updated_at = turn.now
        await turn.uow.experts.save(one)
    turn.say(wording.ended())


def says_from_when(text: str) -> bool:
    """15号以后再派, 下周四才有空: the end of a time away is told by its other side."""
    return _ONLY_FROM.search(text) is not None


def read_span(text: str, now: datetime) -> tuple[date, date | None]:
    """First and last day of a leave in anybody's words; no last day where none is said."""
    return _days(_DOTTED.sub(r"\1月\2日", text), now, now.astimezone(SHANGHAI).date())


async def _mine(turn: Turn) -> list[Expert]:
    experts = await turn.uow.experts.get_many(turn.person.expert_ids)
    if not experts:
        raise DomainError("not_an_expert")
    return list(experts.values())


def _days(text: str, now: datetime, today: date) -> tuple[date, date | None]:
    """First and last day; no last day where none is said."""
    times = _finest(read_times(text, now))
    if _ONLY_FROM.search(text) and len(times) <= 2 and times and (free := times[-1].start) is not None:
        return today, max(today, free.astimezone(SHANGHAI).date() - timedelta(days=1))  # 下周四才有空
    moments = [moment.astimezone(SHANGHAI).date() for one in times for moment in (one.start, one.end) if moment]
    is_until = text.lstrip().startswith(_UNTIL) or bool(times and times[0].start is None)
    start = today if is_until or not moments else max(today, moments[0])
    if (length := _length(text)) and len(moments) <= 1 and not is_until:
        return start, start + timedelta(days=length - 1)
    if not times or "after" in times[-1].notes:
        return start, None
    if len(moments) == 1 and not is_until and re.search("[到至]", text):
        start = today
    return start, moments[-1]


def _finest(times: Sequence[TimeExpression]) -> Sequence[TimeExpression]:
    """下周去德国，12月1号到10号; 月底出差，27号到30号: the named days, not the vague ones."""
    spans = [one for one in times if one.start is not None and one.end is not None and one.grain == "day"]
    is_vague = any(one.grain in {"week", "month"} or not _FIGURE.search(one.text) for one in times)
    named = [one for one in spans if _FIGURE.search(one.text)]
    return named if named and is_vague else times


def _length(text: str) -> int | None:
    """三天, 半个月, 两周: in days."""
    for found in _SPAN.finditer(text):
        count = read_number(found["count"]) if found["count"] else None
        if count is None and not found["half"]:
            continue
        if found["unit"] in {"日", "年", "月"} and found["count"] and not re.search("个|半", found[0]):
            continue  # 12月5日 is a date
        days = _DAYS[found["unit"]]
        return max(1, round(days * ((count or 0) + (0.5 if found["half"] or found["more"] else 0))))
    return None


async def _visits_in_between(turn: Turn, experts: list[Expert], start: date, until: date | None) -> str:
    since = max(turn.now, datetime.combine(start, time(), SHANGHAI).astimezone(UTC))
    end = datetime.combine(until, time.max, SHANGHAI).astimezone(UTC) if until else since + timedelta(days=90)
    found = [visit for one in experts for visit in await turn.uow.visits.of_expert(one.id, since, end)]
    open_ones = sorted((visit for visit in found if visit.status in appointments.OPEN), key=lambda one: one.starts_at)
    return wording.visits_in_between([(one.demand_no, common.moment(one.starts_at)) for one in open_ones[:4]])
