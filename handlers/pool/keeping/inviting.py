"""邀请: a one-time code in chat; experts are invited by any of the staff, staff only by an administrator."""

from __future__ import annotations

import re

from domain.errors import DomainError
from domain.people import Role
from domain.work import Invitation
from handlers.pool.keeping import naming
from handlers.pool.profiles import CODE_LASTS
from handlers.turn import Arguments, Turn
from handlers.wording import choosing, common, inviting
from nlu.text.patterns import lazy_regex

EXAMPLE = "邀请 管家 小李"
ROLES = {"管家": Role.BUTLER, "管理员": Role.ADMINISTRATOR, "专家": Role.EXPERT}
_LINE = lazy_regex(r"(?P<role>管家|管理员|专家)[\s，,：:]*(?P<name>.{0,30})$", re.S)


async def invite(turn: Turn, args: Arguments) -> None:
    """邀请 管家 小李, 邀请 专家 王建国: the code is shown once and kept only as a hash."""
    found = _LINE.match(args.rest.strip())
    if found is None:
        raise DomainError("text_needed", example=EXAMPLE)
    role, name = ROLES[found["role"]], found["name"].strip(" ，,。")
    if role is Role.EXPERT:
        await _invite_expert(turn, name)
        return
    bases = [grant.base for grant in turn.person.grants if grant.role is Role.ADMINISTRATOR]
    if not bases:
        raise DomainError("not_allowed", command=f"邀请 {found['role']}", role="管理员身份")
    await _invite(turn, role, bases[0], found["role"], name)


async def _invite_expert(turn: Turn, name: str) -> None:
    base = turn.person.staff_bases[0]
    named = await naming.named_experts(turn, name, base) if name else []
    own = [one for one, is_exact in named if is_exact and one.base in turn.person.staff_bases]
    if not name or not own:
        raise DomainError("expert_to_invite", name=common.cut(name, 12))
    if len(own) > 1:
        raise DomainError("expert_to_invite_many", choices=choosing.named(own))
    if own[0].is_reachable:
        raise DomainError("expert_bound", name=own[0].name)
    await _invite(turn, Role.EXPERT, own[0].base, "专家", own[0].name, own[0].id)


async def _invite(turn: Turn, role: Role, base: str, shown: str, name: str, expert_id: int | None = None) -> None:
    code, code_hash = turn.services.new_code()
    invitation = Invitation(
        code_hash, role, base, turn.now, turn.now + CODE_LASTS, expert_id=expert_id, name=name or None
    )
    await turn.uow.work.invite(invitation)
    turn.say(inviting.invited(shown, name, base, code, CODE_LASTS.days))
