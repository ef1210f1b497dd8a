"""Word lists of the ledger's questions."""
