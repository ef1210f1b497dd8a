"""Templates: escaping always on, and nothing from a report that acts instead of being seen."""

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from onrecord.ledger import Said
from onrecord.records import ACTS, CERTAINTIES, ENTITY_KINDS, Report
from onrecord.serve.whereabouts import place_id
from onrecord.show import page, page_notes
from onrecord.show.across import ending, teller, told
from onrecord.show.amounts import amount
from onrecord.show.clean import shorten, visible
from onrecord.show.listings import where, whose


@cache
def environment() -> Environment:
    """The templates of the pages; those of the report reader under "show/"."""
    own, shared = PackageLoader("onrecord.serve"), PackageLoader("onrecord.show")
    made = Environment(
        loader=ChoiceLoader((PrefixLoader({"show": shared}), own)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=harmless,
    )
    made.filters.update(
        shorten=shorten,
        day=written_day,
        moment=written_moment,
        amount=amount,
        number=number,
        certainty=certainty,
        family=page_notes.FAMILY.__getitem__,
        strength=strength,
        did=page_notes.DID.__getitem__,
        whose=whose,
        teller=teller,
        told=told,
        ending=ending,
        where=where,
        title=title,
        address=page.address,
        country=page_notes.country,
        about=about,
        plural=plural,
        place_id=place_id,
    )
    made.globals.update(ACTS=ACTS, CERTAINTIES=CERTAINTIES, ENTITY_KINDS=ENTITY_KINDS, DID=page_notes.DID)
    return made


def harmless(value: Any) -> Any:
    """A text without invisible and reversing characters, white space as single blanks; anything else as it is."""
    if type(value) is str and not value.isprintable():
        return visible(value)
    return value


def written_day(value: str | None) -> str:
    """ "16 Sept 2031" of an ISO date, or of the beginning of a date and time; empty for none."""
    return page_notes.day((value or "")[:10]) if value else ""


def written_moment(value: str | None) -> str:
    """ "16 Sept 2031, 11:40 UTC" of a time in UTC."""
    return page.moment(value) if value else ""


def number(value: float) -> str:
    """A number with thousands set apart."""
    return f"{value:,}"


def certainty(value: str) -> str:
    """A word of certainty as words."""
    return value.replace("_", " ")


def strength(value: str) -> str:
    """How a certainty is drawn: `firm`, `hedged` or `unknown`."""
    return {"stated": "firm", "unknown": "unknown"}.get(value, "hedged")


def title(report: Report) -> str:
    """What a report is called in a list."""
    return visible(report.title or "") or visible(report.file or "") or visible(report.url or "") or report.id


def about(row: Said) -> str:
    """Role, country and kind of a statement's speaker."""
    return page_notes.about(row.speaker, row.speaker_kind)


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 report", "1,204 reports"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def render(template: str, **context: Any) -> str:
    """The template as HTML."""
    return environment().get_template(template).render(context)
