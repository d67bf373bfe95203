"""Experts answer in few words: politeness claims nothing, numbers find their order, what is private stays so."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in

PRIVATE = ("白帝", "八阵", "刘大山", "13800001111")
NEED = "脆李裂果，奉节白帝镇八阵村，我叫刘大山，电话13800001111，想请专家"


async def test_politeness_is_asked_about_once(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        asked = await tale.say("li", "收到")
        assert "回1" in asked
        assert "是您的了" not in asked
        assert "揭榜" in await tale.say("li", "2"), "2 looks first"
        again = await tale.say("li", "好的谢谢")
        assert "回1" not in again, "the same question is not asked twice"
        assert f"#{no} 是您的了" in await tale.say("li", "1")


async def test_several_orders_wait_and_a_bare_yes_is_asked_which(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f1", "脆李裂果，奉节白帝镇，想请专家"))
        second = number_in(await tale.say("f2", "柑橘黄龙病，奉节草堂镇，请专家看看"))
        asked = await tale.say("li", "行")
        assert f"#{first}" in asked
        assert f"#{second}" in asked
        assert f"#{first}" in await tale.say("li", str(first))
        assert f"#{first} 是您的了" in await tale.say("li", "1")


async def test_nothing_private_before_the_claim(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("li", f"问 {no} 哪年栽的")
        await tale.say("f", "前年栽的，打我电话13800001111嘛")
        seen = [*tale.heard("li"), *tale.heard("tan"), await tale.say("tan", "榜单"), await tale.say("tan", f"看 {no}")]
        assert "前年" in seen[-1]
        for text in seen:
            assert not any(word in text for word in PRIVATE), text


async def test_advice_is_no_claim_and_politeness_does_not_close(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "脆李裂果，奉节白帝镇"))
        await tale.say("li", f"答 {no} 雨后排水，喷0.3%氯化钙800倍液")
        assert any("农药标签" in text for text in tale.heard("f"))
        assert "够不够" in await tale.say("f", "好的")
        assert "已办结" not in await tale.say("f", "进度")
        assert "解决" in await tale.say("f", "够了，谢谢")
        assert "已办结" in await tale.say("f", "进度")


async def test_a_refusal_in_prose_keeps_reason_and_referral(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "脆李裂果，奉节白帝镇"))
        tale.heard("butler")
        assert "谭树林" in await tale.say("li", "不方便，出差了，推荐谭树林老师")
        assert any("谭树林" in text for text in tale.heard("butler"))
        assert "出差" in await tale.say("boss", f"查 {no}")


async def test_a_returned_order_is_offered_again(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "脆李裂果，奉节白帝镇"))
        await tale.say("li", f"揭榜 {no}")
        tale.heard("tan")
        tale.heard("f")
        await tale.say("li", f"交回 {no} 生病了")
        assert any("脆李" in text for text in tale.heard("tan"))
        assert any("另请 1 位" in text for text in tale.heard("f"))
        assert f"#{no} 是您的了" in await tale.say("tan", f"揭榜 {no}")


async def test_where_nobody_is_left_a_butler_owes_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "脆李裂果，奉节白帝镇"))
        await tale.say("tan", f"婉拒 {no}")
        await tale.say("li", f"婉拒 {no}")
        assert f"派单 {no}" in await tale.say("butler", "待办")


async def test_words_for_the_other_side_are_offered_to_be_passed_on(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "脆李裂果，奉节白帝镇"))
        await tale.say("li", f"揭榜 {no}")
        tale.heard("li")
        await tale.say("f", f"留言 {no} 我家在村口第三家")
        assert any("村口第三家" in text for text in tale.heard("li"))


async def test_what_shall_stay_among_experts_leaves_the_list(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "脆李裂果，奉节白帝镇"))
        assert f"#{no}" in await tale.say("icu", "榜单")
        assert "不公开" in await tale.say("f", "这个莫让同行看到")
        assert f"#{no}" not in await tale.say("icu", "榜单")
        assert "没有找到" in await tale.say("icu", f"看 {no}")
        await tale.say("li", f"揭榜 {no}")
        await tale.say("li", f"交回 {no}")
        assert f"#{no}" not in await tale.say("icu", "榜单"), "a hand-back does not make it public"


async def test_an_expert_is_away_in_prose(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "12月5日" in await tale.say("li", "12月1号到5号我不在")
        assert "榜单" in await tale.say("li", "哦豁")
