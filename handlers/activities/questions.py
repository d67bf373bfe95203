"""Questions about a briefing one goes to or was told of: answered from it, or put to whoever holds it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from domain.activities import Activity, ActivityStatus
from domain.errors import DomainError
from domain.work import PromptKind, Task, TaskKind
from handlers import access
from handlers.activities import choice, listing
from handlers.talk import Key
from handlers.turn import Turn
from handlers.wording import activities as wording
from handlers.wording import common, owed
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

AFTERWARDS = timedelta(days=2)
LONGEST, SURE = 30, 0.9
_NEAR: tuple[Key, ...] = ("at_event", "listed", "left_event")
OF_ACTIVITIES = frozenset({"events", "signup", "checkin"})
ABOUT = lazy_regex(
    r"宣讲|培训|讲座|活动|课|(?<![机不])会(?![不儿诊])|班(?!级|子)|报(?:个|一个)?名|名额|候补|场|签到|签个到|参加|学习|安排|座谈|观摩|来听|去听|听讲|算我|加我|到了|到齐|开讲"
)
_WHEN_OR_WHERE = lazy_regex(
    r"在哪|哪里(?!买)|哪儿|哪个地方|地址|地点|位置|几点(?!散|结束|完)|几时|哪天|哪一?日|几号|什么时候(?!结束|散)|啥时候|好久(?:开|讲|去|到)|还[开办搞]不?[开办搞]?|[又咋].{0,3}改|改期|改时间|延期|(?:会不会|是不是).{0,3}(?:改|取消|推|延)|如期|照常|照旧"
)
_TWICE = lazy_regex(r"([包管要收带能发给补开签算让准])不\1")
_WHAT = lazy_regex(
    r"(?:讲|说|教|学|培训)(?:的|些|哪些|的是)*(?:啥子?|什么|哪样|哪些)|(?:啥子?|什么)(?:内容|主题|题目)|内容(?:是|有)?(?:啥|什么|哪些)"
)
_OF_HOLDER = lazy_regex(
    r"管饭|[管包](?:不[管包])?(?:吃|住|饭)|包饭|吃饭|饭[不没吗]|伙食|中饭|午饭|晌午|住宿|[包管]住|停车|车位|车接|接送|包车|坐(?:几路|什么|啥子?)车|几路车|路费|车费|报销|补助|误工"
    r"|带不带|带(?:点)?(?:啥|什么|哪些|哪样|身份证|本子|笔|电脑)|(?:要|需)(?:带|准备)|带(?:娃|孩子|小孩|家属|老婆|老公|婆娘|别个|朋友|徒弟)|(?:哪个|谁|哪位)(?:老师|专家)?(?:来)?(?:讲|上课|主讲)"
    r"|(?:老师|专家|主讲)(?:是|姓)?(?:哪个|谁|哪里的|啥)|资料|课件|讲义|书|线上|直播|网上|视频|录像|录音|回放|几点(?:散|结束|完)|好久(?:散|结束|完)|什么时候(?:结束|散)"
    r"|多长时间|(?:讲|听|学|开|要)(?:多久|好久(?=[了哦嘛?？]*$)|几个?(?:小时|钟头|天))|迟到|晚点?到|早走|中途|会议(?:号|码|室号|密码|链接)|链接|二维码|腾讯会议|怎么进(?:会|去)|入会|证书|结业|发证|学分|发东西|发(?:种子|苗|肥|药)|厕所|轮椅|电梯|穿(?:啥|什么)|下雨|下雪"
)
_PAPERS = lazy_regex(r"资料|课件|讲义|PPT|ppt|视频|录像|录音|回放|照片")
_WANTS = lazy_regex(r"发|给|要|拷|传|看|有")
_NOUN = lazy_regex(r"宣讲|培训|讲座|讲课|活动|课(?![题本文时])|[那这]一?场")
_FEE = lazy_regex(r"[要收交](?:不[要收交])?(?:钱|费)|免费|(?:好多|多少)钱|花钱")
_COMPANY = lazy_regex(
    r"(?:娃儿?|孩子|小孩|家属|老婆|老公|堂客|婆娘|朋友|邻居|徒弟|爸|妈|老汉儿?).{0,5}(?:能不能|可不可以|可以|能|得行|行不|要不要|准不准).{0,5}(?:来|去|听|参加|进)"
)
_THAT = lazy_regex(r"[这那]|你们|下[周个]|明天|后天")
_OF_VISIT = lazy_regex(
    r"(?:专家|老师|技术员|师傅|你们).{0,8}(?:来|到|去)(?:我|屋|家里|看我|现场|地里|厂里)|来我(?:们)?(?:屋|家|厂|村)"
)
_LOST = lazy_regex(
    r"找不到(?:地方|路|门|会场|教室|人|$|了|在)|走错(?:了|地方|路|门)|(?:在|是)?(?:哪|几)(?:个|一)?(?:楼|栋|间|层|会议室|教室|门)"
)
COMES = lazy_regex(
    r"报(?!销|告|价|账)|参加|[来去](?!年|电|源|货)|听|留个?(?:位|座|名额)|算我|加我|要(?!不|是)|留到|就(?!我)"
)
_OF_TROUBLE = lazy_regex(r"急|病|痛|疼|死|烂|严重")
_ASKS = lazy_regex(
    r"[吗么嘛没不吧哦哟呢?？]\s*$|没(?:得|有)[哦嘛啊?？]*$|啥|什么|哪|谁|几|多|怎么|咋|啷个|如何|可不可以|能不能|要不要|有没有|有没得|是不是|好久"
)


def told_apart(turn: Turn, understood: Understanding, *, is_near: bool) -> Understanding:
    """两个都急, which is classified as coming to something: without a word of an activity it is not."""
    if understood.intent not in OF_ACTIVITIES or understood.demand_no is not None:
        return understood
    if is_near and not _OF_TROUBLE.search(understood.text):
        return understood
    is_kind = turn.talk.draft is not None and understood.text.strip("。 ").endswith("的") and len(understood.text) <= 6
    if ABOUT.search(understood.text) and not is_kind:
        return understood
    return replace(understood, intent="other", intent_confidence=min(understood.intent_confidence, 0.5))


async def is_near(turn: Turn, understood: Understanding) -> bool:
    """Whether this person goes to something, was told of one, or has just looked at the list.

    我也要来 of somebody who has no matter with us was heard of from a neighbour.
    """
    if any(map(turn.talk.recent, _NEAR)):
        return True
    is_sure = understood.intent == "signup" and understood.intent_confidence >= SURE and COMES.search(turn.text)
    if is_sure and await _wants_nothing_else(turn):
        return True
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    return any(one.kind is PromptKind.SIGN_UP for one in prompts) or bool(await listing.mine_of(turn))


async def _wants_nothing_else(turn: Turn) -> bool:
    """Something is on, and this person waits for nobody."""
    if turn.talk.draft is not None or turn.person.grants or await access.open_demands(turn):
        return False
    return bool(await listing.ahead(turn))


async def hear(turn: Turn, understood: Understanding) -> bool:
    """管饭不, 有停车场没, 在哪里哦; False where the words may be about something else."""
    text = turn.text.strip()
    if turn.person.is_staff or turn.talk.draft is not None or len(text) > LONGEST or understood.intent == "emergency":
        return False
    was_told = turn.talk.recent("at_event") is not None
    is_lost = _LOST.search(text) is not None and (was_told or bool(await listing.begins_now(turn)))
    is_of_place = _WHEN_OR_WHERE.search(text) is not None
    is_of_holder = is_lost or any(one.search(text) for one in (_OF_HOLDER, _WHAT, _COMPANY))
    is_of_fee = _FEE.search(text) is not None and (was_told or _NOUN.search(text) is not None)
    is_of_holder = is_of_holder or is_of_fee or _PAPERS.search(text) is not None
    asks = (
        is_lost
        or (_PAPERS.search(text) is not None and _WANTS.search(text) is not None)
        or _ASKS.search(text) is not None
        or _TWICE.search(text) is not None
    )
    if not (is_of_place or is_of_holder) or not asks or understood.place is not None or _OF_VISIT.search(text):
        return False
    activity = await _meant(turn)
    if activity is None:
        return False
    if activity.status is ActivityStatus.CANCELLED:
        raise DomainError("activity_cancelled", activity=activity.id)
    if is_lost or not is_of_holder:
        turn.talk.note("at_event", id=activity.id)
        turn.say(wording.detail(activity, listing.mark((await listing.mine_of(turn)).get(activity.id))))
    if is_of_holder:
        await _ask_holder(turn, activity)
    return True


async def _meant(turn: Turn) -> Activity | None:
    """The one this person goes to, else the one announced last; None where an open demand may be meant."""
    ahead = await listing.ahead(turn) if _NOUN.search(turn.text) else []
    named = choice.told_by_words(turn, turn.text, ahead) or (
        ahead if len(ahead) == 1 and _THAT.search(turn.text) else []
    )
    if len(named) == 1:
        return named[0]
    found = [one for one, _ in await turn.uow.activities.of_person(turn.person.id, turn.now)]
    shown = listing.shown_lately(turn) if not found else []
    if len(shown) == 1 and (one := await turn.uow.activities.get(shown[0])) is not None:
        found = [one]  # the only one that was shown
    if not found:
        found = await listing.begins_now(turn)
    if not found and _PAPERS.search(turn.text):
        been = await turn.uow.activities.of_person(turn.person.id, turn.now - AFTERWARDS)
        found = [one for one, _ in been[-1:]]
    if not found:
        prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
        told = [one.ref_id for one in prompts if one.kind is PromptKind.SIGN_UP and one.ref_id]
        found = [one for one in [await turn.uow.activities.get(told[-1])] if one is not None] if told else []
    if not found:
        return None
    is_named = re.search(r"宣讲|培训|讲座|活动|课|那个?会|报名", turn.text) is not None
    if (
        not is_named
        and turn.talk.recent("at_event") is None
        and (await access.open_demands(turn) or await access.demands_in_hand(turn))
    ):
        return None
    narrowed = choice.narrow(turn, turn.text, found)
    return narrowed[0]


async def _ask_holder(turn: Turn, activity: Activity) -> None:
    question = common.cut(turn.text.strip(), 60)
    note = owed.asked_of_activity(activity.id, activity.title, question)
    key = f"activity:{activity.id}:{turn.person.id}:{question}"
    task = Task(activity.base, TaskKind.FOLLOW_UP, turn.now, person_id=turn.person.id, detail={"note": note}, key=key)
    task_id = await turn.owe(task, owed.ANSWER, what=owed.QUESTION)
    told = {one.id for one in await turn.staff_of(activity.base)}
    if activity.created_by not in told:
        step = owed.ANSWER.format(id=task_id)
        await turn.notify("task", activity.created_by, what=owed.QUESTION, no=None, note=note, next=step)
    turn.talk.note("at_event", id=activity.id)
    turn.say(wording.asked_holder(activity, tells_title=_WHAT.search(turn.text) is not None))
