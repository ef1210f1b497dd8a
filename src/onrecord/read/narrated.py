"""Estimates and expectations in the narrator's voice: "the ministry puts the loss at nine", "he is due to sail"."""

from collections.abc import Iterator, Sequence

from onrecord.read.document import Document
from onrecord.read.grammar import READABLE, Stretch, characters_of, stretch_of
from onrecord.read.notes import sentence_notes
from onrecord.read.quotations import Said
from onrecord.read.reporting import Clause, clause_ends, reporting_clause
from onrecord.records import Span

KINDS = frozenset({"put", "due"})
OPENERS = frozenset({";", ",", ":", "—", "–", "and", "but", "where"})
COVERED = 0.2
"""Share of a clause's words in other contents from which on it is known already."""


def with_narrated(document: Document, said: Sequence[Said]) -> list[Said]:
    """The attributions, and those that stand in no content: who puts a quantity at what, what is expected to happen."""
    known = covered(document, [span for row in said for span in row.content])
    cues = covered(document, [span for row in said for span in row.cue])
    found = list(said)
    for sentence in document.sentences:
        words = document.words_in(sentence)
        if len(words) > READABLE:
            continue
        notes = sentence_notes(document, sentence)
        if "narrated" not in notes:
            notes["narrated"] = list(narrated(stretch_of(document, words)))
        if not notes["narrated"]:
            continue
        s = stretch_of(document, words)
        for clause in notes["narrated"]:
            inside = [s.at[i] for begin, stop in clause.contents for i in range(begin, stop)]
            verb = s.at[clause.cue[1] - 1]
            if known[verb] or cues[verb] or sum(known[i] for i in inside) > COVERED * len(inside):
                continue
            source = characters_of(document, s, [clause.source] if clause.source else [])
            cue = characters_of(document, s, [clause.cue])
            found.append(Said(characters_of(document, s, clause.contents), source, cue))
    return found


def covered(document: Document, spans: Sequence[Span]) -> bytearray:
    """One byte a word: 1 where the word lies in one of `spans`."""
    marks = bytearray(len(document.words))
    for span in spans:
        inside = document.words_in(span)
        marks[inside.start : inside.stop] = b"\x01" * len(inside)
    return marks


def narrated(s: Stretch) -> Iterator[Clause]:
    """The clauses of `KINDS` in one sentence, in order."""
    if not any(word in {"at", "to", "by"} for word in s.plain):
        return
    ends, behind = clause_ends(s), 0
    for at in range(len(s)):
        if at < behind or (at and s.plain[at - 1] not in OPENERS):
            continue
        clause = reporting_clause(s, at, ends)
        if clause and clause.kind in KINDS and all(b > a for a, b in clause.contents):
            behind = clause.contents[-1][1]
            yield clause
