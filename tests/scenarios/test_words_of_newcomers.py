"""Those who are new, forward, point, correct and go on in pieces: what each of their words belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import NEED, is_alone, text_of
from tests.scenarios.test_words_about_the_visit import claimed, fixed, visits


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("揭榜是啥子意思", "专家"),
        ("留言怎么留", "留言 12"),
        ("要身份证不", "不要身份证"),
        ("我不想留电话", "不留电话也行"),
        ("那专家咋个找得到我", "在这里告诉您"),
        ("你是GPT吗", "自动应答"),
    ],
)
async def test_what_newcomers_ask_is_explained(tmp_path: Path, words: str, told: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert told in await tale.say("f", words)
        assert await is_alone(tale, 0)


@pytest.mark.parametrize("words", ["对方是外地的公司", "厂家在成都", "客户是四川成都的"])
async def test_where_others_are_moves_no_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("f", words)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.place_code == "500236"


async def test_a_place_put_right_by_somebody_elses_word(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "铜梁的，脐橙叶子发黄，想请专家看看"))
        assert "巴南区" in await tale.say("f", "哦 老板说是巴南不是铜梁")
        assert await is_alone(tale, no)


async def test_the_thing_that_was_not_named_yet_completes_the_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.stage.phones.of("f").image(b"\xff\xd8\xff leaf")
        await tale.say("f", "这叶子咋个了")
        assert "哪个区县" in await tale.say("f", "柠檬")
        assert "柠檬" in await tale.say("f", "安岳的 通贤镇")


async def test_a_trouble_told_later_completes_a_mere_wish(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我想请人看看花椒树")
        no = number_in(await tale.say("f", "江津的"))
        await tale.say("f", "叶子背面黄色的粉")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert "粉" in demand.summary


@pytest.mark.parametrize("words", ["我是开理发店的", "找过物业了，踢皮球"])
async def test_a_story_goes_on_with_the_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "永川的，我租的店房东不退押金，合同没到期，想请人帮忙"))
        await tale.say("f", words)
        assert words in await text_of(tale, no)
        assert await is_alone(tale, no)


async def test_that_one_is_told_by_its_name(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f", "开州春橙掉叶子"))
        second = number_in(await tale.say("f", "另一件，开州的鱼塘水发黑"))
        await tale.say("f", "春橙那个 叶子上有煤烟一样的黑灰")
        await tale.say("f", "鱼塘那个不急")
        assert "黑灰" in await text_of(tale, first)
        assert "不急" in await text_of(tale, second)
        assert await is_alone(tale, second)


async def test_advice_that_did_not_help_brings_experts(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("tan", f"答 {no} 缺铁，先补铁肥")
        tale.heard("tan")
        await tale.say("f", "补啥子肥嘛")
        assert any("补啥子肥" in line for line in tale.heard("tan"))
        await tale.advance(days=3)
        assert f"#{no} 接着请专家" in await tale.say("f", "试了 还是在落叶")
        assert await is_alone(tale, no)


async def test_an_answer_to_the_experts_words_goes_back(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await fixed(tale)
        await tale.say("tan", f"留言 {no} 有梯子就行")
        await tale.say("f", "都有")
        assert any("都有" in line for line in tale.heard("tan"))


async def test_two_days_to_choose_from_reach_the_expert(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await tale.say("tan", f"约 {no} 周三上午9点 现场")
        assert "不止一个" not in await tale.say("f", "25号校长不在，26或27号可以吗")
        assert any("26或27号" in line for line in tale.heard("tan"))


async def test_what_the_expert_said_is_no_new_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await fixed(tale)
        await tale.advance(days=4, hours=3)
        await tale.say("f", "老师来看了哈 说是老树没修剪")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.status is DemandStatus.SERVED
        assert [visit.status for visit in await visits(tale, no)] == [VisitStatus.DONE]
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["两天了", "在？", "还有几天", "发了没得"])
async def test_a_few_words_ask_after_what_runs(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.advance(days=1)
        assert f"#{no}" in await tale.say("f", words)
        assert not tale.heard("butler")


async def test_the_place_of_a_need_told_for_another_holds_for_the_next(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "帮我爸问，他在奉节永乐镇，脐橙叶子发黄")
        assert "奉节县" in await tale.say("f", "李子树流胶")


async def test_something_broken_is_asked_about(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我屋头的东西坏了")
        assert await is_alone(tale, 0)
        assert "什么毛病" in await tale.say("f", "就是坏了") or await is_alone(tale, 0)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("我屋打谷机散架了 找个师傅来修一哈，垫江县", "打谷机"),
        ("鱼塘翻白肚皮了 赶紧派人来看嘛，垫江县", "翻白"),
        ("牛娃子站不起来 能不能喊个兽医来瞧，垫江县", "牛"),
    ],
)
async def test_who_wants_somebody_sent_has_a_need(tmp_path: Path, words: str, told: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", words))
        assert told in await text_of(tale, no)


@pytest.mark.parametrize("words", ["喊个人跟我说话", "找个真人来看看我的事", "派个管家来处理"])
async def test_who_wants_to_speak_to_somebody_has_none(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "管家" in await tale.say("f", words)
        assert await is_alone(tale, 0)
