"""Whether words belong to a matter that runs already, or name a thing of their own and begin another one."""

from __future__ import annotations

import re

from domain.demands import Demand
from nlu.dialogue.wants import announces_another, announces_plainly, tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.text.segment import tag
from nlu.understanding import Place, Understanding

SURE_OF_FIELD = 0.8
OTHER_KINDS = frozenset({"training", "talent", "policy", "matter", "cooperation", "service"})
FEWEST_OF_NEED, LONGEST_CONTACT = 4, 20  # characters
LONGEST = 24  # characters of a remark; whoever says more tells a need
ANIMALS = "猪牛羊鸡鸭鹅鱼兔蜂狗猫蚕虾"
SHORT_FRUITS = frozenset("李子 桃子 橙子 柚子 梨子 橘子 枣子 杏子 柿子 羊子 兔子 鸡子 鸭子".split())  # 李子 is 脆李
PERSONS = frozenset(
    "技术员 农技员 兽医 医生 专家 老师 教授 校长 领导 主任 师傅 老板 医院 学校 公司 电话 手机 反应 名字".split()
)
PARTS = frozenset(
    "打药 喷药 施肥 浇水 修剪 农药 肥料 药水 叶子 叶片 叶面 果子 果实 树叶 枝条 枝叶 树根 苗子 花 树".split()
)
BEASTS = frozenset("畜牧 兽医 水产 蜂业".split())
_OF_PLANTS = lazy_regex(
    r"(?:就是|现在|还有|而且|主要是?|[，,\s])*(?:老|新|嫩|底下|下面|上面|有些|好多|部分)?的?"
    r"(?:叶(?:子|片|面|背|尖|柄|边)?|果(?:子|实|皮|面|柄)?|根(?:部|子)?|枝(?:条|干|丫)?|树(?:干|皮|枝|叶|上)|茎|秆|秧子?|苗子?|花(?:朵|苞|蕾)?|芽子?|藤子?|皮|穗子?)"
)
_OF_BEASTS = lazy_regex(
    r"(?:就是|现在|还有|而且|主要是?|[，,\s])*(?:有些|好多|部分)?的?(?:眼睛?|嘴巴?|鼻子|耳朵|脚(?:杆)?|腿(?:杆)?|蹄子?|身上|皮子?|毛|肚(?:子|皮)|屁股|尾巴|鳃|鳞|奶子|乳房|冠子|翅膀|鸡冠)"
)
NOUNS = frozenset({"n", "nz", "ns", "vn", "s"})
_ABOUT_OTHERS = lazy_regex(
    r"^(?:哦|嗯|哎|对了|就是|而且|但是|不过|主要是?|其实|因为|所以|不好意思[啊呀]?|对不起|[，, ])*"
    r"(?:[他她它](?!们?[家屋])|(?:校长|院长|领导|老板|书记|厂长|经理|老汉|[\u4e00-\u9fff]{1,3}(?:大爷|老师|主任))(?:说|讲|喊))"
)
_REQUESTS = lazy_regex(
    r"想请|想找|请.{0,4}(?:专家|老师|医生|人)|求助|帮(?:我|忙|哈)|派(?:个|人|一)|(?:怎么|咋个?|啷个|如何)(?:办|整|治|防)"
    r"|(?:能不能|可不可以|能否).{0,2}(?:请|来|派|帮)"
)
_ADDS = lazy_regex(r"(?:我|再|还)?(?:要|想)?(?:补充|备注|忘了说|忘记说|漏说|刚才没说)")
_ASKS_OF_PERSON = lazy_regex(r"(?:[他她](?!家)|[这那](?:个|位)(?:专家|老师|医生|教授)).{0,8}[吗不嘛没么?？]$")
_PATIENT = lazy_regex(
    r"(?:就是|这个|那个|该|我们?(?:的|这个)?|有(?:一?个|位)|[，,\s])*(?:病人|患者|病员|患儿|产妇|老人家?|娃儿|家属|男性?|女性?|\d{1,3}岁)"
    r"(?!.{0,4}(?:太多|投诉|流失|满意度|沟通|管理|家属闹|纠纷))"
)
_PEOPLE = lazy_regex(
    r"农技[员站]|技术员|兽医站?|医生|干部|领导|老师|师傅|[镇村乡县]上|[镇村乡县]里|人家|别个|别人|邻居|隔壁"
)
_DESCRIBES = lazy_regex(
    r"(?:都|平时|一直|以前|刚才|今年|去年)?(?:吃|喂|用|打|施|喷|住|撒|灌|浇|买)(?:的|过的?|了的?)(?:都)?是?"
)
_OFFERS = lazy_regex(r"我们?(?:这边|这里)?(?:都|也)?(?:有|准备好|备好|能提供|可以提供)")
GENERIC = frozenset("设备 机器 技术 东西 产品 手机 摄像头 照片 学生".split())
LONGEST_MORE = 30
_KIN = (
    r"(?:我|他|她|屋头|家里|村|社|厂)?(?:们)?的?(?:妈|爸|老汉儿?|爹|娘|儿子?|女儿?|幺儿|媳妇|婆娘|堂客|老公|老婆|爱人"
    r"|哥|姐|弟|妹|孙|侄|女婿|邻居|书记|主任|支书|会计|老板|他|她|人)"
)
_WHOM_TO_RING = lazy_regex(
    rf"(?:打|拨|联系|发)给?(?:到)?{_KIN}[^，。]{{0,4}}(?:电话|手机|就(?:行|是|可以|好|要得)|嘛|吧|哈|了|$)"
    rf"|(?:来了|到了|去了|到时候?|直接|就)[^，。]{{0,6}}(?:找|喊|问)[^，。]{{0,4}}?{_KIN}[^，。]{{0,4}}(?:就(?:行|是|可以|好|要得)|嘛|吧|哈|$)"
    r"|(?:莫|别|不要|不用)(?:打|拨|联系)(?:给)?(?:我|他|她)"
)
_CANNOT_HEAR = lazy_regex(
    r"耳朵(?:背|聋|不好|不灵)|(?:电话)?(?:他|她|我|老人家?)?(?:都|也)?(?:听不(?:到|见|清|倒)|接不(?:到|倒|了)|不(?:会|爱|常)接)(?:电话)?|打电话"
)
_CLEFT = lazy_regex(r"(?P<known>[\u4e00-\u9fff]{1,5})的(?:都|只|就|主要|全)?是(?!不是)")
_DUNG = lazy_regex(rf"[{ANIMALS}](?:粪|屎肥)")  # 猪粪 is what is spread on the field
_EMPTY = lazy_regex(r"[我你您他她它这那都也就还是有在个种人事说讲来去上下里头家对了另外其实主要就是现在的]")
_NAMED = lazy_regex(
    r"(?:我们?的?)?(?:名字|名称|全称|厂名|店名|厂子|公司|店子|单位|学校|合作社)?(?:就)?(?:叫|名叫)(?!人|你|他|她|不|个|专家|老师)(?:做|作)?[\u4e00-\u9fffA-Za-z0-9]{2,16}"
)
_NO_PICTURE = lazy_regex(r"(?:没|没得|没有|莫得|拍不了?|发不了?|发不出)(?:的)?(?:照片|相片|图片?|视频|样品|报告|资料)")
_OF_COMING = lazy_regex(
    r"(?:别|莫|不要|不用)(?:来|到)?(?:得)?太?(?:早|晚|迟)来?|(?:别|莫|不要)(?:穿|开|带)|来(?:的时候|之前|以前|前)|进(?:来|厂|村|门)(?:的时候|之前|要)"
)
_SOMEBODY_WHO = lazy_regex(  # 反正请个懂白酒的
    r"(?:反正|还是|就|最好|只要|我们?|想|要|[，,\s])*(?:请|找|派|要|来)(?:一?[个位名])?(?:懂|会|搞|熟悉|专门做)[\u4e00-\u9fff]{1,6}的(?:来|就行|就好)?"
)
_SOMEBODY = lazy_regex(
    r"(?:我们?|就|还是|主要|也|其实|最好)*(?:想|要|需要|能不能|麻烦|希望)*(?:请|找|派|喊|叫|安排)(?:一?[个位名])?(?:懂|会|搞|做|熟悉|内行)?[\u4e00-\u9fff]{0,4}的?(?:专家|老师|师傅|人|行家|机构|单位)?(?:过?来)?(?:悄悄|私下|偷偷|抽空|顺便|先)*(?:地)?(?:看|瞧|指导|把关|定|修|弄|整|教|治|讲|处理|化验|检测|检验|鉴定)(?:一?[下哈看眼]|看|修)*(?:场地|现场|园子|地块|塘子|厂房|圈舍|地头|田头|情况)?"
)
_WHERE_CLAUSE = lazy_regex(r"[，,。\s]+[\u4e00-\u9fff]{1,4}的?$")
_SEEN_AGAIN = lazy_regex(r"又|还是|还在|仍然|更|越来越|一直|老是|照样")


def is_remark(demand: Demand, understood: Understanding) -> bool:
    """Short words without a place, a wish or a thing of their own: said about the demand that runs."""
    text = understood.text
    if _ADDS.match(text) and not understood.parts and not _is_elsewhere(demand, understood):
        return True
    if len(text) > LONGEST or understood.parts or understood.organization or understood.on_behalf:
        return False
    if _wishes_for_more(demand, understood) or _is_of_sick_people(demand, understood):
        return False
    if _ASKS_OF_PERSON.search(text):
        return False
    if announces_another(text) or _REQUESTS.search(text) or _is_elsewhere(demand, understood):
        return False
    if _ABOUT_OTHERS.match(text) or _DESCRIBES.match(text):
        return True
    if demand.place_code is None and not any(one in text and one not in demand.text for one in ANIMALS):
        return not is_of_another_field(demand, understood)  # still being told in pieces
    if names_another(demand, understood):
        return False
    return demand.expert_id is not None or _OFFERS.search(text) is not None or not _new_nouns(demand, text)


def is_of_another_field(demand: Demand, understood: Understanding) -> bool:
    """我腰杆痛, after a school place was asked for."""
    guess = understood.field
    if guess is None or understood.intent not in {"demand", "policy"} or not understood.tags:
        return False
    return guess.code != demand.field_code and guess.confidence >= SURE_OF_FIELD


def brings_own_need(demand: Demand, understood: Understanding) -> bool:
    """A trouble, or a wish with something of its own in it; whoever only says that somebody shall come brings none."""
    if understood.parts or tells_trouble(understood.text):
        return True
    return _wishes_for_more(demand, understood) or _is_of_sick_people(demand, understood)


def _is_of_sick_people(demand: Demand, understood: Understanding) -> bool:
    """屋头老人脑壳昏，想看神经内科, after a need of a field or a plant."""
    return (
        understood.field is not None and understood.field.code == "health" and is_of_another_field(demand, understood)
    )


def _wishes_for_more(demand: Demand, understood: Understanding) -> bool:
    """还想招个麻醉医生, of a demand that asks for advice; 想请老师来看哈再说 wishes for nothing new."""
    if not tells_wish(understood.text):
        return False
    own = {*understood.tags, *understood.extra.get("subjects", ())} - PERSONS - PARTS
    is_sure = understood.field is not None and understood.field.confidence >= SURE_OF_FIELD
    is_other = understood.kind in OTHER_KINDS - {"training"} and understood.kind != demand.kind
    return bool(own) or is_other or (is_sure and understood.intent in {"demand", "policy"})


def requests(text: str) -> bool:
    """Somebody is asked to come, to help or to say what to do."""
    return _REQUESTS.search(text) is not None


def at_home(place: Place | None, code: str | None) -> Place | None:
    """Among namesakes the one in the county of `code`; else the place as it was read."""
    if place is None or not place.choices:
        return place
    return next((choice for choice in place.choices if choice.code == code), place)


def begins_another(demand: Demand, understood: Understanding) -> bool:
    """另一件，猪不吃食: announced as something else, and nothing of the demand is named."""
    return announces_another(understood.text) is not None and not shares_thing(demand, understood)


def opens_another(demand: Demand, understood: Understanding) -> bool:
    """还有件事…, or a need of another thing or another trade, announced or at another place: never a mere addition."""
    text = understood.text
    if (found := announces_plainly(text)) is not None:
        return len(text) - found.end() >= FEWEST_OF_NEED and not shares_thing(demand, understood)
    if understood.intent not in {"demand", "policy"}:
        return False
    is_other = names_another(demand, understood) or is_of_another_trade(demand, understood)
    is_need = tells_trouble(text) or tells_wish(text)
    return is_other and ((is_need and _is_elsewhere(demand, understood)) or announces_another(text) is not None)


def is_of_another_trade(demand: Demand, understood: Understanding) -> bool:
    """鸡拉绿屎, of an order about oranges."""
    guess = understood.field
    if guess is None or guess.confidence < SURE_OF_FIELD or demand.field_code is None:
        return False
    return (guess.code, guess.second) != (demand.field_code, demand.second)


def tells_of_patient(demand: Demand, understood: Understanding) -> bool:
    """病人58岁 左侧偏瘫两周, of a hospital's order: whom it is about, and no order of its own."""
    is_of_health = demand.field_code == "health" or demand.role == "hospital"
    text = understood.text
    is_more = understood.parts or _REQUESTS.search(text) or tells_wish(text) or announces_another(text)
    return is_of_health and not is_more and _PATIENT.match(text) is not None


def is_contact(understood: Understanding) -> bool:
    """家属姓刘，电话138…; 老汉耳朵背，打给我妈: whom to ring, and nothing that somebody should handle."""
    rest = understood.text
    if len(rest) <= LONGEST_MORE and _WHOM_TO_RING.search(rest) and not tells_wish(rest):
        return not tells_trouble(_WHOM_TO_RING.sub("，", _CANNOT_HEAR.sub("，", rest)))
    for phone in understood.phones:
        rest = rest.replace(phone, "")
    is_short = len(rest) <= LONGEST_CONTACT
    return bool(understood.phones) and is_short and not (tells_trouble(rest) or tells_wish(rest))


def may_be_another(demand: Demand, understood: Understanding) -> bool:
    """Whether it is worth saying how another matter is begun: something of its own is wrong or wanted."""
    text = understood.text
    if understood.intent != "demand":
        return False
    if names_another(demand, understood) or _REQUESTS.search(text):
        return True
    is_own = tells_trouble(text) or tells_wish(text)
    return is_own and not (tells_of_parts(demand, understood) or shares_thing(demand, understood))


def takes_up(demand: Demand, understood: Understanding) -> bool:
    """胀的是微辣那款, 名字叫老窖坊, 来的时候莫太早, 想找个懂行的悄悄看看: more of what was told, however it sounds."""
    text = understood.text
    if len(text) > LONGEST_MORE or understood.parts or understood.phones or _is_elsewhere(demand, understood):
        return False
    if _NAMED.fullmatch(text) or _NO_PICTURE.match(text) or _OF_COMING.search(text):
        return True
    if _SOMEBODY_WHO.fullmatch(_beside(understood)):
        return understood.field is None or understood.field.code == demand.field_code
    if set(things_named(understood)) - GENERIC and names_another(demand, understood):
        return False
    if _SOMEBODY.fullmatch(_beside(understood)):
        return True
    cleft = _CLEFT.search(text)
    return cleft is not None and any(one in demand.text for one in _EMPTY.sub("", cleft["known"]))


def _beside(understood: Understanding) -> str:
    """想请人来修 of 想请人来修 南川大观镇."""
    text, place = understood.text, understood.place
    for piece in (place.text, place.town or "", place.name) if place else ():
        text = text.replace(piece, "") if piece else text
    found = _WHERE_CLAUSE.sub("", text)
    return found.strip(" ，,。.！!")


def is_again(demand: Demand, understood: Understanding) -> bool:
    """茶叶还是虫多, days later: the same thing, the same place, nothing but that it goes on."""
    field = understood.field.code if understood.field else None
    if field not in {None, demand.field_code} or _is_elsewhere(demand, understood):
        return False
    return _SEEN_AGAIN.search(understood.text) is not None and shares_thing(demand, understood)


def tells_of_parts(demand: Demand, understood: Understanding) -> bool:
    """叶子上起黑斑, of an order about walnuts: a part of what was named, and nothing of its own."""
    if len(understood.text) > LONGEST or things_named(understood) or _is_elsewhere(demand, understood):
        return False
    if announces_another(understood.text) or understood.parts or demand.field_code != "agriculture":
        return False
    parts = _OF_BEASTS if demand.second in BEASTS else _OF_PLANTS
    return parts.match(understood.text) is not None and tells_trouble(understood.text)


def names_another(demand: Demand, understood: Understanding) -> bool:
    """An animal, a crop, a machine that the demand has not."""
    things = things_named(understood)
    return bool(things) and not any(_is_told(demand, thing) for thing in things)


def shares_thing(demand: Demand, understood: Understanding) -> bool:
    """The same animal, crop or machine."""
    return any(_is_told(demand, thing) for thing in things_named(understood))


def things_named(understood: Understanding) -> tuple[str, ...]:
    """The crops, machines and animals in the words."""
    alive = _DUNG.sub("", understood.text)
    animals = [one for one in ANIMALS if one in alive]
    subjects = [one for one in understood.extra.get("subjects", ()) if one not in PERSONS | PARTS]
    return (*subjects, *animals)


def _is_told(demand: Demand, thing: str) -> bool:
    if thing in demand.text or thing in demand.summary or thing in demand.tags:
        return True
    thing = thing.removesuffix("树")
    return thing in SHORT_FRUITS and re.search(f"{thing[0]}(?!老师|专家|教授|医生)", demand.text) is not None


def _is_elsewhere(demand: Demand, understood: Understanding) -> bool:
    place = at_home(understood.place, demand.place_code)
    return place is not None and demand.place_code is not None and place.code != demand.place_code


def _new_nouns(demand: Demand, text: str) -> bool:
    return any(kind in NOUNS and not _is_told(demand, word) for word, kind in tag(_PEOPLE.sub("", text)))
