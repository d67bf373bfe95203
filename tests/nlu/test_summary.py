"""A summary says the trouble: not the story's head, no name, nothing turned round, no word cut in two."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from nlu.dialogue.summary import LONGEST
from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander.load()


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (
            "六十五了老公前年走了女儿在广州打工屋头就我和孙子喂了八十只鸭这两天鸭子脚软站不起来死了十几只",
            "脚软",
            "老公",
        ),
        (
            "我们厂成立于2012年现有员工88人主要产品是摩托车曲轴今年换了新炉子以后淬火变形大客户退货三批希望专家来看",
            "变形",
            "2012",
        ),
        ("我姓邓，铜梁土桥的，老婆子腿脚不好，儿子在广东打工，栽了两亩枇杷，叶子起斑斑", "枇杷", "儿子"),
        ("刚才垫江的冉大姐打电话来说她屋头的南瓜都烂了", "南瓜", "大姐"),
        ("幺舅托我问哈 他养的山羊尽流产", "山羊", "幺舅"),
        ("我爸愁得饭都吃不下，李子树流胶", "流胶", "愁"),
        ("孙经理说他们厂营业执照办不下来", "营业执照", "经理"),
        ("我叔叔陈国强家的水牛不反刍", "牛不反刍", "陈国强"),
        ("我叫周大明是忠县拔山的柑橘种植户我种了20亩柑橘今年雨水多柑橘根都烂了叶子也黄了希望专家来看", "烂", "周大明"),
    ],
)
def test_the_trouble_and_not_who_tells_it(understander: Understander, text: str, said: str, unsaid: str) -> None:
    summary = understander.understand(text, NOW).summary
    assert said in summary, summary
    assert unsaid not in summary, summary
    assert len(summary) <= LONGEST


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("我们卫生院差个放射科医生 招了一年招不到", "放射科"),
        ("婆婆摔倒了 站不起来 村医出门了", "摔"),
        ("喂了三百只鹌鹑 光死", "喂了三百只"),
        ("旋耕机有补贴没得", "有补贴没得"),
        ("脑梗病人我们院救不了，请求支援", "救不了"),
        ("社保不在涪陵，娃儿咋个入学", "不在涪陵"),
        ("水泵转不了，田里抽不上水", "转不了"),
        ("说好给的安家费，来了三年没兑现", "没兑现"),
        ("老伴中风了，在屋头康复啷个做", "中风"),
        ("孙子不肯上学，关在屋头打游戏", "不肯上学"),
    ],
)
def test_the_sense_is_not_turned_round(understander: Understander, text: str, kept: str) -> None:
    assert kept in understander.understand(text, NOW).summary


def test_a_long_clause_ends_with_a_whole_word(understander: Understander) -> None:
    text = "三层共挤薄膜高温蒸煮杀菌出现分层起皱透明度下降封口处渗漏并且伴随异味现象"
    summary = understander.understand(text, NOW).summary
    assert text.startswith(summary)
    assert len(summary) <= LONGEST
    assert summary.endswith(("下降", "封口", "封口处", "渗漏")), summary


@pytest.mark.parametrize(
    ("text", "about", "wrong"),
    [
        ("黔江石会 栽了点黄姜 长不起来", "黄姜", "长不起来"),
        ("彭水郎溪 喂了几群土蜂 尽死", "土蜂", "尽死"),
        ("武隆仙女山，我种了些儿菜，不包心", "儿菜", "不包心"),
        ("鸭儿发瘟了 一天倒好几个", "鸭儿", "一天倒好几个"),
        ("巫山抱龙，我是专业社社长老谢，二十户种核桃的，树枯了一片", "核桃", "枯了一片"),
    ],
)
def test_both_what_it_is_about_and_what_is_wrong(understander: Understander, text: str, about: str, wrong: str) -> None:
    summary = understander.understand(text, NOW).summary
    assert about in summary, summary
    assert wrong in summary, summary
    assert "老谢" not in summary


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("我们这边杨梅大小年厉害", "杨梅大小年厉害"),
        ("压铸件有飞边想请老师看看", "压铸件有飞边想请老师看看"),
        ("我爸的血糖降不下来", "血糖降不下来"),
        ("我妈说她的鹌鹑不下蛋", "鹌鹑不下蛋"),
        ("我们厂那台注塑机老是漏油", "注塑机老是漏油"),
        ("我们店里要招厨师", "要招厨师"),
        ("有些农户想学嫁接", "有些农户想学嫁接"),
        ("铜梁土桥镇村头的桥裂了", "村头的桥裂"),
    ],
)
def test_no_word_is_cut_to_pieces(understander: Understander, text: str, summary: str) -> None:
    assert understander.understand(text, NOW).summary == summary


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("泸州一所中专学校，焊接实训室烟排不出去，想请老师指导", "焊接实训室烟排不出去"),
        ("万州一家酱油厂，酱醪发不起来", "酱醪发不起来"),
    ],
)
def test_who_asks_is_no_part_of_the_trouble(understander: Understander, text: str, summary: str) -> None:
    assert understander.understand(text, NOW).summary == summary


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("我屋桃树流胶", "桃树流胶"),
        ("俺屋的兔子不吃食", "兔子不吃食"),
        ("我屋后的坎裂了", "屋后的坎裂"),
        ("我屋顶漏水", "屋顶漏水"),
    ],
)
def test_whose_house_it_is_leaves_no_half_word(understander: Understander, text: str, said: str) -> None:
    assert said in f"{understander.understand(text, NOW).summary or text}"
    assert not understander.understand(text, NOW).summary.startswith(("屋桃", "屋的"))
