"""Whoever waits for an expert may come to a briefing as well: what names one is of it, and asking signs nobody up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.scenarios.casting import demand
from tests.scenarios.harness import Story, story

CITRUS = "添加宣讲 柑橘越冬管护；12月2日上午9点半；拔山镇政府；忠县果农；60人"
LOANS = "添加宣讲 小微企业贷款政策；12月4日下午3点；县经信委三楼；忠县企业；60人"


@pytest_asyncio.fixture
async def tale(tmp_path: Path) -> AsyncIterator[Story]:
    """One briefing is on, and a farmer waits for an expert."""
    async with story(tmp_path) as one:
        await one.staff("boss")
        await one.say("boss", CITRUS)
        await one.say("boss", "是")
        await one.say("farmer", "忠县拔山镇，柑橘叶子黄了掉叶，想请专家来看")
        yield one


@pytest.mark.parametrize("words", ["下个月有啥子培训没得", "听说要搞个柑橘的讲座，啥时候哦", "你们还有别的课没"])
async def test_what_is_on_is_shown_while_an_expert_is_looked_for(tale: Story, words: str) -> None:
    assert "柑橘越冬管护" in await tale.say("farmer", words)


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        ("柑橘那个培训我去，带上我幺妹", 2),
        ("我们四个人想听柑橘的那个课", 4),
        ("柑橘讲座算我一个", 1),
        ("柑橘那场我参加，还带三个工人", 4),
        ("柑橘那堂课我跟老公去", 2),
        ("柑橘的讲座我们五个人来", 5),
    ],
)
async def test_coming_is_no_more_of_the_need(tale: Story, words: str, heads: int) -> None:
    assert f"报上了，{heads} 人" in await tale.say("farmer", words)
    assert f"报上了，{heads} 人" in await tale.say("stranger", words)
    assert await demand(tale, 2) is None


@pytest.mark.parametrize("words", ["柑橘那个课还有位子没", "柑橘培训满了没得", "那个讲座还报得上名不"])
async def test_asking_for_places_signs_nobody_up(tale: Story, words: str) -> None:
    assert "还有 60 个名额" in await tale.say("stranger", words)
    assert "还没有人报名" in await tale.say("boss", "名单 1")
    assert "报上了，2 人" in await tale.say("stranger", "那给我留两个位子")


@pytest.mark.parametrize("words", ["我也要参加", "给我也报一个嘛"])
async def test_a_neighbour_comes_without_having_asked(tale: Story, words: str) -> None:
    assert "报上了" in await tale.say("neighbour", words)


@pytest.mark.parametrize(
    "words",
    [
        "想请老师来给我们讲一课柑橘修剪，忠县拔山镇",
        "我们学校的课没得老师上，忠县拔山镇",
        "柑橘又烂果了，忠县拔山镇",
    ],
)
async def test_a_need_that_only_sounds_like_it_is_kept(tale: Story, words: str) -> None:
    assert "报上了" not in await tale.say("stranger", words)
    assert "还没有人报名" in await tale.say("boss", "名单 1")


async def test_company_grows_and_shrinks_and_the_speaker_still_comes(tale: Story) -> None:
    await tale.say("farmer", "柑橘那个课我和婆娘、老表三个去")
    assert "改成 2 人" in await tale.say("farmer", "婆娘不来了，就我和老表")
    assert "改成 3 人" in await tale.say("farmer", "我幺爸也想来听")
    assert "改成 2 人" in await tale.say("farmer", "老表有事来不到")
    assert "已取消" in await tale.say("farmer", "我那天也走不开，去不成了")


@pytest.mark.parametrize("words", ["你们不来人管嗦", "专家不来就算了嘛", "他说他去不了"])
async def test_others_who_stay_away_withdraw_nobody(tale: Story, words: str) -> None:
    await tale.say("farmer", "柑橘那个培训我去")
    await tale.say("farmer", words)
    assert "已报名 1 人" in await tale.say("boss", "名单 1")


async def test_of_two_briefings_the_one_that_is_named_is_meant(tale: Story) -> None:
    await tale.say("boss", LOANS)
    await tale.say("boss", "是")
    await tale.say("stranger", "有哪些培训哦")
    await tale.say("stranger", "柑橘那个算我一个")
    assert "第 2 场" in await tale.say("stranger", "贷款的我们社里去三个")
    assert "12月4日" in await tale.say("stranger", "贷款那个是哪天嘛")
    assert "第 2 场" in await tale.say("stranger", "4号下午那个取消")
    assert "已报名 1 人" in await tale.say("boss", "名单 1")


async def test_questions_that_name_a_briefing_go_to_whoever_holds_it(tale: Story) -> None:
    assert "主办的人" in await tale.say("stranger", "你们那个柑橘课可不可以网上看")
    assert "报上了，3 人" in await tale.say("stranger", "那我自己来嘛，还带两个娃儿")
    await tale.advance(days=11)
    await tale.say("stranger", "签到 1")
    await tale.advance(hours=20)
    assert "主办的人" in await tale.say("stranger", "昨天的课件发一份嘛")


@pytest.mark.parametrize(("words", "heads"), [("要得，我一个人去", 1), ("我还是来嘛，带上我女儿", 2)])
async def test_who_asked_about_a_briefing_and_comes_is_on_the_list(tale: Story, words: str, heads: int) -> None:
    await tale.say("stranger", "柑橘那个课有没有资料发")
    assert f"报上了，{heads} 人" in await tale.say("stranger", words)


@pytest.mark.parametrize("words", ["柑橘那个课我们都没去", "柑橘那个课我和老表没来", "柑橘那个课我们去不去"])
async def test_who_was_not_there_is_put_on_no_list(tale: Story, words: str) -> None:
    assert "报上了" not in await tale.say("farmer", words)
    assert "还没有人报名" in await tale.say("boss", "名单 1")


async def test_who_wants_to_be_told_is_asked_once_and_has_no_need(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.say("farmer", "最近有啥子课没")
        assert "您种啥" in await tale.say("farmer", "有了喊我一声")
        assert "通知您" in await tale.say("farmer", "我是种李子的，奉节白帝")
        assert await demand(tale, 1) is None
        assert await tale.say("other", "最近有啥子课没")
        assert "您种啥" in await tale.say("other", "到时候通知我一下")
        await tale.say("other", "奉节白帝的，李子树流胶了，想请专家来看")
        assert await demand(tale, 1) is not None


@pytest.mark.parametrize(
    ("words", "places"),
    [("限30个人", 30), ("改成30个名额", 30), ("40人", 40), ("再加10个名额", 70), ("减少两个名额", 58)],
)
async def test_staff_change_the_places_in_words(tale: Story, words: str, places: int) -> None:
    assert f"名额 {places}" in await tale.say("boss", words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("贷款那个改到4点半", "16:30"),
        ("贷款的推后一天", "12月5日"),
        ("贷款那场换到工业园区会议室", "工业园区会议室"),
        ("有好多人报了柑橘那个", "还没有人报名"),
        ("柑橘的培训不搞了", "取消第 1 场"),
    ],
)
async def test_staff_name_a_briefing_by_its_subject(tale: Story, words: str, said: str) -> None:
    await tale.say("boss", LOANS)
    await tale.say("boss", "是")
    assert said in await tale.say("boss", words)


async def test_a_notice_of_another_briefing_changes_none_that_stands(tale: Story) -> None:
    said = await tale.say("boss", "发个通知，12月5号早上9点，新立镇文化中心，柑橘清园，给忠县的果农，人数不限")
    for part in ("“柑橘清园”", "12月5日", "新立镇文化中心", "忠县的果农", "不限"):
        assert part in said
    assert "第 2 场" in await tale.say("boss", "对，发")
    assert "12月2日（周三）9:30，拔山镇政府" in await tale.say("boss", "名单 1")


@pytest.mark.parametrize(
    "words", ["柑橘那个培训要不要交钱", "柑橘那场管不管饭", "柑橘的课讲完发不发证", "柑橘那个课要讲好久"]
)
async def test_a_question_of_the_terms_signs_nobody_up(tale: Story, words: str) -> None:
    assert "主办的人" in await tale.say("farmer", words)
    assert "还没有人报名" in await tale.say("boss", "名单 1")


async def test_the_last_number_counts_and_a_place_is_given_back(tale: Story) -> None:
    await tale.say("farmer", "柑橘那个培训我们来五个")
    assert "改成 6 人" in await tale.say("farmer", "又加一个，六个")
    assert "改成 5 人" in await tale.say("farmer", "取消一个名额")
    assert "没有人报名" not in await tale.say("boss", "名单 1")


async def test_when_the_expert_comes_is_no_question_of_the_briefing(tale: Story) -> None:
    await tale.say("farmer", "柑橘那个培训我来")
    assert "#1" in await tale.say("farmer", "专家啥时候来我屋头")


@pytest.mark.parametrize("words", ["对头，发", "就这样发吧", "好的发出去"])
async def test_a_lecture_told_in_one_breath_is_a_briefing(tale: Story, words: str) -> None:
    said = await tale.say("boss", "12月6号下午在新立镇便民中心给忠县种柑子的讲清园，限25人，两点开始")
    for part in ("“清园”", "12月6日（周日）14:00", "新立镇便民中心", "名额 25"):
        assert part in said
    assert "第 2 场" in await tale.say("boss", words)
    assert await demand(tale, 2) is None


async def test_whoever_was_there_says_how_it_was_and_asks_for_the_next(tale: Story) -> None:
    await tale.say("stranger", "柑橘那场我要参加，名字刘二娃")
    assert "刘二娃" in await tale.say("boss", "名单 1")
    await tale.advance(days=11, hours=1)
    assert "不着急" in await tale.say("stranger", "路上堵起了，要晚半小时")
    await tale.advance(hours=6)
    assert "转给主办的人" in await tale.say("stranger", "今天讲的听不懂，太快了")
    assert "近期没有" in await tale.say("stranger", "下回好久再搞")


async def test_a_meeting_is_a_briefing_by_its_audience_too(tale: Story) -> None:
    said = await tale.say("boss", "下下周一下午三点，我们在新立镇文化站给种柚子的农户开个会讲冬季清园，通知一下")
    for part in ("“冬季清园”", "11月30日（周一）15:00", "新立镇文化站", "种柚子的农户"):
        assert part in said
    assert "第 2 场" in await tale.say("boss", "是")
    assert "10:00" in await tale.say("boss", "柚子的会改到上午十点")
    assert "取消第 2 场" in await tale.say("boss", "柚子的会取消了，领导要来检查")


async def test_may_one_come_is_a_question(tale: Story) -> None:
    assert "还有 60 个名额" in await tale.say("stranger", "你好，那个柑橘的会我可以去听不")
    assert "报上了，2 人" in await tale.say("stranger", "我和我屋头的")


async def test_an_announcement_waits_on_for_its_yes(tale: Story) -> None:
    await tale.say("boss", LOANS)
    assert "对象：梁平的柚农" in await tale.say("boss", "梁平的柚农")
    assert "确定回“是”" in await tale.say("boss", "等我想哈")
    assert "第 2 场" in await tale.say("boss", "是")
