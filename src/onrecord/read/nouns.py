"""Which organisation a common noun means: "the ministry", "the police in Brest", "a panel of the court"."""

from bisect import bisect_left

from onrecord.folding import fold
from onrecord.read.cast import Cast, mentions_before
from onrecord.read.data import word_list
from onrecord.read.organizations import MOST, Body, name_tokens
from onrecord.read.phrases import DEFINITE, INDEFINITE, Phrase, determiner, whole_name, without_article, word


def resolve_body(cast: Cast, phrase: Phrase) -> Body | None:
    """The organisation that a common noun names: a known one ("the ministry"), else one named by the phrase.

    None when the phrase holds no word.
    """
    document = cast.document
    plain = fold(word(document, phrase.head))
    offset = document.words[phrase.chunk.start][0]
    bare = phrase.head - phrase.chunk.start <= 1
    if bare and determiner(document, phrase) in DEFINITE:
        rows = cast.nouns.get(plain, [])
        at = bisect_left(rows, offset, key=lambda row: row[0])
        if at:
            return rows[at - 1][1]
        for being, _ in reversed(mentions_before(cast, offset)):
            if isinstance(being, Body) and (
                plain in being.tokens or (plain in word_list("speaker_nouns_generic") and being.kind == "organization")
            ):
                return being
    if determiner(document, phrase) in INDEFINITE:
        return part_of(cast, phrase)
    words = range(phrase.chunk.start, phrase.head + 1)
    span, whole = without_article(document, words), whole_name(document, phrase)
    tokens = name_tokens(document, span)
    seat = name_tokens(document, (span[1], document.words[whole.stop - 1][1])) if whole.stop > words.stop else ()
    known = cast.bodies.find_seated(tokens, seat)
    if known or not tokens:
        return known
    text = " ".join(document.text[span[0] : document.words[whole.stop - 1][1]].split())
    body = cast.bodies.add_seated((text, seat), tokens, span)
    at = bisect_left(cast.starts, span[0])
    cast.starts.insert(at, span[0])
    cast.mentioned.insert(at, (body, span))
    return body


def part_of(cast: Cast, phrase: Phrase) -> Body | None:
    """The organisation of which an indefinite noun is a part: "a panel of the Court of Appeals"; else nobody named."""
    document, at = cast.document, phrase.chunk.stop
    if word(document, phrase.head).lower() not in word_list("speaker_nouns_part"):
        return None
    while at < phrase.words.stop and document.lower[at] in ("of", "the"):
        at += 1
    being = cast.owner.get(at) if at < phrase.words.stop else None
    return being if isinstance(being, Body) else None


def plural_body(cast: Cast, phrase: Phrase, offset: int) -> Body | None:
    """The organisation whose name ends in the plural: "the bakers" after "Union Street Bakers"; else nobody."""
    document = cast.document
    if phrase.head - phrase.chunk.start != (document.lower[phrase.chunk.start] == "the"):
        return None
    known = [
        b for b in cast.bodies.by_last.get(fold(word(document, phrase.head)), [])[:MOST] if b.kind == "organization"
    ]
    longer = [b for b in known if len(b.tokens) > 1]
    before = [b for b in longer if b.spans[0][0] < offset]
    return before[-1] if before else longer[0] if len(longer) == 1 else None
