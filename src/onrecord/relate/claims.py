"""Same claims: statements of two reports that assert one proposition."""

from collections.abc import Iterator, Sequence

from onrecord.folding import fold
from onrecord.records import Figure
from onrecord.relate.assertions import asserts
from onrecord.relate.claim_groups import Groups
from onrecord.relate.kin import Kin
from onrecord.relate.known import Known
from onrecord.relate.links import Link, Reasons
from onrecord.relate.polarity import clauses
from onrecord.relate.propositions import NUMBERS, Proposition, amount
from onrecord.relate.view import Saying, View, words_of
from onrecord.relate.weighing import Pair, ahead, stance, weigh

LIGHT, WEIGHTY = 0.8, 1.2
"""What the words that both have, names and figures left out, weigh at least: of one speaker, and of two."""
FEWEST = 2
"""How many such words there are, at least."""
OWN = frozenset({"decline", "ask", "urge"})
"""Acts by which two speakers do two things, whatever the words."""
HEAVY = 3.5
"""What the words of the shorter statement weigh when they are many."""
MUCH = 0.1
"""By how much less of many words needs to be found."""
FOR_ONE_SPEAKER = 0.75, 0.45
FOR_TWO_SPEAKERS = 0.88, 0.6
FOR_TOPICS = 0.9, 0.6
"""Share of the shorter statement that must stand in the longer one, and of the longer in the shorter; the
last where one names a topic and tells nothing of it."""
MANY = 3
"""Words in common that such statements need, at least."""
LEADS = frozenset({"that", "why", "how", "whether", "if"})
BESIDE = frozenset({"because", "although", "though", "while", "whereas", "unless"})
"""Words by which a clause is added that is not what is said."""
SHARES = frozenset(
    {"half", "third", "thirds", "quarter", "quarters", "most", "majority", "majorities", "percent", "many"}
)
SEVERAL = frozenset({"they", "we", "their", "our"})
PERSONAL = frozenset({"he", "she", "i", "we", "my", "our"})
SHORT = 3
"""Letters of a word that is no telling part of a name, at most."""
PRONOUNS = frozenset({"he", "she", "they", "we", "i", "it", "his", "her", "their", "our", "my"})
MOST_WORDS = 8
"""Shared words that a link names, at most."""
DISPUTED = frozenset({"denied", "contradicted"})


def links(older: View, younger: View, kin: Kin | None) -> Iterator[Link]:
    """The statements of two reports that assert the same: of a copy those that it has from its origin, of others those
    that share their words, numbers and days, hold them alike and weigh enough. None inside one report."""
    if older is younger:
        return
    if kin is not None:
        yield from copied(older, younger, kin)
        return
    for _, _, pair in weigh(older, younger).pairs:
        if same(pair):
            yield Link(
                kind="same",
                first=pair.a.saying.id,
                second=pair.b.saying.id,
                report=younger.id,
                reasons=reasons(pair),
            )


def same(pair: Pair) -> bool:
    """Whether two statements of independent reports assert one proposition."""
    if stance(pair.a) != stance(pair.b) or pair.opposed:
        return False
    aside = beside(pair.a, pair.clauses[0]) != beside(pair.b, pair.clauses[1])
    if pair.verbatim and pair.same_speaker and not aside and (tell(pair) or (quoted(pair.a) and quoted(pair.b))):
        return pair.least >= LIGHT
    return not aside and not differ(pair) and alike_enough(pair)


def tell(pair: Pair) -> bool:
    """Whether both say something, not only name a topic."""
    return asserts(pair.a) and asserts(pair.b)


def differ(pair: Pair) -> bool:
    """Whether something tells two statements apart, whatever their words have in common: numbers, days, names on both
    sides, what is to come and what has come, what something is said to be, a question, a poll, or that each speaks of
    himself."""
    if pair.clash or all(pair.strangers) or ahead(pair.a) != ahead(pair.b):
        return True
    if leaves(pair) or asks(pair.a) != asks(pair.b):
        return True
    return not pair.same_speaker and (
        pair.a.act in OWN or of_themselves(pair) or is_polled(pair.a) or is_polled(pair.b)
    )


def leaves(pair: Pair) -> bool:
    """Whether one says that something is so of which nothing stands in the other ("paying was clever", "he did not
    pay")."""
    return any(one.verdict and one.verdict <= unmet for one, unmet in zip((pair.a, pair.b), pair.unmet, strict=True))


def asks(one: Proposition) -> bool:
    """Whether it says of something only that it is asked or not known."""
    words = [fold(word) for word in one.saying.words]
    return any(word == "whether" and words[at + 1 : at + 3] != ["or", "not"] for at, word in enumerate(words))


def beside(one: Proposition, number: int) -> bool:
    """Whether a clause only gives a reason, a condition or a contrast of what is said."""
    start, end = clauses(one.saying.text)[number]
    words = words_of(one.saying.text[start:end])
    return number > 0 and bool(words) and fold(words[0]) in BESIDE


def is_polled(one: Proposition) -> bool:
    """Whether a share of a group says so, each for himself ("four in ten", "half of those asked"): another poll asks
    others."""
    shares = (word in SHARES or word in NUMBERS or word[0].isdigit() for word in one.source)
    return one.saying.statement.speaker_kind == "group" and any(shares)


def alike_enough(pair: Pair) -> bool:
    """Whether two statements share enough words, and enough of what they say."""
    count, weight = pair.common
    within, around = FOR_ONE_SPEAKER if pair.same_speaker else FOR_TWO_SPEAKERS
    if not tell(pair):
        within, around = FOR_TOPICS
        if count < MANY or not pair.same_speaker:
            return False
    elif pair.least >= HEAVY:
        within -= MUCH
    if count < FEWEST or weight < (LIGHT if pair.same_speaker else WEIGHTY):
        return False
    if not pair.same_speaker and count + len(pair.shared_names) < MANY:
        return False
    return pair.within >= within and pair.around >= around


def quoted(one: Proposition) -> bool:
    """Whether it is given in the speaker's own words, at least in part."""
    return one.saying.statement.mode in {"direct", "mixed"}


def of_themselves(pair: Pair) -> bool:
    """Whether two speakers speak each of himself or of somebody not named ("he would win", "to win"), or the one of
    himself and the other not of him."""
    both = (pair.a.saying, pair.b.saying)
    opening = [next((word for word in map(plain_word, one.words) if word not in LEADS), "") for one in both]
    if "to" in opening:
        return True
    if not all(one.speaker is not None for one in both):
        return all(word in SEVERAL for word in opening)
    return all(word in PRONOUNS for word in opening) or any(
        word in PERSONAL and not names(other, one)
        for word, one, other in zip(opening, both, reversed(both), strict=True)
    )


def names(other: Saying, one: Saying) -> bool:
    """Whether a statement names the speaker of another one."""
    parts = words_of(one.speaker.name) if one.speaker else ()
    return not {fold(word) for word in parts if len(word) > SHORT}.isdisjoint(map(plain_word, other.words))


def plain_word(word: str) -> str:
    """A word folded, without what an apostrophe joins to it ("he'd")."""
    return fold(word).replace("’", "'").partition("'")[0]


def reasons(pair: Pair) -> Reasons:
    """What was compared, for a reader to check."""
    found = [("wording", f"{pair.score:.2f}")]
    if pair.same_speaker and pair.a.saying.speaker:
        found.append(("speaker", pair.a.saying.speaker.name))
    if shared := sorted({a.word for a in pair.a.terms} & {b.word for b in pair.b.terms}):
        found.append(("words", " ".join(shared[:MOST_WORDS])))
    if numbers := sorted(pair.a.numbers & pair.b.numbers):
        found.append(("number", " ".join(number for number, _ in numbers)))
    if days := sorted(pair.a.days & pair.b.days):
        found.append(("day", " ".join(days)))
    return tuple(found)


def copied(origin: View, copy: View, kin: Kin) -> Iterator[Link]:
    """The statements of a copy that it has from its origin with the same figures."""
    changed = {
        id_
        for a, b in kin.parallel.figures
        if not equal(origin.figures[a], copy.figures[b])
        for id_ in holders(copy, copy.figures[b])
    }
    for a, b in kin.parallel.sayings:
        first, second = origin.sayings[a].id, copy.sayings[b].id
        if second not in changed:
            yield Link(kind="same", first=first, second=second, report=copy.id, reasons=(("copy", kin.how.kind),))


def equal(a: Figure, b: Figure) -> bool:
    """Whether two figures have one value."""
    return amount(a.value, a.low, a.high) == amount(b.value, b.low, b.high)


def holders(view: View, figure: Figure) -> Iterator[str]:
    """The ids of the statements whose content holds the figure: one may relay another."""
    row = view.by_id.get(figure.statement or "")
    while row is not None:
        yield row.id
        row = view.by_id.get(row.statement.within or "")


def gather(links: Sequence[Link], known: Known) -> tuple[tuple[str, ...], ...]:
    """Lists of statement ids that assert the same thing, each with the oldest first.

    Copies join their origins first, then the links with the closest wording come first. Two groups are joined unless a
    dispute or a turned quotation lies between them, and only where between a good part of their origins there is a
    link: what is like its neighbour, which is like another, is not thereby like the first.
    """
    groups = Groups(known)
    for link in links:
        if link.second and (link.kind in DISPUTED or is_turned(link)):
            groups.part(link.first, link.second)
    same_links = [link for link in links if link.kind == "same" and link.second]
    for link in same_links:
        groups.count(link.first, link.second or "")
    for link in sorted(same_links, key=strength):
        groups.join(link.first, link.second or "", copied=is_copied(link))
    return groups.lists()


def is_turned(link: Link) -> bool:
    """Whether two utterances of one saying say the opposite of each other."""
    return link.kind == "variant" and link.detail == "negated"


def is_copied(link: Link) -> bool:
    """Whether one of two statements of a claim is a copy of the other."""
    return any(comparison == "copy" for comparison, _ in link.reasons)


def strength(link: Link) -> tuple[float, str, str]:
    """Sort key: copies first, then the closest wording."""
    return (-2.0 if is_copied(link) else -float(dict(link.reasons).get("wording", 0)), link.first, link.second or "")
