"""Patients' identities, masked before anything is stored: ID cards, record numbers, names with an illness."""

from __future__ import annotations

import re

from nlu.entities.people import SURNAME_PATTERN
from nlu.entities.wordlists import alternatives
from nlu.text.guarded import Gated
from nlu.text.patterns import lazy_regex

MASK = "〔已隐去〕"
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])"
_IDENTITY_CARD = lazy_regex(
    rf"(?<![\dA-Za-z]){_PROVINCE}\d{{4}}[ -]?(?:19|20)\d{{2}}[ -]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?"
    r"\d{3}[\dXx](?![\dA-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_ID_CUE = lazy_regex(r"(?:身份证号?码?|证件号码?)(?:是|为|[:：])?\s*([\dXx][\dXx \-*]{13,20})")
_RECORD = lazy_regex(alternatives("record_words") + r"码?(?:是|为|[:：#])?\s*([A-Za-z]{0,4}[- ]?\d[\dA-Za-z\-]{2,19})")
_BED = Gated(
    r"(?<=[\d一二三四五六七八九十]床)(?:的)?(?P<name>SURNAME[\u4e00-\u9fff]{1,2}?)(?=[，。,、\s(（]|男|女|\d|诊断|患|今|昨|的)".replace(
        "SURNAME", SURNAME_PATTERN
    )
)
_CALLED = Gated(
    r"(?:病人|患者|病员|病患|患儿|产妇|孕妇|伤者|伤员|死者)(?:的)?(?:姓名|名字)?(?:是|叫|名叫|[:：])?\s*(?P<name>SURNAME[\u4e00-\u9fff]{1,2}?)(?=[，。,、\s(（]|男|女|\d|$|今|昨|现|确诊|诊断|患|得|突|因|于|入院|住院|目前|的|病情|术后|[\u4e00-\u9fff]{0,2}岁)".replace(
        "SURNAME", SURNAME_PATTERN
    )
)
_RELATIVE = Gated(
    r"(?:[爸妈爷奶婆公叔姨舅]|老人家?|老汉|娃儿?|孩子|老伴|老公|老婆|[他她])(?:的)?(?:名字|姓名)?名?叫\s*(?P<name>SURNAME[\u4e00-\u9fff]{1,2}?)(?=[，。,、\s(（]|男|女|\d|$|今|确诊|诊断|患|得了)".replace(
        "SURNAME", SURNAME_PATTERN
    )
)
_OF_FAMILY = Gated(
    r"(?:爸爸?|妈妈?|爷爷?|奶奶?|外公|外婆|婆婆|公公|老公|老婆|老伴|丈夫|爱人|儿子|女儿|孙子|孙女|弟弟|妹妹|哥哥|姐姐)(?P<name>(?!于[去今前上]|应该|时常|常年|从来|方才)SURNAME(?![血烧热压疸斑便]|[\u4e00-\u9fff](?:压|糖|脂|烧))[\u4e00-\u9fff]{1,2}?)(?=得了|确诊|诊断|患(?!者)|查出|做了?手术|[，,、\s]{0,2}\d{1,3}岁)".replace(
        "SURNAME", SURNAME_PATTERN
    )
)
_WITH_AGE = Gated(
    r"(?<![\u4e00-\u9fff])(?P<name>SURNAME[\u4e00-\u9fff]{1,2})(?=[，,、\s(（]{1,2}(?:男|女)[性]?[，,、\s]|[，,、\s(（]{1,2}\d{1,3}岁|(?:男|女)[，,、\s]?\d{1,3}岁)".replace(
        "SURNAME", SURNAME_PATTERN
    )
)
_WITH_ILLNESS = Gated(
    r"(?<![\u4e00-\u9fff])(?P<name>SURNAME[\u4e00-\u9fff]{1,2}?)(?=(?:确诊|诊断为|诊断|患有|查出|得了|患)[^，。]{1,12}(?:癌|瘤|炎|病|症|梗|结核|血压|糖尿|肝|艾滋|出血|衰竭|骨折|中毒))".replace(
        "SURNAME", SURNAME_PATTERN
    )
)
_OF_THING = lazy_regex(r"(?:编号|单号|订单|批号|序列号|设备号|账号|卡号|运单|发票|合同)号?码?(?:是|为|[:：])?\s*$")
_WITH_NUMBER = Gated(
    rf"(?<![\u4e00-\u9fff])(?P<name>{SURNAME_PATTERN}[\u4e00-\u9fff]{{1,2}})(?=[，,、:：\s]{{0,2}}(?:身份证号?码?)?[:：\s]?{MASK})"
)
_AFTER_NUMBER = Gated(
    rf"{MASK}[，,、:：\s]{{0,2}}(?:患者|病人)?(?:名字|姓名)?(?:是|名?叫|[:：])?\s*(?P<name>{SURNAME_PATTERN}[\u4e00-\u9fff]{{1,2}}?)(?=[，。,、\s(（]|男|女|\d|$)"
)
_FIGURE = lazy_regex(r"\d")
_MEDICAL = Gated(
    r"病人|患者|病员|患儿|查出|白血病|尿毒症|瘤|诊断|确诊|入院|住院|手术|术后|主诉|既往|病史|抢救|重症|[Ii][Cc][Uu]|[Ee][Cc][Mm][Oo]|呼吸机|插管|休克|昏迷|肿瘤|癌|心梗|脑梗|骨折|肺炎|糖尿病|高血压|衰竭|出血|床"
)


def mask_identities(text: str) -> tuple[str, bool]:
    """The text with identities replaced, and whether there were any."""
    masked = text
    if _FIGURE.search(text):  # none of these is without figures
        masked = _IDENTITY_CARD.sub(lambda match: MASK if _is_of_person(match, text) else match.group(), text)
        masked = _mask_group(_ID_CUE, masked, 1)
        masked = _mask_group(_RECORD, masked, 1)
    if _MEDICAL.search(masked) is not None:
        for pattern in (_CALLED, _RELATIVE, _OF_FAMILY, _BED, _WITH_AGE, _WITH_ILLNESS, _WITH_NUMBER, _AFTER_NUMBER):
            masked = _mask_group(pattern, masked, "name")
    else:
        masked = _mask_group(_WITH_ILLNESS, masked, "name")
    return masked, masked != text


def is_identity_card(number: str) -> bool:
    """Whether the eighteenth character is the check of the first seventeen (GB 11643)."""
    digits = re.sub(r"[ -]", "", number).upper()
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True))
    return digits[17] == _CHECKS[total % 11]


def _is_of_person(match: re.Match[str], text: str) -> bool:
    """Whatever the check says, since who mistypes a digit has told it all the same; what is called otherwise is not."""
    return is_identity_card(match.group()) or _OF_THING.search(text[: match.start()]) is None


def _mask_group(pattern: re.Pattern[str] | Gated, text: str, group: int | str) -> str:
    """Replace one group of every match, from the right so that positions stay true."""
    for match in reversed([*pattern.finditer(text)]):
        text = text[: match.start(group)] + MASK + text[match.end(group) :]
    return text
