"""The record as of an earlier day, made from the one of now as far as the two are alike.

What a report says does not change with the day: its statements, figures and times are taken over, and only who is who
among the speakers, and which reports were known as copies, are asked of the ledger.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection, select

from onrecord.ledger import Dated, Given, Moved, Said
from onrecord.ledger.asof import moment
from onrecord.ledger.entities import known_as
from onrecord.ledger.judgements import Judged
from onrecord.ledger.origins import Origins
from onrecord.ledger.schema import local_entities
from onrecord.records import Entity, Report, Statement

Sourced = TypeVar("Sourced", Dated, Moved)
Repeats = dict[tuple[str, str], bool]
"""Whether words stand in a report, by the report's id and the words."""


class Remembering(Origins):
    """Which report copies which, with what was found of repeated words kept: copies repeat the same words often."""

    def __init__(self, reports: dict[str, Report], known: Repeats) -> None:
        super().__init__(reports)
        self._known = known

    def repeats_words(self, report: str, text: str) -> bool:
        """Whether words of a report also stand in the report that it copies."""
        origin = self.of(report)
        if origin == report:
            return False
        key = (origin, text)
        if key not in self._known:
            self._known[key] = super().repeats_words(report, text)
        return self._known[key]


def reports_by(now: Mapping[str, Report], as_of: str) -> dict[str, Report]:
    """Of the reports those out by the end of a day; a copy of one that was not out by then is shown as none."""
    out = {id_: row for id_, row in now.items() if moment(row)[:10] <= as_of}
    for id_, row in out.items():
        if row.copy_of is not None and row.copy_of not in out:
            out[id_] = replace(row, copy_of=None, copy_kind=None, copy_share=None)
    return out


def forms_of(connection: Connection) -> dict[str, int]:
    """The number of the description of each report's own entities, by the entity's id."""
    own = local_entities.c
    return {row.id: row.form for row in connection.execute(select(own.id, own.form).where(own.form.is_not(None)))}


class SpeakingThen:
    """Who speaks in statements, as the reports out by the end of a day have it."""

    def __init__(self, connection: Connection, joined: Mapping[int, Entity], forms: Mapping[str, int]) -> None:
        self._joined = joined
        self._forms = forms
        everyone = set(self._joined.values())
        judged = Judged(connection).speakers
        self._set = {id_: entity and known_as(entity, everyone) for id_, entity in judged.items()}

    def of(self, statement: Statement, now: Entity | None) -> Entity | None:
        """Who makes a statement that `now` is known to make."""
        if statement.id in self._set:
            return self._set[statement.id]
        if statement.speaker is None:
            return None
        return self._joined.get(self._forms.get(statement.speaker, -1), now)


def said_by(now: Mapping[str, Said], reports: Mapping[str, Report], who: SpeakingThen) -> dict[str, Said]:
    """The statements of the reports, in the order that they have now."""
    return {
        id_: Said(row.statement, who.of(row.statement, row.speaker), reports[row.report.id])
        for id_, row in now.items()
        if row.report.id in reports
    }


def given_by(now: Mapping[str, Given], reports: Mapping[str, Report], who: SpeakingThen) -> dict[str, Given]:
    """The figures of the reports, in the order that they have now."""
    found = {}
    for id_, row in now.items():
        if row.report.id in reports:
            speaker = who.of(row.statement, row.speaker) if row.statement else None
            found[id_] = Given(row.figure, reports[row.report.id], row.statement, speaker, row.sentence)
    return found


def times_by(now: Sequence[Dated], reports: Mapping[str, Report]) -> list[Dated]:
    """The times of the reports, in the order that they have now."""
    return [Dated(row.time, reports[row.report.id], row.sentence) for row in now if row.report.id in reports]


def moved_by(now: Mapping[str, Moved], reports: Mapping[str, Report], said: Mapping[str, Said]) -> dict[str, Moved]:
    """The movements of the reports, in the order that they have now."""
    return {
        id_: Moved(row.movement, reports[row.report.id], said[row.said.id] if row.said else None)
        for id_, row in now.items()
        if row.report.id in reports
    }
