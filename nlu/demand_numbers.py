"""Which demand a message is about: #12, 12号单, 进度 12, and neither 12亩 nor the 12th of a month."""

from __future__ import annotations

import re

from nlu.numbers import read_integer
from nlu.wordlists import alternatives

_CHINESE = "零〇一二三四五六七八九十百千两"
_NUMBER = rf"(?P<number>\d{{1,7}}|[{_CHINESE}]{{1,6}})"
_ORDER = alternatives("demand_nouns")
_UNIT = rf"(?!\d|\.\d|[:：]\d|[-/]\d|\s*(?:{alternatives('amount_after')}|周(?![一二三四五六日天末])|单))"
_VERBS = alternatives("demand_verbs")
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"#\s*{_NUMBER}(?!\d)",
        rf"{_NUMBER}\s*(?:号\s*(?:这个|那个|这|那)?|这个|那个)的?{_ORDER}(?!位|价|独|纯|人)",
        r"(?P<number>\d{2,7})\s*(?:单(?!位|价|独|纯|人)|工单|订单)",
        rf"第\s*{_NUMBER}\s*(?:号|个|条|件|份)\s*(?:这个|那个)?的?{_ORDER}",
        rf"(?:编号|单号|需求号|工单号?|订单号?|单子|需求|诉求|号码?是|受理号|登记号|任务|榜单)(?:是|为|[:：])?\s*(?:第|[Nn]o\.?|№)?\s*{_NUMBER}(?:号)?{_UNIT}",
        rf"(?:[Nn][Oo]\.?|№)\s*{_NUMBER}",
        rf"^\s*(?:我要|我想|帮我|请|麻烦|我)?(?:{_VERBS})(?:一下|了)?\s*(?:第)?{_NUMBER}(?=号|$|[\s，,。；;\u4e00-\u9fff]){_UNIT}",
        rf"(?:^|[，。,\s])(?:我的|那个|我那个)?{_NUMBER}\s*号?的?(?:现在)?(?:进度|进展|怎么样了|到哪步|到哪一步|办得|处理得|有消息|有人接|有没有人|还没人|我接|我揭|我来接|接了|撤了|不要了|不用了|解决了|搞定了)",
        rf"(?:进度|进展|揭榜|我接|我揭|撤回|接单|揭)\s*(?:一下)?[:：]?\s*{_NUMBER}(?:号|$|[，,。\s]){_UNIT}",
        rf"(?<![\d月年/.:：-]){_NUMBER}号\s*(?:我们?|咱们?)?(?:实在|已经?|刚|就|也|还|都)?(?:愿意|可以|能|想|来|去)?(?:不?接|揭|认领|领了|推了|服务完|做完|办完|完成|搞定|搞好|撤|不要了|不用了|取消)",
        rf"(?<![\d月年/.:：-]){_NUMBER}号的?(?:专家|建议|老乡|农户|企业|病人|患者|问题|老师|老板|情况|进度|进展|回复|答复)",
        r"(?<![\d月年/.:：-])(?P<number>3[2-9]|[4-9]\d|\d{3,6})号(?!楼|线|栋|公路|店|门|机|台|令|文|钢|汽油|柴油|字|仓|车|井|桥|院|库|地块|棚|房|商铺|路|配方|料|塔|炉|窑|池|池子|泵|砂|生|电池)",
    )
)
_COUNTED = re.compile(r"\s*(?:号|单|个|条|件|份|$|[，。,！？])")
_SPOKEN_AMOUNT = re.compile(r"^[一二两三几]$")


def read_demand_no(text: str) -> int | None:
    """The number of the demand, the plainest form first."""
    for index, pattern in enumerate(_PATTERNS):
        for match in pattern.finditer(text):
            number = match.group("number")
            if index and _SPOKEN_AMOUNT.match(number) and not re.search("号|第|编号|单号", match.group()):
                continue  # 一单, 两个需求 are amounts
            if index and not number.isdigit() and not _COUNTED.match(text, match.end("number")):
                continue  # 请问四川的, 问三家
            value = read_integer(number)
            if value is not None and value > 0:
                return value
    return None
