"""Figures of one quantity put together: who gave which number when."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from onrecord.records import Figure, Series
from onrecord.relate.known import Known
from onrecord.relate.links import Link
from onrecord.relate.quantity_values import COUNT, amount, compatible, dimension_of

COPY = "copy"
"""Reason of a link between an origin's figure and its copy's: a copy tells nothing of its own."""
LAST_DAY = "9999-12-31"
"""Stands for a day that is not known, behind all others."""


def gather(links: Sequence[Link], known: Known) -> tuple[Series, ...]:
    """A series for each quantity with two values that cannot both hold; `links` are of kind "quantity".

    The likeliest links are taken first; one that would join two values of one report that the report itself does not
    set against each other is left out: they are two quantities.
    """
    of_origins = [row for row in links if row.second and not any(name == COPY for name, _ in row.reasons)]
    groups = Groups(of_origins, known)
    for row in sorted(
        of_origins, key=lambda row: (-strength(row), known.order(row.first), known.order(row.second or ""))
    ):
        groups.join(row.first, row.second or "")
    found = [series for group in groups.all() if (series := series_of(group, of_origins, known))]
    return tuple(sorted(found, key=lambda row: (when(row.figures[0], known), row.figures)))


def strength(link: Link) -> float:
    """How likely a link is, 1 inside a report."""
    return next((float(value) for name, value in link.reasons if name == "likelihood"), 1.0)


class Groups:
    """Figures put into groups, link by link."""

    def __init__(self, links: Iterable[Link], known: Known) -> None:
        self.known = known
        self.linked: dict[str, set[str]] = {}
        for row in links:
            self.linked.setdefault(row.first, set()).add(row.second or "")
            self.linked.setdefault(row.second or "", set()).add(row.first)
        self.group_of: dict[str, list[str]] = {}

    def join(self, a: str, b: str) -> None:
        """Put the groups of two figures together, if no report then has two quantities in one."""
        one, other = self.group_of.setdefault(a, [a]), self.group_of.setdefault(b, [b])
        if one is other or self.parted(one, other):
            return
        one += other
        for figure in other:
            self.group_of[figure] = one

    def parted(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether a report has a figure in each group, not linked to one another, and both cannot hold."""
        report_of = self.known.report_of
        return any(
            report_of[a] == report_of[b]
            and not self.one_quantity(a, b)
            and not agree(self.known.figures[a], self.known.figures[b])
            for a in one
            for b in other
        )

    def one_quantity(self, a: str, b: str) -> bool:
        """Whether two figures of a report are linked: to each other, or both to a third one whose value one repeats."""
        figures = self.known.figures
        thirds = self.linked.get(a, set()) & self.linked.get(b, set())
        return b in self.linked.get(a, ()) or any(
            agree(figures[third], figures[a]) or agree(figures[third], figures[b]) for third in thirds
        )

    def all(self) -> list[list[str]]:
        """The groups, in the order of their oldest figures."""
        unique = {id(group): group for group in self.group_of.values()}
        return sorted(
            (sorted(group, key=self.known.order) for group in unique.values()), key=lambda g: self.known.order(g[0])
        )


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures can both hold."""
    one, other = amount(a), amount(b)
    return bool(one and other and compatible(one, other))


def series_of(group: Sequence[str], links: Sequence[Link], known: Known) -> Series | None:
    """The series of a group of figures, the oldest first; None where all values agree."""
    figures = known.figures
    kept: list[str] = []
    for figure in sorted(group, key=lambda row: when(row, known)):
        if not any(same_number(figures[figure], figures[other]) for other in kept):
            kept.append(figure)
    if not any(not agree(figures[a], figures[b]) for a, b in combinations(kept, 2)):
        return None
    details = {frozenset((row.first, row.second or "")): row.detail for row in links}
    ends = details.get(frozenset((kept[0], kept[-1])))
    relation = ends or (
        "revised" if "revised" in (details.get(frozenset(p)) for p in combinations(kept, 2)) else "conflicting"
    )
    return Series(name=name_of([figures[row] for row in kept]), figures=tuple(kept), relation=relation)


def when(row: str, known: Known) -> tuple[str, str, tuple[int, int]]:
    """Sort key of a figure: the day it is of, then the age of its report, then where it stands."""
    return known.day_of.get(row) or LAST_DAY, known.order(row)[0], known.figures[row].span


def same_number(a: Figure, b: Figure) -> bool:
    """Whether two figures give one number, whatever its hedge."""
    return (a.value, a.low, a.high) == (b.value, b.low, b.high)


def name_of(figures: Sequence[Figure]) -> str:
    """What is counted in the words of the oldest figure that names it, with the unit where it is measured."""
    of = next((row.of for row in figures if row.of), None)
    unit = next((row.unit for row in figures if row.unit), None)
    if of is None:
        return unit or "figures"
    return of if unit is None or dimension_of(unit)[0] == COUNT else f"{of} ({unit})"
