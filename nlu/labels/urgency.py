"""Whether a need waits: the classifier and signs of loss together, since examples of what is urgent are few."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from nlu.labels.fields import DATA
from nlu.text.guarded import Guarded

MOST_NORMAL = 0.3  # the classifier's share of what may wait, below which no sign of loss is needed …
LEAST_URGENT = 0.1  # … unless all the rest is danger, which a snoring husband is not


@lru_cache(maxsize=1)
def _rules() -> tuple[Guarded, Guarded]:
    table: dict[str, Any] = tomllib.loads((DATA / "urgency.toml").read_text(encoding="utf-8"))
    words = {name: table[name] for name in ("animal", "many", "die", "crop")}
    return Guarded([("calm", table["calm"])]), Guarded([("sign", [sign.format(**words) for sign in table["signs"]])])


def is_urgent(text: str, *, normal_share: float, urgent_share: float) -> bool:
    """Harm within a day or so if nobody acts; the shares are the classifier's, what is left is danger to a person."""
    calm, signs = _rules()
    if calm.search(text):
        return False
    return (normal_share < MOST_NORMAL and urgent_share > LEAST_URGENT) or signs.search(text)
