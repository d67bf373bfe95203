"""退错了，捡回来: what staff did last is taken back, as far as it can be."""

from __future__ import annotations

from typing import Final

from domain.demands import Demand
from domain.orders import ClaimStatus, OrderStatus
from handlers import access
from handlers.commands.acts import pointing
from handlers.conversation import revival
from handlers.desk import Desk
from handlers.offering import publishing
from handlers.orders import claiming
from handlers.outcomes import closing
from handlers.staff import tasks
from handlers.talk import QUESTION_FRESH
from handlers.turn import Arguments, Turn
from handlers.wording import by_act as wording
from nlu.text.patterns import lazy_regex

DONE: Final = "deed"  # in the talk: the command that was run last
LOOKS = frozenset("待办 查 督办 榜单 找专家 统计 名单 词条 重复专家".split())  # which change nothing
_NOT_YET = lazy_regex(
    r"(?:先|暂时|慢点)(?:莫|别|不)(?:忙|要|急)?(?:派|退|发|催|结|改|推)|^(?:莫|别|不要)(?:派|退|发|催|结|推)"
)
_UNDOES = lazy_regex(
    r"(?:退|派|结|勾|记|写|备注|办|停|通过|发|带|登记?|录|点|按|选|改)(?:了)?错|(?:搞|弄)(?:错|岔)了?[，,].{2,}|恢复|捡|撤|收回|还原|改回|不算|误|重(?:新|开)|打开|去掉|删|还要|取消|早了|停"
)
_WRONG_DEED = lazy_regex(r"(?P<deed>备注|记|派|退|结|改|发|带话|登记?|代?录)(?:得|了)?(?:错|反|岔|早)(?!过)")
_DEED_OF = {
    **dict.fromkeys(("备注", "记"), ("备注", "代录")),
    "派": ("派单",),
    "退": ("退回",),
    "结": ("办结", "退回"),
    "改": ("改", "改宣讲", "改专家"),
    "发": ("发布", "留言", "添加宣讲", "宣讲通知", "邀请"),
    "带话": ("留言",),
    **dict.fromkeys(("登", "登记", "录", "代录"), ("代录", "添加专家")),
}


def is_not_yet(text: str) -> bool:
    """先莫派, 不要发: not to be done, or not yet."""
    return _NOT_YET.search(text) is not None


def keep(turn: Turn, name: str, args: Arguments) -> None:
    """This was done: it may be taken back within two hours."""
    turn.talk.note(DONE, name=name, no=args.number, rest=args.rest)


async def undo(turn: Turn, text: str) -> bool:
    """Take back what was done last; False where nothing was, or the words are of something else."""
    done = turn.talk.recent(DONE, QUESTION_FRESH)
    if is_not_yet(text) and not _UNDOES.search(text):
        turn.say(wording.nothing_done(turn.talk.focus))
        return True
    if not _UNDOES.search(text) or (done is None and pointing.number_in(text) is None):
        return False
    done = done or {"name": "", "no": None}
    name, no = str(done["name"]), done["no"]
    if (told := pointing.number_in(text)) is not None and told != no:
        demand = await turn.uow.demands.get(told)
        is_ended = demand is not None and demand.is_ended
        name, no = ("办结" if is_ended else ""), told
    if name and (other := _names_other(text, name)):
        if (
            other == "备注"
            and no is not None
            and await _noted_last(turn, int(no))
            and await _take_back(turn, other, no)
        ):
            return True
        turn.say(wording.guess("undo", no))
        return True
    if not name:
        turn.say(wording.guess("undo", no))
        return True
    is_back = no is not None and await _take_back(turn, name, int(no))
    if not is_back:
        turn.say(wording.not_undone(name, no))
        return True
    turn.talk.put(DONE, None)
    return True


def _names_other(text: str, name: str) -> str:
    """备注错了, right after an assignment: the deed that is meant, which is not the last one."""
    found = _WRONG_DEED.search(text)
    meant = _DEED_OF[found["deed"]] if found is not None else (name,)
    return "" if name in meant else meant[0]


async def _noted_last(turn: Turn, no: int) -> bool:
    return any(one.action == "noted" for one in await turn.uow.demands.history(no))


async def _go_on(turn: Turn, demand: Demand) -> None:
    """What was ended by mistake goes on: with the expert who had it, else with those who are asked anew."""
    if demand.expert_id is not None:
        held = await closing.reopen(Desk.of(turn), demand, wording.ENDED_BY_MISTAKE)
        turn.say(wording.goes_on(demand.no, held.expert.courtesy_name() if held.expert else ""))
    else:
        await revival.take_up(turn, demand)
    told = demand.reporter_id if demand.reporter_id != turn.person.id else None
    said = wording.taken_up(demand.no, demand.summary, has_expert=demand.expert_id is not None)
    await turn.notify("text", told, text=said)


async def _take_back(turn: Turn, name: str, no: int) -> bool:
    if name == "办了":
        return await tasks.reopen(turn, no)
    demand = await turn.uow.demands.lock(no)
    if demand is None or not access.may_steer(turn, demand.base):
        return False
    if name in {"退回", "办结"} and demand.is_ended:
        await _go_on(turn, demand)
        return True
    if name == "派单" and demand.expert_id is not None and not demand.is_ended:
        held = await access.with_claim(turn, demand)
        await claiming.release(turn, held, ClaimStatus.REVOKED, wording.REVOKED)
        if held.order is not None and held.order.status is not OrderStatus.LISTED:
            held.order.move(OrderStatus.LISTED, turn.now)
            await turn.uow.orders.save(held.order)
        expert = held.expert
        told = expert.person_id if expert else None
        await turn.notify("revoked_expert", told, demand_no=no, no=no, summary=demand.summary)
        await publishing.publish_again(turn, demand)
        turn.say(wording.assignment_taken_back(no, expert.name if expert else ""))
        return True
    if name == "备注" and not demand.is_ended:
        await publishing.note(turn, demand, "noted", note=wording.NOTE_VOID)
        turn.say(wording.note_taken_back(no))
        return True
    return False
