"""Secrecy: wished for with the need, in the middle of it or afterwards, it is kept, read back, and never published."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import number_in


async def test_only_the_butler_hears_of_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = await tale.say("f", "北碚蔡家，我们厂腊肠发霉，想请专家，这是商业秘密，只有管家知道就行")
        found = await demand(tale, number_in(said))
        assert found is not None
        assert found.restriction == "butler"
        assert "秘密" not in found.summary
        assert "管家看得到" in said
        assert not tale.heard("food")


async def test_in_the_middle_of_the_intake_it_is_kept(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我们厂的腊肠发黏，想请专家")
        said = await tale.say("f", "这事先别往外说哈")
        assert "不公开" in said
        assert "区县" in said  # the question is still open
        found = await demand(tale, number_in(await tale.say("f", "北碚歇马")))
        assert found is not None
        assert found.restriction == "matched"
        assert "往外说" not in found.summary


async def test_a_named_unit_is_not_asked(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = await tale.say("f", "北碚蔡家，香肠发霉，想请专家，千万别让西南大学的人晓得")
        found = await demand(tale, number_in(said))
        assert found is not None
        assert found.restriction == "matched"
        assert not tale.heard("food")


async def test_a_need_with_secrecy_in_it_leaves_the_last_one_alone(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f", "奉节永乐镇，脐橙黄化，想请专家看看"))
        second = number_in(await tale.say("f", "另外我们厂香肠发霉，想请专家，莫让同行看到"))
        assert second != first
        kept = [await demand(tale, no) for no in (first, second)]
        assert [one.restriction for one in kept if one is not None] == ["public", "matched"]
