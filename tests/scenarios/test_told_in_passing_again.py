"""More that is said beside a need: wishes, any time, second thoughts, activities, questions back, what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story, number_in
from tests.scenarios.test_told_in_passing import NEED, is_alone, text_of
from tests.scenarios.test_words_about_the_visit import claimed, fixed, visits


async def status_of(tale: Story, no: int) -> DemandStatus:
    """Where the demand stands."""
    demand = await tale.run(lambda uow: uow.demands.get(no))
    status: DemandStatus = demand.status
    return status


@pytest.mark.parametrize(
    "words", ["老板催得急，能不能这周来", "最好下周能来", "随便好久来都可以", "最好能来讲一课，再到地里看看"]
)
async def test_when_and_how_it_suits_is_kept_with_the_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert f"#{no}" in await tale.say("f", words)
        assert words in await text_of(tale, no)
        assert await is_alone(tale, no)


async def test_how_to_call_is_no_call_for_a_person(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("f", "还有 打电话不要晚上打 我睡得早")
        assert "晚上" in await text_of(tale, no)


@pytest.mark.parametrize("words", ["在南岸区", "果园在奉节县白帝镇", "不在永乐，就在白帝镇"])
async def test_where_it_is_is_no_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert f"#{no}" in await tale.say("f", words)
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["啥子地方？", "你说哪个", "没懂"])
async def test_a_question_back_is_explained_and_registers_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我家脐橙叶子发黄")
        assert "哪个区县" in await tale.say("f", words)
        assert await is_alone(tale, 0)


async def test_an_answer_to_the_expert_is_not_taken_for_the_intakes(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("f", "另一件，猪不吃食，在哪里登记")
        await tale.say("tan", f"问 {no} 树龄多大？")
        await tale.say("f", "八年")
        assert any("八年" in line for line in tale.heard("tan"))


async def test_right_and_wrong_in_either_order(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "忠县拔山镇 柑橘黄龙病 请专家")
        assert "溃疡病" in await tale.say("f", "不对 是溃疡病 不是黄龙病")


async def test_a_place_alone_changes_no_field(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我家脐橙叶子发黄")
        await tale.say("f", "公司在荣昌")
        demand = await tale.run(lambda uow: uow.demands.get(1))
        assert demand.field_code == "agriculture"


async def test_yes_and_a_question_is_a_yes(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"约 {no} 周三上午9点 现场")
        await tale.say("f", "可以的，麻烦老师了。需要我们派车接吗？")
        assert [visit.status for visit in await visits(tale, no)] == [VisitStatus.AGREED]
        assert any("派车" in line for line in tale.heard("tan"))


async def test_yes_with_the_day_and_a_question_is_a_yes(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"约 {no} 周五上午9点 现场")
        await tale.say("f", "周五上午可以，人多，您要不要投影仪？")
        assert [visit.status for visit in await visits(tale, no)] == [VisitStatus.AGREED]
        assert any("投影仪" in line for line in tale.heard("tan"))


@pytest.mark.parametrize("words", ["行，几点？", "可以，不过能不能改早点？"])
async def test_yes_and_a_question_about_the_time_is_none(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"约 {no} 周三上午9点 现场")
        await tale.say("f", words)
        assert [visit.status for visit in await visits(tale, no)] == [VisitStatus.PROPOSED]


async def test_cancelling_is_asked_of_the_visit_or_of_all(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await fixed(tale)
        assert "回1" in await tale.say("f", "取消")
        await tale.say("f", "1")
        assert [visit.status for visit in await visits(tale, no)] == [VisitStatus.CANCELLED]
        assert await status_of(tale, no) is DemandStatus.CLAIMED


async def test_a_refused_day_beside_another_moves_the_visit(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await fixed(tale)
        assert "改到 11月26日（周四）" in await tale.say("f", "等等 周三不行 周四")
        assert [visit.status for visit in await visits(tale, no)] == [VisitStatus.PROPOSED]


async def test_an_expert_who_left_has_served(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await fixed(tale)
        await tale.advance(days=4, hours=3)
        assert "解决了吗" in await tale.say("f", "走了走了 说是缺铁")
        assert await status_of(tale, no) is DemandStatus.SERVED
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["我没接到电话啊", "根本没人来"])
async def test_a_service_that_is_denied_is_none(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"完成 {no} 电话里讲了")
        assert "重新办理" in await tale.say("f", words)
        assert await status_of(tale, no) is DemandStatus.REOPENED


async def test_praise_does_not_hide_that_it_is_not_solved(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"完成 {no} 看过了")
        await tale.say("f", "专家水平可以 但是问题还没彻底解决")
        assert await status_of(tale, no) is DemandStatus.REOPENED


async def test_what_is_left_after_the_closing_is_asked_about(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"完成 {no} 看过了")
        await tale.say("f", "解决了 5分")
        assert f"#{no}" in await tale.say("f", "还有点发黄")
        await tale.say("f", "是")
        assert await status_of(tale, no) is DemandStatus.REOPENED


async def test_praise_weeks_later_confirms(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"完成 {no} 看过了")
        await tale.say("f", "解决了 5分")
        await tale.advance(days=30)
        assert "已解决" in await tale.say("f", "好得很")


@pytest.mark.parametrize("words", ["我要跟人说话", "叫你们领导来说", "找个真人接电话"])
async def test_a_person_is_called(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "管家" in await tale.say("f", words)
        assert any("请回电" in line for line in tale.heard("butler"))


async def test_a_trouble_shouted_is_a_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "哪个区县" in await tale.say("f", "我的鱼都死完了！！！！")
        assert "#1" in await tale.say("f", "长寿湖镇的")


@pytest.mark.parametrize("words", ["给我讲个笑话", "明天下雨不", "6666", "滚"])
async def test_chatter_does_not_answer_the_intake(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我家脐橙叶子发黄")
        await tale.say("f", words)
        assert await is_alone(tale, 0)


async def test_somebody_without_a_phone_asks_for_none(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert f"补充到 #{no}" in await tale.say("f", "她没得微信")


async def test_what_is_on_is_shown_and_its_hour_told(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("boss", "添加宣讲 脆李冬季管护；12月1日上午9点；白帝镇文化中心；奉节果农；50人")
        await tale.say("boss", "是")
        assert "脆李冬季管护" in await tale.say("f", "奉节白帝镇的，我种脆李，最近有没得培训")
        assert await is_alone(tale, 0)
        await tale.say("f", "我要报名")
        assert "9:00" in await tale.say("f", "几点开始 在哪里")
        await tale.say("f", "我可能来不了了 家里有事")
        assert "报上了" in await tale.say("f", "又来得了了")


async def test_a_file_is_answered(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        phone = tale.stage.phones.of("f")
        fields = {"Title": "报告.pdf", "Description": "", "FileKey": "k", "FileMd5": "m", "FileTotalLen": "1"}
        reply = await tale.stage.wire.deliver(phone.message("file", fields))
        assert "拍张照片" in (reply.text or "")
