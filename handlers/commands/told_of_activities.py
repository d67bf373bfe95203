"""What staff say of a briefing in plain words: 名额加到80, 换到拔山镇, 不办了; by its number, or of the last one."""

from __future__ import annotations

from datetime import timedelta

from handlers.activities import choice
from handlers.activities.holding import drafts
from handlers.talk import FOCUS_KEPT
from handlers.turn import Arguments, Turn
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

LONGEST = 60
ON_FOR = timedelta(hours=6)
FRESH, AT_ONCE = timedelta(hours=2), timedelta(minutes=20)
_WORTH_A_LOOK = lazy_regex(
    r"场|宣讲|培训|讲座|活动|课|名额|人数|限|上限|报|签到|位子|位置|座位|[来到]了?(?:好多|多少|几)|(?:哪些|好?多少|好多|几个)人|谁要?来|[早晚]个?[\d一二两三半]|会(?=开|办|搞|黄|不|取|[，,])|[办搞开讲]不[成了到起]|推|改|换|挪|搬|提前|延|定在|放[到在]|取消|不[办搞开]|错了|他们|大家|各位|学员|增加|多加|减|\d个?人|[点号日]|时间|地[点方]"
)
_NUMBERED = lazy_regex(r"(?:宣讲|活动|培训|讲座)\s*(?P<no>\d{1,6})(?!\d|月|号|日|点|个|人|场|期)")
_ONE = lazy_regex(
    r"^(?:把|将)?(?:这|那|刚才那|上面那)?(?:一)?(?:场|个)?(?:的)?(?:宣讲|活动|培训|讲座|课|会)?(?:会)?(?:的)?[，,：: ]*"
)
_NAMES_ONE = lazy_regex(r"[这那]一?场|宣讲|培训|讲座|活动|[这那]个?课|名额|报名|签到")
_SUBJECT = lazy_regex(
    r"(?:把|将|给)?(?<![\u4e00-\u9fff])(?:把|将|给|讲)?(?P<subject>(?![这那])[\u4e00-\u9fffA-Za-z]{2,8}?)(?:的)?(?:[那这](?:一)?(?:个|场|次|堂)|的?(?:宣讲|培训|讲座|活动|课)(?:会)?|的会(?!议)|的(?=推|改|换|挪|搬|提前|延|取消|不[办搞开]|加|增|减|限|名额|时间|地[点方]))(?:的)?(?:宣讲|培训|讲座|活动|课|会(?=开|办|搞|黄|不|取|推|改|换|[，,]))?"
)
_BEHIND = lazy_regex(
    r"(?:报|参加|签到|来|去)(?:了|的|名|听)*(?P<subject>(?![这那])[\u4e00-\u9fffA-Za-z]{2,8}?)的?(?:[那这](?:一)?(?:个|场|次|堂)|培训|宣讲|讲座|课)"
)
_DROPS = lazy_regex(
    r"^(?:就|都|先|怕是|可能|肯定)*(?:不(?:办|搞|开)|取消|(?:办|搞|开|讲)不(?:成|了|到|起|下去)|黄)(?:了|吧|掉|嘛|哈)*"
    r"(?:[，,：: ]+(?P<why>.{2,30}))?[。！]*$"
)
_WHO = (
    r"(?:有|现在|一共|总共|都|已经)*(?:没得|没有)?(?:哪些|哪个|谁|好?多少|好多|几)?(?:个)?(?:人|位)?(?:来)?(?:报|签)(?:了|过)?(?:名|到)?(?:了|的)*"
    r"(?:好?多少|好多|几个?|哪些|谁)?(?:人)?"
)
_LISTS = lazy_regex(
    rf"^{_WHO}(?:没(?:得|有)?|吗|不|呢|的?情况|怎么样|咋样|有哪些|是哪些)?[了呢吗嘛哦?？。]*$"
    r"|^(?:有|现在|一共|总共|都|到底)*(?:好?多少|好多个?|几个?|哪些|谁)人?(?:要|会)?(?:来|去|参加|到)(?:了)?[呢吗嘛哦?？。]*$|^(?:来|到)了?(?:好?多少|好多个?|几个?)人?[了呢吗嘛哦?？。]*$"
    r"|^(?:现在|一共|总共|目前)*还?(?:剩|空|差|有)(?:下|得有)?(?:好?多少|好多|几)个?(?:位子|位置|名额|座位|空位)[了呢嘛哦?？。]*$"
    r"|^(?:现在|一共|总共|目前)*有?(?:好?多少|好多|几个)人(?:了)?[呢嘛哦?？。]*$"
)
_TELLS_A_NEW_ONE = lazy_regex(
    r"^(?:我们?|单位|再|另外|还|又|要|想|准备|打算|请|麻烦|帮我|照样|照着?上[一次]*场?|同样的?|一样的?)*(?:来|发|办|开|搞|组织|安排|举办|登)(?:布|出)?(?:一?[个条场次期下则]|另一场|通知|消息|培训|宣讲|讲座)"
)
_BY_PLACE = lazy_regex(
    r"(?:(?P<first>头一?|前面|先前|上面|早先)|后(?:面|头)|后一|最后一?|刚发的?|新发的?)(?:那|的|这)?一?(?:场|个(?:培训|宣讲|活动|课))"
)
_APART = lazy_regex(r"[，,。；;！!\n]+")
_COUNTS = lazy_regex(r"谁|哪|多少|好多|几|没|吗|情况|怎么样|咋样")
_TELLS = lazy_regex(
    r"^(?:麻烦|请|帮我)*(?:给|跟|告诉|通知|提醒|转告|[喊叫让](?=大家|各位|学员|要来|报了?名))(?:一下)?(?:(?:这|那|第?[\d一二三四五六七八九十]+)?场?(?:的)?(?:报了?名|参加|要来|来)?(?:的)?(?:人|学员|农户|大家|各位|他们)|报了?名的|参加的|要来的)"
    r"(?:都)?(?:说|讲|发)?(?:一声|一下|一句|一?[个条](?:信息|消息|通知|短信|话))?(?:说)?[，,：: ]*(?P<what>.{3,})$"
)


async def read(turn: Turn) -> tuple[str, Arguments] | None:
    """The command that the words amount to; None where they are about something else."""
    words = normalise(turn.text).strip()
    if not turn.person.is_staff or len(words) > LONGEST or not _WORTH_A_LOOK.search(words):
        return None
    named = choice.said_number(words)
    told = _NUMBERED.search(words)
    number = named if named is not None else int(told["no"]) if told else None
    age = _age(turn)
    bare = _NUMBERED.sub("", choice.without_number(words), count=1).strip(" ，,：:的")
    if number is None and (subject := await _by_subject(turn, words)) is not None:
        number, bare = subject
        return _meant(turn, number, bare, bare, is_near=True)
    if number is None and age is None and _LISTS.match(words) and (today := await _on_today(turn)) is not None:
        return "名单", Arguments(today, name="名单")
    if number is None and (age is None or (age > AT_ONCE and not _NAMES_ONE.search(words))):
        return None
    kept = turn.talk.get("event") or {}
    number = number if number is not None else int(kept["id"])
    return _meant(turn, number, words, _ONE.sub("", bare), is_near=age is not None and age <= AT_ONCE)


def asks_who_came(text: str) -> bool:
    """来了几个: people to a briefing where one is on, else needs."""
    return _LISTS.match(normalise(text).strip()) is not None


async def meant(turn: Turn, text: str) -> int | None:
    """The one that is named by number or subject, else the one talked about last, else the only one ahead."""
    words = normalise(text).strip()
    if (named := choice.said_number(words)) is not None:
        return named
    if (subject := await _by_subject(turn, words)) is not None:
        return subject[0]
    since, age = turn.talk.focus_age(), turn.talk.age_of("event")
    if since is not None and (age is None or since < age) and not _NAMES_ONE.search(words):
        return None  # of the demand that was looked at since
    ahead = sorted(one.id for one in await turn.uow.activities.upcoming(turn.person.staff_bases, turn.now))
    if ahead and (place := _BY_PLACE.search(words)) is not None:
        return ahead[0] if place["first"] else ahead[-1]
    kept = turn.talk.recent("event", FOCUS_KEPT)
    if kept is not None and int(kept["id"]) in ahead:
        return int(kept["id"])
    return ahead[0] if len(ahead) == 1 else None


def change_of(turn: Turn, number: int, text: str) -> tuple[str, Arguments] | None:
    """What the words do with that one, clause by clause where not as a whole: 老师病了，头一场不办了."""
    words = normalise(text).strip()
    for part in (words, *reversed([one for one in _APART.split(words) if one])):
        bare = _ONE.sub("", _BY_PLACE.sub("", choice.without_number(part))).strip(" ，,：:的")
        found = _meant(turn, number, part, bare, is_near=True)
        if found is not None and found[0] == "取消宣讲" and part != words:
            why = "，".join(one for one in _APART.split(words) if one and one != part)
            return "取消宣讲", Arguments(number, found[1].rest or why, name="取消宣讲")
        if found is not None:
            return found
    return None


async def _by_subject(turn: Turn, words: str) -> tuple[int, str] | None:
    """清园那个改到10点, 哪些人报了贷款那场: the one whose title has these words, and what is said of it."""
    behind = _BEHIND.search(words)
    found = behind or _SUBJECT.search(words)
    if found is None:
        return None
    ahead = await turn.uow.activities.upcoming(turn.person.staff_bases, turn.now)
    named = [one for one in ahead if found["subject"].strip("的讲") in f"{one.title}，{one.audience}，{one.place}"]
    if len(named) != 1:
        return None
    kept = "报了" if behind else ""
    return named[0].id, f"{words[: found.start()]}{kept}{words[found.end() :]}".strip(" ，,：:的")


async def _on_today(turn: Turn) -> int | None:
    """来了几个, on the day of the only one: of that, not of needs."""
    ahead = await turn.uow.activities.upcoming(turn.person.staff_bases, turn.now - ON_FOR)
    today = [one.id for one in ahead if abs(one.starts_at - turn.now) <= ON_FOR]
    return today[0] if len(today) == 1 else None


def of_form(turn: Turn, args: Arguments) -> tuple[str, Arguments] | None:
    """宣讲1推迟两天, which begins as the form that shows it."""
    if not turn.person.is_staff or args.number is None or not args.rest:
        return None
    return _meant(turn, args.number, turn.text, args.rest, is_near=True)


def _meant(turn: Turn, number: int, words: str, bare: str, *, is_near: bool) -> tuple[str, Arguments] | None:
    if told := _TELLS.match(words):
        return "宣讲通知", Arguments(number, told["what"], name="宣讲通知")
    if dropped := _DROPS.match(bare):
        return "取消宣讲", Arguments(number, dropped["why"] or "", name="取消宣讲")
    if _LISTS.match(bare) and _COUNTS.search(bare):
        return "名单", Arguments(number, name="名单")
    if not _TELLS_A_NEW_ONE.search(words) and drafts.read_changes(bare, turn.now, turn.now, is_bare=is_near):
        return "改宣讲", Arguments(number, bare, name="改宣讲")
    return None


def _age(turn: Turn) -> timedelta | None:
    """How long ago one was talked about; None where nothing was, or a demand since."""
    age = turn.talk.age_of("event")
    since = turn.talk.focus_age()
    return age if age is not None and age <= FRESH and (since is None or since >= age) else None
