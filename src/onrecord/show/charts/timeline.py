"""The timeline: what is told of which moment, and in how many reports."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from onrecord.ledger import Dated
from onrecord.records import Report
from onrecord.show.charts.look import (
    FAINT,
    INK,
    RULE,
    SMALL,
    STATES,
    Chart,
    NothingToDraw,
    data,
    finished,
    wrapped,
)
from onrecord.show.charts.when import DAY, instant, period
from onrecord.show.clean import shorten, visible, window
from onrecord.show.listings import where

ROWS = 18
"""Moments shown at most: those told of in most reports."""

STEP = 48
LEFT, PLOT, LETTERS = 175, 175, 56
"""Pixels of the dates and of the axis; letters of a line of words."""

SHORT = 1.01 * DAY
"""Times up to this long are dots, longer ones bars."""

AROUND = 45 * DAY
"""How far from the reports' own dates the axis goes at most, where most moments lie so near."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that reports tell of: its interval in milliseconds, and the rows that tell of it."""

    start: str
    end: str | None
    low: float
    high: float
    rows: tuple[Dated, ...]

    @property
    def reports(self) -> dict[str, Report]:
        """The reports by id, copies left out where others tell of it too."""
        own = {row.report.id: row.report for row in self.rows if row.report.copy_of is None}
        return own or {row.report.id: row.report for row in self.rows}


def timeline(rows: Sequence[Dated]) -> Chart:
    """The moments that most reports tell of, in order of time, each with the words of the first report that does.

    Raises NothingToDraw where no time could be resolved.
    """
    moments = moments_of(rows)
    if not moments:
        raise NothingToDraw(
            "no time that the reports speak of could be resolved to a date; there is no timeline to draw"
        )
    first = sorted(moments, key=lambda one: (-len(one.reports), -len(one.rows), one.low, one.high))[:ROWS]
    shown = sorted(first, key=lambda one: (one.low, one.high))
    published = sorted({at for row in rows if (at := instant(row.report.published)) is not None})
    low, high = span_of(shown, published)
    lines = [row_of(at, moment, low, high) for at, moment in enumerate(shown)]
    key = [
        "Disc: a moment, larger where more reports tell of it · bar: a longer time · triangle: before or after the axis"
    ]
    if any(low <= at <= high for at in published):
        key.append("Fine lines: the days on which the reports came out.")
    if left := len(moments) - len(shown):
        key.append(f"Left out: {left:,} moments that fewer reports tell of.")
    issued = sorted({at - at % DAY for at in published if low <= at - at % DAY <= high})
    chart = alt.LayerChart(layer=layers(lines, issued, (low, high)), width=PLOT, height=alt.Step(STEP))
    return finished(chart, "What is told of when", key, told(shown))


def moments_of(rows: Sequence[Dated]) -> list[Moment]:
    """The times that could be resolved, those of one interval together."""
    groups: dict[tuple[str, str | None], list[Dated]] = defaultdict(list)
    for row in rows:
        if row.start is not None and instant(row.start) is not None:
            groups[(row.start, row.end)].append(row)
    found = []
    for (start, end), group in groups.items():
        low = instant(start) or 0.0
        found.append(Moment(start, end, low, max(low, instant(end) or low), tuple(group)))
    return found


def span_of(moments: Sequence[Moment], published: Sequence[float]) -> tuple[float, float]:
    """Where the axis begins and ends: near the reports' dates where most moments lie, else around all of them."""
    near = moments
    if published:
        least, most = published[0] - AROUND, published[-1] + AROUND
        inside = [one for one in moments if least <= one.low and one.high <= most]
        near = inside if len(inside) * 2 >= len(moments) else moments
    low, high = min(one.low for one in near), max(one.high for one in near)
    margin = max((high - low) * 0.04, DAY / 2)
    return low - margin, high + margin


def row_of(at: int, moment: Moment, low: float, high: float) -> dict[str, Any]:
    """A moment as a row of the chart's data."""
    reports = moment.reports
    row = next(one for one in moment.rows if one.report.id in reports)
    names = list(dict.fromkeys(visible(where(report)) for report in reports.values()))
    source = shorten(names[0], 30) + (f" +{len(names) - 1}" if len(names) > 1 else "")
    words = wrapped(window(row.report.text, row.time.span, row.sentence, 2 * LETTERS - 6), LETTERS, 2)
    middle = (moment.low + moment.high) / 2
    kind = "before" if moment.high < low else "after" if moment.low > high else ""
    return {
        "at": at,
        "when": period(moment.start, moment.end),
        "low": max(low, moment.low),
        "high": min(high, moment.high),
        "middle": min(max(middle, low), high),
        "kind": kind or ("point" if moment.high - moment.low <= SHORT else "bar"),
        "reports": len(reports),
        "words": words,
        "source": source,
        "lift": -7 if len(words) == 1 else -14,
        "drop": 8 if len(words) == 1 else 14,
    }


def layers(rows: list[dict[str, Any]], published: Sequence[float], span: tuple[float, float]) -> list[alt.Chart]:
    """The layers: days of publication, moments, and the columns of dates and words."""
    scale = alt.Scale(type="utc", domain=list(span), nice=False)
    length = span[1] - span[0]
    form = "%-d %b %H:%M" if length < 3 * DAY else "%-d %b" if length < 300 * DAY else "%b %Y"
    axis = alt.Axis(
        title=None,
        orient="top",
        grid=False,
        domain=False,
        tickCount=4,
        labelOverlap=True,
        format=form,
        formatType="time",
    )
    x = alt.X("middle:T", scale=scale, axis=axis)
    base = alt.Chart(data(rows)).encode(y=alt.Y("at:O", axis=None))
    issued = alt.Chart(data([{"day": at} for at in published])).mark_rule(color=RULE, strokeWidth=1)
    size = alt.Size("reports:Q", scale=alt.Scale(domain=[1, 10], range=[40, 260], clamp=True), legend=None)
    filled: dict[str, Any] = {"filled": True, "color": STATES, "opacity": 1}
    parts = {
        "bar": base.mark_rule(strokeWidth=7, color=STATES).encode(
            x=alt.X("low:T", scale=scale, axis=axis), x2=alt.X2("high:T")
        ),
        "point": base.mark_point(**filled).encode(x=x, size=size),
        "before": base.mark_point(**filled, shape="triangle-left", size=60).encode(x=x),
        "after": base.mark_point(**filled, shape="triangle-right", size=60).encode(x=x),
    }
    drawn = [mark.transform_filter(f"datum.kind == '{kind}'") for kind, mark in parts.items()]
    words: dict[str, Any] = {"align": "left", "baseline": "middle"}
    return [
        *([issued.encode(x=alt.X("day:T", scale=scale, axis=axis))] if published else ()),
        *drawn,
        base.mark_text(**words, color=INK, fontWeight="bold").encode(x=alt.XValue(-LEFT), text=alt.Text("when:N")),
        base.mark_text(**words, color=INK, lineHeight=14, dy=alt.ExprRef("datum.lift")).encode(
            x=alt.XValue(PLOT + 18), text=alt.Text("words:N")
        ),
        base.mark_text(**words, color=FAINT, fontSize=SMALL, dy=alt.ExprRef("datum.drop")).encode(
            x=alt.XValue(PLOT + 18), text=alt.Text("source:N")
        ),
    ]


def told(moments: Sequence[Moment]) -> str:
    """The chart in words."""
    each = "; ".join(
        f"{period(one.start, one.end)}: {len(one.reports)} {'report' if len(one.reports) == 1 else 'reports'}"
        for one in moments
    )
    return f"What the reports tell of, in order of time: {each}."
