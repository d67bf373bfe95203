"""The features that profiles, knowledge rows and needs are compared by: pairs of characters, and Latin words whole."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from nlu.text.patterns import lazy_regex
from nlu.text.pinyin import sound

_RUNS = lazy_regex(r"[\u3400-\u9fff]+|[a-z0-9][a-z0-9+#.\-]*")
CHINESE = "\u3400"  # the first of the characters that count
_LATIN = lazy_regex(r"[a-z0-9]")


def runs(text: str) -> list[str]:
    """Unbroken stretches of Chinese characters, and Latin words with their digits, in small letters."""
    return _RUNS.findall(text.lower())


def pairs(text: str) -> list[str]:
    """Pairs of neighbouring characters and Latin words; a lone character stands for itself."""
    found: list[str] = []
    for run in runs(text):
        if _LATIN.match(run):
            if not run.isdigit():
                found.append(run)
        elif len(run) == 1:
            found.append(run)
        else:
            found.extend([run[start : start + 2] for start in range(len(run) - 1)])
    return found


def singles(text: str) -> list[str]:
    """Single Chinese characters, marked apart from pairs."""
    return [f"'{character}" for run in runs(text) if not _LATIN.match(run) for character in run]


def sounds(text: str) -> list[str]:
    """Pairs of syllables as the southwest hears them, marked apart: voice input writes 里子 for 李子."""
    found: list[str] = []
    for run in runs(text):
        if not _LATIN.match(run):
            spoken = sound(run)
            found.extend([f"~{first} {second}" for first, second in pairwise(spoken)])
    return found


@lru_cache(maxsize=20_000)
def pair_sounds(pair: str) -> tuple[str, ...]:
    """How one pair sounds; the same pairs come again and again."""
    return tuple(sounds(pair))


@lru_cache(maxsize=20_000)
def phrase_pairs(phrase: str) -> tuple[str, ...]:
    """The different pairs of a phrase; phrases of the knowledge tables come again and again."""
    return tuple(dict.fromkeys(pairs(phrase)))
