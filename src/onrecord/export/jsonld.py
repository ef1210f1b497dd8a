"""The record as JSON-LD: schema.org for what there is, W3C Web Annotation for where it was read.

Every row of a report is an annotation: its body is the row, its target the report with a position (in Unicode code
points, as the record's spans) and the words. The context stands in the file, nothing is fetched.
"""

from collections.abc import Callable, Iterator
from typing import Any, TextIO

from onrecord.export.json import line
from onrecord.export.jsonl import export_jsonl
from onrecord.ledger import Ledger

CONTEXT = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "onrecord": "urn:onrecord:vocabulary:",
    "id": "@id",
    "type": "@type",
}
AROUND = 32
"""Characters before and after the words that a selector gives."""
KINDS = {"person": "Person", "organization": "Organization", "place": "Place", "group": "PeopleAudience"}
Row = dict[str, Any]


def write_jsonld(ledger: Ledger, stream: TextIO, as_of: str | None = None) -> None:
    """Write the record as one JSON-LD object with an `@graph`, one thing a line."""
    stream.write(f'{{"@context": {line(CONTEXT)},\n"@graph": [')
    for count, thing in enumerate(graph(ledger, as_of)):
        stream.write(f"{',' if count else ''}\n{line(thing)}")
    stream.write("\n]}\n")


def graph(ledger: Ledger, as_of: str | None = None) -> Iterator[Row]:
    """The things of the record, reports first, each with its annotations."""
    texts: dict[str, str] = {}
    for row in export_jsonl(ledger, as_of):
        table = row.pop("table")
        if table == "reports":
            texts[row["id"]] = row["text"]
        thing = MAKE[table](row)
        words = spans_of(table, row)
        if words:
            text = texts[row["report"]]
            if table == "statements":
                thing["text"] = " … ".join(text[start:end] for start, end in words)
            yield annotation(thing, row["report"], text, words)
        else:
            yield thing


def iri(id_: str | None) -> Row | None:
    """A reference to a thing of the record."""
    return {"id": f"urn:onrecord:{id_}"} if id_ else None


def spans_of(table: str, row: Row) -> list[list[int]]:
    """Where the row was read, if it was read at one report's characters."""
    if table == "statements":
        return list(row["content"])
    return [row["span"]] if "span" in row else []


def annotation(body: Row, report: str, text: str, spans: list[list[int]]) -> Row:
    """The annotation that says where in the report the body was read."""
    targets = [
        {
            "type": "oa:SpecificResource",
            "oa:hasSource": iri(report),
            "oa:hasSelector": [
                {"type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end},
                {
                    "type": "oa:TextQuoteSelector",
                    "oa:exact": text[start:end],
                    "oa:prefix": text[max(0, start - AROUND) : start],
                    "oa:suffix": text[end : end + AROUND],
                },
            ],
        }
        for start, end in spans
    ]
    return {"type": "oa:Annotation", "oa:hasBody": body, "oa:hasTarget": targets}


def thing(kind: str, row: Row, **values: Any) -> Row:
    """A thing of that type with the values that are given, and the row's own id where it has one."""
    own = iri(row.get("id")) or {}
    return {**own, "type": kind, **{name: value for name, value in values.items() if value not in (None, [], ())}}


def report(row: Row) -> Row:
    """A report."""
    made = thing(
        "NewsArticle",
        row,
        url=row["url"],
        headline=row["title"],
        author=row["byline"] and {"type": "Person", "name": row["byline"]},
        publisher=row["outlet"] and {"type": "Organization", "name": row["outlet"]},
        datePublished=row["published"],
        inLanguage=row["language"],
        articleBody=row["text"],
        isBasedOn=iri(row["copy_of"]),
    )
    return {**made, **own(row, "copy_kind", "copy_share")}


def entity(row: Row) -> Row:
    """Somebody who speaks or is spoken of."""
    made = thing(KINDS[row["kind"]], row, name=row["name"], alternateName=row["aliases"])
    return {**made, **own(row, "role", "country")}


def statement(row: Row) -> Row:
    """What somebody said: a quotation in direct speech, a claim in indirect."""
    said = "Quotation" if row["mode"] == "direct" else "Claim"
    made = thing(said, row, author=iri(row["speaker"]), dateCreated=row["said_on"], isPartOf=iri(row["within"]))
    if said == "Claim":
        made["appearance"] = iri(row["report"])
    return {**made, **own(row, "speaker_kind", "mode", "act", "certainty", "negated")}


def figure(row: Row) -> Row:
    """A number that somebody gave."""
    values = {"value": row["value"], "minValue": row["low"], "maxValue": row["high"], "unitText": row["unit"]}
    made = thing("QuantitativeValue", row, **values, name=row["of"], isPartOf=iri(row["statement"]))
    return {**made, **own(row, "bound", "per", "as_of")}


def place(row: Row) -> Row:
    """A place with its point, or with the name of the place near which it lies."""
    point = {"type": "GeoCoordinates", "latitude": row["lat"], "longitude": row["lon"]}
    same = row["geonames"] and f"https://sws.geonames.org/{row['geonames']}/"
    geo = None if row["lat"] is None or row["near"] else point
    made = thing("Place", row, name=row["name"], addressCountry=row["country"], geo=geo, sameAs=same)
    return {**made, **own(row, "near")}


def movement(row: Row) -> Row:
    """Who or what goes from where to where."""
    values = {"object": row["who"], "fromLocation": row["from"], "toLocation": row["to"], "instrument": row["means"]}
    made = thing("MoveAction", row, **values, isPartOf=iri(row["statement"]))
    return {**made, **own(row, "via", "when")}


def question(row: Row) -> Row:
    """What is not known."""
    return {**thing("Question", row, suggestedAnswer=iri(row["answered_by"])), **own(row, "status")}


def own(row: Row, *names: str) -> Row:
    """Values for which schema.org has no word."""
    return {f"onrecord:{name}": row[name] for name in names if row[name] not in (None, [], ())}


def plainly(kind: str, refers: Callable[[Row], Row]) -> Callable[[Row], Row]:
    """A maker of things of a kind of this record's own."""
    return lambda row: {**(iri(row.get("id")) or {}), "type": f"onrecord:{kind}", **refers(row)}


def time(row: Row) -> Row:
    """A time expression, TIMEX3."""
    return own(row, "type", "value", "start", "end")


def expectation(row: Row) -> Row:
    """What is expected by when, and how it ended."""
    found = own(row, "due", "outcome")
    return {
        **found,
        "about": iri(row["statement"]),
        **({"evidence": iri(row["outcome_in"])} if row["outcome_in"] else {}),
    }


def dispute(row: Row) -> Row:
    """Two sides."""
    sides = [{"@list": [iri(id_) for id_ in side]} for side in row["between"]]
    return {"onrecord:kind": row["kind"], "onrecord:between": sides}


def variant(row: Row) -> Row:
    """A quotation and another wording of it."""
    changes = [{"onrecord:operation": op, "onrecord:before": a, "onrecord:after": b} for op, a, b in row["changes"]]
    found = {"onrecord:original": iri(row["original"]), "onrecord:variant": iri(row["variant"])}
    return {**found, "onrecord:kind": row["kind"], **({"onrecord:changes": {"@list": changes}} if changes else {})}


def listed(name: str) -> Callable[[Row], Row]:
    """The rows under that name, in order."""
    return lambda row: {f"onrecord:{name}": {"@list": [iri(id_) for id_ in row[name]]}}


def course(row: Row) -> Row:
    """Figures of one quantity over time."""
    return {"name": row["name"], **own(row, "relation"), **listed("figures")(row)}


MAKE: dict[str, Callable[[Row], Row]] = {
    "reports": report,
    "entities": entity,
    "statements": statement,
    "figures": figure,
    "times": plainly("Time", time),
    "places": place,
    "movements": movement,
    "questions": question,
    "expectations": plainly("Expectation", expectation),
    "damage": plainly("Damage", lambda row: own(row, "kind")),
    "same_claims": plainly("SameClaim", listed("statements")),
    "disputes": plainly("Dispute", dispute),
    "quote_variants": plainly("QuoteVariant", variant),
    "series": plainly("Series", course),
}
