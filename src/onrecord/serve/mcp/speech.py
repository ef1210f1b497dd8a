"""Tools on who says what: statements, speakers, and what statements of several reports come to together."""

from collections import ChainMap, Counter
from typing import Annotated, Any

from pydantic import Field

from onrecord.errors import UsageError
from onrecord.ledger import Said, Speaking
from onrecord.ledger.entities import forms
from onrecord.ledger.names import Wanted
from onrecord.records import DISPUTE_KINDS, ENTITY_KINDS, VARIANT_KINDS
from onrecord.records import Entity as Known
from onrecord.serve.called import Titles
from onrecord.serve.mcp.answers import Claim, Dispute, Entity, Quoted, Speaker
from onrecord.serve.mcp.asking import Act, AsOf, Certainty, Paged, Since, Until, allowed, enum, one, page
from onrecord.serve.mcp.groups import ALL, MANY, Groups, called
from onrecord.serve.mcp.reports import one_report
from onrecord.serve.mcp.rows import Page, Statement
from onrecord.serve.mcp.story import Story
from onrecord.serve.mcp.tool import Tool
from onrecord.serve.record import Record
from onrecord.serve.wording import dated, row_id

DENIALS = 5
"""Denials that a speaker's portrait shows."""

EntityKind = Annotated[str, allowed(ENTITY_KINDS), enum(ENTITY_KINDS)]
DisputeKind = Annotated[str, allowed(DISPUTE_KINDS), enum(DISPUTE_KINDS)]
VariantKind = Annotated[str, allowed(VARIANT_KINDS), enum(VARIANT_KINDS)]


class Statements(Paged):
    """Which statements."""

    who: str | None = Field(
        default=None,
        description="Speaker: words of a name (whole words, any order), or an entity's id. Also finds unnamed "
        "sources by the report's words for them.",
    )
    about: str | None = Field(default=None, description="Words that were said, all of them; as in the tool search.")
    act: Act | None = Field(default=None, description="What the speaker does.")
    certainty: Certainty | None = Field(default=None, description="How sure the speaker is, by the hedging words.")
    since: Since | None = Field(default=None, description="ISO date: said on this day or later.")
    until: Until | None = Field(default=None, description="ISO date: said on this day or earlier.")
    report: str | None = Field(default=None, description="Only statements in the report with this id.")
    claim: str | None = Field(
        default=None, description="Only statements that assert the same as the statement with this id."
    )
    repeats: bool = Field(default=True, description="false: leave out what a copy repeats of the report it copies.")


class Entities(Paged):
    """Which entities."""

    name: str | None = Field(default=None, description="Words of a name or role, all of them.")
    kind: EntityKind | None = Field(default=None, description="What kind of entity.")
    speaking: bool = Field(default=False, description="true: only those who say something.")


class OneSpeaker(AsOf):
    """Which speaker."""

    who: str = Field(description="A name, or an entity's id.")


class Claims(Paged):
    """Which claims."""

    about: str | None = Field(default=None, description="Words of a statement in the claim, all of them.")
    statement: str | None = Field(
        default=None, description="Only the claim that the statement with this id is part of."
    )


class Disputes(Paged):
    """Which disputes."""

    kind: DisputeKind | None = Field(default=None, description="What kind of dispute.")
    row: str | None = Field(
        default=None, description="Only disputes that the statement or figure with this id is part of."
    )
    dispute: str | None = Field(default=None, description="The dispute with this id, with more of its rows.")


class Quotes(Paged):
    """Which quotations."""

    altered: bool = Field(
        default=True, description="true: only those reworded, negated or misattributed; false: all pairs."
    )
    kind: VariantKind | None = Field(default=None, description="Only pairs that differ so; overrides altered.")
    statement: str | None = Field(default=None, description="Only pairs that the statement with this id is part of.")


def statements(story: Story, asked: Statements) -> Page[Statement]:
    """List who said what, when, and how surely, in order of time.

    `words` are what was said, in the report's own words; of act deny and decline they are what is denied or withheld,
    so read `act` before you quote them. `certainty` follows the hedging words (`hedge`) alone: stated means that there
    are none, not that it is true. `origins` counts independent reports that assert the same; copies do not count.
    """
    record = story.record(asked.as_of)
    rows: list[Said] = list(record.said.values())
    if asked.claim is not None:
        row = one(record.said, asked.claim, "statement", record, "statements")
        rows = list(record.claim_of[row.id].said) if row.id in record.claim_of else [row]
    if asked.report is not None:
        its = one_report(record, asked.report).id
        rows = [row for row in rows if row.report.id == its]
    if asked.who is not None:
        rows = list(filter(record.voices.called(asked.who).makes, rows))
    if asked.about is not None:
        about = record.about(asked.about)
        rows = [row for row in rows if row.id in about]
    for name in ("act", "certainty"):
        if (value := getattr(asked, name)) is not None:
            rows = [row for row in rows if getattr(row, name) == value]
    if asked.since or asked.until:
        rows = list(filter(dated(asked.since, asked.until), rows))
    if not asked.repeats:
        rows = [row for row in rows if row.id not in record.repeated]
    return page(rows, asked, Groups(record).statement)


def entities(story: Story, asked: Entities) -> Page[Entity]:
    """List who speaks and is spoken of, those with most statements first: names, aliases, roles, ids.

    Use it to find the id of a person, organization, place or group, or to see who the speakers of the story are.
    """
    record = story.record(asked.as_of)
    rows = speaking(record)
    if asked.speaking:
        rows = [row for row in rows if row.statements]
    if asked.kind is not None:
        rows = [row for row in rows if row.entity.kind == asked.kind]
    if asked.name is not None:
        wanted = Wanted(asked.name)
        rows = [row for row in rows if wanted.among(forms(row.entity), row.entity.role)]
    return page(rows, asked, Groups(record).entity)


def speaking(record: Record) -> list[Speaking]:
    """All entities with how much they say, those with most statements first."""
    found = list(record.speakers)
    listed = {row.entity.id for row in found}
    return found + [Speaking(row, 0, 0, 0) for row in record.entities.values() if row.id not in listed]


def speaker(story: Story, asked: OneSpeaker) -> Speaker:
    """One speaker: names and roles over time, how often each act and certainty, disputes, and the latest denials.

    What it said is in `statements` with `who` = its id.
    """
    record = story.record(asked.as_of)
    its = one_entity(record, asked.who)
    said = record.said_by.get(its.id, [])
    own = [row for row in said if row.id not in record.repeated]
    titles = record.titles.get(its.id, Titles())
    days = sorted(row.date for row in own)
    groups = Groups(record)
    row = next((row for row in record.speakers if row.entity.id == its.id), Speaking(its, 0, 0, 0))
    disputes = dict.fromkeys(dispute.dispute.id for one in said for dispute in record.disputes_of.get(one.id, ()))
    return Speaker(
        entity=groups.entity(row),
        names=[called(one) for one in titles.names][:MANY],
        roles=[called(one) for one in titles.roles][:MANY],
        acts=dict(Counter(one.act for one in own).most_common()),
        certainties=dict(Counter(one.certainty for one in own).most_common()),
        since=days[0] if days else None,
        until=days[-1] if days else None,
        disputes=list(disputes)[:MANY],
        denials=groups.statements([one for one in own if one.act == "deny"][::-1][:DENIALS]),
    )


def one_entity(record: Record, who: str) -> Known:
    """The entity of that id or name; UsageError, with those that it could be, for none or several."""
    if (now := record.formerly.get(who, who)) in record.entities:
        return record.entities[now]
    wanted = Wanted(who)
    exact = [row for row in record.entities.values() if who in forms(row)]
    found = exact or [row for row in record.entities.values() if wanted.among(forms(row), row.role)]
    if len(found) == 1:
        return found[0]
    if not found:
        day = f" as of {record.as_of}" if record.as_of else ""
        raise UsageError(f"nobody is called {who!r}{day}; the tool entities lists who there is")
    shown = "; ".join(f"{row.id} {row.name} ({row.kind})" for row in found[:DENIALS])
    more = f" and {len(found) - DENIALS} more" if len(found) > DENIALS else ""
    raise UsageError(f"several are called {who!r}: {shown}{more}; give the id of one")


def claims(story: Story, asked: Claims) -> Page[Claim]:
    """What statements of several reports assert alike, that of most origins first, with who asserts it.

    `origins` counts independent reports: copies do not corroborate. Many origins make a claim widespread, not true.
    """
    record = story.record(asked.as_of)
    rows = list(record.claims)
    if asked.statement is not None:
        row = one(record.said, asked.statement, "statement", record, "statements")
        rows = [record.claim_of[row.id]] if row.id in record.claim_of else []
    if asked.about is not None:
        about = record.about(asked.about)
        rows = [row for row in rows if any(said.id in about for said in row.said)]
    return page(rows, asked, Groups(record).claim)


def disputes(story: Story, asked: Disputes) -> Page[Dispute]:
    """Where reports contradict one another: what is denied, contradicted, or given in different figures.

    Both sides come with who is on them, since when, and how many independent reports. Tell both sides with their
    sources: the record does not say which one is right, and neither do the numbers of origins.
    """
    record = story.record(asked.as_of)
    rows = list(record.disputes.values())
    groups = Groups(record)
    if asked.dispute is not None:
        row = one(record.disputes, asked.dispute, "dispute", record, "disputes")
        return page([row], asked, lambda row: groups.dispute(row, DENIALS, ALL))
    if asked.row is not None:
        both: ChainMap[str, Any] = ChainMap({}, record.said, record.figures)
        its = row_id(one(both, asked.row, "statement or figure", record, "statements"))
        rows = list(record.disputes_of.get(its, ()))
    if asked.kind is not None:
        rows = [row for row in rows if row.kind == asked.kind]
    return page(rows, asked, groups.dispute)


def quotes(story: Story, asked: Quotes) -> Page[Quoted]:
    """Quotations that stand in several reports and were altered on the way, each with the earlier wording.

    `kind`: trimmed (shorter, same sense), reworded, negated (turned into the opposite), misattributed (given to another
    speaker). `original` is the wording of the earliest report in the ledger, `changes` what differs.
    """
    record = story.record(asked.as_of)
    rows = list(record.quotes)
    if asked.statement is not None:
        its = one(record.said, asked.statement, "statement", record, "statements").id
        rows = [row for row in rows if its in (row.original.id, row.variant.id)]
    if asked.kind is not None:
        rows = [row for row in rows if row.kind == asked.kind]
    elif asked.altered:
        rows = [row for row in rows if row.is_altered]
    return page(rows, asked, Groups(record).quoted)


TOOLS = (
    Tool(statements, "Statements"),
    Tool(entities, "Who there is"),
    Tool(speaker, "One speaker"),
    Tool(claims, "Claims"),
    Tool(disputes, "Disputes"),
    Tool(quotes, "Altered quotations"),
)
