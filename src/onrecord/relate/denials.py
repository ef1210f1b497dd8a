"""What a denial denies: which statement of the same report it answers.

"Falk denied that the gate was open" names it in a clause, "rejected the charge of neglect" with a noun, "called that a
lie" points at it; and whoever is accused and then denies, denies that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.folding import fold
from onrecord.read.stance_words import MODALS
from onrecord.records import Entity, Statement
from onrecord.relate.assertions import FINITE, NOUNS, is_loose, states
from onrecord.relate.identity import alike
from onrecord.relate.pointing import (
    VERDICTS,
    asks_how,
    belongs,
    disapproves,
    is_plural,
    is_told_of,
    points,
    sentences,
    verdict,
)
from onrecord.relate.propositions import ASSERTING, UNSURE, Proposition, Propositions
from onrecord.relate.view import words_of
from onrecord.relate.weighing import Weighed

RETRACTING = frozenset({"withdraw", "retract", "recant", "rescind"})
BACK = frozenset({"walk", "take", "row"})
"""Verbs by which something is taken back, with that word."""
CONTRASTING = frozenset({"contradict", "belie", "vote"})
"""Verbs of denial that also have facts for their subject, or bills for their object."""
NAMED = 0.7
"""Share of a denial's words that stand in what it denies, anywhere in the report."""
NEARBY = 0.45
"""The same where the denied statement stands shortly before."""
BESIDE = 0.5
"""The same where it is named by a clause."""
AFAR = 0.35
"""Share of the denied statement's words that stand in the denial, unless it is the last one before it or the last but
one: of a long statement elsewhere in the report that only touches on the matter it is not said."""
WEIGHTY = 0.8
SLIGHT = 0.3
"""What those words weigh, at least; and where it stands just before."""
REACH = 5
"""Statements between a denial and what it points at, at most."""
SOON = 2
"""Sentences that end between a denial and what it points at, at most, unless that names whoever denies."""
CLOSE = 700
"""Characters between the two, at most."""
BARE = 4
"""Words of a denial that leaves it to an accusation before it what is denied ("any delay"), at most."""
NEXT = 60
"""Characters between an account that is denied and what it said, at most."""
SHORT = 3
"""Letters of a word that is no telling part of a name, at most."""
MANY = 3
"""Statements that "both claims" and the like point at, at most."""
AHEAD = frozenset({"will", "would", "expected", "expects", "shall"})
BARE_OPENINGS = {("that", "is"), ("that", "was"), ("this", "is"), ("this", "was")}
"""How a statement begins that itself only points at something."""
FEW = 0.5
"""What the words of a denial that only points weigh together, at most."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The denial of one statement by another of the same report, by their places; `how` it was found."""

    denied: int
    denial: int
    how: str
    value: str


def answered(weighed: Weighed) -> Iterator[Answered]:
    """The denials of a report, each with the statement that it answers; `weighed` is the report against itself."""
    for at, one in enumerate(weighed.a.items):
        found: list[Answered] = []
        if can_deny(one):
            single = reported(weighed, at) or told_more(weighed, at) or named(weighed, at)
            found = [single] if single else list(pointed(weighed, at)) or list(accused(weighed, at))
        elif is_doubtful(one):
            found = list(pointed(weighed, at))
        for answer in found:
            relayer = weighed.a.outermost(answer.denied, at)
            yield replace(answer, denied=relayer) if states(weighed.a.items[relayer]) else answer


def can_deny(one: Proposition) -> bool:
    """Whether it denies that something is so, and not only rejects a plan or finds words bad."""
    if not one.denies or "vote" in one.cue or not MODALS.isdisjoint(one.written_cue):
        return False
    return not asks_how(one) and not disapproves(one)


def is_doubtful(one: Proposition) -> bool:
    """Whether it calls something unlikely that it does not spell out ("thought that unlikely")."""
    unsure = one.act == "doubt" or one.saying.statement.certainty in UNSURE
    return unsure and not one.terms and 0 < len(one.saying.words) <= 3 and fold(one.saying.words[0]) != "it"


def reported(weighed: Weighed, at: int) -> Answered | None:
    """What somebody else says inside the denial: "denied a report that …", "rejected Falk's claim that …"."""
    one = weighed.a.items[at]
    for other in weighed.a.relaying.get(at, ()):
        inner = weighed.a.items[other]
        if inner.act in ASSERTING and states(inner) and not same_speaker(inner, one):
            pair = weighed.pair(other, at)
            if pair.second >= NAMED or (pair.weights[1] and remainder(weighed, at, inner) <= FEW):
                return Answered(other, at, "wording", f"{pair.second:.2f}")
    return None


def remainder(weighed: Weighed, at: int, inner: Proposition) -> float:
    """What those of a denial's own words weigh that do not stand in `inner`."""
    held = {term.word for term in inner.terms}
    return sum(weight for word, weight in own_words(weighed, at).items() if word not in held)


def own_words(weighed: Weighed, at: int) -> dict[str, float]:
    """The words of a denial that tell what it denies, with their weights: nouns for claims, words of judgement and the
    names of speakers left out, and what follows a noun for a claim as a verdict on it."""
    side = weighed.a
    left_out = side.speakers | NOUNS | VERDICTS | verdict(side.items[at].saying.words)
    return {
        term.word: float(side.weights[side.vocabulary[term.word]])
        for term in side.items[at].terms
        if term.word not in left_out
    }


def same_speaker(a: Proposition, b: Proposition) -> bool:
    """Whether both are given to one speaker."""
    one, other = a.saying.speaker, b.saying.speaker
    return one is not None and other is not None and alike(one, other)


def answerable(weighed: Weighed, other: int, at: int) -> bool:
    """Whether the statement at `other` can be what the one at `at` answers: it asserts something, and somebody else
    says it, or the same one earlier where it is taken back; neither relays the other."""
    first, second = weighed.a.items[other], weighed.a.items[at]
    rows = first.saying.statement, second.saying.statement
    words = [fold(word) for word in first.saying.words]
    if first.act not in ASSERTING or not states(first) or points(words) or (*words[:2], "", "")[:2] in BARE_OPENINGS:
        return False
    if rows[0].within == rows[1].id or rows[1].within == rows[0].id:
        return False
    if overlap(*rows) and NOUNS.isdisjoint(first.written_cue) and not two_sources(*rows):
        return False
    if not belongs(first, second):
        return False
    if retracts(second) and second.saying.speaker is not None:
        return same_speaker(first, second)
    return not same_speaker(first, second) and not same_side(first, second)


def is_contrast(one: Proposition) -> bool:
    """Whether a denial may be the facts' own, or a vote."""
    return not CONTRASTING.isdisjoint(one.cue)


def retracts(one: Proposition) -> bool:
    """Whether it takes back what its speaker said before."""
    return not RETRACTING.isdisjoint(one.cue) or ("back" in one.written_cue and not BACK.isdisjoint(one.cue))


def same_side(a: Proposition, b: Proposition) -> bool:
    """Whether one is said by a person and the other by a body that bears the name ("Falk", "the Falk campaign")."""
    one, other = a.saying.speaker, b.saying.speaker
    if one is None or other is None or (one.kind == "person") == (other.kind == "person"):
        return False
    both = [{fold(word) for word in words_of(entity.name) if len(word) > SHORT} for entity in (one, other)]
    return not both[0].isdisjoint(both[1])


def two_sources(a: Statement, b: Statement) -> bool:
    """Whether each is given to a source of its own."""
    return bool(a.source and b.source) and a.source != b.source


def overlap(a: Statement, b: Statement) -> bool:
    """Whether the contents of two statements share characters."""
    return any(x[0] < y[1] and y[0] < x[1] for x in a.content for y in b.content)


NEW_SUBJECT = frozenset({"who", "which", "that"})
"""Words by which a clause tells on of somebody just named."""


def told_more(weighed: Weighed, at: int) -> Answered | None:
    """What follows a denial of somebody's account in the same sentence: "rejected the account of a diver, who said"."""
    side = weighed.a
    if at + 1 == len(side.items) or not is_loose(side.items[at]) or not answerable(weighed, at + 1, at):
        return None
    gap = side.between(at, at + 1)
    # A participle ("rejected the account, noting that") tells on of the one who denies.
    if len(gap) > NEXT or {".", "\n"} & set(gap) or NEW_SUBJECT.isdisjoint(gap.split()):
        return None
    return Answered(at + 1, at, "account", gap.strip(" ,"))


def named(weighed: Weighed, at: int) -> Answered | None:
    """The statement that says most of what the denial names; one shortly before it needs to say less."""
    side = weighed.a
    own = own_words(weighed, at)
    weight = sum(own.values())
    if not states(side.items[at]) or not weight:
        return None
    found = []
    beside = range(max(0, at - REACH), min(len(side.items), at + REACH + 1))
    for other in sorted({*beside, *weighed.near_to.get(at, ())}):
        if other == at or not answerable(weighed, other, at) or is_told_of(side.items[other], side.items[at]):
            continue
        pair = weighed.pair(other, at)
        close = 0 < at - other <= REACH
        if not 0 < at - other <= 2 and pair.first < AFAR:
            continue
        least = (NEARBY if is_loose(side.items[at]) else BESIDE) if close else NAMED
        share = weighed.share(at, other, own)
        thin = len(own) < 2 and not 0 < at - other <= 2 and FINITE.isdisjoint(map(fold, side.items[at].saying.words))
        if share >= least and not thin and pair.opposed and weight >= (SLIGHT if 0 < at - other <= 2 else WEIGHTY):
            found.append((-round(share + 0.5 * pair.first, 2), abs(at - other), other, share))
    if not found:
        return None
    _, _, other, value = min(found)
    return Answered(other, at, "wording", f"{value:.2f}")


def pointed(weighed: Weighed, at: int) -> Iterator[Answered]:
    """The last statement before a denial that only points ("rejected the finding", "called that a lie"); where it
    points at several ("those charges"), the last ones of that speaker, one a sentence unless it is said to be two."""
    side = weighed.a
    one = side.items[at]
    words = [fold(word) for word in one.saying.words]
    if sum(own_words(weighed, at).values()) > FEW or not words or not points(words) or is_unspoken(one):
        return
    takes_back = retracts(one)
    if not takes_back and ("had" in one.written_cue or is_contrast(one)):
        return
    if takes_back:
        places = sorted(
            range(max(0, at - REACH), min(len(side.items), at + REACH + 1)), key=lambda i: retold(side, i, at)
        )
        most = 1
    else:
        places = list(range(at - 1, max(-1, at - REACH - 1), -1))
        most = MANY if is_plural(words) else 1
    found: list[int] = []
    for other in places:
        first = side.items[other]
        if not answerable(weighed, other, at) or (most > 1 and found and not same_speaker(first, side.items[found[0]])):
            continue
        if found:
            gap = sentences(side.between(other, found[-1]))
            fits = gap == 1 or (gap == 0 and words[0] == "both")
        else:
            fits = takes_back or follows(side, other, at)
        if fits and len(found) < most and near(first, one):
            found.append(other)
            yield Answered(other, at, "pointer", " ".join(words[:4]))


def is_unspoken(one: Proposition) -> bool:
    """Whether nobody is said to deny it ("once the report was shown to be a hoax")."""
    return not one.source and one.saying.speaker is None


def retold(side: Propositions, other: int, at: int) -> tuple[bool, bool, int, int]:
    """Sort key of what may be taken back: first what the report tells as said earlier, then what it tells in its own
    words (a quotation beside a withdrawal gives the reason for it), then what is nearest."""
    one = side.items[other]
    return "had" not in one.written_cue, one.saying.statement.mode == "direct", abs(at - other), other


def near(first: Proposition, second: Proposition) -> bool:
    """Whether a statement stands close to another, and tells what is or was: what is to come is not denied."""
    a, b = sorted((first.saying.statement.content, second.saying.statement.content))
    past = first.act not in {"expect", "promise", "warn"} and AHEAD.isdisjoint(map(fold, first.saying.words))
    return past and b[0][0] - a[-1][1] <= CLOSE


def follows(side: Propositions, other: int, at: int) -> bool:
    """Whether a denial comes soon after a statement, or that names whoever denies."""
    first, one = side.items[other], side.items[at]
    return sentences(side.between(other, at)) <= SOON or bool(one.saying.speaker and names(first, one.saying.speaker))


def names(one: Proposition, speaker: Entity) -> bool:
    """Whether a statement names somebody."""
    if any(alike(entity, speaker) for entity in one.saying.entities):
        return True
    words = {fold(word) for word in words_of(speaker.name) if len(word) > SHORT}
    return not words.isdisjoint(map(fold, one.saying.words))


def accused(weighed: Weighed, at: int) -> Iterator[Answered]:
    """The accusation just before a denial, where it names whoever denies."""
    one = weighed.a.items[at]
    speaker = one.saying.speaker
    if speaker is None or len(one.saying.words) > BARE:
        return
    for other in range(at - 1, max(-1, at - 3), -1):
        first = weighed.a.items[other]
        if first.act == "accuse" and names(first, speaker) and answerable(weighed, other, at) and near(first, one):
            yield Answered(other, at, "accused", speaker.name)
            return
