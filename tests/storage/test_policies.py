"""The policy library: papers are changed instead of doubled, and every change grows the stamp."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.policies import Passage, Policy, Stored
from storage.engine.database import Database
from tests.storage.making import HOUR, NOW


def paper(**changes: Any) -> Policy:
    values: dict[str, Any] = {
        "title": "渝东县脆李产业扶持办法",
        "issuer": "渝东县农业农村委员会",
        "source": "plums.md",
        "digest": "a",
        "number": "渝东农发〔2025〕7号",
        "issued_on": date(2025, 3, 1),
        "place_code": "500236",
        "passages": [Passage("一、对象", "种植大户。"), Passage("二、标准", "每亩补助300元。")],
    }
    return Policy(**{**values, **changes})


async def put(database: Database, one: Policy) -> Stored:
    return await database.run(lambda uow: uow.policies.put(one, NOW), person_key=None)


async def library(database: Database) -> list[Policy]:
    return await database.read(lambda uow: uow.policies.library())


async def stamp(database: Database) -> int:
    return await database.read(lambda uow: uow.policies.stamp())


async def test_a_paper_comes_back_whole(database: Database) -> None:
    one = paper()
    assert await put(database, one) is Stored.ADDED
    found = await library(database)
    assert [(passage.heading, passage.text, passage.position) for passage in found[0].passages] == [
        ("一、对象", "种植大户。", 0),
        ("二、标准", "每亩补助300元。", 1),
    ]
    assert (found[0].number, found[0].issued_on, found[0].place_code) == (one.number, one.issued_on, "500236")


async def test_the_same_paper_is_changed_not_doubled(database: Database) -> None:
    await put(database, paper())
    before = await stamp(database)
    assert await put(database, paper()) is Stored.UNCHANGED
    assert await stamp(database) == before
    assert await put(database, paper(digest="b", passages=[Passage("", "每亩补助400元。")])) is Stored.CHANGED
    assert await stamp(database) > before
    found = await library(database)
    assert [[passage.text for passage in one.passages] for one in found] == [["每亩补助400元。"]]


async def test_another_issuer_is_another_paper(database: Database) -> None:
    await put(database, paper())
    assert await put(database, paper(issuer="渝西县农业农村委员会")) is Stored.ADDED
    assert len(await library(database)) == 2


async def test_a_repealed_paper_is_quoted_no_more_until_it_is_imported_again(database: Database) -> None:
    await put(database, paper())
    number, before = (await library(database))[0].id, await stamp(database)
    gone = await database.run(lambda uow: uow.policies.repeal(number, NOW + HOUR), person_key=None)
    assert gone is not None
    assert gone.is_repealed
    assert await library(database) == []
    assert await stamp(database) > before
    assert await database.run(lambda uow: uow.policies.repeal(999, NOW), person_key=None) is None
    assert await put(database, paper()) is Stored.CHANGED
    assert len(await library(database)) == 1
