"""The kind of help is read from turns of phrase that leave no doubt, and otherwise left to the statistics."""

from __future__ import annotations

import pytest

from nlu.labels.kinds import shown_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("想请老师来给茶农讲修剪", "training"),
        ("请专家给护士培训一天", "training"),
        ("招一名焊工", "talent"),
        ("缺电气工程师两名", "talent"),
        ("想和高校联合开发保鲜膜", "cooperation"),
        ("有个专利想转让，成果转化找谁", "cooperation"),
        ("血站少个会开采血车的，事业编", "talent"),
        ("店里要两个能拉面的，月薪五千", "talent"),
        ("请人帮我们写绿色工厂的申报材料", "policy"),
        ("县级龙头企业的申报书没人会写", "policy"),
    ],
)
def test_said_outright(text: str, kind: str) -> None:
    assert shown_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "想请专家来带教一周",
        "合作社的猪病了",
        "叶子黄了咋办",
        "老师讲话听不懂",
        "招商引资政策",
        "请医生来义诊",
        "申报系统打不开",
    ],
)
def test_left_open(text: str) -> None:
    assert shown_kind(text) is None
