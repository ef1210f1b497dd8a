"""The spaCy component: `nlp.add_pipe("onrecord")`, found by spaCy itself through its entry point.

The way in is `onrecord.spacy.component`. A program that opens stored Docs and has no pipeline with the component calls
`onrecord.spacy.extensions.register` first.
"""

from importlib.util import find_spec

if find_spec("spacy") is None:
    raise ModuleNotFoundError("onrecord.spacy needs spaCy: pip install 'onrecord[spacy]'", name="spacy")
