"""What somebody who wants to be an expert tells: a form, pieces, or one breath without a comma."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from handlers.reading import questions
from nlu.entities.organisations import read_organization
from nlu.entities.people import SURNAME_PATTERN, read_names
from nlu.text.patterns import lazy_regex

LONGEST_PART, LONGEST_NAME = 40, 4
EXPERTS = r"(?:专家(?!工作站|门诊|义诊|讲座|培训|课|号|组|评审|团来)|砖家|专稼|转家|技术顾问)"
WISHES = lazy_regex(
    rf"(?:当|做|成为|加入|进|进入|入|登记|注册|报名|申请|录入|挂)[^，,。；;\s]{{0,6}}(?:{EXPERTS}(?:库|队伍|团队?|名单|名录)?|(?:入|进)库(?!企业|高新|项目|产品|货|商品|申报))(?!.{{0,3}}(?:来|看|讲|帮|指导|上门|给我|解决))"
    rf"|{EXPERTS}.{{0,2}}(?:登记|注册|入库|报名|申请)|入专家库|[招收](?:不[招收])?(?:乡?土|义务|志愿)?{EXPERTS}(?:不|吗|没|$)"
    r"|(?:想|愿意|可以)(?:也)?(?:给|为|帮)(?:大家|家乡|乡亲们?|老乡们?|农民(?:朋友)?们?|群众)(?:们)?.{0,3}(?:出点?|做点?|服务|帮忙|指导|讲讲?课)"
)
_WISH_WORDS = lazy_regex(
    rf"(?:喂|你好|您好|请问|请|把|我|也|就|想|要|能不能|可不可以|可以|来|帮我|给我|再)*(?:当|做|成为|加入|进入?|入|登记|注册|报名|申请|录入)(?:当|做|成为|加入|进入?|入)?(?:一?[个名位])?(?:你们|咱们|我们|贵)?(?:的|那个|这个)?(?:乡?土|农业|技术)?"
    rf"(?:{EXPERTS}(?:库|队伍|团队?|名单|名录)?|[入进]库)(?:里|头|中|账号)?(?:了|吗|嘛|不|吧|哈)?"
    rf"|(?:我)?(?:想|要)?{EXPERTS}(?:库)?(?:登记|注册|入库|报名|申请)|(?:我)?(?:想|要)?(?:申请)?入库"
)
_TITLES = (
    r"(?:正高级?|副高级?|高级|中级|助理|推广|特聘|首席|一级|二级|三级|教授级)*(?:教授|副教授|研究员|副研究员|助理研究员|农艺师|工程师|讲师|畜牧师|兽医师|兽医|"
    r"(?:副?主任|主治|住院|执业)?(?:医师|护师|药师|技师|中医师)|经济师|会计师|农技员|技术员|推广员|院长|所长|站长|主任|院士|正高|副高|教高|高工|总工|高农|土专家|乡土专家|(?:特级|高级|一级)?教师|老师)"
)
_TITLE = lazy_regex(rf"{_TITLES}(?:职称)?")
_SKILL_AND_TITLE = lazy_regex(
    rf"(?:搞|做|研究|教|从事)?(?P<skill>[\u4e00-\u9fff]{{2,10}}(?:的|(?<=科)))(?P<title>{_TITLES}|医生|大夫|护士)"
)
_CALLED = frozenset("医生 大夫 护士 老师 教师 主任".split())
_UNIT = lazy_regex(
    r"(?:大学|学院|研究院|科院|研究所|[院所站局委]|中心|公司|医院|卫生院|学校|中学|小学|集团|协会|合作社|农场|基地|厂|科室|林场|农业农村委)$"
)
_NO_UNIT = lazy_regex(
    r"(?:没(?:得|有)|无)(?:工作)?单位|个体户?|自由职业|自己(?:干|搞|做|种|养)|散户|农民|种植大户|养殖大户"
)
_ADDRESSED = lazy_regex(r"^.(?:老师|医生|主任|教授|工|站长|院长|大夫)$")
NAME = lazy_regex(rf"{SURNAME_PATTERN}[\u4e00-\u9fff·]{{1,3}}")
_NAME_AND_TITLE = lazy_regex(
    rf"(?P<name>{SURNAME_PATTERN}[\u4e00-\u9fff·]{{1,2}})(?P<title>副?教授|副?研究员|副?主任医师|(?:高级)?农艺师|(?:高级)?工程师|博士)"
)
_LABELLED = lazy_regex(
    r"^(?:我?的?(?P<label>姓名|名字|工作单位|单位|职称|职务|擅长|专长|特长|方向|研究方向|所在地|地点|电话|手机)"
    r"(?:就|是|为|叫|[:：])*|(?P<name>我?叫|本人|名叫)|(?P<unit>我?(?:(?:现在|目前)?(?:在|来自)|(?:以前|原来|退休前)(?:就|是|在)+))"
    r"|(?P<skill>(?:对了|还有|另外|主要|平时|专门|一直|我|还|也|就)*(?:会|懂|搞|做|从事|研究|教|弄)(?:点|一点|一些|些)?)|(?P<me>我?是))\s*"
)
LABELS = lazy_regex(
    r"^(?:我?的?(?:姓名|名字|工作单位|单位|职称|擅长|专长|特长|研究方向)|我叫|本人|我?(?:还|也)?(?:擅长|会|懂))"
)
_JOINTS = lazy_regex(  # where one breath begins to tell something else
    r"(?<=[\u4e00-\u9fff])(?=(?:我叫|名叫|本人|我是|我在|主要(?:是|做|搞|研究|从事)|擅长|专长|专门(?:做|搞|研究)|职称|单位(?:是|在)|电话|手机号?))"
    r"|(?<=[\u4e00-\u9fff])(?=在[\u4e00-\u9fff]{2,14}(?:大学|学院|研究院|研究所|医院|公司|中心|农技站|畜牧站|学校|中学|卫生院))"
)
_SEPARATORS = lazy_regex(
    r"[；;，,。\n]+|[\s\u3000]+|(?<=[院所站局委心司校厂学])的?(?=[\u4e00-\u9fff]{0,6}(?:师|员|授|任|长|医|医生|大夫|护士)(?:[；;，,。\s]|$))"
    r"|(?<=[院所站局委心司校厂学])(?=(?:搞|做|教|研究|从事)[\u4e00-\u9fff]{2,})"
)
_MOBILE = lazy_regex(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_PLACE = lazy_regex(r"[\u4e00-\u9fff]{2,9}[县区市镇乡]|(?:(?:四川|重庆)[\u4e00-\u9fff]{2,6})")
_FILLING = lazy_regex(
    r"^(?:你好|您好|我|想|嗯|好的?|那|就是|是的?|喂|等一?下|谢谢.{0,3}|(?:要|需要|该)?(?:怎么|咋个?|啷个|如何).{0,6}|可以[吗不].{0,2}|行[吗不].{0,2}|我发给您"
    r"|(?:想|要)?加入你们.{0,3}|(?:忘了?|漏了?|补充)(?:写|说|填)?(?:一?下|一个)?|(?:继续|接着)(?:登记|报名|来|说|填)?[吧嘛哈]*|(?:我)?(?:想|愿意|来|要)(?:给|为|帮|做点|出).{1,14}|.{0,4}退休(?:了|下来.{0,3})?|.{0,8}(?:说|写|发|填|讲)(?:过|了|错)(?:了|的|嘛|哈|哦)*|.{0,3}(?:搞|弄|记)错了?"
    r"|.{0,4}(?:刚|才|去年|今年|前年).{0,4}评.{0,3}|好了(?:没|吗).{0,2}|[吗呢吧嘛哦啊哈的了]+)$"
)
MENDS = lazy_regex(
    r"(?:写|打|说|填|报|发|弄|搞|记)(?:错|反)|不是.{1,14}[，,\s]*(?:是|叫)|更正|(?:改|换)(?:成|为|一下|下)"
)
_NOT_THAT = lazy_regex(r"^(?:.{0,3})不(?:是|叫|在).{1,14}$")
_AROUND = lazy_regex(
    r"^(?:了?(?:好?几|多少|\d+|[一二两三四五六七八九十]+)多?年(?:的|了)?|退休)|(?:上班|工作|任职|任教|退休)(?:的|了)?$|方向$|[，,]?一[个名位]$"
    r"|(?:了?(?:好?几|\d+|[一二两三四五六七八九十]+)多?年了?)$|[嘛哈]$"
)
_NO_SKILL = lazy_regex(
    r"^(?:还没|没|不|等|那|这|你|他|她|谁|我(?!国)|大概|一般|算了|另外|愿意)|[吗呢吧嘛哦啊哈了]$|^\d+$"
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

    def line(self) -> str:
        """姓名；单位；职称；擅长；所在地, as far as it was told, as the form has it."""
        parts = (self.name, self.unit, self.title, self.skills, self.place, self.phone)
        return "；".join(part for part in parts if part)

    def missing(self) -> list[str]:
        """What staff need to decide."""
        return [
            label for label, value in (("姓名", self.name), ("单位", self.unit), ("擅长", self.skills)) if not value
        ]


def parts_of(text: str) -> list[str]:
    """The pieces between signs, blanks and where a breath begins to tell something else."""
    return [part for part in _SEPARATORS.split(text) if part and part.strip()]


def read_told(text: str, before: Told) -> Told:
    """Sort the pieces by what they are: a title, a unit, a name, a mobile; what is left is what one knows.

    What was told before stays, unless the words put it right.
    """
    told, mends = before, MENDS.search(text) is not None
    if phone := _MOBILE.search(text):
        told = replace(told, phone=re.sub(r"\D", "", phone[0]))
    skills = [told.skills] if told.skills else []
    for raw in parts_of(_JOINTS.sub("，", _WISH_WORDS.sub("，", _MOBILE.sub(" ", text)))):
        part = raw.strip(" 、.。:：")
        if not part or len(part) > LONGEST_PART or _is_filling(part):
            continue
        for key, body in _told_by(part, told):
            if mends and key == "skills" and _is_same_name(body, told.name):
                key = "name"
            if key == "skills" and (told.skills == "" or body not in told.skills):
                skills.append(body)
            elif key not in {"", "skills"} and (mends or not getattr(told, key) or _is_only_called(key, told.title)):
                told = replace(told, **{key: body})
    return replace(told, skills="、".join(dict.fromkeys(skills)))


def _is_same_name(body: str, name: str) -> bool:
    """谭晓花, for 谭小花 that was mistyped: as long, and all but one sign the same."""
    is_alike = bool(name) and len(body) == len(name) and sum(a != b for a, b in zip(body, name, strict=True)) == 1
    return is_alike and NAME.fullmatch(body) is not None


def _is_filling(part: str) -> bool:
    if _FILLING.match(part) or WISHES.search(part) or _NOT_THAT.match(part):
        return True
    return questions.asks(part) and LABELS.match(part) is None


def _is_only_called(key: str, title: str) -> bool:
    """医生 is how somebody is called, and gives way to 副主任医师."""
    return key == "title" and title in _CALLED


def _told_by(part: str, told: Told) -> list[tuple[str, str]]:
    """What one piece tells: mostly one thing, of 搞土壤的副教授 two."""
    if _TITLE.fullmatch(part):
        return [("title", part)]
    found = None if _UNIT.search(part) and read_organization(part) == part else _LABELLED.match(part)
    if found and found["skill"] and len(part) - found.end() < 2:
        found = None  # 会计 is what one is
    body = (part[found.end() :] if found else part).strip()
    if _TITLE.fullmatch(body):
        return [("title", body)]
    if found and (found["me"] or found["unit"]) and (again := _LABELLED.match(body)) and again["skill"]:
        found, body = again, body[again.end() :].strip()
    body = _AROUND.sub("", body)
    if both := _SKILL_AND_TITLE.fullmatch(body):
        return [("skills", both["skill"].removesuffix("的")), ("title", both["title"])]
    body = body.removesuffix("的")
    if _NO_UNIT.search(body):
        return [("unit", "个人")]
    key = _KEYS.get(found["label"] or "") if found else None
    if key == "unit" and body.startswith("在"):
        body = body.removeprefix("在")
        key = "place" if _UNIT.search(body) is None else key
    if not body:
        return []
    if key is None:
        key = _kind(body, told, is_name=bool(found and found["name"]), is_skill=bool(found and found["skill"]))
    if key == "name" and (titled := _NAME_AND_TITLE.fullmatch(body)):
        return [("name", titled["name"]), ("title", titled["title"])]
    if key == "name" and len(body) > LONGEST_NAME:
        body = next(iter(read_names(part)), body[:LONGEST_NAME])
    return [(key, body)]


def _kind(body: str, told: Told, *, is_name: bool, is_skill: bool) -> str:
    if is_skill:
        return "skills"
    if _ADDRESSED.search(body):
        return ""
    if not told.name and _NAME_AND_TITLE.fullmatch(body):
        return "name"
    is_title = _TITLE.fullmatch(body) is not None
    if is_name or (not told.name and NAME.fullmatch(body) and len(body) <= LONGEST_NAME and not is_title):
        return "" if is_title else "name"
    if is_title:
        return "title"
    if _UNIT.search(body) or (not told.unit and read_organization(body) == body):
        return "unit"
    if _PLACE.fullmatch(body):
        return "place"
    return "" if _NO_SKILL.search(body) else "skills"
