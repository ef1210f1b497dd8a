"""Plain text, with or without header lines.

::

    Title: Rail ferry runs aground off Rønne
    Outlet: Norden Wire
    Byline: Ida Falk
    Published: 2031-03-05T09:20:00Z
    Url: https://nordenwire.example/2031/03/05/rail-ferry

    The body begins after the first blank line.
"""

import re

from onrecord.gather.dates import normal_date
from onrecord.records import Report

KEYS = ("title", "outlet", "byline", "published", "url")
LINE = re.compile(r"([A-Za-z]+)[ \t]*:[ \t]*([^\r\n]*)(?:\r\n|\n|\r)")
BLANK = re.compile(r"[ \t]*(?:\r\n|\n|\r)")


def parse_text(text: str, *, path: str | None = None) -> Report:
    """The report of a plain text, its language not yet told.

    Lines of known keys (`KEYS`, in any case, the first of a repeated key counts) followed by a blank line are the
    header; the body is everything after that blank line, character for character. A text that begins otherwise
    is all body. A leading byte order mark is dropped. `published` becomes UTC ISO 8601, None where it is no date.
    """
    text = text.removeprefix("\ufeff")
    fields: dict[str, str] = {}
    end = 0
    while (line := LINE.match(text, end)) and line[1].lower() in KEYS:
        fields.setdefault(line[1].lower(), line[2].strip())
        end = line.end()
    blank = BLANK.match(text, end) if fields else None
    if blank is None:
        return Report(path=path, text=text)
    return Report(
        url=fields.get("url") or None,
        path=path,
        outlet=fields.get("outlet") or None,
        title=fields.get("title") or None,
        byline=fields.get("byline") or None,
        published=normal_date(fields.get("published")),
        text=text[blank.end() :],
    )
