"""What was tried is not over, a wish to change puts nothing right, and what is asked besides goes where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import is_alone, text_of


@pytest.mark.parametrize("words", ["石灰也撒了", "灌了两道药了", "线圈是新的 保险也换了", "昨天喷过药了"])
async def test_what_was_tried_is_more_of_the_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳南溪镇，姜地里烂姜，想请人看看"))
        assert "自己解决" not in await tale.say("f", words)
        assert words in await text_of(tale, no)


@pytest.mark.parametrize("words", ["换了个泵好了", "撒了石灰就没事了", "已经修好了"])
async def test_what_helped_is_asked_about(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        number_in(await tale.say("f", "云阳南溪镇，抽水机不出水，想请人看看"))
        assert "自己解决" in await tale.say("f", words)


@pytest.mark.parametrize("words", ["想改成血橙", "打算以后换成早熟的品种", "要不要改种花椒嘛"])
async def test_who_wishes_for_another_kind_puts_nothing_right(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节白帝镇的脐橙高接换种咋个弄，想请人教"))
        assert "以前说的不算" not in await tale.say("f", words)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert "脐橙" in demand.summary


async def test_what_is_put_right_still_is(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节白帝镇的脐橙裂果，想请人看"))
        await tale.say("f", "说错了，脐橙改成血橙")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert "血橙" in demand.summary


@pytest.mark.parametrize("words", ["那我还想问下医保咋个转", "我还要咨询一下宅基地咋个批"])
async def test_a_rule_that_is_asked_besides_is_no_more_of_the_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节白帝镇的脐橙裂果，想请人看"))
        assert "政策" in await tale.say("f", words)
        assert words not in await text_of(tale, no)


async def test_a_trouble_after_a_question_of_rules_is_a_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "请问开个农家乐要办哪些证")
        await tale.say("f", "云阳江口镇")
        number_in(await tale.say("f", "另外就是鸭子有点屙白屎"))


@pytest.mark.parametrize("words", ["我要学电焊", "我们两个娃儿想去学做糕点", "打算跟老师学养蜂"])
async def test_who_wants_to_learn_has_a_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", words)
        number_in(await tale.say("f", "云阳江口镇"))


@pytest.mark.parametrize("words", ["我要投诉，约好的老师没来", "想举报一下你们管家，乱收费"])
async def test_a_complaint_of_us_is_no_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "区县" not in await tale.say("f", words)
        assert await is_alone(tale, 0)


@pytest.mark.parametrize(
    ("said", "answered"),
    [("急得很", "什么问题"), ("你们是科协的平台吗", "主办"), ("请问这里是专家热线吗", "不会让您转账")],
)
async def test_before_the_need(tmp_path: Path, said: str, answered: str) -> None:
    async with cast_story(tmp_path) as tale:
        told = await tale.say("f", said)
        assert answered in told or "专家服务中心" in told


async def test_the_fish_that_somebody_shall_look_at(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", words) for words in ("想请个人看看我屋的鱼", "是鲢鱼", "身上长红点", "云阳江口镇")]
        no = next(number_in(one) for one in said if "已登记" in one)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert "红点" in demand.summary
        assert await is_alone(tale, no)


async def test_a_beast_that_somebody_shall_look_at_is_told_bit_by_bit(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = [
            await tale.say("f", words)
            for words in ("想找人来看看我家的鱼", "草鱼", "烂鳃，天天都有浮起的", "忠县石宝镇")
        ]
        no = next(number_in(one) for one in said if "已登记" in one)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.second == "水产"


async def test_that_two_are_one_is_heard(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        number_in(await tale.say("f", "奉节白帝镇的脐橙裂果，想请人看"))
        assert await tale.say("f", "不是两件事 是一件事")


@pytest.mark.parametrize(
    ("need", "part"),
    [
        ("铜梁的机械厂想招两个钳工 一个焊工", "钳工招到了"),
        ("云阳江口镇想请两位老师，一位讲养蜂，一位讲果树修剪", "养蜂那个不用了"),
    ],
)
async def test_a_part_that_is_not_wanted_any_more_leaves_the_rest(tmp_path: Path, need: str, part: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", need))
        assert "接着办" in await tale.say("f", part)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert not demand.is_ended


@pytest.mark.parametrize("words", ["脐橙不用看了", "脐橙那个不弄了"])
async def test_the_only_wish_is_withdrawn_whole(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        number_in(await tale.say("f", "奉节白帝镇的脐橙裂果，想请人看"))
        assert "不办了吗" in await tale.say("f", words)


@pytest.mark.parametrize("words", ["再不弄今年又没得收成了", "停了电的", "腊月前一定要弄好", "月底以前必须搞完"])
async def test_haste_and_a_deadline_are_no_end(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节白帝镇的脐橙裂果，想请人看"))
        told = await tale.say("f", words)
        assert "不办了吗" not in told
        assert "评" not in told
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert not demand.is_ended


async def test_a_wish_with_the_place_that_was_missing(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我屋的制茶机转不动了")
        no = number_in(await tale.say("f", "不晓得"))
        await tale.say("f", "想喊个人来修哈 云阳江口镇")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.town == "江口镇"
        assert await is_alone(tale, no)


@pytest.mark.parametrize(("words", "kind"), [("算了，我还是种花椒", "花椒"), ("算了 就养黑山羊嘛", "黑山羊")])
async def test_another_kind_instead_withdraws_nothing(tmp_path: Path, words: str, kind: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳江口镇，想学种柠檬"))
        await tale.say("f", words)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert not demand.is_ended
        assert kind in demand.text


@pytest.mark.parametrize("words", ["棚子都建好了", "场地腾好了", "人都通知到位了"])
async def test_what_is_ready_is_no_end(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        number_in(await tale.say("f", "云阳江口镇，想请老师来讲一堂种柠檬的课"))
        assert "自己解决" not in await tale.say("f", words)
