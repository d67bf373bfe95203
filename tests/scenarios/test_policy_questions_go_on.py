"""What follows on a question about a rule stays with it: asked on, answered, added to what a butler owes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import demand
from tests.scenarios.harness import Story, story
from tests.scenarios.test_policies import shelve

DEMO = "../../../../bot/demo/policies/"


async def _with_papers(tale: Story) -> None:
    await tale.staff("boss")
    await shelve(tale, f"{DEMO}high_tech.md", f"{DEMO}machinery.md", f"{DEMO}talent.md")


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("截止到几号", "第一批截止"),
        ("那要准备啥子材料", "认定申请书"),
        ("去年销售收入1200万，研发花了60万，符不符合", "研究开发费用"),
        ("能奖好多", "10万元"),
    ],
)
async def test_a_question_without_a_subject_is_of_the_one_before(tmp_path: Path, words: str, quoted: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        await tale.say("firm", "高新技术企业怎么认定")
        assert quoted in await tale.say("firm", words)
        assert await demand(tale) is None
        assert tale.heard("boss") == []


async def test_another_subject_takes_over_the_question(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        assert "农机" in await tale.say("coop", "我们家庭农场准备买旋耕机，有补贴没得")
        assert "农机" in await tale.say("coop", "那烘干机呢")
        assert "30个工作日" in await tale.say("coop", "好久打到卡上")
        assert await demand(tale) is None
        reply = await tale.say("coop", "能不能派个人来帮我们弄一下")
        if "#" not in reply:
            reply = await tale.say("coop", "垫江县")
        found = await demand(tale)
        assert found is not None
        assert found.kind == "policy"
        assert "烘干机" in found.text
        assert await demand(tale, 2) is None


async def test_what_was_forwarded_gathers_what_is_said_after(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        assert "管家" in await tale.say("firm", "绿色工厂怎么申报")
        assert "一并转给管家" in await tale.say("firm", "表都填好两个月了")
        listed = await tale.say("boss", "待办")
        assert "绿色工厂" in listed
        assert any("表都填好" in line for line in tale.heard("boss"))
        for words in ("好久回我哦", "进度"):
            reply = await tale.say("firm", words)
            assert "绿色工厂" in reply, words
            assert "还没有登记过" not in reply
        assert await demand(tale) is None


@pytest.mark.parametrize(
    "words", ["奉节草堂镇，柑橘叶子发黄咋个办", "我屋头的猪不吃食了，云阳南溪镇", "花椒树落叶，江津先锋镇"]
)
async def test_a_need_after_a_question_is_a_need(tmp_path: Path, words: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        await tale.say("mixed", "人才公寓租金好多")
        assert "#1" in await tale.say("mixed", words)


@pytest.mark.parametrize("words", ["谢谢了", "你们几点下班", "专家来收不收费", "转人工"])
async def test_other_words_after_a_question_are_not_quoted_at(tmp_path: Path, words: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        await tale.say("firm", "高企怎么申报")
        assert "写的是" not in await tale.say("firm", words)


@pytest.mark.parametrize(
    "words",
    [
        "开餐馆的卫生许可被驳回三次了，渝北区",
        "办营业执照跑了四趟都办不下来，在江津区",
        "排污许可一直卡着不批，我们厂在长寿区",
    ],
)
async def test_what_an_office_refuses_is_a_matter_to_be_seen_to(tmp_path: Path, words: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        assert "#1" in await tale.say("shop", words)
        found = await demand(tale)
        assert found is not None
        assert found.kind in {"matter", "policy"}
        assert "#1" in await tale.say("shop", "好久给我个答复")


async def test_what_no_paper_answered_is_not_answered_from_another(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        assert "管家" in await tale.say("coop", "我们是丰都的合作社，想修个保鲜库，有没有补助")
        for words in ("个人能报不", "要啥子条件", "我们是村集体的合作社"):
            reply = await tale.say("coop", words)
            assert "写的是" not in reply, words
            assert "管家" in reply, words
        assert (await tale.say("boss", "待办")).count("[") == 1


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("要交些啥子", "申请表"),
        ("报下来要等好多天", "15个工作日"),
        ("买药能报几成", "60%"),
        ("串换药品了咋个罚", "追回"),
    ],
)
async def test_the_paper_that_was_quoted_answers_what_comes_next(tmp_path: Path, words: str, quoted: str) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        await shelve(tale, "pharmacy.md", "hightech.txt", "machinery.md")
        await tale.say("shop", "药店要进门诊统筹，有啥子条件")
        await tale.say("shop", "院子里的树归不归你们管")
        assert quoted in await tale.say("shop", words)


async def test_another_papers_name_leaves_the_one_before(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        await shelve(tale, "pharmacy.md", "hightech.txt")
        await tale.say("shop", "药店要进门诊统筹，有啥子条件")
        assert "高新技术企业" in await tale.say("shop", "那高企要交哪些资料")


async def test_after_a_hand_over_other_questions_get_their_own_answers(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        assert "管家" in await tale.say("firm", "绿色工厂怎么申报")
        tale.heard("boss")
        assert "一并转给" not in await tale.say("firm", "你们这个平台收不收钱哦")
        assert tale.heard("boss") == []


async def test_a_rules_name_alone_is_a_question(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        await shelve(tale, "pharmacy.md")
        assert "门诊统筹" in await tale.say("shop", "就是那个门诊统筹")


@pytest.mark.parametrize("words", ["上面写的弄不懂", "你说的啥子意思哦", "说白话点嘛", "最后那句给我解释一哈"])
async def test_a_rule_is_not_told_in_other_words(tmp_path: Path, words: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        await tale.say("firm", "高新技术企业怎么认定")
        reply = await tale.say("firm", words)
        assert "不敢换着说" in reply
        assert "要人" in reply
        assert await demand(tale) is None


@pytest.mark.parametrize("words", ["这个好久出台的", "现在还作数不", "哪个部门发的哦", "怕是你乱编的", "这是旧的不"])
async def test_whose_paper_it_is_and_of_when(tmp_path: Path, words: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        await tale.say("firm", "高新技术企业怎么认定")
        reply = await tale.say("firm", words)
        assert "出处是" in reply
        assert "2026年2月20日" in reply
        assert await demand(tale) is None


@pytest.mark.parametrize("words", ["把文件发给我", "全文哪里看得到", "给个链接嘛"])
async def test_the_whole_paper_is_asked_for(tmp_path: Path, words: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        await tale.say("firm", "高新技术企业怎么认定")
        assert "全文是" in await tale.say("firm", words)


@pytest.mark.parametrize("words", ["我们公司去年才三百万收入", "厂里有十二个技术员", "我们是外地注册的"])
async def test_the_own_case_is_held_against_the_conditions_by_a_person(tmp_path: Path, words: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        await tale.say("firm", "高新技术企业怎么认定")
        reply = await tale.say("firm", words)
        assert "不敢替您断" in reply
        assert "知识产权" in reply
        await tale.say("firm", "帮我办一哈")
        await tale.say("firm", "渝北区")
        found = await demand(tale)
        assert found is not None
        assert found.kind == "policy"
        assert words[-4:] in found.text


@pytest.mark.parametrize("words", ["那商标呢", "如果是分公司呢", "我们一年不到可不可以报"])
async def test_a_thing_that_asks_along_is_no_need(tmp_path: Path, words: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        await tale.say("firm", "高新技术企业怎么认定")
        assert "区县" not in await tale.say("firm", words)
        assert await demand(tale) is None


@pytest.mark.parametrize(
    "words", ["机床主轴发热，渝北区", "我们厂有台注塑机坏了，渝北区", "我屋头花椒树落叶，江津先锋镇"]
)
async def test_a_trouble_after_a_quotation_is_a_need(tmp_path: Path, words: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        await tale.say("firm", "高新技术企业怎么认定")
        assert "#1" in await tale.say("firm", words)


@pytest.mark.parametrize(
    ("words", "answer"), [("值班时间", "工作日"), ("你们到底是哪个单位哦", "主办"), ("你们是哪个部门的", "办的")]
)
async def test_what_is_asked_of_us_is_not_added_to_a_forwarded_question(
    tmp_path: Path, words: str, answer: str
) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        await tale.say("firm", "绿色工厂怎么申报")
        reply = await tale.say("firm", words)
        assert "一并转给管家" not in reply
        assert answer in reply or "办的" in reply


async def test_the_share_of_a_cost_is_a_rule_and_no_fee_of_ours(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        assert "写的是" in await tale.say("firm", "高企的研发费用比例要达到多少")
        assert "不用花钱" in await tale.say("new", "请专家来费用是多少")


@pytest.mark.parametrize("words", ["有些啥子政策", "政策有哪些嘛"])
async def test_of_which_rule_is_asked_back(tmp_path: Path, words: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        assert "问哪一样" in await tale.say("firm", words)
        assert tale.heard("boss") == []


async def test_where_one_lives_goes_with_the_question(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        assert "管家" in await tale.say("son", "高龄津贴咋个领")
        reply = await tale.say("son", "忘了讲是巫山的")
        assert "巫山" in reply
        assert "什么问题" not in reply
        assert "巫山" in (await tale.run(lambda uow: uow.work.tasks(("重庆",))))[0].detail["note"]


@pytest.mark.parametrize("words", ["那帮我跑一下嘛 我眼睛看不清", "那你们请个懂行的来我们社里教一下"])
async def test_a_person_may_be_asked_for_with_the_reason_beside(tmp_path: Path, words: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        await tale.say("coop", "我们垫江的合作社买烘干机补好多")
        reply = await tale.say("coop", words)
        if "#" not in reply:
            reply = await tale.say("coop", "垫江县")
        found = await demand(tale)
        assert found is not None
        assert found.kind == "policy"
        assert "烘干机" in found.text
        assert words[:6] in found.text


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("领导好 我准备买个旋耕机 听人家说国家要补 一台补得到好多", "2000元"),
        ("高企申报今年还来得及不", "截止"),
        ("您好老师 我们想认定高企 要啥子条件嘛", "注册成立满一年"),
        ("买了烘干机 要拿些啥子东西去办", "身份证"),
    ],
)
async def test_greetings_and_blanks_stand_in_no_way(tmp_path: Path, words: str, quoted: str) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        assert quoted in await tale.say("new", words)


async def test_what_is_fined_is_a_question_of_rules(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await _with_papers(tale)
        assert "转给管家" in await tale.say("shop", "过期食品卖了要遭罚好多")
        assert await demand(tale) is None
