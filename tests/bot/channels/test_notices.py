"""Notices hold what the platform shows and nothing that it would drop."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.notices import (
    FIELD_LIMIT,
    NoticeFields,
    UnfitFieldError,
    cut,
    fits,
    shorten,
    subscribe_payload,
    template_payload,
)


@pytest.mark.parametrize("value", ["", "x" * 21, "一\n二", "好👍", " 空格", "空格 ", "a\x00b", "a  b"])
def test_unfit_values_are_refused_at_once(value: str) -> None:
    with pytest.raises(UnfitFieldError) as unfit:
        NoticeFields.of({"thing1": value})
    assert unfit.value.name == "thing1"


def test_twenty_characters_fit() -> None:
    assert NoticeFields.of({"thing1": "一" * FIELD_LIMIT}).as_data() == {"thing1": {"value": "一" * 20}}


def test_the_platform_cuts_in_silence_and_we_show_it() -> None:
    long = "奉节县草堂镇脆李落果裂果需要果树专家现场看看"
    assert cut(long) == long[:20]
    assert shorten(long) == long[:19] + "…"
    assert shorten("短") == "短"


@given(st.text())
def test_a_shortened_value_always_fits(value: str) -> None:
    fields = NoticeFields.shortened({"thing1": value})
    assert fits(fields.values[0][1])


def test_keywords_are_those_of_the_configured_template() -> None:
    fields = NoticeFields.of({"title": "新榜单", "next": "回“看12”"}).renamed({"title": "thing1"})
    assert fields.values == (("thing1", "新榜单"), ("next", "回“看12”"))


def test_payloads() -> None:
    fields = NoticeFields.of({"thing1": "新榜单"})
    data = {"thing1": {"value": "新榜单"}}
    assert template_payload("o", "t", fields, None) == {"touser": "o", "template_id": "t", "data": data}
    assert template_payload("o", "t", fields, "https://example.org")["url"] == "https://example.org"
    assert subscribe_payload("o", "t", fields, "p")["page"] == "p"
    assert subscribe_payload("o", "t", fields, None) == {"touser": "o", "template_id": "t", "data": data}
