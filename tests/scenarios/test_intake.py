"""Taking a need down: at most one question, nothing asked twice, everything that is said kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.drafts import Draft
from handlers.needs import drafting
from nlu.understanding import FieldGuess, Understanding
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in

DOUBTFUL = (("manufacturing", "智能制造", 0.35), ("business", "经营与政策", 0.2), ("it", "信息技术", 0.1))
OFFICIALESE = ("揭榜", "榜单", "受援单位", "督办")


async def test_farmer_enterprise_and_hospital_up_to_the_claim(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        farmer = await tale.say("farmer", "家里的脆李子裂口子，奉节白帝镇，请个专家来看嘛")
        plant = await tale.say("plant", "我们是涪陵的食品厂，香肠发霉胀袋，想找专家指导")
        asked = await tale.say("hospital", "我们想请重症的专家")
        assert "哪家医院" in asked
        hospital = await tale.say("hospital", "云阳县人民医院，病人俯卧位通气不会做，想请人现场带教")
        for reply in (farmer, plant, asked, hospital):
            assert not any(word in reply for word in OFFICIALESE), reply
            assert len(reply) <= 130
        for who, reply, expert in (("farmer", farmer, "li"), ("plant", plant, "food"), ("hospital", hospital, "icu")):
            no = number_in(reply)
            assert len(tale.heard(expert)) == 1, "told once"
            assert f"#{no} 是您的了" in await tale.say(expert, f"揭榜 {no}")
            told = tale.heard(who)
            assert len(told) == 1
            assert f"#{no}" in told[0] or "接了" in told[0]


async def test_three_simultaneous_deliveries_make_one_demand(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        phone = tale.stage.phones.of("farmer")
        push = phone.writes("脆李裂果，奉节白帝镇，请专家来看")
        replies = await tale.stage.wire.deliver_again(push, times=3, spacing=0)
        await tale.settle()
        assert {reply.status for reply in replies} == {200}
        texts = {reply.text for reply in replies}
        assert len(texts) == 1
        assert "#1" in (texts.pop() or "")
        assert len(tale.heard("li")) == 1
        assert "#2" not in await tale.say("farmer", "进度")


async def test_facts_said_afterwards_belong_to_the_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "脆李裂果，奉节白帝镇"))
        for words in ("补充一下有30亩", "叶子也黄了", "一共有12户"):
            assert f"#{no}" in await tale.say("f", words), words
        assert "只有管家看得到" in await tale.say("f", "电话13800001111")
        shown = await tale.say("boss", f"查 {no}")
        assert "30亩" in shown
        assert "12 户" in shown
        assert "13800001111" not in await tale.say("li", f"看 {no}")


async def test_a_place_left_out_is_asked_once_and_filled_in_later(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "区县" in await tale.say("f", "我屋头柑橘叶子黄")
        registered = await tale.say("f", "不晓得咋个说")
        no = number_in(registered)
        assert "地点还没说" in registered
        assert "忠县" in await tale.say("f", "忠县拔山镇")
        assert "忠县拔山镇" in await tale.say("f", f"进度 {no}")


@pytest.mark.parametrize("words", ["不知道怎么说", "不好说"])
async def test_who_will_not_say_where_is_not_taught_how_it_works(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我屋头柑橘叶子黄")
        assert "地点还没说" in await tale.say("f", words)


def test_which_field_is_asked_with_the_likeliest_first() -> None:
    likeliest, *others = (FieldGuess(code, name, None, share) for code, name, share in DOUBTFUL)
    draft = Draft()
    drafting.merge(draft, Understanding("机子坏了", "demand", field=likeliest, field_choices=tuple(others)))
    assert [code for code, _, _ in draft.field_choices] == [code for code, _, _ in DOUBTFUL]


async def test_a_county_that_settles_a_namesake_keeps_the_town(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "同名" in await tale.say("f", "柑橘落果，永乐镇的")
        assert "奉节县永乐镇" in await tale.say("f", "奉节的")


async def test_two_needs_in_one_message_get_a_line_each(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("f", "我们奉节白帝镇的柑橘有黄龙病，另外镇里小学想请人来讲一堂科普课")
        assert "#1" in reply
        assert "#2" in reply
        assert reply.count("收到") == 1


async def test_the_same_need_said_twice_is_one(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "脆李裂果，奉节白帝镇")
        assert "已经登记过了" in await tale.say("f", "脆李裂果，奉节白帝镇。")
        assert "#2" in await tale.say("f", "另一件")


@pytest.mark.parametrize("words", ["我想咨询一下", "帮帮忙", "有个事情想问哈"])
async def test_somebody_who_only_begins_is_asked_to_go_on(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("f", words)
        assert "您请说" in reply
        assert "没太听懂" not in reply


async def test_reporting_for_others_is_kept_apart(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        cadre = await tale.say("cadre", "代奉节白帝镇23户村民报一下，脐橙落果，请专家来")
        assert "23 户" in cadre
        assert "18 户" in await tale.say("cadre", "说错了，应该是18户")
        son = await tale.say("son", "帮我爸问一下，他在奉节种的脆李裂果")
        assert "父亲" in son
