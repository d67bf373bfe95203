"""Whole numbers as typed."""

from __future__ import annotations

import pytest

from domain.whole_numbers import whole_number


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("12", 12), ("００７", 7), ("999999999", 999_999_999)]
    + [(odd, None) for odd in ("", "²", "1.5", "-1", " 1", "十", "1000000000", "9" * 5000)],
)
def test_only_what_counts(text: str, value: int | None) -> None:
    assert whole_number(text) == value
