"""Telephone numbers in a message: mobile, landline and service lines, also spoken digit by digit."""

from __future__ import annotations

import re

from nlu.text.patterns import lazy_regex

_SPOKEN = str.maketrans("零〇洞一幺二两三四五六七八九", "00011223456789")
_DIGIT = "0-9零〇洞一幺二两三四五六七八九"
_GAP = "[ \\-—–_.·,，、/]{0,2}"
_MOBILE = lazy_regex(rf"(?<![\d.])(?:(?:\+|00)?86{_GAP})?(1{_GAP}[3-9](?:{_GAP}\d){{9}})(?!\d)")
_MOBILE_SPOKEN = lazy_regex(rf"[一幺1]{_GAP}[三四五六七八九3-9](?:{_GAP}[{_DIGIT}]){{9}}(?![{_DIGIT}])")
_LANDLINE = lazy_regex(
    r"(?<!\d)(?:[(（](0\d{2,3})[)）] ?|(0(?:10|2\d|[3-9]\d{2})) ?[-—–－ ] ?|(0(?:10|2\d|[3-9]\d{2})))"
    r"([2-8]\d{2,3}[ -]?\d{4})(?:(?:转|-)(\d{1,5}))?(?!\d)"
)
_SERVICE = lazy_regex(r"(?<!\d)([48]00)[- ]?(\d{3,4})[- ]?(\d{3,4})(?!\d)")
_LOCAL = lazy_regex(
    r"(?:电话|座机|固话|办公室|打|拨|联系方式|热线|号码|☎|📞)(?:号码)?(?:是|为|[:：])?\s*"
    r"([2-8]\d{2,3}[ -]?\d{4})(?![\d亩元斤号])"
)
_LANDLINE_SPOKEN = lazy_regex(
    rf"(?<![{_DIGIT}])[零〇洞]{_GAP}[一幺二两三四五六七八九](?:{_GAP}[{_DIGIT}]){{8,10}}(?![{_DIGIT}])"
)
_LOCAL_SPOKEN = lazy_regex(
    rf"(?:电话|座机|固话|打|拨|联系方式|热线|号码)(?:号码)?(?:是|为|[:：])?\s*([二两三四五六七八](?:{_GAP}[{_DIGIT}]){{6,7}})(?![{_DIGIT}亩元斤号])"
)
_CODE_APART = lazy_regex(
    rf"(?<![{_DIGIT}])([2-8二两三四五六七八](?:{_GAP}[{_DIGIT}]){{6,7}})[，,\s]*(?:前面|前头)?(?:要|得|再)?(?:加个?|带上?|的?区号(?:是)?)\s*"
    rf"([0零〇洞](?:{_GAP}[{_DIGIT}]){{2,3}})(?![{_DIGIT}])"
)
_FIGURE = lazy_regex(r"\d")
_SPOKEN_RUN = lazy_regex(rf"[一幺][^。]{{0,2}}[三四五六七八九]|[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{6}}")
_FIRST_GROUPS = (1, 3, 4, 5, 6, 7, 11)
_MOBILE_LENGTH = 11


def read_phones(text: str) -> tuple[str, ...]:
    """Numbers in order, each once: a mobile as eleven digits, a landline with a hyphen after a separate area code."""
    found = find_phones(text)
    return tuple(dict.fromkeys(number for _, _, number in found))


def find_phones(text: str) -> list[tuple[int, int, str]]:
    """Start, end and number of each telephone number, from left to right."""
    found: list[tuple[int, int, str]] = []
    if not _FIGURE.search(text) and not _SPOKEN_RUN.search(text):
        return found
    for pattern, form in (
        (_MOBILE, _mobile),
        (_MOBILE_SPOKEN, _spoken),
        (_LANDLINE, _landline),
        (_SERVICE, _service),
        (_LANDLINE_SPOKEN, _landline_spoken),
    ):
        for match in pattern.finditer(text):
            number = form(match)
            if number and not _overlaps(found, match.start(), match.end()):
                found.append((match.start(), match.end(), number))
    for match in _CODE_APART.finditer(text):
        number = f"{_digits(match.group(2))}-{_digits(match.group(1))}"
        if _LANDLINE.fullmatch(number) and not _overlaps(found, match.start(), match.end()):
            found.append((match.start(), match.end(), number))
    for match in _LOCAL_SPOKEN.finditer(text):
        if not match.group(1).isascii() and not _overlaps(found, match.start(1), match.end(1)):
            found.append((match.start(1), match.end(1), _digits(match.group(1))))
    for match in _LOCAL.finditer(text):
        if not _overlaps(found, match.start(1), match.end(1)):
            found.append((match.start(1), match.end(1), re.sub(r"\D", "", match.group(1))))
    return sorted(found)


def _mobile(match: re.Match[str]) -> str:
    """Eleven digits; a date or a row of amounts is split otherwise than people split a number."""
    groups = re.findall(r"\d+", match.group(1))
    if len(groups[0]) not in _FIRST_GROUPS or (len(groups[0]) == 1 and len(groups) < _MOBILE_LENGTH):
        return ""
    return "".join(groups)


def _spoken(match: re.Match[str]) -> str:
    """一三八… as digits; all-Arabic ones were read before."""
    digits = re.sub(r"\D", "", match.group().translate(_SPOKEN))
    return digits if len(digits) == _MOBILE_LENGTH and not match.group().isascii() else ""


def _landline(match: re.Match[str]) -> str:
    separate = match.group(1) or match.group(2)
    local = re.sub(r"\D", "", match.group(4))
    number = f"{separate}-{local}" if separate else f"{match.group(3)}{local}"
    return f"{number}-{match.group(5)}" if match.group(5) else number


def _landline_spoken(match: re.Match[str]) -> str:
    """零二三五九… as digits, with its area code."""
    found = _LANDLINE.fullmatch(_digits(match.group()))
    return _landline(found) if found else ""


def _digits(spoken: str) -> str:
    return re.sub(r"\D", "", spoken.translate(_SPOKEN))


def _service(match: re.Match[str]) -> str:
    digits = "".join(match.groups())
    return re.sub(r" ", "-", match.group()) if len(digits) == 10 else ""


def _overlaps(found: list[tuple[int, int, str]], start: int, end: int) -> bool:
    return any(start < other_end and end > other_start for other_start, other_end, _ in found)
