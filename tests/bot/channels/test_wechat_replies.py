"""A reply always fits, stays well-formed and never cuts through what a person sees as one character."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.texts import clip
from bot.channels.wechat_replies import CUT_HINT, MAXIMUM_TEXT_BYTES, SUCCESS, fit_text, text_reply
from bot.channels.xml_tree import read_tree

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def _content(text: str) -> str:
    fields = dict(read_tree(text_reply("o_farmer", "gh_account", text, AT).encode()))
    assert fields["ToUserName"] == "o_farmer"
    assert fields["FromUserName"] == "gh_account"
    assert fields["CreateTime"] == str(int(AT.timestamp()))
    content = fields["Content"]
    assert isinstance(content, str)
    return content


@pytest.mark.parametrize("text", ["好的 #12", "<b>&amp;", "a]]>b]]>", "]]]]>>", "一\n二\t三", "🧑‍🌾🇨🇳"])
def test_a_text_arrives_unchanged(text: str) -> None:
    assert _content(text) == text


def test_forbidden_characters_are_dropped() -> None:
    assert _content("落\x00\x07果\ud800\uffff") == "落果"


@pytest.mark.parametrize(
    ("said", "arrives"),
    [
        ('带话：<a href="http://x.example/">领补贴</a>', '带话：＜a href="http://x.example/">领补贴＜/a>'),
        ("<A\thref='weixin://x'>看</ a>", "＜A\thref='weixin://x'>看＜/ a>"),
        ("pH<7，a<b，<article>", "pH<7，a<b，<article>"),
    ],
)
def test_nobody_puts_a_link_into_what_the_account_says(said: str, arrives: str) -> None:
    assert _content(said) == arrives


def test_what_turns_the_letters_around_is_dropped() -> None:
    assert _content("\u202e李老师\u202c\u200b 明天\u2067到\ufeff") == "李老师 明天到"


@pytest.mark.parametrize("text", ["", " \n", "\x00", "\u202e\u200b"])
def test_nothing_to_say_is_success(text: str) -> None:
    assert text_reply("o_farmer", "gh_account", text, AT) == SUCCESS


@given(st.text(min_size=1))
def test_any_text_makes_a_well_formed_reply(text: str) -> None:
    reply = text_reply("o_farmer", "gh_account", text, AT)
    assert reply == SUCCESS or len(_content(text).encode()) <= MAXIMUM_TEXT_BYTES


def test_a_long_text_is_cut_at_a_line_and_says_so() -> None:
    lines = "\n".join(f"{number}. 奉节县脆李落果裂果请专家看看" for number in range(100))
    cut = fit_text(lines)
    assert len(cut.encode()) <= MAXIMUM_TEXT_BYTES
    assert cut.endswith("\n" + CUT_HINT)
    assert all(line in lines.split("\n") for line in cut.split("\n")[:-1])
    assert len(cut.encode()) > MAXIMUM_TEXT_BYTES - 200


@pytest.mark.parametrize("emoji", ["🧑‍🌾", "👍🏽", "🇨🇳", "❤️", "1️⃣", "👨‍👩‍👧‍👦", "é"])
@pytest.mark.parametrize("shift", range(12))
def test_an_emoji_is_kept_whole_or_dropped(emoji: str, shift: int) -> None:
    cut = clip("a" * shift + emoji * 200, 150, "…")
    kept = cut.removesuffix("\n…").removeprefix("a" * shift)
    assert kept == emoji * (len(kept) // len(emoji))
    assert len(cut.encode()) <= 150


@given(st.text(), st.integers(0, 60))
def test_a_clip_is_a_beginning_within_the_limit(text: str, limit: int) -> None:
    text = text.encode("utf-8", "ignore").decode()
    cut = clip(text, limit)
    assert len(cut.encode()) <= limit
    assert text.startswith(cut)
