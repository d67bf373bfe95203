"""What people do with offers is kept as judgements, and tuning reads it without changing anything by itself."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands import tune
from domain.durations import Duration
from domain.tuning import grade
from storage.judgements import read_judgements
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story, number_in


async def judgements(tale: Story) -> dict[str, int | None]:
    """The grade of each expert who was told, by name."""
    since = tale.clock() - timedelta(days=9)
    told = await tale.run(lambda uow: read_judgements(uow.session, since))
    experts = await tale.run(lambda uow: uow.experts.get_many([one.expert_id for one in told]))
    return {experts[one.expert_id].name: grade(one) for one in told}


async def test_claims_and_declines_with_their_reasons_become_judgements(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "脆李裂果了，奉节白帝镇，想请专家"))
        await tale.say("tan", f"婉拒 {no} 裂果我不在行")
        await tale.say("li", f"揭榜 {no}")
        assert await judgements(tale) == {"李明华": 2, "谭树林": 0}
        again = number_in(await tale.say("f2", "脆李裂果了，奉节草堂镇，想请专家"))
        await tale.say("tan", f"婉拒 {again} 这周出差")
        assert (await judgements(tale))["谭树林"] is None


async def test_tuning_says_what_it_has_and_writes_nothing_where_that_is_little(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "脆李裂果了，奉节白帝镇，想请专家"))
        await tale.say("tan", f"婉拒 {no} 裂果我不在行")
        await tale.say("li", f"揭榜 {no}")
        out = tmp_path / "weights.toml"
        await tune.run(tale.stage.configuration, Duration.parse("9d"), out)
        assert "too few" in capsys.readouterr().out
        assert not out.exists()
