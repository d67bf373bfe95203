import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.search import FIT, ExpertIndex, Profile, Query
from nlu.search.knowledge import Knowledge
from nlu.search.postings import greatest
from nlu.search.snapshot import SnapshotError

POOL = [
    Profile(1, "重庆", "陈立春", "渝东果树研究所", "研究员", None, ("果树",), ("李属裂果防控", "桃李流胶病防治")),
    Profile(2, "重庆", "谭树林", "柑橘技术推广站", "农艺师", None, ("果树",), ("柑橘黄龙病与木虱监测", "高接换种")),
    Profile(3, "重庆", "周启明", "渝川医学中心", "主任医师", None, ("重症医学",), ("俯卧位通气", "ECMO管理")),
    Profile(4, "四川", "罗静姝", "川东医院", "副主任医师", None, ("肾病",), ("血液透析", "腹膜透析")),
    Profile(5, "四川", "蒋琳", "工业互联网中心", "高级工程师", None, ("工业互联网",), ("预测性维护", "设备联网")),
    Profile(6, "四川", "张宗耀", "动物疫病中心", "高级兽医师", None, ("兽医",), ("非洲猪瘟防控", "仔猪腹泻")),
    Profile(7, "重庆", "曾向阳", "能源公司", "高级工程师", None, ("光伏与风电",), ("屋顶光伏热斑", "逆变器")),
    Profile(8, "重庆", "闵慧兰", "师范学院", "副教授", None, ("家庭教育",), ("亲子沟通", "厌学", "手机管理")),
]


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge.load()


@pytest.fixture
def index(knowledge):
    return ExpertIndex.build(POOL, knowledge)


def best(index, text, **labels):
    return index.search(Query(text, **labels), 3)[0]


@pytest.mark.parametrize(
    ("text", "expert"),
    [
        ("我屋头李子快熟了，一落雨就炸口", 1),
        ("橘子树叶子黄一块绿一块，果子不红", 2),
        ("病人趴着睡氧合还是上不去", 3),
        ("厂里机器老是停机，想提前晓得哪个要坏", 5),
        ("小猪儿拉稀，死了几头", 6),
        ("娃儿天天耍手机，不去上学", 8),
    ],
)
def test_lay_words_lead_to_the_expert(index, text, expert):
    hit = best(index, text)
    assert hit.expert_id == expert
    assert hit.relevance >= FIT


def test_what_met_in_the_profile_is_told(index):
    assert best(index, "李子一下雨就裂口子").matched == ("李属裂果防控",)


@pytest.mark.parametrize("text", ["想学开潜水艇", "家里的钢琴走音了，想请人来调", "想学跳广场舞"])
def test_nobody_fits(index, text):
    assert all(hit.relevance < FIT for hit in index.search(Query(text), 5))


@pytest.mark.parametrize("text", ["", "  ", "？？？", "😀", "a", "的"])
def test_nothing_said_finds_nobody(index, text):
    assert all(hit.relevance < FIT for hit in index.search(Query(text), 5))


def test_only_the_bases_asked_for(index):
    assert {hit.expert_id for hit in index.search(Query("病人趴着睡氧合上不去", ("四川",)), 9)} <= {4, 5, 6}


def test_the_excluded_are_left_out(index):
    hits = index.search(Query("李子一下雨就裂口子", excluded=frozenset({1})), 9)
    assert 1 not in {hit.expert_id for hit in hits}


def test_an_expert_is_found_by_name(index):
    assert [hit.expert_id for hit in index.search(Query("闵慧兰"), 5)] == [8]


def test_a_typing_error_in_a_name_still_finds(index):
    assert best(index, "闵惠兰").expert_id == 8


def test_labels_help_where_words_say_little(index):
    vague = "老师，请您帮忙看一下这个情况"
    unlabelled = {hit.expert_id: hit.relevance for hit in index.search(Query(vague), 9)}
    labelled = index.search(Query(vague, field_code="health", second="肾病"), 9)
    kidneys = next(hit for hit in labelled if hit.expert_id == 4)
    assert kidneys.relevance > unlabelled.get(4, 0.0)
    assert kidneys.relevance < FIT


def test_a_change_is_seen_by_the_next_search(index):
    index.update([Profile(5, "四川", "蒋琳", "中心", "", None, ("果树",), ("李属裂果防控",))])
    found = {hit.expert_id for hit in index.search(Query("李子一下雨就裂口子"), 9) if hit.relevance >= FIT}
    assert found == {1, 5}
    assert best(index, "机器老是停机，想提前晓得").relevance < FIT


def test_a_new_one_is_found_and_a_removed_one_is_not(index):
    index.update([Profile(99, "重庆", "何菌", "食用菌所", "", None, ("食用菌",), ("香菇菌棒杂菌防控",))])
    assert best(index, "香菇菌棒长绿霉").expert_id == 99
    index.remove([99])
    assert 99 not in {hit.expert_id for hit in index.search(Query("香菇菌棒长绿霉"), 9)}
    assert len(index) == len(POOL)


def test_merging_changes_nothing_that_is_found(index, knowledge):
    changed = [Profile(2, "重庆", "谭树林", "推广站", "", None, ("茶叶",), ("茶树修剪",)), *POOL[6:]]
    index.update(changed)
    index.remove([4])
    before = index.search(Query("李子一下雨就裂口子"), 9)
    index.merge()
    fresh = ExpertIndex.build([POOL[0], changed[0], POOL[2], POOL[4], POOL[5], *POOL[6:]], knowledge)
    assert index.search(Query("李子一下雨就裂口子"), 9)[0].expert_id == before[0].expert_id
    for text in ("李子一下雨就裂口子", "茶树要咋个剪", "病人趴着睡", "屋顶光伏发烫"):
        assert index.search(Query(text), 9) == fresh.search(Query(text), 9)


def test_searches_go_on_while_others_change_and_merge(index):
    stop = threading.Event()
    failures = []

    def search():
        while not stop.is_set():
            hits = index.search(Query("李子一下雨就裂口子"), 3)
            if not hits or hits[0].expert_id != 1:
                failures.append(hits)

    thread = threading.Thread(target=search)
    thread.start()
    for number in range(40):
        index.update([Profile(1000 + number % 7, "重庆", "某人", "某所", "", None, ("蔬菜",), ("辣椒疫病",))])
        if number % 10 == 9:
            index.merge()
    stop.set()
    thread.join()
    assert not failures
    assert len(index) == len(POOL) + 7


def test_a_small_overlay_becomes_one_layer_and_is_found_as_before(knowledge):
    crowd = [
        Profile(100 + number, "重庆", f"众{number}", "某所", "", None, ("蔬菜",), ("辣椒",)) for number in range(99)
    ]
    index = ExpertIndex.build([*POOL, *crowd], knowledge)
    index.update([Profile(99, "重庆", "何菌", "食用菌所", "", None, ("食用菌",), ("香菇菌棒杂菌防控",))])
    index.remove([99])
    index.merge(is_whole=False)
    assert len(index) == len(POOL) + len(crowd)
    index.update([Profile(1, "重庆", "陈立春", "果树所", "", None, ("茶叶",), ("茶树修剪",))])
    index.update([Profile(98, "重庆", "何李", "果树所", "", None, ("果树",), ("李属裂果防控",))])
    before = index.search(Query("李子一下雨就裂口子"), 9)
    index.merge(is_whole=False)
    assert index.search(Query("李子一下雨就裂口子"), 9) == before
    assert before[0].expert_id == 98
    assert len(index) == len(POOL) + len(crowd) + 1


def test_a_kept_snapshot_answers_the_same(index, knowledge, tmp_path):
    index.update([Profile(50, "重庆", "新来", "某所", "", None, ("茶叶",), ("茶园霜冻防控",))])
    index.save(tmp_path / "index")
    mapped = ExpertIndex.load(tmp_path / "index", knowledge)
    for text in ("李子一下雨就裂口子", "茶叶子被霜打了"):
        assert mapped.search(Query(text), 9) == index.search(Query(text), 9)
    mapped.update([Profile(50, "重庆", "新来", "某所", "", None, ("茶叶",), ("红茶加工",))])
    assert (
        mapped.search(Query("茶叶子被霜打了"), 9)[0].relevance < index.search(Query("茶叶子被霜打了"), 9)[0].relevance
    )


def test_a_broken_snapshot_is_refused(tmp_path, knowledge):
    with pytest.raises(SnapshotError):
        ExpertIndex.load(tmp_path / "nothing", knowledge)
    (tmp_path / "words.json").write_text("{", encoding="utf-8")
    with pytest.raises(SnapshotError):
        ExpertIndex.load(tmp_path, knowledge)


def test_an_empty_pool_finds_nobody(knowledge):
    index = ExpertIndex.build([], knowledge)
    assert index.search(Query("李子裂口子"), 5) == []
    index.update(POOL[:1])
    assert index.search(Query("李子裂口子"), 5)[0].expert_id == 1


@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0, -1.0]), min_size=1, max_size=400), st.integers(1, 40))
def test_the_greatest_are_those_of_a_sorted_list_and_equals_of_the_last(scores: list[float], count: int) -> None:
    least = sorted(scores, reverse=True)[min(count, len(scores)) - 1]
    expected = [place for place, score in enumerate(scores) if score > 0 and score >= least]
    assert greatest(np.array(scores), count).tolist() == expected


def test_who_asks_for_a_least_relevance_gets_the_head_of_the_list(index):
    whole = index.search(Query("果树叶子发黄"), 9)
    middle = whole[1].relevance
    assert whole[0].relevance > middle > whole[-1].relevance
    assert index.search(Query("果树叶子发黄"), 9, middle) == [hit for hit in whole if hit.relevance >= middle]
    assert index.search(Query("果树叶子发黄"), 9, 1.1) == []
