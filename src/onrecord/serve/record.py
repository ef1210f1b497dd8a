"""The record kept in memory, as of one day: each part is put together once, from one snapshot of the ledger."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.ledger import (
    Asking,
    Awaited,
    Brief,
    Claim,
    Comparison,
    Course,
    Dated,
    Disputed,
    Given,
    Hit,
    Located,
    Moved,
    Outlet,
    Quoted,
    Said,
    Speaking,
)
from onrecord.ledger.asof import report_order
from onrecord.ledger.awaited import asked, expected
from onrecord.ledger.brief import Known, brief_of, rewritten, speaking
from onrecord.ledger.comparison import side_by_side
from onrecord.ledger.descriptions import Descriptions
from onrecord.ledger.entities import known
from onrecord.ledger.judgements import Judged
from onrecord.ledger.movements import moved
from onrecord.ledger.names import singulars
from onrecord.ledger.origins import Origins
from onrecord.ledger.outlets import outlets, site
from onrecord.ledger.places import places
from onrecord.ledger.readings import reading
from onrecord.ledger.search import statements_about
from onrecord.ledger.store import Changes, Store
from onrecord.ledger.times import times
from onrecord.ledger.together import Together
from onrecord.records import Entity, Report
from onrecord.relate.view import View
from onrecord.serve.called import Titles, formerly, titles
from onrecord.serve.days import Days
from onrecord.serve.earlier import (
    Remembering,
    Repeats,
    SpeakingThen,
    forms_of,
    given_by,
    moved_by,
    reports_by,
    said_by,
    times_by,
)
from onrecord.serve.finding import Found, best, numbers, with_passages
from onrecord.serve.printed import Printed, printed
from onrecord.serve.snapshot import Part, Snapshot
from onrecord.serve.stored import Stored, beginning, stored
from onrecord.serve.whereabouts import Mentioned, Names, mentioned, moved_by_place, place_id, words_of_movement
from onrecord.serve.whose import Voices

COMPARISONS = 32
"""Pairs of reports of which the comparison is kept."""

Key = TypeVar("Key")
Row = TypeVar("Row")


class Record(Snapshot):
    """The record as of the end of a day, or of now, in one state of the ledger.

    That of a day is made from the one of `now` as far as the two are alike, where that is given. Rows are those of
    `onrecord.ledger`, the lists in its orders; the indices lead from ids to rows. Safe for threads.
    """

    def __init__(
        self, store: Store, as_of: str | None, changes: Changes | None = None, now: "Record | None" = None
    ) -> None:
        super().__init__(store, as_of, changes, now)
        self._now = now
        self.repeats: Repeats = now.repeats if now else {}

    def _laid_out(self, connection: Connection) -> Together:
        """What the ledger puts together, with what is known already in its place."""
        together = Together(connection, self.as_of)
        known = vars(together)
        if self._now is not None and self.as_of is not None:
            known["reports"] = reports_by(self._now.reports, self.as_of)
            known["joined"] = self._now.descriptions.joined(known["reports"])
        known["origins"] = Remembering(together.reports, self.repeats)
        for name in ("said", "given"):
            if name in vars(self):
                known[name] = vars(self)[name]
        return together

    @Part
    def reports(self) -> dict[str, Report]:
        """The reports by id, in order of time."""
        found = self.together.reports
        return {row.id: row for row in sorted(found.values(), key=report_order)}

    @Part
    def days(self) -> tuple[str, ...]:
        """The days on which reports came out, ISO dates, the first one first."""
        moments = (report.published or report.added_at or "" for report in self.reports.values())
        return tuple(sorted({moment[:10] for moment in moments} - {""}))

    @Part
    def origins(self) -> Origins:
        """Which report copies which."""
        return self.together.origins

    @Part
    def copies(self) -> Mapping[str, list[Report]]:
        """The copies by the id of the report that they copy, in order of time."""
        return grouped(self.reports.values(), lambda row: (row.copy_of,) if row.copy_of else ())

    @Part
    def families(self) -> Mapping[str, list[Report]]:
        """The reports by the id of the report that they go back to, that one included, in order of time."""
        return grouped(self.reports.values(), lambda row: (self.origins.of(row.id),))

    @Part
    def entities(self) -> dict[str, Entity]:
        """The entities across reports by id, in order of name."""
        rows = {row.id: row for row in known(self.together.connection, self.as_of, self.together.joined)}
        speakers = (row.speaker for row in self.said.values())
        return rows | {row.id: row for row in speakers if row is not None and row.id not in rows}

    @Part
    def said(self) -> dict[str, Said]:
        """The statements by id, in order of time."""
        together = self.together
        if self._speaking is not None and self._now is not None:
            vars(together)["said"] = said_by(self._now.said, together.reports, self._speaking)
        return together.said

    @Part
    def said_in(self) -> Mapping[str, list[Said]]:
        """The statements by their report's id, in order of the text."""
        found = grouped(self.said.values(), lambda row: (row.report.id,))
        for rows in found.values():
            rows.sort(key=lambda row: (row.content, row.id))
        return found

    @Part
    def said_by(self) -> Mapping[str, list[Said]]:
        """The statements by their speaker's id, in order of time; those of nobody with a name under ""."""
        return grouped(self.said.values(), lambda row: (row.speaker.id if row.speaker else "",))

    @Part
    def said_as(self) -> Mapping[tuple[str, str], list[Said]]:
        """The statements by what the speaker does, ("act", "deny"), and how surely, in order of time."""
        return grouped(self.said.values(), lambda row: (("act", row.act), ("certainty", row.certainty)))

    @Part
    def speakers(self) -> Sequence[Speaking]:
        """Who speaks, those with most statements first; what a copy repeats of its origin is not counted."""
        return speaking([row for row in self.said.values() if row.id not in self.repeated])

    @Part
    def figures(self) -> dict[str, Given]:
        """The figures by id, in order of time."""
        together = self.together
        if self._speaking is not None and self._now is not None:
            vars(together)["given"] = given_by(self._now.figures, together.reports, self._speaking)
        return together.given

    @Part
    def figures_in(self) -> Mapping[str, list[Given]]:
        """The figures by their report's id, in order of the text."""
        found = grouped(self.figures.values(), lambda row: (row.report.id,))
        for rows in found.values():
            rows.sort(key=lambda row: row.figure.span)
        return found

    @Part
    def claims(self) -> Sequence[Claim]:
        """What several reports assert, those of most origins first."""
        return self._with_rows().claims()

    @Part
    def claim_of(self) -> Mapping[str, Claim]:
        """The claim by the id of each of its statements."""
        return {row.id: claim for claim in self.claims for row in claim.said}

    @Part
    def disputes(self) -> dict[str, Disputed]:
        """The disputes by id, those between most origins first."""
        return {row.dispute.id: row for row in self._with_rows().disputes()}

    @Part
    def disputes_of(self) -> Mapping[str, list[Disputed]]:
        """The disputes by the id of each statement and figure on their sides."""
        return grouped(self.disputes.values(), lambda row: (id_of(one) for one in (*row.first, *row.second)))

    @Part
    def quotes(self) -> Sequence[Quoted]:
        """Quotations that stand in several reports, in order of time."""
        return self._with_rows().quotes()

    @Part
    def quotes_of(self) -> Mapping[str, list[Quoted]]:
        """The pairs of quotations by the id of either statement."""
        return grouped(self.quotes, lambda row: (row.original.id, row.variant.id))

    @Part
    def series(self) -> dict[str, Course]:
        """The quantities that were given several values by id, those with most values first."""
        return {row.series.id: row for row in self._with_rows().series()}

    @Part
    def series_of(self) -> Mapping[str, list[Course]]:
        """The series by the id of each of their figures."""
        return grouped(self.series.values(), lambda row: (one.figure.id for one in row.given))

    @Part
    def questions(self) -> dict[str, Asking]:
        """What reports say is not known by id, in order of the reports."""
        return {row.question.id: row for row in asked(self._with_rows())}

    @Part
    def expectations(self) -> dict[str, Awaited]:
        """What is expected by the id of the statement, those due first first."""
        return {row.said.id: row for row in expected(self._with_rows())}

    @Part
    def movements(self) -> dict[str, Moved]:
        """Who or what goes from where to where by id, in the order of the reports."""
        if self._now is not None:
            return moved_by(self._now.movements, self.together.reports, self.said)
        return {row.movement.id: row for row in moved(self.together.connection, self.as_of)}

    @Part
    def timeline(self) -> Sequence[Dated]:
        """The times that could be resolved, in order of when they begin."""
        if self._now is not None:
            return times_by(self._now.timeline, self.together.reports)
        return times(self.together.connection, self.as_of, resolved=True)

    @Part
    def places(self) -> Sequence[Located]:
        """The places, most often named first."""
        return places(self.together.connection, self.as_of)

    @Part
    def outlets(self) -> dict[str, Outlet]:
        """The outlets by name, those with most reports of their own first."""
        return {row.name: row for row in outlets(self._with_rows())}

    @Part
    def reports_of(self) -> Mapping[str, list[Report]]:
        """The reports by their outlet's name, in order of time; those without one under their site."""
        return grouped(self.reports.values(), lambda row: (site(row),))

    @Part
    def brief(self) -> Brief:
        """The state of the story on one page."""
        return brief_of(
            Known(
                as_of=self.as_of,
                reports=self.reports,
                origins=self.origins,
                statements=len(self.said),
                own=[row for row in self.said.values() if row.id not in self.repeated],
                speakers=self.speakers,
                figures=list(self.figures.values()),
                series=list(self.series.values()),
                disputes=list(self.disputes.values()),
                quotes=self.quotes,
                questions=list(self.questions.values()),
                expectations=self.expectations.values(),
                movements=self.movements.values(),
                timeline=self.timeline,
                places=self.places,
                rewritten=rewritten(self.together.connection, self.reports),
            )
        )

    @Part
    def repeated(self) -> frozenset[str]:
        """The ids of the statements of copies that are their origin's."""
        together = self._with_rows()
        return frozenset(row.id for row in self.said.values() if together.repeats(row))

    @Part
    def voices(self) -> Voices:
        """Who speaks, by the words that they go by."""
        judged = Judged(self.together.connection).speakers
        return Voices(self.said.values(), frozenset(id_ for id_, entity in judged.items() if entity is None))

    @Part
    def titles(self) -> dict[str, Titles]:
        """What reports called entities, by the entity's id: roles and names, from when to when."""
        return titles(self.together.connection, self.as_of, self.together.joined)

    @Part
    def formerly(self) -> dict[str, str]:
        """The ids of entities by ids that they had under another of their names."""
        return formerly(self.entities)

    @Part
    def figures_about(self) -> Mapping[str, list[Given]]:
        """The figures by each of the words that tell what they count, singular and folded, in order of time."""
        return grouped(self.figures.values(), words_of)

    @Part
    def compared(self) -> Callable[[str, str], Comparison]:
        """Gives two reports side by side, by their ids; the last few are kept."""
        store = self._store

        def made(one: str, other: str) -> Comparison:
            if one == other:
                raise UsageError(f"{one!r} and {other!r} are one report; name two")
            with store.reading() as connection:
                views = (View(reading(connection, id_)) for id_ in (one, other))
                older, younger = sorted(views, key=lambda view: view.age)
            return Comparison(older.report, younger.report, tuple(side_by_side(older, younger)))

        return lru_cache(COMPARISONS)(made)

    @Part
    def today(self) -> str | None:
        """The day from which days left are counted: the day asked for, else that of the newest report."""
        return self.together.today

    @Part
    def days_told(self) -> Days:
        """Dated times and statements in order of time."""
        return Days(self.timeline, self.said.values(), self.repeated, self.origins)

    @Part
    def printed(self) -> dict[str, Printed]:
        """What outlets copy, who copies them, whom they quote and what they alter, by the outlet's name."""
        return printed(self.reports, self.said.values(), self.quotes)

    @Part
    def movements_about(self) -> Mapping[str, list[Moved]]:
        """The movements by each word that tells who or what goes where, how and when, folded."""
        return grouped(self.movements.values(), words_of_movement)

    @Part
    def place_names(self) -> Names:
        """The places by their names."""
        return Names(self.places)

    @Part
    def place_by_id(self) -> dict[str, Located]:
        """The places by their ids on pages, most often named first."""
        return {place_id(row): row for row in self.places}

    @Part
    def moved_by_place(self) -> Mapping[str, Sequence[Moved]]:
        """The movements by the ids of the places that they come from, pass or go to."""
        return moved_by_place(self.movements.values(), self.place_names)

    def mentioned(self, place: str, reports: Collection[Report]) -> Mapping[str, list[Mentioned]]:
        """Where these reports name the place of that id, by the report's id."""
        with self._store.reading() as connection:
            return mentioned(connection, place, reports)

    def stored(self, ids: Collection[str]) -> dict[str, Stored]:
        """The rows of these ids as they are in the ledger by now, those that were rejected too."""
        with self._store.reading() as connection:
            return stored(connection, ids)

    def beginning(self, prefix: str) -> list[str]:
        """The ids of statements, figures, movements and questions that begin so, a few at most."""
        with self._store.reading() as connection:
            return beginning(connection, prefix)

    @Part
    def numbers(self) -> dict[str, int]:
        """The numbers of statements in the full-text index, by their ids."""
        return self._now.numbers if self._now is not None else numbers(self.together.connection)

    def best(self, query: str, most: int, among: Sequence[Said] | None = None) -> list[Found]:
        """The best `most` hits for a query; with `among` only these statements."""
        with self._store.reading() as connection:
            return best(connection, query, self, most, among)

    def with_passages(self, query: str, rows: Sequence[Found]) -> list[Hit]:
        """The hits that were found for a query, with the passages around its words."""
        with self._store.reading() as connection:
            return with_passages(connection, query, rows)

    def about(self, words: str) -> frozenset[str]:
        """The ids of the statements whose words said match a search, in the ledger as it is by now."""
        with self._store.reading() as connection:
            return statements_about(connection, words)

    @Part
    def forms(self) -> dict[str, int]:
        """The numbers of descriptions by the ids of reports' own entities; of an earlier day those of now."""
        return self._now.forms if self._now is not None else forms_of(self.together.connection)

    @Part
    def descriptions(self) -> Descriptions:
        """Which reports describe entities how; of an earlier day those of now."""
        return self._now.descriptions if self._now is not None else Descriptions(self.together.connection)

    @Part
    def _speaking(self) -> SpeakingThen | None:
        """Who speaks, where this record is of an earlier day."""
        joined = self.together.joined
        return None if joined is None else SpeakingThen(self.together.connection, joined, self.forms)

    @Part
    def drawn(self) -> dict[Any, str]:
        """Charts drawn of this record, by what they show; pages put them there."""
        return {}

    def _with_rows(self) -> Together:
        """What the ledger puts together, with all statements and figures at hand."""
        vars(self.together).update(said=self.said, given=self.figures)
        return self.together


def id_of(row: Said | Given) -> str:
    """The id of a statement or a figure."""
    return row.id if isinstance(row, Said) else row.figure.id


def words_of(row: Given) -> Iterable[str]:
    """The words of a figure, of its unit and of what it counts."""
    return singulars(" ".join((row.text, row.figure.unit or "", row.figure.of or "")))


def grouped(rows: Iterable[Row], keys: Callable[[Row], Iterable[Key]]) -> dict[Key, list[Row]]:
    """The rows by each of their keys, in the order in which they come; a row stands once under one key."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        for key in dict.fromkeys(keys(row)):
            found[key].append(row)
    return dict(found)
