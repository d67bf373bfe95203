"""What to bring, which way to go, when the bus arrives: it goes to the other side, moves no hour and is no danger."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.visiting import NEED, agreed, begun, claimed, demand_of, hour, say, served, states, visits


@pytest.mark.parametrize("words", ["过了收费站往右转，走到底就是", "看到红房子再走两百米，左手边第三家"])
async def test_the_way_is_no_danger(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        assert "120" not in await say(tale, "f", words)
        assert tale.heard("butler") == []
        assert any(words[:6] in line for line in tale.heard("tan"))


@pytest.mark.parametrize("words", ["坐动车到奉节站，八点十分", "赶班车，到客运站八点半"])
async def test_when_the_train_arrives_is_no_other_hour(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "tan", words)
        assert await states(tale, no) == [VisitStatus.AGREED]
        assert hour((await visits(tale, no))[0]) == (26, 9)
        assert any(words[:5] in line for line in tale.heard("f"))


async def test_short_answers_on_both_sides_arrive(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        await say(tale, "f", "洞要打好深")
        assert "转给" in await say(tale, "tan", "五十公分的样子")
        assert any("五十公分" in line for line in tale.heard("f"))
        await say(tale, "tan", "你们那里有锄头没")
        assert "转给" in await say(tale, "f", "有")
        await say(tale, "tan", "要带两把修枝剪过来哈")
        await say(tale, "f", "晓得，我顺路去买")
        assert any("顺路" in line for line in tale.heard("tan"))


async def test_a_day_on_site_is_a_time_and_no_sign_in(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        assert "签到" not in await say(tale, "tan", "那周五上午九点到现场，村里来个人领路")
        assert await states(tale, no) == [VisitStatus.PROPOSED]


@pytest.mark.parametrize("words", ["肥是咋个施的，有图没", "浇的哪里的水，多久浇一道"])
async def test_a_question_is_no_advice(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await say(tale, "f", NEED)
        await say(tale, "tan", words)
        assert not any("够了" in line for line in tale.heard("f"))


@pytest.mark.parametrize("words", ["这两天在下乡，下周二得行不", "手头有个课题走不脱，月底可以不"])
async def test_whether_it_can_wait_is_asked_and_is_no_refusal(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await say(tale, "f", NEED))
        tale.heard("f")
        await say(tale, "tan", words)
        assert any(words[-6:] in line for line in tale.heard("f"))
        assert "是您的了" in await say(tale, "tan", f"揭榜 {no}")


async def test_the_expert_s_number_in_a_claim_is_not_given_out(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await say(tale, "f", NEED)
        tale.heard("f")
        assert "电话没有转" in await say(tale, "tan", "这单我接，有事打我手机13996002345")
        assert not any("13996002345" in line for line in tale.heard("f"))


async def test_there_again_and_treated_is_no_trip_for_nothing(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "tan", "又跑了一趟，补了锌肥")
        assert await states(tale, no) == [VisitStatus.DONE]


@pytest.mark.parametrize("words", ["受不了了，还在黄"])
async def test_who_cannot_wait_has_not_solved_it(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        assert "自己解决" not in await say(tale, "f", words)


async def test_how_the_asker_scored_is_never_told_after_the_closing(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", "解决了")
        assert "看不到" in await say(tale, "tan", "老乡给我打的几分哦")
        assert (await demand_of(tale, no)).is_ended
