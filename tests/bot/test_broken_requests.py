"""Requests that break off, crawl, lie about their length or are no HTTP: each is answered, and nothing is kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
import pytest_asyncio
from sqlalchemy import func, select

from bot.receiving import bodies
from storage.tables.conversing import inbox
from tests.scenarios.harness import Story, story

WORDS = "脆李裂果，奉节白帝镇，想请专家看看"


@pytest_asyncio.fixture
async def tale(tmp_path: Path) -> AsyncIterator[Story]:
    async with story(tmp_path) as told:
        yield told


async def exchange(tale: Story, *parts: bytes, closing: bool = False) -> bytes:
    """All that comes back for these bytes; `closing` hangs up instead of waiting."""
    address = urlsplit(tale.stage.wire.callback_url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    for part in parts:
        writer.write(part)
        await writer.drain()
    if closing:
        writer.transport.abort()
        return b""
    answer = await reader.read()
    writer.close()
    return answer


def delivery(tale: Story, *headers: str, body: bytes | None = None) -> tuple[bytes, bytes]:
    """Head and body of a delivery that is in order but for what is given here."""
    query, envelope = tale.stage.wire.envelope(tale.stage.phones.of("farmer").writes(WORDS).xml)
    content = envelope.encode() if body is None else body
    lengths = () if any("Transfer-Encoding" in one for one in headers) else (f"Content-Length: {len(content)}",)
    lines = (f"POST /wechat?{urlencode(query)} HTTP/1.1", "Host: x", *headers, *lengths)
    return "\r\n".join((*lines, "", "")).encode(), content


async def kept(tale: Story) -> int:
    return int(await tale.run(lambda uow: uow.session.value(select(func.count()).select_from(inbox))))


async def test_deliveries_on_one_connection_are_answered_in_their_order(tale: Story) -> None:
    first = b"".join(delivery(tale))
    last = b"".join(delivery(tale, "Connection: close"))
    answer = await exchange(tale, first + first + last)
    assert answer.count(b"HTTP/1.1 200 OK") == 3
    assert await kept(tale) == 2


async def test_a_body_in_pieces_is_read(tale: Story) -> None:
    head, body = delivery(tale, "Transfer-Encoding: chunked", "Connection: close")
    pieces = [body[at : at + 100] for at in range(0, len(body), 100)]
    answer = await exchange(tale, head, *(b"%x\r\n%s\r\n" % (len(one), one) for one in pieces), b"0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize(
    ("header", "body", "status"),
    [
        ("Content-Encoding: gzip", b"no gzip at all", b"400"),
        ("Content-Encoding: deflate", b"\xff" * 50, b"400"),
        ("Transfer-Encoding: chunked", b"2710\r\n" + b"x" * 10_000 + b"\r\n", b"413"),
        ("Transfer-Encoding: chunked", b"zz\r\n", b"400"),
    ],
    ids=["gzip", "deflate", "endless", "chunk"],
)
async def test_a_spoiled_body_is_refused(tale: Story, header: str, body: bytes, status: bytes) -> None:
    head, body = delivery(tale, header, "Connection: close", body=body)
    answer = await exchange(tale, head, *([body] * (10 if status == b"413" else 1)))
    assert answer.split()[1] == status
    assert b"Traceback" not in answer
    assert await kept(tale) == 0


async def test_a_body_that_crawls_is_given_up(tale: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.05)
    head, body = delivery(tale, "Connection: close")
    answer = await exchange(tale, head, body[:50])
    assert answer.split()[1] == b"408"
    assert await kept(tale) == 0


async def test_whoever_hangs_up_in_the_midst_disturbs_nobody(tale: Story) -> None:
    head, body = delivery(tale)
    await asyncio.gather(*(exchange(tale, head, body[:50], closing=True) for _ in range(50)))
    assert "#1" in await tale.say("farmer", WORDS)
    assert await kept(tale) == 1
