"""Forms with spaces inside a name or brackets around their parts are the same forms; the brackets of a text stay."""

from __future__ import annotations

import pytest

from handlers.commands.reading import read_command
from handlers.commands.table import COMMANDS, Command

LONG = [command for command in COMMANDS if len(command.name) > 1]


@pytest.mark.parametrize("command", LONG, ids=[command.name for command in LONG])
def test_a_space_inside_the_name_changes_nothing(command: Command) -> None:
    name = command.name
    spaced = command.example.replace(name, " ".join(name), 1)
    assert read_command(spaced) == read_command(command.example)


@pytest.mark.parametrize(
    ("text", "name", "number", "rest"),
    [
        ("【榜单】农业", "榜单", None, "农业"),
        ("【揭榜】【12】", "揭榜", 12, ""),
        ("揭榜（12）", "揭榜", 12, ""),
        ("约【12】周六上午９点 现场", "约", 12, "周六上午９点 现场"),
        ("【留言】12 【重要】带样品", "留言", 12, "【重要】带样品"),
        ("留言 12 【重要】带样品", "留言", 12, "【重要】带样品"),
    ],
)
def test_brackets_around_a_part(text: str, name: str, number: int | None, rest: str) -> None:
    found = read_command(text)
    assert found is not None
    assert (found[0].name, found[1].number, found[1].rest) == (name, number, rest)


@pytest.mark.parametrize("text", ["[微笑]李子裂口", "《高企认定》怎么报", "[抱拳]", "我 的 李子裂了"])
def test_prose_in_brackets_or_with_gaps_is_no_form(text: str) -> None:
    assert read_command(text) is None
