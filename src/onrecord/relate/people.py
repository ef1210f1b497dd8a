"""Which names of persons, taken from many reports, stand for one person.

The fullest names come first; a shorter one joins the one person whom it fits, and stands alone when it fits none or
several. Joining two people is worse than leaving one person in two.
"""

from collections import defaultdict
from collections.abc import Mapping, Set

from onrecord.relate.personal import SHORTEST_RESPELT, PersonName, may_be_one, respelt

MOST = 64
"""People of one surname and given name, or initial, among whom a match is sought; among more it is a guess."""


class People:
    """Persons found so far, each a list of names, and where to look for them."""

    def __init__(self) -> None:
        self.names: list[list[PersonName]] = []
        self.person: dict[str, int] = {}
        self.by_given: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_surname: defaultdict[str, set[int]] = defaultdict(set)
        self.by_spelling: defaultdict[str, set[int]] = defaultdict(set)

    def enter(self, name: PersonName, candidates: Set[int]) -> None:
        """Give the name to the one candidate, or to a new person."""
        if len(candidates) == 1:
            (person,) = candidates
        else:
            person = len(self.names)
            self.names.append([])
            if name.given:
                spelling = respelt(name.surname)
                for given in {respelt(name.given), name.given[0]}:
                    self.by_given[spelling, given].append(person)
        self.names[person].append(name)
        self.person[name.joined] = person
        if name.given:
            self.by_surname[name.surname].add(person)
            self.by_spelling[respelt(name.surname)].add(person)

    def fitting(self, name: PersonName) -> set[int]:
        """The persons of whose names none speaks against `name`, which has a given name."""
        near = self.by_given.get((respelt(name.surname), respelt(name.given)), [])
        if len(near) > MOST:
            return set()
        return {person for person in near if all(may_be_one(name, other) for other in self.names[person])}

    def of_surname(self, surname: str) -> set[int]:
        """The persons of that surname; if there are none and it is long enough, of one that is spelt alike."""
        if found := self.by_surname.get(surname):
            return found
        return self.by_spelling.get(respelt(surname), set()) if len(surname) > SHORTEST_RESPELT else set()

    def known_as(self, forms: Set[str]) -> set[int]:
        """The persons whose names, joined, are among `forms`."""
        return {self.person[form] for form in forms if form in self.person}


def join_people(names: Mapping[str, PersonName], used_for: Mapping[str, Set[str]]) -> dict[str, int]:
    """The number of the person that each name stands for; keys are `PersonName.joined`.

    `used_for` says of a short form which full names some report uses it for. A bare surname goes to the one person
    of that surname or known by it, and stays alone when there are several.
    """
    people = People()
    full = [name for name in names.values() if name.given]
    for name in sorted(full, key=fullest_first):
        people.enter(name, people.fitting(name) | people.known_as(used_for.get(name.joined, frozenset())))
    for joined, name in sorted(names.items()):
        if not name.given:
            people.enter(name, people.of_surname(name.surname) | people.known_as(used_for.get(joined, frozenset())))
    return people.person


def fullest_first(name: PersonName) -> tuple[bool, int, tuple[int, ...], str]:
    """Sort key: names with a given name in full, then those with more parts."""
    return len(name.given) == 1, -len(name.middle), tuple(-size for size in name.size), name.joined
