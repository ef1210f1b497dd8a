"""The pipeline component: reads each Doc's text and sets its statements."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from multiprocessing import parent_process
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans, raise_error

from onrecord.errors import UsageError
from onrecord.read.encoder import Encoder, packaged
from onrecord.records import ACTS, Reading, Report
from onrecord.spacy.extensions import register
from onrecord.spacy.statements import spans_at
from onrecord.spacy.stored import Held, iso_date, keep

GROUPS = ("statements", "sources", "cues")
"""What is set in `doc.spans`, and under which key unless the config names another."""
DEFAULTS: dict[str, Any] = {"published": "published", "spans": {name: name for name in GROUPS}, "ents": False}
HEADER = ("title", "outlet", "byline", "url")
"""What else a context given with a text can say of the report."""
ENTITY_LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE", "group": "NORP"}
"""Kinds of entities as spaCy's English pipelines label them."""
LOADED_IN = os.getpid()

Handler = Callable[[str, Any, list[Doc], Exception], Any]


class StatementReader:
    """Callable on a Doc, which it reads and returns. It keeps no state of its own, so nothing of it goes to disk.

    `published` names the Doc extension, and the key of a context, that holds the date of publication (None: look for
    no date). `spans` are the keys in `doc.spans` of `GROUPS`, None to leave one out. `ents` says whether names of
    people, organisations and places are added to `doc.ents` where no entity stands. Raises UsageError where these
    are off.
    """

    def __init__(self, name: str, published: str | None, spans: Mapping[str, str | None], ents: bool) -> None:
        keys = [key for key in spans.values() if key]
        if not spans.keys() <= set(GROUPS) or len(set(keys)) < len(keys):
            raise UsageError(
                f"config spans of {name!r} is {dict(spans)}; allowed: keys {', '.join(GROUPS)}, each with a name of "
                "its own, or None to leave it out"
            )
        self.name = name
        self.published = published
        self.spans = dict(spans)
        self.ents = ents
        self.error_handler: Handler = raise_error
        register(published)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Unpickled in another process, where nothing is registered yet."""
        self.__dict__.update(state)
        register(self.published)

    def __call__(self, doc: Doc) -> Doc:
        """Read the Doc's text; UsageError where its date of publication is none."""
        from onrecord.read.reader import read_report

        held = keep(doc, read_report(self.report(doc), encoder_of(os.getpid())))
        self.set_spans(doc, held)
        if self.ents:
            doc.set_ents(names(doc, held.reading), default="unmodified")
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Read a stream of Docs, each handed on as soon as it is read.

        `batch_size` changes nothing: the encoder reads paragraph by paragraph, so Docs share no work. A Doc that
        cannot be read goes to the error handler.
        """
        for doc in stream:
            try:
                read = self(doc)
            except Exception as error:
                self.error_handler(self.name, self, [doc], error)
            else:
                yield read

    def set_error_handler(self, error_handler: Handler) -> None:
        """What `pipe` calls with (name, component, [doc], error); the default raises."""
        self.error_handler = error_handler

    def get_error_handler(self) -> Handler:
        """What `pipe` calls when a Doc cannot be read."""
        return self.error_handler

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of the statements' spans."""
        return ACTS

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """Precision, recall and F of the spans against those in the reference Docs; a hit has span and label right."""
        scores: dict[str, Any] = {}
        compared = list(examples)
        for key in filter(None, self.spans.values()):
            scores |= Scorer.score_spans(
                compared,
                f"spans_{key}",
                getter=lambda doc, attribute: doc.spans.get(attribute.removeprefix("spans_"), ()),
                has_annotation=partial(has_group, key=key),
                labeled=True,
                allow_overlap=True,
            )
        return scores

    def report(self, doc: Doc) -> Report:
        """The Doc as a report: its text, and what is said of it by the extension and by the context.

        A context is what comes with a text in `nlp.pipe(…, as_tuples=True)`; one that is no mapping is left alone.
        """
        context = doc._context if isinstance(doc._context, Mapping) else {}
        header: dict[str, Any] = {
            name: value for name in HEADER if isinstance(value := context.get(name), str) and value
        }
        published = None
        if self.published:
            published = iso_date(getattr(doc._, self.published), f"doc._.{self.published}")
            published = published or iso_date(context.get(self.published), f"the context's {self.published!r}")
        return Report(text=doc.text, published=published, **header)

    def set_spans(self, doc: Doc, held: Held) -> None:
        """Set the groups in `doc.spans`: a span's label is the act, of a source the kind of speaker.

        `id_` is the statement's id, a source's `kb_id_` the id of the speaker's entity.
        """
        found: dict[str, list[Span]] = {name: [] for name in GROUPS}
        for row in held.reading.statements:
            found["statements"].extend(spans_at(doc, row.content, row.act, (row.id, "")))
            found["sources"].extend(spans_at(doc, row.source, row.speaker_kind, (row.id, row.speaker or "")))
            found["cues"].extend(spans_at(doc, row.cue, row.act, (row.id, "")))
        for name, key in self.spans.items():
            if key:
                doc.spans[key] = found[name]


def has_group(doc: Doc, *, key: str) -> bool:
    """Whether the Doc has spans under that key."""
    return key in doc.spans


def names(doc: Doc, reading: Reading) -> list[Span]:
    """Mentions by name as entity Spans, without overlaps, where the Doc has no entity yet; `kb_id_` is the entity."""
    free = [token.ent_type == 0 for token in doc]
    entities = {row.id: row for row in reading.entities}
    found: list[Span] = []
    for mention in reading.mentions:
        entity = entities.get(mention.entity)
        words = reading.report.text[slice(*mention.span)]
        if entity is None or not words[0].isupper() or not set(words.split()) <= set(entity.name.split()):
            continue
        spans = spans_at(doc, (mention.span,), ENTITY_LABELS[entity.kind], ("", entity.id))
        found.extend(span for span in spans if all(free[span.start : span.end]))
    kept: list[Span] = filter_spans(found)
    return kept


@cache
def encoder_of(process: int) -> Encoder:
    """The encoder of the process with that id: the packaged one, or in a worker process one with a single thread.

    A session that was loaded before a fork has lost its threads in the child, so a child loads its own; workers run
    side by side, and `ONRECORD_THREADS` still sets the threads of each.
    """
    if process == LOADED_IN and parent_process() is None:
        return packaged()
    return Encoder(None if os.environ.get("ONRECORD_THREADS") else 1)


def make(nlp: Language, name: str, published: str | None, spans: dict[str, str | None], ents: bool) -> StatementReader:
    """The component, as spaCy's registry makes it."""
    return StatementReader(name, published, spans, ents)


Language.factory(
    "onrecord",
    default_config=DEFAULTS,
    assigns=["doc.spans", "doc._.reading", "doc._.statements", "span._.statement"],
    func=make,
)
