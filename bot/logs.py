"""Structured logs, one JSON line each, that never carry what people wrote or who they are."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import MutableMapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

STRANGERS_DOING = (HttpProcessingError, ConnectionError, web.RequestPayloadError)
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
    logging.basicConfig(level=logging.WARNING, handlers=[library_handler(stream)])
    logging.getLogger("aiohttp.access").setLevel(logging.ERROR)


def library_handler(stream: TextIO) -> logging.Handler:
    """What the libraries say, in the same form, and without what strangers can make them say."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_WithoutValues())
    handler.addFilter(_is_ours_to_mend)
    return handler


class _WithoutValues(logging.Formatter):
    """One JSON object a record: where and what sort; a message's values and an error's text may quote anybody."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, Any] = {"logger": record.name, "place": f"{record.filename}:{record.lineno}"}
        event["event"] = str(record.msg) if record.args else "said_by_a_library"
        if record.exc_info and record.exc_info[0] is not None:
            event["error"], event["at"] = record.exc_info[0].__name__, _frames(record.exc_info[2])
        moment = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        return json.dumps({**event, "level": record.levelname.lower(), "timestamp": moment}, ensure_ascii=False)


def _is_ours_to_mend(record: logging.LogRecord) -> bool:
    """Requests that are no HTTP, break off or cannot be unpacked are a stranger's doing: answered, not worth a line."""
    kind = record.exc_info[0] if record.exc_info else None
    return not (record.name == "aiohttp.server" and kind and issubclass(kind, STRANGERS_DOING))


def without_persons(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop what may be personal, whoever put it there."""
    return {key: value for key, value in event.items() if key not in PERSONAL}


def _traces_without_values(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Where it happened and what sort of error it was; an error's message may quote a person's words."""
    if given := event.pop("exc_info", None):
        error = given if isinstance(given, BaseException) else sys.exc_info()[1]
        event["error"] = type(error).__name__ if error else "unknown"
        event["at"] = _frames(error.__traceback__ if error else None)
    return event


def _frames(trace: TracebackType | None) -> list[str]:
    """The innermost places of a trace."""
    frames = []
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return frames[-6:]
