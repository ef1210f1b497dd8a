"""Quotation variants: utterances of one saying, and how they differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import QuoteVariant
from onrecord.relate.kin import Kin
from onrecord.relate.known import Known
from onrecord.relate.links import Link, Reasons
from onrecord.relate.turning import Turn, turned
from onrecord.relate.utterances import Utterance, quoted
from onrecord.relate.variant_changes import Difference, cut_out, difference, inner
from onrecord.relate.variant_pairs import repeated
from onrecord.relate.variant_speakers import misattributed
from onrecord.relate.view import View

WHOLE = 0.85
"""Share of words in common from which on a quotation given to another speaker is misattributed, outside of copies: one
of two speakers may quote the other."""
CLOSE = 0.6
"""Share of words in common from which on two utterances are compared word by word, not clause by clause."""


def links(older: View, younger: View, kin: Kin | None) -> Iterator[Link]:
    """The utterances of two reports that are one saying; none inside one report.

    Of a copy, the statements that stand for one another in it and its origin; of other reports, those whose quoted
    words agree in good part.
    """
    if older is younger:
        return
    first, second = quoted(older), quoted(younger)
    pairs = []
    if kin is not None:
        pairs = [(i, j) for i, j in kin.parallel.sayings if i in first.by_place and j in second.by_place]
    for i, j in [*pairs, *repeated(first, second, pairs)]:
        yield link(Compared(older, younger, first.by_place[i], second.by_place[j], kin is not None))


@dataclass(frozen=True, slots=True)
class Compared:
    """Two utterances of one saying with the reports that hold them; `copied` when the younger is a copy."""

    older: View
    younger: View
    first: Utterance
    second: Utterance
    copied: bool


def link(pair: Compared) -> Link:
    """The link between two utterances of one saying."""
    found = difference(pair.first.words, pair.second.words)
    kind, reasons = judge(pair, found)
    return Link(
        kind="variant",
        first=pair.first.saying.id,
        second=pair.second.saying.id,
        report=pair.younger.id,
        detail=kind,
        changes=found.changes,
        reasons=reasons,
    )


def judge(pair: Compared, found: Difference) -> tuple[str, Reasons]:
    """The kind of variant, and what speaks for it."""
    a, b = pair.first.saying, pair.second.saying
    names = " | ".join(one.speaker.name if one.speaker else "" for one in (a, b))
    shared: Reasons = (("wording", f"{found.share:.2f}"), ("speaker", names))
    alike = pair.copied or found.share >= WHOLE
    if alike and misattributed((pair.older, a), (pair.younger, b), pair.copied):
        return "misattributed", shared
    kind, turn = wording(pair, found)
    return kind, (*shared, ("turned", f"{turn.before} | {turn.after}")) if turn else shared


def wording(pair: Compared, found: Difference) -> tuple[str, Turn | None]:
    """The kind of variant as far as the words tell, and what turned the sense."""
    if found.same:
        return "verbatim", None
    if negator := cut_out(found):
        return "negated", Turn(*negator)
    if found.trimmed:
        return "trimmed", None
    turn = turned(*senses(pair, found))
    return ("negated", turn) if turn else ("reworded", None)


def senses(pair: Compared, found: Difference) -> tuple[str, str]:
    """The wordings whose senses are compared: of quotations side by side what both tell, else all of the statement."""
    if found.share >= CLOSE:
        return inner(found)
    direct = "direct" in (pair.first.saying.statement.mode, pair.second.saying.statement.mode)
    return (pair.first.sense, pair.second.sense) if direct else (pair.first.text, pair.second.text)


def gather(links: Sequence[Link], known: Known) -> tuple[QuoteVariant, ...]:
    """The variants as rows of the record, sorted by ids.

    Where an original is itself a variant of an older utterance to which the variant is linked as well, only the pair
    with the older one is kept: the wording that others are measured by is the earliest.
    """
    pairs: dict[tuple[str, str], Link] = {}
    for one in sorted((one for one in links if one.kind == "variant" and one.second), key=repr):
        a, b = one.first, one.second or ""
        if known.order(b) < known.order(a):
            continue
        pairs.setdefault((a, b), one)
    originals: dict[str, set[str]] = {}
    for a, b in pairs:
        originals.setdefault(b, set()).add(a)
    rows = []
    for (a, b), one in pairs.items():
        if originals[b].isdisjoint(originals.get(a, ())):
            rows.append(QuoteVariant(original=a, variant=b, kind=one.detail or "reworded", changes=one.changes))
    return tuple(sorted(rows, key=lambda row: (row.original, row.variant)))
