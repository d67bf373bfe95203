"""A question about a rule is answered in the paper's words with its source, or goes to a butler; never invented."""

from __future__ import annotations

from pathlib import Path

from bot.commands.policies import import_file
from tests.scenarios.harness import Story, number_in, story

PAPERS = Path(__file__).parents[1] / "nlu" / "data" / "policies"


async def shelve(tale: Story, *names: str) -> None:
    process = tale.stage.process
    for name in names:
        outcome, note = await import_file(process.database, PAPERS / name, process.language.read_place)
        assert outcome == "added", note
    assert await process.library.refresh(process.database)


async def test_the_answer_is_quoted_with_its_source(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        await shelve(tale, "pharmacy.md", "hightech.txt")
        reply = await tale.say("shop", "我们药店想纳入门诊统筹，要什么条件")
        quote = reply.split("“")[1].split("”")[0]
        assert quote in (PAPERS / "pharmacy.md").read_text(encoding="utf-8")
        assert "执业药师" in quote
        assert len(quote) <= 120
        for part in ("零售药店纳入门诊统筹", "渝东市医疗保障局", "渝东医保发〔2024〕12号", "2024年5月20日"):
            assert part in reply
        assert "原文以发布单位为准" in reply
        assert tale.heard("boss") == [], "what the library answers is no work for staff"


async def test_more_shows_what_follows_and_ends(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        await shelve(tale, "pharmacy.md")
        shown = [await tale.say("shop", "零售药店怎么纳入门诊统筹")]
        while "更多" in shown[-1]:
            shown.append(await tale.say("shop", "更多"))
            assert len(shown) < 12
        assert len(shown) > 2
        assert len(set(shown)) == len(shown)
        assert "都在上面了" in await tale.say("shop", "还有吗")


async def test_what_no_paper_answers_goes_to_a_butler(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        await shelve(tale, "pharmacy.md", "grain.txt")
        reply = await tale.say("farmer", "油菜种植补贴的标准是多少")
        assert "管家" in reply
        assert "元" not in reply
        assert any("油菜" in line for line in tale.heard("boss"))
        assert "找到的" not in await tale.say("farmer", "更多"), "there was nothing to see more of"


async def test_a_person_helps_where_the_words_are_not_enough(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        await shelve(tale, "hightech.txt")
        assert "高新技术企业" in await tale.say("firm", "高企怎么申报")
        reply = await tale.say("firm", "要人")
        if "#" not in reply:
            reply = await tale.say("firm", "江津区")
        demand = await tale.run(lambda uow: uow.demands.get(number_in(reply)))
        assert demand.kind == "policy"
        assert "高企怎么申报" in demand.text
        assert f"#{demand.no}" in await tale.say("boss", "待办")


async def test_a_second_question_is_about_the_same_subject(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        await shelve(tale, "pharmacy.md", "hightech.txt")
        assert "提出申请" in await tale.say("shop", "零售药店怎么申请纳入门诊统筹")
        assert "执业药师" in await tale.say("shop", "有什么条件")


async def test_a_rule_of_another_county_is_not_quoted(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        paper = tmp_path / "county.md"
        text = (
            "# 巫山县脆李产业扶持办法\n发布单位：巫山县农业农村委员会\n第一条 新栽脆李每亩补助300元，验收后一次发放。\n"
        )
        paper.write_text(text, encoding="utf-8")
        process = tale.stage.process
        await import_file(process.database, paper, process.language.read_place)
        await process.library.refresh(process.database)
        assert "300元" in await tale.say("near", "我在巫山，栽脆李有没有补贴，补好多钱一亩")
        assert "300元" not in await tale.say("far", "我在奉节，栽脆李有没有补贴，补好多钱一亩")


async def test_a_repealed_rule_is_quoted_no_more(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        await shelve(tale, "workshop.md")
        question = "办食品小作坊登记要什么材料"
        assert "平面图" in str(tale.stage.process.library.search(question))
        await tale.run(lambda uow: uow.policies.repeal(1, tale.clock()))
        await tale.stage.process.housekeeping.step()
        assert tale.stage.process.library.search(question) == []
