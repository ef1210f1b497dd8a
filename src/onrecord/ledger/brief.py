"""The state of the story on one page: what is disputed, altered, changed, expected, unknown, and who speaks."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from sqlalchemy import Connection, select

from onrecord.ledger.asof import report_order
from onrecord.ledger.awaited import Asking, Awaited, asked, expected
from onrecord.ledger.figures import Given
from onrecord.ledger.key_figures import KeyFigure, key_figures
from onrecord.ledger.movements import Moved, moved
from onrecord.ledger.origins import Origins
from onrecord.ledger.places import Located, places
from onrecord.ledger.rows import DAMAGE
from onrecord.ledger.said import Said
from onrecord.ledger.times import Dated, times
from onrecord.ledger.together import Course, Disputed, Quoted, Together
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a brief is made of: a ledger's lists as of a day, in its orders.

    `own` are the statements without what copies repeat of their origins, `speakers` who makes those.
    """

    as_of: str | None
    reports: Mapping[str, Report]
    origins: Origins
    statements: int
    own: Sequence[Said]
    speakers: Sequence[Speaking]
    figures: Sequence[Given]
    series: Sequence[Course]
    disputes: Sequence[Disputed]
    quotes: Sequence[Quoted]
    questions: Sequence[Asking]
    expectations: Iterable[Awaited]
    movements: Iterable[Moved]
    timeline: Iterable[Dated]
    places: Sequence[Located]
    rewritten: tuple[Report, ...]


def brief(connection: Connection, as_of: str | None) -> Brief:
    """The brief as of the end of a day, or of now."""
    together = Together(connection, as_of)
    own = [row for row in together.said.values() if not together.repeats(row)]
    return brief_of(
        Known(
            as_of=as_of,
            reports=together.reports,
            origins=together.origins,
            statements=len(together.said),
            own=own,
            speakers=speaking(own),
            figures=list(together.given.values()),
            series=together.series(),
            disputes=together.disputes(),
            quotes=together.quotes(),
            questions=asked(together),
            expectations=expected(together),
            movements=moved(connection, as_of),
            timeline=times(connection, as_of, resolved=True),
            places=places(connection, as_of),
            rewritten=rewritten(connection, together.reports),
        )
    )


def brief_of(known: Known) -> Brief:
    """The brief made of what is known."""
    reports, origins = known.reports, known.origins
    outlets = Counter(report.outlet for report in reports.values() if report.outlet)
    changed = altered(known.quotes)
    turned = opposites(changed)
    disputed = {row.id for one in known.disputes for row in (*one.first, *one.second) if isinstance(row, Said)}
    unanswered = [row for row in known.questions if row.answer is None]
    asked_in: dict[str, list[Asking]] = defaultdict(list)
    for question in unanswered:
        asked_in[question.report.id].append(question)
    unknown = [row for row in known.own if row.act == "decline" or row.certainty == "unknown"]
    return Brief(
        as_of=known.as_of,
        reports=len(reports),
        outlets=tuple(sorted(outlets, key=lambda name: (-outlets[name], name))),
        origins=origins.count(),
        copies=copy_kinds(reports.values()),
        statements=known.statements,
        speakers=tuple(known.speakers),
        figures=key_figures(known.figures, origins, known.series),
        denials=tuple(row for row in known.own if row.act == "deny" and row.id not in disputed),
        unknown=tuple(row for row in unknown if not any(touch(row, one) for one in asked_in.get(row.report.id, ()))),
        published=period(report.published for report in reports.values()),
        told=period(row.start for row in known.timeline),
        places=tuple(known.places),
        rewritten=known.rewritten,
        disputes=tuple(row for row in known.disputes if not is_quotation(row, turned)),
        altered=changed,
        open=tuple(sorted(unanswered, key=lambda row: row.report.published or "", reverse=True)),
        expected=in_turn(known.expectations),
        movements=fullest(known.movements, origins),
    )


def touch(said: Said, question: Asking) -> bool:
    """Whether a statement's words are also words of the question."""
    start, end = question.question.span
    return said.report.id == question.report.id and any(a < end and start < b for a, b in said.content)


def opposites(quotes: Iterable[Quoted]) -> set[frozenset[str]]:
    """The pairs of quotations of which one is the opposite of the other."""
    return {frozenset((row.original.id, row.variant.id)) for row in quotes if row.kind == "negated"}


def is_quotation(row: Disputed, turned: Collection[frozenset[str]]) -> bool:
    """Whether the two sides are a quotation and its opposite that somebody made of it (one of those `turned`)."""
    if row.kind != "contradicted":
        return False
    first, second = ({one.id for one in side if isinstance(one, Said)} for side in (row.first, row.second))
    return any(pair & first and pair & second for pair in turned if not pair.isdisjoint(first))


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


def fullest(rows: Iterable[Moved], origins: Origins) -> tuple[Moved, ...]:
    """The movements without what copies repeat, those with the fullest route first, then the latest."""
    found = []
    for row in rows:
        if not origins.repeats_words(row.report.id, row.text):
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
