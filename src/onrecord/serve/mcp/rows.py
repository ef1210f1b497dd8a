"""Rows of the record as a model reads them, every one with where it was read.

A field that has its default value is left out of an answer.
"""

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from onrecord.serve.mcp.harmless import Text

Number = int | float
Spans = list[tuple[int, int]]
"""Pairs of offsets [start, end) in Unicode characters of the report's text."""


class Answer(BaseModel):
    """Base of everything that is answered."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


Row = TypeVar("Row", bound=Answer)


class Page(Answer, Generic[Row]):
    """A part of a list."""

    total: int = Field(description="Rows in all, before paging.")
    offset: int = Field(description="How many rows come before these.")
    rows: list[Row]
    next_offset: int | None = Field(
        default=None, description="Give this as offset to get the rows after these; absent at the end."
    )
    note: Text | None = Field(default=None, description="What else to know of this answer.")


class Cited(Answer):
    """The report in which something stands."""

    report: str = Field(description="Id of the report.")
    outlet: Text | None = Field(default=None, description="Who published the report.")
    published: str | None = Field(default=None, description="When the report came out, UTC.")
    url: Text | None = Field(default=None, description="Address of the report.")
    copy_of: str | None = Field(
        default=None, description="Id of the report that this one copies: it is no independent source."
    )


class Grounded(Cited):
    """A row of the record and the passage that it was read from."""

    words: Text = Field(
        description="The report's own words at the spans; the pieces of a split passage joined by ' … '."
    )
    spans: Spans = Field(description="[start, end) offsets of the words in the report's text.")
    cut: str | None = Field(default=None, description="Where the words were cut for length, and how to read on.")


class Statement(Grounded):
    """Somebody says, denies, asks, expects … something."""

    row: Literal["statement"]
    id: str
    date: str = Field(description="The day it was said, or that of the report where the text does not tell.")
    said_on: str | None = Field(default=None, description="The day it was said, where the text tells.")
    speaker: Text | None = Field(default=None, description="Name of the speaker; absent where the report names nobody.")
    speaker_id: str | None = Field(default=None, description="Id of the speaker among the entities.")
    speaker_kind: str = Field(description="person, organization, role, group, document or unattributed.")
    source: Text | None = Field(default=None, description="The report's words for the speaker.")
    source_spans: Spans = Field(default_factory=list)
    act: str = Field(description="What the speaker does; of deny and decline the words are what is denied or withheld.")
    cue: Text | None = Field(default=None, description="The report's words for the act.")
    cue_spans: Spans = Field(default_factory=list)
    certainty: str = Field(description="How sure the speaker is, by the hedging words; stated: without any.")
    hedge: Text | None = Field(default=None, description="The words that give the certainty.")
    hedge_spans: Spans = Field(default_factory=list)
    negated: bool = Field(default=False, description="The saying itself is negated: 'she did not say that …'.")
    mode: str = Field(description="direct: all in quotation marks; mixed: in part; indirect: none.")
    within: str | None = Field(default=None, description="Id of the statement that relays this one.")
    repeats: bool = Field(default=False, description="This report copies another one, which has the statement too.")
    origins: int = Field(default=1, description="Independent reports that assert the same; see the tool claims.")
    disputes: list[str] = Field(default_factory=list, description="Ids of the disputes it is part of.")
    altered_from: list[str] = Field(
        default_factory=list, description="Ids of earlier statements whose quotation this one changes."
    )


class Figure(Grounded):
    """A number that a report gives."""

    row: Literal["figure"]
    id: str
    date: str = Field(description="The day it was given.")
    value: Number | None = Field(default=None, description="The number; absent of a range.")
    low: Number | None = None
    high: Number | None = None
    bound: str = Field(default="exact", description="exact, about, more_than, at_least, less_than, at_most or range.")
    unit: Text | None = None
    of: Text | None = Field(default=None, description="What is counted or measured.")
    per: Text | None = Field(default=None, description="A rate's period.")
    holds_on: str | None = Field(default=None, description="The day that the number is of.")
    speaker: Text | None = Field(
        default=None, description="Who gave it; absent where the report gives it in its own voice."
    )
    source: Text | None = Field(default=None, description="The report's words for who gave it.")
    statement: str | None = Field(default=None, description="Id of the statement it stands in.")
    context: Text = Field(description="The sentence around it.")
    superseded: bool = Field(default=False, description="A later value of the same quantity replaced it.")
    disputes: list[str] = Field(default_factory=list, description="Ids of the disputes it is part of.")
    series: list[str] = Field(default_factory=list, description="Ids of the series it is part of.")


class Time(Grounded):
    """An expression of time."""

    row: Literal["time"]
    type: str = Field(description="DATE, TIME, DURATION or SET.")
    value: str = Field(description="Its value in ISO 8601 as TIMEX3 has it.")
    start: str | None = Field(default=None, description="When it begins, where that can be told.")
    end: str | None = Field(default=None, description="When it ends, exclusive.")
    context: Text = Field(description="The sentence around it.")


class Place(Grounded):
    """A place that a report names."""

    row: Literal["place"]
    name: Text
    country: str | None = Field(default=None, description="ISO 3166 alpha-2; absent for seas.")
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    near: Text | None = Field(default=None, description="The place whose point is given, where it has none of its own.")


class Movement(Grounded):
    """Who or what goes from where to where, in the report's words."""

    row: Literal["movement"]
    id: str
    date: str
    who: Text | None = None
    origin: Text | None = Field(default=None, serialization_alias="from")
    via: list[Text] = Field(default_factory=list)
    to: Text | None = None
    means: Text | None = None
    when: Text | None = None
    speaker: Text | None = Field(
        default=None, description="Who tells of it; absent where the report does in its own voice."
    )
    statement: str | None = Field(default=None, description="Id of the statement it stands in.")


class Told(Grounded):
    """Where a later report tells how something ended."""

    statement: str | None = Field(default=None, description="Id of the statement that tells it.")


class Question(Grounded):
    """What a report says is not known or not confirmed, or asks outright."""

    row: Literal["question"]
    id: str
    status: str = Field(description="open or answered.")
    answer: Told | None = None
    context: Text = Field(description="The sentence around it.")


class Damage(Grounded):
    """A passage that copying or rewriting by a machine broke."""

    row: Literal["damage"]
    kind: str = Field(description="fragment, dangling, broken_quote or inconsistent.")


AnyRow = Statement | Figure | Time | Place | Movement | Question | Damage
"""What is read from a report."""
