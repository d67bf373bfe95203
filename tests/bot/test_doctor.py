"""The doctor names what is wrong, says what to do, and is content with a healthy service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.commands.doctor import doctor
from bot.config import Configuration
from bot.trouble import Trouble
from domain.notices import Notice
from domain.people import Role
from storage.engine.database import Database
from storage.migrations.upgrading import migrate
from storage.sealing import Sealer
from tests.scenarios.harness import Story, configuration, story


async def examined(chosen: Configuration, capsys: pytest.CaptureFixture[str]) -> tuple[str, bool]:
    """What it printed, and whether it was content."""
    try:
        await doctor(chosen)
    except Trouble:
        return capsys.readouterr().out, False
    return capsys.readouterr().out, True


def changed(chosen: Configuration, section: str, **values: Any) -> Configuration:
    return chosen.model_copy(update={section: getattr(chosen, section).model_copy(update=values)})


async def healthy(told: Story) -> Configuration:
    """The stage's configuration with staff in both bases, an expert, and the door where the stage listens."""
    await told.staff("boss")
    await told.staff("chief", base="四川")
    await told.expert("li", "李明华")
    port = int(told.stage.address.rpartition(":")[2])
    return changed(told.stage.configuration, "server", port=port)


async def test_a_healthy_service(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with story(tmp_path) as told:
        said, is_content = await examined(await healthy(told), capsys)
    assert is_content, said
    assert "BAD" not in said
    for words in ("gives us a token", "schema up to date", "data_key fits", "1 experts", "answers 200"):
        assert words in said


@pytest.mark.parametrize(
    ("section", "values", "named", "remedy"),
    [
        ("wechat", {"app_secret": "wrong"}, "40125", "wechat.app_secret"),
        ("wechat", {"app_id": "wx0"}, "40013", "wechat.app_id"),
        ("wechat", {"token": ""}, "wechat.token", "config.toml"),
        ("wechat", {"api_base_url": "http://127.0.0.1:9"}, "cannot be reached", "api_base_url"),
        ("wechat", {"notices": {}}, "visit_reminder: no template", "[wechat.notices.visit_reminder]"),
        ("wechat", {"mode": "plain"}, "plain text", "安全模式"),
        ("privacy", {"data_key": "another"}, "data_key does not fit", "former key"),
        ("media", {"directory": "/proc/nowhere"}, "cannot be written", "create it"),
        ("server", {"port": 9}, "does not answer", "start it"),
        ("database", {"url": "postgresql+asyncpg://nobody@127.0.0.1:9/none"}, "nothing listens there", "running"),
        ("bases", None, "巴中: nobody", "jiebang invite admin --base 巴中"),
    ],
)
async def test_what_is_wrong_is_named_with_its_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], section: str, values: Any, named: str, remedy: str
) -> None:
    async with story(tmp_path) as told:
        chosen = await healthy(told)
        one = await told.expert("tan", "谭树林", phone="13800001111")
        assert one.id
        if section == "bases":
            chosen = chosen.model_copy(update={"bases": {**chosen.bases, "巴中": chosen.bases["四川"]}})
        else:
            chosen = changed(chosen, section, **values)
        said, _ = await examined(chosen, capsys)
    assert named in said
    assert remedy in said


async def test_an_empty_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said, is_content = await examined(configuration(tmp_path), capsys)
    assert not is_content
    assert "jiebang migrate" in said


async def test_what_waits_too_long(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with story(tmp_path) as told:
        chosen = await healthy(told)
        person = (await told.run(lambda uow: uow.people.holders(Role.ADMINISTRATOR, "重庆")))[0]
        long_ago = told.clock().replace(year=2020)
        await told.run(lambda uow: uow.notices.add(Notice("text", person.id, {"text": "x"}), long_ago))
        said, is_content = await examined(chosen, capsys)
    assert not is_content
    assert "1 notices wait" in said


async def test_a_newer_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = configuration(tmp_path)
    await migrate(chosen.database.url)
    database = await Database.open(chosen.database.url, Sealer("key"))
    await database.run(
        lambda uow: uow.session.run(text("UPDATE alembic_version SET version_num = '9999'")), person_key=None
    )
    await database.close()
    said, _ = await examined(chosen, capsys)
    assert "install the newer version" in said
