"""Several instructions in one message: each is done, and none is sent to anybody as part of another's words."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.commands.reading import read_command
from handlers.commands.table import Command, by_name
from handlers.staff.saying import sayings
from handlers.turn import Arguments, Turn
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

Instruction = tuple[Command, Arguments]
MOST_WORDS, MOST_TOLD = 80, 400
WITH_WORDS = frozenset("留言 办结 退回 备注 回复 听 驳回 办了 没解决 评价 派单 改 代录".split())  # words may follow
NEXT = frozenset("派单 办结 退回 留言 备注 督办 发布 改 查 回复 办了 撤回 通过 驳回".split())
_TELLING = frozenset({"退回", "办结", "备注", "留言"})
_BARE = frozenset({"督办", "发布", "查", "办了", "撤回", "通过"})  # nothing stands behind the number
_LINK = lazy_regex(
    r"^(?:然后|另外|顺便|顺带|还得|还有|同时|接着|再|并且?|也|最后|请|麻烦|帮我|帮忙|你|[，,；;。\s])*(?=[\u4e00-\u9fff#\d])"
)
_REASON = lazy_regex(r"没(?:得|有)?人接|不(?:想|愿|肯|能)?[接来去]|拖|太久|太远|没空|忙|换个?人|不得行|等不得")
_ALSO = lazy_regex(r"(?P<no>[\d一二三四五六七八九十]号(?:单子?)?)(?:也|再|都|就)")
_SIGN = lazy_regex(r"[；;。\n，,！!]+")
_IN_A_ROW = lazy_regex(r"(?<=\S)[ \u3000]+(?=(?:派单|办结|退回|留言|备注|督办|发布|回复)\s*[#＃]?\d)")


def read(turn: Turn) -> list[Instruction]:
    """1号派给李明华，2号派给谭树林: each instruction of staff or an expert; empty where not all of it is that."""
    if not (turn.person.is_staff or turn.person.expert_ids) or len(turn.text) > MOST_TOLD:
        return []
    if not turn.person.is_staff:
        return _forms(turn) if len(turn.text) <= MOST_WORDS else []
    if sayings.relays(turn.text) is not None:
        return []
    first = read_command(turn.text, turn.person)
    parts = sayings.parts_of(turn.text)
    if first is not None and not parts[0].startswith("把"):
        return _behind(turn) if first[0].name in WITH_WORDS else []
    if len(parts) < 2 or len(turn.text) > MOST_WORDS:
        return _behind(turn)
    read_ones = [_read_part(part, turn) for part in parts]
    found = [one for one in read_ones if one is not None]
    if (each := _without_words(found)) and len(found) == len(parts):
        return each  # 2和3都结了: each has a result of its own, and is asked for it
    if any(command.name in _TELLING and not args.rest for command, args in found):
        return _behind(turn)  # 打回2号，没写电话: what follows belongs to it
    if len(found) == len(parts):
        return found
    is_reason = all(one is not None or _REASON.search(part) for one, part in zip(read_ones, parts, strict=True))
    if is_reason and len(found) == 1 and found[0][0].name in {"派单", "督办", "发布"}:
        return found  # 1号没人接啊，派给李明华
    return _behind(turn)


def _without_words(found: list[Instruction]) -> list[Instruction]:
    """One instruction for several numbers that lacks its words for each."""
    names = {command.name for command, args in found if command.name in _TELLING and not args.rest}
    numbers = [args.number for _, args in found if args.number is not None]
    if len(names) != 1 or len(numbers) < 2 or any(command.name not in names or args.rest for command, args in found):
        return []
    command, args = found[0]
    return [(command, replace(args, others=tuple(numbers[1:])))]


def _behind(turn: Turn) -> list[Instruction]:
    """办结 1 都弄好了，顺便催一下2号: what stands behind the words of the first is an instruction of its own."""
    parts = [part for part in _SIGN.split(_IN_A_ROW.sub("；", turn.text)) if part.strip()]
    groups: list[str] = []
    for part in parts:
        if groups and _begins_another(part, turn):
            groups.append(_bare(part))
        elif groups:
            groups[-1] = f"{groups[-1]}，{part}"
        else:
            groups.append(part)
    if len(groups) < 2:
        return []
    read_ones = [_read_part(group, turn) for group in groups]
    found = [one for one in read_ones if one is not None]
    return found if len(found) == len(groups) and found[0][1].number is not None else []


def _bare(part: str) -> str:
    """接着把1号也催一下 is 把1号催一下."""
    return _ALSO.sub(r"\g<no>", _LINK.sub("", part.strip()))


def _begins_another(part: str, turn: Turn) -> bool:
    """派单2 谭树林 and 另外1号派给谭树林, but not 2号下午也行."""
    words = _bare(part)
    command = read_command(words, turn.person)
    if command is not None:
        name, args = command[0].name, command[1]
        is_plain = words.startswith(name) or name not in {"查", "改"}
        return name in NEXT and args.number is not None and is_plain and (name not in _BARE or not args.rest)
    said = sayings.read(words, None)
    return said is not None and said[0] in NEXT and said[1].number is not None


def _forms(turn: Turn) -> list[Instruction]:
    """约2 明天上午9点，约1 明天下午3点: forms of an expert, each with a number of its own."""
    parts = [part for part in re.split(r"[，,；;。\n]+", turn.text) if part.strip()]
    read_ones = [read_command(part, turn.person) for part in parts]
    found = [one for one in read_ones if one is not None and one[1].number is not None]
    return found if len(parts) > 1 and len(found) == len(parts) else []


def _read_part(part: str, turn: Turn) -> Instruction | None:
    if (command := read_command(part, turn.person)) is not None:
        return command
    said = sayings.read(normalise(part), turn.talk.focus)
    return (by_name(said[0]), said[1]) if said else None
