"""删除我的信息 takes the pictures from the disk too."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from storage.tables.conversing import inbox
from tests.scenarios.harness import number_in, story


async def test_pictures_of_a_forgotten_person_are_deleted(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        no = number_in(await tale.say("farmer", "脆李裂果，奉节白帝镇，想请专家看看"))
        await tale.stage.phones.of("farmer").image(b"\xff\xd8\xff a cracked plum")
        await tale.settle()
        kept = list((tmp_path / "media").rglob("*.jpg"))
        assert len(kept) == 1
        await tale.say("farmer", f"撤回 {no}")
        await tale.say("farmer", "删除我的信息")
        assert "已经删除" in await tale.say("farmer", "是")
        await tale.stage.process.housekeeping.step()
        assert not kept[0].exists()


async def test_a_file_that_cannot_be_deleted_now_is_deleted_later(tmp_path: Path) -> None:
    """Meanwhile old texts are purged as ever."""
    async with story(tmp_path) as tale:
        no = number_in(await tale.say("farmer", "花椒叶子发黄，酉阳龚滩镇，想请专家看看"))
        await tale.stage.phones.of("farmer").image(b"\xff\xd8\xff yellow leaves")
        await tale.settle()
        (kept,) = (tmp_path / "media").rglob("*.jpg")
        await tale.say("farmer", f"撤回 {no}")
        await tale.say("farmer", "删除我的信息")
        await tale.say("farmer", "是")
        kept.unlink()
        kept.mkdir()
        await tale.advance(days=400)
        await tale.stage.process.housekeeping.step()
        assert await tale.run(lambda uow: uow.session.value(select(func.count()).select_from(inbox))) == 0
        kept.rmdir()
        kept.write_bytes(b"back again")
        await tale.stage.process.housekeeping.step()
        assert not kept.exists()
