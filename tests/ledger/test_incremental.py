"""Adding reports in any order, and in any parts, gives what relating them all from scratch gives."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.ledger import Ledger, relating, standing
from onrecord.ledger.relations import links_at
from onrecord.records import Report
from onrecord.relate import neighbours, shingles
from onrecord.relate.pile import relate_pile
from tests.ledger.build import COPY_TEXT, LATE_TEXT, ORIGIN_TEXT, OTHER_TEXT, make, open_ledger, read
from tests.relate.build import COST, END, HALL, LEAD, OTHER, QUOTE, REWRITTEN, WALL
from tests.relate.build import STORY as LOCK

POOL = (
    make("norden", "2031-03-05T09:20:00Z", ORIGIN_TEXT),
    make("kurier", "2031-03-06T07:00:00Z", COPY_TEXT),
    make("echo", "2031-03-05T09:20:00Z", ORIGIN_TEXT),
    make("blatt", None, ORIGIN_TEXT),
    make("gazeta", "2031-03-08", OTHER_TEXT),
    make("posten", "2031-03-12T18:00:00Z", LATE_TEXT),
    make("half", "2031-03-13", f"{LATE_TEXT}\n{OTHER_TEXT}"),
    make("wire", "2031-05-06T08:15:00Z", LOCK),
    make("post", "2031-05-06T09:15:00Z", "\n\n".join((LEAD, WALL, QUOTE, HALL))),
    make("buzz", "2031-05-06T10:15:00Z", REWRITTEN),
    make("buzzer", "2031-05-06T11:15:00Z", f"{REWRITTEN}\n\nMore on this later."),
    make("trim", "2031-05-07", "\n\n".join((COST, END, OTHER))),
    make("isle", "2031-05-08T06:00:00Z", OTHER),
    make("void", "2031-05-09", ""),
)


def record(ledger: Ledger) -> list[tuple[str, object]]:
    """The whole export, and the links behind it, but for the moment at which reports were added."""
    rows = [(table, row if isinstance(row, list) else {**row, "added_at": None}) for table, row in ledger.dump()]
    with ledger._store.reading() as connection:
        return [*rows, *sorted((link.kind, repr(link)) for link in links_at(connection, None))]


def added(path: Path, batches: Sequence[Sequence[Report]]) -> list[tuple[str, object]]:
    """The record of a ledger to which the batches were added one after the other."""
    with open_ledger(path) as ledger:
        for batch in batches:
            ledger.add_reports(batch)
        return record(ledger)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, object]]:
    """The record when all reports are added at once, the oldest first."""
    return added(tmp_path_factory.mktemp("whole") / "story.db", [POOL])


def test_the_pool_has_something_to_relate(whole: list[tuple[str, object]]) -> None:
    kinds = {row["copy_kind"] for table, row in whole if table == "reports"}  # type: ignore[index]
    assert kinds == {None, "verbatim", "edited", "rewritten"}
    assert any(isinstance(row, str) and "Link(" in row for _, row in whole)


@pytest.mark.parametrize("seed", range(6))
def test_in_any_order_and_in_any_parts(whole: list[tuple[str, object]], tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    order = rng.sample(POOL, len(POOL))
    size = rng.choice([1, 1, 3, 5])
    assert added(tmp_path / "story.db", [order[at : at + size] for at in range(0, len(order), size)]) == whole


def test_the_youngest_first_one_by_one(whole: list[tuple[str, object]], tmp_path: Path) -> None:
    assert added(tmp_path / "story.db", [[report] for report in reversed(POOL)]) == whole


def test_the_ledger_holds_what_relating_from_scratch_gives(whole: list[tuple[str, object]]) -> None:
    related = relate_pile([read(report) for report in POOL])
    assert [row for row in whole if isinstance(row[1], str)] == sorted(
        (link.kind, repr(link)) for link in related.links
    )
    stems = {row["id"]: row["copy_of"] for table, row in whole if table == "reports"}  # type: ignore[index]
    assert {id_: of for id_, of in stems.items() if of} == {copy.report: copy.copy_of for copy in related.copies}


PEOPLE = tuple(
    f"{first} {last}"
    for first in ("Petra", "Ivar", "Siri", "Tore")
    for last in ("Lund", "Moen", "Dale", "Hagen", "Rud")
)


def filler(rng: random.Random) -> str:
    """Words that no other report has in that order."""
    words = "boats lay idle while traders in the old market argued over nets salt bread and rain".split()  # noqa: SIM905
    return " ".join(rng.choice(words) for _ in range(60))


def paper(number: int) -> Report:
    """A report in which some of the people say what others report too."""
    rng = random.Random(number)
    said = [
        f'{name} said "the bridge over the sound will open before June".' for name in rng.sample(PEOPLE, 9 + number % 3)
    ]
    pieces = [*(f"{one} {filler(rng)}." for one in said), filler(rng)]
    return make(f"paper{number}", f"2031-06-{1 + number * 7 % 20:02}", "\n".join(pieces))


MANY = tuple(map(paper, range(9)))


@pytest.mark.parametrize("seed", range(2))
def test_where_few_of_many_that_name_the_same_are_compared(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    monkeypatch.setattr(neighbours, "MOST", 2)
    monkeypatch.setattr(relating, "sharers", lambda *_: set())  # no copies here: names alone decide
    whole = added(tmp_path / "whole.db", [MANY])
    links = [row for row in whole if isinstance(row[1], str)]
    assert len(links) > len(MANY)
    order = random.Random(seed).sample(MANY, len(MANY))
    assert added(tmp_path / "parts.db", [[report] for report in order]) == whole
    related = relate_pile([read(report) for report in MANY])
    assert links == sorted((link.kind, repr(link)) for link in related.links)


@pytest.mark.parametrize("seed", range(4))
def test_where_few_are_compared_and_prints_soon_count_as_boilerplate(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    monkeypatch.setattr(neighbours, "MOST", 2)
    for module in (shingles, standing):
        monkeypatch.setattr(module, "POSTINGS", 1)
    rng = random.Random(seed)
    whole = added(tmp_path / "whole.db", [POOL])
    order = rng.sample(POOL, len(POOL))
    assert added(tmp_path / "parts.db", [order[at : at + 2] for at in range(0, len(order), 2)]) == whole
    related = relate_pile([read(report) for report in POOL])
    assert [row for row in whole if isinstance(row[1], str)] == sorted(
        (link.kind, repr(link)) for link in related.links
    )
