"""One person twice in the pool is offered for merging; a search is paged, and masked for askers."""

from __future__ import annotations

from pathlib import Path

from domain.experts import ExpertStatus
from tests.scenarios.casting import ORCHARD, cast_story
from tests.scenarios.harness import Story

WORDS = "找专家 脆李裂果 奉节"


async def status(tale: Story, expert_id: int) -> ExpertStatus:
    found = await tale.run(lambda uow: uow.experts.get(expert_id))
    assert found is not None
    return found.status  # type: ignore[no-any-return]


async def test_a_double_is_listed_and_merged_after_a_confirmation(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        skills = ("脆李栽培", "李属裂果防控", "果园生草")
        there = {"base": "四川", "unit": "重庆市农技推广总站", "title": "二级研究员", "skills": skills}
        other = await tale.expert("li2", "李明华", is_bound=False, **there, **ORCHARD)
        await tale.expert("doctor", "李明华", unit="成都医院", title="医师", skills=("针灸",), is_bound=False)
        kept = (await tale.run(lambda uow: uow.experts.by_name("李明华", ["重庆"])))[0]
        await tale.staff("boss", base="四川")

        listed = await tale.say("boss", "重复专家")
        assert f"合并专家 {kept.id} {other.id}" in listed
        assert "成都医院" not in listed
        assert "不能合并" in await tale.say("boss", f"合并专家 {kept.id} {kept.id + 1}")
        assert "确定" in await tale.say("boss", f"合并专家 {kept.id} {other.id}")
        assert await status(tale, other.id) is ExpertStatus.ACTIVE, "nothing happens before the yes"
        assert "已合并" in await tale.say("boss", "是")
        assert await status(tale, other.id) is ExpertStatus.STOPPED
        merged = await tale.run(lambda uow: uow.experts.get(kept.id))
        assert "果园生草" in merged.skills
        assert merged.is_reachable
        assert "没有" in await tale.say("boss", "重复专家")
        assert "身份才能用" in await tale.say("f", f"合并专家 {kept.id} {other.id}")


async def test_a_search_goes_on_and_is_masked_for_askers(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        for number, letter in enumerate("甲乙丙丁戊己庚辛壬"):
            await tale.expert(f"e{number}", f"王{letter}", skills=("脆李栽培", "李属裂果防控"), **ORCHARD)
        first = await tale.say("boss", WORDS)
        assert "更多" in first
        second = await tale.say("boss", "更多")
        assert "更多" not in second
        names = [name for name in (f"王{letter}" for letter in "甲乙丙丁戊己庚辛壬") if name in first + second]
        assert len(names) == 9
        assert len(first.encode()) <= 2048
        masked = await tale.say("f", WORDS)
        assert "王老师" in masked or "李老师" in masked
        assert not any(f"王{letter}" in masked for letter in "甲乙丙丁戊己庚辛壬")
        assert "更多" not in await tale.say("f", "还有吗")
