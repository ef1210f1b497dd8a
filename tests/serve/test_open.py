"""Open questions and expectations."""

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from tests.serve.conftest import SECRET


def rows(site: TestClient, query: str = "") -> tuple[list[str], list[str]]:
    """The ids of the questions, and of the statements of the expectations."""
    data = site.get(f"/open.json?{query}").json()
    return [row["id"] for row in data["questions"]["rows"]], [row["id"] for row in data["expectations"]["rows"]]


def test_questions_and_expectations_with_how_they_ended(site: TestClient, ledger: Ledger) -> None:
    page = site.get("/open")
    assert page.status_code == 200
    (question,) = ledger.questions()
    assert f'id="q-{question.question.id}"' in page.text
    assert question.answer is not None
    assert question.answer.said is not None
    assert f'href="/reports/{question.answer.report.id}#s-{question.answer.said.id}"' in page.text
    met, pending = ledger.expectations()
    assert met.told is not None
    assert met.told.said is not None
    assert f'href="/reports/{met.told.report.id}#s-{met.told.said.id}"' in page.text
    assert "1 day overdue" in page.text
    assert rows(site) == ([question.question.id], [met.said.id, pending.said.id])


def test_on_an_earlier_day_nothing_had_ended_and_days_were_left(site: TestClient) -> None:
    page = site.get("/open?as_of=2031-03-25").text
    assert "7 days left" in page
    assert "Answered" not in page
    assert "due today" in site.get("/open?as_of=2031-04-01").text


def test_the_lists_by_state(site: TestClient, ledger: Ledger) -> None:
    question = ledger.questions()[0].question.id
    met, pending = (row.said.id for row in ledger.expectations())
    assert rows(site, "state=open") == ([], [pending])
    assert rows(site, "state=overdue") == ([], [pending])
    assert rows(site, "state=ended") == ([question], [met])
    assert rows(site, "state=met") == ([], [met])
    assert rows(site, "state=missed") == ([], [])


def test_one_list_one_row_and_other_filters(site: TestClient, ledger: Ledger) -> None:
    question = ledger.questions()[0].question.id
    met, pending = (row.said.id for row in ledger.expectations())
    assert rows(site, "show=questions") == ([question], [])
    assert rows(site, "show=expectations") == ([], [met, pending])
    assert rows(site, f"of={question}") == ([question], [])
    assert rows(site, f"of={pending}") == ([], [pending])
    assert rows(site, "who=Lund") == ([], [pending])
    assert rows(site, "q=bridge") == ([question], [])
    assert rows(site, "since=2031-04-01&until=2031-04-01") == ([], [met, pending])
    assert rows(site, "since=2031-04-02") == ([], [])


def test_a_rejected_answer_opens_the_question_again(site: TestClient, ledger: Ledger) -> None:
    (question,) = ledger.questions()
    assert question.answer is not None
    assert question.answer.said is not None
    form = {"row": question.question.id, "other": question.answer.said.id, "who": "Ida", "secret": SECRET}
    assert site.post("/fix/reject", data=form).status_code == 303
    assert rows(site, "state=open")[0] == [question.question.id]


@pytest.mark.parametrize(
    ("query", "status"), [("of=ffffffffffffffffffff", 404), ("state=gone", 400), ("page=2", 404), ("until=1", 400)]
)
def test_what_cannot_be(site: TestClient, query: str, status: int) -> None:
    assert site.get(f"/open?{query}").status_code == status
