"""Full-text search over a record that is kept in memory: ranked in the ledger, the passages of shown rows alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, text

from onrecord.ledger import Hit, Said
from onrecord.ledger.asof import report_order
from onrecord.ledger.search import CLOSED, OPENED, marked, match_expression
from onrecord.records import Report

if TYPE_CHECKING:
    from onrecord.serve.record import Record

BEST = {
    kind: text(
        f"SELECT rowid, {kind} AS id, rank FROM {kind}_index "
        f"WHERE {kind}_index MATCH :query AND rank MATCH '{weights}' ORDER BY rank"
    )
    for kind, weights in (("report", "bm25(0.0, 4.0, 1.0, 1.0)"), ("statement", "bm25(0.0, 2.0, 1.0, 1.0)"))
}
"""The best rows of either kind; the weights are those of the ledger's own search."""
PASSAGES = {
    kind: text(
        f"SELECT rowid, snippet({kind}_index, {column}, '{OPENED}', '{CLOSED}', '…', 28) AS snippet "
        f"FROM {kind}_index WHERE {kind}_index MATCH :query AND rowid IN :rows"
    ).bindparams(bindparam("rows", expanding=True))
    for kind, column in (("report", 2), ("statement", 1))
}


@dataclass(frozen=True, slots=True)
class Found:
    """A row that holds the words: its report, the statement where it is one, its number in the index, its score."""

    report: Report
    statement: Said | None
    row: int
    score: float

    @property
    def kind(self) -> str:
        """What was found: "statement" or "report"."""
        return "report" if self.statement is None else "statement"


def best(
    connection: Connection, query: str, record: "Record", most: int, keeps: Callable[[Said], bool] | None = None
) -> list[Found]:
    """The best `most` rows of the record, best first, in the order of the ledger's own search.

    With `keeps` only statements for which it is true.
    """
    expression = match_expression(query)
    found: list[Found] = []
    for kind in ("statement",) if keeps else ("statement", "report"):
        rows = connection.execute(BEST[kind], {"query": expression}) if expression else ()
        of_kind = (one for row in rows if (one := known(kind, row, record)) and passes(one, keeps))
        found += islice(of_kind, most)
    return sorted(found, key=order)[:most]


def known(kind: str, row: Row[Any], record: "Record") -> Found | None:
    """A row of the index as one of the record; None for one that was rejected, or came later."""
    if kind == "report":
        report = record.reports.get(row.id)
        return Found(report, None, row.rowid, -row.rank) if report else None
    said = record.said.get(row.id)
    return Found(said.report, said, row.rowid, -row.rank) if said else None


def passes(row: Found, keeps: Callable[[Said], bool] | None) -> bool:
    """Whether a row is kept."""
    return keeps is None or (row.statement is not None and keeps(row.statement))


def order(row: Found) -> tuple[float, bool, tuple[str, str], str]:
    """The key that puts hits in order: of equally good ones, statements and earlier reports first."""
    id_ = row.statement.id if row.statement else ""
    return (-row.score, row.statement is None, report_order(row.report), id_)


def with_passages(connection: Connection, query: str, rows: Sequence[Found]) -> list[Hit]:
    """The rows with the passage around the words found."""
    expression = match_expression(query)
    passages: dict[tuple[str, int], str] = {}
    for kind, sql in PASSAGES.items():
        numbers = [row.row for row in rows if row.kind == kind]
        if numbers:
            given = {"query": expression, "rows": numbers}
            passages.update({(kind, row.rowid): row.snippet for row in connection.execute(sql, given)})
    return [hit(row, passages.get((row.kind, row.row), "")) for row in rows]


def hit(row: Found, passage: str) -> Hit:
    """A row as the ledger's own search gives it."""
    snippet, marks = marked(passage)
    return Hit(report=row.report, statement=row.statement, snippet=snippet, marks=marks, score=row.score)
