"""`jiebang match`: which experts fit a need, with reasons, by the same path as the service."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import click

from bot.clock import system_clock
from bot.commands.lines import are_lines, read_lines, without_halves
from bot.commands.opened import check_base, opened
from bot.config import Configuration
from bot.language import Language
from bot.pool import Pool
from domain.bases import Rules
from domain.calendar import SHANGHAI
from domain.matching import Match, Wanted
from handlers.offering.matching import find_experts
from handlers.turn import MatchQuery, Services
from nlu.times.workdays import is_workday
from storage.engine.database import Database


async def match(configuration: Configuration, text: str | None, top: int, base: str | None, jsonl: bool) -> None:
    """One text, or JSON lines in and out in the same order."""
    if base is not None:
        check_base(configuration, base)
    data = sys.stdin.buffer.read() if text is None and not jsonl else b""
    async with opened(configuration) as database:
        language = Language.load()
        pool = await Pool.load(database, language)
        await language.learn_from(database, system_clock)
        rules = configuration.rules(is_workday)
        services = language.services(configuration, rules, pool.index)
        asked = False
        if jsonl or are_lines(data):
            stream = sys.stdin.buffer if jsonl else io.BytesIO(data)
            for words, wanted in read_lines(stream, lambda line: _asked(configuration, line, base)):
                found = await _answer(database, services, rules, words, wanted, top)
                click.echo(json.dumps(found, ensure_ascii=False))
                asked = True
        else:
            words = without_halves(text) if text is not None else data.decode("utf-8", "replace").strip()
            found = await _answer(database, services, rules, words, base, top)
            click.echo(json.dumps(found, ensure_ascii=False, indent=1))
            asked = words != ""
        if asked and len(pool.index) == 0:
            click.echo("there is no expert yet: jiebang experts import FILE --base NAME", err=True)


def _asked(configuration: Configuration, line: dict[str, Any], otherwise: str | None) -> tuple[str, str | None]:
    """Text and base of a line."""
    own = line.get("base")
    return line["text"], check_base(configuration, str(own)) if own else otherwise


async def _answer(
    database: Database, services: Services, rules: Rules, text: str, base: str | None, top: int
) -> dict[str, Any]:
    now = system_clock()
    understood = services.understand(text, now)
    place = understood.place.code if understood.place else None
    home = base or rules.base_for(place).name
    query = MatchQuery(
        text=text,
        bases=rules.pool_of(home),
        field_code=understood.field.code if understood.field else None,
        second=understood.field.second if understood.field else None,
        tags=understood.tags,
        place_code=place,
        mode=understood.mode,
    )
    field_name = understood.field.name if understood.field else None
    wanted = Wanted(place, field_name, query.second, home, now.astimezone(SHANGHAI).date())
    matches = await database.read(lambda uow: find_experts(uow, services, query, wanted, top))
    return {"experts": [_shown(one) for one in matches], "none": not matches}


def _shown(one: Match) -> dict[str, Any]:
    return {
        "id": one.expert.id,
        "name": one.expert.name,
        "unit": one.expert.unit,
        "score": round(one.score, 4),
        "reasons": list(one.reasons),
    }
