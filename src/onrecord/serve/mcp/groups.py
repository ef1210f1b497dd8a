"""What rows come to together, made into what the tools answer with."""

from collections.abc import Collection

from onrecord import ledger
from onrecord.ledger.asof import report_order
from onrecord.ledger.together import names, outlets
from onrecord.records import Report
from onrecord.serve.called import Called as Calling
from onrecord.serve.mcp import answers
from onrecord.serve.mcp.answers import Claim, Dispute, Entity, Expectation, Quoted, ReportRow, Series, Side
from onrecord.serve.mcp.making import Maker, cited
from onrecord.serve.record import Record
from onrecord.serve.whereabouts import Mentioned

FEW = 3
"""Statements or figures of a group that are shown in a list of groups."""
VALUES = 30
"""Values of a series that are shown in a list of series; the foremost ones of a brief are fewer."""
MANY = 20
"""Ids, names and changes that stand in one row of a list."""
ALL = 1000
"""Ids of one side of a dispute that is asked for alone."""


class Groups(Maker):
    """Makes rows and groups of rows of one record."""

    def claim(self, row: ledger.Claim, few: int = FEW) -> Claim:
        """A claim with its oldest statements."""
        return Claim(
            statement=row.said[0].id,
            origins=row.origins,
            speakers=names(row.said)[:MANY],
            outlets=outlets(row.said)[:MANY],
            since=row.said[0].date,
            count=len(row.said),
            oldest=self.statements(row.said[:few]),
        )

    def dispute(self, row: ledger.Disputed, few: int = FEW, many: int = MANY) -> Dispute:
        """A dispute with the oldest statements and figures of both sides."""
        first, second = (
            Side(
                origins=origins,
                speakers=names(rows)[:MANY],
                outlets=outlets(rows)[:MANY],
                since=rows[0].date,
                count=len(rows),
                ids=[one.id if isinstance(one, ledger.Said) else one.figure.id for one in rows][:many],
                oldest=[self.either(one) for one in rows[:few]],
            )
            for rows, origins in zip((row.first, row.second), row.each, strict=True)
        )
        return Dispute(id=row.dispute.id, kind=row.kind, origins=row.origins, first=first, second=second)

    def quoted(self, row: ledger.Quoted) -> Quoted:
        """A quotation in two reports, and what differs."""
        return Quoted(
            kind=row.kind,
            altered=row.is_altered,
            changes=list(row.row.changes)[:MANY],
            original=self.statement(row.original),
            variant=self.statement(row.variant),
        )

    def series(self, row: ledger.Course, few: int = VALUES) -> Series:
        """A quantity with its values, of very many the last ones."""
        old = {one.figure.id for one in row.superseded}
        its = row.series
        figures = [self.figure(one, one.figure.id in old) for one in row.given[-few:]]
        return Series(id=its.id, name=its.name, relation=its.relation, count=len(row.given), figures=figures)

    def key_figure(self, row: ledger.KeyFigure, few: int = FEW) -> answers.KeyFigure:
        """One thing that was counted, and the last numbers given."""
        return answers.KeyFigure(
            of=row.of,
            unit=row.unit,
            origins=row.origins,
            relation=row.relation,
            count=len(row.given),
            figures=[self.figure(one) for one in row.given[-few:]],
        )

    def expectation(self, row: ledger.Awaited) -> Expectation:
        """An expectation, and what came of it."""
        return Expectation(
            statement=self.statement(row.said),
            due=row.expectation.due,
            outcome=row.outcome,
            days_left=row.left,
            told=self.told(row.told) if row.told else None,
        )

    def entity(self, row: "ledger.Speaking") -> Entity:
        """An entity, and how much it says."""
        its = row.entity
        return Entity(
            id=its.id,
            name=its.name,
            kind=its.kind,
            aliases=list(its.aliases)[:MANY],
            role=its.role,
            country=its.country,
            statements=row.statements,
            denials=row.denials,
            reports=row.reports,
        )

    def report(self, row: Report) -> ReportRow:
        """A report."""
        return ReportRow(
            **cited(row),
            title=row.title,
            byline=row.byline,
            language=row.language,
            added_at=row.added_at,
            copy_kind=row.copy_kind,
            copy_share=row.copy_share,
            copies=len(self.record.copies.get(row.id, ())),
            characters=len(row.text),
            statements=len(self.record.said_in.get(row.id, ())),
        )

    def located(self, row: ledger.Located, first: Mentioned) -> answers.Located:
        """A place, and where it is named first."""
        where = {name: getattr(row, name) for name in ("name", "country", "lat", "lon", "geonames", "near", "count")}
        return answers.Located(**where, reports=len(row.reports), first=self.place(first.place, first.report))


def called(row: Calling) -> answers.Called:
    """A role or a name."""
    return answers.Called(
        words=row.words, reports=len(row.reports), first=row.reports[0], since=row.since, until=row.until
    )


def earliest(record: Record, reports: Collection[str]) -> Report:
    """The report among these that came out first."""
    return min((record.reports[id_] for id_ in reports), key=report_order)
