"""What outlets print: whose reports they copy, who copies theirs, whom they quote, and which quotations they alter."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Quoted, Said
from onrecord.ledger.outlets import site
from onrecord.records import Entity, Report


@dataclass(frozen=True, slots=True)
class Printed:
    """Outlets by name with the number of reports, speakers with the number of statements, most first.

    `sources` are those whose reports the outlet copies, `takers` those who copy its own.
    """

    sources: tuple[tuple[str, int], ...]
    takers: tuple[tuple[str, int], ...]
    speakers: tuple[tuple[Entity, int], ...]
    altered: tuple[Quoted, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "copies_from": dict(self.sources),
            "copied_by": dict(self.takers),
            "speakers": [{"id": row.id, "name": row.name, "statements": count} for row, count in self.speakers],
            "altered_quotations": [row.to_dict() for row in self.altered],
        }


def printed(reports: Mapping[str, Report], said: Iterable[Said], quotes: Iterable[Quoted]) -> dict[str, Printed]:
    """What each outlet prints, by its name."""
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    takers: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports.values():
        if report.copy_of is not None and report.copy_of in reports:
            source, taker = site(reports[report.copy_of]), site(report)
            sources[taker][source] += 1
            takers[source][taker] += 1
    entities: dict[str, Entity] = {}
    speakers: dict[str, Counter[str]] = defaultdict(Counter)
    for row in said:
        if row.speaker is not None:
            entities[row.speaker.id] = row.speaker
            speakers[site(row.report)][row.speaker.id] += 1
    altered: dict[str, list[Quoted]] = defaultdict(list)
    for pair in quotes:
        if pair.is_altered:
            altered[site(pair.variant.report)].append(pair)
    return {
        name: Printed(
            sources=most(sources[name]),
            takers=most(takers[name]),
            speakers=tuple((entities[id_], count) for id_, count in most(speakers[name])),
            altered=tuple(altered[name]),
        )
        for name in dict.fromkeys(map(site, reports.values()))
    }


def most(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    """What was counted, most first, in the order of the alphabet where numbers are the same."""
    return tuple(sorted(counted.items(), key=lambda row: (-row[1], row[0])))
