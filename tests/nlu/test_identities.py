"""A patient's identity never stays in the text; what is no identity stays."""

from __future__ import annotations

import pytest

from nlu.entities.identities import MASK, is_identity_card, mask_identities, without_hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("患者张建国，男，65岁，诊断肺炎", "张建国"),
        ("病人王芳 ICU", "王芳"),
        ("住院号 20231234", "20231234"),
        ("病历号：A-20231234", "20231234"),
        ("身份证 11010519491231002X", "11010519491231002X"),
        ("身份证号500236199001011239", "500236199001011239"),
        ("510222196501011234", "510222196501011234"),
        ("把名单发你，病人刘桂香 51022219650101123x", "刘桂香"),
        ("患者家属给的 500236 19900101 1239", "19900101"),
        ("3床李明昨天术后出血", "李明"),
        ("张伟确诊肝癌了", "张伟"),
        ("王小明，56岁，心梗", "王小明"),
        ("来了个48岁男性冯德贵，肝硬化吐血", "冯德贵"),
        ("女，71岁，苟玉碧，脑梗", "苟玉碧"),
        ("我老伴龙光淑 透析五年了", "龙光淑"),
        ("姓名：邱永福，诊断：食管癌", "邱永福"),
        ("我们班学生汪雨桐患抑郁症", "汪雨桐"),
        ("低保户费中云 精神分裂", "费中云"),
        ("我叫罗小红 我查出乳腺癌", "罗小红"),
        ("患者男45岁 程建军 肝衰竭", "程建军"),
        ("坠落的伤员 叫邓启华 血压测不到", "邓启华"),
    ],
)
def test_identities_are_masked(text: str, hidden: str) -> None:
    masked, was_masked = mask_identities(text)
    assert was_masked
    assert hidden not in masked
    assert MASK in masked


@pytest.mark.parametrize(
    "text",
    [
        "患者家属很急",
        "病人高烧不退",
        "我叫李明，果树病了",
        "患者因车祸入院",
        "病人白细胞高",
        "患者血压高",
        "电话13812345678，30亩",
        "编号110105194912310021",
        "运单号：510222196501011234",
        "订单202611211234567890到哪了",
        "李子得了溃疡病",
        "石榴得了炭疽病",
        "一个病人 高血压",
        "李老师诊断是炭疽病",
        "我叫李明，我爸中风了",
        "村民王大海家果树得了黄龙病",
        "老人常年咳嗽，确诊肺炎",
    ],
)
def test_other_text_stays(text: str) -> None:
    assert mask_identities(text) == (text, False)


def test_the_illness_beside_a_number_stays() -> None:
    masked, _ = mask_identities("住院号 20231187 患者杜小梅 宫颈癌")
    assert masked.endswith("宫颈癌")
    assert without_hidden(masked) == "患者宫颈癌"


def test_check_character() -> None:
    assert is_identity_card("11010519491231002X")
    assert not is_identity_card("110105194912310021")
