"""What a watch remembers between its rounds and across restarts: a JSON file, written whole or not at all."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from onrecord.errors import Error
from onrecord.ledger.place import Address, Place
from onrecord.watch.news import Key

VERSION = 1


@dataclass(slots=True)
class FeedState:
    """What is known of one feed.

    `etag` and `modified` are what its server said last, `due` when it is looked at next (seconds since 1970),
    `failures` how often in a row it could not be had. `links` are the entries of its last round: how often each was
    tried in vain, or -1 where that is done with.
    """

    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0
    links: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """Feeds by address, and the keys of what was told of the record; `told` is None before the first round."""

    feeds: dict[str, FeedState] = field(default_factory=dict)
    told: dict[str, list[Key]] | None = None

    @classmethod
    def load(cls, path: Path) -> "State":
        """The state in the file, an empty one where there is none. Error where the file is something else."""
        try:
            return cls.of(json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise Error(
                f"{path} does not hold what a watch remembers ({error}); take it away, and every feed is looked at anew"
            ) from error

    @classmethod
    def of(cls, found: Any) -> "State":
        """The state that plain values hold. ValueError and the like where they hold none."""
        if found["version"] != VERSION:
            raise ValueError(f"version {found['version']!r}, {VERSION} is wanted")
        feeds = {url: feed_of(row) for url, row in found["feeds"].items()}
        told = found["told"]
        return cls(feeds, None if told is None else {str(kind): list(map(key_of, keys)) for kind, keys in told.items()})

    def save(self, path: Path) -> None:
        """Write the state in place of the one that is there. Error where it cannot be written."""
        feeds = {url: asdict(feed) for url, feed in sorted(self.feeds.items())}
        told = {"version": VERSION, "feeds": feeds, "told": self.told}
        part = path.with_name(f"{path.name}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("w", encoding="utf-8") as stream:
                json.dump(told, stream, ensure_ascii=False, indent=1)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except OSError as error:
            raise Error(f"what the watch remembers cannot be written to {path}: {error.strerror or error}") from error


def feed_of(row: dict[str, Any]) -> FeedState:
    """What is known of a feed, by its row."""
    known = {one.name for one in fields(FeedState)}
    found = FeedState(**{name: value for name, value in row.items() if name in known})
    found.links = {str(link): int(tries) for link, tries in found.links.items()}
    found.due, found.failures = float(found.due), int(found.failures)
    return found


def key_of(row: list[Any]) -> Key:
    """The key that a list holds."""
    word, first, second = row
    return str(word), tuple(map(str, first)), tuple(map(str, second))


def state_path(place: Place) -> Path:
    """Where the watch of a ledger remembers: beside its file, or for a database among the user's own files."""
    if not isinstance(place, Address):
        return place.with_name(f"{place.name}.watch.json")
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    name = hashlib.blake2b(str(place).encode(), digest_size=8).hexdigest()
    return Path(home) / "onrecord" / f"{place.name}-{name}.watch.json"
