"""The state of the story on one page: what the pile holds, who speaks, what is denied, and what nobody knows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from onrecord.folding import fold
from onrecord.ledger.asof import reports_at
from onrecord.ledger.figures import Given, given
from onrecord.ledger.names import singulars
from onrecord.ledger.origins import Origins
from onrecord.ledger.places import Located, places
from onrecord.ledger.said import Asked, Said, said
from onrecord.ledger.times import times
from onrecord.records import Entity, Report

SMALL_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
"""Words that do not tell one counted thing from another."""

DURATIONS = frozenset(("second", "minute", "hour", "day", "night", "week", "month", "year"))
"""Units, in the singular, of figures that say only how long something took: they stand behind all others."""

Period = tuple[str | None, str | None]
"""The earliest and the latest moment, None where there is none."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """How much an entity says: statements and denials, each counted once an origin, in so many reports."""

    entity: Entity
    statements: int
    denials: int
    reports: int


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One thing that was counted or measured, and who gave which number for it, in order of time.

    `of` is the thing in the words of the first report, `unit` its unit; `origins` the number of origins that give a
    number for it. Of one number from one origin only the first is listed.
    """

    of: str | None
    unit: str | None
    origins: int
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What `onrecord brief` shows. What a copy repeats of its origin is left out, save in the first counts.

    `outlets` are names, by number of reports; `origins` counts reports that are no copies; `copies` the others by
    kind; `statements` all statements. `speakers`, `figures` and `places` begin with the foremost; `denials` and
    `unknown` (declined, or said not to be known) are in order of time. `published` spans the reports' dates, `told`
    the resolved times that they speak of.
    """

    as_of: str | None
    reports: int
    outlets: tuple[str, ...]
    origins: int
    copies: Mapping[str, int]
    statements: int
    speakers: tuple[Speaking, ...]
    figures: tuple[KeyFigure, ...]
    denials: tuple[Said, ...]
    unknown: tuple[Said, ...]
    published: Period
    told: Period
    places: tuple[Located, ...]


def brief(connection: Connection, as_of: str | None) -> Brief:
    """The brief as of the end of a day, or of now."""
    reports = reports_at(connection, as_of)
    origins = Origins(reports)
    statements = said(connection, Asked(as_of=as_of))
    own = [row for row in statements if not origins.repeats(row)]
    outlets = Counter(report.outlet for report in reports.values() if report.outlet)
    return Brief(
        as_of=as_of,
        reports=len(reports),
        outlets=tuple(sorted(outlets, key=lambda name: (-outlets[name], name))),
        origins=origins.count(),
        copies=copy_kinds(reports.values()),
        statements=len(statements),
        speakers=speaking(own),
        figures=key_figures(given(connection, None, as_of), origins),
        denials=tuple(row for row in own if row.act == "deny"),
        unknown=tuple(row for row in own if row.act == "decline" or row.certainty == "unknown"),
        published=period(report.published for report in reports.values()),
        told=told(connection, as_of),
        places=tuple(places(connection, as_of)),
    )


def copy_kinds(reports: Iterable[Report]) -> Mapping[str, int]:
    """How many copies of each kind there are, the kinds in the order of the alphabet."""
    counts = Counter(report.copy_kind or "edited" for report in reports if report.copy_of is not None)
    return dict(sorted(counts.items()))


def period(moments: Iterable[str | None]) -> Period:
    """The earliest and the latest of ISO dates and times."""
    known = [moment for moment in moments if moment]
    return (min(known), max(known)) if known else (None, None)


def told(connection: Connection, as_of: str | None) -> Period:
    """The earliest beginning and the latest beginning of the times that reports speak of."""
    return period(row.start for row in times(connection, as_of, resolved=True))


def speaking(statements: list[Said]) -> tuple[Speaking, ...]:
    """The named speakers, those with most statements first."""
    by: dict[str, list[Said]] = defaultdict(list)
    for row in statements:
        if row.speaker is not None:
            by[row.speaker.id].append(row)
    found = []
    for rows in by.values():
        entity = rows[0].speaker
        if entity is not None:
            denials = sum(row.act == "deny" for row in rows)
            found.append(Speaking(entity, len(rows), denials, len({row.report.id for row in rows})))
    return tuple(sorted(found, key=lambda row: (-row.statements, -row.reports, row.entity.name, row.entity.id)))


def key_figures(rows: list[Given], origins: Origins) -> tuple[KeyFigure, ...]:
    """The figures by what they count, those that most origins give first; of equal ones, those that somebody states.

    Durations come last.
    """
    groups: dict[tuple[frozenset[str], str], list[Given]] = defaultdict(list)
    for row in rows:
        words = frozenset(singulars(row.figure.of or "")) - SMALL_WORDS
        unit = row.figure.unit or ""
        if words or unit:
            groups[(words, fold(unit))].append(row)
    found = []
    for group in groups.values():
        kept = once_an_origin(group, origins)
        first = kept[0].figure
        independent = len({origins.of(row.report.id) for row in kept})
        found.append(KeyFigure(first.of, first.unit, independent, tuple(kept)))

    def order(row: KeyFigure) -> tuple[bool, int, int, int, str, str]:
        stated = sum(one.statement is not None for one in row.given)
        lasts = DURATIONS.issuperset(singulars(row.unit or row.of or ""))
        return (lasts, -row.origins, -stated, -len(row.given), fold(row.of or ""), row.given[0].figure.id)

    return tuple(sorted(found, key=order))


def once_an_origin(rows: list[Given], origins: Origins) -> list[Given]:
    """Of the figures with one value from one origin, the first; one inside a statement before one that is not."""
    best: dict[tuple[object, ...], Given] = {}
    for row in rows:
        figure = row.figure
        key = (origins.of(row.report.id), figure.value, figure.low, figure.high, figure.per)
        if key not in best or (best[key].statement is None and row.statement is not None):
            best[key] = row
    kept = {row.figure.id for row in best.values()}
    return [row for row in rows if row.figure.id in kept]
