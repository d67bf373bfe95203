"""A need that comes in pieces, signs without words, second thoughts: nobody has to say anything twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in

PICTURE = b"\xff\xd8\xff picture"


async def test_a_thing_then_its_trouble_then_its_place(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "出了什么问题" in await tale.say("f", "就是我那个鱼塘")
        reply = await tale.say("f", "鱼浮头")
        assert "什么问题" not in reply
        assert "区县" in reply
        done = await tale.say("f", "璧山八塘")
        assert "鱼塘，鱼浮头" in done
        assert "璧山区八塘镇" in done


async def test_a_picture_and_what_is_this(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.stage.phones.of("f").image(PICTURE)
        assert "什么作物" in await tale.say("f", "这个是啥子病")
        await tale.say("f", "辣椒")
        assert "附件 1 个" in await tale.say("f", "武隆")


async def test_who_introduces_himself_is_not_asked_where(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "酉阳县人民医院" in await tale.say("f", "您好，我是酉阳县人民医院ICU护士长")
        reply = await tale.say("f", "我们想请专家来指导俯卧位通气")
        assert "已登记" in reply
        assert "酉阳" in reply


async def test_the_village_of_the_first_need_holds_for_the_next(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "开州敦好镇，我屋的牛不吃草，想请人看")
        assert "开州区敦好镇" in await tale.say("f", "另外还有五户的鸡也死得多")


async def test_of_namesakes_the_one_in_the_own_county_is_meant(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "丰都武平镇，我家核桃树遭了天牛，想请人看")
        reply = await tale.say("f", "另一件，高家镇那边我的鸭子不下蛋")
        assert "丰都县高家镇" in reply
        assert "哪一个" not in reply


@pytest.mark.parametrize("sign", ["👌", "[微笑]", "？", "。。。"])
async def test_a_sign_while_something_runs(tmp_path: Path, sign: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "江津李市镇，茄子青枯，想请人看")
        reply = await tale.say("f", sign)
        assert "没太听懂" not in reply
        assert "#2" not in reply


async def test_a_sticker_answers_no_question(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "茄子青枯，想请人看")
        assert "已登记" not in await tale.say("f", "[微笑]")
        assert "江津区" in await tale.say("f", "江津李市镇")


async def test_a_forwarded_link_is_asked_about(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        link = tale.stage.phones.of("f").link("脆李裂果怎么办", "说明", "https://example.org")
        reply = (await link).text or ""
        assert "看不了" in reply
        assert "区县" in await tale.say("f", "是")


@pytest.mark.parametrize("words", ["撤错了 还要办", "还是请个人来看嘛", "不取消了"])
async def test_second_thoughts_take_it_up_again(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "江津李市镇，茄子青枯，想请人看"))
        await tale.say("f", f"撤回 {no}")
        assert f"#{no} 接着办" in await tale.say("f", words)
        again = await tale.run(lambda uow: uow.demands.get(no))
        assert again.status is not DemandStatus.WITHDRAWN
        assert await tale.run(lambda uow: uow.demands.get(no + 1)) is None


async def test_words_about_what_was_withdrawn_begin_nothing(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "江津李市镇，茄子青枯，想请人看"))
        await tale.say("f", f"撤回 {no}")
        assert "还要办" in await tale.say("f", "不好意思啊，校长说改到下学期")
        assert await tale.run(lambda uow: uow.demands.get(no + 1)) is None


async def test_a_broken_off_intake_goes_on(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "茄子青枯，想请人看")
        await tale.say("f", "算了")
        assert "区县" in await tale.say("f", "还是要办")
        assert "茄子青枯" in await tale.say("f", "江津李市镇")


async def test_secrecy_told_with_the_need_holds_from_the_start(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "涪陵的，我们厂的香肠发霉胀袋，想请专家，需求内容不要公开"))
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.is_confidential
        assert f"#{no}" not in await tale.say("tan", "榜单")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("请问是政府的平台吗", "不会让您转账"),
        ("会不会泄露我信息", "电话只有管家看得到"),
        ("有没有电话我打过去说", "转人工"),
        ("你叫啥子名字", "小助手"),
        ("你姓啥子哦", "小助手"),
        ("请问你叫个什么名", "小助手"),
    ],
)
async def test_more_worries_are_answered(tmp_path: Path, words: str, answer: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert answer in await tale.say("f", words)


async def test_heads_after_the_list_of_events_are_a_sign_up(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("boss", "添加宣讲 学生心理讲座；12月5日下午2点；忠县中学报告厅；忠县学校；100人")
        await tale.say("boss", "是")
        await tale.say("f", "宣讲")
        assert "3 人" in await tale.say("f", "我们学校来3个老师")
        await tale.say("f", "李红梅")
        assert "5 人" in await tale.say("f", "讲座改成5个人")


@pytest.mark.parametrize(
    ("pieces", "thing", "wrong"),
    [
        (["云阳南溪", "栽茶叶的", "生了红蜘蛛"], "茶", "红蜘蛛"),
        (["秀山清溪场镇", "我喂的山羊", "不吃草 肚子胀"], "羊", "肚子胀"),
        (["荣昌清江镇", "养了一群鹅", "屙白屎"], "鹅", "屙白屎"),
        (["城口修齐，我屋栽了些板栗", "只落果"], "板栗", "落果"),
    ],
)
async def test_the_thing_and_the_trouble_come_together(
    tmp_path: Path, pieces: list[str], thing: str, wrong: str
) -> None:
    async with cast_story(tmp_path) as tale:
        for piece in pieces:
            said = await tale.say("f", piece)
        found = await tale.run(lambda uow: uow.demands.get(number_in(said)))
        assert thing in found.summary
        assert wrong in found.summary
        assert found.field_code == "agriculture"


async def test_a_further_sign_stands_on_the_list(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳南溪，我家核桃光落果"))
        await tale.say("f", "叶子上起黑斑")
        order = await tale.run(lambda uow: uow.orders.of_demand(no))
        assert "落果" in order.title
        assert "黑斑" in order.title
