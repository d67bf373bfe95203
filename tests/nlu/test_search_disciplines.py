import pytest

from nlu.labels.fields import fields
from nlu.search import FIT, ExpertIndex, Profile, Query
from nlu.search.background import outside
from nlu.search.disciplines import disciplines, serving
from nlu.search.knowledge import Knowledge
from nlu.search.memory import give_back
from nlu.search.specialties import SpecialtyReader


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def of_discipline(number: int, name: str) -> Profile:
    return Profile(number, "重庆", f"专家{number}", "某单位", "高级职称", None, (name,))


NAMES = ("肛肠科", "眼科", "脊柱外科", "冲压", "道路工程", "兽医学", "果树学", "桥梁工程", "计量", "食品科学")
SILENT = [of_discipline(number, name) for number, name in enumerate(NAMES, 1)]


def test_every_discipline_stands_in_the_taxonomy() -> None:
    seconds = {second for field in fields().values() for second in field.second}
    for one in disciplines():
        assert one.key[1] in fields()[one.key[0]].second
        assert one.among <= seconds
        assert 0 < one.share <= 1
        assert all(one.names)


def test_every_discipline_serves_some_row(knowledge: Knowledge) -> None:
    served = {one for row in knowledge.rows for one in serving(row)}
    assert [one.names for one in disciplines() if one not in served] == []


@pytest.mark.parametrize(
    ("text", "field_code", "second", "name"),
    [
        ("蹲久了屁股掉坨肉，草纸上有血", "health", "普通外科", "肛肠科"),
        ("腰椎间盘突出压到神经，腿麻到脚趾", "health", "骨科", "脊柱外科"),
        ("钣金折弯以后角度回弹，拐角那里还裂", "manufacturing", "机械加工", "冲压"),
        ("进村的水泥路面鼓起来又陷下去", "construction", "道路交通", "道路工程"),
    ],
)
def test_whoever_names_only_a_discipline_is_found_by_its_topics(
    knowledge: Knowledge, text: str, field_code: str, second: str, name: str
) -> None:
    best = ExpertIndex.build(SILENT, knowledge).search(Query(text, field_code=field_code, second=second), 3)[0]
    assert NAMES[best.expert_id - 1] == name
    assert best.relevance >= FIT


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("计算机科学与技术", "软件"),
        ("食品质量与安全", "食品安全与检测"),
        ("儿内科", "儿科"),
        ("农机推广", "农业机械与设施"),
        ("超声医学", "影像"),
        ("化学工程", "化工工艺"),
    ],
)
def test_a_discipline_is_read_as_its_second_level(knowledge: Knowledge, name: str, second: str) -> None:
    index = ExpertIndex.build([of_discipline(1, name)], knowledge)
    reader = SpecialtyReader(knowledge)
    assert reader.keys[index._layers[0].specialties.numbers[0][0]][1] == second


@pytest.mark.parametrize(
    "text", ["想抢两张周杰伦演唱会的票", "手机屏幕碎了，哪里换屏", "帮我看下八字转转运", "钥匙锁屋头了找人开锁"]
)
def test_everyday_wishes_fit_nobody(knowledge: Knowledge, text: str) -> None:
    assert all(hit.relevance < FIT for hit in ExpertIndex.build(SILENT, knowledge).search(Query(text), 5))


def test_an_everyday_word_in_a_need_takes_nobody_away(knowledge: Knowledge) -> None:
    ours = Profile(90, "重庆", "水一", "水厂", "工程师", None, ("农村供水",), ("小水厂净水", "管网漏损"))
    query = Query("村里自来水管漏得凶，到用户水龙头水就发黄", field_code="construction", second="农村供水")
    best = ExpertIndex.build([*SILENT, ours], knowledge).search(query, 3)[0]
    assert (best.expert_id, best.relevance >= FIT) == (90, True)


def test_everyday_rows_are_of_no_second_level(knowledge: Knowledge) -> None:
    assert outside()
    assert not any(row.second for row in outside())
    seconds = knowledge.expand("演唱会门票哪里抢得到").seconds
    assert all(second for _, second in seconds)


def test_how_telling_a_word_is_does_not_hang_on_the_size_of_the_pool(knowledge: Knowledge) -> None:
    few, more = SILENT[:3], [*SILENT, *(of_discipline(100 + at, "财税") for at in range(200))]
    query = Query("便血，大便时有东西脱出来", field_code="health", second="普通外科")
    indexes = [ExpertIndex.build(pool, knowledge) for pool in (few, more)]
    assert [index.search(query, 1)[0].expert_id for index in indexes] == [1, 1]
    found = [index.clues(query) for index in indexes]
    assert found[0].leaning == pytest.approx(found[1].leaning, abs=0.1)
    assert found[0].held == pytest.approx(found[1].held, abs=0.02)


def test_giving_memory_back_leaves_an_index_as_it_is(knowledge: Knowledge) -> None:
    index = ExpertIndex.build(SILENT, knowledge)
    before = index.search(Query("近视度数涨得快"), 5)
    give_back()
    assert index.search(Query("近视度数涨得快"), 5) == before


@pytest.mark.parametrize(
    ("text", "second", "name"),
    [
        ("麦子叶片上一条条黄粉，摸起来一手", "粮油作物", "植物保护"),
        ("茶树嫩尖上小虫子吸汁，芽子都焦了", "茶叶", "植保"),
        ("玫瑰叶子起黑点点，黄了就掉", "花卉苗木", "植物病理学"),
    ],
)
def test_a_discipline_that_cuts_across_serves_the_troubles_of_any_crop(
    knowledge: Knowledge, text: str, second: str, name: str
) -> None:
    pool = [
        of_discipline(1, name),
        of_discipline(2, "农业经济"),
        of_discipline(3, "动物医学"),
        of_discipline(4, "茶文化"),
    ]
    hits = ExpertIndex.build(pool, knowledge).search(Query(text, field_code="agriculture", second=second), 3, FIT)
    assert [hit.expert_id for hit in hits] == [1]


@pytest.mark.parametrize(
    ("text", "field_code", "second", "name"),
    [
        ("上簇以后蚕儿光爬不吐丝", "agriculture", "蚕桑", "蚕学"),
        ("下班那个点十字路口堵成一锅粥，红绿灯咋个配", "construction", "道路交通", "交通工程"),
        ("换热器结垢，热水越烧越慢", "energy", "化工工艺", "过程装备与控制"),
    ],
)
def test_disciplines_of_the_national_list_are_known(
    knowledge: Knowledge, text: str, field_code: str, second: str, name: str
) -> None:
    pool = [of_discipline(1, name), of_discipline(2, "考古学"), of_discipline(3, "神经外科")]
    hits = ExpertIndex.build(pool, knowledge).search(Query(text, field_code=field_code, second=second), 3, FIT)
    assert [hit.expert_id for hit in hits] == [1]
