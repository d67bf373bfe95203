"""What is told in passing: circumstances, a number in pieces, "later", praise, curses, worries; none begins a need."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story, number_in

NEED = "奉节永乐镇，我屋脐橙叶子发黄，想请专家看看"


async def is_alone(tale: Story, no: int) -> bool:
    """No demand was registered after this one."""
    return await tale.run(lambda uow: uow.demands.get(no + 1)) is None


async def text_of(tale: Story, no: int) -> str:
    """What is kept of the demand's words."""
    demand = await tale.run(lambda uow: uow.demands.get(no))
    return str(demand.text)


@pytest.mark.parametrize(
    "words",
    [
        "海拔800米左右，主要是坡地，20多亩",
        "村里有30多户想搞",
        "土是黄泥巴，挖下去一尺深都是",
        "大概有500棵，树龄8年",
        "品种是纽荷尔",
    ],
)
async def test_circumstances_belong_to_the_need_just_told(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert f"#{no}" in await tale.say("f", words)
        assert words in await text_of(tale, no)
        assert await is_alone(tale, no)


async def test_figures_of_a_machine_belong_to_its_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "璧山区的压铸厂，变速箱壳体气孔多，不良率8%，想请专家"))
        await tale.say("f", "材料ADC12，压铸机1250T，铸造压力75MPa")
        assert "1250T" in await text_of(tale, no)
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["我屋还有5头猪不吃食", "想请人来讲一堂家庭教育课，大概50个人"])
async def test_a_trouble_or_wish_with_figures_is_a_need_of_its_own(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("f", words)
        assert words not in await text_of(tale, no)


async def test_a_town_among_namesakes_is_that_of_the_county(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节白帝镇，脆李裂果，想请专家看看"))
        assert "奉节县永乐镇" in await tale.say("f", "不对不对是永乐镇")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.town == "永乐镇"


@pytest.mark.parametrize("words", ["等哈再说", "我问下老公再回你", "在忙，晚点说", "先不急"])
async def test_whoever_wants_time_loses_nothing_and_nothing_is_sent_on(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我家脐橙叶子发黄")
        reply = await tale.say("f", words)
        assert "不急" in reply
        assert "哪个区县" in reply
        assert await is_alone(tale, 0)
        await tale.advance(days=3)
        assert "奉节" in await tale.say("f", "奉节永乐镇的")
        assert "发黄" in await text_of(tale, 1)


async def test_the_missing_place_is_taken_days_later(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我家脐橙叶子发黄")
        no = number_in(await tale.say("f", "不晓得"))
        await tale.advance(days=3)
        assert f"#{no}" in await tale.say("f", "奉节的")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.place_code == "500236"


@pytest.mark.parametrize(
    "pieces", [("我电话138", "1234", "5678"), ("手机是139 9631", "2345"), ("158", "2345", "67", "89")]
)
async def test_a_number_in_pieces_is_put_together(tmp_path: Path, pieces: tuple[str, ...]) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        for piece in pieces[:-1]:
            assert "还差" in await tale.say("f", piece)
        assert f"电话记在 #{no}" in await tale.say("f", pieces[-1])
        whole = "".join(sign for piece in pieces for sign in piece if sign.isdigit())
        assert whole in await text_of(tale, no)


async def test_a_piece_of_a_number_goes_stale(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        await tale.say("f", "我电话138")
        await tale.advance(minutes=30)
        assert "还差" not in await tale.say("f", "1234")


@pytest.mark.parametrize("words", ["这么快👍", "6666", "太好了！", "给力"])
async def test_praise_is_no_message_to_be_passed_on(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("tan", f"揭榜 {no}")
        assert "转给" not in await tale.say("f", words)
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["滚", "妈卖批", "你们有病嗦"])
async def test_a_curse_is_answered_calmly_with_a_way_to_a_person(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        reply = await tale.say("f", words)
        assert "对不住" in reply
        assert f"#{no}" in reply
        assert "转人工" in reply


@pytest.mark.parametrize(
    "words", ["我妈的医保报不到，找哪个", "猪有病", "滚筒干燥机不转", "想找个人来讲课", "我家猪治不好咋办"]
)
async def test_words_that_hold_a_curse_or_chatter_are_needs(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("f", words)
        assert any(told in reply for told in ("请问", "#1", "政策"))


@pytest.mark.parametrize("words", ["牛", "等哈儿"])
async def test_a_cow_is_no_praise_and_a_while_no_curse(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "想请专家看看")
        reply = await tale.say("f", words)
        assert "对不住" not in reply
        assert "不客气" not in reply


@pytest.mark.parametrize("words", ["上次那个专家一来就卖农药", "我不要他赔，就是给你们说一声"])
async def test_more_of_a_complaint_reaches_staff(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我要投诉")
        tale.heard("butler")
        assert "管家" in await tale.say("f", words)
        tasks = await tale.run(lambda uow: uow.work.tasks(["重庆"]))
        assert any(words in str(task.detail["note"]) for task in tasks)
        assert await is_alone(tale, 0)


@pytest.mark.parametrize("words", ["你哪个", "你们是政府的迈", "我们老板问你们是哪个单位的"])
async def test_who_runs_this_is_answered(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "专家服务中心" in await tale.say("f", words)


async def test_costs_are_answered_while_an_expert_is_spoken_of(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        assert "花钱" in await tale.say("f", "你们专家来一趟好多钱")


async def test_who_reads_the_number_is_answered(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "只有管家看得到" in await tale.say("f", "会不会把我电话给别个")


@pytest.mark.parametrize("words", ["喂 喂 听得到不嘛", "喂，喂"])
async def test_a_call_is_answered(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "在的" in await tale.say("f", words)


async def test_a_place_among_stammering_is_kept(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "临江镇" in await tale.say("f", "我是那个那个开县的 哎呀就是开州的 临江镇")
        await tale.say("f", "我家那个牛不吃草两天了，肚子胀得好大")
        demand = await tale.run(lambda uow: uow.demands.get(1))
        assert demand.town == "临江镇"


@pytest.mark.parametrize(
    ("words", "town"),
    [("嗯就是万县 哎呀万州的 分水镇", "分水镇"), ("那个那个梁平县的 呃就是梁平 屏锦镇", "屏锦镇")],
)
async def test_a_place_said_twice_is_no_need(tmp_path: Path, words: str, town: str) -> None:
    async with cast_story(tmp_path) as tale:
        told = await tale.say("f", words)
        assert town in told
        assert "已登记" not in told


async def test_what_is_told_beside_a_place_said_twice_is_a_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "已登记" in await tale.say("f", "那个就是开州的 哎呀临江镇 莼菜烂叶子")


async def test_what_is_mended_is_found_by_its_name(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "江津的，花椒叶子背面有黄粉，想请专家看"))
        assert "辣椒" in await tale.say("f", "那个花椒换成辣椒")
        assert await is_alone(tale, no)


async def test_an_animal_names_the_matter_that_is_put_off(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我屋的猪拉稀，还有我哥的橘子掉果，都在忠县石宝镇")
        reply = await tale.say("f", "猪的那个先不弄")
        assert "猪拉稀" in reply
        assert "橘子" not in reply
