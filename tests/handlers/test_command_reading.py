"""However a form is typed, it is read as the same command; what is no form stays prose."""

from __future__ import annotations

import pytest

from domain.message import Sender
from domain.people import Grant, Person, Role
from handlers.commands.reading import read_command
from handlers.staff.saying import sayings


def someone(*roles: Role) -> Person:
    person = Person(id=1, identity_id=1, sender=Sender("wechat", "account", "somebody"))
    person.grants = tuple(Grant("重庆", role, 1 if role is Role.EXPERT else None) for role in roles)
    return person


@pytest.mark.parametrize(
    ("text", "name", "number", "rest"),
    [
        ("待辦", "待办", None, ""),
        ("【待办】", "待办", None, ""),
        ("＃待办", "待办", None, ""),
        ("回“揭榜 12”", "揭榜", 12, ""),
        ("“婉拒 12 出差”", "婉拒", 12, "出差"),
        ("派單　１２　王建国", "派单", 12, "王建国"),
        ("派单 王建国 12", "派单", 12, "王建国"),
        ("揭榜十二", "揭榜", 12, ""),
        ("看第三单", "看", 3, ""),
        ("揭榜：12", "揭榜", 12, ""),
        ("#12 办结 已现场解决", "办结", 12, "已现场解决"),
        ("统计上月", "统计", None, "上月"),
        ("添加专家刘大全；云阳县畜牧站；畜牧师；山羊", "添加专家", None, "刘大全；云阳县畜牧站；畜牧师；山羊"),
        ("代录巫溪宁厂镇的周大娘，蜜蜂死了一箱", "代录", None, "巫溪宁厂镇的周大娘，蜜蜂死了一箱"),
        ("督办怎么用", "命令", None, "督办"),
        ("改1 领域＝果树", "改", 1, "领域＝果树"),
    ],
)
def test_a_form_in_any_dress(text: str, name: str, number: int | None, rest: str) -> None:
    read = read_command(text)
    assert read is not None
    assert (read[0].name, read[1].number, read[1].rest) == (name, number, rest)


@pytest.mark.parametrize(
    "text",
    "看一看 问一下，落叶多不多 完成一半了 统计局在哪 绑定不了怎么办 12号约了王老师 不行那天赶场 进度咋样了".split(),
)
def test_prose_stays_prose(text: str) -> None:
    assert read_command(text, someone(Role.EXPERT, Role.BUTLER)) is None


@pytest.mark.parametrize(
    ("text", "roles", "name"),
    [
        ("查看 12", [Role.BUTLER], "查"),
        ("查看 12", [Role.EXPERT], "看"),
        ("查看 12", [], "进度"),
        ("查 12", [], "进度"),
        ("改 12 地点=奉节", [], "修改"),
        ("接单 12", [Role.EXPERT], "揭榜"),
        ("催办 12", [Role.ADMINISTRATOR], "督办"),
        ("榜单农业", [Role.EXPERT], "榜单"),
    ],
)
def test_other_names_mean_what_this_person_may_do(text: str, roles: list[Role], name: str) -> None:
    read = read_command(text, someone(*roles))
    assert read is not None
    assert read[0].name == name


@pytest.mark.parametrize("text", ["接单 12", "催办 12", "我的单", "找专家来看我的李子", "榜单在哪看"])
def test_other_names_are_prose_for_others(text: str) -> None:
    assert read_command(text, someone()) is None


@pytest.mark.parametrize(
    ("text", "name", "number", "rest"),
    [
        ("把3号派给王建国", "派单", 3, "王建国"),
        ("3号单让王建国老师去看看", "派单", 3, "王建国"),
        ("派给王建国", "派单", 7, "王建国"),
        ("3号结案，电话问过了", "办结", 3, "电话问过了"),
        ("把3号退回去，请写清楚是哪个镇", "退回", 3, "请写清楚是哪个镇"),
        ("催一下3号", "督办", 3, ""),
        ("把3号的领域改成茶叶", "改", 3, "领域=茶叶"),
        ("把第二场宣讲推迟一天", "改宣讲", 2, "时间=推迟一天"),
        ("第2场活动取消了", "取消宣讲", 2, ""),
    ],
)
def test_staff_say_a_form_in_their_own_words(text: str, name: str, number: int, rest: str) -> None:
    said = sayings.read(text, focus=7)
    assert said is not None
    assert (said[0], said[1].number, said[1].rest) == (name, number, rest)


@pytest.mark.parametrize("text", ["请李老师来看看我的3亩地", "安排3个人去", "催肥的3种办法", "让他们3号来"])
def test_what_staff_say_otherwise_is_no_form(text: str) -> None:
    assert sayings.read(text, focus=None) is None


@pytest.mark.parametrize("words", ["解绑 7", "解绑 昨天的", "接榜 明天", "待办事项9；", "代办事项 那3条"])
@pytest.mark.parametrize("roles", [[Role.EXPERT], [Role.BUTLER], [Role.EXPERT, Role.BUTLER]])
def test_a_name_as_it_stands_is_heard_as_no_other_of_the_same_sound(words: str, roles: list[Role]) -> None:
    read = read_command(words, someone(*roles))
    assert read is None or read[0].name == ("揭榜" if words.startswith("接榜") else "待办")
    assert read is None or not words.startswith("解绑")


def test_a_longer_name_is_heard_behind_a_shorter_one_that_is_right() -> None:
    read = read_command("宣讲通之 3 带笔", someone(Role.BUTLER))
    assert read is not None
    assert (read[0].name, read[1].number) == ("宣讲通知", 3)
