"""Says a demand in at most thirty characters: the trouble itself, without story, place and courtesy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from nlu.labels.fields import DATA
from nlu.labels.terms import Hit
from nlu.text.guarded import Gated
from nlu.text.patterns import lazy_regex
from nlu.text.requirements import last_characters
from nlu.text.segment import cut_known

LONGEST = 30
WEIGHTS = {"subject": 1.5, "sign": 2.5, "term": 1.5, "word": 1.0}
INTRODUCTION = 16  # a longer clause tells more than who speaks
BREATHLESS = 20  # a longer clause is several, said without a stop
NEUTRAL = -1.0  # the score of a word or two of which nothing is known
OF_A_STORY = 3.0  # what a clause about the speaker's life or a firm's size is worth less
OF_THINGS = frozenset(
    "agriculture food manufacturing materials energy it chips environment biomedicine tourism".split()
)
_HOLDS_BACK = ("不在", "没在", "不是", "不归", "不到")  # before a place: without it the sense would turn round
_LEADS = ("我叫", "我是", "叫", "位于", "来自", "在")  # what goes with a name or place that is left out
_NEEDS_LE = "不得没"  # 处理不了, 走不得了: here 了 is no mere ending
_NO_END = frozenset("的和与及在把被将从对给用去来就也都还又很太跟到是有一个不没但想说并且而以或者")
_BREAK = lazy_regex(r"[，。！？；：:、,!?;~…\s]+")
_STOP = lazy_regex(r"\.(?!\d)")
_LINK = lazy_regex(r"https?://\S+|www\.\S+|<[^>]{0,80}>|\[[^\]]{1,6}\]|[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")

_WHO = Gated(  # 一所 whose school was left out, 一家食品厂: who asks, where something else is told
    r"(?:我们?是)?[一两几](?:所|家|个|座|间|处)(?:[\u4e00-\u9fff]{0,8}(?:院|校|厂|公司|店|中心|社|站|村|企业|单位|大学|幼儿园))?"
)
_ENUMERATED = Gated(r"(?:^|(?<=[\s，。；,;]))[（(]?(?:[1-9]|[一二三四五])(?:[、.．)）]|是)(?=[\u4e00-\u9fff])")
_BESIDES = ("顺便", "顺带", "另外", "同时", "还想", "也想")
_GROWS = lazy_regex("[种栽养喂](?![植殖])")
_ANIMAL = lazy_regex("[猪牛羊鸡鸭鹅鱼兔蜂蚕虾]")
_MAY_BE_LINK = lazy_regex("[hw<\\[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")  # what a link or picture begins with


class _Patterns:
    """The table's patterns; those that begin with ^ are tried at the beginning only."""

    def __init__(self, table: dict[str, str]) -> None:
        self.greeting, self.opening = Gated(table["greeting"]), Gated(table["opening"])
        self.courtesy, self.request, self.trouble = (Gated(table[name]) for name in ("courtesy", "request", "trouble"))
        self.story, self.reporter = Gated(table["story"]), Gated(table["reporter"])
        self.afresh, self.grown = Gated(table["afresh"]), Gated(table["grown"])
        self.ending, self.introduction = re.compile(table["ending"]), Gated(table["introduction"])
        self.last_of_ending = last_characters(table["ending"])


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns(tomllib.loads((DATA / "summary.toml").read_text(encoding="utf-8")))


def summarize(text: str, hits: Sequence[Hit], private: Sequence[str], loose: Sequence[str] = ()) -> str:
    """The trouble in short, without what is `private` (phones, names) and what it can do without (places, times)."""
    loosely = set(loose) - set(private)
    for phrase in sorted({*private, *loose}, key=len, reverse=True):
        text = _without(text, phrase, whole_words=phrase in loosely)
    text = _ENUMERATED.sub("", text)
    patterns = _patterns()
    begins = [one for one in (patterns.greeting, patterns.reporter, patterns.opening) if one.is_possible(text)]
    parted = _LINK.sub(" ", text) if _MAY_BE_LINK.search(text) is not None else text
    if "." in parted:
        parted = _STOP.sub("\n", parted)
    parts = [piece for part in _BREAK.split(parted) for piece in _breaths(part)]
    clauses = [clause for part in parts if (clause := _trimmed(part, begins))]
    if patterns.introduction.is_possible(text):
        found = patterns.introduction.pattern.match
        told = [one for one in clauses if len(one) > INTRODUCTION or not found(one) or _GROWS.search(one)]
        clauses = told or clauses
    if _WHO.is_possible(text):
        clauses = [one for one in clauses if not _WHO.pattern.fullmatch(one)] or clauses
    if not clauses:
        return ""
    told = clauses
    if len(clauses) > 1:
        clauses = _choose(clauses, _scores(clauses, hits, text), hits)
    return _with_subject(_shortened("，".join(clauses)), hits, told)


def _without(text: str, phrase: str, *, whole_words: bool) -> str:
    """The text without a phrase and the words that only lead to it, save where a no stands before it."""
    start = text.find(phrase)
    while start >= 0:
        is_held = text.endswith(_HOLDS_BACK, 0, start)
        if is_held or (whole_words and _cuts_word(text, start, start + len(phrase))):
            start = text.find(phrase, start + 1)
            continue
        begin = next((start - len(lead) for lead in _LEADS if text.endswith(lead, 0, start)), start)
        text = text[:begin] + text[start + len(phrase) :]
        start = text.find(phrase, begin)
    return text


def _cuts_word(text: str, start: int, end: int) -> bool:
    """小年 in 大小年: what stands here is part of another word."""
    begin = 0
    for word in cut_known(text):
        finish = begin + len(word)
        if begin < start < finish or begin < end < finish:
            return True
        if finish >= end:
            return False
        begin = finish
    return False


def _breaths(clause: str) -> list[str]:
    """A clause that is several in one breath, taken apart where something is begun afresh."""
    afresh = _patterns().afresh
    if len(clause) <= BREATHLESS or not afresh.is_possible(clause):
        return [clause]
    places = [0, *(found.start() for found in afresh.pattern.finditer(clause) if found.start() > 1), len(clause)]
    return [clause[start:end] for start, end in pairwise(places)]


def _shortened(summary: str) -> str:
    """At most LONGEST characters, ended where a word and a thought end."""
    if len(summary) <= LONGEST:
        return summary
    words: list[str] = []
    for word in cut_known(summary):
        if sum(map(len, words)) + len(word) > LONGEST:
            break
        words.append(word)
    while len(words) > 1 and _NO_END.issuperset(words[-1].strip("，、")):
        words.pop()
    return "".join(words)[:LONGEST]


def _trimmed(clause: str, begins: Sequence[Gated]) -> str:
    """A clause without what people begin and end with."""
    before, clause = "", clause.strip()
    if not clause:
        return ""
    while begins and clause != before:
        before = clause
        for pattern in begins:
            found = pattern.pattern.match(clause)
            clause = clause[found.end() :] if found else clause
        clause = clause.strip()
    patterns = _patterns()
    if clause[-1:] not in patterns.last_of_ending:
        return clause
    found = patterns.ending.search(clause)
    if found is None:
        return clause
    end = found.start()
    is_needed = clause.startswith("了", end) and clause[:end].endswith(tuple(_NEEDS_LE))
    return clause[: end + 1 if is_needed else end].strip()


def _scores(clauses: Sequence[str], hits: Sequence[Hit], text: str) -> list[float]:
    """How much each clause tells of the trouble; no clause has what the whole text has not."""
    patterns = _patterns()
    phrases = {hit.phrase: WEIGHTS[hit.sort] for hit in hits}.items()
    courteous, asking = patterns.courtesy.is_possible(text), patterns.request.is_possible(text)
    troubled, told_at_length = patterns.trouble.is_possible(text), patterns.story.is_possible(text)
    scores = []
    for clause in clauses:
        score = sum([weight for phrase, weight in phrases if phrase in clause])
        score += min(2, len(patterns.trouble.pattern.findall(clause))) if troubled else 0
        score -= 2.5 if courteous and patterns.courtesy.pattern.match(clause) else 0.0
        score -= OF_A_STORY if told_at_length and patterns.story.pattern.search(clause) else 0.0
        score -= 0.8 if asking and patterns.request.pattern.search(clause) else 0.0
        score -= 2.0 if clause.endswith("是") else 0.0  # 医院是, of which the rest was left out
        scores.append(score - (1.0 if len(clause) < 3 else 0.0) - max(0, len(clause) - LONGEST) * 0.05)
    return scores


def _choose(clauses: list[str], scores: list[float], hits: Sequence[Hit]) -> list[str]:
    """The best clause, and the next best ones as long as they fit, in the order said."""
    order = sorted(range(len(clauses)), key=lambda position: (-scores[position], position))
    chosen = [order[0]]
    for position in order[1:]:
        if scores[position] >= 1.0 and _length(clauses, [*chosen, position]) <= LONGEST:
            chosen.append(position)
    _complete(clauses, scores, hits, chosen)
    return [clauses[position] for position in sorted(chosen)]


def _complete(clauses: list[str], scores: list[float], hits: Sequence[Hit], chosen: list[int]) -> None:
    """Both what it is about and what is wrong with it: what lacks one of them is joined by the clause beside it."""
    patterns = _patterns()
    first, last = min(chosen), max(chosen)
    before = next((one for one in range(first - 1, -1, -1) if _may_join(clauses, scores, one)), None)
    after = next((one for one in range(last + 1, len(clauses)) if _may_join(clauses, scores, one)), None)
    is_beside = clauses[first].startswith(_BESIDES)  # 顺便会诊一个病人 comes after what is wanted
    if is_beside and first > 0 and before is None and scores[first - 1] >= NEUTRAL:
        before = first - 1
    if before is None and after is None:
        return
    said = "，".join(clauses[position] for position in chosen)
    about = [hit.phrase for hit in hits if hit.sort == "subject"]
    is_named = any(phrase in said for phrase in about) or _ANIMAL.search(said) is not None
    is_wrong = patterns.trouble.pattern.search(said) or patterns.request.pattern.search(said)
    for position, is_needed in ((before, not is_named or is_beside), (after, not is_wrong)):
        if position is not None and is_needed and _length(clauses, [*chosen, position]) <= LONGEST:
            chosen.append(position)


def _may_join(clauses: Sequence[str], scores: Sequence[float], position: int) -> bool:
    """Neither courtesy nor story nor a mere wish for somebody."""
    return scores[position] >= NEUTRAL and not _patterns().request.pattern.search(clauses[position])


def _length(clauses: Sequence[str], chosen: Sequence[int]) -> int:
    return sum(len(clauses[position]) + 1 for position in chosen) - 1


def _with_subject(summary: str, hits: Sequence[Hit], told: Sequence[str]) -> str:
    """The summary led by the crop, device … it is about, where that is said elsewhere and not only wished for."""
    known = [hit for hit in hits if hit.sort == "subject"]
    if any(hit.phrase in summary for hit in known):
        return summary
    named = (hit.phrase for hit in known if all(code in OF_THINGS for code, _ in hit.keys))
    subject = next((phrase for phrase in named if any(phrase in one and _tells(one) for one in told)), "")
    if not subject:
        grown = (_patterns().grown.pattern.search(clause) for clause in told)
        subject = next((found["what"] for found in grown if found is not None), "")
    if not subject or subject in summary or len(subject) + 1 + len(summary) > LONGEST:
        return summary
    return f"{subject}：{summary}"


def _tells(clause: str) -> bool:
    """Neither a mere wish for somebody nor a story."""
    patterns = _patterns()
    return not (patterns.request.pattern.search(clause) or patterns.story.pattern.search(clause))
