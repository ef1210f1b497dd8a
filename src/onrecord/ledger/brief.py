"""The state of the story on one page: what is disputed, altered, changed, expected, unknown, and who speaks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from sqlalchemy import Connection, select

from onrecord.ledger.asof import report_order
from onrecord.ledger.awaited import Asking, Awaited, asked, expected
from onrecord.ledger.key_figures import KeyFigure, key_figures
from onrecord.ledger.movements import Moved, moved
from onrecord.ledger.places import Located, places
from onrecord.ledger.rows import DAMAGE
from onrecord.ledger.said import Said
from onrecord.ledger.times import times
from onrecord.ledger.together import Disputed, Quoted, Together
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
    kind; `statements` all statements. `speakers`, `figures`, `places` and `disputes` begin with the foremost;
    `denials` and `unknown` (declined, or said not to be known) are in order of time, and leave out what is part of a
    dispute, or of an open question. `published` spans the reports' dates, `told` the resolved times that they speak
    of; `rewritten` are the reports that look machine-rewritten, in order of time.

    `altered` are the quotations in other words than the earliest, those turned into the opposite first, then those
    given to others; `disputes` leaves out those turned into the opposite. `open` are the questions without an answer,
    the latest first; `expected` the expectations: in turn what is due next, what was met or missed last, and what is
    overdue since last; `movements` those with the fullest route first.
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
    disputes: tuple[Disputed, ...] = ()
    altered: tuple[Quoted, ...] = ()
    open: tuple[Asking, ...] = ()
    expected: tuple[Awaited, ...] = ()
    movements: tuple[Moved, ...] = ()


def brief(connection: Connection, as_of: str | None) -> Brief:
    """The brief as of the end of a day, or of now."""
    together = Together(connection, as_of)
    reports, origins = together.reports, together.origins
    own = [row for row in together.said.values() if not together.repeats(row)]
    outlets = Counter(report.outlet for report in reports.values() if report.outlet)
    disputes = together.disputes()
    changed = altered(together.quotes())
    disputed = {row.id for dispute in disputes for row in (*dispute.first, *dispute.second) if isinstance(row, Said)}
    unanswered = [row for row in asked(together) if row.answer is None]
    unknown = [row for row in own if row.act == "decline" or row.certainty == "unknown"]
    return Brief(
        as_of=as_of,
        reports=len(reports),
        outlets=tuple(sorted(outlets, key=lambda name: (-outlets[name], name))),
        origins=origins.count(),
        copies=copy_kinds(reports.values()),
        statements=len(together.said),
        speakers=speaking(own),
        figures=key_figures(list(together.given.values()), origins, together.series()),
        denials=tuple(row for row in own if row.act == "deny" and row.id not in disputed),
        unknown=tuple(row for row in unknown if not any(touch(row, question) for question in unanswered)),
        published=period(report.published for report in reports.values()),
        told=told(connection, as_of),
        places=tuple(places(connection, as_of)),
        rewritten=rewritten(connection, reports),
        disputes=tuple(row for row in disputes if not is_quotation(row, changed)),
        altered=changed,
        open=tuple(sorted(unanswered, key=lambda row: row.report.published or "", reverse=True)),
        expected=in_turn(expected(together)),
        movements=movements(together),
    )


def touch(said: Said, question: Asking) -> bool:
    """Whether a statement's words are also words of the question."""
    start, end = question.question.span
    return said.report.id == question.report.id and any(a < end and start < b for a, b in said.content)


def is_quotation(row: Disputed, quotes: Iterable[Quoted]) -> bool:
    """Whether the two sides are a quotation and its opposite that somebody made of it."""
    first, second = ({one.id for one in side if isinstance(one, Said)} for side in (row.first, row.second))
    negated = ({one.original.id, one.variant.id} for one in quotes if one.kind == "negated")
    return row.kind == "contradicted" and any(pair & first and pair & second for pair in negated)


ALTERED = ("negated", "misattributed", "reworded")
"""What is done to quotations, the worst first."""


def altered(quotes: Iterable[Quoted]) -> tuple[Quoted, ...]:
    """The altered quotations, by what was done to them."""
    return tuple(sorted((row for row in quotes if row.is_altered), key=lambda row: ALTERED.index(row.kind)))


def in_turn(rows: Iterable[Awaited]) -> tuple[Awaited, ...]:
    """In turn what is due next, what was met or missed last, what is overdue since last; then what has no date."""
    coming: list[Awaited] = []
    ended: list[Awaited] = []
    overdue: list[Awaited] = []
    undated: list[Awaited] = []
    for row in rows:
        if row.told is not None:
            ended.append(row)
        elif row.left is None:
            undated.append(row)
        else:
            (coming if row.left >= 0 else overdue).append(row)
    ended.sort(key=lambda row: -ordinal(row.told.report.published if row.told else None))
    overdue.sort(key=lambda row: -(row.left or 0))
    each = zip_longest(coming, ended, overdue)
    return (*(row for turn in each for row in turn if row is not None), *undated)


def ordinal(moment: str | None) -> int:
    """The number of the day of an ISO date and time; 0 where there is none."""
    return date.fromisoformat(moment[:10]).toordinal() if moment else 0


def movements(together: Together) -> tuple[Moved, ...]:
    """The movements that tell more than who goes, those with the fullest route first, then the latest."""
    found = []
    for row in moved(together.connection, together.as_of):
        if not together.origins.repeats_words(row.report.id, row.text):
            its = row.movement
            slots = sum(bool(slot) for slot in (its.who, its.origin, its.via, its.to, its.means, its.when))
            found.append((slots, ordinal(row.report.published), row))
    found.sort(key=lambda one: (-one[0], -one[1]))
    return tuple(row for _, _, row in found)


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
