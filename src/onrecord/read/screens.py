"""Numbers that are no figures: dates, clock times, ages, addresses, labels, scores, telephone numbers, models."""

from functools import cache

from onrecord.read.amounts import Amount
from onrecord.read.counted import person
from onrecord.read.data import table, word_list
from onrecord.read.number_tokens import GLUE, Tokens
from onrecord.read.word_sets import word_set

MONTHS = word_set("months")
CLOCK_BEHIND = word_set("clock_behind")
DAY_BEHIND = word_set("day_behind")
LASTING = word_set("lasting")
SERIAL = 10**9
"""Bare digits from here on are a serial number, not a count."""
PARENTS = word_set("parents")
AGES = frozenset({"age", "aged", "ages"})
CALLED = word_set("called")
IDIOMS = frozenset({("one", "another"), ("one", "of"), ("one", "by"), ("one", "on"), ("one", "or"), ("one", "and")})
NOT_ONE = word_set("not_one")
COMPOUNDS = word_set("compounds")


@cache
def periods(side: str) -> frozenset[str]:
    """Words on one side of a duration that make it no measure."""
    return frozenset(row[0] for row in table("figure_periods") if row[1] == side)


def misread(tokens: Tokens, amount: Amount) -> bool:
    """Whether the amount is a date, a clock time, an age, a label or part of a longer token, whatever follows it."""
    i, last = amount.number.first, amount.number.last
    bare = amount.unit is None
    if not amount.number.digits and not amount.ranged and spelled_name(tokens, amount):
        return True
    if aged(tokens, amount) or (bare and (clock(tokens, amount) or dated(tokens, amount))):
        return True
    if bare and continues(tokens, last):
        return True
    return bare and not amount.compared and (year(tokens, amount) or labelled(tokens, i) or address(tokens, last))


def continues(tokens: Tokens, last: int) -> bool:
    """Whether letters or digits are glued on behind the number: "24/7", "1.2.3", "12.html", "06:15"."""
    mark = tokens.word(last)
    if not (mark and tokens.glued(last) and tokens.glued(last + 1)):
        return False
    after = tokens.form(last + 1)[:1]
    return (mark in "/:_@" and after.isalnum()) or (mark == "." and (after.islower() or after.isdigit()))


def spelled_name(tokens: Tokens, amount: Amount) -> bool:
    """Whether a spelled number is part of a name ("the Big Four") or an idiom ("one another")."""
    i = amount.number.first
    form = tokens.form(i)
    if (tokens.word(i), tokens.word(i + 1)) in IDIOMS and amount.number.last == i + 1:
        return True
    if i > 1 and tokens.hyphen(i - 1):
        return True
    inside = i > 0 and tokens.form(i - 1)[:1].isalpha()
    return inside and form[:1].isupper() and form.isalpha() and amount.first == i


def year(tokens: Tokens, amount: Amount) -> bool:
    """Whether four bare digits are a year: not so "1500 marchers", but "the 2014 voters"."""
    number = amount.number
    if person(tokens.word(amount.last)) and tokens.word(amount.first - 1) not in ("the", "in", "of"):
        return False
    return number.plain and number.value is not None and 1500 <= number.value <= 2199


def dated(tokens: Tokens, amount: Amount) -> bool:
    """Whether the number is a day of a month: "5 May", "Oct. 13", "May 5-7"."""
    if not amount.number.plain or amount.number.value is None or amount.number.value > 31:
        return False
    i = amount.number.first
    before = tokens.word(i - 1) if tokens.word(i - 1) != "." else tokens.word(i - 2)
    after = tokens.word(amount.last + (tokens.word(amount.last) == "of"))
    capital = tokens.form(i - 1 - (tokens.word(i - 1) == "."))[:1].isupper()
    return (
        (before in MONTHS and capital)
        or (after in MONTHS and after not in ("may", "march"))
        or (after in ("may", "march") and tokens.form(amount.last)[:1].isupper())
    )


def clock(tokens: Tokens, amount: Amount) -> bool:
    """Whether the number is a time of day: "6 a.m.", "at four on Thursday", "10:30"."""
    at, value = amount.last, amount.number.value
    word = tokens.word(at)
    if word in ("a", "p") and tokens.word(at + 1) == "." and tokens.word(at + 2) == "m":
        return True
    if word in CLOCK_BEHIND or (word == "o" and tokens.word(at + 2) == "clock"):
        return True
    small = value is not None and 0 < value <= 24
    if amount.number.digits and isinstance(value, float) and tokens.word(amount.first - 1) in ("at", "by", "until"):
        return small and tokens.spans[amount.number.last - 1][1] - tokens.spans[amount.number.last - 1][0] == 2
    return (
        small and tokens.word(amount.first - 1) == "at" and (word in DAY_BEHIND or word == ".") and not amount.compared
    )


def aged(tokens: Tokens, amount: Amount) -> bool:
    """Whether the number is an age: "Kaur, 35,", "aged 35", "35-year-old", "35 years old", "people under 30"."""
    first, at = amount.first, amount.last
    if amount.unit:
        return amount.unit.kind == "time" and old_behind(tokens, at)
    before, earlier = tokens.word(first - 1), tokens.word(first - 2)
    if amount.compared:
        return person(before) and tokens.word(first) in ("under", "over", "above", "below") and many_years(amount)
    both = before in ("and", "to", "or", "-", "–") and any(tokens.word(first - k) in AGES for k in (3, 4))
    if before == "of" and (earlier in AGES or one_person(tokens, first - 2)):
        return True
    return both or before in AGES or age_apposed(tokens, amount)


def one_person(tokens: Tokens, i: int) -> bool:
    """Whether word `i` is a noun for one person with its article: "a woman" of "a woman of 86"."""
    word = tokens.word(i)
    known = person(word) or word in word_list("speaker_nouns_role")
    return known and any(tokens.word(i - k) in ("a", "an", "the", "another") for k in (1, 2, 3))


def old_behind(tokens: Tokens, i: int) -> bool:
    """Whether "old" or "of age" follows: "35 years old", "35-year-old", "35 years of age"."""
    word, after = tokens.word(i), tokens.word(i + 1)
    if tokens.hyphen(i):
        return after in ("old", "olds")
    return (word == "old" and after != "and") or (word == "of" and after == "age")


def age_apposed(tokens: Tokens, amount: Amount) -> bool:
    """Whether a bare number between commas is an age: "Kaur, 35, said", "a foreman, 52,", "she was 34."."""
    i, behind = amount.number.first, tokens.word(amount.last)
    young = amount.number.plain and amount.number.value is not None and amount.number.value < 120
    if not young or behind not in (",", ")", ".", ";"):
        return False
    if tokens.word(i - 1) in ("is", "was", "am", "turned"):
        return tokens.word(i - 2) in ("who", "he", "she", "i")
    named = tokens.form(i - 2)[:1].isupper() or behind == ","
    return tokens.word(i - 1) in (",", "(") and named and not tokens.form(i - 2).isdigit()


def many_years(amount: Amount) -> bool:
    """Whether the amount could be an age."""
    return amount.number.digits and amount.number.value is not None and amount.number.value <= 100


def labelled(tokens: Tokens, i: int) -> bool:
    """Whether the number at word `i` numbers something: "Article 50", "No. 5", "Flight 123", "#3", "+49"."""
    before = tokens.word(i - 1)
    if before == "." and tokens.word(i - 2) in ("no", "nos", "art", "sec", "vol", "fig", "p", "pp"):
        return True
    if before in ("#", "№", "§", "+", "@", "&") or (before in "’'" and before and tokens.glued(i)):
        return True
    return before in word_list("figure_labels") and tokens.word(i - 2) not in ("per",)


def named(tokens: Tokens, amount: Amount) -> bool:
    """Whether a bare number behind a capitalised word belongs to a name: "Apollo 11", "Twin 2"."""
    i = amount.first
    return amount.number.plain and i > 1 and tokens.form(i - 1)[:1].isupper() and tokens.form(i - 1)[-1:].isalpha()


def address(tokens: Tokens, last: int) -> bool:
    """Whether a capitalised street name follows: "12 Harbour Street"."""
    roads = word_list("figure_roads")
    for k in range(last, min(last + 4, len(tokens))):
        if not tokens.form(k)[:1].isupper() and not tokens.form(k)[:1].isdigit():
            return False
        if k > last and tokens.word(k) in roads:
            return True
    return False


def no_measure(tokens: Tokens, amount: Amount) -> bool:
    """Whether a duration is a date, an offset or a deadline: "two days ago", "within a week", "the last ten days"."""
    before, behind = tokens.word(amount.first - 1), tokens.word(amount.last)
    if behind in ("’", "'"):
        behind = tokens.word(amount.last + 2)
        if behind == "time" or tokens.word(amount.number.first) in ("a", "an"):
            return True
    if amount.unit and amount.unit.adjective:
        return False
    if behind in periods("behind") and not (
        behind in ("after", "before", "since", "from") and before in ("for", "lasted")
    ):
        return True
    if before == "last" and tokens.word(amount.first - 2) not in ("the", "in", "over", "during", "for", "these"):
        return False
    if tokens.word(amount.first) == "over" and amount.compared and before not in LASTING:
        return True
    if before == "the" or (before in word_list("figure_persons")):
        before = tokens.word(amount.first - 2) if before == "the" else before
    return before in periods("before") and not (before in ("in", "within", "inside") and behind in ("of", "each"))


def bare_screen(tokens: Tokens, amount: Amount) -> bool:
    """Whether a number with neither unit nor noun behind it is no figure."""
    number = amount.number
    if amount.score or number.value == 1 or (number.value == 0 and not number.digits):
        return True
    if amount.compared or amount.ranged or number.share or number.value is None:
        return False
    serial = number.plain and number.value >= SERIAL
    return serial or number.value == 0.5 or in_idiom(tokens, amount) or in_name(tokens, amount)


def in_idiom(tokens: Tokens, amount: Amount) -> bool:
    """Whether a bare number counts nothing here: "mother of three", "4 to 1", "the two", "in two."."""
    i = amount.first
    before, after = tokens.word(i - 1), tokens.word(amount.last)
    if before == "of" and tokens.word(i - 2) in PARENTS:
        return True
    if after in ("to", "-") and tokens.word(amount.last + 1) in ("1", "one"):
        return True
    halved = before == "in" and after in (".", ",", "”")
    return amount.number.value == 2 and (halved or before in ("the", "these", "those"))


def in_name(tokens: Tokens, amount: Amount) -> bool:
    """Whether a bare number belongs to a name, a list or a word with a hyphen."""
    before, after = tokens.word(amount.first - 1), tokens.word(amount.last)
    if before.isdigit() or named(tokens, amount) or (amount.first == 0 and after in (".", ")")):
        return True
    if before in CALLED or before in GLUE or (after in GLUE and tokens.glued(amount.last)):
        return True
    return after in ("’", "'") and tokens.glued(amount.last) and tokens.word(amount.last + 1) == "s"


def not_one(tokens: Tokens, amount: Amount, head: str) -> bool:
    """Whether "one" before a noun is an article rather than a count: "at one table", "one day", "one another"."""
    i = amount.first
    if tokens.word(i) != "one" or amount.compared:
        return False
    return tokens.word(i - 1) in NOT_ONE or head in word_list("figure_not_counted") or not head
