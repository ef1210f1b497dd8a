"""What entities were called: the roles that reports give them, and the names, from when to when."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from onrecord.folding import fold
from onrecord.ledger.asof import day, visible
from onrecord.ledger.entities import JoinedThen
from onrecord.ledger.schema import local_entities, reports
from onrecord.records import Entity

Used = tuple[str, str, str]
"""Words, the id of the report that uses them, and its day."""


@dataclass(frozen=True, slots=True)
class Called:
    """A role or a name of an entity: its words as they were first used, by which reports, from and to which day.

    `reports` are ids in order of time; `since` and `until` are ISO dates, empty where no report has a date.
    """

    words: str
    reports: tuple[str, ...]
    since: str
    until: str

    def to_dict(self) -> dict[str, Any]:
        """The words, the first report's id, the number of reports and both days."""
        return {
            "words": self.words,
            "reports": len(self.reports),
            "first": self.reports[0],
            "since": self.since,
            "until": self.until,
        }


@dataclass(frozen=True, slots=True)
class Titles:
    """What one entity was called: `roles` and `names`, each in order of when it was first used."""

    roles: tuple[Called, ...] = ()
    names: tuple[Called, ...] = ()


def titles(connection: Connection, as_of: str | None, joined: JoinedThen) -> dict[str, Titles]:
    """What reports out by `as_of` called entities, by the entity's id; `joined` is who is who by then."""
    own, when = local_entities.c, day()
    query = (
        select(own.id, own.report, own.name, own.aliases, own.role, own.form, own.entity, when)
        .select_from(local_entities.join(reports, own.report == reports.c.id))
        .where(visible(as_of))
        .order_by(when, reports.c.published, reports.c.id)
    )
    roles: dict[str, list[Used]] = defaultdict(list)
    names: dict[str, list[Used]] = defaultdict(list)
    for local, report, name, aliases, role, form, entity, came in connection.execute(query):
        known = joined.get(form) if joined is not None else None
        whose = known.id if known else entity or local
        if role:
            roles[whose].append((role, report, came or ""))
        names[whose] += ((form_, report, came or "") for form_ in (name, *aliases))
    return {id_: Titles(grouped(roles.get(id_, ())), grouped(rows)) for id_, rows in names.items()}


def grouped(rows: Iterable[Used]) -> tuple[Called, ...]:
    """The uses, in order of time, put together by the words; case, accents and the apostrophe's form do not count."""
    found: dict[str, list[Used]] = defaultdict(list)
    for row in rows:
        found[fold(row[0].replace("’", "'"))].append(row)
    return tuple(called(same) for same in found.values())


def called(rows: list[Used]) -> Called:
    """The uses of one role or name as one."""
    days = [came for *_, came in rows if came]
    its = tuple(dict.fromkeys(report for _, report, _ in rows))
    return Called(rows[0][0], its, days[0] if days else "", days[-1] if days else "")


def formerly(entities: Mapping[str, Entity]) -> dict[str, str]:
    """The ids of entities by the id that each had when another of its names was its fullest one.

    Ids follow from names, so an address may be of the day before a report gave a fuller one. A name of several of one
    kind leads to the first of them.
    """
    found: dict[str, str] = {}
    for entity in entities.values():
        for alias in entity.aliases:
            found.setdefault(Entity(name=alias, kind=entity.kind).id, entity.id)
    return {id_: now for id_, now in found.items() if id_ not in entities}
