"""What askers say between the claim and the look-back: never another need, and no yes that was not meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import number_in
from tests.scenarios.visiting import (
    agreed,
    begun,
    claimed,
    closed,
    hour,
    proposed,
    ratings,
    say,
    served,
    states,
    visits,
)


@pytest.mark.parametrize(
    "words",
    [
        "周四倒是要得，就是我那天早上要送孙娃儿，晚点来嘛",
        "可以，不过早上露水重，迟一点嘛",
        "我要先放羊，莫来得恁早",
        "周四啊",
        "周四？我看一哈",
        "26号？",
    ],
)
async def test_a_day_that_suits_only_later_is_no_yes_to_its_hour(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        reply = await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.PROPOSED]
        assert hour((await visits(tale, no))[0]) == (26, 9)
        assert "行" in reply or "合适" in reply


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("行是行，上午人来不齐，换成下午三点嘛", (26, 15)),
        ("可以，就是有点早，十点半要得不", (26, 10)),
        ("周四我要去拿药，周五嘛", (27, 9)),
    ],
)
async def test_another_hour_beside_a_yes_is_put(tmp_path: Path, words: str, when: tuple[int, int]) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.PROPOSED]
        assert hour((await visits(tale, no))[0]) == when


@pytest.mark.parametrize("words", ["周四就周四嘛，要得", "行，周四上午在屋头等你", "没得问题，周四早上见"])
async def test_a_plain_yes_stays_one(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.AGREED]


@pytest.mark.parametrize(
    "words", ["不对，周四老汉要出门，周五嘛", "记错了记错了，周五才得空", "哎呀周四娃儿要开家长会，周五要得不"]
)
async def test_another_day_said_after_the_yes_moves_the_visit(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.PROPOSED]
        assert hour((await visits(tale, no))[0]) == (27, 9)


@pytest.mark.parametrize(("words", "day"), [("镇上要来检查，周四不行，能不能顺延一周", 3), ("推迟两天要得不", 28)])
async def test_a_visit_is_put_back_by_days(tmp_path: Path, words: str, day: int) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", words)
        assert hour((await visits(tale, no))[0]) == (day, 9)


@pytest.mark.parametrize(
    "words",
    [
        "周四要不要给老师准备啥子",
        "周四来几个人哦",
        "那天我屋头有狗，喊老师小心点",
        "来的时候提前一个小时说一声",
        "老师来了提前半小时给我打电话",
    ],
)
async def test_what_only_names_the_day_moves_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.AGREED]
        assert hour((await visits(tale, no))[0]) == (26, 9)


@pytest.mark.parametrize("words", ["视频看不清，来现场行不", "能不能现场看？视频我弄不来", "线上也行，领导想改成现场"])
async def test_the_way_that_is_ruled_out_is_not_the_one_wished(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "tan", f"约 {no} 周四上午9点 线上")
        await say(tale, "f", words)
        assert [visit.mode for visit in await visits(tale, no)] == ["onsite"]


@pytest.mark.parametrize("words", ["行", "要得嘛", "可以"])
async def test_a_nod_is_no_word_that_somebody_came(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await tale.advance(days=1)
        assert "来了" in await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.SCHEDULED
        await say(tale, "f", "来了的")
        assert await status(tale, no) is DemandStatus.SERVED


async def test_a_late_yes_is_told_that_nothing_is_fixed(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await tale.advance(days=7)
        assert "没定下时间" in await say(tale, "f", "要得")
        await say(tale, "f", "周五下午三点")
        assert (await states(tale, no))[-1] is VisitStatus.PROPOSED


@pytest.mark.parametrize("words", ["导航不准，老师开到河对门去了", "定位发错了，人跑到永乐街上去了", "老师摸错路了"])
async def test_who_went_astray_is_no_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await tale.advance(days=5)
        assert "已转给" in await say(tale, "f", words)
        assert await demand(tale, no + 1) is None


@pytest.mark.parametrize("words", ["桥断了一半，老师从上游那边绕", "前头在修路，喊老师走老公路"])
async def test_the_way_is_told_to_the_expert(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", words)
        assert await demand(tale, no + 1) is None
        assert any(words in line for line in tale.heard("tan"))


@pytest.mark.parametrize(
    "words", ["我妈在屋头等，我上街去了", "我不在家，老汉儿在屋头", "公路垮了，车子过不来", "到了，在桥头"]
)
async def test_who_is_at_home_is_no_danger(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        assert "120" not in await say(tale, "f", words)
        assert await demand(tale, no + 1) is None


@pytest.mark.parametrize("words", ["人毛都没看到一根，做完啥子了", "他啥子时候来过哦", "都没人来，你们就说办完了？"])
async def test_a_service_that_never_was_comes_back(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.REOPENED
        assert not any(words in line for line in tale.heard("tan"))


@pytest.mark.parametrize("words", ["老师没来得及看后头那块地，还要不要得", "药还没到，啥子时候用"])
async def test_what_was_not_yet_done_is_no_denial(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.SERVED


@pytest.mark.parametrize("words", ["我是他女儿，妈不识字，有事联系我", "以后找我堂客联系就是", "联系人换成办公室小周"])
async def test_whom_to_ring_is_kept_with_the_matter(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await tale.advance(days=2)
        await say(tale, "f", words)
        found = await demand(tale, no)
        assert await demand(tale, no + 1) is None
        assert found is not None
        assert words in found.text
        assert words[:4] not in found.summary


@pytest.mark.parametrize("words", ["一个院子的都夸这个老师有水平", "邻居都说你们办得巴适", "多亏了谭老师"])
async def test_praise_after_the_closing_begins_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await closed(tale)
        await say(tale, "f", words)
        assert await demand(tale, no + 1) is None
        assert not tale.heard("butler")


@pytest.mark.parametrize("words", ["邻居都说好，他也想请老师看看他的李子树，裂口", "大家都说没得用，我要投诉"])
async def test_what_wants_more_than_to_praise_is_heard(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await closed(tale)
        await say(tale, "f", words)
        assert await demand(tale, no + 1) is not None or tale.heard("butler")


async def test_what_is_still_wanted_goes_on(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "f", "我们自己找到人了，先不麻烦你们")
        await say(tale, "f", "谢谢哈")
        await say(tale, "f", "哎呀那个人又不来了，还是麻烦你们帮忙请")
        assert await status(tale, no) is DemandStatus.CLAIMED
        assert await demand(tale, no + 1) is None


async def test_what_was_over_by_itself_is_taken_up_again(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "f", "农技站的来看过了，弄好了")
        await say(tale, "f", "是")
        assert await status(tale, no) is DemandStatus.CLOSED
        await say(tale, "f", "唉兽医站的没弄好，还是喊谭老师来嘛")
        assert await status(tale, no) is DemandStatus.PUBLISHED
        assert await demand(tale, no + 1) is None


async def test_praise_after_the_hour_is_a_rating_and_no_registration(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        assert "解决了" in await say(tale, "f", "谭老师硬是个真专家，讲得清清楚楚")
        assert await status(tale, no) is DemandStatus.SERVED
        assert not any("真专家" in line for line in tale.heard("tan"))


async def test_taken_up_again_where_everybody_who_fits_was_asked(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节永乐镇，我屋脐橙叶子发黄，想请专家看看"))
        await say(tale, "f", f"撤回 {no}")
        assert f"#{no}" in await say(tale, "f", "不好意思，还是要请专家来看")
        assert await status(tale, no) is DemandStatus.PUBLISHED


async def test_another_visit_ends_the_wait_for_a_score(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "f", "来了的")
        await say(tale, "tan", f"约 {no} 周五下午3点 现场")
        await say(tale, "f", "要得")
        assert "不用评" not in await say(tale, "f", "我屋娃儿接待，我走人户去了")


async def test_the_named_one_of_two_is_cancelled(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = await agreed(tale)
        second = number_in(await say(tale, "f", "另外我们想请个老师来讲香肠保鲜"))
        await say(tale, "f", "取消香肠那个")
        await say(tale, "f", "是")
        assert await status(tale, second) is DemandStatus.WITHDRAWN
        assert await states(tale, first) == [VisitStatus.AGREED]


async def test_what_grows_urgent_is_urgent(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "涪陵的香肠厂，包装机老是卡，想请专家看看"))
        before = await demand(tale, no)
        await say(tale, "f", "急得很，整条线都停线了")
        after = await demand(tale, no)
        assert before is not None
        assert after is not None
        assert (before.urgency, after.urgency) == ("normal", "urgent")
        assert "停线" in after.text


@pytest.mark.parametrize("words", ["专家咋个还没拢", "怎么还没到", "还没来哦"])
async def test_shortly_after_the_hour_the_expert_is_asked_first(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await tale.advance(days=5, minutes=20)
        assert "没来" in await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.AGREED]
        await tale.advance(hours=3)
        await say(tale, "f", "还是没来")
        assert await states(tale, no) == [VisitStatus.MISSED]


@pytest.mark.parametrize("words", ["到半路了，还有三公里", "快拢了，十五分钟"])
async def test_who_is_on_the_way_says_so_to_the_other_side(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        await tale.advance(days=5)
        assert "已转给" in await say(tale, "tan", words)


@pytest.mark.parametrize("words", ["剪了枝，清了沟，辛苦谭老师了", "刚送走谭老师，教得扎实", "弄完了，老师还可以"])
async def test_what_was_done_is_a_service_and_no_word_for_the_expert(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.SERVED
        assert not any(words in line for line in tale.heard("tan"))


async def test_a_wish_for_a_safe_journey_is_no_complaint(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await claimed(tale)
        await say(tale, "f", "谭老师路上注意安全，弯多坡陡")
        assert not tale.heard("butler")


async def test_a_day_that_holds_something_else_too_is_agreed_to(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", "周四我们村开会，都在村委会等你，行")
        assert await states(tale, no) == [VisitStatus.AGREED]


@pytest.mark.parametrize("words", ["叶子没再黄了，就是工钱贵了点", "好完了", "打分嘛4.5，好利索了"])
async def test_what_has_ceased_is_solved(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.CLOSED
        assert await demand(tale, no + 1) is None


@pytest.mark.parametrize("words", ["打了，叶子还是黄", "撒了，叶子发红了"])
async def test_what_came_of_the_advice_is_told_to_who_gave_it(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "tan", f"答 {no} 每亩撒二十公斤硫酸镁")
        await tale.advance(days=6)
        await say(tale, "f", words)
        assert await demand(tale, no + 1) is None


async def test_a_call_that_never_came_is_missed(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "f", "电话也没打来")
        assert await states(tale, no) == [VisitStatus.MISSED]


@pytest.mark.parametrize("words", ["老师，上午要落大雨，莫来了", "今天莫来了，屋头老人过世了"])
async def test_a_visit_that_cannot_be_is_put_off(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await tale.advance(days=4, hours=22)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.CANCELLED]
        assert await demand(tale, no + 1) is None
        await say(tale, "tan", "好，那周六下午三点")
        assert (await states(tale, no))[-1] is VisitStatus.PROPOSED


@pytest.mark.parametrize(("words", "day"), [("好，那周五上午9点", 27), ("好的，周四见", 26)])
async def test_a_nod_with_another_day_in_it_moves(tmp_path: Path, words: str, day: int) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "tan", words)
        assert hour((await visits(tale, no))[0]) == (day, 9)


@pytest.mark.parametrize("words", ["好的，明天给您回话", "收到，回头给老师准信"])
async def test_who_will_answer_later_has_not_agreed(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.PROPOSED]


async def test_whether_it_is_solved_shows_later(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", "解没解决要看开春")
        assert await status(tale, no) is DemandStatus.SERVED


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("老板答应了", VisitStatus.AGREED),
        ("我们院长没同意", VisitStatus.CANCELLED),
        ("书记说还要商量一下", VisitStatus.PROPOSED),
    ],
)
async def test_what_another_decided_is_the_answer(tmp_path: Path, words: str, expected: VisitStatus) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [expected]


async def test_a_score_told_late_puts_a_guessed_one_right(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", "还可以吧")
        await say(tale, "f", "2分")
        assert [one.score for one in await ratings(tale, no)] == [2]


async def test_what_is_told_besides_an_answer_is_no_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "tan", f"问 {no} 打过啥药？")
        await say(tale, "f", "没打过")
        await say(tale, "f", "就是前段时间雨水多")
        assert await demand(tale, no + 1) is None


async def test_good_news_at_the_look_back_is_no_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await closed(tale)
        await tale.advance(days=30)
        await say(tale, "f", "肥已经施完，树子长势正常")
        assert await demand(tale, no + 1) is None


async def test_how_it_stands_is_asked_about_and_no_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await closed(tale)
        await tale.advance(days=30)
        assert "解决了" in await say(tale, "f", "今年脐橙水分足得很")
        assert await demand(tale, no + 1) is None
        assert "已解决" in await say(tale, "f", "解决了")


@pytest.mark.parametrize("words", ["脐橙又遭红蜘蛛了，请老师再来", "我想申请脐橙的绿色食品认证"])
async def test_what_is_wrong_or_wanted_at_the_look_back_is_one(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await closed(tale)
        await tale.advance(days=30)
        await say(tale, "f", words)
        assert await demand(tale, no + 1) is not None or await status(tale, no) is not DemandStatus.CLOSED


async def test_a_threat_to_look_elsewhere_is_impatience(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "f", "再没得消息我们只有另找人了")
        await say(tale, "f", "要是没得合适的，我们另请高明")
        assert await status(tale, no) is DemandStatus.CLAIMED
        assert await demand(tale, no + 1) is None
