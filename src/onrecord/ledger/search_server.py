"""Full text over reports and statements on a server: PostgreSQL's text vectors, of words cut as FTS5 cuts them.

A vector holds the words of a title and a text (of what is said and of who says it), each shortened by Porter's rules
and told apart by its weight. PostgreSQL keeps at most 16,383 places and a megabyte of one text: the words of a longer
one are found, phrases behind that place may not be.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from onrecord.folding import fold
from onrecord.ledger.rows import STATEMENTS
from onrecord.ledger.schema import reports, statements
from onrecord.ledger.search_words import CLOSED, MOST_WORDS, OPENED, TOKEN, Ranked, marked, parts
from onrecord.records import Reading, Report, Statement, quote

MOST_TOKENS = 60_000
"""Words of one text that are indexed: as many as surely fit in a megabyte."""
LONGEST, SHORT = 100, 2
"""Characters of a word that count, and of one that is not shortened."""
GAP = 10
"""Places between two texts of a row, so that no phrase spans both."""
PASSAGE = 28
"""Words of a passage that is shown."""
WEIGHTS = "{0.25, 0.25, 0.5, 1.0}"
"""How much a word counts by its letter, D to A: in a title four times, in what is said twice as much as elsewhere."""

QUERY = "CAST(:query AS tsquery)"
RANKED = {
    "report": text(f"""
        SELECT report AS id, -ts_rank_cd('{WEIGHTS}', words, {QUERY}, 1) AS rank
        FROM report_index JOIN reports AS r ON r.id = report
        WHERE words @@ {QUERY}
          AND (CAST(:as_of AS text) IS NULL OR substr(coalesce(r.published, r.added_at), 1, 10) <= :as_of)
        ORDER BY rank, report LIMIT :limit
    """),
    "statement": text(f"""
        SELECT statement AS id, -ts_rank_cd('{WEIGHTS}', words, {QUERY}, 1) AS rank
        FROM statement_index JOIN statements AS s ON s.id = statement JOIN reports AS r ON r.id = s.report
        WHERE words @@ {QUERY}
          AND (CAST(:as_of AS text) IS NULL OR substr(coalesce(r.published, r.added_at), 1, 10) <= :as_of)
        ORDER BY rank, statement LIMIT :limit
    """),
}
AMONG = text(
    f"SELECT statement AS id, -ts_rank_cd('{WEIGHTS}', words, {QUERY}, 1) AS rank FROM statement_index "
    f"WHERE words @@ {QUERY} AND statement IN :ids"
).bindparams(bindparam("ids", expanding=True))
ABOUT = text(f"SELECT statement FROM statement_index WHERE words @@ {QUERY}")
ADD = {
    kind: text(f"INSERT INTO {kind}_index ({kind}, words) VALUES (:id, CAST(:words AS tsvector))")
    for kind in ("report", "statement")
}

HASHED = text(
    "SELECT md5(CAST(one AS tsvector)::text) FROM unnest(CAST(:words AS text[])) WITH ORDINALITY AS u (one, number) "
    "ORDER BY number"
)


def index(connection: Connection, reading: Reading) -> None:
    """Make a report and its statements findable."""
    rows: dict[str, list[dict[str, str]]] = {kind: [] for kind in ADD}
    for (kind, id_), words in vectors(reading.report, reading.statements).items():
        rows[kind].append({"id": id_, "words": words})
    for kind, its in rows.items():
        if its:
            connection.execute(ADD[kind], its)


def vectors(report: Report, statements: Sequence[Statement]) -> dict[tuple[str, str], str]:
    """The text vectors of a report and its statements, by kind of row and id."""
    found = {("report", report.id): vector((report.title or "", "A"), (report.text, "D"))}
    for row in statements:
        said, source = quote(report.text, row.content), quote(report.text, row.source)
        found["statement", row.id] = vector((said, "B"), (source, "D"))
    return found


def held(connection: Connection) -> Iterator[tuple[str, str, bytes]]:
    """What the index holds: table, id and hash of the text vector."""
    for kind in ADD:
        for row in connection.execute(text(f"SELECT {kind} AS id, md5(words::text) AS hash FROM {kind}_index")):
            yield f"{kind}_index", row.id, bytes.fromhex(row.hash)


def wanted(connection: Connection, report: Report, statements: Sequence[Statement]) -> dict[tuple[str, str], bytes]:
    """What the index should hold of a report: hashes by table and id."""
    found = vectors(report, statements)
    hashes = connection.execute(HASHED, {"words": list(found.values())}).scalars()
    return {(f"{kind}_index", id_): bytes.fromhex(one) for (kind, id_), one in zip(found, hashes, strict=True)}


def vector(*texts: tuple[str, str]) -> str:
    """Texts, each with the letter of its weight, as PostgreSQL writes a text vector."""
    at = 0
    found: dict[str, list[str]] = {}
    for words, weight in texts:
        for token in TOKEN.findall(words)[:MOST_TOKENS]:
            at += 1
            found.setdefault(stem(token), []).append(f"{at}{weight}")
        at += GAP
    return " ".join(f"'{word}':{','.join(places[:256])}" for word, places in found.items())


@lru_cache(1 << 16)
def stem(token: str) -> str:
    """A word as it is compared: without case and marks, and shortened as FTS5's porter does it."""
    word = fold(token)[:LONGEST].replace("'", "").replace("\\", "")
    return stemmer().stemWord(word) if len(word) > SHORT and word.isascii() and word.isalpha() else word


@cache
def stemmer() -> Any:
    """Porter's rules for English of 1980, which SQLite has."""
    from snowballstemmer import stemmer as made

    return made("porter")


def expression(query: str, weight: str = "") -> str:
    """The user's query as PostgreSQL writes one, of words of that weight alone; empty when it holds no word."""
    found = []
    left = MOST_WORDS
    for tokens, begins in parts(query):
        kept, left = tokens[:left], left - len(tokens)
        last = "*" if begins else ""
        marks = [weight] * (len(kept) - 1) + [last + weight]
        its = (f"'{stem(token)}'" + (f":{mark}" if mark else "") for token, mark in zip(kept, marks, strict=True))
        found.append("(" + " <-> ".join(its) + ")")
        if left <= 0:
            break
    return " & ".join(found)


def statements_about(connection: Connection, query: str) -> frozenset[str]:
    """Ids of the statements whose words said match the query."""
    asked = expression(query, "B")
    return frozenset(connection.execute(ABOUT, {"query": asked}).scalars()) if asked else frozenset()


def ranked(connection: Connection, query: str, as_of: str | None, limit: int) -> tuple[list[Ranked], list[Ranked]]:
    """The best reports and the best statements for the query, `limit` of each at most."""
    asked = expression(query)
    if not asked:
        return [], []
    given = {"query": asked, "as_of": as_of, "limit": limit}
    texts, said = ([(row.id, row.rank) for row in connection.execute(RANKED[kind], given)] for kind in RANKED)
    bodies = dict(texts_of(connection, [id_ for id_, _ in texts]))
    contents = dict(contents_of(connection, [id_ for id_, _ in said]))
    return (
        [(id_, rank, *passage(bodies[id_], query)) for id_, rank in texts],
        [(id_, rank, *passage(contents[id_], query)) for id_, rank in said],
    )


def best(connection: Connection, query: str, kind: str, most: int) -> list[tuple[str, float]]:
    """The best `most` rows of one kind: ids and ranks, the lower the better."""
    asked = expression(query)
    given = {"query": asked, "as_of": None, "limit": most}
    return [(row.id, row.rank) for row in connection.execute(RANKED[kind], given)] if asked else []


def among(connection: Connection, query: str, ids: Iterable[str]) -> list[tuple[str, float]]:
    """Those of the statements that hold the words: ids and ranks, the lower the better."""
    asked, wanted = expression(query), list(ids)
    if not asked or not wanted:
        return []
    return [(row.id, row.rank) for row in connection.execute(AMONG, {"query": asked, "ids": wanted})]


def texts_of(connection: Connection, ids: list[str]) -> Iterator[tuple[str, str]]:
    """The texts of reports, by id."""
    for row in connection.execute(select(reports.c.id, reports.c.text).where(reports.c.id.in_(ids))):
        yield row.id, row.text


def contents_of(connection: Connection, ids: list[str]) -> Iterator[tuple[str, str]]:
    """What statements say, by their ids."""
    joined = statements.join(reports, statements.c.report == reports.c.id)
    query = select(*STATEMENTS.columns, reports.c.text).select_from(joined).where(statements.c.id.in_(ids))
    for *row, body in connection.execute(query):
        statement = STATEMENTS.make(row)
        yield statement.id, quote(body, statement.content)


def passage(body: str, query: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The passage of a text that holds most of the words, on one line, and the spans of the words in it."""
    body = body.replace(OPENED, " ").replace(CLOSED, " ")
    wanted = [(stem(token), begins and token is tokens[-1]) for tokens, begins in parts(query) for token in tokens]
    whole = {word for word, begins in wanted if not begins}
    beginnings = tuple(word for word, begins in wanted if begins)
    tokens = list(TOKEN.finditer(body))
    stems = [stem(token[0]) for token in tokens]
    hits = [at for at, word in enumerate(stems) if word in whole or (beginnings and word.startswith(beginnings))]
    if not hits:
        return marked(" ".join(token[0] for token in tokens[:PASSAGE]))
    start = min(hits, key=lambda at: (-len({stems[one] for one in hits if at <= one < at + PASSAGE}), at))
    first = max(0, min(start - 2, len(tokens) - PASSAGE))
    last = min(len(tokens), first + PASSAGE)
    shown = "…" if first else ""
    at = tokens[first].start() if first else 0
    for place in hits:
        if first <= place < last:
            token = tokens[place]
            shown += f"{body[at : token.start()]}{OPENED}{token[0]}{CLOSED}"
            at = token.end()
    end = len(body) if last == len(tokens) else tokens[last - 1].end()
    return marked(shown + body[at:end] + ("…" if last < len(tokens) else ""))
