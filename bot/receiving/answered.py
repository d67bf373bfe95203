"""Which messages this process answered lately: a hint only, the database knows."""

from __future__ import annotations

from collections import OrderedDict

from domain.message import Incoming

MOST = 20_000  # more than come within the platform's three deliveries


class Answered:
    """Keys of messages, the oldest forgotten first."""

    def __init__(self) -> None:
        self._keys: OrderedDict[tuple[str, str], None] = OrderedDict()

    def add(self, incoming: Incoming) -> None:
        """It has an answer on record."""
        self._keys[(incoming.sender.account, incoming.key)] = None
        if len(self._keys) > MOST:
            self._keys.popitem(last=False)

    def has(self, incoming: Incoming) -> bool:
        """Whether it is worth asking the database first."""
        return (incoming.sender.account, incoming.key) in self._keys
