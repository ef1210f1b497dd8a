"""What a text is."""

import time

import pytest

from onrecord.gather.sniff import form_of


@pytest.mark.parametrize(
    ("text", "name", "media", "form"),
    [
        ("The quay is shut.", "a.txt", None, "plain"),
        ("Title: x\n\n<p>no", "a.txt", None, "plain"),
        ("<!DOCTYPE html><p>x", "a.txt", None, "html"),
        ("\n<!-- made by hand -->\n<HTML><body>", "", None, "html"),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'>", "a.xml", None, "html"),
        ("<div>x</div>", "a.html", None, "html"),
        ("no tags", "a.html.gz", None, "plain"),
        ("<p>x</p>", "", "text/html", "html"),
        ("<p>x</p>", "", "text/plain", "plain"),
        ("<?xml version='1.0'?>\n<rss version='2.0'>", "a.txt", None, "feed"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", "", "text/html", "feed"),
        ("<rdf:RDF xmlns:rdf='x'>", "", None, "feed"),
        ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><inventory>", "a.xml", None, "xml"),
        ("<note>x</note>", "a.xml.gz", None, "xml"),
        ("<3 is what the mayor wrote", "", None, "plain"),
        ("", "a.html", None, "plain"),
    ],
)
def test_form(text: str, name: str, media: str | None, form: str) -> None:
    assert form_of(text, name, media) == form


@pytest.mark.parametrize("piece", ["<!--", "<?", "<!doctype ", "<", " "])
def test_hostile_beginnings_take_no_time(piece: str) -> None:
    start = time.process_time()
    form_of(piece * 200_000)
    assert time.process_time() - start < 0.5
