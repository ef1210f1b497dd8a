"""Rows as they stand in the ledger, those that were rejected too: what judgements are about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger import Judgement
from onrecord.ledger.asof import BATCH, reports_at
from onrecord.ledger.fixing import ROWS, rows
from onrecord.ledger.rows import FIGURES, MOVEMENTS, QUESTIONS, STATEMENTS, Kind
from onrecord.records import Report, Statement, quote

TABLES: dict[str, Kind[Any]] = {
    "statement": STATEMENTS,
    "figure": FIGURES,
    "movement": MOVEMENTS,
    "question": QUESTIONS,
}
"""The kinds of rows that judgements name by their ids."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A row by its `kind` (a key of `TABLES`) and id, its words, and its report."""

    kind: str
    id: str
    words: str
    report: Report

    @property
    def anchor(self) -> str:
        """Its anchor on the page of its report."""
        return f"{self.kind[0]}-{self.id}"

    def to_dict(self) -> dict[str, Any]:
        """The row as plain values: kind, id, words, and the report's id."""
        return {"kind": self.kind, "id": self.id, "words": self.words, "report": self.report.id}


def stored(connection: Connection, ids: Collection[str]) -> dict[str, Stored]:
    """The rows of these ids by id; ids that no row has are left out."""
    wanted = sorted(set(ids))
    found: list[tuple[str, Any]] = []
    for kind, table in TABLES.items():
        for start in range(0, len(wanted), BATCH):
            query = select(*table.columns).where(table.table.c.id.in_(wanted[start : start + BATCH]))
            found += ((kind, table.make(row)) for row in connection.execute(query))
    where = reports_at(connection, None, {row.report for _, row in found})
    return {row.id: Stored(kind, row.id, words(row, where[row.report]), where[row.report]) for kind, row in found}


def words(row: Any, report: Report) -> str:
    """The words of a row in its report."""
    return quote(report.text, row.content if isinstance(row, Statement) else (row.span,))


def beginning(connection: Connection, prefix: str) -> list[str]:
    """The ids of rows that begin so; a few of each kind at most."""
    return [id_ for _, id_ in rows(connection, prefix, tuple(ROWS))]


def named_ids(judgement: Judgement) -> list[str]:
    """The ids of the rows that a judgement is about, and of the dispute that it rejects; none for names."""
    if judgement.kind in ("same", "different"):
        return []
    if judgement.kind == "speaker":
        return [judgement.subject[0]]
    own = list(flat(judgement.subject))
    return [*own, judgement.value] if judgement.value else own


def flat(subject: Iterable[Any]) -> Iterable[str]:
    """The ids in a subject, in its order; the sides of a relation are lists within it."""
    for part in subject:
        if isinstance(part, str):
            yield part
        else:
            yield from part
