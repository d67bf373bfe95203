"""From the words of a message to a command with what was given to it; None where they are prose."""

from __future__ import annotations

from dataclasses import replace

from domain.people import Person
from handlers.commands import typed
from handlers.commands.table import COMMANDS, Command, by_name
from handlers.turn import Arguments
from nlu.text.patterns import lazy_regex
from nlu.text.pinyin import sound
from nlu.text.segment import is_plain_word

_BY_LENGTH = sorted(COMMANDS, key=lambda command: -len(command.name))
OTHER_NAMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("查看", "查询", "查单"), ("查", "看", "进度")),
    **dict.fromkeys(("接单", "抢单", "领单", "认领", "接榜"), ("揭榜",)),
    **dict.fromkeys(("拒单", "拒绝", "谢绝"), ("婉拒",)),
    "退单": ("交回",),
    **dict.fromkeys(("我的单", "我的单子", "我的订单"), ("我的任务",)),
    **dict.fromkeys(("我的台账", "服务记录", "我的业绩", "我的战绩", "服务台账"), ("我的记录",)),
    **dict.fromkeys(("指派", "分派", "改派", "转派"), ("派单",)),
    **dict.fromkeys(("结案", "销号"), ("办结",)),
    **dict.fromkeys(("催办", "催单"), ("督办",)),
    **dict.fromkeys(("待办事项", "代办事项", "代办"), ("待办",)),
    **dict.fromkeys(("新增专家", "增加专家", "加专家", "录入专家"), ("添加专家",)),
    **dict.fromkeys(("删除专家", "移除专家", "注销专家", "停掉专家", "停止专家"), ("停用专家",)),
    **dict.fromkeys(("查专家", "看专家", "搜专家", "查找专家"), ("找专家",)),
    **dict.fromkeys(("启用专家", "恢复使用专家"), ("恢复专家",)),
    **dict.fromkeys(("修改专家", "更新专家"), ("改专家",)),
    **dict.fromkeys(("新增宣讲", "发布宣讲", "加宣讲", "添加活动", "发布活动", "新增活动", "添加培训"), ("添加宣讲",)),
    **dict.fromkeys(("新增词条", "增加词条", "加词条"), ("添加词条",)),
    **dict.fromkeys(("查看词条", "词条列表", "看词条"), ("词条",)),
    **dict.fromkeys(("撤回词条", "收回词条", "删词条"), ("删除词条",)),
    "改活动": ("改宣讲",),
    "取消活动": ("取消宣讲",),
    **dict.fromkeys(("报名名单", "签到名单"), ("名单",)),
    **dict.fromkeys(("代登记", "代为登记", "代报"), ("代录",)),
    **dict.fromkeys(("全部命令", "指令", "菜单", "功能"), ("命令",)),
    "解除绑定": ("解绑",),
    **dict.fromkeys(("我的资料", "个人资料", "专家资料", "修改资料"), ("改资料", "我的信息")),
    **dict.fromkeys(("取消请假", "结束请假", "恢复接单"), ("销假",)),
    **dict.fromkeys(("生成邀请码", "要邀请码", "发邀请码", "邀请码"), ("邀请",)),
    **dict.fromkeys(("查进度", "查询进度"), ("进度",)),
}
_OTHER_BY_LENGTH = sorted(OTHER_NAMES, key=lambda name: -len(name))
_BY_FIRST = {sign: [one for one in _BY_LENGTH if one.name[0] == sign] for sign in {one.name[0] for one in COMMANDS}}
_OTHER_BY_FIRST = {sign: [name for name in _OTHER_BY_LENGTH if name[0] == sign] for sign in {n[0] for n in OTHER_NAMES}}
_SPACED = lazy_regex(
    "|".join(
        r"\s*".join(name)
        for name in sorted({*(command.name for command in COMMANDS), *OTHER_NAMES}, key=lambda name: -len(name))
        if len(name) > 1
    )
)
_GLUED = {
    "邀请": lazy_regex(r"管家|管理员|专家"),
    "添加专家": lazy_regex(r".*[；;，,、\s]"),
    "添加宣讲": lazy_regex(r".*[；;，,、\s]"),
    "专家登记": lazy_regex(r".*[；;]"),
    "添加词条": lazy_regex(r".*[；;]"),
    "代录": lazy_regex(r".{4}"),
    "待办": lazy_regex(r"(?:的)?(?:急件|投诉|没人接|没解决|登记)"),
    "统计": lazy_regex(r"[本这上今去当全\d]"),
    "绑定": lazy_regex(r"[A-Za-z0-9]{4}"),
    "改资料": lazy_regex(r".*[=＝+＋:：]"),
    "合并专家": lazy_regex(r"\d"),
}
_GLUED_FOR_STAFF = {
    "找专家": lazy_regex(r"(?!.*[来看帮去请办接给]).{2,12}"),
    "通过": lazy_regex(
        r"(?!审核|验收|评审|考试|检查|认证|微信|电话|网络|这|那|什么|你|您)[\u4e00-\u9fff·]{2,4}(?:老师)?(?:的?(?:登记|申请))?[吧了。]*"
    ),
    "查": lazy_regex(r"\s*(?![一下看询到过清明个找收出办完])[\u4e00-\u9fff]{2,4}(?<![了吗呢啊])"),
    "停用专家": lazy_regex(r"[\u4e00-\u9fff·]{2,4}"),
    "恢复专家": lazy_regex(r"[\u4e00-\u9fff·]{2,4}"),
    "榜单": lazy_regex(r"(?!.*[里上在有哪怎么是呢])[\u4e00-\u9fff]{2,6}"),
}
SAME_FOR_OTHERS = {
    "查": ("看", "进度"),
    "看": ("查", "进度"),
    "改": ("修改",),
    "备注": ("修改",),
    "退回": ("交回",),
    "办结": ("完成",),
    "我的任务": ("待办",),
}
_ASKS_HOW = lazy_regex(
    r"(?:命令|这个)?(?:是)?(?:怎么|咋个?|如何|怎样)(?:用|弄|写|发|搞|操作|填)?[呢吗嘛啊的了]*[?？。]*"
)
_SHOWN_NUMBER = lazy_regex(r"\s*#\s*(?P<number>\d{1,9})\s*(?:号|单|号单)?")
_HOW = lazy_regex(
    r"(?:请问|问一?下)?(?:怎么|咋个?|如何|怎样)(?:才能|去)?(?P<name>"
    + "|".join(
        [*(command.name for command in _BY_LENGTH if len(command.name) > 1 or command.name == "约"), *OTHER_NAMES]
    )
    + r"|(?:发|办|搞|弄|开|加|新建)(?:一?[个场])?(?:宣讲|培训|活动|讲座)会?)"
    + r"(?:时间|一?下|单子?|需求|专家)?[呢吗嘛啊?？。]*"
)
_NOT_AFTER_DAY = frozenset({"约", "改约", "取消约", "完成", "不行"})  # 12号 约 may be a day
ONE_AT_A_TIME = frozenset("揭榜 看 婉拒 交回 查 发布 督办 撤回 进度 同意 修改 办了 通过".split())


def read_command(text: str, person: Person | None = None) -> tuple[Command, Arguments] | None:
    """The command that `text` is, with what was given to it; None where it is prose.

    Other names of a command (查看, 接单) count where `person` is known, as what this person may do.
    """
    if (shown := _shown_number(typed.plain(text), person)) is not None:
        return shown
    text = typed.unwrapped(text)
    plain = typed.plain(text)
    read = _named(text, plain) or _number_first(text, plain) or _asked_how(plain, person)
    if person is not None:
        read = (
            _as_allowed(*read, person) if read else _other_named(text, plain, person) or _glued_for(text, plain, person)
        )
    if read is None and (closed := _closed_up(plain, text)) is not None:
        return read_command(closed, person)
    if read is None and person is not None and (heard := _by_sound(plain, text, person)) is not None:
        return read_command(heard, person)
    return read


def _by_sound(plain: str, text: str, person: Person) -> str | None:
    """督半 and 统记 本周: a command's name as it sounds, alone or with what belongs to a form behind it.

    What is a name as it stands (解绑, which sounds like 揭榜) is never heard as another.
    """
    if not plain or not (person.is_staff or person.expert_ids):
        return None
    names = _BY_SOUND.get(sound(plain[:2]), ())
    for name in names:
        head, tail = plain[: len(name)], plain[len(name) :]
        if head in names or sound(head) != sound(name) or is_plain_word(head):
            continue
        is_form = not tail or tail[0].isdigit() or tail[0] in typed.JOINERS + "#"
        if is_form and by_name(OTHER_NAMES.get(name, (name,))[0]).allows(person):
            return name + text[len(name) :]
    return None


_BY_SOUND: dict[tuple[str, ...], list[str]] = {}
for _name in sorted({*(command.name for command in COMMANDS), *OTHER_NAMES}, key=lambda name: -len(name)):
    if len(_name) > 1:
        _BY_SOUND.setdefault(sound(_name[:2]), []).append(_name)


def _shown_number(plain: str, person: Person | None) -> tuple[Command, Arguments] | None:
    """#12 and nothing else: what this person may see of it."""
    found = _SHOWN_NUMBER.fullmatch(plain)
    if found is None or person is None:
        return None
    command = next(one for one in map(by_name, ("查", "看", "进度")) if one.allows(person))
    return command, Arguments(int(found["number"]), name=command.name)


def _asked_how(plain: str, person: Person | None) -> tuple[Command, Arguments] | None:
    """怎么交回, 怎么约时间, from those who work by forms: how that one is used."""
    found = _HOW.fullmatch(plain) if person is not None and (person.is_staff or person.expert_ids) else None
    if found is None:
        return None
    is_told = found["name"] in OTHER_NAMES or any(command.name == found["name"] for command in COMMANDS)
    name = OTHER_NAMES.get(found["name"], (found["name"],))[0] if is_told else "添加宣讲"
    return by_name("命令"), Arguments(rest=name, name="命令")


def _closed_up(plain: str, text: str) -> str | None:
    """我的 任务 and 销 假: a command's name without the spaces that stand in it."""
    found = _SPACED.match(plain)
    if found is None or " " not in found[0]:
        return None
    return found[0].replace(" ", "") + text[found.end() :]


def _as_allowed(command: Command, args: Arguments, person: Person) -> tuple[Command, Arguments]:
    """查 12 from somebody who may not 查 is 看 12 of an expert and 进度 12 of an asker."""
    is_told = args.number is not None or command.takes == "nothing"
    names = SAME_FOR_OTHERS.get(command.name, ()) if is_told and not command.allows(person) else ()
    other = next((one for one in map(by_name, names) if one.allows(person)), None)
    return (other, replace(args, name=other.name)) if other else (command, args)


def _glued_for(text: str, plain: str, person: Person) -> tuple[Command, Arguments] | None:
    """找专家柑橘 and 榜单农业 without a space, from those who have no needs of their own to tell."""
    if not person.is_staff and not person.expert_ids:
        return None
    for name, pattern in _GLUED_FOR_STAFF.items():
        command = by_name(name)
        if plain.startswith(name) and pattern.fullmatch(plain[len(name) :]):
            return command, Arguments(rest=text[len(name) :].strip(typed.JOINERS), name=name)
    return None


def _named(text: str, plain: str) -> tuple[Command, Arguments] | None:
    for command in _BY_FIRST.get(plain[:1], ()):
        if plain.startswith(command.name):
            size = len(command.name)
            if _ASKS_HOW.fullmatch(plain[size:].lstrip()):
                return by_name("命令"), Arguments(rest=command.name, name="命令")
            args = _arguments(command, text[size:], plain[size:])
            if args is not None:
                return command, args
    return None


def _number_first(text: str, plain: str) -> tuple[Command, Arguments] | None:
    """12 揭榜, #12 办结 已现场解决, 1 查."""
    found = typed.number_first(plain)
    if found is None:
        return None
    (number, start), may_be_day = (found[0].number, found[0].end), found[1]
    for command in _BY_FIRST.get(plain[start : start + 1], ()):
        size = start + len(command.name)
        if command.takes not in {"number", "numbered", "optional"} or not plain.startswith(command.name, start):
            continue
        if may_be_day and (command.name in _NOT_AFTER_DAY or len(command.name) < 2):
            continue
        if len(command.name) < 2 and (plain[size:] or not plain[:start].endswith(" ")):
            continue  # 1 查, but not 3看天气
        if not plain[size:] or plain[size] in typed.JOINERS:
            return command, Arguments(number, text[size:].strip(typed.JOINERS), name=command.name)
    return None


def _other_named(text: str, plain: str, person: Person) -> tuple[Command, Arguments] | None:
    """查看 12, 我的单: another name stands alone, or its number follows."""
    name = next((name for name in _OTHER_BY_FIRST.get(plain[:1], ()) if plain.startswith(name)), None)
    if name is None:
        return None
    command = next((one for one in map(by_name, OTHER_NAMES[name]) if one.allows(person)), None)
    if command is None:
        return None
    args = _arguments(command, text[len(name) :], plain[len(name) :])
    is_bare = command.name == "揭榜" and not plain[len(name) :].strip(typed.JOINERS + "!！吧了")
    needs_number = command.takes in {"number", "numbered", "optional"} and command.name != "督办" and not is_bare
    return None if args is None or (needs_number and args.number is None) else (command, args)


def _arguments(command: Command, tail: str, plain: str) -> Arguments | None:
    """What follows a command's name, in the words of the message and in plain signs."""
    if command.takes == "nothing":
        return Arguments(name=command.name) if not tail.strip(typed.JOINERS + "!！~～吧了") else None
    found = typed.number_at(plain) if command.takes in {"number", "numbered", "optional"} else None
    if found is None and command.takes == "numbered":
        return None
    if found:
        rest = tail[found.end :].strip(typed.JOINERS)
        more = typed.more_numbers(rest) if command.name in ONE_AT_A_TIME else []
        others = (*found.others, *more)
        return Arguments(found.number, "" if more else rest, name=command.name, others=others)
    rest = tail.strip(typed.JOINERS)
    if not rest:
        return Arguments(name=command.name)
    if plain[0] not in typed.JOINERS + "#":
        is_glued = command.name in _GLUED and _GLUED[command.name].match(plain)
        return Arguments(rest=rest, name=command.name) if is_glued else None
    if command.name == "派单" and (swapped := typed.number_last(rest)):
        return Arguments(swapped[0], swapped[1], name=command.name)
    if command.takes == "words":
        return Arguments(rest=rest, name=command.name)
    return Arguments(rest=rest, name=command.name) if len(command.name) > 1 else None
