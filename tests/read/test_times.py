"""Time expressions: a table of sentences, what is not a time, context, and rendered dates found again."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.document import outline
from onrecord.read.time_intervals import interval
from onrecord.read.times import find_times
from onrecord.records import Report, Time
from tests.read.build import document

PUBLISHED = "2031-03-05T09:20:00Z"  # a Wednesday


def times(text: str, published: str | None = PUBLISHED) -> list[Time]:
    """The times of a text without any encoder."""
    return find_times(outline(Report(published=published, text=text)))


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    """The words and the value of each time of a text."""
    return [(text[slice(*row.span)], row.value) for row in times(text, published)]


CASES = """
They met on [5 March 2031].|2031-03-05
They met on [March 5].|2031-03-05
They met on [March 5, 2031].|2031-03-05
They met on [the 5th of March].|2031-03-05
They met on [the fifth of March].|2031-03-05
The letter is dated [2031-03-05].|2031-03-05
The letter is dated [05/03/2031].|2031-03-05
The letter is dated [03/25/2031].|2031-03-25
The form was signed on [5.3.2031].|2031-03-05
The hearing opens on [Sept. 18].|2031-09-18
It was sealed on [Friday, February 28].|2031-02-28
It closed in [November 2029].|2029-11
It closed in [the year 2029].|2029
The works opened in [1987] and closed later.|1987
The road was washed away in [mid-March].|2031-03
Rain is forecast for [early to mid-October].|2031-10
Snow fell in [early February].|2031-02
The bridge should reopen by [the end of June].|2031-06
Work began in [the spring of 2030].|2030-SP
Prices rose in [the 1980s].|198
Prices rose in [the nineties].|199
The mill dates from [the 18th century].|17
Sales fell in [the third quarter of 2030].|2030-Q3
The firm posted a [fourth-quarter] loss.|2030-Q4
Sales fell in [fiscal 2029].|2029
Output rose in [the first half of 2030].|2030-H1
He resigned in [June last year].|2030-06
She joined in [August].|2030-08
She will join in [August].|2031-08
The court sits in [April].|2030-04
The court will sit by [April].|2031-04
He was arrested on [Sunday].|2031-03-02
He was arrested on [Wednesday].|2031-03-05
The vote will be held on [Sunday].|2031-03-09
Workers are due to return on [Monday].|2031-03-10
Talks are expected to resume by [Friday].|2031-03-07
The airport is closed until [Saturday].|2031-03-08
The crew had been held until [Saturday].|2031-03-01
She said on [Monday] that the pumps would hold.|2031-03-03
On [Thursday] the council will vote.|2031-03-06
On [Thursday] the council voted.|2031-02-27
The tug sank on [Tuesday night].|2031-03-04TNI
The tug sank on [Wednesday morning].|2031-03-05TMO
The tug sank [before dawn on Wednesday].|2031-03-05TMO
The tug sank [early on Wednesday].|2031-03-05TMO
The tug sank [late on Tuesday].|2031-03-04TNI
The tug sank on [the night of March 3].|2031-03-03TNI
The tug sank in [the small hours of Monday].|2031-03-03TMO
The tug sank at [dawn on Monday].|2031-03-03TMO
The tug sank at [9:45 p.m. on Tuesday].|2031-03-04T21:45
The tug sank at [17:25 on Monday].|2031-03-03T17:25
The tug sank on [Monday at 17:25].|2031-03-03T17:25
The tug sank at [noon on Monday].|2031-03-03T12:00
The tug sank [twenty minutes before midnight on Monday].|2031-03-03T23:40
The tug sank at [1 a.m.] and drifted.|2031-03-05T01:00
The tug sank at [6.15pm].|2031-03-05T18:15
The tug sank at [0900 GMT].|2031-03-05T09:00Z
The tug sank at [9 in the morning].|2031-03-05T09:00
The tug sank at [four o'clock].|2031-03-05T04:00
The tug sank [shortly after 4 a.m.] in fog.|2031-03-05T04:00
The pier closed [today].|2031-03-05
The pier closed [yesterday].|2031-03-04
The pier closes [tomorrow morning].|2031-03-06TMO
The pier closed [the day before yesterday].|2031-03-03
We need an answer by [tonight].|2031-03-05TNI
The pier closed [last night].|2031-03-04TNI
He rowed out [this morning].|2031-03-05TMO
It was seized [last week].|2031-W09
It will be sold [next week].|2031-W11
It was raised [this week].|2031-W10
It was sold [last month].|2031-02
It was sold [last year].|2030
It will be sold [next year].|2032
It was lost [earlier this week].|2031-W10
It was lost over [the weekend].|2031-W09-WE
It was lost [last weekend].|2031-W09-WE
It was lost [last Friday].|2031-02-28
It was lost [last summer].|2030-SU
It was lost on [Tuesday of last week].|2031-02-25
It was lost [three days ago].|2031-03-02
It was lost [two weeks ago].|2031-02-19
It was lost [five months ago].|2030-10
It was lost [two years ago].|2029
It was lost [several years ago].|PAST_REF
He held out for [three days].|P3D
He held out for [almost three hours].|PT3H
It was the worst in [a decade].|P10Y
It had rusted for [years].|PXY
She will know within [days].|PXD
A decision is due in [the next two weeks].|P2W
It rained for [the past fortnight].|P2W
The work takes [four to six days].|P6D
They waited [half an hour].|PT30M
They waited [an hour and a half].|PT1H30M
They waited [four hours and 10 minutes].|PT4H10M
They waited [two and a half years].|P2Y6M
They began a [five-day] march.|P5D
It lasted [more than 48 hours].|PT48H
The boat calls [every Tuesday].|XXXX-WXX-2
The river floods [every spring].|XXXX-SP
The boat calls [twice a week].|P1W
The pumps run [every day].|P1D
The boat calls on [Mondays].|XXXX-WXX-1
She is [now] the mayor.|PRESENT_REF
He [recently] sold the boat.|PAST_REF
You will [soon] hear from us.|FUTURE_REF
It reopens on [New Year's Day].|2031-01-01
They parted at [Christmas].|2030-12-25
They left on [Good Friday].|2031-04-11
They met on [Thursday, 6 March 2031].|2031-03-06
They met on [6th March 2031].|2031-03-06
They met on [Mar. 6, 2031].|2031-03-06
They met on [6 March].|2031-03-06
It was signed on [December 31].|2030-12-31
The harbour was founded in [1642].|1642
The harbour will close in [2033].|2033
The quay was built in [the early 1990s].|199
The quay was built in [the late 19th century].|18
Rents doubled in [the 2020s].|202
He was born in [May 1999].|1999-05
The dam was full in [late 2029].|2029
The dam was full by [mid-2030].|2030
The lock opened in [the autumn of 2029].|2029-FA
The lock will open in [the second quarter].|2031-Q2
The lock opened [last spring].|2030-SP
The lock will open [this summer].|2031-SU
The ferry returns [next Tuesday].|2031-03-11
The ferry returns [this Friday].|2031-03-07
The ferry returned [last Monday].|2031-03-03
The ferry left [last Thursday night].|2031-02-27TNI
The ferry left [early this morning].|2031-03-05TMO
The ferry left [late last night].|2031-03-04TNI
The ferry left [yesterday afternoon].|2031-03-04TAF
The ferry leaves [tomorrow night].|2031-03-06TNI
The ferry leaves [the day after tomorrow].|2031-03-07
The ferry left on [Monday afternoon].|2031-03-03TAF
The ferry left on [Monday evening].|2031-03-03TEV
The ferry left at [midnight on Monday].|2031-03-03T24:00
The ferry left at [half past nine on Monday].|2031-03-03T09:30
The ferry left at [a quarter past nine on Monday].|2031-03-03T09:15
The ferry left at [a quarter to nine on Monday].|2031-03-03T08:45
The ferry left at [10:30 a.m.].|2031-03-05T10:30
The ferry left at [7pm].|2031-03-05T19:00
It was found [six days ago].|2031-02-27
It was found [a week ago].|2031-02-26
It was found [a month ago].|2031-02
It was found [a year ago].|2030
It was found [10 years ago].|2021
It was found [years ago].|PAST_REF
It was shut for [a month].|P1M
It was shut for [two months].|P2M
It was shut for [14 months].|P14M
It was shut for [six and a half hours].|PT6H30M
It was shut for [90 minutes].|PT90M
It was shut for [20 seconds].|PT20S
It was shut for [several weeks].|PXW
It was shut for [a few days].|PXD
It was shut for [decades].|PXDE
It was shut for [a century].|P100Y
It was shut for [two decades].|P20Y
It was shut for [the past three weeks].|P3W
It was shut for [the last five years].|P5Y
It will be shut for [the next four days].|P4D
It is a [three-year] lease.|P3Y
It is a [90-minute] crossing.|PT90M
It was shut for [at least six months].|P6M
It was shut for [up to ten days].|P10D
It was shut for [less than a week].|P1W
The council meets [every month].|P1M
The council meets [every two weeks].|P2W
The council meets [every other day].|P2D
The council meets [once a year].|P1Y
The council meets [each Monday].|XXXX-WXX-1
The council meets [monthly].|P1M
The council meets on [Friday evenings].|XXXX-WXX-5TEV
She is [currently] abroad.|PRESENT_REF
She wrote in [the past].|PAST_REF
It will pay off in [the future].|FUTURE_REF
They met on [Christmas Eve].|2030-12-24
They met on [Christmas Day 2029].|2029-12-25
They met on [Halloween].|2030-10-31
They met on [Boxing Day].|2030-12-26
The sale ends on [the 15th of this month].|2031-03-15
The sale ended [earlier this month].|2031-03
The sale ended [earlier this year].|2031
The sale ends [later this year].|2031
The sale ends at [the end of the year].|2031
The sale ends at [the end of the week].|2031-W10
The sale began at [the start of 2030].|2030
They will meet at [Easter].|2031-04-13
They will meet on [May Day].|2031-05-01
The sale will start on [Monday].|2031-03-10
The sale ended on [the 3rd of last month].|2031-02-03
The sale will close in [2033].|2033
Call by [half past six in the evening].|2031-03-05T18:30
"""

NEGATIVES = """
The 42-year-old rower smiled.
The pumps may fail.
May I come in?
They will march on the palace.
Theresa May resigned from the choir.
The Sun published a picture.
It was the second break in the cable.
A split second decided it.
Some 2,000 people queued.
Exactly 2000 people queued.
The ship carries 1985 tonnes of grain.
They paid $1,990 for it.
The cable runs 2031 metres down.
The fall of the government surprised nobody.
Shares fell 5.30 points.
The score was 3-2.
Call 555-2031 for help.
She is 42 years old.
He earns $300 a day.
About a quarter of them left.
The wage is 12 euros an hour.
Ana April Brun wrote the report.
The Daily Courier printed it.
The count is one of the longest.
Flight BA2031 landed.
The house at 1905 Elm Road burned.
The spring in the valve broke.
The minute hand is bent.
June Halloran denied it.
It cost 4.30 a litre.
It stops as soon as it can.
The share rose from a quarter to nine in ten.
Half past the counter, he stopped.
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_one_time(line: str) -> None:
    marked, value = line.rsplit("|", 1)
    start, end = marked.index("["), marked.index("]") - 1
    found = times(marked.replace("[", "").replace("]", ""))
    assert [(row.span, row.value) for row in found] == [((start, end), value)]


@pytest.mark.parametrize("text", NEGATIVES.strip().splitlines())
def test_no_time(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sank at 9:45 p.m. on Monday. Help came at 1 a.m.", ["2031-03-03T21:45", "2031-03-04T01:00"]),
        ("It sank at 1 a.m. on Monday and help came six hours later.", ["2031-03-03T01:00", "2031-03-03T07:00"]),
        ("It sank on Monday and help came six seconds later.", ["2031-03-03", "PT6S"]),
        ("He sailed on 2 February. The next day he was lost.", ["2031-02-02", "2031-02-03"]),
        ("He sailed on 2 February and that night he was lost.", ["2031-02-02", "2031-02-02TNI"]),
        ("He moved in 2019. The following year he left.", ["2019", "2020"]),
        ("Profit fell in the third quarter. It had risen a year earlier.", ["2030-Q3", "2029-Q3"]),
        ("The pump broke on Monday.\n\nBy noon it ran again.", ["2031-03-03", "2031-03-05T12:00"]),
        ("They met on Monday and will have met twice by Friday.", ["2031-03-03", "2031-03-07"]),
        ("She left on March\n5, and he on Friday.", ["2031-03-05", "2031-02-28"]),
        ("It was lost two hours ago.", ["2031-03-05T07:20"]),
        ("It was lost months ago and found days later.", ["PAST_REF", "PXD"]),
    ],
)
def test_context(text: str, expected: list[str]) -> None:
    assert [value for _, value in values(text)] == expected


def test_without_publication_relative_dates_stay_open() -> None:
    text = "She left on Tuesday; yesterday she wrote; last week, at 10 p.m., in June, on March 5, 2031 and March 6."
    assert [value for _, value in values(text, None)] == [
        "XXXX-WXX-2", "XXXX-XX-XX", "XXXX-WXX", "XXXX-XX-XXT22:00", "XXXX-06", "2031-03-05", "XXXX-03-06",
    ]  # fmt: skip
    assert [row.start for row in times("She left on Tuesday.", None)] == [None]
    assert values("She left on Tuesday.", "some day") == [("Tuesday", "XXXX-WXX-2")]


def test_days_that_do_not_exist() -> None:
    assert [row.start for row in times("On 31 February 2031 nothing happened, nor on 30 February.")] == [None, None]


def test_types() -> None:
    text = "On Tuesday at 9 p.m. they waited three hours, as every Monday in March 2030."
    assert [row.type for row in times(text)] == ["TIME", "DURATION", "SET", "DATE"]


def test_parts_of_speech_decide() -> None:
    noun = {"burnt": "VBN", "expects": "VBZ", "reach": "VB", "by": "IN", "to": "TO"}
    found = find_times(document("The mayor expects the fire to reach the burnt barn by Thursday.", tags=noun))
    assert [row.value for row in found] == ["2031-03-06"]
    found = find_times(document("The crops fell daily.", tags={"daily": "RB", "fell": "VBD"}))
    assert [row.value for row in found] == ["P1D"]
    assert find_times(document("The daily count fell.", tags={"daily": "JJ", "fell": "VBD"})) == []


def test_names_are_no_times() -> None:
    assert find_times(document("{p:April Halloran} of {o:the Sunday Courier} called.")) == []


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2031-03-05", "2031-03-05", "2031-03-06"),
        ("2031-02", "2031-02-01", "2031-03-01"),
        ("2031-12", "2031-12-01", "2032-01-01"),
        ("2031", "2031-01-01", "2032-01-01"),
        ("203", "2030-01-01", "2040-01-01"),
        ("203X", "2030-01-01", "2040-01-01"),
        ("20", "2000-01-01", "2100-01-01"),
        ("2031-W10", "2031-03-03", "2031-03-10"),
        ("2031-W10-WE", "2031-03-08", "2031-03-10"),
        ("2030-Q3", "2030-07-01", "2030-10-01"),
        ("2030-H2", "2030-07-01", "2031-01-01"),
        ("2030-WI", "2030-12-01", "2031-03-01"),
        ("2031-03-05TNI", "2031-03-05T18:00", "2031-03-06T06:00"),
        ("2031-03-05T21:45", "2031-03-05T21:45", "2031-03-05T21:46"),
        ("2031-03-05T24:00", "2031-03-06T00:00", "2031-03-06T00:01"),
        ("2031-03-05T06:12Z", "2031-03-05T06:12Z", "2031-03-05T06:13Z"),
        ("2031-02-31", None, None),
        ("9999", None, None),
        ("P3D", None, None),
        ("PAST_REF", None, None),
        ("XXXX-WXX-2", None, None),
    ],
)
def test_interval(value: str, start: str | None, end: str | None) -> None:
    assert interval(value) == (start, end)


MONTHS = [date(2031, month, 1).strftime("%B") for month in range(1, 13)]
WEEKDAYS = [date(2031, 3, day).strftime("%A") for day in range(3, 10)]
STYLES = (
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"the {d.day}{suffix(d.day)} of {MONTHS[d.month - 1]}, {d.year}",
    lambda d: f"{MONTHS[d.month - 1][:3]}. {d.day}, {d.year}" if d.month != 5 else f"May {d.day}, {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
)


def suffix(day: int) -> str:
    """The ending of an ordinal in figures."""
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@settings(deadline=None)
@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)), st.sampled_from(STYLES))
def test_a_rendered_date_is_read_back(day: date, style: Callable[[date], str]) -> None:
    written = style(day)
    (found,) = times(f"The treaty was signed on {written} by both.", "2031-03-05")
    assert found.value == day.isoformat()
    assert (found.start, found.end) == (day.isoformat(), (day + timedelta(days=1)).isoformat())


@settings(deadline=None)
@given(st.dates(date(2030, 11, 15), date(2031, 6, 20)))
def test_a_date_without_its_year_is_the_nearest(day: date) -> None:
    assert values(f"They met on {MONTHS[day.month - 1]} {day.day}.") == [
        (f"{MONTHS[day.month - 1]} {day.day}", day.isoformat())
    ]


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(WEEKDAYS))
def test_a_bare_weekday_lies_within_a_week(published: date, name: str) -> None:
    (past,) = times(f"They met on {name}.", published.isoformat())
    (coming,) = times(f"They will meet on {name}.", published.isoformat())
    back, forth = published - date.fromisoformat(past.value), date.fromisoformat(coming.value) - published
    assert 0 <= back.days < 7
    assert 0 <= forth.days < 7
    assert (
        date.fromisoformat(past.value).weekday() == date.fromisoformat(coming.value).weekday() == WEEKDAYS.index(name)
    )


UNITS = {"minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "year": "Y"}
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@settings(deadline=None)
@given(st.integers(2, 999), st.sampled_from(sorted(UNITS)), st.sampled_from(["{} {}s", "nearly {} {}s", "{}-{}"]))
def test_a_rendered_length_is_read_back(count: int, unit: str, style: str) -> None:
    words = NUMBERS[count - 2] if count <= 12 else str(count)
    written = style.format(words, unit)
    assert values(f"It took a {written} march.") == [
        (written, f"P{'T' * (UNITS[unit][0] == 'T')}{count}{UNITS[unit].lstrip('T')}")
    ]


CLOCKS = (
    lambda hour, minute: f"{hour:02}:{minute:02}",
    lambda hour, minute: f"{hour % 12 or 12}:{minute:02} {'a.m.' if hour < 12 else 'p.m.'}",
    lambda hour, minute: f"{hour % 12 or 12}.{minute:02}{'am' if hour < 12 else 'pm'}",
)


@settings(deadline=None)
@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(CLOCKS), st.sampled_from(WEEKDAYS))
def test_a_rendered_clock_time_is_read_back(
    hour: int, minute: int, style: Callable[[int, int], str], weekday: str
) -> None:
    (found,) = times(f"They left at {style(hour, minute)} on {weekday} by train.")
    day = date(2031, 3, 5) - timedelta(days=(2 - WEEKDAYS.index(weekday)) % 7)
    assert found.value == f"{day}T{hour:02}:{minute:02}"


PIECES = (
    "the last next first 5 March May 10 : . p m , of and a half to three days year - early on Tuesday night’s 2031 / %"
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=40), st.sampled_from(["", " "]))
def test_any_words_give_grounded_times(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    rows = times(text)
    assert all(0 <= row.span[0] < row.span[1] <= len(text) for row in rows)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(rows))


LONG = ["the ", "first ", "March ", "1,", "12:", "and a half ", "three to ", "early ", "in the ", "May 5, ", "\n", "a"]


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("piece", LONG)
def test_hostile_input_takes_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        prepared = outline(Report(published=PUBLISHED, text=piece * count))
        start = time.process_time()
        find_times(prepared)
        return time.process_time() - start

    seconds(50)
    small, large = min(seconds(200) for _ in range(3)), seconds(2000)
    assert large < 30 * small + 0.1
