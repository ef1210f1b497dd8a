"""The component in real pipelines."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

pytest.importorskip("spacy", reason="spaCy is not installed")

import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

import onrecord
from onrecord.records import Reading, Report
from tests.spacy.doc_blocks import BLOCK, PAGE, renewed
from tests.spacy.texts import ODD, OTHER, PUBLISHED, REPORT

NO_IMPORT = """
import sys, spacy
nlp = spacy.blank("en")
assert not {"onnxruntime", "tokenizers", "onrecord.read.reader"} & set(sys.modules), "loaded for a pipeline without it"
assert not spacy.tokens.Doc.has_extension("statements"), "registered for a pipeline without it"
nlp.add_pipe("onrecord")
doc = nlp(sys.stdin.read())
print(len(doc._.statements), doc._.statements[0].speaker.name)
"""


def piped(config: dict | None = None, language: str = "en") -> Language:
    nlp = spacy.blank(language)
    nlp.add_pipe("onrecord", config=config or {})
    return nlp


def dated(nlp: Language, text: str, published: object) -> Doc:
    doc = nlp.make_doc(text)
    doc._.published = published
    return nlp(doc)


def test_spacy_finds_it_without_an_import() -> None:
    call = [sys.executable, "-W", "error", "-X", "utf8", "-c", NO_IMPORT]
    done = subprocess.run(call, input=REPORT, capture_output=True, encoding="utf-8", check=False)
    assert not done.stderr
    assert done.stdout.split(maxsplit=1) == [f"{len(onrecord.read(REPORT).statements)}", "Vera Holm\n"]


def test_the_reading_is_what_the_library_reads(nlp: Language) -> None:
    assert nlp(REPORT)._.reading == onrecord.read(Report(text=REPORT))
    doc = dated(nlp, REPORT, PUBLISHED)
    assert doc._.reading == onrecord.read(Report(text=REPORT, published=PUBLISHED))
    assert doc._.statements[0].said_on == "2031-03-04"
    assert doc.ents == ()


def test_a_statement_gives_its_parts_as_spans(nlp: Language) -> None:
    first, second, third = dated(nlp, REPORT, PUBLISHED)._.statements[:3]
    assert [type(part) for part in (*first.content, *first.source, *first.cue, *first.hedge)] == [Span] * 4
    assert first.content[0].text == "The quay at Svolvær may reopen on Friday"
    assert first.source[0].text == "harbour master Vera Holm"
    assert first.cue[0].text == "said"
    assert first.hedge[0].text == "may"
    assert (first.act, first.certainty, first.mode, first.negated) == ("say", "possible", "indirect", False)
    assert (first.speaker.name, first.speaker.kind, first.speaker_kind) == ("Vera Holm", "person", "person")
    assert isinstance(first.row, onrecord.Statement)
    assert first.id == first.row.id
    assert second.speaker == first.speaker
    assert [span.text for span in second.content] == ["“The piles are sound,”", "“and the crane is back.”"]
    assert second.quote == "“The piles are sound,” … “and the crane is back.”"
    assert (third.act, third.speaker, third.speaker_kind) == ("deny", None, "role")
    assert "deny" in repr(third)
    assert third.quote in repr(third)


def test_a_relayed_statement_knows_the_one_around_it(nlp: Language) -> None:
    found = nlp(REPORT)._.statements
    relayed = [s for s in found if s.row.within]
    assert relayed
    assert all(s.within in found and s.within.id == s.row.within for s in relayed)
    assert found[0].within is None


def test_the_groups_hold_every_part(nlp: Language) -> None:
    doc = nlp(REPORT)
    for group, part in (("statements", "content"), ("sources", "source"), ("cues", "cue")):
        wanted = [(span.start, span.end, s.id) for s in doc._.statements for span in getattr(s, part)]
        assert wanted
        assert [(span.start, span.end, span.id_) for span in doc.spans[group]] == wanted
        assert all(span._.statement in doc._.statements for span in doc.spans[group])
        assert all(span._.statement.id == span.id_ for span in doc.spans[group])
    acts = {s.id: s.act for s in doc._.statements}
    assert all(span.label_ == acts[span.id_] for group in ("statements", "cues") for span in doc.spans[group])
    speakers = {row.id for row in doc._.reading.entities} | {""}
    assert {span.kb_id_ for span in doc.spans["sources"]} <= speakers
    assert doc.spans["sources"][0].label_ == "person"
    assert doc[0:2]._.statement is None
    assert Span(doc, 0, 2, span_id="elsewhere")._.statement is None


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read(nlp: Language, name: str) -> None:
    check(nlp(ODD[name]), ODD[name])


def check(doc: Doc, text: str) -> None:
    """The reading is the library's, and each part's span covers it with no token to spare."""
    assert doc.text == text
    assert doc._.reading == onrecord.read(Report(text=text))
    for s in doc._.statements:
        for places, spans in ((s.row.content, s.content), (s.row.source, s.source), (s.row.cue, s.cue)):
            assert len(places) == len(spans)
            for (start, end), span in zip(places, spans, strict=True):
                assert span.start_char <= start < span[0].idx + len(span[0])
                assert span[-1].idx < end <= span.end_char


def test_parts_that_end_within_tokens_take_in_the_tokens(nlp: Language) -> None:
    words = REPORT.split(" ")
    doc = Doc(nlp.vocab, words=words, spaces=[True] * (len(words) - 1) + [False])
    check(nlp(doc), REPORT)
    first = doc._.statements[0]
    assert first.content[0].text.endswith("Friday,")
    assert first.quote.endswith("Friday")


def test_a_stream_is_read_as_single_texts_are(nlp: Language) -> None:
    texts = [REPORT, "", OTHER, ODD["spaces about"]] * 3
    wanted = [nlp(text)._.reading for text in texts]
    for size in (1, 5, 100):
        assert [doc._.reading for doc in nlp.pipe(texts, batch_size=size)] == wanted
    component = nlp.get_pipe("onrecord")
    assert [doc._.reading for doc in component.pipe(map(nlp.make_doc, texts), batch_size=2)] == wanted


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2031-03-05", "2031-03-05"),
        (" 2031-03-05T10:20:00+01:00", "2031-03-05T09:20:00Z"),
        (date(2031, 3, 5), "2031-03-05"),
        (datetime(2031, 3, 5, 9, 20), "2031-03-05T09:20:00Z"),
        (datetime(2031, 3, 5, 10, 20, tzinfo=timezone(timedelta(hours=1))), "2031-03-05T09:20:00Z"),
        (datetime(2031, 3, 5, tzinfo=UTC), "2031-03-05T00:00:00Z"),
        (None, None),
        ("", None),
    ],
)
def test_the_date_is_taken_from_the_doc_or_from_the_context(nlp: Language, given: object, kept: str | None) -> None:
    doc = dated(nlp, OTHER, given)
    assert doc._.published == doc._.reading.report.published == kept
    ((doc, context),) = nlp.pipe([(OTHER, {"published": given, "number": 7})], as_tuples=True)
    assert doc._.reading.report.published == kept
    assert context == {"published": given, "number": 7}


def test_the_context_gives_the_header(nlp: Language) -> None:
    header = {"title": "Barges leave", "outlet": "Norden Wire", "url": "https://norden.example/1", "byline": None}
    ((doc, _),) = nlp.pipe([(OTHER, {**header, "published": "2031-03-05T09:20:00Z", "path": "x"})], as_tuples=True)
    page = "".join(f"{key}: {value}\n" for key, value in header.items() if value)
    assert doc._.reading == onrecord.read(f"{page}Published: 2031-03-05T09:20:00Z\n\n{OTHER}")


@pytest.mark.parametrize("context", [None, 7, "published", ["published"]])
def test_a_context_of_another_kind_is_left_alone(nlp: Language, context: object) -> None:
    ((doc, given),) = nlp.pipe([(OTHER, context)], as_tuples=True)
    assert given == context
    assert doc._.reading == nlp(OTHER)._.reading


def test_what_is_no_date_is_refused_by_name(nlp: Language) -> None:
    doc = nlp.make_doc(OTHER)
    with pytest.raises(onrecord.UsageError, match=r"doc\._\.published is 'March 5'.*ISO 8601"):
        doc._.published = "March 5"
    with pytest.raises(onrecord.UsageError, match=r"context's 'published' is 20310305"):
        list(nlp.pipe([(OTHER, {"published": 20310305})], as_tuples=True))


def test_a_doc_that_cannot_be_read_goes_to_the_error_handler() -> None:
    nlp, failed = piped(), []
    nlp.set_error_handler(lambda name, component, docs, error: failed.append((name, docs[0].text, str(error))))
    given = [(REPORT, {}), (OTHER, {"published": "soon"}), (OTHER, {})]
    read = [doc.text for doc, _ in nlp.pipe(given, as_tuples=True)]
    assert read == [REPORT, OTHER]
    ((name, text, error),) = failed
    assert (name, text) == ("onrecord", OTHER)
    assert "soon" in error


def test_the_date_can_lie_in_an_attribute_of_the_program() -> None:
    Doc.set_extension("day", default=None)
    try:
        nlp = piped({"published": "day"})
        doc = nlp.make_doc(REPORT)
        doc._.day = date(2031, 3, 5)
        assert nlp(doc)._.statements[0].said_on == "2031-03-04"
        ((doc, _),) = nlp.pipe([(REPORT, {"day": "2031-03-12", "published": "2031-03-05"})], as_tuples=True)
        assert doc._.statements[0].said_on == "2031-03-11"
    finally:
        Doc.remove_extension("day")


def test_no_date_is_looked_for_unless_wanted() -> None:
    nlp = piped({"published": None})
    ((doc, _),) = nlp.pipe([(OTHER, {"published": "soon"})], as_tuples=True)
    assert doc._.reading.report.published is None


def test_groups_are_named_and_left_out_as_the_config_says() -> None:
    doc = piped({"spans": {"statements": "said", "cues": None}})(REPORT)
    assert set(doc.spans) == {"said", "sources"}
    assert doc.spans["said"][0]._.statement == doc._.statements[0]


@pytest.mark.parametrize("spans", [{"quotes": "q"}, {"cues": "sources"}])
def test_a_config_that_makes_no_sense_is_refused(spans: dict[str, str]) -> None:
    with pytest.raises(onrecord.UsageError, match="statements, sources, cues"):
        piped({"spans": spans})


def test_entities_are_added_only_when_asked_for_and_where_none_stands() -> None:
    for ents, wanted in ((False, [("Vera", "CRANE")]), (True, [("Vera", "CRANE"), ("Jon Lie", "PERSON")])):
        nlp = spacy.blank("en")
        nlp.add_pipe("entity_ruler").add_patterns([{"label": "CRANE", "pattern": "Vera"}])
        nlp.add_pipe("onrecord", config={"ents": ents})
        doc = nlp(REPORT)
        found = [(ent.text, ent.label_) for ent in doc.ents]
        assert set(wanted) <= set(found)
        assert ("Vera Holm", "PERSON") not in found
        assert ents or found == wanted
    names = {row.id: row.name for row in doc._.reading.entities}
    assert all(ent.kb_id_ == "" or ent.text in names[ent.kb_id_] for ent in doc.ents)
    assert {ent.label_ for ent in doc.ents} >= {"PERSON", "ORG"}


@pytest.mark.parametrize("behind", [True, False])
def test_it_stands_beside_other_components(behind: bool) -> None:
    """Behind one that merges tokens, and before it: spaCy leaves `doc.spans` as they were, the statements move."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Vera Holm"}])
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("onrecord")
    nlp.add_pipe("merge_entities", before="onrecord" if behind else None)
    doc = nlp(REPORT)
    assert "Vera Holm" in [token.text for token in doc]
    assert len(list(doc.sents)) > 3
    check(doc, REPORT)
    assert not nlp.analyze_pipes()["problems"]["onrecord"]
    if behind:
        assert set(nlp.pipe_labels["onrecord"]) >= {span.label_ for span in doc.spans["statements"]}


@pytest.mark.parametrize("language", ["de", "zh", "xx"])
def test_other_languages_are_not_refused(language: str) -> None:
    doc = piped(language=language)("„Der Kai ist leer“, sagte Hafenmeisterin Vera Holm am Dienstag.")
    assert isinstance(doc._.reading, Reading)


def test_reading_twice_replaces_the_first_reading(nlp: Language) -> None:
    doc = nlp(REPORT)
    sizes = {name: len(group) for name, group in doc.spans.items()}
    doc._.published = PUBLISHED
    nlp(doc)
    assert doc._.reading.report.published == PUBLISHED
    assert {name: len(group) for name, group in doc.spans.items()} == sizes


def test_evaluating_counts_the_spans_found(nlp: Language) -> None:
    reference = nlp(REPORT)
    doc = nlp.make_doc(REPORT)
    reference.spans["statements"] = [span for span in reference.spans["statements"] if span.label_ == "deny"]
    del reference.spans["cues"]
    scores = nlp.evaluate([Example(doc, reference)])
    assert scores["spans_statements_r"] == scores["spans_sources_f"] == 1
    assert 0 < scores["spans_statements_p"] < 1
    assert scores.get("spans_cues_f") is None


def test_the_groups_can_be_drawn(nlp: Language) -> None:
    drawn = displacy.render(nlp(OTHER), style="span", options={"spans_key": "statements"}, jupyter=False)
    assert "say" in drawn


def test_strings_go_when_a_memory_zone_ends() -> None:
    nlp = piped()
    before = len(nlp.vocab.strings)
    with nlp.memory_zone():
        doc = nlp(REPORT)
        own = doc._.statements[0].id
        assert own in nlp.vocab.strings
        del doc
    assert own not in nlp.vocab.strings
    assert len(nlp.vocab.strings) == before


def test_the_page_shows_what_is_printed() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.count("```python") == len(BLOCK.findall(page)) > 3
    assert renewed(page) == page
