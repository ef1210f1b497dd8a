"""Rows made by hand for the tests of rendering."""

from onrecord.ledger import Given, Said
from onrecord.records import Entity, Figure, Report, Statement

TEXT = "Vera Holm said that about 1,200 crates were lost. “Nobody is to blame,” she added."


def report(text: str = TEXT, **fields: str) -> Report:
    """A report of a harbour paper."""
    given = {"outlet": "Quay Post", "title": "Crates lost", "published": "2031-02-03T08:00:00Z", **fields}
    return Report(text=text, added_at="2031-02-04T00:00:00Z", **given)  # type: ignore[arg-type]


def said(words: str, text: str = TEXT, name: str | None = "Vera Holm", **fields: str) -> Said:
    """The statement whose content is `words`."""
    made = report(text)
    start = text.index(words)
    who = Entity(name=name, kind="person") if name else None
    row = Statement(report=made.id, content=((start, start + len(words)),), speaker=who and who.id, **fields)  # type: ignore[arg-type]
    return Said(row, who, made)


def given(words: str, text: str = TEXT, **fields: object) -> Given:
    """The figure whose words are `words`, in a sentence that is the whole text."""
    made = report(text)
    start = text.index(words)
    figure = Figure(report=made.id, span=(start, start + len(words)), **fields)  # type: ignore[arg-type]
    return Given(figure, made, None, None, (0, len(text)))
