"""Short, odd and broken-off words: which matter, which question, which piece they belong to."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import NEED, is_alone, text_of
from tests.scenarios.test_words_about_the_visit import claimed, fixed, visits


@pytest.mark.parametrize("words", ["20号钢", "以前用过304 也穿", "12月份栽的", "没得", "东边那块"])
async def test_whatever_is_said_to_an_experts_question_is_its_answer(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("tan", f"问 {no} 是哪种、什么时候开始的？")
        tale.heard("tan")
        await tale.say("f", words)
        assert any(words in line for line in tale.heard("tan"))


@pytest.mark.parametrize("words", ["施肥机是坏的！修好了再看", "等树换好了再说"])
async def test_what_is_not_done_yet_closes_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("tan", f"答 {no} 先补铁肥")
        await tale.say("f", words)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.status is not DemandStatus.CLOSED


@pytest.mark.parametrize(
    ("words", "at"),
    [("第一个不用了", 0), ("第二个不用了", 1), ("前面那个不用了", 0), ("后头那个不要了", 1), ("先前那件取消了", 0)],
)
async def test_the_first_and_the_second_are_told_apart(tmp_path: Path, words: str, at: int) -> None:
    async with cast_story(tmp_path) as tale:
        numbers = [number_in(await tale.say("f", NEED))]
        numbers.append(number_in(await tale.say("f", "再登记一个，奉节永乐镇的兔子拉稀")))
        await tale.say("f", words)
        for place, no in enumerate(numbers):
            demand = await tale.run(lambda uow, no=no: uow.demands.get(no))
            assert (demand.status is DemandStatus.WITHDRAWN) is (place == at)


async def test_one_more_expert_is_no_meeting_point(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await fixed(tale)
        before = [visit.place for visit in await visits(tale, no)]
        await tale.say("f", "还差一名专家")
        assert [visit.place for visit in await visits(tale, no)] == before


@pytest.mark.parametrize("words", ["老师坐高铁还是开车", "需要我们派车不"])
async def test_how_the_expert_comes_is_asked_of_the_expert(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await fixed(tale)
        await tale.say("f", words)
        assert any("带话" in line and words in line for line in tale.heard("tan"))


@pytest.mark.parametrize("words", ["换个农科院的嘛", "换一个", "给我换人"])
async def test_another_expert_is_asked_for_in_few_words(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await claimed(tale)
        assert "管家" in await tale.say("f", words)
        assert not tale.heard("tan")


async def test_who_the_expert_is_is_answered_not_passed_on(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await claimed(tale)
        assert "柑橘栽培" in await tale.say("f", "这个专家是干啥子的 懂不懂脐橙哦")
        assert not tale.heard("tan")


async def test_whoever_will_not_rate_need_not(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"完成 {no} 看过了")
        assert "不评也行" in await tale.say("f", "不想评")


@pytest.mark.parametrize("words", ["我是长寿的那个邻封镇", "长寿邻封镇嘛，晓得不"])
async def test_a_place_answers_the_intake_however_it_is_said(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我家脐橙叶子发黄")
        assert "长寿区邻封镇" in await tale.say("f", words)


async def test_the_trouble_itself_is_no_second_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "綦江篆塘，苞谷遭钻心虫了，想请专家"))
        await tale.say("f", "打药都打球不死")
        assert "打球不死" in await text_of(tale, no)
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["那饭钱喃", "车费我出不"])
async def test_costs_beside_the_fee_are_answered(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        assert "花钱" in await tale.say("f", words)


@pytest.mark.parametrize("words", ["检测报告要不要发你", "找不到那个加号"])
async def test_how_to_send_is_explained(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert "“+”" in await tale.say("f", words)
        assert await is_alone(tale, no)


async def test_needs_told_in_single_words_become_one(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        for words in ("猪", "不吃食", "三头"):
            await tale.say("f", words)
        await tale.say("f", "永川板桥")
        demand = await tale.run(lambda uow: uow.demands.get(1))
        assert demand.field_code == "agriculture"
        assert "不吃食" in demand.summary
        assert await is_alone(tale, 1)


@pytest.mark.parametrize("words", ["太好了🎉🎉", "太好了", "这么快👍👍"])
async def test_joy_about_a_claim_is_no_service(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("f", words)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.status is DemandStatus.CLAIMED


@pytest.mark.parametrize("words", ["周三临时有客户审核，改周四同一时间", "改周四嘛", "挪到周四上午9点"])
async def test_a_move_in_any_words_moves(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await fixed(tale)
        assert "11月26日（周四）9:00" in await tale.say("f", words)
        assert await is_alone(tale, no)


async def test_turning_to_another_trouble_withdraws_nothing(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert number_in(await tale.say("f", "算了先不说这个，我家的猪不吃食了")) == no + 1
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.status is not DemandStatus.WITHDRAWN


@pytest.mark.parametrize("words", ["我人在广东", "我现在在成都打工"])
async def test_where_the_asker_works_moves_no_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("f", words)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.place_code == "500236"


async def test_a_wish_beside_the_yes_reaches_the_expert(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"约 {no} 12月2日上午10点 现场")
        assert "约好了" in await tale.say("f", "2号可以，能不能顺便给社员讲讲")
        assert any("社员讲讲" in line for line in tale.heard("tan"))


async def test_whoever_cannot_go_online_is_visited(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"约 {no} 周三上午9点 线上")
        assert "现场" in await tale.say("f", "线上我不会")


async def test_an_experts_question_is_said_again(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("tan", f"问 {no} 浇水怎么浇的？")
        assert "浇水怎么浇的" in await tale.say("f", "啥子意思")


@pytest.mark.parametrize(
    ("words", "told"),
    [("专家是真的专家迈", "核实"), ("有证没得", "核实"), ("来了不解决咋办", "没解决"), ("不好意思发错了", "没关系")],
)
async def test_doubts_before_the_need_are_answered(tmp_path: Path, words: str, told: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert told in await tale.say("f", words)
        assert await is_alone(tale, 0)


async def test_whoever_wants_to_be_an_expert_is_asked_for_name_and_unit(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "单位" in await tale.say("f", "我是退休医生，想当专家")
        await tale.say("f", "张德福；忠县人民医院；主任医师；心血管内科")
        assert await is_alone(tale, 0)


@pytest.mark.parametrize("words", ["是不是传染病哦", "他姓唐", "他喊我问的，他不会弄手机"])
async def test_a_remark_in_passing_stays_with_the_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节永乐镇，我屋的牛拉稀，想请人看看"))
        assert f"#{no}" in await tale.say("f", words)
        assert await is_alone(tale, no)


async def test_another_subject_altogether_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert "蜜蜂" in await tale.say("f", "改成蜜蜂结晶快的问题")
        assert await is_alone(tale, no)
