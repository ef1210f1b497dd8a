"""The words of a report as the movements' reader sees them: parts of speech with names, places and times laid over."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.decode import WordRange
from onrecord.read.document import Document
from onrecord.read.grammar import Stretch
from onrecord.read.movement_words import listed
from onrecord.records import Place, Span, Time

TIME = "TIME"
"""Part of speech given to the words of dates and times of day, so that no noun phrase holds them."""
NOUNS = ("NN", "NNS", "NNP", "NNPS")


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Parts of speech of all words of a report, and what each word belongs to.

    `place[i]` is 0, 1 (inside a place's name) or 2 (a country's, a sea's); `person[i]` whether word i is inside the
    name of a person, `time[i]` the number of its date or time of day, -1 where there is none.
    """

    tags: list[str]
    place: bytearray
    person: bytearray
    time: list[int]


def ground_of(document: Document, places: Sequence[Place], times: Sequence[Time]) -> Ground:
    """Lay names, places and times over the words. Linear in the report's length."""
    count = len(document.words)
    ground = Ground(list(document.tags), bytearray(count), bytearray(count), [-1] * count)
    for name in document.names:
        words = document.words_in(name.span)
        for i in words:
            if name.kind != "people":
                ground.tags[i] = "NNP"
            ground.place[i] = max(ground.place[i], name.kind == "place")
            ground.person[i] = name.kind == "person"
    for place in places:
        for i in document.words_in(place.span):
            ground.tags[i] = "NNP"
            ground.place[i] = 1 if place.lat is not None else 2
    for number, time in enumerate(times):
        if time.type in {"DATE", "TIME"}:
            lay_time(document, ground, time.span, number)
    return ground


def lay_time(document: Document, ground: Ground, span: Span, number: int) -> None:
    """Mark the words of a time; one that modifies a noun ("the Tuesday crossing") stays inside its noun phrase."""
    words = document.words_in(span)
    behind = words.stop
    modifies = behind < len(ground.tags) and (ground.tags[behind] in NOUNS or document.lower[behind] in {"'", "’", "-"})
    for i in words:
        ground.time[i] = number
        if not modifies or ground.place[behind]:
            ground.tags[i] = TIME


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One sentence: its words with the tags of the ground."""

    s: Stretch
    ground: Ground

    def place(self, i: int) -> int:
        """What `Ground.place` says of position i; 0 outside."""
        return self.ground.place[self.s.at[i]] if 0 <= i < len(self.s) else 0

    def time(self, i: int) -> int:
        """The number of the time at position i, -1 where there is none."""
        return self.ground.time[self.s.at[i]] if 0 <= i < len(self.s) else -1

    def person(self, i: int) -> bool:
        """Whether position i lies inside the name of a person."""
        return bool(self.ground.person[self.s.at[i]]) if 0 <= i < len(self.s) else False

    def any_place(self, words: WordRange) -> bool:
        """Whether a place is named among the words."""
        return any(self.place(i) for i in range(*words))

    def noun(self, i: int, name: str) -> bool:
        """Whether the word at position i stands in a list, in the singular or plural."""
        return listed(self.s.word(i), name)


def scene_of(document: Document, ground: Ground, words: range) -> Scene:
    """The sentence of these words."""
    part = slice(words.start, words.stop)
    return Scene(Stretch(tuple(words), document.lower[part], tuple(ground.tags[part])), ground)
