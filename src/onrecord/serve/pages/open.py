"""What is not known, and what is expected: questions with what answers them, expectations with how they ended."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from onrecord.ledger import Asking, Awaited
from onrecord.ledger.names import Wanted
from onrecord.serve.page import ROWS, Asked, Filter, NotFound, Page, Paged, Shown
from onrecord.serve.record import Record

Row = TypeVar("Row", Asking, Awaited)

LISTS = ("questions", "expectations")
STATES: Mapping[str, tuple[Callable[[Asking], bool], Callable[[Awaited], bool]]] = {
    "open": (lambda row: row.answer is None, lambda row: row.outcome == "pending"),
    "overdue": (lambda row: False, lambda row: row.left is not None and row.left < 0),
    "ended": (lambda row: row.answer is not None, lambda row: row.outcome != "pending"),
    "met": (lambda row: False, lambda row: row.outcome == "met"),
    "missed": (lambda row: False, lambda row: row.outcome == "missed"),
}
"""What both lists can be narrowed to: which questions, and which expectations."""


def open_(asked: Asked) -> Shown:
    """Questions in the order of the reports, and expectations, those due first first; a page has as many of both."""
    record, show = asked.record, asked.filters["show"]
    questions = [] if show == "expectations" else chosen_questions(asked, record)
    expectations = [] if show == "questions" else chosen_expectations(asked, record)
    both = paged(asked, questions, expectations, ROWS if show else ROWS // 2)
    context = {
        "questions": both[0],
        "expectations": both[1],
        "paged": both[0] if both[0].pages > both[1].pages else both[1],
        "show": show,
        "chosen": {name: value for name, value in asked.filters.items() if value and name != "show"},
        "left": left,
        "today": record.today,
    }

    def data() -> dict[str, Any]:
        return {
            "today": record.today,
            "questions": both[0].data(Asking.to_dict),
            "expectations": both[1].data(Awaited.to_dict),
        }

    return Shown("open.html", "Open questions and expectations", context, data)


def chosen_questions(asked: Asked, record: Record) -> list[Asking]:
    """The questions that pass the filters; nobody asks them, so with a speaker none do."""
    filters = asked.filters
    if filters["of"]:
        return [record.questions[filters["of"]]] if filters["of"] in record.questions else none_of(asked, record)
    rows = list(record.questions.values())
    if filters["who"] or filters["since"] or filters["until"]:
        return []
    if filters["state"]:
        rows = list(filter(STATES[filters["state"]][0], rows))
    if filters["q"]:
        wanted = Wanted(filters["q"])
        rows = [row for row in rows if wanted.among((row.text,))]
    return rows


def chosen_expectations(asked: Asked, record: Record) -> list[Awaited]:
    """The expectations that pass the filters."""
    filters = asked.filters
    if filters["of"]:
        return [record.expectations[filters["of"]]] if filters["of"] in record.expectations else none_of(asked, record)
    rows = list(record.expectations.values())
    if filters["who"]:
        speaks = record.voices.called(filters["who"])
        rows = [row for row in rows if speaks.makes(row.said)]
    if filters["state"]:
        rows = list(filter(STATES[filters["state"]][1], rows))
    if filters["since"] or filters["until"]:
        first, last = filters["since"] or "", filters["until"] or "9999"
        rows = [row for row in rows if row.expectation.due and first <= row.expectation.due <= last]
    if filters["q"]:
        wanted = Wanted(filters["q"])
        rows = [row for row in rows if wanted.among((row.said.quote,))]
    return rows


def none_of(asked: Asked, record: Record) -> list[Any]:
    """No rows, where the row asked for stands in the other list; NotFound where it stands in neither."""
    id_ = asked.filters["of"] or ""
    if id_ in record.questions or id_ in record.expectations:
        return []
    raise NotFound(f"there is no question and no expectation with the id {id_!r}; the page without a filter has all")


def paged(
    asked: Asked, questions: Sequence[Asking], expectations: Sequence[Awaited], size: int
) -> tuple[Paged[Asking], Paged[Awaited]]:
    """The page that was asked for of both lists; one that ends before the other has no rows on the pages behind."""
    asked.paged(questions if len(questions) >= len(expectations) else expectations, size)
    return part(asked, questions, size), part(asked, expectations, size)


def part(asked: Asked, rows: Sequence[Row], size: int) -> Paged[Row]:
    """The rows of a list on the page that was asked for, none behind its end."""
    first = (asked.number - 1) * size
    found = rows[first : first + size]
    pages = max(1, -(-len(rows) // size))
    return Paged(found, len(rows), asked.number, pages, first + 1 if found else 0, first + len(found))


def left(row: Awaited) -> str:
    """How an expectation ended, or the days until it is due: "met", "12 days left", "due today", "3 days overdue"."""
    if row.left is None:
        return row.outcome
    if row.left == 0:
        return "due today"
    days = f"{abs(row.left):,} {'day' if abs(row.left) == 1 else 'days'}"
    return f"{days} left" if row.left > 0 else f"{days} overdue"


PAGES = (
    Page(
        "open",
        open_,
        "Open",
        (
            Filter("show", "Show", "choice", LISTS),
            Filter("state", "State", "choice", tuple(STATES)),
            Filter("q", "Words"),
            Filter("who", "Who expects"),
            Filter("since", "Due since", "date"),
            Filter("until", "Due until", "date"),
            Filter("of", "One row", "id"),
        ),
    ),
)
