"""Durations as written, with their TIMEX3 values."""

from dataclasses import dataclass

from onrecord.read.time_tokens import Tokens, number, once, phrases, words

APPROXIMATE = phrases("about")
LEADS = frozenset(words("length_lead"))
OWNERS = ("its", "his", "her", "their")
BARE_LEADS = frozenset(words("bare_lead"))
FINER = {"TS": ("TS", 1, "TS"), "TM": ("TS", 30, "TS"), "TH": ("TM", 30, "TM"), "D": ("TH", 12, "TH"),
         "Y": ("M", 6, "M")}  # fmt: skip
LATER = {"later": 1, "afterwards": 1, "afterward": 1, "earlier": -1}
VAGUE_LARGE = {"2W": "PXW", "10Y": "PXDE", "100Y": "PXCE"}


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: `amount` (None for an unknown one, as in "days") times `unit`, and what it says with "ago"."""

    amount: float | None
    unit: str
    rest: str = ""

    @property
    def value(self) -> str:
        """The TIMEX3 value: P3D, PT1H30M, P2Y6M, PXD."""
        amount = self.amount
        unit = self.unit.lstrip("0123456789")
        size = int(self.unit[: len(self.unit) - len(unit)] or 1)
        if amount is None:
            return f"P{'T' * (unit[0] == 'T')}X{unit.lstrip('T')}" if size == 1 else VAGUE_LARGE[self.unit]
        return whole_value(amount * size, unit) + self.rest


Sized = tuple[Length, int] | None


def whole_value(amount: float, unit: str) -> str:
    """An amount of a unit in ISO 8601; halves in the next finer unit where that is exact."""
    whole, part = int(amount), amount - int(amount)
    finer = FINER.get(unit)
    if part == 0.5 and finer:
        lead = iso(whole, unit) if whole else "P"
        if finer[0].startswith("T") and "T" not in lead:
            lead += "T"
        return f"{lead}{finer[1]}{finer[0].lstrip('T')}"
    return iso(amount, unit)


def iso(amount: float, unit: str) -> str:
    """P3D, PT20M, P1.5W."""
    return f"P{'T' * (unit[0] == 'T')}{amount:g}{unit.lstrip('T')}"


def unit_at(t: Tokens, i: int, plural: bool | None = None) -> str | None:
    """The unit at `i`: any, or only its plural or singular form. "second" needs its plural."""
    found = t.get("units", i) if plural is not False else None
    if found is None and plural is not True and not t.reads(i, "second"):
        found = t.get("unit", i)
    return found


@once
def length(t: Tokens, i: int) -> Sized:
    """A duration from `i` on, with "nearly", "at least" and the like before it."""
    for phrase, _ in APPROXIMATE.get(t.at(i), ()):
        if t.reads(i, *phrase) and not (phrase == ("some",) and not number(t, i + 1)):
            found = length_core(t, i + len(phrase))
            if found:
                return found
    return length_core(t, i)


def length_core(t: Tokens, i: int) -> Sized:
    """A duration without such words."""
    return definite_length(t, i) or half_length(t, i) or counted(t, i) or article(t, i) or vague(t, i) or bare(t, i)


def definite_length(t: Tokens, i: int) -> Sized:
    """ "the past two weeks", "the next few days", "the first nine months", "the four days", "the past fortnight"."""
    at = i + 2 if t.at(i) in ("each", "all") and t.reads(i + 1, "of") else i
    own = t.at(at) in OWNERS
    if not own and t.at(at) not in ("the", "these", "those"):
        shift = t.get("shift", at)
        return in_plural(t, at + 1) if shift and t.at(at) not in ("this", "current") else None
    at += 1
    open_ended = whole_stretch(t, at)
    if open_ended:
        return open_ended
    shifted = t.get("shift", at) is not None or t.at(at) in ("first", "final", "opening", "latest", "recent")
    if t.reads(at, "year", "-") and t.at(at + 2) in ("earlier", "ago"):
        at += 3
    at = at + 1 if shifted else at
    return (in_plural(t, at) if shifted or not own else None) or single_stretch(t, at, shifted)


def whole_stretch(t: Tokens, i: int) -> Sized:
    """Behind "the": "weeks ahead", "years" after "over", "year ended"."""
    unit = unit_at(t, i, plural=True)
    if unit and (t.reads(i + 1, "ahead") or t.reads(i - 2, "over")):
        return Length(None, unit), i + (2 if t.reads(i + 1, "ahead") else 1)
    at = i + 1 if t.at(i) in ("fiscal", "financial") else i
    return (Length(1, "Y"), at + 1) if t.reads(at, "year") and t.at(at + 1) in ("ended", "ending") else None


def single_stretch(t: Tokens, i: int, shifted: bool) -> Sized:
    """Behind "the": "fortnight" after "past", "hour" in "within the hour"."""
    unit = t.get("unit", i)
    if shifted and unit in ("2W", "10Y", "100Y", "W", "M", "TH") and t.at(i - 1) in ("past", "last", "coming", "next"):
        return Length(1, unit), i + 1
    within = unit in ("TH", "2W") and not shifted and t.at(i - 2) in ("within", "inside", "in")
    return (Length(1, unit or ""), i + 1) if within else None


def in_plural(t: Tokens, i: int) -> Sized:
    """A counted or vague plural: "two weeks", "few days", "weeks" behind "past"."""
    found = counted(t, i) or vague(t, i)
    if found:
        return found
    unit = unit_at(t, i, plural=True)
    if unit and t.at(i - 1) in ("past", "last", "next", "coming", "recent", "first", "final", "previous"):
        return Length(None, unit), i + 1
    return None


def half_length(t: Tokens, i: int) -> Sized:
    """ "half an hour", "half a day", "an hour and a half", "a year and a half"."""
    if t.reads(i, "half") and t.at(i + 1) in ("a", "an"):
        unit = unit_at(t, i + 2, plural=False)
        return (Length(0.5, unit), i + 3) if unit else None
    if t.reads(i, "half", "-") or t.reads(i, "a", "half", "-") or t.reads(i, "a", "half"):
        at = i + (1 if t.reads(i, "half") else 2)
        at = at + 1 if t.reads(at, "-") else at
        unit = unit_at(t, at, plural=False)
        return (Length(0.5, unit), at + 1) if unit in ("TH", "D") else None
    unit = unit_at(t, i + 1, plural=False) if t.at(i) in ("a", "an", "one") else None
    if unit and t.reads(i + 2, "and", "a", "half"):
        return Length(1.5, unit), i + 5
    return None


def counted(t: Tokens, i: int) -> Sized:
    """ "three days", "five-day", "four to six days", "two and a half years", "four hours and 10 minutes"."""
    count = number(t, i)
    if not count or (t.joined(i) and t.at(i - 1) in ("$", "£", "€", ".", ",", ":", "/")):
        return None
    amount, at = count
    if t.at(at) in ("to", "or", "and", "-", "–"):
        second = number(t, at + 1)
        if second and second[0] > amount:
            amount, at = second
    if t.reads(at, "and", "a", "half"):
        amount, at = amount + 0.5, at + 3
    hyphen = t.reads(at, "-")
    at = at + 1 if hyphen else at
    if t.get("filler", at) is not None and unit_at(t, at + 1):
        at += 1
    unit = unit_at(t, at)
    if not unit or (unit == "TS" and not hyphen and not t.reads(at, "seconds")):
        return None
    if t.reads(at + 1, "-", "old") or t.reads(at + 1, "old") or t.reads(at + 1, "of", "age"):
        return None
    singular_noun = t.get("unit", at) is not None and amount != 1 and not hyphen
    if (singular_noun and unit == "WE") or (unit == "Q" and (hyphen or t.reads(at + 1, "of"))):
        return None
    return with_rest(t, Length(amount, unit), at + 1)


def with_rest(t: Tokens, found: Length, end: int) -> Sized:
    """ "and 20 minutes" behind "five hours"."""
    if t.reads(end, "and") and found.unit in ("TH", "TM", "Y", "W", "M", "D"):
        more = number(t, end + 1)
        unit = unit_at(t, more[1]) if more else None
        if more and unit and unit in ("TM", "TS", "M", "D", "W", "TH") and found.unit != unit:
            rest = whole_value(more[0], unit)[1:]
            return Length(found.amount, found.unit, rest[1:] if found.unit[0] == "T" else rest), more[1] + 1
    return found, end


def article(t: Tokens, i: int) -> Sized:
    """ "a week", "a couple of years", "a few days", "a year or two"; not a rate as in "300 people a day"."""
    if t.at(i) not in ("a", "an", "one", "another"):
        return None
    if t.at(i + 1) in ("couple", "few") or t.reads(i + 1, "number", "of"):
        return loose_count(t, i + 1)
    at = i + 2 if t.get("filler", i + 1) is not None else i + 1
    unit = unit_at(t, at, plural=False)
    if not unit or (t.reads(at + 1, "-") and t.at(at + 2) in ("ago", "earlier", "old")):
        return None
    if t.reads(at + 1, "or", "two"):
        return Length(2, unit), at + 3
    far = distance(t, at + 1)
    vague_day = t.reads(i, "one", "day") and t.at(i - 1) not in LEADS
    refused = (unit == "Q" or vague_day) and not far
    refused = refused or (t.at(i) in ("a", "an") and rate(t, i, at + 1))
    return None if refused else (Length(1, unit), at + 1)


def loose_count(t: Tokens, i: int) -> Sized:
    """ "couple of years", "few days", "number of weeks" behind "a"."""
    at = i + 2 if t.reads(i + 1, "of") else i + 1
    at = at + 1 if t.get("filler", at) is not None else at
    unit = unit_at(t, at, plural=True)
    return (Length(2 if t.reads(i, "couple") else None, unit), at + 1) if unit else None


def distance(t: Tokens, i: int) -> bool:
    """Whether the word at `i` measures from another time: "ago", "later", "after"."""
    return t.at(i) in ("ago", "after", "before") or t.at(i) in LATER


def rate(t: Tokens, i: int, end: int) -> bool:
    """Whether "a day" at `i` says how often ("300 people a day", "$5 a day") and no duration."""
    if t.at(end) in ("ago", "after", "before", "late", "early", *LATER) or t.at(end) in ("'", "’"):
        return False
    before = t.tag(i - 1)
    if i == 0 or t.at(i - 1) in LEADS or t.at(i - 1) in (",", "“", '"', "‘", "—", "–", "("):
        return False
    if before:
        return before in ("NN", "NNS", "NNP", "NNPS", "CD", "RB", "JJ", "$") or t.at(i - 1) in ("once", "twice")
    return not t.at(i - 1).endswith(("ed", "ing"))


def vague(t: Tokens, i: int) -> Sized:
    """ "several years", "some minutes", "weeks or months", "recent years"."""
    if t.reads(i, "some", "time") and t.at(i - 1) in ("for", "quite"):
        return Length(None, "X"), i + 2
    if t.reads(i, "a", "while"):
        return Length(None, "X"), i + 2
    if t.reads(i, "couple", "of") and unit_at(t, i + 2, plural=True):
        return Length(2, unit_at(t, i + 2) or ""), i + 3
    if t.get("vague", i) is not None or t.reads(i, "recent") or (t.at(i) in ("coming", "past")):
        at = i + 2 if t.reads(i + 1, "more") else i + 1
        at = at + 1 if t.reads(at, "-") else at
        unit = unit_at(t, at, plural=True) or (unit_at(t, at) if at > i + 1 else None)
        if unit and t.reads(at + 1, "and") and unit_at(t, at + 2, plural=True):
            return Length(None, unit), at + 3
        return (Length(None, unit), at + 1) if unit else None
    return None


def bare(t: Tokens, i: int) -> Sized:
    """A plural unit alone: "within days", "for years", "months ago"."""
    unit = unit_at(t, i, plural=True)
    if not unit or t.joined(i) or unit == "WE":
        return None
    if t.reads(i + 1, "or") and unit_at(t, i + 2, plural=True):
        return Length(None, unit), i + 3
    shifted = t.at(i + 1) in ("ago", "after", "before", "earlier", "later")
    if (t.at(i - 1) in BARE_LEADS and not t.reads(i + 1, "of")) or shifted:
        return Length(None, unit), i + 1
    return None
