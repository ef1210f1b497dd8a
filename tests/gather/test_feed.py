"""RSS and Atom feeds, followed over the loopback and on disk."""

from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from onrecord.errors import GatherError
from onrecord.gather import Failure, Options, gather
from onrecord.gather.feed import FULL, local_target, parse_feed, same_site
from onrecord.records import Report

from .conftest import BODY, Site, page

LONG = BODY * 4


LOCAL = Options(allow_private=True)
"""The server of these tests runs on this machine."""


def rss(*items: str, link: str = "https://sound.example/") -> str:
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'"
        " xmlns:content='http://purl.org/rss/1.0/modules/content/'"
        " xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<channel><title>The Sound Post</title><link>{link}</link>{''.join(items)}</channel></rss>"
    )


def item(
    link: str = "", title: str = "Quay &amp; crane", summary: str = "Soon more.", full: str = "", extra: str = ""
) -> str:
    return (
        f"<item><title>{title}</title><link>{escape(link)}</link><dc:creator>Ola Berg</dc:creator>"
        f"<pubDate>Wed, 05 Mar 2031 10:05:00 +0100</pubDate><description>{escape(summary)}</description>"
        + (f"<content:encoded>{escape(full)}</content:encoded>" if full else "")
        + f"{extra}</item>"
    )


def html(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.split("\n") if line)


def reports(items: list[Report | Failure]) -> list[Report]:
    assert all(isinstance(found, Report) for found in items), items
    return [found for found in items if isinstance(found, Report)]


def test_atom() -> None:
    text = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Sound Post</title>"
        "<link href='https://sound.example/'/>"
        "<entry><title type='html'>&lt;b&gt;Quay&lt;/b&gt; shut</title><link href='/news/quay'/>"
        "<author><name>Ola Berg</name></author><author><name>Ida Moe</name></author>"
        "<updated>2031-03-05T09:05:00Z</updated>"
        "<content type='text'>Two piles cracked &lt; a week ago.</content></entry></feed>"
    )
    feed = parse_feed(text, "https://sound.example/feed.atom")
    assert (feed.title, feed.site) == ("The Sound Post", "sound.example")
    (entry,) = feed.entries
    assert entry.link == "https://sound.example/news/quay"
    assert (entry.title, entry.byline) == ("Quay shut", "Ola Berg, Ida Moe")
    assert entry.published == "2031-03-05T09:05:00Z"
    assert entry.text == "Two piles cracked < a week ago."


def test_not_a_feed() -> None:
    with pytest.raises(GatherError, match="neither an RSS nor an Atom feed"):
        parse_feed("<note><thing/></note>")


def test_entries_are_followed(site: Site) -> None:
    first = site.put("/one", page())
    feed = site.put("/feed", rss(item(first), item(first), item(site.root + "/two")), "application/rss+xml")
    found = list(gather([feed], LOCAL))
    assert len(found) == 2
    one, two = reports(found)
    assert one.text.split("\n") == [line for line in BODY.split("\n") if line]
    assert (one.title, one.byline, one.published) == ("Quay & crane", "Ola Berg", "2031-03-05T09:05:00Z")
    assert one.url == first
    assert two.text == "Soon more."
    assert site.paths() == ["/feed", "/one", "/two"]


def test_feeds_title_is_the_outlet_of_its_own_site_only(site: Site) -> None:
    head = '<meta property="og:site_name" content="Fjord News">'
    link = site.put("/one", page(head=head))
    own = site.put("/own", rss(item(link), link=site.root))
    other = site.put("/other", rss(item(link), link="https://collector.example/"))
    named = site.put("/named", rss(item(link, extra="<source url='https://w.example/'>The Wire</source>")))
    assert [reports(list(gather([feed], LOCAL)))[0].outlet for feed in (own, other, named)] == [
        "The Sound Post", "Fjord News", "The Wire",
    ]  # fmt: skip


def test_full_content_is_not_fetched_again(site: Site) -> None:
    assert len(LONG) > FULL
    feed = site.put(
        "/feed", rss(item(site.root + "/one", full=html(LONG)), item(site.root + "/two", summary=html(LONG)))
    )
    first, second = reports(list(gather([feed], LOCAL)))
    assert first.text == second.text == "\n".join(line for line in LONG.split("\n") if line)
    assert (first.url, second.url) == (site.root + "/one", site.root + "/two")
    assert site.paths() == ["/feed"]


def test_without_following(site: Site) -> None:
    feed = site.put("/feed", rss(item(site.root + "/one"), item(site.root + "/two", summary="")))
    first, second = gather([feed], replace(LOCAL, follow=False))
    assert isinstance(first, Report)
    assert first.text == "Soon more."
    assert second == Failure(site.root + "/two", "a feed's entry without text", "skipped")
    assert site.paths() == ["/feed"]


def test_entry_that_cannot_be_had(site: Site) -> None:
    feed = site.put("/feed", rss(item(site.root + "/gone", summary=""), item(site.root + "/feed2", summary="")))
    site.put("/feed2", rss(item()))
    first, second = gather([feed], LOCAL)
    assert isinstance(first, Failure)
    assert (first.source, first.kind) == (site.root + "/gone", "failed")
    assert "404" in first.reason
    assert isinstance(second, Failure)
    assert "another feed" in second.reason


def test_seen_entries_are_not_fetched(site: Site) -> None:
    links = [site.put(f"/{name}", page()) for name in "abc"]
    feed = site.put("/feed", rss(*map(item, links)))
    found = reports(list(gather([feed], LOCAL, seen=lambda name: name == links[1])))
    assert [report.url for report in found] == [links[0], links[2]]
    assert site.paths() == ["/feed", "/a", "/c"]


def test_entries_come_one_at_a_time(site: Site) -> None:
    feed = site.put("/feed", rss(*(item(site.put(f"/{name}", page())) for name in "abc")))
    stream = gather([feed], LOCAL)
    next(stream)
    assert site.paths() == ["/feed", "/a"]
    stream.close()


def test_feed_on_disk_follows_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "day one").mkdir()
    (tmp_path / "day one" / "quay.html").write_text(page(), encoding="utf-8")
    (tmp_path / "crane.txt").write_text("Title: Crane\nUrl: https://sound.example/crane\n\n" + BODY, encoding="utf-8")
    (tmp_path / "feed.xml").write_text(rss(item("day%20one/quay.html"), item("file:crane.txt")), encoding="utf-8")
    quay, crane = reports(list(gather([str(tmp_path / "feed.xml")], LOCAL)))
    assert (quay.path, quay.url) == (str(tmp_path / "day one" / "quay.html"), None)
    assert (quay.title, quay.outlet) == ("Quay & crane", "The Sound Post")
    assert (crane.url, crane.text) == ("https://sound.example/crane", BODY)


def test_folder_with_feed_and_its_files_gives_each_report_once(tmp_path: Path) -> None:
    (tmp_path / "quay.html").write_text(page(), encoding="utf-8")
    (tmp_path / "feed.xml").write_text(rss(item("quay.html")), encoding="utf-8")
    (report,) = reports(list(gather([str(tmp_path)], LOCAL)))
    assert report.path == str(tmp_path / "quay.html")


def test_feed_on_disk_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(BODY, encoding="utf-8")
    folder = tmp_path / "feeds"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    links = ("../secret.txt", (tmp_path / "secret.txt").as_uri(), "link.txt")
    (folder / "feed.xml").write_text(rss(*(item(link, summary="") for link in links)), encoding="utf-8")
    found = list(gather([str(folder / "feed.xml")], LOCAL))
    assert [isinstance(failure, Failure) and failure.kind for failure in found] == ["failed"] * 3
    assert all(isinstance(failure, Failure) and "outside its own folder" in failure.reason for failure in found)


def test_feed_from_the_web_reads_no_files(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(BODY, encoding="utf-8")
    (found,) = gather([site.put("/feed", rss(item(path.as_uri(), summary="")))], LOCAL)
    assert isinstance(found, Failure)


def test_empty_and_broken_feeds(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss())
    assert list(gather([str(path)], LOCAL)) == [Failure(str(path), "the feed has no entries", "skipped")]
    path.write_text(rss(item(full=html(LONG)))[:-20])
    (report,) = reports(list(gather([str(path)], LOCAL)))
    assert "harbour engineer" in report.text
    path.write_text(rss(item("http://[::1", summary=""), item("mailto:x@y.example", summary="")))
    assert [isinstance(found, Failure) for found in gather([str(path)], LOCAL)] == [True, True]


def test_local_target(tmp_path: Path) -> None:
    feed = str(tmp_path / "feed.xml")
    assert local_target("a.txt", feed) == str(tmp_path / "a.txt")
    assert local_target("https://sound.example/a.txt", feed) is None
    assert local_target("#top", feed) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("www.sound.example", "sound.example", True),
        ("feeds.sound.example", "www.sound.example", True),
        ("kultur.sound.example", "sound.example", True),
        ("sound.example", "unsound.example", False),
        ("sound.example", "collector.example", False),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same
