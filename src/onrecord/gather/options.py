"""What a caller may set, and how a source that gives no report is told of."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are read.

    `max_bytes` is the largest source, counted after decompression; `any_language` keeps reports that are not in
    English; `timeout` is how many seconds a server may stay silent; `follow` fetches the pages that feeds link to.
    """

    max_bytes: int = 5_000_000
    any_language: bool = False
    timeout: float = 20.0
    follow: bool = True
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no report, and why.

    `kind` is "failed" (missing, unreachable, binary, too large, undecodable, no article in it) or "skipped" (empty,
    in another language).
    """

    source: str
    reason: str
    kind: Literal["failed", "skipped"] = "failed"
