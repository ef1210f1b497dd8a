"""Sayings of one speaker in one paragraph are of one occasion, and share its day; those of a lead, the report's."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.read.document import Document
from onrecord.read.said_on import DAY, Dating, dating_of, times_between
from onrecord.read.stance_words import Token, base_form, tokens_in
from onrecord.records import Spans, Time

SAME = frozenset({"he", "she", "they", "it", "i", "we", "him", "her", "them", "who", "me"})
PERFECT = frozenset({"had", "has", "have", "having", "'ve"})
PRESENT = frozenset({"VBZ", "VBP"})
BEFORE = 24
"""Characters before a cue in which its auxiliaries are looked for."""
LEAD = 1000
"""Characters of a lead's sentence that are looked through for the day of the report."""
AROUND = 3
"""Sayings before and after one, in order of the text, among which the one that relays it is looked for."""
TRAILING = frozenset({"as", "while"})


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution: its spans, who speaks (None where unnamed), and whether a document or report speaks."""

    content: Spans
    source: Spans
    cue: Spans
    who: Hashable = None
    document: bool = False

    @property
    def start(self) -> int:
        """Where its reporting words begin."""
        return (self.cue or self.content)[0][0]


def days_said(document: Document, sayings: Sequence[Saying], times: Sequence[Time]) -> list[str | None]:
    """For each saying the ISO day (or month, or week) on which it was said, None where the text gives no ground.

    First come the sayings that words of their own date; then those of the report's first sentence that close or
    accompany an event of the day of the report ("sank on Monday, police said"); then undated ones take the day of
    the same speaker's nearest dated saying in the paragraph. A dated saying passes its day backwards only where the
    day comes after the saying's own words: "on Monday she said" begins a new occasion. Sayings in the present tense
    or a perfect stand apart.
    """
    datings = [dating_of(document, s.content, s.source, s.cue, times) for s in sayings]
    order = sorted(range(len(sayings)), key=lambda i: sayings[i].start)
    plain = [past(document, saying) for saying in sayings]
    for i in order:
        if datings[i] is None and plain[i]:
            datings[i] = in_lead(document, sayings[i], times)
    found = [dating.value if dating else None for dating in datings]
    for group in paragraphs(document, sayings, order):
        whose = dict(zip(group, speakers_in(document, [sayings[i] for i in group]), strict=True))
        last: dict[Hashable, str] = {}
        for i in group:
            if plain[i]:
                pass_on(last, whose[i], datings[i], found, i)
        last.clear()
        for i in reversed(group):
            if (dating := datings[i]) is not None and dating.leading:
                last.pop(whose[i], None)
            elif plain[i]:
                pass_on(last, whose[i], dating, found, i)
    return found


def pass_on(last: dict[Hashable, str], who: Hashable, dating: Dating | None, found: list[str | None], at: int) -> None:
    """Keep the day of a dated saying of `who` in `last`, or give it to an undated one, the one at `at` of `found`."""
    if who is None:
        return
    if dating is not None and DAY.match(dating.value):
        last[who] = dating.value
    elif found[at] is None:
        found[at] = last.get(who)


def paragraphs(document: Document, sayings: Sequence[Saying], order: Sequence[int]) -> Iterator[list[int]]:
    """The indices of `sayings`, in order of the text, paragraph by paragraph."""
    by_paragraph = groupby(order, key=lambda i: document.paragraph_at(sayings[i].start))
    for _, group in by_paragraph:
        yield list(group)


def speakers_in(document: Document, sayings: Sequence[Saying]) -> list[Hashable]:
    """A key for the speaker of each saying of one paragraph, in order of the text; None for relayed sayings.

    An unnamed speaker's key is the naming words; a pronoun, and a participle without a source ("adding that"), is the
    speaker of the saying before.
    """
    found: list[Hashable] = []
    for at, saying in enumerate(sayings):
        words = [token.word for span in saying.source[:1] for token in tokens_in(document, span)[:8]]
        near = (*sayings[max(0, at - AROUND) : at], *sayings[at + 1 : at + 1 + AROUND])
        if any(a <= saying.start < b for other in near if other.who != saying.who for a, b in other.content):
            found.append(None)
        elif saying.who is not None:
            found.append(saying.who)
        elif words and words[0] not in SAME:
            found.append(tuple(word for word in words if word not in {"the", "a", "an"}))
        else:
            before = sayings[at - 1] if at else None
            alike = before is not None and before.who is None and (bool(words) or participle(document, saying))
            found.append(found[-1] if alike else None)
    return found


def participle(document: Document, saying: Saying) -> bool:
    """Whether the cue begins with a participle of the present ("adding", "saying")."""
    first = tokens_in(document, saying.cue[0])[:1] if saying.cue else []
    return bool(first) and first[0].word.endswith("ing")


def past(document: Document, saying: Saying) -> bool:
    """Whether the cue tells of one saying in the past: no present tense, no perfect; "according to" is one."""
    if not saying.cue:
        return False
    start, end = saying.cue[0]
    before = tokens_in(document, (max(document.sentence_at(start)[0], start - BEFORE), start))
    own = tokens_in(document, (start, end))
    return not PERFECT & {t.word for t in (*before[-3:], *own)} and not (own and present(own[0]))


def present(token: Token) -> bool:
    """Whether a verb stands in the present tense: by its tag, or by its ending where there is none."""
    if token.tag:
        return token.tag in PRESENT
    return token.word.endswith("s") and base_form(token.word) != token.word and token.word != "was"


def in_lead(document: Document, saying: Saying, times: Sequence[Time]) -> Dating | None:
    """The report's day, if the saying closes or accompanies ("as police said") an event of that day in the lead.

    Records and letters do not: they are older than what is told of them.
    """
    published = (document.report.published or "")[:10]
    if not published or not document.paragraphs or saying.document or not saying.source:
        return None
    begin, end = document.sentence_at(document.paragraphs[0][0])
    end = min(end, begin + LEAD)
    if not begin <= saying.start < end:
        return None
    closes = saying.content[0][0] < min(saying.start, saying.source[0][0])
    before = tokens_in(document, (max(begin, saying.source[0][0] - 12), saying.source[0][0]))
    if not closes and not (before and before[-1].word in TRAILING):
        return None
    same_day = any((day := DAY.match(time.value)) and day[1] == published for time in times_between(times, begin, end))
    return Dating(published, False) if same_day else None
