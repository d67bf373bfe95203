"""Nobody stops the service for all the others with a text that costs a pattern seconds: long ones are read in time."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from domain.message import Sender
from domain.people import Grant, Person, Role
from handlers.commands.reading import read_command
from handlers.visits.heard.times import has_time, is_shift, names_refused, without_times

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
LONG = 2_000
SPUN_OUT = {
    "commas": "，" * LONG + "后天",
    "commas and blanks": "， " * (LONG // 2) + "走不走",
    "numbers": "、".join(["31", "7"] * (LONG // 5)) + "吗",
    "one number": "7" * LONG + "吗",
    "numbers and blanks": "7 " * (LONG // 2) + "吗",
    "nights": "住一晚，" * (LONG // 4),
    "days": "28号到，" * (LONG // 5),
}


@pytest.mark.parametrize("words", SPUN_OUT.values(), ids=SPUN_OUT)
def test_a_text_that_is_spun_out_is_read_in_time(words: str) -> None:
    person = Person(id=1, identity_id=1, sender=Sender("wechat", "account", "somebody"))
    person.grants = [Grant("重庆", Role.BUTLER, None), Grant("重庆", Role.EXPERT, 1)]
    began = time.process_time()
    for form in ("", "揭榜 ", "约 3 ", "派单 3 "):
        read_command(form + words, person)
    has_time(words, NOW, NOW)
    is_shift(words)
    names_refused(words, NOW)
    without_times(words, NOW, NOW)
    assert time.process_time() - began < 3
