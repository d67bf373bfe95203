"""Logs are one JSON object a line, carry the request's id, and nothing that anybody wrote or is called."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiohttp import web
from aiohttp.http_exceptions import BadHttpMessage
from sqlalchemy import text

from bot.logs import library_handler, set_up_logs
from domain.notices import Notice
from tests.scenarios.harness import Story, number_in, story

PHONE, NAME, WORDS = "13899990001", "欧阳铁牛", "我屋头脆李裂果凶得很"
SECRETS = (PHONE, NAME, "脆李", "裂果", "白帝", "o_farmer_0001", "o_expert_0002")


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Logs as in earnest, at their most talkative."""
    stream = io.StringIO()
    set_up_logs(10, stream)
    yield stream
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


async def some_work(told: Story) -> None:
    await told.staff("boss")
    await told.expert("o_expert_0002", "李明华", fields=("果树",), skills=("脆李栽培", "李属裂果防控"))
    need = f"{WORDS}，奉节白帝镇，我叫{NAME}，电话{PHONE}，想请专家来看"
    no = number_in(await told.say("o_farmer_0001", need))
    await told.say("o_expert_0002", f"揭榜 {no}，周六上午9点去")
    await told.say("o_farmer_0001", f"留言 {no} 到了打{PHONE}，找{NAME}")


async def test_nothing_personal_is_logged_where_all_goes_wrong(tmp_path: Path, logged: io.StringIO) -> None:
    async with story(tmp_path) as told:
        faults = told.stage.platform.faults
        for code in (-1, 45047, 47003, 40003, 48001, 87009):
            faults.errcode(code)
        faults.drop_after()
        await some_work(told)
        person = await told.run(lambda uow: uow.people.get(1))
        broken = Notice("claimed", person.id, {"text": f"{NAME} {PHONE}"})
        await told.run(lambda uow: uow.notices.add(broken, told.clock()))
        await told.advance(hours=1)
        await told.run(lambda uow: uow.session.run(text("DROP TABLE conversation")))
        reply = await told.stage.phones.of("o_farmer_0001").text(f"{WORDS} {PHONE}")
        assert reply.status in {200, 500}
    found = lines(logged)
    whole = json.dumps(found, ensure_ascii=False)
    assert len(found) > 5
    assert {one["event"] for one in found} >= {"notice_given_up", "rung_closed", "message_answered"}
    assert [secret for secret in SECRETS if secret in whole] == []


async def test_what_belongs_to_one_request_has_one_id(tmp_path: Path, logged: io.StringIO) -> None:
    async with story(tmp_path) as told:
        for _ in range(3):
            await told.say("o_farmer_0001", "你好")
    ids = [one["request"] for one in lines(logged) if one["event"] == "message_answered"]
    assert len(ids) == len(set(ids)) == 3


def test_an_error_is_logged_by_kind_and_place_only(logged: io.StringIO) -> None:
    try:
        raise ValueError(f"{NAME} {PHONE}")
    except ValueError as error:
        structlog.get_logger().exception("went_wrong", text=WORDS, openid="o_farmer_0001")
        structlog.get_logger().error("went_wrong_before", exc_info=error)
    first, second = lines(logged)
    assert (first["error"], second["error"]) == ("ValueError", "ValueError")
    assert "test_logs.py" in first["at"][0]
    whole = json.dumps([first, second], ensure_ascii=False)
    assert not any(secret in whole for secret in SECRETS)


@pytest.fixture
def library() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """The web server's own log as the service writes it."""
    stream = io.StringIO()
    logger, handler = logging.getLogger("aiohttp.server"), library_handler(stream)
    logger.addHandler(handler)
    yield logger, stream
    logger.removeHandler(handler)


def test_a_library_tells_place_and_kind_only(library: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = library
    try:
        raise ValueError(f"{NAME} {PHONE}")
    except ValueError:
        logger.exception("Error handling request from %s", PHONE)
        logger.exception(f"{NAME} did it")
    first, second = lines(stream)
    assert (first["event"], first["error"], first["level"]) == ("Error handling request from %s", "ValueError", "error")
    assert "test_logs.py" in second["at"][0]
    assert not any(secret in stream.getvalue() for secret in SECRETS)


def test_what_strangers_break_is_not_logged(library: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = library
    broken = BadHttpMessage(f"Invalid header token: {PHONE}")
    for error in (broken, ConnectionResetError("Connection lost"), web.RequestPayloadError("Not a gzipped file")):
        logger.error("Error handling request from %s", "127.0.0.1", exc_info=error)
    assert stream.getvalue() == ""
    logger.error("Error handling request from %s", "127.0.0.1", exc_info=KeyError("lost"))
    assert json.loads(stream.getvalue())["error"] == "KeyError"
