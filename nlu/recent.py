"""Short texts come again and again (你好, 谢谢, 进度): what was understood of them lately is kept for a while."""

from __future__ import annotations

from collections import OrderedDict

from nlu.understanding import Understanding

LONGEST = 12
MOST = 2_048


class Recent:
    """Only what depends on nothing but the text, and tells nothing of a person."""

    def __init__(self) -> None:
        self._found: OrderedDict[str, Understanding] = OrderedDict()

    def get(self, text: str) -> Understanding | None:
        """What was understood of exactly this text."""
        found = self._found.get(text)
        if found is not None:
            self._found.move_to_end(text)
        return found

    def keep(self, text: str, found: Understanding) -> None:
        """Moments depend on when it was said; names and numbers are nobody else's business."""
        if len(text) > LONGEST or found.times or found.names or found.phones or found.identity_masked:
            return
        self._found[text] = found
        if len(self._found) > MOST:
            self._found.popitem(last=False)

    def clear(self) -> None:
        """What was learned since may change every answer."""
        self._found.clear()
