import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Expectation, Question, Statement, Time
from onrecord.relate.answers import answers as answered
from onrecord.relate.copies import Copy
from onrecord.relate.fulfilment import outcomes_told
from onrecord.relate.kin import Kin
from onrecord.relate.known import Known
from onrecord.relate.links import Link
from onrecord.relate.order import age
from onrecord.relate.outcomes import Answer, Outcome, answers, links, outcomes
from onrecord.relate.view import View
from tests.relate.made import Made

FIRST, LATER = "2031-05-06T09:00:00Z", "2031-05-12T18:00:00Z"
DAYS = {
    "Tuesday": "2031-05-06",
    "Wednesday": "2031-05-07",
    "Thursday": "2031-05-08",
    "Friday": "2031-05-09",
    "Saturday": "2031-05-10",
    "Sunday": "2031-05-11",
    "Monday": "2031-05-12",
}
SCENE = (
    "The paddle steamer Gudrun lies at the old quay of Vessby, where shipwrights and carpenters have scraped her hull "
    "since the ice went. Her boiler came from a sawmill."
)


def asks(text: str, question: str, published: str | None = FIRST, **more: str) -> Made:
    """A report that leaves the question open."""
    made = Made(text, published=published, **more)
    made.add("questions", Question(report=made.report.id, span=made.span(question)))
    return made


def later(text: str, published: str | None = LATER, outlet: str = "Vessby Tidende") -> Made:
    """A later report, with its weekdays as dates."""
    made = Made(text, outlet=outlet, published=published)
    for name, day in DAYS.items():
        if name in text:
            end = day[:-2] + f"{int(day[-2:]) + 1:02}"
            span = made.span(name)
            made.add("times", Time(report=made.report.id, span=span, type="DATE", value=day, start=day, end=end))
    return made


def expects(text: str, content: str, due: str | None, published: str = FIRST, **more: object) -> Made:
    """A report with an expectation; its weekdays are dates."""
    made = later(text, published=published, outlet="Norden Wire")
    row = made.says("Ebba Holm", content, **{"act": "expect", **more})
    made.add("expectations", Expectation(statement=row.id, due=DAYS.get(due or "", due)))
    return made


def told(older: Made, younger: Made) -> list[str]:
    """The sentences that answer."""
    text = younger.report.text
    return [text[slice(*link.span)] for link in answered(older.view(), younger.view()) if link.span]


def ending(older: Made, younger: Made) -> list[str]:
    """How the expectations ended."""
    return [link.kind for link in outcomes_told(older.view(), younger.view())]


WHO = "It was not known who had opened the sluice"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (WHO, "A retired driver had opened the sluice, Orla Fenn said."),
        ("Nobody would say whether the footbridge had been inspected", "The footbridge was inspected in spring."),
        ("The keeper would neither confirm nor deny that two goats had escaped", "No goats escaped, the keeper said."),
        ("Whether the ferrymen would join the boycott was unclear", "The ferrymen joined the boycott at noon."),
        ("Why the lantern stayed dark is a riddle", "The riddle of the dark lantern has been solved."),
        (
            "The clerk declined to say whether the parish had borrowed gold",
            "He admitted that the parish borrowed gold.",
        ),
    ],
)
def test_a_sentence_on_the_same_matter_that_has_the_piece_asked_for_answers(question, answer):
    assert told(asks(f"{question}.", question), later(f"Rain fell. {answer}")) == [answer]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (WHO, "The sluice was opened once more at noon."),
        (WHO, "The regatta was won by a retired driver."),
        ("Nobody would say whether the footbridge had been inspected", "The footbridge is made of larch."),
        ("Nobody would say whether the footbridge had been inspected", "Was the footbridge inspected?"),
        (
            "Nobody would say whether the footbridge had been inspected",
            "Orla Fenn asked whether the footbridge had been inspected.",
        ),
        ("Nobody would say whether Orla Fenn had been questioned", "Bo Tarn had been questioned all night."),
        ("Why the lantern stayed dark is a riddle", "The lantern stayed dark on Sunday too."),
        ("What the divers saw in the lock is unknown", "The divers who were in the lock went home."),
    ],
)
def test_a_sentence_that_lacks_the_piece_or_the_matter_does_not(question, answer):
    assert told(asks(f"{question}.", question), later(f"Rain fell. {answer}")) == []


def test_how_many_wants_a_figure():
    question = "How many barrels the cellar held was not known"
    older = asks(f"{question}.", question)
    without = later("The cellar held barrels of herring.")
    assert told(older, without) == []
    counted = later("The cellar held 40 barrels of herring.")
    counted.counts("40 barrels", 40, "barrels")
    (link,) = answered(older.view(), counted.view())
    assert ("figure", "40 barrels") in link.reasons


def test_the_answer_is_the_statement_that_holds_it():
    older = asks(f"{WHO}.", WHO)
    younger = later("Orla Fenn said a retired driver had opened the sluice.")
    row = younger.says("Orla Fenn", "a retired driver had opened the sluice")
    (link,) = answered(older.view(), younger.view())
    assert (link.kind, link.first, link.second) == ("answered", older.view().questions[0].id, row.id)
    assert ("person", "driver") in link.reasons or ("person", "Orla Fenn") in link.reasons


def test_what_was_said_before_is_no_answer():
    older = asks(f"{WHO}.", WHO)
    younger = later("Orla Fenn had claimed that a retired driver had opened the sluice.")
    younger.says("Orla Fenn", "a retired driver had opened the sluice", cue="claimed")
    assert told(older, younger) == []


def test_a_later_report_that_leaves_the_same_open_answers_nothing():
    older = asks(f"{WHO}.", WHO)
    text = "A retired driver had opened the sluice in March. Who had opened the sluice this time is still not known."
    assert told(older, later(text)) != []
    open_still = asks(text, "Who had opened the sluice this time is still not known", published=LATER)
    assert told(older, open_still) == []


def test_it_is_read_from_what_was_said_before():
    older = asks(
        "Bo Tarn said two geese had been stolen. The bailiff declined to confirm it.", "declined to confirm it"
    )
    older.says("Bo Tarn", "two geese had been stolen")
    assert told(older, later("The geese were stolen by a fox.")) == ["The geese were stolen by a fox."]
    assert told(older, later("The bailiff was in town.")) == []


def test_further_on_only_a_sentence_that_settles_it_answers():
    text = f"{WHO}. A retired driver had opened the sluice. A retired driver admitted that he had opened the sluice."
    made = asks(text, WHO)
    view = made.view()
    (link,) = answered(view, view)
    assert link.span is not None
    assert text[slice(*link.span)].startswith("A retired driver admitted")


PLAN = "the barge to reach the harbour by Friday"


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("The barge reached the harbour on Thursday.", "met"),
        ("The barge reached the harbour on Sunday.", "missed"),
        ("The barge did not reach the harbour.", "missed"),
        ("The barge failed to reach the harbour.", "missed"),
        ("The barge reached the harbour, as promised.", "met"),
        ("The barge reached the harbour as the owner had promised.", "met"),
        ("The barge came to the harbour a day later than planned.", "missed"),
        ("The barge came to the harbour two days late.", "missed"),
        ("The barge was in the harbour on time.", "met"),
        ("The owner has dropped his plan to bring the barge to the harbour.", "missed"),
        ("The harbour call of the barge was cancelled.", "missed"),
        ("Her hope of having the barge in the harbour was disappointed.", "missed"),
    ],
)
def test_what_happened_or_is_compared_with_the_plan_decides(sentence, outcome):
    older = expects(f"Ebba Holm expected {PLAN}.", PLAN, "Friday")
    assert ending(older, later(f"Rain fell. {sentence}")) == [outcome]


@pytest.mark.parametrize(
    "sentence",
    [
        "The barge will reach the harbour on Sunday.",
        "The barge is expected to have reached the harbour.",
        "The barge reached the harbour.",
        "The barge reached the harbour on Tuesday last year, as any such barge must.",
        "The harbour was swept on Thursday.",
        "The barge is painted green, as promised.",
        "The owner dropped the barge keys into the harbour.",
    ],
)
def test_what_is_still_to_come_or_something_else_decides_nothing(sentence):
    older = expects(f"Ebba Holm expected {PLAN}.", PLAN, "Friday", published="2031-05-07T09:00:00Z")
    assert ending(older, later(f"Rain fell. {sentence}")) == []


def test_before_the_day_it_can_be_met_or_given_up_but_not_late():
    older = expects(f"Ebba Holm expected {PLAN}.", PLAN, "Friday")
    early = "2031-05-08T12:00:00Z"
    assert ending(older, later("The barge has reached the harbour.", early)) == ["met"]
    assert ending(older, later("The trip of the barge to the harbour was cancelled.", early)) == ["missed"]
    assert ending(older, later("The barge has not reached the harbour.", early)) == []
    assert ending(older, later("The barge nears the harbour a day later than planned.", early)) == []


def test_a_plan_told_in_hindsight_that_is_otherwise():
    older = expects(
        "Ebba Holm expected the puddles to be gone by Friday.", "the puddles to be gone by Friday", "Friday"
    )
    hindsight = "Ms Holm had predicted that the puddles would be gone by Friday."
    assert ending(older, later(f"{hindsight} There were still four of them.")) == ["missed"]
    assert ending(older, later(f"{hindsight} She likes puddles.")) == []


def test_the_report_that_expects_can_tell_further_on():
    text = "Ebba Holm had expected the barge to reach the harbour by Friday. The barge did not reach the harbour."
    late = expects(text, PLAN, "Friday", published=LATER).view()
    assert [link.kind for link in outcomes_told(late, late)] == ["missed"]
    early = expects(text, PLAN, "Friday", published="2031-05-07T09:00:00Z").view()
    assert list(outcomes_told(early, early)) == []


def test_another_figure_of_the_same_unit_decides_nothing():
    content = "the fare would rise to 9 crowns by Friday"
    older = expects(f"Ebba Holm expected {content}.", content, "Friday", published="2031-05-07T09:00:00Z")
    older.counts("9 crowns", 9, "fare", unit="crowns")
    for words, value, outcome in (("7 crowns", 7, []), ("9 crowns", 9, ["met"])):
        younger = later(f"The fare rose to {words} on Thursday.")
        younger.counts(words, value, "fare", unit="crowns")
        assert ending(older, younger) == outcome


@pytest.mark.parametrize(
    ("content", "sentence", "outcome"),
    [
        (
            "the barge was unlikely to reach the harbour by Friday",
            "The barge reached the harbour on Thursday.",
            "missed",
        ),
        ("the barge was unlikely to reach the harbour by Friday", "The barge did not reach the harbour.", "met"),
        ("the oarsmen to lose the regatta on Saturday", "The oarsmen won the regatta on Saturday.", "missed"),
        ("the oarsmen to lose the regatta on Saturday", "The oarsmen lost the regatta on Saturday.", "met"),
    ],
)
def test_expecting_that_not_and_the_opposite(content, sentence, outcome):
    due = "Saturday" if "Saturday" in content else "Friday"
    older = expects(f"Ebba Holm expected {content}.", content, due, published="2031-05-07T09:00:00Z")
    assert ending(older, later(sentence)) == [outcome]


def test_what_was_to_last_has_ended_before():
    content = "the boycott could last until June"
    older = expects(f"Ebba Holm warned {content}.", content, "2031-06-01")
    assert ending(older, later("The oarsmen agreed to end the boycott.")) == ["missed"]
    assert ending(older, later("The oarsmen did not end the boycott.")) == []
    assert ending(older, later("The oarsmen talked of the boycott on Sunday.")) == []


def test_only_a_dated_report_on_the_same_story_is_looked_at():
    older = asks(f"{SCENE} {WHO}.", WHO).view()
    answer = "A retired driver had opened the sluice."
    assert [link.kind for link in links(older, later(f"{SCENE} {answer}").view(), None)] == ["answered"]
    assert list(links(older, later(f"{SCENE} {answer}", published=None).view(), None)) == []
    elsewhere = "In Orrland farmers argued over hay, cattle markets, subsidies, tractors and a drought. "
    assert list(links(older, later(elsewhere + answer).view(), None)) == []


def test_an_empty_report_is_no_trouble():
    older = asks(f"{WHO}.", WHO).view()
    empty = Made("", published=LATER).view()
    for a, b in ((older, empty), (empty, older), (empty, empty)):
        assert list(links(a, b, None)) == []
    marks = asks("“…” It rained.", "“…”").view()
    assert list(links(marks, older, None)) == []


def kin_of(origin: View, copy: View, text: str) -> Kin:
    return Kin(origin, copy, Copy(report=copy.id, copy_of=origin.id, kind=text, share=0.9))


def test_a_copy_repeats_its_origins_questions_and_answers_none():
    body = f"{SCENE} {WHO}. The mayor gave out soup. How long the soup will last is unclear."
    last = "How long the soup will last is unclear"
    origin = asks(body, WHO)
    origin.add("questions", Question(report=origin.report.id, span=origin.span(last)))
    copy = asks(body, WHO, published=LATER, outlet="Quay Post")
    copy.add("questions", Question(report=copy.report.id, span=copy.span(last)))
    a, b = origin.view(), copy.view()
    found = [(link.kind, link.first, link.second) for link in links(a, b, kin_of(a, b, "verbatim"))]
    assert found == [("asks", x.id, y.id) for x, y in zip(a.questions, b.questions, strict=True)]


def known(views: list[View], origins: dict[str, str]) -> Known:
    """What is known of the rows of some reports."""
    report_of = {row.id: view.id for view in views for row in (*view.questions, *view.reading.statements)}
    ages = {view.id: age(view.report) for view in views}
    day_of = dict.fromkeys(report_of)
    return Known(report_of, {view.id: origins.get(view.id, view.id) for view in views}, ages, day_of, {})


def pile() -> tuple[list[View], list[Link], Known]:
    """An origin with a question and an expectation, its copy, and two reports that tell the rest."""
    origin = expects(f"Ebba Holm expected {PLAN}. {WHO}.", PLAN, "Friday")
    origin.add("questions", Question(report=origin.report.id, span=origin.span(WHO)))
    copy = later(f"Ebba Holm awaited {PLAN}. {WHO}.", published="2031-05-07T09:00:00Z", outlet="Quay Post")
    copy.says("Ebba Holm", PLAN)
    copy.add("questions", Question(report=copy.report.id, span=copy.span(WHO)))
    last = later("The barge came on Sunday. A driver did it.", "2031-05-13T09:00:00Z")
    first = later("The barge is late. A driver, it seems, did it.")
    views = [origin.view(), copy.view(), first.view(), last.view()]
    question, again = views[0].questions[0].id, views[1].questions[0].id
    hope, same = views[0].sayings[0].id, views[1].sayings[0].id
    rows = [
        Link(kind="asks", first=question, second=again, report=views[1].id),
        Link(kind="same", first=hope, second=same, report=views[1].id),
        Link(kind="answered", first=question, second=None, report=views[3].id, span=(26, 42)),
        Link(kind="answered", first=question, second=None, report=views[2].id, span=(19, 46)),
        Link(kind="missed", first=hope, second=None, report=views[3].id, span=(0, 25)),
        Link(kind="met", first=hope, second=None, report=views[2].id, span=(0, 18)),
    ]
    return views, rows, known(views, {views[1].id: views[0].id})


@given(st.permutations(range(6)))
def test_the_earliest_report_decides_and_copies_share_it(order):
    views, rows, facts = pile()
    shuffled = [rows[at] for at in order]
    answer = Answer(views[2].id, None, (19, 46))
    assert answers(shuffled, facts) == {view.questions[0].id: answer for view in views[:2]}
    outcome = Outcome("met", views[2].id, None, (0, 18))
    assert outcomes(shuffled, facts) == {view.sayings[0].id: outcome for view in views[:2]}


def test_a_statement_that_only_says_the_same_does_not_share_the_outcome():
    views, rows, _ = pile()
    apart = known(views, {})
    assert set(outcomes(rows, apart)) == {views[0].sayings[0].id}
    assert set(answers(rows, apart)) == {views[0].questions[0].id}


words = st.sampled_from(
    [*"the a of to by", "barge", "harbour", "reached", "not", "Friday", "Holm", "who", "whether", "40", ".", "“", "?"]
)


@given(st.lists(words, max_size=25), st.lists(words, max_size=25))
def test_any_two_texts_give_grounded_links_and_always_the_same(first, second):
    made = Made(" ".join(first), published=FIRST)
    if len(made.report.text) > 3:
        made.add("questions", Question(report=made.report.id, span=(0, len(made.report.text))))
        row = Statement(report=made.report.id, content=((0, len(made.report.text)),), act="expect")
        made.statements.append(row)
        made.add("expectations", Expectation(statement=row.id, due="2031-05-09"))
    younger = Made(" ".join(second), published=LATER)
    found = [*answered(made.view(), younger.view()), *outcomes_told(made.view(), younger.view())]
    assert found == [*answered(made.view(), younger.view()), *outcomes_told(made.view(), younger.view())]
    for link in found:
        assert link.span is not None
        assert 0 <= link.span[0] < link.span[1] <= len(younger.report.text)
        assert link.reasons
