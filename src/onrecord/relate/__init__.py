"""Rows of many reports → which are copies, and who is who. Pure functions: no files, no network, no ledger."""

from onrecord.relate.copies import Copy, find_copies
from onrecord.relate.entities import Joined, LocalEntities, join_entities

__all__ = ["Copy", "Joined", "LocalEntities", "find_copies", "join_entities"]
