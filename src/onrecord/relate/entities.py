"""Who is who across reports: the entities of single reports joined into entities of the pile."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

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


Name = tuple[str, str]
"""The kind of an entity and one of its names."""


@dataclass(frozen=True, slots=True)
class Form:
    """One description of an entity, `as_told` without its report, however many reports give it.

    `reports` is their number, `mentions` how often they mention the entity, `first` the age of the oldest.
    """

    as_told: Entity
    reports: int
    mentions: int
    first: Age


def forms_of(reading: LocalEntities) -> list[Form]:
    """The descriptions that one report gives; RecordError for one whose name is blank."""
    forms = []
    for entity in reading.entities:
        if not entity.name.strip():
            raise RecordError(f"entity {entity.id} of report {reading.report.id} has no name")
        mentions = reading.mentions.get(entity.id, 0)
        forms.append(Form(replace(entity, report=None), 1, mentions, age(reading.report)))
    return forms


def join_entities(readings: Sequence[LocalEntities]) -> Joined:
    """Join the entities of single reports that are the same person, organization, place or group.

    Only entities of one kind are joined. A joined entity bears the fullest name, of equally full ones the most used;
    every other form is an alias; role and country are the most common ones, ties going to the earliest report. The
    order of `readings` does not matter, and one given twice counts once.

    Raises RecordError for an entity whose name is blank.
    """
    told: dict[Entity, Form] = {}
    owners: dict[str, Entity] = {}
    for reading in {reading.report.id: reading for reading in readings}.values():
        for entity, form in zip(reading.entities, forms_of(reading), strict=True):
            owners[entity.id] = form.as_told
            told[form.as_told] = added(told[form.as_told], form) if form.as_told in told else form
    joined = join_forms(list(told.values()))
    entities = sorted(set(joined.values()), key=lambda entity: entity.id)
    return Joined(tuple(entities), {id_: joined[form].id for id_, form in sorted(owners.items())})


def added(a: Form, b: Form) -> Form:
    """Two counts of one description as one."""
    return Form(a.as_told, a.reports + b.reports, a.mentions + b.mentions, min(a.first, b.first))


Names = tuple[Name, Name]
"""Two entities, each by its kind and one of its names."""


def join_forms(
    forms: Sequence[Form], same: Sequence[Names] = (), different: Sequence[Names] = ()
) -> dict[Entity, Entity]:
    """The entity across reports for each description; see `join_entities`.

    `same` and `different` are judgements on pairs of entities, which win over the names: first those that are
    different are parted, then those that are the same are joined, unless that would join two that are different.
    """
    joined: dict[Entity, Entity] = {}
    groups = list(grouped(sorted(forms, key=precedence)))
    for one, other in different:
        groups = [part for group in groups for part in parted(group, one, other)]
    for pair in same:
        groups = united(groups, pair, different)
    for group in groups:
        entity = describe(group)
        joined.update((form.as_told, entity) for form in group)
    return joined


def goes_by(form: Form, name: Name) -> bool:
    """Whether the description is of an entity of that kind and name."""
    kind, words = name
    return form.as_told.kind == kind and words in (form.as_told.name, *form.as_told.aliases)


def parted(group: list[Form], one: Name, other: Name) -> list[list[Form]]:
    """The group, or where it holds both entities, what goes by the second name alone apart from the rest.

    Where no description goes by the second name alone, what goes by the first alone stands apart.
    """
    if not all(any(goes_by(form, name) for form in group) for name in (one, other)):
        return [group]
    for its, not_its in ((other, one), (one, other)):
        theirs = [form for form in group if goes_by(form, its) and not goes_by(form, not_its)]
        if theirs:
            return [[form for form in group if form not in theirs], theirs]
    return [group]


def united(groups: list[list[Form]], pair: Names, different: Sequence[Names]) -> list[list[Form]]:
    """The groups, those of both entities as one, unless that would join two that are different."""
    touched = [group for group in groups if any(goes_by(form, name) for form in group for name in pair)]
    whole = sorted((form for group in touched for form in group), key=precedence)
    if len(touched) < 2 or any(len(parted(whole, one, other)) > 1 for one, other in different):
        return groups
    return [whole, *(group for group in groups if group not in touched)]


def precedence(form: Form) -> tuple[Age, str, str, tuple[str, ...], str, str]:
    """Sort key, a total order: the descriptions of the earliest report first."""
    told = form.as_told
    return form.first, told.kind, told.name, told.aliases, told.role or "", told.country or ""


def grouped(forms: Sequence[Form]) -> Iterable[list[Form]]:
    """The descriptions of one entity, together, in the order of their reports."""
    by_kind: defaultdict[str, list[Form]] = defaultdict(list)
    for form in forms:
        by_kind[form.as_told.kind].append(form)
    for kind, members in sorted(by_kind.items()):
        keys = KEYS[kind]([form.as_told for form in members])
        groups: defaultdict[str | int, list[Form]] = defaultdict(list)
        for form, key in zip(members, keys, strict=True):
            groups[key].append(form)
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


def describe(group: Sequence[Form]) -> Entity:
    """The entity that the descriptions of `group`, in the order of their reports, are of."""
    told = [form.as_told for form in group]
    used: Counter[str] = Counter()
    first: dict[str, int] = {}
    for at, form in enumerate(group):
        used[told[at].name] += form.mentions
        first.setdefault(told[at].name, at)
    kind = told[0].kind
    name = min(used, key=lambda form: (*fullness(form, kind), -used[form], first[form], form))
    names = {name for entity in told for name in (entity.name, *entity.aliases) if name.strip()}
    return Entity(
        name=name,
        kind=kind,
        aliases=tuple(sorted(names - {name})),
        role=most_common((form.as_told.role, form.reports) for form in group),
        country=most_common((form.as_told.country, form.reports) for form in group),
    )


def fullness(form: str, kind: str) -> tuple[tuple[int, ...], bool]:
    """Sort key: the fullest name first; words in capitals alone behind others."""
    size = parse_person(form).size[:2] if kind == "person" else (len(words_of(form)),)
    return tuple(-part for part in size), form.isupper()


def most_common(values: Iterable[tuple[str | None, int]]) -> str | None:
    """The value that occurs most; of several the one that comes first; None if there is none."""
    counts: Counter[str] = Counter()
    for value, times in values:
        if value:
            counts[value] += times
    return max(counts, key=lambda value: counts[value], default=None)
