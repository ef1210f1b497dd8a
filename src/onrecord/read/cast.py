"""The people and bodies of a report and where they are mentioned: what sources are resolved against."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.read.document import Document
from onrecord.read.organizations import Bodies, Body, bodies_of, name_tokens
from onrecord.read.people import Person, people_of
from onrecord.read.quotations import Said
from onrecord.read.roles import is_body, note_bodies, note_roles
from onrecord.records import Span

WINDOW = 40
"""Most mentions looked back through for a pronoun."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the person or body, or None when unnamed, and the speaker kind."""

    who: Person | Body | None
    kind: str


@dataclass(slots=True)
class Cast:
    """The people and bodies of a report and where they are mentioned, for resolving one source after the other."""

    document: Document
    people: list[Person]
    bodies: Bodies
    roles: dict[str, list[tuple[int, Person]]]
    """Role noun -> (offset, person), in order."""
    nouns: dict[str, list[tuple[int, Body]]]
    """Noun -> (offset, organisation called so), in order."""
    quoted: list[Span]
    """Contents that stand in quotation marks, in order."""
    owner: dict[int, Person | Body] = field(default_factory=dict)
    """Word index -> whose name the word belongs to."""
    starts: list[int] = field(default_factory=list)
    mentioned: list[tuple[Person | Body, Span]] = field(default_factory=list)
    """Named mentions in order of the text, with `starts` beside it."""
    spoke: list[tuple[int, Person | Body | None, str]] = field(default_factory=list)
    """Sources resolved so far: offset, who, kind."""
    referred: list[tuple[Person | Body, Span]] = field(default_factory=list)
    """Pronouns and nouns resolved to somebody."""


def cast_of(document: Document, said: Sequence[Said]) -> Cast:
    """The report's people and bodies, before any source is resolved."""
    found = people_of(document)
    people = [person for person in found if not is_body(document, person)]
    bodies = bodies_of(document, {span for person in people for span in person.spans})
    for person in found:
        if person not in people:
            for span in person.spans:
                bodies.add(document.text[slice(*span)], "organization", name_tokens(document, span), span)
    text = document.text
    quoted = sorted(s for row in said for s in row.content if text[s[0]] in "“\"‘'")
    cast = Cast(document, people, bodies, note_roles(document, people), note_bodies(document, bodies.all), quoted)
    beings: list[Person | Body] = [*people, *bodies.all]
    for being in beings:
        for span in being.spans:
            cast.mentioned.append((being, span))
            for at in document.words_in(span):
                cast.owner.setdefault(at, being)
    cast.mentioned.sort(key=lambda row: row[1])
    cast.starts = [span[0] for _, span in cast.mentioned]
    return cast


def as_speaker(being: Person | Body) -> Speaker:
    """The speaker kind of somebody known; a place that speaks is an organisation."""
    return Speaker(being, "person" if isinstance(being, Person) else "organization")


def mentions_before(cast: Cast, offset: int) -> list[tuple[Person | Body, Span]]:
    """The last `WINDOW` named mentions before `offset`, in order."""
    at = bisect_left(cast.starts, offset)
    return cast.mentioned[max(0, at - WINDOW) : at]


def sentence_index(document: Document, offset: int) -> int:
    """Number of the sentence that holds `offset`."""
    return max(0, bisect_right(document.sentences, (offset, len(document.text) + 1)) - 1)


def inside(spans: Sequence[Span], offset: int) -> bool:
    """Whether one of the sorted spans holds `offset`."""
    at = bisect_right(spans, (offset, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= offset < spans[at][1]
