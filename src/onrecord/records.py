"""The record: one type a table, frozen, with ids that are hashes of content.

A span is a pair `(start, end)` of code-point offsets into the `text` of the row's report, `start < end`.
Dates and times are ISO 8601 strings. Vocabularies stand below as tuples; a word outside them is refused when a
row is made. A row's `id` is never given: it follows from the fields that the row's type names in `IDENTITY`, so
the same report gives the same ids on any machine.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, ClassVar, Self

from onrecord.errors import RecordError

Span = tuple[int, int]
Spans = tuple[Span, ...]

COPY_KINDS = ("verbatim", "edited", "rewritten")
ENTITY_KINDS = ("person", "organization", "place", "group")
SPEAKER_KINDS = ("person", "organization", "role", "group", "document", "unattributed")
MODES = ("direct", "mixed", "indirect")
ACTS = (
    "say", "deny", "confirm", "decline", "doubt", "ask", "believe", "estimate", "expect", "warn", "urge", "promise",
    "accuse",
)  # fmt: skip
CERTAINTIES = (
    "stated", "almost_certain", "very_likely", "likely", "possible", "even", "unlikely", "very_unlikely", "remote",
    "unknown",
)  # fmt: skip
BOUNDS = ("exact", "about", "more_than", "at_least", "less_than", "at_most", "range")
TIME_TYPES = ("DATE", "TIME", "DURATION", "SET")
QUESTION_STATES = ("open", "answered")
OUTCOMES = ("pending", "met", "missed")
DAMAGE_KINDS = ("fragment", "dangling", "broken_quote", "inconsistent")
DISPUTE_KINDS = ("denied", "figures_differ", "contradicted")
VARIANT_KINDS = ("verbatim", "trimmed", "reworded", "negated", "misattributed")
SERIES_RELATIONS = ("revised", "conflicting")
COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""As ids are hashed: without spaces, letters as they are."""


def content_id(*parts: object) -> str:
    """Hash of `parts` (strings, numbers, None, nested tuples): 20 hexadecimal digits of BLAKE2b."""
    return hashlib.blake2b(COMPACT.encode(parts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def check_span(span: Span) -> None:
    """Raise RecordError unless `span` is a pair of offsets with 0 <= start < end."""
    start, end = span
    if not 0 <= start < end:
        raise RecordError(f"span {span} is not grounded: offsets must satisfy 0 <= start < end")


class Row:
    """Base of the record's tables: checks spans and vocabularies, derives the id."""

    __slots__ = ()
    IDENTITY: ClassVar[tuple[str, ...]] = ()
    SPANS: ClassVar[tuple[str, ...]] = ()
    WORDS: ClassVar[dict[str, tuple[str, ...]]] = {}

    def __post_init__(self) -> None:
        for name in self.SPANS:
            for span in as_spans(getattr(self, name)):
                check_span(span)
        for name, allowed in self.WORDS.items():
            value = getattr(self, name)
            if value is not None and value not in allowed:
                raise RecordError(f"{type(self).__name__}.{name} is {value!r}; allowed: {', '.join(allowed)}")
        if self.IDENTITY:
            values = (getattr(self, name) for name in self.IDENTITY)
            object.__setattr__(self, "id", content_id(type(self).__name__, *values))

    def to_dict(self) -> dict[str, Any]:
        """The row as the export prints it: plain lists, strings and numbers, keys as the fields."""
        return {name: plain(getattr(self, name)) for name in names_of(type(self))}  # type: ignore[arg-type]

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The row that `to_dict` printed; unknown keys are refused by the type's constructor."""
        given = {k: frozen(v) for k, v in data.items() if k != "id" or not cls.IDENTITY}
        return cls(**given)


@cache
def names_of(kind: type[Any]) -> tuple[str, ...]:
    """The names of a row's fields, in order."""
    return tuple(field.name for field in fields(kind))


def as_spans(value: Span | Spans | None) -> Spans:
    """A span field's value as spans: none, one or several."""
    if not value:
        return ()
    return (value,) if isinstance(value[0], int) else value


def plain(value: Any) -> Any:
    """Tuples as lists, all the way down."""
    return [plain(v) for v in value] if isinstance(value, tuple | list) else value


def frozen(value: Any) -> Any:
    """Lists as tuples, all the way down."""
    return tuple(frozen(v) for v in value) if isinstance(value, tuple | list) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Row):
    """One report as published. `published` and `added_at` are UTC ISO 8601; `copy_*` are set by relating.

    Two reports are the same when address, outlet, title, date and text are; without an address the file's name
    counts too, whatever folder it lies in.
    """

    IDENTITY: ClassVar = ("url", "file", "outlet", "title", "published", "text")
    WORDS: ClassVar = {"copy_kind": COPY_KINDS}

    id: str = field(init=False)
    url: str | None = None
    path: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    text: str = ""
    added_at: str | None = None
    copy_of: str | None = None
    copy_kind: str | None = None
    copy_share: float | None = None

    @property
    def file(self) -> str | None:
        """The name of the report's file, None where it has an address or no path."""
        return None if self.url or not self.path else re.split(r"[\\/]", self.path)[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Row):
    """Somebody or something that speaks or is spoken of.

    `name` is the fullest form, `aliases` every other form used. In a reading, `report` is the report's id and the
    entity stands for that report alone; relating joins such entities into ones with `report` None.
    """

    IDENTITY: ClassVar = ("report", "kind", "name")
    WORDS: ClassVar = {"kind": ENTITY_KINDS}

    id: str = field(init=False)
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    country: str | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Row):
    """One place in a report where an entity is named or referred to (a pronoun too)."""

    SPANS: ClassVar = ("span",)

    report: str
    entity: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Row):
    """Somebody says, writes, asks, denies, thinks or expects something.

    `content`, `source` and `cue` are spans; `speaker` an entity's id, None when unnamed; `within` the id of the
    statement that relays this one; `hedge` are the words that give the `certainty` (in the content, in the cue, or the
    narrator's between them), none where it is stated.
    """

    IDENTITY: ClassVar = ("report", "content", "source", "cue")
    SPANS: ClassVar = ("content", "source", "cue", "hedge")
    WORDS: ClassVar = {"speaker_kind": SPEAKER_KINDS, "mode": MODES, "act": ACTS, "certainty": CERTAINTIES}

    id: str = field(init=False)
    report: str
    content: Spans
    source: Spans = ()
    cue: Spans = ()
    speaker: str | None = None
    speaker_kind: str = "unattributed"
    mode: str = "indirect"
    act: str = "say"
    certainty: str = "stated"
    hedge: Spans = ()
    negated: bool = False
    said_on: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Row):
    """A quantity that counts or measures. `value` is None for a range; `per` a period; `statement` its statement."""

    IDENTITY: ClassVar = ("report", "span")
    SPANS: ClassVar = ("span",)
    WORDS: ClassVar = {"bound": BOUNDS}

    id: str = field(init=False)
    report: str
    span: Span
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    bound: str = "exact"
    unit: str | None = None
    of: str | None = None
    per: str | None = None
    as_of: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Row):
    """A time expression: TIMEX3 `type` and `value`; `start` and `end` the resolved interval, end exclusive."""

    SPANS: ClassVar = ("span",)
    WORDS: ClassVar = {"type": TIME_TYPES}

    report: str
    span: Span
    type: str
    value: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Row):
    """A toponym. `country` is ISO 3166 alpha-2, None for seas and what lies in several countries.

    `lat` and `lon` are degrees, a middle point for countries and other wide places, None where no point is known;
    `geonames` is the GeoNames id, None for most seas, rivers, lakes, islands and mountains. Where `near` is set, the
    gazetteer lacks the place, and the point is that of the place of this name, in or near which the report puts it.
    """

    SPANS: ClassVar = ("span",)

    report: str
    span: Span
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    near: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement(Row):
    """Who or what goes from where via where to where. Slots are the words of the report."""

    IDENTITY: ClassVar = ("report", "span")
    SPANS: ClassVar = ("span",)

    id: str = field(init=False)
    report: str
    span: Span
    who: str | None = None
    origin: str | None = None
    via: tuple[str, ...] = ()
    to: str | None = None
    means: str | None = None
    when: str | None = None
    statement: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The row as the export prints it; `origin` under its key `from`, a reserved word in Python."""
        data = Row.to_dict(self)
        return {("from" if k == "origin" else k): v for k, v in data.items()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The row that `to_dict` printed."""
        given = {("origin" if k == "from" else k): frozen(v) for k, v in data.items() if k != "id"}
        return cls(**given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Row):
    """Something the report says is not known or not confirmed, or asks outright."""

    IDENTITY: ClassVar = ("report", "span")
    SPANS: ClassVar = ("span",)
    WORDS: ClassVar = {"status": QUESTION_STATES}

    id: str = field(init=False)
    report: str
    span: Span
    status: str = "open"
    answered_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation(Row):
    """A statement about the future that time will settle; `due` is a date or None."""

    WORDS: ClassVar = {"outcome": OUTCOMES}

    statement: str
    due: str | None = None
    outcome: str = "pending"
    outcome_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage(Row):
    """A passage broken by copying or machine rewriting."""

    SPANS: ClassVar = ("span",)
    WORDS: ClassVar = {"kind": DAMAGE_KINDS}

    report: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute(Row):
    """Two sides that cannot both hold: two lists of statement or figure ids."""

    IDENTITY: ClassVar = ("kind", "between")
    WORDS: ClassVar = {"kind": DISPUTE_KINDS}

    id: str = field(init=False)
    kind: str
    between: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteVariant(Row):
    """Two utterances of one saying; `changes` is the token difference, `(operation, before, after)`."""

    WORDS: ClassVar = {"kind": VARIANT_KINDS}

    original: str
    variant: str
    kind: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Row):
    """Figures of one quantity in order of time."""

    IDENTITY: ClassVar = ("name", "figures")
    WORDS: ClassVar = {"relation": SERIES_RELATIONS}

    id: str = field(init=False)
    name: str
    figures: tuple[str, ...]
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All rows of one report. Raises RecordError when a row is not grounded in the report's text.

    `notebook` renders a reading as HTML for notebooks. The record knows nothing of pages: the package sets it.
    """

    notebook: ClassVar[Callable[["Reading"], str] | None] = None

    report: Report
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    movements: tuple[Movement, ...] = ()
    questions: tuple[Question, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    damage: tuple[Damage, ...] = ()

    def __post_init__(self) -> None:
        size = len(self.report.text)
        for row in self.rows():
            for name in row.SPANS:
                for span in as_spans(getattr(row, name)):
                    if span[1] > size:
                        raise RecordError(
                            f"{type(row).__name__}.{name} {span} lies outside the report's text of {size} characters"
                        )
        contents = {row.id: row.content for row in self.statements}
        entities = {row.id for row in self.entities}
        for statement in self.statements:
            if statement.speaker is not None and statement.speaker not in entities:
                raise RecordError(f"statement {statement.id}: no entity {statement.speaker} in this reading")
            if statement.within is not None and statement.within not in contents:
                raise RecordError(f"statement {statement.id}: no statement {statement.within} in this reading")
        for figure in self.figures:
            if figure.statement is None:
                continue
            around = contents.get(figure.statement, ())
            if not any(start <= figure.span[0] and figure.span[1] <= end for start, end in around):
                raise RecordError(f"figure {figure.id} {figure.span} is not inside statement {figure.statement}")

    def _repr_html_(self) -> str | None:
        """The reading as a notebook shows it; None, for which notebooks take the plain form, without a renderer."""
        render = type(self).notebook
        return render(self) if render else None

    def rows(self) -> Iterator[Row]:
        """Every row of the reading but the report."""
        for table in fields(self):
            if table.name != "report":
                yield from getattr(self, table.name)


def quote(text: str, spans: Iterable[Span], gap: str = " … ") -> str:
    """The words at `spans` of `text`, joined by `gap`."""
    return gap.join(text[start:end] for start, end in spans)
