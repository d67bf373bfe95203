"""What a person reads who asked about a rule: the paper's own words and their source, nothing else."""

from __future__ import annotations

from datetime import date

from domain.bases import Base
from handlers.wording.common import contact
from nlu.search.quoting import PassageHit

LONGEST_TITLE = 60


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
