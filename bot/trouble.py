"""What goes wrong in a way that a person can mend."""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818 - the message is the sentence
    """Something a person can mend; the message says what and how, `code` is the exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
