"""Staff speak as they do among themselves: without numbers, of what was shown, said or alarmed a moment ago."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story

PLUM = "奉节草堂镇，脆李裂果，想请专家看看"
PIG = "忠县拔山镇，柑橘叶子黄了掉叶，想请专家来看"


async def _looked_at(tale: Story) -> None:
    await tale.say("wang", PLUM)
    await tale.say("butler", "查 1")


async def _in_hand(tale: Story) -> None:
    await _looked_at(tale)
    await tale.say("butler", "派单 1 李明华")


@pytest.mark.parametrize(
    "words", ["把他派去算了，就李明华", "让李明华老师去嘛，电话里答应了的", "那就安排李明华跑一趟"]
)
async def test_who_is_named_gets_the_demand_looked_at(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _looked_at(tale)
        assert "#1 已派给李明华" in await tale.say("butler", words)


@pytest.mark.parametrize("words", ["先不忙派", "莫派哈，我先打听一下", "现在先别发"])
async def test_what_is_not_to_be_done_yet_is_not_done(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _looked_at(tale)
        assert "没有动" in await tale.say("butler", words)
        found = await demand(tale)
        assert found is not None
        assert found.expert_id is None


async def test_both_are_reminded(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", PLUM)
        await tale.say("zhao", PIG)
        await tale.say("butler", "派单 1 李明华")
        await tale.say("butler", "派单 2 谭树林")
        reply = await tale.say("butler", "这两单都拖起了，催催嘛")
        assert "#1" in reply
        assert "#2" in reply
        assert "#2 " in await tale.say("butler", "谭老师回话了没得")


@pytest.mark.parametrize(
    ("done", "words", "shown"),
    [
        ("派单 1 李明华", "派错了，收回来", "收回"),
        ("退回 1 没写村", "哎哟退错了，恢复", "接着办"),
        ("办结 1 都好了", "结错了，老乡说还没弄好", "接着办"),
        ("备注 1 家里有狗", "那句备注记错了，不要", "作废"),
    ],
)
async def test_a_mistake_is_taken_back(tmp_path: Path, done: str, words: str, shown: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _looked_at(tale)
        await tale.say("butler", done)
        assert shown in await tale.say("butler", words)
        found = await demand(tale)
        assert found is not None
        assert not found.is_ended
        assert found.expert_id is None


@pytest.mark.parametrize("words", ["错了错了", "错了哦", "搞错没得"])
async def test_a_bare_mistake_takes_nothing_back(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _in_hand(tale)
        await tale.say("butler", words)
        found = await demand(tale)
        assert found is not None
        assert found.expert_id is not None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("跟李老师带个话，农户下午才得空", "li"),
        ("喊他早点给老乡回个电话", "li"),
        ("告诉农户，专家后天才来得到", "wang"),
    ],
)
async def test_words_go_to_the_side_they_are_meant_for(tmp_path: Path, words: str, told: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _in_hand(tale)
        other = {"li": "wang", "wang": "li"}[told]
        before = len(tale.stage.platform.sent)
        assert "已转给" in await tale.say("butler", words)
        sent = tale.stage.platform.sent[before:]
        assert any(one.openid == told for one in sent)
        assert all(one.openid != other for one in sent)


@pytest.mark.parametrize("words", ["喊他明天再说", "我去跟他讲一声", "到时候提醒他们一下"])
async def test_where_the_side_is_not_told_nobody_reads_it(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _in_hand(tale)
        assert "已转给" not in await tale.say("butler", words)


@pytest.mark.parametrize(
    "words", ["李老师那边说后天上午去", "屋头只有个老人，要慢慢讲，记到哈", "备注一下：要过一座独木桥"]
)
async def test_what_is_told_is_noted(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _in_hand(tale)
        assert "#1 的备注" in await tale.say("butler", words)


async def test_a_line_that_nobody_answered_stays(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("one", "转人工")
        assert "还留着" in await tale.say("butler", "拨了两道都没人接")
        assert "还留着" in await tale.say("butler", "1号事项打过了，占线")
        assert "已勾掉" in await tale.say("butler", "这下通了，跟他讲清楚了，可以勾了")


@pytest.mark.parametrize("words", ["消防到了，火压下去了", "人抬出来了，在喘气"])
async def test_news_of_a_danger_settle_nothing_by_themselves(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节兴隆镇房子着火了，人还在里头")
        assert "已勾掉" not in await tale.say("butler", words)
        assert await demand(tale) is None


async def test_a_call_is_taken_down_piece_by_piece(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "刚来了个电话")
        assert await demand(tale) is None
        assert "记着" in await tale.say("butler", "巫山两坪乡的，姓谢，种李子的")
        assert await demand(tale) is None
        assert "已代录 #1" in await tale.say("butler", "李子叶子上全是虫眼")


@pytest.mark.parametrize("words", ["发出去", "对的，通知大家", "好，派下去"])
async def test_a_deed_of_another_kind_writes_down_no_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "奉节竹园镇，脆李遭虫了，想请专家")
        await tale.say("butler", words)
        assert await demand(tale) is None


async def test_a_briefing_in_prose_and_once_more(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        told = "12月8号上午十点想在奉节兴隆镇礼堂讲高山蔬菜育苗，请兴隆镇种菜的来听，装得下七十人"
        reply = await tale.say("butler", told)
        assert "高山蔬菜育苗" in reply
        assert "10:00" in reply
        assert "名额 70" in reply
        assert "第 1 场" in await tale.say("butler", "没错，发")
        again = await tale.say("butler", "照样再来一场，12月11号，在竹园镇政府")
        assert "12月11日" in again
        assert "10:00" in again
        assert "竹园镇政府" in again
        await tale.say("butler", "是")
        assert "第 2 场" in await tale.say("butler", "后头那场改成下午三点开始")
        assert "取消第 1 场" in await tale.say("butler", "前面那场不搞了，礼堂在修")


async def test_parts_of_a_briefing_come_in_any_order(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "要开一堂课")
        for words in ("12月9号", "在奉节吐祥镇文化站", "三十个人", "给种脐橙的农户"):
            await tale.say("butler", words)
        await tale.say("butler", "讲脐橙保果")
        reply = await tale.say("butler", "早上九点")
        assert "12月9日" in reply
        assert "吐祥镇文化站" in reply
        assert "名额 30" in reply


async def test_the_expert_named_last_is_changed_after_a_yes(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "找专家 谭树林")
        assert "谭树林" in await tale.say("butler", "他这个月底在外头培训，莫给他派")
        assert "请假" in await tale.say("butler", "是")


@pytest.mark.parametrize("words", ["那就欧老师嘛", "让皮医生去跑一趟", "就派给老赵算了"])
async def test_somebody_who_is_not_known_is_nobody_else(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", PLUM)
        await tale.say("butler", "找专家 李明华")
        await tale.say("butler", words)
        found = await demand(tale)
        assert found is not None
        assert found.expert_id is None


@pytest.mark.parametrize("words", ["1号急不急哦", "派给李明华要得不", "这单该不该退"])
async def test_a_question_changes_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _looked_at(tale)
        await tale.say("butler", words)
        found = await demand(tale)
        assert found is not None
        assert found.status is DemandStatus.PUBLISHED
        assert found.expert_id is None
        assert found.urgency == "normal"


async def test_a_pending_value_is_not_every_sentence(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await _looked_at(tale)
        await tale.say("butler", "改 1 地点=不晓得哪里")
        assert "不能用作地点" not in await tale.say("butler", "李明华得行不，喊他去")
