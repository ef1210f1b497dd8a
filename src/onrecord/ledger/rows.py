"""Record types to table rows and back."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Connection, Table, insert

from onrecord.errors import RecordError
from onrecord.ledger import schema
from onrecord.records import (
    Damage,
    Entity,
    Expectation,
    Figure,
    Mention,
    Movement,
    Place,
    Question,
    Reading,
    Report,
    Row,
    Statement,
    Time,
)

R = TypeVar("R", bound=Row)
ORDER = ("report", "span_start", "span_end", "kind", "entity", "statement")


class Kind(Generic[R]):
    """A record type and the table that holds its rows."""

    def __init__(self, row: type[R], table: Table) -> None:
        self.row = row
        self.table = table
        self.names = tuple(f.name for f in fields(row) if f.name in table.c or f.name == "span")  # type: ignore[arg-type]
        spread = (("span_start", "span_end") if name == "span" else (name,) for name in self.names)
        self.columns: tuple[Column[Any], ...] = tuple(table.c[key] for keys in spread for key in keys)

    @property
    def order(self) -> tuple[Column[Any], ...]:
        """The columns that put rows in the order of the export: by id, or by report and span."""
        if "id" in self.table.c:
            return (self.table.c.id,)
        return tuple(self.table.c[name] for name in ORDER if name in self.table.c)

    def values(self, row: R) -> dict[str, Any]:
        """The row as column keys and values."""
        found = {name: getattr(row, name) for name in self.names}
        if "span" in found:
            found["span_start"], found["span_end"] = found.pop("span")
        return found

    def make(self, values: Sequence[Any]) -> R:
        """The row from the values of `columns`, in their order; RecordError when its id does not follow from them."""
        given: dict[str, Any] = {}
        rest = iter(values)
        for name in self.names:
            given[name] = (next(rest), next(rest)) if name == "span" else next(rest)
        stored = given.pop("id") if self.row.IDENTITY else None
        row = self.row(**given)
        if stored is not None and getattr(row, "id", None) != stored:
            raise RecordError(f"{self.row.__name__} {stored} was changed after it was written")
        return row

    def insert(self, connection: Connection, rows: Iterable[R]) -> None:
        """Write the rows; of rows that stand for the same thing, the first."""
        keys = [column.key for column in self.table.primary_key]
        unique: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in rows:
            values = self.values(row)
            unique.setdefault(tuple(values[key] for key in keys), values)
        if unique:
            connection.execute(insert(self.table), list(unique.values()))


REPORTS = Kind(Report, schema.reports)
ENTITIES = Kind(Entity, schema.entities)
LOCAL_ENTITIES = Kind(Entity, schema.local_entities)
MENTIONS = Kind(Mention, schema.mentions)
STATEMENTS = Kind(Statement, schema.statements)
FIGURES = Kind(Figure, schema.figures)
TIMES = Kind(Time, schema.times)
PLACES = Kind(Place, schema.places)
MOVEMENTS = Kind(Movement, schema.movements)
QUESTIONS = Kind(Question, schema.questions)
EXPECTATIONS = Kind(Expectation, schema.expectations)
DAMAGE = Kind(Damage, schema.damage)


def write_reading(connection: Connection, reading: Reading) -> None:
    """Write a report and all rows read from it; RecordError when a row belongs to another report."""
    for row in reading.rows():
        owner = getattr(row, "report", reading.report.id)
        if owner != reading.report.id:
            raise RecordError(f"{type(row).__name__} of report {owner} in the reading of {reading.report.id}")
    for entity in reading.entities:
        if not entity.name.strip():
            raise RecordError(f"an entity of report {reading.report.id} has no name")
    REPORTS.insert(connection, (reading.report,))
    LOCAL_ENTITIES.insert(connection, reading.entities)
    MENTIONS.insert(connection, reading.mentions)
    STATEMENTS.insert(connection, reading.statements)
    FIGURES.insert(connection, reading.figures)
    TIMES.insert(connection, reading.times)
    PLACES.insert(connection, reading.places)
    MOVEMENTS.insert(connection, reading.movements)
    QUESTIONS.insert(connection, reading.questions)
    EXPECTATIONS.insert(connection, reading.expectations)
    DAMAGE.insert(connection, reading.damage)
