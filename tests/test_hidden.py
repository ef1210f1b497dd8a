import json
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from onrecord.hidden import JOINERS, escaped, is_hidden

ACTING = ("Cc", "Cf", "Cs")


def test_all_control_and_format_characters_are_hidden_and_no_others() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        category = unicodedata.category(character)
        if category != "Cn":  # not in this Python's edition of Unicode
            assert is_hidden(character) == (category in ACTING and character not in JOINERS), hex(ord(character))


@given(st.text(st.characters(codec="utf-8")))
def test_escaped_json_is_the_same_value_and_acts_on_nothing(text: str) -> None:
    printed = escaped(json.dumps({text: [text]}, ensure_ascii=False, indent=2))
    assert json.loads(printed) == {text: [text]}
    assert not any(is_hidden(character) for character in printed if character != "\n")
