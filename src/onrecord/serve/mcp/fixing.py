"""Tools that judge what the program found; there only where the server was started to take judgements."""

from typing import Annotated

from pydantic import Field

from onrecord.errors import UsageError
from onrecord.ledger import Judgement as Stored
from onrecord.records import ENTITY_KINDS
from onrecord.serve.mcp.answers import Judgement
from onrecord.serve.mcp.asking import Arguments, Paged, allowed, enum, page
from onrecord.serve.mcp.rows import Page
from onrecord.serve.mcp.story import Story
from onrecord.serve.mcp.tool import Tool

EntityKind = Annotated[str, allowed(ENTITY_KINDS), enum(ENTITY_KINDS)]
RowId = Annotated[str, Field(description="Id of a statement, figure, movement, question or dispute.", min_length=4)]
Name = Annotated[str, Field(description="A name of the entity, or its id.")]


class Because(Arguments):
    """A judgement with its reason."""

    why: str = Field(description="Why, in one sentence, for whoever reads the judgement later.", max_length=500)


class Rejected(Because):
    """What is rejected."""

    row: RowId
    other: str | None = Field(default=None, description="Id of a second row: then only what relates the two is wrong.")


class Spoken(Because):
    """Who makes which statement."""

    statement: str = Field(description="Id of the statement.", min_length=4)
    name: str | None = Field(default=None, description="The speaker: a name, or an entity's id.")
    kind: EntityKind | None = Field(default=None, description="Give it to make a new entity of that name and kind.")
    nobody: bool = Field(default=False, description="true: the report names nobody as the speaker.")


class Pair(Because):
    """Two entities."""

    entity: Name
    other: Name


class Split(Because):
    """Statements of one claim."""

    statements: list[str] = Field(description="Ids of the statements that say something else.", min_length=1)


class Undone(Because):
    """A judgement."""

    judgement: str = Field(description="Id of the judgement.", min_length=4)


def judgements(story: Story, asked: Paged) -> Page[Judgement]:
    """List what people judged, the latest first, those undone too. Judgements win over what the program found.

    `as_of` changes nothing here.
    """
    return page(story.ledger.judgements()[::-1], asked, judgement)


def reject(story: Story, asked: Rejected) -> Judgement:
    """Reject a row that was read wrongly: a statement, figure, movement, question or dispute. It leaves every list.

    With `other`, what relates two rows is rejected instead (the same claim, a dispute, a pair of quotations). Reject
    only what the report's own words show to be read wrongly, never a statement because it may be untrue. Ask the user
    before. It can be undone.
    """
    with story.judging(asked.why) as judge:
        return judgement(judge.reject(asked.row, asked.other))


def restore(story: Story, asked: Rejected) -> Judgement:
    """Take the rejection of a row, or of what relates two rows, back."""
    with story.judging(asked.why) as judge:
        return judgement(judge.restore(asked.row, asked.other))


def set_speaker(story: Story, asked: Spoken) -> Judgement:
    """Set who makes a statement, where the program took somebody else: give `name`, or `nobody`.

    Ask the user before. It can be undone.
    """
    if asked.nobody == (asked.name is not None):
        raise UsageError("who makes the statement is not clear; give name, or nobody=true, not both")
    with story.judging(asked.why) as judge:
        return judgement(judge.speaker(asked.statement, asked.name, asked.kind))


def same(story: Story, asked: Pair) -> Judgement:
    """Two entities are one and the same: two spellings, a name and a nickname.

    Ask the user before. It can be undone.
    """
    with story.judging(asked.why) as judge:
        return judgement(judge.same(asked.entity, asked.other))


def different(story: Story, asked: Pair) -> Judgement:
    """Two names that were taken for one entity are of different ones.

    Ask the user before. It can be undone.
    """
    with story.judging(asked.why) as judge:
        return judgement(judge.different(asked.entity, asked.other))


def split(story: Story, asked: Split) -> Judgement:
    """Take statements out of their claim: they say something else than its other statements; they stay together.

    Ask the user before. It can be undone.
    """
    with story.judging(asked.why) as judge:
        return judgement(judge.split(*asked.statements))


def undo(story: Story, asked: Undone) -> Judgement:
    """Undo a judgement; the record is then as if it had not been made. It stays listed as undone."""
    with story.judging(asked.why) as judge:
        return judgement(judge.undo(asked.judgement))


def judgement(row: Stored) -> Judgement:
    """A judgement as it is answered."""
    subject = [[str(one) for one in part] if isinstance(part, list | tuple) else [str(part)] for part in row.subject]
    its = {
        name: getattr(row, name) for name in ("id", "kind", "value", "who", "why", "made_at", "undone_at", "undone_by")
    }
    return Judgement(subject=subject, **its)


TOOLS = (
    Tool(judgements, "Judgements"),
    Tool(reject, "Reject a row", writes=True, destroys=True),
    Tool(restore, "Take a rejection back", writes=True),
    Tool(set_speaker, "Set a speaker", writes=True, destroys=True),
    Tool(same, "Two names, one entity", writes=True, destroys=True),
    Tool(different, "Two entities", writes=True, destroys=True),
    Tool(split, "Split a claim", writes=True, destroys=True),
    Tool(undo, "Undo a judgement", writes=True, destroys=True),
)
