"""Where nobody fits, a butler reads what may still be tried, with names."""

from __future__ import annotations

from pathlib import Path

from bot.config import BaseSection
from tests.scenarios.casting import ORCHARD, cast_story
from tests.scenarios.harness import number_in, story

BEES = "蜂箱里的蜂子成片死在门口，翅膀翘起，想请专家，奉节白帝镇"


async def test_an_outside_request_is_the_last_step(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "待办")
        no = number_in(await tale.say("f", BEES))
        assert any("外请" in text and f"查 {no}" in text for text in tale.heard("butler"))
        shown = await tale.say("butler", f"查 {no}")
        assert "外请" in shown
        assert "俯卧位" not in shown


async def test_one_who_fits_but_is_away_is_named(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("butler")
        await tale.say("butler", "待办")
        one = await tale.expert("li", "李明华", skills=("脆李栽培", "李属裂果防控"), **ORCHARD)
        await tale.say("li", "请假 到12月25日")
        no = number_in(await tale.say("f", "脆李裂果凶得很，奉节白帝镇，请专家来看"))
        assert any("请假" in text and "李明华" in text for text in tale.heard("butler"))
        assert f"{one.id} 李明华" in await tale.say("butler", f"查 {no}")
        assert "李明华" in await tale.say("butler", f"派单 {no} {one.id}")
        assert "外请" not in await tale.say("butler", f"查 {no}")


async def test_a_base_that_is_no_partner_may_be_asked(tmp_path: Path) -> None:
    bases = {"重庆": BaseSection(regions=["50"]), "四川": BaseSection(regions=["51"])}
    async with story(tmp_path, bases=bases) as tale:
        await tale.staff("butler")
        await tale.say("butler", "待办")
        await tale.expert("chen", "陈蜀", base="四川", fields=("果树",), skills=("脆李栽培", "李属裂果防控"))
        await tale.say("f", "脆李裂果凶得很，奉节白帝镇，请专家来看")
        assert any("四川有对口的" in text and "陈蜀" in text for text in tale.heard("butler"))
        assert tale.heard("chen") == []
