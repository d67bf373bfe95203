"""Danger to a person, and a hospital's own case: the number at once, staff told once, and the way back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from domain.work import TaskKind
from handlers.wording import emergency
from nlu.labels.emergencies import FIELD_OF_HAZARD
from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story, number_in

ORCHARD = "奉节白帝镇，我屋的脆李叶子卷起，想请人看"


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    async with cast_story(tmp_path) as tale:
        yield tale


async def alarms(stage: Story) -> list[str]:
    found = await stage.run(lambda uow: uow.work.tasks(("重庆",), (TaskKind.EMERGENCY,)))
    return [str(task.detail["note"]) for task in found]


@pytest.mark.parametrize(
    ("words", "number", "advice"),
    [
        ("楼上那家着火了，烟子好大", "119", "上风"),
        ("插座冒火花，墙都熏黑了", "119", "别回去拿东西"),
        ("灶台边一股液化气味道", "119", "别点火"),
        ("三姑爷下到粪坑就没起来", "120", "别下井"),
        ("幺妹被汤圆呛到了，脸都乌了", "120", "从背后抱住"),
        ("有个娃儿滚到河里头了", "119", "别下水"),
        ("抽水的时候遭电打了，喊不答应", "120", "拉闸"),
        ("岩上垮下来把灶房埋了，里头有人", "119", "别进垮塌处"),
        ("她把一瓶乐果喝完了，说不想活", "120", "12356"),
        ("再不给我退钱，我就从你们楼上跳下去", "12356", "别一个人扛着"),
        ("那个人提起菜刀在砍人", "110", "锁好门"),
        ("我外婆老年痴呆，走丢一天了", "110", "在哪里不见"),
    ],
)
async def test_each_danger_gets_its_number_and_its_first_aid(
    stage: Story, words: str, number: str, advice: str
) -> None:
    reply = await stage.say("neighbour", words)
    assert number in reply[:40]
    assert advice in reply
    assert len(reply) <= 100
    assert len([line for line in stage.heard("butler") if line.startswith("急事")]) == 1


def test_no_danger_is_without_words_of_its_own() -> None:
    plain = emergency.first_aid(None)
    assert [name for name in FIELD_OF_HAZARD if emergency.first_aid(name) == plain] == []


async def test_a_threat_is_no_addition_to_the_order(stage: Story) -> None:
    no = number_in(await stage.say("f", ORCHARD))
    assert "12356" in await stage.say("f", "再拖我就喝农药死给你们看")
    found = await demand(stage, no)
    assert found is not None
    assert "农药" not in found.text


@pytest.mark.parametrize(
    "words",
    ["药水都喷过四道了", "下大雨把机耕道冲断了", "吃了你们推荐的药酒没得效果", "树苗倒了一排", "隔壁也卷叶"],
)
async def test_harm_to_crops_and_roads_alarms_nobody(stage: Story, words: str) -> None:
    await stage.say("f", ORCHARD)
    stage.heard("butler")
    reply = await stage.say("f", words)
    assert "120" not in reply
    assert "119" not in reply
    assert await alarms(stage) == []


async def test_staff_are_alarmed_once_for_one_event(stage: Story) -> None:
    await stage.say("f", "我爸遭蛇咬了，腿肿起来了")
    assert len(stage.heard("butler")) == 1
    reply = await stage.say("f", "快点来人，他昏过去了")
    assert "120" in reply
    assert "已经知道" in reply
    assert stage.heard("butler") == []
    assert await alarms(stage) == ["我爸遭蛇咬了，腿肿起来了；快点来人，他昏过去了"]


async def test_where_it_is_reaches_the_staff_at_once(stage: Story) -> None:
    await stage.say("f", "我爸遭蛇咬了，腿肿起来了")
    stage.heard("butler")
    await stage.say("f", "在奉节草堂镇，他昏过去了，快来人")
    heard = stage.heard("butler")
    assert len(heard) == 1
    assert "草堂镇" in heard[0]
    assert len(await alarms(stage)) == 1


async def test_the_next_event_is_an_alarm_of_its_own(stage: Story) -> None:
    await stage.say("f", "我爸遭蛇咬了，腿肿起来了")
    await stage.say("butler", "收到，我马上打")
    await stage.say("butler", "办了 1 已送医院")
    stage.heard("butler")
    await stage.say("f", "我屋厨房起火了")
    assert any(line.startswith("急事") for line in stage.heard("butler"))
    assert await alarms(stage) == ["我屋厨房起火了"]


async def test_a_false_alarm_is_called_off_and_the_words_are_kept(stage: Story) -> None:
    no = number_in(await stage.say("f", ORCHARD))
    reply = await stage.say("f", "叶子烧起来了")
    assert "回“不是急事”" in reply
    stage.heard("butler")
    answer = await stage.say("f", "不是急事，说的是树叶子")
    assert f"#{no}" in answer
    heard = stage.heard("butler")
    assert len([line for line in heard if "不是急事" in line]) == 1
    assert await alarms(stage) == []
    await stage.advance(minutes=15)
    assert not any("还没人应" in line for line in stage.heard("boss"))
    found = await demand(stage, no)
    assert found is not None
    assert "烧起来" in found.text


async def test_a_threat_is_not_called_off_by_a_word(stage: Story) -> None:
    await stage.say("f", "不给我解决我就去跳楼")
    await stage.say("f", "搞错了，没得急事")
    assert len(await alarms(stage)) == 1


async def test_that_nobody_is_hurt_calls_no_fire_off(stage: Story) -> None:
    await stage.say("f", "我屋柴房烧起来了")
    await stage.say("f", "没得人受伤")
    assert len(await alarms(stage)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "产妇羊水栓塞，请求上级专家支援",
        "忠县人民医院，急性心肌梗死病人我们处理不下来，请求会诊",
        "ICU有个病人血氧一直往下掉，求呼吸科专家",
        "我们卫生院来了个喝百草枯的，没得经验",
        "急诊收了一个主动脉夹层，做不了手术，求转诊",
    ],
)
async def test_a_hospitals_case_is_on_the_telephone_before_anything_is_asked(stage: Story, words: str) -> None:
    reply = await stage.say("doctor", words)
    no = number_in(reply)
    assert "管家马上打电话" in reply
    assert len(reply) <= 100
    tasks = await stage.run(lambda uow: uow.work.tasks(("重庆",), (TaskKind.CALL_EXPERT,)))
    assert any("危重病人" in str(task.detail["note"]) for task in tasks)
    assert any("危重病人" in line for line in stage.heard("butler"))
    found = await demand(stage, no)
    assert found is not None
    assert (found.urgency, found.hazard) == ("urgent", "critical_patient")
    assert "120" not in reply


async def test_the_hospital_is_told_afterwards_and_belongs_to_the_case(stage: Story) -> None:
    reply = await stage.say("doctor", "产妇大出血休克，请求支援")
    assert "哪家医院" in reply
    no = number_in(reply)
    await stage.say("doctor", "巫溪县人民医院产科，电话13800002222")
    found = await demand(stage, no)
    assert found is not None
    assert found.place_code == "500238"
    assert await demand(stage, no + 1) is None


async def test_a_turn_for_the_worse_reaches_the_butler_at_once(stage: Story) -> None:
    await stage.say("h", "我们是酉阳县医院，重症胰腺炎病人休克，请上级会诊，电话13800001234")
    stage.heard("butler")
    reply = await stage.say("h", "病人刚才又心跳停了一次，按压回来了")
    assert "正在打电话的管家" in reply
    assert any("心跳停" in line for line in stage.heard("butler"))
    assert "正在打电话的管家" in await stage.say("h", "氧合只有七十几了")
    assert await demand(stage, 2) is None


async def test_a_case_is_no_part_of_the_course_asked_for_before(stage: Story) -> None:
    first = number_in(await stage.say("doctor", "云阳县人民医院想请专家来讲重症病人俯卧位通气"))
    second = number_in(await stage.say("doctor", "ICU的病人氧合掉到七十，请求紧急会诊"))
    assert second != first
    assert any("危重病人" in line for line in stage.heard("butler"))


async def test_who_speaks_for_a_hospital_needs_no_ambulance(stage: Story) -> None:
    await stage.say("doctor", "巫山县人民医院想请专家")
    assert "登记急件" in await stage.say("doctor", "产妇大出血，止不住")
    assert "120" in await stage.say("doctor", "我爸在屋头昏倒了，喊不醒")


async def test_a_second_need_in_the_message_does_not_hold_the_case_up(stage: Story) -> None:
    reply = await stage.say(
        "doctor", "1、ICU一个病人感染性休克，升压药到顶了，请求会诊；2、我院食堂想请营养师来讲一次糖尿病饮食"
    )
    assert "登记急件" in reply
    assert any("危重病人" in line for line in stage.heard("butler"))
    assert "营养" in reply + await stage.say("doctor", "进度")


async def test_the_department_is_told_in_pieces(stage: Story) -> None:
    no = number_in(await stage.say("doctor", "我们医院收了个有机磷中毒的"))
    await stage.say("doctor", "开州区人民医院")
    assert f"#{no}" in await stage.say("doctor", "急诊科，13800003333")
    assert await demand(stage, no + 1) is None


async def test_more_of_the_case_belongs_to_the_case(stage: Story) -> None:
    no = number_in(await stage.say("doctor", "垫江县人民医院，ICU病人感染性休克，请求紧急会诊"))
    await stage.say("doctor", "病人休克更重了，ICU升压药都用到顶了")
    assert await demand(stage, no + 1) is None


@pytest.mark.parametrize(
    "words",
    ["我塘里的鲫鱼今早死了一大半，万州的", "涪陵厂里三条线停了两条", "石柱，圈里的羊一天死五六只，兽医没法"],
)
async def test_what_cannot_wait_is_pushed_as_urgent(stage: Story, words: str) -> None:
    found = await demand(stage, number_in(await stage.say("f", words)))
    assert found is not None
    assert found.urgency == "urgent"


async def test_what_cannot_wait_is_promised_sooner(stage: Story) -> None:
    calm = await demand(stage, number_in(await stage.say("f", ORCHARD)))
    urgent = await demand(stage, number_in(await stage.say("neighbour", "涪陵罐头厂，灌装线趴窝了，每小时亏几万")))
    assert calm is not None
    assert urgent is not None
    assert calm.promised_at is not None
    assert urgent.promised_at is not None
    assert (calm.urgency, urgent.urgency) == ("normal", "urgent")
    assert urgent.promised_at < calm.promised_at
