"""Links of many pairs of reports put together: same claims, disputes, quotation variants, series, outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Dispute, QuoteVariant, Series
from onrecord.relate import claims, disputes, outcomes, quantities, variants
from onrecord.relate.known import Known
from onrecord.relate.links import Link
from onrecord.relate.outcomes import Answer, Outcome


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the links come to.

    `same_claims` are lists of statements, the oldest first; `answers` by question, `outcomes` by the expectation's
    statement: those not named are open, and pending.
    """

    same_claims: tuple[tuple[str, ...], ...]
    disputes: tuple[Dispute, ...]
    quote_variants: tuple[QuoteVariant, ...]
    series: tuple[Series, ...]
    answers: dict[str, Answer]
    outcomes: dict[str, Outcome]


def gather(links: Sequence[Link], known: Known) -> Gathered:
    """Put the links together; their order does not matter."""
    groups = claims.gather(links, known)
    return Gathered(
        same_claims=groups,
        disputes=disputes.gather(links, known, groups),
        quote_variants=variants.gather(links, known),
        series=quantities.gather(links, known),
        answers=outcomes.answers(links, known),
        outcomes=outcomes.outcomes(links, known),
    )
