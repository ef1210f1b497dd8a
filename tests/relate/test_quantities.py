"""Figures of one quantity, and those that cannot both hold; readings invented."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Figure, Series
from onrecord.relate.copies import Copy
from onrecord.relate.kin import Kin
from onrecord.relate.known import Known
from onrecord.relate.links import Link
from onrecord.relate.quantities import gather, links
from onrecord.relate.quantity_marks import role_of
from onrecord.relate.quantity_things import things
from onrecord.relate.quantity_values import amount, apart, compatible
from onrecord.relate.view import View
from tests.relate.made import Made

FIRST = (
    "A brine tank burst at the Orlec dairy outside Kalvik on Monday, and about 7,000 litres of brine ran into the "
    "harbour, the plant manager Signe Rask said.\n\nThe dairy employs 140 people in Kalvik. Divers counted 36 dead "
    "seals along the Kalvik quays.\n"
)
SECOND = (
    "The brine tank that burst at the Orlec dairy near Kalvik let 19,000 litres of brine into the harbour, two workers "
    "of the plant said.\n\nIn Kalvik the divers now count 52 dead seals along the quays. The dairy has a fleet of "
    "12 vans.\n"
)


def first(text: str = FIRST, outlet: str = "Norden Wire", day: str = "2031-03-05") -> Made:
    made = Made(text, outlet, f"{day}T09:00:00Z")
    made.counts("about 7,000 litres", 7000, "brine", unit="litres", bound="about")
    made.counts("140 people", 140, "people", unit="people")
    made.counts("36 dead seals", 36, "dead seals", unit="seals")
    return made


def second(outlet: str = "Kalvik Post", day: str = "2031-03-06") -> Made:
    made = Made(SECOND, outlet, f"{day}T09:00:00Z")
    made.counts("19,000 litres", 19000, "brine", unit="litres")
    made.counts("52 dead seals", 52, "dead seals", unit="seals")
    made.counts("12 vans", 12, "vans", unit="vans")
    return made


def found(older: View, younger: View, kind: str = "quantity") -> set[tuple[str, str, str | None]]:
    """The links of a kind, as the words of the two figures and the detail."""
    words = {row.id: view.text_of((row.span,)) for view in (older, younger) for row in view.figures}
    rows = [row for row in links(older, younger, None) if row.kind == kind]
    return {(words[row.first], words[row.second or ""], row.detail) for row in rows}


def known_of(*views: View) -> Known:
    figures = {row.id: row for view in views for row in view.figures}
    report_of = {row.id: view.id for view in views for row in view.figures}
    return Known(
        report_of=report_of,
        origin_of={view.id: view.id for view in views},
        age_of={view.id: view.age for view in views},
        day_of={row.id: row.as_of or view.day for view in views for row in view.figures},
        figures=figures,
    )


def all_links(views: Sequence[View]) -> list[Link]:
    """The links of every report with itself and with those after it."""
    return [
        link for at, younger in enumerate(views) for older in views[: at + 1] for link in links(older, younger, None)
    ]


def series_of(*views: View) -> list[tuple[str, list[str], str]]:
    """The series of some reports: names, words of the figures, relation."""
    words = {row.id: view.text_of((row.span,)) for view in views for row in view.figures}
    rows: tuple[Series, ...] = gather(all_links(views), known_of(*views))
    return [(row.name, [words[figure] for figure in row.figures], row.relation) for row in rows]


def test_rival_reports_conflict() -> None:
    older, younger = first().view(), second().view()
    assert found(older, younger) == {
        ("about 7,000 litres", "19,000 litres", "conflicting"),
        ("36 dead seals", "52 dead seals", "conflicting"),
    }
    assert found(older, younger, "figures_differ") == {
        ("about 7,000 litres", "19,000 litres", None),
        ("36 dead seals", "52 dead seals", None),
    }


def test_links_carry_their_reasons() -> None:
    link = next(links(first().view(), second().view(), None))
    assert dict(link.reasons)["number"] == "about 7,000 litres | 19,000 litres"
    assert 0 < float(dict(link.reasons)["likelihood"]) <= 1


@pytest.mark.parametrize(("outlet", "day"), [("Norden Wire", "2031-03-06"), ("Kalvik Post", "2031-03-20")])
def test_the_same_outlet_or_a_much_later_report_revises(outlet: str, day: str) -> None:
    older, younger = first().view(), second(outlet, day).view()
    assert {detail for *_, detail in found(older, younger)} == {"revised"}
    assert not found(older, younger, "figures_differ")


def test_the_same_speaker_later_revises() -> None:
    older = Made("At Orlec the dam holds 70 tonnes of silt, Signe Rask said.", day_of(5), "2031-03-05T09:00:00Z")
    older.says("Signe Rask", "At Orlec the dam holds 70 tonnes of silt")
    older.counts("70 tonnes", 70, "silt", unit="t")
    younger = Made("At Orlec the dam holds 90 tonnes of silt, Rask said.", day_of(6), "2031-03-06T09:00:00Z")
    younger.says("Rask", "At Orlec the dam holds 90 tonnes of silt")
    younger.counts("90 tonnes", 90, "silt", unit="t")
    assert found(older.view(), younger.view()) == {("70 tonnes", "90 tonnes", "revised")}
    assert not found(older.view(), younger.view(), "figures_differ")


def day_of(number: int) -> str:
    return f"Paper {number}"


def test_equal_values_are_linked_without_a_relation() -> None:
    older = first().view()
    younger = Made(FIRST.replace("about 7,000", "exactly 7,000"), "Kalvik Post", "2031-03-06T09:00:00Z")
    younger.counts("7,000 litres", 7000, "brine", unit="litres")
    assert found(older, younger.view()) == {("about 7,000 litres", "7,000 litres", None)}
    assert not series_of(older, younger.view())


def test_what_is_measured_otherwise_is_not_linked() -> None:
    older = Made("The Orlec dairy near Kalvik lost 300 tonnes of butter.")
    older.counts("300 tonnes", 300, "butter", unit="t")
    younger = Made("The Orlec dairy near Kalvik lost 300 euros of butter.", "Kalvik Post")
    younger.counts("300 euros", 300, "butter", unit="EUR")
    assert not found(older.view(), younger.view())


def test_units_of_one_dimension_are_converted() -> None:
    older = Made("The Orlec dairy near Kalvik lost 3 tonnes of butter in the fire.")
    older.counts("3 tonnes", 3, "butter", unit="t")
    younger = Made("The Orlec dairy near Kalvik lost 3,000 kilos of butter in the fire.", "Kalvik Post")
    younger.counts("3,000 kilos", 3000, "butter", unit="kg")
    assert found(older.view(), younger.view()) == {("3 tonnes", "3,000 kilos", None)}


def test_reports_of_other_things_are_not_linked() -> None:
    other = Made("Voters in the Pelago islands queued at 52 polling stations for the mayor's seat.", "Isle Post")
    other.counts("52 polling stations", 52, "polling stations", unit="stations")
    assert not found(first().view(), other.view())


def test_polls_measure_anew() -> None:
    older = Made("A poll by Demos found Rask ahead in Kalvik with 48 percent of likely voters.")
    older.counts("48 percent", 48, "likely voters", unit="%")
    younger = Made("A poll by Vox found Rask ahead in Kalvik with 41 percent of likely voters.", "Kalvik Post")
    younger.counts("41 percent", 41, "likely voters", unit="%")
    assert not found(older.view(), younger.view())


def test_figures_of_past_years_are_not_linked_to_present_ones() -> None:
    older = Made("The Orlec dairy near Kalvik lost 300 tonnes of butter.")
    older.counts("300 tonnes", 300, "butter", unit="t")
    younger = Made("The Orlec dairy near Kalvik lost 500 tonnes of butter in 2012.", "Kalvik Post")
    younger.counts("500 tonnes", 500, "butter", unit="t")
    assert not found(older.view(), younger.view())


def contrasting() -> Made:
    made = Made(
        "Rask had to admit that 19,000 litres of brine, not 7,000, ran into the harbour of Kalvik from the Orlec "
        "dairy's brine tank that burst.",
        "Kalvik Post",
        "2031-03-06T09:00:00Z",
    )
    made.counts("19,000 litres", 19000, "brine", unit="litres")
    made.counts("7,000", 7000, "brine", unit="litres")
    return made


def test_a_report_that_sets_two_values_against_each_other() -> None:
    view = contrasting().view()
    assert found(view, view) == {("19,000 litres", "7,000", "conflicting")}
    assert found(view, view, "figures_differ") == {("19,000 litres", "7,000", None)}


def test_the_value_set_against_leads_to_the_older_report() -> None:
    older, younger = first().view(), contrasting().view()
    assert ("about 7,000 litres", "19,000 litres", "conflicting") in found(older, younger)
    assert ("about 7,000 litres", "7,000", None) in found(older, younger)
    reasons = {name for row in links(older, younger, None) for name, _ in row.reasons}
    assert "set against" in reasons


def test_a_value_that_held_before_is_revised_and_no_dispute() -> None:
    made = Made("Kalvik will pay 4 million euros for the quay, up from the 2 million pledged in spring.")
    made.counts("4 million euros", 4e6, "quay", unit="EUR")
    made.counts("2 million", 2e6, "quay", unit="EUR")
    view = made.view()
    assert found(view, view) == {("4 million euros", "2 million", "revised")}
    assert not found(view, view, "figures_differ")


def test_figures_side_by_side_are_not_linked() -> None:
    view = first().view()
    assert not found(view, view)


@pytest.mark.parametrize(
    ("text", "words", "bare", "role"),
    [
        ("said 51 of the 62 carts had left", "51", True, "part"),
        ("said 51 of the 62 carts had left", "62 carts", False, "whole"),
        ("queued at 14 of Orlec's 52 shops", "14", True, "part"),
        ("two clerks of the Orlec dairy", "two clerks", False, ""),
        ("85 percent of the butter", "85 percent", False, ""),
        ("the remaining nine carts", "nine carts", False, "rest"),
        ("a further 300 jars", "300 jars", False, "more"),
        ("fell from 14 percent to 4 percent", "14 percent", False, "start"),
        ("came from 14 farms", "14 farms", False, ""),
        ("50 days until the vote", "50 days", False, "offset"),
        ("a carriage of 62 carts", "62 carts", False, ""),
        ("won 12 more votes than Rask", "12 more votes", False, "change"),
        ("closer to 19 jars than to the 11", "19 jars", False, ""),
        ("won six of the past seven races", "six", True, "rest"),
        ("won six of the past seven races", "seven races", False, "rest"),
    ],
)
def test_roles(text: str, words: str, bare: bool, role: str) -> None:
    unit = "%" if "percent" in words else None
    at = text.index(words)
    assert role_of(text, Figure(report="r", span=(at, at + len(words)), value=1, unit=unit), bare) == role


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("The rink sold 30 tickets, not 20 tickets.", "conflicting"),
        ("The rink sold 30 tickets, well above the 20 tickets first reported.", "conflicting"),
        ("The rink sold 30 tickets, compared with the 20 tickets it reported in May.", "revised"),
        ("The rink sold 30 tickets, down from 20 tickets.", "revised"),
        ("The rink sold 30 tickets, down from the 20 tickets first announced.", "conflicting"),
        ("The rink claimed 30 tickets, but had in fact sold 20 tickets.", "conflicting"),
        ("The toll was reported as 30 tickets, was in fact 20 tickets.", "conflicting"),
        ("The rink sold 30 tickets, above 20 tickets.", None),
        ("The rink sold 30 tickets, if not 20 tickets.", None),
        ("The rink sold 30 tickets and not only 20 tickets.", None),
        ("The rink sold 30 tickets, compared with 20 tickets for those who reported late.", None),
        ("The rink sold 30 tickets, higher than 20 tickets claimed for those who came.", "conflicting"),
        ("The rink sold 30 tickets and the fair is down from 20 tickets.", None),
    ],
)
def test_what_sets_figures_against_each_other(text: str, detail: str | None) -> None:
    made = Made(text)
    made.counts("30 tickets", 30, "tickets")
    made.counts("20 tickets", 20, "tickets")
    view = made.view()
    assert [linked for *_, linked in found(view, view)] == ([detail] if detail else [])


@pytest.mark.parametrize(
    ("text", "disputed"),
    [
        ("The rink sold 30 tickets, not 20 tickets.", True),
        ("The rink sold 30 tickets rather than the 20 tickets it first reported.", True),
        ("The rink claimed 30 tickets, but had in fact sold 20 tickets.", True),
        ("The rink sold 30 tickets rather than 20 tickets because of the frost.", False),
        ("The rink sold 30 tickets, well below the 20 tickets the town had hoped for.", False),
    ],
)
def test_only_a_figure_that_somebody_gives_is_disputed(text: str, disputed: bool) -> None:
    made = Made(text)
    made.counts("30 tickets", 30, "tickets")
    made.counts("20 tickets", 20, "tickets")
    view = made.view()
    assert bool(found(view, view, "figures_differ")) == disputed


def test_one_of_many_like_figures_is_not_disputed() -> None:
    def report(outlet: str, day: str, seals: int, others: range) -> View:
        more = [f"Beach {n} of Kalvik had {n} dead seals." for n in others]
        made = Made(" ".join([f"The Orlec harbour near Kalvik had {seals} dead seals.", *more]), outlet, day)
        made.counts(f"{seals} dead seals", seals, "dead seals")
        for n in others:
            made.counts(f"{n} dead seals", n, "dead seals")
        return made.view()

    def disputed(count: int) -> bool:
        older = report("Norden Wire", "2031-03-05T09:00:00Z", 336, range(101, 101 + count))
        younger = report("Kalvik Post", "2031-03-06T09:00:00Z", 352, range(201, 201 + count))
        return bool(found(older, younger, "figures_differ"))

    assert disputed(0)
    assert not disputed(9)


def test_what_counts_is_not_set_against_part_of_an_adjective() -> None:
    made = Made("It was a job for one clerk rather than a five-clerk office.")
    made.counts("one clerk", 1, "clerk")
    made.counts("five-clerk", 5, "clerk")
    view = made.view()
    assert not found(view, view)


def test_a_list_of_two_is_set_against_a_list_of_two() -> None:
    made = Made("The load was 16 tonnes on 5 carts, down from the 18 tonnes on 6 carts first announced.")
    made.counts("16 tonnes", 16, "load", unit="t")
    made.counts("5 carts", 5, "carts", unit="carts")
    made.counts("18 tonnes", 18, "load", unit="t")
    made.counts("6 carts", 6, "carts", unit="carts")
    view = made.view()
    assert found(view, view, "figures_differ") == {("16 tonnes", "18 tonnes", None), ("5 carts", "6 carts", None)}


def test_a_figure_inside_an_adjective_is_no_quantity_of_its_own() -> None:
    older = Made("The 15-seal pool of the Orlec zoo near Kalvik reopened.")
    older.counts("15-seal", 15, "seals", unit="seals")
    younger = Made("The pool of the Orlec zoo near Kalvik reopened with 18 seals.", "Kalvik Post")
    younger.counts("18 seals", 18, "seals", unit="seals")
    assert not found(older.view(), younger.view())


def made_copy(words: str, value: float) -> tuple[View, View, Kin]:
    origin = first()
    copied = Made(FIRST.replace("36 dead seals", words), "Echo Hub", "2031-03-05T12:00:00Z")
    copied.counts("about 7,000 litres", 7000, "brine", unit="litres", bound="about")
    copied.counts("140 people", 140, "people", unit="people")
    copied.counts(words, value, "dead seals", unit="seals")
    older, younger = origin.view(), copied.view()
    how = Copy(report=younger.id, copy_of=older.id, kind="edited", share=0.9)
    return older, younger, Kin(older, younger, how)


def test_a_copy_that_changed_a_figure_differs_from_its_origin() -> None:
    older, younger, kin = made_copy("63 dead seals", 63)
    rows = list(links(older, younger, kin))
    assert [row.detail for row in rows if row.kind == "quantity"].count("conflicting") == 1
    changed = [row for row in rows if row.kind == "figures_differ"]
    assert [dict(row.reasons)["number"] for row in changed] == ["36 dead seals | 63 dead seals"]


def test_a_faithful_copy_gives_no_dispute_and_no_series() -> None:
    older, younger, kin = made_copy("36 dead seals", 36)
    rows = list(links(older, younger, kin))
    assert {(row.kind, row.detail) for row in rows} == {("quantity", None)}
    assert gather(rows, known_of(older, younger)) == ()


def test_what_a_copy_changed_stays_out_of_the_series() -> None:
    older, younger, kin = made_copy("63 dead seals", 63)
    assert gather(list(links(older, younger, kin)), known_of(older, younger)) == ()


def test_series_in_order_of_time() -> None:
    third = Made(SECOND.replace("52 dead", "61 dead"), "Norden Wire", "2031-03-12T09:00:00Z")
    third.counts("61 dead seals", 61, "dead seals", unit="seals")
    views = (first().view(), second().view(), third.view())
    assert series_of(*views) == [
        ("brine (litres)", ["about 7,000 litres", "19,000 litres"], "conflicting"),
        ("dead seals", ["36 dead seals", "52 dead seals", "61 dead seals"], "revised"),
    ]


def test_a_value_given_again_stands_once() -> None:
    views = (first().view(), contrasting().view())
    assert series_of(*views) == [("brine (litres)", ["about 7,000 litres", "19,000 litres"], "conflicting")]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_links_does_not_matter(order: tuple[int, ...]) -> None:
    views = (first().view(), second().view(), contrasting().view())
    rows = all_links(views)
    shuffled = [rows[at] for place in order for at in range(place, len(rows), 3)]
    assert gather(shuffled, known_of(*views)) == gather(rows, known_of(*views))


def test_a_series_never_joins_two_quantities_of_one_report() -> None:
    two = Made("Orlec sold 36 crates. Orlec burned 90 crates.", "Norden Wire", "2031-03-05T09:00:00Z")
    sold, burned = two.counts("36 crates", 36, "crates"), two.counts("90 crates", 90, "crates")
    one = Made("Orlec and its 50 crates.", "Kalvik Post", "2031-03-06T09:00:00Z")
    crates = one.counts("50 crates", 50, "crates")

    def quantity(a: Figure, likelihood: str) -> Link:
        reasons = (("likelihood", likelihood),)
        return Link(
            kind="quantity", first=a.id, second=crates.id, report=one.report.id, detail="conflicting", reasons=reasons
        )

    views = two.view(), one.view()
    rows = gather([quantity(sold, "0.90"), quantity(burned, "0.40")], known_of(*views))
    assert [row.figures for row in rows] == [(sold.id, crates.id)]


def figure(
    value: float | None,
    bound: str = "exact",
    unit: str | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Figure:
    return Figure(report="r", span=(0, 1), value=value, bound=bound, unit=unit, low=low, high=high)


@pytest.mark.parametrize(
    ("a", "b", "both"),
    [
        (figure(12000, "about"), figure(12000), True),
        (figure(12000, "about"), figure(12300), True),
        (figure(12000, "about"), figure(14000), False),
        (figure(50, "more_than"), figure(62), True),
        (figure(50, "more_than"), figure(90), False),
        (figure(50, "more_than"), figure(48), False),
        (figure(70, "at_most"), figure(60), True),
        (figure(70, "at_most"), figure(95), False),
        (figure(None, "range", low=20, high=30), figure(25), True),
        (figure(None, "range", low=20, high=30), figure(34), False),
        (figure(62), figure(58), False),
        (figure(12000), figure(11900), True),
        (figure(11900), figure(11800), False),
        (figure(3, unit="t"), figure(3000, unit="kg"), True),
        (figure(4, unit="m"), figure(410, unit="cm"), True),
        (figure(4, unit="m"), figure(47, unit="cm"), False),
        (figure(68.4, unit="%"), figure(67.9, unit="%"), False),
    ],
)
def test_which_values_can_both_hold(a: Figure, b: Figure, both: bool) -> None:
    one, other = amount(a), amount(b)
    assert one
    assert other
    assert compatible(one, other) is both
    assert compatible(other, one) is both
    assert (apart(one, other) == 0) is both


def test_a_figure_without_a_number_is_left_out() -> None:
    assert amount(figure(None)) is None
    made = Made("Many crates burned.")
    made.counts("Many crates", None, "crates")
    assert len(things(made.view())) == 0
    assert not found(made.view(), made.view())


numbers = st.floats(min_value=0.01, max_value=1e9, allow_nan=False)
bounds = st.sampled_from(["exact", "about", "more_than", "at_least", "less_than", "at_most"])


@given(numbers, bounds, numbers, bounds)
def test_holding_together_is_symmetric(a: float, how_a: str, b: float, how_b: str) -> None:
    one, other = amount(figure(a, how_a)), amount(figure(b, how_b))
    assert one
    assert other
    assert compatible(one, one)
    assert compatible(one, other) == compatible(other, one)
    assert apart(one, other) == pytest.approx(apart(other, one))


def test_many_figures_take_bounded_work() -> None:
    text = " ".join(f"Then {number} crates went." for number in range(1000, 1600))
    made = Made(text)
    for number in range(1000, 1600):
        made.counts(f"{number} crates", number, "crates")
    assert len(things(made.view())) == 150
