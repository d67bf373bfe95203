"""Two hundred people sign up at once for fifty places, on both databases: fifty in, the others wait in order."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from domain.message import Sender
from tests.databases import database_url
from tests.scenarios.harness import Story, story

CROWD, PLACES = 200, 50
LINE = f"添加宣讲 脆李冬季管护；12月1日上午9点；白帝镇文化中心；全体；{PLACES}人"


async def announced(tale: Story) -> int:
    await tale.staff("boss")
    await tale.say("boss", LINE)
    found = re.search(r"第 (\d+) 场", await tale.say("boss", "是"))
    assert found
    return int(found[1])


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_all_at_once(kind: str, tmp_path: Path) -> None:
    async with database_url(kind, tmp_path) as url, story(tmp_path, url) as tale:
        no = await announced(tale)
        names = [f"p{index}" for index in range(CROWD)]
        phones = tale.stage.phones
        replies = await asyncio.gather(*(phones.of(name).text(f"报名 {no}") for name in names))
        await tale.settle()
        said = {
            name: (reply.text or "") + "".join(tale.heard(name)) for name, reply in zip(names, replies, strict=True)
        }
        inside = [name for name in names if "报上了" in said[name]]
        waiting = {int(found[1]): name for name in names if (found := re.search(r"候补第 (\d+) 位", said[name]))}
        assert len(inside) == PLACES
        assert sorted(waiting) == list(range(1, CROWD - PLACES + 1)), "everybody has a turn of their own"
        entries = await tale.run(lambda uow: uow.activities.sign_ups(no))
        order = [one.person_id for one in sorted(entries, key=lambda one: one.position) if one.position]
        people = {name: await _person(tale, name) for name in waiting.values()}
        assert order == [people[waiting[turn]] for turn in sorted(waiting)], "told in the order that is kept"

        gone = inside[:3]
        await asyncio.gather(*(phones.of(name).text(f"取消报名 {no}") for name in gone))
        await tale.settle()
        moved = [turn for turn, name in sorted(waiting.items()) if any("已补上" in text for text in tale.heard(name))]
        assert moved == [1, 2, 3], "the first of the waiting list move up, each told once"
        activity = await tale.run(lambda uow: uow.activities.get(no))
        assert (activity.signed_up, activity.waiting) == (PLACES, CROWD - PLACES - 3)


async def _person(tale: Story, name: str) -> int:
    sender = Sender("wechat", tale.account, name)
    person = await tale.run(lambda uow: uow.people.recognise(sender, tale.clock()))
    return int(person.id)
