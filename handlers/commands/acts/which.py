"""Which of several demands is meant, where what staff name fits more than one: 脆李那单派李明华, of two with 脆李."""

from __future__ import annotations

from domain.demands import Demand
from domain.ports import DemandFilter
from handlers.commands.acts import deeds, pointing
from handlers.staff.overview import LOOKED_AT, OPEN
from handlers.staff.saying import sayings
from handlers.turn import Turn
from handlers.wording import by_act as wording
from handlers.wording import common
from nlu.dialogue.acts import LIKELY, read_act
from nlu.dialogue.answers import read_choice
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

QUESTION = "which_of_staff"
MOST, LONGEST = 6, 16
_BARE = lazy_regex(r"(?:第|#|＃|是)?(?P<no>\d{1,7})(?:号单?|单)?[吧嘛的。]*")
_AROUND = lazy_regex(r"^(?:是|就是|我是?说|说的是|那个|就)+|(?:的|那|这|一|个|单|家|件|户|吧|嘛|哈|噻|。)+$")


async def ask(turn: Turn, text: str) -> bool:
    """List those that fit and keep what shall be done; False where not several of them fit."""
    words = normalise(text).strip()
    thing, fitting = pointing.of_thing(await _open(turn), words)
    if not 1 < len(fitting) <= MOST:
        return False
    turn.talk.ask(QUESTION, ids=[one.no for one in fitting], rest=words.replace(thing, "", 1))
    turn.talk.show("demands", [one.no for one in fitting])
    turn.say(wording.which([(one.no, one.summary, common.place_of(one)) for one in fitting]))
    return True


async def answer(turn: Turn) -> list[deeds.Said]:
    """2, 第二个, 落果的: what was said before, done for that one; empty where the words are something else."""
    question = turn.talk.asked()
    if question is None or question["name"] != QUESTION or len(turn.text) > LONGEST:
        return []
    chosen = _chosen(normalise(turn.text).strip(), [one for one in await _open(turn) if one.no in question["ids"]])
    if chosen is None:
        return []
    turn.talk.settle()
    words = f"{chosen}号{question['rest']}"
    if (form := sayings.read(words, None)) is not None and form[1].number == chosen:
        return [form]
    acts = read_act(words, "staff")
    handler = deeds.READERS.get(acts.best) if acts.share(acts.best) >= LIKELY else None
    return await handler(turn, words) if handler is not None else []


def _chosen(words: str, listed: list[Demand]) -> int | None:
    numbers = [one.no for one in listed]
    if (bare := _BARE.fullmatch(words)) and int(bare["no"]) in numbers:
        return int(bare["no"])
    if choice := read_choice(words, len(numbers)):
        return numbers[choice - 1]
    named = _AROUND.sub("", words)
    fitting = [one.no for one in listed if len(named) > 1 and pointing.speaks_of(one, named)]
    return fitting[0] if len(fitting) == 1 else None


async def _open(turn: Turn) -> list[Demand]:
    return await turn.uow.demands.find(DemandFilter(bases=turn.person.staff_bases, statuses=OPEN, limit=LOOKED_AT))
