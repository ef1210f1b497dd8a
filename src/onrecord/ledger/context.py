"""The sentence around a span."""

from bisect import bisect_right
from itertools import accumulate

from onrecord.records import Report, Span

LONGEST = 1000
"""Characters of a sentence that are shown; a text without full stops is no sentence."""


class Sentences:
    """Sentences of reports; each report's lines, and each line's sentences, are found once."""

    def __init__(self) -> None:
        self._lines: dict[str, list[int]] = {}
        self._sentences: dict[tuple[str, int], list[Span]] = {}

    def around(self, report: Report, span: Span) -> Span:
        """The span of the sentence that holds the start of `span`, drawn out to its end.

        Of a sentence of more than `LONGEST` characters only whole words up to half as many away from `span`.
        """
        found = self._line(report, span[0])
        start, end = found[max(0, bisect_right(found, (span[0], len(report.text))) - 1)] if found else span
        start, end = min(start, span[0]), max(end, span[1])
        if end - start <= LONGEST:
            return start, end
        first, last = span[0] - LONGEST // 2, span[1] + LONGEST // 2
        if start < first:
            start = report.text.find(" ", first, span[0]) + 1 or first
        if last < end:
            space = report.text.rfind(" ", span[1], last)
            end = space if space > span[1] else last
        return start, end

    def _line(self, report: Report, offset: int) -> list[Span]:
        from onrecord.read.sentences import split_sentences

        if report.id not in self._lines:
            sizes = (len(line) + 1 for line in report.text.split("\n"))
            self._lines[report.id] = list(accumulate(sizes, initial=0))
        starts = self._lines[report.id]
        line = bisect_right(starts, offset) - 1
        key = (report.id, line)
        if key not in self._sentences:
            self._sentences[key] = split_sentences(report.text, starts[line], starts[line + 1] - 1)
        return self._sentences[key]
