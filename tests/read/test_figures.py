"""Figures: what is found, its value, bound, unit and what it counts; and what is no figure."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.read.amounts import read_amount
from onrecord.read.document import outline
from onrecord.read.figures import behind_articles, find_figures, openers, opens, tokens_of
from onrecord.read.units import Currencies
from onrecord.records import Figure, Report, Statement, Time
from tests.read.test_numbers import spelled


def figures(text: str) -> list[Figure]:
    return find_figures(outline(Report(text=text)))


def only(text: str) -> tuple[str, Figure]:
    found = figures(text)
    assert len(found) == 1, [text[slice(*f.span)] for f in found]
    return text[slice(*found[0].span)], found[0]


COUNTS = [
    ("Police held 14 protesters.", "14 protesters", 14, "exact", "people"),
    ("More than 1,200 people marched.", "More than 1,200 people", 1200, "more_than", "people"),
    ("It closed at least nine schools.", "at least nine schools", 9, "at_least", "schools"),
    ("It closed no fewer than 30 shops.", "no fewer than 30 shops", 30, "at_least", "shops"),
    ("Up to 400 homes lost power.", "Up to 400 homes", 400, "at_most", "homes"),
    ("As many as 60 sheep drowned.", "As many as 60 sheep", 60, "at_most", "sheep"),
    ("No more than five tents stood.", "No more than five tents", 5, "at_most", "tents"),
    ("Nearly 800 fans stayed.", "Nearly 800 fans", 800, "less_than", "people"),
    ("Just under 300 boats sailed.", "Just under 300 boats", 300, "less_than", "boats"),
    ("Fewer than 40 voters came.", "Fewer than 40 voters", 40, "less_than", "people"),
    ("Some 70 villagers fled.", "Some 70 villagers", 70, "about", "people"),
    ("Roughly two dozen trucks waited.", "Roughly two dozen trucks", 24, "about", "trucks"),
    ("An estimated 5,000 pilgrims came.", "An estimated 5,000 pilgrims", 5000, "about", "people"),
    ("Upwards of 90 nurses walked out.", "Upwards of 90 nurses", 90, "more_than", "people"),
    ("Ninety or more tents stood there.", "Ninety or more tents", 90, "at_least", "tents"),
    ("Twenty or so goats were lost.", "Twenty or so goats", 20, "about", "goats"),
    ("It sent half a dozen divers.", "half a dozen divers", 6, "about", "divers"),
    ("A couple of inspectors came.", "A couple of inspectors", 2, "exact", "people"),
    ("A pair of tugs pulled.", "A pair of tugs", 2, "exact", "tugs"),
    ("Half a million customers lost power.", "Half a million customers", 500_000, "exact", "people"),
    ("It has 1.2 million subscribers.", "1.2 million subscribers", 1_200_000, "exact", "people"),
    ("Thirty-seven patients arrived.", "Thirty-seven patients", 37, "exact", "people"),
    ("One man drowned.", "One man", 1, "exact", "people"),
    ("It drew 1500 marchers.", "1500 marchers", 1500, "exact", "people"),
    ("The guards shot two neighbouring dogs.", "two neighbouring dogs", 2, "exact", "dogs"),
    ("It sent four armoured vans.", "four armoured vans", 4, "exact", "vans"),
    ("The 31-page memo leaked.", "31-page", 31, "exact", "pages"),
    ("They met three more ministers.", "three more ministers", 3, "exact", "people"),
    ("The vote was repeated six times.", "six times", 6, "exact", "times"),
    ("The ballots were counted twice.", "twice", 2, "exact", "times"),
    ("About 85 drivers and loaders slept there.", "About 85 drivers and loaders", 85, "about", "people"),
]

MEASURES = [
    ("The lorries carried 1,860 tonnes of flour.", "1,860 tonnes", 1860, "t"),
    ("The crack was 11 mm long.", "11 mm", 11, "mm"),
    ("A 310-kilometre cable broke.", "310-kilometre", 310, "km"),
    ("The village lies 62km from the coast.", "62km", 62, "km"),
    ("It holds 6.2 million cubic metres.", "6.2 million cubic metres", 6_200_000, "m3"),
    ("The blaze burned 900 hectares of heath.", "900 hectares", 900, "ha"),
    ("The ship slowed to 11 knots.", "11 knots", 11, "knots"),
    ("It leaked 28,000 litres of acid.", "28,000 litres", 28_000, "litres"),
    ("Turnout was 68.4 per cent.", "68.4 per cent", 68.4, "%"),
    ("Turnout was 68.4%.", "68.4%", 68.4, "%"),
    ("Shares fell 17 percent.", "17 percent", 17, "%"),
    ("The rate rose 0.25 percentage points.", "0.25 percentage points", 0.25, "percentage points"),
    ("The repair cost $310 million.", "$310 million", 310_000_000, "USD"),
    ("The repair cost $268m.", "$268m", 268_000_000, "USD"),
    ("The repair cost £2bn.", "£2bn", 2_000_000_000, "GBP"),
    ("The repair cost C$4.5 million.", "C$4.5 million", 4_500_000, "CAD"),
    ("The repair cost €240,000.", "€240,000", 240_000, "EUR"),
    ("The repair cost 900 million cedis.", "900 million cedis", 900_000_000, "GHS"),
    ("The repair cost 48,000 Ugandan shillings.", "48,000 Ugandan shillings", 48_000, "UGX"),
    ("The repair cost EUR 30 million.", "EUR 30 million", 30_000_000, "EUR"),
    ("The repair cost 30 million EUR.", "30 million EUR", 30_000_000, "EUR"),
    ("The repair cost half a billion dollars.", "half a billion dollars", 500_000_000, "USD"),
    ("The power cut lasted three hours.", "three hours", 3, "hours"),
    ("The ferry drifted for almost two days.", "almost two days", 2, "days"),
    ("She held out for half an hour.", "half an hour", 0.5, "hours"),
    ("It was blocked for more than a week.", "more than a week", 1, "weeks"),
    ("The five-day strike ended.", "five-day", 5, "days"),
    ("The bag weighed 40 pounds.", "40 pounds", 40, "lb"),
    ("Two-thirds of the homes are empty.", "Two-thirds of the homes", 66.7, "%"),
    ("A third of the crew fell ill.", "A third of the crew", 33.3, "%"),
    ("Roughly a quarter expected snow.", "Roughly a quarter", 25, "%"),
    ("Fewer than one in six members agreed.", "Fewer than one in six members", 16.7, "%"),
    ("One of every nine homes burned.", "One of every nine homes", 11.1, "%"),
    ("More than half of the grain rotted.", "More than half of the grain", 50, "%"),
]

MORE = [
    ("A wave 4.5 metres high hit the pier.", "4.5 metres", 4.5, "m"),
    ("The gale blew at 120km/h.", "120km/h", 120, "km/h"),
    ("It rained 40 mm.", "40 mm", 40, "mm"),
    ("The well is 90 feet deep.", "90 feet", 90, "feet"),
    ("They hiked 12 miles.", "12 miles", 12, "miles"),
    ("It drifted 12 nautical miles.", "12 nautical miles", 12, "nautical miles"),
    ("The plot covers 30 acres.", "30 acres", 30, "acres"),
    ("The park covers 14 square kilometres.", "14 square kilometres", 14, "km2"),
    ("The bay is 4 sq km.", "4 sq km", 4, "km2"),
    ("The tank lost 900 gallons.", "900 gallons", 900, "gallons"),
    ("It pumps 2 million barrels.", "2 million barrels", 2_000_000, "barrels"),
    ("The parcel held 3 kg.", "3 kg", 3, "kg"),
    ("The ring weighed 12 grams.", "12 grams", 12, "g"),
    ("It was 38 degrees Celsius.", "38 degrees Celsius", 38, "°C"),
    ("It was 38°C.", "38°C", 38, "°C"),
    ("It was 100°F.", "100°F", 100, "°F"),
    ("The plant makes 300 megawatts.", "300 megawatts", 300, "MW"),
    ("The pressure fell to 960 millibars.", "960 millibars", 960, "hPa"),
    ("Yields rose 25 basis points.", "25 basis points", 25, "basis points"),
    ("The index lost 300 points.", "300 points", 300, "points"),
    ("Prices have doubled twice.", "twice", 2, "times"),
    ("It rose threefold.", "threefold", 3, "times"),
    ("The fine is 40,000 yen.", "40,000 yen", 40_000, "JPY"),
    ("The fine is ¥40,000.", "¥40,000", 40_000, "JPY"),
    ("The fine is 900 Swiss francs.", "900 Swiss francs", 900, "CHF"),
    ("The fine is A$900.", "A$900", 900, "AUD"),
    ("The fine is US$900.", "US$900", 900, "USD"),
    ("The fine is ₹900.", "₹900", 900, "INR"),
    ("The fine is 900 rupees.", "900 rupees", 900, "INR"),
    ("The fine is £1.5m.", "£1.5m", 1_500_000, "GBP"),
    ("The fine is one million dollars.", "one million dollars", 1_000_000, "USD"),
    ("The siege lasted nine months.", "nine months", 9, "months"),
    ("It burned for 40 minutes.", "40 minutes", 40, "minutes"),
    ("She was held for 36 hours.", "36 hours", 36, "hours"),
]

RANGES = [
    ("Between 25,000 and 30,000 people came.", 25_000, 30_000, "people"),
    ("The work takes from five to seven days.", 5, 7, "days"),
    ("It needs 5–7 boats.", 5, 7, "boats"),
    ("It took 5-7 days.", 5, 7, "days"),
    ("It spent $10-15 million.", 10_000_000, 15_000_000, "USD"),
    ("The 10-15% rise came late.", 10, 15, "%"),
    ("It is 3-4 km away.", 3, 4, "km"),
    ("Four to six divers were hurt.", 4, 6, "divers"),
    ("The bill came to between €15m and €20m.", 15_000_000, 20_000_000, "EUR"),
    ("The bill is 1.1 billion to 1.3 billion pesos.", 1_100_000_000, 1_300_000_000, "MXN"),
    ("Losses are put at 15 to 20 million euros.", 15_000_000, 20_000_000, "EUR"),
    ("It killed between a quarter and a third of the trees.", 25, 33.3, "%"),
    ("Two or three boats sank.", 2, 3, "boats"),
    ("Several hundred pickets sang.", 200, 900, "people"),
]

NONE = [
    "It happened on 5 May.",
    "It happened on Oct. 13.",
    "It began in 1998.",
    "The bus left at 6 a.m. sharp.",
    "The bus left at 10:30.",
    "Ola Brandt, 35, denied it.",
    "The driver, aged 44, denied it.",
    "A 12-year-old girl found it.",
    "The girl is 12 years old.",
    "He lives at 12 Harbour Street.",
    "See page 3.",
    "Article 50 was invoked.",
    "Flight 815 was late.",
    "Room 9 was empty.",
    "They won 3-1.",
    "It held 46-42 votes.",
    "It is A 747-400 of 1990-1995.",
    "One of them lied.",
    "They blamed one another.",
    "It was the 15th attempt.",
    "It was his third attempt.",
    "She left two days ago.",
    "It ended three hours later.",
    "It must answer within six weeks.",
    "He knew the last ten days mattered.",
    "She is a mother of three.",
    "It runs 24/7.",
    "Call +49 555 now.",
    "The A320 landed.",
    "No. 5 was drawn.",
    "A third ship sank.",
    "They met one-on-one.",
    "She spoke for the Big Four.",
    "They met on Day 2.",
    "She joined the 1998 marchers.",
    "It was the year of the 1998 floods.",
]


@pytest.mark.parametrize(("text", "span", "value", "bound", "unit"), COUNTS)
def test_counts(text: str, span: str, value: float, bound: str, unit: str) -> None:
    found, figure = only(text)
    assert (found, figure.value, figure.bound, figure.unit) == (span, value, bound, unit)


@pytest.mark.parametrize(("text", "span", "value", "unit"), [*MEASURES, *MORE])
def test_measures(text: str, span: str, value: float, unit: str) -> None:
    found, figure = only(text)
    assert (found, figure.unit) == (span, unit)
    assert figure.value == pytest.approx(value, rel=0.005)


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_ranges(text: str, low: float, high: float, unit: str) -> None:
    _, figure = only(text)
    assert (figure.value, figure.bound, figure.unit) == (None, "range", unit)
    assert (figure.low, figure.high) == (pytest.approx(low, rel=0.005), pytest.approx(high, rel=0.005))


NONE_OF_AGE = ["Among the dead was a man of 71.", "They let in a girl of nine.", "It fell on an elderly baker of 86."]


@pytest.mark.parametrize("text", [*NONE, *NONE_OF_AGE])
def test_no_figure(text: str) -> None:
    assert [text[slice(*figure.span)] for figure in figures(text)] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The duty fell from 14 percent to 4 percent.", [14, 4]),
        ("She leads by 46 to 42 percent.", [46, 42]),
        ("It won 17 of the 33 seats.", [17, 33]),
        ("The toll is nine dead, not six.", [9, 6]),
        ("It lost 340 million cedis ($27 million).", [340_000_000, 27_000_000]),
        ("The firm put the stations at 52 rather than 46.", [52, 46]),
    ],
)
def test_several_figures(text: str, values: list[float]) -> None:
    assert [figure.value for figure in figures(text)] == values


@pytest.mark.parametrize(
    ("text", "least", "unit"),
    [
        ("Dozens of fish died.", 24, "fish"),
        ("Hundreds of savers queued.", 200, "people"),
        ("Tens of thousands of birds left.", 20_000, "birds"),
        ("It spent millions of dollars.", 2_000_000, "USD"),
    ],
)
def test_vague_counts_have_a_least_number(text: str, least: int, unit: str) -> None:
    _, figure = only(text)
    assert (figure.value, figure.low, figure.high, figure.bound, figure.unit) == (None, least, None, "at_least", unit)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("It carried 40 tonnes of caustic soda.", "caustic soda"),
        ("It sent four armoured vans.", "armoured vans"),
        ("The board put the cost of the repair at €3 million.", "cost of the repair"),
        ("Turnout was 61 per cent.", "Turnout"),
        ("A quota of 900 tonnes was set.", "quota"),
        ("It won 17 of the 33 seats.", "seats"),
        ("The duty fell from 14 percent to 4 percent.", "duty"),
        ("The reef lies two kilometres off Varnes.", "distance off Varnes"),
        ("The crack was 11 mm long.", "length of crack"),
        ("The company lost $40 million.", "loss"),
        ("Half of the money is gone.", "money"),
    ],
)
def test_what_is_counted(text: str, of: str) -> None:
    assert figures(text)[0].of == of


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("It cancels 62 flights a day.", "day"),
        ("Fishers lose 600,000 reais daily.", "day"),
        ("It ships 900 tons of beans a year.", "year"),
        ("Withdrawals are capped at 500 pula per customer per day.", "day"),
        ("The flow is 70 cubic metres per second.", "second"),
        ("It pays $40 for each truck.", "truck"),
        ("It has 12 trucks.", None),
    ],
)
def test_rates(text: str, per: str | None) -> None:
    assert figures(text)[0].per == per


def test_a_concentration_is_a_unit() -> None:
    text, figure = only("It measured 0.9 milligrams a litre.")
    assert (text, figure.unit, figure.per) == ("0.9 milligrams a litre", "mg/l", None)


def test_an_ambiguous_currency_is_that_of_the_country_named() -> None:
    text = "The council of Nairobi in Kenya met. In Tanzania and Tanzania alone it lost 40 shillings."
    assert figures(text)[-1].unit == "TZS"


def test_the_country_of_a_place_tells_the_currency() -> None:
    document = outline(Report(text="The bridge at Fagernes cost 18 million kroner."))
    assert [row.unit for row in find_figures(document, countries=["Norway"])] == ["NOK"]
    assert [row.unit for row in find_figures(document)] == ["DKK"]


def test_no_figure_in_a_date() -> None:
    text = "It met on the 40 boats."
    start = text.index("40")
    date = Time(report="r", span=(start, start + 8), type="DATE", value="2031")
    document = outline(Report(text=text))
    assert find_figures(document, [date]) == []
    lasting = Time(report="r", span=(start, start + 8), type="DURATION", value="P1D")
    assert len(find_figures(document, [lasting])) == 1


def test_as_of_a_date() -> None:
    text = "As of Friday 40 boats were missing."
    day = Time(report="r", span=(6, 12), type="DATE", value="2031-05-02")
    assert [figure.as_of for figure in find_figures(outline(Report(text=text)), [day])] == ["2031-05-02"]


def test_the_innermost_statement_holds_the_figure() -> None:
    text = "Moa said that Lin said 40 boats sank and fled. Nine boats returned."
    outer = Statement(report="r", content=((14, 45),))
    inner = Statement(report="r", content=((23, 36),))
    found = find_figures(outline(Report(text=text)), (), [outer, inner])
    assert [figure.statement for figure in found] == [inner.id, None]


@given(st.integers(2, 10**9), st.sampled_from(["boats", "people", "tonnes of salt", "euros"]))
def test_a_rendered_number_comes_back(number: int, noun: str) -> None:
    found = figures(f"The port counted {number:,} {noun} there.")
    assert [figure.value for figure in found] == [number]


STYLES = st.sampled_from(["plain", "commas", "words", "thousand", "million"])
BOUNDED = [
    ("{} tents", "exact"), ("more than {} tents", "more_than"), ("at least {} tents", "at_least"),
    ("nearly {} tents", "less_than"), ("up to {} tents", "at_most"), ("about {} tents", "about"),
    ("{} or more tents", "at_least"), ("no fewer than {} tents", "at_least"), ("some {} tents", "about"),
]  # fmt: skip
MEASURED = [
    ("{} km", "km"), ("{} kilometres", "km"), ("{}-kilometre", "km"), ("{} tonnes", "t"), ("{} hectares", "ha"),
    ("{} percent", "%"), ("{}%", "%"), ("${}", "USD"), ("€{}", "EUR"), ("{} dollars", "USD"), ("EUR {}", "EUR"),
    ("{} pounds of rice", "lb"), ("{} people", "people"), ("{} workers", "people"), ("{} °C", "°C"),
]  # fmt: skip


def rendered(number: int, style: str) -> tuple[str, int]:
    """A number as reports write it, and its value."""
    if style == "words":
        return spelled(number), number
    if style in ("thousand", "million"):
        return f"{number:,} {style}", number * {"thousand": 10**3, "million": 10**6}[style]
    return (f"{number:,}" if style == "commas" else str(number)), number


@given(st.integers(2, 999_999), STYLES, st.sampled_from(BOUNDED))
def test_a_rendered_count_comes_back_with_its_bound(number: int, style: str, form: tuple[str, str]) -> None:
    assume(style != "plain" or not 1500 <= number < 2200)  # four bare digits before a thing may be a year
    written, value = rendered(number, style)
    found = figures(f"The valley holds {form[0].format(written)} now.")
    assert [(row.value, row.bound, row.unit) for row in found] == [(value, form[1], "tents")]


@given(st.integers(2, 999), st.sampled_from(["plain", "commas"]), st.sampled_from(MEASURED))
def test_a_rendered_measure_comes_back_with_its_unit(number: int, style: str, form: tuple[str, str]) -> None:
    written, value = rendered(number, style)
    found = figures(f"The plan names {form[0].format(written)} in all.")
    assert [(row.value, row.unit) for row in found] == [(value, form[1])]


@given(
    st.integers(2, 400_000),
    st.integers(1, 400_000),
    st.sampled_from(["between {} and {} boats", "from {} to {} boats", "{}-{} boats", "{} to {} boats"]),
)
def test_a_rendered_range_comes_back(low: int, more: int, form: str) -> None:
    found = figures(f"The port counted {form.format(f'{low:,}', f'{low + more:,}')} there.")
    assert [(row.value, row.low, row.high, row.bound) for row in found] == [(None, low, low + more, "range")]


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_rendered_change_comes_back_as_two(first: int, second: int) -> None:
    found = figures(f"The share rose from {first} percent to {second} percent.")
    assert [(row.value, row.unit, row.of) for row in found] == [(first, "%", "share"), (second, "%", "share")]


@given(
    st.lists(
        st.sampled_from(
            [
                "1",
                "2,000",
                "$",
                "%",
                "-",
                "of",
                "to",
                "between",
                "and",
                "a",
                "half",
                "two",
                "million",
                "more",
                "than",
                ",",
                ".",
                "'",
                "s",
                "m",
                "people",
            ]
        )
    )
)
def test_any_jumble_is_read_and_grounded(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words)):
        for figure in figures(text):
            assert 0 <= figure.span[0] < figure.span[1] <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "7" * 1_000_000,
        "1," * 100_000,
        "123," * 15_000,
        "1-" * 15_000,
        "million " * 15_000,
        "two hundred and " * 8_000,
        "between 1 and " * 8_000,
        "$" * 15_000,
        "more than " * 10_000,
        "1 of the " * 8_000,
        "half a " * 12_000,
        "the " * 12_000 + "5%",
        "had 5% " * 8_000,
        "number of " * 8_000 + "5%",
        "price of 5% that was " * 4_000,
        "crack , 5% , " * 6_000,
        "on Friday 3 boats were " * 4_000,
        "killed 3 of the crew of the " * 3_000,
        "down from the 3 " * 6_000,
        "from 3 to " * 10_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    began = time.process_time()
    for figure in figures(text):
        assert figure.span[1] <= len(text)
    assert time.process_time() - began < 10


VOCABULARY = [
    *sorted(openers() | behind_articles()), "US$", "$", "€5", "R$", "40", "3.5", "½", "and", "of", "in", "out", "every",
    "to", "or", "than", "took", "goats",
]  # fmt: skip


@given(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=7), st.sampled_from(["", " ", "-"]))
def test_no_amount_begins_where_the_screen_sees_none(words: list[str], glue: str) -> None:
    document = outline(Report(text=" ".join(words[:2]) + glue + " ".join(words[2:])))
    tokens = tokens_of(document)
    currencies = Currencies(tokens)
    for i in range(len(tokens)):
        assert opens(tokens, i) or read_amount(tokens, i, currencies) is None, (document.text, i)


def test_words_that_open_amounts_and_lead_to_none_take_linear_time() -> None:
    begin = time.process_time()
    assert figures("from between " * 5000 + "the a some " * 5000) == []
    assert time.process_time() - begin < 5
