"""Outlets: how much of what they print is their own, and whom they name."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.ledger.said import Said
from onrecord.ledger.together import Together
from onrecord.records import Report

NAMED = ("person", "organization", "document")
"""Kinds of speakers that a reader could ask: people and bodies with a name, and documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """How an outlet reports: `reports` in all, `own` that are no copies, `copies` by kind, `copied` by others so often.

    `statements` in its reports, of them `named` with a speaker whom the report names; `altered` quotations, which an
    earlier report has in other words, with the opposite sense or of another speaker.
    """

    name: str
    reports: int
    own: int
    copies: tuple[tuple[str, int], ...]
    copied: int
    statements: int
    named: int
    altered: int

    @property
    def share_named(self) -> float | None:
        """The share of its statements whose speaker is named, 0 to 1; None without statements."""
        return self.named / self.statements if self.statements else None

    def to_dict(self) -> dict[str, Any]:
        """The outlet as one flat row of plain values."""
        share = self.share_named
        return {
            "outlet": self.name,
            "reports": self.reports,
            "own": self.own,
            "copies": dict(self.copies),
            "copied": self.copied,
            "statements": self.statements,
            "named": self.named,
            "share_named": None if share is None else round(share, 3),
            "altered": self.altered,
        }


def outlets(together: Together) -> list[Outlet]:
    """The outlets, those with most reports of their own first; reports without an outlet stand under their site."""
    by_name: defaultdict[str, list[Report]] = defaultdict(list)
    for report in together.reports.values():
        by_name[site(report)].append(report)
    copied: defaultdict[str, int] = defaultdict(int)
    for report in together.reports.values():
        origin = site(together.reports[together.origins.of(report.id)])
        if origin != site(report):
            copied[origin] += 1
    said: defaultdict[str, list[Said]] = defaultdict(list)
    for row in together.said.values():
        said[site(row.report)].append(row)
    altered: defaultdict[str, int] = defaultdict(int)
    for quoted in together.quotes():
        if quoted.is_altered:
            altered[site(quoted.variant.report)] += 1
    found = [
        outlet(name, reports, said[name], copied=copied[name], altered=altered[name])
        for name, reports in by_name.items()
    ]
    return sorted(found, key=lambda row: (-row.own, -row.reports, row.name))


def outlet(name: str, reports: Sequence[Report], said: Sequence[Said], *, copied: int, altered: int) -> Outlet:
    """The outlet's row."""
    copies: defaultdict[str, int] = defaultdict(int)
    for report in reports:
        if report.copy_of is not None:
            copies[report.copy_kind or "edited"] += 1
    return Outlet(
        name=name,
        reports=len(reports),
        own=len(reports) - sum(copies.values()),
        copies=tuple(sorted(copies.items())),
        copied=copied,
        statements=len(said),
        named=sum(row.speaker is not None and row.speaker_kind in NAMED for row in said),
        altered=altered,
    )


def site(report: Report) -> str:
    """The outlet's name, else the host of the report's address, else a dash."""
    if report.outlet:
        return report.outlet
    return (report.url or "").partition("://")[2].partition("/")[0] or "—"
