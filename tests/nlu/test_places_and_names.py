"""Which names are places of the trouble: not a person's name, not where others live or goods come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.places import PlaceReader
from nlu.text.normalise import normalise

TABLE = Path(__file__).parent / "data" / "places_and_names.tsv"


@pytest.fixture(scope="module")
def reader() -> PlaceReader:
    return PlaceReader.load()


@pytest.mark.parametrize("row", TABLE.read_text(encoding="utf-8").splitlines()[1:])
def test_where_the_trouble_is(reader: PlaceReader, row: str) -> None:
    code, text = row.split("\t")
    place = reader.read(normalise(text)).place
    assert (place.code if place else "-") == code
