"""Each example of the manual is sent to the running service by somebody who may: it is taken as meant and answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from handlers.commands.reading import read_command
from handlers.commands.table import EXPERTS, STAFF
from tests.scenarios.harness import Story, number_in, story
from tests.test_manual import EXAMPLES

PARTING = frozenset({"婉拒", "交回", "办结", "退回", "取消宣讲", "撤回", "解绑", "删除我的信息", "删除词条"})
LOST = ("没太听懂", "才能用", "请带上编号", "没有找到", "出了点问题")
PLUMS = "脆李裂果，奉节白帝镇，想请专家看看"
NUMBER = re.compile(r"(?<= )\d+(?= |$)")


def examples_for(who: str, *, is_parting: bool) -> Iterator[str]:
    """What this person sends; what ends things comes when everybody has said the rest."""
    for example in EXAMPLES:
        command, _ = read_command(example) or (None, None)
        assert command is not None
        sender = "boss" if command.roles & STAFF else "li" if command.roles & EXPERTS else "farmer"
        if sender == who and (command.name in PARTING) is is_parting:
            yield example


async def send_all(tale: Story, who: str, numbers: dict[str, int], *, is_parting: bool) -> dict[str, str]:
    """The answers to everything this person sends, with the numbers of things that exist."""
    answers = {}
    for example in examples_for(who, is_parting=is_parting):
        sent = NUMBER.sub(lambda found: str(numbers.get(found[0], found[0])), example, count=1)
        answers[sent] = await tale.say(who, sent)
    return answers


def lost(answers: dict[str, str]) -> dict[str, str]:
    """Those that were not taken as meant."""
    return {sent: answer for sent, answer in answers.items() if not answer or any(words in answer for words in LOST)}


async def test_every_example_is_answered(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        await tale.expert("li", "李明华", fields=("果树",), skills=("脆李栽培", "李属裂果防控"), place_code="500236")
        await tale.expert("wang", "王建国", unit="奉节县农业农村委", fields=("果树",), skills=("脆李栽培",))
        await tale.say("boss", "添加宣讲 脆李冬季管护；12月1日上午9点；白帝镇文化中心；奉节果农")
        await tale.say("boss", "是")
        no = number_in(await tale.say("farmer", PLUMS))
        listed = re.search(r"(\d+)\. 脆李", await tale.say("farmer", "宣讲"))
        assert listed
        numbers = {"12": no, "3": int(listed[1])}
        staff: dict[str, str] = {}
        for is_parting in (False, True):
            assert lost(await send_all(tale, "li", numbers, is_parting=is_parting)) == {}
            assert lost(await send_all(tale, "farmer", numbers, is_parting=is_parting)) == {}
            staff |= lost(await send_all(tale, "boss", numbers, is_parting=is_parting))
        merging = {sent: answer for sent, answer in staff.items() if sent.startswith("合并专家")}
        assert all("没有找到叫" in answer for answer in merging.values()), "only the second expert does not exist"
        tasks = {sent: answer for sent, answer in staff.items() if sent not in merging}
        assert {sent.split()[0] for sent in tasks} <= {"听", "回复", "办了", "通过", "驳回"}, tasks
        assert all("7 号事项" in answer for answer in tasks.values()), "only the line of the list does not exist"
