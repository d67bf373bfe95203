"""Praise, curses and chatter: what somebody feels is answered as such and taken for no need, no answer, no order."""

from __future__ import annotations

from datetime import timedelta

from domain.demands import DemandStatus
from handlers import access
from handlers.helping import staff_calls
from handlers.reading import stalling
from handlers.reading.moods import feelings
from handlers.talk import JUST_NOW
from handlers.turn import Arguments, Turn
from handlers.wording import asker, common, owed, welcoming
from handlers.wording import remarks as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import read_answer
from nlu.dialogue.wants import tells_trouble
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

COMPLAINED = timedelta(minutes=30)
LONGEST_COMPLAINT = 200
JUST_SENT = timedelta(minutes=10)
LONGEST_CHAT = 20
CHAT_LIKELY, CHAT_SURE = 0.5, 0.9  # where nothing tells a need, and where something does
HALF_SURE = 0.6
_OF_PERSON = lazy_regex(
    r"他|她|你们|专家|老师|医生|上次|那个人|态度|赔|骗|卖|收|说一声|反映|投诉|不管|没来|没人|不像话|气"
)
_WANTS_PERSON = lazy_regex(
    r"(?:要|想|让|叫|喊|找)(?:你们)?(?:跟|和|同|与)?(?:个|一个)?(?:真人|活人|人工|人)(?:来)?(?:说话|讲话|聊|谈|说|讲|接电话|接待|服务|客服)|(?:要|想)(?:跟|和|同|找)(?:真|活)?人(?:说|讲|聊|谈)|找(?:真|活)人"
    r"|(?:叫|喊|找)(?:你们)?(?:个)?(?:领导|负责人|管事的|当官的)(?:来)?(?:说|讲|接|跟|$)"
)
CONTINUES = frozenset("message other answer complaint rate deny ask demand help confirm policy".split())


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Answer the mood; False where the words tell more."""
    bare = feelings.bare_words(turn.text)
    if understood.place or understood.phones or turn.person.expert_ids or turn.person.is_staff:
        return False
    if feelings.chats(bare, understood):
        turn.say(welcoming.about_me())
        return True
    if feelings.grumbles(understood):
        turn.say(wording.hard_times())
        return True
    if understood.times:
        return False
    wants_person = _WANTS_PERSON.search(bare) is not None and understood.intent != "demand"
    if wants_person and len(bare) <= feelings.LONGEST_CHAT and not understood.tags:
        await staff_calls.human(turn, Arguments())
        return True
    if await _hear_more_complaint(turn, understood):
        return True
    if await _hear_patience(turn):
        return True
    if feelings.praises(bare):
        turn.say(wording.in_hand() if await access.open_demands(turn) else welcoming.thanks())
        return True
    if feelings.is_missent(bare):
        await _hear_missent(turn)
        return True
    if feelings.curses(bare):
        numbers = [demand.no for demand in await access.open_demands(turn)]
        turn.say(wording.calm(numbers[0] if numbers else None, turn.base))
        return True
    return False


async def _hear_missent(turn: Turn) -> None:
    """发错了: of what was registered just now it is asked whether that was it."""
    age = turn.talk.focus_age()
    turn.talk.put("pieces", None)
    demands = await access.open_demands(turn) if age is not None and age <= JUST_SENT else []
    demand = next((one for one in demands if one.no == turn.talk.focus), None)
    if demand is None:
        turn.say(wording.never_mind())
        return
    turn.talk.ask("confirm", command="撤回", number=demand.no, rest="")
    turn.say(asker.withdraw_sure(demand))


async def _hear_patience(turn: Turn) -> bool:
    """我再想想, 那我等通知: nothing that an expert should read; what runs goes on."""
    hesitates = stalling.hesitates(turn.text)
    if turn.talk.draft is not None or not (hesitates or stalling.waits(turn.text)):
        return False
    demands = await access.open_demands(turn)
    demand = access.last_of(turn, demands) or (demands[0] if demands else None)
    if demand is None:
        turn.say(wording.think_it_over())
    elif not hesitates:
        turn.say(wording.in_hand())
    elif demand.status is DemandStatus.SERVED:
        turn.say(wording.not_yet_known(demand.no))
    else:
        turn.say(wording.goes_on_meanwhile(demand.no))
    return True


async def hear_chat(turn: Turn, understood: Understanding) -> bool:
    """拜托你们了, 打字慢莫见怪, 我下地去了, soon after a demand was talked about: said to us, and no part of it."""
    text, age = turn.text, turn.talk.focus_age()
    if (
        age is None
        or age > JUST_NOW
        or len(text) > LONGEST_CHAT
        or turn.talk.draft is not None
        or understood.tags
        or understood.place
    ):
        return False
    if turn.person.expert_ids or turn.person.is_staff:
        return False
    least = CHAT_SURE if understood.intent == "demand" else CHAT_LIKELY
    if not read_act(text, "asker").is_likely("chat", least=least) or tells_trouble(text):
        return False
    if not await access.open_demands(turn):
        return False
    turn.say(wording.in_hand())
    return True


async def _hear_more_complaint(turn: Turn, understood: Understanding) -> bool:
    """上次那个专家一来就卖农药, right after 我要投诉: staff read that, too; a trouble or a wish is a need."""
    kept = turn.talk.recent("complained", COMPLAINED)
    if kept is None or understood.intent not in CONTINUES:
        return False
    is_need = understood.intent == "demand" and understood.intent_confidence >= HALF_SURE
    if read_answer(turn.text).kind != "other" or understood.intent == "confirm":
        return False
    if is_need or len(turn.text) > LONGEST_COMPLAINT or not _OF_PERSON.search(turn.text):
        return False
    note = common.cut(common.without_phones(turn.text), 80)
    task = await turn.uow.work.get_task(int(kept["task"]))
    if task is not None:
        task.detail = {**task.detail, "note": f"{task.detail.get('note', '')}；{note}"}
        await turn.uow.work.save_task(task)
    await turn.notify_staff(
        "task",
        turn.base.name,
        urgent=True,
        what=owed.COMPLAINT_GOES_ON,
        no=turn.talk.focus,
        note=note,
        next=owed.LOOK_AT_LIST,
    )
    turn.say(wording.complaint_goes_on())
    return True
