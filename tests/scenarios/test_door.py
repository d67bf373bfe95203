"""The door: what is forged, stale, oversized or malformed is refused and leaves no row; events are survived."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.config import load
from storage.tables.conversing import inbox
from storage.tables.people import person
from tests.scenarios.harness import Story, number_in, story

NEST = "<a>" * 3000 + "</a>" * 3000
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
PLAIN = load(Path("/dev/null"), {}).wechat.model_copy(update={"mode": "plain"})
Spoil = Callable[[dict[str, str], str], tuple[dict[str, str], str]]


async def rows(tale: Story) -> int:
    """People and messages on record."""

    async def count(uow: object) -> int:
        session = uow.session  # type: ignore[attr-defined]
        people = await session.value(select(func.count()).select_from(person))
        return int(people + await session.value(select(func.count()).select_from(inbox)))

    return int(await tale.stage.process.database.read(count))


def message(content: str = "脆李裂果", extra: str = "", head: str = "") -> str:
    return (
        f"{head}<xml><ToUserName>gh_a</ToUserName><FromUserName>o_mallory</FromUserName><CreateTime>1795222800</CreateTime>"
        f"<MsgType>text</MsgType><Content><![CDATA[{content}]]></Content><MsgId>77</MsgId>{extra}</xml>"
    )


SPOILED: dict[str, Spoil] = {
    "forged": lambda query, body: ({**query, "signature": "0" * 40}, body),
    "forged inside": lambda query, body: ({**query, "msg_signature": "0" * 40}, body),
    "stale": lambda query, body: ({**query, "timestamp": str(int(query["timestamp"]) - 4000)}, body),
    "no query": lambda query, body: ({}, body),
    "another ciphertext": lambda query, body: (query, body.replace("<Encrypt><![CDATA[", "<Encrypt><![CDATA[AAAA")),
    "oversized": lambda query, body: (query, body + " " * 70_000),
    "nested outside": lambda query, body: (query, f"<xml>{NEST}</xml>"),
    "bomb outside": lambda query, body: (query, BOMB + body),
    "nothing": lambda query, body: (query, ""),
    "noise": lambda query, body: (query, "\x00\xff<<<<"),
}


@pytest.mark.parametrize("how", SPOILED)
async def test_what_is_spoiled_outside_is_refused_without_a_trace(tmp_path: Path, how: str) -> None:
    async with story(tmp_path) as tale:
        query, body = tale.stage.wire.envelope(message())
        query, body = SPOILED[how](query, body)
        status, answer, _ = await tale.stage.wire.post(query, body.encode("utf-8", "surrogatepass"))
        assert status in {400, 403, 413}
        assert answer == "" or "Traceback" not in answer
        assert await rows(tale) == 0


@pytest.mark.parametrize(
    "inside",
    [
        message(extra=NEST),
        message(head=BOMB),
        "no xml at all",
        "<xml></xml>",
        message().replace("o_mallory", ""),
        "<xml><a>",
    ],
    ids=["nested", "bomb", "no xml", "empty", "nobody", "cut off"],
)
async def test_what_is_spoiled_inside_the_ciphertext_is_refused_without_a_trace(tmp_path: Path, inside: str) -> None:
    async with story(tmp_path) as tale:
        query, body = tale.stage.wire.envelope(inside)
        status, _, _ = await tale.stage.wire.post(query, body.encode())
        assert status in {400, 403}
        assert await rows(tale) == 0


async def test_in_safe_mode_a_plain_message_is_refused(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        query, _ = tale.stage.wire.envelope(message())
        for name in ("encrypt_type", "msg_signature"):
            query.pop(name)
        status, _, _ = await tale.stage.wire.post(query, message().encode())
        assert status == 403
        assert await rows(tale) == 0


@pytest.mark.parametrize("mode", ["safe", "plain"])
async def test_both_modes_verify_the_address_and_talk(tmp_path: Path, mode: str) -> None:
    changes = {"wechat": PLAIN} if mode == "plain" else {}
    async with story(tmp_path, **changes) as tale:
        assert tale.stage.wire.is_safe is (mode == "safe")
        assert await tale.stage.wire.verify_address("echo-123") == (200, "echo-123")
        assert "#1" in await tale.say("farmer", "脆李裂果，奉节白帝镇，想请专家看看")


async def test_three_deliveries_at_once_make_one_demand_and_get_one_answer(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        push = tale.stage.phones.of("farmer").writes("脆李裂果，奉节白帝镇，想请专家看看")
        replies = await tale.stage.wire.deliver_again(push, 3, 0)
        assert len({reply.text for reply in replies}) == 1
        assert number_in(replies[0].text or "") == 1
        later = await tale.stage.wire.attempt(push)
        assert later.text == replies[0].text
        assert "#2" not in await tale.say("farmer", "进度")


async def test_every_event_is_survived(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        phone = tale.stage.phones.of("anybody")
        assert "您好" in ((await phone.follow()).text or "")
        assert (await phone.scan("unknown-scene")).status == 200
        for deed in (
            phone.view("https://example.invalid"),
            phone.report_location(31.0, 109.5),
            phone.consent(["template-new_order"]),
            phone.turn_off("template-new_order"),
            phone.link("标题", "说明", "https://example.invalid"),
            phone.video(b"film"),
            phone.voice(),
            phone.click("help"),
            phone.click("unknown-button"),
            phone.unfollow(),
        ):
            reply = await deed
            assert reply.status == 200
        unknown = await tale.stage.wire.deliver(phone.event("brand_new_event", {"Strange": "1"}))
        assert unknown.status == 200
        strange = await tale.stage.wire.deliver(phone.message("hologram", {"Depth": "3"}))
        assert strange.status == 200


async def test_a_crowd_of_strange_texts_is_answered(tmp_path: Path) -> None:
    texts = [
        "😀😀",
        " ",
        "字" * 682,
        "a\x0bb",
        "<script>alert(1)</script>",
        "]]>",
        "&amp;&lt;",
        "\u202e倒着",
        "1" * 2048,
        "%s{}",
    ]
    async with story(tmp_path) as tale:
        phones = [tale.stage.phones.of(f"o{number}") for number in range(len(texts))]
        replies = await asyncio.gather(*(phone.text(text) for phone, text in zip(phones, texts, strict=True)))
        for text, reply in zip(texts, replies, strict=True):
            assert reply.status == 200, text
            assert reply.text, text
