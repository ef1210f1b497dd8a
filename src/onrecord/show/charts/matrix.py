"""Who speaks when, or does what: speakers against days, or against acts."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any, Literal

import altair as alt

from onrecord.ledger import Said
from onrecord.ledger.origins import Origins
from onrecord.records import ACTS
from onrecord.show.charts.look import (
    DISPUTES,
    FAMILY_COLORS,
    INK,
    PAPER,
    RULE,
    SOFT,
    STATES,
    WIDTH,
    Chart,
    NothingToDraw,
    data,
    finished,
)
from onrecord.show.clean import shorten, visible
from onrecord.show.page_notes import FAMILY, MONTHS

SPEAKERS = 18
"""Speakers shown at most: those with most statements."""

COLUMNS = 20
"""Columns of time at most: days, else weeks, months or years."""

STEP = 30
LEFT, RIGHT, LETTERS = 200, 40, 32
"""Pixels of the names and of the sums; letters of a name."""

SMALLEST = 190
"""Size of the disc of one statement, so that its number stands within."""

EARLIER, LATER = "earlier", "later"
NOBODY = "(nobody named)"
BEFORE = 7
"""Days before the first report from which statements have columns of their own."""


def matrix(rows: Sequence[Said], by: Literal["day", "act"] = "day", repeated: Collection[str] | None = None) -> Chart:
    """How many statements each speaker makes on each day, or of each act; the day is that of the saying where known.

    What a copy repeats of its origin counts once; `repeated` are the ids of such statements, found by their words where
    they are not given. Raises NothingToDraw where there is no statement.
    """
    rows = own(rows, repeated)
    if not rows:
        raise NothingToDraw("there is no statement, and so nobody to draw")
    names, columns = column_names(rows, by)
    groups: dict[str, list[int]] = defaultdict(list)
    called: dict[str, str] = {}
    for at, row in enumerate(rows):
        key = row.speaker.id if row.speaker else ""
        groups[key].append(at)
        called.setdefault(key, visible(row.speaker.name) if row.speaker else NOBODY)
    order = sorted(groups, key=lambda key: (key == "", -len(groups[key]), called[key], key))
    shown = [key for key in order if key][:SPEAKERS]
    left = len([key for key in order if key]) - len(shown)
    if "" in groups:
        shown.append("")
    cells, sums = [], []
    for line, key in enumerate(shown):
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for at in groups[key]:
            counts[names[at]][0] += 1
            counts[names[at]][1] += by == "day" and rows[at].act == "deny"
        sums.append({"line": line, "name": shorten(called[key], LETTERS), "sum": f"{len(groups[key]):,}"})
        cells += [
            {
                "line": line,
                "column": columns.index(name),
                "count": count,
                "denials": denials,
                "accent": accent(name, by),
            }
            for name, (count, denials) in counts.items()
        ]
    dated = [name for name in columns if name[-4:].isdecimal()]
    key_text = [
        f"Statements by the day of the saying{spanned(dated)}. Small red disc: denials among them. Right: the sum."
    ]
    if by == "act":
        key_text = ["Statements, each counted once. Right: the sum."]
    if left:
        key_text.append(f"Left out: {left:,} {'speaker' if left == 1 else 'speakers'} with fewer statements.")
    step = min(64.0, (WIDTH - LEFT - RIGHT) / len(columns))
    chart = alt.LayerChart(layer=layers(cells, sums, columns, step), width=alt.Step(step), height=alt.Step(STEP))
    title = "Who speaks when" if by == "day" else "Who does what"
    told = "; ".join(f"{row['name']}: {row['sum']}" for row in sums)
    return finished(chart, title, key_text, f"{title}. Statements in all: {told}.")


def own(rows: Sequence[Said], repeated: Collection[str] | None) -> list[Said]:
    """The statements but those that a copy repeats."""
    if repeated is not None:
        ids = frozenset(repeated)
        return [row for row in rows if row.id not in ids]
    origins = Origins({row.report.id: row.report for row in rows})
    return [row for row in rows if not origins.repeats(row)]


def column_names(rows: Sequence[Said], by: str) -> tuple[list[str], list[str]]:
    """The column of each row, and all columns in order."""
    if by == "act":
        names = [row.act for row in rows]
        return names, [act for act in ACTS if act in names]
    days = [day_of(row.date) for row in rows]
    known = [one for one in days if one is not None]
    if not known:
        return ["no date"] * len(rows), ["no date"]
    issued = [one for row in rows if (one := day_of(row.report.published or "")) is not None] or known
    low, high = min(issued) - timedelta(days=BEFORE), max(issued)
    inside = [one for one in known if low <= one <= high] or known
    low, high = min(inside), max(inside)
    unit = next((unit for unit in UNITS if len(units(low, high, unit)) <= COLUMNS), UNITS[-1])
    columns = units(low, high, unit)
    names = [
        "no date" if one is None else EARLIER if one < low else LATER if one > high else label(one, unit)
        for one in days
    ]
    ends = ([EARLIER] if EARLIER in names else [], [LATER] if LATER in names else [])
    undated = ["no date"] if "no date" in names else []
    return names, [*ends[0], *columns, *ends[1], *undated]


UNITS = ("day", "week", "month", "year", "decade")


def label(one: date, unit: str) -> str:
    """The name of the day, week, month, year or decade in which a day lies."""
    if unit == "week":
        one -= timedelta(days=one.weekday())
    if unit in ("day", "week"):
        return f"{one.day} {MONTHS[one.month - 1]} {one.year}"
    if unit == "month":
        return f"{MONTHS[one.month - 1]} {one.year}"
    return f"{one.year}" if unit == "year" else f"{one.year // 10 * 10}s"


def units(low: date, high: date, unit: str) -> list[str]:
    """The names of all days, weeks … from one day to another, at most one more than there are columns."""
    found: dict[str, None] = {}
    step = {"day": 1, "week": 7, "month": 28, "year": 365, "decade": 3650}[unit]
    at = low
    while at < high and len(found) <= COLUMNS:
        found[label(at, unit)] = None
        at += timedelta(days=step)
    found[label(high, unit)] = None
    return list(found)


def day_of(value: str) -> date | None:
    """The day of an ISO date and time; None where it is none."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def accent(name: str, by: str) -> str:
    """The colour of a column."""
    return FAMILY_COLORS[FAMILY[name]] if by == "act" else STATES


def layers(cells: list[dict[str, Any]], sums: list[dict[str, Any]], columns: list[str], step: float) -> list[alt.Chart]:
    """The layers: discs, numbers in them, names and sums."""
    radius = min(step, STEP) / 2 - 2
    most = max(4, *(cell["count"] for cell in cells))
    area = alt.Scale(type="linear", domain=[1, most], range=[SMALLEST, 4 * radius * radius])
    heads = [shortened(column, columns) for column in columns]
    axis = alt.Axis(
        orient="top", title=None, domain=False, ticks=False, labelAngle=0 if step >= 46 else -50, labelPadding=6,
        grid=False, labelExpr=f"{json.dumps(heads)}[datum.value]", labelOverlap=False,
        labelAlign="center" if step >= 46 else "left",
    )  # fmt: skip
    x = alt.X("column:O", axis=axis, scale=alt.Scale(domain=list(range(len(columns)))))
    y = alt.Y("line:O", axis=None)
    base = alt.Chart(data(cells)).encode(x=x, y=y)
    names = alt.Chart(data(sums)).encode(y=y)
    size = alt.Size("count:Q", scale=area, legend=None)
    denied = base.transform_filter("datum.denials > 0")
    badge: dict[str, Any] = {"xOffset": radius * 0.8, "yOffset": -radius * 0.6}
    return [
        names.mark_rule(color=RULE, strokeWidth=1).encode(x=alt.XValue(0), x2=alt.X2Value(step * len(columns))),
        base.mark_circle(opacity=1, fillOpacity=0.28, strokeWidth=1.2).encode(
            size=size, fill=alt.Fill("accent:N", scale=None), stroke=alt.Stroke("accent:N", scale=None)
        ),
        base.mark_text(baseline="middle", color=INK, fontSize=11).encode(text=alt.Text("count:Q")),
        denied.mark_circle(size=150, opacity=1, fill=DISPUTES, stroke=PAPER, strokeWidth=1, **badge),
        denied.mark_text(baseline="middle", color=PAPER, fontSize=10, **badge).encode(text=alt.Text("denials:Q")),
        names.mark_text(align="left", baseline="middle", color=INK).encode(
            x=alt.XValue(-LEFT), text=alt.Text("name:N")
        ),
        names.mark_text(align="left", baseline="middle", color=SOFT).encode(
            x=alt.XValue(step * len(columns) + 10), text=alt.Text("sum:N")
        ),
    ]


def spanned(dated: Sequence[str]) -> str:
    """From which to which day, week … the columns go."""
    if not dated:
        return ""
    return f", {dated[0]}" if dated[0] == dated[-1] else f", {dated[0]} to {dated[-1]}"


def shortened(column: str, columns: Sequence[str]) -> str:
    """The head of a column: a day without its year, save where a new one begins."""
    start, _, year = column.rpartition(" ")
    if not (start and year.isdecimal()):
        return column
    at = columns.index(column)
    before = columns[at - 1].rpartition(" ")[2] if at else year
    return start if before == year or not before.isdecimal() else f"{start} ’{year[-2:]}"
