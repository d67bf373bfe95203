"""What staff tell of one demand, or ask of all, in words that fit no form to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import Story


async def _claimed(tale: Story) -> None:
    await tale.say("wang", "奉节草堂镇，脆李裂果，想请专家看看")
    await tale.say("li", "揭榜 1")
    tale.heard("li"), tale.heard("wang")


@pytest.mark.parametrize(
    "words",
    [
        "备注 1 赶场天不在家",
        "1号备注一下：赶场天不在家",
        "在1号上加一句，赶场天不在家",
        "给1号补一条：赶场天不在家",
        "备注一下1号，赶场天不在家",
    ],
)
async def test_a_note_is_kept_for_staff_alone(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _claimed(tale)
        assert "备注记下了" in await tale.say("butler", words)
        assert "备注：赶场天不在家" in await tale.say("boss", "查 1")
        assert tale.heard("li") == []
        assert tale.heard("wang") == []
        assert "赶场" not in await tale.say("li", "看 1")


async def test_whoever_is_no_staff_does_not_write_notes(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await _claimed(tale)
        await tale.say("wang", "备注 1 大门朝东")
        assert "备注：大门朝东" not in await tale.say("butler", "查 1")


async def test_a_word_to_one_side_goes_without_the_order_to_pass_it_on(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await _claimed(tale)
        await tale.say("butler", "跟1号老乡说一下：把病果留几个")
        heard = "\n".join(tale.heard("wang"))
        assert "把病果留几个" in heard
        assert "跟1号" not in heard
        await tale.say("butler", "提醒1号专家，村口在修路")
        assert any("村口在修路" in line for line in tale.heard("li"))
        assert tale.heard("wang") == []


async def test_what_is_told_of_one_demand_does_what_a_form_would(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await _claimed(tale)
        await tale.say("butler", "1号地址写错了，应该是吐祥镇")
        assert (found := await demand(tale)) is not None
        assert found.town == "吐祥镇"
        await tale.say("butler", "给1号标个急件")
        assert (found := await demand(tale)) is not None
        assert found.urgency == "urgent"
        assert "吐祥镇" in await tale.say("butler", "1号是哪个村的")
        assert "办结" in await tale.say("butler", "1号大姐打电话来说已经好了")
        assert await status(tale) is DemandStatus.CLOSED


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("1号不办了", "办结 1"),
        ("1号和前面那个重复", "办结 1"),
        ("1号老乡的手机号有没有", "留言 1"),
        ("1号那个专家没露面", "督办 1"),
        ("1号给打个满分", "评价 1"),
    ],
)
async def test_what_is_not_done_in_chat_says_by_which_form(tmp_path: Path, words: str, shown: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _claimed(tale)
        reply = await tale.say("butler", words)
        assert shown in reply
        assert "要怎么办" not in reply
        assert len(reply) <= 100
        assert await status(tale) is DemandStatus.CLAIMED
        assert await demand(tale, 2) is None


async def test_only_what_nobody_has_is_listed_as_such(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await _claimed(tale)
        await tale.say("zhou", "奉节康坪乡，脐橙叶子发黄")
        for words in ("还有哪些没人接", "没得人接的有几件", "哪几件没人接的"):
            reply = await tale.say("butler", words)
            assert "#2" in reply, words
            assert "#1" not in reply, words


@pytest.mark.parametrize(
    "words", ["奉节今年一共有多少件", "给我奉节的数据", "看看奉节这个月的满意率", "上个月果树多少单"]
)
async def test_figures_are_asked_for_by_place_and_time(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _claimed(tale)
        reply = await tale.say("butler", words)
        assert "新需求" in reply
        assert "奉节" in reply or "果树" in reply


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("通知全体果农，这两天要下雪", "添加宣讲"),
        ("取消小周的管理员身份", "解绑"),
        ("下周五下午两点在夔门街道办一场果树冬剪培训，通知奉节果农", "果树冬剪培训"),
        ("奉节还有哪些待办", "#1"),
        ("有哪几个领域没有合适专家", "没有"),
        ("赵六；奉节县林业局；工程师；核桃栽培", "已加入专家库"),
    ],
)
async def test_words_of_staff_become_no_demand(tmp_path: Path, words: str, shown: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _claimed(tale)
        assert shown in await tale.say("boss", words)
        assert await demand(tale, 2) is None


async def test_who_came_and_who_did_not_is_asked_in_plain_words(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("boss", "添加宣讲 脆李冬剪；12月1日上午9点；草堂镇；奉节果农")
        await tale.say("boss", "是")
        await tale.say("wang", "报名 1")
        for words in ("哪些人没到", "第一场开完了", "没签到的是谁"):
            reply = await tale.say("boss", words)
            assert "脆李冬剪" in reply, words
            assert "投诉" not in reply
