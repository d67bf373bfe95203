"""From the mentions of a text to the one place where the trouble is, and what is ruled out or open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from nlu.entities.organisations import find_organizations
from nlu.places.context import ELSEWHERE, EXPERT, ORGANISATION, PLAIN, Cues
from nlu.places.gazetteer import SERVED, Gazetteer, Meaning
from nlu.places.homophones import HomophoneReader
from nlu.places.mentions import Mention, MentionFinder
from nlu.places.tables import Tables, contains
from nlu.text.segment import cut_known, is_word
from nlu.understanding import Place

GAP = 2
MOST_CHOICES = 6
_DEPTH = {"province": 1, "city": 2, "area": 3, "county": 3, "town": 4}


@dataclass(slots=True)
class PlaceReading:
    """The place, the one ruled out, and every mention with its span, so that other readers can mask them."""

    place: Place | None = None
    rejected: Place | None = None
    mentions: list[Mention] = field(default_factory=list)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Start and end of every mention that counts."""
        return [(mention.start, mention.end) for mention in self.mentions]


class PlaceReader:
    """Reads places; `load` builds the tables once for the process."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._tables = gazetteer.tables
        self._finder = MentionFinder(gazetteer)
        self._cues = Cues()
        self._homophones = HomophoneReader(gazetteer, is_word)

    @classmethod
    def load(cls) -> PlaceReader:
        """The reader over the data of the package."""
        return cls(Gazetteer(Tables.load()))

    def read(self, text: str, near: str | None = None) -> PlaceReading:
        """The place said in a normalised text; `near`, the code of the last place, decides among equals."""
        if not self._finder.is_possible(text) and not self._homophones.is_possible(text):
            return PlaceReading()
        boundaries = _boundaries(text)
        mentions = self._finder.find(text, boundaries, self._cues)
        mentions = [one for one in mentions if not self._cues.is_in_name(text, one.start, one.end)]
        self._support(text, mentions)
        mentions = [mention for mention in mentions if mention.sure]
        if not any(_DEPTH[mention.meanings[0].kind] >= 2 for mention in mentions):
            above = [code for mention in mentions for code in mention.codes]
            guessed = self._homophones.find(text, boundaries, self._cues, above)
            mentions += [one for one in guessed if not self._cues.is_in_name(text, one.start, one.end)]
        self._weigh(text, mentions)
        return self._resolve(text, mentions, near)

    def named(self, code: str) -> Place:
        """The place of a code that is already known."""
        return self._place(Meaning(code, self._tables.level(code)), "")

    def _support(self, text: str, mentions: list[Mention]) -> None:
        """A bare town or an ambiguous name counts beside a mention of its own county, city or province."""
        for index, mention in enumerate(mentions):
            if mention.sure:
                continue
            fitting: tuple[Meaning, ...] = ()
            for other in mentions[max(0, index - 1) : index] + mentions[index + 1 : index + 2]:
                if other.sure and _close(text, mention, other):
                    fitting = fitting or _below(mention, other)
                elif other.sure and self._cues.around(text, mention.start, mention.end):
                    fitting = fitting or tuple(m for m in _below(mention, other) if m.kind != "town")
            if fitting:
                mention.meanings, mention.sure = fitting, True
        for mention in mentions:
            self._bring_home(mention, mentions)
        for one, other in pairwise(mentions):
            if one.end == other.start and not (one.sure and other.sure):
                _support_each_other(one, other)

    def _bring_home(self, mention: Mention, mentions: list[Mention]) -> None:
        """雷波到西宁: a far place's name is that of a town where its county is named too."""
        if not mention.sure or mention.meanings[0].code[:2] in SERVED:
            return
        towns = tuple(m for m in self._gazetteer.meanings.get(mention.text, ()) if m.kind == "town")
        as_town = Mention(mention.start, mention.end, mention.text, towns)
        counties = (other for other in mentions if other.sure and other.meanings[0].kind == "county")
        mention.meanings = next(filter(None, (_below(as_town, other) for other in counties)), mention.meanings)

    def _weigh(self, text: str, mentions: list[Mention]) -> None:
        organisations = find_organizations(text) if mentions else []
        for mention in mentions:
            name = mention.text.rstrip("县区市") if len(mention.text) > 2 else mention.text
            mention.negated = self._cues.negated(text, mention.start, mention.end)
            mention.tier = self._cues.tier(
                text, mention.start, mention.end, name, is_served=mention.meanings[0].code[:2] in SERVED
            )
            mention.is_kind = self._cues.is_kind(text, mention.end)
            if mention.tier != EXPERT and any(start <= mention.start < end for start, end in organisations):
                mention.tier = ORGANISATION

    def _resolve(self, text: str, mentions: list[Mention], near: str | None) -> PlaceReading:
        rejected = [mention for mention in mentions if mention.negated]
        standing = [mention for mention in mentions if not mention.negated and _counts(mention)]
        reading = PlaceReading(mentions=mentions)
        if rejected:
            reading.rejected = self._place(rejected[0].meanings[0], rejected[0].text)
        if any(mention.is_kind for mention in standing):
            standing = [mention for mention in standing if not _gives_way(mention, standing)]
        if standing:
            reading.place = self._best(text, standing, near)
        return reading

    def _best(self, text: str, mentions: list[Mention], near: str | None) -> Place:
        """The mention with most weight, made as exact as the mentions that fit to it allow."""
        first = max(mentions, key=lambda mention: (mention.tier, _depth(mention), -mention.start))
        group = [mention for mention in mentions if mention is not first and _related(first, mention)]
        deepest = max(
            [first, *group], key=lambda mention: (_depth(mention) if mention.tier > EXPERT else 0, mention is first)
        )
        meanings = _narrowed(deepest.meanings, [mention for mention in [first, *group] if mention is not deepest])
        meanings = _preferring(meanings, near)
        place = self._place(meanings[0], deepest.text)
        if place.town is None and deepest.meanings[0].kind != "area":
            place = self._with_area_or_town(text, place, group)
        return self._with_choices(place, meanings, deepest.text)

    def _with_area_or_town(self, text: str, place: Place, group: Iterable[Mention]) -> Place:
        area = next((m.area for other in group for m in other.meanings if m.area and m.code == place.code), None)
        town = self._homophones.town(text, place.code) if place.level == "county" else None
        return Place(place.code, place.name, place.level, town or place.town, area or place.area, place.text)

    def _with_choices(self, place: Place, meanings: tuple[Meaning, ...], text: str) -> Place:
        others = {meaning.code: meaning for meaning in meanings}
        if len(others) < 2:
            return place
        choices = tuple(self._place(meaning, text) for meaning in list(others.values())[:MOST_CHOICES])
        return Place(place.code, place.name, place.level, place.town, place.area, place.text, choices)

    def _place(self, meaning: Meaning, text: str) -> Place:
        code = meaning.code
        name, level = self._tables.full_name(code), self._tables.level(code)
        return Place(code, name, level, meaning.town or None, meaning.area or None, text)


def _boundaries(text: str) -> frozenset[int]:
    """Positions where a word begins or ends."""
    return frozenset(accumulate(map(len, cut_known(text)), initial=0))


def _close(text: str, one: Mention, other: Mention) -> bool:
    """Whether at most a separator stands between two mentions."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) <= GAP and not between.strip("的，、,（）() ·在")


def _below(mention: Mention, other: Mention) -> tuple[Meaning, ...]:
    """Meanings of an unsure mention that lie in, or are, the other's region."""
    return tuple(
        meaning
        for meaning in mention.meanings
        if any(contains(code, meaning.code) and (code != meaning.code or meaning.town) for code in other.codes)
    )


def _support_each_other(one: Mention, other: Mention) -> None:
    """石柱西沱: neither name counts alone, but the second lies in the first; 石柱三河镇: only the first does not."""
    for outer, inner in ((one, other), (other, one)):
        regions = tuple(meaning for meaning in outer.meanings if meaning.kind != "town")
        outside = Mention(outer.start, outer.end, outer.text, regions)
        fitting = _below(inner, outside)
        if regions and fitting:
            above = tuple(m for m in regions if any(contains(m.code, below.code) for below in fitting))
            outer.meanings, inner.meanings = above, fitting
            outer.sure = inner.sure = True
            return


def _gives_way(mention: Mention, standing: list[Mention]) -> bool:
    """Whether a kind's name stands beside a county or town that is said for its own sake."""
    return mention.is_kind and any(
        not other.is_kind
        and other.tier >= PLAIN
        and _depth(other) >= _DEPTH["county"]
        and other.meanings[0].code[:2] in SERVED
        and not _related(mention, other)
        for other in standing
    )


def _counts(mention: Mention) -> bool:
    """Whether a mention may stand alone: where goods, people or experts come from is no place unless it is close by."""
    if mention.tier <= EXPERT:
        return mention.tier == EXPERT and _depth(mention) >= 3
    return mention.tier > ELSEWHERE or mention.meanings[0].code[:2] in SERVED


def _depth(mention: Mention) -> int:
    return _DEPTH[mention.meanings[0].kind]


def _related(one: Mention, other: Mention) -> bool:
    """Whether one of the two may lie within the other."""
    return any(contains(a, b) or contains(b, a) for a in one.codes for b in other.codes)


def _narrowed(meanings: tuple[Meaning, ...], others: list[Mention]) -> tuple[Meaning, ...]:
    """Meanings that every other mention of the group allows."""
    for other in others:
        fitting = tuple(m for m in meanings if any(contains(code, m.code) for code in other.codes))
        meanings = fitting or meanings
    return meanings


def _preferring(meanings: tuple[Meaning, ...], near: str | None) -> tuple[Meaning, ...]:
    """Those at the person's last place where there are any, else those in 重庆 and 四川, in this order."""
    meanings = tuple(m for m in meanings if m.code[:2] in SERVED) or meanings
    if near is None or len(meanings) < 2:
        return meanings
    return (
        tuple(m for m in meanings if m.code == near) or tuple(m for m in meanings if m.code[:4] == near[:4]) or meanings
    )
