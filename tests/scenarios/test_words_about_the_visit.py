"""Around a visit: days that will not do or would, questions to the expert, yes once more, arrival, the score."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.visits import Visit, VisitStatus
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story, number_in

NEED = "奉节永乐镇，我屋脐橙叶子发黄，想请专家看看"


async def claimed(tale: Story) -> int:
    """A demand in the hands of 谭老师."""
    no = number_in(await tale.say("f", NEED))
    await tale.say("tan", f"揭榜 {no}")
    tale.heard("f")
    tale.heard("tan")
    return no


async def fixed(tale: Story) -> int:
    """As above, and a visit agreed for 周三, 25 November, at nine."""
    no = await claimed(tale)
    await tale.say("tan", f"约 {no} 周三上午9点 现场")
    await tale.say("f", "行")
    tale.heard("f")
    tale.heard("tan")
    return no


async def visits(tale: Story, no: int) -> list[Visit]:
    """All visits of the demand."""
    found: list[Visit] = await tale.run(lambda uow: uow.visits.of_demand(no, tuple(VisitStatus)))
    return found


@pytest.mark.parametrize("words", ["周三我要开会", "周三下午要去赶场", "25号我不在家"])
async def test_a_day_that_will_not_do_is_no_yes(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"约 {no} 周三下午3点 现场")
        assert "哪天几点方便" in await tale.say("f", words)
        assert [visit.status for visit in await visits(tale, no)] == [VisitStatus.CANCELLED]


async def test_the_reason_beside_another_day_is_no_second_choice(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await fixed(tale)
        reply = await tale.say("f", "把时间改成周四嘛 周三镇上开会")
        assert "11月26日（周四）9:00" in reply
        assert "不止一个" not in reply


async def test_an_agreed_day_that_will_not_do_is_asked_about(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await fixed(tale)
        assert "改到哪天" in await tale.say("f", "25号我不在家")


@pytest.mark.parametrize("words", ["那天有考试 换一天", "重新约个时间嘛"])
async def test_another_day_without_saying_which_is_asked_for(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await fixed(tale)
        assert "哪天几点" in await tale.say("f", words)


@pytest.mark.parametrize("words", ["下周一到周四都行", "下周都可以"])
async def test_days_that_would_do_reach_the_expert(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        assert f"#{no}" in await tale.say("f", words)
        assert any(words in line for line in tale.heard("tan"))


@pytest.mark.parametrize("words", ["来几个人？我们好安排饭", "他要不要吃饭", "腾讯会议可以吗", "专家自己开车来不"])
async def test_a_question_to_the_expert_is_passed_on_at_once(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await fixed(tale)
        assert "已转给" in await tale.say("f", words)
        assert any(words in line for line in tale.heard("tan"))


@pytest.mark.parametrize("words", ["同意", "好的", "要得"])
async def test_yes_once_more_hears_the_time_again(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await fixed(tale)
        assert "11月25日（周三）9:00" in await tale.say("f", words)


@pytest.mark.parametrize("words", ["他来了", "专家到了"])
async def test_arrival_is_not_the_end(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await fixed(tale)
        await tale.advance(days=4, minutes=10)
        await tale.say("f", words)
        assert [visit.status for visit in await visits(tale, no)] == [VisitStatus.AGREED]


async def test_a_wish_beside_a_question_is_kept(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert "记在" in await tale.say("f", "什么时候能来？最好周四下午")
        assert "周四下午" in await tale.say("tan", f"揭榜 {no}")


async def test_how_long_it_takes_is_no_impatience(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        reply = await tale.say("f", "大概要等好久？")
        assert f"#{no}" in reply
        assert "久等" not in reply


@pytest.mark.parametrize("words", ["都两天了！！！", "搞快点嘛", "少废话 快点喊人来"])
async def test_impatience_in_few_words(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        await tale.advance(days=2)
        assert "久等" in await tale.say("f", words)


@pytest.mark.parametrize(("words", "score"), [("打个8分嘛", 4), ("给90分", 5), ("6分", 3)])
async def test_a_score_out_of_ten_counts_out_of_five(tmp_path: Path, words: str, score: int) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"完成 {no} 看过了")
        assert f"{score} 分" in await tale.say("f", words)
        ratings = await tale.run(lambda uow: uow.ratings.of_demand(no, 1))
        assert [one.score for one in ratings] == [score]


async def test_a_slip_in_the_score_is_mended_while_nobody_has_read_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"完成 {no} 看过了")
        await tale.say("f", "解决了 2分")
        await tale.say("f", "我刚才打错了，应该是5分")
        ratings = await tale.run(lambda uow: uow.ratings.of_demand(no, 1))
        assert [one.score for one in ratings] == [5]
        await tale.say("tan", f"评价 {no} 5")
        await tale.say("f", "打错了，是1分")
        ratings = await tale.run(lambda uow: uow.ratings.of_demand(no, 1))
        assert sorted(one.score for one in ratings) == [5, 5]


@pytest.mark.parametrize("words", ["叶子好了 长新芽了", "已经转过来了"])
async def test_good_news_after_the_service_closes(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"完成 {no} 看过了")
        assert "办结" in await tale.say("f", words)
