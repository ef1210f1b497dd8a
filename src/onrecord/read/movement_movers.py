"""The subject of a verb of motion, found from parts of speech: "the *lorries* that were held at the border left"."""

from dataclasses import dataclass

from onrecord.read.decode import WordRange
from onrecord.read.grammar import ASIDE, BE, FINITE, HELPERS, VERBS, noun_phrase
from onrecord.read.movement_scene import TIME, Scene

RELATIVE = frozenset({"who", "which", "that"})
INSIDE = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "JJ", "JJR", "JJS", "DT", "PDT", "PRP$", "POS", "RBR", "RBS"})
ENDS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "DT", "JJ", "JJR", "JJS"})
ADVERBS = frozenset({"RB", "RP"})
JOINING = frozenset({"and", "but", "then", "or", "yet"})
SHORT = frozenset({"s", "re", "ve", "d", "ll", "m"})
PARTING = frozenset({",", "—", "–"})
AND = frozenset({"and", "plus", "&"})
OPENERS = frozenset({"DT", "WP", "WDT", "WP$", "VBN", "VBG", "JJ", "IN", "CD", "NN", "NNP", "RB", "NNS", "PRP"})
CLAUSE = frozenset(
    {"that", "because", "if", "while", "as", "after", "when", "before", "until", "since", "although", "though",
     "whether", "where", "once", "unless", "so"}
)  # fmt: skip
ROUGHLY = frozenset({"about", "around", "over", "under", "between", "at", "to", "above", "below", "than", "nearly"})
"""Prepositions before a number that make it rough: "about 90", "at least 90", "up to 90"."""
FARTHEST = 30
"""Most words before the verb that are looked at."""
DEEPEST = 4
"""Most verbs through which a shared subject is followed, most phrases that hang on a subject."""


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with what stands before it: position of its first word, whether it is negated, passive, finite."""

    first: int
    negated: bool
    passive: bool
    finite: bool


@dataclass(frozen=True, slots=True)
class Mover:
    """The words for who or what moves; `shared` where they are the subject of an earlier verb."""

    words: WordRange
    shared: bool = False


def group_at(scene: Scene, verb: int, barred: frozenset[str]) -> Group:
    """The auxiliaries, adverbs and governing verbs before a verb: "was not expected to *sail*".

    Behind a verb of `barred` ("refused to sail") the group counts as negated.
    """
    s, first, negated = scene.s, verb, False
    finite = s.tag(verb) in FINITE
    while first > max(0, verb - 14):
        word, tag = s.word(first - 1), s.tag(first - 1)
        infinitive = s.tag(first) in {"VB", "RB"} and word == "to" and governs(scene, first - 2)
        helps = tag in {"RB", "MD"} or word in HELPERS | {"since"} or contracted(scene, first - 1)
        if not (infinitive or helps or (s.tag(first) == "VBG" and tag in VERBS)):
            break
        first -= 2 if infinitive else 1
        negated = negated or s.word(first) in {"not", "never", "t"} or s.word(first) in barred
        finite = finite or s.tag(first) in FINITE
    return Group(first, negated, s.tag(verb) in {"VBN", "VBD"} and behind_be(scene, verb), finite)


def contracted(scene: Scene, i: int) -> bool:
    """Whether the word at position i is part of "’s", "’ve", "n’t" and the like behind a pronoun or helper."""
    s = scene.s
    if s.word(i) in {"'", "’"}:
        return s.word(i + 1) == "t" or (s.word(i + 1) in SHORT and s.tag(i + 1) in VERBS | {"MD"})
    return s.word(i) in SHORT and s.word(i - 1) in {"'", "’"} and s.tag(i) in VERBS | {"MD"}


def governs(scene: Scene, i: int) -> bool:
    """Whether the word before an infinitive's "to" is a verb or adjective: "hopes to", "is due to"."""
    return scene.s.tag(i) in VERBS | {"JJ"} and not scene.place(i)


def behind_be(scene: Scene, verb: int) -> bool:
    """Whether a form of "be" or "get" makes the participle passive."""
    i = verb - 1
    while scene.s.tag(i) == "RB":
        i -= 1
    return scene.s.word(i) in BE | {"get", "got", "getting"}


def subject_of(scene: Scene, first: int, finite: bool, depth: int = 0) -> Mover | None:
    """The subject of the verb group that begins at `first`; None where the sentence names none."""
    s, k = scene.s, first - 1
    while s.tag(k) in ADVERBS:
        k -= 1
    if s.tag(k) == TIME:
        k = before_time(scene, k)
    if k < 0 or s.plain[k] in {"“", '"', ":", ";"}:
        return opening(scene, first)
    if s.plain[k] == "to":
        return of_infinitive(scene, k, depth)
    return of_finite(scene, k, depth) if finite else of_participle(scene, k, depth)


def of_finite(scene: Scene, k: int, depth: int) -> Mover | None:
    """The subject of a finite verb behind position k."""
    s = scene.s
    if s.plain[k] in RELATIVE and s.tag(k) in {"WDT", "WP", "IN"}:
        return nearest(scene, k - 1 - (s.word(k - 1) == ","))
    if s.plain[k] == "," and (aside := aside_before(scene, k)) is not None:
        return whole(scene, aside - 1)
    return shared(scene, k, depth) if s.plain[k] in JOINING | PARTING else whole(scene, k)


def of_participle(scene: Scene, k: int, depth: int) -> Mover | None:
    """The subject of a participle behind position k: that of the verb before, or the noun phrase it hangs on."""
    s = scene.s
    if s.plain[k] not in JOINING | PARTING and s.tag(k) != "IN":
        return nearest(scene, k)
    found = shared(scene, k, depth)
    return found or (nearest(scene, k - 1) if s.plain[k] == "," else None)


def before_time(scene: Scene, k: int) -> int:
    """The position before the time that ends at position k, its preposition included."""
    while k >= 0 and scene.s.tag(k) == TIME:
        k -= 1
    return k - 1 if scene.s.tag(k) == "IN" and k >= 0 else k


def opening(scene: Scene, first: int) -> Mover | None:
    """The subject behind the comma that closes an opening participle: "Leaving Brest, *the ship* went"."""
    s = scene.s
    for i in range(first + 1, min(len(s), first + FARTHEST)):
        bare = noun_phrase(s, i + 1) if s.plain[i] == "," else 0
        if bare > i + 1 and s.tag(bare) in FINITE | {"RB"}:
            return Mover((i + 1, bare), True)
    return None


def of_infinitive(scene: Scene, k: int, depth: int) -> Mover | None:
    """The subject of the infinitive whose "to" stands at k: "told *the crew* to go", "*she* left at six to go"."""
    s = scene.s
    end = k - 1
    if s.word(end) == "," and (aside := aside_before(scene, end)) is not None:
        end = aside - 1
    begin = bare_before(scene, end)
    own = begin <= end and not scene.place(end) and s.tag(end) != TIME and s.tag(begin - 1) != "IN"
    return Mover((begin, end + 1)) if own else shared(scene, k, depth)


def aside_before(scene: Scene, k: int) -> int | None:
    """The comma that opens the aside which the comma at position k closes."""
    s = scene.s
    commas = (i for i in range(k - 1, max(0, k - ASIDE), -1) if s.plain[i] == ",")
    for i in commas:
        if s.word(i - 1) == "old":
            continue
        relative = s.tag(i + 1) in {"WP", "WDT", "WP$", "IN"} or s.tag(k - 1) in FINITE
        clause = not relative and any(s.tags[j] in FINITE for j in range(i + 1, k))
        return i if s.tag(i + 1) in OPENERS and s.tag(i - 1) in INSIDE and not clause else None
    return None


def shared(scene: Scene, k: int, depth: int) -> Mover | None:
    """The subject of the finite verb before position k."""
    s = scene.s
    if depth >= DEEPEST:
        return None
    for i in range(k - 1, max(-1, k - 2 * FARTHEST), -1):
        if s.tags[i] in FINITE:
            first = i
            while first > 0 and (s.tags[first - 1] in {"RB", "MD"} or s.plain[first - 1] in HELPERS):
                first -= 1
            found = subject_of(scene, first, True, depth + 1)
            return found and Mover(found.words, True)
        if s.plain[i] in {";", ":", "“", "”", '"'}:
            return None
    return None


def nearest(scene: Scene, k: int) -> Mover | None:
    """The noun phrase right before a relative pronoun or participle, at most with its "of …"; a place gives way.

    "a dog on *a train* that left", "*the crew* from Brest that left".
    """
    s = scene.s
    begin = bare_before(scene, k)
    if begin > k:
        return None
    if scene.place(k) and s.tag(begin - 1) == "IN":
        return whole(scene, k)
    while s.word(begin - 1) == "of" and (further := bare_before(scene, begin - 2)) <= begin - 2:
        begin = further
    return Mover((begin, k + 1))


def whole(scene: Scene, k: int) -> Mover | None:
    """The noun phrase that ends at position k as a subject, with what hangs on it by prepositions and participles."""
    s = scene.s
    if s.word(k) == ")":
        k = next((i - 1 for i in range(k - 1, max(0, k - ASIDE), -1) if s.plain[i] == "("), k)
    begin, end, safe = bare_before(scene, k), k + 1, -1
    if begin >= end:
        return None
    for _ in range(DEEPEST):
        further, stop = hung_on(scene, begin)
        if further < 0 or k - further > FARTHEST:
            break
        if s.word(begin - 1) in AND and safe < 0:
            safe = begin
        begin, end = further, stop or end
    if safe >= 0 and s.tag(begin - 1) in VERBS | {"IN", "TO"} and s.word(begin - 1) not in CLAUSE:
        return Mover((safe, k + 1))
    counted = s.tag(begin) in {"CD", "JJS", "RBS"} and s.word(begin - 1) in ROUGHLY
    if s.tag(begin - 1) in {"IN", "TO"} and s.word(begin - 1) not in CLAUSE and not counted:
        return None
    return Mover((begin, end))


def hung_on(scene: Scene, begin: int) -> tuple[int, int]:
    """(begin of the noun phrase that the one at `begin` hangs on, its end where a clause parts them or 0); (-1, 0)."""
    s, link = scene.s, begin - 1
    if s.word(link) in AND or (s.tag(link) == "IN" and s.word(link) not in CLAUSE - {"after", "before", "since"}):
        before = link - 1 - (s.word(link) == "of" and s.word(link - 1) == "out")
        if s.tag(before) == TIME:
            before = before_time(scene, before)
        further = bare_before(scene, before)
        if further <= before:
            return (further, 0) if s.word(link) not in {"after", "before", "since"} else (-1, 0)
        link = before
    elif s.tag(link) not in VERBS:
        return -1, 0
    verb = link
    while s.tag(verb) in VERBS | ADVERBS | {"MD"} or s.word(verb) in HELPERS:
        verb -= 1
    if verb == link:
        return -1, 0
    relative = s.word(verb) in RELATIVE
    forms = {"VBN", "VBG", "VBD"} if link < begin - 1 else {"VBN", "VBG"}
    loose = all(s.tags[i] in ADVERBS | forms for i in range(verb + 1, link + 1))
    end = verb - relative - (relative and s.word(verb - 1) == ",")
    further = bare_before(scene, end)
    return (further, end + 1) if (relative or loose) and further <= end else (-1, 0)


def bare_before(scene: Scene, k: int) -> int:
    """Where the bare noun phrase that ends at position k begins; k + 1 where none ends there."""
    s = scene.s
    if s.tag(k) in {"PRP", "EX"}:
        return k
    if s.tag(k) not in ENDS and not (s.tag(k) == "VBN" and s.tag(k - 1) == "DT"):
        return k + 1
    begin = k
    while begin > max(0, k - FARTHEST) and (s.tags[begin - 1] in INSIDE or glued(scene, begin - 1)):
        begin -= 1
        if s.tags[begin] in {"DT", "PRP$"} and s.tag(begin - 1) not in {"PDT", "DT"}:
            break
    return begin


def glued(scene: Scene, i: int) -> bool:
    """Whether the mark or participle at position i stands inside a noun phrase."""
    s = scene.s
    if s.plain[i] in {"-", "’", "'", "s", "$", "€", "£", "&"}:
        return s.plain[i] in {"$", "€", "£"} or s.tag(i - 1) in INSIDE or s.word(i - 1) in {"’", "'"}
    return s.tags[i] in {"VBN", "VBG"} and s.tag(i - 1) in {"DT", "CD", "JJ", "PRP$"}
