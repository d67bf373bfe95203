"""What experts say of their own skills, title, place or number: read as a change of the profile, confirmed first."""

from __future__ import annotations

import re

from handlers.turn import Turn
from handlers.wording import changes as wording
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number
from nlu.understanding import Understanding

LONGEST = 60
SURE = 0.5
_ME = r"^(?:我们?|本人)?(?:现在|平时|主要|另外|其实|这几年|最近|以前|之前)*"
_ADDS = (
    lazy_regex(
        rf"{_ME}(?:还|也|又)(?:会|懂|能做|擅长|搞过?|做过?|研究|可以做|熟悉)(?:一点|点)?(?P<what>.{{2,40}}?)(?:的|了|嘛|哈|。)*$"
    ),
    lazy_regex(
        r"^(?:请|帮我|给我)*(?:增加|添加|加上|补充|新增|加)(?:一?[个项条下])*(?:我的)?(?:擅长|专长|特长|技能)(?:里|中)?"
        r"[:：，, ]*(?:是|为)?(?P<what>.{2,40}?)(?:吧|嘛|。)*$"
    ),
    lazy_regex(
        r"^我?(?:的)?(?:研究)?方向(?:变|换|改|调整)了?[，,\s]*(?:现在|目前|如今)?(?:主要|专门|都)?(?:是)?(?:搞|做|研究|弄|转到|转向)(?P<what>[^，,]{2,20}?)(?:的|了|嘛|。)*$"
    ),
    lazy_regex(
        r"^我?(?:的)?(?:擅长|专长|特长|研究方向|强项)的?(?:还有|还包括|加上?|增加|补充|再加)"
        r"[:：，, ]*(?P<what>.{2,40}?)(?:吧|嘛|。)*$"
    ),
    lazy_regex(
        r"^我?(?:再|还|另外)*(?:给我)?加(?:上)?(?:一|两)?[个样项条门][，,:：\s]*(?P<what>[^，,]{2,20}?)(?:也|都)?(?:行|可以|得行|要得)?(?:的|吧|嘛|。)*$"
    ),
    lazy_regex(
        r"^(?:我的?)?(?:擅长|专长|特长)(?:里|中)(?:头|面)?(?:请|帮我|给我|再|还)*(?:加上?|添上?|补上?)(?:一?[个样项条])?[，,:：\s]*(?P<what>[^，,]{2,20}?)(?:吧|嘛|。)*$"
    ),
    lazy_regex(
        r"^(?:请|帮我)*(?:把|给我)?(?P<what>.{2,20}?)(?:加到|加进|写进|补到)(?:我的)?(?:擅长|专长|资料|特长)(?:里|中)?(?:去|吧|嘛|。)*$"
    ),
)
_FORM = lazy_regex(
    r"^(?:请|帮我|给我|我|想|要|把|我的|的)*(?P<key>单位|工作单位|职称|擅长|专长|所在地|最大在办)"
    r"(?:要|想)?(?:改成|改为|换成|变更为|改到)[:：，, ]*(?P<what>.{2,40}?)(?:吧|嘛|了|。)*$"
)
_SETS = lazy_regex(r"^我?(?:的)?(?:擅长|专长|特长)(?:改成|改为|换成|变成)[:：，, ]*(?P<what>.{2,60}?)(?:吧|嘛|。)*$")
_TITLES = (
    r"(?:(?:一|二|三|四)级)?(?:副?教授|(?:副|助理)?研究员|(?:推广|正高级?|高级|助理)?(?:农艺师|畜牧师|兽医师|工程师|经济师)"
    r"|(?:副?主任|主治)(?:医师|护师|药师|技师)|副?院长|副?所长|副?站长|副?主任|院士)"
)
_TITLE = lazy_regex(
    rf"{_ME}(?:职称)?(?:也|都)?(?:(?:变|改|升|晋)(?:了|动)?[，,\s]*)?(?:现在|如今)?(?:已经?|刚刚?)*(?:是|评上|评了|评为|升了?|升为|晋升(?:为|成)?|当了?|改成|改为|变成)了?(?:个)?(?P<what>{_TITLES})(?:了|哈|。)*$"
)
_MOST = lazy_regex(
    rf"{_ME}(?:最多|同时最多|一次最多|只能|只)(?:同时)?(?:接|办|带|做)(?P<what>[一二两三四五六七八九十\d]{{1,2}})(?:个|单|件)(?:单|需求)?(?:了|哈|。)*$"
)
_NUMBER = r"(?:电话|手机|号码?|联系方式|微信)"
_PHONE = lazy_regex(
    rf"{_NUMBER}(?:号码?)?(?:已经?|刚|也|要)*(?:变|换|改|更新|停用)|(?:换|改|变|更新)(?:了|个|成|一下|下)*(?:新|我的?)?(?:的)?{_NUMBER}"
    rf"|(?:新|现在(?:用)?的?)(?:的)?{_NUMBER}|^(?:以后|今后|往后|现在)(?:请|就|都)?(?:打|联系|用|拨|找我)(?:我)?"
)
_NOT_MINE = lazy_regex(
    r"[他她]|对方|老乡|农户|患者|病人|让|叫|喊|给我打|打给我|联系我|回我|[吗么?？]\s*$|怎么|咋|电池|电机|电表|电线"
)
_PHONE_ALONE = lazy_regex(
    rf"^(?:我|我们|本人)?(?:的)?(?:要|想|已经?|刚)*(?:(?:换|改|变|更新)(?:了|个|一下|下)*(?:新)?{_NUMBER}|{_NUMBER}(?:换|改|变)了?)(?:码|号)?(?:了|哈|。)*$"
)
NEW_NUMBER = "new_number"
_OTHERS = lazy_regex(
    r"[他她你您]|对方|老乡|农户|给|帮|来|去(?!年)|(?<![嫁高靠芽枝])接(?![穗种换])|带|约|打电话|时间|线上|现场|[吗么?？]|不(?:会|懂|能)|问|想|看看|再说"
)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """我还会修剪, 我评上教授了, 电话变了 139…; False where the words are something else."""
    text = turn.text.strip()
    if len(text) > LONGEST:
        return False
    question = turn.talk.asked()
    is_asked = bool(question) and (question or {})["name"] == NEW_NUMBER
    if understood.phones and (is_asked or (_PHONE.search(text) and not _NOT_MINE.search(text))):
        turn.talk.settle()
        await _change_phone(turn, understood.phones[-1])
        return True
    if _PHONE_ALONE.match(text):
        turn.talk.ask(NEW_NUMBER)
        turn.say(wording.which_phone())
        return True
    line = _change_said(turn, text)
    if line is None:
        return False
    turn.talk.ask("confirm", command="改资料", number=None, rest=line)
    turn.say(wording.confirm_change(line))
    return True


def _change_said(turn: Turn, text: str) -> str | None:
    """The line of 改资料 that the words amount to."""
    if found := _FORM.match(text):
        return f"{found['key']}={_listed(found['what']) if found['key'] in {'擅长', '专长'} else found['what']}"
    if found := _SETS.match(text):
        return f"擅长={_listed(found['what'])}"
    added = next((found for pattern in _ADDS if (found := pattern.match(text))), None)
    if added is not None and not _OTHERS.search(added["what"]) and _is_skill(turn, added["what"]):
        return f"擅长+{_listed(added['what'])}"
    if found := _TITLE.match(text):
        return f"职称={found['what']}"
    found = _MOST.match(text)
    count = read_number(found["what"]) if found else None
    return f"最大在办={int(count)}" if count else None


def _is_skill(turn: Turn, what: str) -> bool:
    guess = turn.services.understand("想请教" + what, turn.now).field
    return guess is not None and guess.confidence >= SURE


def _listed(what: str) -> str:
    return re.sub(r"\s*(?:[，,]|和|跟|以及|还有)\s*", "、", what.strip(" ，,、"))


async def _change_phone(turn: Turn, phone: str) -> None:
    """One's own number needs nobody's approval; only staff may see it."""
    experts = await turn.uow.experts.get_many(turn.person.expert_ids)
    for one in experts.values():
        one.phone, one.updated_at = phone, turn.now
        await turn.uow.experts.save(one)
    turn.say(wording.phone_changed())
