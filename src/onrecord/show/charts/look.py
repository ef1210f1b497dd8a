"""The look that all charts share: colours in light and dark, typefaces, sizes."""

import json
from collections.abc import Sequence
from typing import Any

import altair as alt

from onrecord.errors import UsageError
from onrecord.show.clean import visible

Chart = alt.Chart | alt.LayerChart
"""What a function of this package gives."""

INK, SOFT, FAINT, RULE, PAPER = "#1f1d1a", "#5d5850", "#79736a", "#d8d3c7", "#fefefe"
STATES, DISPUTES, EXPECTS, PRESSES, LEAVES = "#1d4f7c", "#a11f2c", "#7b4a06", "#6a2d86", "#14615c"
PAST = "#86a2bd"
LAND, HOME, BORDER, SEA = "#efebe1", "#e3dccb", "#b3ab9a", "#fdfdfb"

DARK = {
    INK: "#e4e1da", SOFT: "#aca79c", FAINT: "#8f8a80", RULE: "#3b3c40", PAPER: "#1a1b1e",
    STATES: "#8dbbe8", DISPUTES: "#f4958f", EXPECTS: "#e3b062", PRESSES: "#cfa2ea", LEAVES: "#76cdc3",
    PAST: "#4d6d8c", LAND: "#2a2b2e", HOME: "#36373b", BORDER: "#5f6067", SEA: "#191a1d",
}  # fmt: skip
"""What each colour becomes on a dark page. Charts are made in the light ones, each of which has one meaning."""

FAMILY_COLORS = {"states": STATES, "disputes": DISPUTES, "expects": EXPECTS, "presses": PRESSES, "leaves": LEAVES}
"""The accent of each family of acts."""

SANS = "Arial, Helvetica, 'Liberation Sans', sans-serif"
SERIF = "Georgia, 'Liberation Serif', serif"
WIDTH = 720
"""Width of a chart, in pixels."""

SMALL, TEXT = 11, 12
"""Sizes of type, in pixels."""

LETTER = 0.53
"""Mean width of a letter in `SANS`, in parts of the size of type; an upper guess for what must not touch."""


WIDEST_RATIO = 200
"""From this ratio of the largest to the smallest number on an axis is logarithmic."""

NUMBERS = (
    "abs(datum.value) >= 1e12 ? format(datum.value / 1e12, ',~r') + ' trillion' :"
    "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',~r') + ' billion' :"
    "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',~r') + ' million' : format(datum.value, ',.12~g')"
)
"""How an axis writes numbers: as the rest of this program."""


class NothingToDraw(UsageError):  # noqa: N818 (what it says, as a reader of `except` wants it)
    """There are no rows that the chart could show."""


def finished(chart: alt.LayerChart, title: str, key: Sequence[str], told: str) -> Chart:
    """The chart with its title, the lines that explain it, what it shows in words (`told`), and the shared look.

    They are set on the chart itself: each of altair's own ways to add them copies the whole chart.
    """
    chart.title = alt.Title(visible(title), subtitle=[visible(line) for line in key if line])
    chart.description = visible(told)
    chart.padding = 4
    chart.config = LOOK
    return chart


LOOK = alt.Config(
    font=SANS,
    background="transparent",
    view=alt.ViewConfig(stroke=None),
    title=alt.TitleConfig(
        anchor="start", frame="bounds", font=SERIF, fontSize=17, fontWeight="normal", color=INK, offset=14,
        subtitleFont=SANS, subtitleFontSize=SMALL, subtitleColor=SOFT, subtitleLineHeight=15, subtitlePadding=6,
    ),
    axis=alt.AxisConfig(
        domainColor=RULE, gridColor=RULE, tickColor=RULE, labelColor=SOFT, titleColor=SOFT, labelFontSize=SMALL,
        titleFontSize=SMALL, titleFontWeight="normal",
    ),
    text=alt.MarkConfig(font=SANS, fontSize=TEXT, color=INK),
)  # fmt: skip
"""What all charts share."""


def number_axis(low: float, high: float) -> tuple[alt.Scale, alt.Axis]:
    """Scale and axis of numbers: from nought where that is not far, logarithmic where they are of different orders."""
    if low > 0 and high / low >= WIDEST_RATIO:
        scale = alt.Scale(type="log", domain=[low / 1.5, high * 1.5])
    else:
        margin = (high - low) * 0.08 or abs(high) * 0.1 or 1
        start = 0 if 0 <= low <= high * 0.6 else low - margin
        scale = alt.Scale(domain=[start, high + margin], zero=False, nice=False)
    axis = alt.Axis(title=None, grid=True, domain=False, ticks=False, tickCount=5, labelExpr=NUMBERS, labelPadding=6)
    return scale, axis


def data(rows: Sequence[dict[str, Any]]) -> alt.InlineData:
    """Rows as the data of a chart: as JSON text, which altair does not walk through value by value."""
    written = json.dumps(list(rows), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return alt.InlineData(values=written, format=alt.JsonDataFormat(type="json"))


def wide(text: str, size: float = TEXT) -> float:
    """About how wide a text is, in pixels."""
    return len(text) * size * LETTER


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """The text in so many lines of so many characters at most, the last with an ellipsis where more follows."""
    found = [""]
    for word in visible(text).split(" "):
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= width or not found[-1]:
            found[-1] = longer
        elif len(found) < lines:
            found.append(word)
        else:
            found[-1] = found[-1].rstrip(" ,;:–—-") + "…"
            break
    return [line if len(line) <= width + 1 else line[: width - 1] + "…" for line in found]
