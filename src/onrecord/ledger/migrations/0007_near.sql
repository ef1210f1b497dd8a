-- The place whose point stands for one that the gazetteer lacks; a ledger read before has none.

ALTER TABLE places ADD COLUMN near TEXT;
