"""Which order an expert means: a number, a place, a crop or 那家 is looked for in what is held and offered first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.demands import Demand
from handlers import access
from handlers.orders import claiming, claiming_several
from handlers.reading import absence, belonging
from handlers.turn import Arguments, Turn
from handlers.wording.errors import sentence
from nlu.dialogue.acts import SURE, read_act
from nlu.dialogue.answers import read_answer
from nlu.text.clauses import clauses
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number
from nlu.understanding import Understanding

LONGEST = 80
EXAMPLE = "看 12"
_CLOCK = (
    r"[上下中早晚]午|早上|晚上|凌晨|傍晚|中午|\d{1,2}[点:：]|[一二两三四五六七八九十]{1,3}点|以?[前后]|之[前后]|左右"
    r"|那天|当天|晚[去来到]?"
)
_NUMBER = lazy_regex(
    r"(?<![\d月.\-—一二三四五六七八九十])第?(?P<number>\d{1,4}|[一二三四五六七八九十]{1,3})"
    r"(?:号单|号(?![楼线门院机桥码])|单(?![位独元价日]))(?:那个|那单|的)?"
)
_ANOTHER_DAY = r"周[一二三四五六日天末]|星期|礼拜|[今明后]天|大后天|月"
_TO_DAY = lazy_regex(r"(?:改|推|换|挪|约|定|等|拖|延|提前)[到在成至期]?$|[到至或和、]$")
_NTH = lazy_regex(
    r"^(?:那|就|嗯|好|我|接|揭|要|看|选)*(?:第(?P<nth>[一二两三四五六七八\d])个?|(?P<last>最后)(?:一个|那个|一单))(?:单子?|那?家|那个|的)?"
    r"(?=$|我|呢|啥|什么|怎么|咋|是|在|也|都|不|要|行|可以|接|情况|具体|[，,。？?！!])"
)
_LABEL = lazy_regex(
    r"(?P<name>[\u4e00-\u9fff]{1,8}?)(?P<label>[那这]一?(?P<unit>单|家|户|边|头|个|件|里)(?:的|单子?)?)"
)
_LIMB = lazy_regex(r"^(?:省|市|县|区|镇|乡|街道|村|社|那边|那里|那头|的)+(?:单子?)?")
_BEFORE = lazy_regex(r"^(?:那|就|还有|嗯|好|哦|对|[，,\s])*")
_ENDS = lazy_regex(r"^的(?=$|[，,。！!]|交|退|换|给|还|推|改|取消|不)")
_EMPTY = lazy_regex(r"[的呢嘛吧啊哈哦那个单家户件边是了我说\s，,。.？?！!]*")
_ASKS_WHAT = lazy_regex(
    r"(?:那|这)?(?:单|个|家)?(?:是|具体|又|到底)*(?:啥子?|什么|怎么|咋个?|哪样|如何)(?:样|个|回)*(?:情况|问题|毛病|事|样子)?[了的呢嘛啊哦吗喃？?。]*|呢[？?]?|喃[？?]?|(?:具体|详细)(?:说说|情况|看看)?|(?:说说|看看|介绍一?下)"
)
_SURE_UNITS = "单家户"
_DIGIT = lazy_regex(
    r"^(?:#|＃)?(?P<number>\d{1,4})(?=(?:我|可以|就|也|都)*(?:不|没|接|揭|要|来|去|行|看|婉拒|算了|让|交))"
)
_NO_NAME = lazy_regex(
    r"^(?:想请|专家|老师|现场|看看|下周|周[一二三四五六日天末]|上午|下午|今天|明天|后天|可以|问题|要|我们|请)"
)
FEWEST_OF_TWO = 6
_NOT_OF_ORDERS = ("need", "list", "record", "profile", "leave", "quit", "register", "service", "human")
_OF_VISITS = ("time", "move", "cannot", "handback", "done", "claim")
_NAMES_NOTHING = lazy_regex(r"^(?:[我你您他她它对哪几每别这那两三把给去接要找]|人|对方|自己|农户|老乡|果农)+$")


@dataclass(frozen=True, slots=True)
class _Found:
    """The order that is named and the words without its name."""

    nos: tuple[int, ...]
    rest: str


async def as_named(turn: Turn, understood: Understanding) -> Understanding | None:
    """The words without the order's name, and its number; None where it is asked which, or shown, already."""
    text = turn.text.strip()
    if not turn.person.expert_ids or understood.intent == "bind" or not 1 < len(text) <= LONGEST:
        return understood
    choices = await _choices(turn)
    understood = _without_alarm(text, understood)
    if not choices or understood.intent == "emergency":
        return understood
    found = _by_number(turn, text, choices)
    if found is None and understood.demand_no is None:
        found = await _by_name(turn, understood, text, choices)
    if found is None or understood.demand_no not in {None, *found.nos}:
        return understood
    if understood.demand_no is not None and not found.rest:
        return understood
    if len(found.nos) != 1:
        _ask_which(turn, found, choices)
        return None
    return await _of_one(turn, understood, found.nos[0], found.rest)


async def of_each(turn: Turn) -> list[tuple[int, str]]:
    """流胶那个下周四去，修剪那个下周五: what is said of each order where one message speaks of several; else empty."""
    text = turn.text.strip()
    if not turn.person.expert_ids or not FEWEST_OF_TWO <= len(text) <= LONGEST:
        return []
    choices = await _choices(turn)
    said: list[tuple[int | None, str]] = []
    parts = clauses(text) if len(choices) > 1 else []
    claims = "我接，" if parts and claiming_several.takes_all(parts[0]) else ""  # 两个我都接，霜冻那个明天去，…
    for clause in parts[1:] if claims else parts:
        named = _by_digit(clause, choices) or _by_number(turn, clause, choices) or _by_first_words(clause, choices)
        if named is not None:
            said.append((named.nos[0], f"{claims}{named.rest}"))
        elif (label := _LABEL.match(clause)) is not None and not _NAMES_NOTHING.match(label["name"]):
            said.append((_nearest(label["name"], choices), f"{claims}{clause[label.end() :]}"))
        elif said and clause:
            said[-1] = (said[-1][0], f"{said[-1][1]}，{clause}")
        elif clause and read_answer(clause).kind == "other":
            return []
    each = _by_what_is_left(said, choices)
    is_each = len({no for no, _ in each}) == len(each) > 1
    return each if is_each and all(_EMPTY.fullmatch(words) is None for _, words in each) else []


def _nearest(name: str, choices: Sequence[Demand]) -> int | None:
    """烂根 of 花椒树根烂了一片: the one order that tells most of the signs, whatever their order."""
    shared = {one.no: sum(sign in one.summary for sign in set(name)) for one in choices}
    most = max(shared.values())
    best = [no for no, count in shared.items() if count == most]
    return best[0] if most and len(best) == 1 else None


def _by_what_is_left(said: Sequence[tuple[int | None, str]], choices: Sequence[Demand]) -> list[tuple[int, str]]:
    """霜冻那个, of the tea that 霜打了: a name that no title tells is the one order that the others leave."""
    named = {no for no, _ in said if no is not None}
    left = [one.no for one in choices if one.no not in named]
    if len(named) < len(said) and (len(left) != 1 or len(said) - len(named) != 1):
        return []
    return [(left[0] if no is None else no, words) for no, words in said]


def _by_digit(clause: str, choices: Sequence[Demand]) -> _Found | None:
    """1接 and 2不接."""
    found = _DIGIT.match(clause)
    if found is None or int(found["number"]) not in {one.no for one in choices}:
        return None
    return _Found((int(found["number"]),), clause[found.end() :])


def _by_first_words(clause: str, choices: Sequence[Demand]) -> _Found | None:
    """修剪培训我接: begins with what only one of them is about."""
    rest, label = _without_label(clause, choices)
    if rest is None or label is None:
        begins = _BEFORE.sub("", clause)
        label, rest = begins[:2], begins[2:]
        if len(label) < 2 or _NAMES_NOTHING.match(label) or _NO_NAME.match(label):
            return None
    fitting = [one.no for one in choices if _fits(label, one)]
    return _Found((fitting[0],), rest) if len(fitting) == 1 else None


async def _of_one(turn: Turn, understood: Understanding, no: int, rest: str) -> Understanding | None:
    """What is said of the one order that is named; where nothing more is said it is shown, or it was the answer."""
    question = turn.talk.asked()
    is_empty = _EMPTY.fullmatch(rest) is not None
    if _ASKS_WHAT.fullmatch(rest) or (is_empty and question is None):
        await claiming.look(turn, Arguments(no))
        return None
    if is_empty and question and question["name"] != "which":
        return understood
    if is_empty:
        turn.incoming = replace(turn.incoming, text=f"#{no}")
        return turn.services.understand(turn.text, turn.now)
    turn.talk.set_focus(no)
    turn.incoming = replace(turn.incoming, text=rest)
    return replace(turn.services.understand(rest, turn.now), demand_no=no)


def _without_alarm(text: str, understood: Understanding) -> Understanding:
    """我都到半路了, 我到了，没看到人: somebody on the way tells of no danger, and checks in at no briefing."""
    if understood.intent == "emergency" and _is_calm(text, understood):
        return replace(understood, intent="other")
    is_visit = understood.intent in {"checkin", "signup"} and read_act(text, "expert").is_likely(
        "arrive", "wasted", least=SURE
    )
    return replace(understood, intent="other") if is_visit else understood


def _is_calm(text: str, understood: Understanding) -> bool:
    """我都到半路了, from somebody who is on the way: no danger is named, only the classifier heard one."""
    if absence.ABSENT.search(text) and not absence.HARM.search(text):
        return True  # 大门锁起的，回去了
    return understood.hazard is None and read_act(text, "expert").is_likely(*_OF_VISITS, "arrive", least=SURE)


async def is_own(turn: Turn, no: int | None) -> bool:
    """Whether an order of that number is in this expert's hands or waits for a word of this expert."""
    return no is not None and bool(turn.person.expert_ids) and no in {one.no for one in await _choices(turn)}


async def _choices(turn: Turn) -> list[Demand]:
    """In hand, offered, and what was listed just now."""
    held = await access.demands_in_hand(turn)
    known = {one.no for one in held}
    numbers = dict.fromkeys(no for no in [*await access.offered(turn), *claiming.listed(turn)] if no not in known)
    found = await turn.uow.demands.get_many(list(numbers))
    return [*held, *(one for one in found if not one.is_ended)]


def _by_number(turn: Turn, text: str, choices: Sequence[Demand]) -> _Found | None:
    """1号周四上午九点: a number of one's own beside another day; 改到2号, 2号下午 stay days of the month."""
    nth = _NTH.match(text)
    if nth is not None:
        order = claiming.listed(turn) or sorted(one.no for one in choices)
        at = len(order) if nth["last"] else read_number(nth["nth"]) or 0
        if 0 < at <= len(order):
            verb = "接" if re.match(r"[那就嗯好我]*[接揭要选]", text) else ""
            return _Found((order[at - 1],), verb + text[nth.end() :])
    own = {one.no for one in choices}
    for found in _NUMBER.finditer(text):
        number = int(found["number"]) if found["number"].isdigit() else read_number(found["number"])
        before, after = text[: found.start()], text[found.end() :]
        if number not in own or (
            not found["number"].isdigit() and not found[0].startswith("第") and "号" not in found[0]
        ):
            continue  # 再接一单
        if "单" not in found[0]:
            has_day = re.search(_ANOTHER_DAY, before + after) is not None
            if _TO_DAY.search(before) or (not has_day and re.match(rf"\s*(?:{_CLOCK})", after)):
                continue
            if turn.talk.asked() and not has_day and _EMPTY.fullmatch(before + after):
                continue  # 2号, where it was asked when
        return _Found((int(number),), (before + after).strip(" ，,、:："))
    return None


async def _by_name(turn: Turn, understood: Understanding, text: str, choices: Sequence[Demand]) -> _Found | None:
    """甲高那单, 朱衣镇的, 柑橘那个: the one of them that it fits; several or none where it is plainly a name."""
    acts = read_act(text, "expert")
    question = turn.talk.asked()
    is_answer = question is not None and question["name"] == "which"
    if (acts.is_likely(*_NOT_OF_ORDERS) and not is_answer) or await _is_of_own_need(turn, understood):
        return None
    rest, label = _without_label(text, choices)
    if rest is None and acts.is_likely(*_OF_VISITS, least=0.6) and (place := _place_first(understood)):
        rest, label = text, place  # 朱衣镇礼拜五早上九点: a place that none of them is at
    words = _words(understood, text, choices, label)
    scores = {one.no: sum(_fits(word, one) for word in words) for one in choices}
    most = max(scores.values())
    best = tuple(no for no, score in scores.items() if score == most)
    if most and len(best) == 1:
        return None if turn.talk.draft is not None and rest is None else _Found(best, text if rest is None else rest)
    if rest is None:
        return None
    is_known = label is not None and (most or understood.place is not None or belonging.things_named(understood))
    if most and len(best) < len(choices):
        return _Found(best, rest)
    return _Found((), rest) if is_known and not most else None


def _place_first(understood: Understanding) -> str | None:
    place = understood.place
    if (
        place is None
        or place.choices
        or not place.text
        or not understood.text.lstrip("那就去到在").startswith(place.text)
    ):
        return None
    return place.town or place.text


async def _is_of_own_need(turn: Turn, understood: Understanding) -> bool:
    return any(belonging.shares_thing(one, understood) for one in await access.open_demands(turn))


def _without_label(text: str, choices: Sequence[Demand]) -> tuple[str | None, str | None]:
    """The words without the name, where they have one: 甲高那单周五十点 → 周五十点; and the name."""
    for found in _LABEL.finditer(text):
        name = found["name"]
        fitting = next((name[at:] for at in range(len(name)) if _is_name(name[at:], choices)), None)
        if fitting is None and (found["unit"] not in _SURE_UNITS or _NAMES_NOTHING.match(name)):
            continue
        start = found.end("name") - len(fitting or name)
        before = text[:start]
        if _BEFORE.fullmatch(before):
            return text[found.end() :].strip(" ，,、:："), fitting or name
        return before + found["label"].removesuffix("的") + text[found.end() :], fitting or name
    leading = _BEFORE.match(text)
    at = first = leading.end() if leading else 0
    while (name := _name_at(text[at:], choices)) is not None:
        at += len(name)
        limb = _LIMB.match(text[at:])
        at += limb.end() if limb else 0
    if at > first and len(text[first:at]) > 1 and not text[at:].startswith(("果", "树", "叶", "苗", "园")):
        return text[at:].strip(" ，,、:："), text[first:at]
    for one in sorted(_all_names(choices), key=len, reverse=True):
        place = text.find(one)
        if place > 0 and (ends := _ENDS.match(text[place + len(one) :])):
            return text[:place] + "那单" + text[place + len(one) + ends.end() :], one
    return None, None


def _is_name(word: str, choices: Sequence[Demand]) -> bool:
    if len(word) < 2 and word not in belonging.ANIMALS:
        return False
    return any(_fits(word, one) for one in choices)


def _name_at(text: str, choices: Sequence[Demand]) -> str | None:
    names = sorted(_all_names(choices), key=len, reverse=True)
    return next((name for name in names if text.startswith(name)), None)


def _all_names(choices: Sequence[Demand]) -> set[str]:
    return {name for one in choices for name in _names(one)}


def _names(demand: Demand) -> set[str]:
    """奉节, 甲高镇, 甲高, 柑橘: how the order may be called."""
    places = re.findall(r"[\u4e00-\u9fff]{2,}?(?:省|市|区|县|自治县)", demand.place_name or "")
    town = demand.town or ""
    names = {*places, town, *demand.tags}
    names |= {re.sub(r"(?:自治)?[省市区县镇乡村]$|街道$", "", name) for name in (*places, town)}
    return {name for name in names if len(name) > 1}


def _words(understood: Understanding, text: str, choices: Sequence[Demand], label: str | None) -> set[str]:
    """What in the words could name an order."""
    words = {name for name in _all_names(choices) if name in text}
    words |= set(belonging.things_named(understood))
    if label is not None:
        words.add(label)
    return {word for word in words if not any(word != other and word in other for other in words)}


def _fits(word: str, demand: Demand) -> bool:
    told = "\n".join((demand.text, demand.summary, demand.place_name or "", demand.town or "", *demand.tags))
    if word in told or any(word.startswith(name) for name in _names(demand) if len(name) >= len(word) - 1):
        return True
    return word in belonging.SHORT_FRUITS and word[0] in told


def _ask_which(turn: Turn, found: _Found, choices: Sequence[Demand]) -> None:
    among = [one for one in choices if one.no in found.nos] or list(choices)
    turn.talk.ask("which", text=found.rest)
    turn.say(sentence(access.which(among, EXAMPLE)))
