"""The map: places by how often they are named, and movements as arrows between them."""

import math
import re
from collections.abc import Sequence
from typing import Any

import altair as alt

from onrecord.folding import fold
from onrecord.ledger import Located, Moved
from onrecord.show.charts.arrows import Arrow, Mark, arrows_of, box_around
from onrecord.show.charts.ground import ground, view_scales
from onrecord.show.charts.labels import Label, placed
from onrecord.show.charts.look import (
    DISPUTES,
    INK,
    LAND,
    PAPER,
    SMALL,
    SOFT,
    STATES,
    TEXT,
    WIDTH,
    Chart,
    NothingToDraw,
    data,
    finished,
)
from onrecord.show.charts.outlines import Point, outlines
from onrecord.show.charts.routes import Route, routes_of
from onrecord.show.charts.view import KM, View, view_of
from onrecord.show.clean import shorten, visible
from onrecord.show.listing import count
from onrecord.show.listings import where
from onrecord.show.page_notes import day

HEIGHT = 460
"""Height of the map at most, in pixels."""

LABELS, ROUTES, LETTERS = 30, 12, 100
"""Names and ways shown at most; letters of a line below the map."""

CORE = 0.85
"""Share of all mentions whose places the map is made for."""

FAR = 3.0
"""Places further than so many times the core's radius from its middle are left out, and listed."""

LEAST_RADIUS = 150.0
"""Radius of the core at least, in kilometres."""

FAR_NAMES = 8
"""Places off the map that are named below it."""

SIGN = 8.0
"""Half the width of an arrow's number, in pixels."""

DATE = re.compile(r"\d{4}-\d\d-\d\d")

LINE = 19
"""Height of a line below the map, in pixels."""


def places_map(places: Sequence[Located], movements: Sequence[Moved] = ()) -> Chart:
    """The places on a map that is zoomed to where the story is, with movements between them as arrows.

    Drawn are places with a point of their own. A country is shaded; it has a point only where an arrow begins or
    ends. Places far from all others, and movements between places that are not known, are counted below the map.
    Raises NothingToDraw where no place has coordinates.
    """
    known = own_points(places)
    if not known:
        raise NothingToDraw("no place with coordinates is named; there is no map to draw")
    named = {(country.code, fold(country.name)) for country in outlines().countries}
    countries = [row for row in known if (row.country, fold(row.name)) in named]
    points = [row for row in known if row not in countries] or known
    routes, unplaced = routes_of(movements, known)
    stops = list(dict.fromkeys(stop for route in routes[:ROUTES] for stop in route.stops))
    view = view_of([point_of(row) for row in (*near(points), *stops)], WIDTH, HEIGHT)
    drawn = [row for row in points if inside(view, row)]
    drawn += [stop for stop in stops if stop not in drawn]
    most = max(row.count for row in drawn)
    marks = [Mark(row, view.place(*point_of(row)), radius(row, most), row in countries) for row in drawn]
    arrows = arrows_of(view, routes[:ROUTES], {mark.place: mark.radius for mark in marks})
    labels = names_of(marks, stops, arrows, view)
    taken = [label.box for label in labels]
    taken += [box_around(point, 6) for arrow in arrows for point in arrow.line] + [mark.box for mark in marks]
    codes = frozenset(row.country for row in countries if row.country)
    lines = notes(routes, [row for row in points if row not in drawn], unplaced, len(places) - len(known))
    ringed = frozenset(mark.place.country or "" for mark in marks if mark.hollow)
    layers = [*ground(view, codes, ringed, taken), *ways(view, arrows), *dots(view, marks, labels), *below(view, lines)]
    chart = alt.LayerChart(layer=layers, width=view.width, height=view.height)
    told = ", ".join(f"{visible(row.name)} ({row.count:,})" for row in known[:LABELS])
    title = "Where it happens, and who goes where" if routes else "Where it happens"
    key = ["Disc: larger where a place is named more often" + (" · shaded: countries named" if codes else "")]
    return finished(chart, title, key, f"A map of the places that the reports name, most often first: {told}.")


def movements_map(places: Sequence[Located], movements: Sequence[Moved]) -> Chart:
    """The map of `places_map`. Raises NothingToDraw where no movement goes from one known place to another."""
    known = own_points(places)
    if not routes_of(movements, known)[0]:
        raise NothingToDraw("no movement goes from one known place to another; there is no map of movements to draw")
    return places_map(places, movements)


def own_points(places: Sequence[Located]) -> list[Located]:
    """The places with coordinates that are theirs, not those of a place near them."""
    return [row for row in places if row.lat is not None and row.lon is not None and row.near is None]


def point_of(row: Located) -> Point:
    """Longitude and latitude of a place."""
    return row.lon or 0.0, row.lat or 0.0


def inside(view: View, row: Located) -> bool:
    """Whether a place lies on the map."""
    x, y = view.place(*point_of(row))
    return 0 <= x <= view.width and 0 <= y <= view.height


def near(places: Sequence[Located]) -> list[Located]:
    """The places around which the story turns, without those far from them."""
    total = sum(row.count for row in places)
    middle = min(places[:LABELS], key=lambda one: sum(row.count * distance(one, row) for row in places[:200]))
    ordered = sorted(places, key=lambda row: distance(middle, row))
    counted = 0
    radius = LEAST_RADIUS
    for row in ordered:
        counted += row.count
        radius = max(radius, distance(middle, row))
        if counted >= CORE * total:
            break
    reach = radius * FAR if radius == LEAST_RADIUS else radius * 1.5
    return [row for row in places if distance(middle, row) <= reach]


def distance(one: Located, other: Located) -> float:
    """Kilometres between two places, as the crow flies."""
    (lon, lat), (to_lon, to_lat) = point_of(one), point_of(other)
    a, b = math.radians(lat), math.radians(to_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(to_lon - lon) / 2) ** 2
    return 2 * math.degrees(math.asin(min(1.0, math.sqrt(half)))) * KM


def radius(row: Located, most: int) -> float:
    """The radius of a place's disc in pixels: its area grows with how often it is named."""
    return 3.0 + 8.0 * math.sqrt(row.count / most) if most > 1 else 5.0


def names_of(marks: Sequence[Mark], stops: Sequence[Located], arrows: Sequence[Arrow], view: View) -> list[Label]:
    """The names that find room: first of the places where arrows begin or end, then of those named most."""
    first = sorted(marks, key=lambda mark: mark.place not in stops)[:LABELS]
    taken = [box_around(arrow.sign, SIGN) for arrow in arrows]
    taken += [box_around(point, 2) for arrow in arrows for point in arrow.line]
    taken += [box_around(arrow.line[-1], 6) for arrow in arrows]
    beside = [(visible(mark.place.name), mark.at, mark.radius) for mark in first]
    return placed(beside, TEXT, taken + [mark.box for mark in marks if mark not in first], (view.width, view.height))


def dots(view: View, marks: Sequence[Mark], labels: Sequence[Label]) -> list[alt.Chart]:
    """Places and their names; a country at which an arrow begins or ends has a ring."""
    discs = [
        {
            "x": round(x, 1),
            "y": round(y, 1),
            "size": round(math.pi * mark.radius**2, 1),
            "fill": 0 if mark.hollow else 0.6,
        }
        for mark in marks
        for x, y in (mark.at,)
    ]
    base = alt.Chart(data(discs)).encode(**view_scales(view), size=alt.Size("size:Q", scale=None))
    disc = base.mark_point(opacity=1, fill=STATES, stroke=STATES, strokeWidth=1.2)
    drawn = [disc.encode(fillOpacity=alt.FillOpacity("fill:Q", scale=None))]
    for align in ("left", "right", "center"):
        rows = [{"x": round(one.x, 1), "y": round(one.y, 1), "name": one.text} for one in labels if one.align == align]
        if rows:
            names = alt.Chart(data(rows)).encode(**view_scales(view), text=alt.Text("name:N"))
            look: dict[str, Any] = {"align": align, "baseline": "middle", "fontSize": TEXT}
            drawn.append(names.mark_text(**look, **HALO))
    return drawn


HALO: dict[str, Any] = {"stroke": LAND, "strokeWidth": 3, "strokeJoin": "round", "strokeOpacity": 0.8}
"""What keeps words legible where lines cross them."""


def ways(view: View, arrows: Sequence[Arrow]) -> list[alt.Chart]:
    """Movements as arrows, each with a number that the lines below the map explain."""
    if not arrows:
        return []
    steps = [
        {"way": arrow.number, "step": step, "x": round(x, 1), "y": round(y, 1)}
        for arrow in arrows
        for step, (x, y) in enumerate(arrow.line)
    ]
    heads = [{"x": round(x, 1), "y": round(y, 1), "angle": arrow.angle} for arrow in arrows for x, y in arrow.line[-1:]]
    signs = [
        {"x": round(arrow.sign[0], 1), "y": round(arrow.sign[1], 1), "number": str(arrow.number)} for arrow in arrows
    ]
    line = alt.Chart(data(steps)).encode(**view_scales(view), detail=alt.Detail("way:N"), order=alt.Order("step:Q"))
    head = alt.Chart(data(heads)).encode(**view_scales(view), angle=alt.Angle("angle:Q", scale=None))
    sign = alt.Chart(data(signs)).encode(**view_scales(view))
    return [
        line.mark_line(color=DISPUTES, strokeWidth=1.8, strokeCap="round"),
        head.mark_point(shape="triangle", size=75, filled=True, color=DISPUTES, opacity=1),
        sign.mark_point(shape="circle", size=200, opacity=1, fill=PAPER, stroke=DISPUTES, strokeWidth=1.3),
        sign.mark_text(baseline="middle", fontSize=SMALL, color=INK).encode(text=alt.Text("number:N")),
    ]


def notes(routes: Sequence[Route], far: Sequence[Located], unplaced: int, without: int) -> list[str]:
    """The lines below the map: what each numbered arrow is, and what the map does not show."""
    lines = [f"{number}  {route_line(route)}" for number, route in enumerate(routes[:ROUTES], 1)]
    if len(routes) > ROUTES:
        lines.append(f"Left out: {len(routes) - ROUTES:,} more ways.")
    if far:
        more = f" and {len(far) - FAR_NAMES:,} more" if len(far) > FAR_NAMES else ""
        lines.append(f"Not on this map: {', '.join(f'{row.name} ({row.count:,})' for row in far[:FAR_NAMES])}{more}")
    if unplaced:
        lines.append(f"Not drawn: {count(unplaced, ('movement', 'movements'))} with fewer than two known places")
    if without:
        lines.append(f"Not drawn: {count(without, ('place', 'places'))} without a known point")
    return [shorten(line, LETTERS) for line in (*lines, "Outlines: Natural Earth")]


def route_line(route: Route) -> str:
    """Who goes a way, by what means, when, and which outlets tell so."""
    row = route.moved[0]
    its = row.movement
    who = f"{its.who}: " if its.who else ""
    means = f", {its.means}" if its.means else ""
    outlets = list(dict.fromkeys(where(moved.report) for moved in route.moved))
    more = f" +{len(outlets) - 1}" if len(outlets) > 1 else ""
    when = its.when if its.when and DATE.match(its.when) else row.date
    return f"{who}{' → '.join(stop.name for stop in route.stops)}{means}, {day(when[:10])} ({outlets[0]}{more})"


def below(view: View, lines: Sequence[str]) -> list[alt.Chart]:
    """The lines below the map."""
    rows = [{"x": 0, "y": view.height + 20 + LINE * at, "text": line} for at, line in enumerate(lines)]
    mark = alt.Chart(data(rows)).mark_text(align="left", baseline="middle", fontSize=SMALL, color=SOFT)
    return [mark.encode(**view_scales(view), text=alt.Text("text:N"))]
