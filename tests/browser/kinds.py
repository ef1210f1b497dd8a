"""Every kind of page, at addresses that a record has something to show at."""

from collections.abc import Mapping

from onrecord.serve.addresses import address
from onrecord.serve.record import Record
from onrecord.serve.whereabouts import place_id

LISTS = (
    "front", "reports", "speakers", "claims", "disputes", "quotes", "figures", "timeline", "map", "movements", "open",
    "outlets", "fix",
)  # fmt: skip


def kinds(record: Record) -> dict[str, str]:
    """The address of one page of every kind, of some two, by a name that begins with the kind's."""
    origin, copies = next(iter(record.copies.items()))
    disputed = {bool(row.dispute.kind == "figures_differ"): id_ for id_, row in record.disputes.items()}
    return {
        **{name: address(name) for name in LISTS},
        "report": address("report", id=origin),
        "report: a copy": address("report", id=copies[0].id),
        "speaker": address("speaker", id=record.speakers[0].entity.id),
        "claim": address("claim", id=record.claims[0].said[0].id),
        "dispute": address("dispute", id=disputed[False]),
        "dispute: figures": address("dispute", id=disputed[True]),
        "quantities": address("quantities"),
        "series": address("series", id=next(iter(record.series))),
        "place": address("place", id=place_id(record.places[0])),
        "outlet": address("outlet", name=record.reports[origin].outlet),
        "compare": address("compare", one=origin, other=copies[0].id),
        "search": address("search", q="water"),
        "search: nothing found": address("search", q="zzzz"),
        **{f"fix-row: {kind}": address("fix-row", id=next(iter(rows))) for kind, rows in correctable(record).items()},
        "front: as of": address("front", as_of=record.days[0]),
        "row": address("row", id=next(iter(record.said))),
    }


def correctable(record: Record) -> Mapping[str, Mapping[str, object]]:
    """Rows that have a page of corrections, by kind: those whose pages differ."""
    return {"statement": record.claim_of, "dispute": record.disputes, "entity": record.entities}


BAD = {
    "/claims/0000000000000000": 404,
    "/nothing/there": 404,
    "/reports?page=99": 404,
    "/search?since=soon": 400,
    "/?as_of=2031-02-31": 400,
}
"""Addresses that have nothing to show, and the status of the page that says so."""
