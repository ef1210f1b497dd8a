import re
import time
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

import onrecord
from onrecord.records import ACTS, CERTAINTIES, SPEAKER_KINDS, Entity, Reading, Report, Statement
from onrecord.show.page import fragment, page
from onrecord.show.page_notes import DID, FAMILY, KINDS, day
from onrecord.show.page_text import shown
from tests.show.pages import article_text, balanced
from tests.show.readings import HOSTILE, harbour, hostile


def words(element: html.HtmlElement) -> str:
    """An element's text on one line."""
    return " ".join(element.text_content().split())


def notes(made: str) -> list[str]:
    """What each note says."""
    return [words(note) for note in html.document_fromstring(made).xpath("//li[starts-with(@id, 'note-')]")]


def test_the_article_is_the_report_character_for_character() -> None:
    for reading in (harbour(), hostile()):
        for made in (page(reading), fragment(reading)):
            balanced(made)
            assert article_text(made) == shown(reading.report.text)


def test_a_note_says_who_how_and_how_surely() -> None:
    assert notes(page(harbour())) == [
        "Vera Holm said harbour master, Poland, person hedged: possible may 3 Feb 2031",
        "Vera Holm denied harbour master, Poland, person stated negated",
        "Piet Aas said person stated relayed in 2",
        "“A fitter” said one person, unnamed unknown",
        "Nobody named expected no source given stated",
    ]


def test_marks_are_around_the_words() -> None:
    root = html.document_fromstring(page(harbour()))

    def marked(name: str) -> list[str]:
        found = root.xpath(f"//article/p//*[contains(concat(' ', @class, ' '), ' {name} ')]")
        return [element.text_content() for element in found]

    assert marked("said") == [
        "“The lock gate is sound,”",
        "“It may leak a little.”",
        "Piet Aas had told her that 40 crates were lost",
        "40 crates were lost",
        "nobody knew",
        "The quay in Gdansk stays shut",
    ]
    assert marked("source") == ["Vera Holm, the harbour master,", "Holm", "Piet Aas", "A fitter"]
    assert marked("cue") == ["said", "denied", "had told"]
    assert marked("hedge") == ["may"]
    assert marked("hedged") == ["“The lock gate is sound,”", "“It may leak a little.”"]
    assert marked("unknown") == ["nobody knew"]
    assert marked("disputes") == ["", "Piet Aas had told her that 40 crates were lost"]
    assert marked("figure") == ["40 crates"]
    assert marked("time") == ["Monday"]
    assert marked("place") == ["Gdansk"]
    titles = root.xpath("//article//@title")
    assert titles == ["Time: 2031-02-03", "Figure: 40 crates", "Place: Gdańsk · PL · 54.352, 18.646"]


def test_numbers_lead_to_notes_and_notes_to_permanent_anchors() -> None:
    reading = harbour()
    root = html.document_fromstring(page(reading))
    identifiers = root.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert {f"s-{row.id}" for row in reading.statements} <= set(identifiers)
    assert {f"f-{row.id}" for row in reading.figures} <= set(identifiers)
    assert all(link[1:] in identifiers for link in root.xpath("//@href") if link.startswith("#"))
    for number, note in enumerate(root.xpath("//li[starts-with(@id, 'note-')]"), 1):
        back = note.xpath("./a")[0]
        assert back.get("data-n") == note.get("value") == str(number)
        (mark,) = root.xpath(f"//*[@id='{back.get('href')[1:]}']")
        assert "said" in mark.get("class").split()
        assert mark.getprevious().get("href") == f"#{note.get('id')}"
        assert mark.getprevious().get("data-n") == str(number)
    first = reading.statements[0]
    assert len(root.xpath(f"//article/p//a[@href='#note-{first.id}']")) == 2, "each piece of a split content has one"
    assert page(reading) == page(harbour())


def test_notes_follow_the_paragraph_in_which_the_statement_begins() -> None:
    root = html.document_fromstring(page(harbour()))
    article = root.xpath("//article")[0]
    assert [child.tag for child in article] == ["p", "ol", "p", "ol", "p", "ol"]
    assert [len(notes_.xpath("./li")) for notes_ in article.xpath("./ol")] == [1, 3, 1]


def test_the_page_has_a_language_a_title_and_landmarks() -> None:
    root = html.document_fromstring(page(harbour()))
    assert root.get("lang") == "en"
    assert root.findtext(".//title") == "Gate holds · Quay Post"
    assert [words(h) for h in root.xpath("//h1")] == ["Gate holds"]
    for landmark in ("header", "main", "nav", "footer"):
        assert len(root.xpath(f"//{landmark}")) == 1
    assert root.xpath("//a/@href")[0] == "#report"
    assert words(root.xpath("//*[@class='imprint']")[0]) == (
        "Quay Post Nils Dahl 4 Feb 2031, 08:30 UTC the report itself"
    )
    assert root.xpath("//*[@class='imprint']/a/@href") == ["https://quaypost.example/gate?a=1&b=2"]
    assert all(a.get("aria-label") or words(a) for a in root.xpath("//a"))


def test_who_speaks_lists_each_voice_with_its_numbers() -> None:
    root = html.document_fromstring(page(harbour()))
    assert [words(li) for li in root.xpath("//nav//li")] == [
        "Vera Holm harbour master, Poland, person 1, 2",
        "Piet Aas person 3",
        "Unnamed 4, 5",
    ]


def test_nothing_is_fetched_and_nothing_runs() -> None:
    for reading in (harbour(), hostile()):
        for made in (page(reading), fragment(reading)):
            seen = balanced(made)
            tags = {tag for tag, _ in seen.tags}
            assert not tags & {"script", "img", "link", "iframe", "object", "embed", "base", "form", "svg", "b", "i"}
            assert not [name for _, attributes in seen.tags for name in attributes if name.startswith("on")]
            assert not seen.all("src")
            assert all(link.startswith(("#", "https://")) for link in seen.all("href"))
            (style,) = re.findall("<style>(.*?)</style>", made, re.DOTALL)
            assert "url(" not in style
            assert "@import" not in style
    assert "default-src 'none'" in page(harbour())


def test_markup_in_a_report_is_data() -> None:
    made = page(hostile())
    assert "<script" not in made
    assert "7*7" in made
    assert "\x1b" not in made
    assert "\u202e" not in made
    made.encode("utf-8")
    root = html.document_fromstring(made)
    assert root.findtext(".//title").startswith("</style><script>alert(1)</script>")
    assert root.xpath("//article/@lang") == []
    assert root.xpath("//*[@class='imprint']/a") == []
    assert HOSTILE[:20] in words(root.xpath("//li[starts-with(@id, 'note-')]")[0])


ODD = st.text(st.sampled_from("ab <>&\"'/=\n\r\u05d0\u202e\x00\ud800\U0001f600"), min_size=2, max_size=50)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    report = Report(text=draw(ODD), title=draw(ODD), outlet=draw(ODD), url=draw(ODD), published=draw(ODD))
    size = len(report.text)
    span = st.tuples(st.integers(0, size - 2), st.integers(1, size)).map(lambda s: (s[0], max(s[0] + 1, s[1])))
    spans = st.lists(span, max_size=3).map(lambda found: tuple(sorted(found)))
    who = Entity(report=report.id, name=draw(ODD), kind="person", role=draw(ODD))
    made: dict[str, Statement] = {}
    for _ in range(draw(st.integers(0, 4))):
        row = Statement(
            report=report.id,
            content=(draw(span), *draw(spans)),
            source=draw(spans),
            cue=draw(spans),
            hedge=draw(spans),
            speaker=draw(st.sampled_from([None, who.id])),
            act=draw(st.sampled_from(ACTS)),
            certainty=draw(st.sampled_from(CERTAINTIES)),
            said_on=draw(st.sampled_from([None, "2031-02-03", "x"])),
            within=draw(st.sampled_from([None, *made])),
        )
        made[row.id] = row
    return Reading(report=report, entities=(who,), statements=tuple(made.values()))


@settings(max_examples=50)
@given(readings())
def test_any_reading_gives_a_well_formed_page(reading: Reading) -> None:
    made = page(reading)
    seen = balanced(made)
    assert article_text(made) == shown(reading.report.text)
    identifiers = seen.all("id")
    assert len(identifiers) == len(set(identifiers))
    assert {link[1:] for link in seen.all("href") if link.startswith("#")} <= set(identifiers)
    assert len(notes(made)) == len(reading.statements)
    made.encode("utf-8")


def test_every_word_of_the_record_has_one_on_the_page() -> None:
    assert set(FAMILY) == set(DID) == set(ACTS)
    assert set(KINDS) == set(SPEAKER_KINDS)
    assert [day(value) for value in ("2031-09-16", "2031-09", "", "soon")] == ["16 Sept 2031", "2031-09", "", "soon"]


def test_lines_are_paragraphs_and_a_single_break_is_narrow() -> None:
    def classes(text: str) -> list[str | None]:
        return html.document_fromstring(page(Reading(report=Report(text=text)))).xpath("//article/p/@class")

    assert classes("One.\nTwo.\nThree.\n") == []
    assert classes("One.\nTwo.\n\nThree.\n") == ["close"]
    assert "No statements" in page(Reading(report=Report(text="One.")))
    assert article_text(page(Reading(report=Report(text="")))) == ""


def long_reading(count: int) -> Reading:
    """`count` statements, each a paragraph."""
    line = "Vera Holm said the gate was sound.\n"
    report = Report(text=line * count)
    who = Entity(report=report.id, name="Vera Holm", kind="person")
    rows = [
        Statement(report=report.id, content=((i + 15, i + 33),), source=((i, i + 9),), speaker=who.id)
        for i in range(0, count * len(line), len(line))
    ]
    return Reading(report=report, entities=(who,), statements=tuple(rows))


def test_many_statements_cost_linear_time() -> None:
    def seconds(count: int) -> float:
        reading = long_reading(count)
        begun = time.process_time()
        page(reading)
        return time.process_time() - begun

    seconds(100)
    small = min(seconds(300) for _ in range(3))
    assert seconds(3_000) < 10 * small * 4


def test_a_notebook_shows_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = onrecord.read("The quay will open by Friday, harbour guard Vera Holm said.")
    made = reading._repr_html_()
    assert made is not None
    balanced(made)
    assert made.startswith('<section class="onrecord"')
    assert not re.search("<(html|body|head|title|h1|main)\\b", made)
    (note,) = notes(made)
    assert note.startswith("Vera Holm said")
    monkeypatch.setattr(Reading, "notebook", None)
    assert reading._repr_html_() is None


def styles() -> str:
    """The style sheets of a fragment."""
    folder = files("onrecord").joinpath("show/templates")
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("palette.css", "reading.css"))


def test_the_style_of_a_fragment_stays_inside_it() -> None:
    style = re.sub(r"/\*.*?\*/", "", styles(), flags=re.DOTALL)
    for selectors in re.findall(r"([^{}]+)\{", style):
        if not selectors.strip().startswith("@"):
            outside = re.sub(r"\([^)]*\)", "", selectors).split(",")
            assert all(".onrecord" in selector for selector in outside), selectors


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, as WCAG 2.2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_has_the_contrast_of_wcag_aa(scheme: int) -> None:
    pairs = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", styles())
    colours = {name: found[scheme] for name, *found in pairs}
    families = {FAMILY[act] for act in ACTS}
    assert families | {f"{f}-tint" for f in families} | {"paper", "ink", "soft", "rule"} == set(colours)
    for family in families:
        for ground in ("paper", f"{family}-tint"):
            for text in ("ink", "soft", family):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        for other in families:
            assert contrast(colours[family], colours[f"{other}-tint"]) >= 4.5, "a number within another's words"
