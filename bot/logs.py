"""Structured logs, one JSON line each, that never carry what people wrote or who they are."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

PERSONAL = frozenset({"text", "openid", "name", "phone", "reply", "content", "token", "secret"})


def set_up_logs(level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """For the whole process; to standard error unless a stream is given."""
    stream = sys.stderr if stream is None else stream
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_persons,
            _traces_without_values,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=stream, format='{"level":"%(levelname)s","logger":"%(name)s"}')
    logging.getLogger("aiohttp.access").setLevel(logging.ERROR)


def without_persons(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop what may be personal, whoever put it there."""
    return {key: value for key, value in event.items() if key not in PERSONAL}


def _traces_without_values(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Where it happened and what sort of error it was; an error's message may quote a person's words."""
    if given := event.pop("exc_info", None):
        error = given if isinstance(given, BaseException) else sys.exc_info()[1]
        kind, trace = type(error) if error else None, error.__traceback__ if error else None
        frames = []
        while trace is not None:
            frames.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}")
            trace = trace.tb_next
        event["error"] = kind.__name__ if kind else "unknown"
        event["at"] = frames[-6:]
    return event
