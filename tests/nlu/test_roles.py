"""Who speaks is read from the words alone; an institution that is only named does not speak."""

from __future__ import annotations

import pytest

from nlu.roles import NOBODY, shown_roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("我屋头栽了三亩枇杷，花开得多不坐果", "farmer"),
        ("老汉喂的那几头牛不吃草", "farmer"),
        ("我们厂的贴标机老是歪", "enterprise"),
        ("我司想升级喷涂线", "enterprise"),
        ("我们做粉丝的，一泡就断", "enterprise"),
        ("我们卫生院想开展腔镜", "hospital"),
        ("想请专家来查房，梁平区中医院", "hospital"),
        ("我校想办一次科普讲座", "school"),
        ("我是小学班主任，娃娃不爱说话", "school"),
        ("我镇拟邀请专家培训村干部", "government"),
        ("请专家来讲一课。大足区农业农村委", "government"),
        ("我开了个早餐店，油烟大", "shop"),
        ("我是个体户，不会报税", "shop"),
        ("我是引进的教授，想问周转房", "expert"),
    ],
)
def test_the_words_show(text: str, role: str) -> None:
    assert shown_roles(text)[:1] == (role,)


@pytest.mark.parametrize(
    "text",
    ["想请专家来看看", "脆李裂果", "帮我找个好专家", "听说农业局有补贴", "养猪补贴怎么领", "想找县医院的医生", "好的"],
)
def test_who_is_only_named_does_not_speak(text: str) -> None:
    assert shown_roles(text) == ()


@pytest.mark.parametrize("text", ["我们合作社想建冷库", "我妈在县医院住院，想请专家看片", "我打工的，老板欠薪"])
def test_some_stay_open(text: str) -> None:
    assert shown_roles(text)[0] in NOBODY
