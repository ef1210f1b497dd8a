"""Full-text search over a record that is kept in memory: ranked in the ledger, the passages of shown rows alone."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, text

from onrecord.ledger import Hit, Said, search_server
from onrecord.ledger.asof import report_order
from onrecord.ledger.search_file import match_expression
from onrecord.ledger.search_words import CLOSED, OPENED, marked
from onrecord.records import Report

if TYPE_CHECKING:
    from onrecord.serve.record import Record

WINDOW = 3_000
"""Rows of an index that are ranked at a time, the last added first: a word of every report tells little of any."""

BEST = {
    kind: text(
        f"SELECT rowid, {kind} AS id, rank FROM {kind}_index "
        f"WHERE {kind}_index MATCH :query AND rank MATCH '{weights}' "
        "AND rowid > :after AND rowid <= :until ORDER BY rank"
    )
    for kind, weights in (("report", "bm25(0.0, 4.0, 1.0, 1.0)"), ("statement", "bm25(0.0, 2.0, 1.0, 1.0)"))
}
"""The best rows of either kind between two numbers; the weights are those of the ledger's own search."""
BEGINS = {
    kind: text(
        f"SELECT rowid FROM {kind}_index WHERE {kind}_index MATCH :query AND rowid <= :until "
        "ORDER BY rowid DESC LIMIT 1 OFFSET :window"
    )
    for kind in BEST
}
"""The number before the first one of a window that ends with another."""
AMONG = text(
    "SELECT rowid, statement AS id, rank FROM statement_index WHERE statement_index MATCH :query "
    "AND rank MATCH 'bm25(0.0, 2.0, 1.0, 1.0)' AND +rowid IN (SELECT value FROM json_each(:rows))"
)
"""Those of the statements with these numbers that hold the words; ranked one by one, the others not at all."""
NUMBERS = text("SELECT statement, rowid FROM statement_index")
SELECTIVE = 20_000
"""Statements that are looked up one by one; among more of them, the words are looked up first."""
SPARE = 1_000
"""Rows more than are wanted that a database is asked for, as some may have been rejected."""
LAST = 2**62
"""No row has a number above that."""
PASSAGES = {
    kind: text(
        f"SELECT rowid, snippet({kind}_index, {column}, '{OPENED}', '{CLOSED}', '…', 28) AS snippet "
        f"FROM {kind}_index WHERE {kind}_index MATCH :query AND rowid >= :first AND rowid <= :last AND +rowid IN :rows"
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
    connection: Connection, query: str, record: "Record", most: int, among: Sequence[Said] | None = None
) -> list[Found]:
    """The best `most` rows of the record, best first, in the order of the ledger's own search.

    With `among` only those statements. Of words that stand in more than `WINDOW` rows the last ones added are ranked,
    and as many more of them as are needed for `most`.
    """
    if connection.dialect.name != "sqlite":
        return sorted(on_server(connection, query, record, most, among), key=order)[:most]
    expression = match_expression(query)
    if not expression:
        return []
    if among is None:
        kinds = ("statement", "report")
        found = [row for kind in kinds for row in of_kind(connection, kind, expression, most, lambda row: True, record)]
    elif len(among) <= SELECTIVE:
        rows = json.dumps([record.numbers[row.id] for row in among if row.id in record.numbers])
        ranked = connection.execute(AMONG, {"query": expression, "rows": rows})
        found = [one for row in ranked if (one := known("statement", row, record))]
    else:
        ids = {row.id for row in among}
        found = of_kind(connection, "statement", expression, most, lambda row: is_of(row, ids), record)
    return sorted(found, key=order)[:most]


def on_server(
    connection: Connection, query: str, record: "Record", most: int, among: Sequence[Said] | None
) -> Iterator[Found]:
    """The best rows of the record in a database, or those of some statements."""
    if among is None:
        # Of an earlier day, or where rows were rejected, some are none of the record.
        spare = most + (len(record.said) if record.as_of else SPARE)
        ranked = [
            (kind, *row)
            for kind in ("statement", "report")
            for row in search_server.best(connection, query, kind, spare)
        ]
    else:
        ranked = [("statement", *row) for row in search_server.among(connection, query, (row.id for row in among))]
    for kind, id_, rank in ranked:
        if kind == "report":
            if report := record.reports.get(id_):
                yield Found(report, None, 0, -rank)
        elif said := record.said.get(id_):
            yield Found(said.report, said, 0, -rank)


def of_kind(
    connection: Connection, kind: str, expression: str, most: int, keeps: Callable[[Found], bool], record: "Record"
) -> list[Found]:
    """The best rows of one kind, window by window, until there are `most`."""
    found: list[Found] = []
    until = LAST
    while True:
        begins = connection.execute(BEGINS[kind], {"query": expression, "until": until, "window": WINDOW})
        after = begins.scalar_one_or_none()
        given = {"query": expression, "after": after or 0, "until": until}
        rows = (one for row in connection.execute(BEST[kind], given) if (one := known(kind, row, record)))
        found += islice(filter(keeps, rows), most - len(found))
        if after is None or len(found) >= most:
            return found
        until = after


def known(kind: str, row: Row[Any], record: "Record") -> Found | None:
    """A row of the index as one of the record; None for one that was rejected, or came later."""
    if kind == "report":
        report = record.reports.get(row.id)
        return Found(report, None, row.rowid, -row.rank) if report else None
    said = record.said.get(row.id)
    return Found(said.report, said, row.rowid, -row.rank) if said else None


def is_of(row: Found, ids: Collection[str]) -> bool:
    """Whether a row is one of those statements."""
    return row.statement is not None and row.statement.id in ids


def numbers(connection: Connection) -> dict[str, int]:
    """The number of each statement in a file's index, by its id; a server's has none."""
    if connection.dialect.name != "sqlite":
        return {}
    return {row.statement: row.rowid for row in connection.execute(NUMBERS)}


def order(row: Found) -> tuple[float, bool, tuple[str, str], str]:
    """The key that puts hits in order: of equally good ones, statements and earlier reports first."""
    id_ = row.statement.id if row.statement else ""
    return (-row.score, row.statement is None, report_order(row.report), id_)


def with_passages(connection: Connection, query: str, rows: Sequence[Found]) -> list[Hit]:
    """The rows with the passage around the words found."""
    if connection.dialect.name != "sqlite":
        return [on_line(row, query) for row in rows]
    expression = match_expression(query)
    passages: dict[tuple[str, int], str] = {}
    for kind, sql in PASSAGES.items():
        numbers = [row.row for row in rows if row.kind == kind]
        if numbers:
            given = {"query": expression, "rows": numbers, "first": min(numbers), "last": max(numbers)}
            passages.update({(kind, row.rowid): row.snippet for row in connection.execute(sql, given)})
    return [hit(row, passages.get((row.kind, row.row), "")) for row in rows]


def on_line(row: Found, query: str) -> Hit:
    """A row of a database as the ledger's own search gives it."""
    snippet, marks = search_server.passage(row.statement.quote if row.statement else row.report.text, query)
    return Hit(report=row.report, statement=row.statement, snippet=snippet, marks=marks, score=row.score)


def hit(row: Found, passage: str) -> Hit:
    """A row as the ledger's own search gives it."""
    snippet, marks = marked(passage)
    return Hit(report=row.report, statement=row.statement, snippet=snippet, marks=marks, score=row.score)
