"""How people say that they cannot come or have no time: written once, for every reader to build its pattern of."""

from __future__ import annotations

NO_TIME = r"(?:(?<!有)没(?:得|有)?(?:空|时间)(?!写|填|做|弄|准备|开)|(?<!得)不得空)"
HELD_UP = r"(?:走不开|脱不开身)"


def unable(verbs: str) -> str:
    """来不了, 去不成, 没法来 for 来去; 能不能来 and 有没有空 ask."""
    may_not = rf"(?:(?<!能)不能|没法|无法|没(?:得)?办法)过?[{verbs}](?![受待])"
    return rf"(?:(?!到不到)[{verbs}]不(?:了|成|到|得|起|赢|齐)|{may_not})"
