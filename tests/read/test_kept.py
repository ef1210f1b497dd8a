import threading

import pytest

from onrecord.read.kept import LIMIT, Kept, hashed, limit


def test_the_longest_unused_goes_first() -> None:
    kept: Kept[int] = Kept(30)
    for number in range(3):
        kept.put(hashed(number), number, 10)
    assert kept.get(hashed(0)) == 0
    kept.put(hashed(3), 3, 10)
    assert [kept.get(hashed(number)) for number in range(4)] == [0, None, 2, 3]
    assert (len(kept), kept.size) == (3, 30)
    assert (kept.hits, kept.misses) == (4, 1)


def test_a_value_put_again_counts_once_and_one_too_large_is_not_kept() -> None:
    kept: Kept[str] = Kept(30)
    kept.put(b"a", "one", 10)
    kept.put(b"a", "two", 20)
    kept.put(b"b", "large", 31)
    assert (kept.get(b"a"), kept.get(b"b"), kept.size) == ("two", None, 20)


def test_what_differs_has_another_hash() -> None:
    texts = ["one", "One", "one ", "", "\ud800", "1"]
    assert len({hashed(text, 1) for text in texts} | {hashed("one", 2), hashed("one", 1, [0])}) == len(texts) + 2


def test_the_limit_is_a_matter_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for given, wanted in (("", LIMIT), ("0", 0), ("7", 7_000_000), ("much", LIMIT), ("-3", LIMIT)):
        monkeypatch.setenv("ONRECORD_KEPT_MB", given)
        assert limit() == wanted


def test_many_threads_keep_the_count() -> None:
    kept: Kept[int] = Kept(500)

    def work(start: int) -> None:
        for number in range(start, start + 2000):
            kept.put(hashed(number % 97), number, 10)
            kept.get(hashed(number % 53))

    threads = [threading.Thread(target=work, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept.size == 10 * len(kept) == 500
    assert kept.hits + kept.misses == 8000
