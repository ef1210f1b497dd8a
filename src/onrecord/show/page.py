"""One report's reading as a page: the text with its marks, and beside it who said what, and how surely.

`page` is a whole file that needs nothing else: no script, no font, no picture, no request. `fragment` is the same for
the inside of another page, such as a notebook. A report's words are escaped and never taken for HTML.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.records import Reading, Report
from onrecord.show.clean import visible
from onrecord.show.page_marks import marked, paragraphs
from onrecord.show.page_notes import DID, FAMILIES, Note, day, marks_of, notes_of, voices_of
from onrecord.show.page_ways import NOWHERE, Ways


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page: its HTML, whether it is set close to the one before it, and the notes to it."""

    html: Markup
    close: bool
    notes: tuple[Note, ...]


def page(reading: Reading) -> str:
    """The reading as one HTML file, without outside parts, ended by a line break."""
    return environment().get_template("page.html").render(context(reading), whole=True)


def fragment(reading: Reading) -> str:
    """The reading as HTML for the inside of another page, its style sheet included."""
    return environment().get_template("fragment.html").render(context(reading), whole=False)


@cache
def environment() -> Environment:
    """The templates, with escaping always on."""
    return Environment(
        loader=PackageLoader("onrecord.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def context(reading: Reading, ways: Ways = NOWHERE) -> dict[str, Any]:
    """What the templates show of a reading, with the ways that lead from it."""
    report = reading.report
    notes = notes_of(reading)
    return {
        "title": visible(report.title or "") or visible(report.file or "") or "Report",
        "outlet": visible(report.outlet or ""),
        "byline": visible(report.byline or ""),
        "published": moment(report.published or ""),
        "iso": visible(report.published or ""),
        "link": address(report),
        "language": language(report),
        "blocks": blocks_of(reading, notes, ways),
        "ways": ways,
        "notes": notes,
        "voices": voices_of(reading, notes),
        "hedged": sum(note.strength != "firm" for note in notes),
        "families": [(family, [DID[act] for act in acts]) for family, acts in FAMILIES.items()],
        "facts": len(reading.figures) + len(reading.times) + len(reading.places),
    }


def blocks_of(reading: Reading, notes: Sequence[Note], ways: Ways = NOWHERE) -> list[Block]:
    """The paragraphs with the notes to the statements that begin in them."""
    text = reading.report.text
    spans = paragraphs(text)
    breaks = [0, *(line_breaks(text[start:end]) for start, end in spans)]
    spaced = max(breaks) > 1
    blocks, first = [], 0
    drawn = marked(text, spans, marks_of(reading, list(notes), ways))
    for (_, end), before, html in zip(spans, breaks, drawn, strict=False):
        last = first
        while last < len(notes) and notes[last].at < end:
            last += 1
        blocks.append(Block(html, spaced and before == 1, tuple(notes[first:last])))
        first = last
    return blocks


def line_breaks(block: str) -> int:
    """How many line breaks the block ends in."""
    return block.count("\n", len(block.rstrip()))


def address(report: Report) -> str | None:
    """The report's address where it is one of the web, None otherwise: a link must not run anything."""
    try:
        parts = urlsplit(report.url or "")
    except ValueError:
        return None
    return report.url if parts.scheme in ("http", "https") and parts.netloc else None


def language(report: Report) -> str | None:
    """The report's language code, None where it is not known."""
    code = report.language or ""
    return code if code.isascii() and code.replace("-", "").isalpha() else None


def moment(published: str) -> str:
    """ "16 Sept 2031, 11:40 UTC" of a time in UTC, "16 Sept 2031" of a date."""
    date, _, clock = published.partition("T")
    return f"{day(date)}, {clock[:5]} UTC" if clock else day(date)
