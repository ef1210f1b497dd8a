"""Full text over reports and statements in a file: SQLite's FTS5."""

from sqlalchemy import Connection, text

from onrecord.folding import plain_letters
from onrecord.ledger.search_words import CLOSED, MOST_WORDS, OPENED, Ranked, folded, marked, parts
from onrecord.records import Reading, quote

RANKED_REPORTS = text(f"""
    SELECT report_index.report AS id, bm25(report_index, 0.0, 4.0, 1.0, 1.0) AS rank,
           snippet(report_index, 2, '{OPENED}', '{CLOSED}', '…', 28) AS snippet
    FROM report_index JOIN reports AS r ON r.id = report_index.report
    WHERE report_index MATCH :query
      AND (:as_of IS NULL OR substr(coalesce(r.published, r.added_at), 1, 10) <= :as_of)
    ORDER BY rank, report_index.report LIMIT :limit
""")
RANKED_STATEMENTS = text(f"""
    SELECT statement_index.statement AS id, bm25(statement_index, 0.0, 2.0, 1.0, 1.0) AS rank,
           snippet(statement_index, 1, '{OPENED}', '{CLOSED}', '…', 28) AS snippet
    FROM statement_index
    JOIN statements AS s ON s.id = statement_index.statement JOIN reports AS r ON r.id = s.report
    WHERE statement_index MATCH :query
      AND (:as_of IS NULL OR substr(coalesce(r.published, r.added_at), 1, 10) <= :as_of)
    ORDER BY rank, statement_index.statement LIMIT :limit
""")
ABOUT = text("SELECT statement FROM statement_index WHERE statement_index MATCH :query")
ADD_REPORT = text("INSERT INTO report_index (report, title, body, folded) VALUES (:report, :title, :body, :folded)")
ADD_STATEMENT = text(
    "INSERT INTO statement_index (statement, content, source, folded) VALUES (:statement, :content, :source, :folded)"
)


def index(connection: Connection, reading: Reading) -> None:
    """Make a report and its statements findable."""
    report = reading.report
    title, body = report.title or "", report.text
    connection.execute(
        ADD_REPORT, {"report": report.id, "title": title, "body": body, "folded": folded(f"{title}\n{body}")}
    )
    rows = {}
    for row in reading.statements:
        content, source = quote(body, row.content), quote(body, row.source)
        rows[row.id] = {"statement": row.id, "content": content, "source": source, "folded": folded(content)}
    if rows:
        connection.execute(ADD_STATEMENT, list(rows.values()))


def match_expression(query: str) -> str:
    """The user's query as FTS5 takes it, every word quoted; empty when it holds no word."""
    found: list[str] = []
    left = MOST_WORDS
    for tokens, begins in parts(query):
        kept, left = tokens[:left], left - len(tokens)
        spellings = dict.fromkeys((" ".join(kept), plain_letters(" ".join(kept))))
        star = " *" if begins else ""
        found.append("(" + " OR ".join(f'"{spelling}"{star}' for spelling in spellings) + ")")
        if left <= 0:
            break
    return " AND ".join(found)


def statements_about(connection: Connection, query: str) -> frozenset[str]:
    """Ids of the statements whose words said match the query."""
    expression = match_expression(query)
    if not expression:
        return frozenset()
    rows = connection.execute(ABOUT, {"query": f"{{content folded}} : ({expression})"})
    return frozenset(rows.scalars())


def ranked(connection: Connection, query: str, as_of: str | None, limit: int) -> tuple[list[Ranked], list[Ranked]]:
    """The best reports and the best statements for the query, `limit` of each at most."""
    expression = match_expression(query)
    if not expression:
        return [], []
    given = {"query": expression, "as_of": as_of, "limit": limit}
    both = (RANKED_REPORTS, RANKED_STATEMENTS)
    first, second = ([(r.id, r.rank, *marked(r.snippet)) for r in connection.execute(sql, given)] for sql in both)
    return first, second
