"""The organisations and states of a report: every form of a name joined to the one it names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from onrecord.folding import fold
from onrecord.read.data import table
from onrecord.read.document import Document
from onrecord.read.phrases import word
from onrecord.records import Span

SMALL = frozenset(["of", "the", "and", "for", "on", "in", "to"])
MOST = 50
"""Most bodies that a name is compared with, and most forms of a name that are kept."""
LONGEST = 10
"""Most words of a name that is written out before its acronym."""


@dataclass(slots=True, eq=False)
class Body:
    """An organisation, or a place that speaks as one."""

    name: str
    kind: str
    """organization or place"""
    tokens: tuple[str, ...]
    ordered: tuple[str, ...] = ()
    """The tokens in one order (`canonical`)."""
    forms: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    seat: tuple[str, ...] = ()
    """What a common noun's name adds behind it: ("in", "brest") of "the police in Brest"."""


class Bodies:
    """The report's organisations, found by any of their forms."""

    def __init__(self) -> None:
        self.all: list[Body] = []
        self.by_tokens: dict[tuple[str, ...], Body] = {}
        self.by_word: dict[str, list[Body]] = {}
        self.by_last: dict[str, list[Body]] = {}

    def find(self, tokens: tuple[str, ...]) -> Body | None:
        """The body of this name: the same words, its initials, or how only one longer name begins or ends."""
        exact = self.by_tokens.get(tokens) or self.by_tokens.get(canonical(tokens))
        if exact is not None or not tokens:
            return exact
        longer = [
            body
            for body in self.by_word.get(tokens[0], [])[:MOST]
            for whole in (body.tokens, body.ordered)
            if whole[: len(tokens)] == tokens or whole[-len(tokens) :] == tokens
        ]
        return longer[0] if len(set(map(id, longer))) == 1 else None

    def find_seated(self, tokens: tuple[str, ...], seat: tuple[str, ...]) -> Body | None:
        """The body of a common noun's name; one known to sit elsewhere is another ("police in Brest", "in Metz")."""
        if not seat:
            return self.find(tokens)
        body = self.by_tokens.get((*tokens, *seat)) or self.by_tokens.get(canonical((*tokens, *seat)))
        if body is None:
            body = self.find(tokens)
            body = body if body is None or body.seat in ((), seat) else None
        return body

    def add(self, text: str, kind: str, tokens: tuple[str, ...], span: Span) -> Body:
        """Book a mention of a name; makes the body if it is new."""
        body = self.find(tokens)
        if body is None:
            body = self.new(text, kind, tokens)
        note(self, body, text, tokens, span)
        return body

    def add_seated(self, names: tuple[str, tuple[str, ...]], tokens: tuple[str, ...], span: Span) -> Body:
        """Book the first mention of a body named by a common noun: its whole name, what that adds, and the chunk."""
        text, seat = names
        body = self.new(text, "organization", tokens, seat)
        note(self, body, text, (*tokens, *seat), span)
        return body

    def new(self, text: str, kind: str, tokens: tuple[str, ...], seat: tuple[str, ...] = ()) -> Body:
        """A new body."""
        body = Body(text, kind, tokens, canonical((*tokens, *seat)), seat=seat)
        self.all.append(body)
        for token in {*tokens, *body.ordered}:
            self.by_word.setdefault(token, []).append(body)
        self.by_last.setdefault(tokens[-1], []).append(body)
        return body


def note(bodies: Bodies, body: Body, text: str, tokens: tuple[str, ...], span: Span) -> None:
    """Book a mention of the body under a name."""
    for key in (body.tokens, tokens, canonical(tokens), (initials(body.tokens),)):
        if key[0]:
            bodies.by_tokens.setdefault(key, body)
    body.spans.append(span)
    if len(body.forms) < MOST and text not in body.forms:
        body.forms.append(text)


@cache
def country_words() -> dict[str, str]:
    """Folded one-word names of countries and their people -> ISO 3166 code."""
    found: dict[str, str] = {}
    for code, name, *cells in table("place_countries"):
        for text in (name, *"|".join(cells[2:]).split("|")):
            if text and " " not in text:
                found.setdefault(fold(text), code)
    return found


def canonical(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words in one order: "Latvia's ministry of transport", "Latvian transport ministry"."""
    plain: list[str] = []
    for token in tokens:
        if token == "s" and plain and plain[-1].isupper():
            continue
        plain.append(country_words().get(token, token))
    at = next(
        (i for i, token in enumerate(plain[:-1]) if token in ("of", "in", "for") and plain[i + 1].isupper()), None
    )
    if at is not None and at + 2 == len(plain):
        plain = [plain[-1], *plain[:at]]
    for at in range(len(plain) - 2):
        if plain[at] in ("ministry", "department") and plain[at + 1] in ("of", "for"):
            plain = [*plain[:at], *(t for t in plain[at + 2 :] if t != "the"), plain[at]]
            break
    return tuple(plain)


def initials(tokens: tuple[str, ...]) -> str:
    """The initials of a name of three words or more, small words passed over: "who" of "world health organization"."""
    letters = "".join(t[0] for t in tokens if t not in SMALL)
    return letters if len(letters) >= 3 else ""


def name_tokens(document: Document, span: Span) -> tuple[str, ...]:
    """Folded words of a name, marks, a leading article and a final possessive left out."""
    tokens = [fold(word(document, at)) for at in document.words_in(span) if word(document, at)[0].isalnum()]
    if len(tokens) > 1 and tokens[0] in ("the", "a", "an"):
        tokens = tokens[1:]
    if len(tokens) > 1 and tokens[-1] == "s":
        tokens = tokens[:-1]
    return tuple(tokens)


def bodies_of(document: Document, taken: set[Span]) -> Bodies:
    """Organisations and places in order, longer names before their short forms; spans in `taken` are people's."""
    bodies = Bodies()
    named = [n for n in document.names if n.kind in ("organization", "place") and n.span not in taken]
    rows = [(name_tokens(document, n.span), n.span, n.kind) for n in named]
    rows += [(name_tokens(document, span), span, "organization") for span in written_out(document, rows)]
    for tokens, span, kind in sorted(rows, key=lambda row: (-len(row[0]), row[1])):
        text = " ".join(document.text[span[0] : span[1]].split()).removesuffix("’s").removesuffix("'s")
        if tokens and text:
            bodies.add(text, kind, tokens, span)
    for body in bodies.all:
        body.spans.sort()
    return bodies


def written_out(document: Document, rows: list[tuple[tuple[str, ...], Span, str]]) -> Iterator[Span]:
    """Names before their acronyms in brackets that the encoder found no name in: "Union of Bakers (UOB)"."""
    known = {span for _, span, _ in rows}
    for tokens, span, _ in rows:
        at = document.words_in(span).start
        if len(tokens) != 1 or len(tokens[0]) < 3 or at < 2 or document.lower[at - 1] != "(":
            continue
        letters = list(tokens[0])
        first = at - 1
        while letters and first > max(0, at - 1 - LONGEST):
            plain = document.lower[first - 1]
            if plain[0] == letters[-1] and (word(document, first - 1)[0].isupper() or plain in SMALL):
                letters.pop()
            elif plain not in SMALL:
                break
            first -= 1
        whole = document.words[first][0], document.words[at - 2][1]
        if not letters and first < at - 1 and whole not in known:
            yield whole
