"""How a trouble stands now, told plainly: 来水了 is over, 又熄了 is not, 将就能用 is half of it.

Who is asked whether it is really solved seldom says 解决了: the thing itself is told of, with thanks around it.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Literal

from nlu.dialogue.ratings import read_solved
from nlu.labels.fields import DATA
from nlu.text.guarded import AnyGated, Gated
from nlu.text.patterns import lazy_regex

State = Literal["good", "bad", "half"]
LONGEST = 36
REMEMBERED = 256  # texts: several rooms ask of one message
_CLAUSE = lazy_regex(r"[，,。.！!；;~～…\s]+")
_TAIL = lazy_regex(r"(?:[哈啊哦嘛呢呀啦哟]|麻烦了|劳烦了|辛苦了|谢谢[您你]?|多谢|感谢)+$")


class _Patterns:
    """The table `states.toml`: whole clauses by one pattern, signs within a clause by any of many."""

    def __init__(self, table: dict[str, list[str]]) -> None:
        self.polite, self.persons, self.by_turns = (Gated(table[name][0]) for name in ("polite", "persons", "by_turns"))
        self.half, self.bad, self.restored, self.holds = (
            AnyGated(table[name]) for name in ("half", "bad", "restored", "holds")
        )


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns(tomllib.loads((DATA / "states.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=REMEMBERED)
def read_state(text: str) -> State | None:
    """What the words tell of how it stands; None where they tell something else, or too much to be sure."""
    if len(text) > LONGEST:
        return None
    if _patterns().by_turns.search(text):
        return "half"
    found = [_of_clause(one) for one in told_clauses(text)]
    states = [one for one in found if one is not None]
    if not states:
        return None
    if "half" in states:
        return "half"
    if states[-1] == "bad" or "good" not in states:
        return "bad"
    return "half" if "bad" in states else "good"


def is_restored(text: str) -> bool:
    """来电了，谢谢: what had failed is there again, and the words say nothing against it."""
    return read_state(text) == "good" and any(_patterns().restored.search(one) for one in told_clauses(text))


def told_clauses(text: str) -> list[str]:
    """The clauses without thanks and the like."""
    clauses = (
        _TAIL.sub("", one) for one in _CLAUSE.split(text.strip()) if not _patterns().polite.pattern.fullmatch(one)
    )
    return [one for one in clauses if one]


def _of_clause(clause: str) -> State | None:
    patterns = _patterns()
    if patterns.persons.pattern.match(clause) and not clause.startswith(("我屋", "我家", "你", "我们")):
        return None  # 老师来了, 他走了 tell of a person
    if patterns.half.search(clause):
        return "half"
    if patterns.bad.search(clause):
        return "bad"
    if patterns.restored.search(clause) or patterns.holds.search(clause):
        return "good"
    solved = read_solved(clause)
    return None if solved is None else "good" if solved else "bad"
