"""Staff without forms: what they say of a number, a name, a caller or a briefing is done, and harms no demand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.people import Role
from tests.scenarios.casting import demand, offered_story, status
from tests.scenarios.harness import Story


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """One need, offered to two experts."""
    async with offered_story(tmp_path) as tale:
        yield tale


@pytest.mark.parametrize(
    "words", ["把1号给李明华", "1号让李明华去吧", "让李明华去1号", "1号换成李明华去", "1号转李明华"]
)
async def test_an_order_is_given_in_passing(stage: Story, words: str) -> None:
    assert "李明华" in await stage.say("butler", words)
    assert await status(stage) is DemandStatus.CLAIMED


@pytest.mark.parametrize("words", ["1号给他打电话", "1号换个时间", "1号没解决", "1号解决了没", "1号办完了吗"])
async def test_what_only_sounds_like_it_moves_nothing(stage: Story, words: str) -> None:
    await stage.say("butler", words)
    assert await status(stage) is DemandStatus.PUBLISHED
    assert await demand(stage, 2) is None


@pytest.mark.parametrize("words", ["1号可以结了，电话问过了已经好了", "1号办好了，现场看过", "1号解决了，是缺钙"])
async def test_a_matter_is_closed_in_passing(stage: Story, words: str) -> None:
    await stage.say("butler", words)
    assert await status(stage) is DemandStatus.CLOSED


@pytest.mark.parametrize("words", ["1号谁在办", "1号到哪一步了", "谁改过1号", "1号什么情况", "1号李老师去了没"])
async def test_how_it_stands_is_shown(stage: Story, words: str) -> None:
    assert "经过" in await stage.say("butler", words)


async def test_a_number_that_is_not_there_is_said_to_be_missing(stage: Story) -> None:
    assert "没有找到 #12" in await stage.say("butler", "12号怎么样了")


async def test_an_expert_is_chased_by_name(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    stage.heard("li")
    assert "已提醒" in await stage.say("butler", "催一下李老师")
    assert stage.heard("li")


@pytest.mark.parametrize(
    ("words", "period"), [("这个月办了多少件", "本月"), ("本周有几单", "本周"), ("今年收了多少需求", "今年")]
)
async def test_figures_are_asked_for_in_passing(stage: Story, words: str, period: str) -> None:
    assert period in await stage.say("butler", words)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("谁会修柑橘", "谭树林"),
        ("有没有懂ECMO的", "周启明"),
        ("找个会种脆李的专家", "李明华"),
        ("找专家 柑橘", "谭树林"),
    ],
)
async def test_who_knows_something_is_no_need_of_the_butler_s(stage: Story, words: str, name: str) -> None:
    assert name in await stage.say("butler", words)
    assert await demand(stage, 2) is None


async def test_only_own_staff_see_a_number_and_only_by_name(stage: Story) -> None:
    await stage.staff("partner", Role.BUTLER, "四川")
    await stage.say("butler", "添加专家 王建国；奉节县农业农村委；高级农艺师；脆李栽培；奉节；13900001111")
    assert "13900001111" in await stage.say("butler", "王建国电话多少")
    assert "13900001111" not in await stage.say("butler", "找专家 脆李栽培")
    assert "13900001111" not in await stage.say("partner", "找专家 王建国")
    for words in ("找专家 王建国", "王建国电话多少"):
        assert "13900001111" not in await stage.say("farmer", words)
        assert "13900001111" not in await stage.say("li", words)


@pytest.mark.parametrize(
    "words",
    [
        "刚才有个奉节吐祥的王大爷打电话来，说脐橙黄化，13811112222",
        "奉节吐祥镇王大爷来电，脐橙黄化",
        "帮奉节吐祥镇王大爷登记一个，脐橙黄化",
    ],
)
async def test_a_caller_s_need_is_recorded_for_the_caller(stage: Story, words: str) -> None:
    assert "王大爷" in await stage.say("butler", words)
    found = await demand(stage, 2)
    assert found is not None
    assert found.place_code == "500236"
    assert "王大爷" not in found.summary
    assert "打电话" not in found.summary


async def test_a_registration_is_decided_by_name(stage: Story) -> None:
    await stage.say("one", "专家登记 刘洋；万州农技站；农艺师；榨菜育种")
    await stage.say("two", "专家登记 陈红；万州农科所；研究员；榨菜育种")
    assert "编号" in await stage.say("butler", "通过"), "two wait"
    assert "刘洋" in await stage.say("butler", "同意刘洋的登记")
    assert any("通过了" in text for text in stage.heard("one"))
    assert "陈红" in await stage.say("butler", "陈红的登记不通过，单位没写全")
    assert any("单位没写全" in text for text in stage.heard("two"))


async def test_the_only_registration_needs_no_number(stage: Story) -> None:
    await stage.say("one", "专家登记 刘洋；万州农技站；农艺师；榨菜育种")
    assert "刘洋" in await stage.say("butler", "通过")


async def test_a_briefing_told_in_prose_is_announced(stage: Story) -> None:
    said = await stage.say(
        "butler", "我要发一个培训通知，12月3日下午两点在奉节县农业农村委三楼，脆李冬季修剪，对象是奉节的果农"
    )
    for part in ("脆李冬季修剪", "12月3日", "14:00", "奉节县农业农村委三楼", "奉节的果农"):
        assert part in said
    await stage.say("butler", "是")
    assert "还没有人报名" in await stage.say("butler", "第1场有多少人报名")
    assert "报上了" not in await stage.say("butler", "谁报名了"), "a question signs nobody up"
    assert "取消第 1 场" in await stage.say("butler", "取消第1场，下雪")
    assert await status(stage) is DemandStatus.PUBLISHED


async def test_a_need_for_a_teacher_stays_a_need(stage: Story) -> None:
    assert "登记吗" in await stage.say("butler", "奉节白帝镇我们想办个培训班，请专家来讲脆李冬季修剪")
    await stage.say("butler", "是我自己的")
    assert await demand(stage, 2) is not None


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("导出本月需求", "export"),
        ("上传政策", "policies import"),
        ("群发一条通知给所有果农", "添加宣讲"),
        ("把这个人拉黑", "后台"),
        ("今天谁值班", "排班"),
    ],
)
async def test_what_is_done_elsewhere_is_told_where(stage: Story, words: str, where: str) -> None:
    assert where in await stage.say("butler", words)
    assert not stage.heard("boss")


@pytest.mark.parametrize("words", ["改 1 领域=柑橘", "改1领域果树", "1号应该是果树", "改 1 领域 果树"])
async def test_a_field_is_named_by_what_belongs_to_it(stage: Story, words: str) -> None:
    await stage.say("butler", "改 1 领域=食品加工")
    assert "果树" in await stage.say("butler", words)
    found = await demand(stage)
    assert found is not None
    assert found.second == "果树"


async def test_whoever_has_it_hears_of_another_place(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    stage.heard("li")
    await stage.say("butler", "改 1 地点=巫山")
    assert any("巫山" in text for text in stage.heard("li"))


async def test_only_administrators_invite_staff(stage: Story) -> None:
    said = await stage.say("boss", "邀请 管家 小李")
    code = said.split("邀请码：")[1].split()[0]
    assert "管家" in await stage.say("new", f"绑定 {code}")
    assert "待办" in await stage.say("new", "待办") or "在办" in await stage.say("new", "待办")
    assert "管理员身份" in await stage.say("butler", "邀请 管家 小李")
    assert "邀请码：" not in await stage.say("farmer", "邀请 管家 我")


async def test_an_expert_of_the_pool_is_invited_by_name(stage: Story) -> None:
    await stage.say("butler", "添加专家 王建国；奉节县农业农村委；高级农艺师；脆李栽培；奉节")
    code = (await stage.say("butler", "邀请 专家 王建国")).split("邀请码：")[1].split()[0]
    assert "王" in await stage.say("wang", f"绑定 {code}")
    assert "已经绑定" in await stage.say("butler", "邀请 专家 王建国")
    assert "没有找到" in await stage.say("butler", "邀请 专家 没这人")


async def test_several_instructions_in_one_message(stage: Story) -> None:
    await stage.say("other", "奉节草堂镇柑橘黄龙病，请专家看看")
    await stage.say("butler", "1号派给李明华，2号派给谭树林")
    first, second = await demand(stage), await demand(stage, 2)
    assert first is not None
    assert second is not None
    assert None not in {first.expert_id, second.expert_id}
    assert first.expert_id != second.expert_id
    await stage.say("butler", "把1号和2号都派给李明华")
    second = await demand(stage, 2)
    assert second is not None
    assert second.expert_id == first.expert_id
    await stage.say("butler", "1号改成急件，派给谭树林")
    first = await demand(stage)
    assert first is not None
    assert first.urgency == "urgent"
    assert first.expert_id != second.expert_id


async def test_commas_within_one_instruction_stay(stage: Story) -> None:
    await stage.say("butler", "1号办结，现场看过，已好")
    assert "现场看过，已好" in await stage.say("butler", "查 1")


@pytest.mark.parametrize("words", ["换个专家，给谭树林", "让谭树林去", "改派给谭树林", "交给谭树林"])
async def test_instead_needs_no_number_after_a_look(stage: Story, words: str) -> None:
    await stage.say("butler", "派单 1 李明华")
    await stage.say("butler", "查 1")
    assert "谭树林" in await stage.say("butler", words)
    assert "专家：谭树林" in await stage.say("butler", "查 1")


@pytest.mark.parametrize("words", ["1号请四川那边帮忙", "1号有点麻烦", "1号再等等看"])
async def test_words_about_a_number_are_no_new_need(stage: Story, words: str) -> None:
    assert "#1" in await stage.say("butler", words)
    assert await demand(stage, 2) is None
    assert await status(stage) is DemandStatus.PUBLISHED


async def test_a_reason_may_stand_before_sending_back(stage: Story) -> None:
    await stage.say("butler", "1号没写清是哪个村，退了吧")
    assert any("没写清是哪个村" in text for text in stage.heard("farmer"))


@pytest.mark.parametrize("words", ["把1号发布出去", "重新推一下1号", "1号再推一次"])
async def test_sending_out_again_in_passing(stage: Story, words: str) -> None:
    assert "已发布" in await stage.say("butler", words)


async def test_a_shown_number_alone_shows_it(stage: Story) -> None:
    assert "经过" in await stage.say("butler", "#1")
    assert "揭榜 1" in await stage.say("li", "＃1")
    assert "正在请专家" in await stage.say("farmer", "#1")


async def test_what_is_kept_for_butlers_is_claimed_by_nobody(stage: Story) -> None:
    await stage.say("butler", "改 1 范围=只给管家")
    assert "没有找到" in await stage.say("li", "揭榜 1")
    assert "没有找到" in await stage.say("li", "看 1")
    await stage.say("butler", "派单 1 李明华")
    assert "在您手上" in await stage.say("li", "看 1")


@pytest.mark.parametrize(("words", "told"), [("李明华", "市农技推广总站"), ("派给李明华", "#1 已派给李明华")])
async def test_a_name_alone(stage: Story, words: str, told: str) -> None:
    assert told in await stage.say("butler", words)
    assert await demand(stage, 2) is None


@pytest.mark.parametrize(
    ("words", "is_shown"),
    [
        ("待办 奉节", True),
        ("待办 果树", True),
        ("有几单没人接", True),
        ("奉节的单子有哪些", True),
        ("待办 万州", False),
        ("急件有哪些", False),
    ],
)
async def test_a_part_of_the_list(stage: Story, words: str, is_shown: bool) -> None:
    assert ("#1" in await stage.say("butler", words)) is is_shown


async def test_complaints_are_asked_for_and_not_made(stage: Story) -> None:
    await stage.say("farmer", "转人工")
    assert "[1]" in await stage.say("butler", "待办 回电")
    assert "现在没有" in await stage.say("butler", "有没有投诉")
    assert not stage.heard("boss")


async def test_what_the_list_cannot_be_parted_by_is_said(stage: Story) -> None:
    assert "看不出" in await stage.say("butler", "待办 火星")


async def test_a_demand_is_named_by_what_it_is_about(stage: Story) -> None:
    await stage.say("other", "奉节草堂镇柑橘黄龙病，请专家看看")
    assert "#2" in await stage.say("butler", "柑橘那个谁接了")
    assert "#1" in await stage.say("butler", "脆李那单派给李明华")
    assert await status(stage) is DemandStatus.CLAIMED
    await stage.say("butler", "把柑橘那个退回去，没写电话")
    assert any("没写电话" in text for text in stage.heard("other"))


async def test_a_name_that_two_demands_share_decides_nothing(stage: Story) -> None:
    await stage.say("other", "奉节草堂镇脆李黄叶，请专家看看")
    await stage.say("butler", "脆李那单派给李明华")
    assert [await status(stage, no) for no in (1, 2)] == [DemandStatus.PUBLISHED, DemandStatus.PUBLISHED]


@pytest.mark.parametrize(
    ("words", "second", "place"),
    [("1号不是果树，是食品加工", None, "500236"), ("1号改到巫山", "果树", "500237")],
)
async def test_labels_are_put_right_in_passing(stage: Story, words: str, second: str | None, place: str) -> None:
    await stage.say("butler", words)
    found = await demand(stage)
    assert found is not None
    assert (found.second, found.place_code) == (second, place)
    assert await demand(stage, 2) is None


@pytest.mark.parametrize(
    ("words", "summary"),
    [
        ("有个老乡说猪发烧，在奉节草堂镇", "猪发烧"),
        ("帮我登记一个：奉节草堂镇有家面馆，燃气开户办不下来", "燃气开户"),
        ("代录一下，奉节吐祥镇的赵老板说厂门口的路烂了", "厂门口的路烂"),
    ],
)
async def test_whoever_told_it_stands_not_in_the_summary(stage: Story, words: str, summary: str) -> None:
    assert "已代录" in await stage.say("butler", words)
    found = await demand(stage, 2)
    assert found is not None
    assert summary in found.summary
    assert not any(word in found.summary for word in ("老乡", "赵老板", "登记"))


async def test_two_lines_are_done_at_once(stage: Story) -> None:
    await stage.say("farmer", "转人工")
    await stage.say("other", "高企怎么申报")
    await stage.say("butler", "办了 1、2")
    assert "[1]" not in await stage.say("butler", "待办")
    assert "[2]" not in await stage.say("butler", "待办")


async def test_a_briefing_may_begin_with_its_time(stage: Story) -> None:
    said = await stage.say("butler", "添加宣讲 12月1日上午9点；脆李冬管；白帝镇文化中心；奉节果农")
    assert "“脆李冬管”，12月1日" in said
    await stage.say("butler", "不")
    await stage.say("butler", "添加宣讲")
    assert "不发了" in await stage.say("butler", "不")
