"""Words of a sentence and the numbers read from them: what the readers of figures pass to one another."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Span

Value = int | float

GLUE = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one sentence: spans into `text`, lower-cased forms, parts of speech (empty when unknown)."""

    text: str
    spans: Sequence[Span]
    words: Sequence[str]
    tags: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.spans)

    def __getitem__(self, part: slice) -> "Tokens":
        return Tokens(self.text, self.spans[part], self.words[part], self.tags[part])

    def word(self, i: int) -> str:
        """The lower-cased word at `i`, or the empty string beyond either end."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def form(self, i: int) -> str:
        """The word at `i` as it is written, or the empty string."""
        return self.text[slice(*self.spans[i])] if 0 <= i < len(self.spans) else ""

    def tag(self, i: int) -> str:
        """The part of speech at `i`, or the empty string."""
        return self.tags[i] if 0 <= i < len(self.tags) else ""

    def glued(self, i: int) -> bool:
        """Whether no space stands between the words `i - 1` and `i`."""
        return 0 < i < len(self.spans) and self.spans[i - 1][1] == self.spans[i][0]

    def hyphen(self, i: int) -> bool:
        """Whether the word at `i` is a hyphen or dash glued to the words around it."""
        return self.word(i) in GLUE and self.glued(i) and self.glued(i + 1)


@dataclass(frozen=True, slots=True)
class Number:
    """A number: words `[first, last)`, characters `[first's start, end)`, and what it says.

    `value` is None where only bounds are known ("dozens": `low` 24; "several hundred": 200 to 900). `share` marks a
    fraction, its value in per cent. `suffix` is what the last word still holds behind the digits ("km" in "62km").
    `weak` marks readings that need a comparator or an "of" to hold ("a third"); `plain` digits without any mark.
    """

    first: int
    last: int
    end: int
    value: Value | None
    low: Value | None = None
    high: Value | None = None
    bound: str = "exact"
    share: bool = False
    suffix: str = ""
    weak: bool = False
    plain: bool = False
    digits: bool = False
    factor: int = 1
