"""Statements joined to groups that assert one thing, with a guard against chains."""

from collections import defaultdict
from dataclasses import dataclass, field

from onrecord.relate.known import Known

LINKED = 0.4
"""Share of the pairs of origins of two groups between which there must be a link, for the groups to be joined."""


@dataclass
class Groups:
    """Statements by group, and the statements, origins and reports of each group, which is known by one of its members.

    Two statements of one report are joined only as copies of one statement: what says both of two things is not a
    reason to take these for one.
    """

    known: Known
    group: dict[str, str] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)
    origins: dict[str, set[str]] = field(default_factory=dict)
    reports: dict[str, set[str]] = field(default_factory=dict)
    apart: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    linked: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def part(self, a: str, b: str) -> None:
        """Note that two statements are in dispute."""
        self.apart[a].add(b)
        self.apart[b].add(a)

    def count(self, a: str, b: str) -> None:
        """Note that there is a link between two statements."""
        self.linked[a].add(b)
        self.linked[b].add(a)

    def join(self, a: str, b: str, copied: bool = False) -> None:
        """Join the groups of two statements, if they go together; `copied` where one is a copy of the other. Time grows
        with the smaller group."""
        small, large = sorted((self.of(a), self.of(b)), key=lambda group: len(self.members[group]))
        apart = not copied and not self.reports[small].isdisjoint(self.reports[large])
        if small != large and not apart and self.agree(small, large) and self.close(small, large):
            for row in self.members[small]:
                self.group[row] = large
            self.members[large] |= self.members.pop(small)
            self.origins[large] |= self.origins.pop(small)
            self.reports[large] |= self.reports.pop(small)

    def of(self, row: str) -> str:
        """The group of a statement, made if need be."""
        if row not in self.group:
            self.group[row] = row
            self.members[row] = {row}
            self.origins[row] = {self.origin(row)}
            self.reports[row] = {self.known.report_of[row]}
        return self.group[row]

    def agree(self, small: str, large: str) -> bool:
        """Whether no statement of one group is in dispute with one of the other."""
        others = self.members[large]
        return all(self.apart[row].isdisjoint(others) for row in self.members[small] if row in self.apart)

    def close(self, small: str, large: str) -> bool:
        """Whether enough of the origins of one group are linked to origins of the other."""
        pairs = {
            (self.origin(row), self.origin(other))
            for row in self.members[small]
            for other in self.linked[row]
            if self.group.get(other) == large
        }
        return len(pairs) >= LINKED * len(self.origins[small]) * len(self.origins[large])

    def origin(self, row: str) -> str:
        """The report that a statement's report goes back to."""
        report = self.known.report_of[row]
        return self.known.origin_of.get(report, report)

    def lists(self) -> tuple[tuple[str, ...], ...]:
        """The groups with more than one statement, each with the oldest first, the oldest group first."""
        found = [sorted(rows, key=self.known.order) for rows in self.members.values() if len(rows) > 1]
        return tuple(tuple(rows) for rows in sorted(found, key=lambda rows: self.known.order(rows[0])))
