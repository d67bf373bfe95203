"""Staff name what they mean by its thing or its town, answer whoever asked, and take back only what was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import Story
from tests.scenarios.test_policies import shelve

CITRUS = "奉节安坪镇，脐橙溃疡病，想请专家看看"
YELLOW = "奉节康乐镇，脐橙黄化，想请专家看看"


async def _two(tale: Story) -> None:
    await tale.say("feng", CITRUS)
    await tale.say("gong", YELLOW)


async def _expert(tale: Story, no: int) -> str:
    found = await demand(tale, no)
    assert found is not None
    one = await tale.run(lambda uow: uow.experts.get(found.expert_id)) if found.expert_id else None
    return one.name if one else ""


@pytest.mark.parametrize(("answer", "no"), [("黄化的", 2), ("第一个", 1), ("2", 2), ("安坪那家", 1)])
async def test_of_two_that_fit_it_is_asked_which(tmp_path: Path, answer: str, no: int) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        reply = await tale.say("butler", "脐橙那家交给谭树林")
        assert "#1" in reply
        assert "#2" in reply
        assert f"#{no} 已派给谭树林" in await tale.say("butler", answer)
        assert await _expert(tale, 3 - no) == ""


@pytest.mark.parametrize("words", ["康乐的谭老师去", "喊老谭去康乐跑一趟", "康乐那户请谭老师看"])
async def test_the_town_tells_which_one(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        await tale.say("butler", "查 1")
        assert "#2 已派给谭树林" in await tale.say("butler", words)
        assert await _expert(tale, 1) == ""


@pytest.mark.parametrize("words", ["桑树那单派李明华", "蜜蜂那个给李明华", "魔芋那家让李明华去"])
async def test_what_no_demand_is_about_goes_to_nobody(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _two(tale)
        await tale.say("butler", "查 1")
        await tale.say("butler", words)
        assert await _expert(tale, 1) == ""
        assert await _expert(tale, 2) == ""


async def test_a_surname_is_asked_back_where_nobody_of_it_was_asked(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("ma", "开州临江镇，蜂子死了好多，咋个办")
        await tale.say("butler", "查 1")
        assert "谭树林" in await tale.say("butler", "请谭老师去看")
        assert "#1 已派给谭树林" in await tale.say("butler", "是")


@pytest.mark.parametrize("words", ["要不派谭树林？", "干脆让谭树林去嘛", "不如喊谭树林接"])
async def test_whether_somebody_shall_go_is_asked_back(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("feng", CITRUS)
        assert "谭树林" in await tale.say("butler", words)
        assert await _expert(tale, 1) == ""
        await tale.say("butler", "是")
        assert await _expert(tale, 1) == "谭树林"


async def test_only_the_deed_that_is_named_is_taken_back(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("feng", CITRUS)
        await tale.say("butler", "派单 1 李明华")
        for words in ("备注错了", "结错了", "退错了"):
            await tale.say("butler", words)
            assert await _expert(tale, 1) == "李明华", words
        await tale.say("butler", "派错了")
        assert await _expert(tale, 1) == ""


@pytest.mark.parametrize("words", ["恢复", "结早了，老乡说还在掉", "结错了"])
async def test_what_an_expert_had_goes_on_with_that_expert(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("feng", CITRUS)
        await tale.say("butler", "派单 1 李明华")
        await tale.say("butler", "办结 1 弄好了")
        tale.heard("feng")
        assert "李老师" in await tale.say("butler", words)
        assert await status(tale) is DemandStatus.REOPENED
        assert any("接着办" in line for line in tale.heard("feng"))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("他说的是柚子不是脐橙", "柚子溃疡病"),
        ("这家说的是红蜘蛛，不是溃疡病", "脐橙红蜘蛛"),
        ("1号不是溃疡病是炭疽病", "脐橙炭疽病"),
    ],
)
async def test_what_is_not_but_is_mended_and_no_new_need(tmp_path: Path, words: str, shown: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("feng", CITRUS)
        assert shown in await tale.say("butler", words)
        found = await demand(tale)
        assert found is not None
        assert found.summary == shown
        assert await demand(tale, 2) is None


@pytest.mark.parametrize("words", ["安坪那个老乡打电话来说不要了", "安坪那户说自己治好了 不要人了", "1号说不搞了"])
async def test_who_wants_nobody_any_more_is_closed_after_a_yes(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("feng", CITRUS)
        assert "回“是”" in await tale.say("butler", words)
        assert "#1 已办结" in await tale.say("butler", "结了吧")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("回他：每亩八百，分两年发", "每亩八百，分两年发"),
        ("告诉她带户口本到村上登记", "带户口本到村上登记"),
        ("让他去镇林业站问", "去镇林业站问"),
        ("跟问退耕还林的那个说，先到村上报名", "先到村上报名"),
        ("答复：每亩八百", "每亩八百"),
        ("回复 每亩八百", "每亩八百"),
    ],
)
async def test_who_asked_of_a_rule_is_answered_without_a_number(tmp_path: Path, words: str, told: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("shen", "退耕还林补助一亩好多钱")
        assert "已转给对方" in await tale.say("butler", words)
        assert any(line == told for line in tale.heard("shen"))


async def test_of_several_questions_the_answer_finds_its_own(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("shen", "养老保险断缴了咋补")
        await tale.say("qin", "农家乐办执照要啥手续")
        await tale.say("butler", "跟他说办执照先去市监所核名")
        assert any("核名" in line for line in tale.heard("qin"))
        assert not any("核名" in line for line in tale.heard("shen"))
        await tale.say("butler", "另外个告诉他打12333问")
        assert any("12333" in line for line in tale.heard("shen"))


async def test_words_to_the_side_of_the_demand_talked_about_since_stay_there(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("shen", "退耕还林补助一亩好多钱")
        await tale.say("feng", CITRUS)
        await tale.advance(hours=1)
        await tale.say("butler", "派单 1 李明华")
        await tale.say("butler", "告诉他明天莫打药")
        assert not any("打药" in line for line in tale.heard("shen"))


async def test_thanks_for_what_was_forwarded_are_no_question(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await shelve(tale, "pharmacy.md")
        await tale.say("shen", "退耕还林补助一亩好多钱")
        tale.heard("butler")
        await tale.say("shen", "好嘛")
        assert tale.heard("butler") == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("1改成急的", "急件"),
        ("1的电话是多少", "查 1"),
        ("陈建是搞哪方面的", "西南大学"),
        ("这个月弄了好多单", "新需求 1 件"),
    ],
)
async def test_plain_words_of_staff(tmp_path: Path, words: str, shown: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("feng", CITRUS)
        assert shown in await tale.say("butler", words)


async def test_an_expert_is_added_without_the_title_in_the_name(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("butler", "西南大学杨勇研究员 搞茶的，加到库里")
        assert "杨勇（西南大学）已加入" in reply


@pytest.mark.parametrize("words", ["搞错了 不是这单", "不是这个", "哎呀点错了", "莫忙结"])
async def test_a_mistake_is_no_reason_to_close(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("feng", CITRUS)
        assert "原因" in await tale.say("butler", "1号结案")
        await tale.say("butler", words)
        assert await status(tale) is DemandStatus.PUBLISHED


@pytest.mark.parametrize("words", ["不算，只限三年内", "不能补，过了时间了"])
async def test_what_is_like_an_answer_is_asked_before_it_goes(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("shen", "退耕还林补助一亩好多钱")
        assert (await tale.say("butler", words)).startswith("是答复")
        assert tale.heard("shen") == []
        await tale.say("butler", "是")
        assert tale.heard("shen") == [words]
