"""Statements about the future with a date or horizon, and by when they fall due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from onrecord.read.document import Document
from onrecord.read.expectation_due import due_of, end_of
from onrecord.read.horizons import KINDS, Horizon, horizons_in, may_hold
from onrecord.read.said_on import times_between
from onrecord.read.stance_words import Token, base_form, tokens_in
from onrecord.read.times import published_at
from onrecord.records import Expectation, Statement, Time

READ = 300
"""Words of a statement that are looked through."""
ACTS = frozenset({"say", "confirm", "believe", "estimate", "expect", "warn", "promise"})
"""Acts that can hold an expectation: what is asked, urged, denied, withheld or doubted is none."""
ASKING = frozenset({"what", "who", "whom", "whose", "how", "why", "which", "whether", "if"})
COMING = frozenset({"expect", "promise"})
STATES = frozenset({"be", "have", "see", "do", "remain", "keep", "continue", "make", "not", "get", "become"})
"""Verbs whose doing no day settles."""
UNPLANNED = frozenset({"not", "never", "make", "have", "no"})
BACK = 8
"""Expectations before one that says "by then" among which its day is looked for."""
TAIL = 8
"""Words behind a statement in its sentence in which its horizon may stand."""
TAIL_STOPS = frozenset(
    {",", ".", ";", ":", "“", "”", '"', "and", "but", "who", "which", "that", "he", "she", "they", "it"}
)
TAIL_OPENS = frozenset({"by", "within", "before", "until", "on", "in", "for", "at", "next", "this", "early", "late"})


LEAD = 7
"""Words before a statement in its sentence in which a date can stand that opens it."""
LEAD_OPENS = frozenset({"starting", "beginning", "from", "by", "within", "before", "until"})
LEAD_STOPS = frozenset({",", ":", ";", "“", '"', "—", "–", "that"})


@dataclass(frozen=True, slots=True)
class Ahead:
    """A statement that looks ahead: its horizons' places in the text, and the last day of the latest."""

    statement: Statement
    places: frozenset[int]
    due: date | None


def find_expectations(document: Document, statements: Sequence[Statement], times: Sequence[Time]) -> list[Expectation]:
    """The report's expectations in the order of `statements`, one a statement at most; linear in the text's length.

    `due` is the last day of the latest horizon, None where the words give no day. Of a statement and the one that it
    relays, the relayed one is the expectation. All are `pending`: the outcome is a matter of other reports. `times`
    are the report's, in order of their spans.
    """
    published = published_at(document.report.published)
    found: list[Ahead] = []
    for statement in sorted(statements, key=lambda row: row.content[0]):
        day = said_day(statement) or (published.date() if published else None)
        ahead = looks_ahead(document, statement, times, day, found)
        if ahead is not None:
            found.append(ahead)
    own = innermost(found)
    kept = {row.statement.id: row for row in found if not row.places or row.statement.id in own}
    rows = (kept[statement.id] for statement in statements if statement.id in kept)
    return [Expectation(statement=row.statement.id, due=row.due.isoformat() if row.due else None) for row in rows]


def innermost(found: Sequence[Ahead]) -> set[str]:
    """Ids of the statements that are the shortest with some horizon: those that relay them share it."""
    shortest: dict[int, tuple[int, str]] = {}
    for row in found:
        content = row.statement.content
        size = content[-1][1] - content[0][0]
        for place in row.places:
            if place not in shortest or size < shortest[place][0]:
                shortest[place] = (size, row.statement.id)
    return {identity for _, identity in shortest.values()}


def said_day(statement: Statement) -> date | None:
    """The day on which it was said, where the text gives one."""
    try:
        return date.fromisoformat(statement.said_on) if statement.said_on and len(statement.said_on) == 10 else None
    except ValueError:
        return None


def looks_ahead(
    document: Document, statement: Statement, times: Sequence[Time], day: date | None, earlier: Sequence[Ahead]
) -> Ahead | None:
    """The statement with its horizons, None where it has none and is no plan either."""
    if statement.act not in ACTS:
        return None
    cue = [base_form(token.word) for span in statement.cue for token in tokens_in(document, span)]
    coming = statement.act in COMING or not KINDS["cue"].isdisjoint(cue)
    tokens = content_tokens(document, statement, coming)
    if not tokens or tokens[0].word in ASKING:
        return None
    spans = list(islice(times_between(times, tokens[0].start, tokens[-1].end), READ)) if times else []
    horizons = list(horizons_in(tokens, spans, coming, day)) if spans or may_hold(tokens) else []
    if not horizons:
        return (
            Ahead(statement, frozenset(), None) if statement.act == "expect" and plans(statement, cue, tokens) else None
        )
    days = [due for row in without_doubles(horizons) if (due := due_on(document, row, day, earlier))]
    return Ahead(statement, frozenset(row.start for row in horizons), max(days, default=None))


def content_tokens(document: Document, statement: Statement, coming: bool) -> list[Token]:
    """The words of the content with a date that opens its clause, and of an announcement those behind it.

    Both can hold its horizon: "*from Friday* the gate is shut", "expects a reply *by Monday*".
    """
    found = lead_of(document, statement.content[0][0])
    for start, end in statement.content:
        inside = document.words_in((start, end))
        if not inside or len(found) >= READ:
            continue
        last = min(inside.stop, inside.start + READ - len(found)) - 1
        found.extend(tokens_in(document, (start, document.words[last][1])))
    end = max(end for _, end in (*statement.content, *statement.cue))
    return found + tail_of(document, end) if coming else found


def lead_of(document: Document, start: int) -> list[Token]:
    """The words from a limit to `start` where they open a clause: "starting Friday", "by the end of May,"."""
    sentence = document.words_in(document.sentence_at(start))
    stop = document.words_in((start, start + 1)).start
    for i in range(stop - 1, max(sentence.start, stop - LEAD) - 1, -1):
        if document.lower[i] in LEAD_OPENS:
            opens = i == sentence.start or document.lower[i - 1] in LEAD_STOPS
            return tokens_in(document, (document.words[i][0], document.words[stop - 1][1])) if opens else []
        if document.lower[i] in TAIL_STOPS and i < stop - 1:
            break
    return []


def tail_of(document: Document, end: int) -> list[Token]:
    """The words behind a content that opens with "by", "on" or the like, up to the next mark or clause."""
    inside = document.words_in((end, document.sentence_at(end - 1)[1]))
    if len(inside) > 1 and document.lower[inside.start] == ",":
        inside = inside[1:]
    if not inside or document.lower[inside.start] not in TAIL_OPENS:
        return []
    stop = inside.start
    while stop < min(inside.stop, inside.start + TAIL) and document.lower[stop] not in TAIL_STOPS:
        stop += 1
    return tokens_in(document, (document.words[inside.start][0], document.words[stop - 1][1]))


def plans(statement: Statement, cue: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Whether somebody plans or is due to do something, without a day: "plans to sell the line"."""
    if statement.negated or KINDS["plan"].isdisjoint(cue) or not UNPLANNED.isdisjoint(cue):
        return False
    doing = next((i + 1 for i, t in enumerate(tokens[:-1]) if t.word == "to" and tokens[i + 1].tag == "VB"), None)
    opens = doing is not None and (doing == 1 or len(statement.content) > 1)
    return opens and base_form(tokens[doing or 0].word) not in STATES


def without_doubles(horizons: Sequence[Horizon]) -> list[Horizon]:
    """The horizons without those that the next one only explains: "until Thanksgiving, on 13 October"."""
    kept: list[Horizon] = []
    for row in horizons:
        before = kept[-1].time if kept else None
        if before is not None and row.time is not None and explains(before, row.time):
            kept.pop()
        kept.append(row)
    return kept


def explains(before: Time, time: Time) -> bool:
    """Whether a date stands so close behind another that it says the same: a mark and a word at most between them."""
    return 0 <= time.span[0] - before.span[1] <= len(", on ") and "T" not in time.value + before.value


def due_on(document: Document, horizon: Horizon, day: date | None, earlier: Sequence[Ahead]) -> date | None:
    """The last day of a horizon; of "by then" that of the expectation before it."""
    if horizon.time is not None and horizon.unit != "-":
        return due_of(document, horizon.time, day)
    if horizon.unit == "then":
        return next((row.due for row in islice(reversed(earlier), BACK) if row.due), None)
    return end_of(horizon.unit, day) if horizon.unit not in {"-", ""} and day else None
