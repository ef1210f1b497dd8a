"""Charts on pages: drawn once for a record, and kept with it."""

from collections.abc import Callable, Hashable
from threading import Lock

from markupsafe import Markup

from onrecord.errors import UsageError
from onrecord.serve.record import Record

MOST = 200
"""Charts kept of one record; the oldest make room."""
ONE_AT_A_TIME = Lock()


def drawn(record: Record, key: Hashable, draw: Callable[[], str]) -> Markup:
    """The chart of that key as SVG; empty where there is nothing to draw, or nothing to draw it with."""
    charts = record.drawn
    if key not in charts:
        with ONE_AT_A_TIME:
            if key not in charts:
                made = attempted(draw)
                while len(charts) >= MOST:
                    del charts[next(iter(charts))]
                charts[key] = made
                return Markup(made)
    return Markup(charts.get(key, ""))


def attempted(draw: Callable[[], str]) -> str:
    """What is drawn, empty where that cannot be."""
    try:
        return draw()
    except UsageError:
        return ""
