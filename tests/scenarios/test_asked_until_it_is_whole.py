"""A need that is told by and by: nothing is sent on its way before it is known what is wrong and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import is_alone, text_of


@pytest.mark.parametrize(
    ("scraps", "told"),
    [
        (["脆李叶子发黄", "树干上也流胶", "去年就死了两根", "奉节白帝镇"], ["黄", "流胶", "死了两根"]),
        (["香肠发霉", "怕是盐放少了", "奉节白帝镇"], ["霉", "盐放少"]),
        (["我屋的脆李", "开花那几天", "落果落惨了", "奉节白帝镇"], ["脆李", "落果"]),
    ],
)
async def test_more_of_the_trouble_waits_for_the_place(tmp_path: Path, scraps: list[str], told: list[str]) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", scrap) for scrap in scraps]
        assert all("已登记" not in one for one in said[:-1])
        no = number_in(said[-1])
        text = await text_of(tale, no)
        assert all(one in text for one in told)
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["不晓得", "不方便说", "随便哪里"])
async def test_who_will_not_say_where_is_not_asked_twice(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "脆李裂果")
        assert "已登记 #1" in await tale.say("f", words)


async def test_more_of_it_days_later_is_not_lost(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我屋的脆李流胶")
        await tale.advance(days=2)
        await tale.say("f", "又死了三根")
        no = number_in(await tale.say("f", "奉节白帝镇"))
        assert "死了三根" in await text_of(tale, no)


@pytest.mark.parametrize(
    "words",
    ["我姑妈在奉节种脆李，她不会打字，我在厦门上班，帮她问一下", "屋头栽了三亩脆李", "我们在奉节白帝镇种脆李的"],
)
async def test_a_trade_alone_is_no_need_yet(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "什么问题" in await tale.say("f", words)
        assert await demand(tale) is None
        await tale.say("f", "果子裂口子")
        reply = await tale.say("f", "奉节白帝镇")
        found = await demand(tale)
        assert found is not None, reply
        assert "脆李" in found.text


async def test_who_speaks_beside_a_need_begins_no_other(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "社保稽核说我们少报了基数，想找个懂的人指导")
        no = number_in(await tale.say("f", "奉节县的，生产纸箱的"))
        found = await demand(tale, no)
        assert found is not None
        assert "社保" in found.summary
        assert found.field_code == "business"
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["哎呀发错人了", "不好意思，发错了哈", "刚才那条是转给别个的"])
async def test_what_was_meant_for_others_is_dropped(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "香肠发霉了")
        await tale.say("f", words)
        assert await demand(tale) is None
        assert "已登记 #1" in await tale.say("f", "奉节白帝镇脆李裂果")
        assert "不办了吗" in await tale.say("f", words)


@pytest.mark.parametrize(
    "words",
    [
        "各位业主：明天上午高压线检修停电，请提前做好准备",
        "温馨提示：近期手足口病高发，请家长们注意卫生",
        "我侄女今年当兵走了",
    ],
)
async def test_what_is_passed_on_or_told_of_the_family_is_no_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "已登记" not in await tale.say("f", words)
        assert "请问在哪个区县" not in (await tale.say("f", "嗯"))
        assert await demand(tale) is None


@pytest.mark.parametrize("words", ["等会儿拍几张照片发你", "照片传不上去", "我不会发照片"])
async def test_a_picture_that_comes_later_begins_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "照片随时发" in await tale.say("f", words)
        await tale.say("f", "脆李叶子卷起来了")
        said = await tale.say("f", words)
        assert "照片随时发" in said
        assert "区县" in said
        no = number_in(await tale.say("f", "奉节白帝镇"))
        assert await is_alone(tale, no)


async def test_the_one_that_is_named_is_given_up(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节白帝镇，想招个会计，另外脆李裂果想请人看")
        assert "#1" in await tale.say("f", "会计那个先搁一搁 老板说明年再招")
        assert "#1" in await tale.say("f", "是")
        assert "撤回" not in await tale.say("f", "脆李那个抓紧")


async def test_small_talk_is_answered_kindly_and_not_twice_alike(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", words) for words in ("你吃早饭没得", "我坐起歇气", "你们那里热不热哦")]
        assert "请专家" in said[0]
        assert said[0] != said[1]
        assert all("没太听懂" not in one for one in said)


async def test_a_certain_expert_who_is_wished_for_is_told_to_staff(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = await tale.say("f", "奉节白帝镇脆李裂果，想请李明华老师来看")
        assert "李老师" in said
        await tale.settle()
        assert any("李明华" in one for one in tale.heard("butler"))
        assert "不请谭老师" in await tale.say("f", "莫喊谭树林老师来")


async def test_what_others_ask_money_for_is_no_complaint_of_ours(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节白帝镇脆李裂果，想请人看看")
        tale.heard("butler")
        assert "添堵" not in await tale.say("f", "卖药的人家喊先交五百定金 是不是骗人的哦")
        assert "添堵" not in await tale.say("f", "日子还没敲死 你们跟老师定")
        assert "添堵" in await tale.say("f", "我要投诉，你们那个老师态度太差了")


@pytest.mark.parametrize(
    ("scraps", "field"),
    [
        (["脆李叶子上有斑", "像铜钱一样大", "专家带起放大镜来", "奉节白帝镇"], "agriculture"),
        (["我的脆李挂果少", "坐果率三成都没得", "奉节白帝镇"], "agriculture"),
        (["想学开挖掘机", "主要是挖脆李园的路", "奉节白帝镇"], "education"),
    ],
)
async def test_a_scrap_that_alone_is_of_another_field_stays_with_the_need(
    tmp_path: Path, scraps: list[str], field: str
) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", scrap) for scrap in scraps]
        no = number_in(said[-1])
        found = await demand(tale, no)
        assert found is not None
        assert found.field_code == field
        assert await is_alone(tale, no)


async def test_another_trouble_before_the_place_is_another_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "脆李裂果了")
        await tale.say("f", "另外我们厂的香肠发霉了")
        await tale.say("f", "奉节白帝镇")
        assert await demand(tale, 2) is not None


@pytest.mark.parametrize("words", ["电话里说也可以，不用专门跑", "不消大老远来 视频看就行"])
async def test_from_afar_is_no_withdrawal(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "脆李裂果了")
        assert "不登记" not in await tale.say("f", words)
        await tale.say("f", "奉节白帝镇")
        assert "不办了吗" not in await tale.say("f", words)
        found = await demand(tale)
        assert found is not None
        assert not found.is_ended


@pytest.mark.parametrize("words", ["好嘛，那就算了", "哦 那不弄了", "行嘛那就不麻烦了"])
async def test_a_yes_that_gives_up_gives_up(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "脆李裂果了")
        assert "不登记" in await tale.say("f", words)
        assert await demand(tale) is None


async def test_an_engine_that_is_started_is_no_fire(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "屋头的微耕机")
        assert "119" not in await tale.say("f", "打起火一哈就没得了")
        assert "119" in await tale.say("g", "隔壁灶屋起火了")


async def test_a_ward_is_nobodys_name_and_another_wish_is_a_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.expert("kf", "沈佩佩", fields=("康复",), skills=("康复科建设", "偏瘫康复"))
        await tale.say("h", "奉节县人民医院想引进一个康复科医生")
        await tale.settle()
        assert any("康复科医生" in one for one in tale.heard("kf"))
        assert "#2" in await tale.say("h", "你们能不能帮我租几间房子嘛")


async def test_what_others_asked_for_is_not_withdrawn_from_here(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节白帝镇脆李裂果，想请人看看")
        assert "不办了吗" in await tale.say("f", "我姑爷那个不用了")
        found = await demand(tale)
        assert found is not None
        assert not found.is_ended
        await tale.say("f", "不")
        assert "已撤回" in await tale.say("f", "脆李那个不用了")


@pytest.mark.parametrize(("words", "told"), [("说错了，是八十亩", "八十亩"), ("写错了 应该是60亩", "60亩")])
async def test_a_figure_put_right_stands_in_the_title(tmp_path: Path, words: str, told: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节白帝镇，种了50亩脆李裂果")
        await tale.say("f", words)
        found = await demand(tale)
        assert found is not None
        assert told in found.summary
        assert "50亩" not in found.summary


async def test_somebody_of_the_trade_is_asked_for_and_no_other_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节白帝镇脆李裂果，想请人看看"))
        await tale.say("f", "反正派个懂果树的来")
        await tale.say("f", "想找个单位检测一下")
        assert await is_alone(tale, no)


async def test_a_county_that_begins_like_a_deed_is_a_county(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "几户人的脆李遭了裂果")
        no = number_in(await tale.say("f", "开州临江"))
        found = await demand(tale, no)
        assert found is not None
        assert not found.summary.startswith("州")


async def test_where_to_register_is_here(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "就在这里" in await tale.say("f", "我要去哪里登记嘛")
        await tale.say("f", "脆李裂果了")
        said = await tale.say("f", "需求咋个登记哦")
        assert "就在这里" in said
        assert "区县" in said
        assert await demand(tale) is None


async def test_whether_to_go_to_hospital_is_no_news_of_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "120" in await tale.say("f", "我妈突然嘴歪说不清话，半边手脚动不得")
        assert "120" in await tale.say("f", "需不需要送医院哦")
        assert "有人在管" in await tale.say("f", "送到县医院了")


async def test_the_name_of_a_firm_is_kept_back(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节白帝镇香肠发霉，想请人看看")
        assert "不公开" in await tale.say("f", "店名就不要写了哈")
