"""Who the source of each attribution is: a person, an organisation, or somebody the report leaves unnamed."""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.folding import fold
from onrecord.read.beside import (
    is_definite,
    named_before,
    named_behind_title,
    named_beside,
    named_by_himself,
    named_inside,
    new_person,
)
from onrecord.read.cast import Cast, Speaker, Spoke, as_speaker
from onrecord.read.data import word_list
from onrecord.read.document import Document
from onrecord.read.nested import holders
from onrecord.read.nouns import plural_body, resolve_body
from onrecord.read.offices import is_owner, role_holder
from onrecord.read.organizations import Body
from onrecord.read.people import Person, given_names
from onrecord.read.phrases import Phrase, joint, phrase_of, singular, sort_of_head, word
from onrecord.read.pronouns import resolve_pronoun, resolve_relative
from onrecord.read.quotations import OPENING, Said
from onrecord.read.sources import is_aside, is_first_person, naming_span, without_scene
from onrecord.records import Span

BETWEEN = "”’\"'.,?! \n\r\t"
"""Characters that may stand between a quotation and the one that goes on with it."""
ASIDE = -1
"""Instead of the attribution that relays another: a source named in passing, whom no pronoun means."""


def resolve_speakers(cast: Cast, said: Sequence[Said]) -> list[Speaker]:
    """The speaker of each attribution, in the order given."""
    found: list[Speaker] = [Speaker(None, "unattributed")] * len(said)
    order = sorted(range(len(said)), key=lambda i: (said[i].source or said[i].content)[0])
    named_at: dict[int, set[Span]] = {}  # id() of a being -> its spans
    cast.within = holders(said)
    sourced = [index for index in order if said[index].source]
    own = [is_first_person(cast.document, said[index].source[0]) for index in sourced]
    others = [index for index, mine in zip(sourced, own, strict=True) if not mine]
    for index in [*others, *(index for index, mine in zip(sourced, own, strict=True) if mine)]:
        row = said[index]
        cast.now = index
        speaker = resolve(cast, row.source[0], said, found)
        found[index] = speaker
        within = ASIDE if is_aside(cast.document, row.source[0], speaker) else cast.within[index]
        cast.spoke.append(Spoke(row.source[0][0], speaker.who, speaker.kind, row.content, within))
        if speaker.who is None:
            continue
        named = naming_span(cast.document, row.source[0], isinstance(speaker.who, Body))
        spans = named_at.get(id(speaker.who))
        if spans is None:
            spans = named_at[id(speaker.who)] = set(speaker.who.spans)
        spans.update(speaker.who.spans[-1:])  # it may just have been named for the first time
        if named not in spans:
            cast.referred.append((speaker.who, named))
    carry_on(cast.document, said, found)
    return found


def carry_on(document: Document, said: Sequence[Said], found: list[Speaker]) -> None:
    """Give a quotation without a source, right behind another one, to the speaker of that."""
    last: int | None = None
    for index in sorted(range(len(said)), key=lambda i: said[i].content[0]):
        row = said[index]
        start = row.content[0][0]
        if document.text[start] not in OPENING:
            continue
        if last is not None and not row.source and not row.cue:
            end = max(stop for _, stop in (*said[last].content, *said[last].source, *said[last].cue) if stop <= start)
            if not document.text[end:start].strip(BETWEEN):
                found[index] = found[last]
        last = index if found[index].kind != "unattributed" else None


def resolve(cast: Cast, span: Span, said: Sequence[Said], found: Sequence[Speaker]) -> Speaker:
    """The speaker that the source at `span` names."""
    span = without_scene(cast.document, span)
    phrase = phrase_of(cast.document, span)
    if phrase is None or not word(cast.document, phrase.head)[0].isalnum():
        return Speaker(None, "unattributed")
    if phrase.pronoun and phrase.pronoun != "relative":
        return resolve_pronoun(cast, phrase, span, said, found)
    if phrase.pronoun:
        speaker, noun = resolve_relative(cast, phrase)
        before = phrase_of(cast.document, noun) if noun else None
        if noun is None or before is None:
            return speaker
        phrase, span = before, noun
    return resolve_name(cast, phrase) or resolve_noun(cast, phrase, span)


def resolve_name(cast: Cast, phrase: Phrase) -> Speaker | None:
    """The speaker whose name is the phrase's head, None where it is no name."""
    being = cast.owner.get(phrase.head)
    if being is None and phrase.chunk:
        being = known_by_surname(cast, phrase)
    if being is not None:
        return as_speaker(being)
    kind = name_kind(cast.document, phrase.head)
    if kind == "people":
        return Speaker(None, "group")
    return new_being(cast, phrase) if kind is None and looks_named(cast.document, phrase) else None


def name_kind(document: Document, at: int) -> str | None:
    """Kind of the encoder's name that holds word `at`, if any."""
    start = document.words[at][0]
    index = bisect_right(document.names, start, key=lambda n: n.span[0]) - 1
    name = document.names[index] if index >= 0 else None
    return name.kind if name and name.span[1] > start else None


def known_by_surname(cast: Cast, phrase: Phrase) -> Person | None:
    """The person whose surname is the head word, in whatever capitals ("PENCE")."""
    text = word(cast.document, phrase.head)
    if not text[0].isupper():
        return None
    plain = fold(text)
    bearers = cast.surnames.get(plain, [])
    return bearers[0] if len(bearers) == 1 else None


def looks_named(document: Document, phrase: Phrase) -> bool:
    """Whether the head is a capitalised proper noun that is no common noun of the word lists."""
    text = word(document, phrase.head)
    plain = singular(text.lower())
    common = any(plain in word_list(f"speaker_nouns_{k}") for k in ("role", "organization", "document", "group"))
    return text[0].isupper() and not common and document.tag(phrase.head) in ("NNP", "NNPS", "")


def new_being(cast: Cast, phrase: Phrase) -> Speaker:
    """Somebody named whom the encoder's names missed."""
    document = cast.document
    if document.tag(phrase.head) == "NNPS":
        return Speaker(None, "group")
    words = [at for at in phrase.chunk if word(document, at)[0].isupper()]
    tokens = tuple(fold(word(document, at)) for at in words)
    span = (document.words[words[0]][0], document.words[words[-1]][1])
    text = document.text[slice(*span)]
    if tokens[0] in given_names() or (len(tokens) == 1 and not text.isupper()):
        return Speaker(new_person(cast, range(words[0], words[-1] + 1)), "person")
    body = cast.bodies.add(text, "organization", tokens, span)
    for at in words:
        cast.owner[at] = body
    return Speaker(body, "organization")


def resolve_noun(cast: Cast, phrase: Phrase, span: Span) -> Speaker:
    """A source without a name: a role, a body, a document, several people."""
    document = cast.document
    kind = sort_of_head(document, phrase)
    if kind == "group":
        body = plural_body(cast, phrase, span[0])
        return Speaker(body, "organization" if body else kind)
    if kind == "document":
        return Speaker(None, kind)
    apposed = named_inside(cast, phrase) if kind == "organization" else None
    if isinstance(apposed, Body) and apposed.kind == "organization":
        return as_speaker(apposed)
    if kind == "organization" and is_owner(document, phrase) and document.lower[next_word(document, phrase)] == "who":
        return Speaker(None, "role")
    if kind == "role":
        named = (
            named_beside(cast, span, phrase)
            or named_behind_title(cast, phrase)
            or named_inside(cast, phrase)
            or named_before(cast, span)
            or named_by_himself(cast, phrase)
        )
        if named is None and is_definite(document, phrase):
            named = role_holder(cast, phrase, span)
        return as_speaker(named) if named else Speaker(None, "group" if joint(document, phrase) else "role")
    return Speaker(resolve_body(cast, phrase), "organization")


def next_word(document: Document, phrase: Phrase) -> int:
    """Index of the word behind the phrase's chunk, a comma passed over; the last word where there is none."""
    at = phrase.chunk.stop
    at += at < len(document.words) and document.lower[at] == ","
    return min(at, len(document.words) - 1)
