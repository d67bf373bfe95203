"""`jiebang match`: which experts fit a need, with reasons, by the same path as the service."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from bot.clock import system_clock
from bot.commands.lines import read_lines
from bot.commands.opened import check_base, opened
from bot.config import Configuration
from bot.language import Language
from bot.pool import Pool
from domain.bases import Rules
from domain.calendar import SHANGHAI
from domain.matching import Match, Wanted
from handlers.matching import find_experts
from handlers.turn import MatchQuery, Services
from nlu.times.workdays import is_workday
from storage.database import Database


async def match(configuration: Configuration, text: str | None, top: int, base: str | None, jsonl: bool) -> None:
    """One text, or JSON lines in and out in the same order."""
    if base is not None:
        check_base(configuration, base)
    async with opened(configuration) as database:
        language = Language.load()
        pool = await Pool.load(database, language, system_clock)
        await language.learn_from(database, system_clock)
        rules = configuration.rules(is_workday)
        services = language.services(configuration, rules, pool.index)
        if jsonl:
            for line in read_lines(sys.stdin):
                wanted = check_base(configuration, line["base"]) if line.get("base") else base
                found = await _answer(database, services, rules, line["text"], wanted, top)
                click.echo(json.dumps(found, ensure_ascii=False))
            return
        words = text if text is not None else sys.stdin.read().strip()
        found = await _answer(database, services, rules, words, base, top)
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))


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
