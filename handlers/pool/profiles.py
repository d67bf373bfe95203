"""Experts' own data in chat: registering for approval, changing the profile; and staff who add experts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from domain.errors import DomainError
from domain.experts import DEFAULT_MAX_OPEN, Expert, ExpertStatus, Reach
from domain.people import Grant, Role
from domain.whole_numbers import whole_number
from domain.work import TaskKind
from handlers import access
from handlers.pool.staff_lines import line_about
from handlers.turn import Arguments, Turn
from handlers.wording import changes, common, expert, values
from nlu.text.patterns import lazy_regex

CODE_LASTS = timedelta(days=7)
REGISTERED: Final = "registered"  # in the talk: when the registration went to staff
_LIST = lazy_regex(r"[、,，/]\s*")
_MOBILE = lazy_regex(r"(?:(?:电话|手机)(?:号码?)?[:：是]?\s*)?(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_PLACE = lazy_regex(r"[区县市州盟旗]$")
_LABEL = "姓名|单位|工作单位|职称|擅长|专长|所在地|地点"
_TITLE = lazy_regex(
    r"(教授|研究员|农艺师|工程师|医师|主任|副高|正高|高级|讲师|院士|畜牧师|兽医师|技师|药师|护师|站长|所长)"
)
KEYS = {"专长": "擅长", "领域": "专业领域", "工作单位": "单位", "手机号": "手机", "电话": "手机"}
CHANGE = lazy_regex(
    r"^(?P<key>擅长|专长|专业领域|领域|职称|单位|工作单位|简介|最大在办|所在地|手机号?|电话|姓名)"
    r"\s*(?P<sign>[=＝:：是为]|改?成|改为|[-+＋－])\s*(?P<value>.+)$",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What one line of chat says of an expert."""

    name: str
    unit: str
    title: str
    skills: tuple[str, ...]
    place: str
    phone: str | None = None


def read_profile(text: str) -> Profile | None:
    """姓名；单位；职称；擅长；所在地, the order of the last three free where the title shows; None where parts miss.

    Commas or spaces do between the parts as well; a phone may stand anywhere.
    """
    phone = _MOBILE.search(text)
    parts = _parts(_MOBILE.sub("", text))
    if len(parts) < 3 or not re.fullmatch(r"[\u4e00-\u9fff·]{2,8}", parts[0]):
        return None
    name, unit, rest = parts[0], parts[1], parts[2:]
    title = next((part for part in rest if _TITLE.search(part) and "、" not in part), "")
    others = [part for part in rest if part != title]
    if not others:
        return None
    place = others.pop() if len(others) > 1 and _PLACE.search(others[-1]) else ""
    if not place and len(others) > 1 and "；" in text.replace(";", "；"):
        place = others.pop(1)
    skills = tuple(skill for skill in _LIST.split("、".join(others)) if skill)
    return Profile(name, unit, title, skills, place, re.sub(r"\D", "", phone[0]) if phone else None)


def _parts(text: str) -> list[str]:
    """By the strongest sign that parts the line into three at least."""
    for sign in (r"[；;\n]", r"[，,]", r"[\s，,；;]+"):
        parts = [part.strip(" ，,、；;") for part in re.split(sign, text)]
        parts = [re.sub(rf"^(?:{_LABEL})\s*[:：是为]?\s*", "", part) for part in parts if part]
        if len(parts) >= 3:
            return [part for part in parts if part]
    return []


def expert_of(turn: Turn, profile: Profile, base: str, status: ExpertStatus) -> Expert:
    """The line as an entry of the pool."""
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
        phone=profile.phone,
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
    await keep_registered(turn, profile)


async def keep_registered(turn: Turn, profile: Profile) -> None:
    """A line on the staff's list; who is in the pool already only waits for the binding."""
    one = expert_of(turn, profile, turn.base.name, ExpertStatus.PENDING)
    if (known := await turn.uow.experts.by_key(one.base, one.name, one.unit)) is not None:
        one = known
    else:
        one.id = await turn.uow.experts.add(one)
    note = registered_as(replace(one, title=profile.title, skills=profile.skills))
    task = line_about(turn, one, TaskKind.APPROVE_EXPERT, note, f"approve:{one.id}:{turn.person.id}")
    await turn.owe(task, changes.DECIDE)
    turn.talk.put(REGISTERED, turn.now.isoformat())
    turn.say(expert.registration_kept(profile.name[:1]))


def registered_as(one: Expert) -> str:
    """Name, unit, title and skills as staff read them."""
    return "，".join(part for part in (one.name, one.unit, one.title, f"擅长{common.joined(one.skills)}") if part)


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
    found = CHANGE.match(args.rest.strip())
    if found is None:
        raise DomainError("profile_change_unknown")
    key, value = KEYS.get(found["key"], found["key"]), found["value"].strip()
    if key in {"单位", "姓名"}:
        await _ask_staff(turn, one, key, value)
        return
    set_part(turn, one, key, with_those_before(one, key, found["sign"], value))
    one.updated_at = turn.now
    await turn.uow.experts.save(one)
    turn.say(expert.profile_changed(one))


def with_those_before(one: Expert, key: str, sign: str, value: str) -> str:
    """擅长+修剪 keeps what stands, 擅长-修剪 takes it away."""
    if key not in {"擅长", "专业领域"} or sign not in "+＋-－":
        return value
    before = one.skills if key == "擅长" else one.fields
    named = [item for item in _LIST.split(value) if item]
    if sign in "+＋":
        return "、".join(dict.fromkeys([*before, *named]))
    left = [item for item in before if item not in named]
    if not left:
        raise DomainError("change_value", key=key, value=value, known=values.AT_LEAST_ONE)
    return "、".join(left)


async def _ask_staff(turn: Turn, one: Expert, key: str, value: str) -> None:
    """A name or unit is changed by staff, who look into it first."""
    note = changes.note(one.name, one.unit, f"{key}改成{common.cut(value, 30)}")
    task = line_about(turn, one, TaskKind.FOLLOW_UP, note, f"{key}:{one.id}")
    await turn.owe(task, changes.FOLLOW, what=changes.TASK)
    turn.say(changes.unit_asked(key, value))


def set_part(turn: Turn, one: Expert, key: str, value: str) -> None:
    """One part of a profile; a value that it cannot have is refused."""
    items = tuple(item for item in _LIST.split(value) if item)
    if key == "擅长":
        one.skills = items
    elif key == "专业领域":
        one.fields = items
    elif key == "职称":
        one.title = value
    elif key == "简介":
        one.profile = value
    elif key == "最大在办":
        count = whole_number(value) or 0
        if not 0 < count <= 50:
            raise DomainError("change_value", key=key, value=value, known=values.COUNT)
        one.max_open = count
    elif key == "所在地":
        place = turn.services.understand(value, turn.now).place
        if place is None:
            raise DomainError("change_value", key=key, value=value, known=values.COUNTY)
        one.place_code, one.place_name = place.code, place.name
    elif (phone := _MOBILE.fullmatch(value)) is not None:
        one.phone = re.sub(r"\D", "", phone[0])
    else:
        raise DomainError("change_value", key=key, value=value, known=values.MOBILE)
