"""代录 and 听: a demand told on the phone or in a voice message is written down for who told it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from domain.drafts import CRITICAL, Draft
from domain.errors import DomainError
from domain.work import Task, TaskKind
from handlers import access
from handlers.conversation import vagueness
from handlers.needs import drafting, intake
from handlers.offering import publishing
from handlers.reading import questions
from handlers.reading.troubles import TROUBLE
from handlers.staff import alarms
from handlers.turn import Arguments, Turn
from handlers.wording import alarms as danger_wording
from handlers.wording import by_act, common, emergency, staff
from nlu.dialogue.answers import read_answer
from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.entities import read_caller, without_call
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

QUESTION = "record"
LONGEST_HEAD = 8  # characters
LONGEST_HEARD, LONGEST_MORE = 160, 30
_AROUND = lazy_regex(
    r"^[^，,。]{0,12}?(?:镇|乡|街道|[县区村])(?![长委])[，,\s]*|[，,\s]*(?:联系)?(?:电话|手机|号码)?[是:：]?\s*\d{7,}"
)
_IS_FORM = lazy_regex(r"^[\s“\"'【]*代(?:录|登记|为登记|报)")
_CALL_ALONE = lazy_regex(
    r"^(?:我|刚刚?|才将?|刚才|又|上午|下午|今天|记(?:录)?一?[下哈]*|帮[他她]也?(?:报|登记?)(?:一?[个下])?|还有一?个|，)*"
    r"(?:接(?:到|了)?|来|有人打)(?:了|个|一个|到)*电话(?:来|过来|的)?[，,：:\s]*"
    r"|^(?:请|麻烦)?(?:帮|给|替)(?:[他她]|别人|人家)也?(?:报|登记?|录)(?:一?[个下])?[，,：:\s]*|[，,]?帮[他她]也?(?:报|登)一?个"
)
_ONLY_WHO = lazy_regex(
    r"(?:姓|叫)[\u4e00-\u9fff]{1,3}(?:的)?[，,]?(?:.{0,8}的)?$|^(?:[他她]|号码|电话)[^，,]{0,20}$|(?:种|养|喂).{1,6}的$"
)
_BETWEEN_CALLERS = lazy_regex(r"[；;\n]+")
_ONCE = lazy_regex(r"^(?:一?[下哈]|一?[个件条])(?=[，,：:\s])[，,：:\s]*")
_ANYBODY = "(?:老乡|农户|村民|群众|养殖户|种植户|客户|业主|老板)(?=[说讲反问来，,])"
_NOT_NOW = lazy_regex(r"(?:先|暂时)?不(?:用|要)?(?:录|登记|记)(?:了|它)?[吧。]*")
_FOR_THEM = lazy_regex(
    r"(?:是|对|嗯)?的?[，,\s]*(?:就是)?(?:我)?(?:帮|替|给|代)(?:[她他]|人家|老乡|别个|别人|农户|[\u4e00-\u9fff]{0,2}(?:大[爷姐哥娘嫂叔]|婆婆"
    r"|嬢嬢|老板)).{0,4}(?:登记|录|报|问|说|办)?(?:的|了|嘛|吧)*[。！]*"
)
_OF_ANOTHER_DEED = lazy_regex(r"发|通知|派|加进|入库|停|取消")  # 对的，发
_OWN = lazy_regex(r"(?:这?是)?(?:我(?:自己)?的|我自己|自己的?|本人)(?:事|需求)?[。！!]?")


async def record_for(turn: Turn, args: Arguments) -> None:
    """代录 …: a phoned-in demand, recorded for somebody else; alone, it asks for the words."""
    if not args.rest:
        turn.talk.ask(QUESTION)
        turn.say(staff.record_what())
        return
    heard = _ONCE.sub("", args.rest)
    if len(each := _callers_apart(heard)) > 1 and alarms.danger_in(turn, *each) is None:
        for one in each:
            await record_for(turn, replace(args, rest=one))
        return
    words = without_call(heard)
    caller = read_caller(words)
    told = _without_name(words, caller)
    if (danger := alarms.danger_in(turn, heard, words, told, _bare(told), _said(told))) is not None:
        await alarms.sound(turn, danger, heard, is_recorded=args.is_confirmed or _IS_FORM.match(turn.text) is not None)
        return
    understood = vagueness.as_need(turn.services.understand(told, turn.now), turn.services.read_field)
    draft = drafting.start(understood, turn.person)
    if not draft.summary or (draft.is_thin and not draft.tags and not tells_trouble(told) and not TROUBLE.search(told)):
        raise DomainError("record_needs_more", example="代录 奉节白帝镇王大爷，脆李裂果，想请专家看看")
    _as_recorded(draft, understood, caller)
    demand, published = await intake.register(turn, draft, recorded_for=draft.on_behalf or "来电人")
    turn.talk.set_focus(demand.no)
    if demand.hazard in publishing.EPIDEMICS:
        turn.say(danger_wording.epidemic(demand.no, common.cut(demand.summary, 20)))
    elif demand.hazard == CRITICAL:
        turn.say(danger_wording.critical(demand.no, common.cut(demand.summary, 20), published.pushed))
    else:
        turn.say(staff.recorded(demand, turn.services.field_names, draft.on_behalf or "来电人", published.pushed))


def _bare(told: str) -> str:
    """着火了, without the town and the number to ring: so few words are read best by themselves."""
    return _AROUND.sub("", told).strip("，, ")


def _said(told: str) -> str:
    """有娃儿落水 of 村支书，有娃儿落水: what was told, without who told it."""
    head, _, rest = told.partition("，")
    return rest if len(head) <= LONGEST_HEAD else ""


def _callers_apart(words: str) -> list[str]:
    """奉节王大爷，脆李裂果；云阳周大姐，辣椒死苗: each caller with a need of his own, else all of it as one."""
    each = [part.strip() for part in _BETWEEN_CALLERS.split(words) if part.strip()]
    named = [read_caller(without_call(part)) for part in each]
    return each if len(each) > 1 and None not in named and len(set(named)) == len(named) else [words]


def _without_name(words: str, caller: str | None) -> str:
    """彭水的冉大姐，红薯烂了 is understood, and looked for, as 彭水，红薯烂了."""
    if caller is None:
        return words
    told = re.sub(rf"[\s，,]*的?{re.escape(caller)}(?:(?:家里|屋头|家)的?)?[\s，,]*", "，", words)
    return told.strip("，, ") or words


def _as_recorded(draft: Draft, understood: Understanding, caller: str | None) -> None:
    """The caller is the beneficiary; the butler's own trade and place say nothing about the caller."""
    draft.role, draft.organization = understood.role, understood.organization
    if draft.is_place_assumed:
        draft.place_code = draft.place_name = draft.town = None
        draft.is_place_assumed = False
    name = understood.names[0] if understood.names else caller
    draft.on_behalf = name or understood.on_behalf or "来电人"
    told = re.sub(rf"^(?:[^，,]{{0,12}}的)?(?:{re.escape(draft.on_behalf)}|{_ANYBODY})[，,：:]*", "", draft.summary)
    draft.summary = told if len(told) > 1 else draft.summary


async def begin(turn: Turn, words: str) -> None:
    """刚接了个电话，垫江的: written down at once where it is a need, else its pieces are waited for."""
    if _tells_need(turn, words):
        await record_for(turn, Arguments(rest=words, name="代录"))
        return
    heard = _CALL_ALONE.sub("", words).strip(" ，,。：:")
    turn.talk.ask(QUESTION, heard=heard)
    turn.say(by_act.call_begun(heard) if heard else staff.record_what())


def _tells_need(turn: Turn, words: str) -> bool:
    """Somebody's trouble or wish, and not only who rang and from where."""
    told = _CALL_ALONE.sub("", words)
    if tells_trouble(told) or tells_wish(told) or TROUBLE.search(told) is not None:
        return True
    understood = turn.services.understand(told, turn.now)
    return understood.intent in {"demand", "policy", "emergency"} and _ONLY_WHO.search(told) is None


async def answer(turn: Turn) -> bool:
    """The words after a lone 代录, or 是 and 我自己的 where it was asked for whom a need is."""
    question = turn.talk.asked()
    if not question or question["name"] != QUESTION or not turn.person.is_staff:
        return False
    text, kind = question.get("text"), read_answer(turn.text).kind
    turn.talk.settle()
    if (kind in {"no", "cancel"} or _NOT_NOW.fullmatch(turn.text.strip())) and not _OWN.fullmatch(turn.text.strip()):
        turn.say(staff.not_recorded())
    elif text is None:
        await _take_piece(turn, str(question.get("heard", "")))
    elif text is not None and _is_more(turn, kind):
        await record_for(turn, Arguments(rest=f"{text}，{turn.text}", is_confirmed=True, name="代录"))
    elif (kind == "yes" and not _OF_ANOTHER_DEED.search(turn.text)) or _FOR_THEM.fullmatch(turn.text.strip()):
        await record_for(turn, Arguments(rest=text, is_confirmed=True, name="代录"))
    elif _OWN.fullmatch(turn.text.strip()):
        turn.talk.put("force_new", True)
        await intake.take(turn, turn.services.understand(text, turn.now))
    else:
        return False
    return True


async def _take_piece(turn: Turn, heard: str) -> None:
    """云阳凤鸣的 … 姓张的婆婆 … 羊子嘴巴起泡: what a call told, one piece after the other, until it makes a need."""
    whole = f"{heard}，{turn.text.strip()}" if heard else turn.text.strip()
    if not _tells_need(turn, whole) and len(whole) <= LONGEST_HEARD:
        turn.talk.ask(QUESTION, heard=whole)
        turn.say(staff.record_goes_on(common.cut(whole, 30)))
        return
    try:
        await record_for(turn, Arguments(rest=whole, is_confirmed=True, name="代录"))
    except DomainError as refusal:
        if refusal.code != "record_needs_more" or len(whole) > LONGEST_HEARD:
            raise
        turn.talk.ask(QUESTION, heard=whole)
        turn.say(staff.record_goes_on(common.cut(whole, 30)))


def _is_more(turn: Turn, kind: str) -> bool:
    """电话139…, 城口的一个大姐, after it was asked for whom a need is: it is the caller's."""
    understood = turn.understood
    if understood is None or kind != "other" or questions.asks(turn.text) or _OWN.search(turn.text):
        return False
    is_of_caller = bool(understood.phones) or read_caller(turn.text) is not None
    return is_of_caller and len(turn.text) <= LONGEST_MORE and not tells_trouble(turn.text)


async def ask_for_whom(turn: Turn, understood: Understanding) -> bool:
    """A need told by staff may be a caller's or their own: asked once; True where it was."""
    if understood.intent != "demand" or turn.talk.draft is not None or not understood.summary:
        return False
    turn.talk.ask(QUESTION, text=turn.text)
    turn.say(staff.for_whom(common.cut(understood.summary, 20)))
    return True


async def hear(turn: Turn, args: Arguments) -> None:
    """听 7 说了什么: the words of a voice message become the demand of the person who spoke."""
    if args.number is None:
        raise DomainError("number_needed", example="听 7 奉节白帝镇，脆李裂果")
    task = await turn.uow.work.get_task(args.number or 0)
    if task is None or not task.is_open or task.kind is not TaskKind.LISTEN or not access.may_steer(turn, task.base):
        raise DomainError("task_unknown", no=args.number or "")
    if not args.rest:
        raise DomainError("text_needed", example=f"听 {task.id} 奉节白帝镇，脆李裂果")
    speaker = await turn.uow.people.get(task.person_id or 0)
    item = await turn.uow.records.get_media(int(task.detail.get("media_id", 0)))
    if item is not None:
        item.transcript = args.rest
        await turn.uow.records.save_media(item)
    if speaker is None:
        raise DomainError("task_unknown", no=task.id)
    if (danger := alarms.danger_in(turn, args.rest)) is not None:
        await turn.notify("text", speaker.id, urgent=True, text=emergency.first_aid(danger.hazard)[1])
        await turn.finish(task)
        await alarms.sound(turn, danger, args.rest, is_recorded=True)
        return
    no = await _demand_of_voice(turn, task, speaker, args.rest, item.id if item else None)
    await turn.finish(task)
    turn.say(staff.heard(no))


async def _demand_of_voice(turn: Turn, task: Task, speaker: Any, words: str, media_id: int | None) -> int:
    understood = turn.services.understand(words, turn.now)
    item = await turn.uow.records.get_media(media_id) if media_id else None
    number = task.demand_no or (item.demand_no if item else None)
    if number and (demand := await turn.uow.demands.lock(number)) and not demand.is_ended:
        demand.text = f"{demand.text}\n{words}"
        await turn.uow.demands.save(demand)
        await publishing.note(turn, demand, "added", note=common.cut(words, 60))
        return demand.no
    draft = drafting.start(understood, speaker)
    draft.media_ids = [media_id] if media_id else []
    butler, turn.person = turn.person, speaker
    try:
        demand, _ = await intake.register(turn, draft, recorded_for="语音")
    finally:
        turn.person = butler
    await turn.notify(
        "recorded_asker",
        speaker.id,
        demand_no=demand.no,
        no=demand.no,
        summary=demand.summary,
        place=common.place_of(demand) or "地点待补",
    )
    return demand.no
