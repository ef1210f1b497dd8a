"""The main clause of an assertion: what a hedge or a negation must stand in to count."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.data import word_list
from onrecord.read.stance_words import MODALS, NEGATORS, Token

ABBREVIATIONS = word_list("abbreviations")
SUBORDINATORS = word_list("stance_subordinators")
RELATIVES = frozenset({"which", "who", "whom", "whose", "that", "where", "when"})
STOPS = frozenset({".", "!", "?", ";", "…"})
AUXILIARIES = frozenset(
    {"be", "been", "being", "is", "are", "was", "were", "am", "'s", "has", "have", "had", "do", "does", "did"}
)
QUOTES = frozenset("\"“”„‟'‘’`´«»")
TIMED = frozenset({"before", "after", "since", "until", "till"})
MEASURING = frozenset({"more", "less", "fewer", "only", "later", "earlier", "just", "doubt", "matter"})
FAILING = frozenset({"fail", "fails", "failed"})
COORDINATORS = frozenset({"and", "but", "or", "yet", "so", "nor"})
PRONOUNS = frozenset({"i", "you", "he", "she", "it", "we", "they", "there"})
SUBJECTS = PRONOUNS | {"that", "this", "these", "those", "the", "a"}


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens of a main clause without its subordinate parts; `verb` is the place of the finite verb, or None."""

    tokens: tuple[Token, ...]
    verb: int | None

    @property
    def negated(self) -> bool:
        """Whether the clause denies what it says: "not" at the verb, "no" in the subject or after the verb."""
        if self.verb is None:
            return any(t.word in NEGATORS and denies(self.tokens, i) for i, t in enumerate(self.tokens[:4]))
        if any(t.word in NEGATORS and denies(self.tokens, i) for i, t in enumerate(self.tokens[: self.verb])):
            return True
        after = self.tokens[self.verb : self.verb + 5]
        for i, token in enumerate(after):
            if (token.word in NEGATORS or token.word == "cannot") and denies(self.tokens, self.verb + i):
                return True
            if i and token.tag in {"VB", "TO", "IN", "CC"} and token.word not in AUXILIARIES:
                return False
        return False


def denies(tokens: Sequence[Token], at: int) -> bool:
    """Whether the negator at `at` denies: not in a quantity ("no more than", "not only"), not one of two negations.

    Two negations ("not without", "never fails to") leave an assertion.
    """
    following = [t.word for t in tokens[at + 1 : at + 4]]
    if following and following[0] in MEASURING:
        return False
    if tokens[at].word == "without":
        return not any(t.word in {"not", "never"} for t in tokens[max(0, at - 2) : at])
    return "without" not in following[:2] and not (set(following[:2]) & FAILING and "to" in following)


def sentences_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """`tokens` cut at full stops, question marks, exclamation marks and semicolons; quotation marks are left out."""
    found: list[list[Token]] = [[]]
    for i, token in enumerate(tokens):
        if token.word in QUOTES:
            continue
        if token.word in STOPS and not inside_number(tokens, i):
            if found[-1]:
                found.append([])
            continue
        found[-1].append(token)
    return [sentence for sentence in found if sentence]


def inside_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether the mark at `at` is a decimal point or part of an abbreviation: nothing but the mark lies between."""
    if at + 1 >= len(tokens) or at == 0:
        return False
    before = tokens[at - 1]
    if (
        tokens[at].word == "."
        and before.end == tokens[at].start
        and (before.word in ABBREVIATIONS or (len(before.word) == 1 and before.word.isalpha() and before.word != "i"))
    ):
        return True
    return tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start and not tokens[at + 1].mark


def main_clause(sentence: Sequence[Token]) -> Clause:
    """The first main clause of a sentence: subordinate clauses before, inside and after it are left out."""
    kept: list[Token] = []
    verb: int | None = None
    i, size = 0, len(sentence)
    if size > 1 and sentence[0].word == "only" and sentence[1].word == "that":
        i = 2
    elif size and sentence[0].word == "that" and size > 1 and not sentence[1].finite:
        i = 1
    while i < size:
        token = sentence[i]
        opens = token.word in SUBORDINATORS or (token.word == "that" and bool(kept) and conjoins(sentence, i))
        opens = opens and not (verb is None and bool(kept) and is_preposition(sentence, i))
        if opens and verb is None and kept and token.word not in RELATIVES:
            break
        if opens and verb is not None:
            if sentence[i - 1].mark and (closing := comma_after(sentence, i)) is not None:
                i = closing + 1
                continue
            break
        if opens and not kept:
            closing = comma_after(sentence, i)
            if closing is None:
                closing = first_of_two(sentence, i)
            if closing is None:
                kept.append(token)
                i += 1
                continue
            i = closing + 1
            continue
        if opens and token.word in RELATIVES and verb is None:
            i = after_relative(sentence, i)
            continue
        if verb is None and token.finite:
            verb = len(kept)
        elif verb is not None and token.word in COORDINATORS and new_clause(sentence, i):
            break
        kept.append(token)
        i += 1
    return Clause(tuple(kept), better_verb(kept, verb))


def is_preposition(sentence: Sequence[Token], at: int) -> bool:
    """Whether "before", "after" and the like at `at`, inside a subject, stand before a noun: no pronoun follows."""
    following = sentence[at + 1 : at + 2]
    return sentence[at].word in TIMED and bool(following) and following[0].word not in PRONOUNS


def conjoins(sentence: Sequence[Token], at: int) -> bool:
    """Whether the "that" at `at` opens a clause rather than standing for a noun ("rule that out")."""
    following = sentence[at + 1] if at + 1 < len(sentence) else None
    return following is not None and not following.mark and following.word not in {"out", "up", "down", "in", "on"}


def comma_after(sentence: Sequence[Token], at: int) -> int | None:
    """Place of the next comma or dash after `at`, or None."""
    for i in range(at + 1, len(sentence)):
        if sentence[i].word in {",", "–", "—"}:
            return i
    return None


def first_of_two(sentence: Sequence[Token], at: int) -> int | None:
    """Place of the first of two finite verbs after `at` ("if it rains the match may end"), or None."""
    if sentence[at].word not in SUBORDINATORS - RELATIVES - {"whether"}:
        return None
    verbs = [i for i in range(at + 1, len(sentence)) if sentence[i].finite][:2]
    return verbs[0] if len(verbs) == 2 else None


def after_relative(sentence: Sequence[Token], at: int) -> int:
    """Where the main clause goes on after a relative clause that begins at `at`."""
    if at and sentence[at - 1].word == ",":
        closing = comma_after(sentence, at)
        return len(sentence) if closing is None else closing + 1
    seen = False
    for i in range(at + 1, len(sentence)):
        if sentence[i].finite:
            if seen and sentence[i - 1].word not in COORDINATORS:
                return i
            seen = True
    return len(sentence)


def new_clause(sentence: Sequence[Token], at: int) -> bool:
    """Whether the coordinator at `at` opens another clause, with a subject of its own or another finite verb."""
    following = sentence[at + 1 : at + 6]
    if not following:
        return False
    if sentence[at].word in {"yet", "so"} and sentence[at - 1].word != ",":
        return False
    if sentence[at].word == "but":
        return sentence[at - 1].word not in {"all", "anything", "nothing", "none"}
    if following[0].word in SUBORDINATORS | {"that"}:
        return True
    return any(t.finite for t in following)


def better_verb(kept: Sequence[Token], verb: int | None) -> int | None:
    """Past `verb` that may be a participle ("the flour held at Moyale might be spoilt"), the modal if there is one."""
    if verb is None or kept[verb].tag != "VBD" or kept[verb].word in AUXILIARIES:
        return verb
    for i in range(verb + 1, len(kept)):
        if kept[i].mark or kept[i].word in SUBJECTS or kept[i].tag in {"PRP", "EX"}:
            return verb
        if kept[i].word in MODALS and kept[i].tag in {"", "MD"} and i > verb + 1:
            return i
    return verb
