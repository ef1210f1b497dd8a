"""Outcomes: questions answered, expectations met or missed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Span
from onrecord.relate.answers import answers as answered
from onrecord.relate.answers import repeated
from onrecord.relate.fulfilment import outcomes_told
from onrecord.relate.kin import Kin
from onrecord.relate.known import Known
from onrecord.relate.links import Link
from onrecord.relate.terms import kinship, searched
from onrecord.relate.view import View

ONE_STORY = 0.2
"""Kinship from which on one report can tell how the story of another went on. Follow-ups written for the development
stories have 0.27 and more; of real reports on one election campaign one pair in a hundred has 0.16."""


def links(older: View, younger: View, kin: Kin | None) -> Iterator[Link]:
    """The links of this kind between two reports, or inside one where both are the same view.

    A copy does not answer its origin: its questions are tied to those of the origin that they repeat. Of two reports
    both must bear a date, else nobody knows which of them came later.
    """
    if kin is not None:
        yield from repeated(kin)
        return
    if older is not younger and not follows_up(older, younger):
        return
    yield from answered(older, younger)
    yield from outcomes_told(older, younger)


def follows_up(older: View, younger: View) -> bool:
    """Whether the younger report tells how the story of the older one went on."""
    if not (older.day and younger.day) or not (older.questions or older.expectations):
        return False
    return kinship(searched(older), searched(younger)) >= ONE_STORY


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a question: the `report`, and there a `statement` or the `span` of what it tells itself."""

    report: str
    statement: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an expectation ended (`OUTCOMES`): the `report` that tells, there a `statement` or its own words' `span`."""

    outcome: str
    report: str
    statement: str | None
    span: Span | None


def answers(links: Sequence[Link], known: Known) -> dict[str, Answer]:
    """The earliest answer to each question that has one; a copy's question has that of its origin's."""
    first = earliest(links, ("answered",), known)
    found = {row: Answer(link.report, link.second, link.span) for row, link in first.items()}
    for origin, copies in ties(links, "asks", known).items():
        if origin in found:
            for copy in copies:
                found.setdefault(copy, found[origin])
    return dict(sorted(found.items()))


def outcomes(links: Sequence[Link], known: Known) -> dict[str, Outcome]:
    """How each expectation that was met or missed ended, by its statement; the earliest report that tells decides.

    A statement of a copy that says the same as one of its origin shares its outcome.
    """
    first = earliest(links, ("met", "missed"), known)
    found = {row: Outcome(link.kind, link.report, link.second, link.span) for row, link in first.items()}
    for origin, copies in ties(links, "same", known).items():
        if origin in found:
            for copy in copies:
                found.setdefault(copy, found[origin])
    return dict(sorted(found.items()))


def earliest(links: Sequence[Link], kinds: Sequence[str], known: Known) -> dict[str, Link]:
    """Of the links of some kinds the one from the oldest report, for each row that they begin at."""
    found: dict[str, Link] = {}
    rank = {link.report: known.age_of[link.report] for link in links if link.kind in kinds}
    for link in sorted(
        (link for link in links if link.kind in kinds),
        key=lambda link: (rank[link.report], link.first, link.kind, link.second or "", link.span or (0, 0)),
    ):
        found.setdefault(link.first, link)
    return found


def ties(links: Sequence[Link], kind: str, known: Known) -> dict[str, list[str]]:
    """Rows of copies by the rows of the reports that they go back to, along links of one kind."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind == kind and link.second is not None:
            a, b = known.report_of[link.first], known.report_of[link.second]
            if a != b and known.origin_of.get(a, a) == known.origin_of.get(b, b):
                near[link.first].add(link.second)
    found = {}
    for row in sorted(near):
        reached, todo = set(), [row]
        while todo:
            for other in near.get(todo.pop(), ()):
                if other not in reached and other != row:
                    reached.add(other)
                    todo.append(other)
        found[row] = sorted(reached)
    return found
