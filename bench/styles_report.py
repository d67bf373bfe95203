"""Prints how well experts are found whose profiles are short lists, introductions, disciplines or units alone.

Run as `python -m bench.styles_report [-v]`: one pool for each style, then all together; with -v also what is missed.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence

from bench.judged.styles import STYLES, Trade, profile, read_trades
from bench.match_report import FIT, labelled_query
from nlu.search import ExpertIndex
from nlu.search.knowledge import Knowledge
from nlu.understand import Understander


def main() -> None:
    """From the command line."""
    trades = list(read_trades())
    knowledge, understander = Knowledge.load(), Understander.load()
    print(f"{len(trades)} trades, {sum(len(one.demands) for one in trades)} demands")
    for styles in (*((one,) for one in STYLES), STYLES):
        print(line(styles, trades, knowledge, understander, is_long="-v" in sys.argv))


def line(
    styles: Sequence[str], trades: Sequence[Trade], knowledge: Knowledge, understander: Understander, *, is_long: bool
) -> str:
    """How often an expert of the trade comes first and how often anybody is found to fit, in a pool of these styles."""
    owners = {}
    profiles = []
    for trade in trades:
        for style in styles:
            number = len(profiles) + 1
            owners[number] = trade
            profiles.append(profile(number, trade, style))
    index = ExpertIndex.build(profiles, knowledge)
    first, among, told, misses = [], [], [], []
    for trade in trades:
        for text in trade.demands:
            hits = index.search(labelled_query(understander, text), 5)
            right = [owners[hit.expert_id] is trade for hit in hits]
            first.append(right[:1] == [True])
            among.append(any(right))
            told.append(bool(hits) and hits[0].relevance >= FIT)
            if not (first[-1] and told[-1]):
                found = "、".join(f"{owners[hit.expert_id].identifier} {hit.relevance:.2f}" for hit in hits[:3])
                misses.append(f"    {trade.identifier}: {text} -> {found}")
    shares = [statistics.fmean(one) for one in (first, among, told)]
    head = (
        f"  {'+'.join(styles):36} first {shares[0]:4.0%}  among five {shares[1]:4.0%}  somebody fits {shares[2]:4.0%}"
    )
    return "\n".join([head, *misses]) if is_long else head


if __name__ == "__main__":
    main()
