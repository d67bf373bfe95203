"""One-time codes that make a person administrator, butler or expert; guessing is throttled."""

from __future__ import annotations

from datetime import timedelta

from domain.errors import DomainError
from domain.experts import Reach
from domain.people import STAFF, Grant, Role
from domain.records import AuditEntry
from domain.work import Invitation, PromptKind, Task, TaskKind
from handlers import access
from handlers.orders import claiming
from handlers.pool import profiles
from handlers.reading.registrations import Told, read_told
from handlers.turn import Arguments, Turn
from handlers.wording import changes as wording
from handlers.wording import expert, staff
from handlers.wording.errors import sentence
from nlu.text.patterns import lazy_regex

ROLE_NAME = {Role.ADMINISTRATOR: "管理员", Role.BUTLER: "管家", Role.EXPERT: "专家"}
LONGEST = 40
_CODE = lazy_regex(r"(?<![A-Z0-9])[A-HJ-NP-Z2-9]{4}(?:[-－—–\s][A-HJ-NP-Z2-9]{4}){2}(?![A-Z0-9])")
WHO = "bind_who"
_LOST = lazy_regex(
    r"(?:怎么|咋个?|啷个|如何|在哪里?|哪里|重新|要|想|没法|不会|不能)[^，,。]{0,4}(?:绑定|邦定|绑上)|(?:绑定|邦定)(?:不了|不上|失败|不成|怎么|咋|啷个)"
    r"|(?:绑定|邀请|验证)码?.{0,4}(?:丢|忘|找不|没(?:得|有|收)|弄掉|过期|哪里|怎么|咋)|(?:没(?:得|有|收到)|找不到)[^，,。]{0,4}(?:绑定|邀请|验证)码"
    r"|(?:我|本人)[^，,。]{0,6}(?:你们|你们的)?(?:库|名单|名录)里(?:头|面)?(?:的)?(?:专家|有我|应该有)"
)
_ELSEWHERE = lazy_regex(r"银行|社保|医保|医疗|支付|公交|电子凭证|养老|对公|设备|摄像|账户")
TRIES, WITHIN = 5, timedelta(hours=1)


async def hear(turn: Turn) -> bool:
    """A code alone, 邦定 ABCD-…, 我是罗中平，码是ABCD-…: whatever stands around it."""
    text = turn.text.strip().upper()
    found = _CODE.search(text)
    if found is None or len(text) > LONGEST or text.startswith("绑定"):
        return False
    await bind(turn, Arguments(rest=found[0], name="绑定"))
    return True


async def hear_lost(turn: Turn) -> bool:
    """我是库里的专家，咋个绑定; 没得码: only staff give codes out, so they are told who asks."""
    text, question = turn.text.strip(), turn.talk.asked()
    is_asked = question is not None and question["name"] == WHO
    if len(text) > LONGEST or not (is_asked or (_LOST.search(text) and not _ELSEWHERE.search(text))):
        return False
    told = read_told(_LOST.sub("，", text), Told())
    if not told.name:
        if is_asked and not _LOST.search(text) and "码" not in text:
            return False
        turn.talk.ask(WHO)
        turn.say(wording.code_asked_for())
        return True
    turn.talk.settle()
    note = wording.wants_code(f"{told.name}（{told.unit}）" if told.unit else told.name)
    key = f"wants_code:{turn.person.id}"
    task = Task(turn.base.name, TaskKind.FOLLOW_UP, turn.now, person_id=turn.person.id, detail={"note": note}, key=key)
    await turn.owe(task, wording.FOLLOW, what=wording.LOST_CODE)
    turn.say(wording.code_will_come(told.name))
    return True


async def bind(turn: Turn, args: Arguments) -> None:
    """绑定 CODE."""
    if not args.rest:
        raise DomainError("text_needed", example="绑定 ABCD-EFGH-JKLM")
    if await turn.uow.work.failed_codes(turn.person.id, turn.now - WITHIN) >= TRIES:
        raise DomainError("code_throttled")
    invitation = await turn.uow.work.invitation(turn.services.hash_code(args.rest))
    refusal = _refusal(turn, invitation)
    if invitation is None or refusal:
        await turn.uow.work.note_failed_code(turn.person.id, turn.now)
        turn.say(_say_refusal(refusal or "code_wrong"))
        return
    if not await turn.uow.work.use_invitation(invitation.id, turn.person.id, turn.now):
        raise DomainError("code_used")
    await _grant(turn, invitation)


def _refusal(turn: Turn, invitation: Invitation | None) -> str | None:
    if invitation is None:
        return "code_wrong"
    if invitation.used_at is not None:
        return "code_used"
    return "code_expired" if invitation.expires_at <= turn.now else None


def _say_refusal(code: str) -> str:
    """The refusal is said here, not raised, so that the failed try is kept."""
    return sentence(DomainError(code))


async def _grant(turn: Turn, invitation: Invitation) -> None:
    person = turn.person
    if person.name is None and invitation.name:
        person.name = invitation.name
    person.base = person.base or invitation.base
    await turn.uow.people.save(person)
    if invitation.role is not Role.EXPERT:
        await turn.uow.people.grant(person.id, Grant(invitation.base, invitation.role))
        await _note(turn, invitation.role, "绑定", invitation.base)
        turn.say(staff.bound(ROLE_NAME.get(invitation.role, "工作人员"), invitation.base))
        return
    one = await turn.uow.experts.get(invitation.expert_id or 0)
    if one is None:
        raise DomainError("code_wrong")
    await profiles.bind_expert(turn, one, person.id)
    turn.say(expert.bound(one, invitation.base))


async def unbind(turn: Turn, args: Arguments) -> None:
    """解绑: every role of this person ends; an expert stays in the pool, unbound."""
    if not turn.person.grants:
        turn.say(staff.not_bound())
        return
    in_hand = await access.demands_in_hand(turn)
    alone = await _only_administrator_of(turn)
    if (in_hand or alone) and not args.is_confirmed:
        turn.talk.ask("confirm", command="解绑", number=None, rest="")
        turn.say(staff.unbind_confirm([demand.no for demand in in_hand], alone))
        return
    for demand in in_hand:
        await claiming.hand_back(turn, Arguments(demand.no, "专家解绑了微信"))
    grants = turn.person.grants
    for grant in grants:
        await turn.uow.people.revoke(turn.person.id, grant)
        if grant.role in STAFF:
            await _note(turn, grant.role, "解绑", grant.base)
    for one in (await turn.uow.experts.get_many(turn.person.expert_ids)).values():
        one.reach, one.person_id, one.updated_at = Reach.UNBOUND, None, turn.now
        await turn.uow.experts.save(one)
    await turn.uow.work.close_prompts(person_id=turn.person.id, kind=PromptKind.CLAIM)
    turn.say(staff.unbound([ROLE_NAME.get(grant.role, "工作人员") for grant in grants]))


async def _only_administrator_of(turn: Turn) -> list[str]:
    """The bases that nobody could administer any more without this person."""
    mine = [grant.base for grant in turn.person.grants if grant.role is Role.ADMINISTRATOR]
    return [base for base in mine if len(await turn.uow.people.holders(Role.ADMINISTRATOR, base)) == 1]


async def _note(turn: Turn, role: Role, action: str, base: str) -> None:
    """Who may steer a base is on the audit trail from the first day on; the code itself is not."""
    await turn.uow.records.audit(AuditEntry(turn.now, turn.person.id, role.value, action, base, turn.outcome))
