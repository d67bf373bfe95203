"""Blows at home, intruders, who has not come back and what is about to burst are dangers; what sounds alike is none."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander.load()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("屋头的又喝醉了打我 我不敢回去", "violence"),
        ("公公拿扁担打我妈 你们来个人嘛", "violence"),
        ("她遭前夫打得满脸青", "violence"),
        ("他喊起要砍死我们一家", "violence"),
        ("有个醉汉在砸我家门", "violence"),
        ("两个生产队打起来了 捏起锄头", "violence"),
        ("我外婆有点痴呆 天黑了还没归屋", "missing"),
        ("锅炉温度还在往上飙 停不下来", "unstable"),
        ("堡坎掏空了 房子悬起半截", "unstable"),
        ("三轮车翻到沟里 我爸压在下头", "injury"),
        ("烤了盆炭火睡的 现在脑壳昏想吐", "fumes"),
        ("血压高到两百二 头痛得要炸", "collapse injury stroke heart"),
    ],
)
def test_the_danger_has_its_name(understander: Understander, text: str, name: str) -> None:
    found = understander.understand(text, NOW)
    assert found.intent == "emergency"
    assert found.hazard in name.split()


@pytest.mark.parametrize(
    "text",
    [
        "我老公打了两遍波尔多液还是掉叶",
        "邻居打我电话说你们能请专家",
        "我爸打米的机器响得很",
        "遭老板打了张欠条 两年没给钱",
        "被客户打了差评 咋个申诉",
        "镇妇联想请律师讲反家暴",
        "打死都不养鸭子了 亏惨了",
        "公鸡打架把鸡冠啄烂了",
        "小偷上个月偷了我家两只羊 想装监控",
        "儿子出门打工 一年没回家 田没人种",
        "锅炉压力上不去 蒸汽不够",
        "灶烧不旺 烟往屋里灌",
        "畜牧站喊我把死猪埋了 埋好深要得",
    ],
)
def test_what_sounds_alike_is_none(understander: Understander, text: str) -> None:
    assert understander.understand(text, NOW).intent != "emergency"


@pytest.mark.parametrize("text", ["屋头的鸭子死了三百只 怕是瘟", "猪像是发瘟了 接连倒了几头", "鹅一晚上死了五十只"])
def test_a_plague_is_suspected(understander: Understander, text: str) -> None:
    assert understander.understand(text, NOW).hazard == "animal_epidemic"


@pytest.mark.parametrize("text", ["大热天停电 闷死了两百只鸡", "黄鼠狼一晚上咬死三十只鸡", "辣椒苗全瘟了", "真是瘟神"])
def test_what_is_no_plague(understander: Understander, text: str) -> None:
    assert understander.understand(text, NOW).hazard != "animal_epidemic"
