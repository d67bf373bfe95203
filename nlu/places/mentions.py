"""Finding place names in a text and what the words around each say about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.places.context import Cues
from nlu.places.gazetteer import SERVED, Gazetteer, Meaning
from nlu.text.patterns import lazy_regex
from nlu.text.pieces import Watch

_COUNTY_SUFFIX = lazy_regex(
    r"县(?!长|级|官)|区(?!域|别|块|分|间|划)|市(?!场|民|面|价|值|级|集)|州(?!长)|省(?!钱|事|力|得)"
)
_TOWN_SUFFIX = lazy_regex(r"镇(?!静|痛|长)|乡(?!下|亲|村|长)|街道|街办")
_CLOSING = lazy_regex(r"(?:的|那边|这边|县城|的哈)?[。.！!]?$")
_NO_PLACE_AFTER = lazy_regex(
    r"(?:[东南西北中]?(?:路|大道|街(?!道|办|上|头)|大街|巷)|村(?!里|头|上|民)|小区|社区(?!医|卫)|火车站|机场|大桥|水库|超市|牌|酒店|饭店|门(?![诊市店卫面口前外窗]))"
)


@dataclass(slots=True)
class Mention:
    """A name in the text with what it may mean; `tier` says how much the words around make of it (see `Cues`)."""

    start: int
    end: int
    text: str
    meanings: tuple[Meaning, ...]
    tier: float = 0.0
    negated: bool = False
    sure: bool = True  # false: counts only beside another mention that fits
    guessed: bool = False  # read through a typing error or a homophone
    is_kind: bool = False  # said as part of a crop's or animal's name: 巫山脆李

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all meanings, each once."""
        return tuple(dict.fromkeys(meaning.code for meaning in self.meanings))


class MentionFinder:
    """Walks through a text once and yields the longest names."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._watch = Watch(gazetteer.lengths())

    def is_possible(self, text: str) -> bool:
        """Whether a name might begin anywhere."""
        return bool(self._watch.starts(text))

    def find(self, text: str, boundaries: frozenset[int], cues: Cues) -> list[Mention]:
        """All mentions from left to right, without overlaps, sure or not."""
        found: list[Mention] = []
        position = 0
        for start, lengths in self._watch.starts(text):
            if start < position:
                continue
            mention = self._at(text, start, lengths, boundaries, cues)
            if mention:
                found.append(mention)
                position = mention.end
        return found

    def _at(
        self, text: str, start: int, lengths: tuple[int, ...], boundaries: frozenset[int], cues: Cues
    ) -> Mention | None:
        for length in lengths:
            end = start + length
            meanings = self._gazetteer.meanings.get(text[start:end])
            if meanings and end <= len(text):
                mention = self._judge(text, start, end, meanings, boundaries, cues)
                if mention:
                    return mention
        return None

    def _judge(
        self, text: str, start: int, end: int, meanings: Sequence[Meaning], boundaries: frozenset[int], cues: Cues
    ) -> Mention | None:
        """Whether the name at this place is one, by its suffix, its neighbours and the cuts between words."""
        complete = [meaning for meaning in meanings if meaning.complete]
        if complete:
            return self._complete(text, start, end, complete, boundaries)
        town_suffix = _TOWN_SUFFIX.match(text, end)
        towns = tuple(meaning for meaning in meanings if meaning.kind == "town")
        if town_suffix and towns:
            stop = town_suffix.end()
            return self._if_cut(Mention(start, stop, text[start:stop], _with_ending(towns, text[end:stop])), boundaries)
        regions = tuple(meaning for meaning in meanings if meaning.kind != "town")
        suffix = _COUNTY_SUFFIX.match(text, end)
        if suffix and regions:
            stop = suffix.end()
            fitting = _with_suffix(regions, suffix.group(), self._gazetteer)
            return self._if_cut(Mention(start, stop, text[start:stop], fitting), boundaries)
        if _NO_PLACE_AFTER.match(text, end):
            return None
        return self._bare(text, start, end, regions, towns, boundaries, cues)

    def _complete(
        self, text: str, start: int, end: int, meanings: list[Meaning], boundaries: frozenset[int]
    ) -> Mention | None:
        """A name with its own ending; far away a short (和县) or common one (新城区) needs a neighbour."""
        if start not in boundaries or (end - start == 2 and end not in boundaries):
            return None
        served = any(meaning.code[:2] in SERVED for meaning in meanings)
        common = any(meaning.needs == "far" for meaning in meanings)
        sure = served or (end - start > 2 and len({meaning.code for meaning in meanings}) == 1 and not common)
        return Mention(start, end, text[start:end], tuple(meanings), sure=sure)

    def _if_cut(self, mention: Mention, boundaries: frozenset[int]) -> Mention | None:
        """A name with a suffix counts where a word begins."""
        return mention if mention.start in boundaries else None

    def _bare(
        self,
        text: str,
        start: int,
        end: int,
        regions: tuple[Meaning, ...],
        towns: tuple[Meaning, ...],
        boundaries: frozenset[int],
        cues: Cues,
    ) -> Mention | None:
        """A name without a suffix: some always count, some where the words around say so, some beside another."""
        cut = start in boundaries and (end in boundaries or cues.is_before_name(text, end))
        strong = tuple(meaning for meaning in regions if not meaning.needs)
        if strong and start in boundaries:
            return Mention(start, end, text[start:end], _highest(strong))
        known = tuple(meaning for meaning in regions if meaning.needs == "cut")
        if known and cut:
            return Mention(start, end, text[start:end], _highest(known))
        context = tuple(meaning for meaning in regions if meaning.needs == "context")
        if context and cut and cues.around(text, start, end) >= 2:
            return Mention(start, end, text[start:end], _highest(context))
        closing = tuple(meaning for meaning in regions if meaning.needs == "suffix" and meaning.code[:2] in SERVED)
        if closing and start in boundaries and _closes(text, start, end):
            return Mention(start, end, text[start:end], _highest(closing))
        far = tuple(meaning for meaning in regions if meaning.needs == "far")
        if len(far) == 1 and not towns and cut and cues.around(text, start, end) >= 3:
            return Mention(start, end, text[start:end], far)
        if not regions and len(towns) == 1 and cut and towns[0].needs == "named" and cues.is_town(text, start, end):
            return Mention(start, end, text[start:end], towns)
        return Mention(start, end, text[start:end], (*regions, *towns), sure=False)


def _closes(text: str, start: int, end: int) -> bool:
    """Whether a message ends with the name alone (…，越西), as people sign with their county."""
    return start > 3 and text[start - 1] in "，,。 、；" and _CLOSING.match(text, end) is not None


def _with_ending(towns: tuple[Meaning, ...], ending: str) -> tuple[Meaning, ...]:
    """Towns whose own name ends as written, if there are any; 乡 that became 镇 is found all the same."""
    exact = tuple(meaning for meaning in towns if meaning.town.endswith(ending[:1]) or meaning.town.endswith(ending))
    return exact or towns


def _with_suffix(regions: tuple[Meaning, ...], suffix: str, gazetteer: Gazetteer) -> tuple[Meaning, ...]:
    """Regions whose official name ends as written, else all of them."""
    names = gazetteer.tables.names
    return tuple(meaning for meaning in regions if names[meaning.code].endswith(suffix)) or regions


def _highest(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """A bare name means the largest region that has it (吉林 the province, 恩施 the prefecture)."""
    order = ("province", "city", "area", "county")
    best = min(order.index(meaning.kind) for meaning in meanings)
    return tuple(meaning for meaning in meanings if order.index(meaning.kind) == best)
