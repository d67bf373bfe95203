"""Which demand a message is about: #12, 12号单, 进度 12, and neither 12亩 nor the 12th of a month."""

from __future__ import annotations

import re

from nlu.entities.numbers import read_integer
from nlu.entities.wordlists import alternatives
from nlu.text.order_or_day import numbered
from nlu.text.patterns import lazy_regex

_CHINESE = "零〇一二三四五六七八九十百千两"
_NUMBER = rf"(?P<number>\d{{1,7}}|[{_CHINESE}]{{1,6}})"
_ORDER = alternatives("demand_nouns")
_UNIT = rf"(?!\d|\.\d|[:：]\d|[-/]\d|\s*(?:{alternatives('amount_after')}|周(?![一二三四五六日天末])|单))"
_VERBS = alternatives("demand_verbs")
_NOT_TAKEN = "[你我他她它人娃孩站送机车到]|老师|专家|学生"  # to fetch somebody, not to take an order
_COUNTED_BEFORE = "分名数积度龄价重量点月日号第版约楼栋费额共计人元亩高宽长深室层座排群"
# no 设备编号, no 快递单号
_NOT_OURS = "(?<![区品备件样机棚舍圈栏批型料药库柜车表井炉房运递流塘方器池箱田地树苗牛猪羊楼层床员])"
_PLACES = "[楼线栋店门机台令车井桥院库棚房路塔炉窑池泵]"
_HOW = (  # what is asked of an order and hardly of a day
    "(?:现在|到底|究竟)?(?:进度|进展|(?:怎么?|咋个?|啷个)样了|如何了|(?:啥|什么)情况|[到走]到?哪(?:一?步|儿?了|个环节)"
    "|办(?:得|到哪|好|了没)|处理(?:得|没|好|到|了|完|如何)|安排(?:得|没|好|了没|到哪)|落实没|有(?:消息|回音|结果|动静|着落)"
    "|还?有(?:没有|没得)?(?:人接|人管|消息)|没得?人(?:接|管|理|来|联系|问|处理)|(?:咋|怎么)?还没(?:得|有)?(?:人|消息|动静|着落|回音|安排|处理|派|下文)"
    "|[哪谁]个?接|(?:谁在|在谁)[办做管跟手负]|撤(?:了|掉|回|单|销)|作废|不(?:要|用|弄|搞|请|需要)了|(?:已经?|自己)?(?:解决|搞定))"
)
_MINE = (
    "(?:我的|我那个|我这个|我们的|我报的|我提的|那个|这个|查一?下|看一?下|问一?下|请问|想问一?下|催一?下"
    "|关于|还有|麻烦看看)"
)
_SEVERAL = (
    rf"(?:两单|这?两个单|两个需求|一起|(?:我|都|全|也){{0,2}}(?:不?接(?!{_NOT_TAKEN})|揭|认领|撤|取消|作废"
    "|推了|推掉|办结|完成|搞定|不要了|不用了|有人接|还?没人|没消息))"
)
# figures alone, but no line that one calls for help
_BARE = r"(?P<number>(?!(?:11[049]|12[02]|12\d{3}|100\d\d|95\d{3})(?!\d))\d{1,6})"
_OF_BARE = (  # what follows 12 when it is an order and no amount
    "的(?:专家|老师|进度|情况|照片|资料|详情|地址|电话|结果|回复|图)|(?:什么|啥子?)时候|好久(?!没)|几时|哪个来|谁来|催一?下|加急"
    "|(?:再)?补充|更正|修改|改[成到约]|推迟|约(?!\\d|[一二两三四五六七八九十百])|退单|退了|我要了|给我吧?$"
    "|(?:我|给)?(?:打|评)[1-5一二两三四五](?:分|星)"
)
_MOVES = (
    "这单|单子|不接|接不了|[我来]接了?|接单|推了|推掉|揭榜?|做不了|搞不了|撤了|撤回|撤销|取消"
    "|搞定了?|办结|做完了|完成了|评价|打分"
)
_BEYOND_DAYS = (  # no day of a month
    r"3[2-9]|[4-9]\d|\d{3,6}|三十[二三四五六七八九]|[四五六七八九]十[一二三四五六七八九]?|[一二两三四五六七八九]百[零〇一二三四五六七八九十]{0,4}"
)
# (characters of which one must be there, pattern); ^ stands for a text that begins with a figure
_PATTERNS = tuple(
    (frozenset(signs), lazy_regex(pattern))
    for signs, pattern in (
        ("#", rf"#\s*{_NUMBER}(?!\d)"),
        (
            "和、跟与及",
            rf"(?:^|[，。,\s]){_MINE}*\s*(?<!\d){_NUMBER}号?\s*[和、跟与及]\s*(?:\d{{1,6}}|[{_CHINESE}]{{1,6}})号?\s*(?:{_SEVERAL})",
        ),
        ("号个", rf"{_NUMBER}\s*(?:号\s*(?:这个|那个|这|那)?|这个|那个)的?{_ORDER}(?!位|价|独|纯|人)"),
        ("单工订", r"(?<![天日月周均共才卖发出\d])(?P<number>\d{2,7})\s*(?:单(?!位|价|独|纯|人)|工单|订单)"),
        ("第", rf"第\s*{_NUMBER}\s*(?:号|个|条|件|份)\s*(?:这个|那个)?的?{_ORDER}"),
        ("第", rf"第\s*(?![一二两三四五六七八九]\s*单){_NUMBER}\s*单(?!元|位|价|独|纯|人|季)"),
        (
            "号单求务",
            rf"{_NOT_OURS}(?:编号|单号|需求号|工单号?|订单号?|单子|需求|诉求|(?<![编单])号码?是|受理号|登记号|任务|榜单)(?:是|为|[:：])?\s*(?:第|[Nn]o\.?|№)?\s*{_NUMBER}(?:号)?{_UNIT}",
        ),
        ("Nn№", rf"(?:[Nn][Oo][.:：]?|№)\s*{_NUMBER}"),
        (
            "",
            rf"^\s*(?:我要|我想|你?帮我|帮|请|麻烦你?|能不能|可不可以|申请|我)?(?:{_VERBS})(?:一下|了)?\s*(?:第)?{_NUMBER}(?=号|$|[\s，,。；;：:\u4e00-\u9fff]){_UNIT}",
        ),
        (
            "",
            rf"(?:^|[，。,\s])(?:我的|那个|我那个)?{_NUMBER}\s*号?的?(?:现在)?(?:进度|进展|怎么样了|到哪步|到哪一步|办得|处理得|有消息|有人接|有没有人|还没人|我来?接(?!{_NOT_TAKEN})|我揭|接了|撤了|不要了|不用了|解决了|搞定了)",
        ),
        (
            "进揭撤接",
            rf"(?:进度|进展|揭榜|我接|我揭|撤回|接单|揭)\s*(?:一下)?[:：]?\s*{_NUMBER}(?:号|$|[，,。\s]){_UNIT}",
        ),
        (
            "号",
            rf"(?<![\d月年/.:：-]){_NUMBER}号\s*(?:我们?|咱们?)?(?:实在|已经?|刚|就|也|还|都)?(?:愿意|可以|能|想|来|去)?(?:不?接(?!{_NOT_TAKEN})|揭|认领|领了|推了|推掉|服务完|做完|办完|完成(?=了|$|[，,。！!])|搞定|搞好|撤(?![展离走出退架])|不要了|不用了|取消)",
        ),
        (
            "号",
            rf"(?<![\d月年/.:：-]){_NUMBER}号(?:的|那个|这个|那位)?(?:专家|东家|业主|建议|老乡|农户|企业|病人|患者|问题|老师|老板|情况|进度|进展|回复|答复|详情|详细|内容|原文|全文|具体|要求|地址|电话|描述|图片?|照片|资料|材料|单)",
        ),
        ("榜单条", rf"{_NUMBER}\s*(?:号榜|这单|那单|这个单|那个单|这条|那条)"),
        ("", rf"(?:^|[，。,\s]){_MINE}*\s*(?<!\d){_NUMBER}号?(?:这个|那个|这边|那边|的事|的)?[\s，,]*{_HOW}"),
        ("个", rf"(?:^|[，。,\s]){_MINE}*\s*(?P<number>\d{{1,6}})(?:这个|那个)\s*(?:我|能|可以|不|$|[，。,！？!?])"),
        ("给", rf"(?<![\d月年/.:：-]){_NUMBER}号?\s*单?(?:派|转|改派|指派|分|安排)给(?![你我]钱|.{{0,3}}\d)"),
        ("我", rf"(?:我的|我[报提]的|我那个|我这个)\s*(?<!\d){_NUMBER}号?\s*(?:呢|$)"),
        ("^", rf"^{_BARE}\s*[，,：:]?\s*(?:{_OF_BARE})"),
        ("^", rf"^{_BARE}\s*[，,：:]\s*[1-5一二两三四五]\s*(?:分|星|颗星)(?!之|钟)"),
        (
            "^",
            rf"^{_BARE}#(?=$|[\s，。,]|单|进度|有|怎|咋|到哪|撤|我|专家|的|[给归算让派转交催退消谁哪啥什可能还没现东就])",
        ),
        ("把", rf"把{_BARE}(?:给我)?(?:取消|撤|关[掉了闭]|删[掉了]?|退了|办结|派给|转给)"),
        ("给", rf"给{_BARE}(?:打|评)(?:个)?[1-5一二两三四五](?:分|星)"),
        ("给在", rf"(?:给|在){_BARE}(?:号|号?里|上头?|后面)?(?:再)?(?:加[一张个句]|补[一张个句充])"),
        ("跟给和告知", rf"(?:[跟给和]|告诉|转告|通知){_BARE}(?:说一?声|的(?:专家|老师|东家|老乡))"),
        ("号", rf"(?<![\d月年/.:：-]){_NUMBER}号(?:加急|(?:再)?补充|好久来|几时来|能不能快)"),
        (
            "^",
            r"^(?P<number>\d{1,6})\s*(?:呢|[怎咋]么?样|我来(?!\d)|详情|内容|全文|是(?:啥|什么|哪样)(?:单|内容|需求|情况|问题))",
        ),
        (
            "号",
            rf"(?<![\d月年/.:：-]){_NUMBER}号(?:里[头面]|写的|报告(?:发|给|呢|在)|是(?:啥|什么|哪样)(?:单|内容|需求|情况|问题|病)|婉拒|不擅长|搞不来|没把握|归我|给我吧|交给我|我包了|弄好|我?给?(?:个)?满分)",
        ),
        (
            "号",
            rf"(?<![\d月年/.:：-]){_NUMBER}号(?:的|里的)?(?:数量|面积|亩数|品种|名字|姓名|联系人|地点|人数|领域|标题|描述)[^，。]{{0,4}}[改错漏]",
        ),
        ("^", r"^(?P<number>\d{1,6})\s+[1-5一二两三四五]\s*(?:分|星|颗星)(?!之|钟)"),
        ("第", rf"(?<!令)(?<!公告)(?<!文件)第\s*{_NUMBER}\s*号(?!{_PLACES}|[\u4e00-\u9fff]?(?:楼|馆|文件))"),
        (
            "^",
            r"^(?P<number>\d{1,5})\s*(?:已经?|都|也)?(?:完成|搞定|[做办搞看弄讲]完|办结|结了|撤了?|取消)(?:了|啦)?(?:$|[，,。！!：:\s])",
        ),
        ("^", r"^(?P<number>\d{1,5})\s*我?(?:不接|接不了|接了|推了|推掉|做不了|来不了)"),
        ("回答问", r"^(?:回复|答复|回答|答|问)\s*(?P<number>\d{1,5})\s*[：:，,]"),
        (
            "号",
            rf"(?<![\d月年/.:：-]){_NUMBER}号\s*(?:单)?\s*[，,]?\s*(?:我)?(?:给|打|评|评价)?(?:个)?(?:[1-5一二两三四五]\s*(?:分|星)|满意|不满意|好评|差评)",
        ),
        (
            "号",
            rf"(?:给|评价|评|打分给?|对|把|关于|针对|至于|跟)\s*{_NUMBER}号(?!{_PLACES}|[之以]?[前后]|上午|下午|早|晚|那天|的?(?:时间|培训|活动|讲座|课|会))",
        ),
        ("", rf"(?<=[\u4e00-\u9fff])(?<![{_COUNTED_BEFORE}])(?<!号是)(?<!号为)\s+(?P<number>\d{{1,6}})$"),
        ("号", rf"(?:{_MOVES})[^\d，,。]{{0,6}}[，,。\s]?{_NUMBER}号[。！!～~]?$"),
        (
            "号",
            rf"(?<![\d月年/.:：\-路街巷道弄牌第组发件〕）)】周期拜{_CHINESE}])(?P<number>{_BEYOND_DAYS})号(?!油|人(?![接管来理])|鞋|家(?!属)|楼|线|栋|公路|店|门|机|台|令|文|钢|汽油|柴油|字|仓|车|井|桥|院|库|地块|棚|房|商铺|路|配方|料|塔|炉|窑|池|池子|泵|砂|生|电池)",
        ),
    )
)
_COUNTED = lazy_regex(r"\s*(?:号|单|个|条|件|份|$|[，。,！？])")
_NAMED = "编号|(?:工|订)?单号|需求号|受理号|登记号"
_WORTH_A_LOOK = lazy_regex(rf"\d|#|{_NAMED}|[{_CHINESE}]{_COUNTED.pattern}")
_SPOKEN_AMOUNT = lazy_regex(r"^[一二两三几]$")


_CALLED = lazy_regex(  # 单一那个急
    rf"\s*(?:我的?|我们的?|那个)?单子?(?P<number>[{_CHINESE}]{{1,3}})(?:那|这)(?:个|件|单)(?!月|人|星期)"
)
_IN_ROW = lazy_regex(rf"\d{{1,6}}|[{_CHINESE}]{{1,3}}")
_ROW = lazy_regex(
    rf"(?<![\d{_CHINESE}])(?:\d{{1,6}}|[{_CHINESE}]{{1,3}})号?单?(?:\s*(?:[和、跟与及，,]|还有)\s*[#＃]?"
    rf"(?:\d{{1,6}}|[{_CHINESE}]{{1,3}})号?单?(?!点|[月日天亩斤头只个户]))+"
)
_DAY = lazy_regex(  # 5号不行，6号可以
    r"^(?:那|我|这)?(?:\d{1,2}|[一二三]?十?[一二三四五六七八九十])号(?:那天|上午|下午|晚上|我|这边|怕是|恐怕){0,2}"
    r"(?:不行|不得行|没空|没得空|不得空|有事|不方便|不在|要?赶场|来不[了到]|都?不[了]?得空)(?!了)"
)


def read_demand_no(text: str) -> int | None:
    """The number of the demand, the plainest form first."""
    if spoken := _CALLED.match(text):
        return read_integer(spoken["number"])
    if not _WORTH_A_LOOK.search(text) or _DAY.match(text):
        return None
    small = numbered(text)
    days = {one.start("number") for one, meaning in small if meaning == "day"}
    characters = {*text, "^"} if text[0].isdigit() else set(text)
    for index, (signs, pattern) in enumerate(_PATTERNS):
        if signs and signs.isdisjoint(characters):
            continue
        for match in pattern.finditer(text):
            number = match.group("number")
            if match.start("number") in days:
                continue
            if index and _SPOKEN_AMOUNT.match(number) and not re.search("号|第|编号|单号", match.group()):
                continue  # 一单, 两个需求 are amounts
            is_counted = (
                number.isdigit() or re.match(_NAMED, match.group()) or _COUNTED.match(text, match.end("number"))
            )
            if index and not is_counted:
                continue  # 请问四川的, 问三家
            value = read_integer(number)
            if value is not None and value > 0:
                return value
    return next((read_integer(one["number"]) for one, meaning in small if meaning == "order"), None)


def read_demand_numbers(text: str) -> tuple[int, ...]:
    """All of 1和3都撤了, 单子1、2咋样了; the one that `read_demand_no` finds, where it stands alone."""
    first = read_demand_no(text)
    for row in _ROW.finditer(text):
        values = [read_integer(one) for one in _IN_ROW.findall(row.group())]
        numbers = tuple(dict.fromkeys(value for value in values if value))
        if len(numbers) > 1 and first in numbers:
            return numbers
    return (first,) if first is not None else ()
