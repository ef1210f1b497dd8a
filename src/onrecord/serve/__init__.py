"""The record for those who look rather than list: web pages over one ledger."""
