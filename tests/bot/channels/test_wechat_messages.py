"""Every kind of message and event becomes an `Incoming`; whatever else comes in is refused and nothing more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.refusal import Reason, Refused
from bot.channels.wechat_messages import read_message
from bot.stand_in.wire_xml import Fields, PushWriter, popup
from domain.message import GeoPoint, Incoming, MediaReference, Sender
from tests.bot.wire_helpers import text_xml

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
WRITER = PushWriter("gh_account")
APP = "wx0123456789abcdef"


def _message(kind: str, fields: Fields) -> Incoming:
    return read_message(WRITER.message("o_farmer", kind, AT, fields).xml.encode(), APP)


def _event(event: str, fields: Fields) -> Incoming:
    return read_message(WRITER.event("o_farmer", event, AT, fields).xml.encode(), APP)


def _refusal(xml: bytes) -> Reason:
    with pytest.raises(Refused) as refused:
        read_message(xml, APP)
    return refused.value.reason


def test_a_text() -> None:
    incoming = read_message(text_xml("我家李子\n落果了🍑", "77").encode(), APP)
    assert incoming.sender == Sender("wechat", APP, "o_farmer")
    assert (incoming.kind, incoming.text, incoming.key) == ("text", "我家李子\n落果了🍑", "m:77:o_farmer")
    assert incoming.at == datetime.fromtimestamp(1795222800, UTC)
    assert incoming.fields["ToUserName"] == "gh_account"
    assert not incoming.is_event


def test_no_text_is_longer_and_no_gap_wider_than_anybody_writes() -> None:
    whole = "花椒叶子发黄" + " \n" * 5 + "，酉阳"
    assert _message("text", {"Content": whole}).text == whole
    assert _message("text", {"Content": "花椒" * 1_024}).text == "花椒" * 1_024
    assert len(_message("text", {"Content": "花椒" * 9_000}).text) == 4_000
    for gap in (" ", "\n", "\u3000", " \t", "，", "。", "?"):
        assert _message("text", {"Content": f"花椒{gap * 9_000}酉阳"}).text == f"花椒{gap[0]}酉阳"


def test_media() -> None:
    image = _message("image", {"PicUrl": "http://example.org/p", "MediaId": "i1"})
    assert image.media == (MediaReference("image", "i1", "http://example.org/p"),)
    voice = _message("voice", {"MediaId": "v1", "Format": "amr"})
    assert (voice.media, voice.text) == ((MediaReference("voice", "v1", format="amr"),), "")
    assert _message("voice", {"MediaId": "v1", "Recognition": "李子落果"}).text == "李子落果"
    assert _message("shortvideo", {"MediaId": "f1", "ThumbMediaId": "t1"}).media == (MediaReference("video", "f1"),)
    assert _message("video", {"MediaId": "f1"}).kind == "video"


def test_place_and_link() -> None:
    place = _message("location", {"Location_X": 30.5, "Location_Y": 109.25, "Scale": 16, "Label": "奉节县草堂镇"})
    assert (place.kind, place.point) == ("location", GeoPoint(30.5, 109.25, "奉节县草堂镇"))
    link = _message("link", {"Title": "政策", "Description": "补贴", "Url": "https://example.org"})
    assert link.text == "政策\n补贴\nhttps://example.org"


@pytest.mark.parametrize("latitude", ["nan", "inf", "north", "91", ""])
def test_a_nonsense_place_does_not_lose_the_message(latitude: str) -> None:
    incoming = _message("location", {"Location_X": latitude, "Location_Y": "109", "Label": "x"})
    assert (incoming.kind, incoming.point) == ("location", None)


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("subscribe", "subscribe"),
        ("unsubscribe", "unsubscribe"),
        ("SCAN", "scan"),
        ("LOCATION", "location_report"),
        ("CLICK", "click"),
        ("VIEW", "view"),
        ("TEMPLATESENDJOBFINISH", "template_result"),
        ("subscribe_msg_popup_event", "subscribe_popup"),
        ("subscribe_msg_sent_event", "subscribe_sent"),
        ("subscribe_msg_change_event", "subscribe_change"),
        ("debut_of_next_year", "unknown"),
        ("", "unknown"),
    ],
)
def test_events(event: str, kind: str) -> None:
    incoming = _event(event, {"EventKey": "demand"})
    assert (incoming.kind, incoming.scene, incoming.is_event) == (kind, "demand", True)


def test_what_events_carry() -> None:
    assert _event("subscribe", {"EventKey": "qrscene_base_3"}).scene == "base_3"
    assert _event("LOCATION", {"Latitude": 30.5, "Longitude": 109.25}).point == GeoPoint(30.5, 109.25)
    assert _event("TEMPLATESENDJOBFINISH", {"MsgID": 9, "Status": "failed:user block"}).fields["message_id"] == "9"
    consent = _event("subscribe_msg_popup_event", popup(["t1", "t2"], ["t3"])).fields
    assert (consent["accepted"], consent["rejected"]) == ("t1,t2", "t3")
    entry: Fields = {"TemplateId": "t1", "MsgID": 8, "ErrorCode": 43101, "ErrorStatus": "refused"}
    sent = _event("subscribe_msg_sent_event", {"SubscribeMsgSentEvent": {"List": entry}}).fields
    assert (sent["template_id"], sent["message_id"], sent["errcode"]) == ("t1", "8", "43101")


def test_an_unknown_kind_of_message_arrives_as_unknown() -> None:
    incoming = _message("hologram", {"MediaId": "h1", "Depth": 3})
    assert (incoming.kind, incoming.media, incoming.fields["Depth"]) == (
        "unknown",
        (MediaReference("file", "h1"),),
        "3",
    )


def test_a_redelivery_has_the_same_key_and_another_event_another() -> None:
    push = WRITER.event("o_farmer", "CLICK", AT, {"EventKey": "a"})
    first, again = (read_message(push.xml.encode(), APP) for _ in range(2))
    others = [
        _event("CLICK", {"EventKey": "b"}),
        _event("VIEW", {"EventKey": "a"}),
        _event("LOCATION", {}),
        _event("unsubscribe", {}),
        _event("TEMPLATESENDJOBFINISH", {"MsgID": 1}),
        _event("TEMPLATESENDJOBFINISH", {"MsgID": 2}),
        read_message(WRITER.event("o_farmer", "CLICK", AT.replace(second=1), {"EventKey": "a"}).xml.encode(), APP),
        read_message(WRITER.event("o_other", "CLICK", AT, {"EventKey": "a"}).xml.encode(), APP),
    ]
    assert first.key == again.key
    assert len({first.key, *(other.key for other in others)}) == len(others) + 1


def test_keys_stay_short() -> None:
    assert len(_event("VIEW", {"EventKey": "https://example.org/" + "x" * 2000}).key) < 200


def test_a_message_without_a_number_is_known_by_its_content() -> None:
    xml = text_xml().replace("<MsgId>23456789</MsgId>", "")
    assert read_message(xml.encode(), APP).key == read_message(xml.encode(), APP).key
    assert read_message(xml.replace("落果", "裂果").encode(), APP).key != read_message(xml.encode(), APP).key


def test_number_nought_is_no_number() -> None:
    first, second = text_xml("落果", "0").encode(), text_xml("裂果", "0").encode()
    assert read_message(first, APP).key == read_message(first, APP).key != read_message(second, APP).key


def test_two_people_never_share_a_key() -> None:
    mine = text_xml("落果", "77")
    assert read_message(mine.replace("o_farmer", "o_other").encode(), APP).key != read_message(mine.encode(), APP).key


def test_control_characters_and_broken_bytes_are_dropped_not_refused() -> None:
    assert read_message(text_xml("落\x00\x08\x0b\x1f\ufffe果").encode(), APP).text == "落果"
    broken = text_xml("落X果").encode().replace(b"X", b"\xff\xed\xa0\x80")
    assert read_message(broken, APP).text.startswith("落")


def test_marks_that_nobody_sees_get_no_further() -> None:
    hidden = "\u202e花椒\u200b落叶\u2069👨\u200d🌾\ufeff"
    assert _message("text", {"Content": hidden}).text == "花椒落叶👨\u200d🌾"
    place = _message("location", {"Location_X": 30.5, "Location_Y": 109.25, "Label": "\u202e竹园镇" + "x" * 9_000})
    assert place.point is not None
    assert place.point.label.startswith("竹园镇x")
    assert len(place.point.label) == 200


def test_markup_in_a_text_stays_text() -> None:
    assert read_message(text_xml("<b>&amp;</b><script>").encode(), APP).text == "<b>&amp;</b><script>"
    assert _message("text", {"Content": "a]]>b"}).text == "a]]>b"


def test_a_second_sender_smuggled_in_is_refused() -> None:
    smuggled = text_xml("x]]></Content><FromUserName><![CDATA[o_admin]]></FromUserName><Content><![CDATA[")
    assert _refusal(smuggled.encode()) is Reason.BAD_FIELD


@pytest.mark.parametrize("more", ["<Content>zwei</Content>", "<EventKey><a>1</a></EventKey>", "<MsgId>1</MsgId>"])
def test_what_may_stand_once_stands_once(more: str) -> None:
    assert _refusal(text_xml().replace("</xml>", more + "</xml>").encode()) is Reason.BAD_FIELD


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><xml><Content>&b;&b;</Content></xml>'


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (BOMB, Reason.FORBIDDEN_XML),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml><a>1</a></xml>', Reason.FORBIDDEN_XML),
        (b"<xml>" + b"<a>" * 9000 + b"</a>" * 9000 + b"</xml>", Reason.TOO_COMPLEX),
        (b"<xml>" + b"<a>" * 20 + b"</a>" * 20 + b"</xml>", Reason.TOO_COMPLEX),
        (b"<xml>" + b"<a/>" * 9000 + b"</xml>", Reason.TOO_COMPLEX),
        (b"<xml><a>&undefined;</a></xml>", Reason.BAD_XML),
        (b"", Reason.BAD_XML),
        (b"{}", Reason.BAD_XML),
        (b"<xml>text</xml>", Reason.BAD_XML),
        (b"<xml/>", Reason.BAD_XML),
        (b"<xml><a>1</a>", Reason.BAD_XML),
        (b"<xml><a>1</a></xml>", Reason.BAD_FIELD),
    ],
)
def test_bad_parcels(xml: bytes, reason: Reason) -> None:
    assert _refusal(xml) is reason


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1795222800", "soon"),
        ("1795222800", "-1"),
        ("1795222800", "9" * 30),
        ("1795222800", "１"),
        ("o_farmer", ""),
        ("o_farmer", "o' OR 1=1"),
        ("o_farmer", "o" * 65),
        ("23456789", "x" * 65),
        ("<![CDATA[text]]>", ""),
    ],
)
def test_bad_fields(old: str, new: str) -> None:
    assert _refusal(text_xml().replace(old, new).encode()) is Reason.BAD_FIELD


NAMES = st.sampled_from(
    ["ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "Event", "EventKey", "List", "TemplateId", "a"]
)
VALUES = st.one_of(st.text(max_size=20), st.sampled_from(["event", "text", "location", "1795222800", "accept"]))
TREES = st.recursive(
    VALUES.map(lambda value: value.replace("<", "").replace("&", "").replace("]]>", "")),
    lambda inner: st.lists(st.tuples(NAMES, inner), max_size=6).map(
        lambda items: "".join(f"<{name}>{value}</{name}>" for name, value in items)
    ),
    max_leaves=30,
)


@given(TREES)
@settings(max_examples=200, deadline=None)
def test_no_tree_raises_anything_but_refused(content: str) -> None:
    _reads_or_refuses(f"<xml>{content}</xml>".encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=400))
@example(b"\xef\xbb\xbf<xml><a>1</a></xml>")
@example('<?xml version="1.0" encoding="utf-16"?><xml><a>1</a></xml>'.encode("utf-16"))
@example(b'<?xml version="1.0" encoding="GBK"?><xml><a>1</a></xml>')
@settings(max_examples=200, deadline=None)
def test_no_bytes_raise_anything_but_refused(body: bytes) -> None:
    _reads_or_refuses(body)


@given(st.integers(0, 400), st.binary(max_size=6))
@settings(max_examples=200, deadline=None)
def test_no_damage_raises_anything_but_refused(place: int, damage: bytes) -> None:
    whole = text_xml().encode()
    _reads_or_refuses(whole[:place] + damage + whole[place + 1 :])


def _reads_or_refuses(body: bytes) -> None:
    try:
        incoming = read_message(body, APP)
    except Refused:
        return
    assert incoming.sender.openid
    assert len(incoming.key) < 256
