"""A record that was exported, taken into a ledger.

Of an export, the reports and the judgements are taken; what was found in the reports is read anew, and so are their
relations worked out. The same onrecord finds the same, so the ledger comes to be the one that was exported, and no row
is ever believed that does not stand in a report.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import RecordError, UsageError
from onrecord.ledger.adding import Added, Progress, Tools, add_reports
from onrecord.ledger.joining import join
from onrecord.ledger.judgements import KINDS, Judgement, stored, write
from onrecord.ledger.store import Store
from onrecord.records import Report, frozen

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: reports as for adding, and judgements that were not there."""

    reports: Added
    judgements: int


def take(
    store: Store, record: Mapping[str, Any], tools: Tools, progress: Callable[[Progress], None] | None
) -> Imported:
    """Take in the reports and judgements of an export, as `export_json` gives it.

    All of it is checked before anything is written: UsageError names the row that is wrong. A report that the ledger
    holds stays as it is, and so does a judgement.
    """
    reports = [report_of(row, place) for place, row in enumerate(rows(record, "reports"))]
    judged = [judgement_of(row, place) for place, row in enumerate(rows(record, "judgements"))]
    check_once(reports)
    moments = {report.id: moment(report, place, tools) for place, report in enumerate(reports)}
    whole = Tools(tools.read, tools.clock, moments.get)
    added = add_reports(store, reports, whole, progress)
    with store.writing() as connection:
        known = {told(row) for row in stored(connection)}
        new = [row for row in judged if told(row) not in known]
        for row in new:
            write(connection, row)
    if new:
        join(store)
    return Imported(added, len(new))


def rows(record: Mapping[str, Any], table: str) -> Rows:
    """The rows of a table of the export; UsageError where it is no list of objects, or where there are no reports."""
    found = record.get(table, [] if table == "judgements" else None)
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise UsageError(f"no export of onrecord: {table} is {type(found).__name__}, a list of objects is wanted")
    return found


def report_of(row: Mapping[str, Any], place: int) -> Report:
    """The report of a row, as it was added: what it was copied from is worked out anew."""
    wrong = f"row {place + 1} of reports"
    stems = {"copy_of": None, "copy_kind": None, "copy_share": None}
    try:
        report = Report.from_dict({**row, **stems})
    except (TypeError, ValueError, RecordError) as error:
        raise UsageError(f"{wrong} is no report: {error}") from error
    if any(
        not isinstance(getattr(report, name), str | None) for name in ("url", "path", "outlet", "published", "text")
    ):
        raise UsageError(f"{wrong} is no report: its fields must be text")
    if report.id != row.get("id"):
        raise UsageError(f"{wrong} has the id {row.get('id')!r}, but its text and headers give {report.id}")
    return report


def check_once(reports: Iterable[Report]) -> None:
    """Raise UsageError where a report is there twice."""
    seen: set[str] = set()
    for report in reports:
        if report.id in seen:
            raise UsageError(f"report {report.id} is there twice")
        seen.add(report.id)


def moment(report: Report, place: int, tools: Tools) -> datetime:
    """When the report was added; now where the export does not say."""
    if report.added_at is None:
        return tools.clock()
    try:
        found = datetime.fromisoformat(report.added_at)
    except (TypeError, ValueError) as error:
        raise UsageError(
            f"row {place + 1} of reports was added at {report.added_at!r}: no moment in ISO 8601"
        ) from error
    return found.replace(tzinfo=found.tzinfo or UTC)


def judgement_of(row: Mapping[str, Any], place: int) -> Judgement:
    """The judgement of a row."""
    names = {field.name for field in fields(Judgement)}
    optional = {"value", "why", "undone_at", "undone_by"}
    wrong = f"row {place + 1} of judgements"
    if set(row) != names:
        raise UsageError(f"{wrong} has the fields {', '.join(sorted(row))}; wanted are {', '.join(sorted(names))}")
    for name in names - {"subject"}:
        if not isinstance(row[name], str) and not (name in optional and row[name] is None):
            raise UsageError(f"{wrong}: {name} is {row[name]!r}; text is wanted")
    if row["kind"] not in KINDS or not is_subject(row["kind"], row["subject"]):
        raise UsageError(f"{wrong} is of kind {row['kind']!r} about {row['subject']!r}: there is no such judgement")
    return Judgement(**{name: frozen(row[name]) for name in names})


def is_subject(kind: str, subject: Any) -> bool:
    """Whether a judgement of the kind can be about that, as `Judgement` has it."""
    if not isinstance(subject, list) or not subject:
        return False
    texts = all(isinstance(part, str) for part in subject)
    if kind == "reject" and not texts:
        sides = all(isinstance(part, list) and part and all(isinstance(id_, str) for id_ in part) for part in subject)
        return sides and len(subject) == 2
    sizes = {"same": 4, "different": 4, "speaker": 2, "reject": 1}
    return texts and len(subject) == sizes.get(kind, len(subject))


def told(judgement: Judgement) -> Judgement:
    """The judgement without its id, which follows from its place among others, too."""
    return replace(judgement, id="")


__all__ = ["Imported", "take"]
