"""`--plot FILE.svg` or `FILE.png`: what a command shows, drawn to a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.output import note
from onrecord.errors import Error, UsageError

if TYPE_CHECKING:
    from types import ModuleType

    from onrecord.cli.options import Form
    from onrecord.show.charts import Chart

ENDINGS = (".svg", ".png")


def checked_plot(path: Path | None) -> Path | None:
    """The path of a chart. Raises UsageError for any ending but those that can be drawn."""
    if path is not None and path.suffix.lower() not in ENDINGS:
        raise UsageError(f"--plot is {str(path)!r}; a file that ends in .svg or .png is wanted")
    return path


Plot = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Draw it to this file instead, FILE.svg or FILE.png.",
        callback=checked_plot,
        show_default=False,
    ),
]


def check_alone(plot: Path | None, form: "Form", ids: bool = False) -> None:
    """Raise UsageError where a chart and a form of the listing are both asked for."""
    if plot is not None and (form != "table" or ids):
        given = "--ids" if form == "table" else f"--{form}"
        raise UsageError(f"--plot and {given} exclude each other; give one of them")


def draw(path: Path, make: "Callable[[ModuleType], Chart]") -> None:
    """Draw to a file, and say so, what `make` makes of the charts' package.

    Raises UsageError where the extra is absent or there is nothing to draw, Error where the file cannot be written.
    """
    from onrecord.show import charts

    chart = make(charts)
    drawn = charts.png(chart) if path.suffix.lower() == ".png" else charts.svg(chart, "light").encode()
    try:
        path.write_bytes(drawn)
    except OSError as error:
        raise Error(f"the chart could not be written to {path}: {error.strerror or error}") from None
    note(f"drawn to {path}")
