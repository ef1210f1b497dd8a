"""What kind of thing the words for a mover name: what moves through the world, and what moves in speech alone."""

from onrecord.read.decode import WordRange
from onrecord.read.grammar import noun_phrase
from onrecord.read.movement_scene import Scene

PRONOUNS = frozenset({"he", "she", "they", "we", "i", "him", "her", "them", "us", "me", "who", "everyone", "everybody"})
VAGUE = frozenset({"you", "what", "there", "this", "that", "which", "something", "nothing", "anything", "everything"})
MOVERS = ("figure_persons", "speaker_nouns_role", "speaker_nouns_group", "movement_means", "movement_goods")


def head_of(scene: Scene, words: WordRange) -> int:
    """The position of the head noun: behind "hundreds of", before "of", "from" and the like."""
    s = scene.s
    begin, end = words
    for _ in range(3):
        bare = min(max(noun_phrase(s, begin), begin + 1), end)
        head = bare - 1
        amount = s.tag(head) == "CD" or scene.noun(head, "movement_quantities")
        if not (amount and s.word(bare) == "of" and bare + 1 < end):
            break
        begin = bare + 1
    return head


def abstract(scene: Scene, words: WordRange) -> bool:
    """Whether the words name what does not move through the world: a price, a vote, a warning."""
    s, head = scene.s, head_of(scene, words)
    if s.word(head) in VAGUE or s.word(words[0]) in {"$", "€", "£"}:
        return True
    if scene.person(head) or s.tag(head) in {"NNP", "NNPS", "PRP", "CD"}:
        return False
    return scene.noun(head, "movement_abstract") or (s.tag(head) == "VBG" and not concrete(scene, words))


def concrete(scene: Scene, words: WordRange) -> bool:
    """Whether the words certainly name persons, craft or goods."""
    s, head = scene.s, head_of(scene, words)
    if s.word(head) in PRONOUNS or scene.person(head) or any(scene.noun(head, name) for name in MOVERS):
        return True
    if s.tag(head) == "CD":
        return words[1] - words[0] == 1
    named = s.tag(head) in {"NNP", "NNPS"}
    return named and any(scene.noun(i, name) for i in range(words[0], head) for name in MOVERS if s.tag(i) != "NNP")


def craft(scene: Scene, words: WordRange) -> bool:
    """Whether the words name a craft or vehicle: "the repair ship", "the repair ship Orla"."""
    head = head_of(scene, words)
    return any(
        scene.noun(i, "movement_means") for i in range(words[0], head + 1) if i == head or scene.s.tag(head) == "NNP"
    )


def pronoun(scene: Scene, words: WordRange) -> bool:
    """Whether the words are a pronoun."""
    return scene.s.tag(words[0]) == "PRP" and words[1] - words[0] == 1
