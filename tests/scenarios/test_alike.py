"""The same need told twice is one; the same trouble of different people is shown together."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in


async def test_told_again_days_later_it_is_joined(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f", "我家脆李裂果了，奉节白帝镇，想请专家"))
        await tale.advance(days=3)
        again = await tale.say("f", "脆李又裂果裂得凶，奉节白帝镇，请专家来看看嘛")
        assert number_in(again) == first
        assert "另一件" in again
        other = await tale.say("f", "另一件")
        assert number_in(other) != first


async def test_told_again_after_another_matter_it_is_joined(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f", "我家脆李裂果了，奉节白帝镇，想请专家"))
        second = number_in(await tale.say("f", "香肠做出来发霉，奉节白帝镇，想请专家"))
        assert second != first
        assert number_in(await tale.say("f", "脆李裂果咋办，奉节白帝镇，想请专家")) == first


async def test_elsewhere_or_for_somebody_else_it_is_another(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f", "我家脆李裂果了，奉节白帝镇，想请专家"))
        await tale.advance(days=1)
        assert number_in(await tale.say("f", "脆李裂果了，巫山曲尺乡，想请专家")) != first
        assert number_in(await tale.say("f", "脆李流胶，奉节白帝镇，想请专家")) != first


async def test_the_same_trouble_of_many_is_shown_together(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        numbers = [
            number_in(await tale.say(f"f{number}", text))
            for number, text in enumerate(
                (
                    "脆李裂果了，奉节白帝镇，想请专家",
                    "李子裂口子，奉节草堂镇，请专家",
                    "脆李一下雨就裂果，巫山曲尺乡，请专家",
                    "柑橘黄龙病，奉节草堂镇，请专家看看",
                )
            )
        ]
        shown = await tale.say("butler", f"查 {numbers[0]}")
        line = next(line for line in shown.splitlines() if "相似的还有" in line)
        assert {f"#{no}" for no in numbers[1:3]} <= set(line.replace("（", " ").split())
        assert f"#{numbers[3]}" not in line
        assert "相似的还有" not in await tale.say("butler", f"查 {numbers[3]}")
