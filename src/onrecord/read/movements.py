"""Movements: who or what goes from where via where to where, by what means, when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.read.data import word_list
from onrecord.read.document import Document
from onrecord.read.figures import Owners
from onrecord.read.grammar import READABLE
from onrecord.read.movement_drafts import Draft, drafts_of
from onrecord.read.movement_kinds import abstract, concrete, pronoun
from onrecord.read.movement_rows import Facts, figures_by_word, row_of
from onrecord.read.movement_scene import Scene, ground_of, scene_of
from onrecord.read.movement_settings import goes_on, parts_from, settle
from onrecord.read.movement_spots import Spot
from onrecord.read.movement_words import triggers
from onrecord.records import Figure, Movement, Place, Statement, Time


def find_movements(
    document: Document,
    places: Sequence[Place],
    times: Sequence[Time],
    statements: Sequence[Statement] = (),
    figures: Sequence[Figure] = (),
) -> list[Movement]:
    """The report's movements in order; none without parts of speech. Linear in the text's length.

    `who`, `origin`, `via` and `to` are the words of the report, `means` a vehicle or way, or the verb that names one
    ("flown"), `when` the value of the date or time of day in the clause. `statement` is the innermost statement whose
    content holds the span.
    """
    if not document.tags:
        return []
    ground = ground_of(document, places, times)
    facts = Facts(document, times, figures_by_word(document, [figure.span for figure in figures]))
    found: list[Movement] = []
    there: str | None = None
    for sentence in document.sentences:
        words = document.words_in(sentence)
        if len(words) > READABLE or triggers().isdisjoint(document.lower[words.start : words.stop]):
            continue
        scene = scene_of(document, ground, words)
        for draft in movements_in(scene):
            row = row_of(facts, scene, draft, there)
            if row.origin is None and found and close_by(document, found[-1], row):
                row = replace(row, origin=origin_after(scene, draft, found[-1], row))
            found.append(row)
            there = row.to or row.origin or there
    owners = Owners(statements)
    rows = sorted({row.span: row for row in found}.values(), key=lambda row: row.span)
    return [replace(row, statement=owners.of(row.span)) for row in rows]


def close_by(document: Document, one: Movement, two: Movement) -> bool:
    """Whether the second movement stands in the sentence of the first or the next."""
    return document.sentence_at(two.span[0])[0] - document.sentence_at(one.span[0])[1] < 4


def origin_after(scene: Scene, draft: Draft, one: Movement, two: Movement) -> str | None:
    """Where a movement sets out by the one before it: the same mover goes on from there, a further part begins there.

    "They reached Cuxhaven. *Then they* sailed to Kiel"; "Ninety left Cuxhaven by rail. *Others* went home by bus".
    """
    if two.who is not None and (two.who.lower() in {"it", "they", "he", "she"} or two.who == one.who):
        return one.to if goes_on(scene, draft) else None
    return one.origin if parts_from(scene, draft) else None


def movements_in(scene: Scene) -> Iterator[Draft]:
    """The movements of a sentence, those of one mover on one way joined."""
    held: Draft | None = None
    for draft in drafts_of(scene):
        if draft.who is not None and abstract(scene, draft.who):
            continue
        joint = held and join(scene, held, draft)
        if held and not joint and draft.subject and held.subject == draft.subject and draft.course.to:
            draft.course.origin = draft.course.origin or held.course.to
        if joint is None and held is not None and moves(scene, held):
            yield held
        held = joint or draft
    if held is not None and moves(scene, held):
        yield held


def join(scene: Scene, one: Draft, two: Draft) -> Draft | None:
    """Both as one way of the same mover, None where they are two."""
    along = two.along and not one.course.origin and not two.course.origin and one.course.to and two.course.to
    if (
        one.goal
        or not (one.joins and (two.joins or along) and one.who and one.subject == two.subject)
        or one.course.end > two.at
    ):
        return None
    a, b = one.course, two.course
    if b.origin and not b.origin.there and (a.origin or a.to) and not same(scene, a.to, b.origin):
        return None
    if not (a.to and b.origin):
        a.origin = a.origin or b.origin
    if along:
        a.origin, a.to = a.to, None
    a.via.extend(b.via)
    if b.to is not None:
        a.arrive(b.to)
    a.means.extend(b.means)
    a.end = max(a.end, b.end)
    return replace(
        one, end=max(one.end, two.end), sure=one.sure or two.sure, alone=one.alone or two.alone, means=one.means
    )


def same(scene: Scene, one: Spot | None, two: Spot) -> bool:
    """Whether both are the same words."""
    return one is not None and scene.s.plain[slice(*one.words)] == scene.s.plain[slice(*two.words)]


def moves(scene: Scene, draft: Draft) -> bool:
    """Whether the words say motion through the world and not a figure of speech; fills the mover's own origin."""
    who, course = draft.who, draft.course
    surely = who is not None and concrete(scene, who)
    if draft.goal or (scene.s.plain[draft.at] in {"come", "comes", "came"} and course.to is None):
        return False
    settle(scene, draft)
    given = [spot for spot in course.spots() if not spot.there]
    spots = [spot for spot in given if draft.sure or not seat(scene, spot)]
    if any(spot.named for spot in spots):
        return who is not None or draft.sure
    if spots:
        return surely and (draft.sure or course.to in spots or course.origin in spots)
    return not given and draft.alone and surely and who is not None and not pronoun(scene, who)


def seat(scene: Scene, spot: Spot) -> bool:
    """Whether the place stands for an office: "left the White House"."""
    begin, end = spot.words
    return any(" ".join(scene.s.plain[max(begin, end - n) : end]) in word_list("movement_seats") for n in (1, 2))
