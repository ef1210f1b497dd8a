"""Same claims: pairs of statements, and groups of them."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.relate.claims import gather, links
from onrecord.relate.copies import Copy
from onrecord.relate.kin import Kin
from onrecord.relate.known import Known
from onrecord.relate.links import Link
from onrecord.relate.polarity import clauses, negations
from onrecord.relate.view import View
from tests.relate.made import Made

BRIDGE = "the swing bridge at Hollum had jammed during the storm on Friday"


def told(content: str, who: str | None = "Ida Falk", outlet: str = "Norden Wire", **more: object) -> View:
    """A report with one statement."""
    made = Made(f"{who or 'Somebody'} told reporters {content}.", outlet=outlet)
    made.says(who, content, cue="told", **more)
    return made.view()


def same(first: View, second: View) -> list[Link]:
    return list(links(first, second, None))


def pair(
    first: str,
    second: str,
    who: tuple[str | None, str | None] = ("Ida Falk", "Ola Brandt"),
    act_a: str = "say",
    act_b: str = "say",
) -> bool:
    """Whether two statements of two reports are one claim."""
    return bool(same(told(first, who[0], act=act_a), told(second, who[1], "Coast Post", act=act_b)))


def test_two_speakers_assert_one_thing_in_other_words() -> None:
    (link,) = same(
        told(BRIDGE), told("the swing bridge in Hollum jammed in Friday's storm", "Ola Brandt", "Coast Post")
    )
    assert link.kind == "same"
    given = dict(link.reasons)
    assert float(given["wording"]) >= 0.8
    assert {"bridge", "hollum", "swing"} <= set(given["words"].split())
    assert "speaker" not in given


def test_one_speaker_may_be_told_shorter() -> None:
    longer = f"{BRIDGE} and that engineers from Aldeby were repairing the gears"
    assert pair(longer, BRIDGE, ("Ida Falk", "Falk"))
    assert not pair(longer, BRIDGE)


@pytest.mark.parametrize(
    "other",
    [
        "the swing bridge at Hollum had not jammed during the storm on Friday",
        "the ferry landing at Hollum had flooded during the storm on Friday",
        "the swing bridge at Aldeby had jammed during the storm on Friday",
    ],
)
def test_another_proposition_is_another_claim(other: str) -> None:
    assert pair(BRIDGE, BRIDGE)
    assert not pair(BRIDGE, other)


def test_other_figures_are_another_claim() -> None:
    def counted(text: str, value: int, outlet: str) -> View:
        made = Made(f"Ida Falk said {text}.", outlet=outlet)
        made.says("Ida Falk", text)
        made.counts(str(value), value, "boats", unit="boats")
        return made.view()

    first = counted("the harbour had lost 40 fishing boats in the storm", 40, "Norden Wire")
    assert same(first, counted("the harbour lost 40 fishing boats in the storm", 40, "Coast Post"))
    assert not same(first, counted("the harbour lost 70 fishing boats in the storm", 70, "Coast Post"))


def test_acts_decide() -> None:
    assert not pair(BRIDGE, BRIDGE, act_b="deny")
    assert not pair(BRIDGE, BRIDGE, act_b="decline")
    assert pair(BRIDGE, BRIDGE, act_a="deny", act_b="deny")
    assert not pair(BRIDGE, BRIDGE, act_a="decline", act_b="decline")
    assert pair(BRIDGE, BRIDGE, ("Ida Falk", "Ida Falk"), act_a="decline", act_b="decline")
    plan = "the bridge would reopen to heavy lorries by Sunday"
    assert pair(plan, plan, act_a="expect", act_b="promise")
    assert not pair("the bridge would reopen to heavy lorries", "the bridge had reopened to heavy lorries")


def test_topics_alone_are_no_claims() -> None:
    assert not pair("the swing bridge repair budget", "the swing bridge repair budget")
    assert pair("the swing bridge repair budget", "the swing bridge repair budget", ("Ida Falk", "Ida Falk"))


def test_each_speaks_of_himself() -> None:
    content = "he would rebuild the flooded harbour wall without loans"
    assert not pair(content, content)
    assert pair(content, content, ("Ida Falk", "Ida Falk"))


@pytest.mark.parametrize("source", ["six in ten", "half of those asked", "62 percent"])
def test_each_poll_asks_others(source: str) -> None:
    def polled(who: str, outlet: str, kind: str) -> View:
        made = Made(f"Of the keepers, {who} said {BRIDGE}.", outlet=outlet)
        row = made.says(None, BRIDGE, cue="said", source=who)
        made.statements[-1] = replace(row, speaker_kind=kind)
        return made.view()

    assert same(polled("the harbour guild", "Norden Wire", "group"), polled("the pilots", "Coast Post", "group"))
    assert not same(polled(source, "Norden Wire", "group"), polled("the pilots", "Coast Post", "group"))


def test_groups_without_a_name_speak_each_of_itself() -> None:
    content = "they had rebuilt the flooded harbour wall without loans"
    assert not pair(content, content, (None, None))
    assert pair(BRIDGE, BRIDGE, (None, None))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "that mooring at the flooded quay of Hollum was reckless",
            "that he was mooring at the flooded quay of Hollum",
        ),
        (BRIDGE, f"it was not known whether {BRIDGE}"),
        (BRIDGE, f"the harbour master would be treated unfairly because {BRIDGE}"),
    ],
)
def test_what_is_said_of_it_must_be_the_same(first: str, second: str) -> None:
    one = ("Ida Falk", "Ida Falk")
    assert pair(first, first, one)
    assert pair(second, second, one)
    assert not pair(first, second, one)
    assert not pair(second, first, one)


def test_whom_somebody_attacks_is_no_claim() -> None:
    one, both = ("Ida Falk", "Ida Falk"), {"act_a": "accuse", "act_b": "accuse"}
    assert not pair("the harbour master", "the harbour master", one, **both)
    accusation = "the harbour master of sleeping on watch during the storm"
    assert pair(accusation, accusation, **both)


def test_two_words_are_few_for_two_speakers() -> None:
    assert not pair("the dredger had been scrapped", "the dredger had been scrapped")
    assert pair("the dredger had been scrapped", "the dredger had been scrapped", ("Ida Falk", "Ida Falk"))


def test_one_speaks_of_himself_and_the_other_not_of_him() -> None:
    content = "{} helped Ida Falk to rebuild the flooded harbour wall at Hollum"
    assert not pair(content.format("he"), content.format("the weather"), ("Ola Brandt", "Eva Lund"))
    assert pair(content.format("he"), content.format("Brandt"), ("Ola Brandt", "Eva Lund"))


def test_nothing_inside_one_report() -> None:
    view = told(BRIDGE)
    assert not same(view, view)


def test_a_copy_keeps_claims_but_not_those_with_other_figures() -> None:
    text = "Falk said {} engineers were repairing the gears of the bridge. Brandt said the road to Aldeby was open."

    def report(count: int, outlet: str) -> View:
        made = Made(text.format(count), outlet=outlet)
        made.says("Ida Falk", f"{count} engineers were repairing the gears of the bridge", cue="said")
        made.says("Ola Brandt", "the road to Aldeby was open")
        made.counts(f"{count} engineers", count, "engineers")
        return made.view()

    def kept(count: int) -> list[str]:
        origin, copy = report(12, "Norden Wire"), report(count, "Coast Post")
        kin = Kin(origin, copy, Copy(copy.id, origin.id, "edited", 0.9))
        return [origin.by_id[link.first].text for link in links(origin, copy, kin)]

    assert len(kept(12)) == 2
    assert kept(21) == ["the road to Aldeby was open"]


def known(rows: dict[str, str], origins: dict[str, str] | None = None) -> Known:
    """Rows by id with their reports; the reports' names are their ages."""
    reports = set(rows.values())
    of = {report: report for report in reports} | (origins or {})
    return Known(rows, of, {report: report for report in reports}, dict.fromkeys(rows), {})


def link(kind: str, first: str, second: str, wording: str = "0.90", detail: str | None = None) -> Link:
    return Link(kind=kind, first=first, second=second, report="r", detail=detail, reasons=(("wording", wording),))


ROWS = {"a": "1", "b": "2", "c": "3", "d": "4", "e": "5"}


def test_groups_are_sorted_by_age() -> None:
    found = gather([link("same", "c", "d"), link("same", "b", "c"), link("same", "b", "d")], known(ROWS))
    assert found == (("b", "c", "d"),)


def test_a_chain_is_not_joined() -> None:
    chain = [link("same", x, y) for x, y in ("ab", "bc", "cd", "de")]
    assert max(map(len, gather(chain, known(ROWS)))) < 5


def test_copies_of_one_origin_are_joined_however_many() -> None:
    chain = [Link(kind="same", first="a", second=x, report="r", reasons=(("copy", "edited"),)) for x in "bcde"]
    assert gather(chain, known(ROWS, dict.fromkeys("2345", "1"))) == (("a", "b", "c", "d", "e"),)


def test_what_says_two_things_does_not_make_them_one() -> None:
    rows = {"a": "1", "b": "1", "c": "2", "d": "3"}
    assert gather([link("same", "a", "c", "1.00"), link("same", "b", "c")], known(rows)) == (("a", "c"),)
    assert gather([link("same", "a", "c"), link("same", "d", "c")], known(rows)) == (("a", "c", "d"),)


@pytest.mark.parametrize("parting", [link("denied", "a", "b"), link("variant", "a", "b", detail="negated")])
def test_what_is_in_dispute_is_never_joined(parting: Link) -> None:
    same_links = [link("same", "a", "b"), link("same", "a", "c"), link("same", "b", "c")]
    assert gather(same_links, known(ROWS)) == (("a", "b", "c"),)
    for group in gather([*same_links, parting], known(ROWS)):
        assert not {"a", "b"} <= set(group)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=10), st.randoms())
def test_the_order_of_links_does_not_matter(pairs: set[tuple[str, str]], chance: random.Random) -> None:
    found = [link("same", x, y, f"0.{8 + len(x + y) % 2}{ord(x) % 10}") for x, y in sorted(pairs) if x < y]
    mixed = list(found)
    chance.shuffle(mixed)
    assert gather(found, known(ROWS)) == gather(mixed, known(ROWS))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(BRIDGE.split()), min_size=3, max_size=12))
def test_a_pair_is_judged_alike_from_both_sides(words: list[str]) -> None:
    first, second = told(BRIDGE), told(" ".join(words), "Ola Brandt", "Coast Post")
    assert bool(same(first, second)) == bool(same(second, first))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("the gates were open", 0),
        ("the gates weren’t open", 1),
        ("nobody had opened the gates", 1),
        ("neither the gates nor the locks were open", 1),
        ("the gates failed to open", 1),
        ("no fewer than nine gates were open", 0),
        ("it was not only the gates", 0),
    ],
)
def test_negations(text: str, count: int) -> None:
    assert negations(text) == count


def test_clauses_join_one_another() -> None:
    text = "the gates were open, but nobody had opened them; the keeper slept"
    parts = clauses(text)
    assert len(parts) == 3
    assert "".join(text[start:end] for start, end in parts) == text
    assert clauses("") == ((0, 0),)
