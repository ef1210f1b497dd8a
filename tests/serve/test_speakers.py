"""Speakers: the list, and one speaker's page."""

from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import Ledger
from onrecord.records import Entity, Reading, Report
from tests.ledger.build import make, read

DAHL = Entity(name="Jørgen K. Dahl", kind="person").id
LUND = Entity(name="Petra Lund", kind="person").id


def test_the_list_counts_what_copies_repeat_once(site: TestClient) -> None:
    rows = {row["name"]: row for row in site.get("/speakers.json").json()["rows"]}
    assert next(iter(rows)) == "Jørgen K. Dahl"
    dahl = rows["Jørgen K. Dahl"]
    assert (dahl["statements"], dahl["denials"], dahl["reports"]) == (6, 1, 4)
    assert (dahl["since"], dahl["until"]) == ("2031-03-05", "2031-04-02")
    page = site.get("/speakers").text
    assert f'href="/speakers/{DAHL}"' in page
    assert "Marta Zielińska" in page


def test_the_list_is_narrowed_to_names_and_kinds(site: TestClient) -> None:
    def names(query: str) -> list[str]:
        return [row["name"] for row in site.get(f"/speakers.json?{query}").json()["rows"]]

    assert names("who=dahl") == names("who=Jorgen+Dahl") == ["Jørgen K. Dahl"]
    assert names("who=dah") == []
    assert names("kind=organization") == []
    assert "No speakers that match." in site.get("/speakers?kind=organization").text
    assert site.get("/speakers?kind=ghost").status_code == 400


def test_a_page_has_everything_said_in_order_of_time(site: TestClient, ledger: Ledger) -> None:
    said = ledger.said("Dahl")
    data = site.get(f"/speakers/{DAHL}.json").json()
    assert [row["id"] for row in data["rows"]] == [row.id for row in said]
    page = site.get(f"/speakers/{DAHL}").text
    for row in said:
        assert f'id="s-{row.id}"' in page
        assert f'href="/reports/{row.report.id}#s-{row.id}"' in page


def test_a_page_tells_how_often_and_what_was_denied_and_disputed(site: TestClient, ledger: Ledger) -> None:
    portrait = site.get(f"/speakers/{DAHL}.json").json()["portrait"]
    assert portrait["acts"] == {
        "say": {"statements": 5, "hedged": 0},
        "deny": {"statements": 1, "hedged": 0},
    }
    assert portrait["statements"] == 6
    assert portrait["statements"] + portrait["repeated_by_copies"] == len(ledger.said("Dahl"))
    (denial,) = ledger.said("Dahl", act="deny")
    assert portrait["denials"] == [denial.id]
    disputed = {row.dispute.id for row in ledger.disputes() if row.kind != "figures_differ"}
    assert set(portrait["disputes"]) == disputed
    page = site.get(f"/speakers/{DAHL}").text
    assert all(f'href="/disputes/{id_}"' in page for id_ in disputed)


def test_a_page_tells_the_names_by_when_they_were_used(site: TestClient) -> None:
    names = site.get(f"/speakers/{DAHL}.json").json()["portrait"]["names"]
    spans = {row["words"]: (row["since"], row["until"], row["reports"]) for row in names}
    assert spans["Jørgen K. Dahl"] == ("2031-03-05", "2031-03-06", 3)
    assert spans["Jørgen Dahl"] == ("2031-03-06", "2031-04-02", 2)
    assert spans["Dahl"] == ("2031-03-05", "2031-03-06", 4)
    assert "Names in the reports" in site.get(f"/speakers/{DAHL}").text
    then = site.get(f"/speakers/{DAHL}.json?as_of=2031-03-05").json()["portrait"]["names"]
    assert {row["words"]: row["reports"] for row in then} == {"Jørgen K. Dahl": 2, "Dahl": 2}


def test_filters_narrow_what_was_said(site: TestClient, ledger: Ledger) -> None:
    def ids(query: str) -> list[str]:
        return [row["id"] for row in site.get(f"/speakers/{DAHL}.json?{query}").json()["rows"]]

    assert ids("act=deny") == [row.id for row in ledger.said("Dahl", act="deny")]
    assert ids("about=tugs") == [row.id for row in ledger.said("Dahl", about="tugs")] != []
    assert ids("since=2031-04-01") == [row.id for row in ledger.said("Dahl", since="2031-04-01")] != []
    assert ids("until=2031-03-05") == [row.id for row in ledger.said("Dahl", until="2031-03-05")] != []
    assert len(ids("own=1")) == 6
    assert ids("certainty=unlikely") == []
    assert "No statements that match." in site.get(f"/speakers/{DAHL}?certainty=unlikely").text


def test_a_page_is_as_of_a_day(site: TestClient, ledger: Ledger) -> None:
    data = site.get(f"/speakers/{DAHL}.json?as_of=2031-03-05").json()
    assert [row["id"] for row in data["rows"]] == [row.id for row in ledger.said("Dahl", as_of="2031-03-05")]
    assert data["as_of"] == "2031-03-05"
    page = unescape(site.get(f"/speakers/{DAHL}?as_of=2031-03-05").text)
    assert f"/speakers/{DAHL}?act=say&as_of=2031-03-05" in page
    answer = site.get(f"/speakers/{LUND}?as_of=2031-03-05")
    assert answer.status_code == 404
    assert "Petra Lund is in no report out by 2031-03-05" in answer.text


def test_an_address_holds_when_a_fuller_name_turns_up(site_of: Callable[..., TestClient]) -> None:
    early = make("early", "2031-05-01T08:00:00Z", 'Ida Brandt said "the bridge at Ystad is closed to lorries".\n')
    late = make(
        "late",
        "2031-05-03T08:00:00Z",
        'Ida K. Brandt said "the bridge at Ystad is open again for everybody".\n'
        'Ida Brandt said "the lorries may use the bridge at Ystad again".\n',
    )
    site = site_of(early, late)
    (now,) = site.get("/speakers.json").json()["rows"]
    (then,) = site.get("/speakers.json?as_of=2031-05-01").json()["rows"]
    assert (now["name"], then["name"]) == ("Ida K. Brandt", "Ida Brandt")
    answer = site.get(f"/speakers/{then['id']}?act=say")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/speakers/{now['id']}?act=say")
    answer = site.get(f"/speakers/{now['id']}?as_of=2031-05-01")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/speakers/{then['id']}?as_of=2031-05-01")
    assert site.get(f"/speakers/{then['id']}?as_of=2031-05-01").status_code == 200


def test_roles_stand_by_when_reports_gave_them(tmp_path: Path, serve: Callable[..., TestClient]) -> None:
    roles = {"first": "Mayor of Ystad", "second": "mayor of Ystad", "third": "harbour master"}

    def titled(report: Report) -> Reading:
        reading = read(report)
        role = roles[(report.outlet or "").lower()]
        return replace(reading, entities=tuple(replace(row, role=role) for row in reading.entities))

    text = 'Ida Brandt said "the bridge at Ystad is closed to {}".\n'
    reports = [
        make("first", "2031-05-01T08:00:00Z", text.format("lorries")),
        make("second", "2031-05-02T08:00:00Z", text.format("everybody")),
        make("third", "2031-05-03T08:00:00Z", text.format("nobody")),
    ]
    with Ledger.open(tmp_path / "roles.db", read=titled) as opened:
        opened.add_reports(reports)
    address = f"/speakers/{Entity(name='Ida Brandt', kind='person').id}"
    site = serve(tmp_path / "roles.db")
    mayor = {"words": "Mayor of Ystad", "reports": 2, "first": reports[0].id}
    master = {"words": "harbour master", "reports": 1, "first": reports[2].id}
    assert site.get(f"{address}.json").json()["portrait"]["roles"] == [
        {**mayor, "since": "2031-05-01", "until": "2031-05-02"},
        {**master, "since": "2031-05-03", "until": "2031-05-03"},
    ]
    then = site.get(f"{address}.json?as_of=2031-05-01").json()["portrait"]["roles"]
    assert [(row["words"], row["reports"]) for row in then] == [("Mayor of Ystad", 1)]
    assert "Roles over time" in site.get(address).text


def test_a_page_offers_to_join_and_part_speakers(site: TestClient) -> None:
    page = site.get(f"/speakers/{DAHL}").text
    assert f'<input type="hidden" name="entity" value="{DAHL}">' in page
    assert 'action="/fix/same"' in page
    assert 'action="/fix/different"' in page
    assert '<option value="Jørgen Dahl">' in page


def test_a_wrong_id_is_a_page_that_says_so(site: TestClient) -> None:
    assert site.get("/speakers/ffffffffffff").status_code == 404
    assert site.get(f"/speakers/{DAHL}?page=9").status_code == 404
    answer = site.get(f"/speakers/{DAHL[:10]}")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/speakers/{DAHL}")


def test_names_from_reports_cannot_inject_markup(site_of: Callable[..., TestClient]) -> None:
    report = make("rude", "2031-05-01T08:00:00Z", 'Ida Brandt said "</p><script>alert(1)</script>\u202e gnp.exe".\n')
    page = site_of(report).get(f"/speakers/{Entity(name='Ida Brandt', kind='person').id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page


def test_who_speaks_is_drawn_above_the_whole_list(site: TestClient) -> None:
    pytest.importorskip("vl_convert", reason="needs the extra: pip install 'onrecord[plot]'")
    page = site.get("/speakers").text
    assert '<figure class="chart">' in page
    assert "<svg" in page
    assert "<svg" not in site.get("/speakers?who=Dahl").text
