"""One's own data: what is kept, a copy of it, and its deletion after a confirmation."""

from __future__ import annotations

from domain.ports import DemandFilter
from domain.work import Task, TaskKind
from handlers import access
from handlers.turn import Arguments, Turn
from handlers.wording import common, privacy


async def show(turn: Turn, args: Arguments) -> None:
    """我的信息 / 导出我的信息 / 删除我的信息, told apart by the words."""
    if "删" in turn.text or "注销" in turn.text or "清" in turn.text:
        await delete(turn, args)
        return
    demands = await turn.uow.demands.find(DemandFilter(reporter_id=turn.person.id, limit=50))
    person = turn.person
    about = [
        common.ROLE.get(person.trade or "", ""),
        person.organization or "",
        common.short_place(person.place_name or ""),
    ]
    lines = [
        f"#{demand.no} {demand.summary}（{common.day(demand.created_at)}，{common.STATUS[demand.status]}）"
        for demand in demands
    ]
    turn.say(privacy.summary([part for part in about if part], lines))


async def export(turn: Turn, args: Arguments) -> None:
    """导出我的信息: everything that was said, in chat."""
    demands = await turn.uow.demands.find(DemandFilter(reporter_id=turn.person.id, limit=50))
    turn.say(privacy.copy([f"#{demand.no}（{common.day(demand.created_at)}）：{demand.text}" for demand in demands]))


async def delete(turn: Turn, args: Arguments) -> None:
    """删除我的信息: open demands are withdrawn first, by the person; then what says who this is goes."""
    still_open = await access.open_demands(turn)
    if still_open:
        turn.say(privacy.open_first([demand.no for demand in still_open]))
        return
    if not args.is_confirmed:
        turn.talk.ask("confirm", command="删除我的信息", number=None, rest="")
        turn.say(privacy.confirm())
        return
    task = Task(turn.base.name, TaskKind.PRIVACY, turn.now, detail={"note": "有人删除了自己的信息"})
    await turn.uow.work.add_task(task)
    await turn.uow.people.forget(turn.person.id, turn.now)
    turn.say(privacy.deleted())
