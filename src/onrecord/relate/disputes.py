"""Disputes between statements: denied and contradicted."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.records import DISPUTE_KINDS, Dispute
from onrecord.relate.assertions import is_spelled_out, states
from onrecord.relate.claims import equal, is_turned
from onrecord.relate.denials import answered, is_contrast
from onrecord.relate.kin import Kin
from onrecord.relate.known import Known
from onrecord.relate.links import Link, Reasons
from onrecord.relate.order import Age
from onrecord.relate.propositions import ASSERTING, Proposition
from onrecord.relate.quantities import days_between
from onrecord.relate.view import View
from onrecord.relate.weighing import Pair, Weighed, stance, weigh

Side = tuple[str, ...]
Sides = tuple[Side, Side]

DENIED = 0.6, 0.2
"""Share of a denial's words that stand in what it denies, and the reverse, in two reports."""
NAMELESS, NAMELESS_DAYS = 0.7, 14
"""The same share, of `FEWEST` words at least, where no name, day or figure stands in both, and days between them."""
DENIED_WEIGHT, CONTRADICTED_WEIGHT = 0.8, 1.3
"""What the words that both have, names and figures left out, weigh at least."""
FEWEST = 3
"""How many such words there are where nobody denies, or no name is in common, at least."""
CONTRADICTED = 0.85, 0.5
"""Share of the shorter statement that stands in the longer one, and the reverse, for one to contradict the other."""


def links(older: View, younger: View, kin: Kin | None) -> Iterator[Link]:
    """Denials of a report's own statements or of another's, and statements that say the opposite of each other.

    Nothing between a copy and its origin: what a copy has turned into its opposite is a variant of kind negated.
    """
    if kin is not None:
        return
    weighed = weigh(older, younger)
    if older is younger:
        yield from inside(weighed, younger)
        return
    yielded = set()
    for i, j, pair in weighed.pairs:
        if kind := dispute(pair):
            one = weighed.a.items[i if pair.a.denies else weighed.a.outermost(i)].saying.id
            other = weighed.b.items[j if pair.b.denies else weighed.b.outermost(j)].saying.id
            if (one, other) not in yielded:
                yielded.add((one, other))
                yield link(kind, one, other, younger, reasons(pair))


def inside(weighed: Weighed, report: View) -> Iterator[Link]:
    """The disputes within one report."""
    found = set()
    for answer in answered(weighed):
        first, second = weighed.a.items[answer.denied], weighed.a.items[answer.denial]
        found.add(frozenset((answer.denied, answer.denial)))
        kind = "denied" if second.act == "deny" else "contradicted"
        yield link(kind, first.saying.id, second.saying.id, report, ((answer.how, answer.value),))
    for i, j, pair in weighed.pairs:
        fresh = frozenset((i, j)) not in found
        if fresh and not (pair.same_speaker or pair.nested or pair.a.denies or pair.b.denies) and contradicts(pair):
            yield link("contradicted", pair.a.saying.id, pair.b.saying.id, report, reasons(pair))


def dispute(pair: Pair) -> str | None:
    """The kind of dispute between two statements of two reports, if there is one.

    What is denied after it was asserted is denied; what is asserted after it was denied is contradicted.
    """
    if pair.b.denies and denies(pair.b, pair.a, pair.second, pair.first, pair):
        return "denied"
    if pair.a.denies and denies(pair.a, pair.b, pair.first, pair.second, pair):
        return "contradicted"
    if not pair.a.denies and not pair.b.denies and contradicts(pair):
        return "denied" if pair.b.disclaims else "contradicted"
    return None


def denies(denial: Proposition, said: Proposition, inside: float, outside: float, pair: Pair) -> bool:
    """Whether one statement denies what the other asserts; `inside` is the share of the denial's words that stand in
    the other, `outside` the reverse."""
    if said.act not in ASSERTING or not pair.opposed or pair.clash:
        return False
    if pair.common[0] < 2 or pair.common[1] < DENIED_WEIGHT or not is_spelled_out(denial) or is_contrast(denial):
        return False
    if not pair.shared_names and (pair.common[0] < FEWEST or inside < NAMELESS or not close(pair)):
        return False
    return inside >= DENIED[0] and outside >= DENIED[1]


def close(pair: Pair) -> bool:
    """Whether two statements were made within a few days."""
    return days_between(pair.a.saying.day, pair.b.saying.day) <= NAMELESS_DAYS


def contradicts(pair: Pair) -> bool:
    """Whether two assertions cannot both hold: one says of the same thing what the other says is not so."""
    if stance(pair.a) != "hold" or stance(pair.b) != "hold" or pair.clash or not pair.opposed or any(pair.strangers):
        return False
    negated = {one.negations[clause] for one, clause in zip((pair.a, pair.b), pair.clauses, strict=True)}
    count, weight = pair.common
    if max(negated) > 1 or count < FEWEST or weight < CONTRADICTED_WEIGHT or not (states(pair.a) and states(pair.b)):
        return False
    return pair.within >= CONTRADICTED[0] and pair.around >= CONTRADICTED[1]


def reasons(pair: Pair) -> Reasons:
    """What was compared, for a reader to check."""
    found = [("wording", f"{pair.score:.2f}")]
    found.append(("acts", f"{pair.a.act} | {pair.b.act}"))
    negated = [str(one.negations[clause]) for one, clause in zip((pair.a, pair.b), pair.clauses, strict=True)]
    found.append(("negations", " | ".join(negated)))
    return tuple(found)


def link(kind: str, first: str, second: str, younger: View, why: Reasons) -> Link:
    """A dispute between two statements."""
    return Link(kind=kind, first=first, second=second, report=younger.id, reasons=why)


def gather(links: Sequence[Link], known: Known, claims: Sequence[Sequence[str]]) -> tuple[Dispute, ...]:
    """One dispute for all links between the same two sides; `claims` are lists of statements that say the same.

    A side of a denial or contradiction holds all statements of a claim. A side of a difference of figures holds the
    figures of one quantity that have one value, as links of kind `quantity` join them. All that one claim denies is one
    side, so that there is one dispute a denial.
    """
    side_of = {row: tuple(claim) for claim in claims for row in claim} | figure_sides(links, known)
    found: dict[Sides, set[str]] = {}
    denied: dict[Side, Side] = {}
    disputing = [one for one in links if one.second and (one.kind in DISPUTE_KINDS or is_turned(one))]
    for one in sorted(disputing, key=lambda one: place(one, known)):
        first, second = (side_of.get(row, (row,)) for row in (one.first, one.second or ""))
        if first == second:
            continue
        if one.kind == "denied":
            denied[second] = joined(denied.get(second, ()), first)
            continue
        key = (second, first) if (second, first) in found else (first, second)
        found.setdefault(key, set()).add("contradicted" if is_turned(one) else one.kind)
    rows = [Dispute(kind="denied", between=(first, second)) for second, first in denied.items()]
    rows += [Dispute(kind=kind_of(kinds), between=key) for key, kinds in found.items() if not covered(key, denied)]
    return tuple(sorted(rows, key=lambda row: min(known.order(one) for one in row.between[0])))


def covered(key: Sides, denied: Mapping[Side, Side]) -> bool:
    """Whether two sides are already in dispute by a denial."""
    return any(set(key[i]) <= set(denied.get(key[1 - i], ())) for i in (0, 1))


def joined(first: Side, second: Side) -> Side:
    """Both sides as one, each row once."""
    return tuple(dict.fromkeys((*first, *second)))


def kind_of(kinds: set[str]) -> str:
    """The kind of a dispute by the kinds of its links."""
    return min(kinds, key=DISPUTE_KINDS.index)


def place(one: Link, known: Known) -> tuple[tuple[Age, str], tuple[Age, str], str]:
    """Sort key of a link: the one between the oldest rows first."""
    return known.order(one.second or one.first), known.order(one.first), one.kind


def figure_sides(links: Sequence[Link], known: Known) -> dict[str, Side]:
    """For each figure that is joined to others of the same quantity and value, all of them, the oldest first."""
    above: dict[str, str] = {}
    for one in links:
        if one.kind == "quantity" and one.second and equal(known.figures[one.first], known.figures[one.second]):
            first, second = top(above, one.first), top(above, one.second)
            above[max(first, second)] = min(first, second)
    groups: dict[str, list[str]] = {}
    for row in sorted({one for pair in above.items() for one in pair}, key=known.order):
        groups.setdefault(top(above, row), []).append(row)
    return {row: tuple(rows) for rows in groups.values() for row in rows}


def top(above: dict[str, str], row: str) -> str:
    """The row that stands for the group of `row`; the way to it is shortened."""
    while (upper := above.get(row, row)) != row:
        above[row] = above.get(upper, upper)
        row = upper
    return row
