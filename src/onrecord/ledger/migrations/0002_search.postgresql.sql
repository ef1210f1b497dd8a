-- Full text over reports and statements: the words as the program cuts and shortens them, so that PostgreSQL finds what
-- SQLite finds; and a number that is another one after every change.

CREATE TABLE report_index (
    report TEXT PRIMARY KEY REFERENCES reports (id),
    words tsvector NOT NULL
);

CREATE INDEX report_index_words ON report_index USING gin (words);

CREATE TABLE statement_index (
    statement TEXT PRIMARY KEY REFERENCES statements (id),
    words tsvector NOT NULL
);

CREATE INDEX statement_index_words ON statement_index USING gin (words);

CREATE TABLE changes (
    number BIGINT NOT NULL
);

INSERT INTO changes (number) VALUES (0);
