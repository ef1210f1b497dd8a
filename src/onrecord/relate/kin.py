"""How one report stems from another, and which of their rows tell the same."""

from dataclasses import dataclass
from functools import cached_property

from onrecord.relate.copies import Copy
from onrecord.relate.parallel import Parallel, parallel
from onrecord.relate.view import View


@dataclass(frozen=True)
class Kin:
    """`copy` is a copy of `origin`, both views; `how` says of which kind."""

    origin: View
    copy: View
    how: Copy

    @cached_property
    def parallel(self) -> Parallel:
        """Which statements, figures and sentences of the copy stand for which of the origin."""
        return parallel(self.origin, self.copy)
