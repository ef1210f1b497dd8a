"""All reports at once: what the ledger does report by report must come to the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.records import Reading
from onrecord.relate import neighbours
from onrecord.relate.compare import compare, comparisons, own_part
from onrecord.relate.copies import Copy, find_copies
from onrecord.relate.kin import Kin
from onrecord.relate.links import Link
from onrecord.relate.view import View


@dataclass(frozen=True, slots=True)
class Related:
    """`copies` by report; `links` in the order of the younger reports' age."""

    copies: tuple[Copy, ...]
    links: tuple[Link, ...]


def relate_pile(readings: Sequence[Reading], done: Callable[[int], None] = lambda count: None) -> Related:
    """Relate all reports to one another from scratch; `done` is told how many have been.

    Each report is compared with itself, with the report that it is a copy of, and with the nearest earlier reports
    that are no copies; a copy of those only with what it has not from its origin.
    """
    views = sorted((View(reading) for reading in readings), key=lambda view: view.age)
    copies = {copy.report: copy for copy in find_copies([view.report for view in views])}
    by_id = {view.id: view for view in views}
    shelf = neighbours.Shelf()
    links: list[Link] = []
    for count, view in enumerate(views, 1):
        how = copies.get(view.id)
        kin = Kin(by_id[how.copy_of], view, how) if how else None
        own = own_part(view, kin)
        for older, younger, stems in comparisons(view, kin, own, shelf.nearest(view) if own else ()):
            links += compare(older, younger, stems)
        if kin is None:
            shelf.add(view)
        done(count)
    return Related(tuple(copies.values()), tuple(links))
