"""What tells in a sentence that something expected has come to pass or not: comparisons, negations, dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.relate.data import word_list
from onrecord.relate.terms import KINDS, Searched, Stretch, Token

PAST = word_list("outcome_past")
NEAR = 9
"""Words between a comparison and the nearest word of the topic, at most."""
PLAN = 8
"""Words from "as" or "than" to the plan, at most."""
REACH = 5
"""Words before the first word of the topic that can still belong to it: auxiliaries."""
NEGATED = 4
"""Words from a negation to the word that it negates, at most."""
LATER = frozenset({"later", "longer", "less", "fewer", "worse", "lower", "late"})
SOONER = frozenset({"sooner", "earlier", "faster", "quicker", "better"})
UNITS = frozenset({"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "minutes"})
PHRASES = (["gave", "up"], ["given", "up"], ["called", "off"], ["ruled", "out"])
BREAKS = frozenset(",;:()—–")


@dataclass(frozen=True, slots=True)
class Signal:
    """How it ended (`met` or `missed`), the words that tell it, the ISO date told; whether they compare."""

    kind: str
    words: str
    day: str | None = None
    compares: bool = False


def span_of(sentence: Stretch, tokens: Sequence[Token]) -> tuple[int, int]:
    """Numbers of the first and the last of `tokens` among the words of the sentence."""
    places = {token.span[0]: at for at, token in enumerate(sentence.tokens)}
    return places[tokens[0].span[0]], places[tokens[-1].span[0]]


def distance(at: int, sentence: Stretch, tokens: Sequence[Token]) -> int:
    """Words between the one at `at` and the nearest of `tokens`."""
    begins = {token.span[0] for token in tokens}
    return min(abs(at - i) for i, token in enumerate(sentence.tokens) if token.span[0] in begins)


def unbroken(sentence: Stretch, first: int, last: int, text: Searched) -> bool:
    """Whether no mark parts the words from `first` to `last`."""
    between = text.text[sentence.tokens[first].span[1] : sentence.tokens[last].span[0]]
    return BREAKS.isdisjoint(between)


def explicit(sentence: Stretch, tokens: Sequence[Token], due: str | None, text: Searched) -> Signal | None:
    """What the sentence says of a plan near the topic: "as promised", "a day late", "dropped its plan to"."""
    words = sentence.words
    early = due is not None and text.day is not None and text.day < due
    for at in range(len(words)):
        signal = compared(sentence, at, text)
        if signal and signal.kind == "missed" and early:
            signal = None
        signal = signal or given_up(words, at, tokens)
        if signal and distance(at, sentence, tokens) <= NEAR:
            return signal
    return None if early else disappointed(sentence, tokens)


def compared(sentence: Stretch, at: int, text: Searched) -> Signal | None:
    """A comparison with what was planned that begins at the word `at`."""
    word = sentence.tokens[at].word
    if word in {"as", "than"}:
        return with_the_plan(sentence, at, text)
    return with_the_clock(sentence.words, at)


def with_the_plan(sentence: Stretch, at: int, text: Searched) -> Signal | None:
    """ "As planned", "as the owner had promised", "not as hoped", "a day later than expected", "sooner than feared"."""
    words = sentence.words
    stop = next((i for i in range(at + 1, min(len(words), at + PLAN)) if words[i] in KINDS["planned"]), None)
    if stop is None:
        return None
    hindsight = {"had", "has", "was", "were"} & set(words[at + 1 : stop])
    if not (stop == at + 1 or hindsight) or not ("had" in hindsight or unbroken(sentence, at, stop, text)):
        return None
    before = words[max(0, at - 4) : at]
    said = " ".join(words[max(0, at - 1) : stop + 1])
    if words[at] == "as":
        return (
            None if before[-1:] == ["such"] else Signal("missed" if "not" in before[-1:] else "met", said, None, True)
        )
    if not LATER.isdisjoint(before):
        return Signal("missed", said, None, True)
    return Signal("met", said, None, True) if not SOONER.isdisjoint(before) else None


def with_the_clock(words: Sequence[str], at: int) -> Signal | None:
    """ "Two days late", "behind schedule", "on time", "ahead of schedule": what ends at the word `at`."""
    word, before = words[at], words[max(0, at - 2) : at]
    said = " ".join([*before, word])
    if word == "late" and before and before[-1] in UNITS:
        return Signal("missed", said, None, True)
    if word not in {"schedule", "time"} or not before:
        return None
    if before[-1] == "on" or before == ["ahead", "of"]:
        return Signal("met", said, None, True)
    return Signal("missed", said, None, True) if before[-1] == "behind" else None


def given_up(words: Sequence[str], at: int, tokens: Sequence[Token]) -> Signal | None:
    """Words of giving up a plan that begin at the word `at`, with the plan or the topic beside them."""
    behind, before = set(words[at + 1 : at + 7]), words[max(0, at - 5) : at]
    two = words[at : at + 2]
    if words[at] in KINDS["dropped"] or two in PHRASES:
        topical = {token.word for token in tokens}
        passive = not {"was", "were", "been", "be", "is", "are"}.isdisjoint(before[-2:])
        wanted = KINDS["scheme"] if words[at] in {"drop", "dropped"} else KINDS["scheme"] | topical
        if behind & wanted or (passive and not topical.isdisjoint(before)):
            return Signal("missed", " ".join(words[at : at + 4]), None, True)
    if two == ["no", "longer"] and not {"need", "needed", "planned", "necessary"}.isdisjoint(behind):
        return Signal("missed", " ".join(words[at : at + 4]), None, True)
    return None


def disappointed(sentence: Stretch, tokens: Sequence[Token]) -> Signal | None:
    """A plan told of in hindsight with how it turned out: "had expected … had been wrong"."""
    words = sentence.words
    for at, word in enumerate(words):
        if (word in KINDS["scheme"] or (word in KINDS["planned"] and "had" in words[max(0, at - 3) : at])) and (
            distance(at, sentence, tokens) <= NEAR
        ):
            wrong = next((other for other in words if other in KINDS["wrong"]), None)
            return Signal("missed", f"{word} … {wrong}", None, True) if wrong else None
    return None


def negated(sentence: Stretch, tokens: Sequence[Token], due: str | None, text: Searched) -> Signal | None:
    """That it did not happen, told when the day had come: a negation close before a word of the topic."""
    if not due or not text.day or text.day < due:
        return None
    words = sentence.words
    places = [at for at, token in enumerate(sentence.tokens) if token in tokens]
    for place in places:
        at = next((i for i in range(max(0, place - NEGATED), place) if words[i] in KINDS["never"]), None)
        if at is not None:
            day = happening_day(sentence, tokens, text)
            if "until" in words[at:] and day and day <= due:
                return None
            return Signal("missed", " ".join(words[max(0, at - 1) : at + 3]), day)
    return None


def happened(
    sentence: Stretch, tokens: Sequence[Token], due: str | None, said: str | None, text: Searched
) -> Signal | None:
    """That it happened, by the day that is told, or before the day had come."""
    first, last = span_of(sentence, tokens)
    done = next(
        (at for at in range(max(0, first - REACH), min(last + 3, len(sentence.tokens))) if is_done(sentence, at)), None
    )
    if done is None or due is None:
        return None
    day = happening_day(sentence, tokens, text)
    if day is None:
        day = text.day
        if not day or day > due:
            return None
    if said and day < said[:10]:
        return None
    return Signal("met" if day <= due else "missed", sentence.words[done], day)


def is_done(sentence: Stretch, at: int) -> bool:
    """Whether the word at `at` is a past tense or participle of something that has happened, not of a plan for it."""
    words = sentence.words
    if not past(words[at]) or words[at] in KINDS["planned"] or words[at] in KINDS["stating"]:
        return False
    if words[at] in {"did", "done"}:
        return False
    if words[at] in KINDS["auxiliary"] and at + 1 < len(words):
        behind = words[at + 1]
        if behind.endswith("ing"):
            return False
        if behind == "to" or behind in KINDS["planned"] or behind in KINDS["ahead"] or behind in KINDS["never"]:
            return False
    return (KINDS["ahead"] | KINDS["never"]).isdisjoint(words[max(0, at - 3) : at])


def retold_still(sentence: Stretch, tokens: Sequence[Token], due: str | None, text: Searched) -> Signal | None:
    """An expectation told of in hindsight, and in the next sentence that it is otherwise: "But", "still", "instead"."""
    words = sentence.words
    had = next((at for at in range(len(words) - 1) if words[at] == "had" and words[at + 1] in KINDS["planned"]), None)
    if had is None or not due or not text.day or text.day < due or sentence.place + 1 >= len(text.sentences):
        return None
    if distance(had, sentence, tokens) > NEAR:
        return None
    following = text.sentences[sentence.place + 1].words
    turn = next((word for word in following if word in {"still", "instead"}), None)
    if turn is None and following[:1] in (["but"], ["yet"]):
        turn = following[0]
    return Signal("missed", f"had {words[had + 1]} … {turn}", None, True) if turn else None


def past(word: str) -> bool:
    """Whether the word can be a past tense or participle."""
    return word in PAST or (word.endswith("ed") and len(word) > 4)


def happening_day(sentence: Stretch, tokens: Sequence[Token], text: Searched) -> str | None:
    """The ISO date that stands nearest to the topic's words in the sentence."""
    rows = [row for row in text.times.of((sentence.span,)) if row.type in {"DATE", "TIME"} and row.start]
    if not rows:
        return None
    places = [token.span[0] for token in tokens]
    nearest = min(rows, key=lambda row: (min(abs(row.span[0] - place) for place in places), row.span))
    return nearest.start[:10] if nearest.start else None
