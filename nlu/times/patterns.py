"""The patterns of the pieces of a time phrase; their order is their precedence."""

from __future__ import annotations

from nlu.times.words import alternatives

ONES = "一二三四五六七八九"
NUMERALS = ONES + "两俩仨十百"
ONE = f"[{ONES}]"
TEENS = f"十{ONE}?"
COUNT = rf"(?:\d{{1,3}}|[{NUMERALS}]{{1,5}}|半)"
STEP = "下下一?个?|下一?个?|这一?个?|本|上上一?个?|上一?个?|今"
WEEK = "(?:周|星期|礼拜)"
YEAR_WORD = "大?前年|去年|今年|本年|明年|次年|下年|大?后年|来年"
YEAR = rf"(?:(?:\d{{4}}|\d\d|[〇零{ONES}]{{4}}|[〇零{ONES}]{{2}})年|{YEAR_WORD})"
DAY = rf"(?:初(?:[{ONES}十]|\d{{1,2}})|廿{ONE}?|[0-3]?\d(?!\d)|三十一?|二十{ONE}?|{TEENS}|{ONE})"
HOUR = rf"(?:\d{{1,2}}|二十[一二三四]?|{TEENS}|[零两{ONES}])"
MINUTES = rf"(?:\d{{1,2}}|[{ONES}十]{{1,3}})"
TO = r"\s*(?:到|至|-+|—+|–|~|～|－)\s*"
NO_DAY = (  # what follows a 3号 or 5日 that numbers a thing or counts an age
    "(?![楼棚床房机线仓库车地田单病门厂井窑池圈舍栋栏院文令桌柜塘段桩炉罐泵厅馆位柴汽油水钢员选苗品种药字矿坑站桥洞口路街台"
    "龄照常化志报晒结均产订元货]|公[告路]|手机|电话|教室|会议室|专家(?!来|过来|到|有空|能来)|那(?!天)[个条单]|试剂|需求)"
)
NO_FESTIVAL = (
    "(?![粽饼糖茶菜果花酒雪路村社街道班学档货服粑橙柚李桃梨豆菌草米镇乡厂桥河沟湾坝组]"
    "|小学|中学|幼儿园|广场|水库|农场|公司|医院)"
)
NO_GRADE = "(?![一二三年级班中学的娃生语数英物化老毕升])"
NO_MONTH = "(?![龄子经嫂薪租饼光季均销费球])"
NO_MEASURE = r"(?![个天次年月亩只头斤吨点万元块.%\d时期到至—~-])"

_RELATIVE = (
    rf"(?:再过|再等|过)?(?P<relative_count>{COUNT}|\d{{4,7}})(?P<relative_half>个半)?个?\s?"
    r"(?P<relative_unit>工作日|交易日|分钟?|刻钟|小时|钟头|天|日(?![之以]?前)|周|星期|礼拜|(?<=[个半两俩仨])月)"
    r"(?P<relative_tail>半)?"
    r"(?P<relative_way>之后|以后|过后|后(?![天日面头期续])|之内|以内|内(?![科容部存心])"
    r"|之前|以前|前(?![天日面头期后台来几]))"
)
_OFFSET = (
    r"(?:之后|以后|过后|节后|后)的?"
    rf"(?:第(?P<offset_nth>[{ONES}十]|\d{{1,2}})个?|头一?个?)(?P<offset_unit>天|工作日)"
    r"|(?P<offset_side>[前后])(?P<offset_count>[一二两三四五六七]|\d)[天日]"
)
_DATE = (
    rf"(?P<date_year>{YEAR}\s?的?)?(?P<date_lunar>农历|阴历|旧历|古历)?(?P<date_year2>{YEAR}\s?的?)?"
    rf"(?:(?P<date_leap>闰)?(?P<date_month>\d{{1,2}}|十[一二]?|[{ONES}正元冬腊])月{NO_MONTH}份?"
    r"|(?P<date_step>下下个?|下一?个?|这一?个?|本|当|同|上上个?|上一?个?)月份?)\s?[的里]?"
    rf"(?:第(?P<date_nth>[一二三四五1-5])个{WEEK}(?P<date_nth_day>[一二三四五六日天])"
    rf"|第(?P<date_week>[一二三四五1-5])个?{WEEK}(?:{WEEK}?(?P<date_week_day>[一二三四五六日天]))?"
    rf"|(?P<date_day>{DAY})(?:\s?[号日](?!龄)|{NO_MEASURE})"
    r"|(?P<date_third>上中旬|中下旬|上旬|中旬|下旬|月?初|月?中(?!间)|月?底|月?末))?"
)
_CLOCK = (
    rf"(?P<clock_first>[两{ONES}](?={ONE}点))?(?P<clock_hour>{HOUR})\s?(?:点钟?|时(?![候间段]))"
    r"(?:(?P<clock_half>半(?![个天年月斤亩])|[一二三123]刻钟?|整|多钟?|来钟|左右|过(?![\d零一二三四五六七八九十来去后半]))"
    rf"|\s?差(?P<clock_less>{MINUTES}|一刻)分?"
    rf"|过?(?P<clock_minute>\d\d?(?=分)|[0-5]\d(?![\d个%])|[零〇]{ONE}|[一二三四五]?{TEENS}|{ONE}(?=分))分?"
    r"(?!钟?[之以]?[内后前])(?![个亩吨斤头块元米]))?"
)
_ORIGINAL = (
    r"(?:还是|就|照|按|按照)?(?:原来|原先|原定|之前|上次|刚才|先前|老|原)(?:说|定|约|讲)?(?:好)?的?(?:那个)?"
    r"(?:时间|时候|点)(?:不变)?|时间(?:不变|照旧|不改)|(?:还是)?那个时间|照旧|[按照]原计划"
)

PATTERNS: dict[str, str] = {
    "iso": (
        r"(?P<iso_year>(?:19|20)\d\d)(?:[-/.]|\s?年\s?|\s)(?P<iso_month>\d{1,2})(?:[-/.]|\s)"
        r"(?P<iso_day>\d{1,2}(?!\d)|[0-3]\d(?=\d\d[:：]))日?(?:-(?=\d{1,2}[:：]\d\d))?"
    ),
    "compact": r"(?P<compact_text>20[2-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)",
    "relative": _RELATIVE,
    "offset": _OFFSET,
    "ahead": (
        rf"(?:未来|今后|接下来|往后|(?<![连又落一])下|(?<![之以然先最])后)的?(?!半)(?P<ahead_count>{COUNT})个?"
        r"(?P<ahead_unit>天|周|星期|礼拜|月|小时|钟头)(?![后前内雨雪])"
    ),
    "during": r"(?:放假)?(?:期间|假期|长假|放假|假日)(?:期间|里)?",
    "coming": (
        rf"再过(?P<coming_count>{COUNT})个?(?P<coming_unit>小时|钟头|分钟|天|周|星期|礼拜|月)(?P<coming_tail>半)?(?!没|不)"
    ),
    "weekend": rf"(?P<weekend_step>{STEP})?(?:周末|星期末|礼拜末|双休日?|周六周日|周六日)(?!福)",
    "weekday": (
        rf"(?P<weekday_step>{STEP})?{WEEK}周?(?P<weekday_day>[一二三四五六日天]|[1-7](?![\d个天年月岁次点.:]))"
        r"(?![次回遍趟班期线刊边围])"
    ),
    "week": rf"(?P<week_step>{STEP}){WEEK}(?![次回遍趟边围几])",
    "festival": (rf"(?P<festival_year>{YEAR}的?)?(?:农历)?(?P<festival_name>{alternatives('festival')}){NO_FESTIVAL}"),
    "term": rf"(?P<term_year>{YEAR}的?)?(?P<term_name>{alternatives('loose_term')})(?=节|那天|当天|[前后之以])",
    "new_year": (
        r"(?<![\d一二两三四五六七八九十百千几多半数去今明前后当每学])(?P<new_year_name>年)(?P<new_year_year>)"
        r"(?=[之以]?前(?![后面头]))"
    ),
    "date": _DATE,
    "third": r"(?P<third_name>上中旬|中下旬|[上中下]旬|月[初中底末]"
    r"|(?P<third_year>20\d\d|\d\d|[今明本去])?年{1,2}[底末])",
    "day": rf"(?<!先天)(?<!以)(?P<day_name>{alternatives('day')})(?![头条性]|免疫|形成)",
    "day_short": r"(?P<day_short_name>[今明昨])(?=[早晚夜黑晌上中下])",
    "that_day": r"(?P<that_day_name>那天|那日|那一天|当天|当日|同一天|次日|第二天|当(?=晚))",
    "slash": (
        r"(?P<slash_month>1[0-2]|0?[1-9])/(?P<slash_day>3[01]|[12]\d|0?[1-9])(?![\d/%.])[号日]?"
        r"(?![倍亩斤吨米个万元块的成以左月])"
    ),
    "dotted": (
        r"(?P<dotted_month>1[0-2]|0?[1-9])[.·-](?P<dotted_day>3[01]|[12]\d|0?[1-9])"
        r"(?:(?:(?<=\.\d)|(?<=\.\d\d))[号日]|(?=\s?(?:[上下早晚中周星礼]|\d{1,2}\s?[:：点]))|(?<=\A.{3})\Z|(?<=\A.{4})\Z|(?<=\A.{5})\Z)"
    ),
    "pair": "(?P<pair_name>今明|明后)(?:两天|天|两日)",
    "lunar_day": (
        rf"(?P<lunar_day_new>大年|年后|过了年)?(?:农历|阴历)?(?P<lunar_day_day>初[{ONES}十]|(?<=年)初\d|廿{ONE}){NO_GRADE}"
    ),
    "month_day": rf"(?P<month_day_day>{DAY})\s?[号日]{NO_DAY}",
    "bare_day": rf"(?P<bare_day_day>[0-3]?\d|{DAY})(?=(?:{TO}|[、和或])(?:[0-3]?\d|{DAY})[号日]{NO_DAY})",
    "bare_month": rf"(?P<bare_month_month>\d{{1,2}}|[{ONES}十])(?={TO}(?:\d{{1,2}}|[{ONES}十]{{1,2}})月)",
    "bare_weekday": (
        r"(?:(?<=[周期拜][一二三四五六][到至\-~—、和或])|(?<=[周期拜][一二三四五])|(?<=[周期拜][一二三四][二三四五])"
        r"|(?<=[周期拜][一二三四][、和][二三四五][、和]))"
        r"(?P<bare_weekday_day>[二三四五六日天])(?![点时月号个天次十百千万])"
    ),
    "clock_to": rf"差(?P<clock_to_less>{MINUTES}|一刻)分?钟?\s?(?:到|就)?(?P<clock_to_hour>{HOUR})点钟?",
    "clock": _CLOCK,
    "digital": (
        r"(?P<digital_hour>[01]?\d|2[0-4])(?:\s?[:：]|(?:(?<=[午上晚早晨]\d)|(?<=[午上晚早晨]\d\d))\.)"
        r"(?P<digital_minute>[0-5]\d)(?:[:：][0-5]\d)?时?"
        r"(?:\s?(?P<digital_half>[aApP])\.?[mM]?(?![A-Za-z]))?(?![\d倍%元万亩斤])"
    ),
    "english": r"(?P<english_hour>1[0-2]|[1-9])\s?(?P<english_half>[aApP])\.?[mM](?![A-Za-z])",
    "bare_hour": rf"(?P<bare_hour_hour>{HOUR})(?={TO}{HOUR}(?:点|时(?!候)|[:：]))",
    "part": (
        rf"(?P<part_name>{alternatives('part')}|(?<=[今明昨当])[早晚夜黑]"
        rf"|[早晚](?=\d{{1,2}}[点:：]|[两{ONES}十]{{1,2}}点))"
    ),
    "whole_day": "全天|一整天|整天",
    "workday": "(?:下一?个|第一个|头一个)工作日",
    "original": _ORIGINAL,
    "moved": (
        r"(?P<moved_way>提前|提早|早|推迟|延后|延迟|推后|往后推|往后挪|晚|往前挪|往前提)"
        rf"(?P<moved_count>{COUNT})(?P<moved_half>个半)?个?"
        r"(?P<moved_unit>分钟|刻钟|小时|钟头|天|周|星期|礼拜)(?P<moved_tail>半)?"
    ),
}
NUMERIC = frozenset(
    "iso compact relative date slash dotted month_day bare_day bare_month clock digital english bare_hour".split()
)
NUMERAL_CHARS = frozenset("0123456789" + NUMERALS + "千万亿#第")
LEADS = frozenset(  # the characters a piece may begin with: everywhere else the pattern is not tried
    "0123456789〇零廿初"
    + NUMERALS
    + "半差闰再过未接往下这本上今明昨当那同次第头大周星礼双全整之以后节期假放长年农阴旧古正冬腊"
    "去来前月中早晚夜黑原老还就照按刚先时提推延"
)
