"""What somebody was quoted as saying: the words between quotation marks, in the form in which they are compared."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from onrecord.folding import fold
from onrecord.relate.data import table, word_list
from onrecord.relate.likeness import key
from onrecord.relate.view import WORD, Saying, View

Run = tuple[str, ...]

SEED = 3
"""Words of the shortest run by which two utterances are found to be alike."""
SPELLINGS = table("variant_spellings")
FILLERS = word_list("variant_fillers")
OPENS = "“«„"
CLOSES = "”»"
STRAIGHT = '"'
INSERTED = re.compile(r"\[[^\]\n]{0,80}\]")
TURNED_ROUND = re.compile(r"(?<=\w)‘(?=\w)")
"""An apostrophe set the wrong way round."""
TOKEN = re.compile(r"%|&|" + WORD.pattern)
ENDINGS = table("variant_endings")
SHORT = {"'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would", "'s": "is"}
PRONOUNS = frozenset(("he", "she", "it", "that", "there", "here", "what", "who", "where", "how"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an utterance: as written, the words that it is compared as, whether it stands in brackets."""

    text: str
    forms: tuple[str, ...]
    inserted: bool = False


@dataclass(frozen=True, eq=False)
class Utterance:
    """The quoted words of a statement, piece by piece.

    `words` are all of them; `sense` is the whole content of the statement, quoted or not.
    """

    saying: Saying
    sense: str
    pieces: tuple[str, ...]
    words: tuple[Word, ...]

    @cached_property
    def forms(self) -> list[str]:
        """The words as they are compared, one behind another."""
        return [form for word in self.words for form in word.forms]

    @property
    def text(self) -> str:
        """The quoted words as written, a semicolon between pieces."""
        return " ; ".join(self.pieces)


class Quoted:
    """What a report quotes.

    `by_place` holds the utterances by the places of their statements; `runs` the places at which a run of `SEED`
    words occurs.
    """

    def __init__(self, view: View) -> None:
        found = ((saying.place, utterance(view, saying)) for saying in view.sayings)
        self.by_place: dict[int, Utterance] = {place: one for place, one in found if one}
        self.runs: dict[Run, list[int]] = {}
        for place, one in self.by_place.items():
            forms = one.forms
            for run in dict.fromkeys(tuple(forms[at : at + SEED]) for at in range(len(forms) - SEED + 1)):
                self.runs.setdefault(run, []).append(place)


KEPT: WeakKeyDictionary[View, Quoted] = WeakKeyDictionary()


def quoted(view: View) -> Quoted:
    """What the report quotes, worked out once for each view."""
    if view not in KEPT:
        KEPT[view] = Quoted(view)
    return KEPT[view]


def utterance(view: View, saying: Saying) -> Utterance | None:
    """What is quoted in a statement; None where nothing is. A direct one without marks is quoted as a whole."""
    pieces = [view.report.text[start:end] for start, end in saying.statement.content]
    quoted = tuple(part for piece in pieces for part in quoted_in(piece))
    if not quoted and saying.statement.mode == "direct":
        quoted = tuple(pieces)
    words = tuple(word for part in quoted for word in words_in(part))
    if not any(word.forms for word in words):
        return None
    return Utterance(saying, " ; ".join(pieces), quoted, words)


def quoted_in(text: str) -> list[str]:
    """The stretches of `text` inside quotation marks; one that is not opened begins at the start, one that is not
    closed goes to the end. Double marks rule; single ones count where there are none."""
    found = by_marks(text, OPENS, CLOSES, STRAIGHT)
    return found if found is not None else by_single_marks(text)


def by_marks(text: str, opens: str, closes: str, either: str) -> list[str] | None:
    """The stretches between double quotation marks, None where there are no marks."""
    found: list[str] = []
    begin: int | None = None
    seen = False
    for at, mark in enumerate(text):
        if mark not in opens and mark not in closes and mark != either:
            continue
        if mark in opens or (mark == either and begin is None and not closes_here(text, at, seen)):
            if begin is not None:
                found.append(text[begin:at])
            begin = at + 1
        elif begin is not None:
            found.append(text[begin:at])
            begin = None
        elif not seen:
            found.append(text[:at])
        seen = True
    if begin is not None:
        found.append(text[begin:])
    return [part for part in found if part.strip()] if seen else None


def closes_here(text: str, at: int, seen: bool) -> bool:
    """Whether the first straight mark of a text closes a quotation that began before it."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return not seen and bool(before.strip()) and not behind.isalnum()


def by_single_marks(text: str) -> list[str]:
    """The stretches between single quotation marks; apostrophes are none."""
    found = []
    begin: int | None = None
    for at, mark in enumerate(text):
        if mark not in "‘’'":
            continue
        before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if begin is None and mark in "‘'" and not before.isalnum() and behind.isalnum():
            begin = at + 1
        elif begin is not None and mark in "’'" and not behind.isalnum() and before and not before.isspace():
            found.append(text[begin:at])
            begin = None
    if begin is not None:
        found.append(text[begin:])
    return found


def words_in(text: str) -> list[Word]:
    """The words of a quotation."""
    text = TURNED_ROUND.sub("’", text)
    inserted = [found.span() for found in INSERTED.finditer(text)]
    return [
        Word(found.group(), forms(found.group()), any(a < found.start() < b for a, b in inserted))
        for found in TOKEN.finditer(text)
    ]


@lru_cache(maxsize=1 << 16)
def forms(word: str) -> tuple[str, ...]:
    """A word as the words it is compared as: spellings made one, contractions written out, fillers nothing."""
    plain = fold(word).replace("’", "'")
    if plain in FILLERS:
        return ()
    if plain in SPELLINGS:
        return tuple(SPELLINGS[plain].split())
    if plain.endswith("n't"):
        return (plain[:-3], "not")
    for short, full in SHORT.items():
        if plain.endswith(short) and (short != "'s" or plain[:-2] in PRONOUNS):
            return (*forms(plain.removesuffix(short)), full)
    return (american(key(word)),)


def american(word: str) -> str:
    """A word in American spelling, as far as endings tell: "colour", "organise", "centre", "travelled"."""
    for british, other in ENDINGS.items():
        if len(word) > len(british) + 2 and word.endswith(british):
            return word[: -len(british)] + other
    return word
