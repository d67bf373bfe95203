"""Who has nothing on file tells a trouble in a few words: no number is asked for, no running matter assumed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import text_of

ASKS_NUMBER = ("编号", "名下")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("存折被锁了，钱提不出来", "存折"),
        ("残疾补贴报上去没回音", "残疾补贴"),
        ("给我们店评的等级太低，想申诉", "等级"),
        ("资料都办完了，房产证还没领到", "房产证"),
        ("户口簿上日期登错了", "户口簿"),
        ("取消了我们村的班车", "班车"),
        ("刚修好的堰塘又漏了", "堰塘"),
        ("挂不到专家号", "挂不到"),
        ("寡妇补助停发了", "停发"),
        ("农机购置证过期了换不到", "换不到"),
        ("我外婆耳朵听不见，你们有没有办法", "耳朵"),
    ],
)
async def test_a_plain_trouble_of_a_stranger_is_a_need(tmp_path: Path, words: str, told: str) -> None:
    async with cast_story(tmp_path) as tale:
        first = await tale.say("f", words)
        assert not any(sign in first for sign in ASKS_NUMBER), first
        no = number_in(await tale.say("f", "巫溪县尖山镇"))
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert told in demand.summary
        assert demand.place_code == "500238"


@pytest.mark.parametrize("words", ["讲得很巴适，五分", "给专家打个五星", "留言给老师"])
async def test_who_has_nothing_to_score_hears_so(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        said = await tale.say("f", words)
        assert "编号" not in said
        assert "问题" in said


async def test_a_grumble_is_completed_piece_by_piece(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", words) for words in ("我的申请没得人管", "就是廉租房", "忠县")]
        no = next(number_in(one) for one in said if "已登记" in one)
        assert "廉租房" in await text_of(tale, no)


async def test_a_call_after_a_grumble_is_no_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", words) for words in ("报了几回都没得人来", "人呢", "说话嘛")]
        assert all("已登记" not in one for one in said)


@pytest.mark.parametrize(
    ("need", "more"),
    [
        ("存折被锁了取不到钱，巫溪县尖山镇", "就是我外婆的存折"),
        ("黄精根腐烂，石柱县中益乡", "想请个老师来"),
        ("水管爆了没水吃，綦江区隆盛镇", "有二十几户"),
        ("黑山羊流产，酉阳县麻旺镇", "好多天了"),
    ],
)
async def test_what_explains_the_need_is_kept_with_it(tmp_path: Path, need: str, more: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", need))
        said = await tale.say("f", more)
        assert "补充" in said
        assert more in await text_of(tale, no)


async def test_whether_somebody_may_come_is_answered_and_kept(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "鹅不吃食，彭水县保家镇"))
        said = await tale.say("f", "可不可以派个人来看哈")
        assert f"#{no}" in said
        assert "请人" in said
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.mode == "onsite"


async def test_who_would_rather_write_is_heard(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "鹅不吃食，彭水县保家镇"))
        said = await tale.say("f", "不要打电话 我耳朵听不清 发微信")
        assert "不给" not in said
        assert "听不清" in await text_of(tale, no)


async def test_a_question_about_the_trouble_is_part_of_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "田里的秧苗叶尖发白")
        said = await tale.say("f", "是不是缺肥")
        assert "转人工" not in said
        no = number_in(await tale.say("f", "梁平区屏锦镇"))
        assert "缺肥" in await text_of(tale, no)


async def test_a_figure_put_right_without_a_stop_is_changed(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "林权证面积少登了四亩没人改，城口县左岚乡"))
        await tale.say("f", "六亩不是四亩")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert "六亩" in demand.summary
        assert "四亩" not in demand.summary


async def test_a_child_that_plays_with_its_telephone_is_a_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = await tale.say("f", "女儿读初二 夜夜玩手机 书也不读 咋个办")
        assert "女儿" in said or "手机" in said
        assert "别人的电话" not in said


async def test_who_turns_to_another_trouble_loses_neither(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f", "社保卡丢了补不到，梁平区聚奎镇"))
        said = await tale.say("f", "算了先不搞这个 我屋的鸡发瘟了")
        assert "已登记" in said
        assert f"撤回 {first}" in said


@pytest.mark.parametrize("words", ["我有个事想反映", "我有点事想跟你们说哈"])
async def test_who_only_begins_complains_of_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "您请说" in await tale.say("f", words)


async def test_who_says_what_he_runs_has_no_need_yet(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", words) for words in ("我是开饭馆的", "隔壁天天烧烤烟大得很", "北碚区东阳")]
        assert sum("已登记" in one for one in said) == 1
        no = next(number_in(one) for one in said if "已登记" in one)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert "烟" in demand.summary


async def test_a_partner_is_not_the_asker(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "我们想跟西南大学一起开发花椒油，江津区李市镇"))
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.organization is None
