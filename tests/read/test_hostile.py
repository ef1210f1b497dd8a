"""Whatever the text, a reading comes back and every span lies inside the text."""

import weakref

import pytest

import onrecord
from onrecord.read import analysis
from onrecord.read.analysis import SECTION, analyse, sections
from onrecord.read.document import outline
from onrecord.read.reader import read_report
from onrecord.records import Report
from tests.fuzz.checks import grounded
from tests.read.hostile import LINE, TEXTS
from tests.read.stand_in import StandIn

SMALL, FUZZ = 200, 600


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_read(name: str) -> None:
    grounded(onrecord.read(Report(text=TEXTS[name](SMALL), published="2031-03-05")))


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_read_whatever_the_encoder_says(name: str) -> None:
    """The encoder is stood in for by random labels: no rule may rely on labels that make sense."""
    grounded(read_report(Report(text=TEXTS[name](FUZZ), published="2031-03-05"), StandIn(seed=3)))


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_lines_end_as_any_system_ends_them(ending: str) -> None:
    lines = ["The quay was empty.", "“No,” he said."]
    made = outline(Report(text=ending.join(lines) + ending))
    assert [made.text[a:b] for a, b in made.paragraphs] == lines


def test_a_quotation_mark_left_open_ends_with_its_line() -> None:
    made = outline(Report(text="“One two\u2028three” “four”"))
    assert [made.text[a:b] for a, b in made.quoted] == ["“One two\u2028", "“four”"]


def test_offsets_count_code_points() -> None:
    lead = "🙂👩‍👧🇳🇴\u200b\u202e e\u0301 \ud83d"
    plain = "“The quay was empty,” harbour master Ines Halvorsen said on Tuesday."
    (alone,) = onrecord.read(plain).statements
    (behind,) = onrecord.read(Report(text=f"{lead}\n\n{plain}")).statements
    shift = len(lead) + 2
    assert behind.content == tuple((a + shift, b + shift) for a, b in alone.content)
    assert behind.source == tuple((a + shift, b + shift) for a, b in alone.source)


def test_a_very_long_paragraph_is_read_in_sections_cut_at_sentences() -> None:
    """The encoder is stood in for: what it is given and what becomes of every word is looked at."""
    text = f"{LINE} " * 20
    document, encoder = outline(Report(text=text)), StandIn()
    cut = list(sections(document))
    assert [s.last for s in cut] == [False] * (len(cut) - 1) + [True]
    assert [i for s in cut for i in s.words] == list(range(len(document.words)))
    starts = {start for start, _ in document.sentences}
    assert all(document.words[s.words.start][0] in starts for s in cut)
    read = analyse(Report(text=text), encoder)
    assert encoder.most <= SECTION < len(document.words)
    assert len(read.document.tags) == len(document.words)


def test_a_long_paragraph_without_sentences_is_read_in_sections() -> None:
    document = outline(Report(text="word " * (2 * SECTION + 5)))
    assert [len(s.words) for s in sections(document)] == [SECTION, SECTION, 5]


def test_scores_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoder is stood in for: it notes how many words' scores are alive at once in a text of many sections."""

    class Noting(StandIn):
        alive, peak = 0, 0

        def encode(self, words, attached, breaks=()):
            scores = super().encode(words, attached, breaks)
            self.alive += len(words)
            self.peak = max(self.peak, self.alive)
            weakref.finalize(scores.link, self.forget, len(words))
            return scores

        def forget(self, count: int) -> None:
            self.alive -= count

    monkeypatch.setattr(analysis, "SECTION", 200)
    monkeypatch.setattr(analysis, "BATCH", 600)
    encoder = Noting()
    words = len(analyse(Report(text=f"{LINE} " * 30), encoder).document.words)
    assert words > 4000
    assert encoder.peak < 2000


def test_a_word_of_any_length_costs_the_encoder_little() -> None:
    made = onrecord.read(Report(text=f"{'港' * 300_000} “No,” he said."))
    assert made.report.text.startswith("港")
