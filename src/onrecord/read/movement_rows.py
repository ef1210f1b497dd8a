"""Drafts of movements as rows of the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.read.decode import WordRange
from onrecord.read.document import Document
from onrecord.read.movement_drafts import Draft
from onrecord.read.movement_scene import Scene
from onrecord.read.movement_spots import Spot
from onrecord.records import Movement, Span, Time

REACH = 40
"""Most words between mover and verb that are taken into the span."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The report with its times, and where its figures begin by their last words' ends."""

    document: Document
    times: Sequence[Time]
    figures: Mapping[int, Span]


def row_of(facts: Facts, scene: Scene, draft: Draft, there: str | None) -> Movement:
    """The row of a draft; `there` are the words for the place that "there" stands for."""
    document, course = facts.document, draft.course
    begin, end = stretch_of_draft(draft)
    span = characters(document, scene, (begin, end))

    def words(spot: Spot | None) -> str | None:
        if spot is None:
            return None
        return there if spot.there else document.text[slice(*characters(document, scene, spot.words))]

    via = [words_in for spot in course.via for words_in in stops(facts, scene, spot, there)]
    means = [document.text[slice(*characters(document, scene, given))] for given in course.means]
    if not means and draft.means:
        means = [document.text[slice(*characters(document, scene, (draft.at, draft.at + 1)))]]
    return Movement(
        report=document.report.id,
        span=span,
        who=who_of(facts, scene, draft.who),
        origin=words(course.origin),
        via=tuple(via),
        to=words(course.to),
        means=" and ".join(means) or None,
        when=when_of(facts, scene, (begin, end)),
    )


def stretch_of_draft(draft: Draft) -> WordRange:
    """The words from the mover, or the verb where another clause names the mover, to the last slot."""
    begin, end = draft.first, max(draft.end, draft.course.end)
    for words in (draft.who, draft.subject):
        if words is not None and words[0] < draft.at and draft.at - words[1] <= REACH and not draft.shared:
            begin = min(begin, words[0])
        if words is not None and words[0] > draft.at:
            end = max(end, words[1])
    return begin, end


def characters(document: Document, scene: Scene, words: WordRange) -> Span:
    """A range of positions as a span of the text."""
    at = scene.s.at
    return document.words[at[words[0]]][0], document.words[at[words[1] - 1]][1]


def stops(facts: Facts, scene: Scene, spot: Spot, there: str | None) -> list[str]:
    """The words of each place of a stop: "through Ghent and Bruges" are two."""
    if spot.there:
        return [there] if there else []
    parts = spot.parts or (spot.words,)
    return [facts.document.text[slice(*characters(facts.document, scene, part))] for part in parts]


def who_of(facts: Facts, scene: Scene, words: WordRange | None) -> str | None:
    """The words for the mover, from the start of the figure that counts it: "*more than* 200 people"."""
    if words is None:
        return None
    start, end = characters(facts.document, scene, words)
    for i in range(*words):
        figure = facts.figures.get(scene.s.at[i])
        if figure is not None and figure[0] < start <= figure[1]:
            start = figure[0]
            break
    return facts.document.text[start:end]


def when_of(facts: Facts, scene: Scene, words: WordRange) -> str | None:
    """The value of the first date or time of day in the clause, of one that opens the sentence, or right behind."""
    begin, end = words
    for i in (*range(begin, end), end, end + 1, 0, 1, begin - 1):
        number = scene.time(i)
        if number >= 0:
            return facts.times[number].value
    return None


def figures_by_word(document: Document, spans: Sequence[Span]) -> dict[int, Span]:
    """Figures' spans by each of their words."""
    return {i: span for span in spans for i in document.words_in(span)}
