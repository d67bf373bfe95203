"""好了，谢谢。另外我屋的鸡不下蛋: an answer and a need in one message; both count, and neither swallows the other."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.work import Prompt, PromptKind
from handlers.conversation import vagueness
from handlers.needs import intake
from handlers.reading import belonging
from handlers.turn import Turn
from handlers.wording import asker
from nlu.dialogue.answers import read_answer, read_rating, read_solved
from nlu.dialogue.states import read_state
from nlu.dialogue.wants import announces_another, tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST_ANSWER = 24
ENOUGH = 4  # characters of a need
EDGES = " \t\n，,。.！!；;：:~～、"
ASK = frozenset({PromptKind.VISIT, PromptKind.ADVICE, PromptKind.RATING, PromptKind.LOOK_BACK})
_ANNOUNCED = lazy_regex(
    r"^(?:我(?=[还又再想要有])|还|又|有|再|想|要|问|说|报|登记|一?下|哈|一?[个件]|事情?|问题|情况|就是|[，,。：:、\s])*"
)
_FIRST = lazy_regex(
    r"(?P<first>[^，,。.！!；;~～\s]{1,6}(?:[，,、\s]*(?:谢谢|多谢|感谢|辛苦)[^，,。！!；;]{0,4})?)[，,。.！!；;~～\s]+(?P<rest>.{6,})",
    re.S,
)


def part(turn: Turn) -> tuple[str, str] | None:
    """The answer and the words of the need behind it; None where the message is not both."""
    if turn.person.expert_ids or turn.person.is_staff:
        return None
    text = turn.text.strip()
    found = announces_another(text)
    if found is not None and found.start() > 0:
        first, rest = text[: found.start()].strip(EDGES), _ANNOUNCED.sub("", text[found.end() :].strip(EDGES))
        is_need = not rest or (len(rest) >= ENOUGH and (tells_trouble(rest) or tells_wish(rest)))
        return (first, rest) if is_need and _answers(first) else None
    parts = _FIRST.fullmatch(text)
    if parts is None or not _answers(parts["first"]) or not tells_trouble(parts["rest"]):
        return None
    return (parts["first"], parts["rest"]) if belonging.things_named(_read(turn, parts["rest"])) else None


def _answers(words: str) -> bool:
    """要得, 好了好了，谢谢, 5分, 没解决."""
    if not words or len(words) > LONGEST_ANSWER:
        return False
    if read_answer(words).kind not in {"other", "polite"}:
        return True
    return read_solved(words) is not None or read_rating(words) is not None or read_state(words) is not None


def _read(turn: Turn, words: str) -> Understanding:
    return turn.services.understand(words, turn.now)


async def is_another(turn: Turn, prompt: Prompt, words: str) -> bool:
    """Whether the words are no more of what was asked about: 又裂了 is, 鱼翻肚皮 is not."""
    if prompt.kind not in ASK:
        return False
    if prompt.kind is PromptKind.LOOK_BACK and announces_another(turn.text) is None:
        return False  # 厂房好了，气又没通 is linked to what it follows
    demand = await turn.uow.demands.get(prompt.demand_no or 0)
    return demand is None or not belonging.shares_thing(demand, _read(turn, words))


async def take(turn: Turn, words: str) -> None:
    """Register what came behind the answer, or invite to tell it."""
    turn.talk.put("force_new", True)
    if not words:
        turn.say(asker.say_the_other())
        return
    turn.incoming = replace(turn.incoming, text=words)
    told = vagueness.as_trouble(_read(turn, words), turn.services.read_field)
    if told.intent != "demand":
        told = replace(told, intent="demand", summary=told.summary or words[:30], kind=told.kind or "technical")
    await intake.take(turn, told)
