"""Which rows of a copy stand for which of its origin."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.relate.likeness import Likeness, best_first, between, in_order
from onrecord.relate.parallel import parallel
from onrecord.relate.view import View
from tests.relate.made import Made

ORIGIN = (
    "KARUP — A freight train left the rails near Skelby on Monday, blocking both tracks, the railway said.\n\n"
    "“We counted 46 wagons on their side,” said Marta Holm, who runs the depot. She said the line would be shut for "
    "nine days.\n\n"
    "About 1,300 commuters took buses. Jens Krog, a baker, complained that nobody had warned him.\n\n"
    "The minister, Ole Brandt, visited the scene. “The sleepers were rotten,” he said.\n"
)
SPUN = (
    "KARUP: On Monday a goods train jumped the rails beside Skelby. It blocked the two tracks, according to the "
    "railway.\n\n"
    "“We numbered 64 wagons lying sideways,” stated Marta Holm, the boss of the depot. She noted that the line is to "
    "stay closed for nine days.\n\n"
    "Some 1,300 travellers rode buses. Jens Krog, who bakes bread, grumbled that no one had alerted him. Moon.\n\n"
    "Ole Brandt, the minister, came to the scene. “Rotten were the sleepers,” stated Marta Holm.\n"
)


def origin() -> View:
    made = Made(ORIGIN)
    made.says(
        "the railway", "A freight train left the rails near Skelby on Monday, blocking both tracks", kind="organization"
    )
    made.says("Marta Holm", "“We counted 46 wagons on their side,”", mode="direct")
    made.says("Marta Holm", "the line would be shut for nine days")
    made.says("Jens Krog", "nobody had warned him", act="accuse")
    made.says("Ole Brandt", "“The sleepers were rotten,”", mode="direct")
    made.counts("46 wagons", 46, "wagons", unit="wagons")
    made.counts("nine days", 9, "days", unit="days")
    made.counts("About 1,300 commuters", 1300, "commuters", unit="people", bound="about")
    return made.view()


def spun() -> View:
    made = Made(SPUN, outlet="Buzz Daily", published="2031-03-05T12:00:00Z")
    made.says(
        "the railway",
        "On Monday a goods train jumped the rails beside Skelby. It blocked the two tracks",
        kind="organization",
    )
    made.says("Marta Holm", "“We numbered 64 wagons lying sideways,”", mode="direct")
    made.says("Marta Holm", "the line is to stay closed for nine days")
    made.says("Jens Krog", "no one had alerted him", act="accuse")
    made.says("Marta Holm", "“Rotten were the sleepers,”", mode="direct")
    made.counts("64 wagons", 64, "wagons", unit="wagons")
    made.counts("nine days", 9, "days", unit="days")
    made.counts("Some 1,300 travellers", 1300, "travellers", unit="people", bound="about")
    return made.view()


def test_a_rewriting_is_paired_row_by_row() -> None:
    found = parallel(origin(), spun())
    assert found.sayings == ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4)), "the last one though it changed its speaker"
    assert found.figures == ((0, 0), (1, 1), (2, 2)), "the first one though its digits were turned over"


def test_a_split_sentence_belongs_to_the_one_it_was_cut_from() -> None:
    pairs = {j: i for i, j in parallel(origin(), spun()).sentences}
    assert pairs[0] == pairs[1] == 0


def test_what_the_copy_adds_stays_alone() -> None:
    a, b = origin(), spun()
    stray = next(place for place, span in enumerate(b.sentences) if b.report.text[slice(*span)] == "Moon.")
    assert stray not in {j for _, j in parallel(a, b).sentences}


def test_a_statement_without_counterpart_stays_alone() -> None:
    made = Made(SPUN + "\nPolice in Aarby said a stolen tractor had been found in a lake.\n", outlet="Buzz Daily")
    row = made.says("Police in Aarby", "a stolen tractor had been found in a lake", kind="organization")
    made.counts("64 wagons", 64, "wagons", unit="wagons")
    found = parallel(origin(), made.view())
    assert made.view().by_id[row.id].place not in {j for _, j in found.sayings}


def test_moved_paragraphs_are_found_again() -> None:
    first, *rest = ORIGIN.strip().split("\n\n")
    moved = Made("\n\n".join([first, *rest[::-1]]), outlet="Coast Post")
    moved.says("Marta Holm", "the line would be shut for nine days")
    moved.says("Ole Brandt", "“The sleepers were rotten,”", mode="direct")
    a, b = origin(), moved.view()
    pairs = {(a.sayings[i].text, b.sayings[j].text) for i, j in parallel(a, b).sayings}
    assert pairs == {(text, text) for text in ("the line would be shut for nine days", "“The sleepers were rotten,”")}


def test_figures_of_other_things_are_not_paired() -> None:
    a = Made("The tug burned 30 tonnes of coal. Then it sailed home.")
    a.counts("30 tonnes", 30, "coal", unit="t")
    b = Made("The tug burned coal. Then it sailed 40 km home.", outlet="Buzz Daily")
    b.counts("40 km", 40, "distance", unit="km")
    assert parallel(a.view(), b.view()).figures == ()


def test_a_report_stands_for_itself() -> None:
    a = origin()
    found = parallel(a, a)
    assert found.sayings == tuple((i, i) for i in range(len(a.sayings)))
    assert found.figures == tuple((i, i) for i in range(len(a.figures)))
    assert found.sentences == tuple((i, i) for i in range(len(a.sentences)))


def test_empty_reports_have_nothing_in_common() -> None:
    empty = Made("-").view()
    assert parallel(empty, empty).sayings == ()
    assert parallel(origin(), empty).figures == ()


def test_very_long_reports_are_compared_in_part() -> None:
    made = Made("The mill in Ulvik ground 12 sacks of rye on that day. " * 2000)
    made.says("Tor Vik", "The mill in Ulvik ground 12 sacks of rye on that day")
    assert parallel(made.view(), made.view()).sayings == ((0, 0),)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(ORIGIN.split()), max_size=60), st.lists(st.sampled_from(SPUN.split()), max_size=60))
def test_rows_occur_once_and_results_repeat(first: list[str], second: list[str]) -> None:
    a, b = (Made(" ".join(words) or "-", outlet=name).view() for words, name in ((first, "A B"), (second, "C D")))
    found = parallel(a, b)
    assert found == parallel(a, b)
    assert len(set(found.sentences)) == len(found.sentences)
    assert all(i < len(a.sentences) and j < len(b.sentences) for i, j in found.sentences)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("nine", "9", True),
        ("1,540", "1540", True),
        ("46", "64", False),
        ("Łódź", "Lodz", True),
        ("boat", "boats", True),
    ],
)
def test_words_find_their_like(one: str, other: str, alike: bool) -> None:
    share = float(Likeness([one], [other]).coverage([[one]], [[other]]).both[0, 0])
    assert (share >= 0.9) == alike
    if not alike:
        assert 0 < share < 0.9, "digits turned over find half"


def test_alignments_keep_the_order_and_fill_gaps() -> None:
    likeness = Likeness(["oak", "elm", "ash"], ["oak", "elm", "ash"])
    gains = likeness.coverage([["oak"], ["elm"], ["ash"]], [["elm"], ["oak"], ["ash"]]).both - 0.8
    pairs = in_order(gains)
    assert pairs == sorted(pairs)
    assert len(pairs) == 2
    assert between(gains, [(0, 0), (2, 2)]) == []
    assert sorted(pairs + best_first(gains, pairs)) == [(0, 1), (1, 0), (2, 2)]
