"""Instructions of staff in halves, several at once, by a caller's name, with numbers in words; what is sent back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import load
from domain.demands import DemandStatus
from storage.exports import export_rows
from tests.scenarios.casting import cast, cast_story, demand, status
from tests.scenarios.harness import Story, story


async def _two(tale: Story) -> None:
    await tale.say("wang", "奉节草堂镇，脆李裂果，想请专家看看")
    await tale.say("zhou", "奉节康坪乡，脐橙叶子发黄，请人看看")
    for who in ("wang", "zhou", "li", "tan"):
        tale.heard(who)


@pytest.mark.parametrize(
    ("half", "rest", "shown"),
    [
        ("退回 1", "看不清是哪里的地", "已退回"),
        ("办结 1", "主人家说弄好了", "已办结"),
        ("派单 1", "谭树林", "已派给谭树林"),
        ("备注 1", "白天都在地里头", "备注记下了"),
        ("改 1", "紧急=是", "急件"),
        ("改 1 领域=天上", "果树", "果树"),
        ("退回", "1 没说是哪个乡", "已退回"),
        ("添加专家", "韩梅；奉节县林业局；工程师；核桃栽培", "已加入专家库"),
    ],
)
async def test_the_missing_half_is_taken(tmp_path: Path, half: str, rest: str, shown: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        assert shown not in await tale.say("butler", half)
        assert shown in await tale.say("butler", rest)


async def test_another_instruction_or_a_word_of_thanks_is_no_half(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        await tale.say("butler", "退回 1")
        assert "#2" in await tale.say("butler", "查 2")
        await tale.say("butler", "办结 1")
        await tale.say("butler", "谢谢")
        await tale.say("butler", "留言 1")
        await tale.say("butler", "2号派给谭树林")
        assert await status(tale) is DemandStatus.PUBLISHED
        assert await status(tale, 2) is DemandStatus.CLAIMED
        assert tale.heard("wang") == []


async def test_danger_is_no_half_of_anything(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        await tale.say("butler", "退回 1")
        assert "转告" in await tale.say("butler", "刚才有个老乡打电话来说河边有娃儿掉水里了")
        assert await status(tale) is DemandStatus.PUBLISHED


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("查 谭树林", "谭树林，市农技推广总站"),
        ("查谭树林", "谭树林，市农技推广总站"),
        ("查 奉节", "#1"),
        ("查清楚没有", "哪一件"),
    ],
)
async def test_an_expert_or_a_county_is_looked_up(tmp_path: Path, words: str, shown: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        assert shown in await tale.say("butler", words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("留言 1 后天到；派单 2 谭树林", "后天到"),
        ("留言 1 后天到，另外2号派给谭树林", "后天到"),
        ("留言1 后天到。顺便把2号派给谭树林", "后天到"),
        ("留言 1 后天到 派单 2 谭树林", "后天到"),
        ("留言 1 后天到，接着把2号也派给谭树林", "后天到"),
    ],
)
async def test_two_instructions_are_both_done(tmp_path: Path, words: str, told: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        reply = await tale.say("butler", words)
        assert "已派给谭树林" in reply
        heard = "\n".join(tale.heard("wang"))
        assert told in heard
        assert "谭树林" not in heard
        assert "派" not in heard


@pytest.mark.parametrize("words", ["老师5号下午到，6号也行", "请留10斤李子，2号棚的也要", "明天来；路不好走"])
async def test_words_with_days_and_numbers_stay_one_message(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        await tale.say("butler", f"留言 1 {words}")
        assert words in "\n".join(tale.heard("wang"))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("派单一谭树林", "已派给谭树林"),
        ("二号换成谭树林", "已派给谭树林"),
        ("喊谭树林去办2号", "已派给谭树林"),
        ("二号没得人接，派给谭树林", "已派给谭树林"),
        ("打回2号，没写电话", "已退回"),
        ("二号加急", "急件"),
        ("2 加急", "急件"),
        ("2号别公开", "范围"),
        ("2号单子结了，电话里说好了", "已办结"),
        ("2号办到哪步了", "经过"),
        ("2号约的几点", "经过"),
    ],
)
async def test_numbers_in_words_and_other_verbs(tmp_path: Path, words: str, shown: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        assert shown in await tale.say("butler", words)


async def test_a_caller_who_rings_again_is_no_second_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节平安乡覃大爷，脐橙落果，想请专家看看")
        for words in ("覃大爷又打电话过来，说掉得更凶了", "1号覃大爷刚来电话说叶子也黄了", "覃大爷电话没人接"):
            assert "#1 的备注记下了" in await tale.say("butler", words), words
        assert "朱衣镇" in await tale.say("butler", "覃大爷说地点错了，应该是朱衣镇")
        assert "已办结" in await tale.say("butler", "覃大爷说已经好了")
        assert await demand(tale, 2) is None


async def test_a_known_caller_with_another_need_is_written_down_anew(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节平安乡覃大爷，脐橙落果，想请专家看看")
        await tale.say("butler", "代录 奉节平安乡覃大爷，母猪不吃食，想请兽医")
        assert await demand(tale, 2) is not None


async def test_callers_told_in_one_breath_are_kept_apart(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("butler", "代录 奉节竹园镇向大哥，脆李落果；巫山曲尺乡谭大姐，脆李流胶")
        assert "#1（向大哥）" in reply
        assert "#2（谭大姐）" in reply
        assert (await demand(tale, 2)).place_name.endswith("巫山县")  # type: ignore[union-attr]


async def test_what_was_sent_back_keeps_what_staff_had_set(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", "奉节草堂镇，脆李裂果，想请专家看看")
        await tale.say("butler", "改 1 范围=只给管家，紧急=是")
        await tale.say("butler", "备注 1 老人耳朵背")
        await tale.say("butler", "退回 1 哪个社的")
        for who in ("butler", "tan"):
            tale.heard(who)
        await tale.say("wang", "欧营村六社")
        found = await demand(tale, 2)
        assert found is not None
        assert (found.restriction, found.urgency) == ("butler", "urgent")
        assert "老人耳朵背" in await tale.say("butler", "查 2")
        assert any("补回来了" in line for line in tale.heard("butler"))
        assert tale.heard("tan") == []
        assert "#2" not in await tale.say("tan", "榜单")
        assert "已退回" in await tale.say("butler", "查 1")


async def test_whoever_wrote_it_down_does_not_approve_it(tmp_path: Path) -> None:
    bases = dict(load(Path("/dev/null"), {}).bases)
    bases["重庆"] = bases["重庆"].model_copy(update={"approve_list": True})
    async with story(tmp_path, bases=bases) as tale:
        await cast(tale)
        await tale.say("butler", "代录 奉节平安乡覃大爷，脐橙落果，想请专家看看")
        assert "另一位" in await tale.say("butler", "发布 1")
        assert "另一位" in await tale.say("butler", "办了 1")
        assert "没有等人接" in await tale.say("li", "榜单")
        assert "并上榜单" in await tale.say("boss", "发布 1")


async def test_complaints_that_staff_hear_of_are_each_kept(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        for words in ("有群众举报专家乱收费", "又有人投诉说专家态度不好"):
            assert "记成投诉" in await tale.say("boss", words)
        assert (await tale.say("butler", "待办")).count("投诉") >= 2


async def test_a_word_to_an_expert_does_not_reach_the_asker_before_anybody_has_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        for words in ("留言 1 李老师，您来得了不", "留言 1 请专家带把剪刀", "提醒1号专家，路滑"):
            assert "还没有专家接" in await tale.say("butler", words), words
        assert tale.heard("wang") == []
        await tale.say("butler", "留言 1 老乡，专家还在找")
        assert any("专家还在找" in line for line in tale.heard("wang"))


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        ("修改 1 范围=只给管家", "restriction", "butler"),
        ("改 1 紧急=是", "urgency", "urgent"),
        ("改 1 摘要=脆李皮子炸开", "summary", "脆李皮子炸开"),
    ],
)
async def test_an_asker_may_use_the_form_of_staff(tmp_path: Path, words: str, key: str, value: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        await tale.say("wang", words)
        assert getattr(await demand(tale), key) == value
        await tale.say("zhou", words)
        assert getattr(await demand(tale, 2), key) != value


async def test_a_field_that_may_be_two_is_asked_about(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        reply = await tale.say("butler", "改 1 领域=粮油")
        assert "粮油作物" in reply
        assert "粮油加工" in reply
        assert (await demand(tale)).second == "果树"  # type: ignore[union-attr]


async def test_what_staff_do_leaves_a_trace_without_names_and_numbers(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节平安乡覃大爷，脐橙落果，13712340003，想请专家看看")
        await tale.say("wang", "奉节草堂镇，脆李裂果，想请专家看看")
        await tale.say("butler", "留言 2 明天有雨")
        await tale.say("butler", "停用专家 陈建 调走")
        await tale.say("butler", "不")
        database = tale.stage.process.database
        rows = [row async for row in export_rows(database, "audit", tale.clock(), timedelta(days=7))]
        told = [(row[3], row[4]) for row in rows]
        assert ("代录", "#1") in told
        assert ("留言", "#2") in told
        assert not any("137" in subject or "覃" in subject for _, subject in told)
        assert "停用专家" not in [action for action, _ in told], "it was asked about and not confirmed"


@pytest.mark.parametrize("span", ["11月1日到11月21日", "11月1日到21日", "2026年"])
async def test_figures_of_a_span_of_days(tmp_path: Path, span: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        assert "2" in (await tale.say("butler", f"统计 {span}")).split("新需求")[1][:6]
