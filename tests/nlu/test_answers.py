"""Short answers: which of the choices, yes or no, mere politeness, giving up, mending."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.dialogue.answers import read_answer, read_choice, read_yes_no


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1), ("2。", 2), ("３", 3), ("一", 1), ("二", 2), ("第一个", 1), ("第三个嘛", 3), ("头一个", 1), ("①", 1),
        ("2️⃣", 2), ("选2", 2), ("我选第二个", 2), ("就要第一个", 1), ("回1", 1), ("2号", 2), ("第二位老师", 2),
        ("后面那个", 3), ("第二个要得", 2),
        ("1，谢谢", 1), ("最后一个", 3), ("前面那个", 1), ("上面那个", 1), ("中间那个", 2), ("4", None), ("0", None),
        ("第五个", None), ("我家李子裂口", None), ("1个亩", None), ("12", None), ("行", None), ("", None),
    ],
)  # fmt: skip
def test_choice_among_three(text: str, number: int | None) -> None:
    assert read_choice(text, 3) == number


def test_choice_by_place_follows_the_count() -> None:
    assert read_choice("最后一个", 2) == 2
    assert read_choice("后者", 2) == 2
    assert read_choice("中间那个", 2) is None
    assert read_choice("最后一个", 0) is None
    assert read_choice("10", 12) == 10


KINDS = {
    "yes": "行 要得 可以 好嘛 好的 没问题 没得问题 同意 得行 要得要得 好好好 行嘛，没问题 可以，谢谢 "
    "行，麻烦您了 嗯嗯 OK 对头 是的 就这样 那行 确认 莫得问题 可以可以 好！ 要得！！ 就恁个嘛",
    "no": "不行 不得行 不要 不用了谢谢 改天 改天嘛 没空 来不了 不方便 不同意 不是 要不得 "
    "下次嘛 不行哦那天赶场 不，谢谢 没得空",
    "cancel": "算了 算了嘛 不弄了 不弄了，谢谢 取消 算了不弄了 不需要了 撤回 算了，不麻烦你们了 不搞了",
    "mend": "说错了 刚才说错了 改 改一下 写错了 刚才说错了，是涪陵 不好意思说错了 不对，我说错了 打错字了",
    "polite": "收到 好的谢谢 好的，谢谢老师 👌 谢谢 辛苦了 晓得了 知道了 多谢 收到，谢谢 🙏 谢谢哈 难为你了 明白 "
    "谢谢李老师 哦哦晓得了",
    "unsure": "不晓得 不知道 再看看 看情况 我问哈 考虑一下 到时候再说 等一下",
    "other": "我家李子裂口啷个办 可以周四上午来嘛 不行，周四可以 行不行 重症专家 好多钱一次",
}


@pytest.mark.parametrize(("text", "kind"), [(text, kind) for kind, texts in KINDS.items() for text in texts.split()])
def test_answer(text: str, kind: str) -> None:
    assert read_answer(text).kind == kind


@pytest.mark.parametrize(
    ("text", "consent"),
    [("要得", True), ("不得行", False), ("算了", False), ("收到", None), ("好的谢谢", None), ("明天来", None)],
)
def test_yes_no(text: str, consent: bool | None) -> None:
    assert read_yes_no(text) is consent


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.integers(0, 9))
def test_any_text_gets_an_answer(text: str, count: int) -> None:
    number = read_choice(text, count)
    assert number is None or 1 <= number <= count
    assert read_answer(text).kind
