"""What a person reads who asked about a rule: the paper's own words and their source, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.bases import Base
from handlers.wording.common import contact, cut, short_place
from nlu.search.quoting import PassageHit, Source

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


def conditions(hit: PassageHit, quote: str) -> str:
    """我们营收4000万: what is asked for, and who judges it."""
    return f"够不够格我不敢替您断。《{_title(hit.source.title)}》写的条件是：\n“{quote}”\n要人照您的情况核，回“要人”。"


def case_kept() -> str:
    """我是硕士, where the paper names no condition."""
    return "您的情况我记着了。够不够格要人核，回“要人”，管家来帮您；还想问哪一样，接着问。"


def of_what() -> str:
    """有些啥子政策: a rule is found by what it is about."""
    return "政策多，说说您问哪一样，比如“种粮补贴”“农机补贴”“高企申报”，我找原文给您。要人帮着看，回“转人工”。"


def origin(source: Source) -> str:
    """这个文件是哪年的, 你编的吧: whose paper it is and of when."""
    issued = "，".join(_origin(source.issuer, source.number, source.issued_on))
    return f"出处是《{_title(source.title)}》（{issued}），我只照原文念。后来改没改过，以发布单位为准；要人核实，回“要人”。"


def whole(source: Source) -> str:
    """有没得原文."""
    issued = "，".join(_origin(source.issuer, source.number, source.issued_on))
    return f"全文是《{_title(source.title)}》（{issued}）。我这里只能一段一段念，回“更多”往下看；要人帮着找全文，回“要人”。"


def not_put_otherwise() -> str:
    """第二条看不懂: a rule is not told in other words."""
    return "政策的话我不敢换着说，怕说走了样。要人讲明白，回“要人”，管家来帮您；想先看后面的，回“更多”。"


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


def place_kept(place: str, *, is_forwarded: bool) -> str:
    """忘了说我是大足的, after a question about a rule."""
    told = "跟刚才的问题一并转给管家" if is_forwarded else "刚才问的按这里看"
    return f"好，{short_place(place)}，{told}。还想问哪一样接着问；要人帮着办，回“要人”。"


def waiting(questions: Sequence[str]) -> str:
    """进度 of what is no demand: the questions that a butler has."""
    return (
        "\n".join(f"您问的“{cut(one, 30)}”在管家手上，还没回，核实后马上回您。" for one in questions)
        + "急就回“转人工”。"
    )
