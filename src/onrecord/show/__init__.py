"""Rows of the record → tables, JSON, CSV and pages of text. Reads the ledger, writes nothing.

`listing` lays out any listing, `listings` says what each shows; `brief` and `reading` are pages of their own. A report
is a stranger's text: whatever of it reaches a terminal, a spreadsheet or a page goes through `clean`.
"""
