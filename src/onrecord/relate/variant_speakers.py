"""Whether a saying was given to a speaker who cannot have said it."""

from onrecord.records import Entity
from onrecord.relate.entities import is_name
from onrecord.relate.identity import alike
from onrecord.relate.organizations import words_of
from onrecord.relate.view import Saying, View

NAMED = frozenset({"person", "organization"})


def same_speaker(a: Saying, b: Saying) -> bool:
    """Whether both name their speakers, and the names fit."""
    return bool(a.speaker and b.speaker and alike(a.speaker, b.speaker))


def misattributed(older: tuple[View, Saying], younger: tuple[View, Saying], copied: bool) -> bool:
    """Whether the younger utterance names another speaker than the older one.

    Both must be named people or organizations, speaking for themselves, and the younger report must name its speaker
    beside the saying: a pronoun says too little. Outside copies a person and an organization can be one voice.
    """
    a, b = older[1].speaker, younger[1].speaker
    if a is None or b is None or alike(a, b):
        return False
    if older[1].statement.within or younger[1].statement.within:
        return False
    if not (a.kind in NAMED and b.kind in NAMED and is_name(a.name) and is_name(b.name)):
        return False
    if a.kind == b.kind == "person":
        return named_beside(*younger, b)
    return copied and named_beside(*younger, b) and not one_voice(a, b)


def named_beside(view: View, saying: Saying, speaker: Entity) -> bool:
    """Whether the words that give the source name the speaker, or the speaker's office ("the director")."""
    source = set(words_of(view.text_of(saying.statement.source)))
    names = {word for name in (speaker.name, *speaker.aliases) for word in name.split() if word[:1].isupper()}
    return not source.isdisjoint(words_of(" ".join(sorted(names)))) or not source.isdisjoint(
        words_of(speaker.role or "")
    )


def one_voice(a: Entity, b: Entity) -> bool:
    """Whether the one may speak for the other: the role of a person names the organization."""
    for person, body in ((a, b), (b, a)):
        if person.role and body.kind != "person":
            names = {word for name in (body.name, *body.aliases) for word in words_of(name)}
            if names & set(words_of(person.role)):
                return True
    return False
