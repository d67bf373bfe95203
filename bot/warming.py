"""What is made at its first use is used before the door opens or just behind it: the first person waits no longer."""

from __future__ import annotations

import gc
from datetime import datetime

from handlers.turn import MatchQuery, Services
from nlu.dialogue.acts import SIDES, read_act
from nlu.entities.numbers import read_number
from nlu.text.patterns import compile_waiting

NEED = "我们镇上的脐橙果树叶子发黄落果，下周三上午想请专家来看看，电话13800000000"

PAUSE = 0.004  # seconds between two patterns
YOUNG_OBJECTS = 10_000  # so many more than before, and the collector looks at the young ones


def settle_memory() -> None:
    """What was loaded stays for good: the collector no longer walks through it, which would halt everybody."""
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


def warm_up(services: Services, now: datetime) -> None:
    """Understanding and search, with every base's experts; nothing is stored."""
    understood = services.understand(NEED, now)
    field = understood.field
    query = MatchQuery(
        text=NEED,
        bases=tuple(services.rules.bases),
        field_code=field.code if field else None,
        second=field.second if field else None,
    )
    services.search.search(query, 1)
    for side in SIDES:
        read_act(NEED, side)


def warm_up_the_rest() -> None:
    """What few messages need, while people are served already: a thread's work in pieces that hold nobody up."""
    compile_waiting(PAUSE)
    read_number("三十二")
