"""Who writes what: one new demand in ten over a pool of 3,000, the rest small talk, lists, answers and redeliveries."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

from bench.pool import read_experts, read_needs
from bench.wire import request, text_message

ASKERS, EXPERTS, NEWCOMERS = 1_500, 100, 1_500
SEED = 11
BEHIND = 200  # how many messages later a delivery comes again
PLACES = "奉节县 巫山县 云阳县 开州区 万州区 梁平区 合川区 璧山区 眉山东坡区 雅安雨城区 合江县 巴中恩阳区".split()
PROGRESS = ("进度", "我那个事情办得咋样了", "专家什么时候来", "进度", "我的信息", "宣讲", "帮助")
LISTS = ("榜单", "榜单 果树", "我的任务", "榜单 农业", "有没有新的单子")
TALK = (
    *("你好", "谢谢", "谢谢老师", "好的", "晓得了", "嗯嗯", "麻烦你们了", "在吗", "早上好", "收到", "辛苦了", "再见"),
    *(
        "好的，我再看看",
        "可以",
        "不用了",
        "要得",
        "你是机器人吗",
        "太感谢你们了",
        "哈哈",
        "是的",
        "对头",
        "没有",
        "随便",
    ),
    *("我姓李，就在镇上", "大概有二十多亩", "就在奉节县白帝镇", "下午都有空", "已经好些天了", "电话打得通"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One message of one person."""

    openid: str
    text: str


def demand_texts() -> list[str]:
    """Needs in plain words, each from a place."""
    _, numbers = read_experts()
    needs = [need.text for need in read_needs(numbers) if need.half == "open" and need.grades]
    chance = random.Random(SEED)
    return [f"{place}，{need}" for need in needs for place in chance.sample(PLACES, 4)]


def lines(size: int, seed: int = SEED) -> list[Line]:
    """New messages in the shares that were asked for, redeliveries not among them: 10, 30 and 40 of 80."""
    chance = random.Random(seed)
    needs = demand_texts()
    made = []
    for _ in range(size):
        dice = chance.random() * 80
        if dice < 10:
            made.append(Line(_newcomer(chance), chance.choice(needs)))
        elif dice < 30:
            made.append(Line(_asker(chance), chance.choice(PROGRESS)))
        elif dice < 40:
            made.append(Line(f"bench-expert-{chance.randrange(EXPERTS)}", chance.choice(LISTS)))
        else:
            made.append(Line(_asker(chance) if chance.random() < 0.7 else _newcomer(chance), chance.choice(TALK)))
    return made


def _asker(chance: random.Random) -> str:
    return f"bench-asker-{chance.randrange(ASKERS)}"


def _newcomer(chance: random.Random) -> str:
    return f"bench-newcomer-{chance.randrange(NEWCOMERS)}"


def deliveries(size: int, seed: int = SEED) -> tuple[list[bytes], int]:
    """`size` requests, a fifth of them redeliveries of earlier ones; and how many messages they hold."""
    chance = random.Random(seed)
    at = int(time.time())
    fresh = [
        text_message(line.openid, line.text, seed * 10**9 + number, at) for number, line in enumerate(lines(size, seed))
    ]
    sent: list[str] = []
    used = 0
    for _ in range(size):
        if len(sent) > BEHIND and chance.random() < 0.2 * size / (size - BEHIND):
            sent.append(sent[-BEHIND])
        else:
            sent.append(fresh[used])
            used += 1
    return [request(xml) for xml in sent], used
