"""Every quantity in a report that counts or measures something, with what it counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.read import screens
from onrecord.read.amounts import Amount, comparators, moved, multiples, read_amount, read_comparator
from onrecord.read.contrasts import Found, Known
from onrecord.read.counting import counted, is_number
from onrecord.read.data import word_list
from onrecord.read.document import Document
from onrecord.read.figure_dates import Dating
from onrecord.read.measuring import measured
from onrecord.read.notes import Notes, sentence_notes
from onrecord.read.number_tokens import GLUE, Tokens
from onrecord.read.numbers import FEW, fractions, number_words, times, vague_words
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
    dating = Dating(document.report, times, statements)
    figures: list[Figure] = []
    known = Known()
    clash = Overlap([time.span for time in dated])
    for sentence in document.sentences:
        inside = document.words_in(sentence)
        tokens = whole[inside.start : inside.stop]
        amounts = Amounts(tokens, currencies, sentence_notes(document, sentence), sentence[0])
        for found in figures_in(tokens, amounts, known):
            span = (found.amount.start, found.end)
            if clash.hits(span):
                continue
            statement = owners.of(span)
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
                    as_of=dating.of(tokens, found, statement) if times else None,
                    statement=statement,
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


class Amounts:
    """The amounts of one sentence that begins at the offset `at`, each read once: they depend on its words alone.

    Those in a currency that the rest of the report decides are not noted.
    """

    def __init__(self, tokens: Tokens, currencies: Currencies, notes: Notes, at: int) -> None:
        self.tokens = tokens
        self.currencies = currencies
        self.at = at
        if "amounts" not in notes:
            notes["amounts"] = (candidates(tokens), {})
        self.starts: list[int] = notes["amounts"][0]
        self.noted: dict[int, Amount | None] = notes["amounts"][1]

    def read(self, i: int) -> Amount | None:
        """The amount that begins at word `i`, or None."""
        if i in self.noted:
            before = self.noted[i]
            return moved(before, self.at) if before else None
        self.currencies.leaned = False
        found = read_amount(self.tokens, i, self.currencies)
        if not self.currencies.leaned:
            self.noted[i] = moved(found, -self.at) if found else None
        return found


def figures_in(tokens: Tokens, amounts: Amounts, known: Known) -> Iterator[Found]:
    """The figures of one sentence; `known` are those read before, and takes note of them."""
    after = 0
    for i in amounts.starts:
        amount = amounts.read(i) if i >= after else None
        if amount is None:
            continue
        found = judge(tokens, completed(tokens, amount, amounts.currencies), known)
        after = amount.last
        if found is not None:
            known.add(found)
            after = max(after, found.last)
            yield found


def completed(tokens: Tokens, amount: Amount, currencies: Currencies) -> Amount:
    """Of "rose from 2 to 3 million euros" the first amount with the scale and the unit of the second."""
    bare = amount.unit is None and not amount.ranged and amount.number.value is not None and not amount.number.share
    if not bare or tokens.word(amount.first - 1) != "from" or tokens.word(amount.last) != "to":
        return amount
    other = read_amount(tokens, amount.last + 1, currencies)
    if other is None or other.unit is None or other.ranged:
        return amount
    number = times(amount.number, other.number.factor) if amount.number.factor == 1 else amount.number
    unit = replace(other.unit, last=amount.last, end=amount.end)
    return replace(amount, number=number, value=number.value, unit=unit)


def judge(tokens: Tokens, amount: Amount, known: Known) -> Found | None:
    """The amount as a figure, or None when it counts and measures nothing."""
    if (amount.unit is None and amount.number.suffix) or (amount.score and amount.low is None):
        return None
    if screens.misread(tokens, amount):
        return None
    if amount.unit is None:
        found = counted(tokens, amount, known)
    elif amount.unit.kind == "time":
        found = None if screens.no_measure(tokens, amount) else measured(tokens, amount, amount.unit, known)
    else:
        found = measured(tokens, amount, amount.unit, known)
    return with_after(tokens, found) if found else None


def with_after(tokens: Tokens, found: Found) -> Found:
    """The figure with a comparator behind it: "110,000 tons or more", "twenty minutes, maybe more"."""
    after = read_comparator(tokens, found.last, "after")
    if after is None or found.bound == "range" or is_number(tokens, after[0]):
        return found
    return replace(found, last=after[0], end=tokens.spans[after[0] - 1][1], bound=after[1])


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
