"""Which demand is meant, by the forms people use: each form with small, large, full-width and Chinese numbers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from nlu.entities import read_demand_no
from nlu.text.normalise import normalise
from nlu.times import read_times

ORDERS_AND_DAYS = Path(__file__).parent / "data" / "orders_and_days.tsv"  # 15号给我 and 15号给我打电话
NOW = datetime.fromisoformat("2026-11-21T10:00:00+08:00")

# 4 and 26 might be days of a month, 40, 53 and 318 cannot
WRITTEN = {
    "4": 4,
    "26": 26,
    "53": 53,
    "318": 318,
    "２６": 26,
    "二十六": 26,
    "五十三": 53,
    "四十": 40,
    "三百一十八": 318,
}
FIGURES = {key: value for key, value in WRITTEN.items() if (value == 26 and key != "二十六") or key in {"4", "318"}}

WITH_ANY_NUMBER = """
#{} 到哪步了 | {}号单有下文没 | {}号单子我撤了 | {}号那个单子催一下 | {}号需求改一下亩数 | {}号诉求没人理
我那个{}号的单子啷个样了
单号{}查一下 | 单号是{} | 编号{} | 编号为{}的需求 | 第{}号需求 | 第{}号我接 | 进度 {} | 进度:{} | 揭榜 {}
撤回 {} | 催办 {} | 认领{}号 | 查看{}号
{}号咋样了 | {}号现在有消息没 | {}号怎么还没动静 | {}号办到哪步了 | {}号安排好没有 | {}号有人接没得
{}号没得人管 | {}号处理得如何
{}号我不接 | {}号接不了 | {}号归我 | {}号婉拒 | {}号不擅长 | {}号派给王老师 | 把{}号转给骨科 | {}号不需要了
{}号作废
{}号的专家迟到了 | {}号里头写的啥 | {}号是什么情况 | {}号数量写错了 | {}号给满分 | {}号五星 | 对{}号不满意
{}号服务太差，给一分
我提的{}号呢
"""
WITH_FIGURES = """
{}怎么样了 | {}那个有回音没 | {}这个我不接 | {}详情 | {}呢 | {}已办结 | {}讲完了 | {} 四星 | {}我来 | {}这单归我
那个{}还没人接
{}和54都推了 | {}、77两单我来 | {}跟9一起撤了 | {}号和60号都认领 | 问{}：几年了 | 答{}：先排水 | 回复{}，明天到
{}的专家是谁 | {}好久来人 | {}催一下 | {}加急 | {}补充一下，在万州 | {}改到周日 | {}约在后天上午 | {}打5分 | {}#进度
把{}撤了 | 给{}打四星 | 在{}里加一句 | 跟{}的老师说一声 | 帮查{} | 推掉{} | 补充{}：品种是青脆李
"""
NO_DEMAND = """
12345的回复还没来 | 120好久来 | 12316的专家讲得好 | 5约30人 | 把3个棚撤了 | 把5亩地退了 | 给3个人打5分 | 退单7笔
家里7亩李子 | 七头猪不吃食 | 7岁娃儿咳嗽 | 7号楼电梯坏了 | 7床病人喘 | 7号机组跳闸 | 7号棚番茄卷叶 | 下月7号来
7号上午要得 | 7号到25号都有空 | 过了7号再说
17号到哪里集合 | 17号怎么去 | 17号怎么样，得不得空 | 17号没人在屋头 | 17号还没到 | 17号安排在下午嘛
17号处理一批小鸡 | 17号撤展 | 17号我来接你 | 17号呢 | 改到17号
五十号人等到吃饭 | 九十五号油 | 星期六十号得空
17号和18号都有空 | 17、18号都落雨 | 4和6两种药能混不 | 等了4天还没人来 | 下午4点还没人来 | 第4天还没好
四天了还没消息 | 4公里还没到
电话13912340000 | 13912340000怎么没人接 | 打12345没人接 | 120咋还没来 | 门牌68号 | 建设路68号 | 滨河西街68号附近
三组68号 | 68号家里进水 | 0号柴油 | 98号油
国务院令第68号 | 国发〔2023〕68号 | 文件68号 | 第6届 | 第6个问题 | 第六单给我看看 | 68%降到40% | 打6分
6个人听课 | 报6个人
快递单号 77120 | 运单号 556677 | 产品编号 77 | 鸡舍编号7 | 样品编号是 77 | 门诊号 7712 | 学号 2024 | 日均70单
网店一天70单 | 昨天才70单 | 六个单子没发货 | 一单都没有
"""


def _cases(table: str) -> list[str]:
    return [case.strip() for line in table.strip().splitlines() for case in line.split("|")]


@pytest.mark.parametrize("form", _cases(WITH_ANY_NUMBER))
def test_a_form_with_any_number(form: str) -> None:
    wrong = {key: read_demand_no(normalise(form.format(key))) for key in WRITTEN}
    assert wrong == WRITTEN


@pytest.mark.parametrize("form", _cases(WITH_FIGURES))
def test_a_form_with_figures_alone(form: str) -> None:
    found = {key: read_demand_no(normalise(form.format(key))) for key in FIGURES}
    assert found == FIGURES


@pytest.mark.parametrize("text", _cases(NO_DEMAND))
def test_other_numbers_are_no_demand(text: str) -> None:
    assert read_demand_no(normalise(text)) is None


@pytest.mark.parametrize("row", ORDERS_AND_DAYS.read_text(encoding="utf-8").splitlines()[1:])
def test_a_number_up_to_31_is_an_order_or_a_day(row: str) -> None:
    meaning, text = row.split("\t")
    days = [time.text for time in read_times(text, NOW) if time.text.endswith("号")]
    if meaning == "day":
        assert (read_demand_no(text), read_times(text, NOW) != ()) == (None, True)
    else:
        assert (read_demand_no(text), days) == (int(meaning), [])
