"""The people of a report: every form of a name joined to the person it names."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from onrecord.folding import fold
from onrecord.read.data import table, word_list
from onrecord.read.document import Document
from onrecord.read.phrases import HE, SHE, word
from onrecord.records import Span

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v"})
FADE = 1200.0
"""Characters over which a mention's weight falls to 1/e."""
MOST = 50
"""Most bearers of one name that a mention is compared with, and most forms of a name that are kept."""
BEHIND = 25
"""Words behind a name in which a pronoun for it is looked for."""
SPELT = 7
"""Letters from which on a surname is known with one letter wrong."""
LETTERS = 24
"""Letters of a surname that are looked at for that."""
LONGEST = 8
"""Words of a name by which it is found again."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """One mention of a personal name: its span without titles, its folded words, and the titles before it."""

    span: Span
    tokens: tuple[str, ...]
    titles: tuple[str, ...]
    pronoun: str | None = None
    """f or m where the next words say "she" or "he", before another name."""

    @property
    def core(self) -> tuple[str, ...]:
        """The words without initials and suffixes."""
        kept = tuple(t for t in self.tokens if len(t) > 1 and t not in SUFFIXES)
        return kept or self.tokens

    @property
    def gender(self) -> str | None:
        """f or m where a title or the given name tells."""
        for title in self.titles:
            if title in word_list("speaker_titles_female"):
                return "f"
            if title in word_list("speaker_titles_male"):
                return "m"
        return given_names().get(self.core[0]) if len(self.core) > 1 else None


@dataclass(slots=True, eq=False)
class Person:
    """A person of the report."""

    name: str
    core: tuple[str, ...]
    gender: str | None = None
    forms: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    salience: float = 0.0
    """Mentions so far while single names are being resolved, each fading over `FADE` characters."""
    last: int = 0
    """Where `salience` was brought up to date."""
    roles: list[str] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)


class Index:
    """The people found so far by the words of their names; at most `MOST` are looked at for one mention."""

    def __init__(self) -> None:
        self.by_word: dict[str, list[Person]] = {}
        """First or last word of the name -> its bearers."""
        self.by_ends: dict[tuple[str, str], list[Person]] = {}
        """First or last word of the name, and any of its words -> its bearers."""
        self.heard: dict[str, dict[Person, None]] = {}
        """First or last word of the name -> its bearers that have been named, whoever was named last at the end."""

    def add(self, person: Person) -> None:
        """Take in a person."""
        for end in {person.core[0], person.core[-1]}:
            self.by_word.setdefault(end, []).append(person)
            for token in set(person.core[:LONGEST]):
                self.by_ends.setdefault((end, token), []).append(person)

    def hear(self, person: Person) -> None:
        """Note that the person has just been named."""
        for end in {person.core[0], person.core[-1]}:
            heard = self.heard.setdefault(end, {})
            heard.pop(person, None)
            heard[person] = None

    def bearers(self, word: str) -> list[Person]:
        """The bearers of a name; of very many those that were named last."""
        known = self.by_word.get(word, [])
        if len(known) <= MOST:
            return known
        return list(islice(reversed(self.heard.get(word, {})), MOST)) or known[:MOST]


@cache
def given_names() -> dict[str, str]:
    """Gender (f, m) of given names."""
    return {row[0]: row[1] for row in table("speaker_given_names")}


def name_forms(document: Document) -> list[NameForm]:
    """Every mention of a personal name that the encoder found, titles split off.

    A single word that the encoder took for an organisation counts when it is the surname of somebody in the report.
    """
    titles = word_list("speaker_titles")
    surnames = {fold(document.text[a:b].split()[-1]) for a, b in full_names(document)}
    spelt = misspellings(surnames)
    found = []
    for name in document.names:
        plain = fold(document.text[name.span[0] : name.span[1]])
        if name.kind in ("organization", "other") and (plain in surnames or meant(plain, surnames, spelt)):
            if document.text[max(0, name.span[0] - 4) : name.span[0]].lower() == "the ":
                continue
        elif name.kind != "person":
            continue
        words = [at for at in document.words_in(name.span) if word(document, at)[0].isalnum()]
        while words and fold(word(document, words[-1])) == "s" and len(words) > 1:
            words.pop()
        before: list[str] = []
        while len(words) > 1 and fold(word(document, words[0])) in titles and word(document, words[0])[0].isupper():
            before.append(fold(word(document, words.pop(0))))
        if not words:
            continue
        if len(words) == 1 and words[0] and word(document, words[0] - 1).lower() == "the":
            continue
        before += titles_before(document, words[0])
        tokens = tuple(fold(word(document, at)) for at in words)
        if len(tokens) == 1:
            tokens = (meant(tokens[0], surnames, spelt) or tokens[0],)
        span = (document.words[words[0]][0], document.words[words[-1]][1])
        found.append(NameForm(span, tokens, tuple(before), pronoun_behind(document, words[-1] + 1)))
    return found


def misspellings(surnames: set[str]) -> dict[str, str]:
    """Every long surname with one letter left out -> the surname."""
    long = sorted(name for name in surnames if len(name) >= SPELT)
    return {name[:at] + name[at + 1 :]: name for name in long for at in range(1, min(len(name), LETTERS))}


def meant(plain: str, surnames: set[str], spelt: dict[str, str]) -> str | None:
    """The surname that a single long word is with one letter wrong, missing or too many: "Halvorsn"."""
    if len(plain) < SPELT - 1 or plain in surnames:
        return None
    shorter = (plain[:at] + plain[at + 1 :] for at in range(1, min(len(plain), LETTERS)))
    found = spelt.get(plain) or next((spelt[s] for s in shorter if s in spelt), None)
    if found is None and len(plain) < LETTERS:
        found = next((s for s in (plain[:at] + plain[at + 1 :] for at in range(1, len(plain))) if s in surnames), None)
    return found


def full_names(document: Document) -> list[Span]:
    """Spans of the personal names of two words or more."""
    return [n.span for n in document.names if n.kind == "person" and " " in document.text[n.span[0] : n.span[1]]]


def pronoun_behind(document: Document, at: int) -> str | None:
    """The gender of the first "he" or "she" in the words from index `at` on, before a full stop or a proper noun."""
    for near in range(at, min(len(document.words), at + BEHIND)):
        plain = document.lower[near]
        if plain in HE or plain in SHE:
            return "m" if plain in HE else "f"
        if plain in (".", "?", "!", "“", '"', "‘") or document.tag(near).startswith("NNP"):
            return None
    return None


def titles_before(document: Document, first: int) -> list[str]:
    """Titles right before word `first`, nearest first, full stops passed over."""
    found: list[str] = []
    at, titles = first - 1, word_list("speaker_titles")
    while at >= 0 and len(found) < 4:
        plain = fold(word(document, at))
        if plain == "." and at and fold(word(document, at - 1)) in titles:
            at -= 1
            continue
        if plain not in titles:
            break
        if plain in ("vice", "deputy", "former", "ex") and found:
            found[-1] = f"{plain} {found[-1]}"
        else:
            found.append(plain)
        at -= 1
    return found


def people_of(document: Document) -> list[Person]:
    """The report's people in order of their first mention; a surname goes to the person who bears it.

    Full names come first, so that a surname in a headline finds the full name below it. Of several bearers whose
    gender fits the title the one most in mind counts (often and lately named), else the one most named after.
    """
    forms = name_forms(document)
    people: list[Person] = []
    index = Index()
    for form in sorted(forms, key=lambda f: (-len(f.core), f.span)):
        if len(form.core) < 2:
            continue
        person = same_person(form, index)
        if person is None:
            person = Person(named(document, form), form.core, form.gender)
            people.append(person)
            index.add(person)
        note(document, person, form)
    owners = {span: person for person in people for span in person.spans}
    for form in forms:
        person = owners.get(form.span)
        if person is None:
            person = bearer(form, index.bearers(form.core[0]))
            if person is None:
                person = Person(named(document, form), form.core, form.gender)
                people.append(person)
                index.add(person)
            note(document, person, form)
        possessive = document.text[form.span[1] : form.span[1] + 2] in ("’s", "'s")
        person.salience = faded(person, form.span[0]) + (0.3 if possessive else 1.0)
        person.last = form.span[0]
        index.hear(person)
    for person in people:
        person.spans.sort()
    return sorted(people, key=lambda p: p.spans[0])


def faded(person: Person, offset: int) -> float:
    """The person's salience at `offset`."""
    return person.salience * math.exp((person.last - offset) / FADE)


def named(document: Document, form: NameForm) -> str:
    """The form as written; capitals throughout ("PENCE") are set in title case."""
    text = " ".join(document.text[form.span[0] : form.span[1]].split())
    return text.title() if text.isupper() and len(text) > 4 else text


def note(document: Document, person: Person, form: NameForm) -> None:
    """Book a mention of the person."""
    text = named(document, form)
    person.spans.append(form.span)
    person.titles.update(form.titles)
    person.gender = person.gender or form.gender
    if len(person.forms) < MOST and text not in person.forms:
        person.forms.append(text)
    if len(text) > len(person.name) and len(form.core) >= len(person.core):
        person.name = text


def same_person(form: NameForm, index: Index) -> Person | None:
    """The known person of whom this full name is a form: same surname, same given name or initial."""
    for person in index.by_ends.get((form.core[-1], form.core[0]), [])[:MOST]:
        if person.core[-1] == form.core[-1] and person.core[0] == form.core[0]:
            return person
        if set(form.core) <= set(person.core):
            return person
    return None


def bearer(form: NameForm, known: Sequence[Person]) -> Person | None:
    """The person of `known` whom a single name means where it stands, by title, the pronoun behind it and salience."""
    surname = [p for p in known if p.core[-1] == form.core[0]] or known
    gender = form.gender or form.pronoun
    fitting = [p for p in surname if not gender or p.gender in (None, gender)] or surname
    if not fitting:
        return None
    heard = [p for p in fitting if p.salience > 0]
    if heard:
        return max(heard, key=lambda p: (faded(p, form.span[0]), -p.spans[0][0]))
    return max(fitting, key=lambda p: (len(p.spans), -p.spans[0][0]))
