"""What somebody says beside the matter, to think it over or just to chat, agrees to nothing and reaches no expert."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story, demand, offered_story
from tests.scenarios.harness import Story


async def _visit_status(tale: Story) -> VisitStatus:
    found = await tale.run(lambda uow: uow.visits.of_demand(1))
    status: VisitStatus = found[-1].status
    return status


THINKS = [
    "我先琢磨一下",
    "要得，容我们合计合计",
    "好，等我问下我婆娘",
    "得跟合伙人商量",
    "再说嘛，还没考虑好",
    "等领导研究了再回复你们",
]


@pytest.mark.parametrize("words", THINKS)
async def test_who_thinks_it_over_has_not_agreed(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("li", "揭榜 1 下周三上午九点半去果园")
        tale.heard("li")
        reply = await tale.say("farmer", words)
        assert "同意 1" in reply
        assert await _visit_status(tale) is VisitStatus.PROPOSED
        assert tale.heard("li") == []


@pytest.mark.parametrize("words", THINKS)
async def test_the_demand_goes_on_meanwhile(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        before = await demand(tale)
        assert "不急" in await tale.say("farmer", words)
        after = await demand(tale)
        assert before is not None
        assert after is not None
        assert (after.text, after.status) == (before.text, before.status)


CHAT = [
    "那就拜托你们咯",
    "多的没有了，就这些情况",
    "我打字不行，将就看",
    "心头烦得很",
    "我要出去放牛了",
    "哎呀还有这么好的事",
    "好嘛，我等你们回信",
    "我不急，你们慢慢找",
    "麻烦你们咯",
]


@pytest.mark.parametrize("words", CHAT)
async def test_chat_is_no_part_of_the_matter(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("li", "揭榜 1")
        before = await demand(tale)
        tale.heard("li")
        reply = await tale.say("farmer", words)
        assert not any(sign in reply for sign in ("补充到", "转给", "请说"))
        assert tale.heard("li") == []
        after = await demand(tale)
        assert before is not None
        assert after is not None
        assert after.text == before.text


FACTS = ["果子是从底下开始裂的", "老婆在家，我在外头打工", "树栽了八年了", "前天才打过一道药", "坡陡，车子上不来"]


@pytest.mark.parametrize("words", FACTS)
async def test_what_belongs_to_the_matter_still_does(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("farmer", words)
        after = await demand(tale)
        assert after is not None
        assert words[:4] in after.text


@pytest.mark.parametrize("words", ["等好久了都没得人来", "我想问一下要不要钱", "我看专家莫来了", "先看哪个专家有空"])
async def test_what_only_looks_like_thinking_is_heard(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        assert "照样办着" not in await tale.say("farmer", words)


async def test_before_anything_is_told_there_is_no_hurry(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "不急" in await tale.say("visitor", "我先想一下再说")
        assert await demand(tale) is None
