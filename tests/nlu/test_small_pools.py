"""Pools of six: who serves a need is found however little is told, and no neighbour is taken for one who does."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from nlu.search import FIT, ExpertIndex, Profile, Query
from nlu.search.knowledge import Knowledge
from nlu.understand import Understander

POOLS = Path(__file__).parent / "data" / "small_pools.txt"
NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
FEWEST_SERVED, FEWEST_UNSERVED = 0.94, 0.85


def read_pools() -> Iterator[tuple[list[Profile], list[tuple[str, frozenset[int]]]]]:
    """The experts of each pool, and its needs with the numbers of those who fit."""
    for block in POOLS.read_text(encoding="utf-8").split("\n== ")[1:]:
        experts: list[Profile] = []
        needs: list[tuple[str, frozenset[int]]] = []
        for line in filter(None, block.splitlines()[1:]):
            if line.startswith(">"):
                text, _, named = line[1:].partition("|")
                names = {one.split(":")[0] for one in named.strip().split(",")}
                needs.append((text.strip(), frozenset(one.id for one in experts if one.name in names)))
            else:
                name, title, unit, fields, skills = line.split("|")
                own = tuple(one for one in skills.split("、") if one)
                experts.append(
                    Profile(len(experts) + 1, "重庆", name, unit, title, None, tuple(fields.split("、")), own)
                )
        yield experts, needs


def test_small_pools_are_served_and_neighbours_are_not_sent() -> None:
    knowledge, understander = Knowledge.load(), Understander.load()
    right: Counter[bool] = Counter()
    asked: Counter[bool] = Counter()
    for experts, needs in read_pools():
        index = ExpertIndex.build(experts, knowledge)
        for text, fitting in needs:
            field = understander.understand(text, NOW).field
            query = Query(text, field_code=field.code if field else None, second=field.second if field else None)
            best = next((hit.expert_id for hit in index.search(query, 1, FIT)), None)
            asked[bool(fitting)] += 1
            right[bool(fitting)] += best in fitting if fitting else best is None
    assert asked[True] > 60
    assert asked[False] > 30
    assert right[True] / asked[True] >= FEWEST_SERVED
    assert right[False] / asked[False] >= FEWEST_UNSERVED
