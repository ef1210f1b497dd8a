"""The packaged encoder on real words."""

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.read import encoder as module
from onrecord.read.analysis import analyse
from onrecord.read.encoder import CHUNK, Encoder, packaged
from onrecord.read.words import split_words
from onrecord.records import Report

SENTENCE = "“The quay was empty by noon,” harbour master Ines Halvorsen told reporters in Bodø on Tuesday."


def scored(text: str) -> module.Scores:
    spans = split_words(text, 0, len(text))
    attached = [i > 0 and spans[i - 1][1] == a for i, (a, _) in enumerate(spans)]
    return packaged().encode([text[a:b] for a, b in spans], attached)


def test_every_word_gets_scores_of_the_right_width() -> None:
    scores, count = scored(SENTENCE), len(split_words(SENTENCE, 0, len(SENTENCE)))
    assert scores.attribution.shape == (count, len(packaged().attribution_labels))
    assert scores.name.shape == (count, len(packaged().name_labels))
    assert scores.tag.shape == (count, len(packaged().tag_labels))
    assert scores.link.shape == (count, 4 * packaged().link_size)


def test_the_same_words_get_the_same_scores() -> None:
    assert np.array_equal(scored(SENTENCE).attribution, scored(SENTENCE).attribution)


def test_a_quotation_is_read() -> None:
    found = analyse(Report(text=SENTENCE), packaged())
    (said,) = found.said
    assert [SENTENCE[slice(*s)] for s in said.content] == ["“The quay was empty by noon,”"]
    assert SENTENCE[slice(*said.cue[0])].startswith("told")
    assert "Ines Halvorsen" in SENTENCE[slice(*said.source[0])]
    names = {SENTENCE[slice(*n.span)]: n.kind for n in found.document.names}
    assert names["Ines Halvorsen"] == "person"
    assert names["Bodø"] == "place"


def test_a_paragraph_longer_than_the_network_is_read_in_chunks() -> None:
    text = "The pilot said the channel was clear. " * 200
    spans = split_words(text, 0, len(text))
    assert len(spans) > 5 * CHUNK
    found = analyse(Report(text=text), packaged())
    assert len(found.document.tags) == len(spans)
    assert len(found.said) > 150


@pytest.mark.parametrize(
    "text", ["", "   \n\n ", "\u200b\u202e\u0301", "🙂🙂 🙂", "العربية «نص» قصير", "x" * 5000, "\ufffd\x00 a"]
)
def test_odd_text_is_read_without_a_crash(text: str) -> None:
    analyse(Report(text=text), packaged())


def test_a_missing_model_is_a_clear_error(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=r"cannot be loaded.*reinstall onrecord"):
        Encoder()


def test_remembered_pieces_are_those_of_the_tokenizer(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [SENTENCE[a:b] for a, b in split_words(SENTENCE, 0, len(SENTENCE))]
    fresh = packaged().tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
    expected: list[list[int]] = [[] for _ in words]
    for piece, owner in zip(fresh.ids, fresh.word_ids, strict=True):
        assert owner is not None
        expected[owner].append(piece)
    assert packaged().pieces(words)[0] == expected
    assert packaged().pieces(words[::-1])[0] == expected[::-1]
    monkeypatch.setattr(module, "KEPT", 3)
    assert packaged().pieces([*words, "Kvitnes"])[0][:-1] == expected
    assert set(packaged().known) == {*words, "Kvitnes"}
