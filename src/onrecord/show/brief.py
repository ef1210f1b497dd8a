"""The brief: the state of the story on one screen, as text or Markdown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.hidden import is_hidden
from onrecord.ledger import Asking, Awaited, Brief, Disputed, KeyFigure, Moved, Quoted, Said, Speaking
from onrecord.records import Report
from onrecord.show.across import ending, teller, told
from onrecord.show.amounts import amount
from onrecord.show.brief_sources import Source, Sources, sources_of
from onrecord.show.brief_sources import shown as shown_of
from onrecord.show.clean import markdown, shorten, visible
from onrecord.show.listing import Layout, count, printed
from onrecord.show.listings import manner, where, whose
from onrecord.show.page import address

LINES = 45
"""Lines of the brief on a terminal, at most; what is left out is counted, with the command that lists it."""

ROWS = 5
"""Rows of one section, at most; on a page of Markdown, where there is no screen to be filled, twice as many."""

NAMES = 8
"""Outlets, and speakers, that the brief names."""

SOURCES_TOLD = "In brackets: the number of the report, and the characters of its text, counted from 0."

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, rows of cells, and the command that lists all rows.

    `widths` are the greatest widths of the cells but the last on a terminal; the last is cut to fit. `sources` are
    where each row comes from.
    """

    heading: str
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    command: str
    sources: tuple[tuple[Source, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A brief ready to be laid out: a title, lines on the pile, and sections."""

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]


def brief_text(brief: Brief, layout: Layout = Layout()) -> str:
    """The brief for a terminal, ended by a line break."""
    from rich.text import Text

    page = page_of(brief)
    lines = [Text(page.title, style="bold"), *(Text(shorten(line, layout.width)) for line in page.lines)]
    text = printed(lines, layout)
    for section, rows in shared_out(page.sections, LINES - len(lines)):
        left = f"{rows} of {len(section.rows):,}: {section.command}" if rows < len(section.rows) else ""
        heading = Text(section.heading, style="bold") + Text(f"  ({left})" if left else "")
        text += "\n" + printed([heading], layout) + grid(section, section.rows[:rows], layout)
    return text


def shared_out(sections: Sequence[Section], lines: int) -> list[tuple[Section, int]]:
    """How many rows of each section are shown in so many lines: all get one row more in turn, the first ones first.

    Each section takes two lines beside its rows; those at the end are left out when there is no room for them.
    """
    sections = sections[: max(1, lines // 3)]
    shown = [1] * len(sections)
    left = lines - 3 * len(sections)
    while left > 0:
        longer = [at for at, one in enumerate(sections) if shown[at] < min(ROWS, len(one.rows))][:left]
        if not longer:
            break
        for at in longer:
            shown[at] += 1
        left -= len(longer)
    return list(zip(sections, shown, strict=True))


def grid(section: Section, rows: Sequence[tuple[str, ...]], layout: Layout) -> str:
    """The rows of a section, cells under one another, two columns in from the left."""
    from rich.table import Table

    cut = [[shorten(cell, width) for cell, width in zip(row[:-1], section.widths, strict=True)] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
    used = [width for width in widths if width]
    left = max(20, layout.width - sum(used) - 2 * len(used) - 2)
    table = Table.grid(padding=(0, 2))
    for width in used:
        table.add_column(no_wrap=True, width=width)
    table.add_column(no_wrap=True, overflow="crop")
    for row, cells in zip(rows, cut, strict=True):
        table.add_row(*(cell for cell, width in zip(cells, widths, strict=True) if width), shorten(row[-1], left))
    return "".join(f"  {line}\n" for line in printed([table], Layout(layout.width - 2)).splitlines())


def brief_markdown(brief: Brief, reports: Sequence[Report] = ()) -> str:
    """The brief as a Markdown page, nothing cut, each row with its source, ended by a line break.

    The sources are the reports that rows come from, and all `reports` where they are not too many.
    """
    page = page_of(brief)
    sources = Sources(brief, reports)
    counted = f" {sources.everything}" if sources.everything else ""
    text = f"# {markdown(page.title)}\n\n"
    text += "\n".join(f"{markdown(line)}{counted}  " for line in page.lines).rstrip() + "\n"
    for section in page.sections:
        text += f"\n## {markdown(section.heading)}\n\n"
        for row, places in list(zip(section.rows, section.sources, strict=True))[: 2 * ROWS]:
            cells = " · ".join(markdown(cell) for cell in row if cell)
            text += f"- {cells} {sources.reference(places)}\n"
        if left := len(section.rows[2 * ROWS :]):
            text += f"\nand {left:,} more: {markdown(section.command)}\n"
    return text + source_list(sources)


def source_list(sources: Sources) -> str:
    """The sources as a section of a Markdown page: number, outlet, title, date, id and address of each report."""
    if not sources.reports:
        return ""
    text = f"\n## Sources\n\n{SOURCES_TOLD}\n\n"
    for number, report in enumerate(sources.reports, 1):
        parts = (where(report), report.title if report.title != where(report) else "", (report.published or "")[:10])
        told = " · ".join(markdown(part) for part in parts if part)
        address = f" · <{link}>" if (link := report_address(report)) else ""
        text += f"{number}. {told} · report {report.id[:8]}{address}\n"
    return text


def report_address(report: Report) -> str | None:
    """The report's address as it may stand between "<" and ">" in Markdown; None where it is none of the web."""
    link = address(report)
    return None if link is None or any(c in "<>" or c.isspace() or is_hidden(c) for c in link) else link


def page_of(brief: Brief) -> Page:
    """The brief's lines and sections, the most telling first; of denials and what is declined, the latest first."""
    title = "The record" if brief.as_of is None else f"The record as of {brief.as_of}"
    sections = (
        section("Disputes", brief.disputes, dispute, (14, 40), "onrecord disputes"),
        section("Altered quotations", brief.altered, quotation, (13, 24, 18), "onrecord quotes --altered"),
        section("Figures", brief.figures, figure, (26, 11), "onrecord figures"),
        section("Expected", brief.expected, expectation, (10, 10, 20), "onrecord open expectations --all"),
        section("Not known", brief.open, question, (10, 20), "onrecord open"),
        section("Denied", brief.denials[::-1], statement, (10, 24, 20), "onrecord said --act deny"),
        section(
            "Declined, or called unknown",
            brief.unknown[::-1],
            statement,
            (10, 24, 20),
            "onrecord said --act decline",
        ),
        section("Movements", brief.movements, movement, (16, 28), "onrecord movements"),
    )
    return Page(title, tuple(map(visible, pile(brief))), tuple(one for one in sections if one.rows))


def section(
    heading: str, found: Sequence[Kind], row: Callable[[Kind], tuple[str, ...]], widths: tuple[int, ...], command: str
) -> Section:
    """A section with a row for each of what was found, and where it comes from."""
    return Section(heading, tuple(map(row, found)), widths, command, tuple(map(sources_of, found)))


def pile(brief: Brief) -> list[str]:
    """What the pile holds."""
    if not brief.reports:
        return ["No reports." if brief.as_of is None else "No reports by then."]
    outlets = f" from {count(len(brief.outlets), ('outlet', 'outlets'))}" if brief.outlets else ""
    lines = [f"{count(brief.reports, ('report', 'reports'))}{outlets}{between(brief.published, ', published ')}"]
    if brief.outlets:
        lines.append(listed(brief.outlets))
    copies = ", ".join(f"{number:,} {kind}" for kind, number in brief.copies.items())
    total = sum(brief.copies.values())
    origins = count(brief.origins, ("independent report", "independent reports"))
    lines.append(f"{origins} after {count(total, ('copy', 'copies'))} ({copies})" if total else f"{origins}, no copies")
    if brief.rewritten:
        lines.append(f"{rewritten(len(brief.rewritten))}: {listed(list(map(where, brief.rewritten)))}")
    lines.append(f"{count(brief.statements, ('statement', 'statements'))}{between(brief.told, ', telling of ')}")
    if brief.speakers:
        lines.append(f"speaking most: {listed(list(map(speaker, brief.speakers)))}")
    return lines


def listed(names: Sequence[str]) -> str:
    """The first of the names, and how many more there are."""
    more = f" and {len(names) - NAMES:,} more" if len(names) > NAMES else ""
    return f"{', '.join(names[:NAMES])}{more}"


def rewritten(number: int) -> str:
    """How many reports look rewritten by a machine."""
    return f"{count(number, ('report looks', 'reports look'))} machine-rewritten"


def between(period: tuple[str | None, str | None], lead: str) -> str:
    """The lead and the period's days, empty where there are none."""
    start, end = period
    if start is None or end is None:
        return ""
    first, last = start[:10], end[:10]
    return f"{lead}{first}" if first == last else f"{lead}{first} to {last}"


def dispute(row: Disputed) -> tuple[str, ...]:
    """Both sides of a dispute: who says what, from how many origins where there are several."""
    sides = zip((row.first, row.second), row.each, strict=True)
    first, second = (
        f"{shorten(teller(rows[0]), 20)}{f', {origins} origins' if origins > 1 else ''}: {told(rows[0])}"
        for rows, origins in sides
    )
    return (row.kind.replace("_", " "), first, f"↔ {second}")


def quotation(row: Quoted) -> tuple[str, ...]:
    """How a quotation was altered, whose it is, where, and what was changed."""
    who = whose(row.original)
    if row.kind == "misattributed":
        return (row.kind, who, where(row.variant.report), f"given to {whose(row.variant)}: {row.variant.quote}")
    changed = ", ".join(change(before, after) for _, before, after in row.row.changes)
    return (row.kind, who, where(row.variant.report), changed or row.variant.quote)


def change(before: str, after: str) -> str:
    """One change of words, short: "always" → "never"; what is left out or put in with a sign before it."""
    return f"“{before}” → “{after}”" if before and after else f"−“{before}”" if before else f"+“{after}”"


def figure(row: KeyFigure) -> tuple[str, ...]:
    """A key figure, how its values relate where that is known, and its numbers in order of time."""
    return (row.of or row.unit or "", row.relation or "", numbers(row))


def numbers(figure: KeyFigure) -> str:
    """The figure's numbers in order of time: "about 140 (Falk, 03-05) → 310 (Norden Wire, 03-06) → 320 (03-07)".

    Whoever gives one number after another is named once.
    """
    heading = (figure.of or "").split()
    said = figure.unit if figure.unit in heading else figure.of or figure.unit
    shown = []
    before = None
    for row in shown_of(figure):
        who = shorten(teller(row), 30)
        day = row.date[5:]
        shown.append(f"{amount(row.figure, said) or row.text} ({day if who == before else f'{who}, {day}'})")
        before = who
    return " → ".join(shown)


def expectation(row: Awaited) -> tuple[str, ...]:
    """When something is due, or how it ended, who expects it, and what."""
    return (row.expectation.due or "", ending(row), whose(row.said), row.said.quote)


def question(row: Asking) -> tuple[str, ...]:
    """What a report says is not known."""
    return ((row.report.published or "")[:10], where(row.report), row.text)


def statement(row: Said) -> tuple[str, ...]:
    """A statement; how it was said only where a section's heading does not say it."""
    how = "" if row.act in ("deny", "decline") and row.certainty == "stated" else manner(row.act, row.certainty)
    return (row.date, whose(row), how, row.quote)


def movement(row: Moved) -> tuple[str, ...]:
    """When who goes where, and by what means."""
    its = row.movement
    way = " → ".join(place for place in (its.origin or "…", *its.via, its.to or "…"))
    return (its.when or row.date, its.who or "", f"{way}, {its.means}" if its.means else way)


def speaker(row: Speaking) -> str:
    """Who speaks how often."""
    denials = f", {count(row.denials, ('denial', 'denials'))}" if row.denials else ""
    return f"{shorten(row.entity.name, 32)} ({row.statements:,}{denials})"
