"""Which of several is meant by its place: 头一个, 第二件, 最后报的那个, 两个都."""

from __future__ import annotations

from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number

_THING = "(?:个|件|单(?!价|位|独|元)|桩|项|条)"
_NOT_ORDERS = "(?!月|人|专家|老师|星期|礼拜|周|时间|小时|疗程|阶段|步|方案|办法|学期)"
_NTH = lazy_regex(rf"第(?P<number>[一二三四五六七八1-8]){_THING}{_NOT_ORDERS}")
_FIRST = lazy_regex(
    rf"头一{_THING}{_NOT_ORDERS}|头{_THING}(?:单子|需求|事)|最(?:开始|早|先|前头?|前面|初)(?:报|说|登记|提)?的?(?:那|一)?{_THING}?(?=单|需求|事|的|撤|不|取|先|那|到|咋|怎|有|$)"
    rf"|(?:前头|前面|先前|上面|早先|开头)(?:报|说|登记)?的?(?:那|一){_THING}{_NOT_ORDERS}|先报的(?:那)?{_THING}?"
)
_LAST = lazy_regex(
    rf"最后(?:报|说|登记)?的?(?:那|一)?一?{_THING}{_NOT_ORDERS}|(?:后头|后面|后来|下面)(?:报|说|登记)?的?(?:那|一){_THING}{_NOT_ORDERS}"
    rf"|(?:刚才|刚刚|刚|才)(?:报|登记|说|提)的?(?:那|这)?{_THING}{_NOT_ORDERS}|后报的(?:那)?{_THING}?"
)
_ALL = lazy_regex(
    rf"(?P<count>[两二三四五六七八2-8]){_THING}(?:单子?|需求|事)?(?:我)?(?:都|全)|(?:全部|所有|通通|统统)(?:的)?(?:都)?|(?:都|全)(?=撤|取消|不要|不办|不弄|不搞|不用)"
)


def read_ordinals(text: str) -> tuple[int, ...]:
    """Places from 1, the last one as -1, in the order said; nothing where none is named."""
    found = [(one.start(), int(read_number(one["number"]) or 0)) for one in _NTH.finditer(text)]
    found += [(one.start(), 1) for one in _FIRST.finditer(text)]
    found += [(one.start(), -1) for one in _LAST.finditer(text)]
    return tuple(dict.fromkeys(place for _, place in sorted(found)))


def names_all(text: str, count: int) -> bool:
    """两个都撤, where there are two; 全部撤了."""
    found = _ALL.search(text)
    return found is not None and (found["count"] is None or read_number(found["count"]) == count)
