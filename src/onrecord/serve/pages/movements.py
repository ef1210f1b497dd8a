"""Movements: who or what goes from where to where."""

from collections.abc import Iterable

from onrecord.ledger import Moved
from onrecord.ledger.names import folded_words
from onrecord.serve.page import Asked, Filter, NotFound, Page, Shown
from onrecord.serve.record import Record
from onrecord.serve.wording import dated


def movements(asked: Asked) -> Shown:
    """The movements in the order of the reports."""
    chosen, record = asked.filters, asked.record
    found: Iterable[Moved] = record.movements.values()
    if chosen["place"]:
        if chosen["place"] not in record.place_by_id:
            raise NotFound(f"there is no place with the id {chosen['place']!r}; the map lists the places")
        found = record.moved_by_place.get(chosen["place"], ())
    if chosen["q"]:
        found = about(record, found, chosen["q"])
    if chosen["since"] or chosen["until"]:
        found = filter(dated(chosen["since"], chosen["until"]), found)
    if chosen["own"]:
        found = [row for row in found if row.report.copy_of is None]
    paged = asked.paged(list(found))
    place = record.place_by_id.get(chosen["place"] or "")
    return Shown("movements.html", "Movements", {"paged": paged, "place": place}, lambda: paged.data(Moved.to_dict))


def about(record: Record, rows: Iterable[Moved], words: str) -> list[Moved]:
    """Those of the rows that have all the words."""
    wanted = dict.fromkeys(folded_words(words))
    found = [{row.movement.id for row in record.movements_about.get(word, ())} for word in wanted]
    return [row for row in rows if found and all(row.movement.id in ids for ids in found)]


PAGES = (
    Page(
        "movements",
        movements,
        "Movements",
        (
            Filter("q", "Who, where or how"),
            Filter("place", "Place", "id"),
            Filter("since", "Told since", "date"),
            Filter("until", "Until", "date"),
            Filter("own", "Without copies", "flag"),
        ),
    ),
)
