"""What was read goes wherever the Doc goes."""

import multiprocessing
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("spacy", reason="spaCy is not installed")

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import onrecord
from onrecord.spacy.component import encoder_of
from onrecord.spacy.extensions import register
from onrecord.spacy.stored import key
from tests.spacy.texts import OTHER, PUBLISHED, REPORT

# From Python 3.12 on, forking a process that has threads warns; spaCy forks its workers on Linux.
forks = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")

OPENED = """
import pickle, sys
from spacy.tokens import Doc
from spacy.vocab import Vocab

data, pipeline, text = pickle.load(sys.stdin.buffer)
from onrecord.spacy.extensions import register
register()
print(Doc(Vocab()).from_bytes(data)._.statements[0].speaker.name)
for name in ("reading", "statements", "published"):
    Doc.remove_extension(name)
print(pickle.loads(pipeline)(text)._.statements[0].speaker.name)
"""


@pytest.fixture
def doc(nlp: Language) -> Doc:
    made = nlp.make_doc(REPORT)
    made._.published = PUBLISHED
    return nlp(made)


def same(one: Doc, other: Doc) -> None:
    assert other._.reading == one._.reading
    assert other._.published == one._.published
    assert [s.row for s in other._.statements] == [s.row for s in one._.statements]
    assert set(other.spans) == set(one.spans)
    for name, group in one.spans.items():
        kept = other.spans[name]
        assert [(s.start, s.end, s.label_, s.id_, s.kb_id_) for s in kept] == [
            (s.start, s.end, s.label_, s.id_, s.kb_id_) for s in group
        ]
        assert [s._.statement.row for s in kept] == [s._.statement.row for s in group]


def test_bytes(nlp: Language, doc: Doc) -> None:
    same(doc, Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes()))


def test_a_file(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    doc.to_disk(tmp_path / "doc")
    same(doc, Doc(spacy.blank("en").vocab).from_disk(tmp_path / "doc"))


def test_a_bin(nlp: Language, doc: Doc) -> None:
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (opened,) = DocBin().from_bytes(stored).get_docs(spacy.blank("en").vocab)
    same(doc, opened)


def test_pickling_and_copying(doc: Doc) -> None:
    same(doc, pickle.loads(pickle.dumps(doc)))
    same(doc, doc.copy())


def test_a_doc_that_was_not_read_has_none(nlp: Language) -> None:
    doc = nlp.make_doc(REPORT)
    assert doc._.reading is None
    assert doc._.statements == []
    assert doc._.published is None
    assert doc[0:1]._.statement is None


def test_a_part_of_a_doc_has_none(doc: Doc) -> None:
    part = doc[3:20].as_doc(copy_user_data=True)
    assert part._.reading is None
    assert part._.statements == []


def test_joined_docs_keep_the_spans_alone(nlp: Language, doc: Doc) -> None:
    with pytest.warns(UserWarning, match="W101"):
        joined = Doc.from_docs([doc, nlp(OTHER)])
    assert joined._.reading is None
    assert len(joined.spans["statements"]) > len(doc.spans["statements"])
    assert joined.spans["statements"][0]._.statement is None


def test_the_reading_goes_with_its_doc(nlp: Language) -> None:
    from onrecord.spacy.stored import HELD

    before = len(HELD)
    doc = nlp(OTHER)
    assert len(HELD) == before + 1
    del doc
    assert len(HELD) == before


@pytest.mark.parametrize("written", ["{", "[]", '{"report": {"id": "x", "colour": 1}}', "7"])
def test_what_is_no_reading_is_a_clear_error(nlp: Language, written: str) -> None:
    doc = nlp(OTHER)
    doc.user_data[key("reading")] = written
    with pytest.raises(onrecord.RecordError, match=r"cannot be opened.*run the text through the pipeline again"):
        assert doc._.reading


def test_a_pipeline_on_disk_holds_its_settings_alone(doc: Doc, tmp_path: Path) -> None:
    made = spacy.blank("en")
    made.add_pipe("onrecord", name="who", config={"spans": {"cues": None}})
    made.to_disk(tmp_path)
    assert not (tmp_path / "who").exists()
    opened = spacy.load(tmp_path)
    assert opened.pipe_names == ["who"]
    assert set(opened(REPORT).spans) == {"statements", "sources"}
    again = spacy.blank("en", config=made.config).from_bytes(made.to_bytes())
    assert again(REPORT)._.reading == made(REPORT)._.reading


def test_a_pickled_pipeline_reads(nlp: Language) -> None:
    opened = pickle.loads(pickle.dumps(nlp))
    assert opened(REPORT)._.reading == nlp(REPORT)._.reading


def test_another_program_opens_them(nlp: Language, doc: Doc) -> None:
    given = pickle.dumps((doc.to_bytes(), pickle.dumps(nlp), OTHER))
    call = [sys.executable, "-W", "error", "-X", "utf8", "-c", OPENED]
    done = subprocess.run(call, input=given, capture_output=True, check=False)
    assert not done.stderr.decode()
    assert done.stdout.decode().split() == ["Vera", "Holm", "Ragna", "Moe"]


@forks
def test_two_processes_read_what_one_does(nlp: Language) -> None:
    given = [(REPORT, {"published": PUBLISHED}), ("", 1), (OTHER, {"published": "2031-04-01"}), (REPORT, None)]
    wanted = list(nlp.pipe(given, as_tuples=True))
    found = list(nlp.pipe(given, as_tuples=True, n_process=2, batch_size=1))
    assert [context for _, context in found] == [context for _, context in wanted]
    for (one, _), (other, _) in zip(wanted, found, strict=True):
        same(one, other)


@forks
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_loads_an_encoder_of_its_own() -> None:
    parent = encoder_of(os.getpid())
    assert encoder_of(os.getpid()) is parent
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(False)

    def child() -> None:
        own = encoder_of(os.getpid())
        sender.send((own is parent, own.session.get_session_options().intra_op_num_threads))

    process = context.Process(target=child)
    process.start()
    assert receiver.poll(30)
    assert receiver.recv() == (False, int(os.environ.get("ONRECORD_THREADS", "0")) or 1)
    process.join(30)


@pytest.fixture
def unregistered() -> Iterator[None]:
    """Doc without onrecord's attribute `statements`, put back afterwards."""
    Doc.remove_extension("statements")
    yield
    if Doc.has_extension("statements"):
        Doc.remove_extension("statements")
    register()


def test_registering_again_changes_nothing(nlp: Language) -> None:
    before = [Doc.get_extension(name) for name in ("reading", "statements", "published")]
    register()
    spacy.blank("en").add_pipe("onrecord")
    assert [Doc.get_extension(name) for name in ("reading", "statements", "published")] == before


@pytest.mark.usefixtures("nlp", "unregistered")
def test_a_name_that_is_taken_is_not_overwritten() -> None:
    Doc.set_extension("statements", default=())
    with pytest.raises(onrecord.UsageError, match=r"Doc\._\.statements is taken.*remove_extension\('statements'\)"):
        spacy.blank("en").add_pipe("onrecord")
    assert Doc.get_extension("statements")[0] == ()
