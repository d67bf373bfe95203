"""How characters sound, blurred as people of the southwest speak and voice input hears: zh/z, n/l, ing/in, hu/fu."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def blur(syllable: str) -> str:
    """One form for all syllables that local speech does not tell apart."""
    if syllable == "hu":
        return "fu"
    if syllable[:2] in ("zh", "ch", "sh"):
        syllable = syllable[0] + syllable[2:]
    elif syllable.startswith("n"):
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith(("ing", "eng")) else syllable


@cache
def sounds() -> dict[str, str]:
    """Blurred syllable of each common character."""
    text = files("nlu").joinpath("data", "pinyin.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines()[1:]:
        syllable, characters = line.split("\t")
        found.update(dict.fromkeys(characters, blur(syllable)))
    return found


def sound(word: str) -> tuple[str, ...]:
    """Blurred syllables of a word; an unknown character sounds like itself."""
    table = sounds()
    return tuple(table.get(character, character) for character in word)
