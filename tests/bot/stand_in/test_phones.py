"""What people do arrives at the callback as the platform would bring it, and its answer comes back to the phone."""

from __future__ import annotations

import pytest

from bot.channels.wechat_replies import text_reply
from domain.message import GeoPoint
from tests.bot.stand_in.conftest import Scene


async def test_a_text_goes_there_and_back(scene: Scene) -> None:
    text = "李子落果 🍑 <b>]]>\n第二行"
    reply = await scene.phones.of("o_farmer").text(text)
    assert (reply.status, reply.kind, reply.text, reply.attempts) == (200, "text", text, 1)
    assert [incoming.text for incoming in scene.callback.received] == [text]


async def test_the_address_is_verified(scene: Scene) -> None:
    assert await scene.phones.wire.verify_address("31415") == (200, "31415")


async def test_every_deed_arrives_as_its_kind(scene: Scene) -> None:
    phone = scene.phones.of("o_farmer")
    await phone.follow("base_3")
    await phone.image(b"\xff\xd8")
    await phone.voice()
    await phone.voice(recognition=None)
    await phone.video(b"film", is_short=True)
    await phone.location(30.5, 109.25, "奉节县")
    await phone.link("政策", "补贴", "https://example.org")
    await phone.menu_option("进度", "1")
    await phone.scan("base_4")
    await phone.click("demand")
    await phone.view("https://example.org")
    await phone.report_location(30.5, 109.25)
    await phone.consent(["t1"], ["t2"])
    await phone.turn_off("t1")
    await phone.notice_result("t1", 5)
    await phone.template_result(6)
    await phone.unfollow()
    received = scene.callback.received
    assert [incoming.kind for incoming in received] == [
        "subscribe",
        "image",
        "voice",
        "voice",
        "video",
        "location",
        "link",
        "text",
        "scan",
        "click",
        "view",
        "location_report",
        "subscribe_popup",
        "subscribe_change",
        "subscribe_sent",
        "template_result",
        "unsubscribe",
    ]
    assert len({incoming.key for incoming in received}) == len(received)
    assert received[0].scene == "base_3"
    assert received[5].point == GeoPoint(30.5, 109.25, "奉节县")
    assert received[7].fields["bizmsgmenuid"] == "1"
    assert received[13].fields["rejected"] == "t1"


async def test_the_same_push_again_has_the_same_key(scene: Scene) -> None:
    push = scene.phones.of("o_farmer").writes("在吗")
    replies = await scene.phones.wire.deliver_again(push, times=3, spacing=0)
    assert [reply.text for reply in replies] == ["在吗"] * 3
    assert len({incoming.key for incoming in scene.callback.received}) == 1


async def test_no_answer_in_time_brings_it_again_and_in_the_end_a_banner(scene: Scene) -> None:
    scene.phones.wire.patience = 0.1
    scene.callback.silent_times = 2
    reply = await scene.phones.of("o_farmer").text("在吗")
    assert (reply.text, reply.attempts) == ("在吗", 3)
    scene.callback.silent_times = 100
    reply = await scene.phones.of("o_farmer").text("在吗")
    assert (reply.is_banner, reply.attempts, len(scene.callback.received)) == (True, 3, 6)


@pytest.mark.parametrize("answer", ["", "success"])
async def test_saying_nothing_shows_nothing(scene: Scene, answer: str) -> None:
    scene.callback.raw_answer = answer
    assert (await scene.phones.of("o_farmer").text("在吗")).kind == "none"


@pytest.mark.parametrize("answer", ["OK", "<xml>", "<xml><Content>好</Content></xml>"])
async def test_a_malformed_answer_is_a_banner(scene: Scene, answer: str) -> None:
    scene.callback.raw_answer = answer
    assert (await scene.phones.of("o_farmer").text("在吗")).is_banner


@pytest.mark.parametrize(("openid", "account"), [("o_other", "gh_jiebang"), ("o_farmer", "wx"), ("o_farmer", "")])
async def test_an_answer_to_somebody_else_is_a_banner(scene: Scene, openid: str, account: str) -> None:
    wrong = text_reply(openid, account, "好", scene.clock())
    scene.callback.raw_answer = scene.callback.gate.seal(wrong)
    assert (await scene.phones.of("o_farmer").text("在吗")).is_banner
    right = text_reply("o_farmer", "gh_jiebang", "好", scene.clock())
    scene.callback.raw_answer = scene.callback.gate.seal(right)
    assert (await scene.phones.of("o_farmer").text("在吗")).text == "好"


async def test_an_unsealed_answer_is_a_banner_in_safe_mode(scene: Scene) -> None:
    scene.callback.raw_answer = text_reply("o_farmer", "gh_jiebang", "好", scene.clock())
    reply = await scene.phones.of("o_farmer").text("在吗")
    assert reply.is_banner == scene.phones.wire.is_safe


async def test_a_forged_request_gets_nowhere(scene: Scene) -> None:
    wire = scene.phones.wire
    query, body = wire.envelope(scene.phones.of("o_farmer").writes("在吗").xml)
    assert (await wire.post(query | {"signature": "0" * 40}, body.encode()))[0] == 403
    assert (await wire.post(query, b"<xml>" + b"a" * 70_000 + b"</xml>"))[0] == 413
    scene.clock.advance(minutes=6)
    assert (await wire.post(query, body.encode()))[0] == 403
    assert scene.callback.received == []
