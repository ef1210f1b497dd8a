"""How sure an assertion is, and by which words: hedges of its main clause, and of the words that report it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.read.clauses import Clause
from onrecord.read.data import table, word_list
from onrecord.read.stance_words import MODALS, NEGATORS, Token, base_form, bases, has_sequence, openers
from onrecord.records import Spans

LINKING = word_list("certainty_linking")
EXISTING = word_list("certainty_existing")
OUTCOMES = word_list("certainty_outcomes")
MODAL_LEVELS = {row[0]: row[1] for row in table("certainty_modals")}
SEEMING = frozenset(word for word in MODAL_LEVELS if word.startswith(("seem", "appear")))
PERSONS = frozenset({"i", "you", "he", "she", "we", "they", "who"})
KNOWERS = PERSONS | {"it", "nobody", "one", "none", "who"}
DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "our", "any", "some", "this", "these", "one"})
HELPING = MODALS | {"do", "does", "did"}
CHANCES = frozenset({"chance", "chances", "probability", "likelihood", "possibility", "odds"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
OPPOSITE = {"likely": "unlikely", "very_likely": "unlikely", "possible": "stated", "almost_certain": "unlikely"}
BANDS = ((5, "remote"), (20, "very_unlikely"), (45, "unlikely"), (55, "even"), (80, "likely"), (95, "very_likely"))
"""Upper ends of the bands of ICD 203, in per cent."""

Phrase = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Hedge:
    """A level of certainty (`records.CERTAINTIES`, never "stated") and the spans of the words that give it."""

    level: str
    spans: Spans


def hedge_at(level: str, tokens: Iterable[Token]) -> Hedge:
    """The hedge that `tokens` make, in order of the text; words next to each other are one span."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted({(t.start, t.end) for t in tokens if t.start < t.end}):
        if spans and start <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return Hedge(level, tuple(spans))


@cache
def hedges() -> dict[str, list[Phrase]]:
    """Level, kind and words of every hedge, by its first word, longest first."""
    found: dict[str, list[Phrase]] = {}
    for level, kind, cell in table("certainty_hedges"):
        for phrase in cell.split(", "):
            words = tuple(re.findall(r"\w+|[^\w\s]", phrase))
            found.setdefault(words[0], []).append((level, kind, words))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[2]))
    return found


def hedge_of(clause: Clause, deadline: bool = False) -> Hedge | None:
    """The main clause's hedge, or None; `deadline` says that a time expression stands in the assertion."""
    tokens = clause.tokens
    if (chance := chance_in(tokens)) is not None:
        return chance
    for level, kind, at, end in phrases_in(tokens):
        words = tokens[at:end]
        flips = kind in {"predicate", "noun"} or tokens[at].word in {"likely", "probable"}
        negations = [t for t in tokens[:at] if t.word in NEGATORS]
        if flips and level in OPPOSITE and negations:
            opposite = OPPOSITE[level]
            return None if opposite == "stated" else hedge_at(opposite, (*negations[-1:], *words))
        return hedge_at(level, words)
    return modal_level(clause, deadline)


def phrases_in(tokens: Sequence[Token], in_cue: bool = False) -> Iterator[tuple[str, str, int, int]]:
    """Level, kind, start and end of each hedging phrase of `tokens` that stands where it counts."""
    plain = ["not" if t.word == "cannot" else t.word for t in tokens]
    based = bases(tokens)
    at = 0
    while at < len(tokens):
        for level, kind, phrase in hedges().get(plain[at], []):
            claim = kind == "claim"
            end = has_sequence(based if claim else plain, phrase, at, 1 if phrase[0] == "not" else 0)
            if end is not None and (in_cue or counts(tokens, kind, at, end, level == "possible")):
                helped = at and claim and tokens[at - 1].word in HELPING and plain[at] == "not"
                yield level, kind, at - bool(helped), end
                at = end - 1
                break
        at += 1


def counts(tokens: Sequence[Token], kind: str, start: int, end: int, possible: bool = False) -> bool:
    """Whether the hedge at `start` to `end` hedges the assertion rather than a part of it."""
    before = [t.word for t in tokens[max(0, start - 4) : start]]
    if kind == "noun":
        near = {t.word for t in (*tokens[max(0, start - 7) : start], *tokens[end : end + 2])}
        return not before or bool(near & (EXISTING | LINKING))
    if kind == "claim":
        if tokens[start].word != "no" and before[-1:] == ["had"]:
            return False
        return start < 2 or possible or any(t.word in KNOWERS for t in tokens[max(0, start - 6) : start])
    if attributive(tokens, start, end):
        return False
    if kind == "adverb" and trails(tokens, start):
        return False
    return kind == "adverb" or not before or any(word in LINKING for word in before)


def trails(tokens: Sequence[Token], at: int) -> bool:
    """Whether the adverb at `at` is an afterthought, past a finite verb and a comma ("for an hour, maybe two")."""
    comma = next((i for i in range(at - 1, max(-1, at - 4), -1) if tokens[i].word in {",", "–", "—"}), None)
    return (
        comma is not None and any(t.finite for t in tokens[:comma]) and not any(t.finite for t in tokens[at : at + 4])
    )


def attributive(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the adjective at `start` to `end` stands before its noun ("a likely cause")."""
    if tokens[end - 1].word not in {"likely", "probable", "possible", "certain", "unlikely", "unknown", "improbable"}:
        return False
    after = tokens[end].tag if end < len(tokens) else ""
    determined = any(t.word in DETERMINERS for t in tokens[max(0, start - 2) : start])
    return (determined and after not in {"TO", "IN"}) or after in NOUN_TAGS


def chance_in(tokens: Sequence[Token]) -> Hedge | None:
    """The hedge of a chance given in per cent ("a 30 per cent chance"), or None."""
    for i, token in enumerate(tokens):
        if token.word in CHANCES:
            for near in range(max(0, i - 4), min(len(tokens) - 1, i + 6)):
                if tokens[near].word.isdecimal() and tokens[near + 1].word in {"%", "percent", "per"}:
                    return hedge_at(band(int(tokens[near].word)), tokens[min(near, i) : max(near + 1, i) + 1])
    return None


def band(per_cent: int) -> str:
    """The level of a probability in per cent."""
    return next((level for top, level in BANDS if per_cent <= top), "almost_certain")


def modal_level(clause: Clause, deadline: bool) -> Hedge | None:
    """The hedge of the clause's modal verb or verb of seeming, or None.

    None for ability ("he could hold out"), duty ("somebody should explain") and inference of the present ("must be").
    """
    if clause.verb is None:
        return None
    word = clause.tokens[clause.verb].word
    if word == "should" and clause.verb == 0:
        return None
    subject = clause.tokens[clause.verb - 1].word if clause.verb else ""
    following = [t.word for t in clause.tokens[clause.verb + 1 : clause.verb + 4]]
    if word == "could":
        able = subject in PERSONS and not OUTCOMES & set(following[:1])
        hedges_it = bool(following) and following[0] != "not" and not able
    elif word in {"should", "ought"}:
        hedges_it = deadline and subject not in PERSONS and "not" not in following
    elif word == "must":
        hedges_it = "have" in following[:2]
    else:
        hedges_it = word not in SEEMING or bool({"to", "that", "likely", "as"} & set(following))
    level = MODAL_LEVELS.get(word) if hedges_it else None
    return hedge_at(level, (clause.tokens[clause.verb],)) if level else None


def cue_level(cue: Sequence[Token]) -> Hedge | None:
    """The hedge in the words that report the assertion ("is not known", "thinks it likely"), or None."""
    for level, _, at, end in phrases_in(cue, in_cue=True):
        return hedge_at(level, cue[at:end])
    return None


def seeming(cue: Sequence[Token]) -> Hedge | None:
    """The hedge of a cue that tells how something seems, or None."""
    if any(base_form(t.word) in openers() for t in cue):
        return None
    return next((hedge_at(MODAL_LEVELS[t.word], (t,)) for t in cue if t.word in SEEMING), None)
