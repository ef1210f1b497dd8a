"""What a copy repeats of its origin, so that one story counts once."""

from onrecord.ledger.asof import origin_of
from onrecord.ledger.names import folded_words
from onrecord.ledger.said import Said
from onrecord.records import Report

RUN = 5
"""Length of the word runs by which a passage is found again: five words in a row seldom meet by chance."""


class Origins:
    """The reports of a ledger (as of a date), by which of them copy which."""

    def __init__(self, reports: dict[str, Report]) -> None:
        self.reports = reports
        self._of = {id_: origin_of(report, reports).id for id_, report in reports.items()}
        self._runs: dict[tuple[str, int], frozenset[tuple[str, ...]]] = {}

    def of(self, report: str) -> str:
        """The id of the report that this one goes back to, its own when it is no copy."""
        return self._of.get(report, report)

    def count(self) -> int:
        """How many reports are no copies."""
        return len(set(self._of.values()))

    def repeats(self, said: Said) -> bool:
        """Whether the statement's words also stand in the report that its own report copies.

        Every run of five words of the content must occur there, or the whole content where it is shorter; case,
        accents and marks do not matter.
        """
        return self.repeats_words(said.report.id, said.quote)

    def repeats_words(self, report: str, text: str) -> bool:
        """Whether words of a report also stand in the report that it copies."""
        origin = self.of(report)
        if origin == report:
            return False
        words = folded_words(text)
        size = min(RUN, len(words))
        return size > 0 and runs(words, size) <= self._runs_of(origin, size)

    def _runs_of(self, report: str, size: int) -> frozenset[tuple[str, ...]]:
        key = (report, size)
        if key not in self._runs:
            self._runs[key] = runs(folded_words(self.reports[report].text), size)
        return self._runs[key]


def runs(words: list[str], size: int) -> frozenset[tuple[str, ...]]:
    """All runs of `size` words."""
    return frozenset(zip(*(words[i:] for i in range(size)), strict=False))
