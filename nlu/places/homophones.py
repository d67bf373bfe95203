"""Places written as they sound (奉洁, 云羊, 付陵区): looked for only where no place was found as it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, repeat

from rapidfuzz.distance import Levenshtein

from nlu.places.context import Cues
from nlu.places.gazetteer import SERVED, Gazetteer, Meaning
from nlu.places.mentions import Mention
from nlu.text.patterns import lazy_regex
from nlu.text.pieces import Gates
from nlu.text.pinyin import sound, sounds

NEEDED = 2
_FUNCTION_WORDS = frozenset(
    "都的了是不有在就也还和与跟把被给让去来到说要会能没很太最这那哪个们吗呢吧啊上下里外中大小多少一"
)
_SUFFIX = lazy_regex(r"[县区](?!域|别|长|级)|市(?!场|民|面)")
_TOWN = lazy_regex(r"([\u4e00-\u9fff]{2,3})(镇|乡(?!下|亲|村)|街道)")


class HomophoneReader:
    """Names of the served counties and cities by their sound."""

    def __init__(self, gazetteer: Gazetteer, is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        self._names: dict[tuple[str, ...], list[tuple[str, Meaning]]] = defaultdict(list)
        for name, meanings in gazetteer.meanings.items():
            for meaning in meanings:
                if meaning.kind in ("county", "city") and not meaning.complete and meaning.code[:2] in SERVED:
                    self._names[sound(name)].append((name, meaning))
        self._gazetteer = gazetteer
        self._gate = Gates([_written_otherwise({name for names in self._names.values() for name, _ in names})])

    def is_possible(self, text: str) -> bool:
        """Whether the text holds a county's or city's ending, or a pair of which one character is a name's own."""
        return self._gate.open(text) != 0

    def find(self, text: str, boundaries: frozenset[int], cues: Cues, above: Sequence[str]) -> list[Mention]:
        """Mentions guessed from the sound; `above` are codes of provinces and cities named elsewhere in the text."""
        if not self.is_possible(text):
            return []
        table = sounds()
        heard = tuple(map(table.get, text, repeat("")))
        found = []
        for length, neighbours in ((2, pairwise(heard)), (3, zip(heard, heard[1:], heard[2:], strict=False))):
            for start, names in enumerate(map(self._names.get, neighbours)):
                if names and start in boundaries:
                    mention = self._judge(text, start, start + length, names, boundaries, cues, above)
                    found += [mention] if mention else []
        return found

    def _judge(
        self,
        text: str,
        start: int,
        end: int,
        names: list[tuple[str, Meaning]],
        boundaries: frozenset[int],
        cues: Cues,
        above: Sequence[str],
    ) -> Mention | None:
        word = text[start:end]
        suffix = _SUFFIX.match(text, end)
        stop = suffix.end() if suffix else end
        known = self._is_word(word) or any(name == word for name, _ in names)
        if stop not in boundaries or (known and not suffix):
            return None
        shared = [pair for pair in names if set(pair[0]) & set(word)]
        score = (1 if shared else 0) + (2 if suffix else 0) + (1 if above else 0) + cues.around(text, start, stop)
        if not suffix and (not shared or set(word) & _FUNCTION_WORDS):
            return None
        if score < NEEDED + (0 if shared else 2) + (2 if known else 0):
            return None
        meanings = tuple(meaning for _, meaning in shared or names)
        return Mention(start, stop, text[start:stop], meanings, guessed=True)

    def town(self, text: str, county: str) -> str | None:
        """A town of the county written as it sounds or one character off (白弟镇)."""
        towns = self._gazetteer.tables.towns.get(county, [])
        for match in _TOWN.finditer(text):
            for size in (3, 2):
                word = match.group(1)[-size:]
                alike = [town for town in towns if _alike(word, town.removesuffix(match.group(2)))]
                if len(alike) == 1:
                    return alike[0]
        return None


def _written_otherwise(names: Iterable[str]) -> set[str]:
    """The pieces without one of which no name is guessed: an ending, or one of its own beside what sounds right."""
    table = sounds()
    alike: dict[str, list[str]] = defaultdict(list)
    for character, syllable in table.items():
        alike[syllable].append(character)
    found = set("县区市")
    for name in names:
        heard = sound(name)
        for place, syllable in enumerate(heard):
            for own in {character for character in name if table.get(character) == syllable}:
                if place + 1 < len(name):
                    found.update(own + other for other in alike[heard[place + 1]])
                else:
                    found.update(other + own for other in alike[heard[place - 1]])
    return found


def _alike(word: str, name: str) -> bool:
    """Same sound, or one character off with the rest in place, for names of equal length."""
    if len(word) != len(name):
        return False
    return sound(word) == sound(name) or (len(name) >= 3 and Levenshtein.distance(word, name) == 1)
