-- What people have judged. Judgements are never changed: one is undone by saying when and by whom.

CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    value TEXT,
    who TEXT NOT NULL,
    why TEXT,
    made_at TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT
);
