"""What a Doc keeps of its report: the date it is told before it is read, and the reading afterwards.

Both lie in `Doc.user_data` as strings, under the keys that spaCy gives its own extension attributes. So they go
wherever the Doc goes: `Doc.to_bytes`, `DocBin`, pickling, copies, worker processes.
"""

import json
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any, get_args
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from onrecord.errors import RecordError, UsageError
from onrecord.records import COMPACT, Entity, Reading, Report, Row, Statement

TABLES: dict[str, type[Row]] = {f.name: get_args(f.type)[0] for f in fields(Reading) if f.name != "report"}
"""The row type of each table of a reading."""


@dataclass(frozen=True, slots=True)
class Held:
    """A Doc's reading, its statements and entities at hand by id; `written` is the form in which the Doc keeps it."""

    written: str
    reading: Reading
    statements: dict[str, Statement]
    entities: dict[str, Entity]


HELD: WeakKeyDictionary[Doc, Held] = WeakKeyDictionary()
"""Readings made or opened in this process, for as long as their Docs live."""


def key(name: str) -> tuple[str, str, None, None]:
    """Where `user_data` has the value of the Doc's extension attribute `name`."""
    return ("._.", name, None, None)


def user_data(doc: Doc) -> dict[Any, Any]:
    """The Doc's own dictionary; its keys are not all strings, as spaCy's types have it."""
    data: dict[Any, Any] = doc.user_data
    return data


def hold(doc: Doc, written: str, reading: Reading) -> Held:
    """Remember a reading that the Doc keeps as `written`."""
    statements = {row.id: row for row in reading.statements}
    held = HELD[doc] = Held(written, reading, statements, {row.id: row for row in reading.entities})
    return held


def keep(doc: Doc, reading: Reading) -> Held:
    """Store the reading with its Doc, in place of an earlier one."""
    report = reading.report.to_dict()
    del report["text"]
    tables = {name: [row.to_dict() for row in getattr(reading, name)] for name in TABLES}
    written = COMPACT.encode({"report": report, **tables})
    user_data(doc)[key("reading")] = written
    return hold(doc, written, reading)


def kept(doc: Doc) -> Held | None:
    """The reading stored with the Doc; None where it was not read, or is another text by now.

    Raises RecordError where what is stored is no reading, as when a version of onrecord with other fields wrote it.
    """
    written = user_data(doc).get(key("reading"))
    if written is None:
        return None
    held = HELD.get(doc)
    if held is not None and held.written == written:
        return held
    try:
        data = json.loads(written)
        report = Report.from_dict({**data["report"], "text": doc.text})
        if report.id != data["report"]["id"]:
            return None
        tables: dict[str, Any] = {
            name: tuple(kind.from_dict(row) for row in data.get(name, ())) for name, kind in TABLES.items()
        }
        reading = Reading(report=report, **tables)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RecordError(
            f"the reading stored with this Doc cannot be opened: {error}; it was written by another version of "
            "onrecord or changed since; run the text through the pipeline again"
        ) from error
    return hold(doc, written, reading)


def set_date(doc: Doc, value: object, *, name: str) -> None:
    """Keep a date of publication as extension attribute `name`; UsageError where it is none."""
    user_data(doc)[key(name)] = iso_date(value, f"doc._.{name}")


def get_date(doc: Doc, *, name: str) -> str | None:
    """The date of publication kept as extension attribute `name`."""
    value: str | None = user_data(doc).get(key(name))
    return value


def iso_date(value: object, origin: str) -> str | None:
    """A date, a datetime or ISO 8601 text as the record writes it: UTC, a day alone left a day.

    A time without a zone is UTC. None and empty text are None; else UsageError, which names `origin`.
    """
    if value is None or value == "":
        return None
    given = parsed(value) if isinstance(value, str) else value
    if isinstance(given, datetime):
        moment = given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
        return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    if isinstance(given, date):
        return given.isoformat()
    raise UsageError(
        f"{origin} is {value!r}, which is no date; allowed: ISO 8601 text such as 2031-03-05 or "
        "2031-03-05T09:20:00Z, a datetime.date, a datetime.datetime, None"
    )


def parsed(text: str) -> date | datetime | None:
    """The day or the moment that ISO 8601 `text` names; None where it names none."""
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(text.strip())
        except ValueError:
            continue
    return None
