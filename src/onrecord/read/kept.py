"""What was worked out before, kept by the hash of what it was worked out from, the oldest use forgotten first."""

import hashlib
import os
import threading
from collections import OrderedDict
from typing import Generic, TypeVar

Value = TypeVar("Value")

LIMIT = 96_000_000
"""Bytes kept by a process unless `ONRECORD_KEPT_MB` says otherwise: some 12,000 paragraphs of news."""
PASSAGES = 1 / 3
"""The part of it for what the encoder says of paragraphs; the rest is for the notes of the readers behind it."""


class Kept(Generic[Value]):
    """Values by the hash of a text, of at most `limit` bytes in all; safe to use from several threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.hits = self.misses = 0
        self._rows: OrderedDict[bytes, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, key: bytes) -> Value | None:
        """The value under the key, None where there is none or it is forgotten."""
        with self._lock:
            found = self._rows.get(key)
            if found is None:
                self.misses += 1
                return None
            self._rows.move_to_end(key)
            self.hits += 1
            return found[0]

    def put(self, key: bytes, value: Value, size: int) -> None:
        """Keep a value of about `size` bytes; those longest unused go, and one over the limit is not kept."""
        if size > self.limit:
            return
        with self._lock:
            before = self._rows.pop(key, None)
            self.size += size - (before[1] if before else 0)
            self._rows[key] = (value, size)
            while self.size > self.limit:
                self.size -= self._rows.popitem(last=False)[1][1]


def hashed(*parts: object) -> bytes:
    """The hash that a value is kept under, of what it was worked out from: 16 bytes of BLAKE2b."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def limit() -> int:
    """Bytes that a process may keep: `ONRECORD_KEPT_MB` megabytes (0 keeps nothing), else `LIMIT`."""
    given = os.environ.get("ONRECORD_KEPT_MB", "")
    return int(given) * 1_000_000 if given.isdecimal() else LIMIT
