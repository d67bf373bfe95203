"""What askers say beside the need: it is answered for the matter that runs, and begins no second one."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.work import TaskKind
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story, number_in

NEED = "奉节永乐镇，我屋脐橙叶子发黄，想请专家看看"


async def numbers(tale: Story) -> int:
    """How many demands there are."""
    count = 0
    while await tale.run(lambda uow, no=count + 1: uow.demands.get(no)):
        count += 1
    return count


async def claimed(tale: Story) -> int:
    no = number_in(await tale.say("f", NEED))
    await tale.say("li", f"揭榜 {no}")
    tale.heard("f")
    tale.heard("li")
    return no


@pytest.mark.parametrize("words", ["咋个还没得人来嘛", "等好久了", "为什么发了没反应", "催一下", "到底有没得人管"])
async def test_impatience_is_answered_with_what_stands(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.advance(days=2)
        reply = await tale.say("f", words)
        assert "久等" in reply
        assert f"#{no}" in reply
        assert "转人工" in reply
        assert await numbers(tale) == 1


@pytest.mark.parametrize("words", ["他不会用手机", "场地我们有", "专家组最好两个人来", "补充一下 树龄八年 去年换过肥"])
async def test_a_remark_belongs_to_the_matter_that_runs(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert f"#{no}" in await tale.say("f", words)
        assert await numbers(tale) == 1


async def test_a_thing_of_its_own_is_a_second_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        reply = await tale.say("f", "另一件，猪不吃食")
        assert number_in(reply) != no
        assert await numbers(tale) == 2


async def test_a_remark_reaches_the_expert_who_has_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await claimed(tale)
        await tale.say("f", "两棵小的怕是不行了")
        assert any("怕是不行了" in line for line in tale.heard("li"))
        assert await numbers(tale) == 1


async def test_another_expert_is_asked_of_staff(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        assert "管家" in await tale.say("f", "换个专家嘛")
        tasks = await tale.run(lambda uow: uow.work.tasks(["重庆"]))
        assert any(task.demand_no == no and task.kind is TaskKind.FOLLOW_UP for task in tasks)


async def test_a_question_about_the_visit_goes_to_the_expert(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await claimed(tale)
        assert "已转给" in await tale.say("f", "需要我们准备什么吗")
        assert any("准备什么" in line for line in tale.heard("li"))


async def test_a_question_before_the_claim_is_owed_by_staff(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert f"问管家（#{no}）" in await tale.say("f", "另外问一下这个要盖章发函吗")
        assert any("盖章" in line for line in tale.heard("butler"))


async def test_how_to_send_a_place_is_no_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        assert "点“位置”" in (await tale.say("f", "定位怎么发")).replace("再点", "点")
        assert await numbers(tale) == 1


async def test_the_asker_reports_what_the_expert_has_not(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        assert "解决了吗" in await tale.say("f", "老师来看过了，打了药")
        assert (await tale.run(lambda uow: uow.demands.get(no))).status is DemandStatus.SERVED


async def test_not_coming_is_no_coming(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("f", "我们那天不来了")
        assert (await tale.run(lambda uow: uow.demands.get(no))).status is not DemandStatus.SERVED


async def test_it_is_too_early_to_say(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("li", f"完成 {no} 教了排水")
        assert "不急" in await tale.say("f", "还没好完，药才打了")
        assert (await tale.run(lambda uow: uow.demands.get(no))).status is DemandStatus.SERVED
        assert "办结" in await tale.say("f", "解决了 5分")


async def test_praise_without_a_score_asks_only_whether_it_helped(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("li", f"完成 {no} 教了排水")
        assert "1 解决了，2 没解决" in await tale.say("f", "老师人好，讲得明白")
        assert "重新办理" in await tale.say("f", "没有，坐了一哈就走了")


async def test_more_of_an_answer_reaches_who_asked(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("li", f"问 {no} 施过什么肥")
        await tale.say("f", "春天施的复合肥")
        tale.heard("li")
        assert "已转给" in await tale.say("f", "今年没施")
        assert any("今年没施" in line for line in tale.heard("li"))


async def test_somebody_elses_yes_counts(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("li", f"约 {no} 下周三上午9点 现场")
        assert "约好了" in await tale.say("f", "我老汉说要得")


async def test_two_times_wait_and_the_number_or_all_of_them_is_an_answer(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = await claimed(tale)
        second = number_in(await tale.say("f", "另一件，我们厂的香肠发霉胀袋"))
        await tale.say("food", f"揭榜 {second}")
        await tale.say("li", f"约 {first} 下周三上午9点 现场")
        await tale.say("food", f"约 {second} 下周四上午9点 线上")
        assert f"#{first}" in await tale.say("f", "行")
        assert f"约好了，#{first}" in await tale.say("f", str(first))
        await tale.say("li", f"改约 {first} 下周五上午9点")
        assert (await tale.say("f", "都要得")).count("约好了") == 2


async def test_words_about_another_matter_are_no_answer_to_this_one(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = await claimed(tale)
        second = number_in(await tale.say("f", "另一件，我们厂的香肠发霉胀袋"))
        await tale.say("food", f"揭榜 {second}")
        await tale.say("food", f"完成 {second} 改了杀菌")
        await tale.say("f", "香肠好了")
        await tale.say("f", "脐橙那个没解决")
        assert (await tale.run(lambda uow: uow.demands.get(second))).status is DemandStatus.CLOSED
        assert (await tale.run(lambda uow: uow.demands.get(first))).status is not DemandStatus.CLOSED


async def test_a_yes_answers_the_newer_question(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        assert "要转给" in await tale.say("f", "您让他慢慢来")
        await tale.advance(minutes=3)
        await tale.say("li", f"约 {no} 下周三上午9点 现场")
        assert "约好了" in await tale.say("f", "行")


async def test_the_emergency_that_went_well_is_heard(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "120" in await tale.say("f", "我妈喝了敌敌畏")
        tale.heard("butler")
        assert "值班" in await tale.say("f", "已经送医院了")
        assert any("送医院" in line for line in tale.heard("butler"))


async def test_who_gives_one_of_two_up_is_asked_about_that_one(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f", "秀山洪安镇，我屋的茶叶遭虫吃，想请人看"))
        await tale.say("f", "另一件，猪不吃食")
        await tale.say("f", "茶叶的不用了")
        await tale.say("f", "是")
        assert (await tale.run(lambda uow: uow.demands.get(first))).status is DemandStatus.WITHDRAWN
        assert (await tale.run(lambda uow: uow.demands.get(first + 1))).status is not DemandStatus.WITHDRAWN


async def test_a_neighbours_number_is_kept_with_the_neighbours_trouble(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f", "丰都武平镇，刘老汉家的核桃树遭了天牛，想请人看"))
        await tale.say("f", "另一件，我的鸭子不下蛋")
        assert f"#{first}" in await tale.say("f", "刘老汉电话 15023456789")
