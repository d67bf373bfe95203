"""Groups of words that betray who speaks and what is wanted, as features of the classifier."""

from __future__ import annotations

import tomllib

from nlu.labels.fields import DATA
from nlu.text.phrases import PhraseMatcher


def load_lexicon() -> PhraseMatcher[tuple[str, ...]]:
    """A matcher from a word to its groups as features (`l:role.farmer`, `l:kind.training`)."""
    table = tomllib.loads((DATA / "lexicon.toml").read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = {}
    for section, entries in table.items():
        for group, words in entries.items():
            for word in words:
                groups.setdefault(word, []).append(f"l:{section}.{group}")
    return PhraseMatcher(((word, tuple(found)) for word, found in groups.items()), is_watching=True)
