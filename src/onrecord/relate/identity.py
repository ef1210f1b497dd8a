"""Whether two reports' own entities can be one: judged by their names alone, without the rest of the pile."""

from functools import lru_cache

from onrecord.records import Entity
from onrecord.relate.organizations import acronym, acronyms_of, organization_key, place_key
from onrecord.relate.personal import PersonName, may_be_one, parse_person, respelt


@lru_cache(maxsize=1 << 15)
def alike(a: Entity, b: Entity) -> bool:
    """Whether the names of two entities allow, and suggest, that they are the same one."""
    if a == b:
        return True
    if a.kind == b.kind == "person":
        return same_person(parse_person(a.name), parse_person(b.name))
    if a.kind == "person" or b.kind == "person":
        return False
    keys_a, keys_b = keys(a), keys(b)
    return not keys_a.isdisjoint(keys_b)


def same_person(a: PersonName, b: PersonName) -> bool:
    """Whether two names can name one person; a bare surname fits any name with that surname."""
    if a.given and b.given:
        return may_be_one(a, b)
    return respelt(a.surname) == respelt(b.surname)


@lru_cache(maxsize=1 << 15)
def keys(entity: Entity) -> frozenset[str]:
    """The forms by which an organization, place or group is found again: its name's key, and its acronyms."""
    key = organization_key if entity.kind == "organization" else place_key
    forms = (entity.name, *entity.aliases)
    found = {key(form) for form in forms}
    found.update(letters for form in forms if (letters := acronym(form)))
    found.update(letters for letters in acronyms_of(entity.name) if len(letters) > 2)
    return frozenset(found)
