"""From a request to what was asked: addresses checked, days and words that cannot be refused."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from onrecord.errors import UsageError
from onrecord.ledger.asof import checked_date, checked_word
from onrecord.serve.page import Filter, Page

LONGEST = 1000
"""Characters of one value in an address."""
MOST = 50
"""Values in one address."""
FARTHEST = 1_000_000
"""The number of the last page that can be asked for."""

Values = Mapping[str, str]


def query_of(text: str) -> dict[str, str]:
    """The values of an address's query by name; empty ones are left out, of several the last counts.

    UsageError where there are too many, or one is too long.
    """
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST, errors="replace")
    except ValueError:
        raise UsageError(f"the address has more than {MOST} values after the question mark; take some out") from None
    found = {}
    for name, value in pairs:
        if len(value) > LONGEST:
            raise UsageError(f"{name[:40]!r} is {len(value):,} characters long; at most {LONGEST:,} are taken")
        if value.strip():
            found[name] = value.strip()
    return found


def filters_of(page: Page, query: Values) -> dict[str, str | None]:
    """The page's filters by name, None where not given; UsageError for one that cannot be, or that the page lacks."""
    known = {row.name: row for row in page.filters}
    for name in query:
        if name not in known and name not in ("as_of", "page"):
            allowed = ", ".join([*known, "as_of", "page"])
            raise UsageError(f"this page has no filter {name[:40]!r}; it has: {allowed}")
    return {name: checked(row, query[name]) if name in query else None for name, row in known.items()}


def checked(row: Filter, value: str) -> str | None:
    """The value of a filter."""
    if row.kind == "date":
        return checked_date(value, row.name)
    if row.kind == "choice":
        return checked_word(value, row.name, tuple(row.choices))
    if row.kind == "flag" and value != "1":
        raise UsageError(f"{row.name} is {value!r}; 1 is wanted, or nothing")
    return value


def as_of(query: Values) -> str | None:
    """The day asked for."""
    return checked_date(query.get("as_of"), "as_of")


def page_number(query: Values) -> int:
    """The number of the page of a list that is asked for, counted from 1."""
    text = query.get("page", "1")
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text[:12]) <= FARTHEST:
        raise UsageError(f"page is {text[:40]!r}; the number of a page is wanted, 1 or more")
    return int(text)


def form_of(body: bytes, names: Sequence[str] = ()) -> dict[str, str]:
    """The fields of a form that was sent, without white space around; of several of one name all, one a line."""
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10 * MOST)
    except ValueError:
        raise UsageError("the form has too many fields; send fewer") from None
    found: dict[str, str] = {}
    for name, value in pairs:
        found[name] = f"{found[name]}\n{value.strip()}" if name in found else value.strip()
    return found
