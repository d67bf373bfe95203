"""The stand-in refuses what the real platform refuses."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.stand_in.faults import FaultKind
from bot.stand_in.platform import FakePlatform
from bot.stand_in.sent import SentMessage
from tests.bot.platform_fixtures import APP_ID, APP_SECRET, Bench
from tests.bot.stand_in.conftest import Scene

OPENID = "o_farmer"


def _text(content: str = "好") -> dict[str, Any]:
    return {"touser": OPENID, "msgtype": "text", "text": {"content": content}}


def _custom(platform: FakePlatform, times: int = 1) -> list[int]:
    return [platform.sending.custom(_text()) for _ in range(times)]


async def test_a_message_allows_five_in_48_hours(scene: Scene) -> None:
    phone, platform = scene.phones.of(OPENID), scene.platform
    await phone.text("在吗")
    assert _custom(platform, 6) == [0, 0, 0, 0, 0, 45047]
    await phone.text("还在吗")
    scene.clock.advance(hours=47, minutes=59)
    assert _custom(platform) == [0]
    scene.clock.advance(minutes=1)
    assert _custom(platform) == [45015]


async def test_a_redelivery_allows_no_more(scene: Scene) -> None:
    push = scene.phones.of(OPENID).writes("在吗")
    await scene.phones.wire.attempt(push)
    assert _custom(scene.platform, 5) == [0] * 5
    await scene.phones.wire.attempt(push)
    assert _custom(scene.platform) == [45047]


@pytest.mark.parametrize("deed", ["follow", "scan", "click", "menu_option"])
async def test_a_tap_a_scan_and_a_follow_allow_three_in_a_minute(scene: Scene, deed: str) -> None:
    phone, platform = scene.phones.of(OPENID), scene.platform
    deeds = {
        "follow": lambda: phone.follow(),
        "scan": lambda: phone.scan("s"),
        "click": lambda: phone.click("k"),
        "menu_option": lambda: phone.menu_option("进度", "1"),
    }
    await deeds[deed]()
    assert _custom(platform, 4) == [0, 0, 0, 45047]
    await deeds[deed]()
    scene.clock.advance(seconds=60)
    assert _custom(platform) == [45015]


async def test_a_link_and_a_location_report_allow_nothing(scene: Scene) -> None:
    phone = scene.phones.of(OPENID)
    scene.platform.person(OPENID)
    await phone.view("https://example.org")
    await phone.report_location(30.5, 109.25)
    assert _custom(scene.platform) == [45015]


async def test_strangers_leavers_and_blockers_get_nothing(scene: Scene) -> None:
    phone, platform = scene.phones.of(OPENID), scene.platform
    assert _custom(platform) == [40003]
    await phone.text("在吗")
    platform.person(OPENID).has_blocked = True
    assert _custom(platform) == [43019]
    await phone.unfollow()
    platform.person(OPENID).has_blocked = False
    assert _custom(platform) == [43004]
    await phone.follow()
    assert _custom(platform) == [0]


def test_unfit_contents_are_refused_and_cost_nothing(bench: Bench) -> None:
    platform = bench.platform
    platform.person(OPENID).writes(bench.clock())
    assert platform.sending.custom(_text("")) == 44004
    assert platform.sending.custom(_text("好" * 683)) == 45002
    assert platform.sending.custom({"touser": OPENID, "msgtype": "image", "image": {"media_id": "no"}}) == 40007
    assert platform.sending.custom({"touser": OPENID, "msgtype": "file"}) == 40008
    assert _custom(platform, 6) == [0, 0, 0, 0, 0, 45047]


def _notice(value: str, template_id: str = "t") -> dict[str, Any]:
    data = {"first": {"value": "您好"}, "thing1": {"value": value}}
    return {"touser": OPENID, "template_id": template_id, "data": data}


def test_a_template_is_cut_in_silence(bench: Bench) -> None:
    platform = bench.platform
    platform.person(OPENID)
    assert platform.sending.template(_notice("一二三四五六七八九十\n一二三四五六七八九👍十再见")) == 0
    assert platform.sent[0].fields == (("thing1", "一二三四五六七八九十 一二三四五六七八九"),)


def test_templates_have_a_daily_quota_of_the_chinese_day(bench: Bench) -> None:
    platform = bench.platform
    platform.person(OPENID)
    platform.sending.templates_a_day = 2
    assert [platform.sending.template(_notice("好")) for _ in range(3)] == [0, 0, 45009]
    bench.clock.advance(hours=14, minutes=59)
    assert platform.sending.template(_notice("好")) == 45009
    bench.clock.advance(minutes=1)
    assert platform.sending.template(_notice("好")) == 0


def test_foreign_templates_are_refused(bench: Bench) -> None:
    bench.platform.person(OPENID)
    bench.platform.sending.templates = {"t"}
    assert bench.platform.sending.template(_notice("好", "u")) == 40037
    assert bench.platform.sending.subscribe(_notice("好", "")) == 40037


async def test_one_consent_buys_one_notice(scene: Scene) -> None:
    phone, platform = scene.phones.of(OPENID), scene.platform
    await phone.follow()
    assert platform.sending.subscribe(_notice("好")) == 43101
    await phone.consent(["t"])
    assert platform.sending.subscribe(_notice("一" * 21)) == 47003
    assert platform.sending.subscribe(_notice("一\n二")) == 47003
    assert platform.sending.subscribe(_notice("好")) == 0
    assert platform.sending.subscribe(_notice("好")) == 43101


async def test_a_long_term_consent_lasts_until_it_is_turned_off(scene: Scene) -> None:
    phone, platform = scene.phones.of(OPENID), scene.platform
    platform.sending.long_term.add("t")
    await phone.follow()
    await phone.consent(["t"])
    assert [platform.sending.subscribe(_notice("好")) for _ in range(3)] == [0, 0, 0]
    await phone.turn_off("t")
    assert platform.sending.subscribe(_notice("好")) == 43101


async def _post(bench: Bench, path: str, body: bytes, token: str | None = None) -> dict[str, Any]:
    query = {} if token is None else {"access_token": token}
    async with bench.session.post(bench.base_url.rstrip("/") + path, data=body, params=query) as response:
        answer = json.loads(await response.text())
        assert isinstance(answer, dict)
        return answer


async def _token(bench: Bench, **more: object) -> dict[str, Any]:
    asked = {"grant_type": "client_credential", "appid": APP_ID, "secret": APP_SECRET, **more}
    return await _post(bench, "/cgi-bin/stable_token", json.dumps(asked).encode())


async def test_tokens_repeat_overlap_and_end(bench: Bench) -> None:
    first = (await _token(bench))["access_token"]
    assert (await _token(bench))["access_token"] == first
    bench.clock.advance(minutes=116)
    second = (await _token(bench))["access_token"]
    assert second != first
    assert bench.platform.tokens.check(first) == 0
    bench.clock.advance(minutes=4)
    assert bench.platform.tokens.check(first) == 42001
    assert bench.platform.tokens.check(second) == 0
    assert bench.platform.tokens.check("made up") == 40001
    assert bench.platform.tokens.check("") == 41001


async def test_force_is_limited(bench: Bench) -> None:
    first = (await _token(bench, force_refresh=True))["access_token"]
    assert (await _token(bench, force_refresh=True))["access_token"] == first
    for _ in range(19):
        bench.clock.advance(seconds=30)
        assert (await _token(bench, force_refresh=True))["access_token"] != first
    assert bench.platform.tokens.check(first) == 40001
    bench.clock.advance(seconds=30)
    assert (await _token(bench, force_refresh=True))["errcode"] == 45009


async def test_wrong_accounts_get_no_token(bench: Bench) -> None:
    assert (await _token(bench, secret="x"))["errcode"] == 40125
    assert (await _token(bench, appid="x"))["errcode"] == 40013


async def test_escapes_are_shown_as_they_were_written(bench: Bench) -> None:
    token = (await _token(bench))["access_token"]
    bench.platform.person(OPENID).writes(bench.clock())
    escaped = json.dumps(_text("好")).encode()
    assert (await _post(bench, "/cgi-bin/message/custom/send", escaped, token))["errcode"] == 0
    assert bench.platform.sent[0].text == "\\u597d"
    assert (await _post(bench, "/cgi-bin/message/custom/send", b"{", token))["errcode"] == 47001
    assert (await _post(bench, "/cgi-bin/message/custom/send", escaped))["errcode"] == 41001


async def test_user_info_tells_who_follows(bench: Bench) -> None:
    token = (await _token(bench))["access_token"]
    bench.platform.person(OPENID).follows = False
    for openid, name, value in ((OPENID, "subscribe", 0), ("o_nobody", "errcode", 40003)):
        query = {"access_token": token, "openid": openid}
        async with bench.session.get(bench.base_url.rstrip("/") + "/cgi-bin/user/info", params=query) as response:
            assert json.loads(await response.text())[name] == value


async def test_listeners_and_waiters_hear_of_each_message(bench: Bench) -> None:
    heard: list[SentMessage] = []
    stop = bench.platform.record.listen(heard.append)
    bench.platform.person(OPENID).writes(bench.clock())
    waiting = asyncio.create_task(bench.platform.next_message(OPENID, timeout=2))
    api = bench.api()
    await api.send_text(OPENID, "一")
    assert (await waiting).text == "一"
    stop()
    await api.send_text(OPENID, "二")
    assert (await bench.platform.next_message(OPENID)).text == "二"
    assert [message.text for message in heard] == ["一"]
    with pytest.raises(TimeoutError):
        await bench.platform.next_message(OPENID, timeout=0.01)


def test_faults_come_in_order_and_end(bench: Bench) -> None:
    faults = bench.platform.faults
    faults.errcode(-1, times=2)
    faults.status(503, path="/media/")
    kinds = [fault.kind if fault else None for fault in (faults.next_for("/message/custom/send") for _ in range(3))]
    assert kinds == [FaultKind.ERRCODE, FaultKind.ERRCODE, None]
    assert faults.next_for("/media/get") is not None
    assert faults.next_for("/media/get") is None
