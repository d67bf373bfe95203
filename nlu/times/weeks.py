"""Weekdays, weeks and working days: 下周三, 周末, 下个工作日; the next one where no week is named."""

from __future__ import annotations

from datetime import timedelta

from nlu.times.atoms import Atom
from nlu.times.days import WEEKDAYS, Days, Setting, count_step, monday, single, week_of
from nlu.times.workdays import add_workdays, is_workday


def read_weekday(atom: Atom, setting: Setting) -> Days | None:
    """下周三, 这周五, 周日; without a step the next one, counted on from the phrase before (下周三到周五)."""
    index = WEEKDAYS[atom.piece("day") or "一"]
    step = count_step(atom.piece("step"))
    if step is not None:
        day = monday(setting.today) + timedelta(days=7 * step + index)
        return single(day, is_fixed=True)
    return follow_weekday(index, setting)


def follow_weekday(index: int, setting: Setting) -> Days | None:
    """The weekday after the phrase read before, else after today; today's own name means next week, and is noted."""
    if setting.latest is not None and setting.latest_kind in ("weekday", "bare_weekday", "week", "weekend"):
        base = setting.latest.first
        return single(base + timedelta(days=(index - base.weekday()) % 7), is_fixed=setting.latest.is_fixed)
    ahead = (index - setting.today.weekday()) % 7
    return single(setting.today + timedelta(days=ahead or 7), notes=() if ahead else ("ambiguous_day",))


def read_bare_weekday(atom: Atom, setting: Setting) -> Days | None:
    """三到五, behind a weekday: 周 is not said again."""
    return follow_weekday(WEEKDAYS[atom.piece("day") or "一"], setting)


def read_week(atom: Atom, setting: Setting) -> Days | None:
    """下周, 这周: Monday to Sunday."""
    return week_of(setting.today + timedelta(days=7 * (count_step(atom.piece("step")) or 0)))


def read_weekend(atom: Atom, setting: Setting) -> Days | None:
    """周末, 下周末: Saturday and Sunday."""
    saturday = monday(setting.today) + timedelta(days=7 * (count_step(atom.piece("step")) or 0) + 5)
    return Days(saturday, saturday + timedelta(days=1), is_span=True, is_fixed=bool(atom.piece("step")))


def read_workday(atom: Atom, setting: Setting) -> Days | None:
    """下个工作日; 第一个工作日 of the week named before."""
    if setting.latest is not None and setting.latest.is_span:
        first = setting.latest.first
        return single(first if is_workday(first) else add_workdays(first, 1))
    return single(add_workdays(setting.today, 1), is_fixed=True)
