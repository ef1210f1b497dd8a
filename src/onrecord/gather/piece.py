"""What a source held, before anybody knows what it says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one page or text, and what is known of them from outside.

    `name` is what failures call it; `media` the bare content type, `charset` as declared.
    """

    name: str
    data: bytes
    path: str | None = None
    url: str | None = None
    media: str | None = None
    charset: str | None = None
