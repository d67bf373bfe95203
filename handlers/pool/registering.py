"""Somebody wants to become an expert: in any wording, in one message or in pieces, and asks how far it is."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace

from domain.work import TaskKind
from handlers.pool import binding, profiles
from handlers.reading import questions, troubles
from handlers.turn import Arguments, Turn
from handlers.wording import changes as wording
from nlu.dialogue.acts import LIKELY, SURE, read_act
from nlu.dialogue.answers import read_answer
from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.entities.organisations import read_organization
from nlu.entities.people import SURNAME_PATTERN
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

QUESTION = "register_expert"
LONGEST, LONGEST_PART, ASKS = 160, 40, 30
FEWEST_PARTS = 3
_WISHES = lazy_regex(
    r"(?:当|做|成为|加入|进|进入|入|登记|注册|报名|申请|录入|挂).{0,6}(?:专家(?:库|队伍|团|名单|名录)?|入库)(?!.{0,3}(?:来|看|讲|帮|指导|上门|给我|解决))"
    r"|专家.{0,2}(?:登记|注册|入库|报名|申请)|申请入库|入专家库"
)
_OF_NEED = lazy_regex(
    r"(?:想|要)?(?:请|找|求|派|约|联系)(?:一?[个位名些])?.{0,8}(?:专家|老师|医生|教授|人)|登记(?:一?下)?(?:我|我们)的?(?:需求|问题|事)"
)
_TITLE = lazy_regex(
    r"(?:正高级?|副高级?|高级|中级|助理|推广|特聘|首席|一级|二级|三级)*(?:教授|副教授|研究员|副研究员|助理研究员|农艺师|工程师|讲师|畜牧师|兽医师|兽医|"
    r"(?:副?主任|主治|住院|执业)?(?:医师|护师|药师|技师|中医师)|经济师|会计师|农技员|技术员|推广员|院长|所长|站长|主任|院士|正高|副高|土专家|乡土专家|教师|老师)"
)
_UNIT = lazy_regex(
    r"(?:大学|学院|研究院|科院|研究所|[院所站局委]|中心|公司|医院|卫生院|学校|中学|小学|集团|协会|合作社|农场|基地|厂|科室|林场|农业农村委)$"
)
_NAME = lazy_regex(rf"{SURNAME_PATTERN}[\u4e00-\u9fff·]{{1,3}}")
_LABELLED = lazy_regex(
    r"^(?:我?的?(?P<label>姓名|名字|工作单位|单位|职称|职务|擅长|专长|特长|方向|研究方向|所在地|地点|电话|手机)"
    r"(?:是|为|[:：])*|(?P<name>我?叫|本人)|(?P<unit>在|来自)|(?P<skill>主要)?(?:我?(?:会|懂|搞|做|从事|研究|教|专门))|(?P<me>我是))\s*"
)
_SEPARATORS = lazy_regex(
    r"[；;，,。\n]+|[\s\u3000]+|(?<=[院所站局委心司校厂])的(?=[\u4e00-\u9fff]{0,6}(?:师|员|授|任|长|医)(?:[；;，,。\s]|$))"
)
_MOBILE = lazy_regex(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_OWN = lazy_regex(
    r"我家|我们(?:家|村|厂|社|这|那|合作社|公司|医院|学校|屋)|屋头|(?:咋|咋个|怎么|啷个|如何)(?:办|整|治|防)|(?:死|裂|烂|黄|枯|掉|病)(?:了|得)|急"
)
_FILLING = lazy_regex(
    r"^(?:你好|您好|我|想|嗯|好的?|那|就是|是的?|谢谢|(?:要|需要|该)?(?:怎么|咋个?|啷个|如何).{0,6}|可以[吗不].{0,2}|行[吗不].{0,2}|我发给您)$"
)
_STATE = lazy_regex(
    r"多久|多长时间|好久|几天|到哪|哪一?步|结果|通过|审[核批]|批(?:了|下来)|进度|啥时候|什么时候|(?:好了|成了|弄好)(?:没|吗)"
)
_MORE = lazy_regex(
    r"^我?(?:还|也|另外)?(?:的)?(?:擅长|专长|特长|会|懂|能做)(?:还有|还包括|还|也|是|[:：])*(?P<what>[^，,。？?吗]{2,30})$"
)
_KEYS = {"姓名": "name", "名字": "name", "工作单位": "unit", "单位": "unit", "职称": "title", "职务": "title"}
_KEYS |= dict.fromkeys(("擅长", "专长", "特长", "方向", "研究方向"), "skills")
_KEYS |= dict.fromkeys(("所在地", "地点"), "place")


@dataclass(frozen=True, slots=True)
class Told:
    """What was told so far."""

    name: str = ""
    unit: str = ""
    title: str = ""
    skills: str = ""
    place: str = ""
    phone: str = ""

    def missing(self) -> list[str]:
        """What staff need to decide."""
        return [
            label for label, value in (("姓名", self.name), ("单位", self.unit), ("擅长", self.skills)) if not value
        ]

    def line(self) -> str:
        """As the form has it."""
        parts = (self.name, self.unit, self.title, self.skills, self.place, self.phone)
        return "；".join(part for part in parts if part)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """False for who is an expert already, and where the words are something else."""
    text = turn.text.strip()
    if await binding.hear(turn):
        return True
    if turn.person.expert_ids or turn.person.is_staff or len(text) > LONGEST:
        return False
    question = turn.talk.asked()
    if question is not None and question["name"] == QUESTION:
        return await _go_on(turn, text, Told(**question.get("told", {})))
    if _may_be_of_waiting(text) and await _of_waiting(turn, text):
        return True
    if turn.talk.draft is not None or _OF_NEED.search(text):
        return False
    if _WISHES.search(text) and (len(text) <= ASKS or read_act(text, "expert").is_likely("register")):
        told = _read(text, Told())
        return await _go_on_with(turn, told if told.name or told.title or told.skills else Told())
    told = _read(text, Told())
    if _is_form(text, told):
        return await _go_on_with(turn, told)
    return False


async def _go_on(turn: Turn, text: str, before: Told) -> bool:
    """A piece of it, all of it, or something else that lets it go."""
    if read_answer(text).kind in {"no", "cancel"}:
        turn.talk.settle()
        turn.say(wording.registration_dropped())
        return True
    is_need = tells_wish(text) or _OWN.search(text) is not None
    is_else = is_need or questions.is_question(text) or _OF_NEED.search(text) is not None
    if is_else and not _WISHES.search(text):
        turn.talk.settle()
        return False
    told = _read(text, before)
    if told == before:
        if read_answer(text).kind in {"yes", "polite"} or _WISHES.search(text):
            return await _go_on_with(turn, before)
        turn.talk.settle()
        return False
    return await _go_on_with(turn, told)


async def _go_on_with(turn: Turn, told: Told) -> bool:
    missing = told.missing()
    if not missing:
        turn.talk.settle()
        await profiles.register(turn, Arguments(rest=told.line(), name="专家登记"))
        return True
    if len(missing) == len(Told().missing()):
        await profiles.register(turn, Arguments(name="专家登记"))
        return True
    turn.talk.ask(QUESTION, told=asdict(told))
    turn.say(wording.registration_lacks(told.name, missing))
    return True


def _is_form(text: str, told: Told) -> bool:
    """刘芳；云阳县人民医院；副主任医师；冠心病介入: all of the form and nothing that anybody is asked for."""
    if told.missing() or not told.title or questions.is_question(text) or tells_wish(text):
        return False
    parts = [part for part in _SEPARATORS.split(text) if part and part.strip()]
    is_short = len(parts) >= FEWEST_PARTS and all(len(part) <= LONGEST_PART for part in parts)
    is_marked = "；" in text.replace(";", "；") or "\n" in text
    skills_first = troubles.TROUBLE.search(told.name + told.unit) is None
    is_sure = is_marked or read_act(text, "expert").is_likely("register", least=SURE) or not tells_trouble(text)
    return is_short and skills_first and is_sure and _NAME.fullmatch(told.name) is not None


def _read(text: str, before: Told) -> Told:
    """Sort the pieces by what they are: a title, a unit, a name, a mobile; what is left is what one knows."""
    told = before
    if phone := _MOBILE.search(text):
        told = replace(told, phone=re.sub(r"\D", "", phone[0]))
    skills = [told.skills] if told.skills else []
    for raw in _SEPARATORS.split(_MOBILE.sub(" ", text)):
        part = (raw or "").strip(" 、.。:：")
        if not part or len(part) > LONGEST_PART or _FILLING.match(part) or _WISHES.search(part):
            continue
        found = _LABELLED.match(part)
        body = (part[found.end() :] if found else part).strip().removesuffix("的")
        key = _KEYS.get(found["label"] or "") if found else None
        if not body:
            continue
        if key is None:
            key = _kind(body, told, is_name=bool(found and found["name"]))
        if key == "skills":
            skills.append(body)
        elif key in {"name", "unit", "title", "place"} and not getattr(told, key):
            told = replace(told, **{key: body})
    return replace(told, skills="、".join(dict.fromkeys(skills)))


def _kind(body: str, told: Told, *, is_name: bool) -> str:
    if is_name or (not told.name and _NAME.fullmatch(body) and len(body) <= 4 and not _TITLE.search(body)):
        return "name"
    if _TITLE.fullmatch(body):
        return "title"
    if not told.unit and (_UNIT.search(body) or read_organization(body) == body):
        return "unit"
    if told.unit and re.fullmatch(r"[\u4e00-\u9fff]{2,6}[县区市]", body):
        return "place"
    return "skills"


def _may_be_of_waiting(text: str) -> bool:
    """Whether it is worth asking if a registration of theirs waits."""
    return _MORE.match(text) is not None or (len(text) <= ASKS and _STATE.search(text) is not None)


async def _of_waiting(turn: Turn, text: str) -> bool:
    """我的申请到哪一步了, 我擅长还有高血压, while staff have not decided yet."""
    waiting = await turn.uow.work.tasks_of(turn.person.id, TaskKind.APPROVE_EXPERT)
    if not waiting:
        return False
    if found := _MORE.match(text):
        one = await turn.uow.experts.get(waiting[0].expert_id or 0)
        if one is not None and not questions.is_question(text):
            added = tuple(part for part in re.split(r"[、，,和]", found["what"]) if part)
            one.skills, one.updated_at = tuple(dict.fromkeys([*one.skills, *added])), turn.now
            await turn.uow.experts.save(one)
            turn.say(wording.registration_added("、".join(added)))
            return True
    of_it = _WISHES.search(text) or "申请" in text or "登记" in text or read_act(text, "expert").is_likely("register")
    is_asked = _STATE.search(text) is not None and len(text) <= ASKS
    is_theirs = turn.talk.focus is None or bool(of_it)
    if not is_asked or not is_theirs or read_act(text, "expert").is_likely("need", least=LIKELY):
        return False
    turn.say(wording.registration_waits())
    return True
