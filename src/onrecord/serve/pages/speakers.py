"""Who speaks, and everything that one of them said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Disputed, Said, Speaking
from onrecord.ledger.asof import moment
from onrecord.ledger.entities import forms
from onrecord.records import ACTS, CERTAINTIES, ENTITY_KINDS, Entity
from onrecord.serve.called import Titles
from onrecord.serve.drawing import drawn
from onrecord.serve.page import Asked, Elsewhere, Filter, NotFound, Page, Shown
from onrecord.serve.record import Record
from onrecord.serve.wording import dated
from onrecord.show.listings import where

FEW = 5
"""Denials and disputes that a speaker's page shows beside the list of all that was said."""
MOST = 12
"""Roles, names and outlets that a speaker's page shows; its JSON has all."""


def speakers(asked: Asked) -> Shown:
    """Who speaks, those with most statements first."""
    rows = list(asked.record.speakers)
    if kind := asked.filters["kind"]:
        rows = [row for row in rows if row.entity.kind == kind]
    if who := asked.filters["who"]:
        called = asked.record.voices.called(who).entities
        rows = [row for row in rows if row.entity.id in called]
    paged = asked.paged(rows)
    record, whole = asked.record, asked.number == 1 and not any(asked.filters.values())
    said_by = record.said_by
    days = {row.entity.id: span(said_by[row.entity.id]) for row in paged.rows}
    return Shown(
        "speakers.html",
        "Speakers",
        {"paged": paged, "active": days, "chart": whole and (lambda: drawn(record, "speakers", lambda: chart(record)))},
        lambda: paged.data(lambda row: {**spoken(row), **days_of(days[row.entity.id])}),
    )


def chart(record: Record) -> str:
    """The chart of who speaks on which day."""
    from onrecord.show import charts

    return charts.svg(charts.matrix(tuple(record.said.values()), repeated=record.repeated))


def spoken(row: Speaking) -> dict[str, Any]:
    """An entity and how much it says, as plain values."""
    return {**row.entity.to_dict(), "statements": row.statements, "denials": row.denials, "reports": row.reports}


def span(rows: Sequence[Said]) -> tuple[str, str]:
    """The first and the last day of statements; of one of which only the week or the year is told, its report's day."""
    days = [row.date if is_day(row.date) else moment(row.report)[:10] for row in rows]
    return (min(days), max(days)) if days else ("", "")


def is_day(date: str) -> bool:
    """Whether an ISO date tells the day."""
    return len(date) == 10 and "W" not in date


def days_of(days: tuple[str, str]) -> dict[str, str]:
    """The first and the last day as plain values."""
    return {"since": days[0], "until": days[1]}


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is told of a speaker beside the list: counts, each statement once an origin, and what was disputed.

    `acts` tells by act how many statements there are, and how many of them are hedged.
    """

    statements: int
    repeats: int
    acts: tuple[tuple[str, int, int], ...]
    outlets: tuple[tuple[str, int], ...]
    days: tuple[str, str]
    titles: Titles
    denials: tuple[Said, ...]
    disputes: tuple[Disputed, ...]

    def to_dict(self) -> dict[str, Any]:
        """The portrait as plain values."""
        return {
            "statements": self.statements,
            "repeated_by_copies": self.repeats,
            "acts": {act: {"statements": count, "hedged": hedged} for act, count, hedged in self.acts},
            "outlets": dict(self.outlets),
            **days_of(self.days),
            "roles": [row.to_dict() for row in self.titles.roles],
            "names": [row.to_dict() for row in self.titles.names],
            "denials": [row.id for row in self.denials],
            "disputes": [row.dispute.id for row in self.disputes],
        }


def portrait(asked: Asked, entity: Entity) -> Portrait:
    """The speaker's counts, roles, names, denials and disputes."""
    record = asked.record
    rows = record.said_by.get(entity.id, [])
    own = [row for row in rows if row.id not in record.repeated]
    acts, hedged = Counter(row.act for row in own), Counter(row.act for row in own if row.certainty != "stated")
    disputes = {one.dispute.id: one for row in rows for one in record.disputes_of.get(row.id, ())}
    return Portrait(
        statements=len(own),
        repeats=len(rows) - len(own),
        acts=tuple((act, count, hedged[act]) for act, count in acts.most_common()),
        outlets=tuple(Counter(where(row.report) for row in own).most_common()),
        days=span(rows),
        titles=record.titles.get(entity.id, Titles()),
        denials=tuple(row for row in own if row.act == "deny"),
        disputes=tuple(sorted(disputes.values(), key=lambda row: -row.origins)),
    )


def speaker(asked: Asked) -> Shown:
    """One speaker: everything said, when and how surely, what was denied, roles and names over time."""
    entity = found(asked)
    rows = said(asked, entity)
    paged = asked.paged(rows)
    shown = portrait(asked, entity) if asked.number == 1 else None
    context = {
        "entity": entity,
        "paged": paged,
        "portrait": shown,
        "few": FEW,
        "most": MOST,
    }

    def data() -> dict[str, Any]:
        told = {"speaker": entity.to_dict(), **paged.data(Said.to_dict)}
        return {**told, "portrait": (shown or portrait(asked, entity)).to_dict()}

    return Shown("speaker.html", entity.name, context, data)


def said(asked: Asked, entity: Entity) -> list[Said]:
    """The speaker's statements that the filters ask for, in order of time."""
    record, chosen = asked.record, asked.filters
    rows = record.said_by.get(entity.id, [])
    for name in ("act", "certainty"):
        if value := chosen[name]:
            rows = [row for row in rows if getattr(row, name) == value]
    if chosen["since"] or chosen["until"]:
        rows = list(filter(dated(chosen["since"], chosen["until"]), rows))
    if chosen["about"]:
        about = record.about(chosen["about"])
        rows = [row for row in rows if row.id in about]
    if chosen["own"]:
        rows = [row for row in rows if row.id not in record.repeated]
    return rows


def found(asked: Asked) -> Entity:
    """The entity at the address.

    An entity's id follows from its fullest name, which may be another one on another day: an id of a name that it goes
    by on the day asked for, or today, leads to it.
    """
    record, id_ = asked.record, asked.path["id"]
    if id_ in record.entities:
        return record.entities[id_]
    if id_ in record.formerly:
        raise moved(asked, record.formerly[id_])
    today = asked.record_at(None)
    now = today.entities.get(today.formerly.get(id_, id_)) if asked.as_of else None
    if now is not None:
        for form in forms(now):
            then = Entity(name=form, kind=now.kind).id
            if then in record.entities or then in record.formerly:
                raise moved(asked, record.formerly.get(then, then))
        raise NotFound(f"{now.name} is in no report out by {asked.as_of}; ask for a later day")
    return asked.one(record.entities, "speaker")


def moved(asked: Asked, id_: str) -> Elsewhere:
    """The way to a speaker's present address."""
    chosen = {name: value for name, value in asked.filters.items() if value}
    return Elsewhere(asked.url("speaker", id=id_, **chosen))


PAGES = (
    Page("speakers", speakers, "Speakers", (Filter("who", "Name"), Filter("kind", "Kind", "choice", ENTITY_KINDS))),
    Page(
        "speaker",
        speaker,
        None,
        (
            Filter("about", "Words said"),
            Filter("act", "Act", "choice", ACTS),
            Filter("certainty", "Certainty", "choice", CERTAINTIES),
            Filter("since", "Since", "date"),
            Filter("until", "Until", "date"),
            Filter("own", "Without what copies repeat", "flag"),
        ),
    ),
)
