"""The ledger: reports go in, questions to the record come out."""

from collections.abc import Callable, Generator, Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

from onrecord.ledger import adding, fixing, relating
from onrecord.ledger.adding import Added, Clock, Progress, Read, Tools
from onrecord.ledger.asof import checked_date, report_by_prefix, report_order, reports_at
from onrecord.ledger.awaited import Asking, Awaited, asked, expected
from onrecord.ledger.brief import Brief, brief
from onrecord.ledger.comparison import Comparison, compare
from onrecord.ledger.dump import dump
from onrecord.ledger.entities import known
from onrecord.ledger.figures import Given, given
from onrecord.ledger.fixing import By
from onrecord.ledger.hits import Hit, find
from onrecord.ledger.judgements import Judgement, stored
from onrecord.ledger.movements import Moved, moved
from onrecord.ledger.outlets import Outlet, outlets
from onrecord.ledger.place import Place
from onrecord.ledger.places import Located, places
from onrecord.ledger.readings import reading
from onrecord.ledger.said import Asked, Said, SaidFilters, said
from onrecord.ledger.store import Store, open_store
from onrecord.ledger.times import Dated, times
from onrecord.ledger.together import Claim, Course, Disputed, Quoted, Together
from onrecord.records import Entity, Reading, Report

if TYPE_CHECKING:
    from onrecord.gather import Failure, Options
    from onrecord.ledger.importing import Imported

Part = TypeVar("Part")


class Ledger:
    """One story's record in one file.

    Opened by `Ledger.open`, closed by `close` or at the end of a `with` block. Every listing comes in one fixed
    order and takes `as_of`, an ISO date: the record as it stood at the end of that day. A listing raises UsageError
    for a date or word that cannot be, LedgerError when the file cannot be read.
    """

    def __init__(self, store: Store, tools: Tools) -> None:
        self._store = store
        self._tools = tools

    @classmethod
    def open(
        cls,
        path: str | Place,
        create: bool = True,
        *,
        read: Read = adding.read_packaged,
        clock: Clock = adding.now,
        left: Callable[[int], None] = lambda count: None,
    ) -> Self:
        """Open the ledger at `path`, and make it where there is none unless `create` is false.

        `read` reads one report, `clock` tells when a report is added. Where an earlier `add` was cut short before it
        could relate its reports, that is done now; `left` is told how many there are still. Raises LedgerError when the
        file is no ledger, damaged, of a newer onrecord, or cannot be made.
        """
        ledger = cls(open_store(path, create=create), Tools(read, clock))
        try:
            if ledger._store.writable and relating.is_pending(ledger._store):
                relating.relate(ledger._store, left)
        except BaseException:
            ledger.close()
            raise
        return ledger

    @property
    def path(self) -> Place:
        """The ledger's file, or its address in a database."""
        return self._store.place

    def explain(self, error: BaseException | None) -> str:
        """What went wrong with the ledger, and what to do; `error` is its driver's."""
        return self._store.explain(error)

    def close(self) -> None:
        """Let go of the file; closing twice is fine."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r})"

    def add(
        self,
        *sources: str,
        options: "Options | None" = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Added:
        """Add the reports of the sources: files, folders, patterns, addresses, feeds.

        A report that is there already is left as it is, so adding again goes on where it was cut short. A source that
        gives no report, and a report that cannot be read, are among the failures and the rest goes on. Raises
        LedgerError when the ledger cannot be written, ModelError when the packaged model is absent.
        """
        return adding.add_sources(self._store, sources, options, self._tools, progress)

    def add_reports(
        self, items: "Iterable[Report | Reading | Failure]", *, progress: Callable[[Progress], None] | None = None
    ) -> Added:
        """Add reports made elsewhere, or read elsewhere; failures among them are handed on. Otherwise as `add`."""
        return adding.add_reports(self._store, items, self._tools, progress)

    def take(self, record: Mapping[str, Any], *, progress: Callable[[Progress], None] | None = None) -> "Imported":
        """Take in a record that `export_json` gave: its reports, read and related anew, and its judgements.

        UsageError, before anything is written, where it is no export or a row of it is wrong; otherwise as `add`.
        """
        from onrecord.ledger.importing import take

        return take(self._store, record, self._tools, progress)

    def reports(self, as_of: str | None = None) -> list[Report]:
        """The reports in order of publication."""
        as_of = checked_date(as_of, "as_of")
        with self._store.reading() as connection:
            return sorted(reports_at(connection, as_of).values(), key=report_order)

    def report(self, id: str) -> Report:
        """The report whose id begins with `id`, four characters or more; UsageError when it is not exactly one."""
        with self._store.reading() as connection:
            return report_by_prefix(connection, id)

    def reading(self, report: str) -> Reading:
        """All rows of the report whose id begins with `report`; its entities are the report's own."""
        with self._store.reading() as connection:
            return reading(connection, report)

    def entities(self, as_of: str | None = None) -> list[Entity]:
        """The entities across reports, by name."""
        as_of = checked_date(as_of, "as_of")
        with self._store.reading() as connection:
            return known(connection, as_of)

    def said(self, who: str | None = None, **filters: Unpack[SaidFilters]) -> list[Said]:
        """The statements in order of time: `ledger.said("Falk", act="deny", since="2031-03-01")`.

        `who` is looked up among the names of speakers, and in the source of unnamed ones: whole words, whatever
        their case, accents and order. The filters are those of `SaidFilters`.
        """
        asked = Asked(who=who, **filters)
        with self._store.reading() as connection:
            return said(connection, asked)

    def figures(self, what: str | None = None, *, as_of: str | None = None) -> list[Given]:
        """The figures in order of time; with `what`, those whose words, unit or thing counted hold all its words."""
        as_of = checked_date(as_of, "as_of")
        with self._store.reading() as connection:
            return given(connection, what, as_of)

    def times(self, as_of: str | None = None) -> list[Dated]:
        """The time expressions in order of the reports and of their place in the text."""
        as_of = checked_date(as_of, "as_of")
        with self._store.reading() as connection:
            return times(connection, as_of)

    def timeline(self, as_of: str | None = None) -> list[Dated]:
        """The times that could be resolved, in order of when they begin."""
        as_of = checked_date(as_of, "as_of")
        with self._store.reading() as connection:
            return times(connection, as_of, resolved=True)

    def places(self, as_of: str | None = None) -> list[Located]:
        """The places, most often named first."""
        as_of = checked_date(as_of, "as_of")
        with self._store.reading() as connection:
            return places(connection, as_of)

    def search(self, query: str, *, as_of: str | None = None, limit: int = 50) -> list[Hit]:
        """The statements and reports that hold all words of the query, best first.

        "Words in quotation marks" must stand together; `ferr*` finds words that begin so. Any text is a query.
        """
        as_of = checked_date(as_of, "as_of")
        with self._store.reading() as connection:
            return find(connection, query, as_of, limit)

    def claims(self, as_of: str | None = None) -> list[Claim]:
        """What several reports assert, those of most origins first; copies do not corroborate."""
        return self._together(as_of, Together.claims)

    def disputes(self, as_of: str | None = None) -> list[Disputed]:
        """What is denied, contradicted or given in different figures, those between most origins first."""
        return self._together(as_of, Together.disputes)

    def quotes(self, as_of: str | None = None) -> list[Quoted]:
        """Quotations that stand in several reports, and how each differs from the original."""
        return self._together(as_of, Together.quotes)

    def series(self, as_of: str | None = None) -> list[Course]:
        """Quantities that were given several values, in order of time."""
        return self._together(as_of, Together.series)

    def questions(self, as_of: str | None = None) -> list[Asking]:
        """What reports say is not known, and what later ones answer."""
        return self._together(as_of, asked)

    def expectations(self, as_of: str | None = None) -> list[Awaited]:
        """What is expected, those due first first, and how it ended.

        Days left are counted from the end of `as_of`, else from the day of the newest report.
        """
        return self._together(as_of, expected)

    def movements(self, as_of: str | None = None) -> list[Moved]:
        """Who or what goes from where to where, in the order of the reports."""
        as_of = checked_date(as_of, "as_of")
        with self._store.reading() as connection:
            return moved(connection, as_of)

    def compare(self, report: str, other: str) -> Comparison:
        """Two reports side by side, each named by its address, its file or the beginning of its id."""
        with self._store.reading() as connection:
            return compare(connection, report, other)

    def outlets(self, as_of: str | None = None) -> list[Outlet]:
        """How each outlet reports: its own reports and copies, and the share of named sources."""
        return self._together(as_of, outlets)

    def _together(self, as_of: str | None, part: Callable[[Together], list[Part]]) -> list[Part]:
        as_of = checked_date(as_of, "as_of")
        with self._store.reading() as connection:
            return part(Together(connection, as_of))

    def judge(self, who: str, why: str | None = None) -> "Judge":
        """Judge what the program found: `ledger.judge("Ida").reject(statement)`; judgements win, and can be undone."""
        return Judge(self._store, By(who, why, self._tools.clock()))

    def judgements(self) -> list[Judgement]:
        """All judgements in the order in which they were made, those undone too."""
        with self._store.reading() as connection:
            return stored(connection)

    def brief(self, as_of: str | None = None) -> Brief:
        """The state of the story on one page."""
        as_of = checked_date(as_of, "as_of")
        with self._store.reading() as connection:
            return brief(connection, as_of)

    def dump(self, as_of: str | None = None) -> Generator[tuple[str, Any], None, None]:
        """Every row with the name of its table, in the order of the export, from one snapshot of the ledger."""
        as_of = checked_date(as_of, "as_of")
        with self._store.reading() as connection:
            yield from dump(connection, as_of)


class Judge:
    """Somebody who judges, from `Ledger.judge`. Rows are named by the beginnings of their ids, entities by name or id.

    Each method stores one judgement and returns it. UsageError where what is named is not there, or not just one.
    """

    def __init__(self, store: Store, by: By) -> None:
        self._store = store
        self._by = by

    def same(self, entity: str, other: str) -> Judgement:
        """Two entities are the same one."""
        return fixing.entities(self._store, "same", entity, other, self._by)

    def different(self, entity: str, other: str) -> Judgement:
        """Two names are not of the same one."""
        return fixing.entities(self._store, "different", entity, other, self._by)

    def speaker(self, statement: str, name: str | None, kind: str | None = None) -> Judgement:
        """A statement is made by the entity of that name, with `kind` a new one, or (None) by nobody with a name."""
        return fixing.speaker(self._store, statement, name, kind, self._by)

    def reject(self, row: str, other: str | None = None) -> Judgement:
        """A row or a dispute is wrong, or what relates two rows is."""
        return fixing.reject(self._store, [row, other] if other else [row], self._by)

    def restore(self, row: str, other: str | None = None) -> Judgement:
        """Take a rejection back."""
        return fixing.restore(self._store, [row, other] if other else [row], self._by)

    def split(self, *statements: str) -> Judgement:
        """Statements say something else than the rest of their claim."""
        return fixing.split(self._store, statements, self._by)

    def undo(self, judgement: str) -> Judgement:
        """Undo a judgement."""
        return fixing.undo(self._store, judgement, self._by)
