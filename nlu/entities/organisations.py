"""Names of companies, hospitals, schools and offices, so that places inside them can be told apart."""

from __future__ import annotations

from functools import lru_cache

from nlu.entities.wordlists import alternatives, words
from nlu.text.guarded import Gated
from nlu.text.patterns import lazy_regex
from nlu.text.segment import segment

LONGEST = 24
_ENDING = Gated(alternatives("organisation_endings") + "|中心(?=[，。！？、,. ]|$)")
_MARK = lazy_regex(r"[^\u4e00-\u9fffA-Za-z0-9（）()·]")
_FOUNDING = ("成立", "筹建", "创建", "打造", "组建", "新建", "建成", "申报", "建设")
_STOPS = frozenset(words("organisation_stops")).union(_FOUNDING)
_YET = lazy_regex(r"(?:想|要|准备|打算|计划)(?:搞|建|办|开|做|弄|设)(?:立|设|成)?(?:一?[个家所])?$")
_OWN = lazy_regex(r"(?:我是|我们是|我们|这里是|这边是|单位[是:：]?)$")
_PARTNER = lazy_regex(r"(?:想|要|打算|准备|计划|希望|能不能|可以)?(?:跟|和|同|与|联合|依托)$")  # 想跟西南大学一起搞
_ACADEMY = ("大学", "学院", "研究院", "研究所", "科学院", "农科院")
_GENERIC = lazy_regex(f"{alternatives('generic_words')}*$")


@lru_cache(maxsize=16)  # asked for by the places and for the name itself
def find_organizations(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of names that are more than a kind (医院, 镇卫生院 alone are kinds)."""
    spans: list[tuple[int, int]] = []
    endings = list(_ENDING.finditer(text))
    tokens = _token_starts(text) if endings else []
    for match in endings:
        start = _leftmost(text, match.start(), tokens)
        if spans and start < spans[-1][1]:
            start = spans.pop()[0]
        is_yet_to_be = text.endswith(_FOUNDING, 0, start) or _YET.search(
            text, 0, start
        )  # 想成立卒中中心, 搞一个胸痛中心
        if not is_yet_to_be and not _GENERIC.match(text[start : match.start()]):
            spans.append((start, match.end()))
    return tuple(spans)


def read_organization(text: str) -> str | None:
    """The first organisation's name; what is introduced as the sender's own goes first."""
    spans = find_organizations(text)
    spans = tuple(span for span in spans if not _is_partner(text, *span))
    own = [span for span in spans if _OWN.search(text[: span[0]])]
    for start, end in own or spans:
        return text[start:end]
    return None


def _is_partner(text: str, start: int, end: int) -> bool:
    """西南大学 of 想跟西南大学一起搞: with whom something is to be done, and not who speaks."""
    return text.endswith(_ACADEMY, start, end) and _PARTNER.search(text, 0, start) is not None


def _token_starts(text: str) -> list[tuple[int, str]]:
    found, position = [], 0
    for token in segment(text):
        found.append((position, token))
        position += len(token)
    return found


def _leftmost(text: str, start: int, tokens: list[tuple[int, str]]) -> int:
    """Go left word by word until a word that cannot belong to a name."""
    left = start
    for position, token in reversed(tokens):
        if position >= start:
            continue
        if token in _STOPS or _MARK.search(token) or start - position > LONGEST:
            break
        left = position
    return left
