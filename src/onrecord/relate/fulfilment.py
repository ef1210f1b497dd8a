"""Expectations that a later report, or the same one further on, tells to have been met or missed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord import lists
from onrecord.records import Expectation, Figure, Span, Spans
from onrecord.relate.links import Link, Reasons
from onrecord.relate.signals import (
    NEGATED,
    Signal,
    distance,
    explicit,
    happened,
    happening_day,
    negated,
    retold_still,
)
from onrecord.relate.telling import holds, link_to, names_met, telling_words
from onrecord.relate.terms import (
    KINDS,
    STRONG,
    Searched,
    Stretch,
    Taken,
    Token,
    Topic,
    inside,
    of_the_topic,
    searched,
    take_up,
    topic,
)
from onrecord.relate.view import Saying, View

LEAST = 0.55
"""Share of what is expected that a sentence takes up at least, if it tells the outcome by what happened."""
LEAST_SAID = 0.33
"""The same where it compares with what was expected: "a day later than planned"."""
NAMED = 0.15
"""What it adds that the sentence names the day on which it was due."""
WHOLE = 0.9
"""Share of a single own word that must be taken up where nothing but the day stands beside it."""
FEW, CLOSE = 3, 12
"""So few words must stand so close together to be told of one event."""
FEWEST = 2
ASIDE = re.compile(r",\s+(?:which|who|whose|where)\b[^,;.\n]{1,120},")
FORMS = {row[0]: row[1].split() for row in lists.table("onrecord.relate.data", "outcome_forms")}
"""Irregular forms of the verbs that have an opposite."""
OPPOSITE = {"met": "missed", "missed": "met"}


@dataclass(frozen=True, slots=True, eq=False)
class Awaited:
    """An expectation with what it is about; `against` when it says that something will not happen."""

    row: Expectation
    saying: Saying
    place: int
    topic: Topic
    against: bool


@lru_cache(maxsize=128)
def awaited_in(view: View) -> tuple[Awaited, ...]:
    """The report's expectations, without those whose words give no topic."""
    text = searched(view)
    found = []
    for row in view.expectations:
        saying = view.by_id.get(row.statement)
        sentence = text.at(saying.statement.content[0][0]) if saying else None
        if saying is None or sentence is None:
            continue
        content = saying.statement.content
        times = [time.span for time in saying.times]
        words = text.tokens_in(content)
        expected = [t for t in unconditional(words) if bears(t, times + asides(text, content))]
        aside: list[Token] = []
        if sum(map(of_the_topic, expected)) < FEWEST:
            around = [row.span for row in text.times.of((sentence.span,))]
            around += [*content, *saying.statement.source, *saying.statement.cue]
            before = text.sentences[sentence.place - 1].tokens if sentence.place else ()
            aside = [t for t in (*sentence.tokens, *before) if bears(t, around)]
        about = topic(expected, aside)
        if len(about.words) >= FEWEST:
            against = saying.statement.negated or not KINDS["unlikely"].isdisjoint(t.word for t in words)
            found.append(Awaited(row, saying, sentence.place, about, against))
    return tuple(found)


def unconditional(words: Sequence[Token]) -> Sequence[Token]:
    """The words before a condition: "unless the wind drops"."""
    stop = next((at for at, t in enumerate(words) if at > FEWEST and t.word in KINDS["unless"]), len(words))
    return words[:stop]


def asides(text: Searched, content: Spans) -> list[Span]:
    """Relative clauses between commas inside a content: "the barge, which draws two metres, …"."""
    return [found.span() for span in content for found in ASIDE.finditer(text.text, *span)]


def bears(token: Token, times: Sequence[Span]) -> bool:
    """Whether a word says what is expected, not when, nor that it is."""
    if token.word in KINDS["planned"] or token.word in KINDS["ahead"] or token.word in KINDS["day"]:
        return False
    return not inside(token.span[0], times)


def outcomes_told(older: View, younger: View) -> Iterator[Link]:
    """A link "met" or "missed" for each expectation of the older report whose outcome the younger one tells."""
    awaited = awaited_in(older)
    if not awaited or not younger.day:
        return
    text = searched(younger)
    for one, taken in zip(awaited, take_up((row.topic for row in awaited), searched(older), text), strict=False):
        found = candidates(one, taken, text, older is younger)
        best = max(found, key=lambda row: (row[0], -row[1].place), default=None)
        if best is not None:
            _, sentence, signal, reasons = best
            yield link_to(signal.kind, one.row.statement, text, sentence, taken, reasons)


def candidates(
    one: Awaited, taken: Taken, text: Searched, same: bool
) -> Iterator[tuple[float, Stretch, Signal, Reasons]]:
    """The sentences that tell the outcome, with how well they fit, what tells it, and why."""
    due = one.row.due
    if same and not (due and text.day and due <= text.day):
        return
    for sentence in text.sentences:
        share = float(taken.share[sentence.place])
        if share < LEAST_SAID:
            continue
        tokens = [t for t in taken.tokens(sentence) if not coming(t, sentence, text, one)]
        own = [t for t in taken.tokens(sentence, own=True) if t in tokens]
        named = due_named(due, sentence, text)
        if len(tokens) + named < FEWEST or all(t.named for t in own):
            continue
        share = min(1.0, share + NAMED * named)
        signal = said_so(one, sentence, own, text)
        own_place = same and sentence.place == one.place
        if signal is None and not own_place and share >= LEAST and enough(taken, sentence, named):
            news = [t for t in own if t.span[0] not in text.retold]
            sure = len(telling_words(taken, sentence, STRONG)) >= FEWEST
            signal = plain(one, sentence, news, text, sure)
        if signal is None:
            continue
        words = taken.words(sentence.place)
        reasons = [("topic", " ".join(words)), ("share", f"{share:.2f}"), ("told", signal.words)]
        if due and signal.day:
            reasons.append(("date", f"{due} | {signal.day}"))
        yield round(share + 0.2 * signal.compares, 4), sentence, signal, tuple(reasons)


def enough(taken: Taken, sentence: Stretch, named: bool) -> bool:
    """Whether a sentence without a comparison takes up enough: two words of its own, or all of one and the day."""
    own = telling_words(taken, sentence)
    whole = len(own) == 1 and named and float(taken.own[sentence.place]) >= WHOLE
    return (holds(taken, sentence) or whole) and names_met(taken, sentence)


def said_so(one: Awaited, sentence: Stretch, own: Sequence[Token], text: Searched) -> Signal | None:
    """What the sentence says of the expectation itself: comparisons, a plan given up, a state ended before its time."""
    if not own:
        return None
    due = one.row.due
    signal = (
        explicit(sentence, own, due, text) or retold_still(sentence, own, due, text) or lasted(one, sentence, own, text)
    )
    if signal and one.against and signal.kind == "missed":
        return Signal("met", signal.words, signal.day, signal.compares)
    return signal


def lasts(one: Awaited) -> bool:
    """Whether what is expected is that something lasts."""
    return not KINDS["held"].isdisjoint(word.lower() for word in one.saying.words)


def lasted(one: Awaited, sentence: Stretch, own: Sequence[Token], text: Searched) -> Signal | None:
    """That a state which was to last until the day due has ended before."""
    due, words = one.row.due, sentence.words
    if not due or not text.day or text.day >= due or not lasts(one):
        return None
    for at, word in enumerate(words):
        if (
            word in KINDS["ended"]
            and distance(at, sentence, own) <= CLOSE
            and KINDS["never"].isdisjoint(words[max(0, at - NEGATED) : at])
        ):
            return Signal("missed", word, text.day)
    return None


def plain(one: Awaited, sentence: Stretch, tokens: Sequence[Token], text: Searched, sure: bool) -> Signal | None:
    """What the sentence tells by what happened or did not; None where it gives another value of what was expected.

    Without a day only where it is `sure` that the same event is told.
    """
    figures = text.figures.of((sentence.span,))
    places = [at for at, token in enumerate(sentence.tokens) if token in tokens]
    if not places or (len(places) <= FEW and places[-1] - places[0] > CLOSE):
        return None
    if lasts(one) or not all(same_value(figure, figures) for figure in one.saying.figures):
        return None
    due = one.row.due
    signal = negated(sentence, tokens, due, text)
    if signal is None and (sure or happening_day(sentence, tokens, text)):
        signal = happened(sentence, tokens, due, one.saying.day, text)
    if signal and one.against != reversed_by(one, tokens):
        return Signal(OPPOSITE[signal.kind], signal.words, signal.day)
    return signal


def reversed_by(one: Awaited, tokens: Sequence[Token]) -> bool:
    """Whether what is told is the opposite of what was expected: "won" where losing was expected."""
    own = one.topic.words[: one.topic.size]
    told = {token.word for token in tokens}
    return any(opposed(a, b) for a in own if a not in told for b in sorted(told))


@cache
def opposites() -> frozenset[tuple[str, str]]:
    """Pairs of words that exclude one another, in both orders."""
    pairs = [(row[0], row[1]) for row in lists.table("onrecord.relate.data", "outcome_opposites")]
    return frozenset(pairs) | {(b, a) for a, b in pairs}


def opposed(a: str, b: str) -> bool:
    """Whether two words, in whatever form, exclude one another."""
    return any(is_form(a, x) and is_form(b, y) for x, y in opposites())


def is_form(word: str, base: str) -> bool:
    """Whether the word is a form of the verb."""
    if word == base or word in FORMS.get(base, ()):
        return True
    stem = base.removesuffix("e")
    return word in {base + "s", base + "es", stem + "ed", stem + "ing", base + base[-1] + "ed", base + base[-1] + "ing"}


def same_value(figure: Figure, told: Sequence[Figure]) -> bool:
    """Whether a figure expected is among those told, or none of these has its unit."""
    alike = [row for row in told if row.unit == figure.unit]
    return not alike or any((row.value, row.low, row.high) == (figure.value, figure.low, figure.high) for row in alike)


def due_named(due: str | None, sentence: Stretch, text: Searched) -> bool:
    """Whether the sentence names the day by which it must have happened, or its month or week."""
    if due is None:
        return False
    rows = (row for row in text.times.of((sentence.span,)) if row.type in {"DATE", "TIME"})
    return any(row.start and row.start[:10] <= due and (row.start[:10] == due or due < (row.end or "")) for row in rows)


def coming(token: Token, sentence: Stretch, text: Searched, one: Awaited) -> bool:
    """Whether the word belongs to what the report itself still expects: it stands behind a word of the future."""
    for row in text.view.expectations:
        saying = text.view.by_id.get(row.statement)
        if saying is None or saying is one.saying or (row.due and text.day and row.due < text.day):
            continue
        if inside(token.span[0], saying.statement.content):
            before = (t for t in sentence.tokens if t.span[0] < token.span[0])
            if any(t.word in KINDS["ahead"] for t in before) or row.due is None:
                return True
    return False
