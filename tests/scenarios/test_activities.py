"""A briefing from its announcement to the list of who came, told through the phones."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.scenarios.harness import Story, story

LINE = "添加宣讲 脆李冬季管护；12月1日上午9点；白帝镇文化中心；奉节果农；2人"


@pytest_asyncio.fixture
async def tale(tmp_path: Path) -> AsyncIterator[Story]:
    async with story(tmp_path) as one:
        await one.staff("boss")
        yield one


async def farmers(tale: Story, *names: str) -> None:
    """People who have said that they grow plums in Fengjie."""
    for name in names:
        await tale.say(name, "我是果农，奉节白帝镇的脆李裂果，想请专家看看")
        tale.heard(name)


async def announced(tale: Story, line: str = LINE) -> int:
    question = await tale.say("boss", line)
    assert "确定回“是”" in question, question
    done = await tale.say("boss", "是")
    found = re.search(r"第 (\d+) 场", done)
    assert found, done
    return int(found[1])


async def test_the_confirmation_names_the_people_and_only_they_are_told(tale: Story) -> None:
    await farmers(tale, "wang", "li")
    await tale.say("plant", "我们是万州的食品厂，灌装线的封口不严，想请专家")
    question = await tale.say("boss", LINE)
    assert "会通知 2 人" in question
    assert "12月1日（周二）9:00" in question
    assert "名额 2 人" in question
    assert tale.heard("wang") == [], "nobody is told before the yes"
    assert "正在通知 2 人" in await tale.say("boss", "是")
    assert any("报名 1" in text and "12月1日（周二）9:00" in text for text in tale.heard("wang"))
    assert not any("脆李冬季管护" in text for text in tale.heard("plant"))


async def test_a_no_leaves_nothing_behind(tale: Story) -> None:
    await farmers(tale, "wang")
    await tale.say("boss", LINE)
    assert "没有做" in await tale.say("boss", "不")
    assert tale.heard("wang") == []
    assert "没有安排" in await tale.say("wang", "宣讲")


async def test_a_short_conversation_asks_one_thing_at_a_time(tale: Story) -> None:
    assert "讲什么" in await tale.say("boss", "添加宣讲")
    assert "什么时候" in await tale.say("boss", "高企申报政策解读")
    assert "几点" in await tale.say("boss", "12月3日")
    assert "在哪里" in await tale.say("boss", "下午两点")
    assert "哪些人" in await tale.say("boss", "科创中心三楼")
    question = await tale.say("boss", "中小企业")
    assert "12月3日（周四）14:00" in question
    assert "科创中心三楼" in question


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("添加宣讲 脆李管护；11月3日上午9点；白帝镇；果农", "已经过了"),
        ("添加宣讲 脆李管护；下周；白帝镇；果农", "哪天几点"),
        ("添加宣讲 脆李管护；12月1日上午9点；白帝镇", "哪些人"),
        ("添加宣讲 脆李管护；12月1日上午9点；白帝镇；嗯嗯嗯", "看不出请哪些人"),
    ],
)
async def test_a_wrong_part_is_asked_for_and_the_rest_is_kept(tale: Story, line: str, said: str) -> None:
    assert said in await tale.say("boss", line)
    answer = {"哪些人": "果农", "看不出请哪些人": "果农"}.get(said, "12月1日上午9点")
    assert "12月1日（周二）9:00，白帝镇；对象：果农" in await tale.say("boss", answer)


async def test_only_staff_announce(tale: Story) -> None:
    assert "身份才能用" in await tale.say("wang", LINE)


async def test_places_then_the_waiting_list_and_whoever_waits_moves_up(tale: Story) -> None:
    no = await announced(tale)
    assert "报上了，1 人" in await tale.say("a", f"报名 {no}")
    assert "报上了，1 人" in await tale.say("b", f"报名{no}")
    assert "候补第 1 位" in await tale.say("c", f"报名 {no}")
    assert "候补第 2 位" in await tale.say("d", f"报名 {no}")
    assert "已满，候补 2 人" in await tale.say("e", "宣讲")
    assert "名额给了候补的人" in await tale.say("a", f"取消报名 {no}")
    assert any("已补上" in text for text in tale.heard("c"))
    assert tale.heard("d") == []
    listed = await tale.say("boss", f"名单 {no}")
    assert "已报名 2 人" in listed
    assert "候补 1 人" in listed


async def test_several_people_and_another_number_of_them(tale: Story) -> None:
    no = await announced(tale, LINE.replace("2人", "5人"))
    assert "报上了，2 人" in await tale.say("a", f"报名 {no} 两个人")
    assert "已经报了，2 人" in await tale.say("a", f"报名 {no}")
    assert "改成 4 人" in await tale.say("a", f"报名 {no} 4人")
    too_many = await tale.say("b", f"报名 {no} 3个人")
    assert "只剩 1 个名额" in too_many
    assert "报上了，1 人" in await tale.say("b", f"报名 {no} 1人")
    assert "改成 3 人" in await tale.say("a", "我们少来一个人")


async def test_plain_words_sign_up_withdraw_and_check_in(tale: Story) -> None:
    await farmers(tale, "wang", "li")
    no = await announced(tale)
    assert "报上了" in await tale.say("wang", "要得，我来")
    assert "报上了" in await tale.say("li", "算我一个")
    assert "已取消" in await tale.say("li", "那个宣讲我去不成了")
    assert "2小时" in await tale.say("wang", "签到") or "两小时" in await tale.say("wang", "签到")
    tale.clock.at = tale.clock().replace(month=12, day=1, hour=0, minute=50)
    assert "签到好了" in await tale.say("wang", "我到了")
    assert "已经签到" in await tale.say("wang", f"签到 {no}")
    assert "已签到 1 人" in await tale.say("boss", f"名单 {no}")


async def test_politeness_is_no_signing_up(tale: Story) -> None:
    await farmers(tale, "wang")
    no = await announced(tale)
    await tale.say("wang", "收到，谢谢")
    assert "还没有人报名" in await tale.say("boss", f"名单 {no}")


async def test_the_name_for_the_list_is_asked_once(tale: Story) -> None:
    no = await announced(tale)
    assert "名单上怎么写" in await tale.say("a", f"报名 {no}")
    for words in ("谢谢", "明白", "高兴"):
        assert "名单上写" not in await tale.say("a", words), "no name"
    assert "名单上写王大军" in await tale.say("a", "王大军")
    assert "王大军" in await tale.say("boss", f"名单 {no}")


async def test_which_of_two_is_asked_and_the_words_may_tell(tale: Story) -> None:
    first = await announced(tale)
    second = await announced(tale, "添加宣讲 高企申报政策解读；12月3日下午2点；科创中心；企业")
    question = await tale.say("a", "我要报名，两个人")
    assert f"{first}. " in question
    assert f"{second}. " in question
    assert f"报上了，2 人：第 {second} 场" in await tale.say("a", str(second))
    assert f"第 {first} 场" in await tale.say("b", "脆李那个课我报名")
    assert f"第 {second} 场" in await tale.say("c", "我报名12月3号那场")


async def test_a_change_tells_whoever_signed_up_and_moves_the_reminders(tale: Story) -> None:
    no = await announced(tale)
    await tale.say("a", f"报名 {no}")
    changed = await tale.say("boss", f"改宣讲 {no} 时间=12月2日下午2点，地点=白帝小学")
    assert "已告诉报了名的 1 位" in changed
    told = tale.heard("a")
    assert any("12月2日（周三）14:00" in text and "白帝小学" in text for text in told)
    tale.clock.at = tale.clock().replace(month=11, day=30, hour=1, minute=5)
    await tale.settle()
    assert not any("提醒您" in text for text in tale.heard("a")), "the reminder of the old time is dead"
    tale.clock.at = tale.clock().replace(month=12, day=1, hour=6, minute=1)
    await tale.settle()
    assert sum("12月2日" in text for text in tale.heard("a")) <= 1


async def test_more_places_let_the_waiting_ones_in(tale: Story) -> None:
    no = await announced(tale)
    for who in ("a", "b", "c"):
        await tale.say(who, f"报名 {no}")
    assert "1 位候补补上了" in await tale.say("boss", f"改宣讲 {no} 名额=3")
    assert any("已补上" in text for text in tale.heard("c"))
    assert "不能比这少" in await tale.say("boss", f"改宣讲 {no} 名额=1")


async def test_a_cancellation_names_the_people_tells_them_and_stops_the_rest(tale: Story) -> None:
    no = await announced(tale)
    for who in ("a", "b", "c"):
        await tale.say(who, f"报名 {no}")
    assert "会通知 3 位" in await tale.say("boss", f"取消宣讲 {no} 讲师生病")
    assert "已取消" in await tale.say("boss", "是")
    assert any("取消了（讲师生病）" in text for text in tale.heard("c"))
    assert "已经取消" in await tale.say("d", f"报名 {no}")
    await tale.advance(days=12)
    assert not any("提醒您" in text for text in tale.heard("a"))


@pytest.mark.parametrize(("text", "said"), [("报名 77", "没有找到第 77 场"), ("取消报名", "没有报名的活动")])
async def test_what_is_unknown_gets_one_sentence_with_the_next_step(tale: Story, text: str, said: str) -> None:
    reply = await tale.say("a", text)
    assert said in reply
    assert "回“宣讲”" in reply


async def test_what_has_begun_takes_no_more_people_and_is_counted_afterwards(tale: Story) -> None:
    no = await announced(tale)
    await tale.say("a", f"报名 {no}")
    tale.clock.at = tale.clock().replace(month=12, day=1, hour=1, minute=10)
    assert "已经开始" in await tale.say("b", f"报名 {no}")
    assert "签到好了" in await tale.say("b", f"签到 {no}"), "whoever comes without signing up is counted"
    await tale.say("boss", "帮助")
    await tale.advance(hours=5)
    assert any("报名 2 人，签到 1 人" in text for text in tale.heard("boss"))


async def test_experts_are_told_by_their_field_though_they_never_asked(tale: Story) -> None:
    await tale.expert("plum", "李明华", fields=("果树",), skills=("脆李栽培",), place_code="500236")
    await tale.expert("icu", "周启明", fields=("重症医学",), skills=("俯卧位通气",))
    assert "会通知 1 人" in await tale.say("boss", LINE.replace("奉节果农", "果树专家"))
    assert "会通知 2 人" in await tale.say("boss", LINE.replace("奉节果农", "全体专家"))


async def test_a_day_alone_keeps_the_hour_and_no_change_tells_nobody(tale: Story) -> None:
    no = await announced(tale)
    await tale.say("a", f"报名 {no}")
    tale.heard("a")
    assert "12月2日（周三）9:00" in await tale.say("boss", f"改宣讲 {no} 改到12月2日")
    assert len(tale.heard("a")) == 1
    assert "没有改动" in await tale.say("boss", f"改宣讲 {no} 改到12月2日")
    assert tale.heard("a") == []
    assert "已经过了" in await tale.say("boss", f"改宣讲 {no} 时间=11月2日上午9点")
    assert "12月2日（周三）9:00" in await tale.say("a", "宣讲")


async def test_calling_off_a_matter_is_not_withdrawing_from_a_briefing(tale: Story) -> None:
    await farmers(tale, "wang")
    no = await announced(tale)
    await tale.say("wang", f"报名 {no}")
    await tale.say("wang", "你们把培训取消了吗")
    assert "已报名 1 人" in await tale.say("boss", f"名单 {no}")
    assert "已取消" in await tale.say("wang", "明天要下雨，我去不了")
    assert "管家在帮您找人" in await tale.say("wang", "进度"), "the demand stands"


async def test_several_more_and_the_number_said_a_little_later(tale: Story) -> None:
    no = await announced(tale, LINE.replace("2人", "9人"))
    await tale.say("a", f"报名 {no}")
    assert "改成 2 人" in await tale.say("a", "两个人")
    assert "改成 3 人" in await tale.say("a", "再加一个人")
    assert "最多报 100 人" in await tale.say("a", f"报名 {no} 300人")


async def test_the_reminder_goes_once_and_the_withdrawn_are_spared(tale: Story) -> None:
    no = await announced(tale, LINE.replace("2人", "9人"))
    for who in ("a", "b"):
        await tale.say(who, f"报名 {no}")
    await tale.say("b", f"取消报名 {no}")
    tale.clock.at = tale.clock().replace(month=11, day=30, hour=0, minute=59)
    await tale.say("a", "宣讲")
    await tale.say("b", "宣讲")
    tale.heard("a"), tale.heard("b")
    await tale.advance(minutes=2)
    assert len([text for text in tale.heard("a") if "提醒您" in text]) == 1
    assert tale.heard("b") == []
    await tale.advance(hours=1)
    assert tale.heard("a") == []
    await tale.advance(hours=21)
    assert len([text for text in tale.heard("a") if "提醒您" in text]) == 1, "two hours before"


async def test_each_part_of_a_mixed_audience_has_its_own_place(tale: Story) -> None:
    await farmers(tale, "wang")
    await tale.say("yun", "我是果农，云阳江口镇的柑橘黄化，想请专家看看")
    await tale.say("ward", "我们云阳县人民医院重症科想请专家教俯卧位通气")
    for who in ("yun", "ward"):
        tale.heard(who)
    await announced(tale, "添加宣讲 秋冬讲座；12月8日下午3点；地点在云阳县政府；奉节果农和云阳医院")
    assert [bool(tale.heard(who)) for who in ("wang", "ward", "yun")] == [True, True, False]
    assert "12月8日（周二）15:00，云阳县政府" in await tale.say("wang", "宣讲 1")


@pytest.mark.parametrize("words", ["好，我去", "要得，我也参加", "行，算我一个"])
async def test_a_yes_with_a_comma_signs_up(tale: Story, words: str) -> None:
    await farmers(tale, "wang")
    await announced(tale)
    await tale.say("wang", words)
    assert "已报名 1 人" in await tale.say("boss", "名单 1")


async def test_staff_move_and_cancel_in_their_own_words(tale: Story) -> None:
    await announced(tale)
    assert "12月2日（周三）9:00" in await tale.say("boss", "把第一场宣讲推迟一天")
    assert "12月5日（周六）14:00" in await tale.say("boss", "第1场改到12月5日下午两点")
    assert "确定回“是”" in await tale.say("boss", "第1场取消")
    assert "已取消" in await tale.say("boss", "是")
