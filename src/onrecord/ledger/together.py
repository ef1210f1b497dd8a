"""What several reports come to together: same claims, disputes, quotation variants, series, with who said what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from onrecord.ledger.asof import reports_at
from onrecord.ledger.descriptions import joined_at
from onrecord.ledger.entities import JoinedThen
from onrecord.ledger.figures import Given, given
from onrecord.ledger.judgements import Judged
from onrecord.ledger.origins import Origins
from onrecord.ledger.relations import relations
from onrecord.ledger.said import Asked, Said, said, with_statements
from onrecord.records import Dispute, QuoteVariant, Report, Series
from onrecord.relate.gathering import Gathered

Row = Said | Given
"""One end of a relation: a statement or a figure."""

FAITHFUL = ("verbatim", "trimmed")
"""Kinds of quotation variants that alter nothing."""


class Together:
    """The record across reports as of the end of a day, or of now; each part is worked out when it is asked for."""

    def __init__(self, connection: Connection, as_of: str | None) -> None:
        self.connection = connection
        self.as_of = as_of

    @cached_property
    def gathered(self) -> Gathered:
        """The relations, as ids."""
        return relations(self.connection, self.as_of, self.joined)

    @cached_property
    def joined(self) -> JoinedThen:
        """Who is who as of the day, by the numbers of descriptions; None for now, when the ledger has that."""
        return None if self.as_of is None else joined_at(self.connection, self.as_of)

    @cached_property
    def judged(self) -> Judged:
        """The judgements that hold."""
        return Judged(self.connection)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by id."""
        return reports_at(self.connection, self.as_of)

    @cached_property
    def origins(self) -> Origins:
        """Which report copies which."""
        return Origins(self.reports)

    @cached_property
    def said(self) -> dict[str, Said]:
        """The statements by id."""
        return {row.id: row for row in said(self.connection, Asked(as_of=self.as_of))}

    @cached_property
    def given(self) -> dict[str, Given]:
        """The figures by id."""
        return {row.figure.id: row for row in given(self.connection, None, self.as_of)}

    def statements(self, ids: Collection[str]) -> dict[str, Said]:
        """The statements among these ids, and perhaps others, by id; without reading all where few are wanted."""
        return self.said if "said" in vars(self) else with_statements(self.connection, ids, self.as_of)

    @cached_property
    def today(self) -> str | None:
        """The day up to which the record goes: the day asked for, else that of the newest report; an ISO date."""
        published = [report.published[:10] for report in self.reports.values() if report.published]
        return self.as_of or max(published, default=None)

    @cached_property
    def retold(self) -> frozenset[str]:
        """The statements of copies that assert the same as one of the report that theirs goes back to."""
        found = set()
        rows = self.statements({id_ for claim in self.gathered.same_claims for id_ in claim})
        for claim in self.gathered.same_claims:
            reports = {rows[id_].report.id for id_ in claim}
            for id_ in claim:
                report = rows[id_].report.id
                if self.origins.of(report) != report and self.origins.of(report) in reports:
                    found.add(id_)
        return frozenset(found)

    def repeats(self, said: Said) -> bool:
        """Whether a statement of a copy is one of its origin's, in the same words or in others."""
        return said.id in self.retold or self.origins.repeats(said)

    def independent(self, rows: Sequence[Row]) -> int:
        """How many origins the rows' reports go back to."""
        return len({self.origins.of(row.report.id) for row in rows})

    def claims(self) -> list["Claim"]:
        """The claims that stand in several reports, those of most origins first, then the oldest."""
        found = []
        said = self.statements({id_ for claim in self.gathered.same_claims for id_ in claim})
        for ids in self.gathered.same_claims:
            rows = tuple(sorted((said[id_] for id_ in ids), key=in_time))
            found.append(Claim(rows, self.independent(rows)))
        return sorted(found, key=lambda claim: (-claim.origins, in_time(claim.said[0])))

    def disputes(self) -> list["Disputed"]:
        """The disputes, those between most origins first, then the oldest."""
        found = []
        ids = {id_ for dispute in self.gathered.disputes for side in dispute.between for id_ in side}
        said = self.statements(ids)
        for dispute in self.gathered.disputes:
            rows = ([said.get(id_) or self.given[id_] for id_ in side] for side in dispute.between)
            sides = [tuple(sorted(side, key=in_time)) for side in rows]
            first, second = sorted(sides, key=lambda side: in_time(side[0]))
            each = self.independent(first), self.independent(second)
            found.append(Disputed(dispute, first, second, each, self.independent([*first, *second])))
        return sorted(found, key=lambda row: (-row.origins, in_time(row.first[0]), row.dispute.id))

    def quotes(self) -> list["Quoted"]:
        """The quotations that stand in several reports, in order of time."""
        pairs = self.gathered.quote_variants
        said = self.statements({id_ for row in pairs for id_ in (row.original, row.variant)})
        rows = [Quoted(row, said[row.original], said[row.variant]) for row in pairs]
        return sorted(rows, key=lambda row: (in_time(row.original), in_time(row.variant)))

    def series(self) -> list["Course"]:
        """The quantities that were given several values, those with most values first."""
        rows = [Course(row, tuple(self.given[id_] for id_ in row.figures)) for row in self.gathered.series]
        return sorted(rows, key=lambda row: (-len(row.given), in_time(row.given[0]), row.series.id))


def in_time(row: Row) -> tuple[Any, ...]:
    """The key that puts statements and figures in order of when their reports came, then of their place in the text."""
    span = row.statement.content if isinstance(row, Said) else (row.figure.span,)
    return (row.report.published or "9999", row.report.id, span)


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements that assert one thing, the oldest first, from so many origins."""

    said: tuple[Said, ...]
    origins: int

    def to_dict(self) -> dict[str, Any]:
        """The claim as plain values: the oldest wording, the ids of all statements, who says so and where."""
        return {
            "claim": self.said[0].quote,
            "statement": self.said[0].id,
            "statements": [row.id for row in self.said],
            "speakers": names(self.said),
            "outlets": outlets(self.said),
            "origins": self.origins,
            "since": self.said[0].date,
        }


@dataclass(frozen=True, slots=True)
class Disputed:
    """Two sides that cannot both hold, `first` the older one, each the oldest row first.

    `each` are the numbers of origins on either side, `origins` that of both together.
    """

    dispute: Dispute
    first: tuple[Row, ...]
    second: tuple[Row, ...]
    each: tuple[int, int]
    origins: int

    @property
    def kind(self) -> str:
        """What kind of dispute it is (`DISPUTE_KINDS`)."""
        return self.dispute.kind

    def to_dict(self) -> dict[str, Any]:
        """The dispute as plain values: id, kind and origins, and of each side words, ids, speakers, outlets, date."""
        sides = zip(("first", "second"), (self.first, self.second), self.each, strict=True)
        return {
            "id": self.dispute.id,
            "kind": self.kind,
            "origins": self.origins,
            **{name: side(rows, origins) for name, rows, origins in sides},
        }


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in a later report, and the original that it is a variant of."""

    row: QuoteVariant
    original: Said
    variant: Said

    @property
    def kind(self) -> str:
        """How they differ (`VARIANT_KINDS`)."""
        return self.row.kind

    @property
    def is_altered(self) -> bool:
        """Whether it has other words, the opposite sense or another speaker."""
        return self.kind not in FAITHFUL

    def to_dict(self) -> dict[str, Any]:
        """The pair as plain values: its kind and changes, and of each the words, speaker and report."""
        return {**self.row.to_dict(), "original_row": self.original.to_dict(), "variant_row": self.variant.to_dict()}


@dataclass(frozen=True, slots=True)
class Course:
    """The values that a quantity was given, in order of time."""

    series: Series
    given: tuple[Given, ...]

    @property
    def superseded(self) -> tuple[Given, ...]:
        """Of a revised quantity the values before the last."""
        return self.given[:-1] if self.series.relation == "revised" else ()

    def to_dict(self) -> dict[str, Any]:
        """The series as plain values, its figures whole."""
        old = {row.figure.id for row in self.superseded}
        rows = [{**row.to_dict(), "superseded": row.figure.id in old} for row in self.given]
        return {**self.series.to_dict(), "figures": rows}


def side(rows: Sequence[Row], origins: int) -> dict[str, Any]:
    """One side of a dispute as plain values."""
    oldest = rows[0]
    return {
        "words": oldest.quote if isinstance(oldest, Said) else oldest.text,
        "rows": [row.id if isinstance(row, Said) else row.figure.id for row in rows],
        "speakers": names(rows),
        "outlets": outlets(rows),
        "origins": origins,
        "since": oldest.date,
    }


def names(rows: Sequence[Row]) -> list[str]:
    """Who speaks, each once, in the order of the rows: a name, or the words for an unnamed source."""
    found = (row.speaker.name if row.speaker else row.source_text for row in rows)
    return [name for name in dict.fromkeys(found) if name]


def outlets(rows: Sequence[Row]) -> list[str]:
    """The outlets, each once, in the order of the rows."""
    return list(dict.fromkeys(row.report.outlet for row in rows if row.report.outlet))
