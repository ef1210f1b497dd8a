"""What stands behind a verb or noun of motion: from where, via where, to where, by what means."""

from dataclasses import dataclass, field

from onrecord.read.decode import WordRange
from onrecord.read.grammar import noun_phrase
from onrecord.read.movement_scene import TIME, Scene
from onrecord.read.movement_spots import ADVERBS, Spot, spot_at
from onrecord.read.movement_words import prepositions

DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "northward", "southward",
     "eastward", "westward", "northwards", "southwards", "eastwards", "westwards", "back", "down", "up", "on", "out",
     "off", "away", "over", "in", "together", "ahead", "straight", "directly", "forward", "onward", "further", "along"}
)  # fmt: skip
LOOSE = frozenset({"RB", "RP", "RBR", TIME})
BETWEEN = frozenset({"and", "then", "or", "but"})
FARTHEST = 60
"""Most words behind the verb that are looked at."""


@dataclass(slots=True)
class Course:
    """The slots of a movement as positions in the sentence; `end` is behind the last one.

    `skipped` counts the phrases passed over that are no places.
    """

    end: int
    origin: Spot | None = None
    via: list[Spot] = field(default_factory=list)
    to: Spot | None = None
    means: list[WordRange] = field(default_factory=list)
    skipped: int = 0

    def spots(self) -> list[Spot]:
        """All places of the course."""
        return [spot for spot in (self.origin, *self.via, self.to) if spot]

    def arrive(self, spot: Spot) -> None:
        """Go on to a place; the one before becomes a stop."""
        if self.to is not None and not self.to.adverb:
            self.via.append(self.to)
        self.to = spot


@dataclass(frozen=True, slots=True)
class Manner:
    """Which prepositions a verb takes: "for" as where to, "in" and "at" as where to."""

    sets_out: bool
    arrives: bool


def slot_at(scene: Scene, at: int) -> tuple[str, int]:
    """(slot, position behind) of the preposition at a position; an empty slot where none stands."""
    s = scene.s
    for phrase, slot in prepositions().get(s.word(at), ()):
        if s.plain[at : at + len(phrase)] == phrase:
            return slot, at + len(phrase)
    return "", at


def follow(scene: Scene, at: int, manner: Manner, course: Course) -> Course:
    """Read the places behind position `at` up to the end of the clause into the course."""
    i, stop = at, min(len(scene.s), at + FARTHEST)
    while i < stop:
        further = step(scene, i, manner, course)
        if further <= i:
            break
        i = further
    return course


def step(scene: Scene, i: int, manner: Manner, course: Course) -> int:
    """Read one phrase at position i into the course; the position behind it, `i` itself where the clause ends."""
    slot, behind = slot_at(scene, i)
    if slot == "foot":
        course.means.append((i, behind))
        course.end = behind
        return behind
    after = take(scene, slot, behind, manner, course) if slot else behind
    return after if slot and after > behind else pass_over(scene, i, course)


def pass_over(scene: Scene, i: int, course: Course) -> int:
    """The position behind what stands between the places of a way; `i` itself where the clause ends."""
    s, further = scene.s, i
    word, tag = s.plain[i], s.tags[i]
    if tag == TIME:
        further = course.end = i + 1
    elif word in ADVERBS and course.to is None and (away := spot_at(scene, i)):
        course.to, course.end = away, away.end
        further = away.end
    elif word == "," or word in BETWEEN:
        further = goes_on(scene, i)
    elif tag in LOOSE or (word in DIRECTIONS and noun_phrase(s, i + 1) == i + 1):
        further = i + 1
    elif word == "(":
        further = 1 + next((k for k in range(i, min(len(s), i + 12)) if s.plain[k] == ")"), i - 1)
    elif tag == "IN" or slot_at(scene, i)[0]:
        course.skipped += 1
        further = skip_phrase(scene, i) if course.skipped < 3 or course.spots() else i
    elif tag == "CD":
        further = noun_phrase(s, i)
    return max(i, further)


def take(scene: Scene, slot: str, at: int, manner: Manner, course: Course) -> int:
    """Fill a slot with the phrase behind its preposition; the position behind it, `at` itself where it does not fit."""
    if slot in {"by", "at"} and (means := carried_by(scene, at, slot)) > at:
        course.means.append((at, means))
        course.end = means
        return means
    spot = spot_at(scene, at)
    if spot is None or (slot == "for" and not (manner.sets_out and spot.named)):
        return at
    if slot == "from":
        if course.origin is None and not (spot.there and course.to):
            course.origin = spot
        elif not spot.there:
            return at
    elif slot in {"to", "for"}:
        course.arrive(spot)
    elif slot == "via":
        course.via.append(spot)
    elif slot == "at" and manner.arrives and course.to is None:
        course.to = spot
    elif slot == "at":
        return spot.end
    course.end = max(course.end, spot.words[1])
    return spot.end


def carried_by(scene: Scene, at: int, slot: str) -> int:
    """The position behind a means of going ("bus", "eleven buses", "a special train"); `at` where none stands."""
    bare = noun_phrase(scene.s, at)
    if bare == at or scene.place(bare - 1) or not scene.noun(bare - 1, "movement_means"):
        return at
    return at if slot == "at" and scene.noun(bare - 1, "movement_places") else bare


def goes_on(scene: Scene, i: int) -> int:
    """The position behind a comma or "and" where another place, a time or a means of the same way follows."""
    s, k = scene.s, i + 1
    while k < len(s) and (s.plain[k] in BETWEEN or s.tag(k) == "RB") and k < i + 4:
        k += 1
    if s.tag(k) == TIME:
        return k if k == i + 1 and s.plain[i] == "," else i
    slot, behind = slot_at(scene, k)
    if slot in {"", "for"}:
        return i
    if slot in {"by", "foot"}:
        return k
    spot = spot_at(scene, behind)
    return k if spot is not None and (spot.named or spot.there or slot != "at") else i


def skip_phrase(scene: Scene, i: int) -> int:
    """The position behind a prepositional phrase that is no place of the way: "with 40 crew", "after two days".

    What the skipped words are from is skipped with them: "for talks with officials *from Ghent*".
    """
    s = scene.s
    slot, behind = slot_at(scene, i)
    at = max(i + 1, behind)
    if s.tag(at) == TIME:
        return at
    bare = noun_phrase(s, at)
    while bare > at and s.word(bare) == "of" and (further := noun_phrase(s, bare + 1)) > bare + 1:
        bare = further
    if bare == at:
        return i
    spot = spot_at(scene, bare + 1) if s.word(bare) == "from" and slot != "via" else None
    return spot.end if spot else bare
