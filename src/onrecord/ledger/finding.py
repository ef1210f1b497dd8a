"""One fault of a ledger."""

from dataclasses import dataclass

MADE_ANEW = "make it anew with: onrecord check --repair"
PUT_BACK = (
    "put back a copy made with onrecord backup; or save the reports with onrecord export, and onrecord import them "
    "into a new ledger"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and what to do; `part` is store, references, rows, relations, search or judgements."""

    part: str
    where: str
    what: str
    advice: str

    @property
    def is_derived(self) -> bool:
        """Whether `repair` makes it anew."""
        return self.advice == MADE_ANEW
