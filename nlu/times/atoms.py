"""The smallest pieces of a time phrase (下周三, 上午, 九点半, 三天内), found by one pattern over the message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nlu.times.words import alternatives

NUMERALS = "一二两俩三仨四五六七八九十百"
COUNT = rf"(?:\d{{1,3}}|[{NUMERALS}]{{1,5}}|半)"
STEP = "下下个?|下一?个?|这一?个?|本|上上个?|上一?个?|今"
WEEK = "(?:周|星期|礼拜)"
YEAR = r"(?:(?:\d{4}|\d\d|[〇零一二三四五六七八九]{4}|[〇零一二三四五六七八九]{2})年|大?前年|去年|今年|本年|明年|次年|大?后年|来年)"
DAY = r"(?:初[一二三四五六七八九十]|初\d{1,2}|廿[一二三四五六七八九]?|[0-3]?\d(?!\d)|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
HOUR = r"(?:\d{1,2}|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
TO = r"\s*(?:到|至|-+|—+|–|~|～)\s*"
NO_THING = (  # what follows a bare 3号 or 5日 where it numbers a thing
    "(?![楼棚床房机线仓库车地田单需病门厂井窑池圈舍栋栏院文令桌柜塘段桩炉罐泵厅馆位柴汽油水钢员选苗品种药字矿坑站桥洞口路街馆台"
    "龄照常化用志报晒子结均产订令元货]|公[告路]|手机|电话|教室|会议室|专家|那[个条单]|试剂|[,，]?\\s*需求)"
)
PATTERNS: dict[str, str] = {
    "iso": r"(?P<iso_year>(?:19|20)\d\d)(?P<iso_mark>[-/.]|\s?年\s?|\s)(?P<iso_month>\d{1,2})(?:[-/.]|\s)(?P<iso_day>\d{1,2}(?!\d)|[0-3]\d(?=\d\d[:：]))日?",
    "compact": r"(?P<compact_text>20[2-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)",
    "relative": (
        rf"(?P<relative_more>再过|再等|过)?(?P<relative_count>{COUNT}|\d+)(?P<relative_half>个半)?个?\s?(?P<relative_unit>工作日|交易日|分钟?|刻钟|小时|钟头|天|日|周|星期|礼拜|月)"
        r"(?P<relative_tail>半)?(?P<relative_way>之后|以后|过后|后(?!天|日|面|头|期|续)|之内|以内|内(?![科容部存心])|之前|以前|前(?!天|日|面|头|期|后|台|来|几))"
    ),
    "offset": (
        r"(?:之后|以后|过后|节后|后)的?(?:第(?P<offset_nth>[一二三四五六七八九十]|\d{1,2})个?|(?P<offset_first>头一?个?))(?P<offset_unit>天|工作日)"
        r"|(?P<offset_side>[前后])(?P<offset_count>[一二两三四五六七]|\d)[天日]"
    ),
    "during": r"(?:放假)?(?:期间|假期|长假|放假|假日)(?:期间|里)?",
    "coming": rf"再过(?P<coming_count>{COUNT})个?(?P<coming_unit>小时|钟头|分钟|天|周|星期|礼拜|月)(?P<coming_tail>半)?(?!没|不)",
    "weekend": rf"(?P<weekend_step>{STEP})?(?:个)?(?:周末|星期末|礼拜末|双休日?|周六周日|周六日)(?!福)",
    "weekday": rf"(?P<weekday_step>{STEP})?{WEEK}周?(?P<weekday_day>[一二三四五六日天末]|[1-7](?![\d个天年月岁次点.:]))(?![次回遍趟班期线刊边围])",
    "week": rf"(?P<week_step>{STEP}){WEEK}(?![次回遍趟边围])",
    "festival": rf"(?P<festival_year>{YEAR}的?)?(?:农历)?(?P<festival_name>{alternatives('festival')})(?![粽饼糖茶菜果花酒雪路村社街道班学档货服粑橙柚李桃梨豆菌草米])",
    "term": rf"(?P<term_year>{YEAR}的?)?(?P<term_name>{alternatives('loose_term')})(?=节|那天|当天|[前后之以])",
    "new_year": r"(?<![\d一二两三四五六七八九十百千几多半数去今明前后当每学])(?P<new_year_name>年)(?P<new_year_year>)(?=[之以]?前(?![后面头]))",
    "date": (
        rf"(?P<date_year>{YEAR}\s?的?)?(?P<date_lunar>农历|阴历|旧历|古历)?(?P<date_year2>{YEAR}\s?的?)?"
        rf"(?:(?P<date_leap>闰)?(?P<date_month>\d{{1,2}}|十[一二]?|[一二三四五六七八九正冬腊])月(?![龄子经嫂薪租饼光季均销费球])份?"
        rf"|(?P<date_step>下下个?|下一?个?|这一?个?|本|当|同|上上个?|上一?个?)月份?)"
        rf"\s?[的里]?(?:(?P<date_day>{DAY})\s?(?P<date_unit>[号日]|(?![个天次年月亩只头斤吨点万元块.%\d个时期到至—~-]))"
        rf"|第(?P<date_nth>[一二三四五1-5])个?{WEEK}(?P<date_nth_day>[一二三四五六日天])?"
        r"|第?(?P<date_nth2>[一二三四五1-5])个(?:星期|礼拜|周)(?P<date_nth2_day>[一二三四五六日天])"
        r"|(?P<date_third>上旬|中旬|下旬|月?初|月?中(?!间)|月?底|月?末))?"
    ),
    "lunar_month": r"(?P<lunar_month_name>正|冬|腊)月(?![一二三四五六七八九十初廿\d肉])",
    "third": r"(?P<third_name>[上中下]旬|月[初中底末]|(?P<third_year>今|明|本)?年[底末])",
    "day": rf"(?P<day_name>{alternatives('day')})(?![头条性]|免疫|形成)",
    "day_short": r"(?P<day_short_name>[今明昨])(?=[早晚夜黑晌上中下]|天)",
    "that_day": r"(?P<that_day_name>那天|那日|那一天|当天|当日|同一天|次日|第二天|头一天)",
    "slash": r"(?P<slash_month>1[0-2]|0?[1-9])(?P<slash_mark>[/.·-])(?P<slash_day>3[01]|[12]\d|0?[1-9])(?![\d/%.])[号日]?(?![倍亩斤吨米个万元块的成])",
    "lunar_day": r"(?:大年|农历|阴历)?(?P<lunar_day_day>初[一二三四五六七八九十]|(?<=年)初\d|廿[一二三四五六七八九])(?P<lunar_day_new>)(?![一二三年级班中学的娃生语数英物化老毕升])",
    "month_day": rf"(?P<month_day_day>{DAY})\s?(?P<month_day_unit>[号日]){NO_THING}",
    "bare_day": rf"(?P<bare_day_day>[0-3]?\d|{DAY})(?=(?:{TO}|[、和或])(?:[0-3]?\d|{DAY})[号日]{NO_THING})",
    "bare_month": r"(?P<bare_month_month>\d{1,2}|[一二三四五六七八九十])(?=\s*(?:到|至|-+|—+|－|~)\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)",
    "bare_weekday": r"(?:(?<=[周期拜][一二三四五六][到至\-~—、和或])|(?<=[周期拜][一二三四五]))(?P<bare_weekday_day>[二三四五六日天])(?![点时月号个天次十百千万])",
    "clock_to": r"差(?P<clock_to_minutes>\d{1,2}|[一二三四五六七八九十]{1,3}|一刻)分?钟?\s?(?:到|就)?(?P<clock_to_hour>"
    + HOUR
    + r")点钟?",
    "clock": (
        rf"(?P<clock_hour>(?P<clock_first>[一二两三四五六七八九](?=[二三四五六七八九]点))?{HOUR})\s?(?:点钟?|时(?![候间段]))"
        r"(?:(?P<clock_half>半(?![个天年月斤亩])|[一二三123]刻钟?|整|多钟?|来钟|左右)"
        r"|\s?(?P<clock_less>差(?:\d{1,2}|[一二三四五六七八九十]{1,3})分)"
        r"|过?(?P<clock_minute>\d\d?(?=分)|[0-5]\d(?![\d个%])|[零〇][一二三四五六七八九]|[一二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九](?=分))分?(?!钟?[之以]?[内后前])(?![个亩吨斤头块元米]))?"
    ),
    "digital": r"(?P<digital_hour>[01]?\d|2[0-4])\s?[:：](?P<digital_minute>[0-5]\d)(?:[:：][0-5]\d)?时?(?:\s?(?P<digital_half>[aApP])\.?[mM]?(?![A-Za-z]))?(?![\d倍%])",
    "english": r"(?P<english_hour>1[0-2]|[1-9])\s?(?P<english_half>[aApP])\.?[mM](?![A-Za-z])",
    "bare_hour": rf"(?P<bare_hour_hour>{HOUR})(?={TO}{HOUR}(?:点|时(?!候)|[:：]))",
    "part": rf"(?P<part_name>{alternatives('part')}|(?<=[今明昨])[早晚夜黑]|[早晚](?=\d{{1,2}}[点:：]|[一二两三四五六七八九十]{{1,2}}点))",
    "whole_day": r"(?P<whole_day_name>全天|一整天|整天|一天都)",
    "workday": r"(?P<workday_step>下一?个|第一个|头一个)工作日",
    "original": (
        r"(?P<original_name>(?:还是|就|照|按|按照)?(?:原来|原先|原定|之前|上次|刚才|先前|老|原)(?:说|定|约|讲)?(?:好)?的?(?:那个)?(?:时间|时候|点)(?:不变)?"
        r"|时间(?:不变|照旧|不改)|(?:还是)?那个时间|老时间|(?:照旧|按原计划|照原计划))"
    ),
    "moved": rf"(?P<moved_way>提前|提早|早|推迟|延后|延迟|推后|往后推|往后挪|晚|往前挪|往前提)(?P<moved_count>{COUNT})(?P<moved_half>个半)?个?(?P<moved_unit>分钟|刻钟|小时|钟头|天|周|星期|礼拜)(?P<moved_tail>半)?",
}
NUMERIC = {
    "iso",
    "compact",
    "relative",
    "date",
    "slash",
    "month_day",
    "bare_day",
    "bare_month",
    "clock",
    "digital",
    "english",
    "bare_hour",
}
NUMERAL_CHARS = frozenset("0123456789" + NUMERALS + "千万亿#第")
TRADITIONAL = str.maketrans(
    "點週後號兩鐘內個時間禮過這農曆臘陰舊閏節慶國紅陽", "点周后号两钟内个时间礼过这农历腊阴旧闰节庆国红阳"
)
FULL_WIDTH = str.maketrans("０１２３４５６７８９／－．", "0123456789/-.")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece found; `kind` is a key of `PATTERNS`, `pieces` its named parts."""

    kind: str
    start: int
    end: int
    match: re.Match[str]

    def piece(self, name: str) -> str | None:
        value: str | None = self.match.group(f"{self.kind}_{name}")
        return value


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    body = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS.items())
    lead = set(
        "0123456789〇零廿初卅"
        + NUMERALS
        + "半之以后节期假放长年再过下这本上今周星礼双农阴旧古闰正冬腊当同月年去明次大后来前昨那第头差全整老原还就照按之刚先时推延往晚早提"
    )
    for kind in ("day", "part", "festival", "loose_term"):
        lead |= {word[0] for word in alternatives(kind).split("|")}
    return re.compile(f"(?=[{''.join(sorted(lead))}])(?:{body})")


def normalise(text: str) -> str:
    """The same text, character for character, in simplified characters and half-width figures."""
    return text.translate(TRADITIONAL | FULL_WIDTH)


def find_atoms(text: str) -> Iterator[Atom]:
    """The pieces from left to right; none starts inside a longer number."""
    search, position, before = _pattern().search, 0, 0
    while match := search(text, position):
        kind = match.lastgroup or ""
        if _is_inside_number(text, match.start(), kind, before) or match.end() == match.start():
            position = match.start() + 1
            continue
        position = before = match.end()
        yield Atom(kind, match.start(), match.end(), match)


def _is_inside_number(text: str, start: int, kind: str, before: int) -> bool:
    if kind not in NUMERIC or start == 0 or start == before:
        return False
    previous = text[start - 1]
    if previous in ".．:：/" and start > 1 and text[start - 2].isdigit():
        return True
    return previous in NUMERAL_CHARS or (previous.isascii() and previous.isalpha())
