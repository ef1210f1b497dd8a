"""Figures of one quantity, and those of them that cannot both hold."""

from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.records import Series
from onrecord.relate import quantity_series
from onrecord.relate.identity import alike
from onrecord.relate.kin import Kin
from onrecord.relate.known import Known
from onrecord.relate.links import Link, Reasons
from onrecord.relate.quantity_marks import is_rejected
from onrecord.relate.quantity_match import Match, matches
from onrecord.relate.quantity_things import Thing, Things, amounts, one_dimension, things
from onrecord.relate.quantity_values import compatible
from onrecord.relate.view import Saying, View

REVISED, CONFLICTING = "revised", "conflicting"
LATER = 2
"""Days from one report to the next from which on another count is a later one, not a rival for the same time."""
RIVALS = 7
"""Days between two reports up to which their figures are about one time, if nothing says that the thing changed."""
RIVAL = 0.3
"""Likelihood of being one quantity from which on two figures that differ are in dispute: more than a series asks for,
since a false dispute is worse than one value too many in a series."""
CROWD = 36
"""Product of how many values each of two reports gives for what may be one thing, up to which a figure can be told from
the others by its words."""
COPY, SET_AGAINST, LIKELIHOOD = "copy", "set against", "likelihood"
"""Reasons: the younger report is a copy; its words set the figures against each other; how likely they are one."""


def links(older: View, younger: View, kin: Kin | None) -> Iterator[Link]:
    """The links of figures between two reports, or inside one where both are the same view."""
    if kin:
        yield from of_a_copy(older, younger, kin)
    elif older is younger:
        yield from of_one_report(older)
    else:
        a, b = things(older), things(younger)
        for match in matches(a, b):
            yield from of_two_reports(a, b, match)


def of_a_copy(origin: View, copy: View, kin: Kin) -> Iterator[Link]:
    """The figures of a copy are its origin's; where one was changed both cannot hold."""
    mine, its = by_figure(things(origin)), by_figure(things(copy))
    for first, second in kin.parallel.figures:
        a, b = mine.get(origin.figures[first].id), its.get(copy.figures[second].id)
        if not a or not b or not one_dimension(a, b):
            continue
        reasons = ((COPY, kin.how.kind), numbers(a, b, origin, copy))
        same = compatible(*amounts(a, b))
        yield link("quantity", a, b, copy, (None if same else CONFLICTING, reasons))
        if not same:
            yield link("figures_differ", a, b, copy, (None, reasons))


def by_figure(rows: Things) -> dict[str, Thing]:
    """The things by their figures' ids."""
    return {row.figure.id: row for row in rows.rows}


def of_one_report(view: View) -> Iterator[Link]:
    """The figures that a report sets against each other, and those it gives again."""
    rows = things(view)
    against = {frozenset((contrast.old, contrast.new)): contrast.moved for contrast in rows.contrasts}
    for b in rows.rows:
        for a in rows.rows[: b.place]:
            if rows.quantities[a.place] != rows.quantities[b.place] or not one_dimension(a, b):
                continue
            same = compatible(*amounts(a, b))
            reasons: Reasons = (numbers(a, b, view, view),)
            moved = against.get(frozenset((a.place, b.place)))
            if moved is not None:
                reasons = ((SET_AGAINST, words_between(view, a, b)), *reasons)
            yield link("quantity", a, b, view, (None if same else REVISED if moved else CONFLICTING, reasons))
            if not same and moved is False and any(is_rejected(view.report.text, one.figure) for one in (a, b)):
                yield link("figures_differ", a, b, view, (None, reasons))


def of_two_reports(older: Things, younger: Things, match: Match) -> Iterator[Link]:
    """The links for two figures of two reports that are one quantity."""
    a, b = older.rows[match.a], younger.rows[match.b]
    one, other = older.view, younger.view
    reasons: Reasons = ((LIKELIHOOD, f"{match.likelihood:.2f}"), numbers(a, b, one, other))
    if compatible(*amounts(a, b)):
        yield link("quantity", a, b, other, (None, reasons))
        return
    detail = relation(a, b, one, other)
    against = is_set_against(older, younger, match)
    if against:
        reasons = ((SET_AGAINST, "yes"), *reasons)
    yield link("quantity", a, b, other, (detail, reasons))
    sure = match.likelihood >= RIVAL and not is_crowded(older, younger, match)
    if against or (sure and is_rival(a, b, one, other)):
        yield link("figures_differ", a, b, other, (None, reasons))


def link(kind: str, a: Thing, b: Thing, younger: View, more: tuple[str | None, Reasons]) -> Link:
    """A link between two figures; `more` is its detail and its reasons."""
    detail, reasons = more
    return Link(kind=kind, first=a.figure.id, second=b.figure.id, report=younger.id, detail=detail, reasons=reasons)


def numbers(a: Thing, b: Thing, one: View, other: View) -> tuple[str, str]:
    """The words of both figures, as a reason."""
    return "number", f"{one.text_of((a.figure.span,))} | {other.text_of((b.figure.span,))}"


def words_between(view: View, a: Thing, b: Thing) -> str:
    """What stands between two figures of a report."""
    return " ".join(view.report.text[a.figure.span[1] : b.figure.span[0]].split())


def is_set_against(older: Things, younger: Things, match: Match) -> bool:
    """Whether one report sets the figure against the value that the other one gives."""
    a, b = older.rows[match.a], younger.rows[match.b]
    return any(
        compatible(*amounts(a, younger.rows[contrast.old]))
        for contrast in younger.contrasts
        if contrast.new == b.place and not contrast.moved and one_dimension(a, younger.rows[contrast.old])
    ) or any(
        compatible(*amounts(older.rows[contrast.old], b))
        for contrast in older.contrasts
        if contrast.new == a.place and not contrast.moved and one_dimension(older.rows[contrast.old], b)
    )


def relation(a: Thing, b: Thing, one: View, other: View) -> str:
    """Whether the younger report's figure is a later count, or a rival to the older one's."""
    if one.report.outlet and one.report.outlet == other.report.outlet:
        return REVISED
    if days_between(one.day, other.day) >= LATER:
        return REVISED
    return REVISED if one_speaker(a, b, one, other) else CONFLICTING


def is_crowded(older: Things, younger: Things, match: Match) -> bool:
    """Whether the reports give so many values of such a thing that any two of them may be of different ones."""
    return older.rivals[match.a] * younger.rivals[match.b] > CROWD


def is_rival(a: Thing, b: Thing, one: View, other: View) -> bool:
    """Whether two figures are given for about one time by two who do not correct themselves."""
    if one.report.outlet and one.report.outlet == other.report.outlet:
        return False
    return days_between(one.day, other.day) <= RIVALS and not one_speaker(a, b, one, other)


def one_speaker(a: Thing, b: Thing, one: View, other: View) -> bool:
    """Whether the same one gives both figures."""
    first, second = saying_of(one, a), saying_of(other, b)
    return bool(first and second and first.speaker and second.speaker and alike(first.speaker, second.speaker))


def saying_of(view: View, thing: Thing) -> Saying | None:
    """The statement that holds a figure."""
    return view.by_id.get(thing.figure.statement) if thing.figure.statement else None


def days_between(a: str | None, b: str | None) -> int:
    """Days from one ISO date to another one, 0 where one is not known."""
    return abs((date.fromisoformat(b) - date.fromisoformat(a)).days) if a and b else 0


def gather(links: Sequence[Link], known: Known) -> tuple[Series, ...]:
    """Figures of one quantity, in order of time."""
    return quantity_series.gather([row for row in links if row.kind == "quantity"], known)
