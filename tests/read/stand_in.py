"""A stand-in for the encoder: arbitrary labels, the same for the same words, at no cost worth naming."""

from collections.abc import Sequence

import numpy as np

from onrecord.read.encoder import Encoder, Scores, packaged

SAYING = frozenset({"said", "says", "told", "denied", "warned"})
PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we"})


class StandIn(Encoder):
    """Gives words labels by their looks, or at random where `seed` is given; the label sets are the packaged ones.

    By looks: what stands in double quotation marks is content, a capitalised word a name and a source, a form of
    "say" a cue. That makes as many rows as a text can hold, which is what the rules behind the encoder cost by.
    """

    def __init__(self, seed: int | None = None) -> None:
        real = packaged()
        self.attribution_labels = real.attribution_labels
        self.name_labels, self.tag_labels = real.name_labels, real.tag_labels
        self.link_size, self.crf = real.link_size, real.crf
        self.random = np.random.default_rng(seed)
        self.arbitrary = seed is not None
        self.most = 0
        """Most words given at once."""

    def encode(self, words: Sequence[str], attached: Sequence[bool], breaks: Sequence[int] = ()) -> Scores:
        """Scores of the words."""
        self.most = max(self.most, len(words))
        sizes = (len(self.attribution_labels), len(self.name_labels), len(self.tag_labels), 4 * self.link_size)
        drawn = [self.random.standard_normal((len(words), size)).astype(np.float32) for size in sizes]
        scores = Scores(*(part * 3 if self.arbitrary else part * 0.1 for part in drawn))
        if not self.arbitrary:
            self.by_looks(words, scores)
        return scores

    def by_looks(self, words: Sequence[str], scores: Scores) -> None:
        """Raise the scores of the labels that the words look like."""
        inside = named = False
        for at, word in enumerate(words):
            part, name, tag = "O", "O", "NN" if word[0].isalpha() else "CD" if word[0].isdigit() else "PUNCT"
            if word[0] in '“"' or inside:
                part = "I-content" if inside else "B-content"
                inside = word[0] not in '”"' if inside else True
            elif word.lower() in SAYING:
                part, tag = "B-cue", "VBD"
            elif word.lower() in PRONOUNS:
                part, tag = "B-source", "PRP"
            elif word[0].isupper():
                part, name, tag = ("I-source", "I-person", "NNP") if named else ("B-source", "B-person", "NNP")
            named = name != "O"
            scores.attribution[at, self.attribution_labels.index(part)] += 20
            scores.name[at, self.name_labels.index(name)] += 20
            if tag in self.tag_labels:
                scores.tag[at, self.tag_labels.index(tag)] += 20
