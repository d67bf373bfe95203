"""Danger that staff write down or see: what saves is said at once, colleagues are alarmed, nothing goes on the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("代录 奉节鹤峰乡张家屋头起火了，13712340002", "119"),
        ("代录 巫溪尖山镇谭嬢嬢来电话说她老汉喝了敌敌畏", "120"),
        ("刚才奉节康乐镇有人打电话过来，说娃儿触电了没得呼吸", "120"),
        ("奉节安坪镇有一家子吃了毒蘑菇，都在吐，人昏过去了", "120"),
    ],
)
async def test_danger_told_by_staff_alarms_and_is_never_listed(tmp_path: Path, words: str, number: str) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("butler", words)
        assert number in reply
        assert "转告" in reply
        assert "已代录" not in reply
        assert await demand(tale) is None
        assert any("急事" in line for line in tale.heard("boss")), "the administrator hears, too"
        assert "急事" in await tale.say("butler", "待办")
        assert "没有等人接" in await tale.say("li", "榜单")
        assert tale.heard("butler") == [], "who told it is not told by himself"


async def test_a_colleague_takes_it_over_and_silence_is_chased(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节汾河镇李大爷家房子燃起来了")
        tale.heard("boss")
        await tale.advance(minutes=11)
        assert any("还没人应" in line for line in tale.heard("boss"))
        assert "记下您在联系" in await tale.say("boss", "收到，马上打过去")


async def test_two_callers_in_danger_are_two_alarms(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节石岗乡有人被电到了，没气了")
        await tale.say("butler", "代录 奉节兴隆镇房子着火了，人还在里头")
        listed = await tale.say("butler", "待办")
        assert "[1] 急事" in listed
        assert "[2] 急事" in listed


async def test_a_note_that_tells_of_danger_is_kept_and_alarms(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", "奉节草堂镇，脆李裂果，想请专家看看")
        tale.heard("boss")
        reply = await tale.say("butler", "备注 1 刚来电话，他老婆喝农药了")
        assert "备注记下了" in reply
        assert "120" in reply
        assert any("急事" in line for line in tale.heard("boss"))


@pytest.mark.parametrize(
    "words",
    [
        "代录 奉节青龙镇冉大爷，脆李树子着了火疤病，想请专家看看",
        "代录 奉节红土乡的牟大哥，打药中毒的蜜蜂死了好多，想请人教",
    ],
)
async def test_calm_needs_that_sound_alike_are_written_down(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "已代录 #1" in await tale.say("butler", words)
        assert not any("急事" in line for line in tale.heard("boss"))


async def test_a_hospital_s_patient_and_an_epidemic_say_what_comes_next(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("butler", "代录 巫山县人民医院重症科，病人重症肺炎上了呼吸机氧合还是上不去，想请专家")
        assert "现在就打电话" in reply
        assert "领域=" not in reply
        reply = await tale.say("butler", "代录 奉节大树镇廖老板，一圈猪两天死了二十几头，发高烧皮肤发紫")
        assert "主管部门" in reply
        assert "待办" not in reply
        assert "#2" not in await tale.say("li", "榜单")
