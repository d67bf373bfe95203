"""A call that somebody else writes down: who rang, and the words without those that only tell of the call."""

from __future__ import annotations

import re

from nlu.entities.people import SURNAME_PATTERN
from nlu.entities.wordlists import alternatives
from nlu.text.patterns import lazy_regex

_WHEN = r"(?:刚才|刚刚|刚|今天|昨天|前天|上午|下午|早上|中午|晚上)"
_SAYS = (
    r"(?:反映|反应|求助|咨询|想问|问(?!题)|说是|说(?!的(?!是)|明|法)|讲(?!课|座|究|解|堂)"
    r"|报(?!名|告|账|销|警|酬|价|废))"
)
_OF_HIS = r"(?:[他她]们?(?:的)?(?:屋头|屋里|家里|家头|家|种的|养的|那里|那边|那儿)?(?:的)?|自己(?:家|屋头)(?:的)?)"
_RANG = (
    r"(?:(?:给我们?|给中心|给这边)?(?:又|再)?打(?:了)?(?:个|一个|过)?(?:电话|热线)(?:过来|进来|来|过)?|来电话?|来(?:了)?个?电话|在?电话(?:里|头))"
    r"(?!没|不|也|都|找|打|号|是)"
)
_CAME = r"(?:来|到)(?:了)?(?:窗口|大厅|办公室|我这里?|单位)(?:来)?(?=反映|说|问|讲|求助|咨询)"
_LEAD = lazy_regex(
    rf"^(?:{_WHEN}|接到|接了|收到|有人(?=[打来说反])|有(?=一?[个位名])|一?[个位名](?=[^，,]{{0,12}}(?:打|来|说|反))|[，,：:\s])+"
)
_CALL = lazy_regex(rf"[，,\s]*(?:{_WHEN})*(?:{_RANG}|{_CAME})[，,\s]*(?:{_SAYS})?(?:的是)?[，,：:\s]*{_OF_HIS}?")
_REPORTS = lazy_regex(rf"(?:^|(?<=[，,：:\s])){_SAYS}[，,：:\s]*{_OF_HIS}?")
_OFFICES = alternatives("name_titles")
_CALLED = lazy_regex(
    rf"(?P<name>{SURNAME_PATTERN}(?:{alternatives('caller_titles')}(?![厂业地程部艺作人具资是要体共])|[^的，,\s\d]{{0,2}}?{_OFFICES})"
    rf"|[老小]{SURNAME_PATTERN}(?=[，,：:\s的家说反打来]|$))"
)
_COMMAS = lazy_regex(r"[，,\s]*[，,][，,\s]*")


def read_caller(text: str) -> str | None:
    """冉大姐, 老赵, 刘老幺, 孙经理: how the caller is called."""
    found = _CALLED.search(text)
    return found["name"] if found else None


def without_call(text: str) -> str:
    """刚才彭水的冉大姐打电话来，说她屋头红薯烂了 is 彭水的冉大姐，红薯烂了."""
    told = _CALL.sub("，", _LEAD.sub("", text.strip()))
    if caller := read_caller(told):
        told = re.sub(
            rf"{re.escape(caller)}(?:家|家里|屋头)?{_SAYS}(?:的是)?[，,：:\s]*{_OF_HIS}?", f"{caller}，", told
        )
    told = _COMMAS.sub("，", _REPORTS.sub("", told)).strip("，, ")
    return told or text.strip()
