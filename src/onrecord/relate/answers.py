"""Questions that a later report, or the same one further on, answers."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from onrecord.folding import fold
from onrecord.records import Question, Span
from onrecord.relate.kin import Kin
from onrecord.relate.links import Link, Reasons
from onrecord.relate.telling import holds, link_to, names_met, telling_words
from onrecord.relate.terms import (
    CLEAR,
    KINDS,
    STRONG,
    Searched,
    Stretch,
    Taken,
    Token,
    Topic,
    inside,
    of_the_topic,
    searched,
    take_up,
    topic,
)
from onrecord.relate.view import View

PIECES = ("person", "time", "place", "figure", "cause")
"""What a question can ask for, beside whether something is so, and how or what it is."""
LEAST = {"person": 0.55, "time": 0.55, "place": 0.55, "figure": 0.55, "cause": 0.55, "whether": 0.53, "what": 2.0}
"""Share of the question's topic that an answer takes up at least, by what is asked for.

"What" can ask for anything: its answer must say itself that it settles something.
"""
SOLVED = 0.4
"""The same where the sentence says itself that something is settled."""
RIDDLE = 0.33
"""The same where it says so of a question: "the riddle of the well was solved"."""
STILL_OPEN = 0.6
"""Share of the topic from which on a later question asks the same."""
ALONE = 0.1
"""What it takes off that only the question's own words are taken up, not its surroundings."""
FEWEST = 2
"""Words of a question's topic that an answer takes up at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question with what it is about, and what it asks for: one of `PIECES`, "whether" or "what"."""

    question: Question
    place: int
    topic: Topic
    piece: str


@lru_cache(maxsize=128)
def asked_in(view: View) -> tuple[Asked, ...]:
    """The report's questions, without those whose words give no topic."""
    text = searched(view)
    found = []
    for row in view.questions:
        sentence = text.at(row.span[0])
        words = [token for token in sentence.tokens if inside(token.span[0], [row.span])] if sentence else []
        if sentence is None or not words:
            continue
        at = opener(words)
        about = topic_of(text, sentence, words, at)
        piece = piece_of(words, at)
        if len(about.words) >= FEWEST and (about.size or piece == "whether"):
            found.append(Asked(row, sentence.place, about, piece))
    return tuple(found)


def opener(words: Sequence[Token]) -> int:
    """Where the asking begins: "whether", a verb of confirming that is refused, the word of an indirect question.

    -1 where there is none of them.
    """
    for at, token in enumerate(words):
        if token.word == "whether":
            return at
        if token.word in KINDS["confirming"] and not KINDS["refusing"].isdisjoint(t.word for t in words[:at]):
            both = at + 2 < len(words) and words[at + 2].word in KINDS["confirming"]
            return at + 2 * both
    for at, token in enumerate(words):
        before = {word.word for word in words[max(0, at - 2) : at]}
        if token.word in KINDS["opener"] and (at == 0 or before & KINDS["leading"]):
            return at
    return -1


def topic_of(text: Searched, sentence: Stretch, words: Sequence[Token], at: int) -> Topic:
    """What is asked after: the words behind the opening one, without those that only say that it is open.

    Where these are few, or point back, the rest of the passage and the sentence before stand beside them.
    """
    behind = words[at + 1 :]
    if behind and behind[0].word == "that":
        behind = behind[1:]
    asked = [token for token in behind if token.word not in KINDS["open"]]
    core = [token for token in asked if of_the_topic(token) and token.word not in KINDS["day"]]
    front = words[: max(0, at)]
    refused = any(token.word in KINDS["refusing"] for token in front)
    if not core and refused and (told := told_before(text, sentence, words[0].span[0])):
        return topic([token for token in (*core, *told) if token.word not in KINDS["day"]])
    aside = [] if refused else list(front)
    points = any(token.word in KINDS["pronoun"] for token in asked)
    if len(core) < FEWEST or (points and len(core) < 2 * FEWEST):
        aside += [token for token in sentence.tokens if token.span[1] <= words[0].span[0]]
        aside += front
        if sentence.place:
            aside += text.sentences[sentence.place - 1].tokens
    return topic(core, [token for token in aside if token.word not in KINDS["open"] | KINDS["day"]])


def told_before(text: Searched, sentence: Stretch, offset: int) -> list[Token]:
    """What the last statement before `offset` says, in this sentence or the one before: what is not confirmed."""
    begin = text.sentences[max(0, sentence.place - 1)].span[0]
    rows = [
        row
        for row in text.view.sayings
        if begin <= row.statement.content[0][0] and row.statement.content[-1][1] <= offset
    ]
    if not rows:
        return []
    content = rows[-1].statement.content
    tokens = (*text.sentences[max(0, sentence.place - 1)].tokens, *sentence.tokens)
    return [token for token in tokens if inside(token.span[0], content)]


def piece_of(words: Sequence[Token], at: int) -> str:
    """What is asked for, by the opening word, else by the nouns of what is missing."""
    if at >= 0:
        word, behind = words[at].word, [token.word for token in words[at + 1 : at + 3]]
        if word == "how":
            return "figure" if behind and behind[0] in {"many", "much", "large", "big", "long", "far"} else "whether"
        if word == "what" and not KINDS["cause"].isdisjoint(behind):
            return "cause"
        if word == "what":
            return "what"
        if piece := next((p for p in PIECES if word in KINDS[p]), None):
            return piece
        if word not in {"name", "identify"}:
            return "whether"
    said = [token.word for token in words]
    return next((p for p in ("person", "figure", "cause") if not KINDS[p].isdisjoint(said)), "whether")


def answers(older: View, younger: View) -> Iterator[Link]:
    """A link of the kind "answered" for each question of the older report that the younger one answers."""
    asked = asked_in(older)
    if not asked:
        return
    text = searched(younger)
    for one, taken in zip(asked, take_up((one.topic for one in asked), searched(older), text), strict=False):
        best = max(
            candidates(one, taken, text, older is younger), key=lambda found: (found[0], -found[1].place), default=None
        )
        if best is not None:
            _, sentence, reasons = best
            yield link_to("answered", one.question.id, text, sentence, taken, reasons)


def candidates(one: Asked, taken: Taken, text: Searched, same: bool) -> Iterator[tuple[float, Stretch, Reasons]]:
    """The sentences that answer, with how well and why; none where the report itself leaves the same open."""
    count = len(text.sentences)
    if not same and float(taken.share[count:].max(initial=0)) >= STILL_OPEN:
        return
    for sentence in text.sentences[one.place + 1 if same else 0 :]:
        share = float(taken.share[sentence.place])
        if one.topic.size >= FEWEST:
            share = max(share, float(taken.own[sentence.place]) - ALONE)
        if share < RIDDLE:
            continue
        words = taken.words(sentence.place)
        settled, riddle = settles(taken, sentence)
        if share < (RIDDLE if riddle else SOLVED if settled else LEAST[one.piece]):
            continue
        told = taken.tokens(sentence)
        if same and not settled:
            continue
        if not riddle and not enough(one, taken, sentence, len(told)):
            continue
        if asks(sentence, told, text) or sum(token.span[0] in text.retold for token in told) > len(told) / 2:
            continue
        given = gives(one, sentence, text)
        if given is None and not settled:
            continue
        reasons = [("topic", " ".join(words)), ("share", f"{share:.2f}"), ("asked", one.piece)]
        if given:
            reasons.append((one.piece, given))
        if settled:
            reasons.append(("settled", settled))
        yield round(share + 0.1 * bool(settled) + 0.1 * bool(given), 4), sentence, tuple(reasons)


def asks(sentence: Stretch, told: Sequence[Token], text: Searched) -> bool:
    """Whether the sentence asks itself, outright or behind "whether"."""
    if text.text[sentence.span[1] - 3 : sentence.span[1]].rstrip("”’\"'").endswith("?"):
        return True
    whether = next((token.span[0] for token in sentence.tokens if token.word == "whether"), None)
    return whether is not None and sum(token.span[0] > whether for token in told) > len(told) / 2


def enough(one: Asked, taken: Taken, sentence: Stretch, count: int) -> bool:
    """Whether the sentence takes up enough of the question's own words, names aside; or, of few, what stands around."""
    own = telling_words(taken, sentence, STRONG)
    if one.topic.size >= FEWEST:
        told = [token for token in taken.tokens(sentence) if not token.named]
        several = bool(own) and len(told) >= 2 * FEWEST
        return (holds(taken, sentence) or several) and names_met(taken, sentence)
    met = [named for named, much in zip(one.topic.named, taken.found[:, sentence.place], strict=True) if much >= CLEAR]
    return count > FEWEST and any(met) and (bool(own) or not one.topic.size)


def settles(taken: Taken, sentence: Stretch) -> tuple[str, bool]:
    """The words that say that something is so after all or the question settled, and whether it is the latter."""
    words = sentence.words
    own = taken.tokens(sentence, own=True, least=STRONG)
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i] in KINDS["solved"]), 0)
    for i in range(at):
        if words[i] in KINDS["riddle"] and any(token in own for token in sentence.tokens[i + 1 : at]):
            return f"{words[i]} {words[at]}", True
    return next((word for word in words if word in KINDS["owned"]), ""), False


def gives(one: Asked, sentence: Stretch, text: Searched) -> str | None:
    """The piece that the question asks for, as the sentence has it; None where it has none."""
    spans = (sentence.span,)
    read = text.text
    if one.piece == "person":
        known = set(one.topic.words)
        for mention in text.mentions.of(spans):
            entity = text.view.entities.get(mention.entity)
            if (
                entity
                and entity.kind in {"person", "organization", "group"}
                and not known & set(fold(entity.name).split())
            ):
                return read[slice(*mention.span)]
        return next((token.word for token in sentence.tokens if token.word in KINDS["role"]), None)
    if one.piece in {"time", "place", "figure"}:
        found = [row.span for row in text.times.of(spans)] if one.piece == "time" else []
        found += [row.span for row in text.places.of(spans)] if one.piece == "place" else []
        found += [row.span for row in text.figures.of(spans)] if one.piece == "figure" else []
        return read[slice(*found[0])] if found else None
    if one.piece == "cause":
        return next((token.word for token in sentence.tokens if token.word in KINDS["because"]), None)
    return ""


def repeated(kin: Kin) -> Iterator[Link]:
    """A link of the kind "asks" from each question of an origin to that of the copy which stands in its place."""
    origin, copy = searched(kin.origin), searched(kin.copy)
    pairs = set(kin.parallel.sentences)
    aligned = [{a for a, _ in pairs}, {b for _, b in pairs}]
    for first in kin.origin.questions:
        here = [one.place for one in origin.sentences if overlap(one.span, first.span)]
        for second in kin.copy.questions:
            there = [one.place for one in copy.sentences if overlap(one.span, second.span)]
            if any((a, b) in pairs or between(a, b, pairs, aligned) for a in here for b in there):
                yield Link(
                    kind="asks",
                    first=first.id,
                    second=second.id,
                    report=kin.copy.id,
                    reasons=(("copy", kin.how.kind),),
                )


def between(a: int, b: int, pairs: Set[tuple[int, int]], aligned: Sequence[Set[int]]) -> bool:
    """Whether two sentences that are not aligned stand beside two that are: reworded beyond recognition."""
    if a in aligned[0] or b in aligned[1]:
        return False
    return (a - 1, b - 1) in pairs or (a + 1, b + 1) in pairs


def overlap(a: Span, b: Span) -> bool:
    """Whether two stretches have a character in common."""
    return a[0] < b[1] and b[0] < a[1]
