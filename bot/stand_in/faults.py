"""Faults that the stand-in plays on demand, because the real platform plays them when nobody looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What goes wrong; `drop_before` loses the request, `drop_after` takes it and loses the answer."""

    ERRCODE = "errcode"
    STATUS = "status"
    DELAY = "delay"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    GARBLED = "garbled"


@dataclass(slots=True)
class Fault:
    """One fault for the next `times` calls whose path contains `path`, after `skip` of them have passed unharmed.

    `value` is a code, a status or seconds.
    """

    kind: FaultKind
    value: float = 0
    path: str = "/message/"
    times: int = 1
    skip: int = 0


class Faults:
    """The faults still to come, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, kind: FaultKind, value: float = 0, *, path: str = "/message/", times: int = 1, skip: int = 0) -> None:
        """Plan a fault."""
        self._waiting.append(Fault(kind, value, path, times, skip))

    def errcode(self, code: int, *, path: str = "/message/", times: int = 1) -> None:
        """Answer with an error code and do nothing."""
        self.add(FaultKind.ERRCODE, code, path=path, times=times)

    def status(self, status: int, *, path: str = "/message/", times: int = 1) -> None:
        """Answer with an HTTP status and do nothing."""
        self.add(FaultKind.STATUS, status, path=path, times=times)

    def delay(self, seconds: float, *, path: str = "/message/", times: int = 1) -> None:
        """Take the call, but answer late."""
        self.add(FaultKind.DELAY, seconds, path=path, times=times)

    def drop_before(self, *, path: str = "/message/", times: int = 1) -> None:
        """Close the connection without taking the call."""
        self.add(FaultKind.DROP_BEFORE, path=path, times=times)

    def drop_after(self, *, path: str = "/message/", times: int = 1) -> None:
        """Take the call and close the connection instead of answering."""
        self.add(FaultKind.DROP_AFTER, path=path, times=times)

    def garbled(self, *, path: str = "/message/", times: int = 1) -> None:
        """Take the call and answer with something that is no JSON."""
        self.add(FaultKind.GARBLED, path=path, times=times)

    def clear(self) -> None:
        """No more faults."""
        self._waiting.clear()

    def next_for(self, path: str) -> Fault | None:
        """The fault that this call meets, used up by it."""
        for fault in self._waiting:
            if fault.path not in path:
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._waiting.remove(fault)
            return fault
        return None
