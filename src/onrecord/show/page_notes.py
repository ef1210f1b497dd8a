"""What the margin of a report's page says of each statement, and the marks that lead there."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup
from rigour.territories import get_territory

from onrecord.records import Entity, Figure, Movement, Place, Question, Reading, Span, Statement, Time, quote
from onrecord.show.amounts import amount
from onrecord.show.clean import shorten, visible
from onrecord.show.page_marks import Mark
from onrecord.show.page_ways import NOWHERE, Way, Ways

FAMILIES = {
    "states": ("say", "confirm"),
    "disputes": ("deny", "doubt", "accuse"),
    "expects": ("believe", "estimate", "expect"),
    "presses": ("warn", "urge", "promise"),
    "leaves": ("ask", "decline"),
}
"""Families of acts; each has an accent of its own on the page."""

FAMILY = {act: family for family, acts in FAMILIES.items() for act in acts}

DID = {
    "say": "said", "deny": "denied", "confirm": "confirmed", "decline": "declined", "doubt": "doubted", "ask": "asked",
    "believe": "believed", "estimate": "estimated", "expect": "expected", "warn": "warned", "urge": "urged",
    "promise": "promised", "accuse": "accused",
}  # fmt: skip

KINDS = {
    "person": "person",
    "organization": "organization",
    "role": "one person, unnamed",
    "group": "group, unnamed",
    "document": "document",
    "unattributed": "no source given",
}

MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
LONGEST = 80
"""Characters of a source's words that a note shows."""


@dataclass(frozen=True, slots=True)
class Note:
    """One statement's note.

    `number` ties it to its marks; `within` are number and anchor of the statement that relays it.
    """

    id: str
    number: int
    who: str
    named: bool
    about: str
    family: str
    did: str
    hedge: str
    certainty: str
    negated: bool
    said_on: str
    within: tuple[int, str] | None
    at: int

    @property
    def anchor(self) -> str:
        """The anchor of the statement's words on the page."""
        return anchor("s", self.id)

    @property
    def strength(self) -> str:
        """`firm`, `hedged` or `unknown`."""
        return {"stated": "firm", "unknown": "unknown"}.get(self.certainty, "hedged")

    @property
    def day(self) -> str:
        """The day of the saying, written out where it is a whole date."""
        return day(self.said_on)

    @property
    def label(self) -> str:
        """The note in a few words, for those who hear the page."""
        sure = "" if self.strength == "firm" else f", {self.certainty}"
        return f"{self.number}: {self.who} {self.did}{sure}"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a report, and the notes of what they said."""

    name: str
    about: str
    notes: tuple[Note, ...]


def day(value: str) -> str:
    """ "16 Sept 2031" of "2031-09-16"; anything else as it is."""
    year, _, rest = value.partition("-")
    month, _, number = rest.partition("-")
    if month.isdecimal() and number[:2].isdecimal() and 1 <= int(month) <= 12:
        return f"{int(number[:2])} {MONTHS[int(month) - 1]} {year}"
    return visible(value)


def notes_of(reading: Reading) -> list[Note]:
    """One note a statement, numbered in the order of the text."""
    rows = sorted(reading.statements, key=lambda row: (row.content[0][0], -row.content[0][1], row.content, row.id))
    entities = {row.id: row for row in reading.entities}
    numbers = {row.id: number for number, row in enumerate(rows, 1)}
    return [note_of(row, reading.report.text, entities, numbers) for row in rows]


def note_of(row: Statement, text: str, entities: dict[str, Entity], numbers: dict[str, int]) -> Note:
    """The note of one statement."""
    entity = entities.get(row.speaker or "")
    words = shorten(quote(text, row.source).strip(" ,;:"), LONGEST)
    hedge = shorten(quote(text, row.hedge), LONGEST)
    return Note(
        id=row.id,
        number=numbers[row.id],
        who=visible(entity.name) if entity else f"“{words}”" if words else "Nobody named",
        named=entity is not None,
        about=about(entity, row.speaker_kind),
        family=FAMILY[row.act],
        did=DID[row.act],
        hedge=hedge,
        certainty=row.certainty.replace("_", " "),
        negated=row.negated,
        said_on=visible(row.said_on or ""),
        within=(numbers[row.within], anchor("s", row.within)) if row.within else None,
        at=row.content[0][0],
    )


def about(entity: Entity | None, speaker_kind: str) -> str:
    """Role, country and kind of a speaker."""
    known = (visible(entity.role or ""), country(entity)) if entity else ()
    return ", ".join(part for part in (*known, KINDS[speaker_kind]) if part)


def voices_of(reading: Reading, notes: list[Note]) -> list[Voice]:
    """Who speaks in the report, in order of their first statement; last those that no name could be found for."""
    speakers = {row.id: row.speaker for row in reading.statements}
    grouped: dict[str | None, list[Note]] = {}
    for note in notes:
        grouped.setdefault(speakers[note.id], []).append(note)
    unnamed = grouped.pop(None, [])
    voices = [Voice(group[0].who, group[0].about, tuple(group)) for group in grouped.values()]
    return voices + ([Voice("Unnamed", "", tuple(unnamed))] if unnamed else [])


def statement_marks(row: Statement, note: Note) -> list[Mark]:
    """The marks of one statement: contents with their number, sources, cues and hedges."""
    kind = Markup(' class="said {} {}"').format(note.family, note.strength)
    number = Markup('<a class="ref {}" href="#note-{}" data-n="{}" aria-label="{}"></a>').format(
        note.family, note.id, note.number, f"Note {note.label}"
    )
    its = Markup(' id="{}"').format(note.anchor)
    marks = [
        Mark(span, attributes=kind, once=Markup() if i else its, front=number) for i, span in enumerate(row.content)
    ]
    marks.extend(Mark(span, attributes=Markup(' class="source"'), rank=2) for span in row.source)
    marks.extend(Mark(span, attributes=Markup(' class="cue"'), rank=3) for span in row.cue)
    marks.extend(Mark(span, attributes=Markup(' class="hedge"'), rank=4) for span in row.hedge)
    return marks


def figure_mark(row: Figure, way: Way | None = None) -> Mark:
    """The mark of a figure: its value, with what it counts; a link where it leads on."""
    words = " ".join(part for part in (amount(row, row.of), row.of) if part)
    mark = replace(light(row.span, "figure", "Figure", words), once=Markup(' id="{}"').format(anchor("f", row.id)))
    if way is None:
        return mark
    link = Markup(' href="{}"').format(way.address)
    return replace(mark, tag="a", attributes=mark.attributes + link)


def free_way(row: Figure, ways: Ways, begins: Sequence[int]) -> Way | None:
    """Where a figure leads; nowhere if a statement begins in it, as its number is a link too, and links do not nest."""
    start, end = row.span
    at = bisect_left(begins, start)
    return None if at < len(begins) and begins[at] < end else ways.figures.get(row.id)


def time_mark(row: Time) -> Mark:
    """The mark of a time: its value."""
    return light(row.span, "time", "Time", row.value)


def place_mark(row: Place) -> Mark:
    """The mark of a place: its name, country and coordinates, or near which place it lies."""
    where = f"{row.lat:.3f}, {row.lon:.3f}" if row.lat is not None and row.lon is not None else ""
    where = f"near {row.near}" if row.near else where
    return light(row.span, "place", "Place", " · ".join(part for part in (row.name, row.country, where) if part))


def light(span: Span, kind: str, label: str, words: str) -> Mark:
    """A mark that shows only when it is asked for."""
    title = Markup(' class="fact {}" title="{}: {}"').format(kind, label, visible(words))
    return Mark(span, attributes=title, rank=5)


def place_to_land(kind: str, row: Movement | Question) -> Mark:
    """A mark without a look of its own, where links to a movement ("m") or a question ("q") arrive."""
    return Mark(row.span, attributes=Markup(' class="landing"'), once=Markup(' id="{}"').format(anchor(kind, row.id)))


def anchor(kind: str, id_: str) -> str:
    """The anchor of a row on the page: "s-" for a statement, "f-" a figure, "m-" a movement, "q-" a question."""
    return f"{kind}-{id_}"


def marks_of(reading: Reading, notes: list[Note], ways: Ways = NOWHERE) -> list[Mark]:
    """All marks of a reading."""
    by_id = {note.id: note for note in notes}
    marks = [mark for row in reading.statements for mark in statement_marks(row, by_id[row.id])]
    begins = sorted(start for row in reading.statements for start, _ in row.content)
    marks.extend(figure_mark(row, free_way(row, ways, begins)) for row in reading.figures)
    marks.extend(map(time_mark, reading.times))
    marks.extend(map(place_mark, reading.places))
    marks.extend(place_to_land("m", row) for row in reading.movements)
    marks.extend(place_to_land("q", row) for row in reading.questions)
    return marks


def country(entity: Entity) -> str:
    """The English name of an entity's country, its code where it has none."""
    known = get_territory(entity.country) if entity.country else None
    return known.name if known else visible(entity.country or "")
