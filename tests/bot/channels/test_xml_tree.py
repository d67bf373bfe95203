"""The short way through flat messages reads what expat reads, and takes nothing that expat refuses."""

from __future__ import annotations

import string
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import xml_tree
from bot.channels.refusal import Refused

NAMES = st.text(string.ascii_letters + string.digits + "_", min_size=1, max_size=6)
WORDS = st.text(st.sampled_from("ab ]>[<&!/\r\n\t中😀;xml"), max_size=12) | st.text(max_size=8)
LEAVES = st.tuples(NAMES, WORDS, st.booleans())
PIECES = st.sampled_from(
    [
        "<xml>",
        "</xml>",
        "<a>",
        "</a>",
        "<a ",
        "/>",
        "<![CDATA[",
        "]]>",
        "]",
        "&amp;",
        "&",
        " ",
        "\r\n",
        "中",
        "x",
        "<!--",
    ]
)


def by_expat(body: bytes) -> object:
    try:
        return xml_tree._read_any(xml_tree._clean(body).encode())
    except Refused:
        return "refused"


def by_both(body: bytes) -> object:
    try:
        return xml_tree.read_tree(body)
    except Refused:
        return "refused"


@given(st.lists(LEAVES, max_size=6), st.sampled_from(["", "\n", " \r\n"]))
def test_messages_as_the_platform_sends_them(leaves: list[tuple[str, str, bool]], gap: str) -> None:
    parts = [
        f"<{name}><![CDATA[{words}]]></{name}>" if is_marked else f"<{name}>{words}</{name}>"
        for name, words, is_marked in leaves
    ]
    body = f"<xml>{gap}{gap.join(parts)}{gap}</xml>{gap}".encode("utf-8", "replace")
    assert by_both(body) == by_expat(body)


@given(st.lists(PIECES, max_size=14))
def test_whatever_else_comes(pieces: list[str]) -> None:
    body = "".join(["<xml>", *pieces, "</xml>"]).encode()
    assert by_both(body) == by_expat(body)


@pytest.mark.parametrize("count", [254, 255, 256, 300])
def test_the_limit_of_elements_is_the_same(count: int) -> None:
    body = b"<xml>" + b"<a>1</a>" * count + b"</xml>"
    assert by_both(body) == by_expat(body)


def test_a_flat_message_needs_no_expat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expat, "ParserCreate", None)
    assert xml_tree.read_tree(b"<xml>\n<A><![CDATA[a]]b]]></A><B>7</B><C></C></xml>") == [
        ("A", "a]]b"),
        ("B", "7"),
        ("C", ""),
    ]
