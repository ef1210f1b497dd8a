"""The brief as a page: one HTML file for the screen and for print, each row with its source, charts inside."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from onrecord.ledger import Asking, Awaited, Brief, Course, Dated, Disputed, KeyFigure, Moved, Quoted, Said
from onrecord.records import Report
from onrecord.show.across import ending, teller, told
from onrecord.show.amounts import amount
from onrecord.show.brief import SOURCES_TOLD, pile
from onrecord.show.brief_sources import Source, Sources, place, shown
from onrecord.show.changes import changes
from onrecord.show.clean import visible
from onrecord.show.listing import count
from onrecord.show.listings import manner, where, whose
from onrecord.show.page import address, environment, moment
from onrecord.show.page_notes import FAMILY, day

if TYPE_CHECKING:
    from onrecord.show.charts import Chart

ROWS = 12
"""Rows of one section at most; the command that lists all stands below."""

DELETED, INSERTED = Markup("<del>{}</del>"), Markup("<ins>{}</ins>")
"""Words that another wording left out, and words that it put in."""

SERIES = 3
"""Charts of quantities at most."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a page shows beside the brief: all reports, statements, quantities with several values, and times."""

    reports: Sequence[Report] = ()
    said: Sequence[Said] = ()
    series: Sequence[Course] = ()
    times: Sequence[Dated] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Words with their source; `who` says them, where anybody does."""

    words: Markup
    source: Source
    who: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a section: what stands beside it, the family of its act, its heading, and its lines."""

    lead: str
    lines: tuple[Line, ...]
    title: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its rows, how many more there are and the command that lists them, and charts."""

    heading: str
    anchor: str
    entries: tuple[Entry, ...]
    left: int
    command: str
    charts: tuple["Drawn", ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with what it shows and where that comes from."""

    title: str
    svg: Markup
    reference: str


def brief_page(brief: Brief, material: Material = Material(), draw: bool = True) -> str:
    """The brief as one HTML file that needs nothing else, ended by a line break.

    Charts, which need the extra `plot`, are left out unless `draw`.
    """
    sources = Sources(brief, material.reports)
    made = Charts(brief, material, sources) if draw else None
    sections = [one for one in sections_of(brief, made) if one.entries or one.charts]
    title = "The record" if brief.as_of is None else f"The record as of {day(brief.as_of)}"
    return (
        environment()
        .get_template("brief.html")
        .render(
            title=title,
            lines=[visible(line) for line in pile(brief)],
            everything=sources.everything,
            sections=sections,
            reports=[source_row(number, report) for number, report in enumerate(sources.reports, 1)],
            sources_told=SOURCES_TOLD,
            reference=lambda source: reference(sources, source),
        )
    )


def sections_of(brief: Brief, made: "Charts | None") -> list[Section]:
    """The sections, the most telling first; of denials and what is declined, the latest first."""
    denied, declined = "onrecord said --act deny", "onrecord said --act decline"
    who = Section("Who speaks", "who", (), 0, "onrecord said", made.speakers() if made else ())
    times = Section("What is told of when", "when", (), 0, "onrecord timeline", made.times() if made else ())
    copies = Section("Copies", "copies", (), 0, "onrecord reports", made.copies() if made else ())
    return [
        section("Disputes", brief.disputes, dispute, "onrecord disputes"),
        section("Altered quotations", brief.altered, quotation, "onrecord quotes --altered"),
        section("Figures", brief.figures, figure, "onrecord figures", made.series() if made else ()),
        section("Expected", brief.expected, expectation, "onrecord open expectations --all"),
        section("Not known", brief.open, question, "onrecord open"),
        section("Denied", brief.denials[::-1], statement, denied),
        section("Declined, or called unknown", brief.unknown[::-1], statement, declined),
        who,
        section("Movements", brief.movements, movement, "onrecord movements", made.places() if made else ()),
        times,
        copies,
    ]


def section(
    heading: str,
    found: Sequence[Any],
    entry: Callable[[Any], Entry],
    command: str,
    charts: tuple[Drawn, ...] = (),
) -> Section:
    """A section with an entry for each of what was found."""
    anchor = heading.split(",", maxsplit=1)[0].lower().replace(" ", "-")
    entries = tuple(map(entry, found[:ROWS]))
    return Section(heading, anchor, entries, max(0, len(found) - ROWS), command, charts)


def dispute(row: Disputed) -> Entry:
    """Both sides of a dispute."""
    lines = []
    for rows, origins in zip((row.first, row.second), row.each, strict=True):
        more = f", {count(origins, ('origin', 'origins'))}" if origins > 1 else ""
        lines.append(Line(escape(visible(told(rows[0]))), place(rows[0]), f"{visible(teller(rows[0]))}{more}"))
    return Entry(row.kind.replace("_", " "), tuple(lines), family="disputes")


def quotation(row: Quoted) -> Entry:
    """A quotation and what became of it, with the changes marked."""
    before, after = row.original.quote, row.variant.quote
    who = visible(whose(row.original))
    if row.kind == "misattributed":
        lines = (
            Line(escape(visible(before)), place(row.original), f"{who}, {visible(where(row.original.report))}"),
            Line(
                escape(visible(after)),
                place(row.variant),
                f"given to {visible(whose(row.variant))}, {visible(where(row.variant.report))}",
            ),
        )
    else:
        lines = (
            Line(worded(before, after, DELETED), place(row.original), visible(where(row.original.report))),
            Line(worded(after, before, INSERTED), place(row.variant), visible(where(row.variant.report))),
        )
    return Entry(row.kind, lines, who, "disputes" if row.kind == "negated" else "")


def worded(text: str, other: str, mark: Markup) -> Markup:
    """A wording, its own words, with those that another does not have marked."""
    found = Markup()
    for change in changes(visible(other), visible(text)):
        bare = change.words.rstrip()
        if change.kind == "same":
            found += escape(change.words)
        elif change.kind == "in":
            found += mark.format(bare) + change.words[len(bare) :]
    return found.strip()


def figure(row: KeyFigure) -> Entry:
    """A key figure and its numbers, each with who gave it and when."""
    name = visible(row.of or row.unit or "")
    lines = []
    for given in shown(row):
        number = visible(amount(given.figure, row.of or row.unit) or given.text)
        lines.append(
            Line(Markup("<b>{}</b>").format(number), place(given), f"{visible(teller(given))}, {day(given.date)}")
        )
    return Entry(row.relation or "", tuple(lines), name[:1].upper() + name[1:])


def expectation(row: Awaited) -> Entry:
    """What is expected, by whom, when it is due, and how it ended."""
    lines = [Line(escape(visible(row.said.quote)), place(row.said), visible(teller(row.said)))]
    if row.told is not None:
        lines.append(Line(escape(visible(row.told.text)), place(row.told), visible(where(row.told.report))))
    due = f"{day(row.expectation.due)}, " if row.expectation.due else ""
    return Entry(f"{due}{ending(row)}", tuple(lines), family="expects")


def question(row: Asking) -> Entry:
    """What a report says is not known."""
    line = Line(escape(visible(row.text)), place(row), visible(where(row.report)))
    return Entry(day((row.report.published or "")[:10]), (line,), family="leaves")


def statement(row: Said) -> Entry:
    """A statement; how it was said only where a section's heading does not say it."""
    how = "" if row.act in ("deny", "decline") and row.certainty == "stated" else manner(row.act, row.certainty)
    line = Line(escape(visible(row.quote)), place(row), visible(teller(row)) + (f" ({how})" if how else ""))
    return Entry(day(row.date), (line,), family=FAMILY[row.act])


def movement(row: Moved) -> Entry:
    """When who goes where, and by what means."""
    its = row.movement
    way = visible(" → ".join(place for place in (its.origin or "…", *its.via, its.to or "…")))
    means = f", {visible(its.means)}" if its.means else ""
    return Entry(day(its.when or row.date), (Line(escape(f"{way}{means}"), place(row), visible(its.who or "")),))


def reference(sources: Sources, source: Source) -> Markup:
    """A source as a link to the list of sources."""
    number = sources.numbers[source.report.id]
    label = f"Source: {visible(where(source.report))}, {sources.one(source).partition(': ')[2] or 'the report'}"
    return Markup('<a class="src" href="#source-{}" aria-label="{}">{}</a>').format(number, label, sources.one(source))


def source_row(number: int, report: Report) -> dict[str, Any]:
    """A report in the list of sources."""
    title = visible(report.title or "")
    return {
        "number": number,
        "outlet": visible(where(report)),
        "title": "" if title == visible(where(report)) else title,
        "published": moment(report.published or ""),
        "id": report.id,
        "link": address(report),
        "kind": f"{report.copy_kind or 'edited'} copy" if report.copy_of else "",
    }


class Charts:
    """The charts of a brief's page; those with nothing to show are left out."""

    def __init__(self, brief: Brief, material: Material, sources: Sources) -> None:
        self.brief = brief
        self.material = material
        self.sources = sources

    def series(self) -> tuple[Drawn, ...]:
        """The quantities of which most values are known."""
        from onrecord.show import charts

        found: list[Drawn] = []
        for course in self.material.series[:SERIES]:
            reports = {row.report.id: row.report for row in course.given}
            name = visible(course.series.name)
            found += self.drawn(
                f"{name[:1].upper()}{name[1:]}: {course.series.relation} numbers",
                partial(charts.series, course),
                [Source(report) for report in reports.values()],
            )
        return tuple(found)

    def speakers(self) -> tuple[Drawn, ...]:
        """Who speaks when."""
        from onrecord.show import charts

        return self.drawn("Statements by speaker and day", lambda: charts.matrix(self.material.said))

    def places(self) -> tuple[Drawn, ...]:
        """Where it happens."""
        from onrecord.show import charts

        return self.drawn("Places and movements", lambda: charts.places_map(self.brief.places, self.brief.movements))

    def times(self) -> tuple[Drawn, ...]:
        """What is told of when."""
        from onrecord.show import charts

        return self.drawn("The moments of which most reports tell", lambda: charts.timeline(self.material.times))

    def copies(self) -> tuple[Drawn, ...]:
        """Who copied whom."""
        from onrecord.show import charts

        return self.drawn("Copies under their origins", lambda: charts.copy_tree(self.material.reports))

    def drawn(self, title: str, make: Callable[[], "Chart"], given: Iterable[Source] = ()) -> tuple[Drawn, ...]:
        """The chart, where there is something to draw, with its sources: those given, or all reports."""
        from onrecord.show import charts

        try:
            svg = charts.svg(make())
        except charts.NothingToDraw:
            return ()
        listed = [source for source in given if source.report.id in self.sources.numbers]
        told = self.sources.reference(listed) if listed else self.sources.everything
        return (Drawn(title, Markup(svg), told),)
