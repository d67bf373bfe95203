"""Danger told by staff, of a caller or of what they see: what saves is said to be passed on, colleagues are alarmed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from domain.notices import Priority
from domain.people import Person, Role
from domain.work import Task, TaskKind
from handlers.desk import Desk
from handlers.helping import acknowledging, alarm_words
from handlers.turn import Turn
from handlers.wording import alarms as wording
from handlers.wording import common, emergency, owed, staff
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

KEPT: Final = "alarm"
SAME_EVENT = timedelta(minutes=10)
LONGEST_NOTE, LONGEST_LINE = 80, 200
LONGEST_REPORT = 40
_SETTLES = lazy_regex(
    r"(?:可以|已经?|都)?(?:勾|销|结|办)(?:了|掉|完)(?:吧|嘛|哈)?[。！]*$|处理(?:好|完)了[。！]*$"
    r"|^(?:已经?|都)?(?:办结|办完|办好|处理好|处理完|解决)了[，,。 ]"
)
_NUMBER = lazy_regex(r"^(?:事项|急事|第)?\s*[#＃\[]?(?P<no>\d{1,7})(?!\d|岁|个|人|点|月|日|天|组|社|村)[\]号，,：: ]*")


def danger_in(turn: Turn, *tellings: str) -> Understanding | None:
    """Danger to a person now, in any of the ways in which the words may be cut."""
    read = (turn.services.understand(words, turn.now) for words in dict.fromkeys(tellings) if words.strip())
    return next((one for one in read if one.intent == "emergency"), None)


async def sound(turn: Turn, danger: Understanding, words: str, *, is_recorded: bool) -> None:
    """A line that stays until somebody settles it, all others on duty told, and the words to pass on."""
    number, advice = emergency.first_aid(danger.hazard)
    whole = turn.services.understand(words, turn.now)
    place = danger.place or whole.place
    if not is_recorded and place is None and (task := await _running(turn)) is not None:
        await _go_on(turn, task, words)
        turn.say(wording.goes_on(advice, task.id))
        return
    base = turn.rules.base_for(place.code if place else None, turn.person.staff_bases[0]).name
    note = common.cut(words, LONGEST_NOTE) + (f"（{place.name}）" if place and place.name not in words else "")
    missing = [phone for phone in whole.phones if phone not in re.sub(r"\D", "", note)]
    note = owed.call_back(note, missing[0]) if missing else note
    detail = {"note": note, "number": number}
    task_id = await turn.uow.work.add_task(Task(base, TaskKind.EMERGENCY, turn.now, detail=detail))
    told = await _on_duty(turn, base)
    for one in told:
        await turn.notify(
            "emergency", one.id, priority=Priority.EMERGENCY, urgent=True, note=note, number=number, task=task_id
        )
    if told:
        await acknowledging.watch(Desk.of(turn), task_id)
    turn.talk.note(KEPT, task=task_id)
    turn.say(wording.sounded(advice, task_id, len(told), has_phone=bool(whole.phones)))


async def as_report(turn: Turn, understood: Understanding) -> Understanding:
    """1我联系上了，她儿子在身边, of an alarm that runs: how it goes, and no danger that is new."""
    if understood.intent != "emergency" or not turn.person.is_staff or not _reports(turn.text):
        return understood
    if understood.place is not None or understood.phones or not await _open_alarms(turn):
        return understood
    turn.understood = replace(understood, intent="other", hazard=None, urgency="normal", field=None)
    return turn.understood


def _reports(text: str) -> bool:
    if len(text) > LONGEST_REPORT:
        return False
    words = _NUMBER.sub("", text.strip())
    how = alarm_words.state(words)
    return how not in {"lifeless", ""} or acknowledging.says(words) or _SETTLES.search(words) is not None


async def goes_on(turn: Turn) -> bool:
    """人送到医院了, of an alarm that runs: news of it, and no word that its line is done with."""
    text = turn.text.strip()
    return _reports(text) and _SETTLES.search(text) is None and bool(await _open_alarms(turn))


async def hear_report(turn: Turn) -> bool:
    """消防到了，人没事，勾了: kept with the alarm, which is settled where that is said; False where none runs."""
    text = turn.text.strip()
    if not turn.person.is_staff or not _reports(text):
        return False
    found = _NUMBER.match(text)
    alarms = await _open_alarms(turn)
    meant = [one for one in alarms if found is not None and one.id == int(found["no"])] or alarms
    if len(meant) != 1:
        return False
    await _go_on(turn, meant[0], text[found.end() :] if found else text)
    if _SETTLES.search(text):
        await turn.finish(meant[0])
        turn.say(staff.task_done(meant[0].id))
    else:
        turn.say(wording.report_kept(meant[0].id))
    return True


async def keep_news(turn: Turn, *, is_over: bool) -> bool:
    """消防去了，关阀了, while one alarm runs and nothing else was talked about since: kept with it, or settled."""
    running = await _open_alarms(turn)
    age = turn.talk.focus_age()
    if len(running) != 1 or (age is not None and turn.now - age > running[0].created_at):
        return False
    await _go_on(turn, running[0], turn.text.strip())
    if is_over:
        await turn.finish(running[0])
        turn.say(staff.task_done(running[0].id))
    else:
        turn.say(wording.report_kept(running[0].id))
    return True


async def _open_alarms(turn: Turn) -> list[Task]:
    tasks = await turn.uow.work.tasks(turn.person.staff_bases, (TaskKind.EMERGENCY,), limit=5)
    return [one for one in tasks if turn.now - one.created_at <= acknowledging.RECENT]


async def _on_duty(turn: Turn, base: str) -> list[Person]:
    """The base's butlers and administrators, and those of the sender's own base, but for the sender."""
    bases = dict.fromkeys((base, *turn.person.staff_bases))
    roles = (Role.BUTLER, Role.ADMINISTRATOR)
    people = [one for name in bases for role in roles for one in await turn.uow.people.holders(role, name)]
    return list({one.id: one for one in people if one.id != turn.person.id}.values())


async def _running(turn: Turn) -> Task | None:
    """The alarm of a moment ago."""
    kept = turn.talk.recent(KEPT, SAME_EVENT)
    if kept is None:
        return None
    task = await turn.uow.work.get_task(int(kept["task"]))
    return task if task is not None and task.is_open else None


async def _go_on(turn: Turn, task: Task, words: str) -> None:
    note = common.cut(f"{task.detail['note']}；{words}", LONGEST_LINE)
    task.detail = {**task.detail, "note": note}
    await turn.uow.work.save_task(task)
    told = common.cut(words, 60)
    for one in await _on_duty(turn, task.base):
        await turn.notify(
            "task",
            one.id,
            urgent=True,
            priority=Priority.EMERGENCY,
            what=owed.EMERGENCY_GOES_ON,
            no=None,
            note=told,
            next=owed.LOOK_AT_LIST,
        )
