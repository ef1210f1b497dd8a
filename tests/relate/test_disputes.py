"""Disputes: within a report, between reports, and put together."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Dispute, Figure
from onrecord.relate.copies import Copy
from onrecord.relate.disputes import gather, links
from onrecord.relate.kin import Kin
from onrecord.relate.known import Known
from onrecord.relate.links import Link
from onrecord.relate.view import View
from tests.relate.made import Made

LEAK = "the tank farm at Skelby had leaked diesel into the canal"
Said = tuple[str | None, str, str, str]
"""Speaker, cue, content, act."""


def report(*said: Said, outlet: str = "Norden Wire", **more: object) -> View:
    """A report that says one sentence a statement."""
    made = Made("\n\n".join(f"{who or 'Somebody'} {cue} {content}." for who, cue, content, _ in said), outlet=outlet)
    for who, cue, content, act in said:
        made.says(who, content, cue=cue, act=act, **more)
    return made.view()


def inside(*said: Said) -> list[tuple[str, str, str]]:
    """The disputes of a report with itself: kind, and both contents."""
    view = report(*said)
    return [
        (one.kind, view.by_id[one.first].text, view.by_id[one.second or ""].text) for one in links(view, view, None)
    ]


def between(first: Said, second: Said) -> list[str]:
    older, younger = report(first), report(second, outlet="Coast Post")
    return [one.kind for one in links(older, younger, None)]


CLAIM: Said = ("Ida Falk", "said", LEAK, "say")


def test_a_denial_names_what_it_denies() -> None:
    denial = "that the tank farm had leaked any diesel"
    assert inside(CLAIM, ("Ola Brandt", "denied", denial, "deny")) == [("denied", LEAK, denial)]
    assert not inside(CLAIM, ("Ola Brandt", "denied", "that the night ferry had been late", "deny"))


def test_nobody_answers_himself() -> None:
    denial = "that the tank farm had leaked any diesel"
    assert not inside(CLAIM, ("Ida Falk", "denied", denial, "deny"))


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("rejected", "the allegation"),
        ("dismissed", "the story as idle gossip"),
        ("called", "that a lie"),
        ("denied", "that that was the case"),
    ],
)
def test_a_denial_points_at_what_was_said_before(cue: str, content: str) -> None:
    found = inside(("Eva Lund", "said", "the road was open again", "say"), CLAIM, ("Ola Brandt", cue, content, "deny"))
    assert found == [("denied", LEAK, content)]


def test_a_noun_for_something_else_does_not_point() -> None:
    assert not inside(CLAIM, ("Ola Brandt", "rejected", "the cheapest of the offers", "deny"))


def test_what_was_only_found_bad_is_not_denied() -> None:
    assert not inside(CLAIM, ("Ola Brandt", "called", "the remark offensive and outlandish", "deny"))
    assert inside(CLAIM, ("Ola Brandt", "called", "the remark offensive and untrue", "deny"))


def test_how_something_is_done_cannot_be_denied() -> None:
    assert not inside(CLAIM, ("Ola Brandt", "disagreed on", "how the tank farm at Skelby had leaked diesel", "deny"))


def test_a_claim_is_whose_it_is_said_to_be() -> None:
    theirs = ("Eva Lund", "said", "the road was open again", "say")
    denial = "Falk's claim"
    assert inside(CLAIM, theirs, ("Ola Brandt", "rejected", denial, "deny")) == [("denied", LEAK, denial)]


def test_what_is_told_of_a_story_is_not_the_story() -> None:
    telling: Said = ("Ida Falk", "said", "the story about the tank farm had moved on", "say")
    denial: Said = ("Ola Brandt", "dismissed", "the story about the tank farm", "deny")
    assert not inside(telling, denial)
    assert inside(CLAIM, ("Ola Brandt", "dismissed", "the story about the tank farm at Skelby", "deny"))


def test_a_denial_points_at_what_was_said_just_before() -> None:
    between = " The ferry sailed. The quay was empty. The lamps were lit."
    denial = "the report"

    def found(content: str, text: str) -> int:
        made = Made(f"Falk said {content}.{text} Brandt denied {denial}.")
        made.says("Ida Falk", content, cue="said")
        made.says("Ola Brandt", denial, cue="denied", act="deny")
        view = made.view()
        return len(list(links(view, view, None)))

    assert found(LEAK, "")
    assert not found(LEAK, between)
    assert found(f"{LEAK} and that Brandt had known", between)


def test_what_nobody_denies_points_at_nothing() -> None:
    made = Made(f"Falk said {LEAK}, until the report was shown to be a hoax.")
    made.says("Ida Falk", LEAK, cue="said")
    made.says(None, "the report was shown to be a hoax", act="deny")
    view = made.view()
    assert not list(links(view, view, None))


def test_a_long_statement_elsewhere_is_not_what_is_denied() -> None:
    long = f"{LEAK}, that nine boats lay idle, that the pilots had been sent home and the fish market had closed early"
    others = [("Eva Lund", "said", f"road number {n} was open again", "say") for n in range(6)]
    denial: Said = ("Ola Brandt", "denied", "that diesel had leaked into the canal", "deny")
    assert inside(("Ida Falk", "said", long, "say"), denial)
    assert not inside(("Ida Falk", "said", long, "say"), *others, denial)
    assert inside(CLAIM, *others, denial)


@pytest.mark.parametrize(
    "content",
    [
        "criticism of the tank farm at Skelby that leaked diesel",
        "those at the tank farm at Skelby who say it leaked diesel",
        "to clear the tank farm at Skelby of leaked diesel",
    ],
)
def test_between_reports_a_denial_says_what_it_denies(content: str) -> None:
    assert between(CLAIM, ("Ola Brandt", "rejected", content, "deny")) == []


def test_without_a_name_in_common_a_denial_is_close_in_time() -> None:
    content = "the tank farm had leaked diesel into the canal"

    def later(published: str) -> list[str]:
        made = Made(f"Brandt denied that {content}.", outlet="Coast Post", published=published)
        made.says("Ola Brandt", f"that {content}", cue="denied", act="deny")
        return [one.kind for one in links(report(("Ida Falk", "said", content, "say")), made.view(), None)]

    assert later("2031-03-09T09:00:00Z") == ["denied"]
    assert later("2031-06-09T09:00:00Z") == []


def test_both_claims_are_two() -> None:
    other = "the harbour office had been told of it in May"
    found = inside(CLAIM, ("Ida Falk", "added", other, "say"), ("Ola Brandt", "disputed", "both claims", "deny"))
    assert sorted(one[1] for one in found) == sorted([LEAK, other])


def test_charges_are_one_a_sentence() -> None:
    nearer = "the harbour office had been told of it in May"

    def found(text: str, pointer: str) -> list[str]:
        made = Made(text)
        for content in (LEAK, nearer):
            made.says("Ida Falk", content)
        made.says("Ola Brandt", pointer, cue="denied", act="deny")
        view = made.view()
        return sorted(view.by_id[one.first].text for one in links(view, view, None))

    one_sentence = f"Falk, who said {LEAK}, added that {nearer}. Brandt denied "
    assert found(f"{one_sentence}those charges.", "those charges") == [nearer]
    assert found(f"{one_sentence}both charges.", "both charges") == sorted([LEAK, nearer])
    assert found(f"Falk said {LEAK}. She added that {nearer}. Brandt denied those charges.", "those charges") == sorted(
        [LEAK, nearer]
    )


def test_who_withdraws_a_claim_made_it() -> None:
    other = ("Eva Lund", "said", "the road was open again", "say")
    found = inside(("Ida Falk", "had said", LEAK, "say"), other, ("Ida Falk", "withdrew", "the claim", "deny"))
    assert found == [("denied", LEAK, "the claim")]


def test_who_is_accused_denies_that() -> None:
    accusation: Said = ("Ida Falk", "accused", "Brandt of sleeping through the alarm", "accuse")
    assert inside(accusation, ("Ola Brandt", "denied", "any delay", "deny"))
    assert not inside(accusation, ("Eva Lund", "denied", "any delay", "deny"))


def test_doubt_of_what_was_said_contradicts_it() -> None:
    assert inside(CLAIM, ("Ola Brandt", "thought", "that unlikely", "doubt")) == [
        ("contradicted", LEAK, "that unlikely")
    ]


def test_what_is_denied_later_is_denied_and_what_is_asserted_later_contradicts() -> None:
    denial: Said = ("Ola Brandt", "denied", "that the tank farm at Skelby had leaked diesel", "deny")
    assert between(CLAIM, denial) == ["denied"]
    assert between(denial, CLAIM) == ["contradicted"]
    assert between(denial, ("Ola Brandt", "admitted", LEAK, "confirm")) == ["contradicted"]
    assert between(denial, denial) == []
    assert between(CLAIM, ("Ola Brandt", "would not discuss", LEAK, "decline")) == []


def test_the_opposite_contradicts() -> None:
    opposite = "the tank farm at Skelby had not leaked diesel into the canal"
    assert between(CLAIM, ("Ola Brandt", "said", opposite, "say")) == ["contradicted"]
    assert between(CLAIM, CLAIM) == []
    elsewhere = "the tank farm at Aldeby had not leaked diesel into the canal"
    assert between(CLAIM, ("Ola Brandt", "said", elsewhere, "say")) == []


def test_votes_are_no_denials() -> None:
    bill = "the plan that the tank farm at Skelby had been given"
    assert not inside(("Ida Falk", "praised", bill, "say"), ("Ola Brandt", "voted against", f"{bill} then", "deny"))


def test_nothing_between_a_copy_and_its_origin() -> None:
    origin, copy = report(CLAIM), report(CLAIM, outlet="Coast Post")
    assert not list(links(origin, copy, Kin(origin, copy, Copy(copy.id, origin.id, "verbatim", 1.0))))


def figure(place: int, value: float) -> Figure:
    return Figure(report=str(place), span=(place, place + 1), value=value)


FIGURES = [figure(1, 40), figure(2, 40), figure(3, 70), figure(4, 70)]
ROWS = dict(zip("abcdef", "123456", strict=True)) | {one.id: one.report for one in FIGURES}


def known() -> Known:
    ages = {report: report for report in "123456"}
    return Known(ROWS, {x: x for x in ages}, ages, dict.fromkeys(ROWS), {one.id: one for one in FIGURES})


def link(kind: str, first: str, second: str, detail: str | None = None) -> Link:
    return Link(kind=kind, first=first, second=second, report="r", detail=detail)


def test_claims_are_sides() -> None:
    rows = gather([link("denied", "a", "c"), link("denied", "b", "c")], known(), [("a", "b"), ("c", "d")])
    assert rows == (Dispute(kind="denied", between=(("a", "b"), ("c", "d"))),)


def test_all_that_one_denial_denies_is_one_side() -> None:
    rows = gather([link("denied", "a", "c"), link("denied", "b", "c")], known(), [])
    assert rows == (Dispute(kind="denied", between=(("a", "b"), ("c",))),)


def test_two_denials_are_two_disputes() -> None:
    assert len(gather([link("denied", "a", "b"), link("denied", "a", "c")], known(), [])) == 2


def test_a_denied_claim_is_not_contradicted_too() -> None:
    rows = gather([link("denied", "a", "c"), link("contradicted", "b", "c")], known(), [("a", "b")])
    assert [row.kind for row in rows] == ["denied"]


def test_a_turned_quotation_contradicts_its_original() -> None:
    rows = gather([link("variant", "a", "b", "negated"), link("variant", "c", "d", "trimmed")], known(), [])
    assert rows == (Dispute(kind="contradicted", between=(("a",), ("b",))),)


def test_figures_of_one_value_are_one_side() -> None:
    a, b, c, d = (one.id for one in FIGURES)
    found = [link("quantity", a, b), link("quantity", c, d), link("figures_differ", a, c), link("figures_differ", b, d)]
    rows = gather(found, known(), [])
    assert rows == (Dispute(kind="figures_differ", between=((a, b), (c, d))),)
    revised = [link("quantity", a, c, "revised"), link("figures_differ", a, c)]
    assert gather(revised, known(), []) == (Dispute(kind="figures_differ", between=((a,), (c,))),)


@settings(max_examples=60, deadline=None)
@given(
    st.sets(
        st.tuples(st.sampled_from(["denied", "contradicted"]), st.sampled_from("abc"), st.sampled_from("def")),
        max_size=8,
    ),
    st.randoms(),
)
def test_the_order_of_links_does_not_matter(found: set[tuple[str, str, str]], chance: random.Random) -> None:
    rows = [link(*one) for one in sorted(found)]
    mixed = list(rows)
    chance.shuffle(mixed)
    assert gather(rows, known(), [("a", "b")]) == gather(mixed, known(), [("a", "b")])


def test_a_report_of_like_denials_takes_bounded_time() -> None:
    said: list[Said] = [("Ida Falk", "denied", f"that gate {n} had been open all night", "deny") for n in range(300)]
    view = report(*said)
    assert not list(links(view, view, None))
