"""The store: schema, migrations, search, and the questions that listings ask."""

from onrecord.ledger.adding import Added, Progress
from onrecord.ledger.awaited import Asking, Awaited, Told
from onrecord.ledger.brief import Brief, Speaking
from onrecord.ledger.comparison import Beside, Comparison
from onrecord.ledger.figures import Given
from onrecord.ledger.hits import Hit
from onrecord.ledger.judgements import Judgement
from onrecord.ledger.key_figures import KeyFigure
from onrecord.ledger.ledger import Judge, Ledger
from onrecord.ledger.movements import Moved
from onrecord.ledger.outlets import Outlet
from onrecord.ledger.places import Located
from onrecord.ledger.said import Said, SaidFilters
from onrecord.ledger.times import Dated
from onrecord.ledger.together import Claim, Course, Disputed, Quoted

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
