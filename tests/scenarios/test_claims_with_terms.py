"""Claims that say more than yes: on terms, of two orders at once; and what experts say of their own record."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story, number_in
from tests.scenarios.visiting import NEED, demand_of, hour, say, visits


async def offered(tale: Story) -> int:
    """An order that waits for 谭老师."""
    no = number_in(await tale.say("f", NEED))
    tale.heard("tan")
    return no


@pytest.mark.parametrize("words", ["这类我懂得怎么弄，我来，不过这几天走不脱，周五要得不", "揭了，等他们定时间"])
async def test_a_claim_with_more_is_a_claim(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await offered(tale)
        await say(tale, "tan", words)
        assert (await demand_of(tale, no)).expert_id is not None


async def test_terms_are_asked_about_and_told_with_the_claim(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await offered(tale)
        words = "来是能来，要村里派个车到车站接我"
        assert "回1" in await say(tale, "tan", words)
        await say(tale, "tan", "1")
        assert (await demand_of(tale, no)).expert_id is not None
        assert "派个车" in "".join(tale.heard("f"))


@pytest.mark.parametrize("words", ["不用接我，这单我不去", "这个不归我管"])
async def test_a_no_stays_a_no(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await offered(tale)
        await say(tale, "tan", words)
        assert (await demand_of(tale, no)).expert_id is None


async def test_two_claims_with_their_own_days(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = await offered(tale)
        second = number_in(await tale.say("g", "奉节白帝镇，脆李树干流胶，想请专家看看"))
        await say(tale, "tan", "两家我都接，黄叶那家周四上午去，流胶那家周五上午去")
        assert [hour(one) for one in await visits(tale, first)] == [(26, 9)]
        assert [hour(one) for one in await visits(tale, second)] == [(27, 9)]
        assert "流胶" not in "".join(tale.heard("f"))


@pytest.mark.parametrize("words", ["娃儿放假了我空了，又可以接活了", "手术做完恢复好了，有单尽管派"])
async def test_back_from_leave_in_any_words(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await say(tale, "tan", "请假到下周日")
        assert "欢迎回来" in await say(tale, "tan", words)


async def test_back_next_month_is_not_back_yet(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await say(tale, "tan", "请假到下周日")
        assert "欢迎回来" not in await say(tale, "tan", "下个月可以接单了")


async def test_a_long_leave_is_a_leave(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "不给您派新单" in await say(tale, "tan", "下周一起我要休年假和产假，一直到明年二月，单子莫派哈")


@pytest.mark.parametrize("words", ["我不想当专家了，把我从名册上划掉嘛", "岁数大了干不动，专家库里头把我删了"])
async def test_who_wants_out_is_let_go(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "移出专家库" in await say(tale, "tan", words)


@pytest.mark.parametrize("words", ["奉节以外的单子我都不接，跑不起", "除了奉节，别的地方都莫派给我"])
async def test_where_an_expert_does_not_go_is_kept(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "记下了" in await say(tale, "tan", words)


async def test_one_skill_goes_and_another_comes(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "病虫害防治、樱桃" in await say(tale, "tan", "脆李我不搞了，加个樱桃")
        await say(tale, "tan", "是")
        one = await tale.run(lambda uow: uow.experts.by_key("重庆", "谭树林", "市农技推广总站"))
        assert one.skills == ("柑橘栽培", "病虫害防治", "樱桃")


async def test_a_skill_that_stands_in_an_offered_order_is_first_about_that(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("g", "奉节白帝镇，脆李树干流胶，想请专家看看"))
        await say(tale, "tan", "脆李我不搞了")
        assert (await demand_of(tale, no)).status is DemandStatus.PUBLISHED


async def test_one_is_taken_and_one_is_not_by_signs_in_any_order(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = await offered(tale)
        second = number_in(await tale.say("g", "奉节白帝镇，脆李树干流胶，想请专家看看"))
        await say(tale, "tan", "叶黄那家我去看，胶流那家不归我管")
        assert (await demand_of(tale, first)).expert_id is not None
        assert (await demand_of(tale, second)).expert_id is None


async def test_what_one_asker_asked_is_not_answered_to_another(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = await offered(tale)
        await say(tale, "tan", f"揭榜 {first}")
        await tale.say("g", "奉节白帝镇，脆李树干流胶，想请专家看看")
        await say(tale, "f", "老师认得到路不")
        tale.heard("g")
        await say(tale, "tan", "导航就行，把村组发给我")
        assert "导航" in "".join(tale.heard("f"))
        assert "导航" not in "".join(tale.heard("g"))


async def test_who_is_not_away_is_told_so(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "没有请假" in await say(tale, "tan", "忙完了，可以给我派单了")


async def test_a_question_to_a_plant_goes_to_the_plant(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await offered(tale)
        await say(tale, "tan", f"揭榜 {no}")
        words = "你们园子头打的啥子药，一桶水兑好多"
        await say(tale, "tan", words)
        assert words in "".join(tale.heard("f"))


async def test_what_a_claim_by_its_day_asks_for_goes_over(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await offered(tale)
        await say(tale, "tan", "柑橘我在行，28号上午可以来，先把打药的单子找齐")
        assert "先把打药的单子找齐" in "".join(tale.heard("f"))
