"""The page's server side over real HTTP: what people do, what arrives, what the panel and the clock do."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from tests.bot.simulator.conftest import Show

JPEG = base64.b64encode(b"\xff\xd8\xff\xe0 a picture").decode()


async def events(show: Show, count: int, last: str = "") -> list[dict[str, Any]]:
    """The first `count` events, the greeting among them."""
    heard: list[dict[str, Any]] = []
    async with show.session.get(show.address / "sim/events", headers={"Last-Event-ID": last} if last else {}) as stream:
        assert stream.content_type == "text/event-stream"
        while len(heard) < count:
            line = (await stream.content.readline()).decode()
            if line.startswith("data: "):
                heard.append(json.loads(line.removeprefix("data: ")))
    return heard


async def test_a_text_is_shown_sent_and_answered(show: Show) -> None:
    assert await show.send(phone="farmer", kind="text", text="<b>裂果</b>") == (
        200,
        {"reply": "text", "text": "<b>裂果</b>"},
    )
    assert [incoming.text for incoming in show.callback.received] == ["<b>裂果</b>"]
    greeting, own, reply = await events(show, 3)
    assert greeting["count"] == 2
    assert (own["phone"], own["side"], own["text"], own["tag"]) == ("farmer", "own", "<b>裂果</b>", "")
    assert (reply["phone"], reply["side"], reply["text"], reply["tag"]) == ("farmer", "bot", "<b>裂果</b>", "passive")


async def test_every_deed_reaches_the_callback_as_its_kind(show: Show) -> None:
    for deed in (
        {"kind": "follow"},
        {"kind": "image", "content": JPEG},
        {"kind": "location", "latitude": 31.0, "longitude": 109.5, "label": "白帝镇"},
        {"kind": "voice"},
        {"kind": "tap", "key": "progress"},
        {"kind": "unfollow"},
    ):
        status, _ = await show.send(phone="farmer", **deed)
        assert status == 200
    received = show.callback.received
    assert [incoming.kind for incoming in received] == [
        "subscribe",
        "image",
        "location",
        "voice",
        "click",
        "unsubscribe",
    ]
    assert received[2].point is not None
    assert (received[2].point.latitude, received[2].point.label) == (31.0, "白帝镇")
    assert received[3].text == ""
    follows = [entry["follows"] for entry in show.simulator.transcript.entries if entry["follows"] is not None]
    assert follows == [True, False]


async def test_a_picture_can_be_looked_at_and_stays(show: Show) -> None:
    await show.send(phone="farmer", kind="image", content=JPEG)
    show.clock.advance(days=7)
    address = show.simulator.transcript.entries[0]["media"]
    async with show.session.get(show.address.join(show.address.with_path(address))) as response:
        assert (response.status, response.content_type) == (200, "image/jpeg")
        assert await response.read() == base64.b64decode(JPEG)


async def test_pushes_arrive_live_as_the_platform_cuts_them(show: Show) -> None:
    person = show.platform.person("o_expert")
    person.writes(show.clock())
    show.platform.person("o_stranger").writes(show.clock())
    sending = show.platform.sending
    long = "脆李裂果连着下雨以后裂得厉害想请专家来看一看"
    data = {"subject": {"value": long}, "next": {"value": "回“看12”"}}
    assert sending.custom({"touser": "o_expert", "msgtype": "text", "text": {"content": "有新需求"}}) == 0
    assert sending.custom({"touser": "o_stranger", "msgtype": "text", "text": {"content": "别人的"}}) == 0
    assert sending.template({"touser": "o_expert", "template_id": "T1", "data": data}) == 0
    _, custom, template = await events(show, 3)
    assert (custom["phone"], custom["tag"], custom["text"]) == ("expert", "custom", "有新需求")
    assert (template["tag"], template["title"]) == ("template", "新需求")
    assert template["fields"] == [["事项", long[:20]], ["下一步", "回“看12”"]]


async def test_a_page_that_comes_back_hears_only_what_it_missed(show: Show) -> None:
    for text in ("一", "二"):
        await show.send(phone="farmer", kind="text", text=text)
    run = (await events(show, 1))[0]["run"]
    assert [entry["text"] for entry in (await events(show, 3, f"{run}-2"))[1:]] == ["二", "二"]
    assert [entry["number"] for entry in (await events(show, 5, "another-2"))[1:]] == [1, 2, 3, 4]


async def test_an_error_of_the_bot_is_the_platforms_banner(show: Show) -> None:
    show.callback.raw_answer = "<xml>"
    assert (await show.send(phone="farmer", kind="text", text="好"))[1]["reply"] == "banner"
    assert show.simulator.transcript.entries[-1]["kind"] == "banner"


async def test_a_bot_without_words_shows_nothing(show: Show) -> None:
    show.callback.raw_answer = "success"
    await show.send(phone="farmer", kind="text", text="好")
    assert [entry["side"] for entry in show.simulator.transcript.entries] == ["own"]


@pytest.mark.parametrize(
    "deed",
    [
        {"kind": "dance"},
        {"kind": "text"},
        {"kind": "text", "text": " \n"},
        {"kind": "text", "text": "\x00\ud800"},
        {"kind": "text", "text": 5},
        {"kind": "text", "text": "长" * 10_001},
        {"kind": "image", "content": "!"},
        {"kind": "image", "content": base64.b64encode(b"<svg/>").decode()},
        {"kind": "location", "latitude": 91, "longitude": 0},
        {"kind": "location", "latitude": True, "longitude": 0},
        {"kind": "location", "latitude": float("nan"), "longitude": 0},
        {"kind": "tap", "key": "rm"},
    ],
)
async def test_what_makes_no_deed_gets_a_sentence_and_changes_nothing(show: Show, deed: dict[str, Any]) -> None:
    status, answer = await show.send(phone="farmer", **deed)
    assert status == 400
    assert answer["error"]
    assert show.callback.received == []
    assert show.simulator.transcript.entries == []


async def test_strangers_and_those_who_left_cannot_write(show: Show) -> None:
    assert (await show.send(phone="nobody", kind="text", text="好"))[0] == 404
    await show.send(phone="farmer", kind="unfollow")
    assert (await show.send(phone="farmer", kind="text", text="好"))[0] == 409
    assert (await show.send(phone="farmer", kind="follow"))[0] == 200
    assert (await show.send(phone="farmer", kind="text", text="好"))[0] == 200


async def test_people_are_told_with_whether_they_follow(show: Show) -> None:
    show.platform.person("o_expert").follows = False
    async with show.session.get(show.address / "sim/people") as response:
        people = await response.json()
    assert [(one["key"], one["title"], one["follows"]) for one in people] == [
        ("farmer", "果农老刘", True),
        ("expert", "专家李老师", False),
        ("admin", "管理员周姐", True),
    ]
    assert "o_farmer" not in json.dumps(people)


async def test_the_panel_shows_state_and_clock(show: Show) -> None:
    show.state["orders"] = [{"no": 12, "summary": "裂果", "state": "claimed", "expert": "李"}]
    async with show.session.get(show.address / "sim/state") as response:
        panel = await response.json()
    assert panel["orders"][0]["no"] == 12
    assert panel["now"] == show.clock().isoformat()


@pytest.mark.parametrize(
    ("leap", "arrives"),
    [
        ("2h", "2026-11-21T03:00:00+00:00"),
        ("1d", "2026-11-22T01:00:00+00:00"),
        ("2026-11-25T09:30", "2026-11-25T01:30:00+00:00"),
        ("2026-11-25T09:30:00+00:00", "2026-11-25T09:30:00+00:00"),
        ("next", "2026-11-23T00:00:01+00:00"),
    ],
)
async def test_the_clock_jumps_ahead(show: Show, leap: str, arrives: str) -> None:
    show.state["next_reminder_at"] = "2026-11-23T08:00:00+08:00"
    assert await show.post("clock", {"advance": leap}) == (200, {"now": arrives})
    assert show.simulator.transcript.entries[-1]["kind"] == "clock"


async def test_the_next_reminder_is_one_that_a_phone_of_the_page_shows(show: Show) -> None:
    show.platform.person("o_farmer").writes(show.clock())
    show.platform.person("o_stranger").writes(show.clock())
    show.remind("2026-11-21T11:00:00+08:00", "o_stranger")
    show.remind("2026-11-21T12:00:00+08:00", "o_farmer")
    show.remind("2026-11-21T13:00:00+08:00", "o_farmer")
    assert await show.post("clock", {"advance": "next"}) == (200, {"now": "2026-11-21T04:00:01+00:00"})
    assert [entry["kind"] for entry in show.simulator.transcript.entries] == ["text", "clock"]


async def test_the_last_reminder_ends_the_way_even_where_no_phone_shows_it(show: Show) -> None:
    show.platform.person("o_stranger").writes(show.clock())
    show.remind("2026-11-21T11:00:00+08:00", "o_stranger")
    assert await show.post("clock", {"advance": "next"}) == (200, {"now": "2026-11-21T03:00:01+00:00"})


@pytest.mark.parametrize(
    "leap", ["", "-1d", "0h", "9999d", "yesterday", "2026-11-20T09:30", "0001-01-01", "next", None, 5]
)
async def test_the_clock_refuses_what_is_no_jump_ahead(show: Show, leap: object) -> None:
    before = show.clock()
    status, answer = await show.post("clock", {"advance": leap})
    assert status == 400
    assert answer["error"]
    assert show.clock() == before
