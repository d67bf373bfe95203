"""Which of the open demands is named, by its thing, by what it is called, or by its place in the order of telling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.demands import Demand
from handlers import access
from handlers.needs import drafting
from handlers.turn import Turn
from nlu.dialogue.ordinals import read_ordinals
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

MORE_THAN_ONE = 2
WHOLE, PAIR = 10, 3  # what a name in full and two characters in a row weigh beside a single character
_LABEL = lazy_regex(
    r"(?P<before>[\u4e00-\u9fff]{1,8}?)的?[那这]一?(?:个|件|边|桩|单|场)(?!人|专家|老师|医生|月|星期|礼拜|时间|时候|地方|价|位)"
    r"|[那这]一?(?:个|件|桩|单)(?P<after>[\u4e00-\u9fff]{1,6}?)的(?!.{0,2}(?:专家|老师|医生))"
    r"|(?:^|[，,。\s])(?P<bare>[\u4e00-\u9fffA-Za-z0-9]{2,10}?)的?(?:就|先|还是|要|也|都|可以|能不能|最好|麻烦)*"
    r"(?:(?:改|换|转|弄|搞)(?:成|为|到|在|用)?(?:线[上下]|现场|当面|上门|视频|远程|网上|电话)|(?:线[上下]|现场|视频|远程)(?:就(?:行|可以|好)|[讲搞来])"
    r"|(?:不|没那么|不那?么|比较|最|更|很|有点|要)(?:着)?急(?![诊救])|尽快|抓紧|(?:尽量|最好|争取)(?:是|在)?(?=[这下本今明后上周月\d])|缓一?缓|先等|往后推)"
)
_EMPTY = lazy_regex(
    r"[^\u4e00-\u9fffA-Za-z0-9]|[我你您他她它们们的了是有在不没个件单事人那这哪上下里头前后先再还又也都就要想请找看问说报来去把给跟和与家屋对啊哦嘛哈呢吧嗯]"
    r"|老师|专家|刚才|昨天|今天|明天|以前|之前|最后"
)


async def demand_named(turn: Turn, understood: Understanding) -> int | None:
    """猪的不用了: the one open demand that speaks of it."""
    if read_ordinals(understood.text):
        return await nth_named(turn, understood.text)
    animals = [one for one in understood.text if one in drafting.ANIMALS]
    named = [*drafting.subjects_of(understood), *understood.tags, *animals]
    demands = await access.open_demands(turn)
    found = about(demands, named) or labelled(demands, understood.text)
    return found.no if found else None


def about(demands: Sequence[Demand], words: Iterable[str]) -> Demand | None:
    """The one that is about any of these; where several speak of it, the one that began with it."""
    words = list(words)
    for told in (_title, _whole):
        named = [one for one in demands if any(word in told(one) for word in words)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def has_label(text: str) -> bool:
    """冷库那个, 那个冷库的: words that call something by a name."""
    return _LABEL.search(text) is not None


def labelled(demands: Sequence[Demand], text: str) -> Demand | None:
    """冷库那个, and 记账那个 of 想学建账: the one whose words the name shares the most of."""
    for found in _LABEL.finditer(text):
        name = _EMPTY.sub("", found["before"] or found["after"] or found["bare"])
        shares = [(_likeness(name, _title(one)), one) for one in demands] if name else []
        most = max((share for share, _ in shares if share >= PAIR or not found["bare"]), default=0)
        best = [one for share, one in shares if share == most]
        if most and len(best) == 1:
            return best[0]
    return None


def names_other(demands: Sequence[Demand], text: str) -> bool:
    """我老婆那个, where none of these tells of her: something is called by a name that none of them has."""
    labels = [found for found in _LABEL.finditer(text) if not read_ordinals(found[0])]  # 前面那个 is no name
    names = [_EMPTY.sub("", found["before"] or found["after"] or "") for found in labels]
    likest = max((_likeness(name, _whole(one)) for name in names if name for one in demands), default=PAIR)
    return likest < PAIR


def _likeness(name: str, told: str) -> int:
    name, told = name.casefold(), told.casefold()
    if name in told:
        return WHOLE + len(name)
    pairs = sum(name[at : at + 2] in told for at in range(len(name) - 1))
    return pairs * PAIR + sum(character in told for character in set(name))


def _title(demand: Demand) -> str:
    """What it was called when it was told first, and is called now."""
    return f"{demand.summary}\n{demand.text.partition(chr(10))[0]}\n{demand.town or ''}"


def _whole(demand: Demand) -> str:
    return demand.text


async def nth_named(turn: Turn, text: str) -> int | None:
    """第一个改一下: the one meant by its place in the order of telling; None where none or several are named so."""
    places = read_ordinals(text)
    numbers = sorted(one.no for one in await access.open_demands(turn))
    found = [no for place in places if (no := at(numbers, place)) is not None]
    return found[0] if len(found) == 1 else None


def at(numbers: Sequence[int], place: int) -> int | None:
    """第一个 is the lowest number, 最后那个 the highest; None beyond the last."""
    if not numbers or place > max(len(numbers), 1):
        return None
    if len(numbers) < MORE_THAN_ONE:
        return numbers[0]
    return numbers[-1] if place < 0 else numbers[place - 1]


def is_doubtful(numbers: Sequence[int], place: int) -> bool:
    """第二个, where #2 is open and is not the second: which is meant?"""
    return place > 1 and place in numbers and at(numbers, place) != place
