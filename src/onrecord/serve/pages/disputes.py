"""What cannot both hold: two sides, who speaks on each, when, in which outlets, from how many origins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from onrecord.ledger import Course, Disputed, Given
from onrecord.ledger.together import Row, names, outlets
from onrecord.records import DISPUTE_KINDS, Report
from onrecord.serve.page import Asked, Elsewhere, Filter, NotFound, Page, Shown
from onrecord.serve.record import Record
from onrecord.serve.wording import Passage, dated, heading, passage, row_id
from onrecord.show.across import told

KINDS = {
    "denied": "Denied",
    "contradicted": "Contradicted",
    "figures_differ": "Figures differ",
}
"""What the kinds of disputes are called."""
SIDES = "-"
"""Between a row of one side and a row of the other in an address: `/disputes/ROW-ROW`."""


def disputes(asked: Asked) -> Shown:
    """The disputes, those between most origins first."""
    record, chosen = asked.record, asked.filters
    rows = list(record.disputes.values())
    if chosen["kind"]:
        rows = [row for row in rows if row.kind == chosen["kind"]]
    if chosen["q"]:
        about = record.about(chosen["q"])
        rows = [row for row in rows if any(row_id(one) in about for one in both(row))]
    if chosen["who"]:
        speaks = record.voices.called(chosen["who"]).makes
        rows = [row for row in rows if any(map(speaks, both(row)))]
    if chosen["since"] or chosen["until"]:
        between = dated(chosen["since"], chosen["until"])
        rows = [row for row in rows if between(row.second[0])]
    paged = asked.paged(rows)
    context = {"paged": paged, "kinds": KINDS, "sides": {row.dispute.id: sides(record, row) for row in paged.rows}}
    return Shown("disputes.html", "Disputes", context, lambda: paged.data(Disputed.to_dict))


def both(row: Disputed) -> tuple[Row, ...]:
    """The statements or figures of both sides."""
    return (*row.first, *row.second)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: its oldest row, and who says so, where, in how many reports from how many origins."""

    oldest: Row
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]
    reports: int
    origins: int

    @property
    def since(self) -> str:
        """The day of its oldest row."""
        return self.oldest.date


def sides(record: Record, row: Disputed) -> tuple[Side, Side]:
    """Both sides of a dispute, the older one first."""
    first, second = (
        Side(rows[0], speaking(rows), tuple(outlets(rows)), len({one.report.id for one in rows}), origins)
        for rows, origins in zip((row.first, row.second), row.each, strict=True)
    )
    return first, second


def speaking(rows: Sequence[Row]) -> tuple[str, ...]:
    """Who speaks, each once, in the order of the rows."""
    return tuple(dict.fromkeys(name.strip(" ,;:") for name in names(rows)))


@dataclass(frozen=True, slots=True)
class Entry:
    """A row on one side: a statement, or a figure in its sentence; and the report that a copy goes back to."""

    row: Row
    origin: Report | None
    passage: Passage | None

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure."""
        return isinstance(self.row, Given)

    @property
    def anchor(self) -> str:
        """Where it stands on its report's page."""
        return f"{'f' if self.is_figure else 's'}-{row_id(self.row)}"


def entry(record: Record, row: Row) -> Entry:
    """A row as a side shows it."""
    origin = record.origins.of(row.report.id)
    copied = record.reports[origin] if origin != row.report.id else None
    return Entry(row, copied, passage(row) if isinstance(row, Given) else None)


def dispute(asked: Asked) -> Shown:
    """One dispute: both sides, every row with its speaker, its day and its origin."""
    record = asked.record
    row = found(asked)
    paged = asked.paged(list(zip_longest(row.first, row.second)))
    shown = [[entry(record, one[at]) for one in paged.rows if one[at] is not None] for at in (0, 1)]
    context = {
        "asked": kept(asked, row),
        "dispute": row,
        "kind": KINDS[row.kind],
        "sides": list(zip(sides(record, row), shown, strict=True)),
        "paged": paged,
        "series": series_of(record, row),
    }

    def data() -> dict[str, Any]:
        return {**row.to_dict(), **paged.data(facing_rows)}

    return Shown("dispute.html", f"{KINDS[row.kind]}: {heading(told(row.first[0]))}", context, data)


def facing_rows(pair: tuple[Row | None, Row | None]) -> dict[str, Any]:
    """A row of either side, as plain values; None where one side has fewer."""
    first, second = (one.to_dict() if one else None for one in pair)
    return {"first": first, "second": second}


def series_of(record: Record, row: Disputed) -> list[Course]:
    """The series that the figures of a dispute are part of."""
    found = (
        one for given in both(row) if isinstance(given, Given) for one in record.series_of.get(given.figure.id, ())
    )
    return list({one.series.id: one for one in found}.values())


def found(asked: Asked) -> Disputed:
    """The dispute at the address: its id, or a row of one side and a row of the other.

    A dispute's id follows from all its rows, which may be others on another day; two of them stay where they are. The
    id of one row alone leads to the foremost dispute that it is part of.
    """
    record, id_ = asked.record, asked.path["id"]
    one, between, other = id_.partition(SIDES)
    if between:
        if opposed := facing(record, one, other):
            return opposed[0]
        raise NotFound(f"nothing is disputed between {one!r} and {other!r}{by(asked)}")
    if id_ in record.disputes:
        return record.disputes[id_]
    if id_ in record.disputes_of:
        raise Elsewhere(asked.url("dispute", id=address(record, record.disputes_of[id_][0])))
    today = asked.record_at(None)
    if id_ in today.disputes:
        raise Elsewhere(asked.url("dispute", id=address(today, today.disputes[id_])))
    return asked.one(record.disputes, "dispute")


def by(asked: Asked) -> str:
    """The day asked for, as part of a message."""
    return f" in the reports out by {asked.as_of}; ask for a later day" if asked.as_of else ""


def facing(record: Record, one: str, other: str) -> list[Disputed]:
    """The disputes that have one row on one side and the other on the other side."""
    found = []
    for row in record.disputes_of.get(one, ()):
        first, second = ({row_id(each) for each in side} for side in (row.first, row.second))
        if (one in first and other in second) or (one in second and other in first):
            found.append(row)
    return found


def address(record: Record, row: Disputed) -> str:
    """What names a dispute on other days too: the oldest rows of both sides; its id, where these face each other
    elsewhere first."""
    one, other = row_id(row.first[0]), row_id(row.second[0])
    opposed = facing(record, one, other)
    return f"{one}{SIDES}{other}" if opposed and opposed[0].dispute.id == row.dispute.id else row.dispute.id


def kept(asked: Asked, row: Disputed) -> Asked:
    """What was asked, under the address that holds on other days too."""
    return replace(asked, path={**asked.path, "id": address(asked.record, row)})


PAGES = (
    Page(
        "disputes",
        disputes,
        "Disputes",
        (
            Filter("kind", "Kind", "choice", DISPUTE_KINDS),
            Filter("q", "Words"),
            Filter("who", "Speaker"),
            Filter("since", "Disputed since", "date"),
            Filter("until", "Until", "date"),
        ),
    ),
    Page("dispute", dispute),
)
