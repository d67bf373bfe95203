"""Experts' own data in chat: registering for approval, changing the profile; and staff who add experts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from domain.errors import DomainError
from domain.experts import DEFAULT_MAX_OPEN, Expert, ExpertStatus, Reach
from domain.people import Grant, Role
from domain.work import Invitation, Task, TaskKind
from handlers import access
from handlers.turn import Arguments, Turn
from handlers.wording import common, expert, staff

CODE_LASTS = timedelta(days=7)
_LIST = re.compile(r"[、,，/]\s*")
_PARTS = re.compile(r"[；;]\s*")
_TITLE = re.compile(
    r"(教授|研究员|农艺师|工程师|医师|主任|副高|正高|高级|讲师|院士|畜牧师|兽医师|技师|药师|护师|站长|所长)"
)
_CHANGE = re.compile(
    r"^(?P<key>擅长|专业领域|领域|职称|单位|简介|最大在办|所在地)\s*[=＝:：是为]\s*(?P<value>.+)$", re.S
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What one line of chat says of an expert."""

    name: str
    unit: str
    title: str
    skills: tuple[str, ...]
    place: str


def read_profile(text: str) -> Profile | None:
    """姓名；单位；职称；擅长；所在地, the order of the last three free where the title shows; None where parts miss."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    if len(parts) < 3 or not re.fullmatch(r"[\u4e00-\u9fff·]{2,8}", parts[0]):
        return None
    name, unit, rest = parts[0], parts[1], parts[2:]
    title = next((part for part in rest if _TITLE.search(part) and "、" not in part), "")
    others = [part for part in rest if part != title]
    if not others:
        return None
    skills = tuple(skill for skill in _LIST.split(others[0]) if skill)
    return Profile(name, unit, title, skills, others[1] if len(others) > 1 else "")


def _expert(turn: Turn, profile: Profile, base: str, status: ExpertStatus) -> Expert:
    place = turn.services.understand(profile.place or profile.unit, turn.now).place
    guess = turn.services.understand("想请教" + "、".join(profile.skills), turn.now).field
    fields = tuple(part for part in ((guess.name, guess.second) if guess else ()) if part)
    return Expert(
        base=base,
        name=profile.name,
        unit=profile.unit,
        title=profile.title,
        place_code=place.code if place else None,
        place_name=place.name if place else profile.place,
        fields=fields,
        skills=profile.skills,
        max_open=DEFAULT_MAX_OPEN,
        status=status,
        updated_at=turn.now,
    )


async def register(turn: Turn, args: Arguments) -> None:
    """专家登记 …: kept as pending until staff approve."""
    profile = read_profile(args.rest)
    if profile is None:
        turn.talk.ask("register_expert")
        turn.say(expert.registration_asked())
        return
    turn.talk.settle()
    one = _expert(turn, profile, turn.base.name, ExpertStatus.PENDING)
    if (known := await turn.uow.experts.by_key(one.base, one.name, one.unit)) is not None:
        one = known
    else:
        one.id = await turn.uow.experts.add(one)
    note = f"{profile.name}，{profile.unit}，{profile.title}，擅长{common.joined(profile.skills)}"
    task = Task(
        one.base,
        TaskKind.APPROVE_EXPERT,
        turn.now,
        expert_id=one.id,
        person_id=turn.person.id,
        detail={"note": note},
        key=f"approve:{one.id}:{turn.person.id}",
    )
    task_id = await turn.uow.work.add_task(task)
    await turn.notify_staff(
        "task", one.base, what="审专家登记", note=note, next=f"回“通过 {task_id}”或“驳回 {task_id} 理由”。"
    )
    turn.say(expert.registration_kept(profile.name[:1]))


async def approve(turn: Turn, args: Arguments) -> None:
    """通过 3."""
    await _decide(turn, args, is_approved=True)


async def refuse(turn: Turn, args: Arguments) -> None:
    """驳回 3 理由."""
    await _decide(turn, args, is_approved=False)


async def _decide(turn: Turn, args: Arguments, *, is_approved: bool) -> None:
    task = await turn.uow.work.get_task(args.number or 0)
    if (
        task is None
        or not task.is_open
        or task.kind is not TaskKind.APPROVE_EXPERT
        or not access.may_steer(turn, task.base)
    ):
        raise DomainError("task_unknown", no=args.number or "")
    one = await turn.uow.experts.get(task.expert_id or 0)
    if one is None or task.person_id is None:
        raise DomainError("task_unknown", no=args.number or "")
    if is_approved:
        await bind_expert(turn, one, task.person_id)
    elif one.status is ExpertStatus.PENDING:
        one.status, one.updated_at = ExpertStatus.STOPPED, turn.now
        await turn.uow.experts.save(one)
    task.is_open, task.done_at, task.done_by = False, turn.now, turn.person.id
    await turn.uow.work.save_task(task)
    await turn.notify("registration_result", task.person_id, name=one.name[:1], approved=is_approved, reason=args.rest)
    turn.say(staff.approved(one.name, is_approved))


async def bind_expert(turn: Turn, one: Expert, person_id: int) -> None:
    """This person is this expert of the pool from now on."""
    one.status, one.reach, one.person_id, one.updated_at = ExpertStatus.ACTIVE, Reach.BOUND, person_id, turn.now
    await turn.uow.experts.save(one)
    await turn.uow.people.grant(person_id, Grant(one.base, Role.EXPERT, one.id))


async def show_or_change(turn: Turn, args: Arguments) -> None:
    """改资料 擅长=…: seen by the next match."""
    one = await access.me_as_expert(turn)
    if not args.rest:
        turn.say(expert.profile(one))
        return
    found = _CHANGE.match(args.rest.strip())
    if found is None:
        raise DomainError("text_needed", example="改资料 擅长=脆李栽培、裂果防控")
    _change(turn, one, found["key"], found["value"].strip())
    one.updated_at = turn.now
    await turn.uow.experts.save(one)
    turn.say(expert.profile_changed(one))


def _change(turn: Turn, one: Expert, key: str, value: str) -> None:
    items = tuple(item for item in _LIST.split(value) if item)
    if key == "擅长":
        one.skills = items
    elif key in {"专业领域", "领域"}:
        one.fields = items
    elif key == "职称":
        one.title = value
    elif key == "简介":
        one.profile = value
    elif key == "最大在办":
        if not value.isdigit() or not 0 < int(value) <= 50:
            raise DomainError("change_value", key=key, value=value, known="请写 1 到 50 的数字。")
        one.max_open = int(value)
    elif key == "所在地":
        place = turn.services.understand(value, turn.now).place
        if place is None:
            raise DomainError("change_value", key=key, value=value, known="请写到区县，比如奉节。")
        one.place_code, one.place_name = place.code, place.name
    else:
        raise DomainError("change_value", key=key, value=value, known="单位变动请联系管家。")


async def add(turn: Turn, args: Arguments) -> None:
    """添加专家 …: into the pool at once, with an invitation."""
    profile = read_profile(args.rest)
    if profile is None:
        turn.say(staff.expert_line_needed())
        return
    base = turn.person.staff_bases[0]
    one = _expert(turn, profile, base, ExpertStatus.ACTIVE)
    known = await turn.uow.experts.by_key(base, one.name, one.unit)
    if known is not None:
        known.title, known.skills = one.title or known.title, one.skills or known.skills
        known.status, known.updated_at = ExpertStatus.ACTIVE, turn.now
        await turn.uow.experts.save(known)
        one = known
    else:
        one.id = await turn.uow.experts.add(one)
    code, code_hash = turn.services.new_code()
    await turn.uow.work.invite(
        Invitation(code_hash, Role.EXPERT, base, turn.now, turn.now + CODE_LASTS, expert_id=one.id, name=one.name)
    )
    turn.say(staff.expert_added(one.name, one.unit, known is not None, code))
