"""Outlets: what is their own, what they copy and from whom, and whom they name."""

from collections.abc import Iterable
from typing import Any

from onrecord.folding import fold
from onrecord.ledger import Outlet
from onrecord.ledger.outlets import NAMED
from onrecord.records import Report
from onrecord.serve.drawing import drawn
from onrecord.serve.page import Asked, Elsewhere, Filter, NotFound, Page, Shown
from onrecord.serve.record import Record
from onrecord.show.clean import shorten, visible

KINDS = ("own", "copies")
"""What the reports of an outlet can be narrowed to."""

DRAWN = 6
"""Reports in the picture of an outlet's copies: most of its time goes into measuring their words."""

MOST = 10
"""Outlets, speakers and quotations that an outlet's page shows beside its reports; its JSON has all."""


def outlets(asked: Asked) -> Shown:
    """The outlets, those with most reports of their own first."""
    rows = list(asked.record.outlets.values())
    if name := asked.filters["name"]:
        wanted = fold(name)
        rows = [row for row in rows if wanted in fold(row.name)]
    paged = asked.paged(rows)
    return Shown("outlets.html", "Outlets", {"paged": paged}, lambda: paged.data(Outlet.to_dict))


def outlet(asked: Asked) -> Shown:
    """One outlet: its reports, own ones and copies, from whom and by whom, and whom it names."""
    record = asked.record
    row = found(asked)
    reports = record.reports_of[row.name]
    shown = {"own": lambda one: one.copy_of is None, "copies": lambda one: one.copy_of is not None}
    kind = asked.filters["show"]
    paged = asked.paged([one for one in reports if kind is None or shown[kind](one)])
    context = {
        "outlet": row,
        "paged": paged,
        "ways": record.printed[row.name] if asked.number == 1 and kind is None else None,
        "named": {one.id: share(record, one) for one in paged.rows},
        "most": MOST,
        "chart": lambda: drawn(record, ("outlet", row.name), lambda: chart(record, reports)),
    }

    def data() -> dict[str, Any]:
        return {
            "outlet": row.to_dict(),
            **record.printed[row.name].to_dict(),
            **paged.data(lambda one: listed(one, *share(record, one))),
        }

    return Shown("outlet.html", visible(row.name), context, data)


def found(asked: Asked) -> Outlet:
    """The outlet of the name in the address; another spelling of it leads there."""
    rows, name = asked.record.outlets, asked.path["name"]
    if name in rows:
        return rows[name]
    alike = [one for one in rows if fold(one) == fold(name)]
    if len(alike) == 1:
        chosen = {key: value for key, value in asked.filters.items() if value}
        raise Elsewhere(asked.url("outlet", name=alike[0], **chosen))
    when = f" in a report out by {asked.as_of}" if asked.as_of else ""
    raise NotFound(f"there is no outlet {shorten(name, 100)!r}{when}; the list of outlets has all")


def chart(record: Record, reports: Iterable[Report]) -> str:
    """The families of copies that the outlet's reports are of."""
    from onrecord.show import charts

    families = (record.families[origin] for origin in dict.fromkeys(record.origins.of(one.id) for one in reports))
    return charts.svg(charts.copy_tree([one for its in families if len(its) > 1 for one in its], DRAWN))


def share(record: Record, report: Report) -> tuple[int, int]:
    """How many statements a report has, and of how many it names the speaker."""
    rows = record.said_in.get(report.id, ())
    return len(rows), sum(row.speaker is not None and row.speaker_kind in NAMED for row in rows)


def listed(report: Report, statements: int, named: int) -> dict[str, Any]:
    """A report of an outlet for JSON, without its text."""
    row = report.to_dict()
    del row["text"]
    return {**row, "statements": statements, "named": named}


PAGES = (
    Page("outlets", outlets, "Outlets", (Filter("name", "Name"),)),
    Page("outlet", outlet, None, (Filter("show", "Show", "choice", KINDS),)),
)
