"""The movements that the words of one sentence may say, before they are judged and joined."""

from dataclasses import dataclass, replace

from onrecord.read.data import word_list
from onrecord.read.decode import WordRange
from onrecord.read.grammar import BE, HELPERS, VERBS, noun_phrase
from onrecord.read.movement_course import DIRECTIONS, Course, Manner, follow, slot_at
from onrecord.read.movement_kinds import concrete, craft
from onrecord.read.movement_movers import Group, Mover, bare_before, behind_be, group_at, nearest, subject_of
from onrecord.read.movement_scene import NOUNS, TIME, Scene
from onrecord.read.movement_spots import Spot, spot_at
from onrecord.read.movement_words import Verb, nouns, verbs

OWNERS = frozenset({"its", "his", "her", "their", "our", "my", "the", "your"})
PARTICLES = frozenset({"in", "out", "back", "off", "over", "down", "up"})
TAKEN = frozenset({"leave", "reach", "cross"})
AWAITED = frozenset({"expected", "due", "awaited", "scheduled"})
ARRIVING = frozenset({"arrival", "arrivals", "deployment", "deployments", "redeployment", "resettlement"})


@dataclass(frozen=True, slots=True)
class Draft:
    """What a verb or noun at position `at` says: who moves, the verb's subject, the course, the words it spans.

    `sure`, `alone` and `means` are the verb's marks. `shared`: an earlier verb gave the subject. `joins`: the mover is
    the subject, so that a next verb of the same subject can go on. `sets_out`: the verb tells no arrival. `goal`: it
    counts only as the end of a way that another verb begins. `along`: the subject goes with what it moves.
    """

    at: int
    who: WordRange | None
    subject: WordRange | None
    course: Course
    first: int
    end: int
    sure: bool = False
    alone: bool = False
    shared: bool = False
    joins: bool = False
    means: bool = False
    sets_out: bool = False
    goal: bool = False
    along: bool = False


def drafts_of(scene: Scene) -> list[Draft]:
    """The drafts of a sentence in their order."""
    found: list[Draft] = []
    passed = 0
    for i, word in enumerate(scene.s.plain):
        if i < passed:
            continue
        draft = None
        if scene.s.tags[i] in VERBS and word in verbs():
            draft = from_verb(scene, i, verbs()[word])
        elif scene.s.tags[i] in NOUNS and word in nouns() and not scene.place(i):
            draft = from_noun(scene, i)
        if draft is None and word in AWAITED:
            draft = awaited(scene, i)
        if draft is None and word in {"bound", "destined", "headed", "way", "route"}:
            draft = from_state(scene, i)
        if draft is not None:
            found.append(draft)
            passed = draft.course.end
    return found


def from_verb(scene: Scene, i: int, verb: Verb) -> Draft | None:
    """The draft of a verb of motion, None where it is negated or used otherwise."""
    s = scene.s
    particle = s.word(i + 1) in verb.particles
    if verb.particles and not particle:
        return None
    group = group_at(scene, i, word_list("movement_barred"))
    if barred(scene, i, group):
        return None
    at = i + 1 + (particle and s.plain[i + 1 : i + 3] != ("out", "of"))
    while not slot_at(scene, at)[0] and (
        s.tag(at) in {"RB", "RP"} or (s.word(at) in DIRECTIONS and noun_phrase(s, at + 1) == at + 1)
    ):
        at += 1
    at += brought_in(scene, at, verb)
    manner = Manner("for" in verb.marks, "at" in verb.marks)
    mover = subject_of(scene, group.first, group.finite)
    if mover is None and group.first == i and s.tag(i) == "VBD" and "send" in verb.uses:
        mover = nearest(scene, i - 1)
    base = Draft(
        at=i,
        who=None,
        subject=mover.words if mover else None,
        course=Course(i + 1 + particle),
        first=group.first,
        end=i + 1,
        sure="sure" in verb.marks,
        alone="alone" in verb.marks,
        shared=bool(mover and mover.shared),
        means="means" in verb.marks,
        sets_out="reach" not in verb.uses and "at" not in verb.marks,
    )
    if "send" in verb.uses and (group.passive or reduced(scene, i, group)):
        follow(scene, at, manner, base.course)
        return replace(base, who=base.subject, joins=True)
    if group.passive:
        return None
    return active(scene, at, verb, manner, base)


def brought_in(scene: Scene, at: int, verb: Verb) -> bool:
    """Whether a particle stands between a verb of sending and its object: "flew *in* supplies"."""
    bare = noun_phrase(scene.s, at + 1)
    if "send" not in verb.uses or scene.s.word(at) not in PARTICLES or bare == at + 1:
        return False
    return not scene.noun(bare - 1, "movement_means") and concrete(scene, (at + 1, bare))


def barred(scene: Scene, i: int, group: Group) -> bool:
    """Whether the verb is negated, stands behind "from" ("barred from going"), or is no verb ("the moving of")."""
    s = scene.s
    if group.negated:
        return "until" not in s.plain[i : i + 15]
    before = s.word(group.first - 1)
    return (before in {"from", "without"} and s.tag(i) == "VBG") or (before in OWNERS and s.tag(i) in {"VBG", "VBN"})


def reduced(scene: Scene, i: int, group: Group) -> bool:
    """Whether the participle at position i hangs on the noun before it: "lorries *sent* down from Brest"."""
    return scene.s.tag(i) == "VBN" and not group.finite and not HELPERS & set(scene.s.plain[group.first : i])


def active(scene: Scene, at: int, verb: Verb, manner: Manner, base: Draft) -> Draft | None:
    """The draft of an active verb whose object, if it has one, stands at position `at`."""
    s, course = scene.s, base.course
    spot = spot_at(scene, at) if s.tag(at) != TIME and not slot_word(scene, at) else None
    taken = verb.uses & TAKEN
    if spot is not None and taken and not spot.there:
        if "leave" in taken:
            course.origin = spot
        elif "reach" in taken:
            course.to = spot
        else:
            course.via.append(spot)
        course.end = spot.words[1]
        if "reach" in taken and spot.named:
            list_of_goals(scene, spot.end, course)
        follow(scene, max(spot.end, course.end), Manner("leave" in taken or manner.sets_out, manner.arrives), course)
        return replace(base, who=base.subject, joins=True)
    if (
        spot is None
        and taken & {"leave", "reach"}
        and base.subject
        and craft(scene, base.subject)
        and (thing := thing_at(scene, at))
    ):
        course.origin, course.to = (thing, None) if "leave" in taken else (None, thing)
        course.end = thing.end
        follow(scene, thing.end, manner, course)
        return replace(base, who=base.subject, joins=True, alone=True)
    bare = noun_phrase(s, at) if s.tag(at) != TIME and not slot_word(scene, at) else at
    if bare > at and spot is None and s.word(at) not in DIRECTIONS:
        return with_object(scene, (at, bare), verb, manner, base)
    follow(scene, at, manner, course)
    if "go" in verb.uses or (s.tag(base.at) in {"VBN", "VBD"} and "send" in verb.uses):
        return replace(base, who=base.subject, joins=True)
    return None


def thing_at(scene: Scene, at: int) -> Spot | None:
    """A definite thing that a craft may reach or leave: "*the wreck*"."""
    bare = noun_phrase(scene.s, at)
    abstract = scene.noun(bare - 1, "movement_abstract") and scene.s.word(at) != "the"
    return (
        Spot((at, bare), bare, False) if scene.s.tag(at) in {"DT", "PRP$"} and bare > at + 1 and not abstract else None
    )


def list_of_goals(scene: Scene, at: int, course: Course) -> None:
    """Read "on Friday and *Ghent*, in Belgium, on Saturday" behind the first place that is reached."""
    s, i = scene.s, at
    while s.tag(i) == TIME or (s.tag(i) == "IN" and s.tag(i + 1) == TIME):
        i += 1
    if i == at or s.word(i) not in {"and", ","}:
        return
    i += 1 + (s.word(i + 1) in {"and", "then"})
    spot = spot_at(scene, i)
    if spot is not None and spot.named and TIME in {s.tag(spot.end), s.tag(spot.end + 1)}:
        course.arrive(spot)
        course.end = spot.end
        list_of_goals(scene, spot.end, course)


def slot_word(scene: Scene, at: int) -> bool:
    """Whether a preposition stands at the position."""
    return scene.s.tag(at) in {"IN", "TO"}


def with_object(scene: Scene, words: WordRange, verb: Verb, manner: Manner, base: Draft) -> Draft | None:
    """The draft of a verb with an object that is no place: what is sent, what is ridden, how far one goes."""
    s, course = scene.s, base.course
    end = behind_of(scene, words[1])
    course.end = end
    carrier = scene.noun(words[1] - 1, "movement_means")
    if "go" in verb.uses and (carrier or "send" not in verb.uses):
        if carrier:
            course.means.append(words)
        elif not scene.noun(words[1] - 1, "movement_abstract") and s.tag(words[0]) != "CD":
            return None
        follow(scene, end, manner, course)
        return replace(base, who=base.subject, joins=True)
    if "send" not in verb.uses:
        return None
    follow(scene, end, manner, course)
    return replace(base, who=(words[0], end), end=end, along="along" in verb.marks)


def behind_of(scene: Scene, end: int) -> int:
    """The position behind the "of …" that follows a noun phrase: "three *of the wounded*"."""
    s = scene.s
    while s.word(end) == "of":
        further = noun_phrase(s, end + 1)
        if further == end + 1 and s.tag(end + 1) == "DT" and s.tag(end + 2) in {"JJ", "VBN"}:
            further = end + 3
        if further == end + 1:
            break
        end = further
    return end


def from_noun(scene: Scene, i: int) -> Draft | None:
    """The draft of a noun of motion: "the *evacuation* of 40 miners to Brest", "a *convoy* from Brest to Lyon"."""
    s, kind = scene.s, nouns()[scene.s.plain[i]]
    if s.tag(i + 1) in NOUNS:
        return None
    at, who = i + 1, None
    while s.word(at) == "of" and (bare := noun_phrase(s, at + 1)) > at + 1:
        who, at = (i + 2, bare), bare
    course = follow(scene, at, Manner(True, s.plain[i] in ARRIVING), Course(i + 1))
    begin = bare_before(scene, i)
    if kind == "self":
        who = (begin, at)
        if not (course.to and (course.origin or course.via)):
            return None
    elif kind == "own" or who is None:
        who = owner(scene, begin, i)
    if not any(spot.named for spot in course.spots()) or (course.to is None and course.origin is None):
        return None
    return Draft(i, who, None, course, begin, i + 1, sure=True)


def owner(scene: Scene, begin: int, i: int) -> WordRange | None:
    """The possessor in the noun phrase from `begin` to the noun at position i: "*the fleet*'s voyage", "*her* trip"."""
    s = scene.s
    for k in range(begin, i):
        if scene.time(k) >= 0:
            return None
        if s.tags[k] == "PRP$":
            return (k, k + 1)
        if s.tags[k] == "POS" or (s.plain[k] in {"'", "’"} and s.word(k + 1) == "s"):
            return (begin, k)
    return None


def awaited(scene: Scene, i: int) -> Draft | None:
    """The draft of "was expected in Ghent", which counts only as the end of a way."""
    s = scene.s
    if s.word(i + 1) not in {"at", "in", "off", "near", "outside"} or not behind_be(scene, i):
        return None
    group = group_at(scene, i, word_list("movement_barred"))
    mover = subject_of(scene, group.first, True)
    course = follow(scene, i + 1, Manner(False, True), Course(i + 1))
    if mover is None or group.negated or course.to is None:
        return None
    return Draft(i, mover.words, mover.words, course, group.first, i + 1, shared=mover.shared, joins=True, goal=True)


def from_state(scene: Scene, i: int) -> Draft | None:
    """The draft of "bound for", "on its way", "en route"."""
    s = scene.s
    first = i
    if s.plain[i] == "way":
        first = i - 2
        if s.word(first) != "on" or s.word(i - 1) not in OWNERS:
            return None
    elif s.plain[i] == "route":
        first = i - 1
        if s.word(first) != "en":
            return None
    elif s.word(i + 1) not in {"for", "to", "from", "toward", "towards"} or s.tag(i) not in {"JJ", "VBN", "VBD", "RB"}:
        return None
    course = follow(scene, i + 1, Manner(True, False), Course(i + 1))
    begin = first
    while begin > 0 and (s.word(begin - 1) in BE | HELPERS or s.tag(begin - 1) in {"RB", "MD"}):
        begin -= 1
    mover: Mover | None = subject_of(scene, begin, begin < first)
    words = mover.words if mover else None
    alone = s.plain[i] in {"way", "route"}
    return Draft(i, words, words, course, begin, i + 1, False, alone, bool(mover and mover.shared), True)
