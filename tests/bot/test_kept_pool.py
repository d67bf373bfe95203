"""A restart maps the kept index and reads only who changed since; whatever is wrong with it, the pool is right."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import delete

from bot import kept_pool
from bot.kept_pool import FOLDER, State, changed_since
from bot.language import Language
from bot.pool import KEPT_EVERY, Pool
from domain.experts import Expert, ExpertStatus
from nlu.search import FIT, Query
from storage.engine.database import Database
from storage.tables.experts import expert_change
from storage.unit_of_work import StoredUnitOfWork
from tests.databases import database_url, open_database
from tests.storage.making import HOUR, NOW, expert

SKILLS = (
    "李属裂果防控",
    "茶树修剪",
    "仔猪腹泻",
    "屋顶光伏热斑",
    "香菇菌棒杂菌防控",
    "血液透析",
    "桥梁检测加固",
    "商标注册",
)
ASKED = ("李子一下雨就裂口子", "茶树要咋个剪", "小猪儿拉稀", "屋顶光伏发烫", "香菇菌棒长绿霉", "透析的病人血压低")


@pytest.fixture(scope="module")
def language(tmp_path_factory: pytest.TempPathFactory) -> Language:
    return Language.load(tmp_path_factory.mktemp("search"))


@pytest_asyncio.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    async with database_url(request.param, tmp_path) as url, open_database(url) as opened:
        yield opened


async def fill(database: Database, skills: Sequence[str] = SKILLS) -> list[Expert]:
    async def add(uow: StoredUnitOfWork) -> list[Expert]:
        made = [expert(f"专家{at}", skills=(skill,), profile="", updated_at=NOW) for at, skill in enumerate(skills)]
        return [replace(one, id=await uow.experts.add(one)) for one in made]

    return await database.run(add, person_key=None)


async def save(database: Database, one: Expert) -> None:
    await database.run(lambda uow: uow.experts.save(one), person_key=None)


async def load(database: Database, language: Language, folder: Path | None) -> Pool:
    return await Pool.load(database, language, folder)


def answers(pool: Pool) -> list[list[tuple[int, bool]]]:
    return [[(hit.expert_id, hit.relevance >= FIT) for hit in pool.index.search(Query(text), 3)] for text in ASKED]


async def _has_settled(uow: StoredUnitOfWork) -> bool:
    _, late = await uow.expert_feed.changes_since(await uow.expert_feed.cursor())
    return not late


async def settled(database: Database) -> None:
    """On PostgreSQL the feed is behind while any transaction of the server runs, those of the tests beside this too."""
    for _ in range(200):
        if await database.read(_has_settled):
            return
        await asyncio.sleep(0.05)


async def keep(database: Database, language: Language, folder: Path) -> None:
    await settled(database)
    assert await (await load(database, language, folder)).keep(database, NOW, least=0)


async def test_who_changed_while_nothing_ran_is_read_again_and_nobody_else(
    database: Database, language: Language, tmp_path: Path
) -> None:
    plum, tea, pig, *_ = await fill(database)
    await keep(database, language, tmp_path)
    await save(database, replace(plum, skills=("红茶加工",), updated_at=NOW + HOUR))
    await save(database, replace(tea, status=ExpertStatus.PENDING, updated_at=NOW + HOUR))
    await save(database, replace(pig, skills=("李属裂果防控",)))  # the moment did not move
    new = await database.run(lambda uow: uow.experts.add(expert("新来", skills=("茶树修剪",))), person_key=None)
    kept = kept_pool.read(tmp_path)
    assert kept is not None
    changed = await changed_since(kept, await State.read(database), database)
    assert changed is not None
    assert {plum.id, tea.id, pig.id, new} <= set(changed)
    if database.dialect == "sqlite":
        assert len(changed) == 4
    restarted, fresh = await load(database, language, tmp_path), await load(database, language, None)
    assert len(restarted.index) == len(fresh.index) == len(SKILLS)
    for text, best in (("李子一下雨就裂口子", pig.id), ("茶树要咋个剪", new)):
        assert restarted.index.search(Query(text), 1)[0].expert_id == best
    await save(database, replace(plum, skills=("仔猪腹泻",), updated_at=NOW + 2 * HOUR))
    await restarted.refresh(database)
    assert restarted.index.search(Query("小猪儿拉稀"), 1)[0].expert_id == plum.id


async def test_nothing_changed_means_nothing_is_read(database: Database, language: Language, tmp_path: Path) -> None:
    await fill(database)
    await keep(database, language, tmp_path)
    if database.dialect == "sqlite":
        kept = kept_pool.read(tmp_path)
        assert kept is not None
        assert await changed_since(kept, await State.read(database), database) == []
    assert answers(await load(database, language, tmp_path)) == answers(await load(database, language, None))


@pytest.mark.parametrize("name", ["tokens.npy", "words.json", "seconds_shares.npy", "mark_ids.npy"])
async def test_a_damaged_snapshot_is_put_aside_and_written_anew(
    database: Database, language: Language, tmp_path: Path, name: str
) -> None:
    await fill(database)
    await keep(database, language, tmp_path)
    path = tmp_path / FOLDER / name
    content = bytearray(path.read_bytes())
    content[-3] ^= 0xFF
    path.write_bytes(content)
    assert kept_pool.read(tmp_path) is None
    await keep(database, language, tmp_path)
    assert kept_pool.read(tmp_path) is not None


async def test_a_snapshot_of_other_code_or_knowledge_is_not_used(
    database: Database, language: Language, tmp_path: Path
) -> None:
    await fill(database)
    await keep(database, language, tmp_path)
    path = tmp_path / FOLDER / "words.json"
    words = json.loads(path.read_text(encoding="utf-8"))
    words["note"]["fingerprint"] = "another"
    path.write_text(json.dumps(words), encoding="utf-8")
    assert kept_pool.read(tmp_path) is None


async def test_a_snapshot_of_another_database_does_no_harm(
    database: Database, language: Language, tmp_path: Path
) -> None:
    async with database_url("sqlite", tmp_path) as url, open_database(url) as other:
        await fill(other, SKILLS[::-1])
        await keep(other, language, tmp_path)
    for one in await fill(database):
        await save(database, replace(one, updated_at=NOW + HOUR))
    assert answers(await load(database, language, tmp_path)) == answers(await load(database, language, None))


async def test_lines_of_the_feed_that_are_gone_make_the_snapshot_worthless(
    database: Database, language: Language, tmp_path: Path
) -> None:
    one, *_ = await fill(database)
    await keep(database, language, tmp_path)
    for _ in range(3):
        await save(database, one)
    _, newest = await database.read(lambda uow: uow.expert_feed.reach())
    await database.run(
        lambda uow: uow.session.run(delete(expert_change).where(expert_change.c.id < newest)), person_key=None
    )
    kept = kept_pool.read(tmp_path)
    assert kept is not None
    assert await changed_since(kept, await State.read(database), database) is None


async def test_it_is_written_once_and_again_where_somebody_left(
    database: Database, language: Language, tmp_path: Path
) -> None:
    one, *_ = await fill(database)
    pool = await load(database, language, tmp_path)
    assert await pool.keep(database, NOW, least=0)
    assert not await pool.keep(database, NOW + KEPT_EVERY, least=0)
    await save(database, replace(one, status=ExpertStatus.PENDING))
    assert not await pool.keep(database, NOW + KEPT_EVERY / 2, least=0)
    assert await pool.keep(database, NOW + KEPT_EVERY + timedelta(seconds=1), least=0)
    kept = kept_pool.read(tmp_path)
    assert kept is not None
    assert one.name not in kept.shelf.names


async def test_a_small_pool_is_not_kept_and_what_was_kept_of_it_goes(
    database: Database, language: Language, tmp_path: Path
) -> None:
    await fill(database)
    await keep(database, language, tmp_path)
    (tmp_path / FOLDER / "words.json").write_text("{}", encoding="utf-8")
    pool = await load(database, language, tmp_path)
    assert not await pool.keep(database, NOW)
    assert not (tmp_path / FOLDER).exists()


async def test_a_folder_that_cannot_be_written_only_costs_time(
    database: Database, language: Language, tmp_path: Path
) -> None:
    await fill(database)
    (tmp_path / "file").write_text("", encoding="utf-8")
    pool = await load(database, language, tmp_path / "file")
    assert not await pool.keep(database, NOW, least=0)
    assert answers(pool) == answers(await load(database, language, None))
