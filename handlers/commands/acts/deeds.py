"""The commands that an act of staff amounts to, with the demand, the expert or the line that the words point at."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from handlers import access
from handlers.commands import put_right, told_of_activities
from handlers.commands.acts import pointing
from handlers.reading import questions
from handlers.staff.saying import told
from handlers.turn import Arguments, Turn
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

Said = tuple[str, Arguments]
FEWEST, MOST_SHOWN = 2, 3
CLAUSES = lazy_regex(r"[，,。；;！!\n]+")
_OF_EVENT = lazy_regex(r"[场课会讲]|报|名|来|到|宣讲|培训|活动")
_PERIOD = lazy_regex(
    r"今[天日年]|昨[天日]|本[周月]|这周|这个?(?:星期|礼拜|月)|上周|上个?(?:星期|礼拜|月)|去年|(?:最近|近)[\d一二两三四五六七八九十]{1,3}个?(?:天|周|月)"
)
_KINDS = (
    ("电话", lazy_regex(r"电话|回电")),
    ("投诉", lazy_regex(r"投诉")),
    ("登记", lazy_regex(r"申请|入库|当专家|[待要]审")),
    ("没人接", lazy_regex(r"没(?:有|得)?人?接")),
    ("没解决", lazy_regex(r"没(?:有|得)?解决")),
    ("急件", lazy_regex(r"急")),
)
_SUBJECT = lazy_regex(
    r"(?:搞|懂|会|(?P<verb>[养种修治])|做|弄|熟悉|精通|研究|擅长|找一?个|请一?个|换一?个)(?P<what>(?!这|那|他|她|人|专家|老师)[\u4e00-\u9fff]{1,8}?)"
    r"(?:方面|这块|技术)?的?(?:专家|老师|教授|医生|师傅|人)?(?:来|去|给[他她]|有没(?:有|得)|有|没(?:有|得)?|好|嘛|吗|呢|吧|哈)*[?？。]*$"
)
_TO = lazy_regex(
    r"^.*?(?:跟|给|对|告诉|转告|通知|提醒|回复?|答复|问一?[下问]?|喊|叫|让|替我|帮我)(?:一?下)?"
    r"(?P<who>两边|双方|专家|老师|对方|农户|老乡|企业|厂里|医院|学校|人家|那边|他们?|她们?|\d+号(?:的)?(?:专家|老师|农户|老乡)?"
    r"|[\u4e00-\u9fff]{1,3}(?:老师|教授|主任|专家|医生|站长|大爷|大娘|大哥|大姐|老板|书记))"
    r"(?:那边|屋头|家)?(?:也)?(?:说|讲|带|回|发)?(?:一?声|一?下|一?句|句话|个话|个信|个消息)?(?:说|讲)?[，,：:\s]*(?P<text>.*)$"
)
_OF_EXPERT = lazy_regex(r"专家|老师|教授|主任|医生|站长|研究员")
_BEFORE_ORDER = lazy_regex(r"[，,。；;][^，,。；;]*$|^[^，,。；;]*$")  # …，问下老师: the words before are the message
_OF_ASKER = lazy_regex(r"农户|老乡|人家|对方|那家|主人家|病人|企业|厂里|老板")
_BOTH_SIDES = lazy_regex(r"两边|双方")
_URGENCY = lazy_regex(r"加急|标急|急单|急件|紧急|优先|先办|不(?:那么)?急")
_SHOWN = lazy_regex(
    r"(?:莫|别|不要|先不|不)(?:忙)?(?:公开|挂|上榜)|保密|只给管家|(?P<open>(?:可以|能|就)(?:公开|挂)(?:出来|出去)?)"
)
_LESS_URGENT = lazy_regex(r"降|不(?:那么)?急|普通|取消|去掉|不是")
_PHONE_OF = lazy_regex(r"电话|手机|号码")
_NAMES_KEY = lazy_regex(
    r"(?P<key>领域|分类|类型|地[点址]|形式|范围|标题|摘要)(?:写|分|填)?(?:错了?)?[，,]*(?:应该|重新)?(?:改|换|写)?(?:成|为|到|是|归)+(?P<value>.{2,20}?)(?:吧|嘛|哈|的)*[。！]*$"
)
_OF_HOLDER = lazy_regex(r"(?:老师|教授|主任|医生|[\u4e00-\u9fff])(?:手[上头里]|的)?(?:那|这)一?(?:个|单|件)|手[上头里]")
_BACK = lazy_regex(r"退|打回|驳|作废|不受理|不收")
_SENDS_BACK = lazy_regex(r"退|打回|作废|驳回|删")
_LIST_OF_EVENTS = lazy_regex(r"几场|哪些(?:活动|宣讲|培训|课)|啥子?课|宣讲(?:列|$)|看下宣讲")


async def _listed(turn: Turn, text: str) -> list[Said]:
    if named := await pointing.named(turn, text):
        return [("找专家", Arguments(rest=named.name, name="找专家"))]
    kind = next((kind for kind, pattern in _KINDS if pattern.search(text)), "")
    return [("待办", Arguments(rest=kind, name="待办"))]


async def _figures(turn: Turn, text: str) -> list[Said]:
    period = _PERIOD.search(normalise(text))
    return [("统计", Arguments(rest=re.sub("礼拜", "星期", period[0]) if period else "", name="统计"))]


async def _looked(turn: Turn, text: str) -> list[Said]:
    found = await pointing.demands(turn, text)
    if len(found) > MOST_SHOWN:
        return [("待办", Arguments(name="待办"))]
    return [("查", Arguments(no, name="查")) for no in found]


async def _chased(turn: Turn, text: str) -> list[Said]:
    found = await pointing.demands(turn, text, held=True)
    if not found or (len(found) > 1 and not await pointing.any_held(turn, found)):
        return [("待办", Arguments(name="待办"))]
    return [("督办", Arguments(no, name="督办")) for no in found]


async def _assigned(turn: Turn, text: str) -> list[Said]:
    found = await pointing.demands(turn, text, is_given=_OF_HOLDER.search(text) is None)
    who = await pointing.experts(turn, text, found[0]) if found else []
    if len(who) != 1:
        return []
    return [("派单", Arguments(no, str(who[0].id), name="派单")) for no in found]


async def _noted(turn: Turn, text: str) -> list[Said]:
    found = await pointing.demands(turn, text)
    if len(found) != 1 or questions.asks(text):
        return []
    words = re.sub(r"^(?:备注|记)(?:一?[下笔哈])?[，,：:\s]*", "", text) or text
    return [("备注", Arguments(found[0], words, name="备注"))]


async def _relayed(turn: Turn, text: str) -> list[Said]:
    """帮我回吴老师，估计周末通: to whom it goes, and only the words that are meant for them."""
    found, said = await pointing.demands(turn, text), _TO.match(text)
    if len(found) != 1 or said is None:
        return []
    words = said["text"].strip(" ，,。") or _BEFORE_ORDER.sub("", text[: said.start("who")]).strip(" ，,。")
    if len(words) < FEWEST:
        return []
    is_pronoun = said["who"][0] in "他她"
    side = _side_of(words) if is_pronoun else None
    if is_pronoun and side is None and await pointing.any_held(turn, found):
        return []  # either side may be meant: asked
    if _BOTH_SIDES.search(said["who"]):
        return [("留言", Arguments(found[0], told.addressed(who, words), name="留言")) for who in ("", "专家")]
    who = "专家" if side == "专家" or _OF_EXPERT.search(said["who"]) else ""
    return [("留言", Arguments(found[0], told.addressed(who, words), name="留言"))]


def _side_of(words: str) -> str | None:
    """For whom words are that speak of the other side: 给农户打电话 is for the expert; None where they do not tell."""
    of_expert, of_asker = _OF_EXPERT.search(words), _OF_ASKER.search(words)
    return None if bool(of_expert) == bool(of_asker) else "对方" if of_expert else "专家"


async def _closed(turn: Turn, text: str) -> list[Said]:
    found = await pointing.demands(turn, text)
    reason = text if len(pointing.CLAUSE.split(text.strip("。！! "))) > 1 else ""
    return [("办结", Arguments(no, reason or await _noted_last(turn, no), name="办结")) for no in found]


async def _noted_last(turn: Turn, no: int) -> str:
    """他自己弄好了, noted a moment ago, is why it is closed now."""
    history = await turn.uow.demands.history(no)
    notes = [str(one.detail.get("note", "")) for one in history[-1:] if one.action == "noted"]
    return notes[0] if notes else ""


async def _sent_back(turn: Turn, text: str) -> list[Said]:
    found = await pointing.demands(turn, text)
    if _BACK.search(text) is None:
        return []
    why = "，".join(one for one in CLAUSES.split(text) if one and not _SENDS_BACK.search(one))
    return [("退回", Arguments(found[0], why, name="退回"))] if len(found) == 1 else []


async def _changed(turn: Turn, text: str) -> list[Said]:
    found = await pointing.demands(turn, text)
    if _PHONE_OF.search(text):
        return []
    if len(found) == 1 and (shown := _SHOWN.search(text)) is not None:
        value = "公开" if shown["open"] else "不上榜单"
        return [("改", Arguments(found[0], f"范围={value}", name="改"))]
    if _URGENCY.search(text):
        value = "否" if _LESS_URGENT.search(text) else "是"
        return [("改", Arguments(no, f"紧急={value}", name="改")) for no in found]
    if len(found) != 1:
        return []
    for clause in (text, *CLAUSES.split(text)):
        bare = re.sub(r"^(?:哦|噢|更正|改一?下|说错了|写错了|不对)+[，,：:\s]*", "", clause)
        if mended := await put_right.of_numbered(turn, f"{found[0]}号{bare}"):
            return [mended]
    if told_key := _NAMES_KEY.search(text):
        return [("改", Arguments(found[0], f"{told_key['key']}={told_key['value']}", name="改"))]
    return []


async def _widened(turn: Turn, text: str) -> list[Said]:
    if await pointing.named(turn, text) is not None:
        return await _assigned(turn, text)  # 推给苏德华
    found = await pointing.demands(turn, text)
    return [("发布", Arguments(no, name="发布")) for no in found]


async def _suggested(turn: Turn, text: str) -> list[Said]:
    """搞蚕的有没得 names the trade; 哪个合适 is asked of the demand talked about."""
    if (subject := _SUBJECT.search(text)) is not None:
        what = subject["what"] if len(subject["what"]) > 1 else f"{subject['verb'] or '养'}{subject['what']}"
        return [("找专家", Arguments(rest=what, name="找专家"))]
    found = await pointing.demands(turn, text)
    demand = await turn.uow.demands.get(found[0]) if len(found) == 1 else None
    if demand is None or not access.may_steer(turn, demand.base):
        return []
    turn.talk.set_focus(demand.no)
    return [("找专家", Arguments(rest=f"{demand.summary} {demand.place_name or ''}".strip(), name="找专家"))]


async def _line_done(turn: Turn, text: str) -> list[Said]:
    line = await pointing.task(turn, text)
    return [("办了", Arguments(line.id, text, name="办了"))] if line is not None else []


async def _asked_of_event(turn: Turn, text: str) -> list[Said]:
    if _LIST_OF_EVENTS.search(text):
        return [("宣讲", Arguments(name="宣讲"))]
    if not _OF_EVENT.search(text):
        return await _listed(turn, text)  # 还剩几样
    number = await told_of_activities.meant(turn, text)
    return [("名单", Arguments(number, name="名单"))] if number is not None else []


async def _event_changed(turn: Turn, text: str) -> list[Said]:
    number = await told_of_activities.meant(turn, text)
    said = told_of_activities.change_of(turn, number, text) if number is not None else None
    return [said] if said is not None else []


READERS: dict[str, Callable[[Turn, str], Awaitable[list[Said]]]] = {
    "list": _listed,
    "figures": _figures,
    "look": _looked,
    "chase": _chased,
    "assign": _assigned,
    "note": _noted,
    "relay": _relayed,
    "close": _closed,
    "back": _sent_back,
    "change": _changed,
    "widen": _widened,
    "suggest": _suggested,
    "task_done": _line_done,
    "event_ask": _asked_of_event,
    "event_change": _event_changed,
}
