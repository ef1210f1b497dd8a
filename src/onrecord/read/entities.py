"""The cast of a report as rows of the record: entities and their mentions."""

from dataclasses import replace

from onrecord.read.affiliations import country_in
from onrecord.read.cast import Cast
from onrecord.read.data import word_list
from onrecord.read.organizations import Body
from onrecord.read.people import Person
from onrecord.records import Entity, Mention, Report, Span


def entities_of(cast: Cast, report: Report) -> tuple[list[Entity], list[Mention], dict[int, str]]:
    """Entities and mentions of the report, and the entity id of each person or body by `id()` of the object."""
    extra: dict[int, list[Span]] = {}
    for being, span in cast.referred:
        extra.setdefault(id(being), []).append(span)
    rows: dict[str, Entity] = {}
    mentions: dict[tuple[str, Span], Mention] = {}
    ids: dict[int, str] = {}
    beings: list[Person | Body] = [*cast.people, *cast.bodies.all]
    for being in beings:
        entity = entity_of(being, extra.get(id(being), []), report)
        known = rows.get(entity.id)
        if known is not None:
            aliases = tuple(sorted({*known.aliases, *entity.aliases}))
            role, country = known.role or entity.role, known.country or entity.country
            entity = replace(known, aliases=aliases, role=role, country=country)
        rows[entity.id] = entity
        ids[id(being)] = entity.id
        for span in [*being.spans, *extra.get(id(being), [])]:
            mentions[entity.id, span] = Mention(report=report.id, entity=entity.id, span=span)
    ordered = sorted(mentions.values(), key=lambda m: (m.span, m.entity))
    return sorted(rows.values(), key=lambda e: e.id), ordered, ids


def entity_of(being: Person | Body, referred: list[Span], report: Report) -> Entity:
    """One entity; the nouns that referred to it in this report are among its aliases, pronouns are not.

    Of a person's roles the one told at most length counts; the country is that of a role or of the body's name.
    """
    texts = [" ".join(report.text[start:end].split()) for start, end in referred]
    texts = [text for text in texts if text.lower() not in word_list("speaker_pronouns") and len(text) <= 80]
    aliases = sorted({*being.forms, *texts} - {being.name})
    names = being.roles if isinstance(being, Person) else [being.name, *being.forms]
    role = max(being.roles, key=len, default=None) if isinstance(being, Person) else None
    country = next((code for text in names if (code := country_in(text))), None)
    kind = "person" if isinstance(being, Person) else being.kind
    return Entity(name=being.name, kind=kind, aliases=tuple(aliases), role=role, country=country, report=report.id)
