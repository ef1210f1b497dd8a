import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.records import Report
from onrecord.relate import Copy, find_copies
from onrecord.relate import copies as module
from tests.relate.build import COST, END, HALL, LEAD, OTHER, QUOTE, REWRITTEN, STORY, WALL, at, noise, report

STORIES = Path(__file__).parents[3] / "shared" / "data" / "stories"


def only(*reports: Report) -> Copy:
    (copy,) = find_copies(reports)
    return copy


def test_the_same_text_from_two_outlets_is_a_verbatim_copy():
    first, second = report(name="wire", published=at(8)), report(name="post", published=at(9))
    assert only(second, first) == Copy(second.id, first.id, "verbatim", 1.0)


def test_a_cut_at_the_end_a_missing_dateline_and_a_credit_line_leave_a_copy_verbatim():
    wire = report(name="wire", published=at(8))
    text = "\n\n".join((LEAD.partition(" - ")[2], WALL, QUOTE, HALL, "(Reporting by the Varness bureau)"))
    copy = only(wire, report(text, "post", published=at(9)))
    assert copy.kind == "verbatim"
    assert 0.9 < copy.share < 1


def test_a_lost_not_is_no_verbatim_copy():
    text = "The board said that the lower lock would not be drained before the beams from Marholt were in place."
    assert only(report(text, "wire", published=at(8)), report(text.replace(" not", ""), "post")).kind == "edited"


def test_cuts_and_changes_make_an_edited_copy_even_at_half_the_length():
    wire = report(name="wire", published=at(8))
    text = "\n\n".join((LEAD.partition(" - ")[2], COST.replace("at least", "no less than"), "A hotline was set up."))
    copy = only(report(text, "post", published=at(11)), wire)
    assert (copy.copy_of, copy.kind) == (wire.id, "edited")
    assert 0.8 < copy.share < 1


def test_paragraphs_that_changed_places_are_still_found():
    wire = report(name="wire", published=at(8))
    copy = only(wire, report("\n\n".join((COST, HALL, LEAD)), "post", published=at(9)))
    assert copy.kind == "edited"
    assert copy.share > 0.95


def test_a_rewriting_word_by_word_is_found_by_its_names_and_numbers():
    wire = report(name="wire", published=at(8))
    copy = only(wire, report(REWRITTEN, "buzz", published=at(10)))
    assert (copy.copy_of, copy.kind) == (wire.id, "rewritten")
    assert copy.share > 0.6


def test_reports_of_their_own_are_no_copies():
    assert find_copies([report(name="wire"), report(OTHER, "post"), report(noise(300, 1), "mail")]) == []


def test_a_follow_up_with_a_paragraph_of_background_is_no_copy():
    follow_up = f"{OTHER}\n\n{noise(60, 2)}\n\n{WALL}"
    assert find_copies([report(published=at(8)), report(follow_up, "later", published=at(20))]) == []


def test_the_same_quotations_in_words_of_their_own_are_no_copy():
    speech = [f'"{noise(40, seed)}," he said.' for seed in range(4)]
    first, second = "\n\n".join((noise(60, 10), *speech)), "\n\n".join((noise(60, 11), *speech))
    assert find_copies([report(first, "wire"), report(second, "post")]) == []


def test_one_outlet_may_keep_half_of_its_earlier_report():
    text = f"{noise(90, 3)}\n\n{LEAD}\n\n{WALL}\n\n{QUOTE}"
    own = report(outlet="Wire", published=at(8)), report(text, "b", outlet="Wire", published=at(18))
    assert find_copies(own) == []
    others = report(outlet="Wire", published=at(8)), report(text, "b", outlet="Post", published=at(18))
    assert only(*others).kind == "edited"


def test_a_copy_of_a_copy_points_at_the_origin():
    wire = report(name="wire", published=at(8))
    edited = "\n\n".join((LEAD, WALL, HALL, END.replace("61", "about 60")))
    copies = find_copies([
        wire, report(edited, "post", published=at(9)), report(edited, "mail", published=at(10)),
        report(edited.replace("Monday", "Sunday"), "sun", published=at(11)),
    ])  # fmt: skip
    assert [copy.copy_of for copy in copies] == [wire.id] * 3


def test_what_a_copy_adds_is_its_own():
    wire, added = report(name="wire", published=at(8)), noise(150, 5)
    post = report(f"{STORY}\n\n{added}", "post", published=at(9))
    mail = report(added, "mail", published=at(10))
    found = {copy.report: copy.copy_of for copy in find_copies([mail, wire, post])}
    assert found == {post.id: wire.id, mail.id: post.id}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (report(name="z", published=at(8)), report(name="a", published=at(9))),
        (report(name="z", published="2031-05-06"), report(name="a")),
        (report(name="z", published=at(8)), report(name="a", published="2031-05-06")),
        (report(name="z", published=at(8)), report(name="a", published="2031-05-06T00:00:00Z")),
        (report(name="z", published="2031-05-05"), report(name="a", published=at(8))),
        (report(name="z"), report(STORY[: -len(END)], "a")),
    ],
    ids=["earlier", "dated", "timed", "midnight is no time", "earlier day", "longer"],
)
def test_the_origin_is_the_earlier_report(first, second):
    assert only(second, first).copy_of == first.id


@pytest.mark.parametrize("text", ["", "  \n", "—"])
def test_reports_without_words_are_no_copies(text):
    assert find_copies([report(text, "a"), report(text, "b"), report(name="c")]) == []


def test_texts_of_a_few_words_are_copies_when_equal():
    assert only(report("Yes, all.", "a"), report("yes all", "b"), report("Yes, not all.", "c")).kind == "verbatim"


def test_a_report_given_twice_is_no_copy_of_itself():
    assert find_copies([report(), report()]) == []
    with pytest.raises(RecordError, match="copy of itself"):
        Copy("a", "a", "edited", 0.5)
    with pytest.raises(RecordError, match="allowed: verbatim, edited, rewritten"):
        Copy("a", "b", "stolen", 0.5)


def test_many_copies_are_all_compared_with_one_origin(monkeypatch):
    compared = []
    overlap = module.overlap
    monkeypatch.setattr(module, "overlap", lambda *pair: compared.append(pair) or overlap(*pair))
    base = noise(200, 7).split()
    texts = [" ".join([*base[:i], "zzz", *base[i + 1 :]]) for i in range(200)]
    copies = find_copies([report(text, f"n{i}", published=at(i // 50)) for i, text in enumerate(texts)])
    assert len(copies) == 199
    assert len({copy.copy_of for copy in copies}) == 1
    assert len(compared) <= 2 * len(texts)


@pytest.mark.parametrize("text", ["la " * 40_000, "New York " * 20_000, "“" * 50_000, "‘so " * 20_000, '"a' * 20_001])
def test_hostile_texts_take_linear_time(text):
    copies = find_copies([report(text, "a"), report(text + " and then no more of it", "b")])
    assert len(copies) <= 1


paragraphs = st.lists(st.sampled_from([LEAD, WALL, QUOTE, HALL, COST, END, *OTHER.split("\n\n")]), max_size=6)
piles = st.lists(
    st.builds(
        report,
        paragraphs.map("\n\n".join),
        st.sampled_from("abcdefgh"),
        outlet=st.sampled_from([None, "One", "Two"]),
        published=st.sampled_from([None, "2031-05-06", at(0), at(7), at(23)]),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(piles.flatmap(lambda pile: st.tuples(st.just(pile), st.permutations(pile))))
def test_order_does_not_matter_and_no_report_comes_from_itself(piles):
    pile, shuffled = piles
    copies = find_copies(pile)
    assert find_copies(shuffled) == copies
    origin = {copy.report: copy.copy_of for copy in copies}
    assert len(origin) == len(copies)
    assert origin.keys() | set(origin.values()) <= {r.id for r in pile}
    for report_id in origin:
        walked = [report_id]
        while walked[-1] in origin:
            walked.append(origin[walked[-1]])
            assert len(walked) <= len(pile)
    assert all(0 < copy.share <= 1 for copy in copies)


@pytest.mark.skipif(not STORIES.is_dir(), reason="the development stories are not beside this checkout")
def test_every_copy_of_the_development_stories_is_found():
    reports, gold = [], {}
    for folder in sorted(STORIES.iterdir()):
        by_file = {}
        for path in sorted(folder.glob("*.txt")):
            head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
            fields = dict(line.split(": ", 1) for line in head.splitlines())
            by_file[path.name] = Report(
                url=fields["Url"], outlet=fields["Outlet"], published=fields["Published"], text=body
            )
        reports += by_file.values()
        for row in json.loads((folder / "gold.json").read_text(encoding="utf-8"))["reports"]:
            if row["copy_of"]:
                gold[by_file[row["file"]].id] = (by_file[row["copy_of"]].id, row["copy_kind"])
    assert {copy.report: (copy.copy_of, copy.kind) for copy in find_copies(reports)} == gold
