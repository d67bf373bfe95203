"""An expert's word is read by its clauses and by what stands: taken with a but, put down, asked on, told of oneself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import Story

CLAIMED = {DemandStatus.CLAIMED, DemandStatus.SCHEDULED}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """One need, offered to two experts."""
    async with cast_story(tmp_path) as tale:
        await tale.say("farmer", "奉节白帝镇脆李裂果，想请专家到现场看看")
        _forget(tale)
        yield tale


@pytest.fixture
async def held(stage: Story) -> Story:
    """The need is in Li's hands."""
    await stage.say("li", "揭榜 1")
    _forget(stage)
    return stage


@pytest.fixture
async def agreed(held: Story) -> Story:
    """Wednesday morning at ten is agreed."""
    await held.say("li", "约 1 周三上午10点 现场")
    await held.say("farmer", "行")
    _forget(held)
    return held


def _forget(tale: Story) -> None:
    for who in ("farmer", "li", "tan", "butler"):
        tale.heard(who)


async def _visits(tale: Story) -> list[VisitStatus]:
    return [one.status for one in await tale.run(lambda uow: uow.visits.of_demand(1))]


# -- an order that is offered ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "单子我揭了，只是明天抽不开身，去不了",
        "能接，不过这周在外地",
        "愿意去，但后天有会",
        "没问题，就是今天晚了，明天下午来",
        "我来吧，不过周四前都出差",
    ],
)
async def test_a_claim_with_a_but_is_a_claim(stage: Story, words: str) -> None:
    await stage.say("li", words)
    assert await status(stage) in CLAIMED
    assert await _visits(stage) in ([], [VisitStatus.PROPOSED])


async def test_what_is_said_beside_the_claim_reaches_the_other_side(stage: Story) -> None:
    await stage.say("li", "这单我接，麻烦先把园子里的草割一割")
    assert any("草割一割" in text for text in stage.heard("farmer"))


@pytest.mark.parametrize(
    "words",
    ["这事不该我们站管", "这块轮不到我", "不是我们科负责", "这种病我弄不来", "我不掺和了，你们请别人", "叫小谭去吧"],
)
async def test_what_is_not_his_business_is_not_claimed(stage: Story, words: str) -> None:
    assert "#1" in await stage.say("li", words)
    assert await status(stage) is DemandStatus.PUBLISHED
    assert not any("接了" in text for text in stage.heard("farmer"))


@pytest.mark.parametrize(
    "words", ["在北京出差，下个月回来可以看", "这几天没空，下周能去", "明天走不开", "收到，上午在开会"]
)
async def test_later_is_asked_about_and_not_lost(stage: Story, words: str) -> None:
    assert "回1" in await stage.say("li", words)
    assert await status(stage) is DemandStatus.PUBLISHED
    await stage.say("li", "1")
    assert await status(stage) in CLAIMED
    assert any(words in text for text in stage.heard("farmer"))


async def test_a_day_that_is_named_instead_is_put_on_the_table(stage: Story) -> None:
    await stage.say("li", "周一没空，周二上午九点可以去")
    assert await _visits(stage) == [VisitStatus.PROPOSED]


async def test_calling_it_off_before_it_was_claimed_is_asked_about(stage: Story) -> None:
    assert "回3" in await stage.say("li", "还是算了")
    assert await status(stage) is DemandStatus.PUBLISHED


@pytest.mark.parametrize("words", ["冻害不算严重，等开春再修", "不用请人，灌一次水就行"])
async def test_advice_is_no_refusal(stage: Story, words: str) -> None:
    await stage.say("li", words)
    heard = stage.heard("farmer")
    assert any(words in text and "建议" in text for text in heard), heard


@pytest.mark.parametrize("words", ["这是不是炭疽病啊，再拍张枝条", "麻烦拍近一点", "叶子背面也照一张", "好些了没"])
async def test_the_next_question_is_a_question(stage: Story, words: str) -> None:
    await stage.say("li", "问 1 打过什么药")
    await stage.say("farmer", "打过多菌灵")
    _forget(stage)
    await stage.say("li", words)
    heard = stage.heard("farmer")
    assert any(words in text and "问您" in text for text in heard), heard


async def test_of_two_orders_in_different_hands_it_is_asked_which(held: Story) -> None:
    await held.say("other", "奉节草堂镇柑橘黄龙病，请专家看看")
    assert "哪一件" in await held.say("li", "最近事多，转给别人吧")
    await held.say("li", "1")
    assert [await status(held, no) for no in (1, 2)] == [DemandStatus.PUBLISHED, DemandStatus.PUBLISHED]
    assert any("另请" in text for text in held.heard("farmer"))


@pytest.mark.parametrize(
    "words", ["身体不行了，跑不动", "这该水利局管", "我们早就不搞果树了", "没兴趣", "换个懂土肥的专家吧"]
)
async def test_a_refusal_in_other_words_is_one(stage: Story, words: str) -> None:
    assert "不打扰" in await stage.say("li", words)


@pytest.mark.parametrize("words", ["接着浇两天水", "需要我到场吗", "有人接了没", "多久要办完", "树高不高"])
async def test_what_only_sounds_like_a_claim_claims_nothing(stage: Story, words: str) -> None:
    reply = await stage.say("li", words)
    assert await status(stage) is DemandStatus.PUBLISHED
    assert "#1" in reply


async def test_who_pays_beside_a_claim_is_answered_and_the_claim_kept(stage: Story) -> None:
    assert "差旅" in await stage.say("li", "单子我拿下，但车费谁报")
    assert await status(stage) in CLAIMED


async def test_a_leave_of_some_days_is_a_leave(stage: Story) -> None:
    assert "销假" in await stage.say("li", "12月2号到6号我不在")


# -- an order in hand ------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["单位抽人，让给别人去吧", "我退了，另请人", "这单我不管了", "换个专家来吧", "退单"])
async def test_who_plainly_gives_it_up_hands_it_back(held: Story, words: str) -> None:
    await held.say("li", words)
    assert await status(held) is DemandStatus.PUBLISHED
    assert any("另请" in text for text in held.heard("farmer"))


@pytest.mark.parametrize("words", ["取消吧", "我不去了", "不想去了，太远", "腿摔了去不成了"])
async def test_what_may_mean_less_is_asked_once(held: Story, words: str) -> None:
    assert "回“是”" in await held.say("li", words)
    assert await status(held) is DemandStatus.CLAIMED
    await held.say("li", "是")
    assert await status(held) is DemandStatus.PUBLISHED


@pytest.mark.parametrize("words", ["取消", "星期三不去了", "这回就不约了", "周三的不来了，学校有事"])
async def test_a_visit_is_called_off_after_a_yes_and_the_asker_told(agreed: Story, words: str) -> None:
    assert "取消吗" in await agreed.say("li", words)
    assert await _visits(agreed) == [VisitStatus.AGREED]
    await agreed.say("li", "是")
    assert await _visits(agreed) == [VisitStatus.CANCELLED]
    assert any("取消" in text for text in agreed.heard("farmer"))


@pytest.mark.parametrize("words", ["可不可以换个人来", "我喊小周代我去"])
async def test_a_substitute_is_asked_about(agreed: Story, words: str) -> None:
    assert "回“是”" in await agreed.say("li", words)
    assert await _visits(agreed) == [VisitStatus.AGREED]
    await agreed.say("li", "是")
    assert await status(agreed) is DemandStatus.PUBLISHED


async def test_another_time_after_it_was_asked_moves_the_visit(agreed: Story) -> None:
    await agreed.say("li", "周三不来了")
    await agreed.say("li", "周五下午3点")
    assert any("15:00" in text for text in agreed.heard("farmer"))


async def test_second_thoughts_let_it_stand(agreed: Story) -> None:
    await agreed.say("li", "不去了")
    assert "照旧" in await agreed.say("li", "不用了")
    assert await _visits(agreed) == [VisitStatus.AGREED]


@pytest.mark.parametrize("words", ["没取消吧", "老乡说不来了", "不会取消", "别换人，我去"])
async def test_what_only_sounds_like_giving_up_changes_nothing(agreed: Story, words: str) -> None:
    assert "取消吗" not in await agreed.say("li", words)
    assert await _visits(agreed) == [VisitStatus.AGREED]


async def test_reason_and_another_day_in_one_breath_is_a_move(agreed: Story) -> None:
    assert "回1" not in await agreed.say("li", "周三要答辩，改周五上午9点")
    assert any("9:00" in text for text in agreed.heard("farmer"))


async def test_a_day_with_classes_is_no_yes(held: Story) -> None:
    await held.say("farmer", "约 1 周四下午3点")
    await held.say("li", "周四下午我有门诊")
    assert VisitStatus.AGREED not in await _visits(held)


# -- words for the other side ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "我带个徒弟过来",
        "麻烦把病果留几个在树上",
        "叫他莫再浇水",
        "老乡哪天得空",
        "园子里有好多棵树",
        "川B66888",
        "行，喊隔壁几家也来听",
        "提前把枝条剪下来",
    ],
)
async def test_what_can_only_be_for_the_other_side_goes_at_once(held: Story, words: str) -> None:
    await held.say("li", words)
    heard = held.heard("farmer")
    assert any(words in text for text in heard), heard
    assert await demand(held, 2) is None


async def test_a_dose_goes_over_with_its_caution(held: Story) -> None:
    await held.say("li", "喷800倍代森锰锌就行")
    assert any("代森锰锌" in text and "标签" in text for text in held.heard("farmer"))


async def test_who_asked_and_has_the_order_is_not_told_to_claim_it(held: Story) -> None:
    await held.say("li", "问 1 树有几年了")
    await held.say("farmer", "十年了")
    heard = held.heard("li")
    assert any("十年" in text and "揭榜" not in text for text in heard), heard
    await held.say("farmer", "绿色食品认证要什么条件")
    assert not any("绿色食品" in text for text in held.heard("li"))


@pytest.mark.parametrize("words", ["服务证明怎么开", "我想请个会计", "管家帮我安排车", "还有没有别的单"])
async def test_what_is_for_the_house_stays_in_the_house(held: Story, words: str) -> None:
    await held.say("li", words)
    assert not held.heard("farmer")


async def test_time_and_place_are_told(agreed: Story) -> None:
    assert "11月25日（周三）10:00" in await agreed.say("li", "定的几点")
    assert "白帝镇" in await agreed.say("li", "具体位置在哪里")
    assert "周三" in await agreed.say("li", "好的，周三见")
    assert not agreed.heard("farmer")


async def test_the_other_side_s_rating_is_not_told_and_not_taken_for_one(agreed: Story) -> None:
    await agreed.advance(days=5)
    await agreed.say("li", "完成 1 教了覆膜")
    assert "看不到" in await agreed.say("li", "老乡满意吗")


async def test_nobody_at_home_is_a_visit_missed(agreed: Story) -> None:
    await agreed.advance(days=4, hours=3)
    assert "没见到人" in await agreed.say("li", "家头没得人，跑空了")
    assert await _visits(agreed) == [VisitStatus.MISSED]


# -- told of oneself -------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["换号码了，13811112222", "现在的手机13811112222", "今后打13811112222"])
async def test_another_number_is_kept_for_staff_alone(held: Story, words: str) -> None:
    assert "管家看得到" in await held.say("li", words)
    assert not any("13811112222" in text for text in held.heard("farmer"))
    assert await demand(held, 2) is None


async def test_the_new_number_may_follow(stage: Story) -> None:
    assert "新号码" in await stage.say("icu", "我手机换了")
    assert "改好了" in await stage.say("icu", "13811112222")


@pytest.mark.parametrize(
    "words", ["我调任涪陵区农委了", "我现在在市畜科院工作", "再过一年就退休", "年底我就退休了", "单位没变"]
)
async def test_what_changes_in_an_expert_s_life_is_told_to_staff(stage: Story, words: str) -> None:
    assert "记下" in await stage.say("icu", words)
    assert stage.heard("butler")
    assert await demand(stage, 2) is None


async def test_who_moved_away_and_declines_does_both(stage: Story) -> None:
    reply = await stage.say("li", "我调到北碚了，这单接不了")
    assert "单位" in reply
    assert "#1" in reply
    assert await status(stage) is DemandStatus.PUBLISHED


@pytest.mark.parametrize("words", ["不要再给我推送了", "我不想收到通知了"])
async def test_who_wants_no_messages_hears_both_ways(held: Story, words: str) -> None:
    reply = await held.say("li", words)
    assert "请假" in reply
    assert "解绑" in reply


async def test_a_skill_is_told_while_an_order_is_in_hand(held: Story) -> None:
    assert "擅长" in await held.say("li", "我还会果树嫁接")
    assert not held.heard("farmer")
