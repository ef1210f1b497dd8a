"""Whether a person is "he" or "she", by the pronouns that follow the name in the report."""

from collections import Counter
from collections.abc import Sequence

from onrecord.folding import fold
from onrecord.read.data import word_list
from onrecord.read.document import Document
from onrecord.read.people import Person
from onrecord.read.phrases import HE, SHE

REACH = 45
"""Words behind a name in which the pronoun for it is looked for."""
SURE = 3
"""Pronouns that outweigh what the given name says."""
SHARE = 4
"""How many times more there must be of one kind than of the other."""


def settle_genders(document: Document, people: Sequence[Person]) -> None:
    """Set the gender of everybody whom no title tells: by role, or by the first pronoun behind each mention.

    A given name is only a hint (Robin, Andrea, Nikita): several pronouns outweigh it, one decides without.
    """
    votes = pronouns_behind(document, people)
    titles = word_list("speaker_titles_female") | word_list("speaker_titles_male")
    for person in people:
        if person.titles & titles:
            continue
        told = by_role(person)
        count = votes.get(id(person), Counter())
        best, other = ("m", "f") if count["m"] >= count["f"] else ("f", "m")
        doubtful = len(person.core) == 1 and not person.titles
        needed = SURE if person.gender or doubtful else 1
        if told:
            person.gender = told
        elif count[best] >= needed and count[best] >= SHARE * count[other]:
            person.gender = best


def by_role(person: Person) -> str | None:
    """f or m where a role of the person is a woman's or a man's: "widow", "uncle"."""
    nouns = {fold(word) for role in person.roles for word in role.split()}
    female, male = nouns & word_list("speaker_nouns_female"), nouns & word_list("speaker_nouns_male")
    return None if bool(female) == bool(male) else "f" if female else "m"


def pronouns_behind(document: Document, people: Sequence[Person]) -> dict[int, Counter[str]]:
    """How often "he" (m) and "she" (f) are the first pronoun behind a mention of each person, by `id()`."""
    owner = {document.words_in(span).stop - 1: person for person in people for span in person.spans}
    votes: dict[int, Counter[str]] = {}
    quoted = {at for span in document.quoted for at in document.words_in(span)}
    last: Person | None = None
    since = 0
    for at, plain in enumerate(document.lower):
        person = owner.get(at)
        if person is not None:
            owned = at + 1 < len(document.lower) and document.lower[at + 1] in ("’", "'", "'s", "’s")
            last, since = (None if owned else person), at
        elif last is not None and at - since > REACH:
            last = None
        elif last is not None and (plain in HE or plain in SHE) and at not in quoted:
            votes.setdefault(id(last), Counter())["m" if plain in HE else "f"] += 1
            last = None
    return votes
