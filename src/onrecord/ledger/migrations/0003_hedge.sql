-- The words that give a statement's certainty; a ledger read before knows none.

ALTER TABLE statements ADD COLUMN hedge TEXT NOT NULL DEFAULT '[]';
