"""Finds what a published paper says of itself: title, issuing body, document number, date."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from bot.files.documents import read_lines
from bot.files.mending import mend, tidy
from bot.files.policy_passages import split
from bot.trouble import Trouble
from domain.policies import Policy

HEAD = 40  # lines within which a paper says what it is
LONGEST_TITLE = 90
SORTS = (
    "通知 通告 公告 办法 意见 方案 规定 细则 条例 措施 指南 决定 规划 政策 目录 标准 解读 问答 清单 计划 规程 函 批复 "
    "要点 须知 流程 若干规定 制度 章程 通报 说明 政策包 十条 白皮书 公报 决议"
).split()
_SORT = re.compile(r"(?:" + "|".join(SORTS) + r")(?:[（(][^（）()]{1,20}[)）])?$")
_BODY = r"(?:局|委|委员会|厅|部|院|办公室|政府|中心|会|办|署|行|管委会|公司|协会|学会|科协|总站|社)"
_ENDS_AS_BODY = re.compile(rf"^[\u4e00-\u9fff（）()、 ]{{3,60}}{_BODY}$")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,12}[〔\[［（(【]\s*(?:19|20)\d\d\s*[〕\]］）)】]\s*第?\s*\d{1,5}\s*号"
    r"|[\u4e00-\u9fff]{2,20}令第?\s*\d{1,4}\s*号"
)
_DATE = re.compile(r"((?:19|20)\d\d)\s*[年\-./]\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*日?")
_WRITTEN = re.compile(
    r"([二一][〇○零Ｏ九一二三四五六七八]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "Ｏ": "0",
}
_LABELS = {
    "title": ("标题", "名称", "文件名称"),
    "issuer": ("发布单位", "发文机关", "发文单位", "印发单位", "发布机构", "制定机关", "来源"),
    "number": ("文号", "发文字号", "文件编号"),
    "date": ("发布日期", "成文日期", "印发日期", "发文日期", "日期"),
}
_HEADED = re.compile(r"^(?P<issuer>[^，。]{4,80}?)\s*(?:关于|印发)")
_RED_HEAD = re.compile(rf"^(?P<issuer>[\u4e00-\u9fff]{{3,30}}{_BODY})文件$")
ReadPlace = Callable[[str], tuple[str, str] | None]


def read_paper(path: Path, read_place: ReadPlace) -> Policy:
    """The paper in `path`; Trouble where it holds no readable text."""
    lines = read_lines(path)
    head = [tidy(line) for line in lines if line.strip()]
    told = _told(head[:HEAD])
    title = told.get("title") or _title(head[:HEAD]) or tidy(path.stem)
    issuer = told.get("issuer") or _issuer(lines, head, title)
    place = read_place(issuer) or read_place(title)
    body = [line for line in lines if not line.strip() or not _is_frame(tidy(line), title, issuer)]
    paragraphs = [line for line in mend(body) if not _is_frame(line, title, issuer)]
    passages = split(paragraphs)
    if not passages:
        raise Trouble("there is a title but nothing below it")
    digest = hashlib.sha256("\n".join([title, issuer, *head]).encode()).hexdigest()
    number, issued_on = _number(told.get("number"), head), _date(told.get("date"), head)
    code = place[0] if place else None
    return Policy(title, issuer, path.name, digest, number, issued_on, code, passages=passages)


def _told(head: Sequence[str]) -> dict[str, str]:
    """What stands behind labels: 发布单位：…"""
    found: dict[str, str] = {}
    for line in head:
        label, colon, value = line.partition("：") if "：" in line else line.partition(":")
        for key, names in _LABELS.items():
            if colon and 0 < len(value.strip()) <= LONGEST_TITLE and label.strip("#-> ") in names:
                found.setdefault(key, value.strip())
    return found


def _title(head: Sequence[str]) -> str | None:
    """The first run of up to four lines that ends as a title does, 关于… before anything else."""
    found: list[str] = []
    for start, first in enumerate(head):
        if _NUMBER.fullmatch(first) or first[-1:] in "。；，：" or _RED_HEAD.match(first):
            continue
        for count in (1, 2, 3, 4):
            lines = [line.lstrip("# ") for line in head[start : start + count]]
            if any(line[-1:] in "。；：" or line.startswith("附件") or _NUMBER.fullmatch(line) for line in lines):
                break
            text = "".join(lines).replace(" ", "")
            if len(text) > LONGEST_TITLE:
                break
            if len(text) >= 6 and _SORT.search(text) and text[:1] not in "根据为按一二三四五六七八九十（(":
                found.append(text)
                break
    return next((text for text in found[:3] if "关于" in text), found[0] if found else _first_heading(head))


def _first_heading(head: Sequence[str]) -> str | None:
    headings = (line.lstrip("# ").replace(" ", "") for line in head if re.match(r"#{1,2} ", line))
    return next((heading for heading in headings if len(heading) <= LONGEST_TITLE), None)


def _issuer(lines: Sequence[str], head: Sequence[str], title: str) -> str:
    """Who stands before 关于 in the title, above the number, or below the text."""
    raw = next((line.lstrip("# ").strip() for line in lines if line.strip() and title[:8] in line.replace(" ", "")), "")
    headed = _HEADED.match(raw) or _HEADED.match(title)
    if headed and _ENDS_AS_BODY.match(headed["issuer"]):
        return _several(headed["issuer"])
    for line in head[:HEAD]:
        if red := _RED_HEAD.match(line):
            return red["issuer"]
    return _signed(head) or ""


def _several(names: str) -> str:
    """Bodies apart by spaces are several only where each ends as a body does."""
    parts = names.split()
    are_bodies = all(_ENDS_AS_BODY.match(part) for part in parts)
    return ("、" if are_bodies else "").join(parts)


def _signed(head: Sequence[str]) -> str | None:
    """The line above a date that stands alone."""
    for before, line in pairwise(head):
        if _alone(line) and _ENDS_AS_BODY.match(before):
            return before.replace(" ", "")
    return None


def _number(told: str | None, head: Sequence[str]) -> str | None:
    """One that stands alone; one inside a sentence is another paper's."""
    alone = told or next((line.lstrip("# ") for line in head[:HEAD] if _NUMBER.fullmatch(line.lstrip("# "))), None)
    found = _NUMBER.search(alone) if alone else None
    return re.sub(r"[\[［（(【](\d{4})[\]］）)】]", r"〔\1〕", found[0].replace(" ", "")) if found else told


def _date(told: str | None, head: Sequence[str]) -> date | None:
    return next((found for line in ([told] if told else []) + list(head) if (found := _alone(line))), None)


def _alone(line: str) -> date | None:
    """A date that is all of the line."""
    line = line.strip("#（）() ").removesuffix("印发").strip()
    if found := _DATE.fullmatch(line):
        year, month, day = (int(part) for part in found.groups())
    elif found := _WRITTEN.fullmatch(line):
        year = int("".join(_DIGITS[character] for character in found[1]))
        month, day = _small(found[2]), _small(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _small(text: str) -> int:
    """二十三 as 23."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_DIGITS[ones])
    return 10 * (int(_DIGITS[tens]) if tens else 1) + (int(_DIGITS[ones]) if ones else 0)


def _is_frame(line: str, title: str, issuer: str) -> bool:
    """Title, number, labels, addressees, signature: said with the source, never quoted."""
    plain = line.lstrip("# ").replace(" ", "")
    is_label = plain.partition("：")[0] in {name for names in _LABELS.values() for name in names}
    is_address = plain.endswith("：") and plain.startswith(("各", "市级", "有关")) and len(plain) < 120
    is_named = plain in (title, issuer) or (len(plain) >= 6 and plain in title)
    return is_label or is_address or is_named or bool(_NUMBER.fullmatch(plain)) or _alone(plain) is not None
