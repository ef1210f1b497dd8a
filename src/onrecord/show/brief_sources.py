"""Where each row of a brief comes from: numbered reports, and the characters in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.ledger import Asking, Awaited, Brief, Disputed, KeyFigure, Moved, Quoted, Said
from onrecord.ledger.asof import report_order
from onrecord.ledger.awaited import Told
from onrecord.ledger.figures import Given
from onrecord.records import Report, Spans

LISTED = 200
"""Reports that the list of sources has at most beside those that rows come from."""

GIVEN = 4
"""Numbers that the brief shows of one key figure."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a report: spans of characters, from 0, the end not included; none for the report as a whole."""

    report: Report
    spans: Spans = ()


class Sources:
    """The reports that a brief's rows come from, numbered from 1 in order of time."""

    def __init__(self, brief: Brief, reports: Sequence[Report] = ()) -> None:
        cited = {one.report.id: one.report for rows in every(brief) for row in rows for one in sources_of(row)}
        cited |= {report.id: report for report in brief.rewritten}
        if len(reports) <= LISTED:
            cited |= {report.id: report for report in reports}
        self.reports = tuple(sorted(cited.values(), key=report_order))
        self.numbers = {report.id: number for number, report in enumerate(self.reports, 1)}
        self.total = brief.reports

    def reference(self, sources: Iterable[Source]) -> str:
        """Sources as a reference: "[2: 120–184, 190–201; 5]", report 2 at these characters and report 5."""
        return f"[{'; '.join(map(self.one, sources))}]"

    def one(self, source: Source) -> str:
        """One source of a reference."""
        number = str(self.numbers[source.report.id])
        return f"{number}: {characters(source.spans)}" if source.spans else number

    @property
    def everything(self) -> str:
        """The reference of what was counted over all reports."""
        if not self.total:
            return ""
        if len(self.reports) < self.total:
            return "[all reports]"
        return "[1]" if self.total == 1 else f"[1–{self.total}]"


def characters(spans: Spans) -> str:
    """Spans as characters: "120–184, 190–201"."""
    return ", ".join(f"{start}–{end}" for start, end in spans)


def every(brief: Brief) -> Iterable[Sequence[object]]:
    """All rows of a brief that come from places in reports."""
    return (
        brief.disputes, brief.altered, brief.figures, brief.expected, brief.open, brief.denials, brief.unknown,
        brief.movements,
    )  # fmt: skip


def sources_of(row: object) -> tuple[Source, ...]:
    """Where a row of a brief comes from, in the order in which the row tells it."""
    match row:
        case Disputed():
            return (place(row.first[0]), place(row.second[0]))
        case Quoted():
            return (place(row.original), place(row.variant))
        case KeyFigure():
            return tuple(map(place, shown(row)))
        case Awaited():
            return (place(row.said), *([place(row.told)] if row.told else ()))
    return (place(row),)


def place(row: object) -> Source:
    """The place at which a row stands. Raises TypeError for what stands at none."""
    match row:
        case Said():
            return Source(row.report, row.content)
        case Given():
            return Source(row.report, (row.figure.span,))
        case Moved():
            return Source(row.report, (row.movement.span,))
        case Asking():
            return Source(row.report, (row.question.span,))
        case Told():
            return place(row.said) if row.said else Source(row.report, (row.span,) if row.span else ())
    raise TypeError(f"a {type(row).__name__} stands at no place of a report")


def shown(figure: KeyFigure) -> tuple[Given, ...]:
    """The numbers of a key figure that a brief shows: all, or the first and the latest."""
    given = figure.given
    return given if len(given) <= GIVEN else (given[0], *given[1 - GIVEN :])
