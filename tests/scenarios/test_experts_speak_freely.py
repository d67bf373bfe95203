"""Experts without forms: a time taken on is a claim, doubt is none, advice is no need, a profile is told in prose."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import Story

CLAIMED = {DemandStatus.CLAIMED, DemandStatus.SCHEDULED}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """One need, offered to two experts."""
    async with cast_story(tmp_path) as tale:
        await tale.say("farmer", "奉节白帝镇脆李裂果，想请专家到现场看看")
        for who in ("butler", "li", "tan", "farmer"):
            tale.heard(who)
        yield tale


@pytest.mark.parametrize(
    "words",
    ["要得，我周五过来", "那我周五去", "我周三来行不行", "我可以，线上吧，明天下午三点", "我考虑好了，接", "好，我来"],
)
async def test_who_comes_has_it(stage: Story, words: str) -> None:
    await stage.say("li", words)
    assert await status(stage) in CLAIMED


@pytest.mark.parametrize(
    "words", ["晚点回你", "我先看看日程", "考虑下", "等我安排一下时间", "周五他在不在家", "周五没空", "[抱拳]", "[强]"]
)
async def test_who_hesitates_asks_or_cannot_has_it_not(stage: Story, words: str) -> None:
    reply = await stage.say("li", words)
    assert await status(stage) is DemandStatus.PUBLISHED
    assert "没太听懂" not in reply


async def test_advice_not_enough_is_followed_by_a_claim(stage: Story) -> None:
    await stage.say("li", "这个一般是雨后土壤水分骤变，建议覆膜")
    await stage.say("farmer", "还要来人")
    await stage.say("li", "要得，我周五过来")
    assert await status(stage) in CLAIMED


@pytest.mark.parametrize("words", ["有好多亩", "周五他在不在家", "农户家有多少棵", "打过什么药"])
async def test_a_question_reaches_the_one_who_needs_it(stage: Story, words: str) -> None:
    await stage.say("li", words)
    assert any(words in text for text in stage.heard("farmer"))
    assert await demand(stage, 2) is None


@pytest.mark.parametrize("words", ["后天有雨，注意排水", "先把落果捡出来，及时排水", "建议覆膜"])
async def test_advice_is_no_need_of_the_expert_s(stage: Story, words: str) -> None:
    await stage.say("li", words)
    assert any(words in text for text in stage.heard("farmer"))
    assert await demand(stage, 2) is None


async def test_an_expert_s_own_trouble_is_a_need(stage: Story) -> None:
    await stage.say("li", "我家在奉节草堂镇，柑橘也黄化了，想请专家看看")
    assert await demand(stage, 2) is not None


@pytest.mark.parametrize("words", ["车费哪个出", "有人陪吗，管饭不", "给钱不", "差旅怎么报"])
async def test_who_pays_is_answered(stage: Story, words: str) -> None:
    assert "差旅" in await stage.say("li", words)
    assert not stage.heard("farmer")


async def test_a_word_of_the_title_says_which(stage: Story) -> None:
    await stage.say("other", "奉节草堂镇柑橘黄龙病，请专家看看")
    assert "#2" in await stage.say("li", "柑橘那个我接")
    assert await status(stage, 2) in CLAIMED
    assert await status(stage) is DemandStatus.PUBLISHED


async def test_who_wants_to_go_along_is_told_how_it_is(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    assert "一位专家" in await stage.say("tan", "我也想去，能不能一起")
    assert await demand(stage, 2) is None


@pytest.mark.parametrize(
    "words", ["我去不了了，家里老人住院，推荐谭树林去", "我临时有事，不接了", "换别人去吧", "我不是搞这个的，找谭老师"]
)
async def test_giving_up_opens_the_order_again(stage: Story, words: str) -> None:
    await stage.say("li", "揭榜 1")
    stage.heard("tan")
    await stage.say("li", words)
    assert await status(stage) is DemandStatus.PUBLISHED
    assert stage.heard("tan")


async def test_another_time_is_no_giving_up(stage: Story) -> None:
    await stage.say("li", "揭榜 1 明天上午十点")
    await stage.say("farmer", "行")
    await stage.advance(days=1, hours=5)
    await stage.say("farmer", "李老师没来")
    stage.heard("farmer")
    await stage.say("li", "我忘了，不好意思，改后天上午十点")
    assert any("10:00" in text for text in stage.heard("farmer"))
    assert await status(stage) in CLAIMED


async def test_a_silent_asker_is_looked_after(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    assert "管家" in await stage.say("li", "对方一直不回话")
    assert stage.heard("butler")


@pytest.mark.parametrize(
    ("who", "other", "words"),
    [
        ("li", "farmer", "我出发了"),
        ("li", "farmer", "到了，人呢"),
        ("farmer", "li", "我在坡上，马上下来"),
        ("farmer", "li", "来了来了"),
    ],
)
async def test_near_the_hour_words_go_straight_over(stage: Story, who: str, other: str, words: str) -> None:
    await stage.say("li", "揭榜 1 后天上午十点")
    await stage.say("farmer", "行")
    await stage.advance(days=1, hours=23)
    stage.heard(other)
    await stage.say(who, words)
    assert any(words in text for text in stage.heard(other))
    assert await status(stage) is DemandStatus.SCHEDULED


async def test_never_mind_is_a_yes(stage: Story) -> None:
    await stage.say("li", "揭榜 1 后天上午十点")
    await stage.say("farmer", "没得事")
    assert await status(stage) is DemandStatus.SCHEDULED


async def test_moving_what_was_refused_is_a_first_time(stage: Story) -> None:
    await stage.say("li", "揭榜 1 后天上午十点")
    await stage.say("farmer", "不行")
    stage.heard("farmer")
    await stage.say("li", "改约 1 周日上午9点")
    assert any("9:00" in text for text in stage.heard("farmer"))


@pytest.mark.parametrize(
    ("words", "line", "shown"),
    [
        ("我还会修剪", "修剪", "修剪"),
        ("增加擅长 柑橘修剪", "柑橘修剪", "柑橘修剪"),
        ("我擅长的还有土壤改良和测土配方", "土壤改良、测土配方", "测土配方"),
        ("我评上教授了", "教授", "教授"),
        ("我最多接5单", "5", "最多同时 5 单"),
    ],
)
async def test_a_profile_is_told_in_prose(stage: Story, words: str, line: str, shown: str) -> None:
    assert line in await stage.say("icu", words)
    profile = await stage.say("icu", "是")
    assert shown in profile
    assert "ECMO管理" in profile, "what stood before stays"
    assert await demand(stage, 2) is None


@pytest.mark.parametrize("words", ["我还会再来的", "我也能去", "我还会给他带点药", "我也不懂"])
async def test_what_only_sounds_like_a_skill_changes_nothing(stage: Story, words: str) -> None:
    assert "擅长加上" not in await stage.say("icu", words)


async def test_one_s_own_number_is_changed_and_seen_by_staff_alone(stage: Story) -> None:
    assert "13912345678" not in await stage.say("icu", "电话变了，13912345678")
    assert "13912345678" in await stage.say("butler", "找专家 周启明")


async def test_another_unit_is_looked_into(stage: Story) -> None:
    assert "管家" in await stage.say("icu", "改资料 单位=西南大学")
    assert "管家" in await stage.say("food", "换单位了，现在在西南医院")
    assert len(stage.heard("butler")) == 2


@pytest.mark.parametrize("words", ["这个月都没空", "最近接不了单，住院了", "出差在外，近期别派单给我"])
async def test_away_and_back_in_prose(stage: Story, words: str) -> None:
    assert "不给您派新单" in await stage.say("icu", words)
    await stage.say("clinic", "奉节县人民医院ICU想请专家教俯卧位通气")
    assert not any("新需求" in text or "俯卧位" in text for text in stage.heard("icu"))
    assert "欢迎回来" in await stage.say("icu", "我回来了")


async def test_back_without_having_been_away_is_no_leave(stage: Story) -> None:
    assert "不给您派新单" not in await stage.say("icu", "我回来了")


@pytest.mark.parametrize(("words", "form"), [("怎么交回", "交回 12"), ("怎么约时间", "约 12"), ("如何请假", "请假")])
async def test_how_a_form_is_used(stage: Story, words: str, form: str) -> None:
    assert form in await stage.say("li", words)


async def test_more_of_a_report_is_no_need(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    await stage.say("li", "完成 1")
    assert "小结" in await stage.say("li", "补充：主要是缺钙，叶面补钙两次")
    assert await demand(stage, 2) is None


@pytest.mark.parametrize("words", ["缺钙，叶面补钙两次", "这是炭疽病"])
async def test_a_finding_without_a_place_belongs_to_the_order(stage: Story, words: str) -> None:
    await stage.say("li", words)
    await stage.say("li", "是")
    assert any(words in text for text in stage.heard("farmer"))
    assert await demand(stage, 2) is None


async def test_online_instead_is_put_to_the_other_side(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    stage.heard("farmer")
    await stage.say("li", "太远了去不了，线上可以不")
    assert any("线上可以不" in text for text in stage.heard("farmer"))
    assert await status(stage) in CLAIMED


@pytest.mark.parametrize("words", ["我想开个讲座，给果农讲脆李冬管", "我有个新成果，抗裂果的新品种，想推广"])
async def test_what_an_expert_offers_is_no_need(stage: Story, words: str) -> None:
    assert "管家" in await stage.say("icu", words)
    assert stage.heard("butler")
    assert await demand(stage, 2) is None


@pytest.mark.parametrize("words", ["我的记录", "我今年服务了多少次", "对方给我几分", "我的评价怎么样"])
async def test_the_own_record_shows_no_single_rating(stage: Story, words: str) -> None:
    await stage.say("li", "揭榜 1")
    await stage.say("li", "完成 1 教了排水")
    await stage.say("farmer", "解决了 2分")
    await stage.say("li", "4分")
    shown = await stage.say("li", words)
    assert "办完 1 单" in shown
    assert "2" not in shown.replace("2026", "")
    assert "满 5 份" in shown


@pytest.mark.parametrize("words", ["你好", "您好"])
async def test_a_hello_knows_who_it_is(stage: Story, words: str) -> None:
    assert "周老师" in await stage.say("icu", words)
    assert "待办" in await stage.say("butler", words)


async def test_a_time_that_is_only_possible_is_asked_about(stage: Story) -> None:
    assert "回1" in await stage.say("li", "我下周才有空")
    assert await status(stage) is DemandStatus.PUBLISHED


@pytest.mark.parametrize("words", ["这个我不熟，让谭树林去", "不方便，推荐谭树林老师"])
async def test_a_refusal_names_somebody(stage: Story, words: str) -> None:
    assert "谭树林" in await stage.say("li", words)
    assert stage.heard("butler")


async def test_second_thoughts_after_a_refusal(stage: Story) -> None:
    await stage.say("li", "婉拒 1 出差")
    await stage.say("li", "我又有空了，还是我来吧")
    assert await status(stage) in CLAIMED


async def test_second_thoughts_come_too_late(stage: Story) -> None:
    await stage.say("li", "婉拒 1 出差")
    await stage.say("tan", "揭榜 1")
    assert "是您的了" not in await stage.say("li", "我又有空了，还是我来吧")


async def test_a_report_without_a_claim_is_told_how(stage: Story) -> None:
    assert "揭榜 1" in await stage.say("li", "这家我上周去看过了，已经解决了")
    assert await status(stage) is DemandStatus.PUBLISHED


async def test_who_missed_the_visit_names_another_day(stage: Story) -> None:
    await stage.say("li", "揭榜 1 后天上午十点")
    await stage.say("farmer", "行")
    await stage.advance(days=2, hours=2)
    await stage.say("li", "等了一个小时没人，我走了")
    stage.heard("li")
    await stage.say("farmer", "不好意思手机没电了，明天再来行不")
    assert stage.heard("li")
    assert await demand(stage, 2) is None


@pytest.mark.parametrize("words", ["好", "收到", "好的，谢谢"])
async def test_an_order_that_was_given_is_taken_note_of(stage: Story, words: str) -> None:
    await stage.say("butler", "派单 1 李明华")
    assert "#1" in await stage.say("li", words)


async def test_two_forms_in_one_message(stage: Story) -> None:
    await stage.say("other", "奉节草堂镇柑橘黄龙病，请专家看看")
    await stage.say("li", "揭榜 1、2")
    stage.heard("farmer")
    stage.heard("other")
    await stage.say("li", "约2 明天上午9点，约1 明天下午3点")
    assert any("15:00" in text for text in stage.heard("farmer"))
    assert any("9:00" in text for text in stage.heard("other"))


@pytest.mark.parametrize(
    "words",
    ["我不想接农业的", "这个我接不了", "不太想接", "算了我不接了", "没法接", "我不接", "没空接", "去不了，你们找别人"],
)
async def test_a_no_in_front_of_a_claim_is_a_no(stage: Story, words: str) -> None:
    await stage.say("li", words)
    assert await status(stage) is DemandStatus.PUBLISHED


@pytest.mark.parametrize("words", ["没问题，我接", "别急，我来", "不远，我去", "不客气，这单我接了", "可以，我接"])
async def test_a_no_about_something_else_hinders_no_claim(stage: Story, words: str) -> None:
    await stage.say("li", words)
    assert await status(stage) in CLAIMED


@pytest.mark.parametrize("words", ["有没有柑橘的单", "还有别的单吗", "云阳有单吗", "给我推点单"])
async def test_what_waits_is_asked_for(stage: Story, words: str) -> None:
    assert "单" in await stage.say("li", words)
    assert not stage.heard("farmer")
    assert await status(stage) is DemandStatus.PUBLISHED


async def test_who_cannot_and_asks_for_another_gives_it_back(stage: Story) -> None:
    await stage.say("li", "揭榜 1 后天上午十点")
    await stage.say("farmer", "行")
    await stage.say("li", "后天去不了，改不了时间，请另外安排人吧")
    assert await status(stage) is DemandStatus.PUBLISHED


async def test_a_registration_that_waits_is_said_to_wait(stage: Story) -> None:
    await stage.say("new", "专家登记 王建国；奉节县农业农村委；高级农艺师；脆李栽培")
    assert "核实" in await stage.say("new", "我的登记通过了没")
    assert await demand(stage, 2) is None
