"""Places that a movement does not name itself: where its mover stands, comes from, lives, or went before."""

from dataclasses import replace

from onrecord.read.data import word_list
from onrecord.read.decode import WordRange
from onrecord.read.movement_drafts import Draft
from onrecord.read.movement_kinds import head_of
from onrecord.read.movement_scene import Scene
from onrecord.read.movement_spots import AND, Spot, spot_at
from onrecord.read.movement_words import listed

PERSONS = ("figure_persons", "speaker_nouns_role", "speaker_nouns_group")
GROUPS = ("figure_persons", "speaker_nouns_group", "movement_quantities")
PARTS = frozenset({"others", "rest", "remainder"})
FURTHER = frozenset({"another", "other", "smaller", "larger", "second", "third", "further", "remaining", "rest"})
AFTERWARDS = frozenset({"next", "then", "later", "onward", "onwards", "afterwards", "thereafter", "thence"})
RESTING = frozenset({"at", "in", "off", "outside", "near"})
BEFORE = 14
"""Most words before the verb in which the mover's whereabouts are looked for."""


def settle(scene: Scene, draft: Draft) -> None:
    """Fill the course's empty ends from the rest of the clause."""
    course = draft.course
    if draft.who is not None and course.origin is None and (course.spots() or draft.alone):
        course.origin = led_by(scene, draft.who) or come_from(scene, draft.who) or lives_in(scene, draft.who)
        if course.origin is None and draft.sets_out and draft.subject == draft.who:
            course.origin = rests_in(scene, draft.who[1], draft.first)
        if course.origin is None and draft.subject not in {None, draft.who}:
            course.origin = breaks_out(scene, draft)
    if course.to is None and course.origin is not None and scene.s.word(draft.at - 1) == "after":
        course.to = rests_in(scene, max(0, draft.at - BEFORE), draft.at - 1)


def led_by(scene: Scene, who: WordRange) -> Spot | None:
    """The place before the mover: "*From Ghent* they went on"."""
    s = scene.s
    for i in range(min(2, who[0])):
        spot = spot_at(scene, i + 1) if s.plain[i] == "from" else None
        if spot and spot.end in {who[0], who[0] - 1}:
            return spot
    return None


def come_from(scene: Scene, who: WordRange) -> Spot | None:
    """The place in the mover's own words: "boxes *from Ghent*"; None for persons in office."""
    s = scene.s
    if s.word(head_of(scene, who)) in word_list("speaker_titles"):
        return None
    for i in range(who[0] + 1, who[1] - 1):
        if s.plain[i] == "from" or s.plain[i : i + 2] == ("out", "of"):
            spot = spot_at(scene, i + 1 + (s.plain[i] == "out"))
            if spot and spot.named and spot.words[1] <= who[1]:
                listed = s.word(spot.end) in AND and scene.place(who[1] - 1)
                return replace(spot, words=(spot.words[0], who[1])) if listed else spot
    return None


def lives_in(scene: Scene, who: WordRange) -> Spot | None:
    """The place of residents: "the inhabitants *of Ghent*", "*Ghent*'s people"."""
    s = scene.s
    for i in range(*who):
        if not listed(s.plain[i], "movement_residents"):
            continue
        if s.word(i + 1) in {"of", "in"} and (spot := spot_at(scene, i + 2)) and spot.named:
            return spot
        owner = i - 2 - (s.word(i - 2) in {"’", "'"})
        if s.word(i - 1) == "s" and owner >= who[0] and owns_residents(scene, owner, i):
            return Spot((owner, owner + 1), i, True)
    return None


def owns_residents(scene: Scene, owner: int, i: int) -> bool:
    """Whether the name before "'s inhabitants" is a place's: a known one, or any that is no person's."""
    if scene.place(owner):
        return True
    return scene.s.tag(owner) == "NNP" and not scene.person(owner) and scene.s.word(i) != "people"


def rests_in(scene: Scene, begin: int, end: int) -> Spot | None:
    """The named place between two positions where somebody is said to be: "which is loading *in Ghent*"."""
    for i in range(max(begin, end - 2 * BEFORE), end):
        spot = spot_at(scene, i + 1) if scene.s.plain[i] in RESTING else None
        if spot and spot.named and scene.place(spot.words[1] - 1) == 1:
            return spot
    return None


def breaks_out(scene: Scene, draft: Draft) -> Spot | None:
    """The place of the mishap that sets the mover going: "a tank burst *at the Weil works*, sending oil down"."""
    s, comma = scene.s, draft.first - 1
    if s.word(comma) != "," or s.tag(draft.at) != "VBG" or draft.subject is None or not thing(scene, draft.subject):
        return None
    for i in range(max(draft.subject[1], comma - BEFORE), comma - 1):
        spot = spot_at(scene, i + 1) if s.plain[i] in RESTING else None
        if spot and spot.named and comma in {spot.words[1], spot.end}:
            return spot
    return None


def thing(scene: Scene, words: WordRange) -> bool:
    """Whether the words name no person and nothing by its name."""
    head = head_of(scene, words)
    return scene.s.tag(head) in {"NN", "NNS"} and not any(scene.noun(head, name) for name in PERSONS)


def goes_on(scene: Scene, draft: Draft) -> bool:
    """Whether the words tell that the mover was under way before: "*then* it went to"."""
    return any(scene.s.plain[i] in AFTERWARDS for i in range(max(0, draft.first - 3), draft.at))


def parts_from(scene: Scene, draft: Draft) -> bool:
    """Whether the mover is one part of several that set out together: "*a smaller group* went by bus", "*others*"."""
    s, who = scene.s, draft.who
    if who is None or who[0] > draft.at:
        return False
    head = head_of(scene, who)
    if s.word(head) in PARTS:
        return True
    told = any(s.plain[i] in FURTHER for i in range(who[0], head))
    return told and (s.tag(head) == "CD" or any(scene.noun(head, name) for name in GROUPS))
