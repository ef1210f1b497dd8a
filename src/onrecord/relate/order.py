"""The order in which reports stand: which of two came first."""

from onrecord.records import Report

NO_TIME = "00:00:00"

Age = tuple[bool, str, bool, str, int, str]


def age(report: Report) -> Age:
    """Sort key, a total order: the earliest report first, undated ones last.

    A report with a date but no time of day (midnight sharp counts as none) stands behind those of that day with
    one. Ties go to the longer text, then to the lower id.
    """
    day, _, rest = (report.published or "").replace(" ", "T").partition("T")
    time = rest.rstrip("Z").partition("+")[0].partition(".")[0]
    return (not day, day, time in ("", "00:00", NO_TIME), time, -len(report.text), report.id)
