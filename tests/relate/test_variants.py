"""Quotation variants between reports."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.relate.copies import Copy
from onrecord.relate.kin import Kin
from onrecord.relate.known import Known
from onrecord.relate.links import Link
from onrecord.relate.variants import gather, links
from onrecord.relate.view import View
from tests.relate.made import Made

SAID = "“The pumps were checked in May and nobody found a single crack in them,”"


def report(text: str, speaker: str | None = "Marta Holm", outlet: str = "Norden Wire", **more: object) -> View:
    """One quotation, said by `speaker`."""
    name = speaker or "An official"
    made = Made(f"{text} {name} said on Monday in Skelby.", outlet=outlet)
    made.says(speaker, text, mode="direct", source=name, **more)
    return made.view()


def found(older: View, younger: View, copied: bool = False) -> list[Link]:
    kin = Kin(older, younger, Copy(younger.id, older.id, "edited", 0.9)) if copied else None
    return list(links(older, younger, kin))


def kind(older: View, younger: View, copied: bool = False) -> str | None:
    pairs = found(older, younger, copied)
    return pairs[0].detail if pairs else None


def second(text: str, speaker: str | None = "Marta Holm") -> View:
    return report(text, speaker, outlet="Coast Post")


def test_marks_and_case_make_no_difference() -> None:
    other = second('"the pumps were checked in May, and nobody found a single crack in them."')
    assert kind(report(SAID), other) == "verbatim"
    assert found(report(SAID), other)[0].changes == ()


def test_a_part_left_out() -> None:
    link = found(report(SAID), second("“The pumps were checked in May,”"))[0]
    assert link.detail == "trimmed"
    assert link.changes == (("delete", "and nobody found a single crack in them", ""),)


def test_other_words() -> None:
    other = second("“The pumps were tested in May and nobody found a single crack in them,”")
    link = found(report(SAID), other)[0]
    assert (link.detail, link.changes) == ("reworded", (("replace", "checked", "tested"),))
    assert ("speaker", "Marta Holm | Marta Holm") in link.reasons


def test_a_turned_sense() -> None:
    other = second("“The pumps were checked in May and somebody found a single crack in them,”")
    link = found(report(SAID), other)[0]
    assert link.detail == "negated"
    assert ("turned", "nobody | ") in link.reasons


def test_a_negation_left_out_is_not_trimmed() -> None:
    older = report("“I am not saying that the bridge will fall tonight,”")
    assert kind(older, second("“I am saying that the bridge will fall tonight,”")) == "negated"
    assert kind(older, second("“I am not saying that the bridge will fall,”")) == "trimmed"


def test_given_to_somebody_else() -> None:
    assert kind(report(SAID), second(SAID, "Jens Krog")) == "misattributed"
    assert kind(report(SAID), second(SAID, "M. Holm")) == "verbatim", "one person"
    assert kind(report(SAID), second(SAID, None)) == "verbatim", "nobody named"
    assert kind(report(SAID), second("“Nobody found a single crack in them,”", "Jens Krog")) is None, (
        "perhaps another saying"
    )


def test_a_person_may_speak_for_an_organization() -> None:
    made = Made(f"{SAID} Skelby Rail said.", outlet="Coast Post")
    made.says("Skelby Rail", SAID, kind="organization", mode="direct", source="Skelby Rail")
    assert kind(report(SAID), made.view()) == "verbatim"


def test_a_pronoun_gives_a_saying_to_nobody_else() -> None:
    made = Made(f"Jens Krog was there. {SAID} he said.", outlet="Coast Post")
    made.says("Jens Krog", SAID, mode="direct", source="he")
    assert kind(report(SAID), made.view()) == "verbatim"


def test_common_phrases_are_no_saying() -> None:
    older = report("“We are doing all that we can for the people of the town,”")
    assert kind(older, second("“We are doing all of it again next year,”")) is None
    slogan = report("“We are here to make the harbour green again and to make the harbour safe again,”")
    assert kind(slogan, second("“Make the harbour rich again,”")) is None
    assert kind(older, second("“At the end of the day we can only pray,”", "Jens Krog")) is None


def test_spun_words_are_told_by_the_copy() -> None:
    older = report("“The boats were old and the crew was tired,”")
    spun = "“Ancient were the vessels, and exhausted was the staff,”"
    assert kind(older, second(spun), copied=True) == "reworded"
    assert kind(older, second(spun)) is None, "not between reports that are no copies"


def test_reports_that_only_paraphrase_hold_no_variants() -> None:
    made = Made("Marta Holm said the pumps were checked in May and nobody found a crack.", outlet="Coast Post")
    made.says("Marta Holm", "the pumps were checked in May and nobody found a crack")
    assert found(report(SAID), made.view()) == []


def test_a_report_is_not_compared_with_itself() -> None:
    view = report(SAID)
    assert list(links(view, view, None)) == []


def test_the_earliest_wording_is_the_one_that_others_are_measured_by() -> None:
    ages = {"r1": ("2031-03-01", 0, "r1"), "r2": ("2031-03-02", 0, "r2"), "r3": ("2031-03-03", 0, "r3")}
    reports = {"a": "r1", "b": "r2", "c": "r3", "d": "r3"}
    known = Known(reports, {id_: id_ for id_ in ages}, ages, dict.fromkeys(reports), {})  # type: ignore[arg-type]
    pairs = [("a", "b"), ("a", "c"), ("b", "c"), ("b", "d")]
    made = [Link(kind="variant", first=x, second=y, report=reports[y], detail="trimmed") for x, y in pairs]
    rows = gather([*made, Link(kind="same", first="a", second="d", report="r3")], known)
    assert [(row.original, row.variant) for row in rows] == [("a", "b"), ("a", "c"), ("b", "d")]
    assert gather(made[::-1], known) == rows


@settings(deadline=None, max_examples=25)
@given(st.permutations(SAID.strip("“”,").split()), st.integers(3, 14))
def test_the_kind_does_not_depend_on_which_is_older(words: list[str], size: int) -> None:
    a, b = report(SAID), second(f"“{' '.join(words[:size])},”")
    assert kind(a, b) == kind(b, a)
