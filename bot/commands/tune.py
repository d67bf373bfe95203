"""`jiebang tune`: weights re-fitted to claims, declines, assignments and ratings; printed, never put into service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from itertools import groupby
from pathlib import Path

import click

from bot.clock import system_clock
from bot.commands.opened import opened
from bot.config import Configuration
from bot.language import Language
from bot.pool import Pool
from domain.calendar import SHANGHAI
from domain.demands import Demand
from domain.durations import Duration
from domain.matching import Wanted, Weights, judge
from domain.tuning import FEWEST_PAIRS, TUNED, Judged, Outcome, Told, grade, tune
from handlers.offering.matching import CANDIDATES, query_for
from handlers.turn import Services
from nlu.times.workdays import is_workday
from storage.engine.database import Database
from storage.judgements import read_judgements

WHOLE = Weights(**dict.fromkeys((one.name for one in fields(Weights)), 1.0))  # parts as they are, unweighted


async def run(configuration: Configuration, since: Duration, out: Path | None) -> None:
    """Read what was done, fit, print before and after, write a snippet where it is better."""
    async with opened(configuration) as database:
        language = Language.load()
        pool = await Pool.load(database, language)
        services = language.services(configuration, configuration.rules(is_workday), pool.index)
        start = system_clock() - since.span
        told = await database.read(lambda uow: read_judgements(uow.session, start))
        demands = [
            await _judged(database, services, list(group))
            for _, group in groupby([one for one in told if grade(one) is not None], key=lambda one: one.demand_no)
        ]
    outcome = tune([one for one in demands if len(one) > 1], services.weights)
    _report(outcome, services.weights)
    if outcome.is_better and out is not None:
        _write(out, snippet(outcome.weights, configuration.matching.weights))
        click.echo(f"Written to {out}; nothing changes before you put it into the configuration.", err=True)


def _write(out: Path, text: str) -> None:
    out.write_text(text, encoding="utf-8")


async def _judged(database: Database, services: Services, told: Sequence[Told]) -> Judged:
    """The parts of everybody who was judged for one demand."""
    demand = await database.read(lambda uow: uow.demands.get(told[0].demand_no))
    experts = await database.read(lambda uow: uow.experts.get_many([one.expert_id for one in told]))
    if demand is None:
        return []
    hits = services.search.search(query_for(demand, services), CANDIDATES)
    relevance = {hit.expert_id: hit.relevance for hit in hits}
    wanted = _wanted(demand, services)
    return [
        (value, _tunable(judge(experts[one.expert_id], relevance.get(one.expert_id, 0.0), (), wanted, WHOLE).parts))
        for one in told
        if one.expert_id in experts and (value := grade(one)) is not None
    ]


def _tunable(parts: dict[str, float]) -> dict[str, float]:
    """What does not depend on the moment: room and standing have changed since."""
    return {name: parts[name] for name in ("relevance", *TUNED)}


def _wanted(demand: Demand, services: Services) -> Wanted:
    field_name = services.field_names.get(demand.field_code or "")
    on = demand.created_at.astimezone(SHANGHAI).date()
    return Wanted(demand.place_code, field_name, demand.second, demand.base, on, demand.mode, demand.no)


def _report(outcome: Outcome, before: Weights) -> None:
    if outcome.pairs < FEWEST_PAIRS:
        click.echo(f"{outcome.pairs} comparable judgements: fewer than {FEWEST_PAIRS}, too few to learn from.")
        return
    click.echo(f"{outcome.pairs} pairs of experts of whom one did better; in the right order, on unseen demands:")
    click.echo(f"  before {outcome.before:.1%}   after {outcome.after:.1%}")
    for name in TUNED:
        click.echo(f"  {name:8} {getattr(before, name):6.3f} → {getattr(outcome.weights, name):6.3f}")
    if not outcome.is_better:
        click.echo("No better than the weights in use: keep them.")


def snippet(weights: Weights, kept: dict[str, float]) -> str:
    """For the configuration: the tuned weights, and whatever else was set there already."""
    values = {**kept, **{name: getattr(weights, name) for name in TUNED}}
    return "[matching.weights]\n" + "".join(f"{name} = {value}\n" for name, value in values.items())
