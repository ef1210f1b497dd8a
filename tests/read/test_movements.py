"""Movements in sentences tagged by hand: who, from, via, to, means and when, and figures of speech kept out."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.read.document import Document, Name, outline
from onrecord.read.movements import find_movements
from onrecord.records import Figure, Movement, Place, Report, Statement, Time
from tests.read.tagged import span, tagged
from tests.read.test_linear import assert_proportional

CITIES = (
    "Adana", "Aden", "Bamako", "Bilbao", "Bremen", "Brno", "Bruges", "Brussels", "Cadiz", "Ceuta", "Coimbra",
    "Dakar", "Faro", "Gabrovo", "Gao", "Gdansk", "Genoa", "Ghent", "Gibraltar", "Kazanlak", "Krakow", "Lisbon",
    "Lublin", "Madrid", "Mersin", "Minsk", "Narvik", "Oslo", "Ostrava", "Plovdiv", "Porto", "Prague", "Riga",
    "Rijeka", "Ruse", "Sfax", "Tallinn", "Tarifa", "Tarnow", "Turin", "Valletta", "Vienna", "Zagreb", "Zonguldak",
)  # fmt: skip
AREAS = ("Estonia", "Latvia", "Lithuania", "Malta", "Jordan", "France", "Iran", "Ohio", "Danube")
DAYS = {"Monday": "2031-03-03", "Tuesday": "2031-03-04", "Friday": "2031-03-07", "midnight": "2031-03-05T24:00"}


def movements(written: str, people: tuple[str, ...] = ()) -> list[Movement]:
    document = tagged(written)
    names = tuple(Name(span(document, name), "person") for name in people)
    document = replace(document, names=names)
    return find_movements(document, places_of(document), times_of(document))


def places_of(document: Document) -> list[Place]:
    found = []
    for start, end in document.words:
        word = document.text[start:end]
        if word in CITIES or word in AREAS:
            point = None if word in AREAS else 50.0
            found.append(Place(report="r", span=(start, end), name=word, lat=point, lon=point))
    return found


def times_of(document: Document) -> list[Time]:
    words = [(start, end, document.text[start:end]) for start, end in document.words]
    return [Time(report="r", span=(a, b), type="DATE", value=DAYS[word]) for a, b, word in words if word in DAYS]


def told(row: Movement) -> tuple[str | None, str | None, tuple[str, ...], str | None]:
    return row.who, row.origin, row.via, row.to


ONE = [
    (
        "The/DT freighter/NN Almira/NNP left/VBD Porto/NNP on/IN Monday/NNP and/CC sailed/VBD through/IN Gibraltar/NNP "
        "to/IN Malta/NNP , reaching/VBG Valletta/NNP in/IN nine/CD days/NNS .",
        ("The freighter Almira", "Porto", ("Gibraltar", "Malta"), "Valletta"),
    ),
    (
        "Relief/NN trucks/NNS arrived/VBD in/IN Gabrovo/NNP from/IN Plovdiv/NNP by/IN way/NN of/IN Kazanlak/NNP .",
        ("Relief trucks", "Plovdiv", ("Kazanlak",), "Gabrovo"),
    ),
    (
        "France/NNP sent/VBD 40/CD divers/NNS to/IN Riga/NNP aboard/IN a/DT military/JJ plane/NN .",
        ("40 divers", None, (), "Riga"),
    ),
    (
        "The/DT wounded/VBN were/VBD moved/VBN by/IN rail/NN from/IN Lublin/NNP to/IN Vienna/NNP via/IN Ostrava/NNP .",
        ("The wounded", "Lublin", ("Ostrava",), "Vienna"),
    ),
    (
        "Officials/NNS announced/VBD the/DT deployment/NN of/IN 600/CD soldiers/NNS to/IN Tarifa/NNP .",
        ("600 soldiers", None, (), "Tarifa"),
    ),
    (
        "A/DT convoy/NN from/IN Mersin/NNP to/IN Adana/NNP was/VBD held/VBN for/IN two/CD hours/NNS .",
        ("A convoy", "Mersin", (), "Adana"),
    ),
    (
        "The/DT tugs/NNS that/WDT had/VBD been/VBN waiting/VBG at/IN Bremen/NNP were/VBD expected/VBN to/TO sail/VB "
        "to/IN Oslo/NNP on/IN Friday/NNP .",
        ("The tugs", "Bremen", (), "Oslo"),
    ),
    (
        "Leaving/VBG Turin/NNP , the/DT cyclists/NNS rode/VBD to/IN Genoa/NNP .",
        ("the cyclists", "Turin", (), "Genoa"),
    ),
    (
        "She/PRP flew/VBD to/IN Lisbon/NNP and/CC then/RB drove/VBD from/IN Lisbon/NNP home/NN to/IN Coimbra/NNP .",
        ("She", None, ("Lisbon",), "Coimbra"),
    ),
    (
        "The/DT patients/NNS were/VBD brought/VBN by/IN boat/NN to/IN Rijeka/NNP and/CC from/IN there/RB by/IN bus/NN "
        "to/IN Zagreb/NNP .",
        ("The patients", None, ("Rijeka",), "Zagreb"),
    ),
    (
        "The/DT tanker/NN Orsa/NNP , bound/VBN for/IN Tallinn/NNP with/IN diesel/NN , turned/VBD back/RB to/IN "
        "Gdansk/NNP .",
        ("The tanker Orsa", None, ("Tallinn",), "Gdansk"),
    ),
    (
        "Engineers/NNS from/IN Bilbao/NNP were/VBD on/IN their/PRP$ way/NN with/IN pumps/NNS .",
        ("Engineers from Bilbao", "Bilbao", (), None),
    ),
    (
        "Boxes/NNS from/IN Bruges/NNP and/CC Ghent/NNP were/VBD driven/VBN to/IN Brussels/NNP .",
        ("Boxes from Bruges and Ghent", "Bruges and Ghent", (), "Brussels"),
    ),
    (
        "The/DT inhabitants/NNS of/IN Tarnow/NNP were/VBD taken/VBN in/IN nine/CD coaches/NNS to/IN Krakow/NNP .",
        ("The inhabitants of Tarnow", "Tarnow", (), "Krakow"),
    ),
    (
        "A/DT team/NN left/VBD Dakar/NNP on/IN Tuesday/NNP by/IN road/NN and/CC was/VBD expected/VBN in/IN Bamako/NNP "
        "by/IN nightfall/NN .",
        ("A team", "Dakar", (), "Bamako"),
    ),
    (
        "The/DT pilot/NN was/VBD arrested/VBN at/IN Porto/NNP after/IN flying/VBG from/IN Faro/NNP through/IN "
        "Lisbon/NNP .",
        ("The pilot", "Faro", ("Lisbon",), "Porto"),
    ),
    (
        "Their/PRP$ tug/NN reached/VBD the/DT wreck/NN off/IN Malta/NNP and/CC took/VBD two/CD divers/NNS to/IN "
        "Sfax/NNP .",
        ("Their tug", "the wreck", (), "Sfax"),
    ),
    (
        "The/DT train/NN did/VBD not/RB leave/VB Prague/NNP for/IN Brno/NNP until/IN midnight/NN .",
        ("The train", "Prague", (), "Brno"),
    ),
    (
        "Two/CD ferries/NNS crossed/VBD the/DT Danube/NNP to/IN Ruse/NNP .",
        ("Two ferries", None, ("the Danube",), "Ruse"),
    ),
    (
        "The/DT mayor/NN asked/VBD the/DT navy/NN to/TO ship/VB cranes/NNS from/IN Cadiz/NNP to/IN Ceuta/NNP .",
        ("cranes", "Cadiz", (), "Ceuta"),
    ),
    (
        "The/DT crew/NN fled/VBD to/IN a/DT shelter/NN in/IN Narvik/NNP .",
        ("The crew", None, (), "a shelter in Narvik"),
    ),
    (
        "The/DT army/NN flew/VBD in/IN supplies/NNS to/IN Gao/NNP .",
        ("supplies", None, (), "Gao"),
    ),
    (
        "Ten/CD trucks/NNS had/VBD departed/VBN for/IN Aden/NNP , passing/VBG Adana/NNP .",
        ("Ten trucks", None, ("Adana",), "Aden"),
    ),
    (
        "The/DT lorries/NNS held/VBN for/IN a/DT week/NN at/IN the/DT border/NN rolled/VBD into/IN Mersin/NNP .",
        ("The lorries", None, (), "Mersin"),
    ),
    (
        "Units/NNS were/VBD sent/VBN to/IN Estonia/NNP , Latvia/NNP and/CC Lithuania/NNP .",
        ("Units", None, (), "Estonia, Latvia and Lithuania"),
    ),
    (
        "The/DT ship/NN is/VBZ to/TO reach/VB Faro/NNP on/IN Monday/NNP and/CC Porto/NNP on/IN Friday/NNP .",
        ("The ship", None, ("Faro",), "Porto"),
    ),
    (
        "About/IN 90/CD of/IN the/DT survivors/NNS , some/DT of/IN them/PRP hurt/VBN , were/VBD flown/VBN home/RB "
        "via/IN Oslo/NNP to/IN Riga/NNP .",
        ("90 of the survivors", None, ("Oslo",), "Riga"),
    ),
]  # fmt: skip

NONE = [
    "The/DT train/NN did/VBD not/RB leave/VB Prague/NNP for/IN Brno/NNP .",
    "He/PRP refused/VBD to/TO travel/VB to/IN Minsk/NNP .",
    "Guards/NNS stopped/VBD refugees/NNS from/IN crossing/VBG into/IN Jordan/NNP .",
    "Prices/NNS moved/VBD to/IN a/DT new/JJ high/NN in/IN Vienna/NNP .",
    "The/DT vote/NN went/VBD to/IN Ohio/NNP .",
    "The/DT case/NN went/VBD to/IN the/DT court/NN in/IN Madrid/NNP .",
    "She/PRP turned/VBD to/IN France/NNP for/IN help/NN .",
    "He/PRP left/VBD the/DT White/NNP House/NNP in/IN January/NNP .",
    "Ms/NNP Dorn/NNP comes/VBZ from/IN Ohio/NNP .",
    "A/DT warning/NN was/VBD sent/VBN to/IN Iran/NNP .",
    "The/DT firm/NN reached/VBD an/DT agreement/NN in/IN Genoa/NNP .",
    "The/DT ferry/NN passed/VBD a/DT full/JJ inspection/NN in/IN Gdansk/NNP .",
    "Children/NNS go/VBP to/IN school/NN in/IN Ghent/NNP .",
    "Where/WRB do/VBP we/PRP go/VB from/IN here/RB ?",
    "He/PRP announced/VBD plans/NNS at/IN a/DT meeting/NN in/IN Oslo/NNP .",
    "The/DT moving/NN of/IN the/DT court/NN to/IN Brno/NNP is/VBZ disputed/VBN .",
]


@pytest.mark.parametrize(("written", "expected"), ONE)
def test_a_movement(written: str, expected: tuple[str | None, str | None, tuple[str, ...], str | None]) -> None:
    assert [told(row) for row in movements(written)] == [expected]


@pytest.mark.parametrize("written", NONE)
def test_no_movement(written: str) -> None:
    assert movements(written) == []


def test_means_and_day() -> None:
    (row,) = movements(
        "A/DT team/NN left/VBD Dakar/NNP on/IN Tuesday/NNP by/IN road/NN and/CC was/VBD expected/VBN in/IN Bamako/NNP ."
    )
    assert (row.means, row.when) == ("by road", "2031-03-04")
    (row,) = movements("Miners/NNS were/VBD flown/VBN to/IN Riga/NNP in/IN two/CD helicopters/NNS .")
    assert row.means == "two helicopters"
    (row,) = movements("Miners/NNS were/VBD flown/VBN to/IN Riga/NNP .")
    assert row.means == "flown"


def test_the_span_goes_from_the_mover_to_the_last_place() -> None:
    written = "Yesterday/NN two/CD ferries/NNS crossed/VBD the/DT Danube/NNP to/IN Ruse/NNP with/IN cattle/NNS ."
    (row,) = movements(written)
    assert tagged(written).text[slice(*row.span)] == "Yesterday two ferries crossed the Danube to Ruse"


def test_there_is_the_place_before() -> None:
    rows = movements(
        "Lorries/NNS reached/VBD Mersin/NNP . From/IN there/RB they/PRP are/VBP due/JJ to/TO go/VB on/RP "
        "to/IN Adana/NNP ."
    )
    assert [told(row) for row in rows] == [("Lorries", None, (), "Mersin"), ("they", "Mersin", (), "Adana")]


def test_then_goes_on_from_the_place_before() -> None:
    rows = movements(
        "The/DT crew/NN flew/VBD to/IN Faro/NNP . Then/RB they/PRP went/VBD to/IN Porto/NNP . | "
        "They/PRP went/VBD to/IN Oslo/NNP ."
    )
    assert [row.origin for row in rows] == [None, "Faro", None]


def test_a_further_part_sets_out_where_the_first_did() -> None:
    first = "Sixty/CD miners/NNS left/VBD Riga/NNP for/IN Tallinn/NNP ."
    rows = movements(f"{first} A/DT smaller/JJR group/NN was/VBD flown/VBN to/IN Oslo/NNP .")
    assert [row.origin for row in rows] == ["Riga", "Riga"]
    rows = movements(f"{first} Others/NNS went/VBD by/IN bus/NN to/IN Minsk/NNP .")
    assert [row.origin for row in rows] == ["Riga", "Riga"]
    rows = movements(f"{first} Soldiers/NNS were/VBD flown/VBN to/IN Oslo/NNP .")
    assert [row.origin for row in rows] == ["Riga", None]


def test_a_mishap_is_where_its_outflow_begins() -> None:
    begin, end = "a/DT tank/NN burst/VBD at/IN a/DT depot/NN in/IN Vienna/NNP", "oil/NN down/IN the/DT Danube/NNP ."
    assert [row.origin for row in movements(f"{begin} , sending/VBG {end}")] == ["a depot in Vienna"]
    (row,) = movements("Ms/NNP Dorn/NNP spoke/VBD in/IN Oslo/NNP , sending/VBG aid/NN to/IN Gao/NNP .", ("Dorn",))
    assert row.origin is None


def test_a_name_that_owns_residents_is_a_place() -> None:
    (row,) = movements("Oberau/NNP ’ s/POS inhabitants/NNS rode/VBD in/IN nine/CD coaches/NNS to/IN Krakow/NNP .")
    assert row.origin == "Oberau"
    (row,) = movements("Dorn/NNP ’ s/POS people/NNS went/VBD to/IN Krakow/NNP .")
    assert row.origin is None


def test_the_figure_counts_the_mover() -> None:
    document = tagged("At/IN least/JJS 300/CD miners/NNS were/VBD evacuated/VBN from/IN Zonguldak/NNP .")
    figure = Figure(report="r", span=span(document, "At least 300 miners"), value=300, bound="at_least")
    (row,) = find_movements(document, places_of(document), [], [], [figure])
    assert row.who == "At least 300 miners"


def test_the_innermost_statement_holds_it() -> None:
    document = tagged("She/PRP said/VBD he/PRP denied/VBD that/IN a/DT ship/NN had/VBD left/VBN Porto/NNP .")
    outer = Statement(report="r", content=(span(document, "he denied that a ship had left Porto"),))
    inner = Statement(report="r", content=(span(document, "a ship had left Porto"),), act="deny")
    (row,) = find_movements(document, places_of(document), [], [outer, inner])
    assert row.statement == inner.id
    (row,) = find_movements(document, places_of(document), [])
    assert row.statement is None


def test_people_are_no_places() -> None:
    assert movements("Aides/NNS went/VBD to/IN Faro/NNP Lund/NNP for/IN advice/NN .", people=("Faro Lund",)) == []
    assert movements("Aides/NNS went/VBD to/IN Ines/NNP Lund/NNP for/IN advice/NN .", people=("Ines Lund",)) == []


def test_without_parts_of_speech_nothing_is_read() -> None:
    assert find_movements(outline(Report(text="The ship left Porto for Faro.")), [], []) == []


def test_a_sentence_too_long_to_be_one_is_not_read() -> None:
    unit = "The/DT ship/NN that/WDT left/VBD Porto/NNP , and/CC went/VBD to/IN Faro/NNP . "
    assert len(movements(unit * 200)) == 200
    assert movements("The/DT ship/NN went/VBD to/IN Faro/NNP and/CC " * 200) == []


HOSTILE = (
    "The/DT ship/NN that/WDT left/VBD Porto/NNP , which/WDT went/VBD to/IN Faro/NNP , ",
    "sent/VBN from/IN Porto/NNP and/CC ",
    "to/TO go/VB to/TO go/VB to/IN Faro/NNP , ",
    "the/DT trip/NN of/IN the/DT trip/NN from/IN Porto/NNP in/IN Faro/NNP ",
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_cost_is_in_proportion(unit: str) -> None:
    def made(count: int) -> Callable[[], object]:
        document = tagged((unit * 12 + ". ") * count)
        places = places_of(document)
        return lambda: find_movements(document, places, [])

    assert_proportional(made, 4)
