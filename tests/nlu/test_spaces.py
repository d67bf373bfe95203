"""Who parts words by spaces, as most do on a phone, is understood as who writes commas."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from nlu.labels.features import as_learned
from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))
CORPUS = Path(__file__).parents[2] / "nlu" / "data" / "corpus"


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander.load()


@pytest.mark.parametrize(
    ("text", "learned"),
    [
        ("出发了 大概两个小时", "出发了，大概两个小时"),
        ("第一行\n\n第二行", "第一行，第二行"),
        ("你好？ 在吗", "你好？在吗"),
        ("好的 。 行", "好的。行"),
        ("CT scan 不会用", "ct scan，不会用"),
        ("李子3亩，", "李子0亩"),
    ],
)
def test_one_form(text: str, learned: str) -> None:
    assert as_learned(text) == learned


def test_commas_and_spaces_mean_the_same(understander: Understander) -> None:
    texts = [
        json.loads(line)["text"]
        for name in ("demands_short.jsonl", "dangers_alike.jsonl", "dangers_real.jsonl")
        for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()
    ]
    parted = [text for text in texts if re.search("[\u4e00-\u9fff]，[\u4e00-\u9fff]", text)][:300]
    assert len(parted) > 150
    other = [
        text
        for text in parted
        if understander.understand(text, NOW).intent != understander.understand(text.replace("，", " "), NOW).intent
    ]
    assert len(other) <= len(parted) // 100, other


@pytest.mark.parametrize(
    "text",
    [
        "出门了 大概一个钟头到",
        "来不成了 我爸住院了 改下周",
        "看完了 老师讲得好 谢谢",
        "他八十了 耳朵背 你大声点",
        "核桃树上有虫眼 城口",
        "冷库化霜 水流一地",
        "电机烧了 换了还是跳闸",
        "车坏在路上了 晚点到",
    ],
)
def test_what_is_parted_by_spaces_is_no_danger(understander: Understander, text: str) -> None:
    found = understander.understand(text, NOW)
    assert found.intent != "emergency"
    assert found.hazard is None


@pytest.mark.parametrize(
    "text",
    [
        "老汉 倒在猪圈头 喊不答应了",
        "两个人下窖子 都没上来",
        "娃儿抽筋 翻白眼 口吐白沫",
        "水涨到二楼了 我们在楼顶",
        "我姐 吃了一瓶安眠药 叫不醒",
    ],
)
def test_dangers_parted_by_spaces_are_dangers(understander: Understander, text: str) -> None:
    assert understander.understand(text, NOW).intent == "emergency"
