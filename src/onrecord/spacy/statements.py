"""A statement seen from its Doc: its parts as spaCy Spans, its speaker as the entity."""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from onrecord.records import Entity, Spans, Statement, quote
from onrecord.spacy.stored import Held


@dataclass(frozen=True, slots=True, repr=False)
class DocStatement:
    """One statement of a Doc. `row` is the record's Statement, whose offsets count characters of `doc.text`.

    `content`, `source`, `cue` and `hedge` are tuples of Spans, one a part; where a part begins or ends within a
    token, its Span takes in the whole token.
    """

    doc: Doc
    row: Statement
    held: Held = field(compare=False)

    @property
    def id(self) -> str:
        """The statement's id, the `id_` of its spans in `doc.spans`."""
        return self.row.id

    @property
    def content(self) -> tuple[Span, ...]:
        """What is said; several parts where the cue stands between them."""
        return spans_at(self.doc, self.row.content)

    @property
    def source(self) -> tuple[Span, ...]:
        """The words that name who says it; none where the report gives no source."""
        return spans_at(self.doc, self.row.source)

    @property
    def cue(self) -> tuple[Span, ...]:
        """The words that attribute it: "said", "according to"."""
        return spans_at(self.doc, self.row.cue)

    @property
    def hedge(self) -> tuple[Span, ...]:
        """The words that lower or raise the certainty."""
        return spans_at(self.doc, self.row.hedge)

    @property
    def quote(self) -> str:
        """The words said, to the character; parts are joined by " … "."""
        return quote(self.held.reading.report.text, self.row.content)

    @property
    def speaker(self) -> Entity | None:
        """Who says it, with `name`, `kind`, `aliases`, `role`, `country`; None where the report names nobody."""
        return self.held.entities[self.row.speaker] if self.row.speaker else None

    @property
    def speaker_kind(self) -> str:
        """One of `onrecord.records.SPEAKER_KINDS`."""
        return self.row.speaker_kind

    @property
    def act(self) -> str:
        """One of `onrecord.records.ACTS`."""
        return self.row.act

    @property
    def certainty(self) -> str:
        """One of `onrecord.records.CERTAINTIES`."""
        return self.row.certainty

    @property
    def mode(self) -> str:
        """One of `onrecord.records.MODES`."""
        return self.row.mode

    @property
    def negated(self) -> bool:
        """Whether what is said is negated."""
        return self.row.negated

    @property
    def said_on(self) -> str | None:
        """The day on which it was said, ISO 8601; None where the report gives no ground for one."""
        return self.row.said_on

    @property
    def within(self) -> "DocStatement | None":
        """The statement that relays this one: of "X said Y had told him …" the one by X."""
        return DocStatement(self.doc, self.held.statements[self.row.within], self.held) if self.row.within else None

    def __repr__(self) -> str:
        who = self.speaker.name if self.speaker else self.speaker_kind
        return f"<DocStatement {self.act} by {who}: {self.quote!r}>"


def spans_at(doc: Doc, places: Spans, label: str = "", names: tuple[str, str] = ("", "")) -> tuple[Span, ...]:
    """The Spans of the tokens that the character spans `places` touch; `names` are their `id_` and `kb_id_`."""
    own, known = names
    found = (
        doc.char_span(start, end, label=label, kb_id=known, span_id=own, alignment_mode="expand")
        for start, end in places
    )
    return tuple(span for span in found if span is not None)
