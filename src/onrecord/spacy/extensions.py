"""The attributes that onrecord gives to spaCy's Doc and Span."""

from collections.abc import Callable
from functools import partial
from typing import Any

from spacy.tokens import Doc, Span

from onrecord.errors import UsageError
from onrecord.records import Reading
from onrecord.spacy.statements import DocStatement
from onrecord.spacy.stored import get_date, kept, set_date


def reading_of(doc: Doc) -> Reading | None:
    """`doc._.reading`: every row read from the Doc; None where it was not read."""
    held = kept(doc)
    return held.reading if held else None


def statements_of(doc: Doc) -> list[DocStatement]:
    """`doc._.statements`: the statements in order of the text; none where the Doc was not read."""
    held = kept(doc)
    return [DocStatement(doc, row, held) for row in held.reading.statements] if held else []


def statement_of(span: Span) -> DocStatement | None:
    """`span._.statement`: the statement that a span in `doc.spans` is part of; None for any other span."""
    held = kept(span.doc) if span.id else None
    row = held.statements.get(span.id_) if held else None
    return DocStatement(span.doc, row, held) if held and row else None


def register(published: str | None = "published") -> None:
    """Add `reading`, `statements` and the attribute named by `published` to Doc, `statement` to Span.

    May be called any number of times. An attribute `published` that is there already is used as it is; where another
    library has taken one of the other names, UsageError.
    """
    own(Doc, "reading", reading_of)
    own(Doc, "statements", statements_of)
    own(Span, "statement", statement_of)
    if published and not Doc.has_extension(published):
        Doc.set_extension(published, getter=partial(get_date, name=published), setter=partial(set_date, name=published))


def own(owner: Any, name: str, getter: Callable[[Any], object]) -> None:
    """Add the attribute `name` to Doc or Span, unless it is there; UsageError where it is somebody else's."""
    if not owner.has_extension(name):
        owner.set_extension(name, getter=getter)
        return
    there = owner.get_extension(name)[2]
    if getattr(there, "__module__", "") != __name__:
        raise UsageError(
            f"{owner.__name__}._.{name} is taken by another component or by this program; onrecord gives its results "
            f"there: register the other one under another name, or call {owner.__name__}.remove_extension({name!r})"
        )
