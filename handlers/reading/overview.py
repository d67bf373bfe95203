"""What somebody asks about their own file: how many are on it, under what number, whether the last word was written."""

from __future__ import annotations

from nlu.text.patterns import lazy_regex

LONGEST = 24
_NUMBER = lazy_regex(
    r"(?:几|啥子?|什么|哪个|多少|好多)号(?:码|数)?(?:来着|呢|嘛|啊|哦|呀|噻|喃|的|了)*[？?。]*$|(?:单|编)号.{0,4}(?:多少|好多|几|啥|什么|忘|不记得|记不)"
    r"|(?:忘|记不|不记得).{0,4}(?:单号|编号|号了|号码?$)"
)
_NOT_OF_FILE = lazy_regex(
    r"电话|手机|热线|微信|门牌|专家|老师|医生|教授|他|她|今天|明天|开会|[来去到开办看讲搞弄](?!着).{0,2}几号|几号[来去到开]"
)
_COUNT = lazy_regex(
    r"(?:登记|报|提|记|在办|挂|申请)(?:了|的|过|得有|起|上)*(?:是|有)?(?:几|哪几|多少|好多|哪些|些?啥子?|什么)(?:个|件|桩|单|条|样|项)?(?:事情?|需求|问题|东西)?[了嘛呢哦啊来着？?。]*$"
    r"|(?:还|现在|目前|剩下|手上)(?:还)?(?:有|剩|在办)(?:下)?的?(?:是)?(?:哪|几|啥|什么|多少|好多)(?:些|几)?(?:个|件|桩|单|样|项)?(?:事情?|需求|没办完的?|在办的?|没完的?)?[了嘛呢哦啊？?。]*$"
    r"|剩(?:下)?的(?:那个)?是(?:哪|啥|什么)|分别是?(?:啥|什么|哪|几)|(?:登记|算|记)(?:成|了|作)?(?:是)?(?:一|1)[件个]还是(?:两|二|2)[件个]"
)
_WRITTEN = lazy_regex(
    r"(?:改|记|登记|撤|加|添|写|报|录)(?:没(?:改|记|登记|撤|加|添|写|报|录)(?:好|上|进去|过来|下来|成)?|[好上成]?(?:了)?没(?:有|得)?|[好上成]了(?:吗|不|没))[哦嘛啊呢？?。]*$"
    r"|(?:还在|在不在)(?:办)?(?:不|吗|没|没得|没有)?[哦嘛啊呢？?。]*$"
)
_OF_PERSON = lazy_regex(r"^(?:还)?在(?:不在|吗|不|没)|[你您他她]|老师|专家|有人|医生")


def asks_for_list(text: str) -> bool:
    """一共登记了几件, 还剩哪些, 两个分别是啥号: all of it, or the number of one."""
    if len(text) > LONGEST or _NOT_OF_FILE.search(text):
        return False
    return _NUMBER.search(text) is not None or _COUNT.search(text) is not None


def asks_if_written(text: str) -> bool:
    """改没改过来, 撤好没, 1号还在不: what stands there now."""
    return len(text) <= LONGEST and _WRITTEN.search(text) is not None and not _OF_PERSON.search(text)
