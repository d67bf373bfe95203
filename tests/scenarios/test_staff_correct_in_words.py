"""What staff put right of a demand in plain words, by its number: the value says which part of it is meant."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from domain.demands import DemandStatus
from tests.scenarios.casting import demand, offered_story, status
from tests.scenarios.harness import Story, story


@pytest_asyncio.fixture
async def tale(tmp_path: Path) -> AsyncIterator[Story]:
    """One need, offered to two experts."""
    async with offered_story(tmp_path) as one:
        yield one


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("1号归错类了，应该是兽医那边", "领域已改成农业·兽医"),
        ("1号不该是果树，是茶叶", "领域已改成农业·茶叶"),
        ("1号单领域弄错了改成蔬菜", "领域已改成农业·蔬菜"),
        ("1号登记错了，在巫山县", "地点已改成巫山县"),
        ("1号不在奉节，在云阳凤鸣镇", "地点已改成云阳县凤鸣镇"),
        ("1号标题换一下，脆李果皮开裂", "摘要已改成脆李果皮开裂"),
        ("1号应该是线上不是现场", "形式已改成线上"),
        ("1号急得很", "紧急已改成急件"),
        ("1号没那么急", "紧急已改成不急"),
        ("1号还是可以挂了", "范围已改成公开"),
        ("1号我弄错了，还是给谭树林", "已派给谭树林"),
    ],
)
async def test_the_value_tells_what_is_mended(tale: Story, words: str, shown: str) -> None:
    assert shown in await tale.say("butler", words)


@pytest.mark.parametrize("words", ["1号好像不对", "1号应该快好了", "1号不是猪，是牛", "1号急不急", "1号地里全是草"])
async def test_what_names_no_value_changes_nothing(tale: Story, words: str) -> None:
    assert "已改成" not in await tale.say("butler", words)
    assert await status(tale) is DemandStatus.PUBLISHED


@pytest.mark.parametrize("words", ["1号我刚打了电话，他说弄好了不用来了", "1号打电话问了，都解决了"])
async def test_a_call_that_told_it_is_over_closes_it(tale: Story, words: str) -> None:
    await tale.say("butler", words)
    assert await status(tale) is DemandStatus.CLOSED


@pytest.mark.parametrize("words", ["1号打了电话，他说好了又犯了", "1号我打电话了，他说还没好"])
async def test_a_call_that_told_otherwise_does_not(tale: Story, words: str) -> None:
    await tale.say("butler", words)
    assert await status(tale) is DemandStatus.PUBLISHED


@pytest.mark.parametrize("words", ["督半", "读办", "督辦"])
async def test_a_command_is_known_by_its_sound(tale: Story, words: str) -> None:
    assert "超时" in await tale.say("butler", words)
    assert await demand(tale, 2) is None


async def test_a_mistyped_command_with_its_number_and_a_name(tale: Story) -> None:
    assert "本周" in await tale.say("butler", "统记 本周")
    assert "“谭树琳”" in await tale.say("butler", "派单1给谭树琳")
    await tale.say("butler", "是")
    assert "已提醒" in await tale.say("butler", "谭老师咋个一直没约时间，催下他")
    for words in ("1号他去不去哦", "哪个派的1号"):
        assert "经过" in await tale.say("butler", words)


async def test_the_pool_is_kept_in_plain_words(tale: Story) -> None:
    for words, shown in (
        ("录一个专家，王大力，奉节农技站，高级农艺师，会搞枇杷", "已加入专家库"),
        ("王大力换电话了，13922220000", "手机=13922220000"),
        ("王大力调到云阳农业农村委了", "单位=云阳农业农村委"),
        ("王大力下周都在外地开会，先不要给他派单", "请假到11月29日"),
        ("王大力回来上班了", "销假"),
        ("邀请王大力", "邀请码"),
        ("库里搞枇杷的有没得", "王大力"),
        ("王大力是哪个单位的", "云阳农业农村委"),
        ("王大力去世了", "停用"),
    ):
        assert shown in await tale.say("butler", words), words
    assert "已停用" in await tale.say("butler", "对，停用")
    assert "恢复" in await tale.say("butler", "停错了，把王大力恢复")
    assert "没有找到" in await tale.say("butler", "王大力和王小力是同一个人")
    assert "没有找到" in await tale.say("butler", "李铁牛调到巫山农委了")
    assert await demand(tale, 2) is None


async def test_a_call_is_told_piece_by_piece(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("butler")
        await tale.say("butler", "刚接了个电话")
        assert "接着说" in await tale.say("butler", "云阳凤鸣的")
        assert "接着说" in await tale.say("butler", "姓张的婆婆")
        assert "已代录 #1" in await tale.say("butler", "屋头的羊子嘴巴起泡")
        for more in ("电话13983450123", "她耳朵不好，打电话要大声点"):
            assert "#1 的备注" in await tale.say("butler", more)
        await tale.say("butler", "奉节的脆李全裂了")
        assert "已代录 #2" in await tale.say("butler", "是帮一个大姐登记的")
        assert await demand(tale, 3) is None


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("奉节那家派给谭树林", "#1 已派给谭树林"),
        ("脆李那个是哪个镇的", "经过"),
        ("脆李那个定了哪天没", "经过"),
        ("那1号呢", "经过"),
        ("1号催一下李老师", "#1 还没有专家接"),
        ("把1号标红", "急件"),
    ],
)
async def test_a_demand_is_named_by_its_thing_or_place(tale: Story, words: str, shown: str) -> None:
    assert shown in await tale.say("butler", words)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("把李明华的最大在办改成5", "最大在办=5"),
        ("李明华再加一个擅长 猕猴桃溃疡", "擅长+猕猴桃溃疡"),
        ("李明华评上正高了", "职称=正高"),
        ("李明华的单位写错了，应该是奉节果业中心", "单位=奉节果业中心"),
        ("李明华下周一到周三请假", "请假到11月25日"),
        ("李明华先暂停一下，莫派单", "请假"),
        ("李明华可以派单了", "销假"),
        ("李明华老师手机多少", "李明华"),
        ("忠县有哪些柑橘专家", "谭树林"),
    ],
)
async def test_an_expert_is_changed_and_looked_up_in_words(tale: Story, words: str, shown: str) -> None:
    assert shown in await tale.say("butler", words)
    assert await demand(tale, 2) is None


@pytest.mark.parametrize("words", ["老汉的单位写错了", "他周四回来", "果子评上等级了", "忠县有几个果农遭了灾"])
async def test_words_of_nobody_in_the_pool_change_nobody(tale: Story, words: str) -> None:
    assert "资料改好了" not in await tale.say("butler", words)
