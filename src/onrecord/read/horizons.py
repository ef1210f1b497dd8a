"""Horizons of a statement: the times in it at which something is yet to happen."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onrecord.read.data import table
from onrecord.read.stance_words import Token, base_form, has_sequence
from onrecord.records import Time

KINDS = {kind: frozenset(words.split()) for kind, words in table("expectation_words")}
PHRASES = {tuple(phrase.split()): unit for phrase, unit in table("expectation_phrases")}
FIRST_WORDS = frozenset(phrase[0] for phrase in PHRASES) | KINDS["vague"]
POINTING = frozenset({"will", "would"})
ENDS = frozenset({".", "!", "?", ";"})
CLOSING = frozenset({",", "—", "–", ")", ":"})
FORWARD = 6
"""Words before "to" among which "expected", "due" or another word that looks ahead must stand."""
NEAR = 3
LONGEST_TIME = 12
"""Most words of a time expression, and of a saying that only points back: "she said it would"."""
BEHIND = timedelta(days=100)
"""How far before publication a date may lie at which something was still to happen: "had expected it by Friday"."""
RANKS = frozenset({"JJS", "RBS"})
YEARS = re.compile(r"P(?:[2-9]|\d{2,}|X)Y")
"""Lengths whose end no reader awaits: "will take eight years"."""
AGO = frozenset({"past", "last", "previous", "-", "every", "each"})
TURNS = {"VBD": "past", "VBZ": "now", "VBP": "now", "MD": ""}
RELATIVES = frozenset({"which", "who", "whom", "whose", "where"})
BOUND = frozenset({"which", "whom", "whose"})
"""Relatives that stand behind a preposition: "rules under which"."""
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS"})
CERTAIN_LIMITS = frozenset({"by", "before", "until", "till", "within"})


@dataclass(frozen=True, slots=True)
class Horizon:
    """Where the words of a horizon begin, and its time, or how its phrase ends: a unit, "then", "-" for vague."""

    start: int
    time: Time | None = None
    unit: str = ""


def horizons_in(tokens: Sequence[Token], times: Sequence[Time], coming: bool, said: date | None) -> Iterator[Horizon]:
    """The horizons among `tokens`, the words of a statement, in order.

    `times` are the report's that begin in them; `coming` says that the words that report the statement look ahead
    ("expects", "promised"), so that a bare infinitive or noun does too; `said` is the day of the saying.
    """
    mood, held = ("plan" if coming else ""), ""
    opened = 0
    starts = {time.span[0]: time for time in times}
    waiting: list[Horizon] = []
    for i, token in enumerate(tokens):
        if token.word in ENDS and not digits_around(tokens, i):
            mood, held, waiting = "", "", []
            continue
        if token.word in CLOSING and held and i > opened + 1:
            mood, held = held.removeprefix("-"), ""
        if opens_aside(tokens, i) and mood != "aside":
            mood, held, opened = "aside", "-" + mood, i
        found = horizon_at(tokens, i, starts)
        if found is not None and mood != "aside":
            if found.unit == "then":
                yield found
            elif mood == "" and not coming:
                waiting.append(found)
            elif fits(tokens, i, found, mood, said):
                yield found
        turned = "" if mood == "aside" or (found and found.time) else turn(tokens, i, mood, coming)
        if turned and waiting:
            yield from (row for row in waiting if turned == "ahead" and leads(row, said))
            waiting = []
        mood = turned or mood


def may_hold(tokens: Sequence[Token]) -> bool:
    """Whether words without any time can hold a horizon: a fixed phrase, or a saying that only points back."""
    return any(t.word in FIRST_WORDS for t in tokens) or any(t.word in POINTING for t in tokens[:LONGEST_TIME])


def digits_around(tokens: Sequence[Token], i: int) -> bool:
    """Whether the mark at `i` stands inside a number or behind a short form: a word in small letters follows."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following is not None and tokens[i].word == "." and not following.capital and not following.mark


def opens_aside(tokens: Sequence[Token], i: int) -> bool:
    """Whether a condition or an aside opens at `i`: "if", "unless", "because", "when"."""
    here = tokens[i].word
    if here in RELATIVES:
        return bool(i) and (tokens[i - 1].word == "," or (here in BOUND and tokens[i - 1].tag == "IN"))
    if here not in KINDS["aside"]:
        return False
    if here == "once":
        return i + 1 < len(tokens) and tokens[i + 1].tag in {"PRP", "VBN", "NN", "NNS", "DT"}
    if here == "than" and i + 1 < len(tokens):
        return tokens[i + 1].tag in {"PRP", "VBN", "VBD", "VB", "NN", "JJ"} or tokens[i + 1].word in {"that", "this"}
    return True


def turn(tokens: Sequence[Token], i: int, mood: str, coming: bool) -> str:
    """Where the verb at `i` turns the statement: "ahead", "past", "now", "duty"; empty for a word that does not."""
    here, tag = tokens[i].word, tokens[i].tag
    if here in KINDS["will"] and tag in {"MD", ""}:
        if here == "can":
            return "able"
        return "past" if perfect(tokens, i) and here not in {"will", "shall"} else "ahead"
    if here in KINDS["ahead"] and (here != "going" or going_to(tokens, i)):
        return "ahead"
    if here == "to" and i + 1 < len(tokens) and tokens[i + 1].tag in {"VB", ""}:
        bound = base_form(tokens[i - 1].word) == "be" if i else False
        near = any(t.word in KINDS["ahead"] for t in tokens[max(0, i - FORWARD) : i])
        return "ahead" if bound or near or (coming and mood != "duty") else ""
    if here in KINDS["duty"] and tag in TURNS:
        return "duty"
    return TURNS.get(tag, "")


def perfect(tokens: Sequence[Token], i: int) -> bool:
    """Whether "have" follows the modal verb at `i`: "would have gone"."""
    for at in range(i + 1, min(i + 3, len(tokens) - 1)):
        if tokens[at].word == "have":
            return tokens[at + 1].tag in {"VBN", "RB", ""}
    return False


def going_to(tokens: Sequence[Token], i: int) -> bool:
    """Whether "going" at `i` tells of the future and of no way: "going to sail", not "going to Bergen"."""
    return following(tokens, i) == "to" and i + 2 < len(tokens) and tokens[i + 2].tag in {"VB", "RB", ""}


def following(tokens: Sequence[Token], i: int) -> str:
    """The word behind `i`."""
    return tokens[i + 1].word if i + 1 < len(tokens) else ""


def horizon_at(tokens: Sequence[Token], i: int, starts: dict[int, Time]) -> Horizon | None:
    """The time or the fixed phrase that begins at `i`."""
    here = tokens[i].word
    if here in POINTING and i < LONGEST_TIME and all(t.mark for t in tokens[i + 1 :]):
        return Horizon(tokens[i].start, None, "then")
    if here in FIRST_WORDS:
        words = [token.word for token in tokens[i : i + 6]]
        for phrase, unit in PHRASES.items():
            if phrase[0] == here and has_sequence(words, phrase, 0) is not None:
                return Horizon(tokens[i].start, None, unit)
    time = starts.get(tokens[i].start)
    if time is not None and not (time.value == "FUTURE_REF" and here not in KINDS["vague"] | {"the"}):
        return Horizon(tokens[i].start, time, "-" if time.value == "FUTURE_REF" else "")
    return Horizon(tokens[i].start, None, "-") if here in KINDS["vague"] else None


def fits(tokens: Sequence[Token], i: int, found: Horizon, mood: str, said: date | None) -> bool:
    """Whether what is said at `i`, in a clause of this mood, is to happen at the time found there."""
    time, looking = found.time, mood in {"ahead", "plan"}
    if time is None or found.unit:
        return looking
    if time.type == "SET" or time.value.endswith("_REF") or mood not in {"ahead", "now", "able", "plan"}:
        return False
    before = [token.word for token in tokens[max(0, i - NEAR) : i]]
    if time.type == "DURATION":
        counted = mood in {"able", "plan"} and not {"within", "inside", "in"}.isdisjoint(before[-2:])
        return (mood == "ahead" or counted) and length_ahead(tokens, i, time)
    if loose(tokens, i, time, said):
        return False
    late = not KINDS["at"].isdisjoint(before[-2:]) and recent(time, said)
    bound = looking and not attributive(tokens, i, time)
    return (strictly(time, said) and (looking or soon(time, said))) or (bound and (late or coming_time(time, said)))


def loose(tokens: Sequence[Token], i: int, time: Time, said: date | None) -> bool:
    """Whether the date at `i` is bound to no verb that looks ahead: "since Monday", "plans this week to sell".

    Where the day of the saying is not known, only a date behind "by", "until" and the like can be trusted.
    """
    before = [token.word for token in tokens[max(0, i - NEAR) : i]]
    if before[-1:] == ["since"] or (i and tokens[i - 1].tag in {"JJ", "JJR"}):
        return True
    if said is None and time.start is not None and CERTAIN_LIMITS.isdisjoint(before[-2:]):
        return True
    behind = behind_of(tokens, i, time)
    return behind is not None and behind.word == "to" and KINDS["at"].isdisjoint(before[-2:])


def behind_of(tokens: Sequence[Token], i: int, time: Time) -> Token | None:
    """The word behind the time that begins at `i`."""
    return next((t for t in tokens[i : i + LONGEST_TIME] if t.start >= time.span[1]), None)


def attributive(tokens: Sequence[Token], i: int, time: Time) -> bool:
    """Whether the time that begins at `i` only tells which: "Monday's vote", "a 3 a.m. call"."""
    behind = behind_of(tokens, i, time)
    return behind is not None and (behind.word in {"-", "'s", "'", "’"} or behind.tag in NOUNS)


def leads(found: Horizon, said: date | None) -> bool:
    """Whether a horizon before the verb is one: "On Friday the board will meet"."""
    time = found.time
    if time is None or found.unit:
        return True
    if time.type in {"SET", "DURATION"} or time.value.endswith("_REF"):
        return False
    return coming_time(time, said)


def length_ahead(tokens: Sequence[Token], i: int, time: Time) -> bool:
    """Whether a length of time is one that begins with the saying: "within five days", "will take three weeks"."""
    inside = [t for t in tokens[i : i + 8] if t.end <= time.span[1]]
    behind = tokens[i + len(inside)] if i + len(inside) < len(tokens) else None
    if behind is not None and (behind.word in {"-", "old", "ago", "'s"} or behind.tag in {"NN", "NNS", "NNP", "JJ"}):
        return False
    own = {t.word for t in inside}
    if own == {"time"} or (behind is not None and behind.word == "of"):
        return False
    earlier = tokens[max(0, i - FORWARD) : i]
    if own & AGO or able(tokens, i) or any(t.tag in RANKS or t.word in {"time", "since"} for t in earlier):
        return False
    if own & {"next", "coming", "following"}:
        return True
    if any(t.word in KINDS["within"] or t.word in KINDS["at"] for t in tokens[max(0, i - 2) : i]):
        return True
    return any(base_form(t.word) in KINDS["lasting"] for t in earlier) and not YEARS.fullmatch(time.value)


def able(tokens: Sequence[Token], i: int) -> bool:
    """Whether the length at `i` only tells how long something can be done: "could hold out for six weeks"."""
    if all(t.word != "for" for t in tokens[max(0, i - 2) : i]):
        return False
    return any(t.word in {"can", "could"} for t in tokens[max(0, i - FORWARD) : i])


def day_of(stamp: str) -> date:
    """The day of an ISO 8601 date or time."""
    return datetime.fromisoformat(stamp).date()


def coming_time(time: Time, said: date | None) -> bool:
    """Whether the time is not over on the day of the saying; of one that is not placed, whether it can be so."""
    if time.end is None:
        return time.type in {"DATE", "TIME"} and time.value.startswith("XXXX")
    return said is None or day_of(time.end) > said


def strictly(time: Time, said: date | None) -> bool:
    """Whether the time begins after the day of the saying."""
    return said is not None and time.start is not None and day_of(time.start) > said


def soon(time: Time, said: date | None) -> bool:
    """Whether the time is a day or a week not far off, for which the present will do: "the fair opens on Friday"."""
    if said is None or time.start is None or time.end is None:
        return False
    return day_of(time.end) - day_of(time.start) < timedelta(days=8) and day_of(time.start) - said < BEHIND


def recent(time: Time, said: date | None) -> bool:
    """Whether a time that is over lies close before the saying, and is no longer than a month."""
    if said is None or time.start is None or time.end is None:
        return False
    return said - day_of(time.start) < BEHIND and day_of(time.end) - day_of(time.start) < timedelta(days=32)
