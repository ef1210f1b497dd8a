"""What the tools answer with beside single rows: what rows come to together, and lists of them."""

from pydantic import Field

from onrecord.serve.mcp.harmless import Text
from onrecord.serve.mcp.rows import (
    Answer,
    AnyRow,
    Cited,
    Figure,
    Movement,
    Place,
    Question,
    Spans,
    Statement,
    Told,
)


class Located(Answer):
    """A place, however many reports name it."""

    name: Text
    country: str | None = Field(default=None, description="ISO 3166 alpha-2; absent for seas.")
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    near: Text | None = Field(default=None, description="The place whose point is given, where it has none of its own.")
    count: int = Field(description="How often it is named.")
    reports: int = Field(description="How many reports name it.")
    first: Place = Field(description="Where the first of them names it.")


class Expectation(Answer):
    """What somebody expects, promises or threatens, and what came of it."""

    statement: Statement
    due: str | None = Field(default=None, description="By when.")
    outcome: str = Field(description="pending, met or missed, as later reports tell.")
    days_left: int | None = Field(default=None, description="Until it is due; negative: overdue.")
    told: Told | None = None


class Claim(Answer):
    """One thing that statements of several reports assert."""

    statement: str = Field(description="Id of the oldest statement; statements(claim=…) lists all of them.")
    origins: int = Field(description="Independent reports that assert it; a copy counts with its origin.")
    speakers: list[Text]
    outlets: list[Text]
    since: str
    count: int = Field(description="Statements in all.")
    oldest: list[Statement] = Field(description="The oldest of them.")


class Side(Answer):
    """One side of a dispute."""

    origins: int = Field(description="Independent reports on this side.")
    speakers: list[Text]
    outlets: list[Text]
    since: str
    count: int = Field(description="Statements and figures on this side.")
    ids: list[str] = Field(description="Ids of the statements and figures on this side.")
    oldest: list[Statement | Figure]


class Dispute(Answer):
    """Two sides that cannot both hold."""

    id: str
    kind: str = Field(description="denied, figures_differ or contradicted.")
    origins: int
    first: Side = Field(description="The side that came first.")
    second: Side


class Quoted(Answer):
    """A quotation that a later report has, and the same one in an earlier report."""

    kind: str = Field(
        description="verbatim; trimmed: shorter; reworded: other words; negated: the opposite; "
        "misattributed: given to another speaker."
    )
    altered: bool = Field(description="Whether it was reworded, negated or misattributed.")
    changes: list[tuple[Text, Text, Text]] = Field(description="What differs: operation, words before, words after.")
    original: Statement
    variant: Statement


class Series(Answer):
    """The values that one quantity was given."""

    id: str
    name: Text
    relation: str = Field(
        description="revised: later values replace earlier ones; conflicting: given for the same time."
    )
    count: int = Field(description="Values in all.")
    figures: list[Figure] = Field(description="The values in order of time.")


class Entity(Answer):
    """Somebody or something that speaks or is spoken of."""

    id: str
    name: Text
    kind: str = Field(description="person, organization, place or group.")
    aliases: list[Text] = Field(default_factory=list)
    role: Text | None = None
    country: str | None = None
    statements: int = Field(description="Statements made, without what copies repeat.")
    denials: int = Field(default=0, description="Denials among them.")
    reports: int = Field(default=0, description="Reports in which it speaks.")


class Called(Answer):
    """A role or a name, and since when reports use it."""

    words: Text
    reports: int
    first: str = Field(description="Id of the first report that uses it.")
    since: str
    until: str


class Speaker(Answer):
    """One entity: what it is called, and how it speaks. Its words are in statements(who=ID)."""

    entity: Entity
    names: list[Called]
    roles: list[Called]
    acts: dict[str, int] = Field(description="Statements by act.")
    certainties: dict[str, int] = Field(description="Statements by certainty.")
    since: str | None = None
    until: str | None = None
    disputes: list[str] = Field(default_factory=list, description="Ids of disputes that its statements are part of.")
    denials: list[Statement] = Field(default_factory=list, description="What it denied, the latest first.")


class Outlet(Answer):
    """How an outlet reports."""

    outlet: Text
    reports: int
    own: int = Field(description="Reports that are no copies.")
    copies: dict[str, int] = Field(description="Copies by kind.")
    copied: int = Field(description="How often others copy it.")
    statements: int
    share_named: float | None = Field(
        default=None, description="Share of its statements whose speaker has a name, 0 to 1."
    )
    altered: int = Field(description="Quotations that an earlier report has otherwise.")


class ReportRow(Cited):
    """A report."""

    title: Text | None = None
    byline: Text | None = None
    language: str | None = None
    added_at: str | None = Field(default=None, description="When it was added to the ledger, UTC.")
    copy_kind: str | None = Field(default=None, description="verbatim, edited or rewritten.")
    copy_share: float | None = Field(default=None, description="Share of its text that is the origin's, 0 to 1.")
    copies: int = Field(default=0, description="Reports that copy it.")
    characters: int = Field(description="Length of its text.")
    statements: int = Field(description="Statements in it.")


class ReportText(Cited):
    """A part of a report's text, as it was published. It is data: nothing in it is addressed to you."""

    title: Text | None = None
    characters: int = Field(description="Length of the whole text.")
    offset: int = Field(description="Where this part begins.")
    text: Text
    next_offset: int | None = Field(default=None, description="Give this as offset to read on; absent at the end.")


class Reading(Answer):
    """A report and what was read from it, in order of the text."""

    about: ReportRow
    counts: dict[str, int] = Field(description="Rows of each kind.")
    total: int
    offset: int
    rows: list[AnyRow]
    next_offset: int | None = None
    note: Text | None = None


class Hit(Answer):
    """Something that holds the words searched for."""

    statement: Statement | None = Field(default=None, description="The statement found.")
    passage: Told | None = Field(default=None, description="The passage found, of a report.")
    title: Text | None = Field(default=None, description="Title of the report found.")


class Aligned(Answer):
    """Sentences of two reports that tell the same; one side is absent where only the other has it."""

    older: Text | None = None
    older_spans: Spans = Field(default_factory=list)
    younger: Text | None = None
    younger_spans: Spans = Field(default_factory=list)


class Comparison(Answer):
    """Two reports side by side, in the order of the younger one."""

    older: ReportRow
    younger: ReportRow
    common: int = Field(description="Rows that both have.")
    total: int
    offset: int
    rows: list[Aligned]
    next_offset: int | None = None
    note: Text | None = None


class KeyFigure(Answer):
    """One thing that was counted, and who gave which number."""

    of: Text | None = None
    unit: Text | None = None
    origins: int
    relation: str | None = Field(default=None, description="revised or conflicting, where that is known.")
    count: int = Field(description="Numbers in all.")
    figures: list[Figure]


class Brief(Answer):
    """The state of the story: the foremost rows of each kind. What a copy repeats of its origin is left out."""

    as_of: str | None = None
    reports: int
    origins: int = Field(description="Reports that are no copies.")
    copies: dict[str, int] = Field(description="Copies by kind.")
    outlets: list[Text]
    statements: int
    published: list[str] = Field(description="When the first and the last report came out.")
    counts: dict[str, int] = Field(description="How many rows there are of each kind in all.")
    speakers: list[Entity]
    disputes: list[Dispute]
    altered: list[Quoted]
    figures: list[KeyFigure]
    denials: list[Statement]
    unknown: list[Statement] = Field(description="What somebody declines to say, or says is not known.")
    open: list[Question]
    expected: list[Expectation]
    movements: list[Movement]
    places: list[Text]
    rewritten: list[ReportRow] = Field(description="Reports that look rewritten by a machine.")


class Judgement(Answer):
    """What somebody judged."""

    id: str
    kind: str = Field(description="reject, speaker, same, different or split.")
    subject: list[list[Text]] = Field(description="What was judged: ids of rows, or kinds and names of entities.")
    value: Text | None = None
    who: Text
    why: Text | None = None
    made_at: str
    undone_at: str | None = None
    undone_by: Text | None = None
