"""Listings of what several reports come to: claims, disputes, quotations, series, what is open, movements, outlets."""

from collections.abc import Sequence
from dataclasses import fields

from onrecord.ledger import Asking, Awaited, Claim, Course, Disputed, Given, Judgement, Moved, Outlet, Quoted, Said
from onrecord.records import Expectation, Movement, Question, Series, Statement
from onrecord.show.amounts import amount
from onrecord.show.changes import marked
from onrecord.show.clean import shorten
from onrecord.show.listing import Column, Listing
from onrecord.show.listings import listed, row_keys, where, whose, with_source

WORDS = 90
"""Characters of a statement that a table shows where two stand side by side; JSON and CSV have it whole."""


def claims(rows: Sequence[Claim]) -> Listing:
    """Claims: since when, who says so, the oldest wording, and from how many origins."""
    columns = (Column("since", 10), Column("who", 24), Column("words"), Column("reports"), Column("origins"))
    cells = tuple(
        (
            row.said[0].date,
            joined([whose(said) for said in row.said]),
            shorten(row.said[0].quote, 2 * WORDS),
            str(len({said.report.id for said in row.said})),
            str(row.origins),
        )
        for row in rows
    )
    keys = ("claim", "statement", "statements", "speakers", "outlets", "origins", "since")
    ids = tuple(tuple(said.id for said in row.said) for row in rows)
    return Listing(listed(rows), keys, columns, cells, ("claim", "claims"), ids)


def disputes(rows: Sequence[Disputed]) -> Listing:
    """Disputes: what kind, and each side's oldest words with who says so and when."""
    columns = (Column("kind", 12), Column("one side"), Column("the other side"))
    cells = tuple((row.kind.replace("_", " "), side(row.first), side(row.second)) for row in rows)
    keys = ("id", "kind", "origins", "first", "second")
    return Listing(listed(rows), keys, columns, cells, ("dispute", "disputes"))


def side(rows: Sequence[Said | Given]) -> str:
    """One side of a dispute in a cell: who, when, in how many reports, the oldest words."""
    reports = len({row.report.id for row in rows})
    more = f", in {reports} reports" if reports > 1 else ""
    return f"{shorten(teller(rows[0]), 30)} ({rows[0].date}{more}): {shorten(told(rows[0]), WORDS)}"


def teller(row: Said | Given) -> str:
    """Who says it or gives the figure; where the report does so in its own voice, its outlet."""
    return where(row.report) if whose(row) == "—" else whose(row)


def told(row: Said | Given) -> str:
    """The words of a statement; of a figure, those with what it counts where they do not say so."""
    if isinstance(row, Said):
        return row.quote
    counted = row.figure.of or row.figure.unit or ""
    return row.text if counted.lower() in row.text.lower() else f"{row.text} ({counted})"


def quotes(rows: Sequence[Quoted]) -> Listing:
    """Quotations: how each differs, whose it is, the original with the changes marked, and where it stands."""
    columns = [Column("kind", 13), Column("who", 18), Column("original, [-left out-] {+put in+}")]
    cells = []
    for row in rows:
        who = whose(row.original) if row.kind != "misattributed" else f"{whose(row.original)} → {whose(row.variant)}"
        text = row.variant.quote if row.kind == "verbatim" else marked(row.original.quote, row.variant.quote)
        cells.append([row.kind, who, text])
    keys = ("original", "variant", "kind", "changes", "original_row", "variant_row")
    shown = with_source(columns, cells, [row.variant.report for row in rows], True)
    ids = tuple((row.original.id, row.variant.id) for row in rows)
    return Listing(listed(rows), keys, *shown, ("quotation", "quotations"), ids)


def series(rows: Sequence[Course]) -> Listing:
    """Quantities with several values: what, how the values relate, and who gave which when."""
    columns = (Column("quantity", 30), Column("relation", 11), Column("values"))
    cells = tuple((row.series.name, row.series.relation, values(row)) for row in rows)
    keys = tuple(field.name for field in fields(Series))
    ids = tuple(tuple(given.figure.id for given in row.given) for row in rows)
    return Listing(listed(rows), keys, columns, cells, ("series", "series"), ids)


def values(row: Course) -> str:
    """The values in order of time: "62 trucks (Galgalo, 2031-03-11) → 58 (Rift Press, 2031-03-12)"."""
    return " → ".join(
        f"{amount(given.figure, row.series.name) or given.text} ({shorten(teller(given), 40)}, {given.date})"
        for given in row.given
    )


def questions(rows: Sequence[Asking]) -> Listing:
    """Questions: when asked, whether answered, the words, the answer's words, and where it stands."""
    columns = [Column("asked", 10), Column("status", 8), Column("question"), Column("answer")]
    cells = [
        [
            (row.report.published or "")[:10],
            row.status,
            row.text,
            f"{shorten(row.answer.text, WORDS)} ({where(row.answer.report)})" if row.answer else "",
        ]
        for row in rows
    ]
    return Listing(
        listed(rows),
        row_keys(Question, "text", "answered_in", "answer"),
        *with_source(columns, cells, [row.report for row in rows], True),
        ("question", "questions"),
    )


def expectations(rows: Sequence[Awaited]) -> Listing:
    """Expectations: when due, what became of it, who expects, the words, how it ended, and where it stands."""
    columns = [Column("due", 10), Column("outcome", 10), Column("who", 16), Column("expected"), Column("told")]
    cells = [
        [
            row.expectation.due or "",
            ending(row),
            whose(row.said),
            row.said.quote,
            f"{shorten(row.told.text, WORDS)} ({where(row.told.report)})" if row.told else "",
        ]
        for row in rows
    ]
    own = tuple(field.name for field in fields(Expectation))
    keys = (*row_keys(Statement, "quote", "source_text", "cue_text"), *own, "outcome_text", "days_left")
    shown = with_source(columns, cells, [row.said.report for row in rows], True)
    ids = tuple((row.said.id,) for row in rows)
    return Listing(listed(rows), keys, *shown, ("expectation", "expectations"), ids)


def ending(row: Awaited) -> str:
    """How an expectation ended, or the days until it is due: "met", "12 d left", "due today", "3 d over"."""
    if row.left is None:
        return row.outcome
    if row.left == 0:
        return "due today"
    return f"{row.left} d left" if row.left > 0 else f"{-row.left} d over"


def movements(rows: Sequence[Moved]) -> Listing:
    """Movements: when, who or what, from where, by what way, to where, by what means, and where it stands."""
    columns = [Column(name, width) for name, width in SLOTS]
    cells = []
    for row in rows:
        found = row.movement
        route = (found.who, found.origin, ", ".join(found.via), found.to, found.means)
        cells.append([found.when or row.date, *(slot or "" for slot in route)])
    keys = tuple("from" if key == "origin" else key for key in row_keys(Movement, "text", "speaker", "source_text"))
    shown = with_source(columns, cells, [row.report for row in rows], True)
    return Listing(listed(rows), keys, *shown, ("movement", "movements"))


SLOTS = (("when", 16), ("who", None), ("from", 16), ("via", 12), ("to", 16), ("means", 10))


def outlets(rows: Sequence[Outlet]) -> Listing:
    """Outlets: how many reports, their own and copies, how often copied, statements, named sources, altered quotes."""
    columns = (
        Column("outlet", 30),
        *(
            Column(name, right=True)
            for name in ("reports", "own", "copies", "copied", "statements", "named", "altered")
        ),
    )
    cells = tuple(
        (
            row.name,
            str(row.reports),
            str(row.own),
            str(row.reports - row.own),
            str(row.copied),
            str(row.statements),
            "" if row.share_named is None else f"{row.share_named:.0%}",
            str(row.altered),
        )
        for row in rows
    )
    keys = ("outlet", "reports", "own", "copies", "copied", "statements", "named", "share_named", "altered")
    return Listing(listed(rows), keys, columns, cells, ("outlet", "outlets"))


def joined(names: Sequence[str]) -> str:
    """Names, each once; a dash where nobody is named."""
    return ", ".join(dict.fromkeys(name for name in names if name != "—")) or "—"


def judgements(rows: Sequence[Judgement]) -> Listing:
    """Judgements: id, when, by whom, what was judged, why, and whether it was undone."""
    columns = (
        Column("id", 8),
        Column("made", 16),
        Column("by", 14),
        Column("judged", 9),
        Column("what"),
        Column("why", 30),
        Column("undone", 10),
    )
    cells = tuple(
        (
            row.id[:8],
            row.made_at[:16].replace("T", " "),
            row.who,
            row.kind,
            judged(row),
            row.why or "",
            (row.undone_at or "")[:10],
        )
        for row in rows
    )
    keys = tuple(field.name for field in fields(Judgement))
    return Listing(listed(rows), keys, columns, cells, ("judgement", "judgements"))


def judged(row: Judgement) -> str:
    """What a judgement is about: names, or the beginnings of ids."""
    if row.kind in ("same", "different"):
        return f"{row.subject[1]} / {row.subject[3]}"
    if row.kind == "speaker":
        return f"{row.subject[0][:8]}: {row.value or 'nobody'}"
    sides = [part if isinstance(part, tuple) else (part,) for part in row.subject]
    return " / ".join(", ".join(id_[:8] for id_ in side) for side in sides)
