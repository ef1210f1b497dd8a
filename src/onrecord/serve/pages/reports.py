"""All reports, and how many statements each holds."""

from onrecord.records import Report
from onrecord.serve.page import Asked, Filter, Page, Shown

FILTERS = (
    Filter("outlet", "Outlet"),
    Filter("since", "Since", "date"),
    Filter("until", "Until", "date"),
    Filter("origins", "Without copies", "flag"),
)


def reports(asked: Asked) -> Shown:
    """The reports, the latest first."""
    record, filters = asked.record, asked.filters
    found = record.reports.values() if not filters["outlet"] else record.reports_of.get(filters["outlet"], [])
    rows = [row for row in found if is_within(row, filters["since"], filters["until"])]
    if filters["origins"]:
        rows = [row for row in rows if row.copy_of is None]
    paged = asked.paged(rows[::-1])
    context = {
        "paged": paged,
        "outlets": {"outlet": sorted(record.reports_of)} if len(record.reports_of) <= MOST else {},
    }
    return Shown("reports.html", "Reports", context, lambda: paged.data(without_text))


MOST = 200
"""Outlets among which one is chosen from a list; of more, one is typed."""


def is_within(report: Report, since: str | None, until: str | None) -> bool:
    """Whether a report came out on the days between; one without a date did not."""
    day = (report.published or "")[:10]
    return (since is None or since <= day) and (until is None or "" < day <= until)


def without_text(report: Report) -> dict[str, object]:
    """The report as plain values, but for its text."""
    return {key: value for key, value in report.to_dict().items() if key != "text"}


PAGES = (Page("reports", reports, "Reports", FILTERS),)
