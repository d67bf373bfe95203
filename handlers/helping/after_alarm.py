"""Words that follow in a running emergency: where it is, who was called, how it goes on. They stay with the alarm."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.work import Task, TaskKind
from handlers.helping import alarm_words
from handlers.reading import questions
from handlers.turn import Turn
from handlers.wording import common, emergency, owed
from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

WHILE_RUNNING = timedelta(hours=2)
AT_ONCE = timedelta(minutes=30)  # in which all that is said is likely of the danger
LONGEST, LONGEST_NOTE = 80, 200
SURE = 0.6
MERE_PLACE = 14  # characters
SURE_FIELD = 0.35
OWN_MATTERS = frozenset("policy signup events claim decline look leave bind privacy complaint command human".split())
OF_EXPERTS = frozenset({"claim", "decline", "look", "leave"})
FIELDS_OF_DANGER = frozenset({"health", "safety"})
OF_DESPAIR = frozenset({"suicide", "attempt"})
OF_AIR = frozenset({"fumes", "drowning", "suffocation", "choking", "landslide", "shock"})  # breath is what counts
OF_PROPERTY = frozenset({"fire", "gas", "flood", "landslide", "unstable", "storm"})  # what is lost was lost to them
OF_THROAT = frozenset({"choking", "suffocation", "lift"})
NEEDS = frozenset({"demand", "policy"})
_OTHER = lazy_regex(
    r"另外|另一[件个]|还有(?:件|个|一件|一个)事|换个(?:话题|事)|顺便|对了|下个?(?:周|月)|讲座|培训|讲课|补贴|政策|预约|报名"
    r"|(?:想|能不能|可不可以|可以|帮我)(?:再)?[请找][^，。]{0,10}(?:专家|老师|人来)|(?:有没有|有|找|请|问)(?:一?[个位名])?(?:律师|法律援助)|你们[^，。]{0,6}(?:收费|要不要钱|要钱|收钱)|榜单|进度|单子|撤回|#\d"
)
_OF_DANGER = lazy_regex(
    r"人|娃|孩|爸|妈|爷|奶|婆|公|叔|姨|哥|姐|弟|妹|他|她|血|痛|昏|晕|气|喘|吐|抽|伤|喊|应|动|火|烟|水|困|垮|裂|漏|烧|药|刀|现在|还在|现场|附近|里头|下头|楼"
)
_OF_WHOM = lazy_regex(r"(?:现在|刚才|这阵|刚刚)?(?:他|她|人|娃|伤员|病人|学生|还|都|正)")
_SHUNS = lazy_regex(
    r"(?:不要|别|莫|不用|不准|懒得)(?:再|来|去|你们)*(?:找|管|理|烦|劝|打扰|联系|打给)我?|让我(?:一个人|静)|没(?:得)?意思"
)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Keep the words with the alarm and pass them on; False where none runs or where they are of something else."""
    kept = turn.talk.get("emergency")
    task = await open_task(turn, kept, WHILE_RUNNING)
    if kept is None or task is None or turn.person.is_staff or not turn.text.strip():
        return False
    shuns = kept.get("hazard") in OF_DESPAIR and _SHUNS.search(turn.text) is not None
    if understood.intent in OF_EXPERTS and not turn.person.expert_ids:
        understood = replace(understood, intent="other")  # 她娃在外地
    hides = kept.get("hazard") == "violence" and alarm_words.is_in_fear(turn.text)
    is_asked = alarm_words.asks_for_doctor(turn.text)
    if not (shuns or hides or is_asked) and (is_other_matter(understood, turn.text) or not _is_of_it(turn, kept)):
        return False
    number, advice = emergency.first_aid(kept.get("hazard"))
    if kept.get("hazard") not in OF_DESPAIR and alarm_words.is_in_despair(turn.text):
        await _pass_on(turn, task, turn.text)
        turn.talk.put("emergency", {**kept, "hazard": "suicide"})
        turn.say(emergency.say_again(emergency.first_aid("suicide")[1]))
    elif is_asked:
        told = await _pass_on(turn, task, turn.text)
        turn.say(emergency.see_doctor(is_staff_told=bool(told)))
    elif alarm_words.is_thanks(turn.text):
        turn.say(emergency.stay_with_it(number))
    elif hides:
        told = await _pass_on(turn, task, turn.text)
        turn.say(emergency.in_silence(is_staff_told=bool(told)))
    elif alarm_words.asks_when(turn.text) and alarm_words.state(turn.text) in {"", "called"}:
        told = await _pass_on(turn, task, turn.text)
        turn.say(emergency.who_comes(number, is_staff_told=bool(told)))
    elif questions.asks(turn.text) and not alarm_words.tells_how_it_goes(turn.text):
        await _pass_on(turn, task, turn.text)
        turn.say(emergency.say_again(advice))
    else:
        told = await _pass_on(turn, task, turn.text)
        turn.say(_answer(turn, turn.text, understood, kept, is_staff_told=bool(told)))
    return True


def _is_of_it(turn: Turn, kept: dict[str, Any]) -> bool:
    """At once all words are of the danger; later, or where a need was talked about, only what sounds like it."""
    if alarm_words.tells_how_it_goes(turn.text):
        return True
    if kept.get("is_eased") or turn.talk.draft is not None:
        return False
    is_at_once = turn.talk.recent("emergency", AT_ONCE) is not None
    return (is_at_once and turn.talk.focus is None) or _OF_DANGER.search(turn.text) is not None


def is_other_matter(understood: Understanding, text: str) -> bool:
    """李子叶子黄了想请人看, though the ambulance is on its way: it goes the normal way."""
    is_of_crops = _is_far(understood) and alarm_words.state(text) == "lifeless"  # 李子树打了药没反应
    if alarm_words.tells_how_it_goes(text) and not is_of_crops:
        return False
    if len(text) > LONGEST or _OTHER.search(text):
        return True
    if understood.intent in OWN_MATTERS:
        return understood.intent_confidence >= SURE
    is_where = understood.place is not None and len(text) <= MERE_PLACE
    if understood.intent != "demand" or is_where:
        return False
    if _OF_WHOM.match(text) and not (_is_far(understood) and tells_wish(text)):
        return False
    if len(text) <= MERE_PLACE and not tells_trouble(text) and not tells_wish(text):
        return False  # 在教学楼顶
    return _is_far(understood)


def _is_far(understood: Understanding) -> bool:
    """Of a crop, an animal, a device: what is no danger to a person."""
    field = understood.field
    is_far = field is not None and field.code not in FIELDS_OF_DANGER and field.confidence >= SURE_FIELD
    return is_far and bool(understood.extra.get("subjects"))


async def set_apart(turn: Turn, understood: Understanding) -> Understanding:
    """火灭了，我的李子树烧了五十棵咋个恢复: the danger's part is answered, and what is left is read by itself."""
    kept = turn.talk.get("emergency")
    if kept is None or turn.person.is_staff or understood.intent == "emergency":
        return understood
    news, rest = alarm_words.divided(turn.text)
    if not news or not rest or (task := await open_task(turn, kept, WHILE_RUNNING)) is None:
        return understood
    if kept.get("hazard") in OF_PROPERTY and alarm_words.tells_loss(rest) and not _wants_help(rest):
        return understood  # 火灭了，鸭子烧死完了
    left = turn.services.understand(rest, turn.now)
    if left.intent not in NEEDS or not is_other_matter(left, rest):
        return understood
    if not alarm_words.is_thanks(news):
        told = await _pass_on(turn, task, news)
        turn.say(_answer(turn, news, left, kept, is_staff_told=bool(told)))
    turn.incoming = replace(turn.incoming, text=rest)
    turn.understood = left
    return left


def _wants_help(text: str) -> bool:
    return tells_wish(text) or questions.asks(text)


def _answer(turn: Turn, text: str, understood: Understanding, kept: dict[str, Any], *, is_staff_told: bool) -> str:
    hazard = kept.get("hazard")
    number = emergency.first_aid(hazard)[0]
    how = alarm_words.state(text)
    if hazard in OF_THROAT and not how and alarm_words.is_out(text):
        how = "relieved"
    if how == "relieved" and hazard == "violence":
        return emergency.safe_for_now(is_staff_told=is_staff_told)
    if how == "relieved" and hazard in OF_AIR and alarm_words.is_brought_only(text):
        return emergency.brought(number, is_staff_told=is_staff_told)
    if how == "relieved" and hazard in OF_DESPAIR:
        return emergency.calmer(is_staff_told=is_staff_told)
    if how in {"relieved", "gone"}:
        turn.talk.put("emergency", {**kept, "is_eased": True})
    if how == "relieved" and alarm_words.tells_loss(text):
        return emergency.much_lost(is_staff_told=is_staff_told)
    if how:
        return emergency.answer_to(how, hazard, number, is_staff_told=is_staff_told)
    if understood.place is not None or understood.organization is not None:
        return emergency.place_kept(number, is_staff_told=is_staff_told)
    return emergency.passed_on(hazard, number, is_staff_told=is_staff_told)


async def _pass_on(turn: Turn, task: Task, words: str) -> int:
    words = words.strip("，,。；; ")
    note = common.cut(f"{task.detail['note']}；{words}", LONGEST_NOTE)
    task.detail = {**task.detail, "note": note}
    await turn.uow.work.save_task(task)
    told = emergency.to_be_called(words) if alarm_words.state(words) == "unreached" else common.cut(words, 60)
    return await turn.notify_staff(
        "task", task.base, urgent=True, what=owed.EMERGENCY_GOES_ON, note=told, next=owed.LOOK_AT_LIST
    )


async def open_task(turn: Turn, kept: dict[str, Any] | None, within: timedelta) -> Task | None:
    """The alarm of this conversation while staff have not settled it."""
    if kept is None or "task" not in kept or turn.now - datetime.fromisoformat(kept["at"]) > within:
        return None
    task = await turn.uow.work.get_task(int(kept["task"]))
    return task if task is not None and task.is_open and task.kind is TaskKind.EMERGENCY else None
