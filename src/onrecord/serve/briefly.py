"""The brief from what a record holds already, the one that the ledger gives; a large ledger takes minutes for it."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.ledger import Brief, Quoted, Said
from onrecord.ledger.brief import altered, copy_kinds, in_turn, movements, period, rewritten, touch
from onrecord.ledger.key_figures import key_figures
from onrecord.ledger.together import Disputed

if TYPE_CHECKING:
    from onrecord.serve.record import Record


def brief(record: "Record") -> Brief:
    """The state of the story on one page."""
    reports, origins = record.reports, record.origins
    own = [row for row in record.said.values() if row.id not in record.repeated]
    outlets = Counter(report.outlet for report in reports.values() if report.outlet)
    changed = altered(record.quotes)
    turned = opposites(changed)
    disputes = record.disputes.values()
    disputed = {row.id for dispute in disputes for row in (*dispute.first, *dispute.second) if isinstance(row, Said)}
    unanswered = [row for row in record.questions.values() if row.answer is None]
    asked_in = {row.report.id for row in unanswered}
    return Brief(
        as_of=record.as_of,
        reports=len(reports),
        outlets=tuple(sorted(outlets, key=lambda name: (-outlets[name], name))),
        origins=origins.count(),
        copies=copy_kinds(reports.values()),
        statements=len(record.said),
        speakers=tuple(record.speakers),
        figures=key_figures(list(record.figures.values()), origins, list(record.series.values())),
        denials=tuple(row for row in own if row.act == "deny" and row.id not in disputed),
        unknown=tuple(
            row
            for row in own
            if (row.act == "decline" or row.certainty == "unknown")
            and not (row.report.id in asked_in and any(touch(row, question) for question in unanswered))
        ),
        published=period(report.published for report in reports.values()),
        told=period(row.start for row in record.timeline),
        places=tuple(record.places),
        rewritten=rewritten(record.together.connection, reports),
        disputes=tuple(row for row in disputes if not is_quotation(row, turned)),
        altered=changed,
        open=tuple(sorted(unanswered, key=lambda row: row.report.published or "", reverse=True)),
        expected=in_turn(record.expectations.values()),
        movements=movements(record.together),
    )


def opposites(quotes: Iterable[Quoted]) -> set[frozenset[str]]:
    """The pairs of quotations of which one is the opposite of the other."""
    return {frozenset((row.original.id, row.variant.id)) for row in quotes if row.kind == "negated"}


def is_quotation(row: Disputed, turned: set[frozenset[str]]) -> bool:
    """Whether the two sides are a quotation and its opposite that somebody made of it."""
    if row.kind != "contradicted":
        return False
    first, second = ({one.id for one in side if isinstance(one, Said)} for side in (row.first, row.second))
    return any(pair & first and pair & second for pair in turned if not pair.isdisjoint(first))
