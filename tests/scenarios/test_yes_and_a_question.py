"""From the claim to the score: a yes with more behind it, days that will not do, what stands beside a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.visiting import agreed, begun, claimed, demand_of, hour, proposed, say, states, visits


@pytest.mark.parametrize(
    "words",
    [
        "阔以噻，就在村口那棵黄桷树碰头",
        "得行，老师要不要住一晚",
        "可以，您坐几点的高铁",
        "要来要来，我把路扫干净等到起",
    ],
)
async def test_a_yes_with_a_question_behind_it_is_a_yes(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        assert "约好了" in await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.AGREED]


@pytest.mark.parametrize("words", ["可以，是几点哦", "行不行我要问屋头", "算了，改天再说嘛"])
async def test_what_asks_or_puts_off_is_no_yes(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert VisitStatus.AGREED not in await states(tale, no)


@pytest.mark.parametrize("words", ["周四上午我要送娃儿打针，能不能周五", "周四要赶场得嘛，是不是周五来合适些"])
async def test_the_day_that_is_asked_for_is_the_one_behind_the_hindrance(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert [hour(one) for one in await visits(tale, no)] == [(27, 9)]


async def test_another_day_is_no_choice_among_those_asked_about(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "tan", "周二上午或者周三下午我过来")
        await say(tale, "f", f"约 {no} 周五 现场")
        await say(tale, "tan", "周五要得，早上八点半嘛")
        assert [hour(one) for one in await visits(tale, no)] == [(27, 8)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("先把落果捡干净埋了，我星期五上午九点到", "先把落果捡干净埋了"),
        ("那星期五上午九点，请把去年的施肥记录找出来", "请把去年的施肥记录找出来"),
    ],
)
async def test_what_an_expert_says_beside_a_time_goes_over_with_it(tmp_path: Path, words: str, told: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "tan", words)
        assert [hour(one) for one in await visits(tale, no)] == [(27, 9)]
        assert told in "".join(tale.heard("f"))


async def test_mere_courtesy_beside_a_time_is_not_passed_on(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await claimed(tale)
        await say(tale, "tan", "不好意思，我星期五上午九点到")
        assert "带话" not in "".join(tale.heard("f"))


async def test_the_day_of_leaving_is_no_second_choice(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        reply = await say(tale, "tan", "我26号上午来，歇一夜27号下午回去")
        assert "不止一个" not in reply
        assert [hour(one) for one in await visits(tale, no)] == [(26, 9)]


async def test_a_house_elsewhere_behind_the_yes_moves_the_visit(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", "要得，果园在巫山县曲尺乡哈")
        demand = await demand_of(tale, no)
        assert (demand.place_name, demand.town) == ("重庆市巫山县", "曲尺乡")
        assert await states(tale, no) == [VisitStatus.AGREED]


@pytest.mark.parametrize("words", ["不消接，我坐班车到场上走路上来", "不用管我的饭，我带了干粮"])
async def test_waving_help_off_hands_nothing_back(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", "老师要不要我来接")
        await say(tale, "tan", words)
        assert words in "".join(tale.heard("f"))
        assert (await demand_of(tale, no)).expert_id is not None


async def test_who_cannot_come_is_still_asked(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        reply = await say(tale, "tan", "屋头娃儿住院了，实在去不成")
        assert "交回" in reply
        assert (await demand_of(tale, no)).expert_id is not None


@pytest.mark.parametrize("words", ["谭老师好久过来嘛", "肥料都拉回来了，老师哪天来教我们撒"])
async def test_when_he_comes_is_asked_of_who_has_named_no_time(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await claimed(tale)
        assert "已转给" in await say(tale, "f", words)
        assert words in "".join(tale.heard("tan"))


async def test_once_a_time_is_fixed_it_is_told_instead(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        assert "11月26日" in await say(tale, "f", "谭老师好久过来嘛")


async def test_to_keep_the_expert_is_no_wish_for_another(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        assert "换人" not in await say(tale, "f", "就要谭老师，莫给我们换人哈")
        assert "换人" in await say(tale, "f", "给我们换个老师嘛")


@pytest.mark.parametrize("words", ["药打了，叶子转青了，不过还有几棵没好", "弄完了，果子不掉了，就是颜色差点"])
async def test_what_came_of_it_half_good_is_an_outcome(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await tale.advance(days=1)
        reply = await say(tale, "f", words)
        assert "已登记" not in reply
        assert (await demand_of(tale, no)).status is DemandStatus.SERVED


@pytest.mark.parametrize("words", ["看完了，就是喊我给了一百块油钱", "树子剪好了，收了我们两百元辛苦费，不是免费的嘛"])
async def test_who_had_to_pay_is_heard_by_the_butler_alone(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "f", words)
        assert "投诉" in "".join(tale.heard("butler"))
        assert words not in "".join(tale.heard("tan"))
        assert (await demand_of(tale, no)).status is DemandStatus.SERVED


async def test_a_price_of_goods_is_no_complaint(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await begun(tale)
        await say(tale, "f", "收购老板收我的果子才给两块钱一斤")
        assert "投诉" not in "".join(tale.heard("butler"))


async def test_seen_after_an_hour_that_nobody_answered_is_done(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await tale.advance(days=6)
        await say(tale, "tan", "已看，根子烂了，要起垄排水")
        assert (await demand_of(tale, no)).status is DemandStatus.SERVED


async def test_seen_in_pictures_before_any_hour_is_not_done(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "tan", "看了，叶片像是缺铁")
        assert (await demand_of(tale, no)).status is not DemandStatus.SERVED


async def test_another_need_on_the_side_is_taken_down(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", "另外我婆婆腰痛得下不了床，该找哪个医生哦")
        assert "腰痛" not in "".join(tale.heard("tan"))
        assert (await demand_of(tale, no)).status is DemandStatus.SCHEDULED


async def test_who_was_let_down_by_another_wants_the_expert_still(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节永乐镇，我屋脐橙叶子发黄，想请专家看看"))
        await say(tale, "f", "先莫忙，镇上农技员说他来看")
        await say(tale, "f", "等了两天人影都没得，还得麻烦您们安排")
        assert (await demand_of(tale, no)).status is DemandStatus.PUBLISHED


async def test_the_dead_of_a_herd_are_no_danger_to_a_person(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节永乐镇，我喂的鹅瘫脚，死了十几只，想请兽医")
        assert "12356" not in await say(tale, "f", "三天了 死的都埋了")
        assert "120" in await say(tale, "f", "我妈把兽药喝了")


@pytest.mark.parametrize("words", ["活起没得意思，死了算了", "我想一根绳子了结自己", "后坡在垮，房子要埋了"])
async def test_a_danger_stays_one_beside_a_herd(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节永乐镇，我喂的鹅瘫脚，死了十几只，想请兽医")
        assert "值班人员" in await say(tale, "f", words)


@pytest.mark.parametrize("words", ["谢谢您了，星期四上午我在果园门口等", "要得，我们在村委会等起"])
async def test_who_waits_at_the_place_has_agreed(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.AGREED]


async def test_a_bare_day_beside_the_one_on_the_table_is_a_day(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", "26号屋头打谷子，28号嘛老师")
        assert [hour(one) for one in await visits(tale, no)] == [(28, 9)]


@pytest.mark.parametrize("words", ["照常来", "不消送，我自己走得来"])
async def test_the_answer_to_what_was_asked_reaches_who_asked(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        await say(tale, "f", "老师，落雨你还来不来，要不要我送下山哦")
        await say(tale, "tan", words)
        assert words in "".join(tale.heard("f"))


async def test_a_nod_to_no_question_goes_nowhere(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        assert "11月26日" in await say(tale, "tan", "好的")
        assert "带话" not in "".join(tale.heard("f"))


@pytest.mark.parametrize("words", ["那就是上午九点哈", "是星期四早上九点对吧"])
async def test_the_hour_said_to_make_sure_is_confirmed(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        assert "11月26日（周四）9:00" in await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.AGREED]


async def test_a_question_beside_the_end_of_a_visit_is_put(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "f", "老师走了，那个肥料一棵放好多哦")
        assert "带话" in "".join(tale.heard("tan"))
        assert (await demand_of(tale, no)).status is DemandStatus.SERVED


@pytest.mark.parametrize("words", ["唉算了，我再考虑哈", "算了嘛，等我问问屋头再说"])
async def test_who_wants_time_withdraws_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节永乐镇，我屋脐橙叶子发黄，想请专家看看"))
        await say(tale, "f", words)
        assert (await demand_of(tale, no)).status is DemandStatus.PUBLISHED


@pytest.mark.parametrize("words", ["老师，要是落雨还来不来哦", "路烂得很，您去不去得成哦"])
async def test_whether_he_comes_calls_nothing_off(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.AGREED]


async def test_who_stays_away_for_the_rain_calls_it_off(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", "那天要下大雨，老师莫来了，天晴再说")
        assert await states(tale, no) == [VisitStatus.CANCELLED]


async def test_kind_words_behind_the_day_agree_to_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", "星期四得行，我们不见不散哈")
        assert await states(tale, no) == [VisitStatus.AGREED]


async def test_a_place_told_with_the_day_moves_the_visit(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", "星期四可以，果园在巫山县曲尺乡")
        assert (await demand_of(tale, no)).place_name == "重庆市巫山县"


async def test_days_later_who_is_named_is_asked(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await claimed(tale)
        await tale.advance(days=2)
        assert "转给" in await say(tale, "f", "谭老师是坐班车还是开车哦")


async def test_a_meeting_that_is_over_begins_nothing(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        reply = await say(tale, "f", "谈完了，谭老师说下个月再带人来教剪枝")
        assert "已登记" not in reply
        assert (await demand_of(tale, no)).status is DemandStatus.SERVED
