"""Rounds over feeds: what is new is added once, servers are asked politely, and a stop loses nothing."""

import json
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path

import pytest

from onrecord.errors import Error
from onrecord.gather import Options
from onrecord.ledger import Ledger
from onrecord.watch import State, Watcher, state_path
from onrecord.watch.watcher import LONGEST, TRIES
from tests.ledger.build import noon, read
from tests.watch.conftest import Hands, News

Watching = Callable[..., Watcher]
DENIED = 'Marit Lund said "the quay is safe" on Monday. Nils Aas denied "that the quay is safe" on Monday.'


def added(watcher: Watcher) -> int:
    """How many reports a round adds."""
    return sum(polled.added for polled in watcher.round())


def test_what_is_new_is_added_once(news: News, watching: Watching, hands: Hands) -> None:
    watcher = watching()
    news.add("one", 'Marit Lund said "the quay is shut" on Monday.')
    assert added(watcher) == 1
    assert added(watcher) == 0, "not due yet"
    hands.now += 901
    (polled,) = watcher.round()
    assert (polled.added, polled.changed) == (0, False), "the server says that nothing changed"
    news.add("two", 'Nils Aas said "the quay is open" on Tuesday.')
    hands.now += 901
    assert added(watcher) == 1
    assert (news.asked("/feed.xml"), news.asked("/one"), news.asked("/two")) == (3, 1, 1)
    assert {report.outlet for report in watcher.ledger.reports()} == {"Wire"}


def test_a_watch_goes_on_where_it_was_stopped(news: News, watching: Watching, hands: Hands) -> None:
    news.add("one", 'Marit Lund said "the quay is shut" on Monday.')
    first = watching()
    assert added(first) == 1
    first.close()
    first.ledger.close()
    again = watching()
    assert added(again) == 0
    assert again.due() == []
    hands.now += 901
    (polled,) = again.round()
    assert not polled.changed
    assert news.asked("/one") == 1


def test_a_stop_half_way_adds_the_rest_next_time(
    news: News, watching: Watching, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two", "three"):
        news.add(name, f'Marit Lund said "the quay is {name}" on Monday.')
    watcher = watching()
    add_reports = watcher.ledger.add_reports

    def stopping(items: object) -> object:
        def until_one() -> object:
            for item in items:  # type: ignore[attr-defined]
                watcher.stop()
                yield item

        return add_reports(until_one())  # type: ignore[arg-type]

    monkeypatch.setattr(watcher.ledger, "add_reports", stopping)
    assert added(watcher) == 1
    watcher.ledger.close()
    again = watching()
    hands.now += 901
    assert added(again) == 2
    assert len(again.ledger.reports()) == 3
    assert [news.asked(f"/{name}") for name in ("one", "two", "three")] == [1, 1, 1]


def test_pages_that_fail_are_tried_again_a_few_times(news: News, watching: Watching, hands: Hands) -> None:
    news.add("one", 'Marit Lund said "the quay is shut" on Monday.')
    url = news.add("two", 'Nils Aas said "the quay is open" on Tuesday.')
    del news.site.pages["/two"]
    watcher = watching()
    assert added(watcher) == 1
    for _ in range(TRIES + 2):
        hands.now += 901
        assert added(watcher) == 0
    assert news.asked("/two") == TRIES
    assert news.asked("/one") == 1
    assert json.loads(watcher.path.read_text())["feeds"][news.feed]["links"][url] == TRIES


@pytest.mark.parametrize("wait", [None, "7200", "date"])
def test_a_feed_that_fails_is_asked_later_and_later(
    news: News, watching: Watching, hands: Hands, wait: str | None
) -> None:
    news.status = 503
    if wait:
        news.headers["Retry-After"] = formatdate(hands.now + 7200, usegmt=True) if wait == "date" else wait
    watcher = watching()
    (polled,) = watcher.round()
    assert polled.trouble is not None
    assert "503" in polled.trouble
    assert polled.due - hands.now == pytest.approx(7200 if wait else 1800, abs=2)
    news.headers.clear()
    pauses = []
    for _ in range(12):
        hands.now = watcher.state.feeds[news.feed].due
        (polled,) = watcher.round()
        pauses.append(polled.due - hands.now)
    assert pauses[0] == 3600
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST
    news.status = 200
    hands.now = polled.due
    (polled,) = watcher.round()
    assert polled.trouble is None
    assert polled.due - hands.now == 900


def test_one_feed_that_fails_does_not_stop_the_others(news: News, watching: Watching) -> None:
    news.add("one", 'Marit Lund said "the quay is shut" on Monday.')
    found = list(watching(f"{news.site.root}/gone.xml", news.feed).round())
    assert [(row.added, row.trouble is None) for row in found] == [(0, False), (1, True)]
    assert "404" in (found[0].trouble or "")


def test_robots_txt_is_heeded_for_pages(news: News, watching: Watching, hands: Hands) -> None:
    news.site.put("/robots.txt", "User-agent: *\nDisallow: /feed.xml\nDisallow: /two\nCrawl-delay: 5\n", "text/plain")
    news.add("one", 'Marit Lund said "the quay is shut" on Monday.')
    news.add("two", 'Nils Aas said "the quay is open" on Tuesday.')
    (polled,) = watching().round()
    assert polled.added == 1
    assert [row.reason for row in polled.failures if "robots.txt" in row.reason]
    assert (news.asked("/two"), news.asked("/robots.txt"), news.asked("/feed.xml")) == (0, 1, 1)
    assert max(hands.slept) == pytest.approx(5)


@pytest.mark.parametrize(("status", "fetched"), [(404, 1), (500, 0)])
def test_a_site_without_robots_txt_may_be_read_one_that_fails_not(
    news: News, watching: Watching, status: int, fetched: int
) -> None:
    news.site.put_answer("/robots.txt", lambda handler: handler.send_error(status))
    news.add("one", 'Marit Lund said "the quay is shut" on Monday.')
    assert added(watching()) == fetched
    assert news.asked("/one") == fetched


def test_there_is_a_pause_between_two_requests_to_one_host(news: News, watching: Watching, hands: Hands) -> None:
    for name in ("one", "two", "three"):
        news.add(name, f'Marit Lund said "the quay is {name}" on Monday.')
    assert added(watching()) == 3
    assert sum(hands.slept) == pytest.approx(4, abs=0.5), "a feed, robots.txt and three pages: four pauses"


def test_private_addresses_are_refused_unless_allowed(news: News, tmp_path: Path, hands: Hands) -> None:
    with Ledger.open(tmp_path / "story.db", read=read, clock=noon) as ledger:
        watcher = Watcher(ledger, [news.feed], tmp_path / "w.json", 900, Options(timeout=5.0), hands.timing)
        (polled,) = watcher.round()
        watcher.close()
    assert polled.trouble is not None
    assert news.site.asked == []


def test_what_is_no_feed_is_told(news: News, watching: Watching) -> None:
    url = news.site.put("/odd", "<<<>>>", "application/xml")
    (polled,) = watching(url).round()
    assert polled.added == 0
    assert polled.failures


def test_news_are_what_was_not_known_before(news: News, watching: Watching, hands: Hands) -> None:
    news.add("old", DENIED)
    with watching().ledger as ledger:
        ledger.add(*[f"{news.site.root}/old"], options=Options(allow_private=True))
        had = len(ledger.disputes())
    watcher = watching()
    list(watcher.round())
    assert watcher.news() == [], "what was there before is no news"
    words = "the pier is dry on Sundays and the ferries of the north sail at noon"
    news.add("new", f'Petra Holm said "{words}". Rolf Vik denied "that {words}".', "2031-03-06T09:00:00Z")
    hands.now += 901
    assert added(watcher) == 1
    assert len(watcher.ledger.disputes()) == had + 1
    (event,) = watcher.news()
    assert event.kind == "dispute"
    assert "the pier is dry on Sundays" in event.text
    assert event.to_dict()["row"]["kind"] == "denied"
    assert watcher.news() == []
    watcher.ledger.close()
    assert watching().news() == [], "nor after a restart"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 9}', '{"version": 1, "feeds": [], "told": 3}', "{no json"]
)
def test_a_damaged_memory_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "watch.json"
    path.write_text(text)
    with pytest.raises(Error, match="take it away"):
        State.load(path)


def test_where_a_watch_remembers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.ledger.place import place_of

    assert state_path(tmp_path / "story.db") == tmp_path / "story.db.watch.json"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    first, other = (state_path(place_of(f"postgresql://u:secret@{host}/story")) for host in ("a", "b"))
    assert first.parent == tmp_path / "onrecord"
    assert first != other
    assert "secret" not in str(first)
    state = State()
    state.save(first)
    assert State.load(first) == state
