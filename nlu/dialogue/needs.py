"""Tells a need that says what is wrong from one that only names a trade: "想请重症的专家" needs one more question."""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.dialogue.wants import tells_trouble
from nlu.labels.fields import fields
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_COURTESY = lazy_regex(
    r"您好|你好|请问|麻烦|谢谢|拜托|能不能|能否|可不可以|可以|是否|我们|咱们|我|你们|您|这边|这里|这儿|想要|想|需要|希望|要|求助|求"
    r"|帮忙|帮我|帮|邀请|请教|请|找|派|安排|联系|对接|推荐|介绍|咨询|一下下|一下|一位|一个|几位|几个|两个|两位|哪位|有没有|有|个|位|名"
    r"|专家|教授|老师|医生|大夫|主任|技术人员|技术员|农技员|人员|人|方面|领域|相关|有关|专业|科室|科|的|来|去|到|看看|看一下|看哈|看|指导|支援|支持|协助|服务"
    r"|东西|屋头|屋里|家里|家头|(?:自|我)家|我屋|家的|坏了|出问题|有问题|毛病|听说|村里"
    r"|来电话|打电话|电话|老汉|大爷|阿姨|老人家"
    r"|重庆|四川|成都|川渝|主城|省里|市里|那边|离.{1,4}(?:很|比较|更)?[近远]|但是|不过|有没得"
    r"|吗|嘛|呢|啊|吧|呀|哈|噻|哦|了|把|给|在|是|和|与|现场|线上|上门"
)
_PLACES = lazy_regex(
    r"[\u4e00-\u9fff]{0,12}(?:医院|卫生院|公司|集团|学校|学院|中学|小学|合作社|村委会|工厂|镇|乡|县|区|市|村)"
)
_EDGES = lazy_regex(r"[^\u4e00-\u9fffA-Za-z0-9]")
_SUFFIX = lazy_regex(r"(?:医学|科学|工程|技术|学)$")
ENOUGH = 2
UNKNOWN, NO_CHOICE = 0.4, 0.25  # shares: below both nobody could be asked
SIGNS = frozenset("虫病霉臭烂枯蔫死裂漏堵")  # 茶叶有虫 says in one character what is wrong


@lru_cache(maxsize=1)
def _trades() -> re.Pattern[str]:
    names = set()
    for entry in fields().values():
        for name in (entry.name, *entry.second):
            for part in re.split(r"[与和、]", name):
                names |= {part, _SUFFIX.sub("", part)}
    names = {name for name in names if len(name) > 1}
    return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))


def is_thin(understood: Understanding) -> bool:
    """Whether nothing but a trade, a place and courtesy was said: no trouble, no subject, no wish beyond a visitor."""
    if understood.intent != "demand":
        return False
    if is_of_no_trade(understood):
        return True
    rest = understood.text
    for piece in (understood.organization, understood.place.text if understood.place else None, *understood.names):
        if piece:
            rest = rest.replace(piece, "，")
    for piece in (*understood.phones, *(time.text for time in understood.times), *understood.quantities):
        rest = rest.replace(piece, "，")
    rest = _PLACES.sub("，", rest)
    rest = _trades().sub("，", rest)
    rest = _EDGES.sub("", _COURTESY.sub("，", rest))
    return len(rest) < ENOUGH and rest not in SIGNS


def is_of_no_trade(understood: Understanding) -> bool:
    """也想请老师来看看 of the shop next door: a wish whose field the reader can only guess, and no trouble with it."""
    guess, choices = understood.field, understood.field_choices
    if guess is None or guess.confidence >= UNKNOWN:
        return False
    return all(one.confidence < NO_CHOICE for one in choices) and not tells_trouble(understood.text)
