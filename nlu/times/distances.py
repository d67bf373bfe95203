"""Drafts that hang on now or on the time agreed before: 两天后, 未来三天, 原来那个时间, 推迟一个小时."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from nlu.times import days
from nlu.times.atoms import Atom
from nlu.times.draft import Draft, end_of, moment, of_days
from nlu.times.phrases import Phrase
from nlu.times.relative import read_amount, read_distance, shift_moment


def read_relative(phrase: Phrase, now: datetime) -> Draft | None:
    """半小时后, 两天后: counted from now."""
    distance = read_distance(phrase.day) if phrase.day is not None else None
    target = shift_moment(now, distance) if distance is not None else None
    if distance is None or target is None:
        return None
    is_past = distance.sign < 0
    if distance.is_clock:
        grain = "hour" if distance.is_whole else "minute"
        start, end = (None, target) if distance.is_limit else (target, None)
        return Draft(phrase.start, phrase.end, start, end, grain, (), "relative", None, "", True, True, is_past)
    found = days.single(target.date(), is_fixed=True)
    start, end = (None, end_of(target.date())) if distance.is_limit else (moment(target.date()), None)
    return Draft(phrase.start, phrase.end, start, end, "day", (), "relative", found, "", False, True, is_past)


def read_ahead(phrase: Phrase, atom: Atom, now: datetime) -> Draft | None:
    """未来三天: from tomorrow on; 未来两周 and 未来两个月: the next whole ones."""
    count = read_amount(atom)
    if count is None or count != int(count) or count > 60:
        return None
    unit, count = atom.piece("unit") or "", int(count)
    if unit in ("小时", "钟头"):
        end = now + timedelta(hours=count)
        return Draft(phrase.start, phrase.end, now, end, "hour", (), "ahead", days.single(now.date()), "", True)
    found = days.coming_days(now.date(), unit, count)
    return None if found is None else of_days(phrase, found, "")


def read_reference(phrase: Phrase, atom: Atom, agreed: datetime | None) -> Draft | None:
    """原来那个时间 and 推迟一个小时 need a time agreed before."""
    if agreed is None:
        return None
    start: datetime | None = agreed
    if atom.kind == "moved":
        distance = read_distance(atom)
        if distance is None:
            return None
        back = (atom.piece("way") or "").startswith(("提", "早", "往前"))
        start = shift_moment(agreed, replace(distance, sign=-1 if back else 1))
    if start is None:
        return None
    grain = "minute" if start.minute else "hour"
    return Draft(phrase.start, phrase.end, start, None, grain, (), "reference", days.single(start.date()), "", True)
