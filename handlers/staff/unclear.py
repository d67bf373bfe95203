"""Words of staff that fit no form: not a need of theirs by a guess, nor a supplement to what they wrote down last."""

from __future__ import annotations

from domain.work import Task, TaskKind
from handlers import access
from handlers.reading import questions
from handlers.staff import noting, recording
from handlers.turn import Arguments, Turn
from handlers.wording import common, owed, staff
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LOOSE = frozenset("other ask answer look leave claim decline progress complaint propose_time edit cancel".split())
OF_ASKERS = LOOSE - {"other", "ask", "progress", "complaint"} | {"rate", "complete", "message", "checkin"}
OF_SIDES = frozenset({"message", "complete", "rate", "checkin"})  # 现场看了，是缺铁: what a call has told
YES_OR_NO = frozenset({"confirm", "deny"})
_TELLS_WHERE = lazy_regex(r"^(?:他|她|人|家|那边|对方|说)*(?:就|住|不?是|在|地[点址]|位置|补充|忘了说)")
LONGEST = 80
_AGAINST = lazy_regex(r"投诉|举报|告状|骂人|骂(?:我们|专家|老师)")
_COMPLAINT = lazy_regex(r"投诉|举报|告状|收(?:了)?(?:钱|费|红包|好处)|态度|乱收|骂|不负责|迟到")
_OF_LINE = lazy_regex(
    r"投诉的?[那这](?:一)?(?:条|个|件|项|单)|(?:我|我们)?来(?:处理|办|核实|跟)|投诉(?:的事)?(?:已经|都)?(?:处理|核实|解决|回复|办)"
)
_OF_CALL = lazy_regex(
    r"电话(?:打|问|回|联系)了|(?:打|回|问|联系|通知)(?:了|过)(?:他|她|对方|农户|专家|老乡|电话)|(?:他|她|对方|农户|专家|老乡|[\u4e00-\u9fff]{1,2}(?:老师|主任|大爷|大姐|老板))(?:说|讲|回话|答应|同意)"
)
_HOW_MANY = r"(?:有没(?:有|得)|有无|几[个件条]|多少|好多|哪些|有啥子?|有什么)"
_ASKS_FOR_LIST = lazy_regex(
    rf"^.{{0,6}}{_HOW_MANY}.{{0,3}}(?:投诉|举报)|(?:投诉|举报).{{0,4}}(?:{_HOW_MANY}|没得|没有)[呢吗?？]*$"
)
ONLY_ASKED = frozenset({"progress", "complaint"})


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Ask for whom a need is, or say that it was not understood; False for whoever has a matter of their own."""
    if not turn.person.is_staff or turn.person.expert_ids or turn.talk.draft is not None:
        return False
    if understood.intent == "emergency":
        return False
    if await access.open_demands(turn):
        return await _note_of_call(turn)
    is_list_wanted = _ASKS_FOR_LIST.search(turn.text) is not None
    is_told = (
        understood.intent == "complaint" and not questions.is_question(turn.text) and not _OF_LINE.search(turn.text)
    )
    if not is_list_wanted and (is_complaint(turn) or is_told):
        await _keep_complaint(turn)
        return True
    if understood.intent == "demand":
        return await recording.ask_for_whom(turn, understood)
    is_asked = questions.is_question(turn.text)
    if understood.intent in YES_OR_NO:
        turn.say(staff.nothing_waits())
        return True
    if turn.talk.focus is None and understood.intent in OF_ASKERS:
        turn.say(staff.not_understood())
        return True
    if _OF_LINE.search(turn.text) and not is_list_wanted:
        turn.say(staff.not_understood(turn.talk.focus))
        return True
    if turn.talk.focus is not None and understood.intent in OF_SIDES and not is_asked:
        await noting.note(turn, Arguments(turn.talk.focus, turn.text, name="备注"))
        return True
    if turn.talk.focus is None or understood.intent not in LOOSE or (understood.intent in ONLY_ASKED and not is_asked):
        return False
    if (understood.phones or (understood.place is not None and _TELLS_WHERE.match(turn.text))) and not is_asked:
        await noting.note(turn, Arguments(turn.talk.focus, turn.text, name="备注"))
    else:
        turn.say(staff.not_understood(turn.talk.focus))
    return True


async def _note_of_call(turn: Turn) -> bool:
    """电话打了，农户说在家, from one with a need of their own: of the other's demand that was looked at last."""
    demand = await access.talked_about(turn)
    if demand is None or demand.reporter_id == turn.person.id or not _OF_CALL.search(turn.text):
        return False
    if demand.is_ended or questions.asks(turn.text) or not access.may_steer(turn, demand.base):
        return False
    await noting.note(turn, Arguments(demand.no, turn.text, name="备注"))
    return True


def is_complaint(turn: Turn) -> bool:
    """有人打电话来骂专家迟到: what somebody says against somebody, no need to be written down."""
    is_said = turn.understood is not None and turn.understood.intent == "complaint"
    if _OF_LINE.search(turn.text) or _ASKS_FOR_LIST.search(turn.text):
        return False
    return (is_said or _AGAINST.search(turn.text) is not None) and _COMPLAINT.search(turn.text) is not None


async def _keep_complaint(turn: Turn) -> None:
    """有人投诉专家收钱, told by staff: another's complaint, each a line of its own; anything else is asked about."""
    if not _COMPLAINT.search(turn.text):
        turn.say(staff.not_understood(turn.talk.focus))
        return
    note = owed.told_by_colleague(common.cut(turn.text, LONGEST))
    task = Task(turn.person.staff_bases[0], TaskKind.COMPLAINT, turn.now, turn.talk.focus, detail={"note": note})
    turn.say(staff.complaint_kept(await turn.owe(task, owed.LOOK_AT_LIST, is_urgent=True)))
