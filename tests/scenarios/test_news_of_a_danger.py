"""While a danger runs: news that is none, help that cannot be called, another need beside it, what staff report."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.work import TaskKind
from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story


async def open_alarms(tale: Story) -> list[str]:
    found = await tale.run(lambda uow: uow.work.tasks(("重庆",), (TaskKind.EMERGENCY,)))
    return [str(task.detail["note"]) for task in found if task.is_open]


@pytest.mark.parametrize(
    ("words", "said", "never"),
    [
        ("拉上岸了，摸不到脉搏，没得呼吸", "按压胸口", "太好了"),
        ("手机欠费，120打不出去", "没卡也能打", "打了就好"),
        ("还没喊救护车，怕花冤枉钱", "不要钱", "打了就好"),
        ("救上来了，能说话了", "太好了", "按压"),
    ],
)
async def test_news_is_answered_as_what_it_is(tmp_path: Path, words: str, said: str, never: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "有个娃儿落到水库里头了")
        tale.heard("butler")
        reply = await tale.say("f", words)
        assert said in reply
        assert never not in reply
        assert tale.heard("butler")


async def test_who_cannot_get_through_has_somebody_ring(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我爸昏在灶房，喊不答应")
        tale.heard("butler")
        await tale.say("f", "打120一直没人接")
        assert any("请您代打" in line for line in tale.heard("butler"))


async def test_despair_is_not_over_by_a_word(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "活不下去了，我想喝药死了算了")
        for words in ("莫来管我", "算了嘛，没事了"):
            reply = await tale.say("f", words)
            assert "12356" in reply
            assert "太好了" not in reply
            assert "添堵" not in reply
        assert len(await open_alarms(tale)) == 1


async def test_a_joke_calls_it_off_and_leaves_nothing(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "救命啊快来人")
        assert "不是急事就好" in await tale.say("f", "逗你们耍的")
        assert await open_alarms(tale) == []
        assert await demand(tale) is None


@pytest.mark.parametrize(
    "words",
    [
        "消防走了，火熄了，柑子树烤焦了一大片咋个救，奉节草堂镇",
        "谢谢你们，我还想问下脆李流胶咋个治，奉节草堂镇",
    ],
)
async def test_a_need_behind_the_news_is_taken_down(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "坡上烧起来了，火大得很")
        reply = await tale.say("f", words)
        assert "#1" in reply
        taken = await demand(tale)
        assert taken is not None
        assert taken.field_code == "agriculture"
        assert "火熄" not in taken.summary


@pytest.mark.parametrize(
    ("words", "is_open"),
    [
        ("1号那家我打通了，儿子在屋头守到", True),
        ("人已经送到县医院了", True),
        ("火灭了人没事，这条可以勾了", False),
    ],
)
async def test_what_staff_report_stays_with_the_alarm(tmp_path: Path, words: str, is_open: bool) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "屋头起火了，人还在楼上")
        await tale.say("butler", "收到")
        reply = await tale.say("butler", words)
        assert "请马上打" not in reply
        alarms = await open_alarms(tale)
        assert len(alarms) == is_open
        assert not is_open or words.removeprefix("1号")[-4:] in alarms[0]


async def test_another_danger_told_by_staff_is_another_alarm(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "屋头起火了，人还在楼上")
        await tale.say("butler", "收到")
        assert "120" in await tale.say("butler", "奉节安坪镇又有人打电话，说老汉触电没得呼吸了")
        assert len(await open_alarms(tale)) == 2


async def test_good_news_of_a_matter_is_no_alarm(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say(
            "ward", "奉节县人民医院重症科，病人感染性休克升压药加满血压还是低，想请专家会诊，电话13912345678"
        )
        reply = await tale.say("ward", "病人缓过来了，血压稳定")
        assert "请马上打" not in reply
        assert await open_alarms(tale) == []


@pytest.mark.parametrize("words", ["动身了 要一个多钟头", "哎呀 我老丈人住院 明天去不成了", "看过了 水泵结冰 化开了"])
async def test_an_expert_at_work_rings_no_hotline(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", "奉节草堂镇，脆李裂果，想请专家看看")
        await tale.say("li", "揭榜 1")
        assert "12356" not in await tale.say("li", words)
        assert await open_alarms(tale) == []


async def test_an_expert_in_danger_is_helped(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "120" in await tale.say("li", "我老婆喝了农药 人昏过去了")
        assert len(await open_alarms(tale)) == 1
