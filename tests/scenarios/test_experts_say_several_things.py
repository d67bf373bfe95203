"""Experts over several orders, with a way out of coming, half done, nobody there, and after the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import ONLINE, VisitStatus
from tests.scenarios import visiting
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import Story

PUBLISHED, CLAIMED = DemandStatus.PUBLISHED, DemandStatus.CLAIMED


@pytest.fixture
async def one(tmp_path: Path) -> AsyncIterator[Story]:
    """One need, offered to Li and Tan."""
    async with cast_story(tmp_path) as tale:
        await tale.say("farmer", "奉节白帝镇脆李裂果，想请专家到现场看看")
        tale.heard("li")
        yield tale


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Story]:
    """Two needs, both offered to Li and Tan."""
    async with cast_story(tmp_path) as tale:
        await tale.say("farmer", "奉节白帝镇脆李裂果，想请专家到现场看看")
        await tale.say("zhang", "奉节甲高镇柑橘黄龙病，请专家来看")
        tale.heard("li")
        yield tale


# -- one order -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["有哪些老师接了", "现在有几个人接了哦", "是不是已经有人接了"])
async def test_a_question_with_the_word_of_claiming_claims_nothing(one: Story, words: str) -> None:
    await one.say("li", words)
    assert await status(one) is PUBLISHED


@pytest.mark.parametrize("words", ["人在外头，只能视频给他看", "这周走不开 线上我可以", "跑不动了，就远程看看嘛"])
async def test_who_can_only_meet_online_takes_it_so(one: Story, words: str) -> None:
    await one.say("li", words)
    found = await demand(one)
    assert found is not None
    assert (found.status, found.mode) == (CLAIMED, ONLINE)
    assert any("带话" in line for line in one.heard("farmer"))


@pytest.mark.parametrize("words", ["线上看不出来，这个月又去不了", "能不能视频看一下", "他说只能线上"])
async def test_other_words_of_meeting_online_claim_nothing(one: Story, words: str) -> None:
    await one.say("li", words)
    assert await status(one) is PUBLISHED


@pytest.mark.parametrize("words", ["我接，下周一到周三随便哪天，看老乡", "接了 周四周五都行 你们定"])
async def test_days_left_to_the_asker_are_asked_of_nobody_else(one: Story, words: str) -> None:
    reply = await one.say("li", words)
    assert await status(one) is CLAIMED
    assert "哪一个" not in reply
    assert "具体" not in reply
    assert any("周" in line and "带话" in line for line in one.heard("farmer"))


@pytest.mark.parametrize("words", ["我在外头培训，26号才得空，等得起不", "月底才能来，来得及不"])
async def test_whether_it_can_wait_is_asked_of_the_asker(one: Story, words: str) -> None:
    await one.say("li", words)
    assert await status(one) is PUBLISHED
    assert any("想先问您" in line for line in one.heard("farmer"))


async def test_advice_while_the_order_is_in_hand_goes_over(one: Story) -> None:
    await one.say("li", "揭榜 1")
    one.heard("farmer")
    reply = await one.say("li", "先把落果捡了烧掉 莫灌水 我明天打电话")
    assert "转给对方" in reply
    assert any("落果" in line for line in one.heard("farmer"))


async def test_claimed_once_more_is_said_to_be_in_hand(one: Story) -> None:
    await one.say("li", "我接")
    assert "已经在您手上" in await one.say("li", "接单")


@pytest.mark.parametrize("words", ["是他自己不听劝，硬要打那个药", "这家人难缠得很 说话难听"])
async def test_a_grumble_about_the_asker_is_for_the_butler(one: Story, words: str) -> None:
    one.heard("farmer")
    assert "管家" in await one.say("li", words)
    assert one.heard("farmer") == []


async def test_a_no_taken_back_with_a_but_and_a_name_after_a_no(one: Story) -> None:
    await one.say("li", "接不了，腰杆痛")
    assert "谭树林" in await one.say("li", "要不喊谭树林去嘛")
    await one.say("li", "不过线上我可以看看")
    assert await status(one) is CLAIMED


async def test_since_when_is_answered_and_no_wish_for_a_visit(one: Story) -> None:
    await one.say("li", "问 1 什么时候开始裂的")
    one.heard("li")
    await one.say("farmer", "大前天")
    assert any("大前天" in line for line in one.heard("li"))


@pytest.mark.parametrize("words", ["我马上赶过来", "我现在就去看"])
async def test_who_sets_out_has_taken_it(one: Story, words: str) -> None:
    await one.say("li", words)
    assert await status(one) is CLAIMED


async def test_findings_without_a_question_are_advice_and_later_words_no_refusal(one: Story) -> None:
    await one.say("li", "我看了图片，就是缺钙引起的，叶面补两次钙")
    await one.say("li", "有啥子再问我")
    assert "婉拒" not in await one.say("li", "揭榜")
    assert await status(one) is CLAIMED


@pytest.mark.parametrize("words", ["让你们院长加我微信哈", "让其他村民也来听听", "停车好停不"])
async def test_words_for_the_other_side_hand_nothing_back(one: Story, words: str) -> None:
    await one.say("li", "揭榜 1")
    one.heard("farmer")
    await one.say("li", words)
    assert await status(one) is CLAIMED


async def test_a_colleague_by_name_after_handing_on(one: Story) -> None:
    assert "不打扰您" in await one.say("li", "这个转给我同事嘛，他专门搞这块")
    assert "王明远" in await one.say("li", "叫王明远")
    assert "推荐" not in await one.say("li", "农户叫什么名字")


async def test_a_doubt_about_the_way_is_no_advice(one: Story) -> None:
    one.heard("farmer")
    await one.say("li", "有点远哦 过去单边四个小时")
    assert not any("建议" in line for line in one.heard("farmer"))
    await one.say("li", "3")
    await one.say("li", "算了 我自己跑一趟")
    assert await status(one) is CLAIMED


@pytest.mark.parametrize("words", ["在乡下信号不好 晚上回你", "正在坐诊，忙完回复您"])
async def test_an_answer_that_is_promised_is_waited_for(one: Story, words: str) -> None:
    assert "不急" in await one.say("li", words)
    assert await status(one) is PUBLISHED


# -- several orders --------------------------------------------------------------------------------------


async def test_each_order_gets_its_own_time(two: Story) -> None:
    await two.say("li", "揭榜 1")
    await two.say("li", "揭榜 2")
    await two.say("li", "黄龙病那个下周二上午去，裂果那个下周三下午")
    found = [*await visiting.visits(two, 1), *await visiting.visits(two, 2)]
    assert [one.starts_at.weekday() for one in found] == [2, 1]


@pytest.mark.parametrize(
    ("words", "of_first", "of_second"),
    [
        ("裂果我接，柑橘也一起看", CLAIMED, CLAIMED),
        ("1接 2不接", CLAIMED, PUBLISHED),
        ("柑橘那个我来，脆李那个我去不了", PUBLISHED, CLAIMED),
        ("第一个接，第二个不接", CLAIMED, PUBLISHED),
    ],
)
async def test_each_order_gets_its_own_answer(
    two: Story, words: str, of_first: DemandStatus, of_second: DemandStatus
) -> None:
    await two.say("li", words)
    assert (await status(two, 1), await status(two, 2)) == (of_first, of_second)


@pytest.mark.parametrize("words", ["这个月都排满了", "最近走不开", "下周要出差"])
async def test_having_no_time_is_said_of_all_that_wait(two: Story, words: str) -> None:
    await two.say("li", words)
    assert (await status(two, 1), await status(two, 2)) == (PUBLISHED, PUBLISHED)
    assert "哪一单" not in await two.say("li", "谢谢")


async def test_no_to_all_and_away_until_a_day(two: Story) -> None:
    reply = await two.say("li", "都不接了，12月10号以后再派")
    assert "12月10日" in reply
    assert "12月11日起" not in reply
    assert "不打扰您" in reply


async def test_the_first_of_the_list_is_claimed(two: Story) -> None:
    await two.say("li", "都不接")
    await two.say("li", "榜单")
    await two.say("li", "第一个我要了")
    assert CLAIMED in {await status(two, 1), await status(two, 2)}


# -- around the visit ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["老乡没在屋头，等了半天，转去了", "敲门没人应 打他电话也没人接 等了一个多小时", "大门锁起的，回去了"]
)
async def test_nobody_there_is_never_a_service(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.begun(tale)
        await tale.say("tan", words)
        assert await visiting.states(tale, no) == [VisitStatus.MISSED]


async def test_at_the_hour_itself_the_other_side_is_called(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.agreed(tale)
        await tale.advance(days=5)
        await tale.say("tan", "到院坝了 咋个没得人来开门")
        assert "120" not in await tale.say("f", "在后头 来了")
        assert await visiting.states(tale, no) == [VisitStatus.AGREED]


@pytest.mark.parametrize("words", ["轮胎爆了 修好再走 十点半到", "车子坏在半路，十点半到"])
async def test_held_up_on_the_way_is_told_and_stays_agreed(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.agreed(tale)
        await tale.advance(days=5)
        await tale.say("tan", words)
        found = await visiting.visits(tale, no)
        assert [one.status for one in found] == [VisitStatus.AGREED]
        assert visiting.hour(found[0]) == (26, 10)


async def test_not_today_but_tomorrow_moves_the_visit_whose_hour_has_struck(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.agreed(tale)
        await tale.advance(days=5)
        await tale.say("tan", "今天来不成了，明天上午行不行")
        assert await visiting.states(tale, no) == [VisitStatus.PROPOSED]


async def test_nobody_there_and_another_day(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.begun(tale)
        await tale.say("tan", "打电话没人接，后天同一时间再来")
        assert (await visiting.states(tale, no))[-1] is VisitStatus.PROPOSED


async def test_somebody_else_was_there(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.begun(tale)
        await tale.say("tan", "老乡不在家，他儿子带我看完了，缺硼")
        assert VisitStatus.MISSED not in await visiting.states(tale, no)


@pytest.mark.parametrize("words", ["只弄了一半，落雨了，明天接着弄", "没看完，后天上午继续看"])
async def test_half_done_goes_on_another_day(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.begun(tale)
        await tale.say("tan", words)
        assert await visiting.states(tale, no) == [VisitStatus.DONE, VisitStatus.PROPOSED]
        assert await status(tale, no) is not DemandStatus.SERVED


async def test_half_done_without_a_day_stays_in_hand(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.begun(tale)
        assert f"完成 {no}" in await tale.say("tan", "今天只剪了一半，天黑了")
        assert await status(tale, no) is CLAIMED


async def test_how_it_went_on_is_asked_of_the_asker(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await visiting.closed(tale)
        for words in ("老乡那边后来好点没有", "上回那家效果咋样"):
            assert "转给对方" in await tale.say("tan", words)
        await tale.say("f", "新叶子都绿转来了")
        await tale.say("f", "新叶子都绿转来了")
        assert any("新叶" in line for line in tale.heard("tan"))


async def test_a_title_behind_the_yes_takes_nothing_from_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.proposed(tale)
        await tale.say("f", "好的谭工")
        assert await visiting.states(tale, no) == [VisitStatus.AGREED]


@pytest.mark.parametrize("words", ["绕老路走的 九点四十到", "高速封了 九点五十分左右到得了"])
async def test_when_one_arrives_today_is_told_and_asks_nobody(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.agreed(tale)
        await tale.advance(days=5)
        await tale.say("tan", words)
        assert await visiting.states(tale, no) == [VisitStatus.AGREED]


async def test_of_the_days_named_any_will_do(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.claimed(tale)
        assert "哪一个" in await tale.say("tan", "下周末过来")
        assert "转给对方" in await tale.say("tan", "都得行")
        await tale.say("f", "周日上午八点")
        assert visiting.hour((await visiting.visits(tale, no))[0])[1] == 8


async def test_some_have_not_had_their_turn_and_the_rest_is_done_another_day(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.begun(tale)
        assert f"完成 {no}" in await tale.say("tan", "讲完了，还有八家没看到，下个月再来")
        await tale.say("tan", "12月18号再来把剩下的弄完")
        assert await visiting.states(tale, no) == [VisitStatus.DONE, VisitStatus.PROPOSED]


async def test_the_day_suits_and_the_part_of_it_goes_with_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.proposed(tale)
        await tale.say("f", "周四要得 下午嘛")
        assert visiting.hour((await visiting.visits(tale, no))[0])[1] >= 12


async def test_gladly_is_a_yes_to_the_time(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await visiting.proposed(tale)
        await tale.say("f", "好得很")
        assert await visiting.states(tale, no) == [VisitStatus.AGREED]


async def test_findings_that_come_late_reach_the_asker(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await visiting.closed(tale)
        await tale.say("tan", "5分")
        assert "转给对方" in await tale.say("tan", "叶片化验结果出来了，缺镁，叶面补硫酸镁两次")
        assert "转给对方" not in await tale.say("tan", "我家的李子裂果，想请专家看看")


@pytest.mark.parametrize("words", ["谢谢，函发到我们所办公室邮箱", "好的 辛苦 到时候带上去年的化验单"])
async def test_thanks_and_more_go_over(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await visiting.agreed(tale)
        assert "转给对方" in await tale.say("tan", words)


# -- of oneself ------------------------------------------------------------------------------------------


async def test_limits_in_ones_own_words(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "同时 3 单" in await tale.say("li", "手头不要超过三单")
        assert "管家" in await tale.say("li", "一个月顶多接两单")


async def test_staying_after_all(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("li", "我想退出专家库")
        assert "欢迎回来" in await tale.say("li", "想了下还是留着吧")
        await tale.say("li", "请假到12月10号")
        assert "欢迎回来" in await tale.say("li", "没事了，恢复派单")


async def test_how_long_a_leave_lasts_is_put_right(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("li", "请假半个月")
        assert "12月20日" in await tale.say("li", "改成一个月")
        assert "不给您派" not in await tale.say("tan", "改成一个月")


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("研究方向变了，现在主要搞果品采后保鲜", "果品采后保鲜"),
        ("姓名登记错了", "姓名"),
        ("退订", "解绑"),
        ("只派五十公里以内的给我", "管家"),
    ],
)
async def test_of_the_own_profile_in_prose(tmp_path: Path, words: str, reply: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert reply in await tale.say("li", words)
