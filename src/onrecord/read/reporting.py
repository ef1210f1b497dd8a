"""Reporting clauses read from parts of speech: "an officer had told him on Sunday that …"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.read.data import table
from onrecord.read.decode import WordRange
from onrecord.read.grammar import BE, Stretch, VerbGroup, full_phrase, noun_phrase, opens_clause, verb_group
from onrecord.read.stance_words import base_form

QUOTES = frozenset('“”"‘„«»')
ASKING = frozenset({"whether", "how", "why", "what", "who", "when", "where", "if"})
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "last", "this"}
)
STOPS = frozenset({".", ";", "?", "!", ","})
BEHIND = frozenset({"on", "in", "at", "to", "by", "after", "for", "of", "from"})
BOUNDS = frozenset(
    {"about", "around", "some", "nearly", "almost", "between", "more", "over", "roughly", "under", "up", "$", "€", "£"}
)
BESIDE = frozenset({"up", "down", "compared", "against", "well", "short", "far"})
WHEN = frozenset({"by", "on", "for", "in", "at", "off", "there", "before", "after", "until", "within", "later", "next"})
COST = 25
"""Words between "put" and its "at", at most."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A reporting clause, in positions of its stretch; `kind` is the class of its verb (`data/link_verbs.tsv`)."""

    kind: str
    subject: WordRange
    source: WordRange | None
    cue: WordRange
    contents: tuple[WordRange, ...]


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one class of the table."""
    return frozenset({row[0]: row[1] for row in table("link_verbs")}[kind].split())


def reporting_clause(s: Stretch, at: int, ends: Sequence[int]) -> Clause | None:
    """The reporting clause whose subject begins at `at`, None where none does.

    `ends[i]` is where a clause that is open at `i` ends (`clause_ends`). Costs a bounded number of steps.
    """
    bare, full = full_phrase(s, at)
    if bare == at:
        return None
    for stop in dict.fromkeys((bare, noun_phrase(s, at), full)):
        found = predicate(s, (at, bare), stop, ends)
        if found is not None:
            return found
    return None


def predicate(s: Stretch, subject: WordRange, at: int, ends: Sequence[int]) -> Clause | None:
    """The reporting clause whose verb group begins at `at`, with the subject given, None where none does."""
    group = verb_group(s, at)
    if group is None:
        return None
    return passive(s, subject, group, ends) if group.passive else active(s, subject, group, ends)


def active(s: Stretch, subject: WordRange, group: VerbGroup, ends: Sequence[int]) -> Clause | None:
    """The clause of an active verb: somebody says, tells, orders, plans or puts."""
    verb, after = base_form(s.word(group.verb)), group.verb + 1
    behind = noun_phrase(s, after)
    kind, start = "", None
    if verb in words_of("bid") and behind > after and infinitive(s, adverbial(s, behind)):
        start = adverbial(s, behind)
        kind, start = "bid", after if s.word(start + 1) == "be" else start
    elif verb in words_of("told") and behind > after:
        kind, start = "told", content_start(s, adverbial(s, behind))
    elif verb in words_of("mean") and infinitive(s, after):
        kind, start = "mean", after
    elif verb in words_of("put") and put_at(s, after):
        end = comma_before(s, after, ends[after], BESIDE)
        return Clause("put", subject, subject, (group.first, after), ((after, end),))
    elif (
        s.word(group.verb) in words_of("heard")
        and s.word(after) == "from"
        and (stop := full_phrase(s, after + 1)[1]) > after + 1
    ):
        begin = content_start(s, stop)
        if begin is not None:
            cue = (group.first, after + 1)
            return Clause("heard", subject, (after + 1, stop), cue, ((begin, ends[begin]),))
    if start is None and verb in words_of("that") | words_of("mind"):
        kind, start = "that" if verb in words_of("that") else "mind", content_start(s, adverbial(s, after))
    return None if start is None else Clause(kind, subject, subject, (group.first, after), ((start, ends[start]),))


def passive(s: Stretch, subject: WordRange, group: VerbGroup, ends: Sequence[int]) -> Clause | None:
    """The clause of a passive verb: somebody is told by another, is ordered to, is expected to."""
    verb, after = base_form(s.word(group.verb)), group.verb + 1
    cue = (group.first, after)
    if s.word(group.verb) in words_of("due"):
        if not infinitive(s, after) and (s.word(after) not in WHEN or s.word(group.verb) == "due"):
            return None
        end = comma_before(s, after, ends[after], ASKING | {"which"})
        return Clause("due", subject, None, cue, (subject, (after, end)))
    source = None
    if s.word(after) == "by" and (stop := full_phrase(s, after + 1)[1]) > after + 1:
        source, after = (after + 1, stop), stop
    after = adverbial(s, after)
    start = after if infinitive(s, after) else content_start(s, after)
    if start is None or verb not in words_of("bid" if start == after and infinitive(s, after) else "told"):
        return None
    return Clause("told by", subject, source, cue, ((start, ends[start]),))


def noun_clause(s: Stretch, at: int, ends: Sequence[int]) -> Clause | None:
    """The report that the noun phrase at `at` names ("a report by Wik that …"), its owner the source."""
    stop = noun_phrase(s, at)
    head = s.word(stop - 1)
    if stop == at or head.removesuffix("s") not in words_of("noun") or not s.tag(stop - 1).startswith("NN"):
        return None
    source = None
    owner = next((i for i in range(stop - 2, at, -1) if s.tag(i) == "POS" and s.plain[i] != "s"), None)
    if owner is not None:
        source = (at, owner)
    after = stop
    if s.word(after) == "by" and (behind := full_phrase(s, after + 1)[1]) > after + 1:
        source, after = (after + 1, behind), behind
    if s.word(after) != "that" or not opens_clause(s, after + 1):
        return None
    return Clause("noun", (at, stop), source, (stop - 1, stop), ((after + 1, ends[after + 1]),))


def put_at(s: Stretch, at: int) -> bool:
    """Whether "… at nine" or "… at about nine" stands behind "put" at `at`, in the same clause."""
    for i in range(at + 1, min(len(s) - 1, at + COST)):
        if s.word(i) == "at" and (s.tag(i + 1) == "CD" or s.word(i + 1) in BOUNDS | {"at"}):
            return True
        if s.plain[i] in {";", "?", "!"} or s.tags[i] in {"MD"}:
            return False
    return False


def comma_before(s: Stretch, begin: int, end: int, words: frozenset[str]) -> int:
    """The first comma in [begin, end) that one of `words` follows, else `end`."""
    return next((i for i in range(begin, end) if s.plain[i] == "," and s.word(i + 1) in words), end)


def adverbial(s: Stretch, at: int) -> int:
    """The position behind adverbs and short phrases of time or place at `at`."""
    for _ in range(3):
        if s.tag(at) == "RB" or s.word(at) in DAYS:
            at += 1
        elif s.tag(at) in {"IN", "TO"} and s.word(at) in BEHIND and (stop := noun_phrase(s, at + 1)) > at + 1:
            at = stop
        else:
            break
    return at


def content_start(s: Stretch, at: int) -> int | None:
    """Where the reported clause at `at` begins, behind "that"; None where none does."""
    word = s.word(at)
    if word == "that" and at + 2 < len(s) and s.word(at + 1) not in STOPS:
        return at + 1 if s.tag(at) != "DT" or opens_clause(s, at + 1) else at
    if word in ASKING or word in QUOTES:
        return at if at + 2 < len(s) else None
    return at if opens_clause(s, at) or quantity_clause(s, at) else None


def quantity_clause(s: Stretch, at: int) -> bool:
    """Whether a clause begins at `at` with "at least nine of the ten were"."""
    return s.word(at) == "at" and s.word(at + 1) in {"least", "most"} and opens_clause(s, at + 2)


def infinitive(s: Stretch, at: int) -> bool:
    """Whether "to go" or "not to go" stands at `at`."""
    at += s.word(at) == "not"
    return s.word(at) == "to" and s.tag(at + 1) in {"VB", "RB"}


def clause_ends(s: Stretch) -> list[int]:
    """For each position where a reported clause open there ends: at a stop, or where another clause is added."""
    ends = [len(s)] * (len(s) + 1)
    for i in range(len(s) - 1, -1, -1):
        ends[i] = i if breaks(s, i) else ends[i + 1]
    return ends


def breaks(s: Stretch, i: int) -> bool:
    """Whether a clause open before position `i` ends there."""
    word = s.plain[i]
    if word in {";", "?", "!"}:
        return True
    if word == ".":
        return i + 1 >= len(s)
    if word in {"and", "but"}:
        return s.word(i + 1) == "that" and s.tag(i + 1) != "DT"
    if word == "," and s.word(i + 1) in {"and", "but", "though", "although", "while"}:
        added = i + 2
        return (
            s.word(added) == "that" or opens_clause(s, added) or s.tag(added) in {"VBD", "VBZ"} or s.word(added) in BE
        )
    return False
