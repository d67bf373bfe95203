"""What the words around a time say: a deadline, an open end, a habit, a story about the past, a thing's number."""

from __future__ import annotations

import re

from nlu.text.order_or_day import meaning_of
from nlu.text.patterns import lazy_regex

DEADLINE_AFTER = lazy_regex(r"的?\s?(?:下班|收工|天黑|天亮)?(?:之前|以前|前(?![后面头来往去台几一二两三\d]))")
COMING_BEFORE = lazy_regex("前(?=来)")
WITHIN_AFTER = lazy_regex(r"的?\s?(?:之内|以内|内(?![科容部存心]))")
OPEN_AFTER = lazy_regex(r"的?\s?(?:之后|以后|过后|后(?![天日面头期续悔]))")
AROUND_AFTER = lazy_regex(r"的?\s?前后")
FROM_AFTER = lazy_regex(r"的?\s?(?:起(?!来|码)|开始(?!的))")
DEADLINE_BEFORE = lazy_regex(
    r"(?:(?:请假|休?年?假|进修|援藏|支教|出差|外出|忙|在外|外地|学习|培训|值班|下乡|住院)\s?[到至]|最迟|最晚|顶多|不超过|不晚于|截止(?:日期|时间)?(?:是|到|为)?|截至|赶在|至迟)[在到是于]?\s?$"
)
JOINER = lazy_regex(r"\s*(?:一直|直)?(?:到|至|-+|—+|–|~|～|－)\s*(?:了)?")
HABIT_BEFORE = lazy_regex(
    r"(?:每(?:天|日|晚|周|月|年|个|隔|逢|到|次)?[^，。,；;！!?？\s]{0,3}|天天|逢|平时|往年|历年|以往|通常"
    r"|一般(?:都|是|在)?|都是|一到)的?\s?$"
)
DAY_BEFORE = lazy_regex(r"(?:[到在约等是就、和或至]|还是|时间|日期|要不|不如|最好|下个?月|本月|初[，,]?)\s?$")
DAY_AFTER = lazy_regex(
    r"\s?(?:[之以]?前|[之以]后|左右|那天|当天|能来|再?来|再?去|到(?!哪|了|底)|过来|上门|有空|得空|有时间|可以|行|得行|要得|方便|见面|开会|开始"
    r"|开课|开班|都|也行|吧|嘛|好|怎么样|如何|如果|要是|讲|约|出发|报到|截止|[，,、]?\d{1,2}号|[，,\s]*(?:上午|下午|早|晚|中午|[\d一二三四五六七八九十两]{1,2}点))"
)
HAPPENED = (
    "发现|看到|死|倒|病[了倒]|瘟|烂|黄[了叶]|枯|蔫|掉|裂|坏|垮|塌|漏|淹|发作|发烧|发热|拉稀|咳|吐|起病|入院|住院"
    "|开始的|就[关停下没收]|水压|停[水电]|有.{0,3}味|[^，。]{0,4}到现在|送来|转来|摔|疼|痛|睡不|突然|就开始|开始[^的，。]{0,3}(?:死|掉|黄|烂|咳|吐|痛|发)|才(?!得空|有空|有时间|得行|行|可以|能|走得|来得|方便|在家|在屋)|刚|已经|又|就[^，。]{0,4}了"
)
DONE = (
    "[种栽播打喷施喂买卖换装签交报办修建投发移接剪摘收采嫁浇用吃生产做搞验查订定说][^，。,；;！!?？能可以要]{0,6}"
    "(?:了(?!解)|过(?!来|去)|的(?!话|时候|时间|事|活动|培训|会|课))"
)
NOTHING_TO_ARRANGE = lazy_regex(f"{HAPPENED}|{DONE}")
ARRANGING = lazy_regex(
    "能|可以|得行|要得|行不|行吗|行么|好不|可不|如何|怎么样|啷个样|有空|得空|空不空|方便|见面|碰|约|安排|派|过来"
    "|来[一看哈趟吗不教讲给帮]|来$|上门|到场|去看|去一|看一?[下哈看]|回复|答复|联系|打电话|接电话|开会|讲课|培训|帮|请"
    "|麻烦|来人|截止|要[来去请派到]|给我|给个|在家|都行|都在|也行|嘛|吧|准时|到果园|现场|线上|视频|出发|动身|有时间|没空|没时间|再|或"
)
PROPOSING = lazy_regex(r"约|改到|定在|定到|安排|行不|行吗|可以|要得|得行|方便|有空|能不能|能来|过来")
REJECTED_AFTER = lazy_regex(
    r"(?:我|我们|我这边|这边|他|老师|那天|都|就|倒|可能|怕是|恐怕|实在|是)*"
    r"(?:不行|不得行|没空|没得空|不得空|来不了|来不到|去不了|走不开|有事|不方便|没时间|没得时间|冲突|不成|不在)"
    r"|(?:我|我们|老师|家里|屋头|单位).{0,2}(?:有会|开会|有安排|出差|赶场|有课|值班|上班|走人户|吃酒)"
    r"|的?(?:那次)?(?:改|换|挪|推)(?:到|成|为|约|在)?(?=.)"
)
PUTS_RIGHT = lazy_regex(
    r"[\s，,。.]*(?:哦|哎|呃|噢)?[\s，,]*(?:不对|错了|说错了?|写错了?|打错了?|搞错了?|记错了?)[\s，,]*(?:应该)?是?[\s，,]*"
)
SAID_CLOSER = lazy_regex(r"[\s，,、：:（(]*(?:也就是|就是|即|是)?[\s，,：:]*")
REJECTED_BEFORE = lazy_regex(
    r"(?:(?:(?<!是)不是|(?<!在)不在|(?<!要)不要|(?<![特分])别|(?<!能)不能|莫)(?:说)?(?:约|定|安排)?(?:在|到)?"
    r"|(?:原来|原先|原本|本来|之前|先前|上次)(?:说|定|约)?好?的?(?:是|在)?)\s?$"
)
THING_AFTER = lazy_regex(
    r"[,，]?(?:建议|意见|原因|希望|问题|要求|情况|说明|内容|不足|钱|水|药|肥|事|诉求|想法|疑问|困难|体会|需求|需要|五"
    r"|[\d一二三四五六七八九](?!十)|[个分]百|滴|以上|以下|多想|多意)"
)
MUCH_BEFORE = lazy_regex(
    r"(?:有|这|那|第|以下|下面|提|说|共|几|早|快|慢|多|少|高|低|大|小|好|差|涨|跌|升|降|便宜|贵|重|轻|补充|强调|问"
    r"|注意|下列|如下|上述|前|后)\s?$"
)
ONE_OCLOCK_AFTER = lazy_regex(
    r"(?:左右|前后|之?前|之?后|行不|可以|要得|得行|来[^，。]{0,3}[吗不]|见|到场|集合|出发|方便|有空|准时)"
)
PARTICLES = lazy_regex(r"[\s，。,.!！?？~～吧嘛哈呗呢噻哦啊那好就]*")
GREETING_AFTER = lazy_regex("好(?![不吗么嘛的像])|快乐|安康|愉快|吉祥|问候")
PART_OR_CLOCK_AFTER = lazy_regex(
    r"\s?(?:上午|下午|早上|中午|晚上|[\d一二三四五六七八九十两]{1,2}点|那天|当天|来|去|到|赶|$)"
)
STRETCH_BEFORE = {"clock": lazy_regex(r"(?:[写搞做干熬拖弄哭闹睡吵玩]到|从)\s?$"), "part": lazy_regex(r"[个整从]\s?$")}
COMMAND_BEFORE = lazy_regex(
    "(?:揭榜|报名|撤回|退回|办结|派单|评价|完成|婉拒|查|看|接|抢|答|问|签到|进度|修改|取消|取消约|同意|发布|升级|督办|催)\\s?$"
)
RATIO_BEFORE = lazy_regex(r"(?:比例?|[按兑]|稀释|配比|比分)\s?(?:为|是|成)?\s?$")
STAGE_BEFORE = lazy_regex(
    r"(?:期|架|药|种|栽|播|施|肥|术|产|苗|喷|喂|吃|打|用|浇|剪|接|治疗|住院|出院|手术|发病|注射|免疫|针|断奶|出生|雨|[了完过])"
    r"\s?$"
)
BREAK = lazy_regex(r"[，。,；;！!?？\n]|(?<=\S)\s(?=\S)")
FILLER = lazy_regex(
    r"[\s，。,.;；！!?？~～的了吧嘛哈哦哟噻呢啊呀嗯好那就我们在来去可以行要得不吗么约改到定老师您你谢约是说个专家]*"
)


def clause_after(text: str, end: int) -> str:
    """The rest of the clause behind a phrase."""
    found = BREAK.search(text, end)
    return text[end : found.start() if found else len(text)]


def clause_before(text: str, start: int) -> str:
    """The beginning of the clause before a phrase."""
    cut = max((found.end() for found in BREAK.finditer(text) if found.end() <= start), default=0)
    return text[cut:start]


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the message is little more than the phrase."""
    return FILLER.fullmatch(text, 0, start) is not None and FILLER.fullmatch(text, end) is not None


def is_habit(text: str, start: int) -> bool:
    """每周三: a habit is no appointment."""
    return HABIT_BEFORE.search(text, max(0, start - 12), start) is not None


def is_told_of(text: str, start: int, end: int) -> bool:
    """Whether the clause around a phrase tells what happened instead of arranging something."""
    after = clause_after(text, end)
    return NOTHING_TO_ARRANGE.match(after) is not None or NOTHING_TO_ARRANGE.search(after[:12]) is not None


def is_arranging(text: str, start: int, end: int) -> bool:
    """Whether the words right around a phrase are about coming, meeting or an answer."""
    return (
        ARRANGING.search(clause_after(text, end)) is not None
        or ARRANGING.search(clause_before(text, start)) is not None
    )


def is_rejected(text: str, start: int, end: int) -> bool:
    """周三没空, 不是周三: named only to be ruled out."""
    return REJECTED_AFTER.match(text, end) is not None or REJECTED_BEFORE.search(text[:start]) is not None


def is_day_of_month(text: str, start: int, end: int) -> bool:
    """A bare 12号 is a demand's number unless the words beside it treat it as a day."""
    meaning = meaning_of(text, start, end)
    if meaning is not None:
        return meaning == "day"
    if DAY_BEFORE.search(text[:start]) or DAY_AFTER.match(text, end):
        return True
    before, after = clause_before(text, start), text[end:]
    if COMMAND_BEFORE.search(text[:start]):
        return False
    return PARTICLES.fullmatch(before) is not None and PARTICLES.fullmatch(after) is not None


def is_greeting(text: str, end: int) -> bool:
    """中午好, 中秋快乐."""
    return GREETING_AFTER.match(text, end) is not None


def is_grade(text: str, start: int, end: int) -> bool:
    """女儿初三: a school year, no day of the lunar month."""
    return text[start:end] in ("初一", "初二", "初三") and PART_OR_CLOCK_AFTER.match(text, end) is None


def is_stretch(text: str, start: int, kind: str) -> bool:
    """写到十一点, 两个上午, 从半夜: how long something takes or took."""
    return STRETCH_BEFORE[kind].search(text[:start]) is not None


def is_ruled_out(text: str, start: int) -> bool:
    """除了周四 names the one day that is not meant."""
    return re.search(r"除(?:了|开|去)?\s?$", text[:start]) is not None


def is_a_little(text: str, start: int, end: int) -> bool:
    """一点 is a quantity unless it is said to be a time."""
    return ONE_OCLOCK_AFTER.match(text, end) is None or is_count_of_points(text, start, end)


def is_ratio(text: str, start: int) -> bool:
    """按1:50兑水: a mixture, no clock time."""
    return RATIO_BEFORE.search(text[:start]) is not None


def is_count_of_points(text: str, start: int, end: int) -> bool:
    """两点建议, 有三点, 便宜一点: no clock time."""
    return THING_AFTER.match(text, end) is not None or MUCH_BEFORE.search(text[max(0, start - 3) : start]) is not None
