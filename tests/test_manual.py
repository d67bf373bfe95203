"""The manual for staff stays true: every command and every form is there, and each example is read as that command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handlers.commands.reading import read_command
from handlers.commands.table import COMMANDS, by_name

MANUAL = Path(__file__).parent.parent / "docs" / "manual.zh.md"
CODE = re.compile(r"`([^`]+)`")
CONTRACT = (
    """
进度|进度 12|修改 12|撤回 12|转人工|帮助|我的信息|导出我的信息|删除我的信息
榜单|榜单 农业|看 12|揭榜 12|揭榜 12 正好在奉节|问 12|答 12|婉拒 12|完成 12
请假 到12月5日|销假|我的任务|约 12 周六上午9点 现场|改约 12|取消约 12
同意 12|不行 12|评价 12 5|留言 12|待办|查 12|发布 12|派单 12|改 12 领域=果树
督办|办结 12|退回 12|添加宣讲|添加专家|统计|统计 本月|统计 本周|统计 今年
代录|命令|绑定|解绑|宣讲|报名 3|取消报名 3|签到 3
""".strip()
    .replace("\n", "|")
    .split("|")
)


def rows() -> list[tuple[str, str, list[str]]]:
    """Usage, what one wants, and the examples of every row of the command tables."""
    chapter = MANUAL.read_text(encoding="utf-8").split("\n## ")[2]
    cells = [re.split(r"(?<!\\)\|", line)[1:4] for line in chapter.splitlines() if line.startswith("| ")]
    found = [(CODE.search(usage), wish.strip(), CODE.findall(examples)) for wish, examples, usage in cells]
    return [(usage[1].replace("\\|", "|"), wish, examples) for usage, wish, examples in found if usage]


ROWS = rows()
EXAMPLES = [example for _, _, examples in ROWS for example in examples]


def test_every_registered_command_has_its_row() -> None:
    assert [usage for usage, _, _ in ROWS if [row[0] for row in ROWS].count(usage) > 1] == []
    assert {command.usage for command in COMMANDS} == {usage for usage, _, _ in ROWS}


@pytest.mark.parametrize(("usage", "wish", "examples"), ROWS, ids=[row[0] for row in ROWS])
def test_each_example_is_read_as_its_command(usage: str, wish: str, examples: list[str]) -> None:
    assert wish
    assert examples
    for example in examples:
        read = read_command(example)
        assert read is not None, example
        command, given = read
        assert command.usage == usage, example
        rest = example.removeprefix(command.name).strip()
        assert bool(rest) == (given.number is not None or bool(given.rest)), example


@pytest.mark.parametrize("form", CONTRACT)
def test_every_form_of_the_contract_has_an_example(form: str) -> None:
    assert any(example == form or example.startswith(f"{form} ") for example in EXAMPLES)


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_a_command_s_own_example_is_read_as_it(name: str) -> None:
    command = by_name(name)
    read = read_command(command.example)
    assert read is not None
    assert read[0] is command


def test_commands_spoken_of_elsewhere_are_commands() -> None:
    """`查 12` in a paragraph is held to the same as in the tables."""
    text = MANUAL.read_text(encoding="utf-8").split("\n## 六")[0]
    names = {command.name for command in COMMANDS}
    spoken = [words for words in CODE.findall(text) if words.split()[0] in names]
    assert len(spoken) > len(names)
    for words in spoken:
        if not re.search(r"[\[（]|编号|事项号|内容|…", words):
            assert read_command(words) is not None, words
