"""Feeds looked at again and again: politely, across restarts, telling what changed in the record since last time."""

from onrecord.watch.news import Event, events, known
from onrecord.watch.state import State, state_path
from onrecord.watch.watcher import Polled, Watcher

__all__ = ["Event", "Polled", "State", "Watcher", "events", "known", "state_path"]
