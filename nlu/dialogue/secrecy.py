"""Reads who may see a need: only the butlers, only fitting experts, and who by name shall not."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from nlu.labels.fields import DATA
from nlu.text.guarded import Gated, Possible, split
from nlu.text.patterns import lazy_regex

REMEMBERED = 64
_MEMBERS = lazy_regex(r"的(?:专家|老师|人|人员)们?$")
_THEIR_EXPERTS = lazy_regex(r"[\u4e00-\u9fff]{2}的(?:专家|老师)")  # a butler picks who is none of theirs
_ASKED = lazy_regex(r"[吗么?？]\s*$|不(?:能|可以|想|要|准|得)?(?:公开|公布)|可不可以|能不能|要不要|(?:如果|要是|万一)")
_CLAUSE = lazy_regex(r"[^，,。；;！!？?\n\s]+[？?]?")


@dataclass(frozen=True, slots=True)
class Secrecy:
    """`range` is "butler" or "matched"; `excluded` names who shall not see it; `clauses` are the words of the wish."""

    range: str
    excluded: tuple[str, ...]
    clauses: tuple[str, ...]


class _Patterns:
    """The table's patterns, each list as one; the groups of `excluded` are kept apart."""

    def __init__(self, table: dict[str, list[str] | str]) -> None:
        self.butler, self.matched, self.open = (Gated("|".join(table[name])) for name in ("butler", "matched", "open"))
        self.excluded = [re.compile(one) for one in table["excluded"]]
        opening = [*table["butler"], *table["matched"], *table["excluded"][:-1]]  # the last of `excluded` goes on only
        self._possible = Possible(part for one in opening for part in split(one))
        self.knows, self.people, self.me, self.never = (
            re.compile(str(table[name])) for name in ("knows", "people", "me", "never")
        )

    def are_possible(self, text: str) -> bool:
        """Whether any clause of the text could begin a wish: one message in twenty-five."""
        return bool(self._possible.numbers(text))


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns(tomllib.loads((DATA / "secrecy.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=REMEMBERED)
def read_secrecy(text: str) -> Secrecy | None:
    """What the words wish; None where they wish nothing of the sort."""
    patterns = _patterns()
    if not patterns.are_possible(text):
        return None
    for_butler = False
    excluded: list[str] = []
    clauses: list[str] = []
    for found in _CLAUSE.finditer(text):
        clause = found[0]
        if patterns.never.search(clause) or clause.endswith(("?", "？")):
            continue
        who = _who(clause, goes_on=bool(clauses))
        names_experts = who is not None and _THEIR_EXPERTS.search(clause) is not None
        is_for_butler = names_experts or patterns.butler.search(clause) is not None
        if is_for_butler or who is not None or patterns.matched.search(clause) is not None:
            clauses.append(clause)
            for_butler = for_butler or is_for_butler
            excluded += [who] if who is not None else []
    if not clauses:
        return None
    return Secrecy("butler" if for_butler else "matched", tuple(excluded), tuple(clauses))


@lru_cache(maxsize=REMEMBERED)
def opens_again(text: str) -> bool:
    """那就公开嘛, 不用保密了: what was kept back may be seen; 可以公开吗 and 别公开 allow nothing."""
    patterns = _patterns()
    if patterns.open.search(text) is None or read_secrecy(text) is not None:
        return False
    return not _ASKED.search(text) and not patterns.never.search(text)


def excluded_of(text: str) -> tuple[str, ...]:
    """Whom the words keep it from."""
    found = read_secrecy(text)
    return found.excluded if found else ()


def without_secrecy(text: str) -> str:
    """The text without the clauses that only wish for secrecy."""
    if (found := read_secrecy(text)) is None:
        return text
    for clause in found.clauses:
        text = text.replace(clause, " ")
    return text


def _who(clause: str, *, goes_on: bool) -> str | None:
    """星源电子 of 别发给星源电子的人, 同行 of 莫让同行晓得; None where nobody is kept away."""
    patterns = _patterns()
    for index, pattern in enumerate(patterns.excluded):
        found = pattern.search(clause)
        is_last = index == len(patterns.excluded) - 1
        if found is None or (is_last and not goes_on):
            continue
        who = _MEMBERS.sub("", found["who"]) or found["who"]
        if patterns.me.match(who):
            continue
        is_person = clause.startswith("的人", found.end("who")) or patterns.people.search(who)
        if is_last or is_person or "告诉" in clause or patterns.knows.search(clause):
            return who
    return None
