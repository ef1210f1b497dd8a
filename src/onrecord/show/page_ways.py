"""Where a report's page leads besides its own notes: into a record across reports, where there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Way:
    """A link: its words, its address, and a class for its look. `label` says more to those who hear the page."""

    words: str
    address: str
    look: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """The links of one report's page: beside notes by the statement's id, on speakers by the statement's id, on the
    marks of figures by the figure's id."""

    notes: Mapping[str, Sequence[Way]] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Way] = field(default_factory=dict)


NOWHERE = Ways()
"""A page that stands for itself."""
