"""Who is who across reports: the entities of single reports joined into entities of the pile."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.errors import RecordError
from onrecord.records import Entity, Report
from onrecord.relate.order import Age, age
from onrecord.relate.organizations import acronym, acronyms_of, organization_key, place_key, words_of
from onrecord.relate.people import join_people
from onrecord.relate.personal import PersonName, parse_person

SHORTEST_ACRONYM = 3
"""Letters of the shortest acronym that is joined to a name by its letters alone; shorter ones fit too many names."""


@dataclass(frozen=True, slots=True)
class LocalEntities:
    """The entities of one report; `mentions` says of an entity's id how often the report mentions it."""

    report: Report
    entities: tuple[Entity, ...]
    mentions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Joined:
    """`entities` of the whole pile, sorted by id, their `report` None; `links` from local to joined ids."""

    entities: tuple[Entity, ...]
    links: Mapping[str, str]


class Local(NamedTuple):
    """An entity of one report, the report's age, and how often it is mentioned there."""

    age: Age
    entity: Entity
    mentions: int


def join_entities(readings: Sequence[LocalEntities]) -> Joined:
    """Join the entities of single reports that are the same person, organization, place or group.

    Only entities of one kind are joined. A joined entity bears the fullest name, of equally full ones the most used;
    every other form is an alias; role and country are the most common ones, ties going to the earliest report. The
    order of `readings` does not matter.

    Raises RecordError for an entity whose name is blank.
    """
    found: dict[Entity, Local] = {}
    for reading in readings:
        for entity in reading.entities:
            if not entity.name.strip():
                raise RecordError(f"entity {entity.id} of report {reading.report.id} has no name")
            local = Local(age(reading.report), entity, reading.mentions.get(entity.id, 0))
            found[entity] = max(found.get(entity, local), local, key=lambda one: (one.mentions, one.age))
    locals_ = sorted(found.values(), key=precedence)
    entities: list[Entity] = []
    links: dict[str, str] = {}
    for group in grouped(locals_):
        joined = describe(group)
        entities.append(joined)
        links.update((local.entity.id, joined.id) for local in group)
    return Joined(tuple(sorted(entities, key=lambda entity: entity.id)), dict(sorted(links.items())))


def precedence(local: Local) -> tuple[Age, str, tuple[str, ...], str, str]:
    """Sort key, a total order: the entities of the earliest report first."""
    entity = local.entity
    return local.age, entity.id, entity.aliases, entity.role or "", entity.country or ""


def grouped(locals_: Sequence[Local]) -> Iterable[list[Local]]:
    """The entities that are one, together, in the order of their reports."""
    by_kind: defaultdict[str, list[Local]] = defaultdict(list)
    for local in locals_:
        by_kind[local.entity.kind].append(local)
    for kind, members in sorted(by_kind.items()):
        keys = KEYS[kind]([local.entity for local in members])
        groups: defaultdict[str | int, list[Local]] = defaultdict(list)
        for local, key in zip(members, keys, strict=True):
            groups[key].append(local)
        yield from groups.values()


def person_keys(entities: Sequence[Entity]) -> list[int | str]:
    """For each person a key; the same key, the same person. A mere description ("the driver") is its own key."""
    names: dict[str, PersonName] = {}
    used_for: defaultdict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if not is_name(entity.name):
            continue
        name = parse_person(entity.name)
        names[name.joined] = max(name, names.get(name.joined, name), key=lambda n: (n.size, n.middle, n.surname))
        for alias in filter(is_name, entity.aliases):
            short = parse_person(alias)
            if name.given and is_short_for(short, name):
                used_for[short.joined].add(name.joined)
    person = join_people(names, used_for)
    return [person[parse_person(e.name).joined] if is_name(e.name) else place_key(e.name) for e in entities]


def is_name(text: str) -> bool:
    """Whether `text` holds a name: a word that begins with no small letter, other than the first of several.

    "Its spokeswoman" and "the driver" are descriptions; a word in a script without small letters is a name.
    """
    words = text.replace("-", " ").split()
    return any(word[0].isalpha() and not word[0].islower() for word in (words[1:] or words))


def is_short_for(short: PersonName, name: PersonName) -> bool:
    """Whether `short` is made of parts of `name`: one of them, or its last ones."""
    if short.joined == name.joined:
        return False
    parts = {name.given, *name.middle, name.surname}
    return short.surname in parts if not short.given else name.joined.endswith(short.joined)


def organization_keys(entities: Sequence[Entity]) -> list[str]:
    """For each organization a key; the same key, the same organization.

    An acronym goes to the one name it fits; the beginning of a name to the one name that some report shortens so,
    if no other name begins like it.
    """
    fitting: defaultdict[str, set[str]] = defaultdict(set)
    begins: defaultdict[str, set[str]] = defaultdict(set)
    shortened: defaultdict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if acronym(entity.name):
            continue
        key = organization_key(entity.name)
        letters = [some for some in acronyms_of(entity.name) if len(some) >= SHORTEST_ACRONYM]
        for some in (*letters, *filter(None, map(acronym, entity.aliases))):
            fitting[some].add(key)
        begins[key.split()[0]].add(key)
        for short in map(organization_key, filter(is_name, entity.aliases)):
            if key.startswith(f"{short} "):
                shortened[short].add(key)
    keys = []
    for entity in entities:
        key = organization_key(entity.name)
        names = fitting.get(acronym(entity.name) or "", set())
        if not names and key in shortened and begins[key.split()[0]] <= shortened[key] | {key}:
            names = shortened[key]
        keys.append(next(iter(names)) if len(names) == 1 else key)
    return keys


def place_keys(entities: Sequence[Entity]) -> list[str]:
    """For each place or group a key; the same key, the same place."""
    return [place_key(entity.name) for entity in entities]


KEYS: dict[str, Callable[[Sequence[Entity]], Sequence[int | str]]] = {
    "person": person_keys,
    "organization": organization_keys,
    "place": place_keys,
    "group": place_keys,
}


def describe(group: Sequence[Local]) -> Entity:
    """The entity that those of `group`, in the order of their reports, are together."""
    used: Counter[str] = Counter()
    first: dict[str, int] = {}
    for at, local in enumerate(group):
        used[local.entity.name] += local.mentions
        first.setdefault(local.entity.name, at)
    kind = group[0].entity.kind
    name = min(used, key=lambda form: (*fullness(form, kind), -used[form], first[form], form))
    forms = {form for local in group for form in (local.entity.name, *local.entity.aliases) if form.strip()}
    return Entity(
        name=name,
        kind=kind,
        aliases=tuple(sorted(forms - {name})),
        role=most_common(local.entity.role for local in group),
        country=most_common(local.entity.country for local in group),
    )


def fullness(form: str, kind: str) -> tuple[tuple[int, ...], bool]:
    """Sort key: the fullest name first; words in capitals alone behind others."""
    size = parse_person(form).size[:2] if kind == "person" else (len(words_of(form)),)
    return tuple(-part for part in size), form.isupper()


def most_common(values: Iterable[str | None]) -> str | None:
    """The value that occurs most; of several the one that comes first; None if there is none."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: counts[value], default=None)
