"""What a need is about outvotes what its words sound like: 牛皮肤 is no dermatology, 鱼腥草 no fish."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from nlu.labels.fields import DATA, field_name
from nlu.labels.judgement import Judgement
from nlu.labels.terms import Hit
from nlu.text.guarded import Gated
from nlu.understanding import FieldGuess

NOTHING = "-"  # of a need whose field was not judged at all
SURE = 0.9
ANIMALS = frozenset("猪牛羊马鸡鸭鹅鱼狗兔虎龙蛇猫鼠蚕蜂虾鹿骡")
OF_ANIMALS = frozenset({"畜牧", "兽医", "水产", "蚕桑", "蜂业"})
ACROSS = frozenset({"植物保护", "土壤肥料", "种质与育种", "农业机械与设施", "采后贮藏保鲜", "农业经营", "农业气象防灾"})
NEEDS = {"demand", "policy"}


class _Turn(NamedTuple):
    said: Gated
    unless: re.Pattern[str]
    judged: frozenset[str]
    field: str
    second: str

    def fits(self, text: str, names: set[str]) -> bool:
        """Whether it turns what was judged, by the names of that (see `_names`)."""
        return not names.isdisjoint(self.judged) and bool(self.said.search(text)) and not self.unless.search(text)


@lru_cache(maxsize=1)
def _turns() -> dict[str, tuple[_Turn, ...]]:
    table = tomllib.loads((DATA / "objects.toml").read_text(encoding="utf-8"))
    return {
        name: tuple(
            _Turn(Gated(row["said"]), re.compile(row["unless"]), frozenset(row["judged"]), row["field"], row["second"])
            for row in table[name]
        )
        for name in ("turn", "trouble")
    }


def by_object(judgement: Judgement, masked: str, hits: Sequence[Hit]) -> Judgement:
    """The judgement with the field of what the words name, where that is another."""
    if judgement.intent in {"complaint", "other"} and (judgement.intent == "complaint" or judgement.field is None):
        judged = _names(judgement.field)
        broken = next((turn for turn in _turns()["trouble"] if turn.fits(masked, judged)), None)
        if broken is not None:
            kind = judgement.kind or "technical"
            judgement = judgement._replace(intent="demand", kind=kind)
            return _turned(judgement, broken.field, broken.second)
    if judgement.intent not in NEEDS or judgement.field is None:
        return judgement
    key = _named_like_an_animal(judgement.field, masked, hits)
    if key is not None:
        return _turned(judgement, *key)
    judged = _names(judgement.field)
    for turn in (*_turns()["turn"], *_turns()["trouble"]):
        if turn.fits(masked, judged):
            judgement = _turned(judgement, turn.field, turn.second)
            judged = _names(judgement.field)
    return judgement


def _names(judged: FieldGuess | None) -> set[str]:
    """A field by its code and with its second level."""
    return {NOTHING} if judged is None else {judged.code, f"{judged.code}/{judged.second}"}


def _named_like_an_animal(judged: FieldGuess, masked: str, hits: Sequence[Hit]) -> tuple[str, str] | None:
    """鱼腥草, 猪苓: the one second level of a plant that carries an animal's name, where no animal is meant."""
    if judged.code not in {"agriculture", "health"} or ANIMALS.isdisjoint(masked):
        return None
    named = [hit for hit in hits if hit.sort in {"subject", "word"} and not ANIMALS.isdisjoint(hit.phrase)]
    plants = [hit for hit in named if all(code == "agriculture" for code, _ in hit.keys)]
    plants = [hit for hit in plants if OF_ANIMALS.isdisjoint(second for _, second in hit.keys)]
    if not plants or len(plants) < len(named):
        return None
    rest = masked
    for hit in plants:
        rest = rest.replace(hit.phrase, "")
    keys = plants[0].keys
    if not ANIMALS.isdisjoint(rest) or (judged.code, judged.second or "") in keys:
        return None
    is_misheard = judged.code == "health" or judged.second in OF_ANIMALS
    return keys[0] if is_misheard or (len(keys) == 1 and judged.second not in ACROSS) else None


def _turned(judgement: Judgement, code: str, second: str) -> Judgement:
    field = FieldGuess(code, field_name(code), second, SURE)
    before = judgement.field
    others = () if before is None or before.code == code else (before,)
    rest = tuple(choice for choice in judgement.choices if choice.code != code)
    return judgement._replace(field=field, choices=(*others, *rest))
