"""What a page is: a name, an address, and a function from what was asked to what is shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from onrecord.errors import UsageError
from onrecord.serve.addresses import address, path

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.serve.record import Record

Row = TypeVar("Row")
Other = TypeVar("Other")

ROWS = 50
"""Rows of a list that one page shows."""
LISTED = 100
"""Entries of a list inside a row that JSON gives, such as the ids of the reports that name a place."""
SHORTEST = 8
"""Characters of an id that lead to the row, at least."""


class NotFound(UsageError):  # noqa: N818 (named as what it says)
    """There is nothing at an address; shown as a page with status 404."""


class Refused(UsageError):  # noqa: N818
    """A request that must not be carried out; shown as a page with status 403."""


class Elsewhere(Exception):  # noqa: N818 (a way out, not an error)
    """What was asked for stands at another address, to which the reader is sent."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True, slots=True)
class Filter:
    """A query parameter that narrows a page, and how its form asks for it.

    `kind` is "text", "date" (ISO), "choice" (one of `choices`), "flag" ("1" or absent) or "id" (of a row; for links
    alone, no form asks for it).
    """

    name: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: a template and its context, and the same as plain values for JSON.

    `data` is asked for only when JSON is wanted; it gives one object, to which the frame adds `page` and `as_of`.
    """

    template: str
    title: str
    context: Mapping[str, Any]
    data: Callable[[], Mapping[str, Any]]
    status: int = 200


def cut(value: Any, most: int = LISTED) -> Any:
    """Plain values with every list in an object cut after `most` entries; `NAME_total` tells how many there are."""
    if isinstance(value, list):
        return [cut(one, most) for one in value]
    if not isinstance(value, Mapping):
        return value
    found: dict[str, Any] = {}
    for name, one in value.items():
        is_long = isinstance(one, list) and len(one) > most
        found[name] = cut(one[:most] if is_long else one, most)
        if is_long:
            found[f"{name}_total"] = len(one)
    return found


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """The rows of one page of a list of `total`; `first` and `last` are their numbers, counted from 1."""

    rows: Sequence[Row]
    total: int
    page: int
    pages: int
    first: int
    last: int

    def of(self, rows: Sequence[Other]) -> "Paged[Other]":
        """Other rows in place of these, one each."""
        return Paged(rows, self.total, self.page, self.pages, self.first, self.last)

    def data(self, plain: Callable[[Row], Any]) -> dict[str, Any]:
        """The page of the list for JSON."""
        return {
            "total": self.total,
            "number": self.page,
            "pages": self.pages,
            "rows": [plain(row) for row in self.rows],
        }


@dataclass(frozen=True, slots=True)
class Page:
    """A page at the permanent address that its name has in `addresses.PAGES`.

    `label` is its name in the navigation, where it stands there. `filters` are the query parameters that it takes
    beside `as_of` and `page`.
    """

    name: str
    make: "Callable[[Asked], Shown]"
    label: str | None = None
    filters: tuple[Filter, ...] = ()

    @property
    def path(self) -> str:
        """Its address, parameters in braces."""
        return path(self.name)


@dataclass(frozen=True, slots=True)
class Action:
    """What a form is sent to, at the address that its name has in `addresses.FORMS`.

    `do` carries out what the form's fields ask for and returns the address to go to. It raises UsageError, with what
    is wrong and what to do, where it cannot.
    """

    name: str
    do: "Callable[[Asked, Mapping[str, str]], str]"

    @property
    def path(self) -> str:
        """Its address, parameters in braces."""
        return path(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request for a page, checked: parameters of the path, filters by name (None where not given), page number.

    `record` is the record kept in memory as of `as_of`; `ledger` the opened ledger, for what is not kept. `by` is who
    corrected last from this browser, `can_fix` whether corrections can be made at all.
    """

    page: Page | Action
    path: Mapping[str, str]
    filters: Mapping[str, str | None]
    as_of: str | None
    number: int
    ledger: "Ledger"
    record_at: "Callable[[str | None], Record]"
    can_fix: bool = False
    by: str = ""
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def record(self) -> "Record":
        """The record as of the day asked for."""
        return self.record_at(self.as_of)

    def url(self, name: str, /, **given: object) -> str:
        """The address of a page, in the record as of the same day; see `addresses.address`."""
        given.setdefault("as_of", self.as_of)
        return address(name, **given)

    @property
    def here(self) -> str:
        """The address of this page with its filters, its first page."""
        return self.url(self.page.name, **self.path, **{k: v for k, v in self.filters.items() if v})

    def turned(self, number: int) -> str:
        """The address of another page of the list that is shown."""
        given = {**self.path, **{k: v for k, v in self.filters.items() if v}}
        return self.url(self.page.name, **given, page=number if number > 1 else None)

    def as_of_url(self, day: str | None) -> str:
        """The address of this page in the record as of another day."""
        given = {**self.path, **{k: v for k, v in self.filters.items() if v}}
        return address(self.page.name, **given, as_of=day)

    def paged(self, rows: Sequence[Row], size: int = ROWS) -> Paged[Row]:
        """The rows of the page that was asked for; NotFound for a page behind the last one."""
        pages = max(1, -(-len(rows) // size))
        if self.number > pages:
            raise NotFound(
                f"this list has {pages:,} {'page' if pages == 1 else 'pages'}; there is no page {self.number:,}"
            )
        first = (self.number - 1) * size
        part = rows[first : first + size]
        return Paged(part, len(rows), self.number, pages, first + 1 if part else 0, first + len(part))

    def one(self, rows: Mapping[str, Row], what: str, key: str = "id") -> Row:
        """The row whose id the path's parameter `key` gives; `what` names it in messages ("claim").

        The beginning of an id, `SHORTEST` characters or more, leads to the row's full address. NotFound where there is
        no such row as of the day asked for, or several.
        """
        asked = self.path[key]
        if asked in rows:
            return rows[asked]
        start = asked.strip().lower()
        found = [id_ for id_ in rows if id_.startswith(start)][:2] if len(start) >= SHORTEST else []
        if len(found) == 1:
            given = {**self.path, key: found[0], **{k: v for k, v in self.filters.items() if v}}
            raise Elsewhere(self.url(self.page.name, **given))
        if found:
            raise NotFound(f"several {what}s have ids that begin with {asked!r}; give more characters")
        when = f" as of {self.as_of}; it may be there on a later day" if self.as_of else ""
        raise NotFound(f"there is no {what} with the id {asked!r}{when}")
