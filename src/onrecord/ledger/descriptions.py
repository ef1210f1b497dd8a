"""Who is who as of any day: which reports describe entities how, read once and counted for each day that is asked."""

from collections.abc import Collection, Mapping
from functools import cached_property

import numpy as np
from sqlalchemy import Connection, func, select

from onrecord.ledger.asof import visible
from onrecord.ledger.joining import read
from onrecord.ledger.judgements import Judged
from onrecord.ledger.schema import local_entities, mentions, reports, standing
from onrecord.records import Entity
from onrecord.relate.entities import Form, Names, join_forms


class Descriptions:
    """The descriptions of entities in the reports out by `until` (of all reports for None), and the judgements on them.

    An earlier day's are counted without asking the ledger again.
    """

    def __init__(self, connection: Connection, until: str | None = None) -> None:
        self._told = {number: form.as_told for number, (form, _) in read(connection).items()}
        judged = Judged(connection)
        self._same: list[Names] = judged.same
        self._different: list[Names] = judged.different
        own = local_entities.c
        counted = (
            select(own.form, own.report, standing.c.age, func.count(mentions.c.entity))
            .select_from(
                local_entities.join(reports, own.report == reports.c.id)
                .join(standing, standing.c.report == own.report)
                .outerjoin(mentions, mentions.c.entity == own.id)
            )
            .where(visible(until), own.form.is_not(None))
            .group_by(own.id, own.form, own.report, standing.c.age)
            .order_by(standing.c.age)
        )
        rows = [tuple(row) for row in connection.execute(counted)]
        self._forms = np.array([row[0] for row in rows], dtype=np.int64)
        self._mentions = np.array([row[3] for row in rows], dtype=np.int64)
        self._ages = {row[1]: row[2] for row in rows}
        places = {report: place for place, report in enumerate(self._ages)}
        self._reports = np.array([places[row[1]] for row in rows], dtype=np.int64)

    @cached_property
    def _in_order(self) -> list[str]:
        """The ids of the reports, the earliest first."""
        return list(self._ages)

    def joined(self, out: Collection[str]) -> Mapping[int, Entity]:
        """The entity of each description, by its number, as the reports of these ids alone have it."""
        its = np.array([report in out for report in self._in_order], dtype=bool)
        here = np.flatnonzero(its[self._reports]) if len(self._reports) else np.array([], dtype=np.int64)
        numbers, first, given, many = np.unique(
            self._forms[here], return_index=True, return_inverse=True, return_counts=True
        )
        times = np.bincount(given, weights=self._mentions[here], minlength=len(numbers))
        ages = [self._ages[self._in_order[place]] for place in self._reports[here[first]]]
        rows = zip(numbers.tolist(), many.tolist(), times.tolist(), ages, strict=True)
        found = {number: Form(self._told[number], count, int(named), age) for number, count, named, age in rows}
        joined = join_forms(list(found.values()), self._same, self._different)
        return {number: joined[form.as_told] for number, form in found.items()}


def joined_at(connection: Connection, as_of: str) -> Mapping[int, Entity]:
    """The entity of each description, by its number, as the reports out by `as_of` alone have it."""
    out = frozenset(connection.execute(select(reports.c.id).where(visible(as_of))).scalars())
    return Descriptions(connection, as_of).joined(out)
