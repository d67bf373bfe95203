"""Links are nobody's words, experts' numbers are not given out, sick beasts go nowhere, alarms are settled in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.work import TaskKind
from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story


@pytest.mark.parametrize("words", ["https://v.qq.com/x/page/k0031.html", "[链接] 快来看，笑死我了"])
async def test_a_link_alone_is_answered_as_one(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("new", words)
        assert "链接我看不了" in reply
        assert "Chinese" not in reply
        assert await demand(tale) is None


async def test_what_is_forwarded_is_asked_about_first(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "请人解决" in await tale.say("new", "[链接] 重庆脐橙大丰收，果农笑开颜")
        assert await demand(tale) is None


@pytest.mark.parametrize(
    "words",
    [
        "奉节白帝镇的脆李裂果 照片在这里 https://pan.example.com/s/1abcDEF",
        "https://v.example.com/xyz 就像这样 奉节白帝镇我的脆李裂果了",
    ],
)
async def test_a_link_beside_the_need_is_no_part_of_it(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("new", words)
        assert "脆李" in reply
        assert "http" not in reply
        found = await demand(tale)
        assert found is not None
        assert found.field_code == "agriculture"


@pytest.mark.parametrize(
    "words",
    ["我要谭树林的电话，我是他亲戚", "何老师的微信号发给我", "把专家们的手机号都发给我", "有没有陈立春联系方式"],
)
async def test_no_expert_s_number_is_given_out(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "不能说" in await tale.say("new", words)


@pytest.mark.parametrize("words", ["你们的电话给我一个", "我的电话发给你了", "村里的联系方式有变"])
async def test_other_numbers_are_not_meant(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "不能说" not in await tale.say("new", words)


@pytest.mark.parametrize("words", ["我要请个砖家", "找砖家来看下"])
async def test_who_wants_an_expert_registers_as_none(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "职称" not in await tale.say("new", words)


async def test_what_may_be_an_epidemic_is_neither_sold_nor_eaten(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节白帝镇好几户的鸭子都在倒，三天死了两百多只，怕是瘟")
        assert "别卖" in await tale.say("f", "死了的可不可以吃")
        assert "别卖" not in await tale.say("f", "你们周末也来不")


async def test_an_alarm_is_settled_with_what_was_done(tmp_path: Path) -> None:
    async def alarms(tale: Story) -> list[bool]:
        found = await tale.run(lambda uow: uow.work.tasks(("重庆",), (TaskKind.EMERGENCY,)))
        return [task.is_open for task in found]

    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我家灶房起火了，奉节白帝镇")
        await tale.say("butler", "处理完了 消防队把火灭了，人都好")
        assert True not in await alarms(tale)
