"""What we send arrives as meant, and every failure is told apart by whether it may be tried again."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.channels.errcodes import VERDICTS, Verdict, is_known, verdict_for
from bot.channels.notices import NoticeFields
from bot.channels.outcomes import SendStatus
from bot.channels.wechat_media import MediaFailed
from tests.bot.platform_fixtures import Bench

FIELDS = NoticeFields.of({"thing1": "脆李落果", "thing2": "回“看12”"})

TABLE = {
    -1: Verdict.RETRY,
    40001: Verdict.REFRESH_TOKEN,
    40014: Verdict.REFRESH_TOKEN,
    42001: Verdict.REFRESH_TOKEN,
    40003: Verdict.UNDELIVERABLE,
    43004: Verdict.UNFOLLOWED,
    43019: Verdict.BLOCKED,
    43101: Verdict.NEXT_RUNG,
    45002: Verdict.OUR_FAULT,
    45009: Verdict.PAUSE_CHANNEL,
    45011: Verdict.SLOW_DOWN,
    45015: Verdict.NEXT_RUNG,
    45047: Verdict.HOLD,
    47003: Verdict.OUR_FAULT,
    48001: Verdict.DISABLE_CHANNEL,
    50002: Verdict.ALERT,
    40164: Verdict.ALERT,
}


def _follower(bench: Bench, openid: str = "o_farmer") -> str:
    bench.platform.person(openid).writes(bench.clock())
    return openid


async def test_a_text_arrives_letter_for_letter(bench: Bench) -> None:
    openid = _follower(bench)
    text = '李专家接了 #12 🌾 "明天到"\n回“看12”'
    outcome = await bench.api().send_text(openid, text)
    assert outcome.status is SendStatus.SENT
    assert (await bench.platform.next_message(openid)).text == text


async def test_a_picture_goes_up_and_out(bench: Bench) -> None:
    openid, api = _follower(bench), bench.api()
    media_id = await api.upload_media("image", b"\xff\xd8picture", "照片.jpg")
    assert (await api.send_media(openid, "image", media_id)).status is SendStatus.SENT
    assert bench.platform.sent[0].media_id == media_id
    assert await api.download_media(media_id) == ("image/jpeg", b"\xff\xd8picture")


async def test_notices_of_both_kinds_arrive(bench: Bench) -> None:
    openid, api = _follower(bench), bench.api()
    bench.platform.person(openid).consents["sub"] = 1
    assert (await api.send_template(openid, "tpl", FIELDS, "https://example.org/12")).status is SendStatus.SENT
    assert (await api.send_subscribe(openid, "sub", FIELDS, "pages/12")).status is SendStatus.SENT
    template, subscribe = bench.platform.sent
    assert (template.channel, template.fields, template.address) == (
        "template",
        FIELDS.values,
        "https://example.org/12",
    )
    assert (subscribe.channel, subscribe.fields, subscribe.address) == ("subscribe", FIELDS.values, "pages/12")


@pytest.mark.parametrize(("errcode", "verdict"), TABLE.items())
async def test_every_errcode_has_its_verdict(bench: Bench, errcode: int, verdict: Verdict) -> None:
    openid = _follower(bench)
    bench.platform.faults.errcode(errcode, times=2)
    outcome = await bench.api().send_text(openid, "在吗")
    assert (outcome.status, outcome.errcode, outcome.verdict) == (SendStatus.REJECTED, errcode, verdict)
    assert bench.platform.sent == []
    calls = bench.platform.calls["/cgi-bin/message/custom/send"]
    assert calls == (2 if verdict is Verdict.REFRESH_TOKEN else 1)


def test_an_unknown_errcode_is_tried_again_and_told_apart() -> None:
    assert verdict_for(61451) is Verdict.RETRY
    assert not is_known(61451)
    assert all(is_known(code) for code in VERDICTS)


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_error_was_not_accepted(bench: Bench, status: int) -> None:
    bench.platform.faults.status(status)
    outcome = await bench.api().send_text(_follower(bench), "在吗")
    assert outcome.status is SendStatus.NOT_ACCEPTED


async def test_a_refused_connection_was_not_accepted(bench: Bench, unused_tcp_port: int) -> None:
    provider = bench.provider()
    await provider.token()
    bench.base_url = f"http://127.0.0.1:{unused_tcp_port}"
    outcome = await bench.api(provider).send_text(_follower(bench), "在吗")
    assert outcome.status is SendStatus.NOT_ACCEPTED


async def test_a_drop_after_the_body_is_unknown_whether_taken_or_not(bench: Bench) -> None:
    openid, api = _follower(bench), bench.api()
    bench.platform.faults.drop_before()
    assert (await api.send_text(openid, "一")).status is SendStatus.UNKNOWN
    assert bench.platform.sent == []
    bench.platform.faults.drop_after()
    assert (await api.send_text(openid, "二")).status is SendStatus.UNKNOWN
    assert [message.text for message in bench.platform.sent] == ["二"]


async def test_a_late_answer_is_unknown(bench: Bench) -> None:
    openid = _follower(bench)
    bench.platform.faults.delay(30)
    outcome = await bench.api(seconds=0.2).send_text(openid, "在吗")
    assert outcome.status is SendStatus.UNKNOWN
    assert len(bench.platform.sent) == 1


async def test_a_garbled_answer_is_unknown(bench: Bench) -> None:
    bench.platform.faults.garbled()
    assert (await bench.api().send_text(_follower(bench), "在吗")).status is SendStatus.UNKNOWN


async def test_waiting_for_a_free_connection_is_not_accepted(bench: Bench) -> None:
    openid = _follower(bench)
    provider = bench.provider()
    await provider.token()
    bench.platform.faults.delay(30)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1)) as narrow:
        bench.session = narrow
        first = asyncio.create_task(bench.api(provider, seconds=1).send_text(openid, "一"))
        await bench.platform.next_message(openid)
        second = await bench.api(provider, seconds=0.2).send_text(openid, "二")
        assert second.status is SendStatus.NOT_ACCEPTED
        assert (await first).status is SendStatus.UNKNOWN
    assert [message.text for message in bench.platform.sent] == ["一"]


async def test_no_token_means_not_accepted_and_a_wrong_secret_alerts(bench: Bench) -> None:
    outcome = await bench.api(bench.provider(secret="wrong")).send_text(_follower(bench), "在吗")
    assert (outcome.status, outcome.verdict) == (SendStatus.NOT_ACCEPTED, Verdict.ALERT)
    assert bench.platform.calls["/cgi-bin/message/custom/send"] == 0


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
async def test_a_spoiled_token_costs_one_retry_also_for_files(bench: Bench, errcode: int) -> None:
    api = bench.api()
    bench.platform.faults.errcode(errcode, path="/media/upload")
    media_id = await api.upload_media("image", b"whole file", "a.jpg")
    bench.clock.advance(minutes=1)
    bench.platform.faults.errcode(errcode, path="/media/get")
    assert (await api.download_media(media_id))[1] == b"whole file"


async def test_downloads_are_capped(bench: Bench) -> None:
    media_id = bench.platform.media.add("image", b"x" * 4096)
    with pytest.raises(MediaFailed, match="too_large") as failure:
        await bench.api().download_media(media_id, maximum_bytes=4095)
    assert failure.value.verdict is not Verdict.RETRY
    assert len((await bench.api().download_media(media_id, maximum_bytes=4096))[1]) == 4096


async def test_a_film_is_fetched_from_the_address_given(bench: Bench) -> None:
    media_id = bench.platform.media.add("video", b"film")
    assert await bench.api().download_media(media_id) == ("video/mp4", b"film")


async def test_files_that_are_gone_or_refused_say_so(bench: Bench) -> None:
    api = bench.api()
    media_id = bench.platform.media.add("image", b"old")
    bench.clock.advance(days=3)
    with pytest.raises(MediaFailed) as failure:
        await api.download_media(media_id)
    assert (failure.value.errcode, failure.value.verdict) == (40007, Verdict.OUR_FAULT)
    with pytest.raises(MediaFailed, match="44001"):
        await api.upload_media("image", b"", "a.jpg")
    bench.platform.faults.status(502, path="/media/")
    with pytest.raises(MediaFailed) as broken:
        await api.upload_media("image", b"x", "a.jpg")
    assert broken.value.verdict is Verdict.RETRY
