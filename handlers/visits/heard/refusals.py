"""周三要开会: a day that is named only to say why it will not do is no time to meet."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.reading.hindrances import HELD_UP, NO_TIME, unable
from nlu.text.patterns import lazy_regex
from nlu.understanding import TimeExpression

CLAUSE = lazy_regex(r"[，,。.；;！!？?\s]+")
SUITS = lazy_regex(r"可以|要得|得行|方便|有空|得空|没问题|[oO][kK]|[都也就才]行")
BARE_DAY = lazy_regex(r"(?<!\d)[12]?\d[号日](?![楼线店])|(?<!\d)3[01][号日](?![楼线店])")
ASKS = lazy_regex(r"来不来|来不$|还[来去]|去不去|[吗么?？]\s*$|行不行|得不得|可不可以|能不能|会不会|改不改")
WILL_NOT_DO = lazy_regex(
    rf"{unable('来去到')}|{HELD_UP}|{NO_TIME}"
    r"|不得行|不行|不方便|不合适|有(?:一?[个台堂场])?(?:事|会|课|安排|手术|门诊)|开.{0,3}会|参会|(?:要|得|去|到|在).{0,4}(?:赶场|吃酒|喝酒|走人户|坐席|办事|办酒|出差|住院|检查|体检|考试|培训|值班|上班|上课|打针|卖|[接送].{0,2}(?:娃|孙|人|客|学)|拿药|回娘家|走亲|办手续|开会)"
    r"|我.{0,3}(?:上课|讲课|门诊|坐诊|手术|出差)|(?:隔壁|屋头?|家里|村里|我们?(?:家|屋|这))[^，。]{0,3}(?:办酒|办席|做酒|过事|有事)|坐诊|查房|答辩|监考|考试|值班|停电|停水|不在|出门|出远门|忙|下雨|落雨|满了|排满|太[早晚]"
)
_WILL_DO = lazy_regex(
    r"改[到成为约]|换[到成]|挪到|定[在到]|就(?!是)|(?<![不没])(?:可以|要得|得行|方便|有空|得空)(?:[吗嘛不]|$)|行不行|可不可以|好不好|[嘛吧]$"
)


def without_refused(text: str, found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The times that are offered; all of them where none is refused or nothing else would be left."""
    offered = [one for one in found if not _is_refused(text, one)]
    return offered or list(found)


def refuses_all(text: str, found: Sequence[TimeExpression]) -> bool:
    """Whether every time in the words is named as one that will not do."""
    return bool(found) and not ASKS.search(text) and all(_is_refused(text, one) for one in found)


def _is_refused(text: str, one: TimeExpression) -> bool:
    clause = next((part for part in CLAUSE.split(text) if one.text and one.text in part), "")
    rest = clause.partition(one.text)[2]
    return WILL_NOT_DO.search(rest) is not None and _WILL_DO.search(rest) is None
