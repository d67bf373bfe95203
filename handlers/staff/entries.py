"""添加词条, 词条, 删除词条: staff teach the match which experts a layman's words call for."""

from __future__ import annotations

from domain.errors import DomainError
from domain.experts import Expert
from domain.knowledge import KnowledgeEntry
from handlers import access
from handlers.turn import Arguments, MatchQuery, Turn
from handlers.wording import entries as wording
from nlu.dialogue.answers import read_answer
from nlu.labels.fields import second_levels
from nlu.text.patterns import lazy_regex

EXAMPLE = "添加词条 果树；脆李、李子；炸口、皮皮绷开；裂果防控、避雨栽培"
PARTS = 4
MOST_PHRASES = 12
LONGEST = 20  # characters of a phrase
SHORTEST = 2  # a lone character says nothing; a subject (猪) may be one
SHOWN = 10
LOOKED_AT = 20
EVERYDAY = frozenset(
    "你好 您好 在吗 请问 谢谢 帮忙 专家 老师 问题 怎么办 咋办 不好 坏了 什么 这个 那个 我们 农户 需要".split()
)
_BETWEEN_PARTS = lazy_regex(r"[；;\n]")
_BETWEEN_PHRASES = lazy_regex(r"[、，,]")
_EDGE = " \t\r\u3000。.“”\"'‘’"


async def add(turn: Turn, args: Arguments) -> None:
    """添加词条 二级领域；对象；外行话；专家说法."""
    parts = [part.strip(_EDGE) for part in _BETWEEN_PARTS.split(args.rest.rstrip("；; \n。"))]
    if len(parts) != PARTS:
        raise DomainError("entry_parts", example=EXAMPLE)
    field_code, second = _second_level(parts[0])
    subjects = _phrases(parts[1], "对象", least=0, shortest=1)
    signs, terms = _phrases(parts[2], "外行话"), _phrases(parts[3], "专家说法")
    _refuse_talk(signs, "外行话")
    _refuse_talk(terms, "专家说法")
    base = turn.person.staff_bases[0]
    entry = KnowledgeEntry(base, field_code, second, subjects, signs, terms, turn.person.id, turn.now)
    known = next((one for one in await turn.uow.knowledge.entries() if one.says_the_same(entry)), None)
    if known is not None:
        raise DomainError("entry_known", no=known.id)
    await turn.uow.knowledge.add(entry)
    turn.say(wording.added(entry))
    if unknown := await _unknown_terms(turn, base, terms):
        turn.say(wording.in_no_profile(unknown, entry.id))


def _second_level(name: str) -> tuple[str, str]:
    found = second_levels(name)
    if len(found) == 1 and _is_named(name, found[0][1]):
        return found[0]
    found = [] if len(found) == 1 else found
    raise DomainError("entry_second", name=wording.short(name), choices=wording.choices(found), example=EXAMPLE)


def _is_named(words: str, second: str) -> bool:
    """果树 and 果树种植 name 果树; 火箭 does not name 森林防火, though a character is shared."""
    words = words.rpartition("·")[2].strip()
    return len(words) >= SHORTEST and (words in second or second in words)


def _refuse_talk(phrases: tuple[str, ...], part: str) -> None:
    """A greeting, a yes or the like is said by everybody and tells of no need."""
    for phrase in phrases:
        if phrase in EVERYDAY or read_answer(phrase).kind != "other":
            raise DomainError("entry_everyday", part=part, phrase=wording.short(phrase), example=EXAMPLE)


async def _unknown_terms(turn: Turn, base: str, terms: tuple[str, ...]) -> list[str]:
    """Those of the experts' terms that stand in nobody's profile."""
    pool = turn.rules.pool_of(base)
    unknown = []
    for term in terms:
        hits = turn.services.search.search(MatchQuery(term, pool), LOOKED_AT)
        experts = await turn.uow.experts.get_many([hit.expert_id for hit in hits])
        if not any(_tells_of(one, term) for one in experts.values()):
            unknown.append(term)
    return unknown


def _tells_of(one: Expert, term: str) -> bool:
    """Whether half of the term, by pairs of characters, stands in the profile."""
    told = "\n".join((*one.skills, *one.fields, one.profile or ""))
    pairs = [term[at : at + 2] for at in range(len(term) - 1)]
    return term in told or sum(pair in told for pair in pairs) * 2 >= max(1, len(pairs))


def _phrases(text: str, part: str, least: int = 1, shortest: int = SHORTEST) -> tuple[str, ...]:
    """The phrases of one part, each once."""
    cut = (phrase.strip(_EDGE) for phrase in _BETWEEN_PHRASES.split(text))
    phrases = tuple(dict.fromkeys(phrase for phrase in cut if phrase))
    if len(phrases) < least:
        raise DomainError("entry_parts", example=EXAMPLE)
    if len(phrases) > MOST_PHRASES:
        raise DomainError("entry_many", part=part, most=MOST_PHRASES)
    wrong = next((phrase for phrase in phrases if not _is_wordlike(phrase, shortest)), None)
    if wrong is not None:
        raise DomainError(
            "entry_length", part=part, phrase=wording.short(wrong), least=shortest, most=LONGEST, example=EXAMPLE
        )
    return phrases


def _is_wordlike(phrase: str, shortest: int) -> bool:
    """Long enough in characters that are heard, and no sentence."""
    return len(phrase) <= LONGEST and sum(character.isalnum() for character in phrase) >= shortest


async def show(turn: Turn, args: Arguments) -> None:
    """词条: the latest ones with their numbers."""
    found = await turn.uow.knowledge.entries()
    turn.say(wording.listed(found[: -SHOWN - 1 : -1], len(found), EXAMPLE))


async def remove(turn: Turn, args: Arguments) -> None:
    """删除词条 N: it counts no more; only staff of the base that wrote it take it back."""
    if args.number is None:
        raise DomainError("number_needed", example="删除词条 3")
    entry = next((one for one in await turn.uow.knowledge.entries() if one.id == args.number), None)
    if entry is None:
        raise DomainError("entry_unknown", no=args.number)
    if not access.may_steer(turn, entry.base):
        raise DomainError("entry_elsewhere", no=entry.id, base=entry.base)
    await turn.uow.knowledge.remove(entry.id, turn.person.id, turn.now)
    turn.say(wording.removed(entry))
