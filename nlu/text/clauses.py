"""A text in the pieces between its marks and blanks, as people who type without full stops part what they say."""

from __future__ import annotations

from nlu.text.patterns import lazy_regex

_BETWEEN = lazy_regex(r"[，,。；;！!\s]+")


def clauses(text: str) -> list[str]:
    """专利的取消 and 安全的留到, of 专利的取消，安全的留到; none of them is empty, and a question keeps its mark."""
    return [clause for clause in _BETWEEN.split(text) if clause]
