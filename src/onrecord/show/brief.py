"""The brief: the state of the story on one screen, as text or Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger import Brief, Given, KeyFigure, Said, Speaking
from onrecord.show.amounts import amount
from onrecord.show.clean import markdown, shorten, visible
from onrecord.show.listing import Layout, count, printed
from onrecord.show.listings import manner, where, whose

ROWS = 5
"""Rows that a section of the brief shows; the rest are counted, with the command that lists them."""

GIVEN = 4
"""Numbers that the brief shows of one key figure: the first and the latest ones."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, rows of cells, and a last line on what was left out; the last cell of a row may be cut to fit."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A brief ready to be laid out: a title, lines on the pile, and sections."""

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]


def brief_text(brief: Brief, layout: Layout = Layout()) -> str:
    """The brief for a terminal, ended by a line break."""
    from rich.table import Table
    from rich.text import Text

    page = page_of(brief)
    text = printed([Text(page.title, style="bold"), *map(Text, page.lines)], layout)
    for section in page.sections:
        text += "\n" + printed([Text(section.heading, style="bold")], layout)
        widths = [max(len(row[i]) for row in section.rows) for i in range(len(section.rows[0]) - 1)]
        left = max(20, layout.width - sum(widths) - 2 * len(widths) - 2)
        grid = Table.grid(padding=(0, 2))
        for width in widths:
            grid.add_column(no_wrap=True, width=width)
        grid.add_column(no_wrap=True, overflow="crop")
        for row in section.rows:
            grid.add_row(*row[:-1], shorten(row[-1], left))
        text += "".join(f"  {line}\n" for line in printed([grid], Layout(layout.width - 2)).splitlines())
        if section.more:
            text += f"  {section.more}\n"
    return text


def brief_markdown(brief: Brief) -> str:
    """The brief as a Markdown page, nothing cut, ended by a line break."""
    page = page_of(brief)
    text = f"# {markdown(page.title)}\n\n" + "\n".join(f"{markdown(line)}  " for line in page.lines).rstrip() + "\n"
    for section in page.sections:
        text += f"\n## {markdown(section.heading)}\n\n"
        text += "".join(f"- {' · '.join(markdown(cell) for cell in row if cell)}\n" for row in section.rows)
        if section.more:
            text += f"\n{markdown(section.more)}\n"
    return text


def page_of(brief: Brief) -> Page:
    """The brief's lines and sections, texts of reports made harmless."""
    title = "The record" if brief.as_of is None else f"The record as of {brief.as_of}"
    sections = (
        speakers(brief.speakers),
        figures(brief.figures),
        quoted("Denied", brief.denials, "onrecord said --act deny"),
        quoted("Declined or not known", brief.unknown, "onrecord said --act decline, or --certainty unknown"),
    )
    return Page(title, tuple(map(visible, pile(brief))), tuple(section for section in sections if section.rows))


def pile(brief: Brief) -> list[str]:
    """What the pile holds."""
    if not brief.reports:
        return ["No reports." if brief.as_of is None else "No reports by then."]
    outlets = f" from {count(len(brief.outlets), ('outlet', 'outlets'))}" if brief.outlets else ""
    lines = [f"{count(brief.reports, ('report', 'reports'))}{outlets}{between(brief.published, ', published ')}"]
    if brief.outlets:
        lines.append(shorten(", ".join(brief.outlets), 98))
    copies = ", ".join(f"{number:,} {kind}" for kind, number in brief.copies.items())
    total = sum(brief.copies.values())
    origins = count(brief.origins, ("independent report", "independent reports"))
    lines.append(f"{origins} after {count(total, ('copy', 'copies'))} ({copies})" if total else f"{origins}, no copies")
    if brief.rewritten:
        lines.append(f"{rewritten(len(brief.rewritten))}: {shorten(', '.join(map(where, brief.rewritten)), 60)}")
    told = between(brief.told, ", telling of ")
    lines.append(f"{count(brief.statements, ('statement', 'statements'))}{told}")
    return lines


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


def speakers(rows: Sequence[Speaking]) -> Section:
    """Who speaks most."""
    shown = tuple(
        (
            shorten(row.entity.name, 32),
            count(row.statements, ("statement", "statements")),
            count(row.denials, ("denial", "denials")) if row.denials else "",
            f"in {count(row.reports, ('report', 'reports'))}",
        )
        for row in rows[:ROWS]
    )
    return Section("Who speaks most", shown, more(len(rows) - ROWS, "onrecord said"))


def figures(rows: Sequence[KeyFigure]) -> Section:
    """The key figures, each with who gave which number when."""
    shown = tuple((shorten(row.of or row.unit or "", 28), numbers(row)) for row in rows[:ROWS])
    return Section("Key figures", shown, more(len(rows) - ROWS, "onrecord figures"))


def numbers(figure: KeyFigure) -> str:
    """The figure's numbers in order of time: "about 140 (Falk, 03-05) → 310 (Norden Wire, 03-06)"."""
    given = list(figure.given)
    if len(given) > GIVEN:
        given = [given[0], *given[1 - GIVEN :]]
    heading = figure.of or figure.unit
    return " → ".join(
        f"{visible(amount(row.figure, heading) or row.text)} ({giver(row)}, {row.date[5:]})" for row in given
    )


def giver(row: Given) -> str:
    """Who gave a number: the speaker, else the report's words for who it was, else the outlet."""
    return shorten(where(row.report) if whose(row) == "—" else whose(row), 30)


def quoted(heading: str, rows: Sequence[Said], command: str) -> Section:
    """Statements, a line each."""
    shown = tuple((row.date, shorten(whose(row), 24), how(row), visible(row.quote)) for row in rows[:ROWS])
    return Section(heading, shown, more(len(rows) - ROWS, command))


def how(row: Said) -> str:
    """The act and certainty, where a section's heading does not say them."""
    return "" if row.act == "deny" and row.certainty == "stated" else manner(row.act, row.certainty)


def more(left: int, command: str) -> str:
    """The line on rows that were left out."""
    return f"and {left:,} more: {command}" if left > 0 else ""
