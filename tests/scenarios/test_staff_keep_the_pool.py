"""Staff keep the pool: who is bound keeps the account, who retired is stopped the same day, who waits is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.experts import ExpertStatus, Reach
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import Story


async def _expert(tale: Story, number: int):  # type: ignore[no-untyped-def]
    return await tale.run(lambda uow: uow.experts.get(number))


async def test_an_expert_who_is_bound_gets_no_second_code(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("boss", "添加专家 谭树林；市农技推广总站；研究员；核桃；奉节")
        assert "邀请码：" not in reply
        assert "已在专家库" in reply
        assert "柑橘栽培" in (await _expert(tale, 2)).skills


async def test_whoever_retired_is_out_of_service_at_once(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", "奉节草堂镇，脆李裂果，想请专家看看")
        await tale.say("li", "揭榜 1")
        tale.heard("tan"), tale.heard("wang")
        assert "#1" in await tale.say("butler", "停用专家 李明华 上月退休了")
        assert (await _expert(tale, 1)).status is ExpertStatus.ACTIVE, "first it is asked"
        assert "已停用" in await tale.say("butler", "是")
        one = await _expert(tale, 1)
        assert (one.status, one.reach, one.person_id) == (ExpertStatus.STOPPED, Reach.UNBOUND, None)
        assert (await demand(tale)).expert_id is None  # type: ignore[union-attr]
        assert tale.heard("tan"), "another is asked"
        assert tale.heard("wang"), "the asker hears of it"
        assert "身份" in await tale.say("li", "榜单")
        assert "李明华" not in await tale.say("butler", "找专家 李明华")
        assert "没有找到" in await tale.say("butler", "派单 1 李明华")


async def test_nobody_writes_to_the_dead_and_a_mistake_is_undone(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "停用" in await tale.say("butler", "谭树林老师上周病逝了")
        await tale.say("butler", "是")
        assert tale.heard("tan") == []
        assert "已恢复" in await tale.say("butler", "恢复专家 谭树林")
        assert (await _expert(tale, 2)).status is ExpertStatus.ACTIVE


@pytest.mark.parametrize("words", ["王大爷退休了", "我爸退休了想种李子", "李子树老了请假三天看看"])
async def test_others_who_retire_stop_nobody(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "停用" not in await tale.say("butler", words)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("改专家 谭树林 擅长+李子修剪", "李子修剪"),
        ("谭树林老师请五天假", "请假到"),
        ("谭树林的手机换成13912340009了", "13912340009"),
        ("谭树林调到奉节县农业农村委了", "奉节县农业农村委"),
    ],
)
async def test_staff_change_what_an_expert_cannot(tmp_path: Path, words: str, shown: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert shown in await tale.say("butler", words)
        assert tale.heard("tan"), "the expert hears of it"
        assert await demand(tale) is None


async def test_a_merged_away_expert_is_offered_no_more(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        again = await tale.expert("li2", "李明华", unit="市农业技术推广总站", skills=("脆李栽培",))
        await tale.say("boss", f"合并专家 1 {again.id}")
        await tale.say("boss", "是")
        assert f"{again.id} 李明华" not in await tale.say("boss", "找专家 李明华")
        assert (await _expert(tale, again.id)).reach is Reach.UNBOUND


async def test_a_name_that_does_not_wait_decides_about_nobody(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("new", "专家登记 向阳；奉节县农技站；农艺师；花椒")
        for words in ("通过 杨帆", "驳回 何丽 资料不齐", "何丽的登记不通过，资料不齐"):
            reply = await tale.say("butler", words)
            assert "向阳" in reply, words
            assert "已告诉本人" not in reply, words
        assert tale.heard("new") == []
        assert "已通过" in await tale.say("butler", "通过向阳")


@pytest.mark.parametrize(
    "who",
    ["谭老师", "树林", "谭 树 林", "谭树林！！", "谭树林，麻烦了", "奉节的谭树林", "市农技推广总站的谭树林", "#谭树林"],
)
async def test_an_expert_is_named_as_people_do(tmp_path: Path, who: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", "奉节草堂镇，脆李裂果，想请专家看看")
        assert "已派给谭树林" in await tale.say("butler", f"派单 1 {who}")
        assert await status(tale) == "claimed"
