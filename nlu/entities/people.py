"""People in a message: names that are said to be names, and for whom the sender speaks."""

from __future__ import annotations

import re
from importlib.resources import files

from nlu.entities.wordlists import alternatives, words
from nlu.text.guarded import Gated, Guarded
from nlu.text.patterns import lazy_regex
from nlu.text.segment import cut_known, is_plain_word, tag

SURNAMES = tuple(files("nlu").joinpath("data", "surnames.txt").read_text(encoding="utf-8").split())
SURNAME_PATTERN = "(?:" + "|".join(sorted(SURNAMES, key=len, reverse=True)) + ")"
_GIVEN = "[\u4e00-\u9fff]{1,2}"
_TITLE = alternatives("name_titles")
_SAID = Gated(
    rf"(?:我叫做?|我名字叫|名字叫|名叫|名字是|姓名[:：是]?|我是|本人|联系人(?:是|叫)?[:：]?|联系[:：]|联系我|户主(?:是|叫)?[:：]?|叫做?|负责人(?:是|叫)?[:：]?|找|请|派单\s*#?\d+\s*)\s*"
    rf"(?P<name>{SURNAME_PATTERN}{_GIVEN})(?P<after>[\u4e00-\u9fff]?)"
)
_TITLED = Gated(rf"(?P<name>{SURNAME_PATTERN}[\u4e00-\u9fff]{{0,2}}?){_TITLE}(?!好评)")
_FAMILIAR = lazy_regex(rf"(?P<name>[老小]{SURNAME_PATTERN})(?=[，。,.!！?？\s:：]|$|在|的|说|来|接|那|师傅|1)")
_BEFORE_PHONE = lazy_regex(rf"(?<![\u4e00-\u9fff])(?P<name>{SURNAME_PATTERN}{_GIVEN})[:：,， ]{{0,2}}(?=1[3-9]\d)")
_SIGNED = lazy_regex(rf"(?:[，。,.；;！!\n]\s*|\s)(?P<name>{SURNAME_PATTERN}{_GIVEN})[。.]?$")
_PARTED = lazy_regex(r"[，。,.；;！!\s]")  # stands before a signature, which is the text's last few characters
_SIGNATURE = 8
_LISTED = lazy_regex(rf"(?:^|\n)\s*\d{{1,3}}\s*[.、．)）]\s*(?P<name>{SURNAME_PATTERN}{_GIVEN})(?=\s|$)")
_FIGURE = lazy_regex(r"\d")
_NOT_NAMES = frozenset(words("not_names"))
_TITLES = frozenset(words("name_titles"))
SURNAME_LETTER = f"[{''.join(sorted(name for name in SURNAMES if len(name) == 1 and name not in '家和'))}]"
_NEVER_IN_NAMES = frozenset("的了吗呢吧么们你我他她它想请这那哪")
_CONJUNCTIONS = frozenset("和但先跟请由向从")
_WEAK_CUES = ("我是", "找", "请", "叫")
_NOT_GIVEN = frozenset(
    "的是在了这那和要有没来去吗呢吧么个们家户您你我他她它就都也还不想能会可以怎啥哪谁把被从给到下上里外老"
)

_ON_BEHALF = Guarded(
    (
        (
            "父亲",
            (
                r"(?:我|俺)?(?:们)?(?:家)?(?:爸爸|(?<![一二三四五六七八大满干继])爸|父亲|爹|老爹|老爸|老头子|公公)(?!爸)",
                rf"(?<!{SURNAME_LETTER})老汉儿?",  # 刘老汉 is a neighbour
            ),
        ),
        (
            "母亲",
            (
                r"(?:我|俺)(?:们)?(?:家)?(?:妈妈|妈|母亲|老娘|老妈|婆婆妈|老妈子)",
                r"帮(?:我)?妈|妈妈?(?:喊|叫|让|托)我",
            ),
        ),
        (
            "长辈",
            (
                r"我(?:们)?(?:家)?(?:爷爷|公|外公|奶奶|婆婆|外婆|家婆|家公)(?![司卫共安益园办章路务示认开证寓里斤猪牛鸡羊用式平社事款告文厕租积])",
            ),
        ),
        (
            "配偶",
            (r"我(?:的|家)?(?:老公|丈夫|男人|那口子|屋头男的|老婆|妻子|媳妇|婆娘|堂客|爱人)",),
        ),
        (
            "子女",
            (r"我(?:的|家)?(?:儿子|儿|女儿|女|娃儿|娃|孩子|孙子|孙女|幺儿)(?!歌|童)",),
        ),
        (
            "亲戚",
            (
                r"(?:我(?:的|家)?|帮|替|代)(?:我)?(?:表哥|表弟|堂哥|堂弟|哥哥?|弟弟?|姐姐?|妹妹?|舅舅?|姑姑?|姨妈?|叔叔?|[幺二三四五六七八大满干]爸|[二三四五六七八幺满大]爷|[二三四五幺]娘|孃孃?|嬢嬢?|婶婶?|嫂子?|大伯|伯伯|姑爷|姐夫|妹夫|侄儿|侄子|亲戚|亲家|老表|老丈人|岳父|岳母|丈母娘)",
                r"(?:[二三四五六七八幺大满]爸|舅舅?|姑[姑爷妈]?|姨[妈夫]?|叔叔?|伯伯|大伯|[表堂][哥弟姐妹]|哥哥?|姐姐?|弟弟|妹妹|老表|嫂子|姐夫|妹夫|岳父|岳母|丈母娘|老丈人|亲家)(?:喊|叫|让|托|请)我",
            ),
        ),
        (
            "邻居",
            (
                r"(?:帮|替|代|给|为)(?:我)?(?:们)?(?:隔壁|邻居|邻舍|院子里|湾湾头|对门|同村)",
                r"(?:邻居|隔壁)(?:家|屋头)?(?:的|托我|让我|喊我|不会)",
            ),
        ),
        (
            "朋友",
            (
                r"(?:帮|替|代|给)(?:我)?(?:的)?(?:朋友|同学|战友|老乡|熟人)",
                r"朋友(?:家|屋头)?(?:托我|让我|喊我)",
            ),
        ),
        (
            "社员",
            (
                r"(?:合作社|社里|社头|我们社)(?:的)?(?:社员|农户|成员|有|\d)",
                r"社员",
            ),
        ),
        (
            "村民",
            (
                r"(?:村里|村头|全村|我们村|我村|本村|组上|社区里|镇上|镇里|我镇|乡里|辖区)[^，。]{0,8}?(?:户|村民|农户|群众|果农|菜农|茶农|养殖户|种植户|老百姓|居民|贫困户|脱贫户|大户)",
                r"(?:帮|替|代|为)(?:几户|\d+户|村民|群众|农户|村里|贫困户|脱贫户|五保户|老百姓|果农|居民)",
                r"村民(?:们)?(?:反映|说|反应)",
            ),
        ),
        (
            "企业",
            (
                r"(?:帮|替|代)(?:我们)?(?:客户|企业|公司|厂里|员工|职工)",
                r"代(?:企业|公司)(?:报|提|咨询)",
            ),
        ),
        (
            "患者",
            (r"(?:我们|我)(?:医院|科室?)?(?:的|有个|有一个|收了个|一个|个)?(?:病人|患者)",),
        ),
    )
)


_KIN = (
    r"(?:老汉儿?|爸爸?|父亲|爹|妈妈?|母亲|老娘|爷爷|奶奶|外公|外婆|老公|丈夫|男人|老婆|妻子|堂客|老伴"
    r"|儿子?|女儿?|媳妇|姐|哥|弟|妹)"
)
_OTHERWISE_NAMED = lazy_regex(  # 老汉儿前年过世了; 到时候打给我妈; 我儿子在外头打工; 老汉急得很
    rf"(?:我|俺)?(?:们)?(?:家|屋头)?(?:的)?{_KIN}[^，,。；;\s的喂养种栽家]{{0,10}}(?:过世|去世|走了|走得早|死得早|死了|不在了|没得了|没了)"
    rf"|(?:打给?|打电话给|联系|找)(?:我|俺)(?:们)?{_KIN}"
    rf"|(?:我|俺)?(?:们)?(?:家|屋头)?(?:的)?{_KIN}们?(?:都|也|全|长期|一直|又)*(?:在|去|到|跑)[^，,。；;\s病院]{{0,8}}"
    r"(?:打工|上班|务工|外头|外面|外地|读书|上学|读大学|当兵|工作|做生意)(?:[去了的]|[，,。；;\s]|$)"
    rf"|(?:我|俺)?(?:们)?(?:家|屋头)?(?:的)?{_KIN}(?:们|两个|几个)?(?:都|也|很|好|天天|一天到黑|一直|这两天|跟着|在)*"
    r"(?:急(?!病|诊|救|性|支|着送)|着急|心急|心焦|心疼|焦(?:人|得|死|慌)|愁|怄|担心|操心|发火|气(?:得|死|惨|慌|安逸)|慌得|哭(?:起|得|惨|了)|骂|怪我|催)"
)


def read_names(text: str) -> tuple[str, ...]:
    """Names that the words around say to be names: 我叫王建国, 联系人老李, a signature; 李老师 is none."""
    found: dict[int, str] = {}
    for match in _SAID.finditer(text):
        name = _trimmed(text, match)
        if name:
            found[match.start("name")] = name
    has_figures = _FIGURE.search(text) is not None
    for match in _BEFORE_PHONE.finditer(text) if has_figures else ():
        if not is_plain_word(match.group("name")):
            found.setdefault(match.start("name"), match.group("name"))
    for match in _TITLED.finditer(text):
        if _starts_word(text, match.start("name")) and may_be_name(match.group("name")):
            found.setdefault(match.start("name"), match.group("name"))
    for match in _LISTED.finditer(text) if has_figures else ():
        if may_be_name(match.group("name")):
            found.setdefault(match.start("name"), match.group("name"))
    for match in _SIGNED.finditer(text) if _PARTED.search(text, max(0, len(text) - _SIGNATURE)) else ():
        if _is_signature(match.group("name")):
            found.setdefault(match.start("name"), match.group("name"))
    for match in _FAMILIAR.finditer(text) if "老" in text or "小" in text else ():
        if re.search(r"(?:联系人|联系|找|叫|我是)[:：是]?$", text[: match.start()]):
            found.setdefault(match.start("name"), match.group("name"))
    return tuple(dict.fromkeys([found[start] for start in sorted(found)])) if found else ()


def read_on_behalf(text: str) -> str | None:
    """Whom it concerns where that is not the sender; None where the sender speaks of himself."""
    return _ON_BEHALF.first(_OTHERWISE_NAMED.sub("，", text))


def may_be_name(name: str) -> bool:
    """Whether it is a whole name and no word; a bare surname (李老师) names nobody in particular."""
    if len(name) < 2 or name in _NOT_NAMES or name[-1] in _NOT_GIVEN or name[0] in _CONJUNCTIONS:
        return False
    if _NEVER_IN_NAMES.intersection(name[1:]):
        return False
    return not is_plain_word(name) and not (len(name) > 2 and (name[:2] in _NOT_NAMES or is_plain_word(name[:2])))


def _is_signature(name: str) -> bool:
    """Whether the last words of a message are the sender's name."""
    return name not in _NOT_NAMES and not _NOT_GIVEN.intersection(name) and tag(name) == [(name, "nr")]


def _trimmed(text: str, match: re.Match[str]) -> str:
    """The name without what belongs to the next word; empty where it is no name."""
    name, start = match.group("name"), match.start("name")
    cue = text[match.start() : start].strip()
    pieces = cut_known(text[start:])
    if len(pieces[0]) >= 2 and pieces[0] not in (name, name[:2]) and not name.startswith(pieces[0]):
        return ""
    if len(pieces[0]) >= 2 and cue in _WEAK_CUES:
        return ""  # 我是高中老师, 请安排: a word, not a name
    while len(name) > 2 and name[-1] in _NOT_GIVEN:
        name = name[:-1]
    if name[1] in _NOT_GIVEN or name in _NOT_NAMES or name[1:] in _TITLES or is_plain_word(name):
        return ""
    tail = text[start + len(name) :]
    if (
        len(name) == 3
        and len(pieces) > 1
        and len(pieces[0]) == 1
        and len(pieces[1]) == 1
        and len(cut_known(name[2] + tail[:1])) == 1
        and tail[:1]
    ):
        name = name[:2]
    closed = (
        not tail
        or not "\u4e00" <= tail[0] <= "\u9fff"
        or tail[0] in _NOT_GIVEN
        or tail.startswith(("电话", "手机", "住", "今年", "，"))
    )
    return name if closed or cue not in _WEAK_CUES else ""


def _starts_word(text: str, start: int) -> bool:
    """Whether a word may begin here, so that 高 in 提高老师 is no surname."""
    if not start or not "\u4e00" <= text[start - 1] <= "\u9fff":
        return True
    return len(cut_known(text[max(0, start - 1) : start + 1])) == 2
