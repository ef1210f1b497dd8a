"""Claims: the list, and one claim's page."""

from collections.abc import Callable
from typing import Any

from lxml import html
from starlette.testclient import TestClient

from onrecord.ledger import Claim, Ledger
from tests.ledger.build import make


def about(ledger: Ledger, words: str) -> Claim:
    """The claim whose oldest words hold these."""
    return next(row for row in ledger.claims() if words in row.said[0].quote)


def text(element: Any) -> str:
    """An element's words on one line."""
    return " ".join(element.text_content().split())


def test_the_list_is_the_ledgers_with_origins_apart(site: TestClient, ledger: Ledger) -> None:
    rows = site.get("/claims.json").json()["rows"]
    assert [row["statement"] for row in rows] == [row.said[0].id for row in ledger.claims()]
    page = html.fromstring(site.get("/claims").text)
    first, *_ = page.xpath('//li[contains(@class, "row")]')
    assert first.xpath(".//blockquote//a/@href") == [f"/claims/{rows[0]['statement']}"]
    assert "2 origins" in text(first)
    assert "3 reports" in text(first)
    assert "contradicted" in text(first)


def test_the_list_is_narrowed(site: TestClient, ledger: Ledger) -> None:
    def oldest(query: str) -> set[str]:
        return {row["statement"] for row in site.get(f"/claims.json?{query}").json()["rows"]}

    everyone = {row.said[0].id for row in ledger.claims()}
    lifeboats, ashore = about(ledger, "lifeboats").said[0].id, about(ledger, "ashore").said[0].id
    assert oldest("q=lifeboats") == {lifeboats}
    assert oldest("who=Zielinska") == {lifeboats}
    assert oldest("several=1") == {ashore}
    assert oldest("disputed=1") == {lifeboats, ashore}
    assert oldest("since=2031-03-05") == everyone
    assert oldest("since=2031-03-06") == set()
    assert oldest("q=lifeboats&several=1") == set()
    assert oldest("until=2031-03-04") == set()


def test_a_claim_tells_who_says_so_and_who_says_otherwise(site: TestClient, ledger: Ledger) -> None:
    claim = about(ledger, "lifeboats")
    (dispute,) = (row for row in ledger.disputes() if row.kind == "denied")
    data = site.get(f"/claims/{claim.said[0].id}.json").json()
    assert [(row["speaker"], row["since"]) for row in data["voices"]] == [("Marta Zielińska", "2031-03-05")]
    assert [row["id"] for row in data["disputes"]] == [dispute.dispute.id]
    page = html.fromstring(site.get(f"/claims/{claim.said[0].id}").text)
    (denier,) = page.xpath('//h2[text()="Who says otherwise"]/following-sibling::ul[1]/li')
    assert "Jørgen K. Dahl" in text(denier)
    assert denier.xpath(f'.//a[@href="/disputes/{dispute.dispute.id}"]')


def test_copies_stand_apart_under_their_origin(site: TestClient, ledger: Ledger) -> None:
    claim = about(ledger, "ashore")
    wire, trim, rival = claim.said
    assert [row.report.outlet for row in claim.said] == ["Wire", "Trim", "Rival"]
    page = html.fromstring(site.get(f"/claims/{rival.id}").text)
    first, second = page.xpath('//h2[@id="reports"]/following-sibling::ol[1]/li')
    assert [text(one) for one in (first.find("h3"), second.find("h3"))] == ["Wire, 5 March 2031", "Rival, 6 March 2031"]
    (copy,) = first.xpath('.//ul[@class="copies"]/li')
    assert copy.get("id") == f"s-{trim.id}"
    assert "98% of its words" in text(copy)
    assert "in the same words" in text(copy)
    assert copy.xpath(f'.//a[@href="/compare/{wire.report.id}/{trim.report.id}"]')
    assert not second.xpath('.//ul[@class="copies"]')
    rows = site.get(f"/claims/{wire.id}.json").json()["rows"]
    assert [(row["id"], row["origin"]) for row in rows] == [
        (wire.id, wire.report.id),
        (trim.id, wire.report.id),
        (rival.id, rival.report.id),
    ]


def test_wordings_stand_beside_the_oldest(site_of: Callable[..., TestClient]) -> None:
    said = 'Ida Brandt said "the bridge at Ystad was closed to all heavy lorries before the storm came in".\n'
    other = said.replace("was closed", "was shut")
    site = site_of(
        make("one", "2031-05-01T08:00:00Z", said),
        make("two", "2031-05-02T08:00:00Z", f"The harbour told us more on Monday.\n{other}"),
    )
    (claim,) = site.get("/claims.json").json()["rows"]
    first, second = site.get(f"/claims/{claim['statement']}.json").json()["wordings"]
    assert (first["changes"], first["count"]) == ([], 1)
    assert [part for part in second["changes"] if part[0] != "same"] == [["out", "closed"], ["in", "shut"]]
    page = html.fromstring(site.get(f"/claims/{claim['statement']}").text)
    worded = page.xpath('//h2[text()="In which words"]/following-sibling::ol[1]')[0]
    assert [one.text for one in worded.iter("del")] == ["closed"]
    assert [one.text for one in worded.iter("ins")] == ["shut"]


def test_any_statement_names_its_claim_and_one_alone_is_a_claim_too(site: TestClient, ledger: Ledger) -> None:
    claim = about(ledger, "lifeboats")
    for said in claim.said:
        assert site.get(f"/claims/{said.id}.json").json()["statement"] == claim.said[0].id
    alone = next(row for row in ledger.said() if "send a bill" in row.quote)
    data = site.get(f"/claims/{alone.id}.json").json()
    assert (data["statements"], data["origins"]) == ([alone.id], 1)
    assert "1 report of its own" in site.get(f"/claims/{alone.id}").text
    assert site.get(f"/claims/{'0' * 20}").status_code == 404


def test_a_claim_is_as_of_a_day(site: TestClient, ledger: Ledger) -> None:
    wire = about(ledger, "ashore").said[0]
    data = site.get(f"/claims/{wire.id}.json?as_of=2031-03-05").json()
    assert data["origins"] == 1
    assert data["outlets"] == ["Wire", "Trim"]
    assert data["disputes"] == []
    late = next(row for row in ledger.said() if "bridge when" in row.quote)
    answer = site.get(f"/claims/{late.id}?as_of=2031-03-05")
    assert answer.status_code == 404
    assert "as of 2031-03-05" in answer.text


def test_a_long_claim_is_shown_in_pages_with_its_families_whole(site_of: Callable[..., TestClient]) -> None:
    wire = (
        "The harbour told us all of this on Monday, when the wind had gone down and the boats were back.\n"
        'Ida Brandt said "the bridge at Ystad was closed to all heavy lorries before the storm came in".\n'
    )
    copies = [make(f"copy{n:02}", f"2031-05-02T{n // 60:02}:{n % 60:02}:00Z", wire) for n in range(60)]
    site = site_of(make("wire", "2031-05-01T08:00:00Z", wire), *copies)
    (claim,) = site.get("/claims.json").json()["rows"]
    assert (claim["origins"], len(claim["statements"])) == (1, 61)
    address = f"/claims/{claim['statement']}"
    first, second = (html.fromstring(site.get(f"{address}?page={n}").text) for n in (1, 2))
    assert len(first.xpath('//ul[@class="copies"]/li')) == 49
    assert len(second.xpath('//ul[@class="copies"]/li')) == 11
    assert "continued" in text(second.xpath('//h2[@id="reports"]/following-sibling::ol[1]/li/h3')[0])
    assert not second.xpath('//h2[text()="Who says so"]')
    assert site.get(f"{address}?page=3").status_code == 404


def test_statements_can_be_split_off_only_where_there_are_several(site: TestClient, ledger: Ledger) -> None:
    claim = about(ledger, "lifeboats")
    page = html.fromstring(site.get(f"/claims/{claim.said[0].id}").text)
    (form,) = page.xpath('//form[@action="/fix/split"]')
    assert form.xpath('.//input[@name="statements"]/@value') == [row.id for row in claim.said]
    alone = next(row for row in ledger.said() if "send a bill" in row.quote)
    assert "/fix/split" not in site.get(f"/claims/{alone.id}").text
