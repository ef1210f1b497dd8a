"""Copies: which report was taken from which, how soon, and how much of it."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from onrecord.ledger.asof import moment, report_order
from onrecord.records import Report
from onrecord.show.charts.look import (
    DISPUTES,
    EXPECTS,
    FAINT,
    INK,
    PAPER,
    SMALL,
    SOFT,
    STATES,
    Chart,
    NothingToDraw,
    data,
    finished,
)
from onrecord.show.charts.when import instant
from onrecord.show.clean import shorten, visible
from onrecord.show.listings import where
from onrecord.show.page_notes import day

ROWS = 40
"""Reports shown at most unless fewer are wanted; families with most copies come first."""

STEP = 32
PLOT = 330
HOUR = 3_600_000
TICKS = {
    0: "0", 1: "1 h", 6: "6 h", 24: "1 day", 72: "3 days", 168: "1 week", 720: "30 days", 2160: "90 days",
    8760: "1 year", 87600: "10 years",
}  # fmt: skip
"""Marks of the axis, in hours."""

SHAPES = {"verbatim": ("circle", STATES), "edited": ("square", EXPECTS), "rewritten": ("diamond", DISPUTES)}
"""Shape and colour of each kind of copy."""


@dataclass(frozen=True, slots=True)
class Node:
    """A report in a family of copies, so many steps from the family's origin and so many hours after it."""

    report: Report
    parent: int | None
    hours: float


def copy_tree(reports: Sequence[Report], most: int = ROWS) -> Chart:
    """Families of copies, each under its origin in order of time: kind of copy, share of its words, hours later.

    At most so many reports are shown. Raises NothingToDraw where no report is a copy.
    """
    families = families_of(reports)
    if not families:
        raise NothingToDraw("no report is a copy of another; there is no copy tree to draw")
    nodes: list[Node] = []
    left = 0
    for family in families:
        if nodes and len(nodes) + len(family) > most:
            left += len(family)
            continue
        shown = family[:most]
        left += len(family) - len(shown)
        start = len(nodes)
        nodes += [Node(one.report, None if one.parent is None else one.parent + start, one.hours) for one in shown]
    rows = [row_of(at, node) for at, node in enumerate(nodes)]
    edges = [edge for at, node in enumerate(nodes) for edge in edges_of(at, node, nodes)]
    kinds = {row["kind"] for row in rows} - {"origin"}
    signs = {"verbatim": "disc: verbatim copy", "edited": "square: edited copy", "rewritten": "diamond: rewritten copy"}
    key = [
        " · ".join(["Ring: origin", *(sign for kind, sign in signs.items() if kind in kinds)])
        + " · axis: time after the origin"
    ]
    copies = sum(len(family) - 1 for family in families)
    alone = len(reports) - sum(map(len, families))
    if alone:
        key.append(f"{alone:,} {'report' if alone == 1 else 'reports'} neither copied nor copies.")
    if left:
        key.append(f"Left out: {left:,} more reports in families of copies.")
    chart = alt.LayerChart(layer=layers(rows, edges), width=PLOT, height=alt.Step(STEP))
    told = "; ".join(heard(node, nodes) for node in nodes)
    return finished(chart, f"Who copied whom: {copies:,} {'copy' if copies == 1 else 'copies'}", key, f"{told}.")


def families_of(reports: Sequence[Report]) -> list[list[Node]]:
    """The families that have copies, each with its origin first and copies after what they copy; the largest first."""
    known = {report.id: report for report in reports}
    children: dict[str, list[Report]] = defaultdict(list)
    roots = []
    for report in sorted(known.values(), key=report_order):
        if report.copy_of in known and not in_circle(report, known):
            children[report.copy_of].append(report)
        else:
            roots.append(report)
    found = []
    for root in roots:
        if root.id not in children:
            continue
        begin = instant(moment(root))
        family: list[Node] = []
        waiting: list[tuple[Report, int | None]] = [(root, None)]
        while waiting:
            report, parent = waiting.pop()
            at = instant(moment(report))
            hours = 0.0 if begin is None or at is None else max(0.0, (at - begin) / HOUR)
            family.append(Node(report, parent, hours))
            waiting += [(child, len(family) - 1) for child in reversed(children[report.id])]
        found.append(family)
    return sorted(found, key=lambda family: (-len(family), report_order(family[0].report)))


def in_circle(report: Report, known: dict[str, Report]) -> bool:
    """Whether a report is, by way of others, its own copy, and the first of those that are."""
    seen = [report.id]
    at = known.get(report.copy_of or "")
    while at is not None and at.id not in seen:
        seen.append(at.id)
        at = known.get(at.copy_of or "")
    return at is not None and at.id == report.id and report.id == min(seen)


def row_of(at: int, node: Node) -> dict[str, Any]:
    """A report as a row of the chart's data."""
    report = node.report
    kind = "origin" if node.parent is None else report.copy_kind or "edited"
    share = (
        f", {report.copy_share:.0%} of its words" if report.copy_share is not None and node.parent is not None else ""
    )
    written = moment(report)
    clock = f", {written[11:16]}" if "T" in written else ""
    second = f"{day(written[:10])}{clock}" if kind == "origin" else f"{kind}{share}"
    title = visible(report.title or "")
    return {
        "at": at,
        "hours": node.hours,
        "kind": kind,
        "outlet": shorten(where(report), 40),
        "second": shorten(f"{second} · {title}" if title and title != where(report) else second, 62),
    }


def edges_of(at: int, node: Node, nodes: Sequence[Node]) -> list[dict[str, Any]]:
    """The way from what a report copies: down at its hour, then along to the copy's."""
    if node.parent is None:
        return []
    from_ = nodes[node.parent].hours
    corners = ((from_, node.parent), (from_, at), (node.hours, at))
    return [{"edge": at, "step": step, "hours": hours, "at": line} for step, (hours, line) in enumerate(corners)]


def layers(rows: list[dict[str, Any]], edges: list[dict[str, Any]]) -> list[alt.Chart]:
    """The layers: ways, reports, and their names."""
    most = max(1.0, *(row["hours"] for row in rows))
    ticks = {str(hours): name for hours, name in TICKS.items() if hours <= most * 1.02}
    scale = alt.Scale(type="sqrt", domain=[0, most], nice=False)
    axis = alt.Axis(
        orient="top", title=None, values=list(map(int, ticks)), labelExpr=f"{json.dumps(ticks)}[datum.value]",
        grid=True,  domain=False, ticks=False, labelOverlap="greedy", labelPadding=6,
    )  # fmt: skip
    x = alt.X("hours:Q", scale=scale, axis=axis)
    y = alt.Y("at:O", axis=None)
    ways = alt.Chart(data(edges)).mark_line(color=FAINT, strokeWidth=1.3, strokeJoin="miter")
    base = alt.Chart(data(rows)).encode(x=x, y=y)
    words: dict[str, Any] = {"align": "left", "baseline": "middle", "dx": 12}
    words |= {"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round"}
    drawn = [
        base.transform_filter(f"datum.kind == '{kind}'").mark_point(
            filled=True, opacity=1, size=95, shape=shape, fill=color, stroke=PAPER
        )
        for kind, (shape, color) in SHAPES.items()
    ]
    return [
        ways.encode(x=x, y=y, detail=alt.Detail("edge:N"), order=alt.Order("step:Q")),
        base.transform_filter("datum.kind == 'origin'").mark_point(
            filled=True, opacity=1, size=90, fill=PAPER, stroke=INK, strokeWidth=2
        ),
        *drawn,
        base.mark_text(**words, dy=-7, color=INK).encode(text=alt.Text("outlet:N")),
        base.mark_text(**words, dy=7, color=SOFT, fontSize=SMALL).encode(text=alt.Text("second:N")),
    ]


def heard(node: Node, nodes: Sequence[Node]) -> str:
    """A report in words."""
    report = node.report
    if node.parent is None:
        return f"origin {where(report)}, {day(moment(report)[:10])}"
    share = f" {report.copy_share:.0%}" if report.copy_share is not None else ""
    return f"{where(report)}, {report.copy_kind or 'edited'} copy{share} of {where(nodes[node.parent].report)}"
