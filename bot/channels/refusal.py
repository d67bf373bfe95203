"""One exception for all that the callback will not take, so that the outside learns a status and nothing else."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a request was refused; safe to log and to count, it carries nothing of the request."""

    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    BROKEN_OFF = "broken_off"
    MISSING_PARAMETER = "missing_parameter"
    BAD_SIGNATURE = "bad_signature"
    STALE = "stale"
    WRONG_MODE = "wrong_mode"
    BAD_ENVELOPE = "bad_envelope"
    BAD_CIPHERTEXT = "bad_ciphertext"
    WRONG_APP = "wrong_app"
    BAD_XML = "bad_xml"
    FORBIDDEN_XML = "forbidden_xml"
    TOO_COMPLEX = "too_complex"
    BAD_FIELD = "bad_field"


STATUSES = {Reason.TOO_LARGE: 413, Reason.TOO_SLOW: 408, Reason.BROKEN_OFF: 400}


class Refused(Exception):  # noqa: N818 - it is an answer, not a malfunction
    """The request is not taken; `status` is the HTTP status to answer with."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason

    @property
    def status(self) -> int:
        """What HTTP has for a body that is oversized, slow or not whole; 403 for everything else."""
        return STATUSES.get(self.reason, 403)
