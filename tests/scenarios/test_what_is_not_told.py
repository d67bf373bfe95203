"""Other people's data, lists of experts, doses and medicine are not told; strangers' curses and languages are met."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import NEED, is_alone, text_of


@pytest.mark.parametrize(
    "words", ["隔壁那家的电话发我一个", "老陈报了啥子事", "3号是哪个报的", "把专家的身份证号给我", "别人登记的是什么"]
)
async def test_what_belongs_to_others_is_not_told(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("f", words)
        assert "别人的" in reply
        assert await is_alone(tale, 0)


@pytest.mark.parametrize(
    "words",
    [
        "邻居的羊把我菜啃了，垫江县",
        "隔壁厂的灰飘到我家果园，垫江县",
        "身份证丢了咋个补办",
        "别人的苗子都好，我的烂根，垫江县",
    ],
)
async def test_what_others_do_to_us_is_told_as_before(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "不能说" not in await tale.say("f", words)


@pytest.mark.parametrize("words", ["你们一共有好多专家", "专家名册给我看一哈", "你们那里有些啥子专家"])
async def test_the_list_of_experts_stays_inside(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("f", words)
        assert "名单不往外发" in reply
        assert "专家登记" not in reply


@pytest.mark.parametrize("words", ["老人感冒吃啥子药好", "我能不能停药 降压的", "细娃发烧打什么针"])
async def test_no_medicine_is_named(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("f", words)
        assert "120" in reply
        assert "医生" in reply
        assert await is_alone(tale, 0)


@pytest.mark.parametrize("words", ["草甘膦兑好多水", "一桶水放几两多菌灵", "多菌灵打好多合适"])
async def test_no_dose_is_told(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "标签" in await tale.say("f", words)
        assert await is_alone(tale, 0)


@pytest.mark.parametrize(
    "words",
    ["茶园小绿叶蝉打啥子药，垫江县", "牛拉血吃啥子药，垫江县", "村医不会给糖尿病病人调药，垫江县，想请老师带教"],
)
async def test_a_trouble_that_asks_for_medicine_goes_to_an_expert(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert number_in(await tale.say("f", words)) == 1


@pytest.mark.parametrize(
    "words", ["My pigs do not eat, please help", "주문 도와주세요", "помогите пожалуйста", "听得懂英文不"]
)
async def test_another_language_gets_a_line_of_its_own(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "Please write in Chinese" in await tale.say("f", words)


@pytest.mark.parametrize("words", ["PLC S7-200 报错 E21，垫江县", "ok", "W.Murcott 裂果，垫江县"])
async def test_a_few_letters_are_no_other_language(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "Please" not in await tale.say("f", words)


@pytest.mark.parametrize("words", ["没得用的东西", "你妈个", "垃圾平台", "笨死了"])
async def test_a_curse_is_met_calmly(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "不痛快" in await tale.say("f", words)


async def test_whether_ones_name_is_published_is_told_beside_the_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        assert "没有姓名" in await tale.say("f", "我们名字得不得挂到网上")


async def test_the_name_of_a_sick_relative_is_kept_out(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "我爸爸冉光明确诊肺癌，想请专家看片子，垫江县"))
        assert "冉光明" not in await text_of(tale, no)


@pytest.mark.parametrize("words", ["畜牧站的电话是多少", "供电所号码有没得", "燃气公司热线好多"])
async def test_the_numbers_of_offices_are_not_made_up(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "12345" in await tale.say("f", words)
        assert await is_alone(tale, 0)


@pytest.mark.parametrize("words", ["兽医站电话打不通，牛要死了，垫江县", "供电局热线没人接，停电两天，垫江县"])
async def test_an_office_that_does_not_answer_leaves_a_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert number_in(await tale.say("f", words)) == 1


@pytest.mark.parametrize("words", ["我女儿登记的需求能不能查", "我老公报的单子给我看看"])
async def test_what_relatives_registered_is_theirs(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "不能说" in await tale.say("f", words)


@pytest.mark.parametrize("words", ["身份证过期了咋个换", "社保卡遗失了怎么补"])
async def test_a_lost_paper_is_no_question_of_ones_data(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "没有存您的信息" not in await tale.say("f", words)


@pytest.mark.parametrize("words", ["问了半天都白问", "跟你说了半天没用"])
async def test_words_in_vain_are_met_calmly(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "不痛快" in await tale.say("f", words)
