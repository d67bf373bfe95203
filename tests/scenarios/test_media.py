"""Pictures, films and pins before, after and in the middle of the words all reach their need."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in

PICTURE = b"\xff\xd8\xff picture"


async def test_pictures_before_and_after_the_words(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        phone = tale.stage.phones.of("f")
        assert "再说一句" in ((await phone.image(PICTURE)).text or "")
        reply = await tale.say("f", "脆李裂果，奉节白帝镇")
        no = number_in(reply)
        assert "附件 1 个" in reply
        assert f"#{no}" in ((await phone.image(PICTURE)).text or "")
        await tale.settle()
        tale.heard("li")
        assert "附 2 个" in await tale.say("li", f"看 {no}")
        assert len(tale.heard("li")) == 2


async def test_a_picture_in_the_middle_repeats_only_what_is_missing(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我屋头的脆李裂果")
        reply = (await tale.stage.phones.of("f").image(PICTURE)).text or ""
        assert "区县" in reply
        assert "什么问题" not in reply
        assert "附件 1 个" in await tale.say("f", "奉节白帝镇")


async def test_a_pin_before_the_words_is_the_place(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        reply = (await tale.stage.phones.of("f").location(31.0, 109.5, "重庆市奉节县白帝镇八阵村")).text or ""
        assert "遇到什么问题" in reply
        registered = await tale.say("f", "脆李裂果")
        assert "奉节县白帝镇" in registered
        assert "按您上次说的" not in registered


async def test_a_link_is_not_pretended_to_be_read(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        reply = (await tale.stage.phones.of("f").link("标题", "说明", "https://example.org")).text or ""
        assert "看不了" in reply


async def test_a_picture_that_finds_no_room_comes_later(tmp_path: Path) -> None:
    """The folder cannot be written for a while; nobody hears of it, nothing is lost, and no other step is held up."""
    (tmp_path / "media").write_text("in the way")
    async with cast_story(tmp_path) as tale:
        phone = tale.stage.phones.of("f")
        no = number_in(await tale.say("f", "花椒叶子发黄，酉阳龚滩镇，想请专家看看"))
        for _ in range(3):
            assert f"#{no}" in ((await phone.image(PICTURE)).text or "")
        await tale.settle()
        (tmp_path / "media").unlink()
        await tale.advance(minutes=30)
        assert len(list((tmp_path / "media").rglob("*.jpg"))) == 3
        assert not list((tmp_path / "media").rglob("*.half"))
