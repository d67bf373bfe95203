"""Answers to what the bot itself asked last: a confirmation, which demand is meant, whether a guess is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers import intents
from handlers.activities.holding import planning as activity_planning
from handlers.commands import halves, running
from handlers.commands.reading import read_command
from handlers.commands.table import by_name
from handlers.conversation import revival
from handlers.needs import intake
from handlers.orders import expert_words
from handlers.reading import questions
from handlers.reading.moods import feelings
from handlers.talk import CONFIRM_FRESH
from handlers.turn import Arguments, Turn
from handlers.visits.heard import consent
from handlers.wording import asker, staff
from nlu.dialogue.answers import read_answer
from nlu.dialogue.wants import tells_trouble
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

ANNOUNCING = "添加宣讲"
SHORT_ASIDE = 12  # characters: an announcement waits on for its yes
UNDOING = frozenset({"撤回", "取消约", "交回", "删除我的信息", "解绑", "取消宣讲"})
_PLAIN_YES = lazy_regex(
    r"(?:嗯|对|哦|好)?[，, ]*(?:是[的嘛滴啊]?|对[的头嘛]?|我?确[认定]|真的|真要|同意(?:撤回|取消))"
    r"(?:了|嘛|啊|的|哈)*[。.！!~～\s]*"
)
_AGAIN_SAID = lazy_regex(
    r"(?:对头|对|好|行|可以|嗯|是|要得|没问题|没错|就这样|就)?[的了嘛呀，, ]*"
    r"(?:就|那就|确认|确定)?(?:这样|按这个|照这个)?"
    r"(?P<deed>发布|发|通知|取消|停用|停|合并|合|撤|办结|结案|结)(?:出去|掉|了|吧|嘛|哈)*[。！!]*"
)
_DEEDS = {
    **dict.fromkeys(("发", "发布", "通知"), (ANNOUNCING,)),
    "取消": ("取消宣讲",),
    **dict.fromkeys(("撤", "办结", "结案", "结"), ("办结",)),
    **dict.fromkeys(("停用", "停"), ("停用专家",)),
    **dict.fromkeys(("合并", "合"), ("合并专家",)),
}
_BARE_NUMBER = lazy_regex(
    r"(?:第|是)?\s*[#＃]?\s*(?P<number>\d{1,9})\s*(?:号|单|号单|那件|这件|那个)?[吧嘛了的。，!！\s]*"
)


async def answer_which(turn: Turn, question: dict[str, Any]) -> bool:
    """12, where it was asked which demand is meant: what was said before is done for that one."""
    found = _BARE_NUMBER.fullmatch(turn.text.strip())
    if found is None:
        return False
    turn.talk.settle()
    number, text = int(found["number"]), str(question["text"])
    turn.incoming = replace(turn.incoming, text=text)
    if command := read_command(text):
        await running.run(turn, command[0], replace(command[1], number=number))
        return True
    understood = replace(turn.services.understand(text, turn.now), demand_no=number)
    if not await expert_words.hear(turn, understood):
        await intents.follow(turn, understood)
    return True


async def outranked(turn: Turn) -> bool:
    """行 never undoes anything: it is for the newer notice, or whether to undo is asked again."""
    question = turn.talk.asked(CONFIRM_FRESH)
    what = _undoes(question) if question else None
    if question is None or what is None or consent.read_consent(turn.text).kind != "yes":
        return False
    is_plain = read_answer(turn.text).kind == "yes" and _PLAIN_YES.fullmatch(turn.text.strip()) is not None
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    newer = [prompt for prompt in prompts if prompt.asked_at > datetime.fromisoformat(question["at"])]
    if newer and not is_plain:
        turn.talk.settle()
        return False
    if newer or not is_plain:
        turn.say(staff.undo_sure(what, is_newer_waiting=bool(newer)))
        return True
    return False


def _undoes(question: dict[str, Any]) -> str | None:
    """撤回 1, 取消约 1, 交回 1: what a yes to the question would undo; None where it undoes nothing."""
    no = question.get("number") or question.get("no")
    if question["name"] == "confirm" and question["command"] in UNDOING:
        return f"{question['command']} {no}" if no else str(question["command"])
    if question["name"] == "step_back":
        return f"{'交回' if question.get('id') is None else '取消约'} {no}"
    return None


async def confirm(turn: Turn) -> bool:
    """是 or 不, where a command waits for it; anything else lets the command go."""
    question = turn.talk.asked(CONFIRM_FRESH)
    if not question:
        return False
    kind = read_answer(turn.text).kind
    if question["name"] == "confirm" and _goes_ahead(question["command"], turn.text.strip()):
        kind = "yes"
    if question["name"] == halves.QUESTION and (kind == "cancel" or halves.TAKES_BACK.match(turn.text.strip())):
        turn.talk.settle()
        turn.say(staff.confirm_cancelled())
        return True
    if question["name"] != "confirm":
        return False
    if question["command"] in UNDOING and revival.AGAIN.search(turn.text):
        kind = "no"  # 老板又说还是要搞
    if kind == "yes":
        turn.talk.settle()
        args = Arguments(question.get("number"), question.get("rest", ""), True, question["command"])
        await running.run(turn, by_name(question["command"]), args)
        return True
    if kind in {"no", "cancel"}:
        turn.talk.settle()
        turn.say(staff.confirm_cancelled())
        return not tells_trouble(turn.text)  # 还是看嘛，根烂了好多
    if kind == "polite" and (what := _undoes(question)) is not None:
        turn.say(staff.undo_sure(what, is_newer_waiting=False))
        return True
    turn.talk.settle()
    return question["command"] == ANNOUNCING and await _before_announcing(turn, question)


def _goes_ahead(command: str, text: str) -> bool:
    """对，发 and 取消吧: the deed itself, said again."""
    found = _AGAIN_SAID.fullmatch(text)
    return found is not None and command in _DEEDS.get(found["deed"], ())


async def _before_announcing(turn: Turn, question: dict[str, Any]) -> bool:
    """限40个人 mends what waits for its yes; a question lets it wait on."""
    if await activity_planning.revise(turn, question):
        return True
    is_aside = turn.understood is not None and turn.understood.intent in {"other", "ask", "edit", "message"}
    if questions.asks(turn.text) or (is_aside and len(turn.text) <= SHORT_ASIDE):
        await activity_planning.add(turn, Arguments(rest=question["rest"]))
        return True
    return False


def cancel_draft(turn: Turn, understood: Understanding) -> bool:
    """算了 ends what is being taken down."""
    if turn.talk.draft is None or understood.demand_no is not None:
        return False
    is_word = len(turn.text.strip(" 。，,!！")) > 1  # 猪, 死, 了
    is_cancel = (understood.intent == "cancel" and is_word) or read_answer(turn.text).kind == "cancel"
    if not is_cancel and not feelings.is_missent(feelings.bare_words(turn.text)):
        return False
    intake.drop(turn)
    turn.say(asker.draft_dropped())
    return True


async def confirm_guess(turn: Turn, question: dict[str, Any]) -> bool:
    """是: what was guessed is done with the words as they were; a newer question from elsewhere comes first."""
    turn.talk.settle()
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if any(prompt.asked_at > datetime.fromisoformat(question["at"]) for prompt in prompts):
        return False
    turn.incoming = replace(turn.incoming, text=str(question["text"]))
    await intents.INTENTS[question["intent"]](turn, turn.services.understand(turn.text, turn.now))
    return True
