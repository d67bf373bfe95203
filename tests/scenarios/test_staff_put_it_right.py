"""Right after an instruction: it is put right, told more of, asked about; several at once; words to the right side."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import Story

NEED = "奉节草堂镇，脆李裂果，想请专家看看"


@pytest.mark.parametrize(
    "words", ["搞错了，该派给谭树林", "不对不对，是谭树林", "换谭树林老师去", "换成谭树林", "那件给谭树林办"]
)
async def test_the_wrong_expert_is_replaced(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", NEED)
        await tale.say("butler", "派单 1 李明华")
        assert "#1 已派给谭树林" in await tale.say("butler", words)


@pytest.mark.parametrize(
    ("words", "place"),
    [("不是奉节，是云阳", "500235"), ("写错了，地点应该是巫山", "500237"), ("哦，地址改成巫溪", "500238")],
)
async def test_the_wrong_place_is_replaced(tmp_path: Path, words: str, place: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节草堂镇张大爷，脆李裂果，想请专家看看")
        await tale.say("butler", words)
        found = await demand(tale)
        assert found is not None
        assert found.place_code == place


@pytest.mark.parametrize("words", ["他还说是上个月开始裂的", "张大爷说白天都要赶场", "她姓谢，是他儿媳妇"])
async def test_more_of_a_caller_is_noted(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节草堂镇张大爷，脆李裂果，想请专家看看")
        assert "备注记下了" in await tale.say("butler", words)
        assert words[-4:] in await tale.say("butler", "查 1")


async def test_a_caller_who_wants_nobody_any_more_ends_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节草堂镇张大爷，脆李裂果，想请专家看看")
        await tale.say("butler", "张大爷说不需要了")
        assert await status(tale) == "withdrawn"


async def test_what_a_call_settled_is_closed(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", NEED)
        await tale.say("butler", "查 1")
        assert "已办结" in await tale.say("butler", "刚打电话问过，他说已经弄好了")


@pytest.mark.parametrize(
    "words",
    [
        "算了，下午再说",
        "不是我弄的",
        "换个时间",
        "打电话问了，他说还没好",
        "错了错了",
        "他啥时候方便哦",
        "地点清楚没得",
        "不对，是他自己不来",
    ],
)
async def test_look_alikes_change_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", NEED)
        await tale.say("butler", "派单 1 李明华")
        before = await demand(tale)
        await tale.say("butler", words)
        after = await demand(tale)
        assert before is not None
        assert after is not None
        assert (after.status, after.expert_id, after.place_code, after.field_code) == (
            before.status,
            before.expert_id,
            before.place_code,
            before.field_code,
        )


async def sides(tale: Story) -> None:
    await tale.say("wang", "我是果农，" + NEED)
    await tale.say("butler", "派单 1 李明华")
    await tale.say("li", "我的任务")
    for who in ("wang", "li"):
        tale.heard(who)


@pytest.mark.parametrize(
    ("words", "who", "heard"),
    [
        ("给李老师说莫走老路，塌了", "li", "莫走老路"),
        ("1号那家说桥断了，摩托都过不来，跟李老师讲一声", "li", "桥断了"),
        ("跟农户说李老师上午到", "wang", "李老师上午到"),
    ],
)
async def test_a_word_reaches_the_side_it_is_for(tmp_path: Path, words: str, who: str, heard: str) -> None:
    async with cast_story(tmp_path) as tale:
        await sides(tale)
        assert "已转给" in await tale.say("butler", words)
        assert any(heard in line and "说莫" not in line and "农户，" not in line for line in tale.heard(who))
        assert tale.heard("wang" if who == "li" else "li") == []


async def test_a_word_to_an_expert_who_has_it_not_goes_to_nobody(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await sides(tale)
        assert "在李老师手上" in await tale.say("butler", "给谭老师说抓紧点")
        assert tale.heard("wang") == []
        assert tale.heard("li") == []


@pytest.mark.parametrize("words", ["1号办好没得", "1号现在弄完没有哦"])
async def test_whether_it_is_done_is_shown(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", NEED)
        assert "经过" in await tale.say("butler", words)


async def test_several_without_a_comma_are_each_done(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", NEED)
        await tale.say("he", "奉节永乐镇，脐橙黄化，想请专家看看")
        reply = await tale.say("butler", "1派给李明华 2派给谭树林")
        assert "#1 已派给李明华" in reply
        assert "#2 已派给谭树林" in reply
        assert "一次办一件" in await tale.say("butler", "1和2都结了")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("上周呢", "上周"),
        ("那云阳这边呢", "云阳县"),
        ("今年的呢", "今年"),
    ],
)
async def test_figures_are_asked_for_again(tmp_path: Path, words: str, shown: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "统计 本月")
        assert shown in await tale.say("butler", words)


@pytest.mark.parametrize(
    ("words", "shown", "never"),
    [
        ("群众满意率怎么样", "本月", "评价 12"),
        ("一般要多久才有人接单", "本月", "没有待办"),
        ("最近有没得投诉", "投诉", "记成投诉"),
        ("今天有新单子没得", "待办", "没太听懂"),
        ("急事有好多件", "急事", "没太听懂"),
        ("改到下午三点半", "没太听懂", "有什么困难"),
        ("不是", "没有等您回话", "有什么难处"),
        ("我明天出差，单子转给小何盯", "不用移交", "没太听懂"),
        ("今晚上值班的是哪个", "没有排班表", "没有找到"),
        ("看看有没得哪个会搞ECMO", "周启明", "榜单"),
    ],
)
async def test_staff_are_answered_as_staff(tmp_path: Path, words: str, shown: str, never: str) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("butler", words)
        assert shown in reply
        assert never not in reply
