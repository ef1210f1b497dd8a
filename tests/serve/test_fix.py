"""Corrections through the pages: made, shown, undone, refused."""

from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient

from onrecord.errors import UsageError
from onrecord.ledger import Judge, Ledger
from onrecord.ledger.fixing import no_effect
from onrecord.serve.correcting import told_on_pages
from onrecord.serve.settings import Settings
from tests.serve.conftest import SECRET


def post(site: TestClient, what: str, **fields: str) -> Response:
    """A form sent as the pages send it."""
    form = {"secret": SECRET, "who": "Ida", "back": "/fix", **fields}
    answer: Response = site.post(f"/fix/{what}", data=form, headers={"origin": "http://localhost:8765"})
    return answer


def made(site: TestClient) -> list[dict[str, Any]]:
    """The judgements that the page of corrections lists, the latest first."""
    rows: list[dict[str, Any]] = site.get("/fix.json").json()["rows"]
    return rows


def words_of(answer: Response) -> str:
    """The page's text, entities resolved."""
    return unescape(answer.text)


def test_nothing_was_corrected_yet(site: TestClient) -> None:
    page = site.get("/fix")
    assert page.status_code == 200
    assert "Nobody has corrected anything yet" in page.text
    assert made(site) == []


def test_a_statement_is_rejected_and_restored(site: TestClient, ledger: Ledger) -> None:
    said = ledger.said("Lund")[0]
    back = f"/reports/{said.report.id}"
    answer = post(site, "reject", row=said.id, why="the bill was a joke", back=back)
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    assert said.id not in site.get(back).text
    page = site.get(f"/fix/{said.id}")
    assert "It was rejected" in page.text
    assert "the bill was a joke" in page.text
    assert said.quote in words_of(page)
    assert [row.id for row in ledger.said("Lund")] != [said.id]
    assert said.id not in {row.id for row in ledger.said()}

    assert post(site, "restore", row=said.id, back=back).headers["location"] == back
    assert said.id in site.get(back).text
    assert "It was rejected" not in site.get(f"/fix/{said.id}").text
    assert said.id in {row.id for row in ledger.said()}


def test_a_correction_is_listed_and_undone(site: TestClient, ledger: Ledger) -> None:
    said = ledger.said("Zielińska")[0]
    before = site.get("/claims.json").json()
    post(site, "speaker", statement=said.id, name="Petra Lund", why="a slip of the pen")
    (row,) = made(site)
    assert (row["kind"], row["who"], row["why"], row["value"]) == ("speaker", "Ida", "a slip of the pen", "Petra Lund")
    assert row["words"] == {said.id: said.quote}
    page = words_of(site.get("/fix"))
    assert "Speaker: Petra Lund" in page
    assert f'value="{row["id"]}"' in page
    assert ledger.said("Lund")[0].id == said.id

    assert post(site, "undo", judgement=row["id"], who="Ola").headers["location"] == "/fix"
    (undone,) = made(site)
    assert (undone["undone_by"], undone["undone_at"] is not None) == ("Ola", True)
    assert 'name="judgement"' not in site.get("/fix").text
    assert site.get("/claims.json").json() == before
    assert {row.id for row in ledger.said("Zielińska")} >= {said.id}


def test_nobody_or_somebody_new_speaks(site: TestClient, ledger: Ledger) -> None:
    said = ledger.said("Zielińska")[0]
    assert post(site, "speaker", statement=said.id, nobody="1").status_code == 303
    assert next(row for row in ledger.said() if row.id == said.id).speaker is None
    assert post(site, "speaker", statement=said.id, name="Rut Almås", kind="person").status_code == 303
    speaker = next(row for row in ledger.said() if row.id == said.id).speaker
    assert speaker is not None
    assert speaker.name == "Rut Almås"
    assert "Rut Almås" in site.get(f"/speakers/{speaker.id}").text


def test_two_names_are_made_one_and_told_apart(site: TestClient, ledger: Ledger) -> None:
    lund = next(row for row in ledger.entities() if row.name == "Petra Lund")
    back = f"/speakers/{lund.id}"
    assert post(site, "same", entity=lund.id, other="Marta Zielińska", back=back).headers["location"] == back
    assert len(ledger.entities()) == 2
    (row,) = made(site)
    assert "One and the same" in site.get("/fix").text
    assert post(site, "undo", judgement=row["id"]).status_code == 303
    assert len(ledger.entities()) == 3
    assert site.get(back).status_code == 200


def test_a_relation_is_rejected(site: TestClient, ledger: Ledger) -> None:
    pair = next(row for row in ledger.quotes() if row.kind == "negated")
    page = site.get(f"/fix/{pair.variant.id}").text
    assert f'name="other" value="{pair.original.id}"' in page
    assert "negated quotation" in page
    post(site, "reject", row=pair.variant.id, other=pair.original.id)
    assert pair.kind not in {row.kind for row in ledger.quotes()}
    assert "what relates two rows" in site.get("/fix").text
    post(site, "restore", row=pair.original.id, other=pair.variant.id)
    assert pair.kind in {row.kind for row in ledger.quotes()}


def test_statements_leave_their_claim(site: TestClient, ledger: Ledger) -> None:
    claim = ledger.claims()[0]
    first, *rest = [row.id for row in claim.said]
    back = f"/claims/{first}"
    answer = post(site, "split", statements="\n".join(rest), back=back)
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    assert all(
        {first} == {row.id for row in found.said} or first not in {row.id for row in found.said}
        for found in ledger.claims()
    )
    assert "Another claim" in site.get("/fix").text


def test_what_is_shown_no_more_leads_to_its_corrections(site: TestClient, ledger: Ledger) -> None:
    dispute = ledger.disputes()[0].dispute.id
    answer = post(site, "reject", row=dispute, back=f"/disputes/{dispute}")
    assert answer.headers["location"] == f"/fix/{dispute}"
    page = site.get(f"/fix/{dispute}")
    assert "It was rejected" in page.text
    assert 'name="judgement"' in page.text
    assert site.get(f"/disputes/{dispute}").status_code == 404
    post(site, "undo", judgement=made(site)[0]["id"])
    assert site.get(f"/disputes/{dispute}").status_code == 200


def test_the_forms_fit_the_row(site: TestClient, ledger: Ledger) -> None:
    def actions(id_: str) -> set[str]:
        page = site.get(f"/fix/{id_}")
        assert page.status_code == 200, id_
        return {part.partition('"')[0] for part in page.text.split('action="/fix/')[1:]} - {id_}

    claim = ledger.claims()[0]
    assert actions(claim.said[0].id) == {"speaker", "reject", "split"}
    assert actions(ledger.figures()[0].figure.id) == {"reject"}
    assert actions(ledger.movements()[0].movement.id) == {"reject"}
    assert actions(ledger.questions()[0].question.id) == {"reject"}
    assert actions(ledger.disputes()[0].dispute.id) == {"reject"}
    assert actions(ledger.entities()[0].id) == {"same", "different"}


def test_the_beginning_of_an_id_leads_to_the_row(site: TestClient, ledger: Ledger) -> None:
    for id_ in (ledger.said()[0].id, ledger.disputes()[0].dispute.id, ledger.entities()[0].id):
        answer = site.get(f"/fix/{id_[:10]}?as_of=2031-04-02")
        assert (answer.status_code, answer.headers["location"]) == (302, f"/fix/{id_}?as_of=2031-04-02")
    assert site.get("/fix/ffffffffffff").status_code == 404
    assert site.get("/fix/ff").status_code == 404
    assert site.get(f"/fix/{ledger.reports()[0].id}").status_code == 404


@pytest.mark.parametrize(
    ("what", "fields", "told"),
    [
        ("reject", {"row": ""}, "The row is missing"),
        ("reject", {"row": "ffffffffffff"}, "no statement or figure or movement or question"),
        ("reject", {"row": "x", "who": "Ida"}, "too short"),
        ("restore", {"row": "{said}"}, "not rejected"),
        ("speaker", {"statement": "{said}"}, "not both"),
        ("speaker", {"statement": "{said}", "name": "Dahl", "nobody": "1"}, "not both"),
        ("speaker", {"statement": "{said}", "name": "Nils Nobody"}, "nobody is called 'Nils Nobody'"),
        ("speaker", {"statement": "{said}", "name": "Nils", "kind": "ghost"}, "allowed: person"),
        ("speaker", {"statement": "{said}", "name": "N" * 301}, "301 characters long"),
        ("same", {"entity": "Petra Lund", "other": "Petra Lund"}, "are one name"),
        ("same", {"entity": "Petra Lund", "other": ""}, "The other name is missing"),
        ("split", {"statements": "{lone}"}, "not in one claim with other statements"),
        ("undo", {"judgement": "ffff"}, "no judgements have ids"),
        ("undo", {"judgement": ""}, "The judgement is missing"),
        ("reject", {"row": "{said}", "who": ""}, "nobody is named as the one who judges; write your name"),
        ("reject", {"row": "{said}", "who": " "}, "nobody is named"),
        ("reject", {"row": "{said}", "why": "w" * 501}, "501 characters long"),
    ],
)
def test_what_cannot_be_judged_is_told(
    site: TestClient, ledger: Ledger, what: str, fields: dict[str, str], told: str
) -> None:
    ids = {"said": ledger.said()[0].id, "lone": ledger.said("Lund")[0].id}
    given = {name: value.format(**ids) if "{" in value else value for name, value in fields.items()}
    answer = post(site, what, **given)
    assert answer.status_code == 400
    assert told.casefold() in words_of(answer).casefold()
    assert "onrecord " not in words_of(answer).partition("<main")[2].partition("</main")[0]
    assert "--" not in words_of(answer).partition("<main")[2].partition("</main")[0]
    assert "Traceback" not in answer.text
    assert ledger.judgements() == []


def test_judgements_that_contradict_are_told(site: TestClient, ledger: Ledger) -> None:
    said = ledger.said("Lund")[0].id
    post(site, "reject", row=said)
    again = post(site, "reject", row=said, who="Ola", back="/movements")
    assert again.status_code == 400
    assert "rejected already, by Ida" in words_of(again)
    assert 'href="/movements"' in again.text

    assert post(site, "same", entity="Petra Lund", other="Marta Zielińska").status_code == 303
    assert post(site, "different", entity="Petra Lund", other="Jørgen K. Dahl").status_code == 303
    third = post(site, "same", entity="Marta Zielińska", other="Jørgen K. Dahl")
    assert third.status_code == 400
    assert "that would join two who were judged to be different" in words_of(third)
    assert "onrecord fix" not in third.text

    row = next(row for row in made(site) if row["kind"] == "same")
    post(site, "undo", judgement=row["id"])
    twice = post(site, "undo", judgement=row["id"])
    assert twice.status_code == 400
    assert "was undone on" in words_of(twice)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_forms_of_other_sites_are_refused(site: TestClient, ledger: Ledger, headers: dict[str, str]) -> None:
    form = {"secret": SECRET, "who": "Ida", "row": ledger.said()[0].id}
    assert site.post("/fix/reject", data=form, headers=headers).status_code == 403
    assert ledger.judgements() == []


@pytest.mark.parametrize("secret", ["", "guessed"])
def test_forms_without_the_secret_are_refused(site: TestClient, ledger: Ledger, secret: str) -> None:
    assert post(site, "reject", row=ledger.said()[0].id, secret=secret).status_code == 403
    assert ledger.judgements() == []


def test_nobody_is_sent_to_another_site(site: TestClient, ledger: Ledger) -> None:
    for back in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"):
        answer = post(site, "speaker", statement=ledger.said()[0].id, nobody="1", back=back)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_corrections_are_made_by_forms_alone(site: TestClient, ledger: Ledger) -> None:
    id_ = ledger.said()[0].id
    assert site.get(f"/fix/reject?row={id_}&who=Ida&secret={SECRET}").status_code in (400, 404, 405)
    assert ledger.judgements() == []


def test_a_ledger_shown_read_only_has_no_forms(path: Path, serve: Callable[..., TestClient], ledger: Ledger) -> None:
    id_ = ledger.said()[0].id
    ledger.judge("Ida").reject(id_)
    site = serve(path, Settings(secret=SECRET, can_fix=False))
    for address in ("/fix", f"/fix/{id_}", "/movements", "/open"):
        page = site.get(address)
        assert page.status_code == 200
        assert "<form" not in page.text.partition("<main")[2].replace('<form class="filters"', "")
    assert post(site, "restore", row=id_).status_code == 403


def test_the_name_is_remembered(site: TestClient, ledger: Ledger) -> None:
    post(site, "speaker", statement=ledger.said()[0].id, nobody="1", who='Åse "Ås" <i>')
    page = site.get("/fix").text
    assert "Åse &#34;Ås&#34; &lt;i&gt;" in page
    assert "<i>" not in page.partition("<main")[2]


def test_the_list_is_filtered_and_paged(site: TestClient, ledger: Ledger) -> None:
    ids = [row.id for row in ledger.said()]
    for n in range(60):
        ledger.judge("Ida" if n % 2 else "Ola").speaker(ids[n % len(ids)], None)
    ledger.judge("Ola").reject(ids[0])
    first = ledger.judgements()[0]
    data = site.get("/fix.json").json()
    assert (data["total"], data["pages"], len(data["rows"]), data["rows"][0]["kind"]) == (61, 2, 50, "reject")
    assert site.get("/fix.json?kind=reject").json()["total"] == 1
    assert site.get("/fix.json?by=ida").json()["total"] == 30
    assert [row["id"] for row in site.get(f"/fix.json?of={first.id}").json()["rows"]] == [first.id]
    ledger.judge("Ola").undo(first.id)
    assert site.get("/fix.json?holds=1").json()["total"] == 60
    assert site.get("/fix?kind=murder").status_code == 400
    assert site.get("/fix?page=3").status_code == 404


def test_messages_name_no_command(ledger: Ledger) -> None:
    """What `Ledger.judge` says of mistakes tells on pages what to do there."""
    judge = ledger.judge("Ida")
    said = ledger.said()[0].id
    judge.reject(ledger.said("Lund")[0].id)

    def wrong(do: Callable[[Judge], object]) -> str:
        with pytest.raises(UsageError) as error:
            do(judge)
        return str(error.value)

    messages = [
        wrong(lambda by: by.speaker(said, "Nils; see: onrecord fix --list")),
        wrong(lambda by: by.speaker(said, " ")),
        wrong(lambda by: by.reject("ffffffffff")),
        wrong(lambda by: by.reject(ledger.reports()[0].id)),
        wrong(lambda by: by.restore(said)),
        wrong(lambda by: by.split(said[:2])),
        wrong(lambda by: by.split(ledger.said("Lund")[0].id)),
        wrong(lambda by: by.undo("ffff")),
        no_effect("same", (("person", "Dahl"), ("person", "Lund"))),
        no_effect("different", (("person", "Dahl"), ("person", "Lund"))),
        wrong(lambda _: ledger.judge(" ").reject(said)),
    ]
    for message in messages[1:]:
        assert "onrecord" not in told_on_pages(message), message
        assert " --" not in told_on_pages(message), message
    assert told_on_pages(messages[0]).startswith("nobody is called 'Nils; see: onrecord fix --list'; the page of")
