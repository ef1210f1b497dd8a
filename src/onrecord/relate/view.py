"""One report as it is compared with others: its rows in the order of the text, with what they are compared by."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.read.sentences import split_sentences
from onrecord.records import Entity, Expectation, Figure, Place, Question, Reading, Report, Span, Spans, Time, quote
from onrecord.records import Statement as StatementRow
from onrecord.relate.order import Age, age
from onrecord.relate.vectors import packaged

WORD = re.compile(r"\d[\d.,:]*\d|\w+(?:['’]\w+)*")
PARAGRAPH = re.compile(r"\S[^\n]*")


class HasSpan(Protocol):
    """A row that stands at one span of its report."""

    @property
    def span(self) -> Span: ...


Spanned = TypeVar("Spanned", bound=HasSpan)


def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of `text` as written, marks left out."""
    return tuple(WORD.findall(text))


@dataclass(frozen=True, slots=True, eq=False)
class Saying:
    """A statement with what it is compared by.

    `place` is its number in the report, from 0, by where its content begins; `text` its content, pieces joined by a
    space; `words` those of the text; `speaker` the report's own entity; `day` the ISO date on which it was said, or the
    report's; `figures`, `times`, `places` those inside the content; `entities` those mentioned there.
    """

    statement: StatementRow
    place: int
    text: str
    words: tuple[str, ...]
    speaker: Entity | None
    day: str | None
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    entities: tuple[Entity, ...]

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id


class View:
    """A report with its rows, made once and compared often.

    `sayings` in the order of the text; `entities` the report's own ones by id. The vectors are computed when they are
    first asked for. With `sentences` given, the report is looked at as if it had no others.
    """

    def __init__(self, reading: Reading, sentences: tuple[Span, ...] | None = None) -> None:
        self.reading = reading
        self._sentences = sentences
        self.report: Report = reading.report
        self.age: Age = age(reading.report)
        self.entities: dict[str, Entity] = {row.id: row for row in reading.entities}
        self.figures: tuple[Figure, ...] = tuple(sorted(reading.figures, key=lambda row: row.span))
        self.questions: tuple[Question, ...] = reading.questions
        self.expectations: tuple[Expectation, ...] = reading.expectations
        self.sayings: tuple[Saying, ...] = tuple(self._sayings())

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.id

    @property
    def day(self) -> str | None:
        """The ISO date on which the report was published, None where that is not known."""
        return (self.report.published or "")[:10] or None

    def text_of(self, spans: Spans) -> str:
        """The words at the spans, pieces joined by a space."""
        return quote(self.report.text, spans, " ")

    @cached_property
    def by_id(self) -> dict[str, Saying]:
        """The sayings by their statements' ids."""
        return {saying.id: saying for saying in self.sayings}

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """A unit vector for the content of each saying, [N, D]."""
        return packaged().sentences([saying.words for saying in self.sayings])

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the report's text."""
        if self._sentences is not None:
            return self._sentences
        text = self.report.text
        lines = (match.span() for match in PARAGRAPH.finditer(text))
        return tuple(span for start, end in lines for span in split_sentences(text, start, end))

    @cached_property
    def sentence_vectors(self) -> NDArray[np.float32]:
        """A unit vector for each sentence, [S, D]."""
        return packaged().sentences([words_of(self.report.text[start:end]) for start, end in self.sentences])

    def _sayings(self) -> list[Saying]:
        rows = sorted(self.reading.statements, key=lambda row: (row.content, row.source, row.cue))
        inside_figures = Within(self.reading.figures)
        inside_times = Within(self.reading.times)
        inside_places = Within(self.reading.places)
        inside_mentions = Within(self.reading.mentions)
        found = []
        for place, row in enumerate(rows):
            text = self.text_of(row.content)
            mentioned = {mention.entity: None for mention in inside_mentions.of(row.content)}
            found.append(
                Saying(
                    statement=row,
                    place=place,
                    text=text,
                    words=words_of(text),
                    speaker=self.entities.get(row.speaker or ""),
                    day=row.said_on or self.day,
                    figures=inside_figures.of(row.content),
                    times=inside_times.of(row.content),
                    places=inside_places.of(row.content),
                    entities=tuple(self.entities[key] for key in mentioned if key in self.entities),
                )
            )
        return found


class Within(Generic[Spanned]):
    """Rows by where they begin."""

    def __init__(self, rows: Sequence[Spanned]) -> None:
        self.rows = sorted(rows, key=lambda row: row.span)
        self.starts = [row.span[0] for row in self.rows]

    def of(self, spans: Spans) -> tuple[Spanned, ...]:
        """The rows that lie inside one of the spans."""
        found: list[Spanned] = []
        for start, end in spans:
            for row in self.rows[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
                if row.span[1] <= end:
                    found.append(row)
        return tuple(found)
