"""Refusals as codes with fields; the wording turns them into a sentence, so a rule never holds text."""

from __future__ import annotations

from typing import Any


class DomainError(Exception):
    """A rule says no. `code` names the rule, `fields` what the sentence needs."""

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        """Names of fields only: values may be personal."""
        return f"{self.code} ({', '.join(sorted(self.fields))})" if self.fields else self.code
