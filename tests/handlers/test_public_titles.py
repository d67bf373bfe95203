"""What everybody may read of a demand: crop and trouble, never village, person, phone or acreage."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.demands import Demand
from handlers.offering import public


def title(summary: str, town: str | None = None) -> str:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return public.title(Demand("重庆", 1, summary, summary, at, at, town=town, second="果树"))


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        ("浣花村张大爷的脆李裂果", "脆李裂果"),
        ("六合村3组李二娃的羊拉稀", "羊拉稀"),
        ("三沱村果农刘正兴种的脐橙落果严重", "脐橙落果严重"),
        ("龙井村的李师傅家柑橘黄龙病", "柑橘黄龙病"),
        ("王建国家的猪不吃食", "猪不吃食"),
        ("老秦的鱼塘缺氧", "鱼塘缺氧"),
        ("张家湾社区的居民楼漏水", "居民楼漏水"),
        ("30多亩柑橘黄化", "柑橘黄化"),
        ("水稻有五十亩稻瘟病", "水稻稻瘟病"),
        ("脆李裂果，联系13812345678", "脆李裂果，联系（电话已隐去）"),
        ("浣花村", "果树"),
    ],
)
def test_what_is_private_is_left_out(summary: str, shown: str) -> None:
    assert title(summary) == shown


PUBLIC = """
脆李裂果 黄叶的柑橘救不救 社区医院想请专家讲高血压 农村电商怎么做 村民养的鸡死了 班主任管理培训 石榴树黄化
何首乌烂根 高粱倒伏 猪拉稀死了两头 白菜软腐病的防治 黄桃的炭疽病 许多的果子裂了 病人家属沟通培训 马铃薯晚疫病
村小想请老师讲科普
"""


@pytest.mark.parametrize("summary", PUBLIC.split())
def test_what_is_not_private_stays(summary: str) -> None:
    assert title(summary) == summary


def test_the_town_is_left_out() -> None:
    assert title("白帝镇脆李裂果", "白帝镇") == "脆李裂果"


@pytest.mark.parametrize(
    "summary", ["想请语文老师讲阅读", "想请天文老师来办讲座", "村里的拱桥裂缝", "村口的路灯不亮", "人文老师想学剪辑"]
)
def test_a_surname_within_another_word_is_none(summary: str) -> None:
    assert title(summary) == summary


def test_who_stands_behind_an_office_is_left_out() -> None:
    assert title("班主任钱老师说网断了") == "班主任说网断了"
