"""An instruction of staff that lacked its words, its reason or its number: what is said next completes it."""

from __future__ import annotations

import re
from typing import Any

from domain.errors import DomainError
from handlers.commands import told_of_experts
from handlers.commands.reading import read_command
from handlers.commands.table import Command
from handlers.reading import questions, registrations
from handlers.staff import alarms
from handlers.staff.saying import sayings
from handlers.talk import CONFIRM_FRESH
from handlers.turn import Arguments, Turn
from handlers.wording.errors import sentence
from nlu.dialogue.acts import LIKELY, read_act
from nlu.dialogue.answers import read_answer
from nlu.text.patterns import lazy_regex

QUESTION = "half"
LONGEST = 200
LACKING = frozenset(
    "text_needed reason_needed number_needed change_unknown change_value field_unknown expert_unknown expert_to_invite"
    " expert_to_invite_many expert_change_unknown expert_which".split()
)
RECORD = "代录"
FROM_CALL = frozenset({"办结", "备注", "留言", "回复"})  # what a call has told may be the words that lacked
_CLAUSES = lazy_regex(r"[，,。；;！!]+")
TAKES_BACK = lazy_regex(
    r"^(?:哎呀?|哦豁?|不对|等[下哈一]*|[，, ])*"
    r"(?:[搞弄看说点发打写选]错|错了|不是(?:这|那|他|它|我)|莫忙|先(?:不|莫|别)|不对)"
)
ALSO = frozenset({"留言"})
VALUES = frozenset({"change_unknown", "change_value", "field_unknown"})
OF_ANOTHER = ("assign", "chase", "relay", "list", "figures", "suggest", "look", "undo")
OF_PEOPLE = frozenset("邀请 停用专家 恢复专家 改专家 派单".split())
_NAMES_SOMEBODY = lazy_regex(
    r"(?:是|叫|就是|找|给|派给?|那就|应该是)?(?:\d{1,7}|(?:管家|管理员|专家)?[\u4e00-\u9fff·]{2,4}?(?:老师|教授|主任|专家|医生|站长)?)"
    r"(?:[\s，,；;]+[\u4e00-\u9fff=＝到\d月日号]{2,24})?[吧嘛。]*"
)
_ANOTHER = lazy_regex(r"^(?:再|另外|还要?)(?:加|添加|录|来)(?:一?[个位名])(?:专家)?[，,：:\s]*")
OF_SHORT = frozenset({"yes", "no", "cancel", "polite"})
_KEY = lazy_regex(r"^(?P<key>[\u4e00-\u9fff]{2,4})\s*[=＝:：]")
_NUMBER = lazy_regex(
    r"^(?:第|编号|单号)?\s*[#＃]?\s*(?:\d{1,7}|[一二三四五六七八九十]{1,3})(?:号|单|号单|$|[\s，,：:])"
)
_SIGNS = lazy_regex(r"[=＝]")
_ROLE = lazy_regex(r"^(?P<role>管家|管理员|专家)")
_LISTED = lazy_regex(r"^(\d+) ", re.M)
_NO_ANSWER = frozenset("greet thanks help emergency human".split())


def keep(turn: Turn, command: Command, args: Arguments, refusal: DomainError) -> bool:
    """Remember what was begun, where the refusal asks for the rest of it; nothing has been changed by then."""
    if not turn.person.is_staff or refusal.code not in LACKING or not (command.is_audited or command.name in ALSO):
        return False
    if len(_SIGNS.findall(args.rest)) > 1:
        return False  # of several changes the first was made already
    listed = _LISTED.findall(str(refusal.fields.get("choices", "")))
    kept = {"command": command.name, "number": args.number, "rest": args.rest[:LONGEST], "code": refusal.code}
    turn.talk.ask(QUESTION, **kept, listed=listed)
    turn.say(sentence(refusal))
    return True


def read(turn: Turn) -> tuple[Command, Arguments] | None:
    """没写清楚是哪个村, after 退回 1; None where the words are an instruction of their own, or no answer."""
    question = turn.talk.asked(CONFIRM_FRESH)
    if not question or question["name"] != QUESTION:
        return None
    text = turn.text.strip()
    kind = read_answer(text).kind
    if kind == "cancel" or TAKES_BACK.match(text):
        return None  # 算了, which is answered where questions are
    turn.talk.settle()
    is_short = kind in OF_SHORT and not text.isdigit() and question["code"] != "text_needed"
    intent = turn.understood.intent if turn.understood else "other"
    if is_short or len(text) > LONGEST or intent in _NO_ANSWER or questions.is_question(text):
        return None
    act = read_act(text, "staff")
    if question["code"] in VALUES and (
        act.share(*OF_ANOTHER) >= LIKELY or any(questions.asks(one) for one in _CLAUSES.split(text))
    ):
        return None  # 苏德华合适不，让他去, after 三元镇 was asked about
    if question["code"] == "number_needed" and not _NUMBER.match(text):
        return None
    said = sayings.read(text, None)
    is_other = said is not None and said[0] not in {question["command"], RECORD}
    is_call = said is not None and said[0] == RECORD and question["command"] not in FROM_CALL
    if is_other or is_call or (said is not None and said[1].number is not None):
        return None
    if alarms.danger_in(turn, text, text.partition("说")[2], *_CLAUSES.split(text)) is not None:
        return None
    if question["command"] in OF_PEOPLE and not _NAMES_SOMEBODY.fullmatch(text):
        return None  # 李明良退休了, after 邀请 专家 had found nobody
    if question["code"] == "parts_needed" and (text := _next_part(question, text)) == "":
        return None
    found = read_command(_completed(question, text), turn.person)
    is_same = found is not None and found[0].name == question["command"]
    is_whole = found is not None and question["number"] in {None, found[1].number} and not found[1].others
    return found if is_same and is_whole else None


def _next_part(question: dict[str, Any], text: str) -> str:
    """All that was told of a new expert with what comes now; empty where this tells nothing of one."""
    if other := _ANOTHER.match(text):
        return text[other.end() :]
    before = str(question["rest"])
    if told_of_experts.speaks_of_one(text):
        return ""
    whole = f"{before}；{text}" if before else text
    told = registrations.read_told(whole, registrations.Told())
    if told == registrations.read_told(before, registrations.Told()):
        return ""
    return whole if told.missing() else told.line()


def _completed(question: dict[str, Any], text: str) -> str:
    """The form with what was said now in its place."""
    command, number, rest = question["command"], question["number"], str(question["rest"])
    head = f"{command} {number}" if number is not None else str(command)
    if question["code"] in {"change_value", "field_unknown"} and (key := _KEY.match(rest)) and not _KEY.match(text):
        return f"{head} {key['key']}={text}"
    if command == "邀请" and (role := _ROLE.match(rest)) and not _ROLE.match(text):
        listed = question.get("listed", [])
        is_place = text.isdigit() and text not in listed and 0 < int(text) <= len(listed)
        return f"{head} {role['role']} {listed[int(text) - 1] if is_place else text}"
    if question["code"] == "number_needed":
        return f"{head} {text} {rest}".rstrip()
    return f"{head} {text}"
