"""Who goes by a name: speakers by the words of their names and roles, unnamed sources by the words for them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger import Given, Said
from onrecord.ledger.entities import forms
from onrecord.ledger.names import Wanted, folded_words
from onrecord.records import Entity


@dataclass(frozen=True, slots=True)
class Speaks:
    """Who was asked for: the ids of entities, and of statements whose source has no name but the words asked for."""

    entities: frozenset[str]
    statements: frozenset[str]

    def makes(self, row: Said | Given) -> bool:
        """Whether one of them makes the statement, or gives the figure."""
        if row.speaker is not None:
            return row.speaker.id in self.entities
        return row.statement is not None and row.statement.id in self.statements


def spoken_by(who: str, entities: Mapping[str, Entity]) -> Callable[[Said | Given], bool]:
    """Whether the entity of that id, or somebody who goes by all the words, speaks in a row.

    For few rows; a record's `voices` find them faster among all.
    """
    if who in entities:
        return lambda row: row.speaker is not None and row.speaker.id == who
    wanted = Wanted(who)
    known: dict[str, bool] = {}

    def speaks(row: Said | Given) -> bool:
        if row.speaker is None:
            return wanted.among((row.source_text,))
        if row.speaker.id not in known:
            known[row.speaker.id] = wanted.among(forms(row.speaker), row.speaker.role)
        return known[row.speaker.id]

    return speaks


class Voices:
    """All who speak in a record, by the words that they go by: they are found as `Ledger.said` finds them.

    `nobody` are the statements that were judged to be by nobody with a name.
    """

    def __init__(self, said: Iterable[Said], nobody: frozenset[str] = frozenset()) -> None:
        self._entities: dict[str, Entity] = {}
        self._unnamed: dict[str, list[str]] = defaultdict(list)
        for row in said:
            if row.speaker is not None:
                self._entities[row.speaker.id] = row.speaker
            elif row.source and row.id not in nobody:
                self._unnamed[row.source_text].append(row.id)
        self._words: dict[str, set[str]] = defaultdict(set)
        self._sources: dict[str, set[str]] = defaultdict(set)
        for entity in self._entities.values():
            for word in folded_words(" ".join((*forms(entity), entity.role or ""))):
                self._words[word].add(entity.id)
        for source in self._unnamed:
            for word in folded_words(source):
                self._sources[word].add(source)

    def called(self, who: str) -> Speaks:
        """Those who go by all the words; the one entity of that id, where it is one."""
        if who in self._entities:
            return Speaks(frozenset((who,)), frozenset())
        wanted = Wanted(who)
        found = (self._entities[id_] for id_ in common(self._words, wanted.words))
        entities = frozenset(one.id for one in found if wanted.among(forms(one), one.role))
        unnamed = common(self._sources, wanted.words)
        return Speaks(entities, frozenset(id_ for source in unnamed for id_ in self._unnamed[source]))


def common(index: dict[str, set[str]], words: Iterable[str]) -> set[str]:
    """What stands under every one of the words; nothing without words."""
    sets: Sequence[set[str]] = sorted((index.get(word, set()) for word in words), key=len)
    return set.intersection(*sets) if sets else set()
