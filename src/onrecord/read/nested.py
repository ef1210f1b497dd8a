"""Statements inside statements: "she said the company had told her that …" relays what the company told her."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.read.decode import WordRange
from onrecord.read.document import Document
from onrecord.read.grammar import READABLE, Stretch, characters_of, noun_phrase, stretch_of
from onrecord.read.quotations import Said
from onrecord.read.reporting import Clause, clause_ends, noun_clause, predicate, reporting_clause, words_of
from onrecord.read.stance_words import base_form
from onrecord.records import Span, Spans

OPENERS = frozenset({";", ",", ":", "and", "but", "that", "whether", "because", "while", "though", "—", "–"})
MARKS = frozenset('“„«"‘')
CLOSING = frozenset('”"»’')
ADDRESSING = frozenset({"told", "told by", "bid", "heard"})
OWN = frozenset({"i", "we"})
BY_BASE = ("bid", "told", "mean", "put", "that", "mind")
"""Classes of `link_verbs.tsv` whose words stand in their base form."""
ASKERS = frozenset({"WP", "WDT"})


def with_relayed(document: Document, said: Sequence[Said]) -> list[Said]:
    """The attributions and, behind each, those that its content relays.

    What the speaker himself thinks, plans or says ("she said she hoped") is no relayed statement: a pronoun counts
    as another speaker only where somebody is told something or, in a quotation, where it is not the first person.
    """
    found: list[Said] = []
    for row in said:
        found.append(row)
        quoted = bool(row.content) and document.text[row.content[0][0]] in MARKS
        found.extend(relayed(document, row, quoted))
    return found


def relayed(document: Document, row: Said, quoted: bool) -> Iterator[Said]:
    """The statements inside one row's content."""
    for sentence in by_sentence(document, row.content):
        if len(sentence) > READABLE or not any(reports(document.lower[i]) for i in sentence):
            continue
        s = stretch_of(document, sentence)
        for clause in clauses_in(s, quoted):
            content = characters_of(document, s, [unquoted(s, part) for part in clause.contents])
            if content != row.content:
                source = characters_of(document, s, [clause.source] if clause.source else [])
                yield Said(content, source, characters_of(document, s, [clause.cue]))


def by_sentence(document: Document, content: Spans) -> Iterator[list[int]]:
    """The indices of a content's words, sentence by sentence; what lies behind a sentence counts to it."""
    held, known = list[int](), None
    for span in content:
        words = document.words_in(span)
        at = words.start
        while at < words.stop:
            number = bisect_right(document.sentences, (document.words[at][0], len(document.text) + 1))
            following = document.sentences[number : number + 1]
            stop = min(words.stop, bisect_left(document.starts, following[0][0])) if following else words.stop
            if known not in {None, number}:
                yield held
                held = []
            held, known = [*held, *range(at, stop)], number
            at = stop
    if held:
        yield held


@lru_cache(maxsize=1 << 14)
def reports(word: str) -> bool:
    """Whether a relaying clause can be told by this word, in lower case: without one of them a sentence has none."""
    base = base_form(word)
    by_form = word in words_of("heard") or word in words_of("due") or word.removesuffix("s") in words_of("noun")
    return by_form or any(base in words_of(kind) for kind in BY_BASE)


def unquoted(s: Stretch, part: WordRange) -> WordRange:
    """The range without the comma or mark at its end that closes a quotation opened before it."""
    begin, end = part
    if s.plain[end - 1] in CLOSING and not any(s.plain[i] in MARKS for i in range(begin, end - 1)):
        end -= 1
        end -= end > begin + 1 and s.plain[end - 1] == ","
    return (begin, end) if end > begin else part


def clauses_in(s: Stretch, quoted: bool) -> Iterator[Clause]:
    """The relaying clauses of one sentence of a content, in order, none inside the words right behind another's cue."""
    ends, behind = clause_ends(s), 0
    subject: Span | None = None
    for at in range(len(s)):
        opening = at == 0 or s.plain[at - 1] in OPENERS or s.plain[at - 1] in MARKS
        if not opening or at < behind:
            continue
        clause = reporting_clause(s, at, ends)
        if clause is None and subject is not None and s.word(at - 1) in {"and", "but"}:
            clause = predicate(s, subject, at, ends)
        if clause is None and at == (s.word(0) == "that"):
            clause = noun_clause(s, at, ends)
        stop = noun_phrase(s, at)
        if stop > at:
            subject = subject or (at, stop)
        if clause and all(b > a for a, b in clause.contents) and counts(s, clause, quoted):
            behind = clause.contents[-1][0]
            yield clause


def counts(s: Stretch, clause: Clause, quoted: bool) -> bool:
    """Whether somebody else speaks in the clause than in the content that holds it."""
    first, tag = s.word(clause.subject[0]), s.tag(clause.subject[0])
    if clause.kind in {"noun", "heard", "told by"}:
        return True
    if tag in ASKERS and first != "who":
        return False
    if tag not in {"PRP", "EX", "WP"}:
        return not quoted or clause.kind in ADDRESSING | {"that", "due"}
    if clause.kind == "told":
        return first not in OWN or clause.cue[1] - clause.cue[0] == 1
    return quoted and first not in OWN and clause.kind in {"that", "bid"} and tag == "PRP"


def holders(said: Sequence[Said]) -> list[int | None]:
    """For each attribution the index of the innermost other one whose content holds its cue and its content."""
    spans = sorted((start, -end, i) for i, row in enumerate(said) for start, end in row.content)
    asked = sorted((row.cue[0][0], i) for i, row in enumerate(said) if row.cue and row.content)
    found: list[int | None] = [None] * len(said)
    around: list[tuple[int, int]] = []
    at = 0
    for place, i in asked:
        while at < len(spans) and spans[at][0] <= place:
            while around and around[-1][0] <= spans[at][0]:
                around.pop()
            around.append((-spans[at][1], spans[at][2]))
            at += 1
        while around and around[-1][0] <= place:
            around.pop()
        found[i] = next((k for end, k in reversed(around) if end > place and k != i and covers(said[k], said[i])), None)
    return found


def covers(outer: Said, inner: Said) -> bool:
    """Whether the outer content reaches further than the inner one, and as far on the other side."""
    around, within = extent(outer), extent(inner)
    return around != within and around[0] <= within[0] and within[1] <= around[1]


def extent(row: Said) -> Span:
    """From the content's first character to its last."""
    return row.content[0][0], row.content[-1][1]
