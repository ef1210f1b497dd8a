"""A blank English pipeline with the component."""

import pytest


@pytest.fixture(scope="session")
def nlp():
    import spacy

    made = spacy.blank("en")
    made.add_pipe("onrecord")
    return made
