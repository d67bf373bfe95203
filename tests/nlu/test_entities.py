"""Phones, people, organisations and numbers: what is read, and what must not be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.entities import (
    read_demand_no,
    read_households,
    read_names,
    read_on_behalf,
    read_organization,
    read_phones,
    read_quantities,
)
from nlu.text.normalise import normalise


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("电话13812345678", ("13812345678",)),
        ("１３８ １２３４ ５６７８打我", ("13812345678",)),
        ("138-1234-5678或023-67891234", ("13812345678", "023-67891234")),
        ("一三八零零零一二三四五", ("13800012345",)),
        ("幺三九 八八八八 六六六六", ("13988886666",)),
        ("+86 13912345678", ("13912345678",)),
        ("打13812345678一下", ("13812345678",)),
        ("1 3 8 1 2 3 4 5 6 7 8", ("13812345678",)),
        ("（0817）2345678", ("0817-2345678",)),
        ("座机58123456", ("58123456",)),
        ("400-812-3456", ("400-812-3456",)),
        ("13812345678，再说一遍13812345678", ("13812345678",)),
        ("2025-11-15 2025-11-20 10点", ()),
        ("11010519491231002X", ()),
        ("15个人 2000亩 300000元", ()),
        ("订单号20251120123456", ()),
        ("打120", ()),
    ],
)
def test_phones(text: str, phones: tuple[str, ...]) -> None:
    assert read_phones(normalise(text)) == phones


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True), st.sampled_from(["", " ", "-"]))
def test_every_mobile_is_read_however_it_is_split(number: str, gap: str) -> None:
    written = gap.join((number[:3], number[3:7], number[7:]))
    assert read_phones(f"我的电话是{written}，麻烦了") == (number,)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("#12", 12),
        ("12号单", 12),
        ("12号单子我来接", 12),
        ("第12单", 12),
        ("第12号需求", 12),
        ("编号12", 12),
        ("进度 12", 12),
        ("进度12", 12),
        ("十二号单子怎么样了", 12),
        ("12号怎么样了", 12),
        ("揭榜 99999", 99999),
        ("约 12 周六上午9点 现场", 12),
        ("评价 12 5 很好", 12),
        ("我接12号", 12),
        ("12亩李子", None),
        ("看12头牛", None),
        ("12月5日来", None),
        ("12号下午来", None),
        ("改3点", None),
        ("接2单", None),
        ("12件衣服", None),
        ("有3个需求", None),
        ("揭榜 abc", None),
        ("13812345678", None),
        ("这单我接了，12号", 12),
        ("推了8号", 8),
        ("那个单子我做不了，19号", 19),
        ("十二号单我接了", 12),
        ("１２号单", 12),
        ("＃１２", 12),
        ("第12号", 12),
        ("12 接不了，最近走不开", 12),
        ("12 做完了，去了两趟", 12),
        ("答 12：先别打药", 12),
        ("第十二号单子有人接没", 12),
        ("一百零五号单", 105),
        ("15这单我接", 15),
        ("15号榜我揭了", 15),
        ("44完成", 44),
        ("给18号打个五分", 18),
        ("18号 满意", 18),
        ("72号还没人联系我", 72),
        ("先把19号的详情发我看", 19),
        ("回老乡：复合肥用 27", 27),
        ("这个我来领榜 51", 51),
        ("给8号回个信，用石硫合剂", 8),
        ("12号下午有空", None),
        ("12号楼", None),
        ("下个月12号", None),
        ("打12分", None),
        ("那就12号吧", None),
        ("我12号去不了", None),
        ("改到20号", None),
        ("12号的讲座我要参加", None),
        ("住3号楼12号", None),
        ("20号接孩子", None),
        ("12号完成嫁接", None),
        ("人数 30", None),
        ("打分 5", None),
        ("把12号的培训改一下", None),
    ],
)
def test_demand_numbers(text: str, number: int | None) -> None:
    assert read_demand_no(normalise(text)) == number


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("我家30亩李子", ("30亩",)),
        ("两百头猪", ("两百头",)),
        ("二十多吨柠檬", ("二十多吨",)),
        ("种了三万五千株", ("三万五千株",)),
        ("5000多只鸡", ("5000多只",)),
        ("80张床位", ("80张床位",)),
        ("7吨半", ("7吨半",)),
        ("200 亩", ("200亩",)),
        ("一家公司", ()),
        ("第三户", ()),
    ],
)
def test_quantities(text: str, quantities: tuple[str, ...]) -> None:
    assert read_quantities(text) == quantities


def test_a_flood_of_figures_is_no_quantity() -> None:
    assert read_quantities("1" * 2000 + "亩") == ()
    assert read_quantities("9" * 15 + "亩") == ("9" * 15 + "亩",)


@pytest.mark.parametrize(
    ("text", "households"),
    [("村里23户", 23), ("二十几户人", 20), ("一百多户", 100), ("20家农户", 20), ("第3户", None), ("户外", None)],
)
def test_households(text: str, households: int | None) -> None:
    assert read_households(text) == households


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("我老汉种的李子", "父亲"),
        ("我妈的血压", "母亲"),
        ("替邻居问一下", "邻居"),
        ("帮表哥问", "亲戚"),
        ("村里23户果农", "村民"),
        ("我们合作社的社员", "社员"),
        ("我家的牛", None),
        ("我们村委会想办个讲座", None),
        ("我公司", None),
        ("柑子树尽掉果，老汉愁得很", None),
        ("我妈着急得很，屋后头要垮了", None),
        ("我老汉的猪拉稀，他急得很", "父亲"),
        ("我三爸喂的羊子", "亲戚"),
        ("舅舅喊我来问", "亲戚"),
    ],
)
def test_on_behalf(text: str, whom: str | None) -> None:
    assert read_on_behalf(text) == whom


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我叫王建国", ("王建国",)),
        ("联系人老李，电话", ("老李",)),
        ("李老师接了", ()),
        ("我们都到齐了，唐建平", ("唐建平",)),
        ("联系我赵大勇，晚上在", ("赵大勇",)),
        ("想请麻醉专家", ()),
        ("请专家看看，谢谢", ()),
        ("果子裂口，李子", ()),
        ("请张大明教授来", ("张大明",)),
        ("联系人：刘二娃 13812345678", ("刘二娃",)),
        ("陈小红 13812345678", ("陈小红",)),
        ("我叫欧阳明月", ("欧阳明月",)),
        ("派单 12 李明", ("李明",)),
        ("我是高中老师", ()),
        ("请安排专家", ()),
        ("提高老师水平", ()),
        ("向专家请教", ()),
        ("请全国专家", ()),
        ("我是奉节的", ()),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert read_names(text) == names


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("我们是奉节县人民医院", "奉节县人民医院"),
        ("涪陵榨菜集团收我们的菜", "涪陵榨菜集团"),
        ("重庆宏达机械有限公司求助", "重庆宏达机械有限公司"),
        ("我在白帝镇卫生院上班", "白帝镇卫生院"),
        ("我们卫生院想请专家", None),
        ("我是县医院的", None),
    ],
)
def test_organizations(text: str, organization: str | None) -> None:
    assert read_organization(text) == organization


@given(st.text(alphabet="我叫王李老师12 #号单亩户两百半个点的医院公司住院号13", max_size=30))
def test_any_text_is_read(text: str) -> None:
    assert all(part in text.replace(" ", "") for part in read_quantities(text))
    assert all(name in text for name in read_names(text))
    number = read_demand_no(text)
    assert number is None or number > 0
    assert (organization := read_organization(text)) is None or organization in text
    assert all(phone.replace("-", "").isdigit() for phone in read_phones(text))
