"""Rebuild `nlu/data/regions/town_words.tsv`: names of towns that are also everyday words, and so never a place alone.

Usage: build_town_words.py OUT. A name of two characters counts as a word if the dictionary of jieba has it often, or at
all as something done, counted or dated, if people of the corpus use it as a word, if it stands inside a phrase of the
knowledge tables, or if it says no more than 大坝 or 老李; and any name of a household (罗家, 余家).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from importlib.resources import files
from operator import add
from pathlib import Path

from nlu.labels.corpus import is_held_out, read_examples
from nlu.labels.terms import read_rows, read_vocabulary
from nlu.places import PlaceReader
from nlu.places.gazetteer import Gazetteer
from nlu.places.tables import Tables
from nlu.text.segment import cut_known

OFTEN = 100  # occurrences in the dictionary's own corpus
TOLD = frozenset("vadmtrf")  # kinds of words: done, how, how many, when, which, where
ANYWHERE = re.compile(
    r"[大小上下中老新古高长][坝坪滩塘坡井村河湾沟桥石岩沙场溪堰市城]|.家|[小大老][周李王张刘陈杨黄赵吴徐孙罗]"
)
ALSO = frozenset(  # what neither the dictionary nor the corpus knows as the everyday word or the person that it is
    (
        "蜂桶 神童 磨子 菱角 枫木 木叶 花田 大川 仙鹤 槐花 水尾 白米 黄草 兰草 黄荆 乌木 "
        "工区 老池 艾叶 赛马 平头 群力 战旗 铅锌 铁厂 屋脚 塔子 水洼 坪坝 石梯 石笋 河地 "
        "官地 荞窝 大姓 小姓 张华 李端 李馥 潘安 鲁班 樊哙 文君 张公 张王 三会 大有 又新 "
        "中保 海螺 竹根 大和 河图 有庆"
    ).split()
)


def dictionary() -> dict[str, tuple[int, str]]:
    """Frequency and kind of every word of jieba."""
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split() for line in lines)
    return {word: (int(count), kind) for word, count, kind in entries}


def spoken() -> Counter[str]:
    """The words of the corpus without the places that are read in it; pairs of characters in the knowledge tables."""
    places, found = PlaceReader.load(), Counter[str]()
    for example in (one for one in read_examples() if not is_held_out(one.situation)):
        text = example.text
        for start, end in sorted(places.read(text).spans, reverse=True):
            text = text[:start] + "，" + text[end:]
        found.update(cut_known(text))
    for row in read_rows():
        for phrase in (*row.subjects, *row.signs, *row.terms, row.test):
            found.update(map(add, phrase, phrase[1:]))
    for _, _, words in read_vocabulary():
        found.update(pair for phrase in words for pair in map(add, phrase, phrase[1:]))
    return found


def main() -> None:
    """Write the table."""
    gazetteer, known, said = Gazetteer(Tables.load()), dictionary(), spoken()
    names = sorted(
        name
        for name, meanings in gazetteer.meanings.items()
        if any(meaning.kind == "town" and not meaning.complete for meaning in meanings)
    )

    def is_word(name: str) -> bool:
        count, kind = known.get(name, (0, ""))
        is_common = count >= OFTEN or (count > 0 and kind[0] in TOLD)
        is_plain = ANYWHERE.fullmatch(name) is not None or name in ALSO
        return name.endswith("家") or (len(name) == 2 and (is_plain or is_common or said[name] > 0))

    lines = [
        "# Names of towns that are also words. Made by tools/build_town_words.py; see there what counts as one.",
        "name",
        *filter(is_word, names),
    ]
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
