"""From what the words say to TIMEX3 values: points placed in the calendar."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onrecord.read.time_feasts import feast_in
from onrecord.read.time_points import Point

SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}
MINUTES = {"TS": 1 / 60, "TM": 1, "TH": 60}
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "WE": "XXXX-WXX-WE"}


@dataclass(slots=True)
class Clue:
    """What a text has said so far: publication (None where unknown), the day last mentioned, and the quarter.

    `clock` is the last clock time as minutes of its day; `evening` says that the day was last seen in its evening;
    `near` that `day` is of this paragraph and not ahead.
    """

    published: datetime | None
    day: date | None = None
    year: int | None = None
    month: tuple[int, int] | None = None
    quarter: tuple[int, int] | None = None
    clock: int | None = None
    evening: bool = False
    near: bool = False

    @property
    def today(self) -> date | None:
        """The day of publication."""
        return self.published.date() if self.published else None


def place(point: Point, clue: Clue, ahead: bool | None) -> str:
    """The TIMEX3 value of a point; `ahead` says whether a bare weekday or month is coming (None: past)."""
    try:
        return placed(point, clue, ahead)
    except (ValueError, OverflowError):
        return "XXXX-XX-XX"


def placed(point: Point, clue: Clue, ahead: bool | None) -> str:
    """As `place`; raises ValueError or OverflowError for dates outside the calendar."""
    if point.base in ("offset", "anchored") and point.unit in MINUTES:
        return minutes_away(point, clue)
    day = single_day(point, clue, ahead)
    if isinstance(day, date):
        return timed(point, day, clue)
    if day:
        return day if day.endswith("_REF") or day.startswith("P") else day + suffix(point)
    return coarse(point, clue, ahead)


def suffix(point: Point) -> str:
    """The time of day of a value whose date is unknown."""
    if point.clock:
        return f"T{point.clock}{point.zone}"
    return f"T{point.part}" if point.part else ""


def timed(point: Point, day: date, clue: Clue) -> str:
    """The value of a day with its time of day; remembers both."""
    if point.clock:
        hour, minute = map(int, point.clock.split(":"))
        total = hour * 60 + minute + point.minutes
        remember(clue, day, total, total >= 18 * 60)
        if total == 24 * 60:
            return f"{day}T24:00{point.zone}"
        moment = datetime.combine(day, datetime.min.time()) + timedelta(minutes=total)
        return moment.isoformat(timespec="minutes") + point.zone
    remember(clue, day, None, point.part in ("NI", "EV"))
    return day.isoformat() + suffix(point)


def remember(clue: Clue, day: date, clock: int | None, evening: bool) -> None:
    """Note the day last mentioned and its time of day."""
    clue.day, clue.clock, clue.evening = day, clock, evening
    clue.near = clue.today is None or day <= clue.today


def single_day(point: Point, clue: Clue, ahead: bool | None) -> date | str | None:
    """The day of a point that is one day: a date, or a value with X where it is unknown; None for a longer time."""
    if point.base in ("offset", "anchored"):
        return relative_day(point, clue, ahead)
    match point.base:
        case "calendar" if point.day:
            return calendar_day(point, clue, ahead) if point.month else day_of_month(point, clue)
        case "weekday":
            return weekday(point, clue.today, ahead) if clue.today else f"XXXX-WXX-{point.weekday}"
        case "holiday":
            return feast(point, clue)
        case "here":
            return here(point, clue)
    return None


def relative_day(point: Point, clue: Clue, ahead: bool | None) -> date | str | None:
    """A day counted from publication or from the day last mentioned; None where the unit is longer than a day."""
    today = clue.today
    if point.base == "anchored" and point.weekday:
        return anchored_weekday(point, clue)
    if point.weekday and today:
        monday = today + timedelta(weeks=point.amount) - timedelta(days=today.weekday())
        return monday + timedelta(days=point.weekday - 1)
    if point.unit != "D":
        return None
    if "X" in point.name:
        return point.name if point.base == "anchored" else vaguely(point)
    origin = clue.day or today if point.base == "anchored" else today
    back = 1 if point.name == "overnight" and not ahead else 0
    return origin + timedelta(days=point.amount - back) if origin else UNKNOWN["D"]


def vaguely(point: Point) -> str:
    """ "days ago", "months from now"."""
    return "FUTURE_REF" if point.shift == 1 else "PAST_REF"


def here(point: Point, clue: Clue) -> date | str:
    """The day of a time of day without a date: the day last mentioned near it, after an evening the next day."""
    origin = clue.day if clue.near else clue.today
    if origin is None:
        return UNKNOWN["D"]
    early = point.part == "MO" or (point.clock and point.clock < "12:00")
    return origin + timedelta(days=1) if early and clue.evening and clue.near else origin


def calendar_day(point: Point, clue: Clue, ahead: bool | None) -> date | str:
    """A day of a month: in its year, or in the year that brings it nearest to publication."""
    month, day = point.month or 1, point.day or 1
    if point.year is not None:
        clue.year, clue.month = point.year, (point.year, month)
        return date(point.year, month, day)
    if clue.today is None:
        return f"XXXX-{month:02}-{day:02}"
    if point.unit == "Y":
        return date(clue.today.year + point.amount, month, day)
    return nearest(clue.today, month, day, ahead)


def day_of_month(point: Point, clue: Clue) -> date | str:
    """ "the 5th of next month": a day of a month counted from that of publication."""
    if clue.today is None:
        return f"XXXX-XX-{point.day:02}"
    months = clue.today.year * 12 + clue.today.month - 1 + point.amount
    return date(months // 12, months % 12 + 1, point.day or 1)


def nearest(today: date, month: int, day: int, ahead: bool | None) -> date:
    """The day of that month nearest to `today`; beyond four months off the verbs decide between past and coming."""
    years = [y for y in (today.year - 1, today.year, today.year + 1) if day <= monthrange(y, month)[1]]
    years = years or [y for y in range(today.year - 4, today.year + 5) if day <= monthrange(y, month)[1]]
    if not years:
        raise ValueError(f"month {month} has no day {day}")
    days = [date(y, month, day) for y in years]
    best = min(days, key=lambda d: abs(d - today))
    if ahead is not None and abs(best - today) > timedelta(days=120) and (best > today) != ahead:
        return min((d for d in days if (d > today) == ahead), key=lambda d: abs(d - today), default=best)
    return best


def weekday(point: Point, today: date, ahead: bool | None) -> date:
    """The weekday nearest to publication, publication day included; "last" and "next" leave that day out."""
    target = (point.weekday or 1) - 1
    back = (today.weekday() - target) % 7
    match point.shift:
        case 0:
            return today + timedelta(days=target - today.weekday())
        case -1:
            return today - timedelta(days=back or 7)
        case 1:
            return today + timedelta(days=7 - back)
    return today + timedelta(days=(7 - back) % 7) if ahead else today - timedelta(days=back)


def anchored_weekday(point: Point, clue: Clue) -> date | str:
    """ "the following Monday", "the previous Friday": from the day last mentioned."""
    origin = clue.day or clue.today
    if point.shift == -1 and clue.day and clue.today and clue.day.isoweekday() != point.weekday:
        origin = clue.today
    return weekday(point, origin, None) if origin else f"XXXX-WXX-{point.weekday}"


def feast(point: Point, clue: Clue) -> date | str:
    """A holiday in its year, or the one nearest to publication."""
    if point.year is not None:
        return feast_in(point.name, point.year)
    if clue.today is None:
        return f"XXXX-{point.name}" if "#" not in point.name and "+" not in point.name else UNKNOWN["D"]
    today = clue.today
    return min((feast_in(point.name, today.year + n) for n in (-1, 0, 1)), key=lambda d: abs(d - today))


def coarse(point: Point, clue: Clue, ahead: bool | None) -> str:
    """The value of a time longer than a day."""
    match point.base:
        case "calendar":
            return month_or_year(point, clue, ahead)
        case "season":
            return season(point, clue, ahead)
        case "quarter":
            return quarter(point, clue, ahead)
        case "offset" | "anchored":
            return moved(point, clue, ahead)
    return rounded(point, clue)


def rounded(point: Point, clue: Clue) -> str:
    """A half of a year, a decade or a century."""
    if point.base == "half":
        year = point.year or (clue.today.year if clue.today else None)
        return f"{year or 'XXXX'}-H{point.number}"
    if point.base == "decade":
        return str((point.year or 1900 + (point.number or 0)) // 10)
    return f"{point.number:02}"


def month_or_year(point: Point, clue: Clue, ahead: bool | None) -> str:
    """A month or a year; a month without its year is the last or the coming one."""
    if point.month is None:
        clue.year = point.year
        return f"{point.year:04}"
    year, today, month = point.year, clue.today, point.month
    if year is None and today is None:
        return f"XXXX-{month:02}"
    if year is None and today:
        if point.unit == "Y":
            year = today.year + point.amount
        elif point.shift == -1:
            year = today.year - (month >= today.month - 1)
        elif point.shift == 0:
            year = today.year
        elif ahead or point.shift == 1:
            year = today.year + (month < today.month or (point.shift == 1 and month == today.month))
        else:
            year = today.year - (month > today.month)
    clue.year, clue.month = year, (year or 0, month)
    return f"{year:04}-{month:02}"


def season(point: Point, clue: Clue, ahead: bool | None) -> str:
    """A season; a winter belongs to the year in which it begins."""
    today, year = clue.today, point.year
    if year is None and today:
        begun = today.month >= SEASON_START[point.name]
        running = begun if point.name == "WI" else begun and today.month < SEASON_START[point.name] + 3
        over = not running and today.month <= 2 and point.name == "WI"
        last = today.year if begun else today.year - 1
        if point.shift == -1:
            year = last - running
        elif point.shift == 0:
            year = today.year - over
        elif point.shift == 1 or ahead:
            year = today.year if not begun or (ahead and running and point.shift is None) else today.year + 1
        else:
            year = last
    return f"{year or 'XXXX'}-{point.name}"


def quarter(point: Point, clue: Clue, ahead: bool | None) -> str:
    """A quarter: the latest begun of that number or the coming one, "the latest" being the last mentioned or ended."""
    today = clue.today
    year, number = point.year, point.number
    ended = today.year * 4 + (today.month - 1) // 3 - 1 if today else 10**6
    if number is None and clue.quarter and clue.quarter[0] * 4 + clue.quarter[1] - 1 <= ended:
        number = clue.quarter[1]
        year = year or clue.quarter[0] + (point.shift or 0)
    elif number is None and today:
        year, number = year or ended // 4 + (point.shift or 0), ended % 4 + 1
    elif year is None and today and number:
        over = number > (today.month - 1) // 3 + 1 and not ahead
        year = today.year - over if point.shift is None else today.year + point.shift
    if year is None or number is None:
        return f"{year or 'XXXX'}-Q{number or 'X'}"
    if point.shift != -1 and point.year is None:
        clue.quarter = (year, number)
    return f"{year}-Q{number}"


def moved(point: Point, clue: Clue, ahead: bool | None) -> str:
    """A time so many weeks, months or years from publication or from what was last mentioned."""
    vague = point.name not in ("", "ago")
    if point.base == "offset" and vague:
        return point.name if point.amount else vaguely(point)
    if point.base == "anchored" and vague and (point.unit != "Y" or not point.amount):
        return point.name
    origin = clue.today if point.base == "offset" else clue.day or clue.today
    if origin is None:
        return UNKNOWN.get(point.unit, "XXXX")
    if point.unit in ("W", "2W", "WE"):
        return weeks_away(point, origin, clue, ahead)
    return months_away(point, origin, clue) if point.unit in ("M", "Q") else years_away(point, origin, clue)


def weeks_away(point: Point, origin: date, clue: Clue, ahead: bool | None) -> str:
    """A week or weekend counted from `origin`; "two weeks ago" is a day."""
    weeks = timedelta(weeks=point.amount * (2 if point.unit == "2W" else 1))
    if point.unit == "WE":
        return weekend(point, origin, ahead)
    return timed(point, origin + weeks, clue) if point.name == "ago" else week(origin + weeks)


def week(day: date) -> str:
    """The ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def weekend(point: Point, origin: date, ahead: bool | None) -> str:
    """A weekend: "last" and "next" by the week, "the weekend" the last or the coming one."""
    if point.shift is not None or point.amount:
        return week(origin + timedelta(weeks=point.amount)) + "-WE"
    back = 0 if ahead or origin.weekday() >= 5 or point.base == "anchored" else 1
    return week(origin - timedelta(weeks=back)) + "-WE"


def months_away(point: Point, origin: date, clue: Clue) -> str:
    """A month or quarter counted from `origin`, or from the month last mentioned."""
    start = origin.year * 12 + origin.month - 1
    if point.base == "anchored" and clue.month:
        start = clue.month[0] * 12 + clue.month[1] - 1
    if point.unit == "Q":
        total = start // 3 + point.amount
        return f"{total // 4}-Q{total % 4 + 1}"
    total = start + point.amount
    return f"{total // 12:04}-{total % 12 + 1:02}"


def years_away(point: Point, origin: date, clue: Clue) -> str:
    """A year or decade counted from `origin`; "a year ago" beside a quarter is that quarter one year before."""
    single = point.unit == "Y" and point.amount == -1 and point.name
    if single and clue.quarter:
        return f"{clue.quarter[0] - 1}-Q{clue.quarter[1]}"
    base = origin.year
    if point.base == "anchored" and clue.year and not point.name:
        base = clue.year
    year = base + point.amount * MONTHS[point.unit] // 12
    if point.unit != "Y":
        return str(year // (10 if point.unit == "10Y" else 100))
    return f"{year:04}"


def minutes_away(point: Point, clue: Clue) -> str:
    """Hours or minutes from publication, or from the clock time last mentioned; the duration where neither is known."""
    if point.base == "offset":
        origin = clue.published if clue.published and clue.published.time() != datetime.min.time() else None
    elif clue.day and clue.clock is not None:
        origin = datetime.combine(clue.day, datetime.min.time()) + timedelta(minutes=clue.clock)
    else:
        origin = None
    unknown = point.unit != "TH" or not point.amount or (point.name not in ("", "ago") and "X" in point.name)
    if origin is None or unknown:
        name = point.name if point.name not in ("", "ago") else ""
        return name or f"PT{abs(point.amount)}{point.unit[1]}"
    moment = origin + timedelta(minutes=point.amount * MINUTES[point.unit])
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")
