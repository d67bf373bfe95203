"""Experts and staff without forms: questions claim nothing, reports are no needs, words reach whom they are for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import demand, offered_story, status
from tests.scenarios.harness import Story


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """One need, offered to two experts."""
    async with offered_story(tmp_path) as tale:
        yield tale


@pytest.mark.parametrize("words", ["这个单子是啥情况", "这单具体是什么问题", "还能接吗", "我可以接吗", "有照片没得"])
async def test_a_question_claims_nothing(stage: Story, words: str) -> None:
    assert "#1" in await stage.say("li", words)
    assert await status(stage) is DemandStatus.PUBLISHED


@pytest.mark.parametrize("words", ["这个我接了", "行，我接，后天上午去可以不", "交给我嘛"])
async def test_a_claim_stays_a_claim(stage: Story, words: str) -> None:
    await stage.say("li", words)
    assert await status(stage) is not DemandStatus.PUBLISHED


@pytest.mark.parametrize(
    "words",
    [
        "今天去看了，主要是前期干旱后期连续降雨导致，建议避雨栽培、覆膜、叶面补钙",
        "上午到现场看了，根系没得问题，指导了修剪和排水",
        "刚才视频指导了，教了怎么套袋",
    ],
)
async def test_a_report_is_no_need_of_the_expert_s(stage: Story, words: str) -> None:
    await stage.say("li", "揭榜 1 后天上午九点")
    await stage.say("farmer", "行")
    await stage.advance(days=2, hours=3)
    assert "辛苦您了" in await stage.say("li", words)
    assert await status(stage) is DemandStatus.SERVED
    assert await demand(stage, 2) is None


async def test_what_is_yet_to_come_is_no_report(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    await stage.say("li", "我准备明天上午九点到现场看")
    assert await status(stage) is DemandStatus.CLAIMED


async def test_done_with_two_in_hand_asks_which(stage: Story) -> None:
    await stage.say("other", "奉节柑橘黄化，想请专家")
    await stage.say("li", "揭榜 1、2")
    assert "哪一件" in await stage.say("li", "做完了")
    await stage.say("li", "2")
    assert [await status(stage, no) for no in (1, 2)] == [DemandStatus.CLAIMED, DemandStatus.SERVED]


async def test_company_on_a_visit_is_no_event(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    stage.heard("farmer")
    assert "转给对方" in await stage.say("li", "我想带两个研究生一起去")
    assert any("研究生" in text for text in stage.heard("farmer"))


async def test_not_needed_any_more_is_no_praise(stage: Story) -> None:
    await stage.say("li", "揭榜 1 后天上午9点")
    await stage.say("farmer", "行")
    stage.heard("li")
    assert "撤回" in await stage.say("farmer", "不用来了，已经好了")
    await stage.say("farmer", "是")
    assert await status(stage) is DemandStatus.WITHDRAWN
    assert not any("辛苦" in text for text in stage.heard("li"))


async def test_staff_write_to_either_side(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    for who in ("li", "farmer"):
        stage.heard(who)
    await stage.say("butler", "留言 1 李老师您好，路上注意安全")
    assert [bool(stage.heard(who)) for who in ("li", "farmer")] == [True, False]
    await stage.say("butler", "告诉农户把果子留几个")
    assert [bool(stage.heard(who)) for who in ("li", "farmer")] == [False, True]


async def test_words_before_a_claim_reach_the_butler(stage: Story) -> None:
    assert "管家" in await stage.say("farmer", "留言 1 我下午在家")
    assert any("下午在家" in text for text in stage.heard("butler"))


@pytest.mark.parametrize("words", ["今天有啥事", "还有哪些没办的", "手头还有几件没弄完"])
async def test_staff_ask_for_their_list(stage: Story, words: str) -> None:
    assert "在办 1 件" in await stage.say("butler", words)


@pytest.mark.parametrize("words", ["上次那个脆李的办好没", "白帝镇那个裂果的到哪一步了"])
async def test_staff_ask_after_one_matter_by_what_it_is_about(stage: Story, words: str) -> None:
    answer = await stage.say("butler", words)
    assert answer.startswith("#1 脆李裂果")
    assert "已勾掉" not in answer


async def test_nothing_was_done_after_all(stage: Story) -> None:
    await stage.say("plant", "我们公司门口的路烂了几个月没人修，万州经开区")
    await stage.say("butler", "办结 2 已联系住建委，本月修")
    await stage.say("plant", "没修")
    assert await status(stage, 2) is DemandStatus.REOPENED


async def test_a_thank_you_to_nothing_is_no_riddle(stage: Story) -> None:
    assert "没太听懂" not in await stage.say("icu", "收到")


async def test_the_list_names_no_village_person_or_acreage(stage: Story) -> None:
    await stage.say("zhang", "奉节吐祥镇浣花村张大爷的柑橘黄化，有30亩，电话13812345678，想请专家")
    for who, words in (("icu", "榜单"), ("icu", "看 2"), ("food", "榜单 农业")):
        shown = await stage.say(who, words)
        assert "柑橘黄化" in shown
        assert not any(private in shown for private in ("浣花", "张大爷", "30亩", "138", "吐祥"))


@pytest.mark.parametrize(
    ("words", "hint"),
    [("留言 1 你好", "问 1"), ("婉拒 1", "谢谢告知"), ("完成 1", "不在您手上"), ("约 周六上午9点", "榜单")],
)
async def test_what_needs_an_order_in_hand_says_so(stage: Story, words: str, hint: str) -> None:
    assert hint in await stage.say("tan", words)


async def test_what_was_served_is_not_handed_back(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    await stage.say("li", "完成 1 教了排水")
    assert "不用交回" in await stage.say("li", "交回 1")
    assert await status(stage) is DemandStatus.SERVED


@pytest.mark.parametrize(
    ("words", "reply", "owed"),
    [
        ("我换单位了，现在在西南大学", "改您的单位", "西南大学"),
        ("我退休了，不接单了", "不给您派新单", "退休"),
        ("给我开个服务证明嘛", "服务证明", "证明"),
    ],
)
async def test_what_experts_tell_of_themselves_is_no_need(stage: Story, words: str, reply: str, owed: str) -> None:
    assert reply in await stage.say("icu", words)
    assert await demand(stage, 2) is None
    assert "周启明" in (listed := await stage.say("butler", "待办"))
    assert owed in listed


async def test_a_retired_expert_is_stopped_the_same_day(stage: Story) -> None:
    await stage.say("icu", "我已经退休了")
    await stage.say("ward", "云阳县人民医院重症科，俯卧位通气做不好，想请专家")
    assert stage.heard("icu") == []


@pytest.mark.parametrize("words", ["我还有几单", "手上有好多单没办"])
async def test_what_is_in_hand_in_plain_words(stage: Story, words: str) -> None:
    await stage.say("li", "揭榜 1")
    assert "#1" in await stage.say("li", words)


async def test_how_to_change_the_profile(stage: Story) -> None:
    assert "改资料 擅长=" in await stage.say("li", "怎么改我的擅长")
