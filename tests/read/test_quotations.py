"""Quotations that leave their paragraph."""

import time

from onrecord.read.document import split_paragraphs
from onrecord.read.quotations import Said, join_paragraphs, quoted_whole, runs_on, signature


def joined(text: str, said: list[list[Said]]) -> list[tuple[list[str], list[str]]]:
    rows = join_paragraphs(text, split_paragraphs(text), said)
    return [([text[a:b] for a, b in row.content], [text[a:b] for a, b in row.source]) for row in rows]


def test_an_open_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "Moe said: “The ice was thin.\n\n“Nobody told us.”\n\nThe lake is closed."
    first = Said(((10, 28),), ((0, 3),), ((4, 8),))
    assert joined(text, [[first], [], []]) == [(["“The ice was thin.", "“Nobody told us.”"], ["Moe"])]


def test_a_paragraph_with_its_own_speaker_is_not_swallowed() -> None:
    text = "Moe said: “The ice was thin.\n\n“Nobody told us,” said Wik."
    first, second = Said(((10, 28),), ((0, 3),), ((4, 8),)), Said(((30, 47),), ((53, 56),), ((48, 52),))
    assert [source for _, source in joined(text, [[first], [second]])] == [["Moe"], ["Wik"]]


def test_a_quotation_after_a_colon_takes_the_cue_before_it() -> None:
    text = "Then Moe went on:\n\n“The ice was thin.”"
    waiting = Said((), ((5, 8),), ((9, 16),))
    assert joined(text, [[waiting], []]) == [(["“The ice was thin.”"], ["Moe"])]


def test_a_waiting_cue_without_a_quotation_is_dropped() -> None:
    text = "Then Moe went on:\n\nThe lake is closed."
    assert joined(text, [[Said((), ((5, 8),), ((9, 16),))], []]) == []


def test_a_signature_names_the_speaker() -> None:
    text = "“We will build it again.” — Rut Aasen"
    content, cue, source = signature(text, (0, len(text))) or ((0, 0), (0, 0), (0, 0))
    assert [text[slice(*s)] for s in (content, cue, source)] == ["“We will build it again.”", "—", "Rut Aasen"]


def test_a_dash_in_the_sentence_is_no_signature() -> None:
    text = "“We will build it again,” he said — and nobody laughed."
    assert signature(text, (0, len(text))) is None


def test_marks_tell_whether_a_quotation_is_open() -> None:
    for text, expected in [("“Go.", True), ("“Go.”", False), ('"Go. "', False), ('"Go.', True), ("Go.", False)]:
        assert runs_on(text, (0, len(text))) is expected
    assert quoted_whole("“Go.”", (0, 5))
    assert not quoted_whole("“Go,” he said.", (0, 14))


def test_a_quotation_alone_in_its_paragraph_is_the_last_speaker_s() -> None:
    text = "“The ice was thin,” said Moe.\n\n“Nobody told us.”\n\n“Go home,” said Wik."

    def said(content: str, source: str = "", cue: str = "") -> Said:
        spans = [((text.index(w), text.index(w) + len(w)),) if w else () for w in (content, source, cue)]
        return Said(*spans)

    first = said("“The ice was thin,”", "Moe", "said")
    second = said("“Go home,”", "Wik", "said")
    rows = joined(text, [[first], [said("“Nobody told us.”")], [second]])
    assert rows == [(["“The ice was thin,”", "“Nobody told us.”"], ["Moe"]), (["“Go home,”"], ["Wik"])]


def test_a_quotation_behind_plain_text_stays_without_a_speaker() -> None:
    text = "The ice was thin.\n\n“Nobody told us.”"
    assert joined(text, [[], [Said(((19, 36),), (), ())]]) == [(["“Nobody told us.”"], [])]


def test_a_quotation_over_very_many_paragraphs_costs_linear_time() -> None:
    def seconds(count: int) -> float:
        text = "“Go,” said Moe.\n" + "“and on we go\n" * count
        rows = [[Said(((0, 5),), ((11, 14),), ((6, 10),))], *([] for _ in range(count))]
        begun = time.process_time()
        assert len(join_paragraphs(text, split_paragraphs(text), rows)) == 1
        return time.process_time() - begun

    seconds(100)
    assert min(seconds(16_000) for _ in range(3)) < 32 * max(min(seconds(1000) for _ in range(3)), 0.005)
