"""Lets a test end this process abruptly at a chosen boundary; without `JIEBANG_TEST_CRASH_AT` it does nothing."""

from __future__ import annotations

import os
import signal

VARIABLE = "JIEBANG_TEST_CRASH_AT"
POINTS = ("receive", "commit", "answer", "claim", "send", "record", "recorded")
_point, _, _count = os.environ.get(VARIABLE, "").partition(":")
_left = [int(_count or 1)]


def reach(point: str) -> None:
    """`JIEBANG_TEST_CRASH_AT=send:3` is the death by SIGKILL at the third time that `send` is reached."""
    if point != _point:
        return
    _left[0] -= 1
    if _left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
