"""Static vectors of words and sentences."""

import subprocess
import sys
from pathlib import Path
from time import process_time

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.relate import vectors
from onrecord.relate.vectors import STEP, Vectors, packaged, runs

SENTENCES = (
    "The dyke near the old mill gave way before dawn",
    "The embankment close to the ancient mill collapsed before daybreak",
    "Teachers at the village school asked for higher pay",
    "School teachers in the village demanded a raise in their wages",
)


def split(sentence: str) -> list[str]:
    return sentence.split()


def likeness(first: str, second: str) -> float:
    a, b = packaged().words([first, second])
    return float(a @ b)


def small(entries: list[str], size: int = 8) -> Vectors:
    """A table whose entry n points along axis n."""
    numbers = np.full((len(entries), size), 8, np.uint8)
    numbers[np.arange(len(entries)), np.arange(len(entries))] = 15
    packed = (numbers[:, 0::2] << 4 | numbers[:, 1::2]).astype(np.uint8)
    weights = np.arange(1, len(entries) + 1, dtype=np.uint8)
    return Vectors(entries, packed, np.ones(size, np.uint8), weights)


def test_shapes_and_types() -> None:
    table = packaged()
    assert table.words(["dam", "river", "..."]).shape == (3, table.size)
    assert table.sentences([["dam"], []]).shape == (2, table.size)
    assert table.weights(["dam", "river"]).shape == (2,)
    for found in (table.words([]), table.sentences([]), table.weights([])):
        assert found.dtype == np.float32
        assert len(found) == 0
    assert table.words([]).shape == table.sentences([]).shape == (0, table.size)


def test_rows_have_length_one() -> None:
    rows = packaged().words(["dam", "Zhurakivska", "2,400", "don’t", "Ελλάδα", "x" * 500])
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=2e-3)
    assert np.linalg.norm(packaged().sentences([split(s) for s in SENTENCES]), axis=1) == pytest.approx(1, abs=2e-3)


@pytest.mark.parametrize("word", ["", "—", "...", "'", "_"])
def test_marks_are_nought_and_weigh_nothing(word: str) -> None:
    assert not packaged().words([word]).any()
    assert packaged().weights([word]) == 0
    assert not packaged().sentences([[word, word]]).any()


def test_cosines_are_exact_in_any_order() -> None:
    rows = packaged().sentences([split(s) for s in SENTENCES])
    assert not (rows * STEP % 1).any()
    forward, backward = rows @ rows.T, rows[:, ::-1] @ rows[:, ::-1].T
    exact = rows.astype(np.float64) @ rows.T.astype(np.float64)
    assert (forward == backward).all()
    assert (forward == exact).all()


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("doctor", "physician", "harbour"),
        ("lorries", "trucks", "ballots"),
        ("purchase", "buy", "flood"),
        ("illness", "disease", "bridge"),
        ("attorney", "lawyer", "drought"),
        ("begin", "commence", "parish"),
        ("peas", "legumes", "minister"),
    ],
)
def test_words_of_like_meaning_are_near(word: str, near: str, far: str) -> None:
    assert likeness(word, near) > 0.4
    assert likeness(word, far) < 0.25


def test_inflections_and_case() -> None:
    assert likeness("Minister", "minister") == pytest.approx(1, abs=2e-3)
    assert likeness("minister’s", "minister") == pytest.approx(1, abs=2e-3)
    assert likeness("harvest", "harvests") > 0.6
    assert likeness("Zürich", "zurich") == pytest.approx(1, abs=2e-3)


def test_an_unknown_word_is_like_itself_and_its_variants() -> None:
    assert likeness("Zhurakivska", "ZHURAKIVSKA") == pytest.approx(1, abs=2e-3)
    assert likeness("Zhurakivska", "Zhurakivskaya") > 0.6
    assert abs(likeness("Москва", "Берлин")) < 0.4
    assert likeness("Москва", "москва") == pytest.approx(1, abs=2e-3)


def test_weights_tell_words_that_tell() -> None:
    light = packaged().weights(["the", "of", "and", "was", "The"])
    heavy = packaged().weights(["embankment", "cholera", "Zhurakivska", "17,350"])
    assert light.max() < 0.1
    assert heavy.min() > 0.6
    assert heavy.max() <= 1


def test_a_rewording_is_nearest() -> None:
    rows = packaged().sentences([split(s) for s in SENTENCES])
    cosines = rows @ rows.T
    np.fill_diagonal(cosines, -1)
    assert cosines.argmax(axis=1).tolist() == [1, 0, 3, 2]


def test_small_words_hardly_matter() -> None:
    plain, wordy = packaged().sentences([["ferry", "aground"], ["the", "ferry", "was", "then", "aground"]])
    assert plain @ wordy > 0.9


def test_a_sentence_is_the_weighted_sum_of_its_words() -> None:
    table = packaged()
    words = split(SENTENCES[0])
    expected = table.weights(words) @ table.words(words)
    assert table.sentences([words])[0] == pytest.approx(expected / np.linalg.norm(expected), abs=2e-3)


def test_order_and_company_change_nothing() -> None:
    words = [split(s) for s in SENTENCES]
    together = packaged().sentences(words)
    alone = np.concatenate([packaged().sentences([list(reversed(w))]) for w in words])
    assert (together == alone).all()


def test_longest_pieces_first_and_inner_pieces_inside() -> None:
    table = small(["sand", "sandy", "~bank", "bank"])

    def axes(word: str) -> list[int]:
        row: NDArray[np.float32] = table.words([word])[0]
        return np.flatnonzero(row).tolist()

    assert axes("sandbank") == [0, 2]
    assert axes("sandybank") == [1, 2]
    assert axes("bank") == [3]
    assert axes("banks") == axes("banked") == axes("banking") == [3]
    assert axes("zbank") == [2]
    assert table.weights(["sand", "bank", "sandbank"]) * 255 == pytest.approx([1, 4, 255])


def test_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "KEPT", 5)
    table = small(["ash", "beech", "elm", "fir", "oak"])
    words = ["ash", "beech", "elm", "fir", "oak", "yew", "larch"]
    for group in (words[:3], words[2:6], words, words[5:]):
        assert (table.words(group) == packaged_copy(table).words(group)).all()


def packaged_copy(table: Vectors) -> Vectors:
    """The same table with nothing remembered."""
    return Vectors(list(table._places), table._packed, table._scale.astype(np.uint8), table._weights)


def test_tables_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="2 entries"):
        Vectors(["ash", "elm"], np.zeros((1, 4), np.uint8), np.ones(8, np.uint8), np.ones(1, np.uint8))


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("minister's", ["minister"]),
        ("don’t", ["don"]),
        ("O'Rourke", ["rourke"]),
        ("1,250", ["1", "250"]),
        ("Łódź", ["lodz"]),
        ("it's", ["it", "s"]),
        ("—", []),
    ],
)
def test_runs(word: str, found: list[str]) -> None:
    assert runs(word) == found


def test_loads_quickly_and_stays_small() -> None:
    def seconds() -> float:
        packaged.cache_clear()
        begin = process_time()
        packaged()
        return process_time() - begin

    assert min(seconds() for _ in range(5)) < 0.05
    data = Path(vectors.__file__).parent / "data"
    assert sum((data / name).stat().st_size for name in ("vectors.npz", "vectors_words.txt")) < 4_000_000


def test_two_processes_agree() -> None:
    code = (
        "from hashlib import blake2b; from onrecord.relate.vectors import packaged;"
        "rows = packaged().sentences([['Dams', 'broke', 'near', 'Pulmovka'], ['Новини', 'of', '1,250']]);"
        "print(blake2b(rows.tobytes()).hexdigest())"
    )
    found = {subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout for _ in range(2)}
    assert len(found) == 1
