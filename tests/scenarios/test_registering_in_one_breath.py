"""Newcomers tell who they are without commas, ask in between, put right, name others, or have lost their code."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """Everybody in place."""
    async with cast_story(tmp_path) as tale:
        yield tale


async def line(stage: Story) -> str:
    """What staff read of those who wait."""
    return await stage.say("butler", "待办")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "我叫龚大全在三峡职业学院教园艺的副教授主要做月季扦插和盆景想进专家库",
            ("龚大全", "三峡职业学院", "副教授", "盆景"),
        ),
        ("我想当砖家我叫罗平我在开州区农技站是农艺师擅长水稻育秧", ("罗平", "开州区农技站", "农艺师", "水稻育秧")),
        ("想报名当专家 彭涛 武隆区人民医院的骨科医生", ("彭涛", "武隆区人民医院", "骨科")),
    ],
)
async def test_one_breath_is_a_whole_form(stage: Story, words: str, parts: tuple[str, ...]) -> None:
    assert "登记收到" in await stage.say("new", words)
    told = await line(stage)
    assert all(part in told for part in parts), told
    assert await demand(stage) is None


@pytest.mark.parametrize(
    "told",
    [
        ["退休了在屋头没事 想给乡亲们出点力 我会嫁接柚子", "邓国强", "以前是梁平区林业局的"],
        ["你们还招专家不 我是搞水产的", "叫周海", "没得单位 自己养鱼的"],
        ["想加入你们", "贺敏", "教师", "会心理辅导", "垫江县第二中学"],
    ],
)
async def test_pieces_come_in_any_order_and_publish_nothing(stage: Story, told: list[str]) -> None:
    for words in told:
        reply = await stage.say("new", words)
    assert "登记收到" in reply
    assert await demand(stage) is None


@pytest.mark.parametrize("question", ["要不要交钱", "要身份证不", "好久审得完嘛"])
async def test_a_question_in_between_is_no_piece(stage: Story, question: str) -> None:
    await stage.say("new", "我想当专家，我叫唐丽")
    await stage.say("new", question)
    assert "登记收到" in await stage.say("new", "大足区疾控中心，擅长饮水卫生")
    assert question not in await line(stage)


async def test_a_need_in_between_is_taken_and_the_registration_goes_on(stage: Story) -> None:
    await stage.say("new", "想登记专家")
    await stage.say("new", "唐丽，大足区疾控中心")
    assert "#1" in await stage.say("new", "先问个事，我家李子裂果，奉节竹园镇，想请人看看")
    assert "登记收到" in await stage.say("new", "接着登记嘛，我擅长饮水卫生")


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("单位写错了，应该是綦江区疾控中心", "綦江区疾控中心"),
        ("名字打错了 叫唐莉", "唐莉，"),
        ("打错了 是唐莉", "唐莉，"),
        ("职称不是主管技师 是副主任技师", "副主任技师"),
        ("忘了说 我还会水质检测", "水质检测"),
    ],
)
async def test_what_went_to_staff_is_put_right(stage: Story, words: str, right: str) -> None:
    await stage.say("new", "专家登记 唐丽；大足区疾控中心；主管技师；饮水卫生")
    await stage.say("new", words)
    assert right in await line(stage)
    assert await demand(stage) is None


async def test_giving_up_is_of_the_registration(stage: Story) -> None:
    await stage.say("new", "李子裂口子，奉节白帝镇，请专家来看")
    await stage.say("new", "我自己也想当专家")
    await stage.say("new", "汪洋")
    assert "不登记了" in await stage.say("new", "算了不报名了，麻烦")


@pytest.mark.parametrize(
    "words", ["我们村上有个赤脚医生，能不能也当专家", "我老公是修农机的，可以加入你们专家库不", "推荐我同事进专家库"]
)
async def test_who_names_another_registers_nobody(stage: Story, words: str) -> None:
    assert "推荐" in await stage.say("new", words)
    assert "一并" in await stage.say("new", "他叫冉启福，在酉阳龙潭镇")
    told = await line(stage)
    assert "冉启福" in told
    assert "审专家登记" not in told


@pytest.mark.parametrize("words", ["我是你们库里的专家，怎么绑定", "邀请码弄丢了", "换了手机 要重新绑定"])
async def test_a_lost_code_is_asked_of_staff(stage: Story, words: str) -> None:
    assert "姓名和单位" in await stage.say("new", words)
    assert "已请管家" in await stage.say("new", "我叫郑怀远，西南心血管病研究院的")
    assert "郑怀远" in await line(stage)


@pytest.mark.parametrize(
    "words", ["医保电子凭证绑定失败怎么办", "我们厂想加入商会", "企业入库申报怎么弄", "我们村想搞专家工作站"]
)
async def test_what_only_sounds_alike_is_neither(stage: Story, words: str) -> None:
    reply = await stage.say("new", words)
    assert "登记收到" not in reply
    assert "还差" not in reply.replace("还差一点", "")
    assert "邀请码" not in reply
