"""Telling the language."""

import pytest
from py3langid.langid import LanguageIdentifier

from onrecord.gather.language import detect, language_name, plain_english
from onrecord.lists import mapping

ENGLISH = (
    "The harbour office said on Monday that the crane had been inspected twice this year and was found to be sound."
)
GERMAN = (
    "Das Hafenamt teilte am Montag mit, der Kran sei in diesem Jahr zweimal geprüft und für sicher befunden worden."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        (GERMAN, "de"),
        ("La autoridad portuaria dijo el lunes que la grúa había sido inspeccionada dos veces este año.", "es"),
        ("Начальник порта сказал, что кран дважды проверили в этом году и признали исправным.", "ru"),
        ("Кран проверили.", "ru"),
        ("Crane ok.", "en"),
        ("Kran ok.", "en"),
        ("12 345 — 67 %", None),
        ("", None),
    ],
)
def test_detect(text: str, code: str | None) -> None:
    assert detect(text) == code


def test_addresses_and_handles_do_not_count() -> None:
    assert (
        detect(ENGLISH + " https://hafen.beispiel.example/nachrichten/der-kran-ist-sicher @hafenamt #kran" * 5) == "en"
    )


def test_only_the_beginning_counts() -> None:
    assert detect(ENGLISH * 60 + GERMAN * 500) == "en"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            f"{ENGLISH} “They have said that before,” the guard said, and the crew, which had left, agreed with him.",
            True,
        ),
        (ENGLISH, False),
        (GERMAN * 5, False),
        (f"{GERMAN * 4} „{ENGLISH}“", False),
        ("", False),
    ],
)
def test_plain_english_needs_words_enough(text: str, plain: bool) -> None:
    assert plain_english(text) == plain


def test_names() -> None:
    assert language_name("de") == "German"
    assert language_name("qqq") == "qqq"
    labels = LanguageIdentifier.from_model_file("data/model.npz.xz").labels
    assert set(labels) - {"zxx"} <= set(mapping("onrecord.gather.data", "languages"))
