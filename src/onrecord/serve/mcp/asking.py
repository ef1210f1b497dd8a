"""What tools are asked with: arguments that are checked, and lists that are given a page at a time."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from onrecord.errors import UsageError
from onrecord.ledger.asof import checked_date
from onrecord.records import ACTS, CERTAINTIES
from onrecord.serve.mcp.rows import Page, Row
from onrecord.serve.record import Record

Found = TypeVar("Found")

USUAL = 20
"""Rows of an answer where no limit is given."""
MOST = 100
"""Rows of an answer, at most."""
LARGEST = 40_000
"""Characters of the rows of an answer, about; hosts cut what is much longer, or refuse it."""
SHORTEST = 6
"""Characters of an id that name a row, at least."""
NAMED = 5
"""Candidates that an error names."""


def date_of(name: str) -> AfterValidator:
    """A check that the argument of that name is an ISO date."""
    return AfterValidator(lambda value: checked_date(value, name))


def allowed(words: Sequence[str]) -> AfterValidator:
    """A check that an argument is a word of a vocabulary."""

    def check(value: str) -> str:
        if value not in words:
            raise ValueError(f"{value!r} is none of {', '.join(words)}")
        return value

    return AfterValidator(check)


def enum(words: Sequence[str]) -> Any:
    """What a schema says of an argument that is a word of a vocabulary."""
    return Field(json_schema_extra={"enum": list(words)})


Act = Annotated[str, allowed(ACTS), enum(ACTS)]
Certainty = Annotated[str, allowed(CERTAINTIES), enum(CERTAINTIES)]
Since = Annotated[str, date_of("since")]
Until = Annotated[str, date_of("until")]
Day = Annotated[str, date_of("as_of")]


class Arguments(BaseModel):
    """Base of all arguments; an argument that is null or empty counts as not given, one unknown is refused."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def given(cls, data: Any) -> Any:
        """The arguments that were given."""
        return {name: value for name, value in data.items() if value not in (None, "")}


class AsOf(Arguments):
    """A question to the record as of a day."""

    as_of: Day | None = Field(
        default=None,
        description="ISO date. Answer from the record as it stood at the end of that day: only reports out by then. "
        "Absent: all reports.",
    )


class Paged(AsOf):
    """A question answered by a list."""

    limit: int = Field(default=USUAL, ge=1, le=MOST, description="At most so many rows; long rows may make it fewer.")
    offset: int = Field(
        default=0, ge=0, description="Leave out so many rows; an answer's next_offset goes on where it ended."
    )


class Filled:
    """Rows of one page that are taken until there are enough of them, or they are too large."""

    def __init__(self, asked: Paged, total: int) -> None:
        if asked.offset > total:
            raise UsageError(f"offset is {asked.offset}, but there are {total} rows; give a smaller one")
        self.offset, self.total = asked.offset, total
        self.end = min(total, asked.offset + asked.limit)

    def rows(self, found: Sequence[Found], make: Callable[[Found], Row]) -> list[Row]:
        """The rows of the page, one at least where there is one."""
        rows: list[Row] = []
        size = 0
        for one in found[self.offset : self.end]:
            row = make(one)
            size += len(row.model_dump_json(exclude_defaults=True))
            if rows and size > LARGEST:
                break
            rows.append(row)
        self.end = self.offset + len(rows)
        return rows

    @property
    def next_offset(self) -> int | None:
        """Where the next page begins, None at the end."""
        return self.end if self.end < self.total else None


def page(found: Sequence[Found], asked: Paged, make: Callable[[Found], Row], note: str | None = None) -> Page[Row]:
    """The rows asked for."""
    filled = Filled(asked, len(found))
    rows = filled.rows(found, make)
    return Page[Row](total=filled.total, offset=filled.offset, rows=rows, next_offset=filled.next_offset, note=note)


def one(rows: Mapping[str, Found], id_: str, what: str, record: Record, listed_by: str) -> Found:
    """The row of that id, or of the one id that begins so.

    UsageError, naming the tool `listed_by`, where there is none.
    """
    if id_ in rows:
        return rows[id_]
    start = id_.strip().lower()
    found = [key for key in rows if key.startswith(start)] if len(start) >= SHORTEST else []
    if len(found) == 1:
        return rows[found[0]]
    if found:
        raise UsageError(
            f"several {what}s have ids that begin with {id_!r}: {', '.join(found[:NAMED])}; give one whole"
        )
    day = f" as of {record.as_of}" if record.as_of else ""
    raise UsageError(f"there is no {what} with the id {id_!r}{day}; the tool {listed_by} lists their ids")
