"""Which orders an expert wants: 不搞柑橘了, 最多接一单 change the profile once confirmed; 只接本地 goes to a butler."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.experts import Expert
from domain.work import TaskKind
from handlers import access
from handlers.orders import claiming
from handlers.pool.staff_lines import line_about
from handlers.reading import belonging, questions
from handlers.turn import Arguments, Turn
from handlers.wording import changes as wording
from handlers.wording import common
from nlu.dialogue.acts import LIKELY, read_act
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number
from nlu.understanding import Understanding

LONGEST = 60
AWAY = 0.9  # of a leave: nothing is said of which orders are wanted
_COUNT = r"(?P<count>[一二两三四五六七八九十\d]{1,3})"
_MOST = lazy_regex(
    rf"(?:最多|顶多|只能|只)(?:同时|一次|一起)?(?:再)?(?:给我)?(?:接单?|办|带|做|派|排|手上)?(?:的)?(?:单数)?(?:改成|改为|调到|设成|是|放)?"
    rf"{_COUNT}(?:个|单|件)"
    rf"|(?:不(?:要)?|[莫别])超(?:过)?{_COUNT.replace('count', 'least')}(?:个|单|件)"
    rf"|(?:同时|一次)(?:最多)?(?:接单?|在办|办|带)(?:的)?(?:单?数)?(?:量|上限)?(?:改成|改为|调到|调成|设成|是)"
    rf"{_COUNT.replace('count', 'other')}(?:个|单|件)"
)
_IN_A_TIME = lazy_regex(r"(?:每|一)个?(?:月|周|星期|礼拜|年|季度?)|(?:月|周|年)(?:最多|顶多|只)")
_ONE_MORE = lazy_regex(r"再(?:接|派|给|来|办)")
_NOT_KIND = lazy_regex(
    r"不(?:再)?(?:搞|做|接|弄|看|研究|管|碰|懂|会|熟|对口)|(?:别|莫|不要|不用|不准|甭)(?:再)?(?:给|找|派|推|发|叫|喊|联系|把)"
    r"|[弄搞做接看]不(?:来|了|好)|不是我(?:的)?(?:专长|擅长|专业|方向|领域)"
)
_SKILL_OFF = lazy_regex(
    r"(?:去掉|删(?:了|掉|除)?|拿掉|取消|划掉|不要).{0,6}(?:专长|擅长|特长|领域|方向|技能)"
    r"|(?:专长|擅长|特长|领域|方向|技能).{0,6}(?:去掉|删(?:了|掉|除)?|拿掉|取消|划掉|不要了)"
)
_NAMED_OFF = lazy_regex(
    r"^(?:请|帮我|把|我的)*(?P<what>[\u4e00-\u9fff、]{2,12}?)(?:那个|这个|那条|那项|这项|那样)?(?:给我)?(?:删|去|拿|划)(?:了|掉|除)(?:吧|嘛|哈|。)*$"
)
_ONLY = lazy_regex(
    r"(?:只|光|单|就|专门)(?:接|搞|做|弄|看|派|推|跑|管)(?:给我)?(?P<what>[^，,。；;了]{1,16}?)(?:的|类)?(?:单子?)?(?:了|吧|嘛|就行)?(?:$|[，,。])"
)
_MESSAGES = lazy_regex(r"推送|消息|信息|通知|短信")
_ONLY_ONLINE = lazy_regex(
    r"(?:这期间|期间|这段(?:时间)?|以后|今后|往后|这阵|请假(?:期间|的时候)).{0,6}(?:线上|视频|远程|网上|电话)(?:的|单|咨询)?.{0,6}(?:接|派|推|可以|行|安排)"
    r"|(?:只|光)(?:接|做|派|推)(?:给我)?(?:线上|视频|远程)"
)
_FEWER = lazy_regex(
    r"只(?:推|派|发|接)(?:给我)?.{0,8}(?:公里|小时|以内|附近|近(?:一?点|处)?的)|(?:一天|每天|一周|一星期)(?:[莫别]|不要|不|最多)?.{0,3}(?:超过|发|推|派).{0,3}(?:条|个|单)|少(?:给我)?(?:派|推|发|安排)(?:点|些|几)"
)
_NOT_BEYOND = lazy_regex(  # 眉山以外的我都不去
    r"(?:以外|之外|外头|外面|外地|[县市区]外)(?:的)?(?:单子?|地方|区县)?(?:我)?(?:一律|统统|都|就)*(?:先)?(?:不|莫|别)(?:再|要|想|用|得)?(?:给我)?(?:去|跑|接|派|推|来)"
    r"|(?:除(?:了|开|脱))[^，,。]{2,10}[，,]?(?:别的|其他|其它|别处|哪里|哪点|远的)(?:地方|区县|的)?(?:我)?(?:一律|统统|都|就)*(?:不|莫|别)(?:再|要|想)?(?:给我)?(?:去|跑|接|派|推)"
    r"|(?:不出|出不了)[^，,。]{1,6}[县市区界](?:$|[，,。的])"
)
_ADDS = lazy_regex(
    r"(?:另外|再|还|给我)?(?:加|添|换成|改成)(?:上|个|一个|一样)?(?P<what>[\u4e00-\u9fff]{2,8}?)(?:嘛|吧|哈|。)*$"
)
_WHILE = lazy_regex(r"[这下本]一?个?(?:周|星期|礼拜|月)|最近|近期|这几天|这段|这阵|年底|年后")
_ONLY_THERE = lazy_regex(r"(?:只|光)(?:能|想|愿意|方便)?(?:接|跑|去|管)(?!.{0,6}(?:天|次|趟|回|小时))")
_LASTING = lazy_regex(
    r"以后|今后|往后|从今|再|类|这种|那种|之类|方面|的单|的就|了[，,。]|了$|专长|擅长|[别莫](?:再)?(?:给我)?(?:派|推|发)"
)
_FILL = lazy_regex(r"[的类种方面单子]|这|那|个|些|以后|今后|往后|都|就|我|了")
_TITLE = lazy_regex(
    r"^(?:我|本人)?(?:的)?(?:职称)?(?:今年|去年|刚|刚刚|已经?|终于)*(?:评(?:上|到|了|为)|升(?:了|上|为)?|晋升?(?:了|为)?|拿到)(?P<what>(?:正|副)高级?)(?:职称)?(?:了|哈|。)*$"
)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """False where no kind, region or number of orders is told."""
    text = turn.text.strip()
    if len(text) > LONGEST or questions.is_question(text) or _MESSAGES.search(text):
        return False
    experts = list((await turn.uow.experts.get_many(turn.person.expert_ids)).values())
    if not experts:
        return False
    if _FEWER.search(text) or (_ONLY_ONLINE.search(text) and understood.demand_no is None):
        await _tell_butler(turn, experts[0], text)
        return True
    acts = read_act(text, "expert")
    if acts.is_likely("leave", least=AWAY):
        return False  # 明天起休产假，单子先莫派
    if found := _TITLE.match(text):
        _confirm(turn, f"职称={found['what'].removesuffix('级')}")
        return True
    if (found := _NAMED_OFF.match(text)) and (cut := _named(experts[0], [found["what"]])):
        _confirm(turn, f"擅长-{'、'.join(cut)}")
        return True
    if (found := _MOST.search(text)) and not acts.is_likely("time", "result"):
        if _IN_A_TIME.search(text):
            await _tell_butler(turn, experts[0], text)  # how many in a month is nothing that the bot counts
            return True
        return await _at_most(turn, experts[0], found, text)
    if understood.demand_no is not None or (_WHILE.search(text) and not acts.is_likely("profile")):
        return False
    if _ONLY_THERE.search(text) and understood.place is not None and not acts.is_likely("time", "move"):
        await _tell_butler(turn, experts[0], text)
        return True
    if _NOT_BEYOND.search(text) and understood.place is not None:
        await _tell_butler(turn, experts[0], text)
        return True
    if _refuses_kind(text) and await _is_own_skill(turn, understood, experts[0], text):
        return await _of_kind(turn, understood, experts[0], text, is_sure=True)
    if not acts.is_likely("profile", least=0.4) and not (_SKILL_OFF.search(text) or _refuses_kind(text)):
        return False
    if acts.is_likely("handback", "cannot", "need", "quit") and not _SKILL_OFF.search(text):
        return False
    return await _of_kind(turn, understood, experts[0], text, is_sure=acts.is_likely("profile", least=LIKELY))


def _refuses_kind(text: str) -> bool:
    return _NOT_KIND.search(text) is not None and _LASTING.search(text) is not None


async def _is_own_skill(turn: Turn, understood: Understanding, one: Expert, text: str) -> bool:
    """草莓我不做了, from somebody whose skill that is, with no order that it could be about."""
    if not _named(one, _kinds(understood, text)) or await access.offered(turn):
        return False
    return not await access.demands_in_hand(turn)


async def _at_most(turn: Turn, one: Expert, found: re.Match[str], text: str) -> bool:
    """最多再接一单 counts on from what is in hand."""
    count = read_number(found["count"] or found["least"] or found["other"])
    if not count:
        return False
    count += one.open_orders if _ONE_MORE.search(text) else 0
    _confirm(turn, f"最大在办={int(count)}")
    return True


async def _of_kind(turn: Turn, understood: Understanding, one: Expert, text: str, *, is_sure: bool) -> bool:
    only = _ONLY.search(text)
    words = _kinds(understood, text)
    is_off = _SKILL_OFF.search(text) is not None or _NOT_KIND.search(text) is not None
    if is_off:
        cut = _named(one, [word for word in words if only is None or word not in only["what"]])
        left = [skill for skill in one.skills if skill not in cut]
        await _decline_offered(turn, words, text)
        if cut and left:
            more = _ADDS.search(text)
            _confirm(turn, f"擅长={'、'.join([*left, more['what']])}" if more else f"擅长-{'、'.join(cut)}")
            return True
        if words or is_sure:
            await _tell_butler(turn, one, text)
        return bool(words) or is_sure
    if only is not None:
        kept = _named(one, [word for word in words if word in only["what"]] or [only["what"]])
        if kept and len(kept) < len(one.skills):
            _confirm(turn, f"擅长={'、'.join(kept)}")
        elif words or is_sure:
            await _tell_butler(turn, one, text)
        return bool(kept or words) or is_sure
    return False


def _kinds(understood: Understanding, text: str) -> list[str]:
    """The crops, animals and troubles in the words, and what stands before 的单 or 那个专长."""
    words = [*belonging.things_named(understood), *understood.tags]
    words += re.findall(
        r"([\u4e00-\u9fff]{2,6}?)(?:的单|类|[那这]个(?:专长|擅长|特长)|不是我|这(?:一)?(?:块|类))", text
    )
    plain = [_FILL.sub("", word) for word in words]
    plain = [re.sub(r"^(?:把|给|派|接|搞|做|再|别|莫|不|删|推|找)+", "", word) for word in plain]
    return list(dict.fromkeys(word for word in plain if word))


def _named(one: Expert, words: Sequence[str]) -> list[str]:
    return [skill for skill in one.skills if any(_speaks_of(word, skill) for word in words)]


def _speaks_of(word: str, told: str) -> bool:
    if word in told:
        return True
    return (word in belonging.SHORT_FRUITS or word.endswith("子")) and len(word) > 1 and word[0] in told


async def _decline_offered(turn: Turn, words: Sequence[str], text: str) -> None:
    """香肠我不会，别给我派, to an order about sausages: that one is declined as well."""
    for no in await access.offered(turn):
        demand = await turn.uow.demands.get(no)
        if demand is not None and any(_speaks_of(word, demand.text) for word in words):
            await claiming.decline(turn, Arguments(demand.no, text))


def _confirm(turn: Turn, line: str) -> None:
    turn.talk.ask("confirm", command="改资料", number=None, rest=line)
    turn.say(wording.confirm_change(line))


async def _tell_butler(turn: Turn, one: Expert, text: str) -> None:
    note = wording.note(one.name, one.unit, common.cut(text, 60))
    task = line_about(turn, one, TaskKind.FOLLOW_UP, note, f"wants:{one.id}:{common.cut(text, 20)}")
    await turn.owe(task, wording.FOLLOW, what=wording.TASK)
    turn.say(wording.wants_kept())
