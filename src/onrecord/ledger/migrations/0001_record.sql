-- The record: one table for each table of the record, spans as offsets in code points into reports.text.
-- A single span is two columns (span_start, span_end); several spans are JSON text, [[start, end], ...].

CREATE TABLE schema_version (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    url TEXT,
    path TEXT,
    outlet TEXT,
    title TEXT,
    byline TEXT,
    published TEXT,
    language TEXT,
    text TEXT NOT NULL,
    added_at TEXT NOT NULL,
    copy_of TEXT REFERENCES reports (id),
    copy_kind TEXT CHECK (copy_kind IN ('verbatim', 'edited', 'rewritten')),
    copy_share REAL,
    related INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX reports_published ON reports (published);
CREATE INDEX reports_copy_of ON reports (copy_of);
CREATE INDEX reports_related ON reports (related);

-- Entities across reports.
CREATE TABLE entities (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'place', 'group')),
    aliases TEXT NOT NULL,
    role TEXT,
    country TEXT
);

-- Entities as one report alone names them; entity is the one across reports, null until reports are related.
CREATE TABLE local_entities (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id),
    entity TEXT REFERENCES entities (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'place', 'group')),
    aliases TEXT NOT NULL,
    role TEXT,
    country TEXT
);

CREATE INDEX local_entities_report ON local_entities (report);
CREATE INDEX local_entities_entity ON local_entities (entity);

CREATE TABLE mentions (
    report TEXT NOT NULL REFERENCES reports (id),
    entity TEXT NOT NULL REFERENCES local_entities (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (entity, span_start, span_end)
);

CREATE INDEX mentions_report ON mentions (report);

CREATE TABLE statements (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id),
    content TEXT NOT NULL,
    source TEXT NOT NULL,
    cue TEXT NOT NULL,
    speaker TEXT REFERENCES local_entities (id),
    speaker_kind TEXT NOT NULL,
    mode TEXT NOT NULL,
    act TEXT NOT NULL,
    certainty TEXT NOT NULL,
    negated BOOLEAN NOT NULL,
    said_on TEXT,
    within TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX statements_report ON statements (report);
CREATE INDEX statements_speaker ON statements (speaker);
CREATE INDEX statements_act ON statements (act);
CREATE INDEX statements_within ON statements (within);

CREATE TABLE figures (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    value DOUBLE PRECISION,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    bound TEXT NOT NULL,
    unit TEXT,
    "of" TEXT,
    per TEXT,
    as_of TEXT,
    statement TEXT REFERENCES statements (id)
);

CREATE INDEX figures_report ON figures (report);
CREATE INDEX figures_statement ON figures (statement);

CREATE TABLE times (
    report TEXT NOT NULL REFERENCES reports (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    start TEXT,
    "end" TEXT,
    PRIMARY KEY (report, span_start, span_end)
);

CREATE INDEX times_start ON times (start);

CREATE TABLE places (
    report TEXT NOT NULL REFERENCES reports (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    geonames INTEGER,
    PRIMARY KEY (report, span_start, span_end)
);

CREATE TABLE movements (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    who TEXT,
    "from" TEXT,
    via TEXT NOT NULL,
    "to" TEXT,
    means TEXT,
    "when" TEXT,
    statement TEXT REFERENCES statements (id)
);

CREATE INDEX movements_report ON movements (report);
CREATE INDEX movements_statement ON movements (statement);

CREATE TABLE questions (
    id TEXT PRIMARY KEY,
    report TEXT NOT NULL REFERENCES reports (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    status TEXT NOT NULL,
    answered_by TEXT REFERENCES statements (id)
);

CREATE INDEX questions_report ON questions (report);
CREATE INDEX questions_answered_by ON questions (answered_by);

CREATE TABLE expectations (
    statement TEXT PRIMARY KEY REFERENCES statements (id),
    due TEXT,
    outcome TEXT NOT NULL,
    outcome_in TEXT REFERENCES reports (id)
);

CREATE INDEX expectations_outcome_in ON expectations (outcome_in);

CREATE TABLE damage (
    report TEXT NOT NULL REFERENCES reports (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (report, span_start, span_end, kind)
);

-- How often the relations across reports have been worked out: two processes that do so at once see each other by it.
CREATE TABLE relating (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL
);

INSERT INTO relating (id, generation) VALUES (1, 0);
