"""Answers to what was asked about activities: which one, a part of an announcement, a name, 要得，我来."""

from __future__ import annotations

import re
from typing import Any

from domain.work import Prompt, PromptKind
from handlers.activities import attending as activity_attending
from handlers.activities import choice as activity_choice
from handlers.activities import signing as activity_signing
from handlers.activities.holding import planning as activity_planning
from handlers.activities.words import CALLS_OFF, GOES_NOT
from handlers.reading import questions
from handlers.turn import Turn
from handlers.wording import activities as wording
from nlu.dialogue.answers import Answer, read_answer
from nlu.dialogue.heads import Heads, read_heads
from nlu.entities.people import SURNAME_PATTERN
from nlu.text.patterns import lazy_regex
from nlu.text.segment import is_plain_word
from nlu.understanding import Understanding

FEW_WORDS, LONGEST = 8, 40
WHO_QUESTION = "who_for_events"
_CALLED = lazy_regex(r"我?叫|我是|姓名|名字|写")
COME = lazy_regex(
    r"(?:(?:好|行|要得|可以|得行|嗯)[的嘛噻呀]?[，,！!\s]*)?(?:那|我|我们|咱们?)?(?:就|也|一定|肯定|要|想|都)*(?:来|去|报|报名|参加|报一?个|去听|来听)[的嘛噻哈啊吧了！!。~～]*"
)
NAME = lazy_regex(
    rf"(?:我?叫|姓名[:：是]?|名字[:：是叫]?|我是|写)?\s*(?P<name>{SURNAME_PATTERN}[\u4e00-\u9fff]{{1,2}})[。.!！]?"
)
_GROWS = lazy_regex(r"[种养栽喂]|果农|菜农|茶农|药农|屋头|农民|地头")
_CALLED_SO = lazy_regex(rf"(?:我?叫我?|喊我|写|我是)?(?P<name>[老小大]{SURNAME_PATTERN})(?:就行|就是了|嘛|吧|。)*")
_SURNAME = lazy_regex(rf"(?:我|本人|免贵)*姓(?P<name>{SURNAME_PATTERN})(?:的|。)*")


async def answer_question(turn: Turn, understood: Understanding) -> bool:
    """What was asked about activities last: which one, a part of an announcement, a name for the list."""
    question = turn.talk.asked()
    if not question:
        return False
    if question["name"] == activity_planning.QUESTION:
        return await activity_planning.go_on(turn, understood)
    if question["name"] == activity_signing.NAME_QUESTION:
        return await _take_name(turn, int(question["id"]), understood)
    if question["name"] == WHO_QUESTION:
        return await _take_who(turn, understood)
    if question["name"] != activity_choice.QUESTION:
        return False
    is_coming = question["action"] != "withdraw"
    if is_coming and (GOES_NOT.search(turn.text) or CALLS_OFF.search(turn.text)):
        turn.talk.settle()  # 第一场不去了 chooses none to come to
        if not await turn.uow.activities.of_person(turn.person.id, turn.now):
            turn.say(wording.not_signed_up())
            return True
        return False
    numbers = await _chosen(turn, question)
    if not numbers:
        return False
    turn.talk.settle()
    heads = Heads(question["heads"], bool(question.get("is_change"))) if question.get("heads") else None
    for number in numbers:
        if question["action"] == "sign_up":
            turn.talk.note("at_event", id=number)
            await activity_signing.sign_up(turn, number, heads)
        elif question["action"] == "withdraw":
            await activity_signing.withdraw(turn, number)
        else:
            await activity_attending.check_in_to(turn, number, heads)
    return True


async def _chosen(turn: Turn, question: dict[str, Any]) -> list[int]:
    """By number, by place in the list or by what they are about."""
    text = turn.text.strip()
    if (number := activity_choice.read_answer(turn, question["ids"])) is not None:
        return [number]
    if len(text) > LONGEST or questions.asks_or_needs(text):
        return []
    found = [await turn.uow.activities.get(int(one)) for one in question["ids"]]
    listed = [one for one in found if one is not None]
    return [one.id for one in activity_choice.read_words(turn, text, listed)]


async def _take_who(turn: Turn, understood: Understanding) -> bool:
    """种李子的，奉节白帝: where this person lives and what for, so that a briefing finds the way; no need of theirs."""
    turn.talk.settle()
    is_told = understood.place is not None or understood.role is not None or understood.tags
    if not is_told or len(turn.text) > LONGEST or questions.asks_or_needs(turn.text):
        return False
    person = turn.person
    if understood.place is not None:
        person.place_code, person.place_name = understood.place.code, understood.place.name
    person.trade = understood.role or person.trade or ("farmer" if _GROWS.search(turn.text) else None)
    await turn.uow.people.save(person)
    is_known = bool(person.trade and person.place_code)
    if not is_known:
        turn.talk.ask(WHO_QUESTION)
    turn.say(wording.will_tell(is_known=True) if is_known else wording.ask_who(has_place=person.place_code is not None))
    return True


def _is_name(name: str, plain: str, understood: Understanding) -> bool:
    """王大军, but not 谢谢您, 明白 or 李子树."""
    if plain != name:
        return read_answer(plain).kind == "other"
    says_more = understood.intent != "other" or understood.place is not None or understood.tags
    return not says_more and read_answer(plain).kind == "other" and not is_plain_word(name)


async def _take_name(turn: Turn, activity_id: int, understood: Understanding) -> bool:
    """A name, or the number of people said a little later."""
    plain = turn.text.strip()
    if short := _CALLED_SO.fullmatch(plain):
        return await _keep_name(turn, short["name"])
    if surname := _SURNAME.fullmatch(plain):
        return await _keep_name(turn, wording.of_surname(surname["name"]))
    found = NAME.fullmatch(plain)
    if (told := _introduces(plain, understood)) is not None:
        return await _keep_name(turn, told)
    if found is None or not _is_name(found["name"], plain, understood):
        heads = read_heads(plain) if len(plain) <= FEW_WORDS and not plain.isdigit() else None
        if heads is not None:
            await activity_signing.sign_up(turn, activity_id, heads)
        return heads is not None
    return await _keep_name(turn, found["name"])


def _introduces(plain: str, understood: Understanding) -> str | None:
    """我叫张桂芳，电话136…: the name among other particulars."""
    if len(plain) > LONGEST or (understood.intent == "demand" and understood.tags):
        return None
    if understood.names and (_CALLED.search(plain) or understood.phones):
        return understood.names[0]
    first = NAME.fullmatch(re.split(r"[，,。；;\s]", plain)[0].rstrip("嘛吧哈")) if understood.phones else None
    return first["name"] if first is not None and not is_plain_word(first["name"]) else None


async def _keep_name(turn: Turn, name: str) -> bool:
    turn.talk.settle()
    turn.person.name = name
    await turn.uow.people.save(turn.person)
    turn.say(wording.name_kept(name))
    return True


async def answer_announcement(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """要得，我来 to an announcement; politeness is not consent."""
    heads = read_heads(turn.text) if not turn.text.strip().isdigit() else None
    comes = short.kind == "yes" or COME.fullmatch(turn.text.strip()) is not None
    if short.kind == "no":
        activity = await turn.uow.activities.get(prompt.ref_id or 0)
        if activity is None or await _others_wait(turn):
            return False
        await turn.uow.work.close_prompts(person_id=turn.person.id, kind=PromptKind.SIGN_UP, ref_id=prompt.ref_id)
        turn.say(wording.declined(activity))
        return True
    if not comes or understood.demand_no is not None:
        return False
    if short.kind == "yes" and understood.intent not in {"signup", "claim"} and await _others_wait(turn):
        turn.say(wording.several_wait(prompt.ref_id or 0))
        return True
    await activity_signing.sign_up(turn, prompt.ref_id or 0, heads)
    return True


async def _others_wait(turn: Turn) -> bool:
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    return any(prompt.kind is not PromptKind.SIGN_UP for prompt in prompts)
