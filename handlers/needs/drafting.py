"""From what was understood to a draft: starting one, and merging what comes later into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from domain.drafts import Draft
from domain.people import Person
from handlers.reading.belonging import PARTS
from nlu.dialogue.needs import is_thin
from nlu.dialogue.trades import thing_of_trade
from nlu.dialogue.wants import tells_trouble as tells_trouble_in
from nlu.dialogue.wants import tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

SPARE = 3
LONGEST, LONGEST_SIGN, LONGEST_WISH = 30, 14, 16  # characters
ANIMALS = frozenset("猪牛羊鸡鸭鹅鱼兔蜂狗蚕虾")
_ANIMAL = lazy_regex(f"[小大老母公黑白土肉奶种仔蛋]?[{''.join(sorted(ANIMALS))}](?:子|儿|娃儿?|苗|仔|崽)?")
_NO_THINGS = frozenset(
    "屋 头 家 厂 店 村 屋头 屋里 家里 厂里 店里 这里 这边 那边 这儿 公司 学校 医院 个 那个 这个 那些 这些 些"
    " 东西".split()
)
URGENCY = ("normal", "urgent", "emergency")
_SWAP = lazy_regex(
    r"不是(?P<wrong>[^，,。；;\s]{1,12}?)[，,；;\s]*(?:而?是|应该是|改成|要写)(?P<right>[^，,。；;\s]{1,12})"
)
_OWNED = lazy_regex(
    r"(?:就是|那个|这个|嗯|喂|老师|我想(?:请?问|说)一?[下哈]?|[，,、\s])*"
    r"(?:我们|我|咱们?|俺)(?:家|屋|厂|店|村|院|公司|学校|社)?(?:里头|里|头|子)?(?:的)?(?:种|养|喂|栽|做|办|开)?(?:的|了|得有|有)?"
    r"(?:那|这)?(?:[个台些头棵只块几点家])?的?(?P<thing>(?!是)[\u4e00-\u9fff]{1,5})[。.，,…\s]*"
)
_CLAUSE = lazy_regex(r"[，,。\s]+")
_KEPT = lazy_regex(  # 种茶的, 养了几箱蜂
    r"(?:我们?|俺|咱们?|就|是|家里|屋头|主要|的|，)*(?:种|养|喂|栽)(?:植|殖)?(?:了|的是|的|起|有)?"
    r"(?:[一二两三四五六七八九十百千几点些多\d]*(?:亩|头|只|箱|群|株|棵|口塘|塘|个|点|些|窝|桶)(?:地)?的?)?(?P<thing>[\u4e00-\u9fff]{1,4}?)(?:的|树)?[。.，,…\s]*"
)
_TELLS = lazy_regex(
    r"[你您他她爱不没未坏死烂病黄枯落掉裂坍漏响怕想要请找问怎咋啷啥吗嘛了得好懂会能来去到说讲急事谁哪何]|(?<=[^土小大老])[黑斑]"
)
BARE_PLACE = 16
_ONLY_WHERE = lazy_regex(
    r"(?:我们?|公司|厂子?|学校|医院|店|屋头|家|基地|果园|地|就|嗯|[，,\s])*(?:是|在|住)|[^，,。]{2,12}(?:县|区|市|镇|乡|街道|村)(?:的)?$"
)
_WISH_ONLY = lazy_regex(r"(?:想|要|能不能|麻烦)?(?:请|找|喊|派).{0,6}(?:看|来|指导|帮|瞧|诊)")
_TROUBLE = lazy_regex(r"[裂烂卷皱枯蔫死掉落病虫霉臭漏坏卡堵塌渗咳痛肿软黄黑斑粉]|不(?:吃|长|结|转|动|出)|拉稀|发烧")
_WISHES_CHANGE = lazy_regex(  # 想改成九叶青
    r"(?:想|打算|准备|要不要|计划|以后)(?:把|将)?[^，,。]{0,6}(?:改|换)(?:成|种|养|做)(?!线|现场|视频|远程|当面|下|上|明|后|周|星期|礼拜|\d|[一二两三四五六七八九十百千半]+[个位人户亩天点号包场次])"
)
_SWAP_TAIL = lazy_regex(
    r"^(?:是)?(?P<right>[^，,。；;\s不是]{1,8})(?P<stop>[，,；;\s]*)不是(?P<wrong>[^，,。；;\s]{1,8})$"
)
_SWAP_BACK = lazy_regex(r"是(?P<right>[^，,。；;\s不]{1,12}?)[，,；;\s]*(?:而)?不是(?P<wrong>[^，,。；;\s]{1,12})")


def start(understood: Understanding, person: Person) -> Draft:
    """A draft of a first message; the person's last place is assumed where none is said."""
    draft = Draft()
    merge(draft, understood)
    if not draft.place_code and not draft.place_choices and person.place_code:
        draft.place_code, draft.place_name, draft.is_place_assumed = person.place_code, person.place_name, True
    choose_known_place(draft, person)
    draft.role = draft.role or person.trade
    draft.organization = draft.organization or person.organization
    animals = [one for one in understood.text if one in ANIMALS]
    if draft.is_thin and len(animals) == 1:
        draft.summary, draft.subjects = animals[0], animals  # 想请专家看鸡
    if thing := bare_thing(understood) or trade_told(understood):
        draft.is_thin, draft.summary, draft.subjects = True, thing, [thing]
    return draft


def bare_thing(understood: Understanding) -> str | None:
    """花椒树 of 我屋头那个花椒树: a thing that is named and nothing told of it yet."""
    if understood.parts or set(understood.tags) - set(subjects_of(understood)):
        return None
    text = _beside_place(understood)
    if text in subjects_of(understood) or _ANIMAL.fullmatch(text):
        return text
    if text.removesuffix("的") in subjects_of(understood):
        return text.removesuffix("的")
    found = _KEPT.fullmatch(text) or _OWNED.fullmatch(text)
    is_thing = found and found["thing"] not in _NO_THINGS and not _TELLS.search(found["thing"])
    is_thing = is_thing and not tells_trouble_in(text)  # 我家的牛拉稀
    return found["thing"] if found and is_thing else None


def trade_told(understood: Understanding) -> str | None:
    """电线电缆 of 铜梁区的，做电线电缆的: what somebody lives by, and nothing told of it yet."""
    return thing_of_trade(understood.text, understood.place.text if understood.place else None)


def of_speaker(understood: Understanding) -> Understanding:
    """做电线电缆的, beside a tax that was told: who speaks, and nothing that the need is about."""
    return replace(understood, intent="other", tags=(), summary="", field=None, field_choices=(), extra={})


def _beside_place(understood: Understanding) -> str:
    """我养的鹅 of 梁平屏锦镇，我养的鹅: the clause that does not only tell where; 柠檬 of 安岳柠檬."""
    if understood.place is None:
        return understood.text.strip(" ，,。.")
    where = understood.place.text
    clauses = [one for one in _CLAUSE.split(understood.text.strip(" ，,。.")) if one]
    if len(clauses) == 1 and (rest := clauses[0].replace(where, "").strip("的县区市")) in subjects_of(understood):
        return rest
    beside = [one for one in clauses if where not in one and not where.startswith(one)]
    return beside[0] if len(beside) == 1 and len(clauses) > 1 else ""


def choose_known_place(draft: Draft, person: Person) -> None:
    """Among namesakes the one in the person's own county."""
    known = next((choice for choice in draft.place_choices if choice[0] == person.place_code), None)
    if known:
        draft.place_code, draft.place_name, draft.town = known
        draft.place_choices = []


def merge(draft: Draft, understood: Understanding) -> None:
    """Take over what the new words tell; what they do not tell stays."""
    is_first = not draft.texts
    draft.texts.append(understood.text)
    _merge_need(draft, understood, is_first)
    merge_place(draft, understood)
    for name in ("role", "organization", "mode", "households", "on_behalf", "hazard"):
        if (value := getattr(understood, name)) is not None:
            setattr(draft, name, value)
    if URGENCY.index(understood.urgency) > URGENCY.index(draft.urgency):
        draft.urgency = understood.urgency
    draft.tags = list(dict.fromkeys([*draft.tags, *understood.tags]))
    draft.subjects = list(dict.fromkeys([*draft.subjects, *subjects_of(understood)]))


def subjects_of(understood: Understanding) -> tuple[str, ...]:
    """The crops, animals, machines that the words name."""
    return tuple(understood.extra.get("subjects", ()))


def correct(draft: Draft, understood: Understanding, understand: Callable[[str], Understanding]) -> None:
    """说错了，是腊肉: another subject takes the place of the first; place and facts are merged as usual."""
    swap = find_swap(understood, draft.summary + "".join(draft.texts), draft.subjects)
    if swap is None:
        merge(draft, understood)
        return
    draft.texts = [swapped(text, swap) for text in draft.texts]
    again = understand("，".join(draft.texts))
    draft.summary = swapped(draft.summary, swap)
    draft.tags, draft.subjects = list(again.tags), list(subjects_of(again))
    if again.field:
        draft.field_code, draft.second = again.field.code, again.field.second
        draft.confidence = again.field.confidence
    merge_place(draft, understood)


def puts_right(draft: Draft, understood: Understanding) -> bool:
    """猪 不是竹子: a word that was told is named as wrong."""
    return says_swap(understood.text, draft.summary + "".join(draft.texts))


def says_swap(text: str, told: str) -> bool:
    """三亩不是两亩: a word of what was told is named as wrong."""
    said = _said_wrongly(text)
    return said is not None and said["wrong"] in told


def _said_wrongly(text: str) -> re.Match[str] | None:
    """What is right and what is wrong; without a stop between them only where both end alike."""
    tail = _SWAP_TAIL.search(text)
    if tail and tail["stop"] == "" and tail["right"][-1] != tail["wrong"][-1]:
        tail = None  # 叶子发黄不是病
    return _SWAP.search(text) or _SWAP_BACK.search(text) or tail


def is_swap(text: str) -> bool:
    """核桃那个改成板栗."""
    return any(word in text for word in ("改成", "改为", "换成", "写成"))


def wishes_change(text: str) -> bool:
    """老树想改成九叶青: something is to become another thing, and nothing that was told is put right."""
    return _WISHES_CHANGE.search(text) is not None


def find_swap(understood: Understanding, told: str, known: Sequence[str]) -> tuple[str, str] | None:
    """What was said wrongly and what is right: 不是柑橘，是柠檬, or 说错了，是柠檬 where one subject was told."""
    if wishes_change(understood.text):
        return None
    said = _said_wrongly(understood.text)
    if said and said["wrong"] in told:
        return said["wrong"], _fitting(said["right"], said["wrong"], told)
    named = subjects_of(understood)
    fresh = [subject for subject in named if subject not in told]
    wrong = next((subject for subject in (*named, *known) if subject in told), None)
    return (wrong, fresh[0]) if fresh and wrong else None


def _fitting(right: str, wrong: str, told: str) -> str:
    """鸡爪 of 真空鸡爪胀袋, for 豆干 in 真空包装的豆干胀袋: what stands around it is not said twice."""
    after = told[told.find(wrong) + len(wrong) :]
    kept = next((right[:-size] for size in range(len(right) - 1, 1, -1) if after.startswith(right[-size:])), right)
    before = told[: told.find(wrong)].rpartition("，")[2]
    lead = next((size for size in range(len(kept) - 1, 1, -1) if kept[:size] in before), 0)
    return kept[lead:]


def _of(thing: str, told: str) -> str:
    """花椒树，叶子黄了: what is told, of the thing that was named before."""
    return told if not thing or thing in told else f"{thing}，{told}"


def swapped(text: str, swap: tuple[str, str]) -> str:
    """The right word for the wrong one, save where that is part of a firm's or a place's name."""
    return re.sub(rf"{re.escape(swap[0])}(?!加工厂|[厂店社镇乡村县]|公司|合作社|基地)", lambda _: swap[1], text)


def complete_summary(summary: str, tags: Iterable[str], subjects: Sequence[str], understood: Understanding) -> str:
    """A summary that only names the crop gets the trouble that is told later."""
    told = understood.summary or (understood.text.strip(" ，,。.！!") if len(understood.text) <= LONGEST_WISH else "")
    if is_mere_wish(summary) and told and (_TROUBLE.search(understood.text) or tells_trouble_in(understood.text)):
        thing = next((one for one in (*subjects, *ANIMALS) if one in summary), "")
        return _of(thing, told)  # 想请人看看花椒树, then what is wrong
    is_vague = not set(tags) - set(subjects)
    if not is_vague or not tells_trouble(understood) or not subjects:
        return summary
    if len(summary) > max(map(len, subjects)) + SPARE:
        return summary  # 大棚番茄，叶子有斑 tells more than the crop already
    named = any(subject in understood.summary for subject in subjects)
    return understood.summary if named else f"{subjects[0]}{understood.summary}"


def tells_need(summary: str) -> bool:
    """Whether it says what is wrong or wanted, and not only what it is about."""
    return tells_trouble_in(summary) or tells_wish(summary)


def complete_from(summary: str, texts: Sequence[str], understand: Callable[[str], Understanding]) -> str:
    """桑树，叶子, told in pieces: what all of them say together, where the summary says too little."""
    if tells_need(summary):
        return summary
    again = understand("，".join(text.strip(" ，,。.") for text in texts))
    is_better = tells_need(again.summary) or len(again.summary) > len(summary)
    return again.summary if again.summary and is_better and not again.parts else summary


def with_sign(summary: str, understood: Understanding) -> str:
    """光落果, then 叶子上有黑点: a further sign of the same trouble, as long as it fits."""
    is_need = understood.intent == "demand" and understood.summary and understood.summary not in summary
    if is_need and not tells_trouble_in(summary) and tells_trouble_in(understood.text):
        joined = f"{summary}，{understood.summary}"
        return joined if len(joined) <= LONGEST else summary  # nothing was wrong before
    sign = understood.summary or understood.text.strip(" ，,。.！!").removesuffix("了")
    is_one = (
        understood.intent in {"demand", "other"} and not subjects_beyond(understood, summary) and not tells_wish(sign)
    )
    is_told = not sign or sign in summary or any(part in sign for part in summary.split("，"))
    is_told = is_told or _only_names_place(understood, sign)
    if is_told or not is_one or not _TROUBLE.search(sign) or len(sign) > LONGEST_SIGN:
        return summary
    return f"{summary}，{sign}" if len(summary) + len(sign) < LONGEST else summary


def _only_names_place(understood: Understanding, told: str) -> bool:
    """石柱 黄水: the 黄 of a town's name is no sign of anything."""
    if understood.place is None:
        return False
    rest = told.replace(understood.place.text, "").strip(" ，,。的")
    return len(rest) < SPARE or understood.place.name.endswith(rest) or rest in understood.place.name


def subjects_beyond(understood: Understanding, summary: str) -> bool:
    """Whether a crop, an animal or a machine is named of which the summary does not speak."""
    return any(one not in summary for one in subjects_of(understood) if one not in PARTS)


def is_mere_wish(summary: str) -> bool:
    """想请人看看花椒树: somebody shall come, and nothing told of what is wrong."""
    return len(summary) <= LONGEST_WISH and "，" not in summary and _WISH_ONLY.match(summary) is not None


def tells_trouble(understood: Understanding) -> bool:
    """Whether the words name more than a crop, an animal or a machine."""
    return bool(understood.summary and set(understood.tags) - set(subjects_of(understood)))


def _merge_need(draft: Draft, understood: Understanding, is_first: bool) -> None:
    tells_need = is_first or (understood.intent in {"demand", "policy"} and bool(understood.tags))
    if not tells_need and not draft.is_thin:
        return
    thing = draft.summary if draft.is_thin and draft.summary in draft.subjects else ""
    _merge_summary(draft, understood, is_first, thing)
    is_vague = not draft.tags or draft.field_code in {None, "other"}
    is_empty = is_vague and not tells_trouble_in(draft.summary)
    is_told = tells_trouble(understood) or tells_trouble_in(understood.summary)
    if not (is_first or thing) and is_empty and understood.intent == "demand" and is_told:
        draft.summary, draft.field_code, draft.kind = understood.summary, None, understood.kind  # told at last
    draft.kind = draft.kind or understood.kind
    if is_first or not _says_only_where(understood):
        _merge_field(draft, understood, is_first)


def _merge_summary(draft: Draft, understood: Understanding, is_first: bool, thing: str) -> None:
    """What is told completes what was told; after a bare `thing` it is told of that."""
    if not is_first and not draft.is_thin:
        draft.summary = complete_summary(draft.summary, draft.tags, draft.subjects, understood)
        return
    thin = is_thin(understood)
    if understood.summary and (is_first or not thin):
        draft.summary = _of(thing, understood.summary)
    draft.is_thin = thin if is_first else draft.is_thin and (thin or not _tells_anything(understood))


def _tells_anything(understood: Understanding) -> bool:
    """More than 这两天 or 嗯, which leave what was named as bare as it was."""
    text = understood.text
    return bool(understood.tags) or understood.intent in {"demand", "policy"} or tells_need(text)


def _merge_field(draft: Draft, understood: Understanding, is_first: bool) -> None:
    """The surer guess counts."""
    guess = understood.field
    if guess and (is_first or draft.field_code is None or guess.confidence > draft.confidence):
        draft.field_code, draft.second, draft.confidence = guess.code, guess.second, guess.confidence
        draft.field_choices = [
            (choice.code, choice.second, "·".join(part for part in (choice.name, choice.second) if part))
            for choice in (guess, *understood.field_choices)  # the likeliest first
        ]


def _says_only_where(understood: Understanding) -> bool:
    """公司在荣昌, 在白帝镇: where it is tells nothing of what it is about."""
    return len(understood.text) <= BARE_PLACE and _ONLY_WHERE.match(understood.text) is not None and not understood.tags


def merge_place(draft: Draft, understood: Understanding) -> None:
    """Take over where it is; a town chosen among namesakes stays."""
    place = understood.place
    if place is None:
        return
    draft.is_place_assumed = False
    chosen = next((choice for choice in draft.place_choices if choice[0] == place.code), None)
    if chosen and not place.town:
        draft.place_code, draft.place_name, draft.town = chosen
        draft.place_choices = []
        return
    if place.choices:
        draft.place_choices = [(choice.code, choice.name, choice.town) for choice in place.choices[:4]]
        draft.place_code = draft.place_name = draft.town = None
        return
    draft.place_choices = []
    if draft.place_code == place.code and not place.town:
        return
    draft.place_code, draft.place_name, draft.town = place.code, place.name, place.town


def settle_by_best_guess(draft: Draft) -> None:
    """Nothing more is asked: ambiguous answers take the likeliest."""
    if draft.place_choices and not draft.place_code:
        draft.place_code, draft.place_name, draft.town = draft.place_choices[0]
        draft.is_place_assumed = True
        draft.place_choices = []
