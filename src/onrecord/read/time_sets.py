"""What is built on durations: distances ("three days ago"), repeated times, and vague references ("recently")."""

from onrecord.read.time_points import Parsed, Point
from onrecord.read.time_spans import LATER, Length, counted, length, unit_at
from onrecord.read.time_tokens import Tokens, number, ordinal, phrases

REFERENCES = phrases("ref")
"""Phrases that refer vaguely to past, present or future, with their values."""


def moved(t: Tokens, i: int) -> Parsed:
    """A date so far from another one: "three days ago", "six hours later", "a year earlier", "two years from now"."""
    found = length(t, i)
    if not found or found[0].unit == "X":
        return ago_alone(t, i)
    size, end = found
    if t.reads(end, "or", "so"):
        end += 2
    amount = int(size.amount or 0)
    name = size.value if size.amount is None or size.amount != amount else ""
    now = 1 if t.reads(end, "from", "now") else -1 if t.at(end) in ("ago", "back") else 0
    if t.reads(end, "back") and t.at(end + 1).isalpha() and t.at(end + 1) in ("to", "on", "from", "home"):
        now = 0
    if now:
        end += 2 if now > 0 else 1
        return Point(base="offset", unit=size.unit, amount=now * amount, name=name or "ago", shift=now), end
    sign = LATER.get(t.at(end), 0)
    if sign and not t.reads(end + 1, "than"):
        return Point(base="anchored", unit=size.unit, amount=sign * amount, name=name or size.value), end + 1
    return None


def ago_alone(t: Tokens, i: int) -> Parsed:
    """ "year-earlier", "year-ago" before a noun."""
    at = i + 1 if t.at(i) in ("the", "a") else i
    if t.reads(at, "year", "-") and t.at(at + 2) in ("ago", "earlier"):
        return Point(base="anchored", unit="Y", amount=-1, name="P1Y"), at + 3
    return None


def reference(t: Tokens, i: int) -> tuple[str, int] | None:
    """A vague reference ("now", "recently", "the future"): its value and the index behind it."""
    for phrase, value in REFERENCES.get(t.at(i), ()):
        end = i + len(phrase)
        if t.reads(i, *phrase) and allowed_reference(t, i, end):
            return value, end
    return None


def allowed_reference(t: Tokens, i: int, end: int) -> bool:
    """Keep "soon" but not "as soon as", "the past" but not "the past president"."""
    if t.at(i) == "soon":
        return t.at(i - 1) not in ("as", "how", "too", "so") and t.at(end) not in ("after", "as")
    if t.reads(i, "the", "past"):
        return t.at(i - 1) == "in" or not t.raw(end).isalpha() or t.tag(end) in ("IN", "CC", "VBD", "VBZ", "TO")
    if t.reads(i, "the", "future"):
        return not t.reads(end, "of") and not t.tag(end).startswith("NN")
    if t.reads(i, "recently"):
        return t.at(i - 1) != "as"
    if t.reads(i, "at", "the", "time"):
        return not t.at(end)[:1].isalnum() or t.reads(end, "that")
    return True


def repeated(t: Tokens, i: int) -> tuple[str, int] | None:
    """A repeated time ("every Tuesday", "twice a week", "daily"): its TIMEX3 value and the index behind it."""
    word = t.at(i)
    if word in ("every", "each", "any"):
        return each(t, i + 1, word)
    if word in ("once", "twice") or t.reads(i + 1, "times"):
        at = i + (1 if word in ("once", "twice") else 2)
        unit = unit_at(t, at + 1, plural=False)
        if t.at(at) in ("a", "an", "per", "each", "every") and unit and (at == i + 1 or number(t, i)):
            return Length(1, unit).value, at + 2
    adverb = t.get("adverb", i)
    if adverb:
        return (adverb, i + 1) if is_adverb(t, i) else None
    plural = t.get("weekdays", i) if t.raw(i)[:1].isupper() else None
    if plural:
        return f"XXXX-WXX-{plural}", i + 1
    plural = t.get("weekday", i) if t.raw(i)[:1].isupper() and t.at(i + 1)[-1:] == "s" else None
    part = (t.get("part", i + 1) or words_part(t.at(i + 1))) if plural else None
    return (f"XXXX-WXX-{plural}T{part}", i + 2) if part else None


def words_part(word: str) -> str | None:
    """The part of the day whose plural `word` is."""
    return {"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI"}.get(word)


def each(t: Tokens, i: int, word: str) -> tuple[str, int] | None:
    """What stands behind "every", "each" or "any"."""
    at = i + 1 if t.at(i) in ("other", "single") else i
    named = each_name(t, at)
    if named or word == "any":
        return None if word == "any" and not t.get("weekday", at) else named
    count = counted(t, at)
    if count and not ordinal(t, at):
        return count[0].value, count[1]
    unit = unit_at(t, at, plural=False)
    if not unit or (word == "each" and t.reads(at + 1, "of")):
        return None
    return Length(2 if t.at(i) == "other" else 1, unit).value, at + 1


def each_name(t: Tokens, i: int) -> tuple[str, int] | None:
    """ "Tuesday", "Monday night", "March", "autumn" or "morning" behind "every"."""
    weekday, part = t.get("weekday", i), t.get("part", i)
    if weekday:
        part = t.get("part", i + 1)
        return f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""), i + 2 if part else i + 1
    if t.get("month", i) and t.raw(i)[:1].isupper():
        return f"XXXX-{int(t.get('month', i) or 0):02}", i + 1
    if t.get("season", i):
        return f"XXXX-{t.get('season', i)}", i + 1
    return (f"XXXX-XX-XXT{part}", i + 1) if part else None


def is_adverb(t: Tokens, i: int) -> bool:
    """Whether "daily" says how often ("fell daily") and is no adjective or name ("the daily count")."""
    if t.raw(i)[:1].isupper() and i and t.raw(i - 1)[:1].isalnum():
        return False
    if t.tag(i):
        return t.tag(i) == "RB"
    behind = t.at(i + 1)
    return not behind[:1].isalnum() or behind in ("from", "at", "in", "on", "to", "for", "and", "by", "through", "out")
