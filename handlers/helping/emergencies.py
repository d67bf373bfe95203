"""Life, limb or fire now: the right number and what to do first at once, a person told, no form to fill in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.notices import Priority
from domain.work import DueKind, Task, TaskKind
from handlers import access
from handlers.desk import Desk
from handlers.helping import acknowledging, after_alarm, alarm_words
from handlers.turn import Turn
from handlers.wording import common, emergency, owed
from nlu.labels.emergencies import read_hazard, shows_itself
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

SAME_EVENT = timedelta(hours=2)
MAY_BE_TAKEN_BACK = timedelta(minutes=30)
LONGEST_DENIAL, LONGEST_NOTE = 20, 150
UNSURE = 0.5
FOR_A_PERSON = frozenset({"suicide", "attempt", "violence"})  # a person judges whether these are over
GIVES_WAY = frozenset({"unstable", "landslide"})
_IN_THE_WAY = lazy_regex(r"(?:下[面头方]|底下|坡脚|[坎坡岩崖]下|旁边|隔壁)[^，。]{0,6}(?:住|户|人|学校|娃|房|屋)")
_WISH = lazy_regex(r"[，, ]?(?:想|要|能不能)?(?:请|找)[^，。]{0,14}(?:专家|老师|人)[^，。]{0,8}")
_DENIES = lazy_regex(
    r"不是(?:啥|什么)?(?:急事|急救|紧急|人(?!家)|说人|真的)|(?:搞|弄|听|看|理解|会)错(?:了|意思)?|误[报会]"
    r"|没(?:得|有)?(?:啥|什么)?急事|不用(?:打|叫|喊)(?:120|119|110|救护车|急救)"
)
_NO_EARNEST = lazy_regex(
    r"^(?!.*(?:没|不是|哪个|哪里|敢)(?:在|有)?(?:开|逗)).*(?:开(?:个)?玩笑|逗(?:你|您|起|到)(?:们)?(?:玩|耍|的)|(?:说起|搞起|闹起?)(?:耍|玩)|(?:随便|就是)?(?:测试|试一?[下哈试])(?:一下)?(?:系统|机器人|功能|你|看|的|哈|灵不灵|行不行|管不管用|在不在|有没有(?:用|反应)|反应快不快|们)*$)"
)


def calmed(turn: Turn, understood: Understanding) -> Understanding:
    """病人好点了，尿有了: good news is no danger unless the rest of the words tells of one."""
    if understood.intent != "emergency" or understood.hazard in FOR_A_PERSON:
        return understood
    if turn.talk.focus is None and turn.talk.get("emergency") is None:
        return understood  # the first that is heard of it
    left = alarm_words.without_good_news(turn.text)
    if left is None or (left and turn.services.understand(left, turn.now).intent == "emergency"):
        return understood
    calm = replace(understood, intent="other", intent_confidence=UNSURE, hazard=None, urgency="normal", field=None)
    turn.understood = calm
    return calm


async def joined(turn: Turn, understood: Understanding) -> Understanding:
    """底下住到三户老人, after 裂缝越来越宽: people in the way make a danger of what was taken down as a need."""
    if understood.intent == "emergency" or not _IN_THE_WAY.search(turn.text):
        return understood
    demand = await access.talked_about(turn)
    if demand is None or demand.is_ended or demand.reporter_id != turn.person.id:
        return understood
    told = f"{_WISH.sub('', demand.text)}，{turn.text}"
    hazard = read_hazard(told)
    if hazard is None or hazard.name not in GIVES_WAY:
        return understood
    turn.understood = replace(understood, text=told, intent="emergency", hazard=hazard.name, urgency="emergency")
    return turn.understood


async def help_now(turn: Turn, understood: Understanding) -> None:
    """Say what saves; tell the base's staff; keep a task that somebody has to settle."""
    # 她屋头人都在外地: no rule knows a danger of its own
    is_vague = read_hazard(understood.text) is None and not shows_itself(understood.text, understood.hazard)
    if (is_vague or alarm_words.tells_how_it_goes(turn.text)) and await after_alarm.hear(turn, understood):
        return
    number, advice = emergency.first_aid(understood.hazard)
    place = understood.place.name if understood.place else turn.person.place_name
    if await _is_told_already(turn, understood, number):
        turn.say(emergency.say_again(advice))
        return
    base = turn.rules.base_for(understood.place.code if understood.place else turn.person.place_code, turn.person.base)
    note = common.cut(understood.text, 60) + (f"（{place}）" if place else "")
    task = Task(
        base.name, TaskKind.EMERGENCY, turn.now, person_id=turn.person.id, detail={"note": note, "number": number}
    )
    task_id = await turn.uow.work.add_task(task)
    staff = [one for one in await turn.staff_of(base.name) if one.id != turn.person.id]
    for one in staff:
        await turn.notify(
            "emergency", one.id, priority=Priority.EMERGENCY, urgent=True, note=note, number=number, task=task_id
        )
    turn.talk.note("emergency", task=task_id, text=understood.text, hazard=understood.hazard)
    if staff:
        await acknowledging.watch(Desk.of(turn), task_id)
    is_unsure = understood.hazard not in FOR_A_PERSON and (turn.talk.focus is not None or turn.talk.draft is not None)
    turn.say(emergency.say(advice, bool(staff), common.contact(base), may_be_none=is_unsure))


async def _is_told_already(turn: Turn, understood: Understanding, number: str) -> bool:
    """More of one event is kept with its alarm; staff hear only what is new: where, whom to ring, another number."""
    kept = turn.talk.get("emergency")
    task = await after_alarm.open_task(turn, kept, SAME_EVENT)
    if task is None:
        return False
    note = common.cut(f"{task.detail['note']}；{understood.text}", LONGEST_NOTE)
    is_new_danger = understood.hazard != kept.get("hazard") and shows_itself(understood.text, understood.hazard)
    is_news = bool(understood.place or understood.phones) or number != task.detail.get("number") or is_new_danger
    task.detail = {**task.detail, "note": note, "number": number}
    await turn.uow.work.save_task(task)
    turn.talk.put("emergency", {**kept, "hazard": understood.hazard, "is_eased": False})
    if is_news:
        told = common.cut(understood.text, 60)
        await turn.notify_staff(
            "task", task.base, urgent=True, what=owed.EMERGENCY_GOES_ON, note=told, next=owed.LOOK_AT_LIST
        )
    return True


async def take_back(turn: Turn) -> Understanding | None:
    """不是急事，说的是打药: the alarm is called off; the answer is what was said, read calmly."""
    kept = turn.talk.get("emergency")
    is_denied = _DENIES.search(turn.text) is not None and not alarm_words.was_seen_wrong(turn.text)
    if kept is None or not is_denied or not await _call_off(turn, kept):
        return None
    first = turn.services.understand(kept["text"], turn.now)
    field = turn.services.read_field(kept["text"])
    summary = first.summary or common.cut(kept["text"], 30)
    return replace(
        first, intent="demand", kind="technical", urgency="normal", hazard=None, field=field, summary=summary
    )


async def was_no_earnest(turn: Turn) -> bool:
    """开玩笑的, 看错了，是豆浆: the alarm is called off, and nothing stands behind it."""
    kept = turn.talk.get("emergency")
    is_nothing = _NO_EARNEST.search(turn.text) is not None or alarm_words.was_seen_wrong(turn.text)
    return kept is not None and is_nothing and await _call_off(turn, kept)


async def _call_off(turn: Turn, kept: dict[str, Any]) -> bool:
    if len(turn.text) > LONGEST_DENIAL or kept.get("hazard") in FOR_A_PERSON:
        return False
    task = await after_alarm.open_task(turn, kept, MAY_BE_TAKEN_BACK)
    if task is None:
        return False
    task.detail = {**task.detail, "result": turn.text}
    await turn.finish(task)
    await turn.uow.work.unschedule(f"task:{task.id}", [DueKind.UNSEEN_EMERGENCY])
    note = common.cut(str(task.detail["note"]), 40)
    told = await turn.notify_staff("task", task.base, what=owed.NO_EMERGENCY, note=note, next=owed.NOBODY_NEED_RING)
    turn.talk.put("emergency", None)
    turn.say(emergency.taken_back(is_staff_told=bool(told)))
    return True
