"""What was begun and lacked something: it waits for what fits, and lets everything else through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story


@pytest.mark.parametrize(
    "pieces",
    [
        ("添加专家", "冉启富", "云阳县畜牧站", "高级兽医师", "会看牛羊"),
        ("添加专家 冉启富 云阳县畜牧站", "主要搞牛羊疫病防治"),
        ("添加专家", "冉启富，云阳县畜牧站", "职称是高级兽医师，擅长牛羊疫病防治"),
    ],
)
async def test_an_expert_is_added_piece_by_piece(tmp_path: Path, pieces: tuple[str, ...]) -> None:
    async with cast_story(tmp_path) as tale:
        for piece in pieces[:-1]:
            assert "已加入" not in await tale.say("butler", piece)
        assert "冉启富（云阳县畜牧站）已加入专家库" in await tale.say("butler", pieces[-1])


@pytest.mark.parametrize(
    ("begun", "words", "shown"),
    [
        ("邀请 专家 欧阳晓峰", "谭树林退休了", "停用"),
        ("邀请 专家 欧阳晓峰", "她电话是13911113333", "专家的姓名"),
        ("停用专家", "谭树林手机换成13911112222", "资料改好了"),
        ("添加专家", "谭树林下周请假", "请假到"),
        ("添加专家 冉启富 云阳县畜牧站", "算了", "没有做"),
    ],
)
async def test_what_does_not_fit_is_heard_for_itself(tmp_path: Path, begun: str, words: str, shown: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", begun)
        assert shown in await tale.say("butler", words)


async def test_the_name_that_was_asked_for_still_completes(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", "奉节草堂镇，脆李裂果，想请专家看看")
        await tale.say("butler", "派单 1")
        assert "#1 已派给谭树林" in await tale.say("butler", "谭树林老师吧")


@pytest.mark.parametrize("words", ["查专家 谭树林", "看一下谭树林的资料"])
async def test_an_expert_s_card_is_shown(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("butler", words)
        assert "谭树林" in reply
        assert "派单" in reply
