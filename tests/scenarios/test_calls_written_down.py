"""代录: what a caller told is kept without the words that only tell of the call, and staff words become no need."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.people import Role
from tests.scenarios.casting import cast_story, demand


@pytest.mark.parametrize(
    ("words", "who", "left_out"),
    [
        ("代录 上午奉节青莲镇的覃嬢嬢打电话过来，说她家脐橙流胶，13712340001，想请人去看", "覃嬢嬢", "打电话"),
        ("代录：奉节冯坪乡 老谭 脐橙流胶 13712340001", "老谭", "老谭"),
        ("刚刚奉节平安乡的牟老表来电话反映，脐橙流胶，电话13712340001", "牟老表", "来电话"),
        ("代录 奉节鹤峰乡的冉支书说他们的脐橙流胶，13712340001", "冉支书", "支书"),
    ],
)
async def test_the_call_itself_is_left_out(tmp_path: Path, words: str, who: str, left_out: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert f"（{who}）" in await tale.say("butler", words)
        found = await demand(tale)
        assert found is not None
        assert left_out not in found.summary
        assert left_out not in found.text
        assert "脐橙流胶" in found.summary
        assert "13712340001" in found.text
        assert found.place_code == "500236"
        beneficiary = found.beneficiary()
        assert beneficiary is not None
        assert beneficiary.label == who
        assert tale.heard("tan"), "whoever knows citrus is asked"


async def test_a_lone_form_waits_for_the_words(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "称呼" in await tale.say("butler", "代录")
        assert "已代录 #1（向大嫂）" in await tale.say("butler", "奉节甲高镇向大嫂，脆李落果")
        await tale.say("butler", "代录")
        assert "没有登记" in await tale.say("butler", "不录了")
        assert await demand(tale, 2) is None


async def test_a_need_told_by_staff_is_asked_about_once(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "登记吗" in await tale.say("butler", "奉节竹园镇，脆李遭虫了，想请专家")
        assert await demand(tale) is None
        assert "已代录 #1" in await tale.say("butler", "是")
        assert "登记吗" in await tale.say("butler", "奉节大树镇，柑橘叶子发黄")
        assert "#2" in await tale.say("butler", "是我自己的")
        found = await demand(tale, 2)
        assert found is not None
        assert found.beneficiary() is None or not found.beneficiary().label  # type: ignore[union-attr]
        await tale.say("boss", "奉节公平镇，脆李不挂果，想请人看")
        assert "没有登记" in await tale.say("boss", "不")
        assert await demand(tale, 3) is None


async def test_nothing_is_added_to_what_was_written_down_for_another(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节朱衣镇卢大爷，脆李裂果")
        for words in ("这个系统怎么这么慢", "我先去吃饭", "哪个在值班室"):
            await tale.say("butler", words)
        found = await demand(tale)
        assert found is not None
        assert "系统" not in found.text
        assert "吃饭" not in found.text
        assert "值班" not in found.text


async def test_staff_with_a_need_of_their_own_are_askers(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.staff("wu", Role.BUTLER)
        await tale.say("wu", "奉节五马镇，我家脆李裂果")
        assert "#1" in await tale.say("wu", "我自己的")
        assert "#1" in await tale.say("wu", "进度")


async def test_figures_of_a_caller_are_noted_and_nothing_is_withdrawn_by_a_guess(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节朱衣镇卢大爷，脆李裂果")
        assert "备注记下了" in await tale.say("butler", "他的电话13712349999")
        assert "13712349999" in await tale.say("butler", "看一下1号")
        for words in ("2号线停了", "下周一开会大家准备一下", "有哪些培训"):
            assert "#1 记" not in await tale.say("butler", words), words
        found = await demand(tale)
        assert found is not None
        assert not found.is_ended
        assert "开会" not in found.text


async def test_a_phone_that_nobody_answers_is_noted(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节朱衣镇卢大爷，脆李裂果")
        reply = await tale.say("butler", "1号联系不上")
        assert "#1 的备注" in reply
        assert "1号联系不上" in await tale.say("butler", "查 1")
