"""Figures written out: "about 140", "more than 1,200 t", "25,000–30,000 people a day"."""

from onrecord.records import Figure

BOUNDS = {
    "about": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "less_than": "less than ",
    "at_most": "at most ",
}

CLOSE = ("%", "°", "°C", "°F")
"""Units that are written without a space."""


SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


def scale(*values: float) -> tuple[float, str]:
    """By what to divide the values so that each reads as at most three decimals of a scale, and the scale's name."""
    for size, name in SCALES:
        if all(abs(value) >= size and (value * 1000 / size).is_integer() for value in map(float, values)):
            return size, name
    return 1, ""


def number(*values: float) -> str:
    """One number, or the two ends of a range: "1,200", "2.5 million", "25–30 million"."""
    size, name = scale(*values)
    shown = (value / size for value in values) if name else values
    return "–".join(f"{int(v) if float(v).is_integer() else v:,}" for v in shown) + name


def amount(figure: Figure, heading: str | None = None) -> str:
    """The figure's value with bound, unit and period; without a unit that the `heading` says, empty without a value."""
    if figure.value is not None:
        value = number(figure.value)
    elif figure.low is not None and figure.high is not None:
        value = number(figure.low, figure.high)
    else:
        only = figure.low if figure.low is not None else figure.high
        if only is None:
            return ""
        value = number(only)
    unit = ""
    if figure.unit is not None and figure.unit != heading:
        unit = figure.unit if figure.unit in CLOSE else f" {figure.unit}"
    per = f" a {figure.per}" if figure.per else ""
    return f"{BOUNDS.get(figure.bound, '')}{value}{unit}{per}"
