"""What must be known of rows and reports to put links together to what readers see."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.records import Figure
from onrecord.relate.order import Age


@dataclass(frozen=True, slots=True)
class Known:
    """`report_of` gives the report of a statement, figure or question by its id; `origin_of` the report that a report
    goes back to through copies of copies, itself where it is none; `age_of` a report's age; `day_of` the ISO date of a
    row: on which it was said, or its report's; `figures` the figures that occur in links, by id."""

    report_of: Mapping[str, str]
    origin_of: Mapping[str, str]
    age_of: Mapping[str, Age]
    day_of: Mapping[str, str | None]
    figures: Mapping[str, Figure]

    def order(self, row: str) -> tuple[Age, str]:
        """Sort key of a row: the oldest report first."""
        return self.age_of[self.report_of[row]], row
