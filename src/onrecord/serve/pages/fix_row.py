"""One row's corrections: what was judged of it, and the forms to judge it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from onrecord.ledger import Disputed, Given, Said
from onrecord.records import ENTITY_KINDS, Entity
from onrecord.serve.judged import Listed, about_entity, about_row, listed, rejects
from onrecord.serve.page import SHORTEST, Asked, Elsewhere, NotFound, Page, Shown
from onrecord.serve.stored import Stored
from onrecord.serve.wording import row_id
from onrecord.show.across import told

RELATED = 20
"""Related rows that one page shows."""
NAMES = 100
"""Names that a form offers, at most."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is corrected: a stored row, a dispute, or an entity, by its `kind` and id.

    A dispute that was rejected is known by its id alone: `dispute` is None then.
    """

    kind: str
    id: str
    row: Stored | None = None
    dispute: Disputed | None = None
    entity: Entity | None = None

    def to_dict(self) -> dict[str, Any]:
        """Kind and id, and the row as plain values where it is there."""
        found = self.row or self.dispute or self.entity
        return {"kind": self.kind, "id": self.id, "row": found.to_dict() if found else None}


@dataclass(frozen=True, slots=True)
class Related:
    """A row that another one is related to, and how: "same claim", "denied", "reworded quotation"."""

    row: Said | Given
    how: tuple[str, ...]

    @property
    def id(self) -> str:
        """The row's id."""
        return row_id(self.row)

    @property
    def anchor(self) -> str:
        """Its anchor in its report."""
        return f"s-{self.id}" if isinstance(self.row, Said) else f"f-{self.id}"

    def to_dict(self) -> dict[str, Any]:
        """The row's id and words, and how it is related."""
        return {"id": self.id, "how": list(self.how), "words": told(self.row)}


def fix_row(asked: Asked) -> Shown:
    """A row, what was judged of it, and the forms that fit it."""
    subject = found(asked)
    made = asked.ledger.judgements()
    about = about_entity(made, subject.entity) if subject.entity else about_row(made, subject.id)
    history = listed(asked, about)
    paged = asked.paged(related(asked, subject.id), RELATED)
    said = asked.record.said.get(subject.id)
    context = {
        "subject": subject,
        "history": history,
        "standing": [row for row in history if row.holds],
        "rejected": rejects(about, subject.id),
        "said": said,
        "claim": asked.record.claim_of.get(subject.id),
        "paged": paged,
        "names": names(asked, said) if said or subject.entity else [],
        "kinds": ENTITY_KINDS,
    }

    def data() -> dict[str, Any]:
        its = {"subject": subject.to_dict(), "rejected": context["rejected"]}
        return {**its, "judgements": [Listed.to_dict(row) for row in history], **paged.data(Related.to_dict)}

    return Shown("fix_row.html", f"Correct {article(subject.kind)} {subject.kind}", context, data)


def article(kind: str) -> str:
    """ "a statement", "an organization"."""
    return "an" if kind[0] in "aeiou" else "a"


def found(asked: Asked) -> Subject:
    """What the address names; the beginning of an id leads to the whole address."""
    record, id_ = asked.record, asked.path["id"].strip().lower()
    if subject := known(asked, id_):
        return subject
    if id_ in record.formerly:
        raise Elsewhere(asked.url("fix-row", id=record.formerly[id_]))
    judgements = asked.ledger.judgements()
    if any(row.value == id_ and row.kind == "reject" for row in judgements):
        return Subject("dispute", id_)
    start = [*beginning(record.disputes, id_), *beginning(record.entities, id_)] if len(id_) >= SHORTEST else []
    start += record.beginning(id_) if len(id_) >= SHORTEST else []
    if len(start) == 1 and start[0] != asked.path["id"]:
        raise Elsewhere(asked.url("fix-row", id=start[0]))
    if start:
        raise NotFound(f"several rows have ids that begin with {id_!r}; give more characters")
    raise NotFound(
        f"there is no statement, figure, movement, question, dispute or speaker with the id {id_!r}; "
        "lists have a link beside each row to correct it"
    )


def known(asked: Asked, id_: str) -> Subject | None:
    """The row of exactly this id."""
    record = asked.record
    if id_ in record.disputes:
        return Subject("dispute", id_, dispute=record.disputes[id_])
    if id_ in record.entities:
        entity = record.entities[id_]
        return Subject(entity.kind, id_, entity=entity)
    row = record.stored((id_,)).get(id_)
    return Subject(row.kind, id_, row=row) if row else None


def beginning(rows: Mapping[str, Any], prefix: str) -> list[str]:
    """The ids that begin so."""
    return [id_ for id_ in rows if id_.startswith(prefix)]


def related(asked: Asked, id_: str) -> list[Related]:
    """The rows that a statement, figure or question is related to, each once."""
    rows: dict[str, Related] = {}
    for row, how in relations(asked, id_):
        key = row_id(row)
        if key in rows:
            rows[key] = replace(rows[key], how=tuple(dict.fromkeys((*rows[key].how, how))))
        elif key != id_:
            rows[key] = Related(row, (how,))
    return list(rows.values())


def relations(asked: Asked, id_: str) -> Iterator[tuple[Said | Given, str]]:
    """What relates a row to others: the other row, and how."""
    record = asked.record
    for pair in record.quotes_of.get(id_, ()):
        yield (pair.variant if pair.original.id == id_ else pair.original), f"{pair.kind} quotation"
    for dispute in record.disputes_of.get(id_, ()):
        first = any(row_id(row) == id_ for row in dispute.first)
        for row in dispute.second if first else dispute.first:
            yield row, dispute.kind.replace("_", " ")
    yield from ended(asked, id_)
    for course in record.series_of.get(id_, ()):
        for given in course.given:
            yield given, "same quantity"
    if claim := record.claim_of.get(id_):
        for said in claim.said:
            yield said, "same claim"


def ended(asked: Asked, id_: str) -> Iterator[tuple[Said, str]]:
    """The statement that answers a question, or tells the outcome of an expectation."""
    question, awaited = asked.record.questions.get(id_), asked.record.expectations.get(id_)
    if question and question.answer and question.answer.said:
        yield question.answer.said, "answered by"
    if awaited and awaited.told and awaited.told.said:
        yield awaited.told.said, f"outcome: {awaited.outcome}"


def names(asked: Asked, said: Said | None) -> list[str]:
    """Names that a form offers: those who speak in the statement's report, then those who speak most."""
    here = asked.record.said_in.get(said.report.id, ()) if said else ()
    near = (row.speaker.name for row in here if row.speaker)
    often = (row.entity.name for row in asked.record.speakers[:NAMES])
    return list(dict.fromkeys((*near, *often)))[:NAMES]


PAGES = (Page("fix-row", fix_row),)
