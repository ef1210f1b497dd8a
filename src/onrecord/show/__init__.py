"""Rows of the record → tables, JSON, CSV and pages of text. Reads the ledger, writes nothing.

`listing` lays out any listing, `listings` says what each shows; `brief` and `reading` are pages of text, `page` is a
reading as HTML. A report is a stranger's text: whatever of it reaches a terminal, a spreadsheet or a page goes through
`clean`, or through `page_text` where every character must keep its place.
"""
