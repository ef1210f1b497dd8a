"""Charts of the record: series of figures, timeline, who speaks when, copies, and a map.

Each function takes rows of the ledger and gives an altair chart; `svg` and `png` draw it, without a browser or a
network. Charts need the extra `onrecord[plot]`.
"""

from onrecord.errors import UsageError

try:
    import altair  # noqa: F401
    import vl_convert  # noqa: F401
except ImportError:
    raise UsageError("charts need altair and vl-convert; install them with: pip install 'onrecord[plot]'") from None

from onrecord.show.charts.copies import copy_tree
from onrecord.show.charts.drawing import png, svg
from onrecord.show.charts.look import Chart, NothingToDraw
from onrecord.show.charts.matrix import matrix
from onrecord.show.charts.places import movements_map, places_map
from onrecord.show.charts.series import series
from onrecord.show.charts.timeline import timeline

__all__ = [
    "Chart",
    "NothingToDraw",
    "copy_tree",
    "matrix",
    "movements_map",
    "places_map",
    "png",
    "series",
    "svg",
    "timeline",
]
