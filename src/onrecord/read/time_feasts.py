"""Days of holidays in a year."""

from datetime import date, timedelta


def feast_in(rule: str, year: int) -> date:
    """The day of a holiday rule (see `time_holidays.tsv`) in a year."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
    month, _, rest = rule.partition("-")
    day, _, nth = rest.partition("#")
    if not nth:
        return date(year, int(month), int(day))
    first = date(year, int(month), 1)
    return first + timedelta(days=(int(day) - first.isoweekday()) % 7 + 7 * (int(nth) - 1))


def easter(year: int) -> date:
    """Western Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
