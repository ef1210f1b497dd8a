"""Everything that two reports have to do with each other."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.records import Reading, Statement
from onrecord.relate import claims, disputes, outcomes, quantities, variants
from onrecord.relate.kin import Kin
from onrecord.relate.links import Link
from onrecord.relate.view import View

VERSION = 2
"""Number of the rules by which reports are compared; another one, and a ledger is related anew."""
PARTS = (claims, variants, disputes, quantities, outcomes)


def compare(older: View, younger: View, kin: Kin | None) -> list[Link]:
    """The links between two reports, or inside one where both are the same view.

    `kin` is given where the younger report is a copy of the older one. Which links there are follows from the two
    reports alone, and every row of a link is a row of theirs.
    """
    return [link for part in PARTS for link in part.links(older, younger, kin)]


def comparisons(
    view: View, kin: Kin | None, own: View | None, near: Sequence[View]
) -> Iterator[tuple[View, View, Kin | None]]:
    """The comparisons that a report takes part in as the younger one: what `compare` is given for each.

    A report is compared with itself, or where it is a copy with its origin; then what is its `own` is with the `near`
    earlier ones.
    """
    if kin is None:
        yield view, view, None
    else:
        yield kin.origin, view, kin
    for other in near if own else ():
        if own and (kin is None or other.id != kin.origin.id):
            yield other, own, None


def own_part(view: View, kin: Kin | None) -> View | None:
    """The report, a copy without the sentences, statements and figures of its origin; None where nothing is left."""
    if kin is None:
        return view
    rest = without(view, kin)
    return rest if rest.sayings or rest.figures or rest.sentences else None


def without(copy: View, kin: Kin) -> View:
    """The copy without the sentences, statements and figures that it has from its origin."""
    told = {copy.sayings[place].id for _, place in kin.parallel.sayings}
    told |= {copy.figures[place].id for _, place in kin.parallel.figures}
    reading = copy.reading
    statements: list[Statement] = []
    kept: set[str] = set()
    rows = {row.id: row for row in reading.statements}
    for row in sorted(reading.statements, key=lambda row: depth(row, rows)):
        if row.id not in told and (row.within is None or row.within in kept):
            statements.append(row)
            kept.add(row.id)
    from_origin = {place for _, place in kin.parallel.sentences}
    sentences = tuple(span for place, span in enumerate(copy.sentences) if place not in from_origin)
    return View(
        Reading(
            report=reading.report,
            entities=reading.entities,
            mentions=reading.mentions,
            statements=tuple(statements),
            figures=tuple(row for row in reading.figures if row.id not in told and row.statement in {None, *kept}),
            times=reading.times,
            places=reading.places,
            questions=reading.questions,
            expectations=tuple(row for row in reading.expectations if row.statement in kept),
        ),
        sentences,
    )


def depth(row: Statement, rows: Mapping[str, Statement]) -> int:
    """How many statements relay this one."""
    found = 0
    while row.within is not None and found < len(rows):
        row, found = rows[row.within], found + 1
    return found
