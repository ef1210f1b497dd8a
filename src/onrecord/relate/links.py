"""What relating finds between two reports: links from a row of one to a row of the other.

Links are worked out pair by pair, from two reports alone, so a report that comes later changes none of those found
before. What readers see (same claims, disputes, series, …) is put together from links when it is asked for.
"""

from dataclasses import dataclass, field

from onrecord.errors import RecordError
from onrecord.records import Span

LINK_KINDS = (
    "same",
    "variant",
    "denied",
    "contradicted",
    "figures_differ",
    "quantity",
    "asks",
    "answered",
    "met",
    "missed",
)  # fmt: skip
"""`same`: two statements assert one thing; `variant`: two utterances of one saying; `denied`, `contradicted`: two
statements that cannot both hold, `figures_differ`: two figures; `quantity`: two figures of one quantity; `asks`: a
question and the one of a copy that repeats it; `answered`: a question; `met`, `missed`: an expectation, by the
statement it hangs on."""

Reasons = tuple[tuple[str, str], ...]
"""Which comparisons speak for a link, and the values compared: `("number", "12000 | 40000")`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`first` is the id of a row of the older report, `second` of a row of the younger one (or both of one report).

    Where the younger report tells something in its own voice, `second` is None and `span` its words there; `report` is
    the younger report's id. `detail` is more of the kind: of a variant its kind (`VARIANT_KINDS`), of a quantity the
    relation (`SERIES_RELATIONS`); `changes` a variant's token difference as `QuoteVariant` has it.
    """

    kind: str
    first: str
    second: str | None
    report: str
    span: Span | None = None
    detail: str | None = None
    changes: tuple[tuple[str, str, str], ...] = ()
    reasons: Reasons = field(default=())

    def __post_init__(self) -> None:
        if self.kind not in LINK_KINDS:
            raise RecordError(f"Link.kind is {self.kind!r}; allowed: {', '.join(LINK_KINDS)}")
        if self.second is None and self.span is None:
            raise RecordError(f"a link of kind {self.kind} needs a second row or a span")
