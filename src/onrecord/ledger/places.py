"""Places: which are named, and how often."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from onrecord.folding import fold
from onrecord.ledger.asof import visible
from onrecord.ledger.rows import PLACES
from onrecord.ledger.schema import places as table
from onrecord.ledger.schema import reports
from onrecord.records import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place and how often it is named: `count` times in all, in the `reports` of these ids.

    `country` is ISO 3166 alpha-2; `lat` and `lon` are degrees, None where no point is known; those of the place `near`
    where that is set, as for `Place`.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    count: int
    reports: tuple[str, ...]
    near: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The place as one flat row of plain values."""
        names = ("name", "country", "lat", "lon", "geonames", "near", "count")
        return {**{name: getattr(self, name) for name in names}, "reports": list(self.reports)}


def places(connection: Connection, as_of: str | None) -> list[Located]:
    """The places, most often named first."""
    query = select(*PLACES.columns).select_from(table.join(reports)).where(visible(as_of)).order_by(*PLACES.order)
    groups: dict[tuple[Any, ...], list[Place]] = defaultdict(list)
    for row in map(PLACES.make, connection.execute(query)):
        groups[same_place(row)].append(row)
    return sorted(map(located, groups.values()), key=place_order)


def same_place(row: Place) -> tuple[Any, ...]:
    """The key that mentions of one place share: one without a point of its own is the same wherever it is put."""
    if row.geonames is not None:
        return (row.geonames,)
    if row.near is not None:
        return (fold(row.name), row.country, "near")
    return (fold(row.name), row.country, row.lat, row.lon)


def located(rows: Sequence[Place]) -> Located:
    """The mentions of one place as one row, under the name most often used, near the place most often told."""
    name = most_common(row.name for row in rows)
    near = most_common(row.near or "" for row in rows)
    first = next(row for row in rows if (row.near or "") == near)
    return Located(
        name=name,
        country=first.country,
        lat=first.lat,
        lon=first.lon,
        geonames=first.geonames,
        near=first.near,
        count=len(rows),
        reports=tuple(sorted({row.report for row in rows})),
    )


def most_common(words: Iterable[str]) -> str:
    """The word that stands most often, of several the first by the alphabet."""
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], word))


def place_order(row: Located) -> tuple[Any, ...]:
    """The key that puts the most often named place first."""
    return (
        -row.count,
        -len(row.reports),
        row.name,
        row.country or "",
        row.geonames or 0,
        row.lat or 0.0,
        row.lon or 0.0,
    )
