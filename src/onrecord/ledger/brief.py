"""The state of the story on one page: what the pile holds, who speaks, what is denied, and what nobody knows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ledger.asof import report_order, reports_at
from onrecord.ledger.figures import given
from onrecord.ledger.key_figures import KeyFigure, key_figures
from onrecord.ledger.origins import Origins
from onrecord.ledger.places import Located, places
from onrecord.ledger.rows import DAMAGE
from onrecord.ledger.said import Asked, Said, said
from onrecord.ledger.times import times
from onrecord.read.damage_rate import looks_rewritten
from onrecord.records import Damage, Entity, Report

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
class Brief:
    """What `onrecord brief` shows. What a copy repeats of its origin is left out, save in the first counts.

    `outlets` are names, by number of reports; `origins` counts reports that are no copies; `copies` the others by
    kind; `statements` all statements. `speakers`, `figures` and `places` begin with the foremost; `denials` and
    `unknown` (declined, or said not to be known) are in order of time. `published` spans the reports' dates, `told`
    the resolved times that they speak of; `rewritten` are the reports that look machine-rewritten, in order of time.
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
    rewritten: tuple[Report, ...] = ()


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
        rewritten=rewritten(connection, reports),
    )


def rewritten(connection: Connection, reports: Mapping[str, Report]) -> tuple[Report, ...]:
    """Of the reports those whose damaged passages make them look rewritten by a machine, in order of time."""
    damaged: dict[str, list[Damage]] = defaultdict(list)
    for row in map(DAMAGE.make, connection.execute(select(*DAMAGE.columns))):
        damaged[row.report].append(row)
    found = [reports[report] for report in damaged if report in reports]
    return tuple(sorted((r for r in found if looks_rewritten(damaged[r.id], len(r.text.split()))), key=report_order))


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
