-- Relations across reports, kept pair by pair: what a report is found by, which reports were compared, what came of it.

ALTER TABLE relating ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

UPDATE reports SET related = 0;

CREATE INDEX reports_unrelated ON reports (id) WHERE related = 0;

-- Where a report stands among the others; its number stands for it below.
CREATE TABLE standing (
    number INTEGER PRIMARY KEY,
    report TEXT NOT NULL UNIQUE REFERENCES reports (id),
    age TEXT NOT NULL,
    day TEXT,
    digest TEXT
);

CREATE INDEX standing_age ON standing (age);
CREATE INDEX standing_digest ON standing (digest, age);

-- Fingerprints (kind 0: of words, 1: of names and numbers); later reports are found by the kept ones alone.
CREATE TABLE prints (
    kind INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    print BIGINT NOT NULL,
    number INTEGER NOT NULL REFERENCES standing (number),
    PRIMARY KEY (kind, kept, print, number)
);

-- Whom and what a report names; later reports are compared with those that are no copies.
CREATE TABLE named (
    copy INTEGER NOT NULL,
    key TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES standing (number),
    weight INTEGER NOT NULL,
    PRIMARY KEY (copy, key, number)
);

CREATE TABLE compared (
    younger INTEGER NOT NULL REFERENCES standing (number),
    older INTEGER NOT NULL REFERENCES standing (number),
    how TEXT NOT NULL,
    PRIMARY KEY (younger, older)
);

CREATE TABLE links (
    younger INTEGER NOT NULL REFERENCES standing (number),
    older INTEGER NOT NULL REFERENCES standing (number),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    first TEXT NOT NULL,
    second TEXT,
    report TEXT NOT NULL REFERENCES reports (id),
    span_start INTEGER,
    span_end INTEGER,
    detail TEXT,
    changes TEXT NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (younger, older, place)
);

CREATE INDEX links_first ON links (first);
CREATE INDEX links_second ON links (second);

-- Each description of an entity once, however many reports give it; entities are joined from these.
CREATE TABLE forms (
    id INTEGER PRIMARY KEY,
    entity TEXT REFERENCES entities (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL,
    role TEXT,
    country TEXT,
    reports INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    first TEXT NOT NULL
);

CREATE UNIQUE INDEX forms_told ON forms (name, kind, aliases, COALESCE(role, ''), COALESCE(country, ''));
CREATE INDEX forms_entity ON forms (entity);

ALTER TABLE local_entities ADD COLUMN form INTEGER REFERENCES forms (id);

CREATE INDEX local_entities_form ON local_entities (form);
