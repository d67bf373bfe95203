"""Anything may interrupt an intake; afterwards it goes on where it was, also after days and after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.clock import SettableClock
from tests.scenarios.casting import cast, cast_story
from tests.scenarios.harness import configuration, number_in, stage_at


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("你好", "您好"),
        ("你们收费吗", "转人工"),
        ("你们怕不是骗子哦", "不会让您转账"),
        ("进度", "还没有登记过"),
        ("高新技术企业怎么申报", ""),
        ("谢谢", "不客气"),
    ],
)
async def test_an_interruption_is_answered_and_the_question_stays(tmp_path: Path, words: str, answer: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我屋头柑橘叶子黄")
        reply = await tale.say("f", words)
        assert answer in reply
        assert "还差一点" in reply
        assert "忠县" in await tale.say("f", "忠县")


async def test_an_emergency_comes_first(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我屋头柑橘叶子黄")
        reply = await tale.say("f", "我妈喝了敌敌畏")
        assert "120" in reply
        assert any("急事" in line for line in tale.heard("butler"))
        assert "忠县" in await tale.say("f", "忠县")


async def test_another_need_in_the_middle_is_taken_and_the_first_comes_back(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我屋头柑橘叶子黄")
        reply = await tale.say("f", "我们厂的香肠发霉胀袋，涪陵的")
        assert "香肠" in reply
        listed = await tale.say("f", "进度")
        assert "香肠" in listed
        assert "柑橘" in listed or "柑橘" in reply


async def test_giving_up_ends_the_intake(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我屋头柑橘叶子黄")
        assert "先不登记" in await tale.say("f", "算了不弄了")
        assert "还没有登记过" in await tale.say("f", "进度")


async def test_more_of_the_same_days_later_is_no_new_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "猪拉稀，荣昌"))
        await tale.advance(days=2)
        assert f"#{no}" in await tale.say("f", "又死了两头")
        assert "#2" not in await tale.say("f", "进度")


async def test_a_restart_forgets_nothing(tmp_path: Path) -> None:
    chosen, clock = configuration(tmp_path), SettableClock()
    async with stage_at(chosen, clock) as tale:
        await cast(tale)
        await tale.stage.phones.of("f").image(b"\xff\xd8\xff picture")
        await tale.say("f", "我屋头的脆李裂果")
    async with stage_at(chosen, clock) as tale:
        reply = await tale.say("f", "奉节白帝镇")
        no = number_in(reply)
        assert "附件 1 个" in reply
    async with stage_at(chosen, clock) as tale:
        assert f"#{no}" in await tale.say("li", "收到")
    async with stage_at(chosen, clock) as tale:
        assert f"#{no} 是您的了" in await tale.say("li", "1")


@pytest.mark.parametrize(
    "words", ["不识字，可以说话不", "我不会打字，说给你听得行不", "发语音要得不", "四川话你听得懂不"]
)
async def test_who_cannot_write_may_speak(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("f", words)
        assert "发语音" in reply
        assert "管家会听" in reply
        assert tale.heard("butler") == []
        assert "没有登记" in await tale.say("f", "进度")


async def test_fraud_and_cost_are_answered_in_one(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("f", "是不是骗人的哦，要不要先交钱")
        assert "不会让您转账" in reply
        assert "不用花钱" in reply or "转人工" in reply
