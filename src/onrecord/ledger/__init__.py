"""The store: schema, migrations, search, and the questions that listings ask."""

from onrecord.ledger.adding import Added, Progress
from onrecord.ledger.brief import Brief, Speaking
from onrecord.ledger.figures import Given
from onrecord.ledger.hits import Hit
from onrecord.ledger.key_figures import KeyFigure
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.places import Located
from onrecord.ledger.said import Said, SaidFilters
from onrecord.ledger.times import Dated

__all__ = [
    "Added",
    "Brief",
    "Dated",
    "Given",
    "Hit",
    "KeyFigure",
    "Ledger",
    "Located",
    "Progress",
    "Said",
    "SaidFilters",
    "Speaking",
]
