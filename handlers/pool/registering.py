"""Somebody wants to become an expert, in any wording and in pieces, asks how far it is, or names another who could."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from domain.experts import Expert, ExpertStatus
from domain.work import Task, TaskKind
from handlers.pool import binding, profiles
from handlers.reading import questions, troubles
from handlers.reading.registrations import EXPERTS, LABELS, LONGEST_PART, MENDS, NAME, WISHES, Told, parts_of, read_told
from handlers.turn import Arguments, Turn
from handlers.wording import changes as wording
from handlers.wording import common
from nlu.dialogue.acts import LIKELY, SURE, read_act
from nlu.dialogue.answers import read_answer
from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

QUESTION = "register_expert"
LONGEST, ASKS, OPENING = 160, 30, 60
FEWEST_PARTS = 3
KEPT, ANOTHER_GOES_ON = timedelta(hours=24), timedelta(hours=2)
LONGEST_OF_ANOTHER, LONGEST_ADDED, SHORT_PLACE = 80, 40, 4
SENT_LATELY = timedelta(minutes=30)
_ANOTHER = lazy_regex(
    r"(?:我|我们|咱们).{0,4}(?:有|认识)(?:一?[个位名]|好?几[个位名])(?!.{0,4}(?:问题|事|病人|证))|推荐(?!信)"
    r"|(?:帮|替|代|给)(?:他|她|别人|同事|朋友|老师|我(?:老公|老婆|爸|妈|老汉|哥|弟|姐|妹|儿子|女儿|师傅|同事|朋友|同学))"
    r"|^(?:我|我们)(?:的|家|家里|屋头|单位|医院|学校|站上|村)?(?:老公|老婆|爸爸?|妈妈?|老汉|父亲|母亲|哥|弟|姐|妹|儿子|女儿|舅舅|叔叔?|师傅|同事|朋友|同学|老师傅)"
)
_ANOTHER_TOO = lazy_regex(
    r"^我(?:们)?(?:的)?(?:同事|朋友|同学|师傅|老公|老婆|爱人|徒弟).{0,3}(?:也)?(?:想|能|可以|要)(?:也)?"
    r"(?:当专家|加(?:$|[进吗不嘛，,\s])|加入(?:$|[吗不嘛，,\s]|你们)|进(?:来|库)|入库|登记专家|成为专家)"
)
_OF_HIM = lazy_regex(r"^(?:他|她)|(?:他|她)(?:叫|是|的|自己|在|会|懂|不)|^(?:名字|姓名)?叫[\u4e00-\u9fff]{2,4}|电话")
_OF_NEED = lazy_regex(
    r"(?:想|要)?(?:请|找|求|派|约|联系)(?:一?[个位名些])?.{0,8}(?:专家|老师|医生|教授|人)|登记(?:一?下)?(?:我|我们)的?(?:需求|问题|事)"
)
_MAY_WISH = lazy_regex(
    r"专家|砖家|专稼|入库|进库|顾问|加入(?:你们|咱们|我们|进来|$|[吗不嘛，,。\s])|出(?:点|一?份)力|做(?:点|些)贡献|志愿|义务(?!教育)|招不招|还招"
    r"|(?:当|做).{0,5}(?:技术员|指导员|讲师|志愿者)|(?:帮|给|为).{0,3}(?:大家|你们|乡亲|老乡|农民|别人).{0,6}(?:指导|讲|看|忙|服务|做点)"
)
_NO_WISH = lazy_regex(
    rf"(?:请|找|派|喊|需要|要)(?:一?[个位名])?{EXPERTS}|"
    r"(?:你们|这里|平台|库里)(?:要是|如果|若|能|可以)?有[^，。]{0,4}专家[^，。]{0,4}(?:帮|来|看|指导|教)|(?:有|共)(?:些|了)?(?:好多|多少|几|哪些|啥子?|什么)[^，。]{0,4}专家|专家(?:都|一共|总共)?有(?:哪些|好多|多少|几)|专家(?:的)?(?:名单|名册|目录)|"
    r"(?:老师|医生|教授|主任|师傅|[他她])们?(?:真|确实|硬是|不愧|果然|到底|才|就|的)*是(?:个|真正?的?|大)?专家"
    r"|专家(?:工作站|门诊|义诊|讲座|培训|课|号|组|评审)|(?:企业|公司|项目|高新|科小|规上|四上).{0,6}入库|入库(?:企业|高新|项目|产品|货|申报)|加入(?:合作社|商会|协会|联盟)"
)
_OWN = lazy_regex(
    r"我家|我们(?:家|村|厂|社|这|那|合作社|公司|医院|学校|屋)|屋头|(?:咋|咋个|怎么|啷个|如何)(?:办|整|治|防)|(?:死|裂|烂|黄|枯|掉|病)(?:了|得)|急"
)
_STATE = lazy_regex(
    r"多久|多长时间|好久|几天|到哪|哪一?步|结果|通过|审[核批]|批(?:了|下来)|进度|啥时候|什么时候|(?:好了|成了|弄好)(?:没|吗)"
)
_MORE = lazy_regex(
    r"^(?:对了|还有)?[，,\s]*我?(?:还|也|另外)?(?:的)?(?:擅长|专长|特长|会|懂|能做)(?:还有|还包括|还|也|是|点|一点|些|[:：])*(?P<what>[^，,。？?吗]{2,30})$"
)
_RESUMES = lazy_regex(r"(?:继续|接着|还是)(?:登记|报名|注册|申请|填)|(?:登记|报名|注册|申请)(?:继续|接着)")
_DROPS = lazy_regex(
    r"(?:不|莫)(?:想|要)?(?:当|登记|报名|报|注册|申请|入库|加入|弄|搞)(?:专家|库)?(?:了|啦|哈)|^算了(?!吧?.{0,2}[帮给我])"
)
_OF_OWN_DATA = lazy_regex(r"单位|职称|姓名|名字|擅长|专长|我叫|叫|教授|[师员授]")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """False for who is an expert already, and where the words are something else."""
    text = turn.text.strip()
    if await binding.hear(turn):
        return True
    if turn.person.expert_ids or turn.person.is_staff or len(text) > LONGEST:
        return False
    if await binding.hear_lost(turn) or await _tells_of_another(turn, text):
        return True
    if (before := _standing(turn)) is not None:
        return await _go_on(turn, text, before)
    if _may_be_of_waiting(text) and await _of_waiting(turn, text):
        return True
    if turn.talk.draft is not None or _OF_NEED.search(text):
        return False
    if _opens(text):
        if _ANOTHER.search(text):
            return await _recommend(turn, text)
        told = _read(turn, text, Told())
        return await _go_on_with(turn, told if told.name or told.title or told.skills or told.unit else Told())
    if await _adds_to_sent(turn, text, understood):
        return True
    told = read_told(text, Told())
    if _is_form(text, told):
        return await _go_on_with(turn, _read(turn, text, Told()))
    return False


def _read(turn: Turn, text: str, before: Told) -> Told:
    """As the pieces read, and 成都 is no skill."""
    told = read_told(text, before)
    skills = [part for part in told.skills.split("、") if part]
    places = [part for part in skills if len(part) <= SHORT_PLACE and _is_place(turn, part)]
    left = "、".join(part for part in skills if part not in places)
    return replace(told, skills=left, place=told.place or "".join(places[:1]))


def _is_place(turn: Turn, words: str) -> bool:
    place = turn.services.understand(words, turn.now).place
    return place is not None and place.name.rstrip("县区市州").endswith(words.rstrip("县区市州"))


def _standing(turn: Turn) -> Told | None:
    """What was told of a registration that is not complete, whatever was said in between."""
    question = turn.talk.asked()
    if (kept := turn.talk.recent("registering", KEPT)) is not None:
        return Told(**kept["told"])
    return Told() if question is not None and question["name"] == QUESTION else None


def _opens(text: str) -> bool:
    """想进专家库, and 想给大家出点力 where the reader is sure of it."""
    if _NO_WISH.search(text):
        return False
    if _ANOTHER_TOO.search(text):
        return True
    if WISHES.search(text):
        return len(text) <= ASKS or read_act(text, "expert").is_likely("register")
    if len(text) > OPENING or _MAY_WISH.search(text) is None or tells_trouble(text):
        return False
    acts = read_act(text, "expert")
    return acts.best == "register" and acts.is_likely("register", least=0.4)


async def _go_on(turn: Turn, text: str, before: Told) -> bool:
    """A piece of it, all of it, or something else, after which it may go on."""
    question = turn.talk.asked()
    is_asked = question is not None and question["name"] == QUESTION
    if _DROPS.search(text) or (is_asked and read_answer(text).kind in {"no", "cancel"}):
        _forget(turn)
        turn.say(wording.registration_dropped())
        return True
    resumes = _RESUMES.search(text) is not None or WISHES.search(text) is not None
    if not is_asked and not resumes and LABELS.match(text) is None:
        return False
    is_need = tells_wish(text) or _OWN.search(text) is not None or _OF_NEED.search(text) is not None
    if is_need and not resumes:
        return False
    if _ANOTHER.search(text):
        _forget(turn)
        return await _recommend(turn, text)
    told = _read(turn, text, before)
    if told == before:
        if resumes or read_answer(text).kind in {"yes", "polite"}:
            return await _go_on_with(turn, before)
        return False
    return await _go_on_with(turn, told)


def _forget(turn: Turn) -> None:
    turn.talk.put("registering", None)
    question = turn.talk.asked()
    if question is not None and question["name"] == QUESTION:
        turn.talk.settle()


async def _go_on_with(turn: Turn, told: Told) -> bool:
    missing = told.missing()
    if not missing:
        _forget(turn)
        skills = tuple(part for part in re.split(r"[、，,/]\s*", told.skills) if part)
        profile = profiles.Profile(told.name, told.unit, told.title, skills, told.place, told.phone or None)
        await profiles.keep_registered(turn, profile)
        return True
    turn.talk.note("registering", told=asdict(told))
    if told == Told():
        await profiles.register(turn, Arguments(name="专家登记"))
        return True
    turn.talk.ask(QUESTION)
    turn.say(wording.registration_lacks(told.name, missing))
    return True


def _is_form(text: str, told: Told) -> bool:
    """刘芳；云阳县人民医院；副主任医师；冠心病介入: all of the form and nothing that anybody is asked for."""
    if told.missing() or not told.title or questions.is_question(text) or tells_wish(text):
        return False
    parts = [part.strip() for part in parts_of(text)]
    is_short = len(parts) >= FEWEST_PARTS and all(len(part) <= LONGEST_PART for part in parts)
    is_marked = "；" in text.replace(";", "；") or "\n" in text
    skills_first = troubles.TROUBLE.search(told.name + told.unit) is None
    is_sure = is_marked or read_act(text, "expert").is_likely("register", least=SURE) or not tells_trouble(text)
    return is_short and skills_first and is_sure and NAME.fullmatch(told.name) is not None


async def _adds_to_sent(turn: Turn, text: str, understood: Understanding) -> bool:
    """蜜蜂病虫害 中蜂过箱, 电话138…, soon after the registration went to staff: more of it, and no need."""
    since = turn.talk.get(profiles.REGISTERED)
    if since is None or turn.now - datetime.fromisoformat(since) > SENT_LATELY or len(text) > LONGEST_ADDED:
        return False
    if turn.talk.focus is not None or questions.asks(text) or tells_wish(text) or _OWN.search(text):
        return False
    if understood.place is not None and tells_trouble(text):
        return False
    waiting = await turn.uow.work.tasks_of(turn.person.id, TaskKind.APPROVE_EXPERT)
    one = await turn.uow.experts.get(waiting[0].expert_id or 0) if waiting else None
    return one is not None and one.status is ExpertStatus.PENDING and await _mend(turn, text, one, waiting[0])


def _may_be_of_waiting(text: str) -> bool:
    """Whether it is worth asking if a registration of theirs waits."""
    if _MORE.match(text) is not None or (len(text) <= ASKS and _STATE.search(text) is not None):
        return True
    return len(text) <= OPENING and MENDS.search(text) is not None and _OF_OWN_DATA.search(text) is not None


async def _of_waiting(turn: Turn, text: str) -> bool:
    """我的申请到哪一步了, 我擅长还有高血压, 单位写错了, while staff have not decided yet."""
    waiting = await turn.uow.work.tasks_of(turn.person.id, TaskKind.APPROVE_EXPERT)
    if not waiting:
        return False
    one = await turn.uow.experts.get(waiting[0].expert_id or 0)
    if one is not None and not questions.is_question(text):
        if found := _MORE.match(text):
            added = tuple(part for part in re.split(r"[、，,和\s]+", found["what"]) if part)
            one.skills, one.updated_at = tuple(dict.fromkeys([*one.skills, *added])), turn.now
            await turn.uow.experts.save(one)
            waiting[0].detail = {**waiting[0].detail, "note": profiles.registered_as(one)}
            await turn.uow.work.save_task(waiting[0])
            turn.say(wording.registration_added("、".join(added)))
            return True
        if MENDS.search(text) and one.status is ExpertStatus.PENDING and await _mend(turn, text, one, waiting[0]):
            return True
    of_it = WISHES.search(text) or "申请" in text or "登记" in text or read_act(text, "expert").is_likely("register")
    is_asked = _STATE.search(text) is not None and len(text) <= ASKS
    is_theirs = turn.talk.focus is None or bool(of_it)
    if not is_asked or not is_theirs or read_act(text, "expert").is_likely("need", least=LIKELY):
        return False
    turn.say(wording.registration_waits())
    return True


async def _mend(turn: Turn, text: str, one: Expert, task: Task) -> bool:
    """单位写错了，是云阳县蜂业协会: the entry and the staff's line say it rightly."""
    before = Told(one.name, one.unit, one.title or "", "、".join(one.skills), one.place_name or "", one.phone or "")
    told = _read(turn, text, before)
    if told == before:
        return False
    skills = tuple(part for part in told.skills.split("、") if part)
    place = told.place if told.place != before.place else ""
    profile = profiles.Profile(told.name, told.unit, told.title, skills, place, told.phone or None)
    right = profiles.expert_of(turn, profile, one.base, one.status)
    one.name, one.unit, one.title, one.phone, one.skills = right.name, right.unit, right.title, right.phone, skills
    if place or told.unit != before.unit:
        one.place_code, one.place_name = right.place_code, right.place_name
    one.updated_at = turn.now
    await turn.uow.experts.save(one)
    task.detail = {**task.detail, "note": profiles.registered_as(one)}
    await turn.uow.work.save_task(task)
    only_phone = replace(told, phone=before.phone) == before
    turn.say(wording.phone_changed() if only_phone else wording.registration_mended(profiles.registered_as(one)))
    return True


async def _recommend(turn: Turn, text: str) -> bool:
    """我们站上有个老师傅能不能也当专家: a butler gets in touch, nobody is registered behind their back."""
    await _owe_recommended(turn, text)
    turn.talk.put("recommending", turn.now.isoformat())
    turn.say(wording.recommended())
    return True


async def _tells_of_another(turn: Turn, text: str) -> bool:
    """他叫蒲国富，忠县拔山镇的: more of the one who was named."""
    since = turn.talk.get("recommending")
    if since is None or turn.now - datetime.fromisoformat(since) > ANOTHER_GOES_ON:
        return False
    if len(text) > LONGEST_OF_ANOTHER or _OF_HIM.search(text) is None or tells_wish(text) or _OWN.search(text):
        return False
    await _owe_recommended(turn, text)
    turn.say(wording.recommended_more())
    return True


async def _owe_recommended(turn: Turn, text: str) -> None:
    note = wording.recommends(turn.person.name or "", common.cut(text, 70))
    key = f"recommends:{turn.person.id}:{common.cut(text, 20)}"
    task = Task(turn.base.name, TaskKind.FOLLOW_UP, turn.now, person_id=turn.person.id, detail={"note": note}, key=key)
    await turn.owe(task, wording.FOLLOW, what=wording.RECOMMENDED)
