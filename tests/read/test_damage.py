"""Damage: fragments, dangling sentences, broken quotations, contradictions, rubbish, and clean text left alone."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.damage import find_damage
from onrecord.read.damage_rate import looks_rewritten
from onrecord.read.document import Document, outline
from onrecord.records import Damage, Report

from .build import document

WORDS = {
    "PRP": "he she they it we him them us",
    "VBD": "said stated told confirmed added closed broke saw stood rose fell died rained held took was were had did",
    "VBZ": "is has are says",
    "IN": "that in on at of for from by with behind under until although after before",
    "DT": "this every another any no",
    "RB": "also so now not already again never",
    "TO": "to",
    "MD": "will may would",
    "VB": "click share done made known reported been",
    "VBG": "leaking counted dragging",
}
TAGS = {word: tag for tag, words in WORDS.items() for word in words.split()}
DANGLING = "The ferry was late. She said that he had done so. Passengers waited on the quay."
"""A report that has damage already, so that doubtful findings count in it."""


def read(text: str) -> Document:
    """The text with parts of speech; names are marked as `build.document` has it."""
    return document(text, tags=TAGS)


def found(text: str) -> list[tuple[str, str]]:
    """Kind and words of every damaged passage."""
    made = read(text)
    return [(row.kind, made.text[slice(*row.span)]) for row in find_damage(made)]


def beside(text: str) -> list[tuple[str, str]]:
    """The same in a report that has another, certain damage."""
    rows = found(f"{text}\n\n{DANGLING}")
    assert rows[-1] == ("dangling", "She said that he had done so.")
    return rows[:-1]


@pytest.mark.parametrize(
    "sentence",
    [
        "He said that he had done so.",
        "She also confirmed that this was the one.",
        "They said they had already told them about it.",
        "She told them that it was so.",
        "He added that it was the other one.",
        "He was reported to have said.",
        "He says that she said so.",
    ],
)
def test_reporting_of_nothing_dangles(sentence: str) -> None:
    assert found(f"The lock gate at Marn closed at noon. {sentence} Barges waited until dusk.") == [
        ("dangling", sentence)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "He said that he had not done so.",
        "She said that it was too late.",
        "He said the gate had closed.",
        "She said they had.",
        "He did it again.",
        "He denied it.",
        "They say so.",
    ],
)
def test_short_sentences_with_a_meaning_stay(sentence: str) -> None:
    assert found(f"The lock gate at Marn closed at noon. {sentence} Barges waited until dusk.") == []


@pytest.mark.parametrize(
    "sentence",
    ["It was done in the same way as stated.", "She said that he had not done so.", "{p:Venn} said it was so."],
)
def test_doubtful_ones_dangle_only_beside_damage_of_another_kind(sentence: str) -> None:
    text = f"The lock gate closed at noon. {sentence} Barges waited until dusk."
    plain = read(sentence).text
    assert found(text) == []
    assert found(f"{text} Lichen.") == [("dangling", plain), ("fragment", "Lichen.")]


def test_what_somebody_says_in_quotation_marks_does_not_dangle() -> None:
    assert found("“It was late. He said that he had done so. That is all,” Orla Venn said.") == []


@pytest.mark.parametrize("piece", ["Lichen.", "Anvil, twig.", "Click for.", "Share to the.", "Read also: the nine."])
def test_a_stray_piece_between_sentences_is_a_fragment(piece: str) -> None:
    assert found(f"The lock gate at Marn closed at noon. {piece}\n\nBarges waited until dusk.") == [("fragment", piece)]


def test_a_stray_piece_with_a_closing_mark_of_its_own() -> None:
    rows = found("“The gate is old, and it has stood long enough.” Lichen.”\n\nBarges waited until dusk.")
    assert rows == [("fragment", "Lichen.”")]


@pytest.mark.parametrize(
    "text",
    [
        "Who paid for the gate? Farmers. The council did not.",
        "The gate held. Never again. The council said so.",
        "The gate held. No. The council said so.",
        "It took the skipper three things: Rope. Tar. Patience. He had none.",
        "Lichen\n\nThe gate closed at noon.",
        "MARN, Norway (Fjordpost) — The gate closed at noon.",
        "The gate was opened by Cllr. {p:Venn}. It closed at noon.",
        "“The gate is old. Lichen. Rust. I would not stand on it,” she said.",
        "The gate closed at noon. (Fjordpost)",
        "Read more\n\nShare this\n\nThe gate closed at noon.",
    ],
)
def test_style_lists_and_lines_of_a_page_stay(text: str) -> None:
    assert found(text) == []


def test_a_lone_name_counts_only_beside_other_damage() -> None:
    text = "The gate closed at noon. {o:Fjordpost}.\n\nBarges waited until dusk."
    assert found(text) == []
    assert beside(text) == [("fragment", "Fjordpost.")]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ('“We pulled, and it held,” he said, “and the rope broke.\n\nThe quay was empty.', "“and the rope broke."),
        ('"We pulled twice. The rope broke.\n\nThe quay was empty.', "The rope broke."),
        ('The rope broke. Nobody saw it."\n\nThe quay was empty.', 'Nobody saw it."'),
        (
            "“We pulled for an hour. The winch was old and we” dragging ropes about, {p:Orla Venn} said.",
            "The winch was old and we” dragging ropes about, Orla Venn said.",
        ),
        ('"My father said: when the bell rings," ladder. It rang.', '"My father said: when the bell rings," ladder.'),
        ("“The rope was bad, he said. We pulled it twice.”", "“The rope was bad, he said. We pulled it twice.”"),
        ("“The rope was no good, stated {p:Orla Venn}.”", "“The rope was no good, stated Orla Venn.”"),
        (
            "“We have rope,” he said, “and tar, and now we need more “We try to buy some,” he said.",
            "“and tar, and now we need more “We try to buy some,” he said.",
        ),
    ],
)  # fmt: skip
def test_quotations_cut_into_or_out_of(text: str, passage: str) -> None:
    assert beside(text) == [("broken_quote", passage)]


@pytest.mark.parametrize(
    "text",
    [
        "“We pulled for an hour.\n\n“The rope broke,” she said.",
        "“We pulled for an hour. “The rope broke,” she said.",
        '"We pulled for an hour\nand the rope broke," she said.',
        'The plank is 6\'3" long and 2" thick.',
        "He called the winch “old” and “a wreck” on the day.",
        "“The winch is old and nobody has looked at it for years” said {p:Orla Venn}.",
        "“The winch is old. Nobody has looked at it for years” in the harbour, she said.",
        "“The rope was no good,” he said, “and he told me, he said, to pull.”",
        "‘We pulled for an hour,’ she said. ‘The rope broke.’",
        "''We pulled for an hour,'' she said. ``The rope broke.''",
        'She said: "It was “fine” by me."',
        "The skipper’s ’90s winch, the crew’s, was sold.",
        "“We pulled for an hour.“\n\nThe quay was empty.",
        "“We pulled for an hour.\nOrla Venn, skipper”\n\nThe quay was empty.",
    ],
)
def test_sound_quotations_stay_even_beside_damage(text: str) -> None:
    assert beside(text) == []


def test_a_lone_mark_in_a_clean_report_is_a_slip() -> None:
    assert found("“We pulled for an hour.\n\nThe quay was empty.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan was rejected by the mayor, who agreed with it.",
        "It took 31 of 55 seats and fell short of a majority.",
        "Tolls may rise to 8 percent by May, when they are already 11 percent.",
        "The river fell from 3 metres to 5 metres.",
        "The union wants 900 crowns or more and is content with 700.",
        "A fire is unlikely and most certainly took place.",
        "There was no rain although it rained on every day.",
        "Nine sailors died and all of them survived.",
        "Villagers were told to leave the houses and stay inside them.",
        "The second tally, already published, will appear for the first time in May.",
    ],
)
def test_sentences_that_cannot_hold_are_inconsistent(sentence: str) -> None:
    assert beside(f"The ferry was late. {sentence} That was all.") == [("inconsistent", sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan was rejected by the mayor, but the deputy agreed with it.",
        "It took 27 of 55 seats and fell short of a majority.",
        "Tolls may rise to 11 percent by May, when they are already 8 percent.",
        "The river fell from 5 metres to 3 metres.",
        "The club rose from 9 to 2 in the rankings.",
        "Sales fell from 2019 to 2024.",
        "Its value rose from 893,000 crowns to 1.7 million crowns.",
        "A fire is unlikely but certainly possible.",
        "There was no rain on any day.",
        "Nine sailors died and all the others survived.",
        "Villagers were told to leave and stay with friends.",
    ],
)
def test_sentences_that_can_hold_stay(sentence: str) -> None:
    assert beside(f"The ferry was late. {sentence} That was all.") == []


def test_a_contradiction_somebody_utters_is_theirs() -> None:
    assert beside("“A fire is unlikely and most certainly took place,” {p:Orla Venn} said.") == []


@pytest.mark.parametrize(
    "rubbish", ["{{headline}}", "[object Object]", "&nbsp;", "\ufffd", "cafâ€™", "Ã©", "[insert name here]"]
)
def test_rubbish_of_templates_and_encodings(rubbish: str) -> None:
    (row,) = found(f"The ferry {rubbish} was late, and nobody knew.")
    assert row[0] == "fragment"
    assert row[1] in rubbish


def test_accents_and_ampersands_are_no_rubbish() -> None:
    assert found("AT&T sold São Tomé Café & Ålesund's Ã to Müller.") == []


def test_nothing_is_found_without_parts_of_speech() -> None:
    assert find_damage(outline(Report(text=DANGLING))) == []


def test_passages_are_disjoint_and_in_order() -> None:
    text = "“The gate is old.” Lichen.” Twig. She said that he had done so. “And the rope broke.\n\nThe quay was empty."
    spans = [row.span for row in find_damage(read(text))]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def rows(*kinds: str) -> list[Damage]:
    """Damage of the kinds, a passage each."""
    return [Damage(report="r", span=(9 * i, 9 * i + 5), kind=kind) for i, kind in enumerate(kinds)]


def test_a_report_looks_rewritten_with_enough_damage_of_several_kinds() -> None:
    assert looks_rewritten(rows("fragment", "dangling", "fragment"), 2_000)
    assert not looks_rewritten(rows("fragment", "dangling", "fragment"), 2_200)
    assert not looks_rewritten(rows("fragment", "fragment", "fragment"), 300)
    assert not looks_rewritten(rows("fragment", "dangling"), 300)
    assert not looks_rewritten([], 0)


@given(st.text(alphabet="ab Ab.,?\"“”‘’'`\n<>0&{}", max_size=120))
def test_any_text_gives_passages_inside_it(text: str) -> None:
    made = outline(Report(text=text))
    made = replace(made, tags=("NN",) * len(made.words))
    for row in find_damage(made):
        assert 0 <= row.span[0] < row.span[1] <= len(text)


@pytest.mark.parametrize(
    "unit",
    ["“a b” c ", '" ', "“", "”x ", "no rain rained any ", "rose from 1 to ", "<a ", "already ", "x, he said ", "Dew. "],
)
def test_hostile_text_costs_linear_time(unit: str) -> None:
    def seconds(times: int) -> float:
        made = outline(Report(text=unit * times))
        made = replace(made, tags=("NN",) * len(made.words))
        begun = time.process_time()
        find_damage(made)
        return time.process_time() - begun

    small = min(seconds(1_000) for _ in range(3))
    assert min(seconds(16_000) for _ in range(2)) < 60 * small + 0.2
