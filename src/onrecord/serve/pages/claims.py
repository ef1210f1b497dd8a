"""What is asserted, by whom, in how many reports of their own, and who says otherwise."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from onrecord.folding import fold
from onrecord.ledger import Claim, Disputed, Quoted, Said
from onrecord.ledger.asof import report_order
from onrecord.ledger.names import folded_words
from onrecord.ledger.together import in_time
from onrecord.records import Report
from onrecord.serve.page import Asked, Filter, Page, Shown
from onrecord.serve.record import Record
from onrecord.serve.wording import compared, dated, heading, plain
from onrecord.show.changes import Change
from onrecord.show.listings import whose

MOST = 10
"""Speakers, wordings and disputes that a claim's page shows; its JSON has all."""


def claims(asked: Asked) -> Shown:
    """What several reports assert, those of most origins first."""
    record, chosen = asked.record, asked.filters
    rows = list(record.claims)
    if chosen["q"]:
        rows = holding(record, rows, record.about(chosen["q"]))
    if chosen["who"]:
        rows = holding(record, rows, made_by(record, chosen["who"]))
    if chosen["disputed"]:
        rows = holding(record, rows, record.disputes_of)
    if chosen["several"]:
        rows = [row for row in rows if row.origins > 1]
    if chosen["since"] or chosen["until"]:
        between = dated(chosen["since"], chosen["until"])
        rows = [row for row in rows if between(row.said[0])]
    paged = asked.paged(rows)
    return Shown(
        "claims.html",
        "Claims",
        {"paged": paged, "disputed": {row.said[0].id: disputes_of(record, row) for row in paged.rows}, "most": MOST},
        lambda: paged.data(lambda row: {**row.to_dict(), "disputes": ids(disputes_of(record, row))}),
    )


def holding(record: Record, rows: Sequence[Claim], statements: Iterable[str]) -> list[Claim]:
    """The claims that hold one of the statements."""
    found = {record.claim_of[id_].said[0].id for id_ in statements if id_ in record.claim_of}
    return [row for row in rows if row.said[0].id in found]


def made_by(record: Record, who: str) -> Iterable[str]:
    """The ids of the statements of those who go by the words."""
    speaks = record.voices.called(who)
    named = (row.id for id_ in speaks.entities for row in record.said_by[id_])
    return chain(named, speaks.statements)


def disputes_of(record: Record, claim: Claim) -> list[Disputed]:
    """The disputes that the claim's statements are part of, those between most origins first."""
    found = {row.dispute.id: row for said in claim.said for row in record.disputes_of.get(said.id, ())}
    return sorted(found.values(), key=lambda row: -row.origins)


def ids(rows: Sequence[Disputed]) -> list[str]:
    """The disputes' ids."""
    return [row.dispute.id for row in rows]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who asserts a claim: their statements in order of time, what copies repeat left out."""

    said: tuple[Said, ...]

    @property
    def first(self) -> Said:
        """The first of the statements."""
        return self.said[0]

    def to_dict(self) -> dict[str, Any]:
        """Who, since when, and the statements' ids."""
        speaker = self.first.speaker
        return {
            "speaker": speaker.name if speaker else None,
            "entity": speaker.id if speaker else None,
            "source_text": self.first.source_text,
            "since": self.first.date,
            "statements": [row.id for row in self.said],
        }


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in which a claim stands: the first statement that has them, how many have, what differs from the oldest."""

    first: Said
    count: int
    changes: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        """The words, the first statement that has them, how many have, and the changes."""
        words = {"words": self.first.quote, "statement": self.first.id}
        return {**words, "count": self.count, "changes": plain(self.changes)}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a claim stands: a statement, the report that its report goes back to, and, in a copy, what differs.

    `repeated` is the statement of the origin that a copy's is compared with, None where the origin has none.
    """

    said: Said
    origin: Report
    repeated: Said | None

    @property
    def is_copy(self) -> bool:
        """Whether its report is a copy."""
        return self.said.report.id != self.origin.id

    @property
    def changes(self) -> list[Change]:
        """What a copy has in other words than its origin."""
        return compared(self.repeated.quote, self.said.quote) if self.repeated else []

    def to_dict(self) -> dict[str, Any]:
        """The statement, its origin's id, and the changes."""
        return {**self.said.to_dict(), "origin": self.origin.id, "changes": plain(self.changes)}


@dataclass(frozen=True, slots=True)
class Family:
    """An origin and what stands in it, and its copies. `whole` is false where it began on the page before."""

    origin: Report
    own: tuple[Stand, ...]
    copies: tuple[Stand, ...]
    whole: bool


def claim(asked: Asked) -> Shown:
    """One claim, named by any of its statements; a statement that stands alone is one as well."""
    record = asked.record
    said = asked.one(record.said, "statement")
    row = record.claim_of.get(said.id) or Claim((said,), 1)
    stands = standing(record, row)
    paged = asked.paged(stands)
    disputed = disputes_of(record, row)
    speaking, worded, others = voices(record, row), wordings(row), altered(record, row)
    context = {
        "claim": row,
        "said": said,
        "disputes": [(one, other_side(one, row)) for one in disputed[:MOST]],
        "disputed": len(disputed),
        "altered": others,
        "voices": speaking,
        "wordings": worded,
        "paged": paged,
        "families": families(paged.rows, stands[paged.first - 2] if paged.first > 1 else None),
        "reports": len({one.report.id for one in row.said}),
        "most": MOST,
    }

    def data() -> dict[str, Any]:
        return {
            **row.to_dict(),
            "voices": [one.to_dict() for one in speaking],
            "wordings": [one.to_dict() for one in worded],
            "disputes": [one.to_dict() for one in disputed],
            "altered": [one.to_dict() for one in others],
            **paged.data(Stand.to_dict),
        }

    return Shown("claim.html", f"“{heading(row.said[0].quote)}”", context, data)


def voices(record: Record, claim: Claim) -> list[Voice]:
    """Who asserts a claim, in order of time; what copies repeat is left out where there is anything else."""
    by: dict[str, list[Said]] = defaultdict(list)
    for row in [row for row in claim.said if row.id not in record.repeated] or claim.said:
        by[row.speaker.id if row.speaker else f"“{fold(whose(row))}”"].append(row)
    return [Voice(tuple(rows)) for rows in by.values()]


def wordings(claim: Claim) -> list[Wording]:
    """The wordings of a claim, those that most statements have first; marks and case make no difference."""
    first: dict[tuple[str, ...], Said] = {}
    count: Counter[tuple[str, ...]] = Counter()
    for row in claim.said:
        key = tuple(folded_words(row.quote))
        first.setdefault(key, row)
        count[key] += 1
    oldest = claim.said[0].quote
    order = sorted(first, key=lambda key: (-count[key], in_time(first[key])))
    return [
        Wording(first[key], count[key], tuple(compared(oldest, first[key].quote) if at < MOST else ()))
        for at, key in enumerate(order)
    ]


def standing(record: Record, claim: Claim) -> list[Stand]:
    """Where a claim stands, by origin in order of time, each with its copies behind it."""
    by: dict[str, list[Said]] = defaultdict(list)
    for row in claim.said:
        by[record.origins.of(row.report.id)].append(row)
    found = []
    for id_ in sorted(by, key=lambda id_: report_order(record.reports[id_])):
        rows = sorted(by[id_], key=lambda row: (row.report.id != id_, in_time(row)))
        own = [row for row in rows if row.report.id == id_]
        found += [Stand(row, record.reports[id_], closest(row, own)) for row in rows]
    return found


def closest(row: Said, own: Sequence[Said]) -> Said | None:
    """The statement of the origin that a copy's repeats: of several, the one with most of its words."""
    if len(own) < 2 or row in own:
        return None if row in own else next(iter(own), None)
    words = set(folded_words(row.quote))
    return max(own, key=lambda one: len(words & set(folded_words(one.quote))))


def families(rows: Sequence[Stand], before: Stand | None) -> list[Family]:
    """The rows of a page by their origins; `before` is the last row of the page before."""
    found: list[Family] = []
    for origin, group in groupby(rows, key=lambda row: row.origin.id):
        its = tuple(group)
        whole = bool(found) or before is None or before.origin.id != origin
        own = tuple(row for row in its if not row.is_copy)
        found.append(Family(its[0].origin, own, tuple(row for row in its if row.is_copy), whole))
    return found


def other_side(dispute: Disputed, claim: Claim) -> tuple[Any, ...]:
    """The side of a dispute on which the claim is not."""
    own = {row.id for row in claim.said}
    return dispute.second if any(isinstance(row, Said) and row.id in own for row in dispute.first) else dispute.first


def altered(record: Record, claim: Claim) -> list[Quoted]:
    """The altered quotations among the claim's statements, and of them elsewhere."""
    found = {(one.original.id, one.variant.id): one for row in claim.said for one in record.quotes_of.get(row.id, ())}
    return [one for one in found.values() if one.is_altered]


PAGES = (
    Page(
        "claims",
        claims,
        "Claims",
        (
            Filter("q", "Words"),
            Filter("who", "Speaker"),
            Filter("since", "First said since", "date"),
            Filter("until", "Until", "date"),
            Filter("several", "Several origins", "flag"),
            Filter("disputed", "Disputed", "flag"),
        ),
    ),
    Page("claim", claim),
)
