"""What staff read who teach the match new words."""

from __future__ import annotations

from collections.abc import Sequence

from domain.knowledge import KnowledgeEntry
from handlers.wording.common import cut
from nlu.labels.fields import field_name, fields

CHOICES = 12
LONGEST_NAME = 20
LONGEST_LINE = 60


def short(words: str) -> str:
    """What somebody wrote, quoted back without flooding the reply."""
    return cut(words, LONGEST_NAME)


def _means(entry: KnowledgeEntry) -> str:
    """Whose words lead where."""
    about = f"{'、'.join(entry.subjects)}“" if entry.subjects else "“"
    return f"{about}{'”“'.join(entry.signs)}” → {'、'.join(entry.terms)}"


def added(entry: KnowledgeEntry) -> str:
    """添加词条."""
    about = f"{cut('、'.join(entry.subjects), LONGEST_LINE)}的事说到" if entry.subjects else "说到"
    signs, terms = cut("”“".join(entry.signs), LONGEST_LINE), cut("、".join(entry.terms), LONGEST_LINE)
    return (
        f"记下了，词条 {entry.id}（{entry.second}）。过两三秒起，{about}“{signs}”，"
        f"就找会{terms}的专家。写错了回“删除词条 {entry.id}”收回。"
    )


def in_no_profile(terms: Sequence[str], no: int) -> str:
    """The words lead to nobody yet."""
    return f"注意：库里还没有哪位专家的资料写着“{'”“'.join(terms[:3])}”，先找不到人。写错了回“删除词条 {no}”。"


def listed(entries: Sequence[KnowledgeEntry], total: int, example: str) -> str:
    """词条."""
    if not entries:
        return f"还没有人加过词条。要加就说“{example}”。"
    head = f"共 {total} 条，最近的：" if total > len(entries) else f"共 {total} 条："
    lines = [f"{one.id}. {one.second}：{cut(_means(one), LONGEST_LINE)}" for one in entries]
    return "\n".join([head, *lines, f"收回一条回“删除词条 {entries[0].id}”。"])


def removed(entry: KnowledgeEntry) -> str:
    """删除词条."""
    return f"词条 {entry.id} 收回了：{cut(_means(entry), LONGEST_LINE)}。过两三秒起不再按它找专家。"


def choices(found: Sequence[tuple[str, str]]) -> str:
    """The second levels that may have been meant; the fields, where nothing resembles the words."""
    codes = {code for code, _ in found}
    if not codes:
        return f"先看是哪个领域：{'、'.join(field.name for field in fields().values() if field.second)}"
    if len(codes) == 1:
        return f"{field_name(min(codes))}下面有：{'、'.join(second for _, second in found)}"
    names = "、".join(f"{field_name(code)}·{second}" for code, second in found[:CHOICES])
    return f"可以写：{names}" + ("等" if len(found) > CHOICES else "")
