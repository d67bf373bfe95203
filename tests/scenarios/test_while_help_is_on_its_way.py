"""While an alarm runs: who it is that comes, what to do in fear, and which names of the sick are kept out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story, number_in


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    async with cast_story(tmp_path) as tale:
        yield tale


@pytest.mark.parametrize("words", ["你们啥时候到", "派人来没得", "怎么还没看到人来", "还要等多久嘛", "救护车到没到"])
async def test_who_comes_is_told_and_the_alarm_not_repeated(stage: Story, words: str) -> None:
    await stage.say("f", "我徒弟的手遭冲床压到了，血止不住")
    stage.heard("butler")
    reply = await stage.say("f", words)
    assert "来救人的是 120" in reply
    assert "干净布" not in reply
    assert stage.heard("butler")


@pytest.mark.parametrize("words", ["打了120，说要等半个小时", "血还是止不住", "医生还没来"])
async def test_what_is_no_such_question_gets_the_first_aid(stage: Story, words: str) -> None:
    await stage.say("f", "我徒弟的手遭冲床压到了，血止不住")
    assert "来救人的是" not in await stage.say("f", words)


@pytest.mark.parametrize("words", ["村医来了", "民警到了，在处理", "大夫来了"])
async def test_whoever_helps_has_come(stage: Story, words: str) -> None:
    await stage.say("f", "我爸昏在灶房，喊不答应")
    assert "有人在管" in await stage.say("f", words)


async def test_who_dares_not_speak_may_write_to_the_police(stage: Story) -> None:
    assert "110" in await stage.say("f", "老公又在打我，娃儿都吓哭了")
    reply = await stage.say("f", "他在隔壁，我不敢出声")
    assert "12110" in reply
    assert "不要钱" not in reply


async def test_what_we_cost_is_answered_though_an_alarm_runs(stage: Story) -> None:
    await stage.say("f", "我爸昏在灶房，喊不答应")
    assert "不用花钱" in await stage.say("f", "你们这个收不收费哦")


async def test_the_name_behind_the_number_is_kept_out(stage: Story) -> None:
    await stage.say("clinic", "我院一个重症胰腺炎病人呼吸衰竭，请求专家会诊，城口县人民医院")
    stage.heard("butler")
    await stage.say("clinic", "患者身份证510231195803124561，叫袁德贵，68岁")
    found = await demand(stage, 1)
    assert found is not None
    assert "袁德贵" not in found.text
    heard = stage.heard("butler")
    assert heard
    assert all("袁德贵" not in line for line in heard)


@pytest.mark.parametrize("words", ["实验楼六楼", "教导主任在陪她", "她屋头人都在外地"])
async def test_where_somebody_in_despair_is_registers_nothing(stage: Story, words: str) -> None:
    await stage.say("school", "有个女生写了遗书说要跳楼")
    stage.heard("butler")
    assert "留人陪着" in await stage.say("school", words)
    assert stage.heard("butler")
    assert await demand(stage, 1) is None


async def test_talked_down_is_good_news(stage: Story) -> None:
    await stage.say("school", "有个女生写了遗书说要跳楼")
    assert "放心些" in await stage.say("school", "劝转来了")


@pytest.mark.parametrize("words", ["捞上来了", "隔壁几个把他拉出来了"])
async def test_out_of_the_water_is_not_yet_well(stage: Story, words: str) -> None:
    await stage.say("f", "我侄儿落到鱼塘里了，看不到人了")
    reply = await stage.say("f", words)
    assert "呼吸" in reply
    assert "太好了" not in reply


@pytest.mark.parametrize("words", ["捞上来了，会哭了", "人没得事了"])
async def test_out_of_the_water_and_well(stage: Story, words: str) -> None:
    await stage.say("f", "我侄儿落到鱼塘里了，看不到人了")
    assert "太好了" in await stage.say("f", words)


@pytest.mark.parametrize("words", ["我们一家都搬出来了", "全家都转移了"])
async def test_who_has_left_is_safe(stage: Story, words: str) -> None:
    await stage.say("f", "后山在垮，石头往院子里滚")
    assert "太好了" in await stage.say("f", words)


@pytest.mark.parametrize("words", ["还有两个人没出来", "肠子都出来了"])
async def test_who_is_still_in_it_is_not(stage: Story, words: str) -> None:
    await stage.say("f", "后山垮下来把房子埋了，人在里头")
    assert "太好了" not in await stage.say("f", words)


async def test_what_was_lost_is_not_passed_over(stage: Story) -> None:
    await stage.say("f", "养鸭棚起火了，火大得很")
    reply = await stage.say("f", "火灭了，鸭子烧死完了")
    assert "损失" in reply
    assert "太好了" not in reply
    assert "请问在哪个" not in reply


@pytest.mark.parametrize("words", ["明火扑灭了，圈里的猪死了二十头", "火灭了，一棚蘑菇烧光了"])
async def test_a_loss_alone_is_no_need(stage: Story, words: str) -> None:
    await stage.say("f", "猪圈着火了，烧得凶")
    reply = await stage.say("f", words)
    assert "损失" in reply
    assert "请问在哪个" not in reply


async def test_what_was_lost_and_shall_be_made_good_is_a_need(stage: Story) -> None:
    await stage.say("f", "后山的林子起火了")
    assert "请问在哪个" in await stage.say("f", "火灭了，我的李子树烧了四十棵，想请人来看哈还救得活不")


@pytest.mark.parametrize("words", ["报警", "我要报案", "快报警！"])
async def test_the_police_are_called_by_oneself(stage: Story, words: str) -> None:
    assert "110" in await stage.say("f", words)
    assert await demand(stage, 1) is None


@pytest.mark.parametrize("words", ["派出所电话好多", "火警打哪个", "救护车号码是多少"])
async def test_the_numbers_of_help_are_told(stage: Story, words: str) -> None:
    reply = await stage.say("f", words)
    assert all(number in reply for number in ("110", "119", "120"))


async def test_a_need_told_of_the_saved_goes_its_own_way(stage: Story) -> None:
    await stage.say("f", "我老汉想不开，说要喝药")
    assert "放心些" in await stage.say("f", "找到了，人好好的")
    reply = await stage.say("f", "他种的萝卜卖不脱，想请人帮忙找销路，垫江县")
    assert number_in(reply) == 1
