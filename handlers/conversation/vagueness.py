"""Whether an intent was read out of the words with so little certainty that nothing may be done on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers.activities.words import ABOUT_ACTIVITY
from handlers.reading import questions
from handlers.turn import Turn
from nlu.dialogue.acts import read_act
from nlu.dialogue.wants import announces_another, announces_plainly, tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import FieldGuess, Understanding

HALF_SURE, ALMOST_SURE = 0.6, 0.97
_ASKED = lazy_regex(r"[吗不嘛么?？]$")
_BLAMES = lazy_regex(r"投诉|举报|差|骗|烂|坑|乱|管不管|没人|不做事|慢|气|态度|赔|垃圾|白|敷衍|没用|满意|失望")
_UNSURE_OF = frozenset("signup events checkin complaint privacy answer claim rate complete leave policy".split())
VAGUE = 0.35
_HIDES_NEED = frozenset("cancel other rate complaint confirm deny ask answer message help thanks".split())
_ANIMAL = lazy_regex(r"[猪牛羊鸡鸭鹅鱼兔蜂狗蚕虾苗秧]")
_DIRE = lazy_regex(
    r"(?:死|烂|枯|蔫|落|掉|跑|裂|瘟)(?:完|光|了|绝|得|掉|脱)|不吃(?:食|草|料|东西)|发(?:瘟|病|烧|黄)|拉稀|生虫|遭虫|长虫|跛|瘸|瘫|肿|流血|断了|倒了|抽搐"
)
SURE = 0.7
AT_FIRST, ENOUGH, LONGEST_SUMMARY = 4, 4, 30  # characters


def of_asker(turn: Turn, understood: Understanding) -> Understanding:
    """20号钢 is no form of staff in the mouth of somebody who is none."""
    is_form = understood.intent == "command" and "form" not in understood.extra
    return replace(understood, intent="other") if is_form and not turn.person.is_staff else understood


def as_need(understood: Understanding, read_field: Callable[[str], FieldGuess | None]) -> Understanding:
    """我的鱼都死完了, however it is classified: a trouble with an animal or a crop is a need."""
    is_loose = understood.intent in {"other", "help", "message"} and understood.intent_confidence < ALMOST_SURE
    if understood.intent not in _HIDES_NEED or not (is_loose or understood.intent_confidence < HALF_SURE):
        return understood
    named = understood.extra.get("subjects") or _ANIMAL.search(understood.text)
    if not named or not _DIRE.search(understood.text) or understood.text.rstrip("。！! ").endswith(("吗", "?", "？")):
        return understood
    summary = understood.summary or understood.text.strip(" 。！!，,")[:30]
    field = understood.field or read_field(understood.text)
    return replace(understood, intent="demand", kind="technical", summary=summary, field=field)


def as_trouble(understood: Understanding, read_field: Callable[[str], FieldGuess | None]) -> Understanding:
    """另外我们的B超机图像不清楚, 土地流转的钱一直没给: something is wrong, however it is classified."""
    text = understood.text
    found = announces_another(text)
    if found is not None and found.start() <= AT_FIRST and understood.intent in _HIDES_NEED:
        told = text[found.end() :].strip(" ，,。.！!")
        is_plain = announces_plainly(text) is not None and read_act(text, "asker").is_likely("need")
        if len(told) >= ENOUGH and (tells_trouble(told) or is_plain) and not questions.asks(told):
            field = understood.field or read_field(told)
            return replace(understood, intent="demand", kind="technical", summary=told[:LONGEST_SUMMARY], field=field)
    is_of_rule = understood.intent != "policy" or questions.RULES.search(text) is not None
    if is_of_rule or understood.intent_confidence >= SURE or not tells_trouble(text):
        return understood
    return (
        understood
        if questions.asks(text) and not tells_wish(text)
        else replace(understood, intent="demand", kind="matter")
    )


def is_vague(understood: Understanding) -> bool:
    """An intent that would do something, read out of the words with little certainty."""
    if understood.intent == "complaint" and _ASKED.search(understood.text) and not _BLAMES.search(understood.text):
        return True
    if understood.intent == "complaint" and understood.intent_confidence < SURE and not _BLAMES.search(understood.text):
        return True
    is_event = understood.intent in {"events", "signup"} and not ABOUT_ACTIVITY.search(understood.text)
    if is_event and understood.intent_confidence < HALF_SURE:
        return True
    return understood.intent in _UNSURE_OF and understood.intent_confidence < VAGUE
