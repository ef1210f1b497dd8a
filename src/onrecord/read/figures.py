"""Every quantity in a report that counts or measures something, with what it counts."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.read import screens
from onrecord.read.amounts import Amount, comparators, multiples, read_amount, read_comparator
from onrecord.read.counting import Found, counted, is_number
from onrecord.read.data import word_list
from onrecord.read.document import Document
from onrecord.read.measuring import measured
from onrecord.read.number_tokens import GLUE, Tokens
from onrecord.read.numbers import FEW, fractions, number_words, vague_words
from onrecord.read.units import Currencies, currency_symbols, units
from onrecord.read.words import WORD
from onrecord.records import Figure, Span, Statement, Time

SAMPLE = 200_000
"""Words of a report in which currencies and countries are counted."""
ARTICLES = frozenset({"a", "an", "the", "some", "many"})


def find_figures(
    document: Document,
    times: Sequence[Time] = (),
    statements: Sequence[Statement] = (),
    countries: Iterable[str] = (),
) -> list[Figure]:
    """All figures of a report, in order of the text; dates, clock times, ages, ordinals and names are none.

    `times` are the report's time expressions: no figure lies in a DATE or TIME. `statements` give each figure the
    innermost statement that holds it. `countries`, the names of the countries that the report's places lie in, tell
    what "kroner" or "pounds" are. Fractions are in per cent, money is in ISO 4217 codes, persons are people.
    """
    report = document.report.id
    whole = tokens_of(document)
    currencies = Currencies(whole[:SAMPLE], countries)
    dated = [time for time in times if time.type in ("DATE", "TIME")]
    owners = Owners(statements)
    figures: list[Figure] = []
    before: Found | None = None
    clash = Overlap([time.span for time in dated])
    for sentence in document.sentences:
        inside = document.words_in(sentence)
        tokens = whole[inside.start : inside.stop]
        as_of = as_of_date(tokens, times)
        for found in figures_in(tokens, currencies, before):
            before = found
            span = (found.amount.start, found.end)
            if clash.hits(span):
                continue
            figures.append(
                Figure(
                    report=report,
                    span=span,
                    value=found.amount.value,
                    low=found.amount.low,
                    high=found.amount.high,
                    bound=found.bound,
                    unit=found.unit,
                    of=found.of,
                    per=found.per,
                    as_of=as_of,
                    statement=owners.of(span),
                )
            )
    return figures


def tokens_of(document: Document) -> Tokens:
    """The document's words as tokens."""
    return Tokens(document.text, document.words, document.lower, document.tags)


@cache
def number_openers() -> frozenset[str]:
    """The words with which a number may begin, apart from digits, currencies and articles."""
    return frozenset({*number_words(), *vague_words(), *multiples(), *FEW, "half"})


@cache
def behind_articles() -> frozenset[str]:
    """The words that make a number or a length of time of an article before them: "a dozen", "the few", "an hour"."""
    periods = {words[0] for words, (_, kind, _) in units().items() if kind == "time"}
    return frozenset(number_openers() | periods | {*fractions(), *GLUE, "couple", "pair", "quarters"})


@cache
def currency_openers() -> frozenset[str]:
    """Words with which a currency before an amount may begin: codes and signs as written, of "US$" its "US"."""
    return word_list("currency_codes") | {WORD.findall(sign)[0] for sign in currency_symbols()}


@cache
def openers() -> frozenset[str]:
    """The lower-cased words with which an amount may begin, apart from digits."""
    currencies = {form.lower() for form in currency_openers()}
    return frozenset(number_openers() | ARTICLES | currencies | {*comparators("before"), "between", "from"})


def opens(tokens: Tokens, i: int) -> bool:
    """Whether an amount may begin at word `i`, by that word and the next ones."""
    lead = tokens.word(i) in ("between", "from")
    return opens_quantity(tokens, i + lead) or read_comparator(tokens, i, "before") is not None


def opens_quantity(tokens: Tokens, i: int) -> bool:
    """Whether an amount may begin at word `i` with its number or currency, by that word and the next."""
    word = tokens.word(i)
    return (
        word[:1].isnumeric()
        or word in number_openers()
        or (word in ARTICLES and tokens.word(i + 1) in behind_articles())
        or tokens.form(i) in currency_openers()
    )


def candidates(tokens: Tokens) -> list[int]:
    """Indices of the words with which an amount may begin."""
    first = openers()
    return [i for i, word in enumerate(tokens.words) if (word in first or word[0].isnumeric()) and opens(tokens, i)]


def figures_in(tokens: Tokens, currencies: Currencies, before: Found | None) -> Iterator[Found]:
    """The figures of one sentence; `before` is the last figure of the sentence before it."""
    after = 0
    for i in candidates(tokens):
        amount = read_amount(tokens, i, currencies) if i >= after else None
        if amount is None:
            continue
        found = judge(tokens, amount, before)
        after = amount.last
        if found is not None:
            before = found
            after = max(after, found.last)
            yield found


def judge(tokens: Tokens, amount: Amount, before: Found | None) -> Found | None:
    """The amount as a figure, or None when it counts and measures nothing."""
    if amount.unit is None and amount.number.suffix:
        return None
    if screens.misread(tokens, amount):
        return None
    if amount.unit is None:
        found = counted(tokens, amount, before)
    elif amount.unit.kind == "time":
        found = None if screens.no_measure(tokens, amount) else measured(tokens, amount, amount.unit, before)
    else:
        found = measured(tokens, amount, amount.unit, before)
    return with_after(tokens, found) if found else None


def with_after(tokens: Tokens, found: Found) -> Found:
    """The figure with a comparator behind it: "110,000 tons or more", "twenty minutes, maybe more"."""
    after = read_comparator(tokens, found.last, "after")
    if after is None or found.bound == "range" or is_number(tokens, after[0]):
        return found
    return replace(found, last=after[0], end=tokens.spans[after[0] - 1][1], bound=after[1])


def as_of_date(tokens: Tokens, times: Sequence[Time]) -> str | None:
    """The date behind an "as of" in the sentence, or None; `times` are in order of their spans, none overlapping."""
    if "as" not in tokens.words:
        return None
    for i in range(len(tokens) - 2):
        if tokens.word(i) == "as" and tokens.word(i + 1) == "of":
            start = tokens.spans[i + 2][0]
            at = bisect_right(times, start, key=lambda time: time.span[0]) - 1
            if at >= 0 and times[at].type == "DATE" and start < times[at].span[1]:
                return times[at].value
    return None


class Overlap:
    """Asks whether spans, given in order, overlap any of a set of spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted(spans)
        self.next = 0

    def hits(self, span: Span) -> bool:
        """Whether `span` overlaps one; calls must come in order of `span`'s start."""
        while self.next < len(self.spans) and self.spans[self.next][1] <= span[0]:
            self.next += 1
        return self.next < len(self.spans) and self.spans[self.next][0] < span[1]


class Owners:
    """Finds the innermost statement around spans that are given in order."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.spans = sorted((start, end, row.id) for row in statements for start, end in row.content)
        self.next = 0
        self.open: list[tuple[int, int, str]] = []

    def of(self, span: Span) -> str | None:
        """Id of the shortest statement content that holds `span`, or None."""
        while self.next < len(self.spans) and self.spans[self.next][0] <= span[0]:
            self.open.append(self.spans[self.next])
            self.next += 1
        self.open = [row for row in self.open if row[1] > span[0]]
        around = [row for row in self.open if row[1] >= span[1]]
        return min(around, key=lambda row: (row[1] - row[0], row))[2] if around else None
