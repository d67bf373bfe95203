"""Words that follow in a running emergency: where it is, who was called, how it goes on. They stay with the alarm."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from domain.work import Task, TaskKind
from handlers.reading import questions
from handlers.turn import Turn
from handlers.wording import common, emergency, owed
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

WHILE_RUNNING = timedelta(hours=2)
AT_ONCE = timedelta(minutes=30)  # in which all that is said is likely of the danger
LONGEST, LONGEST_NOTE = 80, 200
SURE = 0.6
MERE_PLACE = 14  # characters
SURE_FIELD = 0.35
OWN_MATTERS = frozenset("policy signup events claim decline look leave bind privacy complaint command human".split())
FIELDS_OF_DANGER = frozenset({"health", "safety"})
_RELIEF = lazy_regex(
    r"没(?:得|有)?(?:啥子?|什么)?(?:大)?(?:事|危险|大碍)(?:了|哈|$|，|。| )|醒(?:过来|转来)?(?:了|咯)|(?:稳定|平稳)了?"
    r"|脱离(?:了)?危险|虚惊"
    r"|(?:救|捞|抬|背|拉|刨|扯|取|弄|逃|跑|爬)(?:活|上|下|出|起|回)?(?:来|过来)了|(?:火|明火)[^，。]{0,4}(?:灭|扑灭|熄)|灭了"
    r"|(?:人|娃|他|她)?找(?:到|回来)了|缓过来|好(?:多|些|点|转)了?|止住了|(?:已经|都)(?:好|安全)了"
    r"|(?:人|都|大家|已经)[^，。]{0,4}(?:安全|平安|撤(?:离|出|完))"
)
_NOT_RELIEVED = lazy_regex(
    r"(?:没|不|还没|没得|未|莫)[^，。]{0,3}(?:醒|稳定|灭|止|找到|好转|缓过|脱离|救[上出]|捞|撤)|(?:要|等)[^，。]{0,4}才"
)
_CALLED = lazy_regex(
    r"(?:打|拨|喊|叫|报|call)(?:了|过|完|通)?(?:了)?[^，。]{0,4}(?:120|119|110|12356|急救|救护|消防|警|电话)|(?:120|119|110|12356|救护车|急救|消防|警察|派出所|医生|村医)"
    r"[^，。]{0,6}(?:打|拨|叫|喊|报|来|到|在|说|走|拉|接)|报(?:了)?警了?"
)
_UNDER_CARE = lazy_regex(
    r"(?:救护车|120|119|消防|警察|医生|派出所)[^，。]{0,4}(?:来了|到了|来咯|接走|拉走|在处理|在抢救)|(?:送|拉|抬|转|到|进|在)[^，。]{0,8}(?:医院|急诊|卫生院|抢救|ICU|手术|病房)|住院"
)
_OTHER = lazy_regex(
    r"另外|另一[件个]|还有(?:件|个|一件|一个)事|换个(?:话题|事)|顺便|对了|下个?(?:周|月)|讲座|培训|讲课|补贴|政策|预约|报名|想请[^，。]{0,10}(?:专家|老师)|榜单|进度|单子|撤回|#\d"
)
_OF_DANGER = lazy_regex(
    r"人|娃|孩|爸|妈|爷|奶|婆|公|叔|姨|哥|姐|弟|妹|他|她|血|痛|昏|晕|气|喘|吐|抽|伤|喊|应|动|火|烟|水|困|垮|裂|漏|烧|药|刀|现在|还在|现场|附近|里头|下头|楼"
)
_OF_WHOM = lazy_regex(r"(?:现在|刚才|这阵|刚刚)?(?:他|她|人|娃|伤员|病人|学生|还|都|正)")
_THANKS = lazy_regex(
    r"^(?:好的?|嗯+|哦+|行|要得|晓得了|知道了|收到|谢谢?您?你?们?|多谢|感谢|辛苦了?|麻烦了?|[，。！!~ 哈了咯嘛])+$"
)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Keep the words with the alarm and pass them on; False where none runs or where they are of something else."""
    kept = turn.talk.get("emergency")
    task = await open_task(turn, kept, WHILE_RUNNING)
    if kept is None or task is None or turn.person.is_staff or not turn.text.strip():
        return False
    if is_other_matter(understood, turn.text) or not _is_of_it(turn, kept):
        return False
    number, advice = emergency.first_aid(kept.get("hazard"))
    if _THANKS.match(turn.text.strip()):
        turn.say(emergency.stay_with_it(number))
    elif questions.asks(turn.text) and not tells_how_it_goes(turn.text):
        await _pass_on(turn, task)
        turn.say(emergency.say_again(advice))
    else:
        told = await _pass_on(turn, task)
        turn.say(_answer(turn, understood, kept, number, is_staff_told=bool(told)))
    return True


def _is_of_it(turn: Turn, kept: dict[str, Any]) -> bool:
    """At once all words are of the danger; later, or where a need was talked about, only what sounds like it."""
    if tells_how_it_goes(turn.text):
        return True
    if kept.get("is_eased") or turn.talk.draft is not None:
        return False
    is_at_once = turn.now - datetime.fromisoformat(kept["at"]) <= AT_ONCE
    return (is_at_once and turn.talk.focus is None) or _OF_DANGER.search(turn.text) is not None


def is_other_matter(understood: Understanding, text: str) -> bool:
    """李子叶子黄了想请人看, though the ambulance is on its way: it goes the normal way."""
    if tells_how_it_goes(text):
        return False
    if len(text) > LONGEST or _OTHER.search(text):
        return True
    if understood.intent in OWN_MATTERS:
        return understood.intent_confidence >= SURE
    is_where = understood.place is not None and len(text) <= MERE_PLACE
    if understood.intent != "demand" or is_where or _OF_WHOM.match(text):
        return False
    field = understood.field
    is_far = field is not None and field.code not in FIELDS_OF_DANGER and field.confidence >= SURE_FIELD
    return is_far and bool(understood.extra.get("subjects"))


def tells_how_it_goes(text: str) -> bool:
    """已经打了 119, 送医院了, 醒了."""
    return any(signs.search(text) for signs in (_RELIEF, _CALLED, _UNDER_CARE))


def _answer(turn: Turn, understood: Understanding, kept: dict[str, Any], number: str, *, is_staff_told: bool) -> str:
    hazard = kept.get("hazard")
    if _RELIEF.search(turn.text) and not _NOT_RELIEVED.search(turn.text):
        turn.talk.put("emergency", {**kept, "is_eased": True})
        return emergency.relieved(number, is_staff_told=is_staff_told)
    if _UNDER_CARE.search(turn.text):
        return emergency.under_care(is_staff_told=is_staff_told)
    if _CALLED.search(turn.text):
        return emergency.called(hazard, is_staff_told=is_staff_told)
    if understood.place is not None or understood.organization is not None:
        return emergency.place_kept(number, is_staff_told=is_staff_told)
    return emergency.passed_on(hazard, number, is_staff_told=is_staff_told)


async def _pass_on(turn: Turn, task: Task) -> int:
    note = common.cut(f"{task.detail['note']}；{turn.text}", LONGEST_NOTE)
    task.detail = {**task.detail, "note": note}
    await turn.uow.work.save_task(task)
    told = common.cut(turn.text, 60)
    return await turn.notify_staff(
        "task", task.base, urgent=True, what=owed.EMERGENCY_GOES_ON, note=told, next=owed.LOOK_AT_LIST
    )


async def open_task(turn: Turn, kept: dict[str, Any] | None, within: timedelta) -> Task | None:
    """The alarm of this conversation while staff have not settled it."""
    if kept is None or "task" not in kept or turn.now - datetime.fromisoformat(kept["at"]) > within:
        return None
    task = await turn.uow.work.get_task(int(kept["task"]))
    return task if task is not None and task.is_open and task.kind is TaskKind.EMERGENCY else None
