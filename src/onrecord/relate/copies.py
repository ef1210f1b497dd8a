"""Which report was copied from which.

Reports are taken in the order of their age. Each is compared with the few earlier ones that share fingerprints with
it; only text not seen before enters the index, so ten thousand copies of one report cost no more than ten thousand
comparisons with that one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.errors import RecordError
from onrecord.records import COPY_KINDS, Report
from onrecord.relate.align import Prepared, overlap, prepare
from onrecord.relate.anchors import Anchors, find_anchors, same_order
from onrecord.relate.order import age
from onrecord.relate.shingles import Index

SHARED = 0.4
"""Share of a report's words that stand in an earlier one from which on it is a copy. On twelve invented stories
edited copies have 0.88 to 0.94, all other pairs 0.16 at most; follow-ups repeat a paragraph or two of background."""
SHARED_BY_SAME = 0.6
"""The same for two reports of one outlet, which may repeat its own background as it likes."""
IN_ORDER = 0.55
"""Share of a report's names and numbers that stand in an earlier one in the same order from which on it is a
rewriting. On the same stories machine rewritings have 0.69 to 0.92, all other pairs 0.40 at most."""
COVERED = 0.35
"""Share of the origin's names and numbers that a rewriting keeps, at least."""
FEWEST = 12
"""Different names and numbers in common that a rewriting is judged by, at least."""
AS_MUCH = 0.1
"""An older origin is preferred to a newer one that shares at most this much more."""
LEAST_PRINTS = 0.1
"""Share of the fingerprints from which on two reports are aligned."""


@dataclass(frozen=True, slots=True)
class Copy:
    """`report` was copied from `copy_of`, both ids of reports.

    `kind` is one of `records.COPY_KINDS`: verbatim (word for word, but for a dateline, a credit line or a cut at the
    end), edited (long runs kept between cuts and changes), rewritten (few runs kept, but the names and numbers in
    their order). `share`, 0 to 1, is the share of the copy's words that stand in the origin in aligned runs; of a
    rewriting, the share of its names and numbers that stand there in the same order.
    """

    report: str
    copy_of: str
    kind: str
    share: float

    def __post_init__(self) -> None:
        if self.kind not in COPY_KINDS:
            raise RecordError(f"Copy.kind is {self.kind!r}; allowed: {', '.join(COPY_KINDS)}")
        if self.report == self.copy_of:
            raise RecordError(f"report {self.report} cannot be a copy of itself")


@dataclass(frozen=True, slots=True)
class Source:
    """An earlier report that a report was copied from, and how."""

    number: int
    kind: str
    share: float


class Pile:
    """Reports in the order of their age, entered one by one."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.texts: list[Prepared | None] = []
        self.anchors: list[Anchors | None] = []
        self.same: dict[tuple[int, ...], int] = {}
        self.by_words = Index()
        self.by_anchors = Index()
        self.sources: dict[int, Source] = {}

    def enter(self, report: Report) -> Source | None:
        """Add the next report and say what it was copied from, if from anything."""
        number, text = len(self.reports), prepare(report.text)
        self.reports.append(report)
        self.texts.append(None)
        self.anchors.append(None)
        if not text.codes:
            return None
        twin = self.same.setdefault(text.codes, number)
        if twin != number:
            self.sources[number] = self.sources.get(twin) or Source(twin, "verbatim", 1.0)
            return self.sources[number]
        near = self.by_words.nearest(text.prints, LEAST_PRINTS)
        source = self.choose(number, self.shared(number, text, near)) or self.rewriting(number)
        if source:
            self.sources[number] = source
        self.keep(number, text, near)
        return source

    def shared(self, number: int, text: Prepared, near: list[int]) -> Iterator[Source]:
        """The reports among `near` that a good part of the text's words stands in."""
        for other in near:
            origin = self.texts[other]
            if origin is None:
                continue
            found = overlap(text, origin)
            least = SHARED_BY_SAME if self.one_outlet(number, other) else SHARED
            if min(found.share, found.share if found.told is None else found.told) >= least:
                yield Source(other, "verbatim" if found.whole else "edited", found.share)

    def rewriting(self, number: int) -> Source | None:
        """The report whose names and numbers this one tells in their order; its own are entered if there is none.

        No outlet rewrites itself word by word: what two of its reports have in common in this way is page furniture.
        """
        anchors = find_anchors(self.reports[number].text)
        found = []
        for other in self.by_anchors.nearest(anchors.prints, LEAST_PRINTS):
            origin = self.anchors[other]
            if origin is None or self.one_outlet(number, other):
                continue
            order = same_order(anchors, origin)
            if min(order.share, order.distinct) >= IN_ORDER and order.cover >= COVERED and order.size >= FEWEST:
                found.append(Source(other, "rewritten", order.share))
        source = self.choose(number, found)
        if source is None:
            self.anchors[number] = anchors
            self.by_anchors.add(number, anchors.prints)
        return source

    def choose(self, number: int, found: Iterator[Source] | list[Source]) -> Source | None:
        """The oldest of the sources that share about as much as the one that shares most."""
        sources = list(found)
        enough = max((source.share for source in sources), default=0.0) - AS_MUCH
        return min((s for s in sources if s.share >= enough), key=lambda s: s.number, default=None)

    def keep(self, number: int, text: Prepared, near: list[int]) -> None:
        """Enter the text's new fingerprints, if they are enough to be found by."""
        known = (origin.prints for other in near if (origin := self.texts[other]) is not None)
        new = text.prints.difference(*known)
        if len(new) >= LEAST_PRINTS * len(text.prints):
            self.texts[number] = text
            self.by_words.add(number, new)

    def one_outlet(self, a: int, b: int) -> bool:
        """Whether both reports name the same outlet."""
        outlet = self.reports[a].outlet
        return outlet is not None and outlet == self.reports[b].outlet


def find_copies(reports: Sequence[Report]) -> list[Copy]:
    """The copies among `reports`, sorted by id, each with its origin.

    The origin is the earliest published of the reports that share about as much with the copy (no date stands last;
    ties go to the longer text, then to the lower id). The order of `reports` does not matter, and a report given
    twice counts once. Sharing only quotations makes no copy: two reporters may have heard one speech.
    """
    pile, copies = Pile(), []
    for report in sorted({r.id: r for r in reports}.values(), key=age):
        source = pile.enter(report)
        if source:
            origin = pile.reports[source.number].id
            copies.append(Copy(report.id, origin, source.kind, round(source.share, 4)))
    return sorted(copies, key=lambda copy: copy.report)
