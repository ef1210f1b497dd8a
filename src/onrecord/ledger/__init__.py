"""The store: schema, migrations, search, and the questions that listings ask.

Its parts are loaded when they are first asked for: whoever shows a single report needs little of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.ledger.adding import Added, Progress
    from onrecord.ledger.awaited import Asking, Awaited, Told
    from onrecord.ledger.brief import Brief, Speaking
    from onrecord.ledger.comparison import Beside, Comparison
    from onrecord.ledger.figures import Given
    from onrecord.ledger.hits import Hit
    from onrecord.ledger.importing import Imported
    from onrecord.ledger.judgements import Judgement
    from onrecord.ledger.key_figures import KeyFigure
    from onrecord.ledger.ledger import Judge, Ledger
    from onrecord.ledger.movements import Moved
    from onrecord.ledger.outlets import Outlet
    from onrecord.ledger.places import Located
    from onrecord.ledger.said import Said, SaidFilters
    from onrecord.ledger.times import Dated
    from onrecord.ledger.together import Claim, Course, Disputed, Quoted

WHERE = {
    "Added": "onrecord.ledger.adding",
    "Progress": "onrecord.ledger.adding",
    "Asking": "onrecord.ledger.awaited",
    "Awaited": "onrecord.ledger.awaited",
    "Told": "onrecord.ledger.awaited",
    "Brief": "onrecord.ledger.brief",
    "Speaking": "onrecord.ledger.brief",
    "Beside": "onrecord.ledger.comparison",
    "Comparison": "onrecord.ledger.comparison",
    "Given": "onrecord.ledger.figures",
    "Hit": "onrecord.ledger.hits",
    "Imported": "onrecord.ledger.importing",
    "Judgement": "onrecord.ledger.judgements",
    "KeyFigure": "onrecord.ledger.key_figures",
    "Judge": "onrecord.ledger.ledger",
    "Ledger": "onrecord.ledger.ledger",
    "Moved": "onrecord.ledger.movements",
    "Outlet": "onrecord.ledger.outlets",
    "Located": "onrecord.ledger.places",
    "Said": "onrecord.ledger.said",
    "SaidFilters": "onrecord.ledger.said",
    "Dated": "onrecord.ledger.times",
    "Claim": "onrecord.ledger.together",
    "Course": "onrecord.ledger.together",
    "Disputed": "onrecord.ledger.together",
    "Quoted": "onrecord.ledger.together",
}
"""The module of each public name."""

__all__ = [
    "Added",
    "Asking",
    "Awaited",
    "Beside",
    "Brief",
    "Claim",
    "Comparison",
    "Course",
    "Dated",
    "Disputed",
    "Given",
    "Hit",
    "Imported",
    "Judge",
    "Judgement",
    "KeyFigure",
    "Ledger",
    "Located",
    "Moved",
    "Outlet",
    "Progress",
    "Quoted",
    "Said",
    "SaidFilters",
    "Speaking",
    "Told",
]


def __getattr__(name: str) -> Any:
    """A public name, from its module."""
    if name not in WHERE:
        raise AttributeError(f"module 'onrecord.ledger' has no attribute {name!r}")
    return getattr(import_module(WHERE[name]), name)
