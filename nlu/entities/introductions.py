"""Who speaks, said by itself: 秦海，重庆海工科技 names a person and a firm and tells of no trouble."""

from __future__ import annotations

from dataclasses import dataclass

from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.entities.people import SURNAME_PATTERN
from nlu.entities.wordlists import alternatives, words
from nlu.text.patterns import lazy_regex
from nlu.text.segment import is_plain_word, tag
from nlu.understanding import Understanding

LONGEST = 40
_CLAUSE = lazy_regex(r"[，,。.；;、\s！!：:]+")
_LEADS = lazy_regex(
    r"^(?:您好|你好|老师好?|喂|我们?(?:是|叫|姓)?|这里是|这边是|这是|本人|叫做?|姓名|名字|单位|公司名?|企业|厂名|联系人|(?:是|叫|在)|[:：])+"
)
_FIRM = lazy_regex(rf"(?:{alternatives('organisation_endings')}|厂|公司|合作社|家庭农场)(?:的|里的|这边)?$")
_TRADE = lazy_regex(
    r"(?P<own>.{2,})(?:科技|铸造|机械|食品|电子|建材|化工|农业|生物|医药|实业|商贸|制造|电器|五金|印刷|包装|塑料|塑业|纺织"
    r"|服饰|家具|酒业|茶业|果业|牧业|种业|渔业|药业|重工|精工|模具|汽配|能源|环保|新材料|智能|物流|建筑|工程)(?:的|里的|这边)?$"
)
_OFFICE = lazy_regex(rf"(?:{alternatives('titles')}|负责人|法人|技术员|护士|干事|秘书|会计|工人|员工)$")
_NAME = lazy_regex(rf"{SURNAME_PATTERN}[\u4e00-\u9fff]{{1,2}}")
_BEGINS = lazy_regex(r"[建修开办搞找去进有想要请给帮改]")
_ASKS = lazy_regex(r"[吗嘛么呢?？]|咋|怎么|啷个|如何|哪|啥|什么|多少|几时")
_SURNAME = lazy_regex(SURNAME_PATTERN)
FEWEST_OF_FIRM = 4


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who speaks; either may be None, not both."""

    name: str | None
    organization: str | None


def read_introduction(understood: Understanding) -> Introduction | None:
    """The name and the firm where the words hold nothing else; None where they hold more or neither."""
    text = understood.text
    is_more = understood.times or understood.phones or understood.parts or understood.demand_no is not None
    if len(text) > LONGEST or is_more or _ASKS.search(text) or tells_trouble(text) or tells_wish(text):
        return None
    place = understood.place.text if understood.place else ""
    things = understood.extra.get("subjects", ())
    name, firm = None, None
    for whole in (one for one in _CLAUSE.split(text.strip()) if one):
        clause = _LEADS.sub("", whole)
        rest = clause.replace(place, "") if place else clause
        if not rest.strip("的人县区市镇乡村") or (
            understood.place and rest.removesuffix("的") in understood.place.name
        ):
            continue
        if name is None and rest not in things and (_is_name(rest) or _SURNAME.fullmatch(rest)):
            name = rest
        elif _is_firm(rest) and len(whole) >= FEWEST_OF_FIRM:
            firm = firm or clause.removesuffix("的")
        elif not _OFFICE.search(rest):
            return None
    return Introduction(name, firm) if name or firm else None


def _is_firm(told: str) -> bool:
    """宏声食品厂, 金鑫铸造; 食品机械 and 桥梁工程 are trades."""
    if _BEGINS.match(told) or len(told) <= len("公司"):
        return False
    found = _TRADE.fullmatch(told)
    return _FIRM.search(told) is not None or (found is not None and not is_plain_word(found["own"]))


def _is_name(word: str) -> bool:
    """A surname and one or two characters, and no word of the dictionary."""
    if not _NAME.fullmatch(word) or is_plain_word(word) or word in words("not_names"):
        return False
    kinds = {kind for _, kind in tag(word)}
    return "nr" in kinds or kinds.isdisjoint({"v", "a", "n", "m", "q", "d"})
