"""A quantity that was given several values: who gave which number when."""

from dataclasses import dataclass, field
from typing import Any

import altair as alt

from onrecord.ledger import Course, Given
from onrecord.records import Figure
from onrecord.show.across import teller
from onrecord.show.amounts import amount
from onrecord.show.charts.look import (
    DISPUTES,
    FAINT,
    INK,
    PAPER,
    PAST,
    RULE,
    SMALL,
    SOFT,
    STATES,
    WIDTH,
    Chart,
    NothingToDraw,
    data,
    finished,
    number_axis,
    wide,
)
from onrecord.show.clean import shorten, visible
from onrecord.show.listings import where
from onrecord.show.page_notes import day

ROWS = 24
"""Numbers shown at most: the first and the latest."""

STEP = 30
WHO, LEFT = 36, 330
"""Characters of who gives a number; pixels of the columns left of the plot."""

UPWARD = ("more_than", "at_least")
DOWNWARD = ("less_than", "at_most")


@dataclass(slots=True)
class Point:
    """One number of the chart, as given by one teller, in one report or several."""

    given: Given
    superseded: bool
    others: set[str] = field(default_factory=set)

    @property
    def low(self) -> float:
        """The lower end of the number."""
        return ends(self.given.figure)[0]

    @property
    def high(self) -> float:
        """The upper end of the number."""
        return ends(self.given.figure)[1]


def ends(figure: Figure) -> tuple[float, float]:
    """The lower and the upper end of a figure, the same for one number."""
    values = [float(v) for v in (figure.low, figure.high) if v is not None]
    if figure.value is not None:
        values = [float(figure.value)]
    return min(values), max(values)


def series(course: Course) -> Chart:
    """The numbers that a quantity was given, a row each in the order of time, with who gave them and where.

    Raises NothingToDraw where none of them has a value.
    """
    points = points_of(course)
    if not points:
        raise NothingToDraw(f"the series {visible(course.series.name)!r} has no number to draw")
    left = max(0, len(points) - ROWS)
    shown = [points[0], *points[1 - ROWS :]] if left else points
    rows = [row_of(at, point, course) for at, point in enumerate(shown)]
    plot = max(160, WIDTH - LEFT - max(wide(row["amount"]) for row in rows) - 24)
    chart = alt.LayerChart(
        layer=layers(rows, course.series.relation == "revised", plot), width=plot, height=alt.Step(STEP)
    )
    key = [key_line(course, rows)]
    if left:
        key.append(f"Left out: {left:,} numbers between the first and the latest.")
    name = visible(course.series.name)
    return finished(chart, name[:1].upper() + name[1:], key, told(course, points))


def points_of(course: Course) -> list[Point]:
    """The numbers with a value in order of time; one teller's number stands once, with the further reports of it."""
    old = {row.figure.id for row in course.superseded}
    found: dict[tuple[str, str], Point] = {}
    for row in course.given:
        if row.figure.value is None and row.figure.low is None and row.figure.high is None:
            continue
        key = (amount(row.figure, course.series.name), teller(row))
        if key in found:
            found[key].others.add(row.report.id)
            found[key].superseded &= row.figure.id in old
        else:
            found[key] = Point(row, row.figure.id in old)
        found[key].others.discard(found[key].given.report.id)
    return list(found.values())


def row_of(at: int, point: Point, course: Course) -> dict[str, Any]:
    """A number as a row of the chart's data."""
    row = point.given
    who, outlet = visible(teller(row)), visible(where(row.report))
    more = f" +{len(point.others)}" if point.others else ""
    second = shorten(outlet, WHO - len(more)) + more if who != outlet or more else ""
    bound = row.figure.bound
    revised = course.series.relation == "revised"
    return {
        "at": at,
        "low": point.low,
        "high": point.high,
        "middle": (point.low + point.high) / 2,
        "amount": visible(amount(row.figure, course.series.name)),
        "day": day(row.date),
        "who": shorten(who, WHO),
        "outlet": second,
        "lift": -7 if second else 0,
        "kind": "range" if point.low != point.high else "about" if bound == "about" else "point",
        "beyond": "up" if bound in UPWARD else "down" if bound in DOWNWARD else "",
        "ink": FAINT if point.superseded else INK,
        "accent": PAST if point.superseded else STATES if revised else DISPUTES,
    }


def layers(rows: list[dict[str, Any]], joined: bool, plot: float) -> list[alt.Chart]:
    """The layers of the chart: the course, ranges, numbers, and the columns beside them."""
    scale, axis = number_axis(min(row["low"] for row in rows), max(row["high"] for row in rows))
    base = alt.Chart(data(rows)).encode(y=alt.Y("at:O", axis=None))
    line = base.mark_line(color=RULE, strokeWidth=2).encode(
        x=alt.X("middle:Q", scale=scale, axis=axis), order=alt.Order("at:Q")
    )
    accent = alt.Color("accent:N", scale=None)
    marks = base.encode(x=alt.X("low:Q", scale=scale, axis=axis))
    parts = {
        "kind == 'range'": marks.mark_rule(strokeWidth=6).encode(x2=alt.X2("high:Q"), color=accent),
        "kind == 'point'": marks.mark_point(size=75, opacity=1, strokeWidth=1).encode(
            fill=alt.Fill("accent:N", scale=None), stroke=alt.StrokeValue(PAPER)
        ),
        "kind == 'about'": marks.mark_point(size=60, opacity=1, fill=PAPER, strokeWidth=2).encode(
            stroke=alt.Stroke("accent:N", scale=None)
        ),
        "beyond == 'up'": arrow(marks, 90, 9).encode(color=accent),
        "beyond == 'down'": arrow(marks, -90, -9).encode(color=accent),
    }
    drawn = [mark.transform_filter(f"datum.{which}") for which, mark in parts.items()]
    text = alt.Color("ink:N", scale=None)
    rows_apart = base.mark_rule(color=RULE, strokeWidth=1, strokeDash=[1, 3])
    return [
        rows_apart.encode(x=alt.XValue(0), x2=alt.X2Value(plot)),
        *([line] if joined else ()),
        *drawn,
        column(base, "day", -LEFT, color=SOFT),
        column(base, "who", 90 - LEFT, dy=alt.ExprRef("datum.lift")).encode(color=text),
        column(base, "outlet", 90 - LEFT, dy=7, color=FAINT, fontSize=SMALL),
        column(base, "amount", plot + 14, fontWeight="bold").encode(color=text),
    ]


def arrow(marks: alt.Chart, angle: float, shift: float) -> alt.Chart:
    """Small triangles beside the numbers."""
    drawn: alt.Chart = marks.mark_point(
        shape="triangle-up", size=32, filled=True, opacity=1, angle=angle % 360, xOffset=shift
    )
    return drawn


def column(base: alt.Chart, name: str, x: float, **look: Any) -> alt.Chart:
    """A column of words at `x` pixels."""
    drawn: alt.Chart = base.mark_text(align="left", baseline="middle", **look)
    return drawn.encode(x=alt.XValue(x), text=alt.Text(f"{name}:N"))


def key_line(course: Course, rows: list[dict[str, Any]]) -> str:
    """What the marks mean, those that occur."""
    revised = course.series.relation == "revised"
    parts = ["Revised: each number takes the place of the one above it" if revised else "Conflicting numbers"]
    kinds = {row["kind"] for row in rows}
    if "about" in kinds:
        parts.append("ring: about so many")
    if "range" in kinds:
        parts.append("bar: from the one to the other number")
    if any(row["beyond"] for row in rows):
        parts.append("arrow: or more, or less")
    return " · ".join(parts)


def told(course: Course, points: list[Point]) -> str:
    """The chart in words: each number with who gave it, when, and in which outlet."""
    each = "; ".join(
        f"{amount(point.given.figure, course.series.name)}, {teller(point.given)}, {day(point.given.date)}"
        f" ({where(point.given.report)})"
        for point in points
    )
    return f"{course.series.name}, {course.series.relation}: {each}."
