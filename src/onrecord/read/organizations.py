"""The organisations and states of a report: every form of a name joined to the one it names."""

from dataclasses import dataclass, field

from onrecord.folding import fold
from onrecord.read.document import Document
from onrecord.read.phrases import word
from onrecord.records import Span

SMALL = frozenset(["of", "the", "and", "for", "on", "in", "to"])


@dataclass(slots=True, eq=False)
class Body:
    """An organisation, or a place that speaks as one."""

    name: str
    kind: str
    """organization or place"""
    tokens: tuple[str, ...]
    forms: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


class Bodies:
    """The report's organisations, found by any of their forms."""

    def __init__(self) -> None:
        self.all: list[Body] = []
        self.by_tokens: dict[tuple[str, ...], Body] = {}
        self.by_word: dict[str, list[Body]] = {}

    def find(self, tokens: tuple[str, ...]) -> Body | None:
        """The body of this name: the same words, its initials, or how only one longer name begins or ends."""
        exact = self.by_tokens.get(tokens)
        if exact is not None or not tokens:
            return exact
        longer = [
            body
            for body in self.by_word.get(tokens[0], [])[:50]
            if body.tokens[: len(tokens)] == tokens or body.tokens[-len(tokens) :] == tokens
        ]
        return longer[0] if len(longer) == 1 else None

    def add(self, text: str, kind: str, tokens: tuple[str, ...], span: Span) -> Body:
        """Book a mention of a name; makes the body if it is new."""
        body = self.find(tokens)
        if body is None:
            body = Body(text, kind, tokens)
            self.all.append(body)
            for token in set(tokens):
                self.by_word.setdefault(token, []).append(body)
        for key in (tokens, (initials(body.tokens),)):
            if key[0]:
                self.by_tokens.setdefault(key, body)
        body.spans.append(span)
        if text not in body.forms:
            body.forms.append(text)
        return body


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
    rows = [(name_tokens(document, n.span), n) for n in named]
    for tokens, name in sorted(rows, key=lambda row: (-len(row[0]), row[1].span)):
        text = " ".join(document.text[name.span[0] : name.span[1]].split()).removesuffix("’s").removesuffix("'s")
        if tokens and text:
            bodies.add(text, name.kind, tokens, name.span)
    for body in bodies.all:
        body.spans.sort()
    return bodies
