"""Reports and a small reader for tests of the ledger: regular expressions in place of the trained model."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.records import (
    Damage,
    Entity,
    Expectation,
    Figure,
    Mention,
    Movement,
    Place,
    Question,
    Reading,
    Report,
    Statement,
    Time,
)

NAMES = r"[A-ZØÉ]\w+(?: [A-Z]\.)?(?: [A-ZØÉ]\w+)+"
SAID = re.compile(rf'(?P<source>{NAMES}|[Aa]n official|[A-Z]\w+) (?P<cue>said|denied|declined) (?P<content>"[^"]+")')
FIGURE = re.compile(r"(\d[\d,.]*) (people|tonnes|crew|hours)(?: on (\w+))?")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
VAGUE = re.compile(r"recently")
PLACE = re.compile(r"Rønne|Gdynia|Ystad|Baltic Sea|Arnholt")
MOVEMENT = re.compile(r"(The \w+) sailed from (\w+) via (\w+) to (\w+)")
QUESTION = re.compile(r"[A-Z][^.?!\n]*\?")
BROKEN = re.compile(r"###")
WHERE = {
    "Rønne": ("DK", 55.1, 14.7, 2614600),
    "Gdynia": ("PL", 54.5, 18.5, 3099424),
    "Ystad": ("SE", 55.4, 13.8, 2662149),
    "Baltic Sea": (None, None, None, None),
}
ACT = {"said": "say", "denied": "deny", "declined": "decline"}


def inside_of(words: re.Match[str], said: re.Match[str]) -> bool:
    """Whether words stand in what is said."""
    return said.start("content") <= words.start() < said.end("content")


def read(report: Report) -> Reading:
    """Every table of the record, from patterns."""
    text = report.text
    people: dict[str, Entity] = {}
    mentions, statements = [], []
    for match in SAID.finditer(text):
        source = match["source"]
        named = not source.lower().startswith("an ")
        if named:
            full = next((name for name in people if name.endswith(source)), source)
            aliases = tuple(sorted({*people[full].aliases, source} - {full})) if full in people else ()
            people[full] = Entity(name=full, kind="person", aliases=aliases, report=report.id)
            mentions.append(Mention(report=report.id, entity=people[full].id, span=match.span("source")))
        statements.append(
            Statement(
                report=report.id,
                content=(match.span("content"),),
                source=(match.span("source"),),
                cue=(match.span("cue"),),
                speaker=people[full].id if named else None,
                speaker_kind="person" if named else "role",
                mode="direct",
                act=ACT[match["cue"]],
                certainty="unknown" if "not known" in match["content"] else "stated",
                hedge=tuple(m.span() for m in re.finditer("not known", text) if inside_of(m, match)),
                said_on=(DATE.findall(match["content"]) or [None])[0],
            )
        )

    def inside(start: int, end: int) -> str | None:
        return next((s.id for s in statements for a, b in s.content if a <= start and end <= b), None)

    return Reading(
        report=report,
        entities=tuple(people.values()),
        mentions=tuple(mentions),
        statements=tuple(statements),
        figures=tuple(
            Figure(
                report=report.id,
                span=m.span(),
                value=number(m[1]),
                unit=m[2],
                of=m[3],
                statement=inside(*m.span()),
            )
            for m in FIGURE.finditer(text)
        ),
        times=(
            *(Time(report=report.id, span=m.span(), type="DATE", value=m[0], start=m[0]) for m in DATE.finditer(text)),
            *(Time(report=report.id, span=m.span(), type="DATE", value="PAST_REF") for m in VAGUE.finditer(text)),
        ),
        places=tuple(place(report, m) for m in PLACE.finditer(text)),
        movements=tuple(
            Movement(report=report.id, span=m.span(), who=m[1], origin=m[2], via=(m[3],), to=m[4], means="ship")
            for m in MOVEMENT.finditer(text)
        ),
        questions=tuple(Question(report=report.id, span=m.span()) for m in QUESTION.finditer(text)),
        expectations=tuple(
            Expectation(statement=s.id, due="2031-04-01") for s in statements if " will " in text[slice(*s.content[0])]
        ),
        damage=tuple(Damage(report=report.id, span=m.span(), kind="fragment") for m in BROKEN.finditer(text)),
    )


def number(words: str) -> float | int:
    """The number as written: 1,200 or 3.5."""
    plain = words.rstrip(".,").replace(",", "")
    return float(plain) if "." in plain else int(plain)


def place(report: Report, match: re.Match[str]) -> Place:
    """The place named at the match; Arnholt, which is not known, near another that the report names."""
    near = next(name for name in WHERE if name in report.text) if match[0] not in WHERE else None
    country, lat, lon, geonames = WHERE[near or match[0]]
    its = Place(report=report.id, span=match.span(), name=match[0], country=country, lat=lat, lon=lon)
    return replace(its, country="DK", near=near) if near else replace(its, geonames=geonames)


def noon() -> datetime:
    """A clock that stands."""
    return datetime(2031, 3, 20, 12, 0, tzinfo=UTC)


def make(name: str, published: str | None, text: str, outlet: str | None = None) -> Report:
    """A report of an invented outlet."""
    return Report(
        url=f"https://{name}.example/",
        path=f"{name}.txt",
        outlet=outlet or name.title(),
        title=f"The {name} report",
        published=published,
        language="en",
        text=text,
    )


ORIGIN_TEXT = """The ferry Havørn ran aground off Rønne on 2031-03-04 with 1,200 people on board, the harbour told us.

Jørgen K. Dahl said "we counted 1,200 people on deck and every one of them is safe and sound".
Dahl denied "that the captain had been asleep at the wheel when the ferry struck the reef".
An official said "it is not known why the radar failed that night off the coast".
The Havørn sailed from Ystad via Rønne to Gdynia. Who was on the bridge?
"""
COPY_TEXT = ORIGIN_TEXT.replace("the harbour told us", "the harbour said").replace("Who was on the bridge?", "###")
OTHER_TEXT = """Inspectors went to Gdynia recently to see the wreck and to speak with the owners of the line.

Marta Zielińska said "our inspectors will finish by 2031-04-01 and 1,150 people on board have been interviewed".
Zielińska declined "to name the officer who was in charge of the watch during the night".
Dahl said "nothing more will be said before the inspectors are done with their work".
Some 3.5 tonnes of oil were lost.
"""
LATE_TEXT = """Ystad was quiet on 2031-03-12, when the owners spoke for the first time about the wreck of the ferry.

Jørgen Dahl denied "that oil had reached the beaches around the town after the accident".
"""

STORY = (
    make("norden", "2031-03-05T09:20:00Z", ORIGIN_TEXT),
    make("kurier", "2031-03-06T07:00:00Z", COPY_TEXT),
    make("gazeta", "2031-03-08", OTHER_TEXT),
    make("posten", "2031-03-12T18:00:00Z", LATE_TEXT),
)


Where = Callable[[Path], Path | str]


class Stores:
    """Where ledgers of tests are kept: `at` gives the file, or the address of a schema for it on a server."""

    at: Where = staticmethod(lambda path: path)


def open_ledger(path: Path) -> Ledger:
    """A ledger with the small reader and the standing clock."""
    return Ledger.open(Stores.at(path), read=read, clock=noon)
