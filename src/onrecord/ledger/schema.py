"""The ledger's tables as SQLAlchemy Core sees them; the migrations make them, a test compares the two."""

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Dialect, Float, ForeignKey, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator

from onrecord.errors import RecordError
from onrecord.records import frozen, plain

metadata = MetaData()


SHORT, REMEMBERED = 64, 2**15
"""Characters of JSON texts that are worth remembering, many rows have the same; how many are."""


def nested(text: str) -> tuple[Any, ...]:
    """A JSON array as nested tuples. Raises RecordError for other JSON, as a damaged file may hold it."""
    value = frozen(json.loads(text))
    if not isinstance(value, tuple):
        raise RecordError(f"{text[:SHORT]!r} stands where a list is wanted")
    return value


short = lru_cache(REMEMBERED)(nested)


class Tuples(TypeDecorator[tuple[Any, ...]]):
    """Spans or words as JSON text: `[[3, 9], [20, 31]]`, `["Falk", "the mayor"]`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str:
        """The tuple as JSON text."""
        return json.dumps(plain(value or ()), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...]:
        """The JSON text as nested tuples."""
        if not value or value == "[]":
            return ()
        return short(value) if len(value) <= SHORT else nested(value)


class Number(TypeDecorator[float]):
    """A figure's number: stored as a double, whole ones read as int."""

    impl = Float
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        """The number as a double; OverflowError beyond its range."""
        return None if value is None else float(value)

    def process_result_value(self, value: float | None, dialect: Dialect) -> float | None:
        """A whole number below 2**53 as int, any other as float."""
        return int(value) if value is not None and value.is_integer() and abs(value) < 2**53 else value


def identity() -> Column[str]:
    """The column of a row's own id."""
    return Column("id", Text, primary_key=True)


def of_report(*, key: bool = False) -> Column[str]:
    """The column that names a row's report."""
    return Column("report", Text, ForeignKey("reports.id"), primary_key=key, nullable=False)


def span(*, key: bool = False) -> tuple[Column[int], Column[int]]:
    """The two columns of a row's span."""
    return (
        Column("span_start", Integer, primary_key=key, nullable=False),
        Column("span_end", Integer, primary_key=key, nullable=False),
    )


def in_statement() -> Column[str]:
    """The column that names the statement a row stands in."""
    return Column("statement", Text, ForeignKey("statements.id"))


def naming() -> tuple[Column[Any], ...]:
    """The columns that entities of one report and of all reports share."""
    return (
        Column("name", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("aliases", Tuples, nullable=False),
        Column("role", Text),
        Column("country", Text),
    )


schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    identity(),
    Column("url", Text),
    Column("path", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("byline", Text),
    Column("published", Text),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("copy_of", Text, ForeignKey("reports.id")),
    Column("copy_kind", Text),
    Column("copy_share", Float),
    Column("related", Integer, nullable=False, default=0),
)

entities = Table("entities", metadata, identity(), *naming())

forms = Table(
    "forms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entity", Text, ForeignKey("entities.id")),
    *naming(),
    Column("reports", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("first", Text, nullable=False),
)

local_entities = Table(
    "local_entities",
    metadata,
    identity(),
    of_report(),
    Column("entity", Text, ForeignKey("entities.id")),
    *naming(),
    Column("form", Integer, ForeignKey("forms.id")),
)

mentions = Table(
    "mentions",
    metadata,
    of_report(),
    Column("entity", Text, ForeignKey("local_entities.id"), primary_key=True),
    *span(key=True),
)

statements = Table(
    "statements",
    metadata,
    identity(),
    of_report(),
    Column("content", Tuples, nullable=False),
    Column("source", Tuples, nullable=False),
    Column("cue", Tuples, nullable=False),
    Column("speaker", Text, ForeignKey("local_entities.id")),
    Column("speaker_kind", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("said_on", Text),
    Column("within", Text, ForeignKey("statements.id", deferrable=True, initially="DEFERRED")),
    Column("hedge", Tuples, nullable=False, server_default="[]"),
)

figures = Table(
    "figures",
    metadata,
    identity(),
    of_report(),
    *span(),
    Column("value", Number),
    Column("low", Number),
    Column("high", Number),
    Column("bound", Text, nullable=False),
    Column("unit", Text),
    Column("of", Text),
    Column("per", Text),
    Column("as_of", Text),
    in_statement(),
)

times = Table(
    "times",
    metadata,
    of_report(key=True),
    *span(key=True),
    Column("type", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("start", Text),
    Column("end", Text),
)

places = Table(
    "places",
    metadata,
    of_report(key=True),
    *span(key=True),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("geonames", Integer),
    Column("near", Text),
)

movements = Table(
    "movements",
    metadata,
    identity(),
    of_report(),
    *span(),
    Column("who", Text),
    Column("from", Text, key="origin"),
    Column("via", Tuples, nullable=False),
    Column("to", Text),
    Column("means", Text),
    Column("when", Text),
    in_statement(),
)

questions = Table(
    "questions",
    metadata,
    identity(),
    of_report(),
    *span(),
    Column("status", Text, nullable=False),
    Column("answered_by", Text, ForeignKey("statements.id")),
)

expectations = Table(
    "expectations",
    metadata,
    Column("statement", Text, ForeignKey("statements.id"), primary_key=True),
    Column("due", Text),
    Column("outcome", Text, nullable=False),
    Column("outcome_in", Text, ForeignKey("reports.id")),
)

damage = Table(
    "damage",
    metadata,
    of_report(key=True),
    *span(key=True),
    Column("kind", Text, primary_key=True),
)

relating = Table(
    "relating",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("generation", Integer, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
)


def number(name: str, *, key: bool = True) -> Column[int]:
    """The column that names a report by its number in `standing`."""
    return Column(name, Integer, ForeignKey("standing.number"), primary_key=key, nullable=False)


standing = Table(
    "standing",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", Text, ForeignKey("reports.id"), nullable=False, unique=True),
    Column("age", Text, nullable=False),
    Column("day", Text),
    Column("digest", Text),
    Column("words", Integer, nullable=False, server_default="0"),
    Column("anchors", Integer, nullable=False, server_default="0"),
    Column("farthest", Text),
)

prints = Table(
    "prints",
    metadata,
    Column("kind", Integer, primary_key=True),
    Column("kept", Integer, primary_key=True),
    Column("print", BigInteger, primary_key=True),
    number("number"),
)

named = Table(
    "named",
    metadata,
    Column("copy", Integer, primary_key=True),
    Column("key", Text, primary_key=True),
    number("number"),
    Column("weight", Integer, nullable=False),
)

compared = Table(
    "compared",
    metadata,
    number("younger"),
    number("older"),
    Column("how", Text, nullable=False),
)

links = Table(
    "links",
    metadata,
    number("younger"),
    number("older"),
    Column("place", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("second", Text),
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("detail", Text),
    Column("changes", Tuples, nullable=False),
    Column("reasons", Tuples, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("subject", Tuples, nullable=False),
    Column("value", Text),
    Column("who", Text, nullable=False),
    Column("why", Text),
    Column("made_at", Text, nullable=False),
    Column("undone_at", Text),
    Column("undone_by", Text),
)
