"""Which report was copied from which.

A report is compared with the few earlier ones that share fingerprints with it; only text not seen before is kept to be
found by, so ten thousand copies of one report cost no more than ten thousand comparisons with that one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from onrecord.errors import RecordError
from onrecord.records import COPY_KINDS, Report, content_id
from onrecord.relate.align import Prepared, overlap, prepare
from onrecord.relate.anchors import Anchors, find_anchors, same_order
from onrecord.relate.order import Age, age
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
PRINTS = ("words", "anchors")
"""Kinds of fingerprints: of runs of words, of neighbouring names and numbers."""


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

    report: str
    kind: str
    share: float


class Shelf(Protocol):
    """The reports that are older than the one at hand, as far as copies are sought among them."""

    def twin(self, digest: str) -> str | None:
        """The oldest of them whose words, as `digest_of` has them, are the same."""

    def source(self, report: str) -> Source | None:
        """What that report was copied from."""

    def age(self, report: str) -> Age:
        """When that report came."""

    def near(self, kind: str, prints: frozenset[int]) -> Sequence[str]:
        """Those that share most of the prints of that kind (`PRINTS`), as `Index.nearest` has it."""

    def outlet(self, report: str) -> str | None:
        """The report's outlet."""

    def text(self, report: str) -> Prepared:
        """Its words."""

    def anchors(self, report: str) -> Anchors:
        """Its names and numbers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a report that was compared with the earlier ones.

    `source` is what it was copied from; `digest` stands for its words (None where it has none); `prints` all
    fingerprints that were looked up, by kind (`PRINTS`); `kept` those under which later ones may find it.
    """

    source: Source | None
    digest: str | None
    prints: Mapping[str, frozenset[int]] = field(default_factory=dict)
    kept: Mapping[str, frozenset[int]] = field(default_factory=dict)


def digest_of(text: Prepared) -> str:
    """A hash of the text's words, the same for the same words."""
    return content_id(text.codes)


def enter(report: Report, shelf: Shelf) -> Entry:
    """Compare a report with the earlier ones on the shelf: what it was copied from, and how it is found later."""
    text = prepare(report.text)
    if not text.codes:
        return Entry(None, None)
    digest = digest_of(text)
    if twin := shelf.twin(digest):
        return Entry(shelf.source(twin) or Source(twin, "verbatim", 1.0), digest)
    near = shelf.near("words", text.prints)
    prints, kept = {"words": text.prints}, {"words": new_prints(text, near, shelf)}
    source = choose(shared(report, text, near, shelf), shelf)
    if source is None:
        anchors = find_anchors(report.text)
        source = choose(rewritings(report, anchors, shelf), shelf)
        prints["anchors"] = anchors.prints
        kept["anchors"] = anchors.prints if source is None else frozenset()
    return Entry(source, digest, prints, kept)


def shared(report: Report, text: Prepared, near: Sequence[str], shelf: Shelf) -> list[Source]:
    """The reports among `near`, by age, that a good part of the text's words stands in."""
    found = []
    for other in near:
        both = overlap(text, shelf.text(other))
        least = SHARED_BY_SAME if one_outlet(report, other, shelf) else SHARED
        if min(both.share, both.share if both.told is None else both.told) >= least:
            found.append(Source(other, "verbatim" if both.whole else "edited", both.share))
    return found


def rewritings(report: Report, anchors: Anchors, shelf: Shelf) -> list[Source]:
    """The reports whose names and numbers this one tells in their order.

    No outlet rewrites itself word by word: what two of its reports have in common in this way is page furniture.
    """
    found = []
    for other in shelf.near("anchors", anchors.prints):
        if one_outlet(report, other, shelf):
            continue
        order = same_order(anchors, shelf.anchors(other))
        if min(order.share, order.distinct) >= IN_ORDER and order.cover >= COVERED and order.size >= FEWEST:
            found.append(Source(other, "rewritten", order.share))
    return found


def choose(sources: Sequence[Source], shelf: Shelf) -> Source | None:
    """The oldest of the sources that share about as much as the one that shares most."""
    enough = max((source.share for source in sources), default=0.0) - AS_MUCH
    return min((s for s in sources if s.share >= enough), key=lambda s: shelf.age(s.report), default=None)


def new_prints(text: Prepared, near: Sequence[str], shelf: Shelf) -> frozenset[int]:
    """The text's fingerprints that none of the near reports has, if they are enough to be found by."""
    new = text.prints.difference(*(shelf.text(other).prints for other in near))
    return new if len(new) >= LEAST_PRINTS * len(text.prints) else frozenset()


def one_outlet(report: Report, other: str, shelf: Shelf) -> bool:
    """Whether both reports name the same outlet."""
    return report.outlet is not None and report.outlet == shelf.outlet(other)


class Pile:
    """A shelf in memory: reports entered in the order of their age."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.sources: dict[str, Source | None] = {}
        self.first: dict[str, str] = {}
        self.index = {kind: Index() for kind in PRINTS}
        self.text = lru_cache(maxsize=256)(lambda report: prepare(self.reports[report].text))
        self.anchors = lru_cache(maxsize=256)(lambda report: find_anchors(self.reports[report].text))

    def enter(self, report: Report) -> Source | None:
        """Add the next report and say what it was copied from, if from anything."""
        entry = enter(report, self)
        self.reports[report.id], self.sources[report.id] = report, entry.source
        if entry.digest:
            self.first.setdefault(entry.digest, report.id)
        for kind, prints in entry.kept.items():
            self.index[kind].add(report.id, prints)
        return entry.source

    def twin(self, digest: str) -> str | None:
        """The first report entered whose words have that digest."""
        return self.first.get(digest)

    def source(self, report: str) -> Source | None:
        """What that report was copied from."""
        return self.sources[report]

    def age(self, report: str) -> Age:
        """When that report came."""
        return age(self.reports[report])

    def near(self, kind: str, prints: frozenset[int]) -> Sequence[str]:
        """Those that share most of the prints of that kind."""
        return self.index[kind].nearest(prints, LEAST_PRINTS, self.age)

    def outlet(self, report: str) -> str | None:
        """The report's outlet."""
        return self.reports[report].outlet


def find_copies(reports: Sequence[Report]) -> list[Copy]:
    """The copies among `reports`, sorted by id, each with its origin.

    The origin is the earliest published of the reports that share about as much with the copy (no date stands last;
    ties go to the longer text, then to the lower id). The order of `reports` does not matter, and a report given
    twice counts once. Sharing only quotations makes no copy: two reporters may have heard one speech.
    """
    pile, copies = Pile(), []
    for report in sorted({r.id: r for r in reports}.values(), key=age):
        if source := pile.enter(report):
            copies.append(Copy(report.id, source.report, source.kind, round(source.share, 4)))
    return sorted(copies, key=lambda copy: copy.report)
