"""An announcement in one breath: 下周四下午两点半在镇会议室讲黄脉病，请种柠檬的来; or once more what was before."""

from __future__ import annotations

import re

from domain.calendar import SHANGHAI
from handlers.activities.holding import drafts, planning
from handlers.commands.acts import pointing
from handlers.staff.saying import enquiries
from handlers.talk import FOCUS_KEPT
from handlers.turn import Arguments, Turn
from handlers.wording import common
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number

_LABELS = r"(?:主题|内容|题目|时间|地点|地方|对象|名额|人数)"
_BEFORE_LABEL = lazy_regex(
    rf"(?<=\S)(?:[\s，,；;]*(?={_LABELS}(?:就?是|在|为|控制|限|[:：]))|[\s，,；;]+(?={_LABELS}))"
)
_LABELLED = lazy_regex(rf"^(?P<key>{_LABELS})(?:就?是|在|为|[:：])*\s*(?P<value>[^，,。；;\s]+)(?P<rest>.*)$", re.S)
_NAMES = {"内容": "主题", "题目": "主题", "地方": "地点", "人数": "名额"}
_ENDS = r"(?=[，,。；;\s]|$|也|给|为|讲|办|开|搞|举行|培训|上课|请|集中|做|弄)"
_WHERE = lazy_regex(rf"(?:^|[，,\s]|想|要|就|准备)?(?:在|到|放在|放到)(?P<value>(?!\d)[\u4e00-\u9fff]{{2,20}}?){_ENDS}")
_WHAT = lazy_regex(
    r"(?:讲(?:一?[下课堂])?|培训|学习?|讲解|宣传|关于|义诊)(?P<value>(?!一?[课场堂下次个]|会|座|习)[^，,。；;\s]{2,20}?)"
    r"(?=[，,。；;\s]|$|的(?:培训|讲座|课))"
)
_WHAT_BEFORE = lazy_regex(r"(?P<value>[\u4e00-\u9fff]{2,12}?)(?:培训|讲座|技术课|宣讲|政策会|训练班)")
_MEETING = lazy_regex(
    r"(?:开|搞|办|组织|召开)(?:一?[个次场期])(?P<value>(?!大|小|全体)[\u4e00-\u9fff]{2,12}?)(?:现场|交流|推进|座谈|观摩|动员)?会(?=[，,。；;\s]|$)"
)
_WHO_COME = lazy_regex(
    r"(?:^|[，,。；;\s])(?P<value>[\u4e00-\u9fff]{2,14}?)(?:都|们|也)*(?:来)?(?:参加|到会|来听)(?=[，,。；;\s]|$)"
)
_WHOM = lazy_regex(
    r"(?:请|给|通知|面向|召集|喊|叫|针对|欢迎)(?P<value>(?!大家|一下|我|他)[^，,。；;\s]{2,16}?)(?:们)?(?:都|也)?(?:可以)?(?:来|参加|讲|听|培训|上|到|做|[，,。；;\s]|$)"
)
_COUNT = lazy_regex(
    r"(?:坐得下|装得下|限|最多|名额|人数|控制在|大概|一共|够)(?:了|到|为|是|在|约){0,2}(?P<count>\d{1,4}|[一二两三四五六七八九十百]{1,4})\s*(?:个|位|名|人)?"
)
_CLOCK = lazy_regex(r"\d[点:：]|[一二三四五六七八九十两]点")
_SEATS = lazy_regex(
    r"(?P<count>\d{1,4}|[一二两三四五六七八九十百]{1,4})\s*(?:个|位|名)?(?:位子|座位|名额|人)(?=$|[，,。\s])"
)
_AGAIN = lazy_regex(r"再|又|同样|一样|照(?:着|到)?|第二场|另(?:外)?")
_HOLDS = lazy_regex(r"(?:发|办|开|搞|组织|安排|登)(?:布|个|一)?")
_HERE = lazy_regex(r"^(?:当地|本地|我们这里|附近|这边|村里|镇上)(?:的)?")


async def announce(turn: Turn, text: str) -> bool:
    """Read back what was understood and ask for what is missing; False where it holds nothing of an announcement."""
    if enquiries.WANTS_TEACHER.search(text) and not _AGAIN.search(text):
        return False
    told = _told(turn, text)
    if _AGAIN.search(text) and (before := await _before(turn)):
        clock = before.pop("几点")
        if "时间" in told and not _CLOCK.search(told["时间"]):
            told["时间"] = f"{told['时间']} {clock}"
        told = {**before, **told}
    if not told and not _HOLDS.search(text):
        return False
    await planning.add(turn, Arguments(rest="；".join(f"{key}={value}" for key, value in told.items())))
    return True


async def _before(turn: Turn) -> dict[str, str]:
    """The activity that was announced or talked about last: its title, place, audience and places."""
    kept = turn.talk.recent("event", FOCUS_KEPT)
    one = await turn.uow.activities.get(int(kept["id"])) if kept is not None else None
    if one is None or one.base not in turn.person.staff_bases:
        return {}
    clock = f"{one.starts_at.astimezone(SHANGHAI):%H:%M}"
    told = {"主题": one.title, "地点": one.place, "对象": one.audience, "几点": clock}
    return {**told, "名额": str(one.places)} if one.places else told


def _told(turn: Turn, text: str) -> dict[str, str]:
    """The parts that the words name, each by its label or by the word that leads to it."""
    words, told = normalise(text), dict[str, str]()
    prose: list[str] = []
    for piece in _BEFORE_LABEL.split(words):
        if label := _LABELLED.match(piece.strip(" ，,。；;")):
            told[_NAMES.get(label["key"], label["key"])] = label["value"]
            prose.append(label["rest"])
        else:
            prose.append(piece)
    left = "，".join(prose)
    understood = turn.understood
    times = [one.text for one in understood.times if one.start is not None] if understood is not None else []
    if "时间" not in told and times:
        told["时间"] = " ".join(times)
    for time in times:
        left = left.replace(time, "，")
    if count := _COUNT.search(left) or _SEATS.search(left):
        told.setdefault("名额", str(read_number(count["count"])))
        left = left.replace(count[0], "，")
    left = left.replace("不限人", "，")
    for key, patterns in (("地点", (_WHERE,)), ("对象", (_WHOM, _WHO_COME)), ("主题", (_WHAT, _WHAT_BEFORE, _MEETING))):
        found = next((found for pattern in patterns if (found := pattern.search(left))), None)
        if found is not None and key not in told:
            told[key] = found["value"]
    if "地点" not in told and (places := [one for one in pointing.CLAUSE.split(left) if drafts.is_place(one)]):
        told["地点"] = places[0]
    if "名额" in told and drafts.read_places(told["名额"]) is None:
        count = _COUNT.search(f"限{told['名额']}")
        told["名额"] = str(read_number(count["count"])) if count else "不限"
    if "对象" in told and understood is not None and understood.place is not None:
        told["对象"] = _HERE.sub(common.short_place(understood.place.name), told["对象"])
    return told
