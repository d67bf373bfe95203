"""What staff say of the pool and of colleagues in any words: a new expert, one who is away, a code, a registration."""

from __future__ import annotations

import re

from domain.experts import Expert, ExpertStatus
from handlers.commands import told_of_experts
from handlers.commands.acts import pointing
from handlers.pool.keeping import approving, inviting, managing
from handlers.reading import questions, registrations
from handlers.turn import Arguments, Turn
from handlers.wording import by_act as wording
from handlers.wording import elsewhere
from nlu.text.patterns import lazy_regex

_STAFF_ROLE = lazy_regex(r"管家|管理员")
_TAKES_RIGHTS = lazy_regex(r"去掉|收(?:了|回)|撤|取消|停|不当|走了|删")
_FOR_WHOM = lazy_regex(r"(?:给|叫|是)(?P<who>[\u4e00-\u9fff]{2,4}?)(?=开|加|设|弄|发|办|[，,。]|$)")
_APPROVES = lazy_regex(r"(?:让|给|放)[他她]?(?:过|进)|通过|批准|同意|可以(?:入库|进)")
_REGISTERED = lazy_regex(r"^(?:那个|这个)?(?P<who>[\u4e00-\u9fff]{2,4}?)(?=我|可以|让|给|的|通过|合格|没问题|[，,])")
_NEW = lazy_regex(
    r"^(?:我们|站里|这边|院里|又|刚|再)*(?:新)?(?:来|加|录|添加?)(?:了|进)?(?:一?[个位名])?"
    r"(?:新)?(?:的)?(?:老师|专家|同志)?[，,：: ]*"
)
_INTO_POOL = lazy_regex(
    r"^(?:请|麻烦|帮我|给我|把|将|再)+(?=[\u4e00-\u9fff])|[，,\s]*(?:给)?(?:加|放|录|拉|收|请)(?:到|进|入)+(?:我们)?(?:专家)?(?:库|来)(?:里头?|来)?(?:吧|嘛|哈)*"
)
_BEHIND_NAME = lazy_regex(r"^(?:老师|教授|主任|专家|医生|站长)")
_COMMA_LEFT_OUT = lazy_regex(r"(?<=了)(?=(?:不|莫|别|先))")
_AWAY = lazy_regex(
    r"(?:从)?(?P<when>(?:\d{1,2}[月号日]|[下这本]个?(?:周|月|星期|礼拜)|明天|后天|最近|这几天)[^，,]{0,10}?)(?:起|要|都|开始)?"
    r"(?:在外|去|不接|不派|不要派|莫派|请假|休假|出差|学习|开会|不在|没空|[，,])"
)
_NO_MORE = lazy_regex(r"不接|出差|学习|开会|请假|休假|不在|没空|在外|(?:莫|不要|别|不)(?:再)?(?:给[他她])?派")
_LEARNT = lazy_regex(r"(?:还|也)(?:会|懂|能|搞|做|擅长)(?P<what>[\u4e00-\u9fff、]{2,16})")
_CODE = lazy_regex(r"码|邀请|绑定")
_IS_BACK = lazy_regex(r"恢复|回来|放回来|启用|可以(?:派|接)")
_PRONOUN = lazy_regex(r"[他她]")

SHORT = 12  # characters that may leave out of whom they are


def is_of_shown(turn: Turn, text: str) -> bool:
    """他下周在外头学习, 他电话135…, of the one expert shown last, while no demand has been talked about since."""
    since, age = turn.talk.focus_age(), turn.talk.age_of("shown_experts")
    is_last = age is not None and (since is None or since > age) and len(turn.talk.shown("experts")) == 1
    phones = turn.understood.phones if turn.understood is not None else ()
    return is_last and _PRONOUN.search(text) is not None and bool(phones or _NO_MORE.search(text))


async def hear(turn: Turn, text: str) -> bool:
    """她手机137…, of the expert named last; 新来一位老师，赵启明，…: into the pool; else the forms are named."""
    if _STAFF_ROLE.search(text):
        return await _of_roles(turn, text)
    if _APPROVES.search(text):
        who = _REGISTERED.search(text)
        await approving.approve(turn, Arguments(rest=who["who"] if who else "", name="通过"))
        return True
    shown = turn.talk.shown("experts")
    one = await pointing.named(turn, text)
    if one is None and len(shown) == 1 and (_PRONOUN.search(text) or len(text) <= SHORT):
        one = await turn.uow.experts.get(shown[0])
    if one is not None:
        await _of_one_expert(turn, one, text)
        return True
    new = registrations.read_told(_INTO_POOL.sub("", _NEW.sub("", text)), registrations.Told())
    if new.name and (new.unit or new.skills) and not questions.asks(text):
        await managing.add(turn, Arguments(rest=new.line(), name="添加专家"))
        return True
    return False


async def _of_roles(turn: Turn, text: str) -> bool:
    """给小刘开个管家 gives the code; the rights of whoever has left are not taken away here."""
    if _TAKES_RIGHTS.search(text):
        turn.say(elsewhere.SAID["rights"])
        return True
    who = _FOR_WHOM.search(text)
    role = "管理员" if "管理员" in text else "管家"
    await inviting.invite(turn, Arguments(rest=f"{role} {who['who'] if who else ''}".strip(), name="邀请"))
    return True


async def _of_one_expert(turn: Turn, one: Expert, text: str) -> None:
    """What is to be done with that expert, done after a yes; the forms where the words do not tell."""
    turn.talk.show("experts", [one.id])
    rest = _BEHIND_NAME.sub("", re.sub(rf"^.*?(?:{one.name}|{one.courtesy_name()}|[他她])", "", text))
    rest = _COMMA_LEFT_OUT.sub("，", rest)
    said = await told_of_experts.read(turn, f"{one.name}{rest}")
    if said is None and _NO_MORE.search(text) and (away := _AWAY.search(text)) is not None:
        said = "改专家", Arguments(rest=f"{one.name} 请假={away['when']}")
    if said is None and (learnt := _LEARNT.search(text)) is not None:
        said = "改专家", Arguments(rest=f"{one.name} 擅长+{learnt['what']}")
    if said is None and _CODE.search(text):
        said = "邀请", Arguments(rest=f"专家 {one.name}")
    if said is None and _IS_BACK.search(text):
        is_stopped = one.status is ExpertStatus.STOPPED
        back = Arguments(rest=one.name if is_stopped else f"{one.name} 请假=没有")
        said = ("恢复专家" if is_stopped else "改专家", back)
    if said is not None:
        turn.talk.ask("confirm", command=said[0], number=None, rest=said[1].rest)
    turn.say(wording.of_pool(one.name, said[0] if said else None, said[1].rest if said else ""))
