"""The record as it stood on a date: which reports were out, and which were known as copies."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, case, func, or_, select, true

from onrecord.errors import UsageError
from onrecord.ledger.rows import REPORTS
from onrecord.ledger.schema import reports
from onrecord.records import Report

BATCH = 500
"""Ids asked for in one query: databases limit the number of parameters."""


def checked_date(value: str | None, name: str) -> str | None:
    """The ISO date `value`, or None for None; UsageError naming the option `name` for anything else."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise UsageError(f"{name} is {value!r}; a date like 2031-03-05 is wanted") from None


def checked_word(value: str | None, name: str, allowed: tuple[str, ...]) -> str | None:
    """The word `value` of a vocabulary, or None for None; UsageError naming the option `name` for any other."""
    if value is not None and value not in allowed:
        raise UsageError(f"{name} is {value!r}; allowed: {', '.join(allowed)}")
    return value


def day(table: FromClause = reports) -> ColumnElement[str]:
    """The day on which a report counts as out: its date of publication, or the day it was added."""
    return func.substr(func.coalesce(table.c.published, table.c.added_at), 1, 10)


def visible(as_of: str | None, table: FromClause = reports) -> ColumnElement[bool]:
    """The condition that a report was out by the end of the day `as_of`."""
    return true() if as_of is None else day(table) <= as_of


def moment(report: Report) -> str:
    """When a report counts as out, as `day` has it but to the second."""
    return report.published or report.added_at or ""


def report_order(report: Report) -> tuple[str, str]:
    """The key that puts reports in order of time."""
    return (moment(report), report.id)


def reports_at(connection: Connection, as_of: str | None, ids: Collection[str] | None = None) -> dict[str, Report]:
    """The reports out by `as_of` (of the `ids`, where given) by id; a copy of a later report is shown as no copy."""
    query: Select[Any] = select(*REPORTS.columns)
    if as_of is not None:
        origin = reports.alias("origin")
        columns = [
            case((visible(as_of, origin), column), else_=None) if column.key.startswith("copy_") else column
            for column in REPORTS.columns
        ]
        joined = reports.outerjoin(origin, reports.c.copy_of == origin.c.id)
        query = select(*columns).select_from(joined).where(visible(as_of))
    if ids is None:
        return {row.id: row for row in map(REPORTS.make, connection.execute(query))}
    found: dict[str, Report] = {}
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), BATCH):
        part = query.where(reports.c.id.in_(wanted[start : start + BATCH]))
        found.update((row.id, row) for row in map(REPORTS.make, connection.execute(part)))
    return found


def one_report(connection: Connection, id_: str) -> Report:
    """The report of that id."""
    return reports_at(connection, None, (id_,))[id_]


def origin_of(report: Report, among: dict[str, Report]) -> Report:
    """The report that `report` goes back to through copies of copies, itself when it is none."""
    seen = {report.id}
    while report.copy_of is not None and report.copy_of in among and report.copy_of not in seen:
        report = among[report.copy_of]
        seen.add(report.id)
    return report


def report_by_prefix(connection: Connection, prefix: str) -> Report:
    """The one report whose id begins with `prefix`; UsageError when there is none, or several."""
    start = prefix.strip().lower()
    if len(start) < 4:
        raise UsageError(f"the report id {prefix!r} is too short; give at least its first 4 characters")
    # "g" comes after every hexadecimal digit.
    beginning = and_(reports.c.id >= start, or_(reports.c.id == start, reports.c.id < start + "g"))
    ids = connection.execute(select(reports.c.id).where(beginning).order_by(reports.c.id).limit(6)).scalars().all()
    if not ids:
        raise UsageError(
            f"no report has an address, a file or an id that begins with {prefix!r}; onrecord reports lists them all"
        )
    if len(ids) > 1:
        shown = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
        raise UsageError(f"several reports have ids that begin with {prefix!r}: {shown}; give more characters")
    return one_report(connection, ids[0])


def named_report(connection: Connection, name: str) -> Report:
    """The one report of that address, path or file name, or whose id begins so; UsageError for none, or several."""
    path = reports.c.path
    ending = [path.endswith(f"{slash}{name}", autoescape=True) for slash in "/\\"]
    query = select(reports.c.id).where(or_(reports.c.url == name, path == name, *ending)).order_by(reports.c.id)
    ids = connection.execute(query.limit(6)).scalars().all() if name.strip() else []
    if len(ids) > 1:
        shown = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
        raise UsageError(f"several reports are named {name!r}; give the id of one of them: {shown}")
    return one_report(connection, ids[0]) if ids else report_by_prefix(connection, name)


def cite(report: Report) -> dict[str, Any]:
    """The report as a listing names it: `report` (its id), `outlet`, `title`, `url`, `published`."""
    names = ("outlet", "title", "url", "published")
    return {"report": report.id, **{name: getattr(report, name) for name in names}}
