"""The order in which reports stand: which of two came first."""

from onrecord.records import Report

NO_TIME = "00:00:00"
LONGEST = 10**10
"""No text has as many characters."""

Age = str


def age(report: Report) -> Age:
    """Sort key of a report, as `age_of` has it."""
    return age_of(report.id, report.published, len(report.text))


def age_of(id_: str, published: str | None, length: int) -> Age:
    """Sort key, a total order, as a string that sorts by its characters: the earliest report first, undated ones last.

    A report with a date but no time of day (midnight sharp counts as none) stands behind those of that day with
    one. Ties go to the longer text, then to the lower id.
    """
    day, _, rest = (published or "").replace(" ", "T").partition("T")
    time = rest.rstrip("Z").partition("+")[0].partition(".")[0]
    untimed = time in ("", "00:00", NO_TIME)
    return f"{not day:d}{day:10} {untimed:d}{time:8} {LONGEST - length:011d} {id_}"
