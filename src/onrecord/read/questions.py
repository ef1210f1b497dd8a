"""What a report says is not known, not told or not decided, and what it asks outright."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from onrecord.read.document import Document
from onrecord.read.notes import sentence_notes
from onrecord.read.question_patterns import (
    inquired,
    left_open,
    may_open,
    not_known,
    not_settled,
    not_told,
    phrased,
    unknown,
)
from onrecord.read.question_words import ASKING, LATE, Found, asked, suspects
from onrecord.read.stance_words import Token, tokens_in
from onrecord.records import Question, Span, Statement

LONGEST = 150
"""Most words of a sentence that is read; what is longer is a list or a table."""
SHORTEST_ASKED = 4
OPENING = 3
"""Words of a statement that tell whether it is an indirect question."""
LONGEST_PASSAGE = 400
"""Characters from cue to content beyond which the content alone is the passage."""
BREAKS = frozenset({";", ":", "—", "–", "(", "[", "…"})
QUOTES = frozenset('"“”„')
LIMITS = BREAKS | QUOTES
JOINING = frozenset({"and", "but", "or", "though", "although", "while", "because", "since", "as", "so", "yet", "nor"})
RESUMING = JOINING | {"which", "saying", "adding", "according", "he", "she", "they", "it", "said", "after", "with"}
CLOSING = frozenset(",.!?")
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
LEAST_CLAUSE = 3
MATCHERS = (phrased, unknown, not_settled, not_told, not_known, left_open, inquired)


def find_questions(document: Document, statements: Sequence[Statement]) -> list[Question]:
    """The report's open questions in order, without overlaps; linear in the length of the text.

    Each is a passage: the clause that says that something is not known, with the indirect question in it, or a
    sentence that asks. All are `open`: what answers them is a matter of other reports. Of `statements`, the
    report's, those count too that withhold an indirect question.
    """
    spans: list[Span] = []
    for sentence in document.sentences:
        direct = document.text[max(sentence[0], sentence[1] - 3) : sentence[1]].rstrip("\"”’')").endswith("?")
        words = document.words_in(sentence)
        if not direct and not suspects(document.lower[words.start : words.stop]):
            continue
        if len(words) > LONGEST:
            continue
        notes, at = sentence_notes(document, sentence), sentence[0]
        if "questions" not in notes:
            notes["questions"] = [(a - at, b - at) for a, b in open_in(tokens_in(document, sentence), direct)]
        spans.extend((a + at, b + at) for a, b in notes["questions"])
    spans = list(disjoint(spans))
    spans = list(disjoint([*spans, *apart(withheld(document, statements), spans)]))
    return [Question(report=document.report.id, span=span) for span in spans]


def withheld(document: Document, statements: Sequence[Statement]) -> Iterator[Span]:
    """What speakers will not say, where it is an indirect question, with the words that say so."""
    for row in statements:
        if row.act != "decline":
            continue
        opening = [document.lower[i] for i in islice(document.words_in(row.content[0]), OPENING)]
        if (not ASKING.isdisjoint(opening[:2]) or opening[:1] == ["if"]) and "to" not in opening:
            parts = sorted([*row.content, *row.cue])
            whole = parts[0][0], parts[-1][1]
            yield whole if whole[1] - whole[0] <= LONGEST_PASSAGE else row.content[0]


def apart(spans: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """Those of `spans` that touch none of `taken`, which are sorted and disjoint."""
    for start, end in spans:
        at = bisect_left(taken, end, key=lambda span: span[0])
        if not at or taken[at - 1][1] <= start:
            yield start, end


def disjoint(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans in order; of overlapping ones the first."""
    behind = 0
    for start, end in sorted(spans):
        if start >= behind:
            yield start, end
            behind = end


def open_in(tokens: Sequence[Token], direct: bool) -> Iterator[Span]:
    """What one sentence leaves open; `direct` tells whether it ends in a question mark."""
    if direct and (span := asked_outright(tokens)):
        yield span
    else:
        yield from passages(tokens)


def asked_outright(tokens: Sequence[Token]) -> Span | None:
    """The question that a sentence ends in, None for one that only asks for assent ("isn't it?") or is a scrap."""
    last = max(i for i, token in enumerate(tokens) if token.word == "?")
    first = next((i + 1 for i in range(last - 1, -1, -1) if tokens[i].word in QUOTES | BREAKS | {"?"}), 0)
    words = [token for token in tokens[first:last] if not token.mark]
    if len(words) < SHORTEST_ASKED or not asked(tokens[first:last]):
        return None
    return tokens[first].start, tokens[last].end


def passages(tokens: Sequence[Token]) -> Iterator[Span]:
    """The passages of one sentence that leave something open."""
    behind = 0
    for i in range(len(tokens)):
        if i < behind or not may_open(tokens[i].word):
            continue
        found = next((f for match in MATCHERS if (f := match(tokens, i))), None)
        if found is None:
            continue
        first, stop = beginning(tokens, found, behind), ending(tokens, found)
        if stop - first >= LEAST_CLAUSE:
            yield tokens[first].start, tokens[stop - 1].end
            behind = stop


def beginning(tokens: Sequence[Token], found: Found, behind: int) -> int:
    """Where the clause of the finding begins: behind the last mark or joining word before it."""
    at = found.first
    while at > behind:
        token = tokens[at - 1]
        if token.word in LIMITS or (token.word == "," and not fronted(tokens, at, found, behind)):
            break
        if token.word in {"that", "but", "although", "though"} and at < found.first:
            break
        if token.word in {"and", "or"} and at < found.first and any(t.tag in FINITE for t in tokens[behind:at]):
            break
        at -= 1
    while at < found.first and (tokens[at].word in JOINING or tokens[at].mark):
        at += 1
    return at


def fronted(tokens: Sequence[Token], comma: int, found: Found, behind: int) -> bool:
    """Whether the comma stands inside a question that comes first: "Who, if anyone, paid is not known"."""
    for i in range(comma - 2, behind - 1, -1):
        if tokens[i].word in BREAKS:
            return False
        if tokens[i].word in ASKING or (tokens[i].word == "if" and i == behind):
            return found.asks is None and (i == behind or tokens[i - 1].mark or tokens[i - 1].word in JOINING)
    return False


def ending(tokens: Sequence[Token], found: Found) -> int:
    """Where the finding's clause ends: before the next clause that is not part of the question, else the sentence."""
    begin = found.stop if found.asks is None else found.asks + 1
    seen = found.asks is None
    for i in range(begin, len(tokens)):
        token = tokens[i]
        if token.word in BREAKS and i > begin:
            return i
        if token.word in QUOTES and i > begin and tokens[i - 1].word in CLOSING:
            return i
        if token.tag in FINITE:
            seen = True
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.word == "," and seen and following and closes(following, i - begin):
            return i
    return len(tokens) - 1 if tokens[-1].word in LATE else len(tokens)


def closes(following: Token, length: int) -> bool:
    """Whether the word behind a comma opens something else than the question."""
    return following.word in RESUMING or following.tag in {"PRP", "VBG"} or (length > 1 and following.word == "the")
