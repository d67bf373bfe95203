"""Warming up uses what a first message uses, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.config import load
from bot.language import Language
from bot.warming import warm_up
from handlers.turn import MatchQuery
from nlu.search.query import Hit

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)


class RecordingSearch:
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.queries: list[MatchQuery] = []

    def search(self, query: MatchQuery, limit: int) -> Sequence[Hit]:
        self.queries.append(query)
        return []


def test_warming_up_searches_for_what_it_understood_in_every_base() -> None:
    configuration = load(Path("/dev/null"), {})
    search = RecordingSearch()
    language = Language.load()
    warm_up(language.services(configuration, configuration.rules(lambda _: True), search), NOW)
    (query,) = search.queries
    assert query.field_code == "agriculture"
    assert set(query.bases) == set(configuration.bases)
