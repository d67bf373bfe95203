"""Who gets through the gate, and who is refused before anything of theirs is read."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto

from bot.channels.refusal import Reason, Refused
from bot.channels.wechat_crypto import MAXIMUM_BODY_BYTES, Credentials, Gate, Vault, sign
from tests.bot.wire_helpers import (
    FOREIGN_CRYPTO,
    KEY,
    PLAIN,
    SAFE,
    gate,
    sealed,
    signed_query,
    tag,
    text_xml,
)


def _refusal(opened: Gate, body: bytes, query: dict[str, str]) -> Reason:
    with pytest.raises(Refused) as refused:
        opened.open_envelope(body, query)
    assert refused.value.status in {403, 413}
    return refused.value.reason


def test_what_the_platform_sealed_is_opened() -> None:
    opened, clock = gate()
    body, query = sealed(text_xml(), clock)
    assert opened.open_envelope(body, query) == text_xml().encode()


def test_what_we_seal_others_can_open() -> None:
    opened, _ = gate()
    reply = opened.seal(text_xml("好的🌾"))
    signature, timestamp, nonce = (tag(reply, name) for name in ("MsgSignature", "TimeStamp", "Nonce"))
    assert FOREIGN_CRYPTO.decrypt_message(reply, signature, timestamp, nonce) == text_xml("好的🌾")


def test_plain_mode_passes_the_body_and_the_reply_through() -> None:
    opened, clock = gate(PLAIN)
    assert opened.open_envelope(b"<xml/>", signed_query(clock)) == b"<xml/>"
    assert opened.seal("<xml/>") == "<xml/>"


@pytest.mark.parametrize("credentials", [SAFE, PLAIN])
def test_the_address_is_verified_in_both_modes(credentials: Credentials) -> None:
    opened, clock = gate(credentials)
    assert opened.echo(signed_query(clock) | {"echostr": "4711"}) == b"4711"
    with pytest.raises(Refused):
        opened.echo(signed_query(clock) | {"echostr": "4711", "signature": "0" * 40})


def test_an_encrypted_echo_is_decrypted() -> None:
    opened, clock = gate()
    query = signed_query(clock)
    echo = Vault(KEY, SAFE.app_id).encrypt(b"4711")
    query |= {"echostr": echo, "msg_signature": sign(SAFE.token, query["timestamp"], query["nonce"], echo)}
    assert opened.echo(query) == b"4711"
    with pytest.raises(Refused):
        opened.echo(query | {"msg_signature": "0" * 40})


@pytest.mark.parametrize("name", ["signature", "msg_signature"])
def test_forged_signatures_are_refused(name: str) -> None:
    opened, clock = gate()
    body, query = sealed(text_xml(), clock)
    wrong = ("0" if query[name][0] != "0" else "1") + query[name][1:]
    assert _refusal(opened, body, query | {name: wrong}) is Reason.BAD_SIGNATURE
    assert _refusal(opened, body, query | {name: "伪造\udcff"}) is Reason.BAD_SIGNATURE


@pytest.mark.parametrize("name", ["signature", "timestamp", "nonce"])
def test_missing_parameters_are_refused(name: str) -> None:
    opened, clock = gate()
    body, query = sealed(text_xml(), clock)
    assert _refusal(opened, body, {key: value for key, value in query.items() if key != name})
    assert _refusal(opened, body, {}) is Reason.MISSING_PARAMETER


@pytest.mark.parametrize(
    ("offset", "passes"), [(-299, True), (299, True), (-301, False), (301, False), (-86400, False)]
)
def test_the_age_counts_in_both_directions(offset: int, passes: bool) -> None:
    opened, clock = gate()
    body, query = sealed(text_xml(), clock, offset)
    if passes:
        assert opened.open_envelope(body, query)
    else:
        assert _refusal(opened, body, query) is Reason.STALE


@pytest.mark.parametrize("timestamp", ["abc", "-5", "1e9", "9" * 400, "１７９５２２２８００"])
def test_odd_timestamps_are_stale(timestamp: str) -> None:
    opened, _ = gate(PLAIN)
    query = {"timestamp": timestamp, "nonce": "n", "signature": sign(SAFE.token, timestamp, "n")}
    assert _refusal(opened, b"<xml/>", query) is Reason.STALE


def test_an_oversized_body_is_refused_first() -> None:
    opened, _ = gate()
    assert _refusal(opened, b"x" * (MAXIMUM_BODY_BYTES + 1), {}) is Reason.TOO_LARGE


def test_a_plain_message_is_refused_in_safe_mode_and_a_sealed_one_in_plain_mode() -> None:
    opened, clock = gate()
    assert _refusal(opened, text_xml().encode(), signed_query(clock)) is Reason.WRONG_MODE
    body, query = sealed(text_xml(), clock)
    assert _refusal(opened, text_xml().encode(), query) is Reason.WRONG_MODE
    opened, clock = gate(PLAIN)
    assert _refusal(opened, body, query) is Reason.WRONG_MODE


def test_another_app_is_refused() -> None:
    opened, clock = gate()
    body, query = sealed(text_xml(), clock, crypto=WeChatCrypto(SAFE.token, KEY, "wxsomebodyelse00"))
    assert _refusal(opened, body, query) is Reason.WRONG_APP


def test_an_envelope_around_a_good_ciphertext_may_hide_nothing() -> None:
    opened, clock = gate()
    body, query = sealed(text_xml(), clock)
    inner = body.removeprefix(b"<xml>").removesuffix(b"</xml>")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><xml>' + inner + b"</xml>"
    assert _refusal(opened, bomb, query) is Reason.FORBIDDEN_XML
    nested = b"<xml>" + inner + b"<a>" * 3000 + b"</a>" * 3000 + b"</xml>"
    assert _refusal(opened, nested, query) is Reason.TOO_COMPLEX
    assert _refusal(opened, b"<xml>" + inner + inner + b"</xml>", query) is Reason.BAD_ENVELOPE
    assert _refusal(opened, b"<xml>" + inner, query) is Reason.BAD_XML
    assert _refusal(opened, b"<xml><Encrypt></Encrypt></xml>", query) is Reason.BAD_ENVELOPE


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_signed_ciphertext_is_opened_or_refused(garbage: bytes) -> None:
    opened, clock = gate()
    query = signed_query(clock)
    ciphertext = base64.b64encode(garbage).decode()
    query["msg_signature"] = sign(SAFE.token, query["timestamp"], query["nonce"], ciphertext)
    assert _refusal(opened, f"<xml><Encrypt>{ciphertext}</Encrypt></xml>".encode(), query)


@given(st.binary(max_size=120), st.integers(0, 119), st.integers(1, 255))
@settings(max_examples=100, deadline=None)
def test_a_changed_frame_never_passes_as_another_message(content: bytes, place: int, change: int) -> None:
    """A frame encrypted with the right key, but cut or altered in its padding and length, is refused or exact."""
    vault = Vault(KEY, SAFE.app_id)
    sealed_bytes = bytearray(base64.b64decode(vault.encrypt(content)))
    sealed_bytes[place % len(sealed_bytes)] ^= change
    try:
        opened = vault.decrypt(base64.b64encode(sealed_bytes).decode())
    except Refused:
        return
    assert len(opened) == len(content)


@given(
    st.dictionaries(st.sampled_from(["signature", "timestamp", "nonce", "msg_signature", "encrypt_type"]), st.text())
)
def test_no_query_gets_through_by_chance(query: dict[str, str]) -> None:
    opened, _ = gate()
    assert _refusal(opened, text_xml().encode(), query)


def test_a_key_of_the_wrong_length_is_an_error_at_the_start() -> None:
    with pytest.raises(ValueError, match="43"):
        Vault("abc", "wx")


def test_secrets_do_not_show() -> None:
    assert SAFE.token not in repr(SAFE)
    assert KEY not in repr(SAFE)
