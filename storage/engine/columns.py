"""Column types that behave alike on both databases: aware moments, JSON, big ids; and the names of constraints."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Dialect, ForeignKey, Integer, MetaData, Text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.types import TypeDecorator, TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment: timestamptz on PostgreSQL, ISO text of fixed width (so that it sorts) on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return in_utc(value) if dialect.name == "postgresql" else moment_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return datetime.fromisoformat(value) if isinstance(value, str) else in_utc(value)


def in_utc(value: datetime) -> datetime:
    """The same moment in UTC."""
    if value.tzinfo is UTC:
        return value
    if value.tzinfo is None:
        raise ValueError("a naive datetime has no place in the database")
    return value.astimezone(UTC)


@lru_cache(maxsize=512)
def moment_text(value: datetime) -> str:
    """A moment as SQLite keeps it; most of what a unit writes bears the same one."""
    return in_utc(value).isoformat(timespec="microseconds")


SHORT = 300
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DECODER = json.JSONDecoder()


def json_text(value: Any) -> str:
    """As both databases keep it, short and readable."""
    return _ENCODER.encode(value)


def json_of(text: str) -> Any:
    """The value of a JSON column; lists of words, which come again and again, are read once."""
    if text.startswith('["') and len(text) < SHORT and (words := _words_of(text)) is not None:
        return list(words)
    return _DECODER.raw_decode(text)[0]


@lru_cache(maxsize=32_768)
def _words_of(text: str) -> tuple[str, ...] | None:
    found = _DECODER.raw_decode(text)[0]
    return tuple(found) if all(isinstance(one, str) for one in found) else None


BigId = BigInteger().with_variant(Integer(), "sqlite")
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def id_column() -> Column[int]:
    """A number that the database gives."""
    return Column("id", BigId, primary_key=True, autoincrement=True)


def reference(name: str, target: str, *, nullable: bool = False, index: bool = False) -> Column[int]:
    """A foreign key."""
    return Column(name, BigId, ForeignKey(target), nullable=nullable, index=index)


def moment(name: str, *, nullable: bool = False) -> Column[datetime]:
    """A moment."""
    return Column(name, UtcDateTime, nullable=nullable)
