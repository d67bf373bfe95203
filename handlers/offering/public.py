"""What everybody may read of a demand: the crop and the trouble, never a village, a person, a phone or an acreage."""

from __future__ import annotations

import re

from domain.demands import Demand
from handlers.wording import common
from nlu.entities.people import SURNAME_PATTERN
from nlu.text.patterns import lazy_regex
from nlu.text.segment import cut_known

LONGEST = 30
_ZH = "[\u4e00-\u9fff]"
_EDGE = r"(?:^|(?<=[，、：:；\s的在于到是镇乡县区道]))"
_VILLAGE = lazy_regex(
    rf"{_EDGE}(?!农村|乡村|全村|本村|各村|我村|山村|新村|新农村|美丽|智慧)"
    rf"{_ZH}{{1,4}}?(?:村(?![民医务官落舍庄小级里头干子])|社区(?![医卫服康治养教]))"
    rf"(?:第?[一二三四五六七八九十\d]{{1,3}}(?:组|社|队))?(?:的)?"
)
_WHO = "(?:农户|果农|菜农|村民|养殖户|种植户|养猪户|养牛户|脱贫户|贫困户|业主|老乡|户主|社员|居民)"
_RELATED = "大爷 大娘 大伯 大叔 大哥 大姐 大嫂 大妈 嬢嬢 婆婆 爷爷 奶奶 老汉"
_RANKED = "书记 支书 村长 组长 老板 师傅 先生 女士 厂长 经理 老师 医生 校长 院长"
_CALLED = f"(?:{'|'.join(f'{_RELATED} {_RANKED}'.split())})"
_TITLED = lazy_regex(
    rf"{_WHO}?(?!班主任){SURNAME_PATTERN}{_ZH}{{0,2}}?(?<![科室院校系]){_CALLED}(?:家里|屋头|家)?(?:种|养)?的?"
)
_OWNER = lazy_regex(
    rf"(?:^|(?<=[，、：:；\s]))(?:{_WHO}{SURNAME_PATTERN}{_ZH}{{1,2}}?(?:家里|屋头|家)?(?:种|养)?的"
    rf"|{SURNAME_PATTERN}{_ZH}{{1,2}}?(?:家里|屋头|家)(?:种|养)?的|(?:[老小]{SURNAME_PATTERN}|{SURNAME_PATTERN}家)(?:家|屋头)?的)"
)
_FOLLOWING_NAME = lazy_regex(rf"^{SURNAME_PATTERN}{_ZH}{{1,2}}?(?:家里|屋头|家)?(?:种|养)?的")
_ACREAGE = lazy_regex(
    r"(?:大约|大概|约|有|共|近)?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千万几半]+)(?:多|来|余|几)?(?:亩|公顷|平方米|平米|平方|㎡)"
    r"(?:多|左右|地)?的?"
)
_LOOSE = lazy_regex(
    r"^(?:村(?![民医务官落庄小级里头上口道])|组|社(?![区会保])|在|的|我们|我)+|[，、：:；\s]+(?=[，、：:；])|(?:在|的)$"
)


def title(demand: Demand) -> str:
    """At most 30 characters for the list and the pushes."""
    text = demand.summary
    for private in (demand.town, *_names_of(demand.organization), *(party.label for party in demand.parties)):
        if private:
            text = text.replace(private, "")
    text = without_private(common.without_phones(text))
    return common.cut(text.strip("，,、：: ") or (demand.second or "需求"), LONGEST)


def without_private(text: str) -> str:
    """Without village, person and acreage."""
    text, villages = _VILLAGE.subn("", text)
    text = _TITLED.sub(_unless_within_word, text)
    text = _OWNER.sub("", text)
    if villages:
        text = _FOLLOWING_NAME.sub("", text)
    text = _ACREAGE.sub("", text)
    return _LOOSE.sub("", text.strip())


def _unless_within_word(found: re.Match[str]) -> str:
    """Nothing, save where what looks like a surname ends another word: 语文老师, 班主任王老师."""
    text, start = found.string, found.start()
    is_within = start > 0 and len(cut_known(text[start - 1 : start + 1])) == 1
    return text[start] + _TITLED.sub("", found[0][1:]) if is_within else ""


def _names_of(organization: str | None) -> list[str]:
    """云阳县人民医院, and 人民医院 where the county was taken out of the words already."""
    if not organization:
        return []
    bare = re.sub(r"^.*?[省市县区州](?=.{3})", "", organization)
    return [organization, bare] if len(bare) > 3 else [organization]
