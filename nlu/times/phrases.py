"""Pieces that stand together become one phrase: day, part of the day and clock in their usual order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nlu.text.patterns import lazy_regex
from nlu.times.atoms import Atom
from nlu.times.clock import CLOCK_KINDS

DATE_KINDS = frozenset(("iso", "compact", "date", "slash", "dotted", "month_day", "lunar_day"))
DAY_KINDS = DATE_KINDS | frozenset(
    (
        "weekend weekday week pair festival term new_year ahead third day day_short that_day bare_day bare_month "
        "bare_weekday workday relative coming"
    ).split()
)
GAP = lazy_regex(r"[\s,，的()（）那个]{0,4}|过后?")


@dataclass(slots=True)
class Phrase:
    """The slots of one time phrase, and where it stands in the message."""

    start: int
    end: int
    day: Atom | None = None
    container: Atom | None = None  # the 下周 of 下周的周三
    check: Atom | None = None  # the 周三 of 11月25日周三
    offset: Atom | None = None
    during: Atom | None = None
    echo: Atom | None = None  # the 那天 of 立冬那天
    whole_day: Atom | None = None
    part: Atom | None = None
    clock: Atom | None = None
    reference: Atom | None = None  # 原来那个时间, 推迟一个小时

    def take(self, atom: Atom) -> bool:
        """Put the atom into its slot; False where it does not fit any more."""
        slot = self._slot_for(atom)
        if slot is None:
            return False
        if slot == "inner":
            self.container, self.day = self.day, atom
        else:
            setattr(self, slot, atom)
        self.end = atom.end
        return True

    def _slot_for(self, atom: Atom) -> str | None:
        if atom.kind in DAY_KINDS:
            return self._slot_for_day(atom)
        if self.clock is not None or self.reference is not None:
            return None
        if atom.kind in ("original", "moved"):
            return "reference" if self._is_empty() else None
        if atom.kind in CLOCK_KINDS:
            return "clock"
        if self.part is not None:
            return None
        if atom.kind in ("offset", "during"):
            return atom.kind if self.day is not None and self.offset is None and self.during is None else None
        return {"part": "part", "whole_day": "whole_day"}.get(atom.kind)

    def _slot_for_day(self, atom: Atom) -> str | None:
        if self._is_empty():
            return "day"
        if self.day is None or self.part is not None or self.clock is not None or self.check is not None:
            return None
        if atom.kind == "that_day":
            return "offset" if atom.piece("name") in ("次日", "第二天") else "echo"
        if atom.kind == "weekday" and atom.piece("step") is None:
            if self.day.kind in ("week", "relative", "coming"):
                return "inner"
            return "check" if self.day.kind in DATE_KINDS | {"day"} else None
        if self.day.kind in ("week", "date", "festival") and atom.kind == "workday":
            return "inner"
        return "inner" if self.day.kind == "date" and atom.kind == "month_day" and not self.day.piece("day") else None

    def _is_empty(self) -> bool:
        slots = (self.day, self.part, self.clock, self.reference, self.whole_day)
        return all(slot is None for slot in slots)


def group(text: str, atoms: Iterable[Atom]) -> list[Phrase]:
    """Phrases from left to right."""
    phrases: list[Phrase] = []
    for atom in atoms:
        if phrases and GAP.fullmatch(text, phrases[-1].end, atom.start) and phrases[-1].take(atom):
            continue
        phrase = Phrase(atom.start, atom.start)
        if phrase.take(atom):
            phrases.append(phrase)
    return phrases
