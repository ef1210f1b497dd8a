"""Relations across reports, worked out report by report in the order of their age.

A report is compared with few earlier ones, and what comes of it depends on those alone. So a report that is younger
than all others changes nothing that was found before; an older one marks the younger reports that it may concern, and
they are taken up again. Either way the ledger comes to hold what relating all reports from scratch gives.
"""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.ledger.asof import one_report
from onrecord.ledger.joining import count, is_unjoined, join
from onrecord.ledger.schema import compared, links, relating, reports, standing
from onrecord.ledger.shelf import Memory, Shelf
from onrecord.ledger.standing import (
    Standing,
    followers,
    has_younger,
    kept_of,
    name,
    namesakes,
    place,
    sharers,
    standing_of,
    twins,
    unname,
    unsettle,
)
from onrecord.ledger.store import Store
from onrecord.records import Report
from onrecord.relate import neighbours
from onrecord.relate.compare import VERSION, compare, comparisons, own_part
from onrecord.relate.copies import Copy, Entry, enter
from onrecord.relate.kin import Kin
from onrecord.relate.links import Link
from onrecord.relate.order import Age, age_of

Pairs = dict[str, str]
"""Ids of older reports, and how each is compared: with itself, as an origin, as another report."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of relating one report: how it stood before, its entry and keys, and whom it is compared with.

    `own` says whether it has anything that it has not from its origin, `farthest` is as `neighbours.farthest` has it.
    `links` are those of the pairs that were not compared so before; `gone` are pairs that no longer are.
    """

    report: Report
    before: Standing
    entry: Entry
    keys: neighbours.Keys
    own: bool
    farthest: neighbours.Near | None
    pairs: Pairs
    links: dict[str, list[Link]]
    gone: list[str]


def is_pending(store: Store) -> bool:
    """Whether reports or entities have not been related to the others yet, or only by other rules than these."""
    with store.reading() as connection:
        return is_outdated(connection) or is_unjoined(connection) or bool(unrelated(connection, 1))


def is_outdated(connection: Connection) -> bool:
    """Whether the links come from other rules than these."""
    version: int = connection.execute(select(relating.c.version)).scalar_one()
    return version != VERSION


def unrelated(connection: Connection, limit: int | None = None) -> list[tuple[Age, str]]:
    """Age and id of the reports that are not related, the oldest first."""
    query = select(reports.c.id, reports.c.published, func.length(reports.c.text)).where(reports.c.related == 0)
    found = ((age_of(*row), row.id) for row in connection.execute(query.limit(limit)))
    return sorted(found)


def relate(store: Store, left: Callable[[int], None] = lambda count: None) -> None:
    """Relate every report that is not; `left` is told before each how many there are still.

    One transaction a report: cut short, it goes on where it was. Nothing is locked while a report is compared; should
    another process relate meanwhile, that report is done anew.
    """
    with store.reading() as connection:
        outdated = is_outdated(connection)
    if outdated:
        with store.writing() as connection:
            start_over(connection)
    memory = Memory()
    queue: list[tuple[Age, str]] = []
    while True:
        with store.reading() as connection:
            generation = connection.execute(select(relating.c.generation)).scalar_one()
            queue = queue or unrelated(connection)
            if not queue:
                break
            left(len(queue))
            found = find(connection, one_report(connection, queue[0][1]), memory)
        with store.writing() as connection:
            if connection.execute(select(relating.c.generation)).scalar_one() != generation:
                queue = []
                continue
            unsettled = write(connection, found)
            connection.execute(update(relating), {"generation": generation + 1})
        heappop(queue)
        for one in unsettled:
            heappush(queue, one)
    with store.reading() as connection:
        unjoined = is_unjoined(connection)
    if unjoined:
        join(store)


def start_over(connection: Connection) -> None:
    """Forget the links that other rules gave."""
    connection.execute(delete(links))
    connection.execute(delete(compared))
    connection.execute(update(reports), {"related": 0})
    connection.execute(update(relating), {"version": VERSION})


def find(connection: Connection, report: Report, memory: Memory) -> Found:
    """Compare the report with the earlier ones, as far as that has not been done."""
    shelf = Shelf(connection, report, memory)
    before = standing_of(connection, report, memory)
    entry = enter(report, shelf)
    view = memory.views.get(connection, report.id)
    kin = None
    if entry.source:
        copy = Copy(report.id, entry.source.report, entry.source.kind, round(entry.source.share, 4))
        kin = Kin(memory.views.get(connection, copy.copy_of), view, copy)
    own = own_part(view, kin)
    keys = neighbours.keys(view)
    near = shelf.nearest(keys, view.day) if own else []
    origin = entry.source.report if entry.source else None
    how = f"own {origin}" if origin else "all"
    pairs = dict.fromkeys((one.report for one in near), how)
    pairs[origin or report.id] = f"copy {entry.source.kind}" if entry.source else "itself"
    known = compared_before(connection, before)
    todo = {id_ for id_, how in pairs.items() if known.get(id_) != how}
    others = [memory.views.get(connection, id_) for id_ in pairs if id_ in todo and id_ not in {origin, report.id}]
    made: dict[str, list[Link]] = {id_: [] for id_ in pairs if id_ in todo}
    for older, younger, stems in comparisons(view, kin, own, others):
        if older.id in todo:
            made[older.id] = compare(older, younger, stems)
    gone = sorted(known.keys() - pairs.keys())
    return Found(report, before, entry, keys, own is not None, neighbours.farthest(near), pairs, made, gone)


def compared_before(connection: Connection, before: Standing) -> Pairs:
    """Which older reports the report has been compared with, and how."""
    if before.number is None:
        return {}
    joined = compared.join(standing, compared.c.older == standing.c.number)
    query = select(standing.c.report, compared.c.how).select_from(joined).where(compared.c.younger == before.number)
    return {row.report: row.how for row in connection.execute(query)}


def write(connection: Connection, found: Found) -> list[tuple[Age, str]]:
    """Write what was found, and mark the younger reports that it may concern; age and id of those."""
    report, entry, source = found.report, found.entry, found.entry.source
    share = round(source.share, 4) if source else None
    stems = {"copy_of": source and source.report, "copy_kind": source and source.kind, "copy_share": share}
    number = place(connection, report, entry, found.before, found.farthest)
    settled = found.before.number is not None
    if settled:
        unname(connection, number, found.keys)
    if found.own:
        name(connection, number, found.keys, copy=source is not None)
    if not settled:
        count(connection, report)
    moved = not settled or any(getattr(report, column) != value for column, value in stems.items())
    unsettled: set[str] = set()
    was_origin = settled and report.copy_of is None
    if has_younger(connection, report):
        if moved and entry.digest is not None:
            unsettled |= twins(connection, report, entry.digest)
        unsettled |= sharers(connection, report, kept_of(entry) ^ found.before.kept)
        if source is None and not was_origin:
            unsettled |= namesakes(connection, report, found.keys)
        elif source is not None and was_origin:
            unsettled |= followers(connection, number)
    connection.execute(update(reports).where(reports.c.id == report.id), {**stems, "related": 1})
    write_links(connection, number, found)
    return unsettle(connection, unsettled)


def write_links(connection: Connection, number: int, found: Found) -> None:
    """Write the links of the pairs that were compared, in place of earlier ones."""
    ids = [*found.links, *found.gone]
    numbers = numbers_of(connection, ids)
    for id_ in ids:
        for table in (links, compared):
            connection.execute(delete(table).where(table.c.younger == number, table.c.older == numbers[id_]))
    pairs = [{"younger": number, "older": numbers[id_], "how": found.pairs[id_]} for id_ in found.links]
    rows = [
        {"younger": number, "older": numbers[id_], "place": at, **values(link)}
        for id_, made in found.links.items()
        for at, link in enumerate(made)
    ]
    if pairs:
        connection.execute(insert(compared), pairs)
    if rows:
        connection.execute(insert(links), rows)


def numbers_of(connection: Connection, ids: list[str]) -> dict[str, int]:
    """The numbers of the reports by their ids."""
    query = select(standing.c.report, standing.c.number).where(standing.c.report.in_(ids))
    return {row.report: row.number for row in connection.execute(query)}


def values(link: Link) -> dict[str, object]:
    """The link as columns."""
    start, end = link.span or (None, None)
    names = ("kind", "first", "second", "report", "detail", "changes", "reasons")
    return {**{name: getattr(link, name) for name in names}, "span_start": start, "span_end": end}
