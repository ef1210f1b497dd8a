"""The people and bodies of a report and where they are mentioned: what sources are resolved against."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.folding import fold
from onrecord.read.document import Document
from onrecord.read.genders import settle_genders
from onrecord.read.name_kinds import settled
from onrecord.read.organizations import Bodies, Body, bodies_of, name_tokens
from onrecord.read.people import Person, people_of
from onrecord.read.quotations import Said
from onrecord.read.roles import is_body, known_surroundings, note_bodies, note_roles
from onrecord.records import Span, Spans

WINDOW = 40
"""Most mentions looked back through for a pronoun."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the person or body, or None when unnamed, and the speaker kind."""

    who: Person | Body | None
    kind: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """One source that has been resolved: where it begins, who it is, its content, and what attribution relays it."""

    at: int
    who: Person | Body | None
    kind: str
    content: Spans = ()
    within: int | None = None

    def holds(self, offset: int) -> bool:
        """Whether `offset` lies in the content."""
        return any(start <= offset < end for start, end in self.content)


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
    spoke: list[Spoke] = field(default_factory=list)
    """Sources resolved so far."""
    within: Sequence[int | None] = ()
    """For each attribution the one that relays it."""
    now: int = 0
    """The attribution that is being resolved."""
    referred: list[tuple[Person | Body, Span]] = field(default_factory=list)
    """Pronouns and nouns resolved to somebody."""
    surnames: dict[str, list[Person]] = field(default_factory=dict)
    """Last word of a name -> the people who bear it."""
    cores: dict[tuple[str, ...], Person] = field(default_factory=dict)
    """The words of a name -> the first who bears it."""
    called: dict[str, list[tuple[int, Person]]] = field(default_factory=dict)
    """Word of a role -> (first mention, person), in order."""

    introduced: dict[str, int] = field(default_factory=dict)
    """Role noun -> where "a …" with it stands first; filled when it is first asked for."""
    speaking: set[int] = field(default_factory=set)
    """id() of the people whose names stand in sources."""

    def add_person(self, person: Person) -> None:
        """Take in a person, to be found by name and by role."""
        self.people.append(person)
        self.surnames.setdefault(person.core[-1], []).append(person)
        self.cores.setdefault(person.core, person)
        for word in {fold(word) for role in person.roles for word in role.split()}:
            self.called.setdefault(word, []).append((person.spans[0][0], person))


def cast_of(document: Document, said: Sequence[Said]) -> Cast:
    """The report's people and bodies, before any source is resolved."""
    read, document = document, settled(document)
    known_surroundings(document).update(known_surroundings(read))
    found = people_of(document)
    people: list[Person] = []
    others: list[Person] = []
    for person in found:
        (others if is_body(document, person) else people).append(person)
    bodies = bodies_of(document, {span for person in people for span in person.spans})
    for person in others:
        for span in person.spans:
            bodies.add(document.text[slice(*span)], "organization", name_tokens(document, span), span)
    text = document.text
    quoted = sorted(s for row in said for s in row.content if text[s[0]] in "“\"‘'")
    roles = note_roles(document, people)
    settle_genders(document, people)
    cast = Cast(document, [], bodies, roles, note_bodies(document, bodies.all), quoted)
    for person in people:
        cast.add_person(person)
    beings: list[Person | Body] = [*people, *bodies.all]
    for being in beings:
        for span in being.spans:
            cast.mentioned.append((being, span))
            for at in document.words_in(span):
                cast.owner.setdefault(at, being)
    sources = {at for row in said for span in row.source[:1] for at in document.words_in(span)}
    cast.speaking.update(id(being) for at, being in cast.owner.items() if at in sources)
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


def lately(cast: Cast, offset: int, most: int) -> list[Spoke]:
    """The last sources resolved before the one at hand, at `offset`, the latest first, at most `most` looked through.

    What somebody else relays ("she said a guard had told her …") has been heard only inside that attribution, and by
    whoever is quoted further on.
    """
    if inside(cast.quoted, offset):
        return cast.spoke[: -most - 1 : -1]
    around: set[int | None] = {None}
    at = cast.within[cast.now] if cast.within else None
    while at is not None and at not in around:
        around.add(at)
        at = cast.within[at]
    return [row for row in cast.spoke[: -most - 1 : -1] if row.within in around]


def sentence_index(document: Document, offset: int) -> int:
    """Number of the sentence that holds `offset`."""
    return max(0, bisect_right(document.sentences, (offset, len(document.text) + 1)) - 1)


def paragraph_index(document: Document, offset: int) -> int:
    """Number of the paragraph that holds `offset`."""
    return max(0, bisect_right(document.paragraphs, (offset, len(document.text) + 1)) - 1)


def inside(spans: Sequence[Span], offset: int) -> bool:
    """Whether one of the sorted spans holds `offset`."""
    at = bisect_right(spans, (offset, 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= offset < spans[at][1]
