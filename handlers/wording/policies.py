"""What a person reads who asked about a rule: the paper's own words and their source, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.bases import Base
from handlers.wording.common import contact, cut
from nlu.search.quoting import PassageHit

LONGEST_TITLE = 60


def wish_for_help(question: str) -> str:
    """The demand of somebody who wants a person to see to it."""
    return f"请人帮办：{cut(question, 40)}"


def quoted(hit: PassageHit, quote: str, *, is_first: bool, has_more: bool) -> str:
    """The quotation with title, number, issuing body and date."""
    source = hit.source
    named = f"《{_title(source.title)}》（{'，'.join(_origin(source.issuer, source.number, source.issued_on))}）"
    opening = f"{named}写的是：" if is_first else f"{named}还写着："
    tail = "原文以发布单位为准。"
    if has_more:
        tail += "还想看后面的，回“更多”；"
    return f"{opening}\n“{quote}”\n{tail}要人帮着办，回“要人”。"


def _title(title: str) -> str:
    """Inner marks of a title within a title, as print has it."""
    title = title.replace("《", "〈").replace("》", "〉")
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"


def _origin(issuer: str, number: str | None, issued_on: date | None) -> list[str]:
    when = f"{issued_on.year}年{issued_on.month}月{issued_on.day}日" if issued_on else "日期未标明"
    return [part for part in (issuer or "发布单位未标明", number, when) if part]


def no_more() -> str:
    """All that was found has been shown."""
    return "找到的都在上面了。还不清楚，回“要人”，管家来帮您。"


def forwarded(base: Base) -> str:
    """Nothing in the library answers: a butler does."""
    return "政策问题已转给管家，核实后把原文和出处回给您。" + (f"也可以打{contact(base)}。" if base.hotline else "")


def added() -> str:
    """More about a question that a butler has."""
    return "一并转给管家了，核实后回您。急的话回“要人”，登记成一件，有编号盯着。"


def waiting(questions: Sequence[str]) -> str:
    """进度 of what is no demand: the questions that a butler has."""
    return (
        "\n".join(f"您问的“{cut(one, 30)}”在管家手上，还没回，核实后马上回您。" for one in questions)
        + "急就回“转人工”。"
    )
