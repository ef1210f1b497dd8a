"""The stance of a statement: what its speaker does, how surely and by which words, how it is quoted, and when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.read.acts import WITHHELD, Reported, act_of, attitude
from onrecord.read.certainty import Hedge, cue_level, hedge_at, hedge_of, seeming
from onrecord.read.clauses import SUBJECTS, Clause, main_clause, sentences_of
from onrecord.read.data import word_list
from onrecord.read.document import Document
from onrecord.read.modes import mode_of
from onrecord.read.notes import sentence_notes
from onrecord.read.occasions import Saying, days_said
from onrecord.read.said_on import times_between
from onrecord.read.stance_words import MODALS, NEGATORS, Token, base_form, bases, tokens_in
from onrecord.records import Span, Spans, Time

BEFORE_CUE = 6
"""Words before a cue among which its auxiliaries and negations stand."""
LEFT = 25
"""Words before "or say" among which the negation that it shares is looked for."""
GAP = 8
"""Words between cue and content that are read as belonging to either."""
OPENING = 40
"""Words of a content that its act is judged by."""
READ = 400
"""Words of a content that certainty and negation are judged by."""
KNOWING = frozenset({"know", "known", "establish", "determine", "learn", "find", "identify"})
SOON = frozenset({"then", "soon", "shortly"})
NOBODY = frozenset({"nobody", "neither", "none", "noone"})
PAPERS = word_list("speaker_nouns_document") | {"count", "tally", "memorandum", "review"}
HELPERS = (
    MODALS | NEGATORS | {"be", "have", "do", "yet", "to", "longer", "now", "also", "still", "or", "so", "far", "unable"}
)


@dataclass(frozen=True, slots=True)
class Stance:
    """One statement's act, certainty, negation, mode, date of saying (ISO 8601, None if not dated) and hedge.

    `hedge` are the spans of the words that give the certainty, in the content, in the cue or between them; none for
    "stated".
    """

    act: str
    certainty: str
    negated: bool
    said_on: str | None
    mode: str
    hedge: Spans = ()


def stances_of(document: Document, sayings: Sequence[Saying], times: Sequence[Time]) -> list[Stance]:
    """The stance of each saying of a report; words: `records.ACTS`, `CERTAINTIES`, `MODES`.

    `times` are the report's time expressions in order of their spans.
    """
    days = days_said(document, sayings, times)
    return [stance_of(document, s, day, times) for s, day in zip(sayings, days, strict=True)]


def stance_of(document: Document, saying: Saying, day: str | None, times: Sequence[Time]) -> Stance:
    """The stance of one saying of that day, which depends on the sayings around it."""
    dated = holds_time(saying.content, times)
    sentence = document.sentence_at(saying.content[0][0])
    parts = (saying.content, saying.source, saying.cue)
    mode = mode_of(document, saying.content, saying.cue)
    if not all(sentence[0] <= start and end <= sentence[1] for spans in parts for start, end in spans):
        return worded(document, saying, dated, day, mode)
    # What stands in one sentence is judged by its words alone.
    notes, at = sentence_notes(document, sentence), sentence[0]
    key = ("stance", dated, *(moved(spans, -at) for spans in parts))
    if key not in notes:
        found = worded(document, saying, dated, None, "")
        notes[key] = replace(found, hedge=moved(found.hedge, -at))
    noted: Stance = notes[key]
    return replace(noted, said_on=day, mode=mode, hedge=moved(noted.hedge, at))


def worded(document: Document, saying: Saying, dated: bool, day: str | None, mode: str) -> Stance:
    """The stance of a saying, with act, certainty and negation read from its words."""
    words = content_tokens(document, saying.content)
    reported = reported_words(document, saying.content, saying.source, saying.cue, words)
    act = act_of(reported)
    hedge, negated = assertion(words, reported, act, dated)
    level, spans = (hedge.level, hedge.spans) if hedge else ("stated", ())
    return Stance(act, level, negated, day, mode, spans)


def moved(spans: Spans, by: int) -> Spans:
    """The spans `by` characters further on."""
    return tuple((start + by, end + by) for start, end in spans)


def content_tokens(document: Document, content: Spans) -> list[Token]:
    """The first `READ` words of the content."""
    found: list[Token] = []
    for start, end in content:
        inside = document.words_in((start, end))
        if not inside:
            continue
        last = min(inside.stop, inside.start + READ - len(found)) - 1
        found.extend(tokens_in(document, (start, document.words[last][1])))
        if len(found) >= READ:
            break
    return found


def reported_words(document: Document, content: Spans, source: Spans, cue: Spans, words: Sequence[Token]) -> Reported:
    """The words that the act is read from."""
    if not cue:
        return Reported((), 0, (), tuple(words[:OPENING]))
    own = [token for span in cue for token in tokens_in(document, span)]
    before = helpers_before(document, cue[0], [*content, *source])
    gap = words_between(document, cue[-1][1], content[0][0])
    named = [token.word for span in source for token in tokens_in(document, span)]
    return Reported(
        (*before, *own),
        len(before),
        tuple(gap),
        tuple(words[:OPENING]),
        source_negated=bool(named) and (named[0] in NOBODY or named[:2] == ["no", "one"]),
        document=any(word in PAPERS for word in named[:8]),
        asks=all(token.mark for token in own) and any(token.word == "?" for token in words),
    )


def helpers_before(document: Document, cue: Span, taken: Sequence[Span]) -> list[Token]:
    """The auxiliaries, negations and adverbs that stand right before the cue, outside the spans `taken`."""
    at = document.words_in((cue[0], cue[1])).start
    begin = max(document.words_in(document.sentence_at(cue[0])).start, at - 3 * BEFORE_CUE)
    begin = next((i for i in range(at - 1, begin - 1, -1) if inside_any(document.words[i], taken)), begin - 1) + 1
    if begin >= at:
        return []
    tokens = tokens_in(document, (document.words[begin][0], document.words[at - 1][1]))[-BEFORE_CUE:]
    start = len(tokens)
    while start and helps(tokens[start - 1]):
        start -= 1
    if start < len(tokens) and tokens[start].word in {"or", "nor"} and withheld_before(document, cue[0]):
        return [Token("not", cue[0], cue[0], "RB")]
    return tokens[start:]


def withheld_before(document: Document, at: int) -> bool:
    """Whether the sentence up to `at` holds "would not", "declined" or the like within `LEFT` words."""
    first = max(
        document.words_in((document.sentence_at(at)[0], at)).start, document.words_in((at, at + 1)).start - LEFT
    )
    words = bases(tokens_in(document, (document.words[first][0], at)))
    return any(w in {"decline", "refuse"} or (w == "not" and i and words[i - 1] in MODALS) for i, w in enumerate(words))


def helps(token: Token) -> bool:
    """Whether a word can stand between a subject and its reporting verb."""
    return base_form(token.word) in HELPERS or token.word.endswith("ly")


def inside_any(word: Span, spans: Sequence[Span]) -> bool:
    """Whether the word lies in one of `spans`."""
    return any(start <= word[0] and word[1] <= end for start, end in spans)


def words_between(document: Document, start: int, end: int) -> list[Token]:
    """The words from `start` to `end` in one sentence, none if they are more than `GAP`."""
    if end <= start:
        return []
    inside = document.words_in((start, end))
    if len(inside) > GAP or document.sentence_at(start)[1] < end:
        return []
    return tokens_in(document, (start, end))


def holds_time(content: Spans, times: Sequence[Time]) -> bool:
    """Whether a time expression stands in the content."""
    return any(True for start, end in content for _ in times_between(times, start, end))


def assertion(words: Sequence[Token], reported: Reported, act: str, deadline: bool) -> tuple[Hedge | None, bool]:
    """Hedge and negation of what is asserted."""
    if act in {"decline", "ask"}:
        return None, False
    reporting = (*reported.cue[max(0, reported.core - 3) :], *reported.gap)
    hedge = cue_level(reporting) or not_known(reported, act)
    sentences = sentences_of(words)
    first = sentences[0] if sentences else []
    opener = attitude(first)
    doubted = opener is not None and opener[1]
    clause = main_clause(first[opener[2] :] if opener else first)
    hedge = hedge or hedge_of(clause, deadline or bool(SOON & {t.word for t in first})) or seeming(reporting)
    if hedge is None and act not in {"deny", "confirm"}:
        hedge = doubted_level(act, reported) or opener_level(first, opener)
    return hedge, negates(clause, hedge) or doubted


def negates(clause: Clause, hedge: Hedge | None) -> bool:
    """Whether the assertion is negated: the "not" of "cannot rule out" and "not impossible" makes it possible."""
    if hedge is None or hedge.level != "possible":
        return clause.negated
    outside = tuple(t for t in clause.tokens if not any(a <= t.start and t.end <= b for a, b in hedge.spans))
    verb = clause.verb if clause.verb is None else min(clause.verb, len(outside))
    return replace(clause, tokens=outside, verb=verb).negated


def not_known(reported: Reported, act: str) -> Hedge | None:
    """The hedge of a speaker who cannot say or does not know ("could not say", "has yet to establish"), or None."""
    if not reported.negated or act != "say":
        return None
    helpers = {t.word for t in reported.cue}
    if not (WITHHELD | KNOWING) & set(bases((*reported.cue[reported.core :], *reported.opening[:2]))):
        return None
    if {"could", "can", "unable", "able", "know", "known"} & helpers or {"yet", "to"} <= helpers:
        return hedge_at("unknown", reported.cue)
    return None


def opener_level(words: Sequence[Token], opener: tuple[str, bool, int] | None) -> Hedge | None:
    """The hedge of "they suspected", "she strongly suspects", "he doubts" or "we do not expect" at the head."""
    if opener is None:
        return None
    head = words[: opener[2]]
    hedging = [t for t in head if t.word not in SUBJECTS]
    if opener[1]:
        return hedge_at("unlikely", hedging)
    verb = base_form(head[-1].word)
    if verb == "suspect":
        return hedge_at("very_likely" if "strongly" in {t.word for t in head} else "likely", hedging)
    return hedge_at("unlikely", hedging) if verb == "doubt" else None


def doubted_level(act: str, reported: Reported) -> Hedge | None:
    """The hedge of what is doubted, not expected or only suspected."""
    bases = {base_form(t.word) for t in reported.cue}
    disbelief = reported.negated and {"believe", "think", "expect", "convince", "persuade"} & bases
    if act == "doubt" and ({"doubt", "doubtful", "skeptical", "sceptical"} & bases or disbelief):
        return hedge_at("unlikely", reported.cue)
    if act in {"expect", "believe"} and reported.negated and {"expect", "anticipate", "think"} & bases:
        return hedge_at("unlikely", reported.cue)
    if act != "believe" or "suspect" not in bases:
        return None
    return hedge_at("very_likely" if "strongly" in bases else "likely", reported.cue)
