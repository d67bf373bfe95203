"""What staff say of a line of their list without its form: 第一条办了, 事项3打过电话了, 投诉那条处理完了."""

from __future__ import annotations

import re

from domain.work import TaskKind
from handlers.staff.overview import SHOWN
from handlers.turn import Arguments, Turn
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number

LONGEST = 60
_NUMBER = r"(?:\d{1,7}|[一二三四五六七八九十]{1,2})"
PLACE = lazy_regex(
    rf"^(?:待办|单子|列表)?(?:里|上)?(?:的)?第(?P<place>{_NUMBER})(?:条|项|行)(?:事项|待办)?[，,\s]*(?P<rest>.*)$", re.S
)
_TASK = lazy_regex(rf"^(?:第)?(?:(?P<no>{_NUMBER})号?事项|事项第?(?P<no2>{_NUMBER})号?)[，,\s]*(?P<rest>.*)$", re.S)
_OF_KIND = lazy_regex(
    r"^(?:那个|这个)?(?P<kind>投诉|回电|找人|急事|语音|打电话|电话|没解决)(?:的)?[那这](?:一)?(?:条|个|件|项)[，,\s]*(?P<rest>.*)$",
    re.S,
)
_KINDS = {
    "投诉": (TaskKind.COMPLAINT,),
    **dict.fromkeys(("回电", "找人"), (TaskKind.HUMAN,)),
    "急事": (TaskKind.EMERGENCY,),
    "语音": (TaskKind.LISTEN,),
    **dict.fromkeys(("打电话", "电话"), (TaskKind.CALL_EXPERT, TaskKind.CALL_PERSON)),
    "没解决": (TaskKind.NOT_SOLVED,),
}
_DONE = lazy_regex(
    r"^(?:我|已经|都|刚才|刚|也|就|可以)*(?:办(?:了|完|好|妥)|搞定|弄好|处理(?:了|完|好)|打(?:了|通了|过了?|完)(?:电话)?|电话(?:也|都|已经)?(?:打(?:了|通了|过了?)|通了)"
    r"|回(?:了|过了?)(?:电话|话|信)?|联系(?:了|上了|过了?)|通知(?:了|到了|过了?)|说(?:好|通|清楚)了|解决了|勾掉|勾了|销(?:掉|了)|划掉|完(?:了|成))"
)
NOT_DONE = lazy_regex(
    r"没(?:有|得)?(?:人)?(?:接|打通|通|联系|办|处理|解决)|不通|不接|关机|空号|占线|明天再|晚点再|还要|等"
)


async def read(turn: Turn) -> tuple[str, Arguments] | None:
    """办了 with the number that is meant; None where nothing was done, or no such line is open."""
    words = normalise(turn.text).strip()
    found = PLACE.match(words) or _TASK.match(words) or _OF_KIND.match(words)
    if found is None or len(words) > LONGEST or _DONE.match(found["rest"]) is None or NOT_DONE.search(found["rest"]):
        return None
    number = await _number(turn, found.groupdict())
    return ("办了", Arguments(number, found["rest"].strip(" 。"), name="办了")) if number is not None else None


async def _number(turn: Turn, said: dict[str, str | None]) -> int | None:
    if (told := said.get("no") or said.get("no2")) is not None:
        return read_number(told)
    bases = turn.person.staff_bases
    if (place := said.get("place")) is not None:
        tasks = await turn.uow.work.tasks(bases, limit=SHOWN)
        index = (read_number(place) or 0) - 1
        return tasks[index].id if 0 <= index < len(tasks) else None
    tasks = await turn.uow.work.tasks(bases, _KINDS[str(said["kind"])], limit=SHOWN)
    return tasks[0].id if len(tasks) == 1 else None
