"""Tools on the story: its state in brief, figures, what is open, what happened when and where."""

from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from onrecord.ledger import Dated
from onrecord.ledger.names import Wanted
from onrecord.ledger.places import Located as Where
from onrecord.records import OUTCOMES, SERIES_RELATIONS
from onrecord.serve.mcp.answers import Brief, Expectation, Located, Series
from onrecord.serve.mcp.asking import AsOf, Paged, Since, Until, allowed, enum, one, page
from onrecord.serve.mcp.groups import Groups, earliest
from onrecord.serve.mcp.rows import Answer, Figure, Movement, Page, Question, Time
from onrecord.serve.mcp.story import Story
from onrecord.serve.mcp.tool import Tool
from onrecord.serve.pages.figures import about
from onrecord.serve.whereabouts import place_id
from onrecord.serve.wording import dated

Row = TypeVar("Row")
Made = TypeVar("Made", bound=Answer)

OUTLETS = 50
"""Outlets and places that a brief names."""

Outcome = Annotated[str, allowed(OUTCOMES), enum(OUTCOMES)]
Relation = Annotated[str, allowed(SERIES_RELATIONS), enum(SERIES_RELATIONS)]


class Foremost(AsOf):
    """How much of each kind."""

    limit: int = Field(default=5, ge=1, le=20, description="At most so many rows of each kind.")


class Figures(Paged):
    """Which figures."""

    what: str | None = Field(
        default=None, description="What is counted: words of the figure, its unit or the thing, all of them."
    )
    who: str | None = Field(default=None, description="Who gives it: words of a name, or an entity's id.")
    since: Since | None = Field(default=None, description="ISO date: given on this day or later.")
    until: Until | None = Field(default=None, description="ISO date: given on this day or earlier.")


class Quantities(Paged):
    """Which series."""

    what: str | None = Field(default=None, description="What is counted, in all words.")
    relation: Relation | None = Field(default=None, description="revised or conflicting.")
    series: str | None = Field(default=None, description="Only the series with this id.")


class Questions(Paged):
    """Which questions."""

    status: Literal["open", "answered", "all"] = "open"


class Expectations(Paged):
    """Which expectations."""

    outcome: Outcome | None = Field(default=None, description="Only those that ended so; absent: all.")
    since: Since | None = Field(default=None, description="ISO date: due on this day or later.")
    until: Until | None = Field(default=None, description="ISO date: due on this day or earlier.")


class Timeline(Paged):
    """Which times."""

    since: Since | None = Field(default=None, description="ISO date: times that end after this day begins.")
    until: Until | None = Field(default=None, description="ISO date: times that begin on this day or earlier.")


class Places(Paged):
    """Which places."""

    name: str | None = Field(default=None, description="Words of the place's name.")
    country: str | None = Field(default=None, description="ISO 3166 alpha-2 code.", max_length=2)


class Movements(Paged):
    """Which movements."""

    where: str | None = Field(default=None, description="Words of where it goes from, via or to.")
    who: str | None = Field(default=None, description="Words of who or what goes.")


def brief(story: Story, asked: Foremost) -> Brief:
    """The state of the story in one answer. Begin here.

    It has the foremost rows of each kind (disputes, altered quotations, figures, denials, what is unknown, open
    questions, what is expected, movements, speakers) and, in `counts`, how many there are in all; the tool for each
    kind lists the rest. What a copy repeats of its origin is left out.
    """
    record = story.record(asked.as_of)
    its, groups, many = record.brief, Groups(record), asked.limit

    def some(rows: tuple[Row, ...], make: Callable[[Row], Made]) -> list[Made]:
        return [make(row) for row in rows[:many]]

    kinds = (
        "speakers", "disputes", "altered", "figures", "denials", "unknown", "open", "expected", "movements", "places",
    )  # fmt: skip
    return Brief(
        as_of=its.as_of,
        reports=its.reports,
        origins=its.origins,
        copies=dict(its.copies),
        outlets=list(its.outlets)[:OUTLETS],
        statements=its.statements,
        published=[moment for moment in its.published if moment],
        counts={name: len(getattr(its, name)) for name in kinds},
        speakers=some(its.speakers, groups.entity),
        disputes=some(its.disputes, lambda row: groups.dispute(row, few=1)),
        altered=some(its.altered, groups.quoted),
        figures=some(its.figures, groups.key_figure),
        denials=some(its.denials, groups.statement),
        unknown=some(its.unknown, groups.statement),
        open=some(its.open, groups.question),
        expected=some(its.expected, groups.expectation),
        movements=some(its.movements, groups.movement),
        places=[row.name for row in its.places[:OUTLETS]],
        rewritten=some(its.rewritten, groups.report),
    )


def figures(story: Story, asked: Figures) -> Page[Figure]:
    """List the numbers that reports give, in order of time, with who gave each and in which sentence.

    `value` is the number, `bound` how it was qualified ("more than"), `of` what it counts. Where one quantity was given
    several values, `series` names the series: look there before you quote a number as the latest.
    """
    record = story.record(asked.as_of)
    rows = list(record.figures.values()) if asked.what is None else about(record, asked.what)
    if asked.who is not None:
        rows = list(filter(record.voices.called(asked.who).makes, rows))
    if asked.since or asked.until:
        rows = list(filter(dated(asked.since, asked.until), rows))
    groups = Groups(record)
    old = {one.figure.id for course in record.series.values() for one in course.superseded}
    return page(rows, asked, lambda row: groups.figure(row, row.figure.id in old))


def series(story: Story, asked: Quantities) -> Page[Series]:
    """Quantities that were given several values over time, those with most values first.

    relation revised: later values replace earlier ones. relation conflicting: different sources give different values
    for the same time; tell them all with their sources.
    """
    record = story.record(asked.as_of)
    rows = list(record.series.values())
    if asked.series is not None:
        rows = [one(record.series, asked.series, "series", record, "series")]
    if asked.what is not None:
        wanted = {row.figure.id for row in about(record, asked.what)}
        rows = [row for row in rows if any(one.figure.id in wanted for one in row.given)]
    if asked.relation is not None:
        rows = [row for row in rows if row.series.relation == asked.relation]
    return page(rows, asked, Groups(record).series)


def questions(story: Story, asked: Questions) -> Page[Question]:
    """What reports say is not known or not confirmed, or ask outright; with the answer where a later report has one.

    Open means that no report in the ledger answers it, not that nobody knows.
    """
    record = story.record(asked.as_of)
    rows = [row for row in record.questions.values() if asked.status in ("all", row.status)]
    return page(rows, asked, Groups(record).question)


def expectations(story: Story, asked: Expectations) -> Page[Expectation]:
    """What somebody expects, promises, plans or threatens; by when; and what came of it. Those due first come first.

    outcome met or missed: a later report (`told`) says so. pending: none does, even if the day has passed
    (`days_left` below 0).
    """
    record = story.record(asked.as_of)
    rows = list(record.expectations.values())
    if asked.outcome is not None:
        rows = [row for row in rows if row.outcome == asked.outcome]
    if asked.since or asked.until:
        first, last = asked.since or "", asked.until or "9999-99-99"
        rows = [row for row in rows if row.expectation.due and first <= row.expectation.due[:10] <= last]
    return page(rows, asked, Groups(record).expectation)


def timeline(story: Story, asked: Timeline) -> Page[Time]:
    """What happened when: every expression of time that could be resolved, in order of when it begins.

    `context` is the sentence around it, which tells what is of that time; `start` and `end` are the interval,
    end exclusive.
    """
    record = story.record(asked.as_of)
    first, last = asked.since or "", asked.until or "9999-99-99"

    def within(row: Dated) -> bool:
        start = row.start or ""
        return start[:10] <= last and (start[:10] >= first or (row.end or "") > first)

    return page([row for row in record.timeline if within(row)], asked, Groups(record).time)


def places(story: Story, asked: Places) -> Page[Located]:
    """The places that reports name, most often named first, with country, coordinates and the first naming."""
    record = story.record(asked.as_of)
    rows = list(record.places)
    if asked.name is not None:
        wanted = Wanted(asked.name)
        rows = [row for row in rows if wanted.among((row.name,))]
    if asked.country is not None:
        rows = [row for row in rows if row.country == asked.country.upper()]
    groups = Groups(record)

    def located(row: Where) -> Located:
        first = earliest(record, row.reports)
        return groups.located(row, record.mentioned(place_id(row), [first])[first.id][0])

    return page(rows, asked, located)


def movements(story: Story, asked: Movements) -> Page[Movement]:
    """Who or what goes from where, via where, to where, by what means and when, in the reports' own words.

    A movement may be planned, denied or only said to be so: read `words`, and the statement it stands in.
    """
    record = story.record(asked.as_of)
    rows = list(record.movements.values())
    if asked.where is not None:
        wanted = Wanted(asked.where)
        rows = [
            row
            for row in rows
            if wanted.among(slot for slot in (row.movement.origin, *row.movement.via, row.movement.to) if slot)
        ]
    if asked.who is not None:
        movers = Wanted(asked.who)
        rows = [row for row in rows if row.movement.who and movers.among((row.movement.who,))]
    return page(rows, asked, Groups(record).movement)


TOOLS = (
    Tool(brief, "The story in brief"),
    Tool(figures, "Figures"),
    Tool(series, "Figures over time"),
    Tool(questions, "Open questions"),
    Tool(expectations, "Expectations"),
    Tool(timeline, "Timeline"),
    Tool(places, "Places"),
    Tool(movements, "Movements"),
)
