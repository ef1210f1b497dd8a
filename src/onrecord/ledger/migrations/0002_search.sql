-- Full text over reports and statements. "folded" repeats a text whose letters carry strokes or ligatures
-- (ø, ł, æ), written plainly, so that "Ronne" finds "Rønne"; it is empty for other texts.

CREATE VIRTUAL TABLE report_index USING fts5 (
    report UNINDEXED, title, body, folded,
    tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE statement_index USING fts5 (
    statement UNINDEXED, content, source, folded,
    tokenize = 'porter unicode61 remove_diacritics 2'
);
