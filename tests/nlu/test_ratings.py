"""Ratings in plain words: points, stars, praise and blame, and whether the trouble is solved."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.dialogue.ratings import Rating, read_rating


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("5", 5), ("5分", 5), ("五分", 5), ("五星", 5), ("4颗星", 4), ("两颗星", 2), ("⭐⭐⭐⭐", 4), ("★★★", 3),
        ("满分", 5),
        ("给个好评", 5), ("五星好评", 5), ("一般", 3), ("一般般嘛", 3), ("差评", 1), ("很满意", 5),
        ("满意", 4), ("不满意", 2),
        ("非常不满意", 1), ("比较满意", 4), ("4.5分", 5), ("3.4分", 3), ("四分半", 5),
        ("打4分", 4), ("给5分", 5), ("评价3", 3),
        ("5 讲得巴适", 5), ("4，讲得很清楚", 4), ("巴适得板", 5), ("还可以", 4), ("马马虎虎", 3), ("太差了", 1),
        ("评价 12 5 很好", 5), ("评价 12 满意", 4), ("评价 5", 5),
    ],
)  # fmt: skip
def test_score(text: str, score: int) -> None:
    rating = read_rating(text)
    assert rating is not None
    assert (rating.score, rating.out_of_range) == (score, False)


@pytest.mark.parametrize("text", ["9分", "0分", "0", "6星", "10分", "100分", "-1分", "⭐⭐⭐⭐⭐⭐"])
def test_score_out_of_range(text: str) -> None:
    rating = read_rating(text)
    assert rating is not None
    assert (rating.score, rating.out_of_range) == (None, True)


@pytest.mark.parametrize(
    ("text", "solved"),
    [
        ("解决了", True), ("好了", True), ("问题都解决了", True), ("搞定", True), ("好多了", True), ("没解决", False),
        ("没有解决", False), ("还是老样子", False), ("没得用", False), ("不管用", False), ("白跑一趟", False),
        ("更严重了", False), ("又犯了", False), ("没得效果", False), ("见效了", True),
        ("太感谢了，树子好了", True), ("解决了一半", False), ("没得啥子用", False),
        ("还在掉果，没好转", False),
    ],
)  # fmt: skip
def test_solved(text: str, solved: bool) -> None:
    rating = read_rating(text)
    assert rating is not None
    assert rating.solved is solved


def test_everything_in_one_message() -> None:
    assert read_rating("5分，问题解决了，谢谢李老师") == Rating(5, False, True, "问题解决了，谢谢李老师")


@pytest.mark.parametrize(
    "text", ["我想问个问题", "5分钟就到", "明天上午来", "李子裂口子", "12亩", "收到", "十分需要专家"]
)
def test_no_rating(text: str) -> None:
    assert read_rating(text) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_rated_or_not(text: str) -> None:
    rating = read_rating(text)
    assert rating is None or rating.score is None or 1 <= rating.score <= 5
