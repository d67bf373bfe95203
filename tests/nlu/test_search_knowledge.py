from collections import Counter

import pytest

from nlu.labels.fields import fields
from nlu.labels.terms import Row
from nlu.search.coverage import THIN, coverage_lines, sentences_home
from nlu.search.knowledge import Knowledge


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge.load()


def test_every_row_has_all_its_cells(knowledge):
    wanted = {True: 2, False: 0}  # terms; everyday wishes that no expert serves have none
    poor = [
        row
        for row in knowledge.rows
        if not (row.subjects and row.signs and row.test) or len(row.terms) < wanted[bool(row.second)]
    ]
    assert poor == []


def test_test_sentences_lead_to_their_own_terms(knowledge):
    home = 0
    rows = [row for row in knowledge.rows if row.second]
    for row in rows:
        terms = knowledge.expand(row.test).terms
        home += any(terms.get(term, 0) >= 0.3 for term in row.terms)
    assert home / len(rows) >= 0.98


def test_test_sentences_lead_home_without_being_known_themselves(knowledge):
    home = sentences_home(knowledge)
    rows = Counter((row.field, row.second) for row in knowledge.rows)
    assert home.total() / rows.total() >= 0.72


def test_every_second_level_is_covered(knowledge):
    rows = Counter((row.field, row.second) for row in knowledge.rows)
    missing = [(code, second) for code, field in fields().items() for second in field.second if not rows[code, second]]
    assert missing == []


def test_coverage_names_thin_fields(knowledge):
    thin = Knowledge([row for row in knowledge.rows if row.second != "果树"] + [knowledge.rows[0]] * (THIN - 1))
    lines = [line for line in coverage_lines(thin) if "果树" in line]
    assert lines
    assert all("thin" in line for line in lines)


def test_places_are_not_looked_for(knowledge):
    plain = knowledge.without_places("重庆市奉节县的脐橙和万州的李子")
    assert "奉节" not in plain
    assert "万州" not in plain
    assert "脐橙" in plain
    assert "李子" in plain


def test_other_names_of_the_subject_come_along(knowledge):
    subjects = knowledge.expand("脐橙叶子发黄").subjects
    assert subjects["脐橙"] == 1.0
    assert 0 < subjects["柑橘"] < 1


def test_a_row_about_another_subject_counts_less(knowledge):
    rows = knowledge.rows_for("猪拉稀", None, None)
    assert any("猪" in subject for subject in rows[0][0].subjects)


def test_what_no_row_knows_is_uncertain(knowledge):
    sure = knowledge.expand("李子一下雨就裂口子")
    unsure = knowledge.expand("想学开潜水艇")
    assert sure.certainty > unsure.certainty
    assert sure.explained > unsure.explained


def test_part_of_a_latin_word_is_not_what_a_row_knows():
    rows = [
        Row("it", "软件开发", ("erp",), ("erp卡顿",), ("erp数据库调优",), ""),
        Row("food", "酿造", ("醋",), ("醋发浑",), ("食醋过滤",), ""),
    ]
    small = Knowledge(rows)
    assert small.expand("erp卡顿").explained == pytest.approx(1.0)
    assert small.expand("rp卡顿").explained < 1.0


@pytest.mark.parametrize(
    ("text", "field", "second", "term"),
    [
        ("雏鸡拉的屎带血，缩起颈子挤成一堆", "agriculture", "兽医", "球虫"),
        ("换挡的时候车子一顿，咔一声才进得去", "manufacturing", "汽车摩托车", "变速"),
        ("修车那个油压千斤顶升起来一会儿就自己落", "manufacturing", "机械加工", "液压"),
        ("小煤窑里头瓦斯报警仪一直叫", "safety", "安全生产", "瓦斯"),
        ("昨天打的现浇板今天就炸了几条缝", "materials", "建筑材料", "混凝土"),
        ("养菌子的棚里到处飞小蚊虫，菌柄里有虫眼", "agriculture", "食用菌", "菇蚊"),
        ("玉米秆打碎了装窖喂牛，揭开全是霉", "agriculture", "畜牧", "青贮"),
    ],
)
def test_what_people_say_leads_to_the_trade(
    knowledge: Knowledge, text: str, field: str, second: str, term: str
) -> None:
    rows = knowledge.rows_for(text, field, second)
    assert any(term in one for row, _ in rows[:2] for one in row.terms)
