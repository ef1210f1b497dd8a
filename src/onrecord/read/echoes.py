"""Claims that another made before: "She denied that it rained, as Rut Aasen had claimed" reports two statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.read.decode import WordRange
from onrecord.read.document import Document
from onrecord.read.grammar import READABLE, Stretch, characters_of, full_phrase, stretch_of, verb_group
from onrecord.read.quotations import Said
from onrecord.read.reporting import words_of
from onrecord.read.stance_words import base_form
from onrecord.records import Span

TAIL = 6
"""Words between the verb of the as-clause and the mark that closes it, at most."""
CLOSING = frozenset({",", ".", ";"})


@dataclass(frozen=True, slots=True)
class Aside:
    """An as-clause: the offsets of the comma before it and of its end; its source and cue, without a content."""

    start: int
    end: int
    other: Said


def with_echoes(document: Document, said: Sequence[Said]) -> list[Said]:
    """The attributions; a content behind its cue that ", as somebody had said" closes ends there and is theirs too."""
    asides = [aside for sentence in document.sentences for aside in asides_in(document, sentence)]
    found: list[Said] = []
    at = 0
    for row in sorted(said, key=lambda row: row.content[-1] if row.content else (0, 0)):
        while at < len(asides) and row.content and asides[at].start <= row.content[-1][0]:
            at += 1
        found.extend(echoed(document, row, asides[at]) if at < len(asides) else [row])
    return found


def asides_in(document: Document, sentence: Span) -> list[Aside]:
    """The as-clauses of a sentence, in order."""
    words = document.words_in(sentence)
    if len(words) > READABLE or "as" not in document.lower[words.start : words.stop]:
        return []
    s = stretch_of(document, words)
    found = []
    for at in range(1, len(s) - 2):
        parts = as_clause(s, at) if s.plain[at] == "as" and s.plain[at - 1] == "," else None
        if parts:
            source, cue, stop = parts
            other = Said((), characters_of(document, s, [source]), characters_of(document, s, [cue]))
            found.append(Aside(document.words[s.at[at - 1]][0], document.words[s.at[stop - 1]][1], other))
    return found


def as_clause(s: Stretch, at: int) -> tuple[WordRange, WordRange, int] | None:
    """Source, cue and end of "as somebody had said" at `at`, closed by a mark or the sentence; None where none is."""
    bare, full = full_phrase(s, at + 1)
    for stop in dict.fromkeys((bare, full)):
        group = verb_group(s, stop) if stop > at + 1 else None
        if group is None or group.passive or base_form(s.word(group.verb)) not in words_of("that") | {"tell"}:
            continue
        behind = range(group.verb + 1, min(len(s), group.verb + 2 + TAIL))
        end = next((i for i in behind if s.plain[i] in CLOSING), len(s) if behind.stop == len(s) else None)
        if end is not None:
            return (at + 1, bare), (group.first, group.verb + 1), end
    return None


def echoed(document: Document, row: Said, aside: Aside) -> list[Said]:
    """The row up to the as-clause and the other's statement of the same; the row alone where the clause is not its."""
    if not row.content or not row.cue or row.cue[0][0] > row.content[-1][0]:
        return [row]
    begin, end = row.content[-1]
    reaches = begin < aside.start <= end + 1 and end <= aside.end
    if not reaches or document.sentence_at(begin) != document.sentence_at(aside.start):
        return [row]
    content = (*row.content[:-1], (begin, min(end, aside.start)))
    return [replace(row, content=content), replace(aside.other, content=content)]
