"""While a danger runs: news that is none, help that cannot be called, another need beside it, what staff report."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.work import TaskKind
from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story


async def open_alarms(tale: Story) -> list[str]:
    found = await tale.run(lambda uow: uow.work.tasks(("重庆",), (TaskKind.EMERGENCY,)))
    return [str(task.detail["note"]) for task in found if task.is_open]


@pytest.mark.parametrize(
    ("words", "said", "never"),
    [
        ("拉上岸了，摸不到脉搏，没得呼吸", "按压胸口", "太好了"),
        ("手机欠费，120打不出去", "没卡也能打", "打了就好"),
        ("还没喊救护车，怕花冤枉钱", "不要钱", "打了就好"),
        ("救上来了，能说话了", "太好了", "按压"),
    ],
)
async def test_news_is_answered_as_what_it_is(tmp_path: Path, words: str, said: str, never: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "有个娃儿落到水库里头了")
        tale.heard("butler")
        reply = await tale.say("f", words)
        assert said in reply
        assert never not in reply
        assert tale.heard("butler")


async def test_who_cannot_get_through_has_somebody_ring(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我爸昏在灶房，喊不答应")
        tale.heard("butler")
        await tale.say("f", "打120一直没人接")
        assert any("请您代打" in line for line in tale.heard("butler"))


@pytest.mark.parametrize(
    ("danger", "words", "said", "never"),
    [
        ("娃儿吃花生米卡到气管头了", "咳出来了", "有没有呼吸", "没打的马上打，有变化"),
        ("屋头煤气中毒，我妈喊不醒", "阀门找到了，关了的", "转告", "救出来就好"),
        ("我爸掉到堰塘头了", "捞起来了，送到镇医院了", "有人在管", "救出来就好"),
        ("挖机把天然气管道挖断了，到处是味道", "燃气公司的来了，在抢修", "有人在管", "位置记下了"),
        ("我老公拿刀在追我", "没事了，他走了", "12338", "太好了"),
        ("一家人吃了菌子都在吐", "娃儿抽筋了，翻白眼", "侧躺", "有变化接着说"),
        ("他喝了酒在砸门，说要打死我", "我真的不想活了", "12356", "110 没打"),
        ("老公昨天又把我打了一顿，肋巴骨痛", "报警管不管用哦", "12110", "打了就好"),
        ("老公昨天又把我打了一顿，肋巴骨痛", "綦江打通镇", "安全的地方", "路口"),
        ("他天天打他媳妇，今天在喊救命", "警察来了", "有人在管", "没听懂"),
        ("电梯停在八楼 我们三个人关在里头", "出来了 师傅开的门", "太好了", "没打的马上打"),
        ("女儿留了遗书说来世再见", "辅导员找到她了，在寝室", "放心些", "没打的马上打"),
        ("奶娃儿被铺盖闷到了，脸发紫", "哭了 哭出声了", "太好了", "没打的马上打"),
        ("我们班有个女生割手腕了", "班主任带她去医务室了", "有人在管", "没打的马上打"),
    ],
)
async def test_each_turn_of_a_danger_has_its_answer(
    tmp_path: Path, danger: str, words: str, said: str, never: str
) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", danger)
        tale.heard("butler")
        reply = await tale.say("f", words)
        assert said in reply
        assert never not in reply
        assert tale.heard("butler")


async def test_who_seems_well_again_sees_a_doctor(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "娃儿被汤圆卡到喉咙了，脸乌的")
        await tale.say("f", "吐出来了，能说话了，没得事了")
        reply = await tale.say("f", "还用不用去医院看一下")
        assert "医生看一遍" in reply
        assert "区县" not in reply


async def test_people_in_the_way_make_a_danger_of_a_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节白帝镇我们组背后的岩石在掉小石头，裂口一天比一天宽，裂缝越来越大，想请地质专家看看")
        assert "119" in await tale.say("f", "坡脚住得有四家人")
        assert len(await open_alarms(tale)) == 1


async def test_people_beside_a_calm_need_ring_nobody(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节白帝镇的脆李裂果，想请专家看看")
        assert "119" not in await tale.say("f", "果园下头住得有人户，好找")
        assert await open_alarms(tale) == []


@pytest.mark.parametrize(
    ("danger", "words"),
    [
        ("我幺儿喝了农药", "看错了，瓶子头装的是凉茶"),
        ("灶房里头冒烟了", "不好意思，是我妈在炕腊肉"),
        ("救命啊快来人", "试一下你们有没有反应"),
    ],
)
async def test_what_was_seen_wrong_leaves_no_need(tmp_path: Path, danger: str, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", danger)
        reply = await tale.say("f", words)
        assert "不是急事就好" in reply
        assert "区县" not in reply
        assert await open_alarms(tale) == []


async def test_despair_is_not_over_by_a_word(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "活不下去了，我想喝药死了算了")
        for words in ("莫来管我", "算了嘛，没事了"):
            reply = await tale.say("f", words)
            assert "12356" in reply
            assert "太好了" not in reply
            assert "添堵" not in reply
        assert len(await open_alarms(tale)) == 1


async def test_a_joke_calls_it_off_and_leaves_nothing(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "救命啊快来人")
        assert "不是急事就好" in await tale.say("f", "逗你们耍的")
        assert await open_alarms(tale) == []
        assert await demand(tale) is None


@pytest.mark.parametrize(
    "words",
    [
        "消防走了，火熄了，柑子树烤焦了一大片咋个救，奉节草堂镇",
        "谢谢你们，我还想问下脆李流胶咋个治，奉节草堂镇",
    ],
)
async def test_a_need_behind_the_news_is_taken_down(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "坡上烧起来了，火大得很")
        reply = await tale.say("f", words)
        assert "#1" in reply
        taken = await demand(tale)
        assert taken is not None
        assert taken.field_code == "agriculture"
        assert "火熄" not in taken.summary


@pytest.mark.parametrize(
    ("words", "is_open"),
    [
        ("1号那家我打通了，儿子在屋头守到", True),
        ("人已经送到县医院了", True),
        ("伤员拉到区人民医院去了", True),
        ("消防已经到现场了", True),
        ("他屋头的电话拨通了，一家人都出来了", True),
        ("火灭了人没事，这条可以勾了", False),
    ],
)
async def test_what_staff_report_stays_with_the_alarm(tmp_path: Path, words: str, is_open: bool) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "屋头起火了，人还在楼上")
        await tale.say("butler", "收到")
        reply = await tale.say("butler", words)
        assert "请马上打" not in reply
        alarms = await open_alarms(tale)
        assert len(alarms) == is_open
        assert not is_open or words.removeprefix("1号")[-4:] in alarms[0]


async def test_another_danger_told_by_staff_is_another_alarm(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "屋头起火了，人还在楼上")
        await tale.say("butler", "收到")
        assert "120" in await tale.say("butler", "奉节安坪镇又有人打电话，说老汉触电没得呼吸了")
        assert len(await open_alarms(tale)) == 2


async def test_good_news_of_a_matter_is_no_alarm(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say(
            "ward", "奉节县人民医院重症科，病人感染性休克升压药加满血压还是低，想请专家会诊，电话13912345678"
        )
        reply = await tale.say("ward", "病人缓过来了，血压稳定")
        assert "请马上打" not in reply
        assert await open_alarms(tale) == []


@pytest.mark.parametrize("words", ["动身了 要一个多钟头", "哎呀 我老丈人住院 明天去不成了", "看过了 水泵结冰 化开了"])
async def test_an_expert_at_work_rings_no_hotline(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", "奉节草堂镇，脆李裂果，想请专家看看")
        await tale.say("li", "揭榜 1")
        assert "12356" not in await tale.say("li", words)
        assert await open_alarms(tale) == []


async def test_an_expert_in_danger_is_helped(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "120" in await tale.say("li", "我老婆喝了农药 人昏过去了")
        assert len(await open_alarms(tale)) == 1
