"""Patients' identities, masked before anything is stored: ID cards, record numbers, names with an illness."""

from __future__ import annotations

import re
from collections.abc import Callable

from nlu.entities.people import SURNAME_PATTERN, may_be_name
from nlu.entities.wordlists import alternatives, words
from nlu.text.guarded import Gated
from nlu.text.patterns import lazy_regex
from nlu.text.segment import cut_known

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
_NAME = rf"(?P<name>{SURNAME_PATTERN}[\u4e00-\u9fff]{{1,2}}?)"
_KIN = (
    r"爸爸?|妈妈?|爷爷?|奶奶?|外公|外婆|婆婆?|公公|老公|老婆|老伴|丈夫|爱人|儿子|女儿|孙子|孙女|弟弟?|妹妹?|哥哥?|姐姐?"
    r"|侄[儿子女]|外甥女?|舅舅?|姨妈?|叔叔?|嫂子|大伯|岳父|岳母|媳妇|女婿|老表|[他她]"
)
_WHO = (
    rf"病人|患者|病员|病患|患儿|产妇|孕妇|伤者|伤员|死者|(?:姓名|名字)|学生|小孩|孩子|娃儿?|老人家?|老汉儿?|村民|居民|员工|工人|职工|贫困户|五保户|低保户|家属|{_KIN}"
    r"|[男女]性|\d{1,3}岁的?[男女]?(?:性|孩|童|的)?|[\d一二三四五六七八九十]床"
)
_BEHIND = (
    r"(?=[，。,、;；:：\s(（]|$|男|女|\d|今[年天早]|昨|现|目前|患|得了|确诊|诊断|查出|做了?手术|入院|住院|病情|术后|突|因|于"
    r"|的病|急性|慢性|重症|晚期|[\u4e00-\u9fff]{0,2}岁|[肝肺心脑肾胃肠][^，。\s]{0,4}(?:癌|炎|衰|梗|瘤|硬化|出血))"
)
_CALLED = Gated(rf"(?:{_WHO})的?(?:姓名|名字)?[，, ]?(?:是|名叫|叫|[:：])?[，, ]?{_NAME}{_BEHIND}")
_WITH_AGE = Gated(
    rf"(?<![\u4e00-\u9fff]){_NAME}(?=[，,、\s(（]{{1,2}}(?:男|女)性?[，,、\s]|[，,、\s(（]{{1,2}}\d{{1,3}}岁|(?:男|女)[，,、\s]?\d{{1,3}}岁)"
)
_WITH_ILLNESS = Gated(
    rf"(?<![\u4e00-\u9fff]){_NAME}(?=(?:确诊|诊断为|诊断|患有|查出|得了|患)[^，。]{{1,12}}(?:癌|瘤|炎|病|症|梗|结核|血压|糖尿|肝|艾滋|出血|衰竭|骨折|中毒))"
)
_SELF = Gated(rf"我叫{_NAME}(?=[，,、\s]{{0,2}}(?:我|本人|自己)?(?:得了|患|查出|确诊))")
_OF_THING = lazy_regex(r"(?:编号|单号|订单|批号|序列号|设备号|账号|卡号|运单|发票|合同)号?码?(?:是|为|[:：])?\s*$")
_WITH_NUMBER = Gated(rf"(?<![\u4e00-\u9fff]){_NAME}(?=[，,、:：\s]{{0,2}}(?:身份证号?码?)?[:：\s]?{MASK})")
_AFTER_NUMBER = Gated(
    rf"{MASK}[，,、:：\s]{{0,2}}(?:患者|病人)?(?:名字|姓名)?(?:是|名?叫|[:：])?\s*{_NAME}(?=[，。,、\s(（]|男|女|\d|$)"
)
_OF_PATIENTS = (_CALLED, _SELF, _WITH_AGE, _WITH_ILLNESS, _WITH_NUMBER, _AFTER_NUMBER)
_FIGURE = lazy_regex(r"\d")
_MEDICAL = Gated(
    r"病人|患者|病员|患儿|产妇|伤员|伤者|会诊|急诊|收治|查出|诊断|确诊|入院|住院|手术|术后|主诉|既往|病史|抢救|重症|[Ii][Cc][Uu]|[Ee][Cc][Mm][Oo]|呼吸机|插管|休克|昏迷|床"
    r"|白血病|尿毒|透析|瘤|癌|心梗|脑梗|中风|偏瘫|骨折|肺炎|肝炎|乙肝|肝硬化|[心肝肾]衰|衰竭|糖尿病|高血压|出血|截肢|自闭|抑郁|精神(?:分裂|病|障碍)|痴呆|阿尔茨海默|帕金森"
    r"|狼疮|尘肺|矽肺|艾滋|癫痫|结核|白癜风|脓毒|残疾|脑瘫|渐冻|胰腺炎|冠心病|哮喘"
)
_HIDDEN = lazy_regex(
    rf"(?:身份证|证件|姓名|名字|{alternatives('record_words')})?(?:号码|号)?(?:是|为|叫|[:：#])?\s*{MASK}[，, ]*"
)
_LONGEST_WORD = 6
_TITLES = tuple(words("name_titles"))


def mask_identities(text: str) -> tuple[str, bool]:
    """The text with identities replaced, and whether there were any."""
    masked = text
    if _FIGURE.search(text):  # none of these is without figures
        masked = _IDENTITY_CARD.sub(lambda match: MASK if _is_of_person(match, text) else match.group(), text)
        masked = _mask_group(_ID_CUE, masked, 1)
        masked = _mask_group(_RECORD, masked, 1)
    is_of_patient = masked != text or _MEDICAL.search(masked) is not None
    for pattern in _OF_PATIENTS if is_of_patient else (_WITH_ILLNESS,):
        masked = _mask_group(pattern, masked, "name", _is_name)
    return masked, masked != text


def without_hidden(text: str) -> str:
    """The text without what was hidden and what it was called, as it is read out: 身份证〔已隐去〕 says nothing."""
    return _HIDDEN.sub("", text) if MASK in text else text


def is_identity_card(number: str) -> bool:
    """Whether the eighteenth character is the check of the first seventeen (GB 11643)."""
    digits = re.sub(r"[ -]", "", number).upper()
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True))
    return digits[17] == _CHECKS[total % 11]


def _is_of_person(match: re.Match[str], text: str) -> bool:
    """Whatever the check says, since who mistypes a digit has told it all the same; what is called otherwise is not."""
    return is_identity_card(match.group()) or _OF_THING.search(text[: match.start()]) is None


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether what stands where a name would is no illness, no crop, no title: 高血压, 李子得了溃疡病, 李老师诊断."""
    name, start = match.group("name"), match.start("name")
    first = cut_known(text[start : start + _LONGEST_WORD])[0]
    is_of_word = len(first) > len(name) and first.startswith(name)
    return not is_of_word and may_be_name(name) and not any(name.endswith(title) for title in _TITLES)


def _mask_group(
    pattern: re.Pattern[str] | Gated,
    text: str,
    group: int | str,
    is_meant: Callable[[str, re.Match[str]], bool] | None = None,
) -> str:
    """Replace one group of every match that is meant, from the right so that positions stay true."""
    for match in reversed([*pattern.finditer(text)]):
        if is_meant is None or is_meant(text, match):
            text = text[: match.start(group)] + MASK + text[match.end(group) :]
    return text
