"""Readings put together by hand for the tests of relating."""

from typing import Any

from onrecord.records import Entity, Figure, Reading, Report, Spans, Statement
from onrecord.relate.view import View


class Made:
    """A report written paragraph by paragraph, with the rows that it is said to hold.

    `made.says("Ida Falk", "“No,”", cue="said")` appends nothing: the words must stand in the text; `nth` counts their
    occurrences from 1.
    """

    def __init__(self, text: str, outlet: str = "Norden Wire", published: str | None = "2031-03-05T09:00:00Z") -> None:
        url = f"https://{outlet.replace(' ', '').lower()}.example/{published or 'undated'}"
        self.report = Report(url=url, outlet=outlet, published=published, text=text)
        self.entities: dict[str, Entity] = {}
        self.statements: list[Statement] = []
        self.figures: list[Figure] = []
        self.rows: dict[str, list[Any]] = {}

    def span(self, words: str, nth: int = 1) -> tuple[int, int]:
        """Where the words stand."""
        at = -1
        for _ in range(nth):
            at = self.report.text.index(words, at + 1)
        return (at, at + len(words))

    def spans(self, words: str | list[str]) -> Spans:
        """Where each of the pieces stands."""
        return tuple(map(self.span, [words] if isinstance(words, str) else words))

    def who(self, name: str, kind: str = "person", **more: Any) -> Entity:
        """The report's own entity of that name."""
        return self.entities.setdefault(name, Entity(name=name, kind=kind, report=self.report.id, **more))

    def says(self, who: str | None, content: str | list[str], **more: Any) -> Statement:
        """A statement; `who` is the speaker's name, None for an unnamed one; `kind` the speaker's kind."""
        kind = more.pop("kind", "person")
        entity = self.who(who, kind) if who else None
        if cue := more.pop("cue", None):
            more["cue"] = self.spans(cue)
        if source := more.pop("source", None):
            more["source"] = self.spans(source)
        row = Statement(
            report=self.report.id,
            content=self.spans(content),
            speaker=entity.id if entity else None,
            speaker_kind=kind if who else "unattributed",
            **more,
        )
        self.statements.append(row)
        return row

    def counts(self, words: str, value: float | None, of: str | None = None, **more: Any) -> Figure:
        """A figure; without a `statement` it belongs to the one whose content holds it, if any."""
        span = self.span(words, more.pop("nth", 1))
        inside = [s.id for s in self.statements if any(a <= span[0] and span[1] <= b for a, b in s.content)]
        more.setdefault("statement", inside[-1] if inside else None)
        row = Figure(report=self.report.id, span=span, value=value, of=of, **more)
        self.figures.append(row)
        return row

    def add(self, table: str, row: Any) -> Any:
        """Any other row, of the table of that name."""
        self.rows.setdefault(table, []).append(row)
        return row

    def reading(self) -> Reading:
        """All of it."""
        return Reading(
            report=self.report,
            entities=tuple(self.entities.values()),
            statements=tuple(self.statements),
            figures=tuple(self.figures),
            **{table: tuple(rows) for table, rows in self.rows.items()},
        )

    def view(self) -> View:
        """The report as it is compared."""
        return View(self.reading())
